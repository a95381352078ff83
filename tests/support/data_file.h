/* For tests of the data layer: a schema built by hand, and a data file read into one text.
 *
 * The text has a line per row, "line|code|name|district|cell|…", then a line per diagnostic,
 * "place: message. fix" behind E (error) or W. A cell is an exact number, có, không, a date,
 * 'text', #choice, "none", or why it is open: _ blank, ? no column, ! bad, > constraint, ~
 * approximate. */
#ifndef TEST_DATA_FILE_H
#define TEST_DATA_FILE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/date.h"
#include "base/number.h"
#include "base/text.h"
#include "data/reader.h"

enum { DATA_COLUMNS = 12 };

typedef struct {
    TcSchema schema;
    TcColumnSpec columns[DATA_COLUMNS];
    TcColumnLimit limits[2];
    const char *alias[DATA_COLUMNS];
} DataForm;

static inline TcColumnSpec *data_form_add(DataForm *form, const char *name, TcTypeId type)
{
    TcColumnSpec *column = &form->columns[form->schema.n_columns++];
    *column = (TcColumnSpec){.name = name, .type = type};
    column->key = tc_text_key(name, strlen(name));
    bool counted = type == TC_TYPE_INTEGER;
    column->scale = counted || tc_type_kind(type) != TC_VALUE_NUMBER ? 0 : 6;
    column->has_low = column->low_default = counted || type == TC_TYPE_PERCENT;
    column->has_high = column->has_low;
    mpq_inits(column->low, column->high, NULL);
    mpq_set_ui(column->high, counted ? 1000000000000 : 1, 1);
    return column;
}

static inline void data_form_clear(DataForm *form)
{
    for (uint32_t i = 0; i < form->schema.n_columns; i++) {
        g_free((char *)form->columns[i].key);
        mpq_clears(form->columns[i].low, form->columns[i].high, NULL);
        g_free((char *)form->alias[i]);
    }
}

/* The columns that most tests use, in this order: [Tổng số hộ] and, not above it, [Hộ trả tiền
 * điện], [Tỷ lệ] percent, [Hệ số] ratio, [Số tiền] number, [Có trang] yes/no ("x" là có), [Vùng]
 * choice, [Ngày công nhận] date (chưa có), [Ghi chú] text, [Kế hoạch] document; appraisal of 3.4.
 */
static inline void data_form_init(DataForm *form)
{
    static const char *zones[] = {"đồng bằng", "miền núi"};
    static const char *yes[] = {"x"};
    static const char *notes[] = {"đã họp"};
    static const char *appraised[] = {"3.4"};

    *form = (DataForm){.schema = {.columns = form->columns, .limits = form->limits}};
    TcColumnSpec *total = data_form_add(form, "Tổng số hộ", TC_TYPE_INTEGER);
    form->alias[0] = tc_text_key("Tổng số hộ dân cư", strlen("Tổng số hộ dân cư"));
    total->aliases = form->alias;
    total->n_aliases = 1;
    total->unit = "hộ";
    data_form_add(form, "Hộ trả tiền điện", TC_TYPE_INTEGER)->unit = "hộ";
    data_form_add(form, "Tỷ lệ", TC_TYPE_PERCENT);
    data_form_add(form, "Hệ số", TC_TYPE_RATIO);
    data_form_add(form, "Số tiền", TC_TYPE_NUMBER);
    TcColumnSpec *site = data_form_add(form, "Có trang", TC_TYPE_YES_NO);
    site->yes = yes;
    site->n_yes = 1;
    TcColumnSpec *zone = data_form_add(form, "Vùng", TC_TYPE_CHOICE);
    zone->choices = zones;
    zone->n_choices = 2;
    data_form_add(form, "Ngày công nhận", TC_TYPE_DATE)->blank = TC_BLANK_NONE;
    TcColumnSpec *note = data_form_add(form, "Ghi chú", TC_TYPE_TEXT);
    note->choices = notes;
    note->n_choices = 1;
    data_form_add(form, "Kế hoạch", TC_TYPE_DOCUMENT);
    form->limits[0] = (TcColumnLimit){.small = 1, .large = 0};
    form->schema.n_limits = 1;
    form->schema.appraised = appraised;
    form->schema.n_appraised = 1;
}

static inline void data_print_value(GString *out, const TcBlock *block, uint32_t row,
                                    uint32_t column)
{
    const TcSchema *schema = block->schema;
    TcTypeId type = column < schema->n_columns ? schema->columns[column].type : TC_TYPE_YES_NO;
    int64_t value = tc_column_value(&block->columns[column], row);
    char date[TC_DATE_TEXT];

    if (value == TC_VALUE_NONE) {
        g_string_append(out, "none");
    } else if (type == TC_TYPE_DATE) {
        g_string_append(out, tc_date_format((int32_t)value, TC_LANG_EN, date));
    } else if (type == TC_TYPE_TEXT || type == TC_TYPE_DOCUMENT) {
        g_string_append_printf(out, "%d'%s'", (int)value, block->texts[column][row]);
    } else if (type == TC_TYPE_CHOICE) {
        g_string_append_printf(out, "#%d", (int)value);
    } else if (type == TC_TYPE_YES_NO) {
        g_string_append(out, value ? "có" : "không");
    } else {
        mpq_t number;
        mpq_init(number);
        tc_block_get_number(block, row, column, number);
        g_autofree char *text = tc_number_exact(number, TC_LANG_EN);
        g_string_append(out, text);
        mpq_clear(number);
    }
}

static inline void data_print_block(GString *out, const TcBlock *block)
{
    static const char reasons[] = " _?-!>~";
    uint32_t n = block->schema->n_columns + block->schema->n_appraised;

    for (uint32_t row = 0; row < block->n; row++) {
        const TcRowInfo *info = &block->rows[row];
        g_string_append_printf(out, "%u|%s|%s|%s", info->line, info->code, info->name,
                               info->parent);
        for (uint32_t column = 0; column < n; column++) {
            g_string_append_c(out, '|');
            if (tc_bit(block->columns[column].open, row))
                g_string_append_c(out, reasons[block->columns[column].reason[row]]);
            else
                data_print_value(out, block, row, column);
        }
        g_string_append_c(out, '\n');
    }
}

static inline void data_print_diags(GString *out, const TcDiagList *diags)
{
    for (unsigned i = 0; i < tc_diag_list_length(diags); i++) {
        const TcDiag *diag = tc_diag_list_get(diags, i);
        g_string_append_printf(out, "%c %s: %s. %s\n", diag->severity == TC_ERROR ? 'E' : 'W',
                               diag->place ? diag->place : "-", diag->message,
                               diag->fix ? diag->fix : "");
    }
}

/* Reads all of @text as file @name. Returns: (transfer full) rows and diagnostics as said above. */
static inline char *data_read(const TcSchema *schema, const char *name, const char *text,
                              size_t length, const TcReadOptions *options, uint32_t max_rows)
{
    GString *out = g_string_new(NULL);
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
    g_autoptr(TcReader) reader = tc_reader_open_bytes(name, text, length, schema, options, diags);
    g_autoptr(TcBlock) block = tc_block_new(schema);

    while (reader && tc_reader_next(reader, block, max_rows, NULL))
        data_print_block(out, block);
    data_print_diags(out, diags);
    return g_string_free(out, FALSE);
}

#endif
