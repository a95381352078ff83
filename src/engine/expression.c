/* One expression: parsed, bound and typed over its given names, evaluated by the reference. */
#include "engine/expression.h"

#include <string.h>
#include "base/date.h"
#include "base/number.h"
#include "base/text.h"
#include "exec/reference.h"
#include "sema/expression.h"
#include "syntax/parse.h"

typedef struct {
    TcArena *arena;
    TcDiagList *diags;
    TcLang lang;
    GPtrArray *sources; /* of the expression and the values; spans point into them */
} Work;

static const TcSource *source_of(Work *work, const char *name, const char *text, size_t length)
{
    TcSource *source = tc_source_new(name, text, length);
    g_ptr_array_add(work->sources, source);
    return source;
}

static bool is_literal(const TcNode *node)
{
    if (node->kind == TC_NODE_UNARY)
        return node->sub == TC_OP_NEG && node->items[0]->kind == TC_NODE_NUMBER;
    return node->kind == TC_NODE_NUMBER || node->kind == TC_NODE_DATE ||
           node->kind == TC_NODE_TEXT || node->kind == TC_NODE_BOOL ||
           node->kind == TC_NODE_UNKNOWN;
}

static TcNode *read_value(Work *work, const TcGiven *given, const char *name)
{
    const TcSource *source = source_of(work, name, given->value, given->value_length);
    TcNode *node = tc_parse_expression(source, work->lang, work->arena, work->diags);
    if (!node || is_literal(node))
        return node;
    tc_diag(work->diags, TC_DIAG_GIVEN_VALUE, node->span, name, NULL);
    return NULL;
}

/* The name in NFC, without the brackets in which a rule file has it ("]" doubled inside). Bytes
 * that are no text give a name that nothing can match. */
static const char *read_name(Work *work, const TcGiven *given)
{
    if (tc_text_invalid(given->name, given->name_length) < given->name_length) {
        const TcSource *source = source_of(work, "?", given->name, given->name_length);
        tc_diag(work->diags, TC_DIAG_BAD_UTF8, (TcSpan){.source = source}, NULL);
        return "?";
    }
    g_autofree char *nfc = tc_text_nfc(given->name, given->name_length);
    const char *name = g_strstrip(nfc);
    size_t length = strlen(name);
    if (length < 3 || name[0] != '[' || name[length - 1] != ']')
        return tc_arena_strndup(work->arena, name, length);
    g_autofree char *inner = g_strndup(name + 1, length - 2);
    g_auto(GStrv) parts = g_strsplit(inner, "]]", -1);
    g_autofree char *single = g_strjoinv("]", parts);
    return tc_arena_strndup(work->arena, single, strlen(single));
}

static const TcModel *build(Work *work, const char *expression, size_t length, const TcGiven *given,
                            size_t n)
{
    TcGivenName *names = tc_arena_alloc(work->arena, n * sizeof *names);
    for (size_t i = 0; i < n; i++) {
        names[i].name = read_name(work, &given[i]);
        names[i].value = read_value(work, &given[i], names[i].name);
    }
    const TcSource *source = source_of(work, "expr", expression, length);
    TcNode *node = tc_parse_expression(source, work->lang, work->arena, work->diags);
    if (!node || tc_diag_has_errors(work->diags))
        return NULL;
    return tc_sema_expression(work->arena, work->lang, node, names, (uint32_t)n, work->diags);
}

static void write_value(const TcValue *value, TcAnswer *answer)
{
    char date[TC_DATE_TEXT];
    switch (value->kind) {
    case TC_VALUE_NUMBER:
        answer->type = TC_ANSWER_NUMBER;
        answer->text = tc_number_exact(value->number, TC_LANG_EN);
        return;
    case TC_VALUE_BOOL:
        answer->type = TC_ANSWER_BOOL;
        answer->text = g_strdup(value->truth ? "true" : "false");
        return;
    case TC_VALUE_TEXT:
        answer->type = TC_ANSWER_TEXT;
        answer->text = g_strdup(value->text);
        return;
    case TC_VALUE_DATE:
        answer->type = TC_ANSWER_DATE;
        answer->text = g_strdup(tc_date_format(value->day, TC_LANG_EN, date));
        return;
    }
    g_assert_not_reached();
}

static void evaluate(const TcModel *model, TcAnswer *answer)
{
    const TcRun run = {.date_judged = 0};
    g_autoptr(TcReference) reference = tc_reference_new(model, &run);
    TcValue value;
    tc_value_init(&value);
    tc_reference_set_row(reference, NULL, NULL);
    tc_reference_value(reference, model->definitions[0].value, TC_NO_PART, &value);
    answer->type = TC_ANSWER_UNKNOWN;
    if (value.defined && !value.none)
        write_value(&value, answer);
    tc_value_clear(&value);
}

static void report(TcDiagList *diags, TcAnswer *answer)
{
    tc_diag_list_sort(diags);
    for (unsigned i = 0; i < tc_diag_list_length(diags); i++) {
        const TcDiag *diag = tc_diag_list_get(diags, i);
        if (diag->severity != TC_ERROR)
            continue;
        answer->type = TC_ANSWER_ERROR;
        answer->code = diag->code;
        answer->text = g_strdup(diag->message);
        answer->fix = g_strdup(diag->fix);
        return;
    }
}

void tc_expression_evaluate(const char *expression, size_t length, const TcGiven *given, size_t n,
                            TcLang lang, TcLang said, TcAnswer *answer)
{
    g_autoptr(TcArena) arena = tc_arena_new();
    g_autoptr(TcDiagList) diags = tc_diag_list_new(said);
    g_autoptr(GPtrArray) sources = tc_sources_new();
    Work work = {.arena = arena, .diags = diags, .lang = lang, .sources = sources};
    memset(answer, 0, sizeof *answer);
    const TcModel *model = build(&work, expression, length, given, n);
    if (model)
        evaluate(model, answer);
    else
        report(diags, answer);
}

void tc_answer_clear(TcAnswer *answer)
{
    g_clear_pointer(&answer->text, g_free);
    g_clear_pointer(&answer->fix, g_free);
}

const char *tc_answer_type_name(TcAnswerType type)
{
    static const char *const names[] = {"number", "bool", "text", "date", "unknown", "error"};
    return names[type];
}
