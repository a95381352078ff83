/* Versions with their transitions. See transitions.h. */
#include "engine/transitions.h"

#include <string.h>
#include "base/date.h"
#include "base/msg.h"
#include "base/text.h"
#include "engine/versions.h"
#include "syntax/format.h"

/* More than any set of rules has; each may double what is judged. */
enum { MOST_TRANSITIONS = 64 };

typedef struct {
    const TcFolder *folder;
    uint32_t set;
    unsigned n; /* transitions that were taken */
    TcDiagList *diags;
} Judging;

typedef struct {
    TcTransitional what;
    uint32_t place; /* in its text */
} InForce;

/* Those that come first are taken last, so that they stand outermost. */
static int by_effect(const void *a, const void *b)
{
    const InForce *x = a, *y = b;
    const TcTransitional *p = &x->what, *q = &y->what;
    if (p->transition->from != q->transition->from)
        return p->transition->from < q->transition->from ? -1 : 1;
    if (p->amendment->signed_on != q->amendment->signed_on)
        return p->amendment->signed_on < q->amendment->signed_on ? -1 : 1;
    if (p->by != q->by)
        return p->by < q->by ? -1 : 1;
    return (x->place < y->place) - (x->place > y->place);
}

static GArray *in_force(const TcFolder *folder, uint32_t set, int32_t day)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(InForce));
    const GPtrArray *amendments = tc_folder_amendments(folder);
    for (guint i = 0; i < amendments->len; i++) {
        const TcAmendment *amendment = g_ptr_array_index(amendments, i);
        for (guint k = 0; amendment->set == set && k < amendment->transitions->len; k++) {
            const TcTransition *own = &g_array_index(amendment->transitions, TcTransition, k);
            const InForce one = {{amendment, own, i + 1}, k};
            if (own->from != INT32_MIN && own->from <= day && day <= own->until)
                g_array_append_val(found, one);
        }
    }
    g_array_sort(found, by_effect);
    return found;
}

GPtrArray *tc_transition_lines(const TcFolder *folder, uint32_t set, int32_t day)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) transitions = in_force(folder, set, day);
    for (guint i = transitions->len; i > 0; i--) {
        const TcTransitional *what = &g_array_index(transitions, InForce, i - 1).what;
        g_ptr_array_add(lines, tc_amendment_line(what->amendment, what->transition->clause, ""));
    }
    return lines;
}

GArray *tc_transitions_on(const TcFolder *folder, uint32_t set, int32_t day)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(TcTransitional));
    g_autoptr(GArray) transitions = in_force(folder, set, day);
    for (guint i = transitions->len; i > 0; i--)
        g_array_append_val(found, g_array_index(transitions, InForce, i - 1).what);
    return found;
}

static bool says(const TcTransitional *what, const char *line)
{
    g_autofree char *own =
        tc_format_clause(what->amendment->text, what->transition->clause, TC_LANG_EN);
    return strcmp(own, line) == 0;
}

GArray *tc_transitions_beside(const GArray *own, const GArray *other)
{
    GArray *beside = g_array_new(FALSE, FALSE, sizeof(TcTransitional));
    for (guint i = 0; i < own->len; i++) {
        const TcTransitional *one = &g_array_index(own, TcTransitional, i);
        g_autofree char *line =
            tc_format_clause(one->amendment->text, one->transition->clause, TC_LANG_EN);
        bool there = false;
        for (guint k = 0; k < other->len && !there; k++)
            there = says(&g_array_index(other, TcTransitional, k), line);
        if (!there)
            g_array_append_val(beside, *one);
    }
    return beside;
}

bool tc_any_transition(const TcFolder *folder, uint32_t set, int32_t day)
{
    g_autoptr(GArray) transitions = in_force(folder, set, day);
    return transitions->len > 0;
}

/* --- earlier rules ---------------------------------------------------------------------------- */

/* Which rules are continued must be those of the set before the amendment. Returns: false, told. */
static bool check_continued(const Judging *judging, const TcOutline *now,
                            const TcTransition *transition)
{
    char day[TC_DATE_TEXT], before[TC_DATE_TEXT];
    const TcToken *own = tc_outline_code(now, 0);
    const TcLang lang = tc_diag_list_lang(judging->diags);
    const char *code = tc_transition_code(transition);
    const bool other = !own || !code || !tc_text_same(own->text, code);
    const bool late = tc_transition_day(transition) >= transition->from;
    const bool early =
        tc_transition_day(transition) < tc_outline_day(now, TC_KW_IN_FORCE_FROM, INT32_MIN);
    g_autofree char *set = own ? tc_span_text(own->span) : g_strdup("");
    tc_date_format(tc_transition_day(transition), lang, day);
    tc_date_format(transition->from - 1, lang, before);
    if (other || late || early)
        tc_diag(judging->diags,
                other  ? TC_DIAG_CONTINUES_OTHER
                : late ? TC_DIAG_CONTINUES_LATER
                       : TC_DIAG_CONTINUES_NOTHING,
                tc_transition_outcome(transition)->span, other && code ? code : day, set, before,
                NULL);
    return !other && !late && !early;
}

static TcOutline *judged(Judging *judging, int32_t day, TcDiagList *diags);

static void take(Judging *judging, TcOutline *now, const TcTransitional *what)
{
    if (++judging->n > MOST_TRANSITIONS) {
        if (judging->n == MOST_TRANSITIONS + 1)
            tc_diag(judging->diags, TC_DIAG_TRANSITIONS_TOO_MANY, what->transition->head->at, NULL);
        return;
    }
    if (tc_transition_kind(what->transition) == TC_KW_KEEP) {
        tc_transition_keep(now, what, judging->diags);
    } else if (check_continued(judging, now, what->transition)) {
        g_autoptr(TcDiagList) told = tc_diag_list_like(judging->diags); /* by that version */
        TcOutline *then = judged(judging, tc_transition_day(what->transition), told);
        tc_transition_continue(now, then, what, judging->diags);
    }
}

static TcOutline *judged(Judging *judging, int32_t day, TcDiagList *diags)
{
    TcOutline *outline = tc_folder_outline(judging->folder, judging->set, day, diags);
    g_autoptr(GArray) transitions = in_force(judging->folder, judging->set, day);
    for (guint i = 0; i < transitions->len; i++)
        take(judging, outline, &g_array_index(transitions, InForce, i).what);
    return outline;
}

TcOutline *tc_judged_outline(const TcFolder *folder, uint32_t set, int32_t day, TcDiagList *diags)
{
    Judging judging = {folder, set, 0, diags};
    return judged(&judging, day, diags);
}

/* --- programs --------------------------------------------------------------------------------- */

/* What only some units need is not unused: that is for the rules with their transitions to tell. */
static bool is_of_version(TcDiagCode code, void *user)
{
    (void)user;
    return code != TC_DIAG_NAME_UNUSED;
}

static bool is_of_transitions(TcDiagCode code, void *user)
{
    (void)user;
    return code == TC_DIAG_NAME_UNUSED || tc_diag_severity(code) == TC_ERROR;
}

/* The rules of @version with its transitions; @newest: the last of these. */
static TcProgram *with_transitions(TcFolder *folder, uint32_t set, int32_t day,
                                   const TcProgram *version, const InForce *newest,
                                   TcDiagList *diags)
{
    const TcModel *model = tc_program_model(version);
    g_autoptr(TcDiagList) heard = tc_diag_list_like(diags);
    TcOutline *outline = tc_judged_outline(folder, set, day, heard);
    TcProgram *program = tc_folder_program_of(folder, set, day, outline, model->amended_by, heard);
    if (tc_diag_has_errors(heard))
        tc_diag_list_label(heard, 0, &newest->what.transition->head->at, 1,
                           tc_msg(tc_diag_list_lang(diags), TC_MSG_TRANSITION_HERE));
    tc_diag_list_move(heard, diags, is_of_transitions, NULL);
    return program;
}

TcProgram *tc_judged_program(TcFolder *folder, uint32_t set, int32_t day, TcDiagList *diags)
{
    g_autoptr(GArray) transitions = in_force(folder, set, day);
    if (transitions->len == 0)
        return tc_folder_program(folder, set, day, diags);
    g_autoptr(TcDiagList) told = tc_diag_list_like(diags);
    TcProgram *version = tc_folder_program(folder, set, day, told);
    tc_diag_list_move(told, diags, is_of_version, NULL);
    if (!tc_program_model(version))
        return version;
    TcProgram *program =
        with_transitions(folder, set, day, version,
                         &g_array_index(transitions, InForce, transitions->len - 1), diags);
    tc_program_keep(program, version);
    return program;
}
