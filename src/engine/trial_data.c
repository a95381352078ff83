/* Data files as examples. See trial_data.h.
 *
 * Before: a file of figures, and one of expected results. After: a table of examples as a rule file
 * would have it, read like one, in which a row stands on the line of the unit it is about; each of
 * its examples has a row of the data in place of cells. */
#include "engine/trial_data.h"

#include <string.h>
#include "base/date.h"
#include "base/text.h"
#include "data/reader.h"
#include "engine/trial_questions.h"
#include "syntax/parse.h"
#include "syntax/token.h"

struct TcTrialData {
    GPtrArray *blocks; /* of TcBlock: all rows of the data */
    GHashTable *units; /* "c:code", "n:name|parent" or "l:line" to a Place */
    TcArena *arena;
    TcSource *source; /* the table that was made */
    bool appraised;
    uint32_t n;
};

typedef struct {
    const TcBlock *block;
    uint32_t row;
} Place;

/* A row of the table while it is made. */
typedef struct {
    Place place;
    const char *unit;
} Row;

/* --- reading ---------------------------------------------------------------------------------- */

static void free_block(void *block)
{
    tc_block_free(block);
}

static GPtrArray *blocks_new(void)
{
    return g_ptr_array_new_with_free_func(free_block);
}

/* All rows of @path, in blocks that stay. Returns: false when there are mistakes, or with @error.
 */
static bool read_all(const char *path, const TcSchema *schema, const TcReadOptions *options,
                     GPtrArray *blocks, bool *appraised, TcDiagList *diags, GError **error)
{
    const unsigned before = tc_diag_count(diags, TC_ERROR);
    g_autoptr(TcReader) reader = tc_reader_open(path, schema, options, diags, error);
    bool more = reader != NULL;
    while (more) {
        g_autoptr(TcBlock) block = tc_block_new(schema);
        more = tc_reader_next(reader, block, TC_BLOCK_ROWS, error);
        if (more)
            g_ptr_array_add(blocks, g_steal_pointer(&block));
    }
    *appraised = reader && tc_reader_has_appraisals(reader);
    return reader && !(error && *error) && tc_diag_count(diags, TC_ERROR) == before;
}

/* --- units ------------------------------------------------------------------------------------ */

/* Returns: (transfer full) NULL if the row has no such thing. */
static char *unit_key(const TcRowInfo *row, char kind)
{
    if (kind == 'l')
        return g_strdup_printf("l:%u", row->line);
    if (kind == 'c')
        return *row->code ? g_strdup_printf("c:%s", row->code) : NULL;
    g_autofree char *name = tc_text_key(row->name, strlen(row->name));
    g_autofree char *parent = tc_text_key(row->parent, strlen(row->parent));
    return *name ? g_strdup_printf("n:%s|%s", name, parent) : NULL;
}

static void note_units(TcTrialData *data)
{
    static const char kinds[] = {'l', 'c', 'n'};
    for (guint b = 0; b < data->blocks->len; b++) {
        const TcBlock *block = g_ptr_array_index(data->blocks, b);
        for (uint32_t row = 0; row < block->n; row++)
            for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
                char *key = unit_key(&block->rows[row], kinds[k]);
                const Place place = {block, row};
                if (key)
                    g_hash_table_insert(data->units, key, g_memdup2(&place, sizeof place));
            }
    }
}

/* The row of the data that is about the unit of @row. @one_file: that is one of the same file. */
static const Place *find_unit(const TcTrialData *data, const TcRowInfo *row, bool one_file)
{
    g_autofree char *key = one_file ? unit_key(row, 'l') : unit_key(row, *row->code ? 'c' : 'n');
    return key ? g_hash_table_lookup(data->units, key) : NULL;
}

static const char *unit_words(const TcTrialData *data, const TcRowInfo *row)
{
    const bool both = *row->name && *row->code;
    g_autofree char *words =
        *row->name || *row->code
            ? g_strdup_printf("%s%s%s%s", *row->name ? row->name : row->code, both ? " (" : "",
                              both ? row->code : "", both ? ")" : "")
            : g_strdup_printf("%u", row->line);
    return tc_arena_strndup(data->arena, words, strlen(words));
}

/* --- the table -------------------------------------------------------------------------------- */

/* The making of it. */
typedef struct {
    TcTrialData *data;
    TcTrialQuestions questions;
    const TcTrialFiles *files;
    GPtrArray *expected; /* of TcBlock */
    GArray *rows;        /* Row */
    GArray *lost;        /* Row: no data; `place` is that of what is expected */
    GString *text;
    uint32_t line; /* of its end */
} Table;

/* Does the file have the column of question @index? */
static bool is_asked(const Table *table, uint32_t index)
{
    for (guint b = 0; b < table->expected->len; b++) {
        const TcColumn *column =
            &((const TcBlock *)g_ptr_array_index(table->expected, b))->columns[index];
        if (!tc_bit(column->open, 0) || column->reason[0] != TC_REASON_NO_COLUMN)
            return true;
    }
    return false;
}

static void append_head(Table *table)
{
    char day[TC_DATE_TEXT];
    const TcModel *model = table->questions.model;
    g_autofree char *name = g_path_get_basename(table->files->expected);
    g_strdelimit(name, "\"\r\n", '_');
    g_string_append_printf(table->text, "%s \"%s\" %s: %s",
                           tc_keyword_name(TC_KW_EXAMPLE, model->lang), name,
                           tc_keyword_name(TC_KW_UNDER, model->lang), model->code);
    if (table->files->day != INT32_MIN)
        g_string_append_printf(table->text, " %s %s", tc_keyword_name(TC_KW_ON_DAY, model->lang),
                               tc_date_format(table->files->day, model->lang, day));
    g_string_append_printf(table->text, " %s: %s |", tc_keyword_name(TC_KW_GIVEN, model->lang),
                           tc_keyword_name(TC_KW_TABLE, model->lang));
    for (uint32_t i = 0; i < table->questions.schema.n_columns; i++)
        if (is_asked(table, i))
            g_string_append_printf(table->text, " %s |", table->questions.heads[i]);
    table->line = 1;
}

/* Returns: does it ask anything? */
static bool append_row(Table *table, const TcBlock *block, uint32_t row)
{
    g_autoptr(GString) line = g_string_new("|");
    bool asks = false;
    for (uint32_t i = 0; i < table->questions.schema.n_columns; i++) {
        if (!is_asked(table, i))
            continue;
        const bool blank = tc_bit(block->columns[i].open, row);
        if (!blank)
            tc_trial_question_cell(&table->questions, i, block->texts[i][row], line);
        g_string_append_c(line, '|');
        asks |= !blank;
    }
    if (!asks)
        return false;
    for (; table->line < block->rows[row].line; table->line++)
        g_string_append_c(table->text, '\n');
    g_string_append(table->text, line->str);
    return true;
}

static void add_rows(Table *table)
{
    const bool one_file = strcmp(table->files->data, table->files->expected) == 0;
    for (guint b = 0; b < table->expected->len; b++) {
        const TcBlock *block = g_ptr_array_index(table->expected, b);
        for (uint32_t i = 0; i < block->n; i++) {
            const Place *place = find_unit(table->data, &block->rows[i], one_file);
            const char *unit = unit_words(table->data, &block->rows[i]);
            const Row row = {place ? *place : (Place){block, i}, unit};
            if (append_row(table, block, i))
                g_array_append_val(place ? table->rows : table->lost, row);
        }
    }
    g_string_append_c(table->text, '\n');
}

/* Each unit that the data do not have, at its line. */
static void tell_lost(const Table *table, TcDiagList *diags)
{
    for (guint i = 0; i < table->lost->len; i++) {
        const Row *row = &g_array_index(table->lost, Row, i);
        uint32_t length;
        const char *line = tc_source_line(table->data->source,
                                          row->place.block->rows[row->place.row].line, &length);
        const uint32_t start = (uint32_t)(line - tc_source_text(table->data->source));
        const TcSpan span = {table->data->source, start, start + length};
        tc_diag(diags, TC_DIAG_EXPECTED_NO_ROW, span, row->unit, table->files->data, NULL);
    }
}

/* Reads the table as examples of @program, and gives each its row of data. */
static void add_examples(const Table *table, TcProgram *program, TcDiagList *diags)
{
    TcTrialData *data = table->data;
    TcLang lang;
    const guint first = tc_program_examples(program)->len;
    const TcNode *tree = tc_parse(data->source, data->arena, &lang, diags);
    if (tree->n == 0)
        return;
    tc_program_add_example(program, tree->items[0], diags);
    for (guint i = 0; i < table->rows->len && first + i < tc_program_examples(program)->len; i++) {
        const Row *row = &g_array_index(table->rows, Row, i);
        TcExample *example = tc_program_example(program, first + i);
        example->data = row->place.block;
        example->data_row = row->place.row;
        example->appraised = data->appraised;
        example->unit = row->unit;
        data->n++;
    }
}

/* Makes the table and reads it. */
static void make(Table *table, TcProgram *program, TcDiagList *diags)
{
    append_head(table);
    add_rows(table);
    table->data->source = tc_source_new(table->files->expected, table->text->str, table->text->len);
    tell_lost(table, diags);
    if (table->rows->len > 0 && table->lost->len == 0)
        add_examples(table, program, diags);
}

/* --- all of it -------------------------------------------------------------------------------- */

static TcTrialData *data_new(void)
{
    TcTrialData *data = g_new0(TcTrialData, 1);
    data->blocks = blocks_new();
    data->units = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    data->arena = tc_arena_new();
    return data;
}

TcTrialData *tc_trial_data_read(TcProgram *program, const TcTrialFiles *files, TcDiagList *diags,
                                GError **error)
{
    GError *failed = NULL;
    bool appraised;
    const TcModel *model = tc_program_model(program);
    g_autoptr(TcTrialData) data = data_new();
    g_autoptr(GPtrArray) expected = blocks_new();
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Row));
    g_autoptr(GArray) lost = g_array_new(FALSE, FALSE, sizeof(Row));
    g_autoptr(GString) text = g_string_new(NULL);
    Table table = {.data = data,
                   .files = files,
                   .expected = expected,
                   .rows = rows,
                   .lost = lost,
                   .text = text};
    const TcReadOptions of_data = {.style = files->style, .level = tc_model_level(model)};
    const TcReadOptions of_expected = {
        .style = files->style, .any_columns = true, .level = tc_model_level(model)};
    tc_trial_questions_init(&table.questions, model, data->arena);
    tc_diag_list_rules(diags, model->lang);
    if (read_all(files->data, &model->schema, &of_data, data->blocks, &data->appraised, diags,
                 &failed) &&
        read_all(files->expected, &table.questions.schema, &of_expected, expected, &appraised,
                 diags, &failed)) {
        note_units(data);
        make(&table, program, diags);
    }
    if (failed) {
        g_propagate_error(error, failed);
        return NULL;
    }
    return g_steal_pointer(&data);
}

uint32_t tc_trial_data_length(const TcTrialData *data)
{
    return data->n;
}

void tc_trial_data_free(TcTrialData *data)
{
    if (!data)
        return;
    g_hash_table_unref(data->units);
    g_ptr_array_unref(data->blocks);
    tc_arena_free(data->arena);
    tc_source_free(data->source);
    g_free(data);
}
