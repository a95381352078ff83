/* Parts of a row, and how they are cut: each value of a choice by itself, a range in two, chưa có
 * first of all. The parts hold every completion of the row; those of a number that need not be
 * whole share the value where they meet. */
#include "exec/parts.h"
#include "exec/ranges.h"

enum { MOST_OPTIONS = 8 };
/* A range without end is not cut beyond: what no int64 holds stays with its last part. */
#define CUT_FAR (INT64_MAX / 4)

typedef enum { CUT_NEVER, CUT_OPTIONS, CUT_WHOLE, CUT_REAL } Cut;

static Cut cut_of(const TcEvaluator *ev, uint32_t column)
{
    const TcSchema *schema = &ev->model->schema;
    if (column >= schema->n_columns)
        return CUT_OPTIONS;
    const TcColumnSpec *spec = &schema->columns[column];
    switch (tc_type_kind(spec->type)) {
    case TC_VALUE_BOOL:
        return CUT_OPTIONS;
    case TC_VALUE_TEXT:
        return spec->type == TC_TYPE_CHOICE && spec->n_choices > 0 &&
                       spec->n_choices <= MOST_OPTIONS
                   ? CUT_OPTIONS
                   : CUT_NEVER;
    case TC_VALUE_NUMBER:
    case TC_VALUE_DATE:
        break;
    }
    return spec->type == TC_TYPE_INTEGER || spec->type == TC_TYPE_DATE ? CUT_WHOLE : CUT_REAL;
}

uint32_t tc_part_place(const TcEvaluator *ev, uint32_t row, TcPart *whole, uint32_t column)
{
    const TcSchema *schema = &ev->model->schema;
    TcPartCell cell = {.column = column, .high = 1, .may_none = tc_cell_may_none(ev, column, row)};
    for (uint32_t i = 0; i < whole->n; i++) {
        if (whole->cells[i].column == column)
            return i;
    }
    if (whole->n == TC_MOST_CUT || cut_of(ev, column) == CUT_NEVER)
        return TC_MOST_CUT;
    if (cut_of(ev, column) != CUT_OPTIONS)
        tc_cell_range(ev, column, row, &cell.low, &cell.high);
    else if (column < schema->n_columns && schema->columns[column].type == TC_TYPE_CHOICE)
        cell.high = schema->columns[column].n_choices - 1;
    whole->cells[whole->n] = cell;
    return whole->n++;
}

bool tc_part_is_range(const TcEvaluator *ev, const TcPartCell *cell)
{
    return cut_of(ev, cell->column) != CUT_OPTIONS && cell->high != TC_NO_HIGH;
}

/* --- cutting ---------------------------------------------------------------------------------- */

static void add_part(const TcPart *part, uint32_t cell, int64_t low, int64_t high, GArray *smaller)
{
    TcPart made = *part;
    made.cells[cell].low = low;
    made.cells[cell].high = high;
    made.cells[cell].may_none = false;
    made.next = (cell + 1) % part->n;
    g_array_append_val(smaller, made);
}

static void cut_options(const TcPart *part, uint32_t cell, GArray *smaller)
{
    const TcPartCell *span = &part->cells[cell];
    for (int64_t option = span->low; option <= span->high; option++)
        add_part(part, cell, option, option, smaller);
}

static uint32_t bits_of(int64_t value)
{
    return value > 0 ? 64 - (uint32_t)__builtin_clzll((uint64_t)value) : 0;
}

/* Halfway between; of a range from small to large, where sizes are halved. */
static int64_t middle_of(const TcPartCell *span)
{
    const uint32_t low = bits_of(span->low), high = bits_of(span->high);
    if (span->low >= 0 && high >= low + 2)
        return (INT64_C(1) << (low + high) / 2) - 1;
    return span->low + (int64_t)(((uint64_t)span->high - (uint64_t)span->low) / 2);
}

static bool cut_range(const TcPart *part, uint32_t cell, bool whole, GArray *smaller)
{
    const TcPartCell *span = &part->cells[cell];
    const int64_t middle = middle_of(span);
    if (span->low == TC_NO_LOW || (span->high == TC_NO_HIGH && middle >= CUT_FAR) ||
        (!whole && span->high - 1 <= span->low))
        return false;
    add_part(part, cell, span->low, middle, smaller);
    add_part(part, cell, middle + whole, span->high, smaller);
    return true;
}

static bool cut_values(const TcEvaluator *ev, const TcPart *part, uint32_t cell, GArray *smaller)
{
    const TcPartCell *span = &part->cells[cell];
    if (span->low >= span->high)
        return false;
    switch (cut_of(ev, span->column)) {
    case CUT_OPTIONS:
        cut_options(part, cell, smaller);
        return true;
    case CUT_WHOLE:
        return cut_range(part, cell, true, smaller);
    case CUT_REAL:
        return cut_range(part, cell, false, smaller);
    case CUT_NEVER:
        break;
    }
    return false;
}

static bool cut_cell(const TcEvaluator *ev, const TcPart *part, uint32_t cell, GArray *smaller)
{
    const TcPartCell *span = &part->cells[cell];
    const bool cut = cut_values(ev, part, cell, smaller);
    if (!span->may_none)
        return cut;
    if (!cut && span->low <= span->high) /* one value alone, or chưa có */
        add_part(part, cell, span->low, span->high, smaller);
    add_part(part, cell, TC_VALUE_NONE, TC_VALUE_NONE, smaller);
    return true;
}

bool tc_part_cut(const TcEvaluator *ev, const TcPart *part, uint32_t only, GArray *smaller)
{
    if (only < TC_MOST_CUT)
        return cut_cell(ev, part, only, smaller);
    for (uint32_t i = 0; i < part->n; i++) {
        if (cut_cell(ev, part, (part->next + i) % part->n, smaller))
            return true;
    }
    return false;
}
