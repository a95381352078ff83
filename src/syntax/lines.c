/* Lines to text. Before: lines with their parts. After: text in which the contents of one head, the
 * marks of one section and the cells of one table stand below each other. */
#include "syntax/lines.h"

#include "base/text.h"

enum { WIDEST_KEY = 50 }; /* a longer one stands out by itself */

struct TcLines {
    GArray *all; /* of TcLine */
};

static void clear_cell(void *cell)
{
    g_string_free(cell, TRUE);
}

static void clear_line(void *data)
{
    TcLine *line = data;
    g_string_free(line->key, TRUE);
    g_string_free(line->body, TRUE);
    g_ptr_array_free(line->cells, TRUE);
    g_free(line->comment);
}

TcLines *tc_lines_new(void)
{
    TcLines *lines = g_new0(TcLines, 1);
    lines->all = g_array_new(FALSE, FALSE, sizeof(TcLine));
    g_array_set_clear_func(lines->all, clear_line);
    return lines;
}

void tc_lines_free(TcLines *lines)
{
    g_array_free(lines->all, TRUE);
    g_free(lines);
}

TcLine *tc_lines_begin(TcLines *lines, TcLineKind kind, unsigned part, unsigned indent)
{
    const TcLine line = {.kind = kind,
                         .part = part,
                         .indent = indent,
                         .key = g_string_new(NULL),
                         .mark = ':',
                         .body = g_string_new(NULL),
                         .cells = g_ptr_array_new_with_free_func(clear_cell)};
    g_array_append_val(lines->all, line);
    return tc_lines_last(lines);
}

TcLine *tc_lines_last(TcLines *lines)
{
    return lines->all->len ? &g_array_index(lines->all, TcLine, lines->all->len - 1) : NULL;
}

unsigned tc_lines_count(const TcLines *lines)
{
    return lines->all->len;
}

TcLine *tc_lines_at(TcLines *lines, unsigned index)
{
    return &g_array_index(lines->all, TcLine, index);
}

static const TcLine *line_at(const TcLines *lines, unsigned index)
{
    return &g_array_index(lines->all, TcLine, index);
}

static unsigned width_of(const GString *text)
{
    return (unsigned)tc_text_width(text->str, text->len);
}

/* --- widths -------------------------------------------------------------------------------------
 */

/* The widest key of each part, for lines of @kind. Returns: (transfer full) by part. */
static unsigned *key_widths(const TcLines *lines, TcLineKind kind)
{
    unsigned parts = lines->all->len ? line_at(lines, lines->all->len - 1)->part + 1 : 0;
    unsigned *widths = g_new0(unsigned, parts);
    for (unsigned i = 0; i < lines->all->len; i++) {
        const TcLine *line = line_at(lines, i);
        unsigned width = width_of(line->key);
        if (line->kind == kind && width <= WIDEST_KEY)
            widths[line->part] = MAX(widths[line->part], width);
    }
    return widths;
}

/* May line @index stand in a table: a row, or a comment between rows? */
static bool is_in_table(const TcLines *lines, unsigned index)
{
    TcLineKind kind = line_at(lines, index)->kind;
    return kind == TC_LINE_ROW || kind == TC_LINE_COMMENT;
}

/* Is line @index the first row of its table? */
static bool begins_table(const TcLines *lines, unsigned index)
{
    if (line_at(lines, index)->kind != TC_LINE_ROW)
        return false;
    while (index > 0 && line_at(lines, index - 1)->kind == TC_LINE_COMMENT)
        index--;
    return index == 0 || line_at(lines, index - 1)->kind != TC_LINE_ROW;
}

/* The widest cell of each column of the table whose first row is line @first. */
static void find_cell_widths(const TcLines *lines, unsigned first, GArray *widths)
{
    g_array_set_size(widths, 0);
    for (unsigned i = first; i < lines->all->len && is_in_table(lines, i); i++) {
        const GPtrArray *cells = line_at(lines, i)->cells;
        g_array_set_size(widths, MAX(widths->len, cells->len));
        for (unsigned k = 0; k < cells->len; k++) {
            unsigned *width = &g_array_index(widths, unsigned, k);
            *width = MAX(*width, width_of(g_ptr_array_index(cells, k)));
        }
    }
}

/* --- text ---------------------------------------------------------------------------------------
 */

static void put_blanks(GString *out, unsigned n)
{
    g_string_append_printf(out, "%*s", (int)n, "");
}

static void put_padded(GString *out, const GString *text, unsigned width)
{
    unsigned own = width_of(text);
    g_string_append(out, text->str);
    put_blanks(out, width > own ? width - own : 0);
}

static void put_row(GString *out, const TcLine *line, const GArray *widths)
{
    g_string_append_c(out, '|');
    for (unsigned k = 0; k < line->cells->len; k++) {
        g_string_append_c(out, ' ');
        put_padded(out, g_ptr_array_index(line->cells, k), g_array_index(widths, unsigned, k));
        g_string_append(out, " |");
    }
    g_string_append(out, line->body->str);
}

static void put_clause(GString *out, const TcLine *line, unsigned width)
{
    if (line->body->len == 0) {
        g_string_append(out, line->key->str);
        return;
    }
    put_padded(out, line->key, width);
    g_string_append_printf(out, "  %s", line->body->str);
}

static void put_entry(GString *out, const TcLine *line, unsigned width)
{
    put_padded(out, line->key, width);
    g_string_append_printf(out, " %c %s", line->mark, line->body->str);
}

static void put_comment(GString *out, const TcLine *line)
{
    if (line->comment)
        g_string_append_printf(out, "   %s", line->comment);
}

void tc_lines_write(const TcLines *lines, const char *end, GString *out)
{
    g_autofree unsigned *entries = key_widths(lines, TC_LINE_ENTRY);
    g_autofree unsigned *clauses = key_widths(lines, TC_LINE_CLAUSE);
    g_autoptr(GArray) cells = g_array_new(FALSE, TRUE, sizeof(unsigned));
    for (unsigned i = 0; i < lines->all->len; i++) {
        const TcLine *line = line_at(lines, i);
        for (unsigned k = 0; k < line->above; k++)
            g_string_append(out, end);
        if (begins_table(lines, i))
            find_cell_widths(lines, i, cells);
        put_blanks(out, line->indent);
        if (line->kind == TC_LINE_ROW)
            put_row(out, line, cells);
        else if (line->kind == TC_LINE_CLAUSE)
            put_clause(out, line, clauses[line->part]);
        else if (line->kind == TC_LINE_ENTRY)
            put_entry(out, line, entries[line->part]);
        else
            g_string_append(out, line->body->str);
        put_comment(out, line);
        g_string_append(out, end);
    }
}
