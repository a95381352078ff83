/* tieuchi diff A B */
#include <string.h>
#include <unistd.h>
#include "base/date.h"
#include "base/text.h"
#include "cli/output.h"
#include "cli/form.h"
#include "cli/pair.h"
#include "engine/transitions.h"
#include "report/compare.h"
#include "syntax/diff.h"

enum { TEXT, JSON, HTML, SIDE_BY_SIDE };

static void render(const TcArgs *args, unsigned format, const TcComparison *comparison,
                   const char *const *names, GString *out)
{
    switch (format) {
    case JSON:
        tc_compare_json(comparison, names, out);
        break;
    case HTML:
        tc_compare_page(comparison, names, args->lang, out);
        break;
    case SIDE_BY_SIDE:
        tc_compare_table(comparison, names, args->lang, out);
        break;
    default:
        tc_compare_text(comparison, names, args->lang, tc_say_width(STDOUT_FILENO), out);
    }
}

/* An amendment is of one set. Returns: is it one? If not it is told. */
static bool is_one_set(const TcArgs *args, const TcPair *pair)
{
    const char *first = tc_program_model(pair->sides[0].program)->code;
    const char *second = tc_program_model(pair->sides[1].program)->code;
    if (tc_text_same(first, second))
        return true;
    tc_say_usage(args->lang, tc_msg_format(args->lang, TC_MSG_DIFF_OTHER_SET, first, second, NULL),
                 g_strdup(tc_msg(args->lang, TC_MSG_DIFF_OTHER_SET_FIX)));
    return false;
}

/* Of a transition that no text of edits takes away, or that would not be the same in it. */
static void refuse_transition(const TcTransitional *what, TcMsg why, int32_t from,
                              TcDiagList *diags)
{
    char day[TC_DATE_TEXT];
    const TcLang lang = tc_diag_list_lang(diags);
    g_autofree char *reason = tc_msg_format(lang, why, tc_date_format(from, lang, day), NULL);
    tc_diag(diags, TC_DIAG_TRANSITION_NOT_SAID, what->transition->head->at, reason, NULL);
}

/* The transitions that the second side adds. What of them cannot be said goes to @diags. */
static GArray *added_transitions(const TcPair *pair, int32_t from, TcDiagList *diags)
{
    g_autoptr(GArray) before =
        tc_transitions_on(pair->sides[0].folder, pair->sides[0].set, pair->sides[0].day);
    g_autoptr(GArray) after =
        tc_transitions_on(pair->sides[1].folder, pair->sides[1].set, pair->sides[1].day);
    g_autoptr(GArray) gone = tc_transitions_beside(before, after);
    GArray *added = tc_transitions_beside(after, before);
    for (guint i = 0; i < gone->len; i++)
        refuse_transition(&g_array_index(gone, TcTransitional, i), TC_MSG_TRANSITION_GONE, from,
                          diags);
    for (guint i = 0; i < added->len && from != INT32_MIN; i++) {
        const TcTransitional *what = &g_array_index(added, TcTransitional, i);
        if (tc_transition_day(what->transition) >= from)
            refuse_transition(what, TC_MSG_TRANSITION_TOO_LATE, from, diags);
    }
    return added;
}

/* What stands in quotation marks cannot hold them. Returns: does it? Then it is told. */
static bool is_quoted(const TcArgs *args)
{
    const char *number = tc_args_value(args, TC_OPT_NUMBER);
    static const char *const marks[] = {"\"", "\u201C", "\u201D", "\n", "\r"};
    for (size_t i = 0; number && i < G_N_ELEMENTS(marks); i++) {
        if (!strstr(number, marks[i]))
            continue;
        tc_say_usage(args->lang, tc_msg_format(args->lang, TC_MSG_DIFF_NUMBER_QUOTED, number, NULL),
                     g_strdup(tc_msg(args->lang, TC_MSG_DIFF_NUMBER_QUOTED_FIX)));
        return true;
    }
    return false;
}

/* The amendment, if applying it gives the second side. Returns: an exit status. */
static int amend(const TcArgs *args, const TcPair *pair, const TcDiff *diff, GString *out)
{
    TcSpan at;
    TcDiffAmending as = {.lang = tc_program_model(pair->sides[0].program)->lang,
                         .number = tc_args_value(args, TC_OPT_NUMBER),
                         .from = INT32_MIN};
    g_autoptr(TcDiagList) diags = tc_diag_list_new(args->lang);
    if (!tc_args_date(args, TC_OPT_IN_FORCE, &as.from) || is_quoted(args) ||
        !is_one_set(args, pair))
        return TC_EXIT_USAGE;
    g_autoptr(GArray) added = added_transitions(pair, as.from, diags);
    as.transitions = added;
    if (tc_diff_parts(diff)->len == 0 && added->len == 0 && !tc_diag_has_errors(diags))
        return tc_say_usage(args->lang, g_strdup(tc_msg(args->lang, TC_MSG_DIFF_NO_AMENDMENT)),
                            g_strdup(tc_msg(args->lang, TC_MSG_DIFF_NO_AMENDMENT_FIX)));
    if (!tc_diff_amends(diff, &at))
        tc_diag(diags, TC_DIAG_NOT_AMENDABLE, at, NULL);
    if (tc_diag_has_errors(diags))
        return tc_say_diags(diags);
    g_autofree char *text = tc_diff_amendment(diff, &as);
    g_string_append(out, text);
    return TC_EXIT_DONE;
}

/* The side as a table for submission names it: its decisions, or its title, and its day. Returns:
 * (transfer full). */
static char *decision_of(const TcPairSide *side, TcLang lang)
{
    char day[TC_DATE_TEXT];
    const TcModel *model = tc_program_model(side->program);
    const char *issued = model->issued_with ? model->issued_with : model->title;
    if (!issued)
        return g_strdup(side->name);
    const bool dated = side->day != INT32_MIN;
    return g_strdup_printf("%s%s%s%s%s", issued, model->amended_by ? "; " : "",
                           model->amended_by ? model->amended_by : "", dated ? ", " : "",
                           dated ? tc_date_format(side->day, lang, day) : "");
}

/* What heads the sides: a table their decisions, unless both have the same, all else the files. */
static void names_of(const TcPair *pair, unsigned format, TcLang lang, char **names)
{
    for (unsigned v = 0; v < TC_COMPARED_SIDES; v++)
        names[v] = decision_of(&pair->sides[v], lang);
    const bool same = strcmp(names[0], names[1]) == 0;
    for (unsigned v = 0; v < TC_COMPARED_SIDES && (same || format != SIDE_BY_SIDE); v++) {
        g_free(names[v]);
        names[v] = g_strdup(pair->sides[v].name);
    }
}

/* Tells how the sides differ. Returns: an exit status. */
static int compare(const TcArgs *args, unsigned format, const TcPair *pair,
                   TcOutline *const *outlines, GString *out)
{
    TcRun run = {0};
    TcCompared sides[TC_COMPARED_SIDES];
    char *names[TC_COMPARED_SIDES];
    if (!tc_pair_run(args, pair, &run))
        return TC_EXIT_USAGE;
    for (unsigned v = 0; v < TC_COMPARED_SIDES; v++)
        sides[v] = (TcCompared){pair->sides[v].folder, pair->sides[v].set, pair->sides[v].day,
                                pair->sides[v].program, outlines[v]};
    g_autoptr(TcComparison) comparison = tc_compare(sides, &run);
    names_of(pair, format, args->lang, names);
    render(args, format, comparison, (const char *const *)names, out);
    for (unsigned v = 0; v < TC_COMPARED_SIDES; v++)
        g_free(names[v]);
    return TC_EXIT_DONE;
}

int tc_cmd_diff(const TcArgs *args)
{
    static const char *const formats[] = {
        [TEXT] = "text", [JSON] = "json", [HTML] = "html", [SIDE_BY_SIDE] = "side-by-side"};
    unsigned format = TEXT;
    int status;
    g_auto(TcPair) pair = {.n = 0};
    g_autoptr(GString) out = g_string_new(NULL);
    const bool amends = tc_args_has(args, TC_OPT_AS_AMENDMENT);
    if (amends ? !tc_form_is(args, TC_OPT_OUTPUT, "rules")
               : !tc_form_read(args, formats, G_N_ELEMENTS(formats), &format))
        return TC_EXIT_USAGE;
    if (!tc_pair_load(args, TC_PAIR_SIDES, &pair, &status))
        return status;
    TcOutline *outlines[] = {tc_pair_outline(&pair.sides[0]), tc_pair_outline(&pair.sides[1])};
    if (amends) {
        g_autoptr(TcDiff) diff = tc_diff_new(outlines[0], outlines[1]);
        status = amend(args, &pair, diff, out);
    } else {
        status = compare(args, format, &pair, outlines, out);
    }
    tc_outline_free(outlines[0]);
    tc_outline_free(outlines[1]);
    return status == TC_EXIT_DONE
               ? tc_output_text(tc_args_value(args, TC_OPT_OUTPUT), args->lang, out)
               : status;
}
