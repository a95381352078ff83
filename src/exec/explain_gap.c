/* What is missing: the least changes that make an indicator met. */
#include "base/msg.h"
#include "exec/explain_internal.h"
#include "exec/explain_words.h"
#include "exec/ways.h"

/* A difference of percentages: "1,85 điểm phần trăm", exact as a ratio. */
TcShown tc_explain_percent_points(TcExplainer *explainer, const mpq_t amount, const TcMarks *marks)
{
    const TcShown exact = tc_explain_number(explainer, amount, false, NULL);
    mpq_t points;
    mpq_init(points);
    mpq_set_ui(points, 100, 1);
    mpq_mul(points, points, amount);
    const char *number = tc_explain_number(explainer, points, false, marks).shown;
    mpq_clear(points);
    return (TcShown){
        tc_explain_keep(explainer,
                        tc_msg_format(explainer->lang,
                                      g_str_equal(number, "1") ? TC_MSG_EXPLAIN_POINT_OF_PERCENT
                                                               : TC_MSG_EXPLAIN_POINTS_OF_PERCENT,
                                      number, NULL)),
        exact.exact};
}

/* A change of a column's figure, for people and files. */
static TcShown amount_of(TcExplainer *explainer, uint32_t column, const mpq_t amount)
{
    return tc_explain_is_percent(explainer, column)
               ? tc_explain_percent_points(explainer, amount, NULL)
               : tc_explain_number(explainer, amount, false, NULL);
}

/* |to - from|; NULL where one is no number. */
static TcShown distance(TcExplainer *explainer, uint32_t column, const TcValue *from,
                        const TcValue *to)
{
    TcShown shown = {NULL, NULL};
    mpq_t amount;
    if (!from->defined || from->none || from->kind != TC_VALUE_NUMBER || !to->defined)
        return shown;
    mpq_init(amount);
    mpq_sub(amount, to->number, from->number);
    mpq_abs(amount, amount);
    shown = amount_of(explainer, column, amount);
    mpq_clear(amount);
    return shown;
}

/* What the change has to be beyond; of a sum, given its total's @from. */
static TcShown mark_of(TcExplainer *explainer, const TcMove *move, const TcValue *from,
                       TcShown *beyond)
{
    *beyond = (TcShown){NULL, NULL};
    if (move->mark.defined && !tc_value_same(from, &move->mark))
        *beyond = distance(explainer, move->column, from, &move->mark);
    return tc_explain_cell_value(explainer, move->column, &move->mark);
}

static TcExplainedMove explain_move(TcExplainer *explainer, const TcMove *move)
{
    const uint32_t column = move->column;
    TcExplainedMove explained = {
        .column = column,
        .heading = tc_explain_heading(explainer, column),
        .unit = tc_explain_column_unit(explainer, column),
        .from = tc_explain_cell_value(explainer, column, &move->from),
        .to = tc_explain_cell_value(explainer, column, &move->to),
        .amount = distance(explainer, column, &move->from, &move->to),
        .number = tc_probe_kind(explainer->probe, column) == TC_VALUE_NUMBER,
        .to_come = tc_way_is_to_come(explainer->probe, column),
        .up = move->up,
        .dragged = move->dragged,
        .sum = move->sum,
    };
    if (move->sum) {
        explained.limit = tc_explain_cell_value(explainer, column, &move->limit);
        explained.limit_far = tc_probe_is_far(explainer->probe, column, &move->limit);
    } else {
        explained.last = tc_explain_cell_value(explainer, column, &move->last);
        explained.mark = mark_of(explainer, move, &move->from, &explained.beyond);
        explained.last_mark = tc_explain_cell_value(explainer, column, &move->last_mark);
    }
    return explained;
}

/* Adds the from and to of the moves of sum @number. Returns: the first of them. */
static const TcMove *add_up(const GArray *way, uint32_t number, TcValue *from, TcValue *to)
{
    const TcMove *first = NULL;
    tc_value_set_integer(from, 0);
    tc_value_set_integer(to, 0);
    for (guint i = 0; i < way->len; i++) {
        const TcMove *move = &g_array_index(way, TcMove, i);
        if (move->sum != number)
            continue;
        mpq_add(from->number, from->number, move->from.number);
        mpq_add(to->number, to->number, move->to.number);
        first = first ? first : move;
    }
    return first;
}

static const char *cells_of_sum(TcExplainer *explainer, const GArray *way, uint32_t number)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < way->len; i++) {
        const TcMove *move = &g_array_index(way, TcMove, i);
        if (move->sum == number)
            g_string_append_printf(text, "%s[%s]", text->len ? " + " : "",
                                   tc_explain_heading(explainer, move->column));
    }
    return tc_explain_keep(explainer, g_string_free(text, FALSE));
}

static void explain_sum(TcExplainer *explainer, const GArray *way, uint32_t number,
                        TcExplainedSum *sum)
{
    TcValue from, to;
    tc_value_init(&from);
    tc_value_init(&to);
    const TcMove *first = add_up(way, number, &from, &to);
    g_assert(first != NULL); /* every number up to n_sums marks some move */
    *sum = (TcExplainedSum){
        .cells = cells_of_sum(explainer, way, number),
        .unit = tc_explain_column_unit(explainer, first->column),
        .from = tc_explain_cell_value(explainer, first->column, &from),
        .to = tc_explain_cell_value(explainer, first->column, &to),
        .last = tc_explain_cell_value(explainer, first->column, &first->last),
        .amount = distance(explainer, first->column, &from, &to),
        .up = first->up,
    };
    sum->mark = mark_of(explainer, first, &from, &sum->beyond);
    tc_value_clear(&from);
    tc_value_clear(&to);
}

TcExplainedWay tc_explain_way(TcExplainer *explainer, const GArray *way)
{
    TcExplainedWay explained = {TC_EXPLAIN_NEW(explainer, TcExplainedMove, way->len), way->len,
                                TC_EXPLAIN_NEW(explainer, TcExplainedSum, way->len), 0};
    for (guint i = 0; i < way->len; i++) {
        const TcMove *move = &g_array_index(way, TcMove, i);
        explained.moves[i] = explain_move(explainer, move);
        explained.n_sums = MAX(explained.n_sums, move->sum);
    }
    for (uint32_t i = 0; i < explained.n_sums; i++)
        explain_sum(explainer, way, i + 1, &explained.sums[i]);
    return explained;
}

bool tc_explain_share(TcExplainer *explainer, uint32_t indicator, const GArray *way, mpq_t share)
{
    const TcNode *value = explainer->model->indicators[indicator].value;
    if (!value || value->kind != TC_NODE_BINARY || value->sub != TC_OP_DIV ||
        !tc_way_amount(way, share))
        return false;
    TcValue bottom;
    tc_value_init(&bottom);
    tc_reference_value(tc_probe_ask(explainer->probe), value->items[1], indicator, &bottom);
    const bool measured =
        bottom.defined && bottom.kind == TC_VALUE_NUMBER && mpq_sgn(bottom.number) > 0;
    if (measured)
        mpq_div(share, share, bottom.number);
    tc_value_clear(&bottom);
    return measured;
}

/* Shown of ratios only: amounts per head have no share. */
static TcShown share_of(TcExplainer *explainer, uint32_t index, const GArray *way)
{
    const TcMarks none = {0};
    const TcNode *value = explainer->model->indicators[index].value;
    TcShown shown = {NULL, NULL};
    mpq_t share;
    mpq_init(share);
    if (value && value->type->ratio && tc_explain_share(explainer, index, way, share))
        shown = tc_explain_number(explainer, share, true, &none);
    mpq_clear(share);
    return shown;
}

/* --- while other cells are open --- */

static TcShown span_end(TcExplainer *explainer, const TcGapSpan *span, uint32_t column,
                        const mpq_t number)
{
    if (!span->is_level)
        return amount_of(explainer, column, number);
    TcValue value;
    tc_value_init(&value);
    tc_value_set_number(&value, number);
    const TcShown shown = tc_explain_cell_value(explainer, column, &value);
    tc_value_clear(&value);
    return shown;
}

/* "cần 60% số hộ": what is asked for as a share of an open denominator. */
static void share_of_open(const TcExplainer *explainer, const TcExplainedIndicator *indicator,
                          TcExplainedSpan *span)
{
    const TcNode *value = explainer->model->indicators[indicator->index].value;
    bool shares = indicator->n_levels > 0;
    for (uint32_t i = 0; i < indicator->n_levels; i++)
        shares &= indicator->levels[i].least && indicator->levels[i].level.shown;
    if (!shares || !value || value->kind != TC_NODE_BINARY || value->sub != TC_OP_DIV)
        return;
    const TcNode *bottom = value->items[1];
    if (bottom->kind != TC_NODE_NAME || bottom->ref.kind != TC_REF_COLUMN)
        return;
    span->whole = explainer->model->schema.columns[bottom->ref.index].name;
    span->whole_unit = tc_explain_column_unit(explainer, bottom->ref.index);
    span->per = !value->type->ratio;
}

static void span_of(TcExplainer *explainer, TcExplainedIndicator *indicator)
{
    g_autoptr(TcGapSpan) span = tc_gap_span_new(explainer->probe, indicator->index);
    TcExplainedSpan *out = &indicator->gap.span;
    if (!span)
        return;
    const TcMove *first = &g_array_index(span->way, TcMove, 0);
    const uint32_t column = first->column;
    mpq_t none;
    mpq_init(none);
    *out = (TcExplainedSpan){
        .cells = first->sum ? cells_of_sum(explainer, span->way, first->sum)
                            : tc_explain_headings(explainer, &column, 1),
        .unit = tc_explain_column_unit(explainer, column),
        .least = span_end(explainer, span, column, span->least),
        .up = span->up,
        .is_level = span->is_level,
        .met_already = !span->is_level && mpq_sgn(span->least) == 0,
        .if_applies = span->left_out || (indicator->outcomes & TC_OUT_NOT_APPLICABLE),
        .if_accepted = indicator->evidence_tracked && indicator->evidence != TC_TRUTH_YES,
        .impossible = span->impossible,
        .hangs = tc_explain_headings(explainer, span->hangs, span->n_hangs),
    };
    if (!span->is_level)
        out->no_change = amount_of(explainer, column, none);
    mpq_clear(none);
    if (span->endless) { /* of endless numbers only some were looked at */
        if (!out->met_already)
            out->least = (TcShown){NULL, NULL};
        share_of_open(explainer, indicator, out);
        return;
    }
    out->most = span_end(explainer, span, column, span->most);
    if (span->is_level && !span->up) { /* an open cell may be less: what is surely met is least */
        const TcShown least = out->least;
        out->least = out->most;
        out->most = least;
    }
}

static void no_way(TcExplainer *explainer, uint32_t indicator, TcExplainedGap *gap)
{
    uint32_t cells[TC_WAY_CELLS];
    const uint32_t n = tc_ways_cells(explainer->probe, indicator, cells);
    g_autofree bool *changing = tc_ways_changing(explainer->probe, &indicator, 1, false);
    gap->movable = tc_explain_headings(explainer, cells, n);
    for (uint32_t i = 0; i < n; i++)
        gap->to_come |= tc_way_is_to_come(explainer->probe, cells[i]);
    gap->status =
        tc_explain_never_met(explainer, indicator, changing) ? TC_GAP_IMPOSSIBLE : TC_GAP_UNKNOWN;
}

/* Without an end and a share of what is open there is nothing to tell. */
static bool says_something(const TcExplainedSpan *span)
{
    return (span->most.shown && (span->least.shown || !span->impossible)) || span->whole;
}

void tc_explain_gap(TcExplainer *explainer, TcExplainedIndicator *indicator)
{
    const bool met = indicator->outcomes == TC_OUT_MET;
    if (!explainer->model->indicators[indicator->index].judged || met ||
        indicator->label == TC_LABEL_NOT_APPLICABLE)
        return;
    g_autoptr(GPtrArray) ways = tc_ways_new(explainer->probe, indicator->index);
    TcExplainedGap *gap = &indicator->gap;
    span_of(explainer, indicator);
    if ((ways->len > 0 || gap->span.most.shown) && !says_something(&gap->span))
        gap->span = (TcExplainedSpan){0};
    if (ways->len == 0 && (gap->span.cells || indicator->outcomes != TC_OUT_NOT_MET))
        return; /* open: what is missing may yet do it */
    gap->status = TC_GAP_FOUND;
    if (ways->len == 0)
        no_way(explainer, indicator->index, gap);
    gap->n_ways = MIN(ways->len, TC_GAP_WAYS);
    gap->ways = TC_EXPLAIN_NEW(explainer, TcExplainedWay, gap->n_ways);
    for (uint32_t i = 0; i < gap->n_ways; i++)
        gap->ways[i] = tc_explain_way(explainer, ways->pdata[i]);
    if (ways->len)
        gap->share = share_of(explainer, indicator->index, ways->pdata[0]);
}
