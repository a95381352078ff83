#include "cli/form.h"

#include <string.h>

#include "cli/output.h"

enum { MOST_NAMES = 2 };

/* How files of a form end; without names: files that no command writes. */
typedef struct {
    const char *ending;
    const char *names[MOST_NAMES];
    bool workbook;
} Ending;

/* Any text may end in the first. */
static const Ending endings[] = {
    {".txt", {"text", "table"}, false},
    {".tieuchi", {"rules"}, false},
    {".csv", {"csv"}, false},
    {".json", {"json"}, false},
    {".html", {"html"}, false},
    {".htm", {"html"}, false},
    {".xml", {"junit"}, false},
    {".xlsx", {NULL}, true},
    {".xls", {NULL}, true},
    {".ods", {NULL}, true},
    {".docx", {NULL}, false},
    {".doc", {NULL}, false},
    {".odt", {NULL}, false},
    {".pdf", {NULL}, false},
};

/* NULL: the file ends in nothing that says how it is written. */
static const Ending *ending_of(const char *path)
{
    g_autofree char *lower = g_ascii_strdown(path ? path : "", -1);
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(lower, endings[i].ending))
            return &endings[i];
    }
    return NULL;
}

/* The place among @names of a form that ends so. Returns: @n if there is none. */
static size_t find(const Ending *ending, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < MOST_NAMES && ending->names[k]; k++) {
            if (strcmp(names[i], ending->names[k]) == 0)
                return i;
        }
    }
    return n;
}

static void refuse_workbook(const TcArgs *args, TcOptionId option)
{
    g_autofree char *shown = tc_say_shown(tc_args_value(args, option));
    tc_say_usage(args->lang, tc_msg_format(args->lang, TC_MSG_OUTPUT_WORKBOOK, shown, NULL),
                 tc_output_example(args->lang, option, TC_MSG_OUTPUT_WORKBOOK_FIX));
}

static void refuse_form(const TcArgs *args, const Ending *ending, const char *const *names,
                        size_t n)
{
    g_autoptr(GString) list = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (find(&endings[i], names, n) < n)
            g_string_append_printf(list, "%s%s", list->len ? ", " : "", endings[i].ending);
    }
    tc_say_usage(args->lang, tc_msg_format(args->lang, TC_MSG_OUTPUT_NO_FORM, ending->ending, NULL),
                 tc_msg_format(args->lang, TC_MSG_OUTPUT_NO_FORM_FIX, list->str, NULL));
}

/* What says workbook would be a CSV, where there is one. Returns: false, told. */
static bool refuse(const TcArgs *args, TcOptionId option, const Ending *ending,
                   const char *const *names, size_t n)
{
    if (ending->workbook && find(ending_of(".csv"), names, n) < n)
        refuse_workbook(args, option);
    else
        refuse_form(args, ending, names, n);
    return false;
}

bool tc_form_read(const TcArgs *args, const char *const *names, size_t n, unsigned *form)
{
    const Ending *ending = ending_of(tc_args_value(args, TC_OPT_OUTPUT));
    const bool written = ending && ending->names[0];
    if (ending && ending != endings && !(written && tc_args_has(args, TC_OPT_FORMAT))) {
        const size_t meant = find(ending, names, n);
        if (meant == n)
            return refuse(args, TC_OPT_OUTPUT, ending, names, n);
        *form = (unsigned)meant;
    }
    return tc_args_choice(args, TC_OPT_FORMAT, names, n, form);
}

bool tc_form_is(const TcArgs *args, TcOptionId option, const char *name)
{
    const Ending *ending = ending_of(tc_args_value(args, option));
    return !ending || ending == endings || find(ending, &name, 1) == 0 ||
           refuse(args, option, ending, &name, 1);
}

bool tc_form_page(const TcArgs *args, TcPageFormat *format, TcCsvStyle *style)
{
    static const char *const formats[] = {[TC_PAGE_TEXT] = "text",
                                          [TC_PAGE_CSV] = "csv",
                                          [TC_PAGE_JSON] = "json",
                                          [TC_PAGE_HTML] = "html"};
    static const char *const styles[] = {[TC_CSV_EXCEL] = "excel", [TC_CSV_PLAIN] = "plain"};
    unsigned form = TC_PAGE_TEXT, kind = TC_CSV_EXCEL;
    if (!tc_form_read(args, formats, G_N_ELEMENTS(formats), &form) ||
        !tc_args_choice(args, TC_OPT_CSV_STYLE, styles, G_N_ELEMENTS(styles), &kind))
        return false;
    *format = (TcPageFormat)form;
    *style = (TcCsvStyle)kind;
    return true;
}

TcFiguresFor tc_form_figures(TcPageFormat format, TcCsvStyle style)
{
    if (format == TC_PAGE_JSON || (format == TC_PAGE_CSV && style == TC_CSV_PLAIN))
        return TC_FIGURES_EXACT;
    return format == TC_PAGE_CSV ? TC_FIGURES_SHEET : TC_FIGURES_PAGE;
}
