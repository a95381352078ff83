/* What is missing in whole things, and what could settle an open answer, as text. */
#include "report/explain_writer.h"

#include <string.h>

/* --- gaps --- */

/* What a move of one cell and a sum of cells have in common. */
typedef struct {
    const char *cells; /* "[Hộ]", "[A] + [B]" */
    const char *unit;
    TcShown from, to, last, amount, mark;
    bool up;
} Change;

/* Takes @cells. */
static Change change_of_move(const TcExplainedMove *move, char *cells)
{
    return (Change){cells,      move->unit,   move->from, move->to,
                    move->last, move->amount, move->mark, move->up};
}

static Change change_of_sum(const TcExplainedSum *sum)
{
    return (Change){sum->cells, sum->unit,   sum->from, sum->to,
                    sum->last,  sum->amount, sum->mark, sum->up};
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

/* "1.200 hộ", with the end of the window behind it. */
static char *target_of(const TcExplainWriter *writer, const Change *change)
{
    g_autofree char *to = tc_explain_with_unit(change->to.shown, change->unit);
    if (!change->last.shown)
        return g_steal_pointer(&to);
    g_autofree char *last = tc_explain_with_unit(change->last.shown, change->unit);
    g_autofree char *end = tc_msg_format(
        writer->lang, change->up ? TC_MSG_EXPLAIN_NOT_ABOVE : TC_MSG_EXPLAIN_NOT_BELOW, last, NULL);
    return g_strconcat(to, end, NULL);
}

static char *change_words(const TcExplainWriter *writer, const Change *change)
{
    g_autofree char *to = target_of(writer, change);
    if (!change->from.shown)
        return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_MOVE_OPEN, change->cells, to, NULL);
    if (change->mark.shown) {
        g_autofree char *mark = tc_explain_with_unit(change->mark.shown, change->unit);
        return tc_msg_format(writer->lang,
                             change->up ? TC_MSG_EXPLAIN_MOVE_ABOVE : TC_MSG_EXPLAIN_MOVE_BELOW,
                             change->cells, mark, change->from.shown, NULL);
    }
    if (!change->amount.shown)
        return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_MOVE_TO, change->cells, to,
                             change->from.shown, NULL);
    g_autofree char *amount = tc_explain_with_unit(change->amount.shown, change->unit);
    return tc_msg_format(writer->lang,
                         change->up ? TC_MSG_EXPLAIN_MOVE_UP : TC_MSG_EXPLAIN_MOVE_DOWN,
                         change->cells, amount, change->from.shown, to, NULL);
}

static char *move_words(const TcExplainWriter *writer, const TcExplainedMove *move)
{
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
        g_autofree char *limit = tc_explain_with_unit(move->limit.shown, move->unit);
        g_autofree char *end = tc_msg_format(
            writer->lang, move->up ? TC_MSG_EXPLAIN_LIMIT_ABOVE : TC_MSG_EXPLAIN_LIMIT_BELOW,
            move->heading, limit, NULL);
        g_string_append_printf(limits, "%s%s", limits->len ? ", " : "", end);
    }
    g_autofree char *ends = g_string_free(limits, FALSE);
    return *ends ? tc_msg_format(writer->lang, TC_MSG_EXPLAIN_WITHIN_SUM, words, ends, NULL)
                 : g_steal_pointer(&words);
}

static char *way_words(const TcExplainWriter *writer, const TcExplainedWay *way)
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

static char *short_by(const TcExplainWriter *writer, const Change *change)
{
    g_autofree char *amount = tc_explain_with_unit(change->amount.shown, change->unit);
    return tc_msg_format(writer->lang, change->up ? TC_MSG_EXPLAIN_SHORT : TC_MSG_EXPLAIN_EXCESS,
                         amount, NULL);
}

char *tc_explain_short_gap(const TcExplainWriter *writer, const TcExplainedIndicator *indicator)
{
    const TcExplainedGap *gap = &indicator->gap;
    Change change;
    if (gap->n_ways != 1 || !single_change(&gap->ways[0], &change) || !change.amount.shown ||
        g_strcmp0(indicator->numerator.exact, change.from.exact) != 0)
        return NULL;
    g_autofree char *to = target_of(writer, &change);
    g_autofree char *need = tc_msg_format(writer->lang, TC_MSG_EXPLAIN_NEED, to, NULL);
    g_autofree char *missing = short_by(writer, &change);
    return g_strdup_printf("%s; %s", need, missing);
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
    g_autofree char *words = short_by(writer, &change);
    return gap->share.shown ? g_strdup_printf("%s, %s", words, gap->share.shown)
                            : g_steal_pointer(&words);
}

void tc_explain_ways(TcExplainWriter *writer, unsigned indent,
                     const TcExplainedIndicator *indicator)
{
    const TcExplainedGap *gap = &indicator->gap;
    if (gap->status == TC_GAP_IMPOSSIBLE)
        tc_explain_say(writer, indent, TC_MSG_EXPLAIN_IMPOSSIBLE, NULL);
    if (gap->status != TC_GAP_FOUND)
        return;
    const bool open = indicator->openness.open;
    TcMsg head = open ? TC_MSG_EXPLAIN_SURE_WAYS : TC_MSG_EXPLAIN_WAYS;
    if (gap->n_ways > 1)
        head = open ? TC_MSG_EXPLAIN_ANY_SURE_WAY : TC_MSG_EXPLAIN_ANY_WAY;
    if (gap->n_ways == 1) {
        g_autofree char *words = way_words(writer, &gap->ways[0]);
        tc_explain_line(writer, indent,
                        g_strdup_printf("%s: %s", tc_msg(writer->lang, head), words));
        return;
    }
    tc_explain_line(writer, indent, g_strdup_printf("%s:", tc_msg(writer->lang, head)));
    for (uint32_t i = 0; i < gap->n_ways; i++) {
        g_autofree char *words = way_words(writer, &gap->ways[i]);
        tc_explain_line(writer, indent + 2, g_strdup_printf("- %s", words));
    }
}

/* --- open answers --- */

static TcMsg reason_words(TcReason reason)
{
    static const TcMsg words[TC_N_REASONS] = {
        [TC_REASON_KNOWN] = TC_MSG_EXPLAIN_REASON_BLANK,
        [TC_REASON_BLANK] = TC_MSG_EXPLAIN_REASON_BLANK,
        [TC_REASON_NO_COLUMN] = TC_MSG_EXPLAIN_REASON_NO_COLUMN,
        [TC_REASON_NO_ROW] = TC_MSG_EXPLAIN_REASON_NO_ROW,
        [TC_REASON_BAD_CELL] = TC_MSG_EXPLAIN_REASON_BAD_CELL,
        [TC_REASON_CONSTRAINT] = TC_MSG_EXPLAIN_REASON_CONSTRAINT,
        [TC_REASON_APPROXIMATE] = TC_MSG_EXPLAIN_REASON_APPROXIMATE,
    };
    return words[reason];
}

/* The place of a cell without the file, which the head tells. Returns: (transfer full). */
static char *place_words(const TcExplainWriter *writer, const TcExplainedCell *cell)
{
    const char *file = writer->explanation->file;
    if (!cell->place)
        return g_strdup("");
    if (!file || !g_str_has_prefix(cell->place, file) || cell->place[strlen(file)] != ':')
        return g_strdup_printf(" (%s)", cell->place);
    g_auto(GStrv) parts = g_strsplit(cell->place + strlen(file) + 1, ": ", 2);
    g_autofree char *line = tc_msg_format(writer->lang, TC_MSG_EXPLAIN_LINE, parts[0], NULL);
    return g_strdup_printf(" (%s%s%s)", line, parts[0] && parts[1] ? ", " : "",
                           parts[0] && parts[1] ? parts[1] : "");
}

static void write_cell(TcExplainWriter *writer, unsigned indent, const TcExplainedCell *cell,
                       const char *more)
{
    g_autofree char *value = NULL;
    if (cell->value.shown)
        value = tc_explain_with_unit(cell->value.shown, cell->unit);
    else
        value = g_strdup(tc_msg(writer->lang, reason_words(cell->reason)));
    g_autofree char *words = tc_msg_format(
        writer->lang, cell->value.shown ? TC_MSG_EXPLAIN_CELL : TC_MSG_EXPLAIN_CELL_OPEN,
        cell->heading, value, NULL);
    g_autofree char *place = place_words(writer, cell);
    tc_explain_line(
        writer, indent,
        g_strdup_printf("- %s%s%s%s", words, place, more ? ": " : "", more ? more : ""));
}

void tc_explain_cells(TcExplainWriter *writer, unsigned indent, const TcExplainedCell *cells,
                      uint32_t n)
{
    if (n == 0)
        return;
    tc_explain_line(writer, indent,
                    g_strdup_printf("%s:", tc_msg(writer->lang, TC_MSG_EXPLAIN_CELLS)));
    for (uint32_t i = 0; i < n; i++)
        write_cell(writer, indent + 2, &cells[i], NULL);
}

/* "từ 620 hộ trở lên", "dưới 620 hộ", "có". */
static char *run_words(const TcExplainWriter *writer, const TcDecidingCell *deciding, uint32_t i)
{
    const TcExplainedPiece *piece = &deciding->pieces[i];
    const char *unit = deciding->cell.unit;
    g_autofree char *low = tc_explain_with_unit(piece->low.shown, unit);
    g_autofree char *high = tc_explain_with_unit(piece->high.shown, unit);
    if (strcmp(piece->low.exact, piece->high.exact) == 0)
        return g_steal_pointer(&low);
    if (deciding->cell.kind == TC_VALUE_TEXT || deciding->cell.kind == TC_VALUE_BOOL)
        return g_strdup_printf("%s … %s", low, high);
    if (piece->last)
        return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_FROM_UP, low, NULL);
    if (piece->first && i + 1 < deciding->n_pieces) {
        g_autofree char *next = tc_explain_with_unit(deciding->pieces[i + 1].low.shown, unit);
        return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_BELOW, next, NULL);
    }
    return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_FROM_TO, low, high, NULL);
}

static void write_pieces(TcExplainWriter *writer, unsigned indent, const TcDecidingCell *deciding,
                         TcRefKind kind, const char *const *labels)
{
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; i < deciding->n_pieces; i++) {
        g_autofree char *run = run_words(writer, deciding, i);
        g_autofree char *answer =
            tc_explain_answer(writer, kind, deciding->pieces[i].answer, labels);
        g_autofree char *words = tc_msg_format(writer->lang, TC_MSG_EXPLAIN_IF, run, answer, NULL);
        g_string_append_printf(text, "%s%s", i ? "; " : "", words);
    }
    /* of what is only scored there is nothing to tell apart */
    const bool one = deciding->n_pieces == 1 && deciding->pieces[0].answer == 0;
    if (text->len > 0 && !one)
        tc_explain_line(writer, indent, g_strdup(text->str));
    g_string_free(text, TRUE);
}

static void write_witness(TcExplainWriter *writer, unsigned indent, const TcOpenness *openness,
                          const TcExplainedWitness *witness, TcRefKind kind,
                          const char *const *labels)
{
    GString *text = g_string_new(NULL);
    g_autofree char *answer = tc_explain_answer(writer, kind, witness->answer, labels);
    for (uint32_t i = 0; i < openness->n_deciding; i++) {
        const TcExplainedCell *cell = &openness->deciding[i].cell;
        g_autofree char *value = tc_explain_with_unit(witness->values[i].shown, cell->unit);
        g_string_append_printf(text, "%s[%s] = %s", i ? ", " : "", cell->heading, value);
    }
    g_autofree char *words =
        tc_msg_format(writer->lang, TC_MSG_EXPLAIN_IF, text->str, answer, NULL);
    tc_explain_line(writer, indent, g_strdup_printf("- %s", words));
    g_string_free(text, TRUE);
}

/* One cell whose runs of values were listed says all; else two completions do. */
static bool is_told(const TcOpenness *openness)
{
    return openness->n_deciding > 0 && openness->deciding[0].power == TC_DECIDES &&
           openness->deciding[0].n_pieces > 0;
}

void tc_explain_opens(TcExplainWriter *writer, unsigned indent, const TcOpenness *openness,
                      TcRefKind kind, const char *const *labels)
{
    static const TcMsg powers[] = {[TC_DECIDES] = TC_MSG_EXPLAIN_DECIDES,
                                   [TC_MAY_DECIDE] = TC_MSG_EXPLAIN_MAY_DECIDE,
                                   [TC_MATTERS] = TC_MSG_EXPLAIN_MATTERS};
    if (!openness->open)
        return;
    if (!openness->proved)
        tc_explain_say(writer, indent, TC_MSG_EXPLAIN_UNPROVED, NULL);
    if (openness->n_deciding > 0)
        tc_explain_line(writer, indent,
                        g_strdup_printf("%s:", tc_msg(writer->lang, TC_MSG_EXPLAIN_DECIDING)));
    for (uint32_t i = 0; i < openness->n_deciding; i++) {
        const TcDecidingCell *deciding = &openness->deciding[i];
        write_cell(writer, indent + 2, &deciding->cell,
                   tc_msg(writer->lang, powers[deciding->power]));
        write_pieces(writer, indent + 4, deciding, kind, labels);
    }
    if (openness->n_witnesses == 0 || is_told(openness))
        return;
    tc_explain_line(writer, indent,
                    g_strdup_printf("%s:", tc_msg(writer->lang, TC_MSG_EXPLAIN_WITNESSES)));
    for (uint32_t i = 0; i < 2; i++)
        write_witness(writer, indent + 2, openness, &openness->witnesses[i], kind, labels);
}
