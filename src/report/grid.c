/* Layout of tables. Every column is as wide as its widest cell; when that is too wide for the page,
 * flexible columns share what the others leave. */
#include "report/grid.h"

#include <string.h>
#include "base/text.h"

enum { GAP = 2, LEAST_FLEXIBLE = 10 };

typedef struct {
    char *text;
    TcPaint paint;
} Cell;

typedef struct {
    bool span;
    Cell *cells; /* n_columns; of a span only the first */
} Row;

struct TcGrid {
    TcGridColumn *columns;
    unsigned n_columns;
    GArray *rows;  /* of Row */
    unsigned next; /* cell of the last row to be filled */
    bool *used;    /* columns with a cell that is not empty */
};

TcGrid *tc_grid_new(const TcGridColumn *columns, unsigned n)
{
    TcGrid *grid = g_new0(TcGrid, 1);
    grid->n_columns = n;
    grid->rows = g_array_new(FALSE, TRUE, sizeof(Row));
    grid->columns = g_new0(TcGridColumn, n);
    grid->used = g_new0(bool, n);
    for (unsigned i = 0; i < n; i++) {
        grid->columns[i] = columns[i];
        grid->columns[i].heading = g_strdup(columns[i].heading);
        grid->used[i] = !columns[i].optional;
    }
    return grid;
}

void tc_grid_free(TcGrid *grid)
{
    if (!grid)
        return;
    for (guint r = 0; r < grid->rows->len; r++) {
        Row *row = &g_array_index(grid->rows, Row, r);
        for (unsigned c = 0; c < grid->n_columns; c++)
            g_free(row->cells[c].text);
        g_free(row->cells);
    }
    for (unsigned i = 0; i < grid->n_columns; i++)
        g_free((char *)grid->columns[i].heading);
    g_array_free(grid->rows, TRUE);
    g_free(grid->columns);
    g_free(grid->used);
    g_free(grid);
}

static Row *add_row(TcGrid *grid, bool span)
{
    Row row = {.span = span, .cells = g_new0(Cell, grid->n_columns)};
    g_array_append_val(grid->rows, row);
    grid->next = 0;
    return &g_array_index(grid->rows, Row, grid->rows->len - 1);
}

void tc_grid_row(TcGrid *grid)
{
    add_row(grid, false);
}

void tc_grid_cell(TcGrid *grid, const char *text, TcPaint paint)
{
    Row *row = &g_array_index(grid->rows, Row, grid->rows->len - 1);
    g_return_if_fail(grid->next < grid->n_columns);
    if (text && *text != '\0')
        grid->used[grid->next] = true;
    row->cells[grid->next++] = (Cell){g_strdup(text), paint};
}

void tc_grid_span(TcGrid *grid, const char *text)
{
    add_row(grid, true)->cells[0].text = g_strdup(text);
}

/* --- widths --------------------------------------------------------------------------------- */

static size_t text_width(const char *text)
{
    return text ? tc_text_width(text, strlen(text)) : 0;
}

static void natural_widths(const TcGrid *grid, size_t *widths)
{
    for (unsigned c = 0; c < grid->n_columns; c++)
        widths[c] = text_width(grid->columns[c].heading);
    for (guint r = 0; r < grid->rows->len; r++) {
        const Row *row = &g_array_index(grid->rows, Row, r);
        for (unsigned c = 0; c < grid->n_columns && !row->span; c++)
            widths[c] = MAX(widths[c], text_width(row->cells[c].text));
    }
}

static size_t total_width(const TcGrid *grid, const size_t *widths)
{
    size_t total = 0;
    for (unsigned c = 0; c < grid->n_columns; c++)
        total += grid->used[c] ? widths[c] + GAP : 0;
    return total > GAP ? total - GAP : 0;
}

/* Takes columns off the widest flexible column until the table fits. */
static void fit_widths(const TcGrid *grid, size_t *widths, size_t page)
{
    size_t total = total_width(grid, widths);
    while (total > page) {
        unsigned widest = grid->n_columns;
        for (unsigned c = 0; c < grid->n_columns; c++) {
            if (grid->used[c] && grid->columns[c].flexible && widths[c] > LEAST_FLEXIBLE &&
                (widest == grid->n_columns || widths[c] > widths[widest]))
                widest = c;
        }
        if (widest == grid->n_columns)
            return; /* the page is too narrow: lines run over */
        widths[widest]--;
        total--;
    }
}

/* --- wrapping ------------------------------------------------------------------------------- */

/* Bytes of @text that fit into @width columns, cut behind a blank (or the '_' of a long name) where
 * there is one. */
static size_t line_length(const char *text, size_t width)
{
    size_t used = 0, length = 0, blank = 0;
    while (text[length] != '\0' && text[length] != '\n') {
        size_t size = (size_t)(g_utf8_next_char(text + length) - (text + length));
        used += tc_text_width(text + length, size);
        if (used > width && length > 0)
            return text[length] == ' ' || blank == 0 ? length : blank;
        length += size;
        if (text[length - 1] == ' ' || text[length - 1] == '_')
            blank = length;
    }
    return length;
}

/* The next line of a cell. *@text moves behind it. */
static char *next_line(const char **text, size_t width)
{
    size_t length = line_length(*text, width);
    char *line = g_strchomp(g_strndup(*text, length));
    *text += length;
    while (**text == ' ')
        (*text)++;
    if (**text == '\n')
        (*text)++;
    return line;
}

static void append_blanks(GString *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        g_string_append_c(out, ' ');
}

static void append_cell(GString *out, const char *text, size_t width, TcAlign align, TcPaint paint,
                        bool colour)
{
    size_t used = text_width(text), blanks = width > used ? width - used : 0;
    bool painted = colour && paint != TC_PAINT_PLAIN && *text != '\0';
    append_blanks(out, align == TC_ALIGN_RIGHT ? blanks : 0);
    g_string_append(out, painted ? tc_paint_begin(paint) : "");
    g_string_append(out, text);
    g_string_append(out, painted ? TC_PAINT_END : "");
    append_blanks(out, align == TC_ALIGN_LEFT ? blanks : 0);
}

static void end_line(GString *out)
{
    while (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    g_string_append_c(out, '\n');
}

/* Prints the cells side by side, each on as many lines as it needs. */
static void print_cells(const TcGrid *grid, const Cell *cells, const size_t *widths, bool colour,
                        GString *out)
{
    const char **rest = g_new(const char *, grid->n_columns);
    bool more = true;
    for (unsigned c = 0; c < grid->n_columns; c++)
        rest[c] = cells[c].text ? cells[c].text : "";
    while (more) {
        more = false;
        for (unsigned c = 0; c < grid->n_columns; c++) {
            if (!grid->used[c])
                continue;
            g_autofree char *line = next_line(&rest[c], widths[c]);
            append_cell(out, line, widths[c], grid->columns[c].align, cells[c].paint, colour);
            append_blanks(out, GAP);
            more = more || *rest[c] != '\0';
        }
        end_line(out);
    }
    g_free(rest);
}

static void print_head(const TcGrid *grid, const size_t *widths, bool colour, GString *out)
{
    Cell *cells = g_new0(Cell, grid->n_columns);
    for (unsigned c = 0; c < grid->n_columns; c++)
        cells[c] = (Cell){(char *)grid->columns[c].heading, TC_PAINT_STRONG};
    print_cells(grid, cells, widths, colour, out);
    for (unsigned c = 0; c < grid->n_columns; c++) {
        for (size_t i = 0; i < widths[c] && grid->used[c]; i++)
            g_string_append(out, "─");
        append_blanks(out, grid->used[c] ? GAP : 0);
    }
    end_line(out);
    g_free(cells);
}

static void print_span(const char *text, size_t width, bool colour, GString *out)
{
    const char *rest = text ? text : "";
    do {
        g_autofree char *line = next_line(&rest, width);
        append_cell(out, line, 0, TC_ALIGN_LEFT, TC_PAINT_STRONG, colour);
        end_line(out);
    } while (*rest != '\0');
}

void tc_grid_print(const TcGrid *grid, unsigned width, bool colour, GString *out)
{
    g_autofree size_t *widths = g_new0(size_t, grid->n_columns);
    natural_widths(grid, widths);
    fit_widths(grid, widths, width);
    print_head(grid, widths, colour, out);
    for (guint r = 0; r < grid->rows->len; r++) {
        const Row *row = &g_array_index(grid->rows, Row, r);
        if (row->span)
            print_span(row->cells[0].text, total_width(grid, widths), colour, out);
        else
            print_cells(grid, row->cells, widths, colour, out);
    }
}
