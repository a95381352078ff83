/* The marks of results: what today's data settle, and what is open without a proof. */
#include "report/as_of.h"
#include "sema/part_names.h"

static const TcRefKind kinds[] = {TC_REF_VERDICT, TC_REF_GRADE, TC_REF_RANKING, TC_REF_INDICATOR};

static uint32_t n_of(const TcModel *model, TcRefKind kind)
{
    return kind == TC_REF_VERDICT   ? model->n_verdicts
           : kind == TC_REF_GRADE   ? model->n_grades
           : kind == TC_REF_RANKING ? model->n_rankings
                                    : model->n_indicators;
}

bool tc_as_of_today(const TcResults *results, TcRefKind kind, uint32_t index, uint32_t row)
{
    return tc_bit(kind == TC_REF_VERDICT   ? results->verdicts[index].as_of_today
                  : kind == TC_REF_GRADE   ? results->grades[index].as_of_today
                  : kind == TC_REF_RANKING ? results->rankings[index].as_of_today
                                           : results->indicators[index].as_of_today,
                  row);
}

bool tc_unproved(const TcResults *results, TcRefKind kind, uint32_t index, uint32_t row)
{
    const TcStateResult *state = kind == TC_REF_VERDICT     ? &results->verdicts[index]
                                 : kind == TC_REF_INDICATOR ? &results->indicators[index]
                                                            : NULL;
    if (state)
        return tc_bit(state->unproved, row) && tc_state_label(state, row) != TC_LABEL_RULE_SILENT;
    return kind == TC_REF_GRADE && tc_bit(results->grades[index].unproved, row);
}

bool tc_over_budget(const TcResults *results, TcRefKind kind, uint32_t index, uint32_t row)
{
    return tc_unproved(results, kind, index, row) &&
           tc_bit(kind == TC_REF_VERDICT     ? results->verdicts[index].over_budget
                  : kind == TC_REF_INDICATOR ? results->indicators[index].over_budget
                                             : results->grades[index].over_budget,
                  row);
}

typedef bool (*Mark)(const TcResults *results, TcRefKind kind, uint32_t index, uint32_t row);

static bool any(const TcResults *results, uint32_t row, Mark mark, bool indicators)
{
    for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
        for (uint32_t i = 0; i < n_of(results->model, kinds[k]); i++) {
            if ((indicators || kinds[k] != TC_REF_INDICATOR) && mark(results, kinds[k], i, row))
                return true;
        }
    }
    return false;
}

bool tc_as_of_today_any(const TcResults *results, uint32_t row)
{
    return any(results, row, tc_as_of_today, true);
}

bool tc_unproved_any(const TcResults *results, uint32_t row, bool indicators)
{
    return any(results, row, tc_unproved, indicators);
}

bool tc_over_budget_any(const TcResults *results, uint32_t row, bool indicators)
{
    return any(results, row, tc_over_budget, indicators);
}

static bool is_in_sum(const TcIndicator *indicator, TcAsOfSum sum)
{
    return sum == TC_AS_OF_JUDGED ? indicator->judged && !indicator->encouraged
                                  : tc_indicator_has_points(indicator);
}

bool tc_as_of_today_sum(const TcResults *results, TcAsOfSum sum, uint32_t group, uint32_t row)
{
    for (uint32_t i = 0; i < results->model->n_indicators; i++) {
        const TcIndicator *indicator = &results->model->indicators[i];
        if (tc_bit(results->indicators[i].as_of_today, row) && is_in_sum(indicator, sum) &&
            (group == TC_NO_PART || indicator->group == group))
            return true;
    }
    return false;
}

char *tc_marked_word(const TcResults *results, TcRefKind kind, uint32_t index, uint32_t row,
                     const char *word)
{
    return g_strconcat(word, tc_as_of_today(results, kind, index, row) ? " *" : "",
                       tc_unproved(results, kind, index, row) ? " ?" : "", NULL);
}

/* @words and the codes of all results that have the mark. */
static void add_note(const TcResults *results, uint32_t row, Mark mark, const char *words,
                     GString *note)
{
    const char *comma = ": ";
    if (!any(results, row, mark, true))
        return;
    g_string_append_printf(note, "%s%s", note->len ? "; " : "", words);
    for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
        for (uint32_t i = 0; i < n_of(results->model, kinds[k]); i++) {
            if (!mark(results, kinds[k], i, row))
                continue;
            g_string_append_printf(note, "%s%s", comma, tc_part_code(results->model, kinds[k], i));
            comma = ", ";
        }
    }
}

char *tc_marks_note(const TcResults *results, uint32_t row, TcLang lang)
{
    GString *note = g_string_new(NULL);
    add_note(results, row, tc_as_of_today, tc_msg(lang, TC_MSG_EXPLAIN_AS_THEY_ARE), note);
    add_note(results, row, tc_unproved, tc_msg(lang, TC_MSG_NOTE_UNPROVED), note);
    return g_string_free(note, note->len == 0);
}
