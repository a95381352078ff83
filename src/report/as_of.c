#include "report/as_of.h"

static const TcRefKind kinds[] = {TC_REF_VERDICT, TC_REF_GRADE, TC_REF_RANKING, TC_REF_INDICATOR};

static uint32_t n_of(const TcModel *model, TcRefKind kind)
{
    return kind == TC_REF_VERDICT   ? model->n_verdicts
           : kind == TC_REF_GRADE   ? model->n_grades
           : kind == TC_REF_RANKING ? model->n_rankings
                                    : model->n_indicators;
}

static const char *code_of(const TcModel *model, TcRefKind kind, uint32_t index)
{
    return kind == TC_REF_VERDICT   ? model->verdicts[index].code
           : kind == TC_REF_GRADE   ? model->grades[index].code
           : kind == TC_REF_RANKING ? model->rankings[index].code
                                    : model->indicators[index].code;
}

bool tc_as_of_today(const TcResults *results, TcRefKind kind, uint32_t index, uint32_t row)
{
    return tc_bit(kind == TC_REF_VERDICT   ? results->verdicts[index].as_of_today
                  : kind == TC_REF_GRADE   ? results->grades[index].as_of_today
                  : kind == TC_REF_RANKING ? results->rankings[index].as_of_today
                                           : results->indicators[index].as_of_today,
                  row);
}

bool tc_as_of_today_any(const TcResults *results, uint32_t row)
{
    for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
        for (uint32_t i = 0; i < n_of(results->model, kinds[k]); i++) {
            if (tc_as_of_today(results, kinds[k], i, row))
                return true;
        }
    }
    return false;
}

static bool is_in_sum(const TcIndicator *indicator, TcAsOfSum sum)
{
    return sum == TC_AS_OF_JUDGED ? indicator->judged && !indicator->encouraged
                                  : indicator->points || indicator->max_points;
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

char *tc_as_of_marked(const TcResults *results, TcRefKind kind, uint32_t index, uint32_t row,
                      const char *word)
{
    return g_strconcat(word, tc_as_of_today(results, kind, index, row) ? " *" : "", NULL);
}

char *tc_as_of_note(const TcResults *results, uint32_t row, TcLang lang)
{
    if (!tc_as_of_today_any(results, row))
        return NULL;
    GString *note = g_string_new(tc_msg(lang, TC_MSG_EXPLAIN_AS_THEY_ARE));
    const char *comma = ": ";
    for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
        for (uint32_t i = 0; i < n_of(results->model, kinds[k]); i++) {
            if (!tc_as_of_today(results, kinds[k], i, row))
                continue;
            g_string_append_printf(note, "%s%s", comma, code_of(results->model, kinds[k], i));
            comma = ", ";
        }
    }
    return g_string_free(note, FALSE);
}
