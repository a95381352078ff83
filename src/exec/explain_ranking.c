/* Where the unit stands in a ranking, and what stands next to it. */
#include "exec/explain_internal.h"
#include "exec/explain_words.h"
#include "exec/standings.h"

void tc_explain_rank_marks(const TcNumberResult *result, const TcValue *value, TcMarks *marks)
{
    if (value->defined && value->kind == TC_VALUE_NUMBER)
        tc_standings_marks(result, value->number, marks);
}

typedef struct {
    TcExplainer *explainer;
    const TcRankingResult *result;
    const TcRanking *stated;
    TcExplainedRanking *ranking;
} Place;

static TcShown shown_of(const Place *place, const mpq_t number)
{
    TcMarks marks = {0};
    TcValue value;
    tc_value_init(&value);
    tc_value_set_number(&value, number);
    tc_explain_rank_marks(&place->result->value, &value, &marks);
    TcShown shown = tc_explain_value(place->explainer, &value, place->stated->by->type, &marks);
    tc_marks_clear(&marks);
    tc_value_clear(&value);
    return shown;
}

static void describe_neighbour(const Place *place, const mpq_t number, TcRankNeighbour *neighbour)
{
    neighbour->rank =
        tc_standings_rank(place->explainer->out->run.standings, place->ranking->index, number);
    neighbour->value = shown_of(place, number);
}

/* Who stands next to a unit whose number and rank are known. */
static void describe_neighbours(const Place *place, const mpq_t number)
{
    const TcStandings *standings = place->explainer->out->run.standings;
    TcExplainedRanking *ranking = place->ranking;
    TcRankedUnits equal = tc_standings_equal(standings, ranking->index, number);
    TcRankNeighbour *sides[] = {&ranking->before, &ranking->behind};
    bool turned = place->stated->lowest_first;
    mpq_t next;
    mpq_init(next);
    ranking->sharing_least = equal.surely - 1;
    ranking->sharing_most = equal.perhaps - 1;
    if (tc_standings_above(standings, ranking->index, number, next))
        describe_neighbour(place, next, sides[turned]);
    if (tc_standings_below(standings, ranking->index, number, next))
        describe_neighbour(place, next, sides[!turned]);
    mpq_clear(next);
}

/* The open cells under what it is ranked by that only end where any number does. */
static const char *endless_cells(const Place *place)
{
    TcExplainer *explainer = place->explainer;
    TcProbe *probe = explainer->probe;
    g_autoptr(TcComparisons) set = tc_comparisons_new(explainer->model);
    g_autoptr(GArray) endless = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    TcValue end;
    uint32_t n;
    tc_value_init(&end);
    tc_comparisons_add(set, place->stated->by, TC_NO_PART);
    const uint32_t *cells = tc_comparisons_cells(set, &n);
    for (uint32_t i = 0; i < n; i++) {
        int64_t low, high;
        if (probe->known[cells[i]] || !tc_probe_range(probe, cells[i], &low, &high))
            continue;
        tc_probe_value(probe, cells[i], high, &end);
        if (tc_probe_is_far(probe, cells[i], &end))
            g_array_append_val(endless, cells[i]);
    }
    tc_value_clear(&end);
    return endless->len == 0
               ? NULL
               : tc_explain_headings(explainer, (const uint32_t *)(void *)endless->data,
                                     endless->len);
}

/* What it is ranked by, if it has a number. */
static void describe_number(const Place *place)
{
    TcExplainedRanking *ranking = place->ranking;
    mpq_t low, high;
    mpq_inits(low, high, NULL);
    TcNumberState state =
        tc_results_number(&place->result->value, place->explainer->row, low, high);
    if (state == TC_NUMBER_KNOWN || state == TC_NUMBER_OPEN) {
        ranking->least = shown_of(place, low);
        if (state == TC_NUMBER_OPEN) {
            ranking->most = shown_of(place, high);
            ranking->endless = mpq_equal(low, high) ? NULL : endless_cells(place);
        }
        ranking->known = state == TC_NUMBER_KNOWN && ranking->ranked == TC_OUT_TRUE;
    }
    if (ranking->known && ranking->best == ranking->worst)
        describe_neighbours(place, low);
    mpq_clears(low, high, NULL);
}

void tc_explain_ranking(TcExplainer *explainer, uint32_t index, TcExplainedRanking *ranking)
{
    const Place place = {explainer, &explainer->results->rankings[index],
                         &explainer->model->rankings[index], ranking};
    TcRankedUnits units = tc_standings_units(explainer->out->run.standings, index);
    *ranking =
        (TcExplainedRanking){.index = index,
                             .code = place.stated->code,
                             .title = place.stated->title,
                             .by = tc_explain_source(explainer, place.stated->by),
                             .unit = tc_explain_unit(place.stated->by->type),
                             .ranked = place.result->ranked[explainer->row],
                             .best = place.result->best[explainer->row],
                             .worst = place.result->worst[explainer->row],
                             .as_of_today = tc_bit(place.result->as_of_today, explainer->row),
                             .surely = units.surely,
                             .perhaps = units.perhaps,
                             .about = &place.stated->about};
    ranking->left_out =
        tc_explain_because(explainer, place.stated->not_applicable_when, TC_NO_PART);
    describe_number(&place);
}
