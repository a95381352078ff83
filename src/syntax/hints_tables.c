/* Hints for tables: several values or words without brackets in a cell, rows without their marks,
 * a table without the word that opens it. */
#include "syntax/hint_case.h"

#include "syntax/build.h"
#include "parser.h"

/* The cell with the refused token: what stands between the marks at from and to. */
typedef struct {
    const TcToken *row, *from, *to;
} Cell;

static bool is_bar(const TcToken *token)
{
    return token->type == TC_TOK_BAR || token->type == TC_TOK_ROW;
}

/* Returns: whether the token at hand stands in a cell between two marks of one line. */
static bool find_cell(const TcHintCase *c, Cell *cell)
{
    if (c->token < c->start || c->token >= c->end)
        return false;
    cell->to = c->token;
    while (cell->to < c->end && !is_bar(cell->to))
        cell->to++;
    cell->from = c->token - 1;
    while (cell->from >= c->start && !is_bar(cell->from))
        cell->from--;
    cell->row = cell->from;
    while (cell->row >= c->start && cell->row->type != TC_TOK_ROW)
        cell->row--;
    return cell->row >= c->start && cell->to < c->end && cell->to->type == TC_TOK_BAR;
}

static const TcToken *line_end(const TcHintCase *c, const TcToken *from)
{
    while (from + 1 < c->end && tc_hint_same_line(from + 1))
        from++;
    return from;
}

/* | "I", "II" | 5 |: several values in a cell. */
bool tc_hint_cell_list(const TcHintCase *c)
{
    Cell cell;
    if ((c->token->type != TC_TOK_COMMA && c->token->type != TC_TOK_SEMICOLON) ||
        !find_cell(c, &cell) || cell.from + 1 == c->token)
        return false;
    tc_tree_refuse_cell_list(c->parse, tc_span_join(cell.row->span, line_end(c, cell.to)->span),
                             tc_span_join(cell.from[1].span, cell.to[-1].span),
                             tc_span_join(cell.from[1].span, c->before->span));
    return true;
}

/* | [Vùng] | Kết quả điểm |: a title of several words. */
bool tc_hint_table_title(const TcHintCase *c)
{
    Cell cell;
    if (!find_cell(c, &cell) || cell.to - cell.from < 3)
        return false;
    for (const TcToken *at = c->start; at < cell.row; at++)
        if (at->type == TC_TOK_ROW)
            return false;
    for (const TcToken *at = cell.from + 1; at < cell.to; at++)
        if (!g_unichar_isalpha(g_utf8_get_char(tc_source_text(at->span.source) + at->span.start)))
            return false;
    const TcSpan span = tc_span_join(cell.from[1].span, cell.to[-1].span);
    g_autofree char *text = tc_span_text(span);
    g_autofree char *meant = g_strdup_printf("[%s]", text);
    tc_diag_edit(tc_diag(c->parse->diags, TC_DIAG_NAME_NEEDS_BRACKETS, span, meant, NULL), span,
                 meant);
    return true;
}

/* "chấm điểm: | [Vùng] | điểm |": rows without the word before them. */
bool tc_hint_table_word(const TcHintCase *c)
{
    if (c->token->type != TC_TOK_ROW || c->token != c->start)
        return false;
    const char *word = tc_keyword_name(TC_KW_TABLE, c->parse->tokens->lang);
    g_autofree char *added = g_strdup_printf("%s ", word);
    const TcSpan place = {c->token->span.source, c->token->span.start, c->token->span.start};
    tc_diag_edit(tc_diag(c->parse->diags, TC_DIAG_WORD_MISSING, c->token->span, word, NULL), place,
                 added);
    return true;
}

/* The first token of the line of @at. */
static const TcToken *line_start(const TcHintCase *c, const TcToken *at)
{
    while (at > c->start && tc_hint_same_line(at))
        at--;
    return at;
}

/* | "I" | 5: a row that its last mark does not close. */
static bool report_unclosed(const TcHintCase *c)
{
    const TcToken *first = line_start(c, c->before);
    if ((c->token != c->end && c->token->type != TC_TOK_ROW) || c->before <= c->start ||
        first->type != TC_TOK_ROW || !tc_hint_expects(c, "|||"))
        return false;
    g_autofree char *line = tc_span_text(tc_span_join(first->span, c->before->span));
    g_autofree char *meant = g_strdup_printf("%s |", line);
    tc_diag(c->parse->diags, TC_DIAG_ROW_BARS, c->before->span, meant, NULL);
    return true;
}

/* "chấm điểm: [Vùng] | điểm": neither the word nor the outer marks. */
bool tc_hint_row_bars(const TcHintCase *c)
{
    if (report_unclosed(c))
        return true;
    if (c->token->type != TC_TOK_BAR || c->token <= c->start)
        return false;
    for (const TcToken *at = c->start; at < c->token; at++)
        if (at->type == TC_TOK_ROW)
            return false;
    const TcToken *first = line_start(c, c->token);
    g_autofree char *line = tc_span_text(tc_span_join(first->span, line_end(c, first)->span));
    g_autofree char *meant = g_strdup_printf("| %s |", line);
    tc_diag(c->parse->diags, TC_DIAG_ROW_BARS, c->token->span, meant, NULL);
    return true;
}
