/* Cases of data files for tests with cmocka: the text of a file and what is read of it, as
 * data_read writes it. */
#ifndef TEST_DATA_CASES_H
#define TEST_DATA_CASES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "support/data_file.h"

typedef struct {
    const char *name;
    const char *text;
    const char *want;
} DataCase;

/* [A] whole, [B] percent, [C] yes/no ("x" là có), [D] date, [E] ratio. */
static inline void small_form_init(DataForm *form)
{
    static const char *yes[] = {"x"};

    *form = (DataForm){.schema = {.columns = form->columns, .limits = form->limits}};
    data_form_add(form, "A", TC_TYPE_INTEGER);
    data_form_add(form, "B", TC_TYPE_PERCENT);
    TcColumnSpec *column = data_form_add(form, "C", TC_TYPE_YES_NO);
    column->yes = yes;
    column->n_yes = 1;
    data_form_add(form, "D", TC_TYPE_DATE);
    data_form_add(form, "E", TC_TYPE_RATIO);
}

static inline void data_check_text(const char *name, const char *want, const char *got)
{
    if (strcmp(want, got) != 0)
        fail_msg("%s:\n--- wanted\n%s--- got\n%s", name, want, got);
}

/* Every case is read in large blocks and row by row: both must give the same. */
static inline void data_check_cases(const DataCase *cases, size_t n, const TcReadOptions *options)
{
    DataForm form;

    small_form_init(&form);
    for (size_t i = 0; i < n; i++) {
        size_t length = strlen(cases[i].text);
        g_autofree char *blocks =
            data_read(&form.schema, "a.csv", cases[i].text, length, options, TC_BLOCK_ROWS);
        g_autofree char *rows = data_read(&form.schema, "a.csv", cases[i].text, length, options, 1);
        data_check_text(cases[i].name, cases[i].want, blocks);
        if (*cases[i].want != 'E') /* row by row, rows before the error are delivered */
            data_check_text(cases[i].name, cases[i].want, rows);
    }
    data_form_clear(&form);
}

/* Breaches, appraisals, choices, texts, documents, aliases, suggestions: the larger form. */
static inline void data_check_large(const char *text, const TcReadOptions *options,
                                    const char *want)
{
    DataForm form;

    data_form_init(&form);
    g_autofree char *got =
        data_read(&form.schema, "a.csv", text, strlen(text), options, TC_BLOCK_ROWS);
    data_form_clear(&form);
    data_check_text(text, want, got);
}

#endif
