/* The public results: everything is copied, so that no block need stand. */
#include "engine/public.h"

#include <string.h>
#include "base/msg.h"
#include "base/number.h"

enum { LABEL_BITS = 62 };

TieuchiResults *tc_public_results_new(const TieuchiRules *rules)
{
    TieuchiResults *results = g_new0(TieuchiResults, 1);
    results->model = tc_program_model(rules->program);
    results->lang = rules->lang;
    results->arena = tc_arena_new();
    results->units = g_array_new(FALSE, TRUE, sizeof(TcPublicUnit));
    return results;
}

void tieuchi_results_free(TieuchiResults *results)
{
    if (!results)
        return;
    g_array_free(results->units, TRUE);
    tc_arena_free(results->arena);
    g_free(results);
}

static const char *keep(TieuchiResults *results, const char *text)
{
    return tc_arena_strndup(results->arena, text, strlen(text));
}

/* One end of a range, "" where it has none. Returns: (transfer full). */
static char *end_text(const mpq_t end, bool share)
{
    return tc_results_is_end(end, share) ? tc_number_exact(end, TC_LANG_EN) : g_strdup("");
}

/* The exact number, its range, or NULL. */
static const char *number(TieuchiResults *results, const TcNumberResult *from, uint32_t row,
                          bool share)
{
    mpq_t low, high;
    const char *kept = NULL;
    mpq_inits(low, high, NULL);
    TcNumberState state = tc_results_number(from, row, low, high);
    if (state == TC_NUMBER_KNOWN) {
        g_autofree char *text = tc_number_exact(low, TC_LANG_EN);
        kept = keep(results, text);
    } else if (state == TC_NUMBER_OPEN) {
        g_autofree char *first = end_text(low, share);
        g_autofree char *last = end_text(high, share);
        g_autofree char *text = g_strconcat(first, "..", last, NULL);
        kept = keep(results, text);
    }
    mpq_clears(low, high, NULL);
    return kept;
}

static TieuchiAnswer answer_of(unsigned set)
{
    return set == TC_OUT_TRUE    ? TIEUCHI_ELIGIBLE
           : set == TC_OUT_FALSE ? TIEUCHI_NOT_ELIGIBLE
                                 : TIEUCHI_OPEN;
}

static const char *grade_of(const TcGrade *grade, uint64_t set)
{
    for (uint32_t i = 0; i < grade->n_labels && i < LABEL_BITS; i++) {
        if (set == (uint64_t)1 << i)
            return grade->labels[i];
    }
    return NULL;
}

static const char *rank_of(TieuchiResults *results, const TcRankingResult *from, uint32_t row)
{
    uint64_t best = from->best[row], worst = from->worst[row];
    if (!(from->ranked[row] & TC_OUT_TRUE))
        return NULL;
    g_autofree char *low = g_strdup_printf("%" G_GUINT64_FORMAT, best);
    g_autofree char *high = g_strdup_printf("..%" G_GUINT64_FORMAT, worst);
    g_autofree char *text = g_strconcat(low, best == worst ? "" : high,
                                        from->ranked[row] & TC_OUT_FALSE ? "|none" : "", NULL);
    return keep(results, text);
}

static TieuchiState state_of(TcLabel label)
{
    static const TieuchiState states[TC_N_LABELS] = {
        [TC_LABEL_MET] = TIEUCHI_MET,
        [TC_LABEL_NOT_MET] = TIEUCHI_NOT_MET,
        [TC_LABEL_NOT_APPLICABLE] = TIEUCHI_NOT_APPLICABLE,
        [TC_LABEL_DATA_MISSING] = TIEUCHI_DATA_MISSING,
        [TC_LABEL_AWAITS_APPRAISAL] = TIEUCHI_AWAITS_APPRAISAL,
        [TC_LABEL_SCORED] = TIEUCHI_SCORED,
        [TC_LABEL_RULE_SILENT] = TIEUCHI_RULE_SILENT,
    };
    return states[label];
}

static void make_room(TieuchiResults *results, TcPublicUnit *unit)
{
    const TcModel *model = results->model;
    TcArena *arena = results->arena;
    unit->states = tc_arena_alloc(arena, (model->n_indicators + 1) * sizeof *unit->states);
    unit->values = tc_arena_alloc(arena, (model->n_indicators + 1) * sizeof *unit->values);
    unit->points = tc_arena_alloc(arena, (model->n_indicators + 1) * sizeof *unit->points);
    unit->verdicts = tc_arena_alloc(arena, (model->n_verdicts + 1) * sizeof *unit->verdicts);
    unit->ranks = tc_arena_alloc(arena, (model->n_rankings + 1) * sizeof *unit->ranks);
    unit->grades = tc_arena_alloc(arena, (model->n_grades + 1) * sizeof *unit->grades);
}

static bool is_share(const TcNode *value)
{
    return value->type && value->type->ratio;
}

static void add_indicator(TieuchiResults *results, TcPublicUnit *unit, const TcResults *from,
                          uint32_t row, uint32_t i)
{
    const TcIndicator *indicator = &results->model->indicators[i];
    unit->states[i] = state_of(tc_state_label(&from->indicators[i], row));
    if (indicator->value)
        unit->values[i] = number(results, &from->values[i], row, is_share(indicator->value));
    if (tc_indicator_has_points(indicator))
        unit->points[i] = number(results, &from->points[i], row, false);
}

void tc_public_results_add(TieuchiResults *results, const TcBlock *block, const TcResults *from,
                           uint32_t row)
{
    const TcModel *model = results->model;
    TcPublicUnit unit = {.code = keep(results, block->rows[row].code),
                         .name = keep(results, block->rows[row].name),
                         .total = number(results, &from->total, row, false)};
    make_room(results, &unit);
    for (uint32_t i = 0; i < model->n_indicators; i++)
        add_indicator(results, &unit, from, row, i);
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        unit.verdicts[i] = answer_of(tc_state_outcome(&from->verdicts[i], row));
    for (uint32_t i = 0; i < model->n_grades; i++)
        unit.grades[i] = grade_of(&model->grades[i], from->grades[i].set[row]);
    for (uint32_t i = 0; i < model->n_rankings; i++)
        unit.ranks[i] = rank_of(results, &from->rankings[i], row);
    g_array_append_val(results->units, unit);
}

/* --- reading -------------------------------------------------------------------------------- */

static const TcPublicUnit *unit_at(const TieuchiResults *results, size_t unit)
{
    return unit < results->units->len ? &g_array_index(results->units, TcPublicUnit, unit) : NULL;
}

size_t tieuchi_n_units(const TieuchiResults *results)
{
    return results->units->len;
}

const char *tieuchi_unit_code(const TieuchiResults *results, size_t unit)
{
    const TcPublicUnit *at = unit_at(results, unit);
    return at ? at->code : NULL;
}

const char *tieuchi_unit_name(const TieuchiResults *results, size_t unit)
{
    const TcPublicUnit *at = unit_at(results, unit);
    return at ? at->name : NULL;
}

TieuchiState tieuchi_state(const TieuchiResults *results, size_t unit, size_t indicator)
{
    const TcPublicUnit *at = unit_at(results, unit);
    bool there = at && indicator < results->model->n_indicators;
    return there ? at->states[indicator] : TIEUCHI_RULE_SILENT;
}

const char *tieuchi_state_text(const TieuchiResults *results, size_t unit, size_t indicator)
{
    static const TcMsg words[] = {
        [TIEUCHI_MET] = TC_MSG_MET,
        [TIEUCHI_NOT_MET] = TC_MSG_NOT_MET,
        [TIEUCHI_NOT_APPLICABLE] = TC_MSG_NOT_APPLICABLE,
        [TIEUCHI_DATA_MISSING] = TC_MSG_DATA_MISSING,
        [TIEUCHI_AWAITS_APPRAISAL] = TC_MSG_AWAITS_APPRAISAL,
        [TIEUCHI_SCORED] = TC_MSG_SCORED,
        [TIEUCHI_RULE_SILENT] = TC_MSG_RULE_SILENT,
    };
    if (!unit_at(results, unit) || indicator >= results->model->n_indicators)
        return NULL;
    return tc_msg(results->lang, words[tieuchi_state(results, unit, indicator)]);
}

const char *tieuchi_value(const TieuchiResults *results, size_t unit, size_t indicator)
{
    const TcPublicUnit *at = unit_at(results, unit);
    return at && indicator < results->model->n_indicators ? at->values[indicator] : NULL;
}

const char *tieuchi_points(const TieuchiResults *results, size_t unit, size_t indicator)
{
    const TcPublicUnit *at = unit_at(results, unit);
    return at && indicator < results->model->n_indicators ? at->points[indicator] : NULL;
}

const char *tieuchi_total(const TieuchiResults *results, size_t unit)
{
    const TcPublicUnit *at = unit_at(results, unit);
    return at ? at->total : NULL;
}

TieuchiAnswer tieuchi_verdict(const TieuchiResults *results, size_t unit, size_t verdict)
{
    const TcPublicUnit *at = unit_at(results, unit);
    return at && verdict < results->model->n_verdicts ? at->verdicts[verdict] : TIEUCHI_OPEN;
}

const char *tieuchi_verdict_text(const TieuchiResults *results, size_t unit, size_t verdict)
{
    static const TcMsg words[] = {[TIEUCHI_ELIGIBLE] = TC_MSG_ELIGIBLE,
                                  [TIEUCHI_NOT_ELIGIBLE] = TC_MSG_NOT_ELIGIBLE,
                                  [TIEUCHI_OPEN] = TC_MSG_VERDICT_OPEN};
    if (!unit_at(results, unit) || verdict >= results->model->n_verdicts)
        return NULL;
    return tc_msg(results->lang, words[tieuchi_verdict(results, unit, verdict)]);
}

const char *tieuchi_grade(const TieuchiResults *results, size_t unit, size_t grade)
{
    const TcPublicUnit *at = unit_at(results, unit);
    return at && grade < results->model->n_grades ? at->grades[grade] : NULL;
}

const char *tieuchi_rank(const TieuchiResults *results, size_t unit, size_t ranking)
{
    const TcPublicUnit *at = unit_at(results, unit);
    return at && ranking < results->model->n_rankings ? at->ranks[ranking] : NULL;
}
