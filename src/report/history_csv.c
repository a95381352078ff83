/* Changes of a unit from period to period, a line each. See history.h. */
#include "base/date.h"
#include "report/history_internal.h"
#include "report/ranks.h"

static void put_heads(TcCsvWriter *csv)
{
    static const TcMsg heads[] = {
        TC_MSG_HEAD_UNIT_CODE,      TC_MSG_HEAD_UNIT_NAME,     TC_MSG_HISTORY_FROM,
        TC_MSG_HISTORY_TO,          TC_MSG_HEAD_KIND,          TC_MSG_HEAD_CODE,
        TC_MSG_IMPACT_BEFORE,       TC_MSG_HISTORY_DATA_ALONE, TC_MSG_HISTORY_RULES_ALONE,
        TC_MSG_IMPACT_AFTER,        TC_MSG_IMPACT_CAUSE,       TC_MSG_HISTORY_CELLS_HEAD,
        TC_MSG_HISTORY_CLAUSES_HEAD};
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
        tc_csv_text(csv, tc_msg(csv->lang, heads[i]));
    tc_csv_end_line(csv);
}

static TcMsg kind_word(const TcHistoryStep *step, const TcImpactTurn *what)
{
    if (what->answer == TC_NO_PART)
        return TC_MSG_HEAD_TOTAL;
    return what->of == TC_TURN_POINTS
               ? TC_MSG_HEAD_POINTS
               : tc_impact_kind_word(tc_impact_answer(step->impact, what->answer));
}

/* Whose, between which periods, what. */
static void begin_line(const TcHistoryStep *step, TcMsg kind, const char *code, TcCsvWriter *csv)
{
    char day[TC_DATE_TEXT];
    const TcRowInfo *info = &step->to->row.block->rows[0];
    tc_csv_text(csv, info->code);
    tc_csv_text(csv, info->name);
    tc_csv_text(csv, tc_date_format(step->from->day, tc_csv_numbers(csv), day));
    tc_csv_text(csv, tc_date_format(step->to->day, tc_csv_numbers(csv), day));
    tc_csv_text(csv, tc_msg(csv->lang, kind));
    tc_csv_text(csv, code);
}

static void begin_answer(const TcHistoryStep *step, const TcImpactTurn *what, TcCsvWriter *csv)
{
    begin_line(step, kind_word(step, what),
               what->answer == TC_NO_PART ? NULL
                                          : tc_impact_answer(step->impact, what->answer)->code,
               csv);
}

/* What it came by, and its cells and clauses if it has them. */
static void end_line(const char *cause, const char *cells, const char *clauses, TcCsvWriter *csv)
{
    tc_csv_text(csv, cause);
    tc_csv_text(csv, cells);
    tc_csv_text(csv, clauses);
    tc_csv_end_line(csv);
}

static void put_at(const TcHistoryPage *page, const TcHistoryStep *step, const TcImpactTurn *what,
                   unsigned corner, TcCsvWriter *csv)
{
    g_autofree char *text = tc_history_at(page, step, what, corner);
    if (what->of == TC_TURN_POINTS)
        tc_csv_number(csv, text);
    else
        tc_csv_text(csv, text);
}

static void put_change(const TcHistoryPage *page, const TcHistoryStep *step,
                       const TcHistoryChange *change, TcCsvWriter *csv)
{
    g_autofree char *cause = tc_history_cause(page, step, change);
    g_autofree char *cells = tc_history_cells(page, step, change);
    g_autofree char *clauses = tc_history_clauses(page, step, change);
    begin_answer(step, &change->what, csv);
    for (unsigned corner = 0; corner < TC_N_CORNERS; corner++)
        put_at(page, step, &change->what, corner, csv);
    end_line(cause, cells, clauses, csv);
}

/* An answer that only one of the versions has. */
static void put_only(const TcHistoryPage *page, const TcHistoryStep *step, uint32_t index,
                     TcCsvWriter *csv)
{
    const TcImpactTurn what = {.answer = index};
    const bool added = tc_impact_answer(step->impact, index)->before == TC_NO_PART;
    begin_answer(step, &what, csv);
    for (unsigned corner = 0; corner < TC_N_CORNERS; corner++)
        if (((corner & TC_MOVER_LAW) != 0) == added)
            put_at(page, step, &what, corner, csv);
        else
            tc_csv_text(csv, NULL);
    end_line(tc_msg(page->lang, added ? TC_MSG_HISTORY_ADDED : TC_MSG_HISTORY_GONE), NULL, NULL,
             csv);
}

static void put_rank(const TcHistoryPage *page, const TcHistoryStep *step,
                     const TcHistoryRank *rank, TcCsvWriter *csv)
{
    g_autofree char *cause = tc_history_rank_cause(page, rank);
    begin_line(step, TC_MSG_HEAD_RANK, rank->code, csv);
    for (unsigned i = 0; i < TC_N_CORNERS; i++) {
        g_autofree char *place =
            tc_history_rank_at(step, rank, i)
                ? tc_rank_words(step->corners[i]->results, 0,
                                rank->rankings[i & TC_MOVER_LAW ? 1 : 0], page->lang)
                : NULL;
        tc_csv_text(csv, place);
    }
    end_line(cause, NULL, NULL, csv);
}

void tc_history_csv(const TcHistoryPage *page, TcCsvWriter *csv)
{
    tc_csv_begin(csv);
    put_heads(csv);
    for (guint i = 0; i < page->history->steps->len; i++) {
        const TcHistoryStep *step = g_ptr_array_index(page->history->steps, i);
        for (guint k = 0; k < step->changes->len; k++)
            put_change(page, step, &g_array_index(step->changes, TcHistoryChange, k), csv);
        for (guint k = 0; k < step->impact->answers->len; k++)
            if (!tc_impact_can_turn(tc_impact_answer(step->impact, k)))
                put_only(page, step, k, csv);
        for (guint k = 0; k < step->ranks->len; k++)
            put_rank(page, step, &g_array_index(step->ranks, TcHistoryRank, k), csv);
    }
}
