/* The register: its units by code, by folded name and by name without marks. */
#include "data/units_internal.h"

#include <string.h>

#include "base/msg.h"
#include "base/text.h"
#include "data/data_diags.h"
#include "data/reader_state.h"
#include "data/unit_name.h"
#include "data/words.h"

static void free_indices(void *data)
{
    g_array_unref(data);
}

TcUnits *tc_units_new(void)
{
    TcUnits *units = g_new0(TcUnits, 1);

    units->units = g_array_new(FALSE, FALSE, sizeof(TcUnit));
    units->texts = g_string_chunk_new(4096);
    units->by_code = g_hash_table_new(g_str_hash, g_str_equal);
    units->by_rest = g_hash_table_new(g_str_hash, g_str_equal);
    units->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_indices);
    units->by_bare = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_indices);
    return units;
}

void tc_units_free(TcUnits *units)
{
    if (!units)
        return;
    g_hash_table_unref(units->by_code);
    g_hash_table_unref(units->by_rest);
    g_hash_table_unref(units->by_name);
    g_hash_table_unref(units->by_bare);
    g_array_unref(units->units);
    g_string_chunk_free(units->texts);
    g_free(units);
}

uint32_t tc_units_length(const TcUnits *units)
{
    return units->units->len;
}

const TcUnit *tc_units_get(const TcUnits *units, uint32_t index)
{
    return &g_array_index(units->units, TcUnit, index);
}

char *tc_unit_full_name(const TcUnit *unit)
{
    return g_strconcat(unit->kind, *unit->kind ? " " : "", unit->name, NULL);
}

bool tc_unit_same(const TcUnit *a, const TcUnit *b)
{
    if (*a->code || *b->code)
        return strcmp(a->code, b->code) == 0;
    return tc_text_same(a->name, b->name) && tc_text_same(a->kind, b->kind) &&
           tc_text_same(a->parent, b->parent);
}

bool tc_units_is_register(const TcUnits *units)
{
    return units->is_register;
}

/* --- adding --- */

static const char *keep(TcUnits *units, const char *text)
{
    return g_string_chunk_insert_const(units->texts, text ? text : "");
}

/* @key: (transfer full). */
static void enter(GHashTable *table, char *key, uint32_t index)
{
    GArray *indices = g_hash_table_lookup(table, key);

    if (indices) {
        g_free(key);
    } else {
        indices = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        g_hash_table_insert(table, key, indices);
    }
    g_array_append_val(indices, index);
}

static const char *without_zeros(const char *code)
{
    return code + strspn(code, "0");
}

static void enter_code(TcUnits *units, const char *code, uint32_t index)
{
    const char *rest = without_zeros(code);
    bool several = g_hash_table_contains(units->by_rest, rest);

    if (!*code || g_hash_table_contains(units->by_code, code))
        return;
    g_hash_table_insert(units->by_code, (void *)code, GUINT_TO_POINTER(index + 1));
    g_hash_table_insert(units->by_rest, (void *)rest, GUINT_TO_POINTER(several ? 0 : index + 1));
}

static void add_unit(TcUnits *units, TcUnit unit)
{
    uint32_t index = units->units->len;

    g_array_append_val(units->units, unit);
    enter_code(units, unit.code, index);
    enter(units->by_name, tc_text_key(unit.name, strlen(unit.name)), index);
    enter(units->by_bare, tc_text_bare_key(unit.name, strlen(unit.name)), index);
}

/* The row of a data file or a register: its kind may be told with its name, and its district too.
 */
static void add_row(TcUnits *units, const TcRowInfo *row, const char *parent_code, uint32_t line)
{
    g_auto(TcUnitName) parts = {0};

    tc_unit_name_split(row->name, &parts);
    const char *parent = row->parent && *row->parent ? row->parent : parts.parent;
    add_unit(units, (TcUnit){.code = keep(units, row->code),
                             .name = keep(units, parts.name),
                             .kind = keep(units, tc_unit_kind(row->kind, parts.kind)),
                             .parent = keep(units, parent),
                             .parent_code = keep(units, parent_code),
                             .line = line});
}

void tc_units_add_row(TcUnits *units, const TcRowInfo *row)
{
    add_row(units, row, "", row->line);
}

void tc_units_add_all(TcUnits *units, const TcUnits *more)
{
    for (uint32_t i = 0; i < tc_units_length(more); i++) {
        const TcUnit *unit = tc_units_get(more, i);
        add_unit(units, (TcUnit){.code = keep(units, unit->code),
                                 .name = keep(units, unit->name),
                                 .kind = keep(units, unit->kind),
                                 .parent = keep(units, unit->parent),
                                 .parent_code = keep(units, unit->parent_code),
                                 .line = unit->line});
    }
}

static uint32_t find_code_in(const TcUnits *units, GHashTable *table, const char *code)
{
    guint index = GPOINTER_TO_UINT(g_hash_table_lookup(table, code));
    return index > 0 ? index - 1 : tc_units_length(units);
}

uint32_t tc_units_of_code(const TcUnits *units, const char *code)
{
    return find_code_in(units, units->by_code, code);
}

uint32_t tc_units_of_number(const TcUnits *units, const char *code)
{
    return find_code_in(units, units->by_rest, without_zeros(code));
}

/* --- reading a register --- */

enum { PARENT_CODE_COLUMN, N_REGISTER_COLUMNS };

/* The columns of a register beside the fields of a unit: texts under any of their names. */
typedef struct {
    TcSchema schema;
    TcColumnSpec columns[N_REGISTER_COLUMNS];
} RegisterSchema;

static void register_schema_init(RegisterSchema *form)
{
    static const TcWordRole roles[] = {TC_WORD_PARENT_CODE};

    *form = (RegisterSchema){.schema = {.columns = form->columns, .n_columns = N_REGISTER_COLUMNS}};
    for (uint32_t i = 0; i < N_REGISTER_COLUMNS; i++) {
        TcColumnSpec *column = &form->columns[i];
        column->type = TC_TYPE_TEXT;
        column->aliases = tc_word_keys(roles[i], &column->n_aliases);
        column->name = column->key = column->aliases[0];
        mpq_inits(column->low, column->high, NULL);
    }
}

static void register_schema_clear(RegisterSchema *form)
{
    for (uint32_t i = 0; i < N_REGISTER_COLUMNS; i++) {
        g_free(form->columns[i].aliases);
        mpq_clears(form->columns[i].low, form->columns[i].high, NULL);
    }
}

static const char *text_cell(const TcBlock *block, uint32_t column, uint32_t row)
{
    return tc_bit(block->columns[column].open, row) ? NULL : block->texts[column][row];
}

static void refuse_row(TcReader *reader, uint32_t line)
{
    TcDataPlace place = {.line = line};
    char number[16];

    g_snprintf(number, sizeof number, "%u", line);
    const char *args[TC_DATA_ARGS] = {number};
    tc_data_diag_row(&reader->report, TC_DIAG_REGISTER_ROW, &place, args);
}

static void add_block(TcUnits *units, TcReader *reader, const TcBlock *block)
{
    for (uint32_t row = 0; row < block->n; row++) {
        const TcRowInfo *info = &block->rows[row];
        if (!*info->code || !*info->name)
            refuse_row(reader, info->line);
        else
            add_row(units, info, text_cell(block, PARENT_CODE_COLUMN, row), 0);
    }
}

static bool has_unit_columns(TcReader *reader)
{
    const bool code = reader->sources[reader->n_columns + TC_FIELD_CODE].present;
    const bool name = reader->sources[reader->n_columns + TC_FIELD_NAME].present;
    if (code && name)
        return true;
    TcDataPlace place = {.line = 1};
    const TcMsg lacking = code   ? TC_MSG_NAME_COLUMN
                          : name ? TC_MSG_CODE_COLUMN
                                 : TC_MSG_CODE_AND_NAME_COLUMNS;
    const char *args[TC_DATA_ARGS] = {tc_msg(tc_diag_list_lang(reader->report.diags), lacking)};
    tc_data_diag_file(&reader->report, TC_DIAG_REGISTER_COLUMNS, &place, args);
    return false;
}

static void report_empty(TcReader *reader)
{
    TcDataPlace place = {.line = 1};
    const char *args[TC_DATA_ARGS] = {NULL};
    tc_data_diag_file(&reader->report, TC_DIAG_REGISTER_EMPTY, &place, args);
}

/* Returns: false with diagnostics or @error. */
static bool read_units(TcUnits *units, TcReader *reader, const TcSchema *schema, GError **error)
{
    g_autoptr(TcBlock) block = tc_block_new(schema);
    GError *failure = NULL;

    if (reader->csv && !has_unit_columns(reader))
        return false;
    while (tc_reader_next(reader, block, TC_BLOCK_ROWS, &failure))
        add_block(units, reader, block);
    if (failure)
        g_propagate_error(error, failure);
    else if (tc_units_length(units) == 0 && !reader->report.failed)
        report_empty(reader);
    return !failure && !reader->report.failed;
}

TcUnits *tc_units_read(const char *path, const char *level, TcDiagList *diags, GError **error)
{
    const TcReadOptions options = {.any_columns = true, .level = level};
    RegisterSchema form;
    g_autoptr(TcUnits) units = tc_units_new();
    bool well = false;

    register_schema_init(&form);
    TcReader *reader = tc_reader_open(path, &form.schema, &options, diags, error);
    if (reader)
        well = read_units(units, reader, &form.schema, error);
    tc_reader_free(reader);
    register_schema_clear(&form);
    units->is_register = true;
    return well ? g_steal_pointer(&units) : NULL;
}

TcUnits *tc_units_of_file(const TcDataFile *file, const TcSchema *schema,
                          const TcReadOptions *options, GError **error)
{
    GError *failure = NULL;
    g_autoptr(TcDiagList) told_before = tc_diag_list_new(TC_LANG_VI);
    g_autoptr(TcReader) reader = tc_data_file_open(file, schema, options, told_before, &failure);
    g_autoptr(TcBlock) block = tc_block_new(schema);
    TcUnits *units = tc_units_new();
    while (reader && tc_reader_next(reader, block, TC_BLOCK_ROWS, &failure)) {
        for (uint32_t row = 0; row < block->n; row++)
            tc_units_add_row(units, &block->rows[row]);
    }
    if (!failure)
        return units;
    g_propagate_error(error, failure);
    tc_units_free(units);
    return NULL;
}
