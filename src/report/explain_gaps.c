/* What is missing in whole things, as text. */
#include "base/number.h"
#include "report/explain_writer.h"

/* What a move of one cell and a sum of cells have in common. */
typedef struct {
    const char *cells; /* "[Hộ]", "[A] + [B]" */
    const char *unit;
    TcShown from, to, last, amount, mark, beyond, last_mark;
    bool up;
    bool falls; /* a number that has to come down, as far as one likes: "at most" */
} Change;

/* Takes @cells. */
static Change change_of_move(const TcExplainedMove *move, char *cells)
{
    return (Change){.cells = cells,
                    .unit = move->unit,
                    .from = move->from,
                    .to = move->to,
                    .last = move->last,
                    .amount = move->amount,
                    .mark = move->mark,
                    .beyond = move->beyond,
                    .last_mark = move->last_mark,
                    .up = move->up,
                    .falls = !move->up && move->number && !move->last.shown};
}

static Change change_of_sum(const TcExplainedSum *sum)
{
    return (Change){.cells = sum->cells,
                    .unit = sum->unit,
                    .from = sum->from,
                    .to = sum->to,
                    .last = sum->last,
                    .amount = sum->amount,
                    .mark = sum->mark,
                    .beyond = sum->beyond,
                    .up = sum->up,
                    .falls = !sum->up && !sum->last.shown};
}

/* The one change that a way is, with what follows it; false: it is several. The cells are not
 * named. */
static bool single_change(const TcExplainedWay *way, Change *change)
{
    if (way->n_sums == 1)
        *change = change_of_sum(&way->sums[0]);
    else if (way->n_moves > 0)
        *change = change_of_move(&way->moves[0], NULL);
    bool single = way->n_sums <= 1 && way->n_moves > 0;
    for (uint32_t i = 0; i < way->n_moves; i++)
        single &= way->n_sums ? way->moves[i].sum == 1 : i == 0 || way->moves[i].dragged;
    return single;
}

/* A number with its unit in a message of one place. */
static char *words_with(const TcExplainWriter *writer, TcMsg msg, TcShown number, const char *unit)
{
    g_autofree char *with_unit = tc_number_with_unit(number.shown, unit, writer->lang);
    return tc_msg_format(writer->lang, msg, with_unit, NULL);
}

/* " nhưng không quá 1.500 hộ", " nhưng dưới 50%": the end of the window. */
static char *end_of(const TcExplainWriter *writer, const Change *change)
{
    if (change->last_mark.shown)
        return words_with(writer, change->up ? TC_MSG_EXPLAIN_BUT_BELOW : TC_MSG_EXPLAIN_BUT_ABOVE,
                          change->last_mark, change->unit);
    if (change->last.shown)
        return words_with(writer, change->up ? TC_MSG_EXPLAIN_NOT_ABOVE : TC_MSG_EXPLAIN_NOT_BELOW,
                          change->last, change->unit);
    return g_strdup("");
}

/* Does one value alone do? */
static bool is_exact(const Change *change)
{
    return !change->mark.shown && !change->last_mark.shown && change->last.shown &&
           g_strcmp0(change->last.exact, change->to.exact) == 0;
}

/* "1.200 hộ", "đúng 5 hộ" or, of decimals, "trên 600 triệu đồng", with the end of the window behind
 * it. */
static char *target_of(const TcExplainWriter *writer, const Change *change)
{
    g_autofree char *to = NULL;
    g_autofree char *end = end_of(writer, change);
    if (is_exact(change))
        return words_with(writer, TC_MSG_EXPLAIN_EXACTLY, change->to, change->unit);
    if (change->mark.shown)
        to = words_with(writer, change->up ? TC_MSG_EXPLAIN_MORE_THAN : TC_MSG_EXPLAIN_BELOW,
                        change->mark, change->unit);
    else
        to = tc_number_with_unit(change->to.shown, change->unit, writer->lang);
    return g_strconcat(to, end, NULL);
}

/* "cần 1.200 hộ", "không quá 30 hộ": what a change has to come to. */
static char *need_words(const TcExplainWriter *writer, const Change *change)
{
    g_autofree char *to = target_of(writer, change);
    const bool at_most = change->falls && !change->mark.shown;
    return tc_msg_format(writer->lang, at_most ? TC_MSG_EXPLAIN_AT_MOST : TC_MSG_EXPLAIN_NEED, to,
                         NULL);
}

static char *change_words(const TcExplainWriter *writer, const Change *change)
{
    g_autofree char *to = target_of(writer, change);
    if (!change->from.shown) {
        g_autofree char *need = need_words(writer, change);
        return g_strdup_printf("%s: %s", change->cells, need);
    }
    if (change->mark.shown || !change->amount.shown)
        return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_MOVE_TO, change->cells, to,
                             change->from.shown, NULL);
    g_autofree char *amount = tc_number_with_unit(change->amount.shown, change->unit, writer->lang);
    return tc_msg_format(writer->lang,
                         change->up ? TC_MSG_EXPLAIN_MOVE_UP : TC_MSG_EXPLAIN_MOVE_DOWN,
                         change->cells, amount, change->from.shown, to, NULL);
}

/* "[Ngày họp]: cần có ngày, chậm nhất 31/03/2025": of a date that is chưa có the days that do. */
static char *day_words(const TcExplainWriter *writer, const TcExplainedMove *move)
{
    const char *first = move->up ? move->to.shown : move->last.shown;
    const char *last = move->up ? move->last.shown : move->to.shown;
    TcMsg msg = TC_MSG_EXPLAIN_DAY_FROM_TO;
    if (!first || !last)
        msg = first ? TC_MSG_EXPLAIN_DAY_FROM : TC_MSG_EXPLAIN_DAY_TO;
    else if (g_str_equal(first, last))
        msg = TC_MSG_EXPLAIN_DAY_JUST;
    return tc_msg_format(writer->lang, msg, move->heading, first ? first : last, last, NULL);
}

static char *move_words(const TcExplainWriter *writer, const TcExplainedMove *move)
{
    if (move->to_come)
        return day_words(writer, move);
    g_autofree char *cells = g_strdup_printf("[%s]", move->heading);
    const Change change = change_of_move(move, cells);
    if (!move->dragged)
        return change_words(writer, &change);
    g_autofree char *to = target_of(writer, &change);
    return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_DRAGGED, move->heading, to, NULL);
}

/* "[A] + [B]: còn thiếu 37 hộ (từ 1.163 lên 1.200 hộ), trong đó [A] không quá 400 hộ, …". */
static char *sum_words(const TcExplainWriter *writer, const TcExplainedWay *way, uint32_t i)
{
    const Change change = change_of_sum(&way->sums[i]);
    g_autofree char *words = change_words(writer, &change);
    GString *limits = g_string_new(NULL);
    for (uint32_t j = 0; j < way->n_moves; j++) {
        const TcExplainedMove *move = &way->moves[j];
        if (move->sum != i + 1 || move->limit_far)
            continue;
        g_autofree char *limit = tc_number_with_unit(move->limit.shown, move->unit, writer->lang);
        g_autofree char *end = tc_msg_format(
            writer->lang, move->up ? TC_MSG_EXPLAIN_LIMIT_ABOVE : TC_MSG_EXPLAIN_LIMIT_BELOW,
            move->heading, limit, NULL);
        g_string_append_printf(limits, "%s%s", limits->len ? ", " : "", end);
    }
    g_autofree char *ends = g_string_free(limits, FALSE);
    return *ends ? tc_msg_format(writer->lang, TC_MSG_EXPLAIN_WITHIN_SUM, words, ends, NULL)
                 : g_steal_pointer(&words);
}

char *tc_explain_way_words(const TcExplainWriter *writer, const TcExplainedWay *way)
{
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; i < way->n_sums; i++) {
        g_autofree char *sum = sum_words(writer, way, i);
        g_string_append_printf(text, "%s%s", text->len ? "; " : "", sum);
    }
    for (uint32_t i = 0; i < way->n_moves; i++) {
        if (way->moves[i].sum)
            continue;
        g_autofree char *move = move_words(writer, &way->moves[i]);
        g_string_append_printf(text, "%s%s", text->len ? "; " : "", move);
    }
    return g_string_free(text, FALSE);
}

/* "còn thiếu 37 hộ", "còn thiếu hơn 37 triệu đồng"; NULL where the least more does. */
static char *short_by(const TcExplainWriter *writer, const Change *change)
{
    g_autofree char *amount = NULL;
    if (!change->mark.shown)
        amount = tc_number_with_unit(change->amount.shown, change->unit, writer->lang);
    else if (change->beyond.shown)
        amount = words_with(writer, TC_MSG_EXPLAIN_OVER, change->beyond, change->unit);
    else
        return NULL;
    return tc_msg_format(writer->lang, change->up ? TC_MSG_EXPLAIN_SHORT : TC_MSG_EXPLAIN_EXCESS,
                         amount, NULL);
}

char *tc_explain_short_gap(const TcExplainWriter *writer, const TcExplainedIndicator *indicator)
{
    const TcExplainedGap *gap = &indicator->gap;
    Change change;
    if (gap->span.cells || gap->n_ways != 1 || !single_change(&gap->ways[0], &change) ||
        !change.amount.shown || g_strcmp0(indicator->numerator.exact, change.from.exact) != 0)
        return NULL;
    g_autofree char *need = need_words(writer, &change);
    g_autofree char *missing = short_by(writer, &change);
    return missing ? g_strdup_printf("%s; %s", need, missing) : g_steal_pointer(&need);
}

bool tc_explain_gap_is_told(const TcExplainWriter *writer, const TcExplainedIndicator *indicator)
{
    g_autofree char *told = tc_explain_short_gap(writer, indicator);
    return told && indicator->gap.ways[0].n_moves == 1;
}

char *tc_explain_effort(const TcExplainWriter *writer, const TcExplainedIndicator *indicator)
{
    const TcExplainedGap *gap = &indicator->gap;
    Change change;
    if (gap->n_ways == 0 || !single_change(&gap->ways[0], &change) || !change.amount.shown)
        return NULL;
    char *words = short_by(writer, &change);
    return words ? words : need_words(writer, &change);
}

/* --- while other cells are open --- */

static char *span_change(const TcExplainWriter *writer, const TcExplainedSpan *span, TcShown amount)
{
    g_autofree char *with_unit = tc_number_with_unit(amount.shown, span->unit, writer->lang);
    TcMsg msg = span->up ? TC_MSG_EXPLAIN_SHORT : TC_MSG_EXPLAIN_EXCESS;
    if (span->is_level)
        msg = span->up ? TC_MSG_EXPLAIN_NEED : TC_MSG_EXPLAIN_NEED_AT_MOST;
    return tc_msg_format(writer->lang, msg, with_unit, NULL);
}

/* "50% hoặc 60%": all levels that may be asked for. */
static char *levels_words(const TcExplainWriter *writer, const TcExplainedIndicator *indicator)
{
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; i < indicator->n_levels; i++) {
        const TcExplainedLevel *level = &indicator->levels[i];
        g_autofree char *above =
            tc_msg_format(writer->lang, TC_MSG_EXPLAIN_MORE_THAN, level->level.shown, NULL);
        if (i > 0)
            g_string_append_printf(text, " %s ", tc_msg(writer->lang, TC_MSG_EXPLAIN_OR));
        g_string_append(text, level->beyond ? above : level->level.shown);
    }
    return g_string_free(text, FALSE);
}

/* "cần 60% số hộ; chưa có [Tổng số hộ]"; NULL: there is nothing to say. */
static char *share_words(const TcExplainWriter *writer, const TcExplainedIndicator *indicator)
{
    const TcExplainedSpan *span = &indicator->gap.span;
    if (!span->whole)
        return NULL;
    g_autofree char *share = levels_words(writer, indicator);
    if (span->per) {
        g_autofree char *level = tc_number_with_unit(share, indicator->unit, writer->lang);
        return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_SPAN_PER, level, span->whole, span->cells,
                             NULL);
    }
    if (!span->whole_unit)
        return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_SPAN_SHARE_OF, share, span->whole, NULL);
    return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_SPAN_SHARE, share, span->whole_unit,
                         span->whole, NULL);
}

static char *range_words(const TcExplainWriter *writer, const TcExplainedSpan *span)
{
    TcMsg msg = span->up ? TC_MSG_EXPLAIN_SPAN_UP : TC_MSG_EXPLAIN_SPAN_DOWN;
    if (span->is_level)
        msg = span->up ? TC_MSG_EXPLAIN_SPAN_LEVEL : TC_MSG_EXPLAIN_SPAN_LEVEL_DOWN;
    g_autofree char *least = tc_number_with_unit(span->least.shown, span->unit, writer->lang);
    g_autofree char *most = tc_number_with_unit(span->most.shown, span->unit, writer->lang);
    return tc_msg_format(writer->lang, msg, span->cells, least, most, span->hangs, NULL);
}

static char *span_words(const TcExplainWriter *writer, const TcExplainedIndicator *indicator)
{
    const TcExplainedSpan *span = &indicator->gap.span;
    if (!span->most.shown)
        return share_words(writer, indicator);
    const bool known = span->least.shown != NULL;
    g_autofree char *may = known ? span_change(writer, span, span->least) : NULL;
    g_autofree char *surely = span_change(writer, span, span->most);
    if (span->impossible && span->met_already)
        return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_SPAN_UNSURE, span->cells, span->hangs,
                             NULL);
    if (span->impossible)
        return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_SPAN_MAYBE, span->cells, may, span->hangs,
                             NULL);
    if (span->met_already)
        return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_SPAN_MAY_BE_MET, span->cells, surely,
                             span->hangs, NULL);
    if (!known || g_strcmp0(span->least.exact, span->most.exact) == 0)
        return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_SPAN_SURE, span->cells, surely,
                             span->hangs, NULL);
    return range_words(writer, span);
}

/* What else has to be so. (transfer full) @words are taken. */
static char *on_condition(const TcExplainWriter *writer, bool holds, TcMsg msg, char *words)
{
    if (!holds)
        return words;
    char *all = tc_msg_format(writer->lang, msg, words, NULL);
    g_free(words);
    return all;
}

static void write_span(TcExplainWriter *writer, unsigned indent,
                       const TcExplainedIndicator *indicator)
{
    const TcExplainedSpan *span = &indicator->gap.span;
    char *words = span_words(writer, indicator);
    if (!words)
        return;
    const bool sure = span->most.shown != NULL;
    words = on_condition(writer, sure && span->if_applies, TC_MSG_EXPLAIN_SPAN_IF_APPLIES, words);
    words = on_condition(writer, sure && span->if_accepted, TC_MSG_EXPLAIN_SPAN_IF_ACCEPTED, words);
    tc_explain_line(writer, indent,
                    g_strdup_printf("%s: %s", tc_msg(writer->lang, TC_MSG_EXPLAIN_SPAN), words));
    g_free(words);
}

/* --- all ways --- */

static void write_no_way(TcExplainWriter *writer, unsigned indent, const TcExplainedGap *gap)
{
    static const TcMsg msgs[2][2] = {
        {TC_MSG_EXPLAIN_NO_WAY, TC_MSG_EXPLAIN_NO_WAY_BY},
        {TC_MSG_EXPLAIN_NOTHING_MOVES, TC_MSG_EXPLAIN_IMPOSSIBLE},
    };
    if (gap->status == TC_GAP_NONE)
        return;
    char *words =
        tc_msg_format(writer->lang, msgs[gap->status == TC_GAP_IMPOSSIBLE][*gap->movable != 0],
                      gap->movable, NULL);
    const bool from_today = gap->to_come && writer->explanation->has_date;
    tc_explain_line(writer, indent,
                    on_condition(writer, from_today, TC_MSG_EXPLAIN_DAYS_TO_COME, words));
}

void tc_explain_ways(TcExplainWriter *writer, unsigned indent,
                     const TcExplainedIndicator *indicator)
{
    const TcExplainedGap *gap = &indicator->gap;
    if (gap->span.cells) {
        write_span(writer, indent, indicator);
        return;
    }
    if (gap->status != TC_GAP_FOUND) {
        write_no_way(writer, indent, gap);
        return;
    }
    const bool open = indicator->openness.open;
    TcMsg head = open ? TC_MSG_EXPLAIN_SURE_WAYS : TC_MSG_EXPLAIN_WAYS;
    if (gap->n_ways > 1)
        head = open ? TC_MSG_EXPLAIN_ANY_SURE_WAY : TC_MSG_EXPLAIN_ANY_WAY;
    if (gap->n_ways == 1) {
        g_autofree char *words = tc_explain_way_words(writer, &gap->ways[0]);
        tc_explain_line(writer, indent,
                        g_strdup_printf("%s: %s", tc_msg(writer->lang, head), words));
        return;
    }
    tc_explain_line(writer, indent, g_strdup_printf("%s:", tc_msg(writer->lang, head)));
    for (uint32_t i = 0; i < gap->n_ways; i++) {
        g_autofree char *words = tc_explain_way_words(writer, &gap->ways[i]);
        tc_explain_line(writer, indent + 2, g_strdup_printf("- %s", words));
    }
}

/* --- points --- */

/* Points that are had, then points that are not taken away. */
static char *each_words(const TcExplainWriter *writer, const TcExplainedSteps *more, bool penalty)
{
    static const TcMsg each[] = {TC_MSG_EXPLAIN_EACH, TC_MSG_EXPLAIN_EACH_PENALTY};
    static const TcMsg each_one[] = {TC_MSG_EXPLAIN_EACH_ONE, TC_MSG_EXPLAIN_EACH_ONE_PENALTY};
    static const TcMsg each_percent[] = {TC_MSG_EXPLAIN_EACH_PERCENT,
                                         TC_MSG_EXPLAIN_EACH_PERCENT_PENALTY};
    const TcMsg *msgs = more->each_of ? each : each_one;
    if (more->each_percent)
        msgs = each_percent;
    return tc_msg_format(writer->lang, msgs[penalty], more->each_of ? more->each_of : "",
                         more->each.shown, NULL);
}

void tc_explain_more(TcExplainWriter *writer, unsigned indent, const TcExplainedSteps *more)
{
    if (more->n_steps == 0)
        return;
    const bool penalty = more->steps[0].penalty;
    const char *head =
        tc_msg(writer->lang, penalty ? TC_MSG_EXPLAIN_LESS_PENALTY : TC_MSG_EXPLAIN_MORE_POINTS);
    if (more->each.shown) {
        g_autofree char *each = each_words(writer, more, penalty);
        tc_explain_line(writer, indent, g_strdup_printf("%s: %s", head, each));
    } else {
        tc_explain_line(writer, indent, g_strdup_printf("%s:", head));
    }
    for (uint32_t i = 0; i < more->n_steps; i++) {
        g_autofree char *step = tc_explain_step(writer, &more->steps[i]);
        tc_explain_line(writer, indent + 2, g_strdup_printf("- %s", step));
    }
}

char *tc_explain_step(const TcExplainWriter *writer, const TcExplainedStep *step)
{
    g_autofree char *way = tc_explain_way_words(writer, &step->way);
    return tc_msg_format(writer->lang,
                         step->penalty ? TC_MSG_EXPLAIN_STEP_PENALTY : TC_MSG_EXPLAIN_STEP,
                         step->gain.shown, step->points.shown, way, NULL);
}
