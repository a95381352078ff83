/* The row that an example is. Its cells were held to their columns before. */
#include "engine/trial_row.h"

#include <string.h>
#include "data/cell.h"

/* An empty cell: missing, or what the column says that it means. */
static void leave_blank(TcBlock *block, const TcColumnSpec *spec, uint32_t column)
{
    TcCellRule rule;
    TcCell cell;
    tc_cell_rule_init(&rule, spec, TC_LANG_VI);
    tc_cell_blank(&rule, &cell);
    if (cell.status == TC_CELL_BLANK)
        tc_block_set_open(block, 0, column, TC_REASON_BLANK);
    else if (block->texts[column])
        tc_block_set_text(block, 0, column, cell.value, "", 0);
    else
        tc_block_set_value(block, 0, column, cell.value);
    tc_cell_rule_clear(&rule);
}

static int64_t choice_of(const TcColumnSpec *spec, const char *text)
{
    for (uint32_t i = 0; i < spec->n_choices; i++)
        if (strcmp(spec->choices[i], text) == 0)
            return i;
    return TC_TEXT_OTHER;
}

static void set_stored(TcBlock *block, uint32_t column, int64_t value, const char *text)
{
    if (block->texts[column])
        tc_block_set_text(block, 0, column, value, text, strlen(text));
    else
        tc_block_set_value(block, 0, column, value);
}

static void give(TcBlock *block, const TcSchema *schema, const TcExampleCell *cell)
{
    const uint32_t column = cell->column;
    const TcNode *value = cell->value;
    const TcColumnSpec *spec = column < schema->n_columns ? &schema->columns[column] : NULL;
    switch (spec ? tc_type_kind(spec->type) : TC_VALUE_BOOL) {
    case TC_VALUE_NUMBER:
        tc_block_set_number(block, 0, column, cell->number);
        return;
    case TC_VALUE_BOOL:
        set_stored(block, column, value->sub, "");
        return;
    case TC_VALUE_TEXT:
        set_stored(block, column, choice_of(spec, value->text), value->text);
        return;
    case TC_VALUE_DATE:
        tc_block_set_value(block, 0, column, value->day);
        return;
    }
}

/* Copies a cell of the row of data that the example is. */
static void copy_cell(TcBlock *block, const TcSchema *schema, const TcExample *example,
                      uint32_t column)
{
    const TcBlock *from = example->data;
    const uint32_t row = example->data_row;
    const TcColumnSpec *spec = column < schema->n_columns ? &schema->columns[column] : NULL;
    const int64_t value = tc_column_value(&from->columns[column], row);
    if (tc_bit(from->columns[column].open, row)) {
        tc_block_set_open(block, 0, column, (TcReason)from->columns[column].reason[row]);
    } else if (spec && tc_type_kind(spec->type) == TC_VALUE_NUMBER) {
        mpq_t number;
        mpq_init(number);
        tc_block_get_number(from, row, column, number);
        tc_block_set_number(block, 0, column, number);
        mpq_clear(number);
    } else {
        const char *kept = from->texts[column] ? from->texts[column][row] : NULL;
        const char *text = kept ? kept : "";
        const bool free_text = spec && spec->type == TC_TYPE_TEXT && value != TC_VALUE_NONE;
        set_stored(block, column, free_text ? choice_of(spec, text) : value, text);
    }
}

static void fill_from_data(TcBlock *block, const TcSchema *schema, const TcExample *example)
{
    block->rows[0] = example->data->rows[example->data_row];
    for (uint32_t i = 0; i < tc_schema_width(schema); i++)
        copy_cell(block, schema, example, i);
}

static void fill_from_cells(TcBlock *block, const TcSchema *schema, const TcExample *example)
{
    block->rows[0] = tc_row_info(tc_source_place(example->at.source, example->at.start).line);
    for (uint32_t i = 0; i < schema->n_columns; i++)
        leave_blank(block, &schema->columns[i], i);
    for (uint32_t i = 0; i < schema->n_appraised; i++)
        tc_block_set_open(block, 0, schema->n_columns + i, TC_REASON_BLANK);
    for (uint32_t i = 0; i < example->n_cells; i++) {
        const TcExampleCell *cell = &example->cells[i];
        if (cell->value->kind != TC_NODE_UNKNOWN && cell->value->kind != TC_NODE_NOT_YET)
            give(block, schema, cell);
    }
}

void tc_trial_fill(TcBlock *block, const TcSchema *schema, const TcExample *example)
{
    tc_block_clear(block);
    block->n = 1;
    if (example->data)
        fill_from_data(block, schema, example);
    else
        fill_from_cells(block, schema, example);
    tc_block_finish(block);
}

bool tc_trial_appraises(const TcExample *example)
{
    if (example->data)
        return example->appraised;
    for (uint32_t i = 0; i < example->n_cells; i++)
        if (example->cells[i].column >= example->model->schema.n_columns)
            return true;
    return false;
}

bool tc_trial_is_complete(const TcBlock *block, const TcModel *model, bool appraisals)
{
    const uint32_t n = model->schema.n_columns + (appraisals ? model->schema.n_appraised : 0);
    for (uint32_t i = 0; i < n; i++)
        if (tc_bit(block->columns[i].open, 0))
            return false;
    return true;
}
