/* tieuchi dump --tokens|--ast|--plan FILE */
#include <limits.h>
#include "cli/output.h"
#include "cli/rule_files.h"
#include "plan/plan.h"
#include "sema/document.h"
#include "syntax/parse.h"

static void dump_tokens(TcSource *source, TcDiagList *diags, GString *out)
{
    g_autofree char *text = tc_dump_tokens(source, diags);
    g_string_append(out, text);
}

static void dump_ast(TcSource *source, TcDiagList *diags, GString *out)
{
    g_autoptr(TcArena) arena = tc_arena_new();
    TcLang lang;
    g_autofree char *text = tc_dump_tree(tc_parse(source, arena, &lang, diags));
    g_string_append(out, text);
}

static void dump_plan(const TcDocument *document, GString *out)
{
    const TcModel *model = tc_document_model(document);
    if (!model)
        return;
    g_autoptr(TcPlan) plan = tc_plan_new(model);
    tc_plan_dump(plan, out);
}

static void say_missing(const TcArgs *args)
{
    g_autofree char *options =
        g_strdup_printf("tokens, --ast %s --plan", tc_msg(args->lang, TC_MSG_OR));
    tc_say_usage(args->lang, tc_msg_format(args->lang, TC_MSG_USAGE_NEEDS, "dump", options, NULL),
                 tc_msg_format(args->lang, TC_MSG_USAGE_WRITE,
                               tc_commands[args->command].example[args->lang], NULL));
}

/* Which of the three was asked for, or TC_N_OPTIONS after telling the user. */
static TcOptionId wanted(const TcArgs *args)
{
    static const TcOptionId all[] = {TC_OPT_TOKENS, TC_OPT_AST, TC_OPT_PLAN};
    TcOptionId found = TC_N_OPTIONS;
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
        if (!tc_args_has(args, all[i]))
            continue;
        if (found != TC_N_OPTIONS) {
            tc_say_usage(args->lang,
                         tc_msg_format(args->lang, TC_MSG_USAGE_NOT_BOTH, tc_options[found].name,
                                       tc_options[all[i]].name, NULL),
                         g_strdup(tc_msg(args->lang, TC_MSG_USAGE_NOT_BOTH_FIX)));
            return TC_N_OPTIONS;
        }
        found = all[i];
    }
    if (found == TC_N_OPTIONS)
        say_missing(args);
    return found;
}

/* One file into @out. */
static void dump(TcOptionId what, TcSource *source, TcDiagList *diags, GPtrArray *documents,
                 GString *out)
{
    if (what == TC_OPT_PLAN) {
        TcDocument *document = tc_document_new(source, diags);
        g_ptr_array_add(documents, document);
        dump_plan(document, out);
    } else {
        (what == TC_OPT_AST ? dump_ast : dump_tokens)(source, diags, out);
    }
}

/* Several files are dumped one after the other, each behind its name. */
int tc_cmd_dump(const TcArgs *args)
{
    g_autoptr(GPtrArray) sources = tc_sources_new();
    g_autoptr(GPtrArray) documents = tc_documents_new();
    g_autoptr(TcDiagList) diags = tc_diag_list_new(args->lang);
    g_autoptr(GString) out = g_string_new(NULL);
    TcOptionId what = wanted(args);
    if (what == TC_N_OPTIONS || !tc_args_operands(args, 1, UINT_MAX))
        return TC_EXIT_USAGE;
    int status;
    g_autoptr(GPtrArray) paths = tc_rule_files(args, &status);
    for (guint i = 0; paths && i + 1 < paths->len; i++) {
        GError *error = NULL;
        TcSource *source = tc_source_read(g_ptr_array_index(paths, i), &error);
        if (!source)
            return tc_say_world(args->lang, error);
        if (paths->len > 2)
            g_string_append_printf(out, "%s%s:\n", i ? "\n" : "", tc_source_name(source));
        dump(what, source, diags, documents, out);
        if (what != TC_OPT_PLAN) /* the document has it */
            g_ptr_array_add(sources, source);
    }
    if (!paths)
        return status;
    status = tc_output_text(NULL, args->lang, out);
    int said = tc_say_diags(diags);
    return status != TC_EXIT_DONE ? status : said;
}
