/* tieuchi dump --tokens|--ast|--plan FILE */
#include "cli/output.h"
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
        tc_say_usage(
            args->lang,
            tc_msg_format(args->lang, TC_MSG_USAGE_NEEDS, "dump", "tokens, --ast, --plan", NULL),
            tc_msg_format(args->lang, TC_MSG_USAGE_WRITE,
                          tc_commands[args->command].example[args->lang], NULL));
    return found;
}

int tc_cmd_dump(const TcArgs *args)
{
    GError *error = NULL;
    g_autoptr(TcDiagList) diags = tc_diag_list_new(args->lang);
    g_autoptr(GString) out = g_string_new(NULL);
    TcOptionId what = wanted(args);
    if (what == TC_N_OPTIONS || !tc_args_operands(args, 1, 1))
        return TC_EXIT_USAGE;
    TcSource *source = tc_source_read(args->operands[0], &error);
    if (!source)
        return tc_say_world(args->lang, error);
    g_autoptr(TcDocument) document = NULL;
    g_autoptr(TcSource) own = NULL;
    if (what == TC_OPT_PLAN) {
        document = tc_document_new(source, diags);
        dump_plan(document, out);
    } else {
        own = source;
        (what == TC_OPT_AST ? dump_ast : dump_tokens)(source, diags, out);
    }
    int status = tc_output_text(NULL, args->lang, out);
    int said = tc_say_diags(diags);
    return status != TC_EXIT_DONE ? status : said;
}
