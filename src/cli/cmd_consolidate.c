/* tieuchi consolidate FOLDER --date D */
#include "base/date.h"
#include "cli/form.h"
#include "cli/load.h"
#include "cli/output.h"
#include "engine/transitions.h"
#include "report/rule_text.h"
#include "syntax/format.h"
#include "syntax/patch.h"

/* The day from which the rules of @program are as they are, if the set itself began before; else
 * INT32_MIN. */
static int32_t own_day(const TcProgram *program)
{
    const TcModel *model = tc_program_model(program);
    const int32_t from = tc_program_from(program);
    return model->has_from && from > model->in_force_from ? from : INT32_MIN;
}

/* "Bộ tiêu chí có hiệu lực từ …; bản này từ …", or nothing. */
static char *days_of(const TcProgram *program, TcLang lang)
{
    char set[TC_DATE_TEXT], version[TC_DATE_TEXT];
    const int32_t from = own_day(program);
    if (from == INT32_MIN)
        return g_strdup("");
    g_autofree char *days =
        tc_msg_format(lang, TC_MSG_CONSOLIDATED_DAY,
                      tc_date_format(tc_program_model(program)->in_force_from, lang, set),
                      tc_date_format(from, lang, version), NULL);
    return g_strconcat("\n", days, NULL);
}

/* What is put together is in force from the day of its version: no earlier day is judged by it. */
static void put_day(TcOutline *outline, const TcProgram *program, TcDiagList *heard)
{
    char day[TC_DATE_TEXT];
    TcOutlineRange set;
    const int32_t from = own_day(program);
    if (from == INT32_MIN || (!tc_outline_part(outline, TC_KW_SET, NULL, false, &set) &&
                              !tc_outline_part(outline, TC_KW_PLAN, NULL, false, &set)))
        return;
    const int64_t at = tc_outline_find_clause(outline, set, TC_KW_IN_FORCE_FROM);
    const TcOutlineItem *item = at < 0 ? NULL : tc_outline_at(outline, (uint32_t)at);
    const TcClause *clause = item ? tc_text_clause(item->text, item->clause) : NULL;
    if (!clause || clause->n == 0)
        return;
    const TcToken *token = tc_clause_tokens(item->text, clause);
    const TcPatch patch = {token->span.start,
                           token->span.end,
                           tc_date_format(from, item->text->tokens.lang, day),
                           {0}};
    g_autoptr(GArray) patches = g_array_new(FALSE, FALSE, sizeof(TcPatch));
    g_array_append_val(patches, patch);
    tc_patch_item(outline, (uint32_t)at, patches, token->span, item->by, heard);
}

/* Above the text: what it is, of which day, from which decisions. */
static char *title_of(const TcProgram *program, int32_t day, TcLang lang)
{
    char text[TC_DATE_TEXT];
    const TcModel *model = tc_program_model(program);
    g_autofree char *days = days_of(program, lang);
    g_autofree char *head =
        tc_msg_format(lang, TC_MSG_CONSOLIDATED_TITLE, tc_date_format(day, lang, text), NULL);
    g_autofree char *sources = tc_msg_format(
        lang, TC_MSG_CONSOLIDATED_FROM, model->issued_with ? model->issued_with : model->code,
        model->amended_by ? "; " : "", model->amended_by ? model->amended_by : "", NULL);
    g_autofree char *known = model->has_known
                                 ? tc_msg_format(lang, TC_MSG_DECISION_KNOWN,
                                                 tc_date_format(model->known_on, lang, text), NULL)
                                 : NULL;
    return g_strdup_printf("%s\n%s%s%s%s", head, sources, days, known ? "\n" : "",
                           known ? known : "");
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
                       const TcProgram *program)
{
    int32_t day;
    const TcLang lang = tc_program_model(program)->lang;
    g_autoptr(TcDiagList) heard = tc_diag_list_new(args->lang);
    if (!tc_args_date(args, TC_OPT_DATE, &day) || !tc_form_is(args, TC_OPT_OUTPUT, "rules"))
        return TC_EXIT_USAGE;
    g_autoptr(TcOutline) outline = tc_judged_outline(folder, set, day, heard);
    put_day(outline, program, heard);
    g_autoptr(GPtrArray) notes = notes_of(folder, lang);
    g_autofree char *title = title_of(program, day, lang);
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
    return consolidate(args, folder, (uint32_t)set, g_ptr_array_index(programs, (guint)set));
}
