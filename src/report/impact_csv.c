/* Changes of units, a line each. See impact.h. */
#include "report/impact_internal.h"

void tc_impact_csv_head(TcCsvWriter *csv)
{
    static const TcMsg heads[] = {
        TC_MSG_HEAD_UNIT_CODE, TC_MSG_HEAD_UNIT_NAME, TC_MSG_HEAD_PARENT,  TC_MSG_HEAD_KIND,
        TC_MSG_HEAD_CODE,      TC_MSG_IMPACT_BEFORE,  TC_MSG_IMPACT_AFTER, TC_MSG_IMPACT_CAUSE};
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
        tc_csv_text(csv, tc_msg(csv->lang, heads[i]));
    tc_csv_end_line(csv);
}

/* The cells that all lines of a unit begin with. */
static void begin_line(const TcImpactUnit *unit, TcMsg kind, const char *code, TcCsvWriter *csv)
{
    tc_csv_text(csv, unit->info->code);
    tc_csv_text(csv, unit->info->name);
    tc_csv_text(csv, unit->info->parent);
    tc_csv_text(csv, tc_msg(csv->lang, kind));
    tc_csv_text(csv, code);
}

static void put_turn(const TcImpactPage *page, const TcImpactUnit *unit, const TcImpactTurn *turn,
                     TcCsvWriter *csv)
{
    const TcImpactAnswer *answer = tc_impact_answer(page->impact, turn->answer);
    g_autofree char *cause = tc_impact_cause_words(page, turn->cause);
    begin_line(unit, tc_impact_kind_word(answer), answer->code, csv);
    tc_csv_text(csv, tc_impact_can_word(page, turn->answer, turn->before));
    tc_csv_text(csv, tc_impact_can_word(page, turn->answer, turn->after));
    tc_csv_text(csv, cause);
    tc_csv_end_line(csv);
}

typedef void (*PutFigure)(TcCsvWriter *csv, const char *text);

/* A line for a figure that is another one now. */
static void put_figure(const TcImpactPage *page, const TcImpactUnit *unit, TcMsg kind,
                       TcImpactFigure tell, PutFigure put, TcCsvWriter *csv)
{
    g_autofree char *before = tell(page, unit, 0), *after = tell(page, unit, 1);
    if (g_strcmp0(before, after) == 0)
        return;
    begin_line(unit, kind, NULL, csv);
    put(csv, before);
    put(csv, after);
    tc_csv_text(csv, NULL);
    tc_csv_end_line(csv);
}

static void put_near(const TcImpactPage *page, const TcImpactUnit *unit, const TcImpactNear *near,
                     TcCsvWriter *csv)
{
    g_autofree char *lacking = tc_msg_format(csv->lang, TC_MSG_IMPACT_LACKING, near->lacking, NULL);
    begin_line(unit, TC_MSG_IMPACT_NEAR_KIND, tc_impact_answer(page->impact, near->answer)->code,
               csv);
    tc_csv_text(csv, tc_impact_can_word(page, near->answer, near->before));
    tc_csv_text(csv, lacking);
    tc_csv_text(csv, NULL);
    tc_csv_end_line(csv);
}

void tc_impact_csv_unit(TcImpactPage *page, const TcImpactUnit *unit, TcCsvWriter *csv)
{
    for (uint32_t i = 0; i < unit->n_turns; i++)
        put_turn(page, unit, &unit->turns[i], csv);
    put_figure(page, unit, TC_MSG_HEAD_TOTAL, tc_impact_points, tc_csv_number, csv);
    put_figure(page, unit, TC_MSG_HEAD_RANK, tc_impact_rank, tc_csv_text, csv);
    g_autoptr(GPtrArray) near = tc_impact_near(page, unit);
    for (guint i = 0; i < near->len; i++)
        put_near(page, unit, g_ptr_array_index(near, i), csv);
}
