/* Words of a history. See history_internal.h. */
#include "report/history_internal.h"

#include "base/order.h"
#include "exec/reference.h"
#include "report/kinds.h"
#include "report/ranks.h"
#include "report/reasons.h"
#include "report/value_words.h"

TcImpactPage tc_history_impact(const TcHistoryPage *page, const TcHistoryStep *step)
{
    return (TcImpactPage){.impact = step->impact, .lang = page->lang};
}

/* --- periods ---------------------------------------------------------------------------------- */

char *tc_history_unit(const TcHistoryPage *page, const TcHistoryPeriod *period)
{
    const TcRowInfo *info = &period->row.block->rows[0];
    if (!*info->code)
        return g_strdup(info->name);
    return *info->name
               ? tc_msg_format(page->lang, TC_MSG_HISTORY_UNIT, info->name, info->code, NULL)
               : g_strdup(info->code);
}

char *tc_history_rules(const TcHistoryPage *page, const TcHistoryPeriod *period)
{
    const TcModel *model = tc_program_model(period->program);
    const char *issued = model->issued_with ? model->issued_with : model->code;
    return model->amended_by
               ? tc_msg_format(page->lang, TC_MSG_HISTORY_AMENDED, issued, model->amended_by, NULL)
               : g_strdup(issued);
}

/* --- answers ---------------------------------------------------------------------------------- */

char *tc_history_name(const TcHistoryPage *page, const TcHistoryStep *step,
                      const TcImpactTurn *what)
{
    const TcImpactPage impact = tc_history_impact(page, step);
    if (what->answer == TC_NO_PART)
        return g_strdup(tc_msg(page->lang, TC_MSG_HEAD_TOTAL));
    if (what->of == TC_TURN_STATE)
        return tc_impact_answer_name(&impact, what->answer);
    return tc_msg_format(page->lang, TC_MSG_HISTORY_POINTS_OF,
                         tc_impact_answer(step->impact, what->answer)->code, NULL);
}

static char *points_at(const TcHistoryPage *page, const TcHistoryRow *row, const TcImpactTurn *what,
                       uint32_t index)
{
    const TcNumberResult *points = tc_impact_points_in(row->results, 0, what, index);
    if (!points)
        return NULL;
    g_autoptr(TcFigures) figures =
        tc_figures_new(row->results->model, &row->run, page->lang, page->figures);
    char *text = tc_figures_points(figures, points, 0);
    return what->answer == TC_NO_PART
               ? text
               : tc_kind_signed(&row->results->model->indicators[index], text);
}

char *tc_history_at(const TcHistoryPage *page, const TcHistoryStep *step, const TcImpactTurn *what,
                    unsigned corner)
{
    const TcImpactPage impact = tc_history_impact(page, step);
    const TcHistoryRow *row = step->corners[corner];
    const TcImpactAnswer *answer =
        what->answer == TC_NO_PART ? NULL : tc_impact_answer(step->impact, what->answer);
    const uint32_t index = !answer                 ? TC_NO_PART
                           : corner & TC_MOVER_LAW ? answer->after
                                                   : answer->before;
    if (what->of == TC_TURN_POINTS)
        return points_at(page, row, what, index);
    return g_strdup(tc_impact_can_word(
        &impact, what->answer, tc_impact_read(step->impact, row->results, 0, answer->kind, index)));
}

/* --- cells ------------------------------------------------------------------------------------ */

static const TcSchema *schema_of(const TcHistoryStep *step, const TcHistoryCell *cell)
{
    const unsigned corner = cell->rules ? TC_CORNER_NEW : TC_CORNER_OLD;
    return &step->corners[corner]->results->model->schema;
}

char *tc_history_column(const TcHistoryPage *page, const TcHistoryStep *step,
                        const TcHistoryCell *cell)
{
    const TcSchema *schema = schema_of(step, cell);
    const uint32_t column = cell->columns[cell->rules];
    if (column < schema->n_columns)
        return g_strdup_printf("[%s]", schema->columns[column].name);
    return tc_msg_format(page->lang, TC_MSG_EXPLAIN_APPRAISAL,
                         schema->appraised[column - schema->n_columns], NULL);
}

char *tc_history_cell(const TcHistoryPage *page, const TcHistoryStep *step,
                      const TcHistoryCell *cell, unsigned file)
{
    const TcHistoryRow *row = step->corners[(cell->rules ? TC_MOVER_LAW : 0) | file];
    const TcSchema *schema = &row->results->model->schema;
    const uint32_t column = cell->columns[cell->rules], n = tc_schema_width(schema);
    TcValue *values = tc_values_new(n);
    g_autofree bool *known = g_new0(bool, n + 1);
    tc_reference_read_row(row->results->model, row->block, 0, values, known);
    const TcMsg reason = tc_reason_words((TcReason)row->block->columns[column].reason[0]);
    char *text = known[column]
                     ? tc_value_words(column < schema->n_columns ? &schema->columns[column] : NULL,
                                      &values[column], page->lang)
                     : g_strdup(tc_msg(page->lang, reason));
    tc_values_free(values, n);
    return text;
}

char *tc_history_cells(const TcHistoryPage *page, const TcHistoryStep *step,
                       const TcHistoryChange *change)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < change->cells->len; i++) {
        const uint32_t at = g_array_index(change->cells, uint32_t, i);
        g_autofree char *column =
            tc_history_column(page, step, &g_array_index(step->cells, TcHistoryCell, at));
        g_string_append_printf(text, "%s%s", i ? ", " : "", column);
    }
    return g_string_free(text, FALSE);
}

/* --- causes ----------------------------------------------------------------------------------- */

/* By whose rules the data move the answer: by the old ones if they do so alone there, else by the
 * new ones. Returns: the corner before they do. */
static unsigned data_move_from(const TcHistoryChange *change)
{
    const bool alone = change->at[TC_CORNER_DATA] != change->at[TC_CORNER_OLD];
    const bool held = change->movers == 0 && alone;
    return held || change->movers & 1U << TC_MOVER_DATA ? TC_CORNER_OLD : TC_CORNER_LAW;
}

/* The indicators through which the data move a conclusion or the total. Returns: (transfer full) of
 * uint32_t, answers. */
static GArray *through(const TcHistoryStep *step, const TcHistoryChange *change)
{
    const unsigned from = data_move_from(change);
    GArray *found = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (guint i = 0; i < step->changes->len; i++) {
        const TcHistoryChange *other = &g_array_index(step->changes, TcHistoryChange, i);
        if (other->at[from] != other->at[from | TC_MOVER_DATA] &&
            tc_history_rests_on(step, &change->what, &other->what))
            g_array_append_val(found, other->what.answer);
    }
    tc_sort_unique(found);
    return found;
}

static char *codes_text(const TcHistoryStep *step, const GArray *answers)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < answers->len; i++)
        g_string_append_printf(
            text, "%s%s", i ? ", " : "",
            tc_impact_answer(step->impact, g_array_index(answers, uint32_t, i))->code);
    return g_string_free(text, FALSE);
}

static char *data_words(const TcHistoryPage *page, const TcHistoryStep *step,
                        const TcHistoryChange *change)
{
    g_autoptr(GArray) indicators = through(step, change);
    g_autofree char *codes = codes_text(step, indicators);
    g_autofree char *cells = tc_history_cells(page, step, change);
    if (*codes)
        return tc_msg_format(page->lang, TC_MSG_HISTORY_THROUGH, codes, NULL);
    if (*cells)
        return tc_msg_format(page->lang, TC_MSG_HISTORY_THE_CELLS, cells, NULL);
    return g_strdup(
        tc_msg(page->lang, step->cells->len ? TC_MSG_HISTORY_THE_DATA : TC_MSG_HISTORY_THE_DAY));
}

char *tc_history_clauses(const TcHistoryPage *page, const TcHistoryStep *step,
                         const TcHistoryChange *change)
{
    const TcImpactPage impact = tc_history_impact(page, step);
    return change->what.cause == TC_NO_PART ? NULL
                                            : tc_impact_cause_clauses(&impact, change->what.cause);
}

static char *law_words(const TcHistoryPage *page, const TcHistoryStep *step,
                       const TcHistoryChange *change)
{
    g_autofree char *clauses = tc_history_clauses(page, step, change);
    if (clauses)
        return tc_msg_format(page->lang, TC_MSG_HISTORY_THE_CLAUSES, clauses, NULL);
    return g_strdup(tc_msg(page->lang, step->transitions ? TC_MSG_HISTORY_THE_TRANSITION
                                                         : TC_MSG_HISTORY_THE_RULES));
}

/* It is what it was: which of the two would have moved it. */
static char *held_words(const TcHistoryPage *page, const uint32_t *at, const char *data,
                        const char *law)
{
    const bool by_data = at[TC_CORNER_DATA] != at[TC_CORNER_OLD];
    const bool by_law = at[TC_CORNER_LAW] != at[TC_CORNER_OLD];
    if (by_data && by_law)
        return tc_msg_format(page->lang, TC_MSG_HISTORY_HELD_BOTH, data, law, NULL);
    return tc_msg_format(page->lang, TC_MSG_HISTORY_HELD, by_data ? data : law,
                         by_data ? law : data, NULL);
}

static char *moved_words(const TcHistoryPage *page, unsigned movers, const uint32_t *at,
                         const char *data, const char *law)
{
    switch (movers) {
    case 1U << TC_MOVER_DATA:
        return tc_msg_format(page->lang, TC_MSG_IMPACT_BY, data, NULL);
    case 1U << TC_MOVER_LAW:
        return tc_msg_format(page->lang, TC_MSG_IMPACT_BY, law, NULL);
    case 1U << TC_CORNER_NEW:
        return tc_msg_format(page->lang, TC_MSG_HISTORY_BOTH, data, law, NULL);
    case 0:
        return held_words(page, at, data, law);
    default:
        return tc_msg_format(page->lang, TC_MSG_HISTORY_EITHER, data, law, NULL);
    }
}

char *tc_history_cause(const TcHistoryPage *page, const TcHistoryStep *step,
                       const TcHistoryChange *change)
{
    g_autofree char *data = data_words(page, step, change);
    g_autofree char *law = law_words(page, step, change);
    return moved_words(page, change->movers, change->at, data, law);
}

/* --- ranks ------------------------------------------------------------------------------------ */

char *tc_history_rank_name(const TcHistoryPage *page, const TcHistoryStep *step,
                           const TcHistoryRank *rank)
{
    const bool after = rank->rankings[1] != TC_NO_PART;
    const unsigned corner = after ? TC_CORNER_NEW : TC_CORNER_OLD;
    return tc_rank_head(step->corners[corner]->results->model, rank->rankings[after], page->lang);
}

char *tc_history_rank_cause(const TcHistoryPage *page, const TcHistoryRank *rank)
{
    if (rank->rankings[0] == TC_NO_PART || rank->rankings[1] == TC_NO_PART)
        return g_strdup(tc_msg(page->lang, rank->rankings[0] == TC_NO_PART ? TC_MSG_HISTORY_ADDED
                                                                           : TC_MSG_HISTORY_GONE));
    return moved_words(page, rank->movers, rank->at, tc_msg(page->lang, TC_MSG_HISTORY_RANKED_DATA),
                       tc_msg(page->lang, TC_MSG_HISTORY_THE_RULES));
}
