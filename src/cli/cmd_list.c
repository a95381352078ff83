/* tieuchi list RULES */
#include <unistd.h>
#include "cli/form.h"
#include "cli/load.h"
#include "cli/output.h"
#include "report/list.h"

enum { TABLE, CSV, JSON };

int tc_cmd_list(const TcArgs *args)
{
    static const char *const formats[] = {[TABLE] = "table", [CSV] = "csv", [JSON] = "json"};
    static const char *const styles[] = {[TC_CSV_EXCEL] = "excel", [TC_CSV_PLAIN] = "plain"};
    unsigned format = TABLE, style = TC_CSV_EXCEL;
    const char *path = tc_args_value(args, TC_OPT_OUTPUT);
    g_autoptr(GString) out = g_string_new(NULL);
    int status;
    if (!tc_form_read(args, formats, G_N_ELEMENTS(formats), &format) ||
        !tc_args_choice(args, TC_OPT_CSV_STYLE, styles, G_N_ELEMENTS(styles), &style))
        return TC_EXIT_USAGE;
    g_autoptr(TcProgram) program = tc_load_rules(args, &status);
    if (!program)
        return status;
    const TcModel *model = tc_program_model(program);
    if (format == TABLE)
        tc_list_table(model, args->lang, tc_say_width(STDOUT_FILENO),
                      !path && tc_say_colour(STDOUT_FILENO), out);
    else if (format == CSV)
        tc_list_csv(model, args->lang, (TcCsvStyle)style, out);
    else
        tc_list_json(model, out);
    status = tc_output_text(path, args->lang, out);
    if (status == TC_EXIT_DONE && format == CSV)
        tc_load_say_origin(model, NULL, args->lang);
    return status;
}
