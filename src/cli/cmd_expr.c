/* tieuchi expr 'EXPRESSION' [--set NAME=VALUE]… | tieuchi expr --batch */
#include <stdio.h>
#include <string.h>
#include "base/date.h"
#include "cli/output.h"
#include "engine/batch.h"
#include "engine/expression.h"

static int say_no_value(const TcArgs *args, const char *given)
{
    g_autofree char *shown = tc_say_shown(given);
    return tc_say_usage(args->lang,
                        tc_msg_format(args->lang, TC_MSG_USAGE_BAD_VALUE, "set", shown, NULL),
                        g_strdup(tc_msg(args->lang, TC_MSG_USAGE_SET)));
}

/* Reads NAME=VALUE; a name in brackets may hold a '='. */
static bool read_given(const char *text, TcGiven *given)
{
    const char *closed = text[0] == '[' ? strstr(text, "]=") : NULL;
    const char *equals = closed ? closed + 1 : strchr(text, '=');
    if (!equals || equals == text || equals[1 + strspn(equals + 1, " ")] == '\0')
        return false;
    *given = (TcGiven){text, (size_t)(equals - text), equals + 1, strlen(equals + 1)};
    return true;
}

/* The answer as its language writes it. (transfer full) */
static char *answer_words(const TcAnswer *answer, TcLang lang)
{
    int32_t day;
    char date[TC_DATE_TEXT];
    if (answer->type == TC_ANSWER_UNKNOWN)
        return g_strdup(tc_msg(lang, TC_MSG_EXPR_UNKNOWN));
    if (answer->type == TC_ANSWER_BOOL)
        return g_strdup(
            tc_msg(lang, strcmp(answer->text, "true") == 0 ? TC_MSG_EXPR_TRUE : TC_MSG_EXPR_FALSE));
    if (answer->type == TC_ANSWER_DATE &&
        tc_date_parse(answer->text, strlen(answer->text), &day) == TC_DATE_OK)
        return g_strdup(tc_date_format(day, lang, date));
    return answer->type == TC_ANSWER_NUMBER && lang == TC_LANG_VI
               ? g_strdelimit(g_strdup(answer->text), ".", ',')
               : g_strdup(answer->text);
}

static int print_answer(const TcArgs *args, const TcAnswer *answer)
{
    g_autoptr(GString) out = g_string_new(NULL);
    if (answer->type == TC_ANSWER_ERROR) {
        fprintf(stderr, "%s %s: %s\n", tc_msg(args->lang, TC_MSG_ERROR), tc_diag_name(answer->code),
                answer->text);
        if (answer->fix)
            fprintf(stderr, "%s: %s\n", tc_msg(args->lang, TC_MSG_FIX), answer->fix);
        return TC_EXIT_FAULT;
    }
    g_autofree char *words = answer_words(answer, args->lang);
    g_string_append_printf(out, "%s\n", words);
    return tc_output_text(NULL, args->lang, out);
}

static int one(const TcArgs *args)
{
    const GPtrArray *sets = args->values[TC_OPT_SET];
    g_autoptr(GArray) given = g_array_new(FALSE, TRUE, sizeof(TcGiven));
    TcAnswer answer;
    for (guint i = 0; sets && i < sets->len; i++) {
        TcGiven next;
        if (!read_given(g_ptr_array_index(sets, i), &next))
            return say_no_value(args, g_ptr_array_index(sets, i));
        g_array_append_val(given, next);
    }
    tc_expression_evaluate(args->operands[0], strlen(args->operands[0]),
                           (const TcGiven *)(void *)given->data, given->len, args->lang, args->lang,
                           &answer);
    int status = print_answer(args, &answer);
    tc_answer_clear(&answer);
    return status;
}

int tc_cmd_expr(const TcArgs *args)
{
    GError *error = NULL;
    bool batch = tc_args_has(args, TC_OPT_BATCH);
    if (!tc_args_operands(args, batch ? 0 : 1, batch ? 0 : 1))
        return TC_EXIT_USAGE;
    if (!batch)
        return one(args);
    if (tc_batch_run(stdin, stdout, args->lang, args->lang, &error))
        return TC_EXIT_DONE;
    return tc_say_world(args->lang, error);
}
