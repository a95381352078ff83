/* Opening a data file, telling its format, and the loop over blocks. */
#include "data/reader.h"

#include <string.h>

#include "base/msg.h"
#include "base/text.h"
#include "data/csv_steps.h"
#include "data/json_reader.h"
#include "data/reader_state.h"
#include "data/words.h"

static bool name_ends_with(const char *name, const char *ending)
{
    g_autofree char *lower = g_ascii_strdown(name, -1);
    return g_str_has_suffix(lower, ending);
}

enum { FIRST_BYTES = 16, MOST_HEAD_WORDS = 3, MOST_HEAD = 200 };

/* A file without a telling name is JSON if its first letter opens an array or an object. */
static bool starts_like_json(const TcInput *input)
{
    const char *text = input->buffer + input->start;
    size_t length = input->end - input->start, at = 0;

    while (at < length && g_ascii_isspace(text[at]))
        at++;
    return at < length && (text[at] == '{' || text[at] == '[');
}

static bool is_json(const TcReader *reader, const char *name)
{
    if (reader->options.format != TC_FORMAT_BY_NAME)
        return reader->options.format == TC_FORMAT_JSON;
    if (name_ends_with(name, ".json") || name_ends_with(name, ".jsonl") ||
        name_ends_with(name, ".ndjson"))
        return true;
    if (name_ends_with(name, ".csv") || name_ends_with(name, ".tsv") ||
        name_ends_with(name, ".txt"))
        return false;
    return starts_like_json(reader->input);
}

/* UTF-16 without its mark: every other byte of plain letters is zero. */
static bool is_bare_utf16(const char *bytes, size_t length)
{
    size_t zeros[2] = {0, 0};
    for (size_t i = 0; i < length; i++)
        zeros[i % 2] += bytes[i] == '\0';
    return length >= FIRST_BYTES && (zeros[0] == 0) != (zeros[1] == 0) &&
           zeros[0] + zeros[1] >= FIRST_BYTES / 4;
}

/* "<!DOCTYPE", "<html", "<?xml": pages, and the workbooks that websites hand out. */
static bool is_page(const char *bytes, size_t length)
{
    size_t at = 0;
    while (at < length && g_ascii_isspace(bytes[at]))
        at++;
    return at + 1 < length && bytes[at] == '<' &&
           (bytes[at + 1] == '!' || bytes[at + 1] == '?' || g_ascii_isalpha(bytes[at + 1]));
}

/* '{' or "[ {": JSON, whatever the name of the file says; "[Hộ]" is a heading. */
static bool is_objects(const char *bytes, size_t length)
{
    size_t at = 0;
    while (at < length && (g_ascii_isspace(bytes[at]) || bytes[at] == '['))
        at++;
    return at < length && bytes[at] == '{';
}

/* "bộ tiêu chí CĐS "…"", perhaps behind comments: a rule file, whatever its name says. */
static bool is_rules(const char *bytes, size_t length)
{
    const char *end = bytes + length;
    const char *at = g_str_has_prefix(bytes, TC_TEXT_BOM) ? bytes + strlen(TC_TEXT_BOM) : bytes;
    while (at < end && (*at == '#' || g_ascii_isspace(*at))) {
        const char *line = *at == '#' ? memchr(at, '\n', (size_t)(end - at)) : at;
        at = line ? line + 1 : end;
    }
    const size_t head = strcspn(at, "\";,\t|\r\n");
    return head < MOST_HEAD && at + head < end && at[head] == '"' &&
           (tc_word_roles_at_start(at, head, 1, MOST_HEAD_WORDS) & TC_WORD_RULES);
}

static bool refuse_as(TcReader *reader, TcDiagCode code, TcMsg what, TcMsg fix)
{
    const TcLang lang = tc_diag_list_lang(reader->report.diags);
    const char *args[TC_DATA_ARGS] = {tc_msg(lang, what), tc_msg(lang, fix)};
    TcDataPlace place = {.line = 1};
    tc_data_diag_file(&reader->report, code, &place, args);
    return true;
}

/* Workbooks, pages and UTF-16 are told by their first bytes. */
static bool refuse_foreign(TcReader *reader)
{
    static const struct {
        const char *magic;
        TcMsg what, fix;
    } kinds[] = {{"PK\x03\x04", TC_MSG_DATA_XLSX, TC_MSG_DATA_SAVE_CSV},
                 {"\xD0\xCF\x11\xE0", TC_MSG_DATA_XLS, TC_MSG_DATA_SAVE_CSV},
                 {"%PDF", TC_MSG_DATA_PDF, TC_MSG_DATA_TYPE_ANEW},
                 {"\xFF\xFE", TC_MSG_DATA_UTF16, TC_MSG_DATA_SAVE_CSV},
                 {"\xFE\xFF", TC_MSG_DATA_UTF16, TC_MSG_DATA_SAVE_CSV}};
    const TcInput *input = reader->input;

    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        size_t length = strlen(kinds[i].magic);
        if (input->end - input->start < length ||
            memcmp(input->buffer + input->start, kinds[i].magic, length) != 0)
            continue;
        return refuse_as(reader, TC_DIAG_DATA_NOT_TEXT, kinds[i].what, kinds[i].fix);
    }
    const char *bytes = input->buffer + input->start;
    const size_t n = MIN(input->end - input->start, (size_t)FIRST_BYTES);
    if (is_bare_utf16(bytes, n))
        return refuse_as(reader, TC_DIAG_DATA_NOT_TEXT, TC_MSG_DATA_UTF16, TC_MSG_DATA_SAVE_CSV);
    if (is_rules(bytes, input->end - input->start))
        return refuse_as(reader, TC_DIAG_DATA_NOT_TEXT, TC_MSG_DATA_RULES, TC_MSG_DATA_RULES_FIX);
    return is_page(bytes, n) &&
           refuse_as(reader, TC_DIAG_DATA_NOT_TEXT, TC_MSG_DATA_PAGE, TC_MSG_DATA_SAVE_CSV);
}

/* JSON in a file that its name calls CSV. */
static bool refuse_misnamed(TcReader *reader)
{
    const TcInput *input = reader->input;
    const char *args[TC_DATA_ARGS] = {NULL};
    TcDataPlace place = {.line = 1};

    if (!is_objects(input->buffer + input->start, input->end - input->start))
        return false;
    tc_data_diag_file(&reader->report, TC_DIAG_DATA_JSON_NAMED_CSV, &place, args);
    return true;
}

static void skip_bom(TcInput *input)
{
    const size_t length = strlen(TC_TEXT_BOM);
    if (input->end - input->start >= length &&
        memcmp(input->buffer + input->start, TC_TEXT_BOM, length) == 0)
        input->start += length;
}

/* Enough bytes to see a magic number. Returns: false with @error set. */
static bool read_first_bytes(TcInput *input, GError **error)
{
    GError *failure = NULL;

    while (input->end - input->start < FIRST_BYTES && tc_input_more(input, &failure))
        continue;
    if (failure)
        g_propagate_error(error, failure);
    return !failure;
}

TcCellRule *tc_reader_new_rules(const TcReader *reader)
{
    const TcSchema *schema = reader->schema;
    TcCellRule *rules = g_new0(TcCellRule, reader->n_columns + 1);

    for (uint32_t i = 0; i < reader->n_columns; i++)
        tc_cell_rule_init(&rules[i], i < schema->n_columns ? &schema->columns[i] : NULL,
                          reader->options.style);
    return rules;
}

void tc_reader_free_rules(const TcReader *reader, TcCellRule *rules)
{
    for (uint32_t i = 0; i < reader->n_columns; i++)
        tc_cell_rule_clear(&rules[i]);
    g_free(rules);
}

static TcReader *reader_new(TcInput *input, const char *name, const TcSchema *schema,
                            const TcReadOptions *options, TcDiagList *diags)
{
    TcReader *reader = g_new0(TcReader, 1);

    reader->input = input;
    reader->schema = schema;
    reader->n_columns = tc_schema_width(schema);
    if (options)
        reader->options = *options;
    tc_data_diags_init(&reader->report, diags, name, reader->options.lenient,
                       reader->options.limit);
    reader->headings = tc_headings_new(schema);
    reader->codes = tc_codes_new();
    reader->sources = g_new0(TcColumnSource, reader->n_columns + TC_N_FIELDS);
    reader->rules = tc_reader_new_rules(reader);
    return reader;
}

static bool open_format(TcReader *reader, const char *name, GError **error)
{
    if (!read_first_bytes(reader->input, error))
        return false;
    skip_bom(reader->input);
    if (refuse_foreign(reader))
        return false;
    bool json = is_json(reader, name);
    if (!json && refuse_misnamed(reader))
        return false;
    if (!json)
        return tc_csv_reader_open(reader, error);
    tc_json_reader_open(reader);
    return true;
}

TcReader *tc_reader_open(const char *path, const TcSchema *schema, const TcReadOptions *options,
                         TcDiagList *diags, GError **error)
{
    TcInput *input = tc_input_open(path, error);
    if (!input)
        return NULL;
    g_autoptr(TcReader) reader = reader_new(input, path, schema, options, diags);
    return open_format(reader, path, error) ? g_steal_pointer(&reader) : NULL;
}

TcReader *tc_reader_open_fd(const char *name, int fd, const TcSchema *schema,
                            const TcReadOptions *options, TcDiagList *diags, GError **error)
{
    TcInput *input = tc_input_new_fd(name, fd);
    g_autoptr(TcReader) reader = reader_new(input, name, schema, options, diags);
    return open_format(reader, name, error) ? g_steal_pointer(&reader) : NULL;
}

TcReader *tc_reader_open_bytes(const char *name, const char *bytes, size_t length,
                               const TcSchema *schema, const TcReadOptions *options,
                               TcDiagList *diags)
{
    TcInput *input = tc_input_new(name, bytes, length);
    g_autoptr(TcReader) reader = reader_new(input, name, schema, options, diags);
    return open_format(reader, name, NULL) ? g_steal_pointer(&reader) : NULL;
}

void tc_reader_free(TcReader *reader)
{
    if (!reader)
        return;
    tc_csv_reader_free(reader->csv);
    tc_json_reader_free(reader->json);
    tc_file_part_free(reader->part);
    tc_reader_free_rules(reader, reader->rules);
    for (uint32_t i = 0; i < reader->n_columns + TC_N_FIELDS; i++)
        g_free(reader->sources[i].heading);
    g_free(reader->sources);
    tc_codes_free(reader->codes);
    tc_headings_free(reader->headings);
    tc_data_diags_clear(&reader->report);
    tc_input_free(reader->input);
    g_free(reader);
}

void tc_reader_finish(TcReader *reader)
{
    if (!reader->ended || reader->finished)
        return;
    reader->finished = true;
    if (reader->json)
        tc_json_reader_finish(reader);
    tc_rows_finish_file(reader);
}

/* After an error the rest of the file is still read, so that all its mistakes are told at once. */
bool tc_reader_next(TcReader *reader, TcBlock *block, uint32_t max_rows, GError **error)
{
    if (!reader->part)
        reader->part = tc_file_part_new(reader);
    while (tc_reader_cut(reader, reader->part, block, max_rows, error)) {
        tc_file_part_read(reader->part, block);
        if (tc_reader_join(reader, reader->part, block))
            return true;
    }
    tc_reader_finish(reader);
    tc_block_clear(block);
    return false;
}

char *tc_reader_place(const TcReader *reader, uint32_t line, uint32_t column)
{
    TcDataPlace place = tc_reader_cell_place(reader, (TcRowPlace){.line = line}, column);

    if (!place.heading)
        place.heading = column < reader->schema->n_columns
                            ? reader->schema->columns[column].name
                            : reader->schema->appraised[column - reader->schema->n_columns];
    return tc_data_place(&reader->report, &place);
}

static const GArray *unknown_of(const TcReader *reader)
{
    return reader->csv ? reader->csv->unknown : reader->json->unknown;
}

unsigned tc_reader_n_unknown(const TcReader *reader)
{
    return unknown_of(reader)->len;
}

const char *tc_reader_unknown(const TcReader *reader, unsigned index, char **place)
{
    const TcUnknownHeading *heading = &g_array_index(unknown_of(reader), TcUnknownHeading, index);
    char letters[TC_LETTERS];
    const TcDataPlace where = {
        .line = heading->line,
        .letter = reader->csv ? tc_data_letters(heading->column, letters) : NULL,
        .heading = heading->text,
    };
    *place = tc_data_place(&reader->report, &where);
    return heading->text;
}

bool tc_reader_has_appraisals(const TcReader *reader)
{
    for (uint32_t i = reader->schema->n_columns; i < reader->n_columns; i++)
        if (reader->sources[i].present)
            return true;
    return false;
}
