/* Writes cells as a data file has them. */
#include "tools/case_text.h"

#include "base/date.h"
#include "base/number.h"

static void put_quoted(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *text);
    }
    g_string_append_c(out, '"');
}

static void put_number(const TcModel *model, const TcColumnSpec *spec, const TcValue *cell,
                       GString *out)
{
    TcValue hundred;
    tc_value_init(&hundred);
    tc_value_set_integer(&hundred, spec->type == TC_TYPE_PERCENT ? 100 : 1);
    mpq_mul(hundred.number, hundred.number, cell->number);
    g_autofree char *text = tc_number_exact(hundred.number, model->lang);
    g_string_append(out, text);
    tc_value_clear(&hundred);
}

static void put_cell(const TcModel *model, uint32_t column, const TcValue *cell, GString *out)
{
    char date[TC_DATE_TEXT];
    if (cell->none)
        g_string_append(out, "chưa có");
    else if (cell->kind == TC_VALUE_NUMBER)
        put_number(model, &model->schema.columns[column], cell, out);
    else if (cell->kind == TC_VALUE_DATE)
        g_string_append(out, tc_date_format(cell->day, model->lang, date));
    else if (cell->kind == TC_VALUE_TEXT)
        put_quoted(out, cell->text);
    else
        g_string_append(out, cell->truth ? "có" : "không");
}

void tc_case_row(const TcModel *model, const TcValue *cells, const bool *known, GString *out)
{
    const TcSchema *schema = &model->schema;
    g_string_append(out, "Mã đơn vị");
    for (uint32_t i = 0; i < schema->n_columns; i++) {
        g_string_append_c(out, ';');
        put_quoted(out, schema->columns[i].name);
    }
    for (uint32_t i = 0; i < schema->n_appraised; i++)
        g_string_append_printf(out, ";\"Thẩm định %s\"", schema->appraised[i]);
    g_string_append(out, "\n1");
    for (uint32_t i = 0; i < schema->n_columns + schema->n_appraised; i++) {
        g_string_append_c(out, ';');
        if (known[i])
            put_cell(model, i, &cells[i], out);
    }
    g_string_append_c(out, '\n');
}
