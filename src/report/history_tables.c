/* The tables of a history, for text and pages. See history_internal.h. */
#include "report/history_internal.h"

#include <string.h>
#include "base/date.h"
#include "report/as_of.h"
#include "report/ranks.h"
#include "sema/part_names.h"

/* --- a table ---------------------------------------------------------------------------------- */

static void clear_head(void *head)
{
    g_free(((TcHistoryHead *)head)->text);
}

static void free_row(void *row)
{
    g_ptr_array_unref(row);
}

static TcHistoryTable *table_new(void)
{
    TcHistoryTable *table = g_new(TcHistoryTable, 1);
    table->heads = g_array_new(FALSE, FALSE, sizeof(TcHistoryHead));
    g_array_set_clear_func(table->heads, clear_head);
    table->rows = g_ptr_array_new_with_free_func(free_row);
    return table;
}

void tc_history_table_free(TcHistoryTable *table)
{
    g_array_unref(table->heads);
    g_ptr_array_unref(table->rows);
    g_free(table);
}

static void add_head(TcHistoryTable *table, const char *text, bool narrow)
{
    const TcHistoryHead head = {g_strdup(text), narrow};
    g_array_append_val(table->heads, head);
}

static void add_row(TcHistoryTable *table)
{
    g_ptr_array_add(table->rows, g_ptr_array_new_with_free_func(g_free));
}

/* The next cell of the last row; takes @text. */
static void add_cell(TcHistoryTable *table, char *text)
{
    g_ptr_array_add(g_ptr_array_index(table->rows, table->rows->len - 1), text);
}

/* --- periods ---------------------------------------------------------------------------------- */

static const TcRefKind conclusions[] = {TC_REF_VERDICT, TC_REF_GRADE};

static uint32_t n_parts(const TcModel *model, TcRefKind kind)
{
    return kind == TC_REF_VERDICT ? model->n_verdicts : model->n_grades;
}

static uint32_t find_part(const TcModel *model, TcRefKind kind, const char *code)
{
    for (uint32_t i = 0; i < n_parts(model, kind); i++)
        if (strcmp(tc_part_code(model, kind, i), code) == 0)
            return i;
    return TC_NO_PART;
}

static const TcModel *model_of(const TcHistoryPage *page, guint period)
{
    return tc_program_model(tc_history_period(page->history, period)->program);
}

/* The codes of the verdicts, or grades, of all periods, each once. Returns: (transfer full). */
static GPtrArray *codes_of(const TcHistoryPage *page, TcRefKind kind)
{
    GPtrArray *codes = g_ptr_array_new();
    for (guint i = 0; i < page->history->periods->len; i++) {
        const TcModel *model = model_of(page, i);
        for (uint32_t k = 0; k < n_parts(model, kind); k++) {
            const char *code = tc_part_code(model, kind, k);
            if (!g_ptr_array_find_with_equal_func(codes, code, g_str_equal, NULL))
                g_ptr_array_add(codes, (void *)code);
        }
    }
    return codes;
}

static char *conclusion_text(const TcHistoryPage *page, const TcResults *results, TcRefKind kind,
                             const char *code)
{
    const uint32_t index = find_part(results->model, kind, code);
    if (index == TC_NO_PART)
        return NULL;
    const char *label = kind == TC_REF_GRADE
                            ? tc_figures_grade(results, 0, index)
                            : tc_msg(page->lang, tc_figures_answer_word(results, 0, index));
    return tc_marked_word(results, kind, index, 0,
                          label ? label : tc_msg(page->lang, TC_MSG_GRADE_OPEN));
}

/* What the columns of periods are, whatever period it is. */
typedef struct {
    bool units; /* the unit is not called the same in all files */
    bool judges, scores;
    GPtrArray *codes[G_N_ELEMENTS(conclusions)];
} Shape;

static Shape shape_of(const TcHistoryPage *page)
{
    Shape shape = {.units = false};
    g_autofree char *last = tc_history_unit(page, tc_history_last(page));
    for (guint i = 0; i < page->history->periods->len; i++) {
        g_autofree char *unit = tc_history_unit(page, tc_history_period(page->history, i));
        shape.units |= strcmp(unit, last) != 0;
        shape.judges |= tc_model_judges(model_of(page, i));
        shape.scores |= tc_model_has_points(model_of(page, i));
    }
    for (size_t k = 0; k < G_N_ELEMENTS(conclusions); k++)
        shape.codes[k] = codes_of(page, conclusions[k]);
    return shape;
}

static void period_heads(const TcHistoryPage *page, const Shape *shape, TcHistoryTable *table)
{
    add_head(table, tc_msg(page->lang, TC_MSG_HISTORY_PERIOD), true);
    if (shape->units)
        add_head(table, tc_msg(page->lang, TC_MSG_HEAD_UNIT), false);
    add_head(table, tc_msg(page->lang, TC_MSG_HISTORY_DATA), false);
    add_head(table, tc_msg(page->lang, TC_MSG_HISTORY_RULES), false);
    for (size_t k = 0; k < G_N_ELEMENTS(conclusions); k++)
        for (guint i = 0; i < shape->codes[k]->len; i++)
            add_head(table, g_ptr_array_index(shape->codes[k], i), false);
    if (shape->judges)
        add_head(table, tc_msg(page->lang, TC_MSG_HEAD_MET), true);
    if (shape->scores)
        add_head(table, tc_msg(page->lang, TC_MSG_HEAD_TOTAL), true);
}

static char *total_text(const TcHistoryPage *page, const TcHistoryRow *row)
{
    if (!tc_model_has_points(row->results->model))
        return NULL;
    g_autoptr(TcFigures) figures =
        tc_figures_new(row->results->model, &row->run, page->lang, page->figures);
    return tc_figures_points(figures, &row->results->total, 0);
}

static char *data_text(const TcHistoryPage *page, const TcHistoryPeriod *period)
{
    g_autofree char *line = g_strdup_printf("%u", period->row.block->rows[0].line);
    return tc_msg_format(page->lang, TC_MSG_HISTORY_DATA_LINE, period->shown, line, NULL);
}

static bool concerned(const TcHistoryRow *row)
{
    const TcRowInfo *info = &row->block->rows[0];
    const TcUnitTold told = {info->code, info->name, info->parent, info->kind};
    return tc_model_concerns(row->results->model, &told);
}

static void period_row(const TcHistoryPage *page, const Shape *shape, const TcHistoryPeriod *period,
                       TcHistoryTable *table)
{
    char day[TC_DATE_TEXT];
    const TcResults *results = period->row.results;
    const bool judged = concerned(&period->row);
    add_row(table);
    add_cell(table, g_strdup(tc_date_format(period->day, page->lang, day)));
    if (shape->units)
        add_cell(table, tc_history_unit(page, period));
    add_cell(table, data_text(page, period));
    add_cell(table, tc_history_rules(page, period));
    for (size_t k = 0; k < G_N_ELEMENTS(conclusions); k++)
        for (guint i = 0; i < shape->codes[k]->len; i++)
            add_cell(table, judged ? conclusion_text(page, results, conclusions[k],
                                                     g_ptr_array_index(shape->codes[k], i))
                                   : g_strdup(tc_msg(page->lang, TC_MSG_IMPACT_OUTSIDE)));
    if (shape->judges)
        add_cell(table, judged ? tc_figures_tally(tc_results_tally(results, 0, TC_NO_PART)) : NULL);
    if (shape->scores)
        add_cell(table, judged ? total_text(page, &period->row) : NULL);
}

TcHistoryTable *tc_history_periods_table(const TcHistoryPage *page)
{
    TcHistoryTable *table = table_new();
    Shape shape = shape_of(page);
    period_heads(page, &shape, table);
    for (guint i = 0; i < page->history->periods->len; i++)
        period_row(page, &shape, tc_history_period(page->history, i), table);
    for (size_t k = 0; k < G_N_ELEMENTS(conclusions); k++)
        g_ptr_array_unref(shape.codes[k]);
    return table;
}

/* --- cells ------------------------------------------------------------------------------------ */

/* The indicators of either version that read the cell. */
static char *readers_text(const TcHistoryStep *step, uint32_t cell)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < step->impact->answers->len; i++) {
        const TcImpactAnswer *answer = tc_impact_answer(step->impact, i);
        if (answer->kind != TC_REF_INDICATOR || !tc_history_reads(step, i, cell))
            continue;
        g_string_append_printf(text, "%s%s", text->len ? ", " : "", answer->code);
    }
    return g_string_free(text, FALSE);
}

TcHistoryTable *tc_history_cells_table(const TcHistoryPage *page, const TcHistoryStep *step)
{
    static const TcMsg heads[] = {TC_MSG_HISTORY_COLUMN, TC_MSG_IMPACT_BEFORE, TC_MSG_IMPACT_AFTER,
                                  TC_MSG_HISTORY_READ_BY};
    TcHistoryTable *table = table_new();
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
        add_head(table, tc_msg(page->lang, heads[i]), false);
    for (guint i = 0; i < step->cells->len; i++) {
        const TcHistoryCell *cell = &g_array_index(step->cells, TcHistoryCell, i);
        add_row(table);
        add_cell(table, tc_history_column(page, step, cell));
        for (unsigned file = 0; file < 2; file++)
            add_cell(table, tc_history_cell(page, step, cell, file));
        add_cell(table, readers_text(step, i));
    }
    return table;
}

/* --- changes ---------------------------------------------------------------------------------- */

/* Do both move in the same corners, for the same reason? */
static bool move_alike(const TcHistoryChange *a, const TcHistoryChange *b)
{
    bool alike = a->what.cause == b->what.cause;
    for (unsigned i = 0; i < TC_N_CORNERS; i++)
        for (unsigned k = 0; k < i; k++)
            alike &= (a->at[i] == a->at[k]) == (b->at[i] == b->at[k]);
    return alike;
}

/* The points of an indicator that moved as its state did, or the other way round: they are told
 * together. Returns: NULL if there is none. */
static const TcHistoryChange *twin_of(const TcHistoryStep *step, const TcHistoryChange *change)
{
    for (guint i = 0; i < step->changes->len; i++) {
        const TcHistoryChange *other = &g_array_index(step->changes, TcHistoryChange, i);
        if (other != change && other->what.answer == change->what.answer &&
            move_alike(change, other))
            return other;
    }
    return NULL;
}

static void change_row(const TcHistoryPage *page, const TcHistoryStep *step,
                       const TcHistoryChange *change, TcHistoryTable *table)
{
    const TcHistoryChange *twin = twin_of(step, change);
    if (twin && change->what.of == TC_TURN_POINTS)
        return;
    add_row(table);
    add_cell(table, tc_history_name(page, step, &change->what));
    for (unsigned corner = 0; corner < TC_N_CORNERS; corner++) {
        g_autofree char *state = tc_history_at(page, step, &change->what, corner);
        g_autofree char *points = twin ? tc_history_at(page, step, &twin->what, corner) : NULL;
        add_cell(table,
                 points ? tc_msg_format(page->lang, TC_MSG_HISTORY_WITH_POINTS, state, points, NULL)
                        : g_steal_pointer(&state));
    }
    add_cell(table, tc_history_cause(page, step, change));
}

/* An answer that only one of the versions has. */
static void only_row(const TcHistoryPage *page, const TcHistoryStep *step, uint32_t index,
                     TcHistoryTable *table)
{
    const TcImpactAnswer *answer = tc_impact_answer(step->impact, index);
    const TcImpactTurn what = {.answer = index};
    const bool added = answer->before == TC_NO_PART;
    add_row(table);
    add_cell(table, tc_history_name(page, step, &what));
    for (unsigned i = 0; i < TC_N_CORNERS; i++)
        add_cell(table,
                 ((i & TC_MOVER_LAW) != 0) == added ? tc_history_at(page, step, &what, i) : NULL);
    add_cell(table,
             g_strdup(tc_msg(page->lang, added ? TC_MSG_HISTORY_ADDED : TC_MSG_HISTORY_GONE)));
}

static void rank_row(const TcHistoryPage *page, const TcHistoryStep *step,
                     const TcHistoryRank *rank, TcHistoryTable *table)
{
    add_row(table);
    add_cell(table, tc_history_rank_name(page, step, rank));
    for (unsigned i = 0; i < TC_N_CORNERS; i++)
        add_cell(table, tc_history_rank_at(step, rank, i)
                            ? tc_rank_words(step->corners[i]->results, 0,
                                            rank->rankings[i & TC_MOVER_LAW ? 1 : 0], page->lang)
                            : NULL);
    add_cell(table, tc_history_rank_cause(page, rank));
}

TcHistoryTable *tc_history_changes_table(const TcHistoryPage *page, const TcHistoryStep *step)
{
    static const TcMsg heads[] = {TC_MSG_IMPACT_CHANGE_HEAD, TC_MSG_IMPACT_BEFORE,
                                  TC_MSG_HISTORY_DATA_ALONE, TC_MSG_HISTORY_RULES_ALONE,
                                  TC_MSG_IMPACT_AFTER,       TC_MSG_IMPACT_CAUSE};
    TcHistoryTable *table = table_new();
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
        add_head(table, tc_msg(page->lang, heads[i]), false);
    for (guint i = 0; i < step->changes->len; i++)
        change_row(page, step, &g_array_index(step->changes, TcHistoryChange, i), table);
    for (guint i = 0; i < step->impact->answers->len; i++)
        if (!tc_impact_can_turn(tc_impact_answer(step->impact, i)))
            only_row(page, step, i, table);
    for (guint i = 0; i < step->ranks->len; i++)
        rank_row(page, step, &g_array_index(step->ranks, TcHistoryRank, i), table);
    return table;
}

/* --- lines ------------------------------------------------------------------------------------ */

GPtrArray *tc_history_rule_lines(const TcHistoryPage *page, const TcHistoryStep *step)
{
    const TcImpactPage impact = tc_history_impact(page, step);
    const TcBetween *between = step->impact->between;
    const uint32_t n = tc_between_n(between);
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    const TcMsg head = n == 0                       ? TC_MSG_HISTORY_SAME_RULES
                       : tc_between_amends(between) ? TC_MSG_IMPACT_CLAUSES
                                                    : TC_MSG_IMPACT_CHANGES;
    g_ptr_array_add(lines, g_strdup(tc_msg(page->lang, head)));
    for (uint32_t i = 0; i < n; i++)
        g_ptr_array_add(lines, tc_impact_clause_line(&impact, i));
    for (guint i = 0; i < step->impact->bundles->len; i++) {
        g_autofree char *names =
            tc_impact_set_words(&impact, g_array_index(step->impact->bundles, TcClauses, i));
        g_ptr_array_add(lines, tc_msg_format(page->lang, TC_MSG_IMPACT_BUNDLE, names, NULL));
    }
    if (step->transitions)
        g_ptr_array_add(lines, g_strdup(tc_msg(page->lang, TC_MSG_HISTORY_TRANSITIONS)));
    return lines;
}

GPtrArray *tc_history_marks(const TcHistoryPage *page)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < page->history->periods->len; i++) {
        char day[TC_DATE_TEXT];
        const TcHistoryPeriod *period = tc_history_period(page->history, i);
        g_autofree char *note = tc_marks_note(period->row.results, 0, page->lang);
        if (note)
            g_ptr_array_add(
                lines,
                g_strdup_printf("%s: %s", tc_date_format(period->day, page->lang, day), note));
    }
    return lines;
}

/* --- the foot --------------------------------------------------------------------------------- */

char *tc_history_foot(const TcHistoryPage *page)
{
    const TcHistoryPeriod *last = tc_history_last(page);
    const TcReportRun run = {.has_date = true,
                             .date_judged = last->day,
                             .closed = page->history->closed,
                             .appraisals = last->row.run.appraisals,
                             .data_file = last->shown};
    g_autoptr(TcSummary) summary = tc_summary_new(last->row.results->model);
    GString *foot = g_string_new(NULL);
    tc_summary_add(summary, last->row.results, 0);
    tc_summary_add_source(summary, last->row.block->rows[0].source);
    summary->prints_indicators = true;
    tc_foot_text(summary, &run, page->lang, foot);
    return g_string_free(foot, FALSE);
}
