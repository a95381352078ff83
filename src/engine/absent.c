/* Feeds the units of a register that no row was of, in its order, after the last row. */
#include "engine/absent.h"

#include <string.h>

TcAbsent tc_absent_new(const TcModel *model, const TcUnits *units)
{
    return (TcAbsent){.model = model,
                      .units = units,
                      .reported = units ? g_new0(bool, tc_units_length(units) + 1) : NULL};
}

void tc_absent_clear(TcAbsent *absent)
{
    g_clear_pointer(&absent->reported, g_free);
}

void tc_absent_tick_off(TcAbsent *absent, const TcRowInfo *row)
{
    if (absent->units)
        absent->reported[tc_units_of_code(absent->units, row->code)] = true;
}

void tc_absent_restart(TcAbsent *absent)
{
    absent->next = 0;
    absent->n_rows = 0;
    if (absent->units)
        memset(absent->reported, 0, tc_units_length(absent->units) * sizeof *absent->reported);
}

static bool is_awaited(const TcAbsent *absent, uint32_t index)
{
    const TcUnit *unit = tc_units_get(absent->units, index);
    const TcUnitTold told = {unit->code, unit->name, unit->parent, unit->kind};
    return !absent->reported[index] && tc_model_concerns(absent->model, &told);
}

static void add_absent(TcBlock *block, const TcUnit *unit)
{
    uint32_t row = block->n++;
    bool kind = unit->kind && *unit->kind != '\0';
    g_autofree char *name =
        g_strdup_printf("%s%s%s", kind ? unit->kind : "", kind ? " " : "", unit->name);
    block->rows[row] =
        (TcRowInfo){.code = tc_block_keep(block, unit->code, strlen(unit->code)),
                    .name = tc_block_keep(block, name, strlen(name)),
                    .parent = tc_block_keep(block, unit->parent, strlen(unit->parent)),
                    .kind = unit->kind,
                    .source = ""};
    for (uint32_t c = 0; c < tc_schema_width(block->schema); c++)
        tc_block_set_open(block, row, c, TC_REASON_NO_ROW);
}

bool tc_absent_feed(TcBlock *block, uint32_t max_rows, void *context, GError **error)
{
    TcAbsent *absent = context;
    const uint32_t n = absent->units ? tc_units_length(absent->units) : 0;
    (void)error; /* there is nothing to fail */
    block->first = absent->n_rows;
    for (; absent->next < n && block->n < max_rows; absent->next++) {
        if (is_awaited(absent, absent->next))
            add_absent(block, tc_units_get(absent->units, absent->next));
    }
    absent->n_rows += block->n;
    tc_block_finish(block);
    return true;
}
