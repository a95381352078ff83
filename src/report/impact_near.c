/* Near misses: indicators that a unit does not meet by the second version, for want of few persons
 * or things. See impact.h. */
#include "report/impact_internal.h"

#include "base/number.h"

static void free_near(void *data)
{
    TcImpactNear *near = data;
    g_free(near->amount);
    g_free(near->lacking);
    g_free(near);
}

/* Is the exact number @amount of things at most @most? */
static bool is_few(const char *amount, unsigned most)
{
    mpq_t value;
    mpq_init(value);
    bool few = amount && mpq_set_str(value, amount, 10) == 0;
    mpq_canonicalize(value);
    few = few && mpz_cmp_ui(mpq_denref(value), 1) == 0 && mpq_cmp_ui(value, most, 1) <= 0;
    mpq_clear(value);
    return few;
}

/* Does a column count things: whole numbers of a unit? */
static bool counts(const TcModel *model, uint32_t column)
{
    return column < model->schema.n_columns &&
           model->schema.columns[column].type == TC_TYPE_INTEGER &&
           model->schema.columns[column].unit;
}

/* What the easiest way to meet it asks for, if that is one change of a count. */
static bool read_gap(const TcModel *model, const TcExplainedGap *gap, TcShown *amount,
                     const char **unit)
{
    if (gap->status != TC_GAP_FOUND || gap->n_ways == 0)
        return false;
    const TcExplainedWay *way = &gap->ways[0];
    if (way->n_moves == 0 || !counts(model, way->moves[0].column) ||
        (way->n_sums == 0 && way->n_moves > 1) || way->n_sums > 1)
        return false;
    *amount = way->n_sums == 1 ? way->sums[0].amount : way->moves[0].amount;
    *unit = way->n_sums == 1 ? way->sums[0].unit : way->moves[0].unit;
    return amount->exact && *unit;
}

static bool misses_any(const TcResults *results, uint32_t row)
{
    for (uint32_t i = 0; i < results->model->n_indicators; i++)
        if (results->model->indicators[i].judged &&
            tc_state_outcome(&results->indicators[i], row) == TC_OUT_NOT_MET)
            return true;
    return false;
}

static uint32_t answer_of(const TcImpact *impact, uint32_t indicator)
{
    uint32_t found = TC_NO_PART;
    for (guint i = 0; i < impact->answers->len; i++) {
        const TcImpactAnswer *answer = tc_impact_answer(impact, i);
        if (answer->kind == TC_REF_INDICATOR && answer->after == indicator)
            found = i;
    }
    return found;
}

static void add_near(const TcImpactPage *page, const TcImpactUnit *unit,
                     const TcExplainedIndicator *indicator, GPtrArray *list)
{
    TcShown amount;
    const char *thing;
    if (!read_gap(unit->results[1]->model, &indicator->gap, &amount, &thing) ||
        !is_few(amount.exact, page->near))
        return;
    TcImpactNear *near = g_new0(TcImpactNear, 1);
    near->answer = answer_of(page->impact, indicator->index);
    const TcImpactAnswer *answer = tc_impact_answer(page->impact, near->answer);
    near->before = tc_impact_read(page->impact, unit->results[0], unit->rows[0], TC_REF_INDICATOR,
                                  answer->before);
    near->amount = g_strdup(amount.exact);
    near->lacking = tc_number_with_unit(amount.shown, thing, page->lang);
    g_ptr_array_add(list, near);
}

GPtrArray *tc_impact_near(TcImpactPage *page, const TcImpactUnit *unit)
{
    GPtrArray *list = g_ptr_array_new_with_free_func(free_near);
    const TcExplainOptions options = {.lang = page->lang};
    if (page->near == 0 || !misses_any(unit->results[1], unit->rows[1]))
        return list;
    if (!page->kit)
        page->kit = tc_explain_kit_new(unit->results[1]->model, &page->explained);
    g_autoptr(TcExplanation) explanation =
        tc_explain_gaps(page->kit, unit->blocks[1], unit->rows[1], unit->results[1], &options);
    for (uint32_t i = 0; i < explanation->n_indicators; i++)
        if (explanation->indicators[i].label == TC_LABEL_NOT_MET)
            add_near(page, unit, &explanation->indicators[i], list);
    return list;
}
