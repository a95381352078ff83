/* What could settle an open answer, as text. */
#include "base/number.h"
#include "report/explain_writer.h"
#include "report/reasons.h"

#include <string.h>

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
        value = tc_number_with_unit(cell->value.shown, cell->unit, writer->lang);
    else
        value = g_strdup(tc_msg(writer->lang, tc_reason_words(cell->reason)));
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

/* Decimals of an exact number. */
static size_t places(TcShown number)
{
    const char *point = strchr(number.exact, '.');
    return point ? strlen(point) : 0;
}

/* Where two runs of decimals meet, one ends at the number meant and the other a least step from it:
 * is it the step of @end, beside @other? */
static bool is_step(TcShown end, const TcShown *other)
{
    return other && places(end) > places(*other);
}

/* "trước ngày 30/06/2025", "từ ngày 30/06/2025 trở đi": days are whole, so runs end at one. */
static char *day_words(const TcExplainWriter *writer, const TcExplainedPiece *piece, bool followed)
{
    if (strcmp(piece->low.exact, piece->high.exact) == 0)
        return g_strdup(piece->low.shown);
    if (piece->last)
        return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_FROM_DAY, piece->low.shown, NULL);
    if (piece->first && followed)
        return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_BEFORE_DAY, piece[1].low.shown, NULL);
    return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_DAYS, piece->low.shown, piece->high.shown,
                         NULL);
}

/* "từ 620 hộ trở lên", "dưới 620 hộ", "trên 10 triệu đồng đến dưới 50 triệu đồng", "có". */
static char *run_words(const TcExplainWriter *writer, const TcDecidingCell *deciding, uint32_t i)
{
    const TcExplainedPiece *piece = &deciding->pieces[i];
    const bool followed = i + 1 < deciding->n_pieces && piece[1].joins;
    const TcShown *before = piece->joins ? &piece[-1].high : NULL;
    const TcShown *behind = followed ? &piece[1].low : NULL;
    const bool above = is_step(piece->low, before), below = is_step(piece->high, behind);
    const bool ends_here = behind && is_step(*behind, &piece->high);
    const char *unit = deciding->cell.unit;
    if (i > 0 && piece->first && piece->last) /* all but chưa có */
        return g_strdup(tc_msg(writer->lang, TC_MSG_EXPLAIN_IS_THERE));
    if (deciding->cell.kind == TC_VALUE_DATE)
        return day_words(writer, piece, followed);
    g_autofree char *low =
        tc_number_with_unit(above ? before->shown : piece->low.shown, unit, writer->lang);
    g_autofree char *high =
        tc_number_with_unit(below ? behind->shown : piece->high.shown, unit, writer->lang);
    if (strcmp(piece->low.exact, piece->high.exact) == 0)
        return g_steal_pointer(&low);
    if (deciding->cell.kind == TC_VALUE_TEXT || deciding->cell.kind == TC_VALUE_BOOL)
        return g_strdup_printf("%s … %s", low, high);
    if (piece->last)
        return tc_msg_format(writer->lang,
                             above ? TC_MSG_EXPLAIN_MORE_THAN : TC_MSG_EXPLAIN_FROM_UP, low, NULL);
    if (piece->first && ends_here)
        return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_AT_MOST, high, NULL);
    if (piece->first && followed) {
        g_autofree char *next = tc_number_with_unit(behind->shown, unit, writer->lang);
        return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_BELOW, next, NULL);
    }
    static const TcMsg msgs[2][2] = {{TC_MSG_EXPLAIN_FROM_TO, TC_MSG_EXPLAIN_FROM_BELOW},
                                     {TC_MSG_EXPLAIN_ABOVE_TO, TC_MSG_EXPLAIN_ABOVE_BELOW}};
    return tc_msg_format(writer->lang, msgs[above][below], low, high, NULL);
}

/* What a run gives that may be both is not known yet; "Đạt hoặc Không áp dụng" says more. */
static uint64_t run_answer(TcRefKind kind, uint64_t answer)
{
    const uint64_t both = TC_OUT_MET | TC_OUT_NOT_MET;
    return kind == TC_REF_INDICATOR && (answer & both) == both ? TC_OUT_UNDEFINED : answer;
}

static void write_pieces(TcExplainWriter *writer, unsigned indent, const TcDecidingCell *deciding,
                         TcRefKind kind, const char *const *labels)
{
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; i < deciding->n_pieces; i++) {
        g_autofree char *run = run_words(writer, deciding, i);
        g_autofree char *answer =
            tc_explain_answer(writer, kind, run_answer(kind, deciding->pieces[i].answer), labels);
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
        g_autofree char *value =
            tc_number_with_unit(witness->values[i].shown, cell->unit, writer->lang);
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

/* Bounds by the declarations alone leave it open, the constraints of the data do not. */
static void write_settled(TcExplainWriter *writer, unsigned indent, const TcDecidingCell *deciding,
                          TcRefKind kind, const char *const *labels)
{
    g_autofree char *answer = tc_explain_answer(writer, kind, deciding->pieces[0].answer, labels);
    tc_explain_say(writer, indent, TC_MSG_EXPLAIN_SETTLED, deciding->cell.heading, answer, NULL);
}

void tc_explain_opens(TcExplainWriter *writer, unsigned indent, const TcOpenness *openness,
                      TcRefKind kind, const char *const *labels)
{
    static const TcMsg powers[] = {[TC_DECIDES] = TC_MSG_EXPLAIN_DECIDES,
                                   [TC_MAY_DECIDE] = TC_MSG_EXPLAIN_MAY_DECIDE,
                                   [TC_MATTERS] = TC_MSG_EXPLAIN_MATTERS,
                                   [TC_UNTRIED] = TC_MSG_EXPLAIN_UNTRIED};
    if (!openness->open)
        return;
    if (openness->settled)
        write_settled(writer, indent, &openness->deciding[0], kind, labels);
    else if (openness->silent)
        tc_explain_say(writer, indent, TC_MSG_EXPLAIN_NO_DATA_SETTLES, NULL);
    else if (!openness->proved)
        tc_explain_say(writer, indent,
                       openness->over_budget ? TC_MSG_EXPLAIN_OVER_BUDGET : TC_MSG_EXPLAIN_UNPROVED,
                       NULL);
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
