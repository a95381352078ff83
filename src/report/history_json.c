/* A history for programs: tieuchi/history/1 of docs/json.md. */
#include "base/date.h"
#include "exec/reference.h"
#include "report/history_internal.h"
#include "report/json.h"
#include "report/ranks.h"
#include "report/reasons.h"
#include "report/value_words.h"

static const char *const corners[TC_N_CORNERS] = {"before", "data_alone", "rules_alone", "after"};
static const char *const movers[] = {[TC_MOVER_DATA] = "data", [TC_MOVER_LAW] = "rules"};

static void put_day(const char *key, int32_t day, TcJson *json)
{
    char text[TC_DATE_TEXT];
    tc_json_key_text(json, key, tc_date_format(day, TC_LANG_EN, text));
}

/* --- periods ---------------------------------------------------------------------------------- */

static void put_period(const TcHistory *history, const TcHistoryPeriod *period, TcJson *json)
{
    const TcReportRun run = {.has_date = true,
                             .date_judged = period->day,
                             .closed = history->closed,
                             .appraisals = period->row.run.appraisals,
                             .lenient = true,
                             .data_file = period->shown};
    tc_json_object(json);
    put_day("date", period->day, json);
    tc_json_key(json, "rules");
    tc_json_object(json);
    tc_json_set(json, tc_program_model(period->program));
    tc_json_end(json);
    tc_json_run(json, &run);
    tc_json_key(json, "unit");
    tc_json_object(json);
    tc_json_unit(json, period->row.block, period->row.results, 0);
    tc_json_end(json);
    tc_json_end(json);
}

/* --- cells ------------------------------------------------------------------------------------ */

static void put_value(const TcHistoryRow *row, uint32_t column, const char *key, TcJson *json)
{
    const TcSchema *schema = &row->results->model->schema;
    const uint32_t n = tc_schema_width(schema);
    TcValue *values = tc_values_new(n);
    g_autofree bool *known = g_new0(bool, n + 1);
    tc_reference_read_row(row->results->model, row->block, 0, values, known);
    g_autofree char *exact = known[column] ? tc_value_exact(&values[column]) : NULL;
    tc_json_key(json, key);
    tc_json_object(json);
    tc_json_key_text(json, "value", known[column] && values[column].none ? "none" : exact);
    if (!known[column])
        tc_json_key_text(json, "open",
                         tc_reason_id((TcReason)row->block->columns[column].reason[0]));
    tc_json_end(json);
    tc_values_free(values, n);
}

static void put_cell(const TcHistoryStep *step, const TcHistoryCell *cell, TcJson *json)
{
    const unsigned rules = cell->rules ? TC_MOVER_LAW : 0;
    const TcSchema *schema = &step->corners[rules]->results->model->schema;
    const uint32_t column = cell->columns[cell->rules];
    tc_json_object(json);
    if (column < schema->n_columns)
        tc_json_key_text(json, "column", schema->columns[column].name);
    else
        tc_json_key_text(json, "appraisal_of", schema->appraised[column - schema->n_columns]);
    put_value(step->corners[rules], column, "before", json);
    put_value(step->corners[rules | TC_MOVER_DATA], column, "after", json);
    tc_json_end(json);
}

/* --- changes ---------------------------------------------------------------------------------- */

static void put_name(const TcHistoryStep *step, const TcImpactTurn *what, TcJson *json)
{
    const TcImpactAnswer *answer =
        what->answer == TC_NO_PART ? NULL : tc_impact_answer(step->impact, what->answer);
    tc_json_key_text(json, "kind",
                     !answer                      ? "total"
                     : what->of == TC_TURN_POINTS ? "points"
                                                  : tc_impact_kind_id(answer));
    if (answer)
        tc_json_key_text(json, "code", answer->code);
}

static void put_at(const TcHistoryPage *page, const TcHistoryStep *step, const TcImpactTurn *what,
                   unsigned corner, TcJson *json)
{
    if (what->of == TC_TURN_POINTS) {
        g_autofree char *points = tc_history_at(page, step, what, corner);
        tc_json_key_text(json, corners[corner], points);
        return;
    }
    const TcImpactAnswer *answer = tc_impact_answer(step->impact, what->answer);
    const uint32_t index = corner & TC_MOVER_LAW ? answer->after : answer->before;
    const uint32_t can =
        tc_impact_read(step->impact, step->corners[corner]->results, 0, answer->kind, index);
    tc_json_key_text(json, corners[corner], tc_impact_can_id(step->impact, what->answer, can));
}

/* The least sets of movers, each a list. */
static void put_movers(unsigned sets, TcJson *json)
{
    tc_json_key(json, "moved_by");
    tc_json_array(json);
    for (unsigned set = 1; set < TC_N_CORNERS; set++) {
        if (!(sets >> set & 1))
            continue;
        tc_json_array(json);
        for (unsigned mover = TC_MOVER_DATA; mover <= TC_MOVER_LAW; mover++)
            if (set & mover)
                tc_json_text(json, movers[mover]);
        tc_json_close(json);
    }
    tc_json_close(json);
}

static void put_change(const TcHistoryPage *page, const TcHistoryStep *step,
                       const TcHistoryChange *change, TcJson *json)
{
    const TcImpactPage impact = tc_history_impact(page, step);
    tc_json_object(json);
    put_name(step, &change->what, json);
    for (unsigned corner = 0; corner < TC_N_CORNERS; corner++)
        put_at(page, step, &change->what, corner, json);
    put_movers(change->movers, json);
    tc_json_key(json, "cells");
    tc_json_array(json);
    for (guint i = 0; i < change->cells->len; i++)
        tc_json_count(json, g_array_index(change->cells, uint32_t, i) + 1);
    tc_json_close(json);
    if (change->what.cause != TC_NO_PART) {
        tc_json_key(json, "clauses");
        tc_impact_json_cause(&impact, change->what.cause, json);
    }
    tc_json_end(json);
}

/* An answer that only one of the versions has: two of its corners. */
static void put_only(const TcHistoryPage *page, const TcHistoryStep *step, uint32_t index,
                     TcJson *json)
{
    const TcImpactTurn what = {.answer = index};
    const bool added = tc_impact_answer(step->impact, index)->before == TC_NO_PART;
    tc_json_object(json);
    put_name(step, &what, json);
    tc_json_key_text(json, "in", added ? "after" : "before");
    for (unsigned corner = 0; corner < TC_N_CORNERS; corner++)
        if (((corner & TC_MOVER_LAW) != 0) == added)
            put_at(page, step, &what, corner, json);
    tc_json_end(json);
}

static void put_changes(const TcHistoryPage *page, const TcHistoryStep *step, TcJson *json)
{
    tc_json_key(json, "changes");
    tc_json_array(json);
    for (guint i = 0; i < step->changes->len; i++)
        put_change(page, step, &g_array_index(step->changes, TcHistoryChange, i), json);
    tc_json_close(json);
    tc_json_key(json, "only_in_one");
    tc_json_array(json);
    for (guint i = 0; i < step->impact->answers->len; i++)
        if (!tc_impact_can_turn(tc_impact_answer(step->impact, i)))
            put_only(page, step, i, json);
    tc_json_close(json);
}

/* A place is a number, a range "2..3", or null: none. */
static void put_rank(const TcHistoryStep *step, const TcHistoryRank *rank, TcJson *json)
{
    tc_json_object(json);
    tc_json_key_text(json, "code", rank->code);
    for (unsigned i = 0; i < TC_N_CORNERS; i++) {
        if (!tc_history_rank_at(step, rank, i))
            continue;
        g_autofree char *place =
            tc_rank_plain(step->corners[i]->results, 0, rank->rankings[i & TC_MOVER_LAW ? 1 : 0]);
        tc_json_key_text(json, corners[i], *place ? place : NULL);
    }
    put_movers(rank->movers, json);
    tc_json_end(json);
}

static void put_step(const TcHistoryPage *page, const TcHistoryStep *step, TcJson *json)
{
    const TcImpactPage impact = tc_history_impact(page, step);
    tc_json_object(json);
    put_day("from", step->from->day, json);
    put_day("to", step->to->day, json);
    tc_json_key_bool(json, "transitions", step->transitions);
    tc_json_key(json, "clauses");
    tc_json_array(json);
    for (uint32_t i = 0; i < tc_between_n(step->impact->between); i++)
        tc_impact_json_clause(&impact, i, json);
    tc_json_close(json);
    tc_json_key(json, "cells");
    tc_json_array(json);
    for (guint i = 0; i < step->cells->len; i++)
        put_cell(step, &g_array_index(step->cells, TcHistoryCell, i), json);
    tc_json_close(json);
    put_changes(page, step, json);
    tc_json_key(json, "ranks");
    tc_json_array(json);
    for (guint i = 0; i < step->ranks->len; i++)
        put_rank(step, &g_array_index(step->ranks, TcHistoryRank, i), json);
    tc_json_close(json);
    tc_json_end(json);
}

void tc_history_json(const TcHistoryPage *page, GString *out)
{
    const TcHistory *history = page->history;
    g_autoptr(TcJson) json = tc_json_new(true);
    tc_json_object(json);
    tc_json_key_text(json, "schema", "tieuchi/history/1");
    tc_json_key(json, "periods");
    tc_json_array(json);
    for (guint i = 0; i < history->periods->len; i++)
        put_period(history, tc_history_period(history, i), json);
    tc_json_close(json);
    tc_json_key(json, "steps");
    tc_json_array(json);
    for (guint i = 0; i < history->steps->len; i++)
        put_step(page, g_ptr_array_index(history->steps, i), json);
    tc_json_close(json);
    tc_json_end(json);
    tc_json_take(json, out);
}
