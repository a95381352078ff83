/* Tells the reader what the evaluator found: the cells that a limit or a data check is about, and
 * its words. */
#include "engine/breaches.h"

#include "base/order.h"

static int compare_rows(gconstpointer a, gconstpointer b)
{
    const TcBreach *left = a, *right = b;
    return (left->row > right->row) - (left->row < right->row);
}

/* Was the cell open in the file already? */
static bool is_missing(const TcBlock *block, uint32_t row, uint32_t column)
{
    return tc_bit(block->columns[column].open, row) && !tc_block_withdrawn(block, row, column);
}

static void add_column(GArray *columns, uint32_t column)
{
    for (guint i = 0; i < columns->len; i++) {
        if (g_array_index(columns, uint32_t, i) == column)
            return;
    }
    g_array_append_val(columns, column);
}

/* The cells that a limit is about: where one is missing, also those that other limits hold against
 * that one, for together they leave it no value. */
static GArray *limit_columns(const TcBlock *block, const TcBreach *found)
{
    const TcSchema *schema = block->schema;
    GArray *columns = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    add_column(columns, schema->limits[found->index].small);
    add_column(columns, schema->limits[found->index].large);
    for (guint i = 0; i < columns->len; i++) {
        uint32_t column = g_array_index(columns, uint32_t, i);
        for (uint32_t k = 0; is_missing(block, found->row, column) && k < schema->n_limits; k++) {
            if (schema->limits[k].small == column)
                add_column(columns, schema->limits[k].large);
            if (schema->limits[k].large == column)
                add_column(columns, schema->limits[k].small);
        }
    }
    tc_sort_unique(columns);
    return columns;
}

static void report_limit(TcReader *reader, const TcBlock *block, const TcBreach *found)
{
    const TcColumnLimit *limit = &block->schema->limits[found->index];
    g_autoptr(GArray) columns = limit_columns(block, found);
    const TcRowBreach breach = {.row = found->row,
                                .columns = (const uint32_t *)(const void *)columns->data,
                                .n_columns = columns->len,
                                .limit = limit,
                                .column = limit->column,
                                .words = limit->words};
    tc_reader_breach(reader, block, &breach);
}

static void report_check(TcReader *reader, const TcPlan *plan, const TcBlock *block,
                         const TcBreach *found)
{
    const TcDataCheck *check = &plan->model->checks[found->index];
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    tc_plan_columns_read(plan, plan->checks[found->index], NULL, NULL, columns);
    const TcRowBreach breach = {.row = found->row,
                                .columns = (const uint32_t *)(const void *)columns->data,
                                .n_columns = columns->len,
                                .column = check->column,
                                .message = check->message,
                                .words = check->words,
                                .together = found->together};
    tc_reader_breach(reader, block, &breach);
}

void tc_breaches_report(TcReader *reader, const TcPlan *plan, const TcBlock *block,
                        const TcResults *results)
{
    GArray *breaches = results->breaches;
    g_array_sort(breaches, compare_rows); /* stable: a row's own in the order found */
    for (guint i = 0; i < breaches->len; i++) {
        const TcBreach *found = &g_array_index(breaches, TcBreach, i);
        if (found->limit)
            report_limit(reader, block, found);
        else
            report_check(reader, plan, block, found);
    }
}
