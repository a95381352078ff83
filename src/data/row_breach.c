/* Rows that break a limit between columns or a data check: told with their figures. */
#include <string.h>

#include "base/msg.h"
#include "data/reader_state.h"

enum { CELLS_SHOWN = 12, WORDS_SHOWN = 200 };

/* --- cells ------------------------------------------------------------------------------------ */

static char *value_text(const TcColumnSpec *spec, const mpq_t value, const char *text, TcLang lang)
{
    if (mpz_cmp_si(mpq_numref(value), TC_VALUE_NONE) == 0 &&
        tc_type_kind(spec->type) != TC_VALUE_NUMBER)
        return g_strdup(tc_msg(lang, TC_MSG_DATA_NONE_YET));
    if (text)
        return tc_data_quote(text, strlen(text));
    switch (tc_type_kind(spec->type)) {
    case TC_VALUE_BOOL:
        return g_strdup(tc_msg(lang, mpq_sgn(value) ? TC_MSG_DATA_YES : TC_MSG_DATA_NO));
    case TC_VALUE_TEXT:
        return g_strdup_printf("\"%s\"", spec->choices[mpz_get_ui(mpq_numref(value))]);
    case TC_VALUE_NUMBER:
    case TC_VALUE_DATE:
        break;
    }
    return tc_data_number(spec, value, lang);
}

/* What stood in the cell. Returns: (transfer full), NULL where it is open. */
static char *cell_text(const TcReader *reader, const TcBlock *block, uint32_t row, uint32_t column)
{
    const TcColumnSpec *spec = &reader->schema->columns[column];
    const TcWithdrawnCell *was = tc_block_withdrawn(block, row, column);
    TcLang lang = tc_diag_list_lang(reader->report.diags);
    mpq_t value;

    if (was)
        return value_text(spec, was->value, was->text, lang);
    if (tc_bit(block->columns[column].open, row))
        return NULL;
    mpq_init(value);
    tc_block_get_number(block, row, column, value);
    char *text =
        value_text(spec, value, block->texts[column] ? block->texts[column][row] : NULL, lang);
    mpq_clear(value);
    return text;
}

static void append_cell(const TcReader *reader, uint32_t column, const char *value, GString *out)
{
    TcLang lang = tc_diag_list_lang(reader->report.diags);
    const char *name = reader->schema->columns[column].name;
    const char *letters = reader->sources[column].letters;

    g_autofree char *cell = value ? tc_msg_format(lang, TC_MSG_DATA_CELL_VALUE, name, value, NULL)
                                  : tc_msg_format(lang, TC_MSG_DATA_CELL_OPEN, name, NULL);
    g_autofree char *place =
        *letters ? tc_msg_format(lang, TC_MSG_DATA_CELL_COLUMN, letters, NULL) : NULL;
    g_string_append_printf(out, "%s%s%s", out->len ? "; " : "", cell, place ? place : "");
}

/* "[A] = 5 (cột C); [E] = 7 (cột E)" */
static char *cells_text(const TcReader *reader, const TcBlock *block, const TcRowBreach *breach)
{
    GString *out = g_string_new(NULL);
    bool open = false;

    for (uint32_t i = 0; i < breach->n_columns; i++) {
        g_autofree char *value = cell_text(reader, block, breach->row, breach->columns[i]);
        open |= !value;
        if (i < CELLS_SHOWN)
            append_cell(reader, breach->columns[i], value, out);
    }
    if (breach->n_columns > CELLS_SHOWN)
        g_string_append(out, "; …");
    if (open)
        g_string_append(out, tc_msg(tc_diag_list_lang(reader->report.diags),
                                    breach->together ? TC_MSG_DATA_TOGETHER_BROKEN
                                                     : TC_MSG_DATA_WHATEVER_OPEN));
    return g_string_free(out, FALSE);
}

/* --- the condition ---------------------------------------------------------------------------- */

/* Its words on one line, cut where they are very long. */
static char *words_text(TcSpan words)
{
    g_autofree char *text = tc_span_text(words);
    char *to = text;

    for (const char *from = text; *from; from++)
        if (!g_ascii_isspace(*from))
            *to++ = *from;
        else if (to > text && to[-1] != ' ')
            *to++ = ' ';
    *to = '\0';
    if (g_utf8_strlen(text, -1) <= WORDS_SHOWN)
        return g_steal_pointer(&text);
    g_autofree char *head = g_utf8_substring(text, 0, WORDS_SHOWN);
    return g_strconcat(head, "…", NULL);
}

/* --- one breach ------------------------------------------------------------------------------- */

static bool is_known(const TcBlock *block, uint32_t row, uint32_t column)
{
    return !tc_bit(block->columns[column].open, row) || tc_block_withdrawn(block, row, column);
}

static TcDiagCode code_of(const TcReader *reader, const TcBlock *block, const TcRowBreach *breach)
{
    const TcColumnLimit *limit = breach->limit;

    if (limit && is_known(block, breach->row, limit->small) &&
        is_known(block, breach->row, limit->large))
        return TC_DIAG_ROW_LIMIT;
    return breach->column < reader->schema->n_columns ? TC_DIAG_ROW_COLUMN : TC_DIAG_ROW_CHECK;
}

/* Cell @small is above cell @large. */
static void report_over(TcReader *reader, const TcBlock *block, const TcRowBreach *breach,
                        const TcDataPlace *where)
{
    const TcColumnLimit *limit = breach->limit;
    const TcColumnSpec *columns = reader->schema->columns;

    g_autofree char *unit = tc_row_name(reader, &block->rows[breach->row]);
    g_autofree char *small = cell_text(reader, block, breach->row, limit->small);
    g_autofree char *large = cell_text(reader, block, breach->row, limit->large);
    const char *args[TC_DATA_ARGS] = {unit, columns[limit->small].name, small,
                                      columns[limit->large].name, large};
    tc_data_diag_row(&reader->report, TC_DIAG_ROW_LIMIT, where, args);
}

static void report_condition(TcReader *reader, const TcBlock *block, const TcRowBreach *breach,
                             TcDiagCode code, const TcDataPlace *where)
{
    TcPlace place = tc_source_place(breach->words.source, breach->words.start);
    const char *about =
        code == TC_DIAG_ROW_COLUMN ? reader->schema->columns[breach->column].name : breach->message;
    char line[16];

    g_snprintf(line, sizeof line, "%u", place.line);
    g_autofree char *unit = tc_row_name(reader, &block->rows[breach->row]);
    g_autofree char *cells = cells_text(reader, block, breach);
    g_autofree char *words = words_text(breach->words);
    if (!about)
        about = tc_msg(tc_diag_list_lang(reader->report.diags), TC_MSG_DATA_CHECK_BROKEN);
    const char *args[TC_DATA_ARGS] = {
        unit, about, cells, words, tc_source_name(breach->words.source), line};
    tc_data_diag_row(&reader->report, code, where, args);
}

void tc_reader_breach(TcReader *reader, const TcBlock *block, const TcRowBreach *breach)
{
    static const char *const none[TC_DATA_ARGS] = {NULL};
    TcRowPlace place = {.line = block->rows[breach->row].line};
    TcDataPlace where = {.line = place.line};

    if (tc_data_diags_full(&reader->report)) { /* it is only counted, so its words are no matter */
        tc_data_diag_row(&reader->report, TC_DIAG_ROW_CHECK, &where, none);
        return;
    }
    TcDiagCode code = code_of(reader, block, breach);
    if (code == TC_DIAG_ROW_LIMIT) {
        where = tc_reader_cell_place(reader, place, breach->limit->small);
        report_over(reader, block, breach, &where);
        return;
    }
    if (code == TC_DIAG_ROW_COLUMN)
        where = tc_reader_cell_place(reader, place, breach->column);
    report_condition(reader, block, breach, code, &where);
}

bool tc_reader_lenient_helps(const TcReader *reader)
{
    return !reader->options.lenient && !reader->report.of_file;
}

bool tc_reader_failed(const TcReader *reader)
{
    return reader->report.failed;
}
