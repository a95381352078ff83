/* Data files as examples. See trial_data.h.
 *
 * Before: a file of figures, and one of expected results. After: a table of examples as a rule file
 * would have it, read like one, in which a row stands on the line of the unit it is about; each of
 * its examples has a row of the data in place of cells. */
#include "engine/trial_data.h"

#include <string.h>
#include "base/date.h"
#include "base/msg.h"
#include "base/text.h"
#include "data/headings.h"
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
    Place place, expected; /* of its data, and of what must come out */
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

/* All rows of the file, in blocks that stay. @reader: NULL if it could not be opened. Returns:
 * false when there are mistakes, or with @error. */
static bool read_all(TcReader *reader, const TcSchema *schema, GPtrArray *blocks, TcDiagList *diags,
                     GError **error)
{
    const unsigned before = tc_diag_count(diags, TC_ERROR);
    bool more = reader != NULL;
    while (more) {
        g_autoptr(TcBlock) block = tc_block_new(schema);
        more = tc_reader_next(reader, block, TC_BLOCK_ROWS, error);
        if (more)
            g_ptr_array_add(blocks, g_steal_pointer(&block));
    }
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
    const TcReader *reader; /* of what is expected */
    GPtrArray *expected;    /* of TcBlock */
    GArray *asked;          /* uint32_t: the questions that are columns of the table */
    GArray *rows;           /* Row */
    GArray *lost;           /* Row: no data */
    GString *text;
    uint32_t line; /* of its end */
} Table;

/* Does the file have the column of question @index? */
static bool has_column(const Table *table, uint32_t index)
{
    for (guint b = 0; b < table->expected->len; b++) {
        const TcColumn *column =
            &((const TcBlock *)g_ptr_array_index(table->expected, b))->columns[index];
        if (!tc_bit(column->open, 0) || column->reason[0] != TC_REASON_NO_COLUMN)
            return true;
    }
    return false;
}

static void find_asked(Table *table)
{
    for (uint32_t i = 0; i < table->questions.schema.n_columns; i++)
        if (has_column(table, i) && tc_trial_question_asks(&table->questions, i))
            g_array_append_val(table->asked, i);
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
    for (guint a = 0; a < table->asked->len; a++)
        g_string_append_printf(table->text, " %s |",
                               table->questions.heads[g_array_index(table->asked, uint32_t, a)]);
    table->line = 1;
}

/* Returns: does it ask anything? */
static bool append_row(Table *table, const TcBlock *block, uint32_t row)
{
    g_autoptr(GString) line = g_string_new("|");
    bool asks = false;
    for (guint a = 0; a < table->asked->len; a++) {
        const uint32_t i = g_array_index(table->asked, uint32_t, a);
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

static bool is_one_file(const Table *table)
{
    return strcmp(table->files->data, table->files->expected) == 0;
}

static void add_rows(Table *table)
{
    const bool one_file = is_one_file(table);
    for (guint b = 0; b < table->expected->len; b++) {
        const TcBlock *block = g_ptr_array_index(table->expected, b);
        for (uint32_t i = 0; i < block->n; i++) {
            const Place *place = find_unit(table->data, &block->rows[i], one_file);
            const char *unit = unit_words(table->data, &block->rows[i]);
            const Row row = {place ? *place : (Place){NULL, 0}, {block, i}, unit};
            if (append_row(table, block, i))
                g_array_append_val(place ? table->rows : table->lost, row);
        }
    }
    g_string_append_c(table->text, '\n');
}

/* --- places ----------------------------------------------------------------------------------- */

/* The question of the cell of the table at @span. */
static uint32_t question_at(const Table *table, TcSpan span)
{
    uint32_t length;
    const TcPlace place = tc_source_place(span.source, span.start);
    const char *line = tc_source_line(span.source, place.line, &length);
    const char *at = tc_source_text(span.source) + span.start;
    guint bars = 0;
    for (const char *c = line; c < at; c++)
        bars += *c == '|';
    return g_array_index(table->asked, uint32_t, CLAMP(bars, 1, table->asked->len) - 1);
}

/* "ket-qua.csv:3: cột D [Đánh giá 1]", where it came from. Returns: (transfer full). */
static char *cell_place(TcSpan span, const void *user)
{
    const Table *table = user;
    const uint32_t line = tc_source_place(span.source, span.start).line;
    return tc_reader_place(table->reader, line, question_at(table, span));
}

/* Returns: (transfer full). */
static char *row_place(const char *path, uint32_t line, TcLang lang)
{
    g_autofree char *file = g_filename_display_name(path);
    g_autofree char *number = g_strdup_printf("%u", line);
    return tc_msg_format(lang, TC_MSG_DATA_PLACE_ROW, file, number, NULL);
}

static const char *keep(const TcTrialData *data, char *text)
{
    const char *kept = tc_arena_strndup(data->arena, text, strlen(text));
    g_free(text);
    return kept;
}

/* Each unit that the data do not have, at its line. */
static void tell_lost(const Table *table, TcDiagList *diags)
{
    for (guint i = 0; i < table->lost->len; i++) {
        const Row *row = &g_array_index(table->lost, Row, i);
        const uint32_t line = row->expected.block->rows[row->expected.row].line;
        g_autofree char *place = row_place(table->files->expected, line, tc_diag_list_lang(diags));
        tc_diag_place(tc_diag(diags, TC_DIAG_EXPECTED_NO_ROW, (TcSpan){.start = line}, row->unit,
                              table->files->data, NULL),
                      place);
    }
}

/* --- columns of nothing ----------------------------------------------------------------------- */

/* The columns of @model and its units, which a file that is both has too. */
static bool is_data(const TcHeadings *headings, const char *text)
{
    const TcHeadingMatch match = tc_headings_find(headings, text, strlen(text));
    return match.column != TC_NO_COLUMN || match.field != TC_NO_FIELD;
}

static void tell_stray(const Table *table, const char *heading, const char *place,
                       TcDiagList *diags)
{
    const TcModel *model = table->questions.model;
    const TcTrialStray stray = tc_trial_question_stray(&table->questions, heading);
    const bool wrong = stray.near || stray.has_code;
    if (!stray.is_result || (!wrong && !stray.meant))
        return;
    TcDiag *diag =
        tc_diag(diags,
                stray.near ? TC_DIAG_EXPECTED_NEAR
                : wrong    ? TC_DIAG_EXPECTED_NO_PART
                           : TC_DIAG_EXPECTED_UNLIKE,
                (TcSpan){.start = 1}, heading, stray.meant ? stray.meant : "", model->code, NULL);
    tc_diag_place(diag, place);
    if (wrong && is_one_file(table))
        tc_diag_soften(diags, diag);
}

/* Columns that look like results and are of nothing in the set, and ranks. */
static void tell_strays(const Table *table, TcDiagList *diags)
{
    TcHeadings *headings = tc_headings_new(&table->questions.model->schema);
    for (unsigned i = 0; i < tc_reader_n_unknown(table->reader); i++) {
        g_autofree char *place = NULL;
        const char *heading = tc_reader_unknown(table->reader, i, &place);
        if (!is_data(headings, heading))
            tell_stray(table, heading, place, diags);
    }
    tc_headings_free(headings);
    for (uint32_t i = 0; i < table->questions.schema.n_columns; i++)
        if (tc_trial_question_is_rank(&table->questions, i) && has_column(table, i)) {
            g_autofree char *place = tc_reader_place(table->reader, 1, i);
            tc_diag_place(tc_diag(diags, TC_DIAG_EXPECTED_RANK, (TcSpan){.start = 1},
                                  table->questions.schema.columns[i].name, NULL),
                          place);
        }
}

/* --- examples --------------------------------------------------------------------------------- */

/* A figure is told as the file has it, not with what it may be rounded from. */
static void name_figure(const Table *table, const Row *row, TcExpectation *expected)
{
    const uint32_t index = question_at(table, expected->span);
    if (tc_trial_question_is_figure(&table->questions, index))
        expected->text = keep(
            table->data, g_strdup_printf("%s = %s", table->questions.heads[index],
                                         row->expected.block->texts[index][row->expected.row]));
}

/* Where the data of @example stand, and what is expected of them. */
static void place_example(const Table *table, const Row *row, TcExample *example, TcLang lang)
{
    const TcTrialData *data = table->data;
    const uint32_t line = example->data->rows[example->data_row].line;
    example->place = keep(data, row_place(table->files->data, line, lang));
    for (uint32_t i = 0; i < example->n_expected; i++) {
        TcExpectation *expected = &example->expected[i];
        expected->place = keep(data, cell_place(expected->span, table));
        name_figure(table, row, expected);
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
        place_example(table, row, example, tc_diag_list_lang(diags));
    }
}

/* Makes the table and reads it. */
static void make(Table *table, TcProgram *program, TcDiagList *diags)
{
    const unsigned before = tc_diag_list_length(diags);
    tell_strays(table, diags);
    find_asked(table);
    append_head(table);
    add_rows(table);
    table->data->source = tc_source_new(table->files->expected, table->text->str, table->text->len);
    tell_lost(table, diags);
    if (table->rows->len > 0 && !tc_diag_has_errors(diags))
        add_examples(table, program, diags);
    tc_diag_list_move_places(diags, before, table->data->source, cell_place, table);
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

static TcReadOptions options_of(const Table *table, bool expected)
{
    return (TcReadOptions){.style = table->files->style,
                           .any_columns = expected,
                           .level = tc_model_level(table->questions.model)};
}

/* Reads both files, and makes examples of them. */
static void read_files(Table *table, TcProgram *program, TcDiagList *diags, GError **error)
{
    TcTrialData *data = table->data;
    const TcSchema *schema = &tc_program_model(program)->schema;
    const TcReadOptions of_data = options_of(table, false), of_expected = options_of(table, true);
    g_autoptr(TcReader) figures =
        tc_reader_open(table->files->data, schema, &of_data, diags, error);
    if (!read_all(figures, schema, data->blocks, diags, error))
        return;
    data->appraised = tc_reader_has_appraisals(figures);
    g_autoptr(TcReader) reader = tc_reader_open(table->files->expected, &table->questions.schema,
                                                &of_expected, diags, error);
    if (!read_all(reader, &table->questions.schema, table->expected, diags, error))
        return;
    table->reader = reader;
    note_units(data);
    make(table, program, diags);
}

TcTrialData *tc_trial_data_read(TcProgram *program, const TcTrialFiles *files, TcDiagList *diags,
                                GError **error)
{
    GError *failed = NULL;
    const TcModel *model = tc_program_model(program);
    g_autoptr(TcTrialData) data = data_new();
    g_autoptr(GPtrArray) expected = blocks_new();
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Row));
    g_autoptr(GArray) lost = g_array_new(FALSE, FALSE, sizeof(Row));
    g_autoptr(GArray) asked = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autoptr(GString) text = g_string_new(NULL);
    Table table = {.data = data,
                   .files = files,
                   .expected = expected,
                   .asked = asked,
                   .rows = rows,
                   .lost = lost,
                   .text = text};
    tc_trial_questions_init(&table.questions, model, data->arena);
    table.questions.style = files->style;
    tc_diag_list_rules(diags, model->lang);
    read_files(&table, program, diags, &failed);
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
