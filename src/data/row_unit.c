/* The unit of a row: its fields, its kind, no unit twice. */
#include <string.h>

#include "base/msg.h"
#include "base/text.h"
#include "data/reader_state.h"
#include "data/unit_name.h"
#include "data/units.h"

/* A name as most are: nothing that is left over somewhere is of letters and begins with one. */
static bool is_plain(const char *text, size_t length)
{
    const bool sign = (unsigned char)*text < 0x80 && !g_ascii_isalnum(*text);
    return !sign && tc_text_plain(text, length) == length;
}

/* Names are printed and written as one spelling, however the file composes its letters. */
static const char *keep_composed(TcBlock *block, const char *text, size_t length)
{
    if (tc_text_is_nfc(text, length))
        return tc_block_keep(block, text, length);
    g_autofree char *composed = tc_text_nfc(text, length);
    return tc_block_keep(block, composed, strlen(composed));
}

void tc_row_field(TcReader *reader, TcBlock *block, TcRowPlace place, TcUnitField field,
                  const char *text, size_t length)
{
    TcRowInfo *info = &block->rows[place.index];
    TcDiagCode problem;

    if (length == 0)
        return;
    const bool plain = is_plain(text, length);
    if (!plain && tc_cell_leftover(text, length, &problem)) {
        TcDataPlace where = tc_reader_cell_place(reader, place, reader->n_columns + field);
        tc_data_diag_text(&reader->report, problem, &where, text, length);
        reader->no_field = true;
        return;
    }
    const char *kept =
        plain ? tc_block_keep(block, text, length) : keep_composed(block, text, length);
    switch (field) {
    case TC_FIELD_CODE:
        info->code = kept;
        break;
    case TC_FIELD_NAME:
        info->name = kept;
        break;
    case TC_FIELD_PARENT:
        info->parent = kept;
        break;
    case TC_FIELD_KIND:
        info->kind = kept;
        break;
    case TC_FIELD_SOURCE:
    case TC_N_FIELDS:
        info->source = kept;
        break;
    }
}

/* --- the row as a whole --- */

/* 1.1, 3.10: a code that Excel may have taken for a number. */
static bool looks_like_decimal(const char *code)
{
    const char *dot = strchr(code, '.');
    return dot && dot > code && strspn(code, "0123456789.") == strlen(code);
}

TcDiagCode tc_unit_twice_code(const char *code)
{
    if (!*code)
        return TC_DIAG_ROW_NAME_TWICE;
    return looks_like_decimal(code) ? TC_DIAG_ROW_CODE_TWICE : TC_DIAG_ROW_TWICE;
}

static void report_twice(TcReader *reader, uint32_t line, TcDiagCode code, const char *unit,
                         uint32_t earlier)
{
    char lines[2][16];
    TcDataPlace where = {.line = line};
    TcLang lang = tc_diag_list_lang(reader->report.diags);

    g_snprintf(lines[0], sizeof lines[0], "%u", earlier);
    g_snprintf(lines[1], sizeof lines[1], "%u", line);
    g_autofree char *quoted = tc_data_quote(unit, strlen(unit));
    g_autofree char *left_out =
        tc_msg_format(lang, TC_MSG_DATA_FIRST_COUNTS, lines[1], lines[0], NULL);
    const char *args[TC_DATA_ARGS] = {quoted, lines[0],
                                      reader->options.lenient ? left_out : lines[1]};
    tc_data_diag_row(&reader->report, code, &where, args);
}

/* Without a code a unit is its name and district. */
bool tc_row_check_twice(TcReader *reader, const TcRowInfo *info)
{
    char joined[TC_CODE_MAX_BYTES + 2];
    const char *unit = info->code;

    if (!*unit && *info->name) {
        g_snprintf(joined, sizeof joined, "%s%s%s", info->name, *info->parent ? ", " : "",
                   info->parent);
        unit = joined;
    }
    uint32_t earlier = *unit ? tc_codes_add(reader->codes, unit, strlen(unit), info->line) : 0;
    if (!earlier)
        return false;
    if (unit == joined && reader->options.namesakes)
        tc_units_add_row(reader->options.namesakes, info);
    if (reader->options.twins)
        tc_units_add_row(reader->options.twins, info);
    report_twice(reader, info->line, tc_unit_twice_code(info->code), unit, earlier);
    return true;
}

/* Is the column of kinds one that the rules declare as data of their own? */
static bool kind_is_data(const TcReader *reader)
{
    const char *heading = reader->sources[reader->n_columns + TC_FIELD_KIND].heading;

    for (uint32_t i = 0; i < reader->n_columns && heading; i++)
        if (reader->sources[i].heading && strcmp(reader->sources[i].heading, heading) == 0)
            return true;
    return false;
}

static void report_kind(TcReader *reader, TcRowPlace place, TcDiagCode code, const TcRowInfo *info)
{
    TcDataPlace where = tc_reader_cell_place(reader, place, reader->n_columns + TC_FIELD_KIND);
    g_autofree char *cell = tc_data_cell_name(&where);
    g_autofree char *kind = tc_data_quote(info->kind, strlen(info->kind));
    g_autofree char *name = tc_data_quote(info->name, strlen(info->name));
    const char *args[TC_DATA_ARGS] = {cell, kind, name};

    tc_data_diag_row(&reader->report, code, &where, args);
}

/* A kind that nobody knows fits no rule for kinds, one that the name contradicts the wrong ones. It
 * is reported and, lenient, taken for not said. */
static void check_kind(TcReader *reader, TcRowInfo *info, TcRowPlace place)
{
    g_auto(TcUnitName) parts = {0};

    if (!*info->kind || kind_is_data(reader))
        return;
    const char *known = tc_unit_kind_word(info->kind);
    tc_unit_name_split(info->name, &parts);
    if (known && (!*parts.kind || strcmp(known, parts.kind) == 0))
        return;
    report_kind(reader, place, known ? TC_DIAG_ROW_KIND_OTHER : TC_DIAG_ROW_KIND_UNKNOWN, info);
    info->kind = "";
}

/* Takes back what the cells of a row that is not a unit left in the block. */
static void drop_row(TcReader *reader, TcBlock *block, uint32_t row)
{
    for (uint32_t column = 0; column < reader->n_columns; column++)
        tc_block_set_value(block, row, column, 0);
}

void tc_row_end(TcReader *reader, TcBlock *block, TcRowPlace place)
{
    TcRowInfo *info = &block->rows[place.index];

    check_kind(reader, info, place);
    if (!tc_row_is_unit(reader, block, place) || !tc_row_check_register(reader, info, place) ||
        (reader->options.lenient && tc_row_check_twice(reader, info))) {
        drop_row(reader, block, place.index);
        return;
    }
    block->n++;
}
