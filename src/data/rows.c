/* What a row must be, whatever the format of its file: cells stored or reported. */
#include <string.h>

#include "base/msg.h"
#include "base/number.h"
#include "data/reader_state.h"

TcDataPlace tc_reader_cell_place(const TcReader *reader, TcRowPlace place, uint32_t source)
{
    const TcColumnSource *where = &reader->sources[source];
    TcDataPlace result = {.line = place.line, .row = place.row, .heading = where->heading};

    if (*where->letters)
        result.letter = where->letters;
    return result;
}

void tc_row_begin(TcReader *reader, TcBlock *block, TcRowPlace place)
{
    tc_data_diags_begin_row(&reader->report);
    reader->no_field = false;
    block->rows[place.index] = tc_row_info(place.line);
}

/* --- cells --- */

void tc_row_blank(TcReader *reader, TcBlock *block, uint32_t row, uint32_t column)
{
    TcCell cell;

    tc_cell_blank(&reader->rules[column], &cell);
    if (cell.status == TC_CELL_BLANK)
        tc_block_set_open(block, row, column, TC_REASON_BLANK);
    else
        tc_block_set_value(block, row, column, cell.value);
}

static void note_seen(TcSeenCell *seen, uint32_t line, const char *text, size_t length)
{
    static const char more[] = "…"; /* no number any more, whatever was cut off */
    const bool whole = length < sizeof seen->text;
    size_t n = whole ? length : sizeof seen->text - sizeof more;

    seen->n++;
    seen->last = line;
    if (seen->line)
        return;
    while (n < length && n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
        n--; /* no letter is cut */
    memcpy(seen->text, text, n);
    memcpy(seen->text + n, whole ? "" : more, whole ? 1 : sizeof more);
    seen->line = line;
}

/* Notes how a percentage was written. */
static void note_bare(TcCellRule *rule, TcRowPlace place, TcBareSize bare, const char *text,
                      size_t length)
{
    if (bare != TC_BARE_NEUTRAL)
        note_seen(bare == TC_BARE_SMALL ? &rule->small : &rule->large, place.line, text, length);
}

static void store_value(TcReader *reader, TcBlock *block, uint32_t row, uint32_t column,
                        const TcCell *cell)
{
    switch (cell->status) {
    case TC_CELL_VALUE:
        tc_block_set_value(block, row, column, cell->value);
        break;
    case TC_CELL_EXACT:
        tc_block_set_number(block, row, column, reader->rules[column].number);
        break;
    case TC_CELL_TEXT:
        tc_block_set_text(block, row, column, cell->value, cell->text, cell->length);
        break;
    case TC_CELL_BLANK:
        tc_row_blank(reader, block, row, column);
        break;
    case TC_CELL_BAD:
        tc_block_set_open(block, row, column,
                          cell->problem == TC_DIAG_CELL_APPROXIMATE ? TC_REASON_APPROXIMATE
                                                                    : TC_REASON_BAD_CELL);
        break;
    }
}

void tc_row_store(TcReader *reader, TcBlock *block, TcRowPlace place, uint32_t column, TcCell *cell,
                  const char *text, size_t length)
{
    TcCellRule *rule = &reader->rules[column];

    if (cell->status == TC_CELL_BAD) {
        TcDataPlace where = tc_reader_cell_place(reader, place, column);
        tc_data_diag_cell(&reader->report, rule, cell, &where, text, length);
        g_clear_pointer(&cell->meant, g_free);
    } else {
        note_bare(rule, place, cell->bare, text, length);
    }
    if (cell->status == TC_CELL_VALUE && cell->value >= rule->huge_from)
        note_seen(&rule->huge, place.line, text, length);
    if (cell->signs != TC_SIGNS_NONE)
        note_seen(&rule->signs[cell->signs], place.line, text, length);
    if (cell->status == TC_CELL_TEXT && cell->vague)
        note_seen(&rule->vague, place.line, text, length);
    store_value(reader, block, place.index, column, cell);
}

void tc_row_cell(TcReader *reader, TcBlock *block, TcRowPlace place, uint32_t column,
                 const char *text, size_t length)
{
    TcCell cell;

    if (length == 0) {
        tc_row_blank(reader, block, place.index, column);
        return;
    }
    tc_cell_read(&reader->rules[column], text, length, &cell);
    tc_row_store(reader, block, place, column, &cell, text, length);
}

void tc_row_spoil(TcReader *reader, TcBlock *block, TcRowPlace place)
{
    for (uint32_t column = 0; column < reader->n_columns; column++)
        tc_block_set_open(block, place.index, column, TC_REASON_BAD_CELL);
}

/* --- the block as a whole --- */

/* A column that the file does not have is open. What a unit of a JSON file leaves out while another
 * unit has it is an empty cell. */
static void open_absent(TcReader *reader, TcBlock *block)
{
    for (uint32_t column = 0; column < reader->n_columns; column++) {
        const bool present = reader->sources[column].present;
        for (uint32_t row = 0; row < block->n && (reader->json || !present); row++) {
            const TcColumn *cells = &block->columns[column];
            const bool left_out =
                tc_bit(cells->open, row) && cells->reason[row] == TC_REASON_NO_COLUMN;
            if (!present)
                tc_block_set_open(block, row, column, TC_REASON_NO_COLUMN);
            else if (left_out)
                tc_row_blank(reader, block, row, column);
        }
    }
}

char *tc_row_name(const TcReader *reader, const TcRowInfo *info)
{
    TcLang lang = tc_diag_list_lang(reader->report.diags);
    char line[16];

    if (*info->name)
        return tc_data_quote(info->name, strlen(info->name));
    if (*info->code)
        return tc_data_quote(info->code, strlen(info->code));
    g_snprintf(line, sizeof line, "%u", info->line);
    return tc_msg_format(lang, TC_MSG_DATA_ROW, line, NULL);
}

/* What an empty cell is not, and what to enter, by the kind of its column. */
typedef struct {
    TcMsg not_so, fix;
} BlankWords;

static const BlankWords *blank_words(TcTypeId type)
{
    static const BlankWords words[] = {
        [TC_VALUE_NUMBER] = {TC_MSG_BLANK_NOT_ZERO, TC_MSG_BLANK_FIX_ZERO},
        [TC_VALUE_BOOL] = {TC_MSG_BLANK_NOT_NO, TC_MSG_BLANK_FIX_NO},
        [TC_VALUE_TEXT] = {TC_MSG_BLANK_NOT_ANY, TC_MSG_BLANK_FIX_ANY},
        [TC_VALUE_DATE] = {TC_MSG_BLANK_NOT_ANY, TC_MSG_BLANK_FIX_ANY},
    };
    return &words[tc_type_kind(type)];
}

static void report_blank(TcReader *reader, const TcBlock *block, uint32_t row, uint32_t column)
{
    const TcRowInfo *info = &block->rows[row];
    TcDataPlace where = tc_reader_cell_place(reader, (TcRowPlace){.line = info->line}, column);
    char line[16];

    g_snprintf(line, sizeof line, "%u", info->line);
    g_autofree char *unit = tc_row_name(reader, info);
    TcLang lang = tc_diag_list_lang(reader->report.diags);
    const TcColumnSpec *spec = &reader->schema->columns[column];
    const BlankWords *words = blank_words(spec->type);
    const char *args[TC_DATA_ARGS] = {
        unit,
        spec->name,
        line,
        where.letter ? where.letter : "JSON",
        tc_msg(lang, words->not_so),
        tc_msg(lang, words->fix),
    };
    tc_data_diag_row(&reader->report, TC_DIAG_CELL_BLANK, &where, args);
}

/* Will the row be judged, as far as its unit goes? */
static bool is_concerned(const TcReader *reader, const TcRowInfo *info)
{
    const TcUnitList nobody = {NULL, 0};
    const TcUnitTold told = {info->code, info->name, info->parent, info->kind};

    return !reader->options.only_for ||
           !tc_unit_is_left_out(reader->options.only_for, &nobody, &told);
}

static void report_blanks(TcReader *reader, const TcBlock *block)
{
    for (uint32_t row = 0; row < block->n; row++) {
        if (!is_concerned(reader, &block->rows[row]))
            continue;
        for (uint32_t c = 0; c < reader->schema->n_columns; c++) {
            if (!tc_bit(block->columns[c].open, row) ||
                block->columns[c].reason[row] != TC_REASON_BLANK)
                continue;
            if (reader->report.blanks++ < reader->options.blanks)
                report_blank(reader, block, row, c);
        }
    }
}

void tc_rows_finish(TcReader *reader, TcBlock *block)
{
    open_absent(reader, block);
    tc_block_finish(block);
}

/* --- a part joins what was read before ---------------------------------------------------------
 */

/* 60 and 0,6 in one column. */
static bool is_mixed(const TcCellRule *rule)
{
    return rule->small.line && rule->large.line;
}

static void join_seen(TcSeenCell *whole, TcSeenCell *part)
{
    const uint32_t n = whole->n + part->n;

    if (part->n == 0) /* mostly */
        return;
    if (!whole->line)
        *whole = *part;
    whole->n = n;
    part->line = part->n = 0;
}

static void join_rule(TcReader *reader, TcCellRule *part, uint32_t column)
{
    TcCellRule *rule = &reader->rules[column];

    join_seen(&rule->huge, &part->huge);
    join_seen(&rule->small, &part->small);
    join_seen(&rule->large, &part->large);
    join_seen(&rule->vague, &part->vague);
    for (int signs = 0; signs < TC_N_SIGNS; signs++)
        join_seen(&rule->signs[signs], &part->signs[signs]);
    rule->percent_sign |= part->percent_sign;
}

void tc_rows_join(TcReader *reader, TcReader *apart, const TcBlock *block)
{
    if (apart) {
        tc_data_diags_join(&reader->report, &apart->report);
        for (uint32_t column = 0; column < reader->n_columns; column++)
            join_rule(reader, &apart->rules[column], column);
    }
    for (uint32_t column = 0; column < reader->n_columns; column++)
        reader->report.failed |= is_mixed(&reader->rules[column]); /* told at the end */
    for (uint32_t row = 0; row < block->n && !reader->options.lenient; row++)
        tc_row_check_twice(reader, &block->rows[row]);
    if (reader->options.blanks)
        report_blanks(reader, block);
}

/* "dòng 3", "dòng 3 và 11 ô khác". Returns: (transfer full). */
static char *seen_where(const TcSeenCell *seen, TcLang lang)
{
    char line[16], others[16];

    g_snprintf(line, sizeof line, "%u", seen->line);
    g_snprintf(others, sizeof others, "%u", seen->n - 1);
    return tc_msg_format(lang, seen->n > 1 ? TC_MSG_DATA_LINE_AND : TC_MSG_DATA_LINE, line, others,
                         NULL);
}

/* "0,08% hoặc 8%": what a figure without its sign may be. Returns: (transfer full). */
static char *both_readings(TcCellRule *rule, const char *text, TcLang lang)
{
    TcLang style = strchr(text, '.') ? TC_LANG_EN : rule->style; /* a number of JSON */

    if (tc_number_parse(text, strlen(text), style, rule->number, NULL) != TC_NUMBER_OK)
        return g_strconcat(text, "%", NULL);
    mpz_mul_ui(mpq_numref(rule->number), mpq_numref(rule->number), 100);
    mpq_canonicalize(rule->number);
    g_autofree char *hundredfold = tc_number_exact(rule->number, style);
    return tc_msg_format(lang, TC_MSG_DATA_EITHER_PERCENT, text, hundredfold, NULL);
}

/* 60 and 0,6 in one column: both have two readings, and nobody can tell which cells are meant
 * otherwise; so no run goes on, lenient or not. The place is that of the rarer form. */
static void report_mixture(TcReader *reader, uint32_t column)
{
    TcCellRule *rule = &reader->rules[column];
    const TcLang lang = tc_diag_list_lang(reader->report.diags);
    const bool percent = rule->type == TC_TYPE_PERCENT;
    const TcSeenCell *doubtful = percent ? &rule->small : &rule->large;
    const TcSeenCell *plain = percent ? &rule->large : &rule->small;
    const TcSeenCell *rarer = plain->n < doubtful->n ? plain : doubtful;
    TcDataPlace where = tc_reader_cell_place(reader, (TcRowPlace){.line = rarer->line}, column);

    g_autofree char *plain_where = seen_where(plain, lang);
    g_autofree char *doubtful_where = seen_where(doubtful, lang);
    g_autofree char *readings = both_readings(rule, doubtful->text, lang);
    const char *args[TC_DATA_ARGS] = {rule->spec->name, plain->text,    plain_where,
                                      doubtful->text,   doubtful_where, readings};
    tc_data_diag_file(&reader->report, TC_DIAG_CELL_PERCENT_MIXED, &where, args);
}

static void report_small_percent(TcReader *reader, uint32_t column)
{
    const TcCellRule *rule = &reader->rules[column];
    TcDataPlace where =
        tc_reader_cell_place(reader, (TcRowPlace){.line = rule->small.line}, column);
    char line[16];

    g_snprintf(line, sizeof line, "%u", rule->small.line);
    const char *args[TC_DATA_ARGS] = {rule->spec->name, rule->small.text, line};
    tc_data_diag_file(&reader->report, TC_DIAG_CELL_PERCENT_SMALL, &where, args);
}

static void report_huge_amount(TcReader *reader, uint32_t column)
{
    const TcCellRule *rule = &reader->rules[column];
    TcDataPlace where = tc_reader_cell_place(reader, (TcRowPlace){.line = rule->huge.line}, column);
    char line[16];

    g_snprintf(line, sizeof line, "%u", rule->huge.line);
    const char *args[TC_DATA_ARGS] = {rule->spec->name, rule->huge.text, line, rule->spec->unit};
    tc_data_diag_file(&reader->report, TC_DIAG_CELL_AMOUNT_HUGE, &where, args);
}

static void report_vague_document(TcReader *reader, uint32_t column)
{
    const TcSeenCell *seen = &reader->rules[column].vague;
    TcLang lang = tc_diag_list_lang(reader->report.diags);
    TcDataPlace where = tc_reader_cell_place(reader, (TcRowPlace){.line = seen->line}, column);
    char others[16];

    g_snprintf(others, sizeof others, "%u", seen->n - 1);
    g_autofree char *more = tc_msg_format(lang, TC_MSG_DATA_AND_CELLS, others, NULL);
    g_autofree char *text = tc_data_quote(seen->text, strlen(seen->text));
    const char *args[TC_DATA_ARGS] = {reader->rules[column].spec->name, text,
                                      seen->n > 1 ? more : ""};
    tc_data_diag_file(&reader->report, TC_DIAG_CELL_DOCUMENT_VAGUE, &where, args);
}

/* Are figures such as 12,345 or 12,000 perhaps of the other style? Not if the column has three
 * decimals elsewhere as well (0,950); and few of them are told only if they are round. */
static bool may_be_thousands(const TcCellRule *rule)
{
    enum { FEW = 2 };
    const TcSeenCell *signs = rule->signs;
    const uint32_t n = signs[TC_SIGNS_THOUSANDS].n + signs[TC_SIGNS_ROUND].n;

    return signs[TC_SIGNS_THREE].n == 0 &&
           (signs[TC_SIGNS_ROUND].n > 0 || (n > FEW && signs[TC_SIGNS_OTHER].n == 0));
}

/* The round ones where they alone are told of, else the first of all. */
static const TcSeenCell *first_thousands(const TcCellRule *rule)
{
    const TcSeenCell *some = &rule->signs[TC_SIGNS_THOUSANDS];
    const TcSeenCell *round = &rule->signs[TC_SIGNS_ROUND];

    return round->line && (!some->line || round->line < some->line) ? round : some;
}

static void report_thousands(TcReader *reader, uint32_t column)
{
    TcCellRule *rule = &reader->rules[column];
    const TcSeenCell *seen = first_thousands(rule);
    const size_t length = strlen(seen->text);
    const TcDataPlace where =
        tc_reader_cell_place(reader, (TcRowPlace){.line = seen->line}, column);

    tc_number_parse(seen->text, length, rule->style, rule->number, NULL);
    g_autofree char *read = tc_number_exact(rule->number, rule->style);
    g_autofree char *meant = tc_number_thousands(seen->text, length, rule->style);
    const char *args[TC_DATA_ARGS] = {rule->spec->name, seen->text, read, meant,
                                      tc_data_other_style(rule->style)};
    tc_data_diag_file(&reader->report, TC_DIAG_CELL_PERHAPS_THOUSANDS, &where, args);
}

static void report_no_rows(TcReader *reader)
{
    const char *args[TC_DATA_ARGS] = {NULL};
    TcDataPlace where = {.line = 1};
    tc_data_diag_file(&reader->report, TC_DIAG_DATA_NO_ROWS, &where, args);
}

void tc_rows_finish_file(TcReader *reader)
{
    if (reader->n_rows == 0 && !reader->options.any_columns && !reader->report.failed)
        report_no_rows(reader);
    for (uint32_t column = 0; column < reader->schema->n_columns; column++) {
        const TcCellRule *rule = &reader->rules[column];
        if (is_mixed(rule))
            report_mixture(reader, column);
        if (rule->type == TC_TYPE_PERCENT && rule->small.line && !rule->large.line &&
            !rule->percent_sign)
            report_small_percent(reader, column);
        if (rule->huge.line)
            report_huge_amount(reader, column);
        if (rule->vague.line)
            report_vague_document(reader, column);
        if (may_be_thousands(rule))
            report_thousands(reader, column);
    }
    tc_data_diags_finish(&reader->report, reader->options.blanks);
}
