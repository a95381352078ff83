/* tieuchi consolidate FOLDER --date D */
#include "base/date.h"
#include "cli/load.h"
#include "cli/output.h"
#include "engine/transitions.h"
#include "report/rule_text.h"
#include "syntax/format.h"

/* Above the text: what it is, of which day, from which decisions. */
static char *title_of(const TcModel *model, int32_t day, TcLang lang)
{
    char text[TC_DATE_TEXT];
    g_autofree char *head =
        tc_msg_format(lang, TC_MSG_CONSOLIDATED_TITLE, tc_date_format(day, lang, text), NULL);
    g_autofree char *sources = tc_msg_format(
        lang, TC_MSG_CONSOLIDATED_FROM, model->issued_with ? model->issued_with : model->code,
        model->amended_by ? "; " : "", model->amended_by ? model->amended_by : "", NULL);
    g_autofree char *known = model->has_known
                                 ? tc_msg_format(lang, TC_MSG_DECISION_KNOWN,
                                                 tc_date_format(model->known_on, lang, text), NULL)
                                 : NULL;
    return g_strdup_printf("%s\n%s%s%s", head, sources, known ? "\n" : "", known ? known : "");
}

/* "theo Quyết định số …" for each amendment. Returns: (transfer full). */
static GPtrArray *notes_of(const TcFolder *folder, TcLang lang)
{
    const GPtrArray *amendments = tc_folder_amendments(folder);
    GPtrArray *notes = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < amendments->len; i++)
        g_ptr_array_add(notes,
                        tc_msg_format(lang, TC_MSG_CONSOLIDATED_NOTE,
                                      tc_amendment_named(g_ptr_array_index(amendments, i)), NULL));
    g_ptr_array_add(notes, NULL);
    return notes;
}

static int consolidate(const TcArgs *args, const TcFolder *folder, uint32_t set,
                       const TcModel *model)
{
    int32_t day;
    g_autoptr(TcDiagList) heard = tc_diag_list_new(args->lang);
    if (!tc_args_date(args, TC_OPT_DATE, &day))
        return TC_EXIT_USAGE;
    g_autoptr(TcOutline) outline = tc_judged_outline(folder, set, day, heard);
    g_autoptr(GPtrArray) notes = notes_of(folder, model->lang);
    g_autofree char *title = title_of(model, day, model->lang);
    g_autofree char *text =
        tc_format_outline(outline, TC_N_LANGS, title, (const char *const *)notes->pdata);
    g_autoptr(GString) out = g_string_new(text);
    return tc_output_text(tc_args_value(args, TC_OPT_OUTPUT), args->lang, out);
}

int tc_cmd_consolidate(const TcArgs *args)
{
    int status;
    g_autoptr(GPtrArray) programs = tc_programs_new();
    g_autoptr(TcFolder) folder = tc_load_folder(args, programs, &status);
    const int64_t set = folder ? tc_load_choose(args, programs, &status) : -1;
    if (set < 0)
        return status;
    return consolidate(args, folder, (uint32_t)set,
                       tc_program_model(g_ptr_array_index(programs, (guint)set)));
}
