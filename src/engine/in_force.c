/* Which of several rule sets a run uses. See in_force.h. */
#include "engine/in_force.h"

#include <string.h>
#include "base/date.h"
#include "base/msg.h"
#include "base/text.h"
#include "data/words.h"

static TcProgram *program_at(const TcRulesOnDay *rules, guint index)
{
    return g_ptr_array_index(rules->programs, index);
}

bool tc_supersedes(const TcModel *later, const TcModel *model)
{
    if (!later->supersedes || !later->has_from || !model->issued_with)
        return false;
    g_auto(GStrv) replaced = g_strsplit(later->supersedes, "; ", -1);
    for (char **one = replaced; *one; one++)
        if (tc_text_same(*one, model->issued_with))
            return true;
    return false;
}

static int32_t first_day(const TcModel *model)
{
    return model->has_from ? model->in_force_from : INT32_MIN;
}

static int32_t last_day(const TcRulesOnDay *rules, const TcModel *model)
{
    int32_t last = model->has_until ? model->in_force_until : INT32_MAX;
    for (guint i = 0; i < rules->programs->len; i++) {
        const TcModel *other = tc_program_model(program_at(rules, i));
        if (other != model && tc_supersedes(other, model))
            last = MIN(last, other->in_force_from - 1);
    }
    return last;
}

void tc_in_force_days(const GPtrArray *programs, const TcModel *model, int32_t *first,
                      int32_t *last)
{
    const TcRulesOnDay rules = {.programs = programs};
    *first = first_day(model);
    *last = last_day(&rules, model);
}

static bool holds(const TcRulesOnDay *rules, const TcModel *model)
{
    return first_day(model) <= rules->day && rules->day <= last_day(rules, model);
}

/* "cấp xã" and "commune" are one level. */
static bool same_level(const char *a, const char *b)
{
    return tc_text_same(a, b) ||
           (tc_word_roles_of(a, strlen(a)) & tc_word_roles_of(b, strlen(b)) & TC_WORD_COMMUNES);
}

/* Sets of one level contradict each other; those of different levels are judged one by one. */
static void report_two(const TcRulesOnDay *rules, const TcProgram *first, const TcProgram *second,
                       TcDiagList *diags)
{
    char day[TC_DATE_TEXT];
    const TcModel *a = tc_program_model(first), *b = tc_program_model(second);
    const bool levels = a->n_levels && b->n_levels && !same_level(a->levels[0], b->levels[0]);
    const TcLang lang = tc_diag_list_lang(diags);
    const TcMsg cure = tc_text_same(a->code, b->code) ? TC_MSG_TWO_OF_ONE_FIX : TC_MSG_TWO_SETS_FIX;
    g_autofree char *fix = tc_diag_words(tc_msg(lang, cure), b->lang);
    TcDiag *diag = tc_diag(diags, levels ? TC_DIAG_LEVELS_IN_FORCE : TC_DIAG_TWO_IN_FORCE,
                           tc_program_place(second), tc_date_format(rules->day, lang, day), a->code,
                           b->code, levels ? a->levels[0] : fix, levels ? b->levels[0] : "", NULL);
    tc_diag_label(diag, tc_program_place(first), a->code);
}

TcProgram *tc_in_force(const TcRulesOnDay *rules, TcDiagList *diags)
{
    TcProgram *found = NULL;
    for (guint i = 0; i < rules->programs->len; i++) {
        TcProgram *program = program_at(rules, i);
        if (!holds(rules, tc_program_model(program)))
            continue;
        if (found) {
            report_two(rules, found, program, diags);
            return NULL;
        }
        found = program;
    }
    return found;
}

/* --- a day on which there is none --- */

typedef enum { BEFORE, AFTER } Side;

/* Of the sets that are out of force on the day: the last to have been in force before it (*@limit:
 * its last day), or the first to be after it (*@limit: its first day). Returns: NULL if none. */
static const TcProgram *nearest_to(const TcRulesOnDay *rules, Side side, int32_t *limit)
{
    const TcProgram *nearest = NULL;
    int64_t least = INT64_MAX; /* days from the day to that end of the set */
    for (guint i = 0; i < rules->programs->len; i++) {
        const TcModel *model = tc_program_model(program_at(rules, i));
        const int32_t first = first_day(model), last = last_day(rules, model);
        const int32_t end = side == BEFORE ? last : first;
        const int64_t apart =
            side == BEFORE ? (int64_t)rules->day - end : (int64_t)end - rules->day;
        if (apart <= 0 || first > last || apart >= least)
            continue;
        nearest = program_at(rules, i);
        least = apart;
        *limit = end;
    }
    return nearest;
}

/* "Quyết định số …, đến hết 31/12/2024 (quy-dinh/1.tieuchi)", or nothing. */
static void append_nearest(GString *out, const TcRulesOnDay *rules, Side side, TcLang lang)
{
    char day[TC_DATE_TEXT];
    int32_t limit;
    const TcProgram *nearest = nearest_to(rules, side, &limit);
    if (!nearest)
        return;
    const TcModel *model = tc_program_model(nearest);
    g_autofree char *text = tc_msg_format(
        lang, side == BEFORE ? TC_MSG_RULES_BEFORE : TC_MSG_RULES_AFTER,
        model->issued_with ? model->issued_with : model->title, tc_date_format(limit, lang, day),
        tc_source_name(tc_program_place(nearest).source), NULL);
    g_string_append_printf(out, "%s%s", out->len ? "; " : "", text);
}

char *tc_in_force_none(const TcRulesOnDay *rules, TcLang lang)
{
    char day[TC_DATE_TEXT];
    g_autoptr(GString) nearest = g_string_new(NULL);
    append_nearest(nearest, rules, BEFORE, lang);
    append_nearest(nearest, rules, AFTER, lang);
    return tc_msg_format(lang, TC_MSG_RULES_NONE_IN_FORCE, tc_date_format(rules->day, lang, day),
                         nearest->str, NULL);
}

/* --- a day to choose by --- */

static bool is_alone(const TcRulesOnDay *rules)
{
    unsigned n = 0;
    for (guint i = 0; i < rules->programs->len; i++)
        n += holds(rules, tc_program_model(program_at(rules, i)));
    return n == 1;
}

bool tc_in_force_day(const GPtrArray *programs, int32_t *day)
{
    TcRulesOnDay rules = {.programs = programs};
    bool found = false;
    for (unsigned last = 0; last < 2 && !found; last++) {
        for (guint i = 0; i < programs->len; i++) {
            const TcModel *model = tc_program_model(program_at(&rules, i));
            rules.day = last ? last_day(&rules, model) : first_day(model);
            bool limited = rules.day != INT32_MIN && rules.day != INT32_MAX;
            if (!limited || (found && rules.day <= *day) || !is_alone(&rules))
                continue;
            *day = rules.day;
            found = true;
        }
    }
    return found;
}
