/* One row by itself: what can turn in it, of states and of points, and why it did. See impact.h.
 *
 * Before: a row that both versions have judged, wherever it came from. After: its turns have their
 * causes; sums over units are left as they are. */
#include "engine/impact_internal.h"

/* --- points ----------------------------------------------------------------------------------- */

static char *exact_text(TcNumberState state, const mpq_t low, const mpq_t high)
{
    if (state == TC_NUMBER_UNDEFINED || state == TC_NUMBER_UNBOUNDED)
        return g_strdup(state == TC_NUMBER_UNDEFINED ? "undefined" : "unbounded");
    g_autofree char *from = tc_number_exact(low, TC_LANG_EN);
    g_autofree char *to = tc_number_exact(high, TC_LANG_EN);
    return state == TC_NUMBER_KNOWN ? g_strdup(from) : g_strdup_printf("%s..%s", from, to);
}

/* A label that tells the number exactly. */
static uint32_t read_points(const TcImpact *impact, const TcNumberResult *points, uint32_t row)
{
    mpq_t low, high;
    mpq_inits(low, high, NULL);
    const TcNumberState state = tc_results_number(points, row, low, high);
    g_autofree char *text = exact_text(state, low, high);
    mpq_clears(low, high, NULL);
    return tc_impact_label(impact, text);
}

const TcNumberResult *tc_impact_points_in(const TcResults *results, uint32_t row,
                                          const TcImpactTurn *turn, uint32_t index)
{
    const TcRowInfo *info = &results->block->rows[row];
    const TcUnitTold told = {info->code, info->name, info->parent, info->kind};
    const TcModel *model = results->model;
    if (!tc_model_concerns(model, &told) || !tc_model_has_points(model))
        return NULL;
    if (turn->answer == TC_NO_PART)
        return &results->total;
    return index != TC_NO_PART && tc_indicator_has_points(&model->indicators[index])
               ? &results->points[index]
               : NULL;
}

uint32_t tc_impact_read_turn(const TcImpact *impact, const TcResults *results, uint32_t row,
                             const TcImpactTurn *turn, uint32_t index)
{
    if (turn->of == TC_TURN_STATE)
        return tc_impact_read(impact, results, row, tc_impact_answer(impact, turn->answer)->kind,
                              index);
    const TcNumberResult *points = tc_impact_points_in(results, row, turn, index);
    return points ? read_points(impact, points, row) : TC_CAN_OUTSIDE;
}

/* --- turns ------------------------------------------------------------------------------------ */

static void add_question(GArray *questions, uint32_t answer, TcTurnOf of)
{
    const TcImpactTurn question = {.answer = answer, .of = of};
    g_array_append_val(questions, question);
}

GArray *tc_impact_questions(const TcImpact *impact)
{
    GArray *questions = g_array_new(FALSE, FALSE, sizeof(TcImpactTurn));
    const bool scores = tc_impact_scores(impact);
    for (guint i = 0; i < impact->answers->len; i++)
        if (tc_impact_can_turn(tc_impact_answer(impact, i)))
            add_question(questions, i, TC_TURN_STATE);
    if (scores)
        add_question(questions, TC_NO_PART, TC_TURN_POINTS);
    for (guint i = 0; scores && i < impact->answers->len; i++)
        if (tc_impact_answer(impact, i)->kind == TC_REF_INDICATOR &&
            tc_impact_can_turn(tc_impact_answer(impact, i)))
            add_question(questions, i, TC_TURN_POINTS);
    return questions;
}

uint32_t tc_impact_row_read(const TcImpact *impact, const TcImpactRow *row, int side,
                            const TcImpactTurn *turn)
{
    const TcImpactAnswer *answer =
        turn->answer == TC_NO_PART ? NULL : tc_impact_answer(impact, turn->answer);
    const uint32_t index = !answer ? TC_NO_PART : side == 0 ? answer->before : answer->after;
    return tc_impact_read_turn(impact, row->results[side], 0, turn, index);
}

static TcRowPairs pairs_of(const TcImpactRow *row)
{
    return (TcRowPairs){.blocks = {row->blocks[0], row->blocks[1]},
                        .results = {row->results[0], row->results[1]},
                        .n = 1};
}

/* Does the indicator of @turn, which only a transition brings (3.4_cũ), not apply to the row? */
static bool is_silent(const TcImpact *impact, const TcImpactRow *row, int side,
                      const TcImpactTurn *turn)
{
    const TcImpactTurn state = {.answer = turn->answer, .of = TC_TURN_STATE};
    const uint32_t read = tc_impact_row_read(impact, row, side, &state);
    return read == TC_CAN_NOT_APPLICABLE || read == TC_CAN_OUTSIDE;
}

/* The same of one side. */
static bool is_plain(const TcImpact *impact, const TcImpactRow *row, int side)
{
    const TcRowPairs pairs = pairs_of(row);
    const uint32_t first = 0;
    g_autoptr(GArray) questions = tc_impact_questions(impact);
    TcVariant *variant =
        tc_variant_new(impact, side ? tc_between_all(impact->between) : 0, row->runs);
    bool plain = variant->program != NULL;
    if (plain)
        tc_variant_judge(variant, &pairs, &first, 1);
    for (guint i = 0; plain && i < questions->len; i++) {
        const TcImpactTurn *turn = &g_array_index(questions, TcImpactTurn, i);
        const uint32_t index =
            turn->answer == TC_NO_PART ? TC_NO_PART : variant->where[turn->answer];
        plain = turn->answer != TC_NO_PART && index == TC_NO_PART
                    ? is_silent(impact, row, side, turn)
                    : tc_impact_read_turn(impact, variant->results, 0, turn, index) ==
                          tc_impact_row_read(impact, row, side, turn);
    }
    tc_variant_free(variant);
    return plain;
}

bool tc_impact_row_is_plain(const TcImpact *impact, const TcImpactRow *row)
{
    return is_plain(impact, row, 0) && is_plain(impact, row, 1);
}

void tc_impact_row_attribute(TcImpact *impact, const TcImpactRow *row, GArray *turns)
{
    const TcRowPairs pairs = pairs_of(row);
    g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    g_array_set_size(rows, turns->len);
    TcAttribution *attribution = tc_attribution_new(impact, row->runs);
    tc_attribute(attribution, &pairs, turns, rows);
    tc_attribution_free(attribution);
    tc_impact_whole_causes(impact);
}
