/* One expression over given names: the names become parameters of a model that has nothing else. */
#include "sema/expression.h"

#include "sema/sema.h"

/* What `name = value` in a section of parameters would be. */
static TcNode *let_build(TcArena *arena, const char *name, TcNode *value)
{
    TcNode *let = tc_arena_alloc(arena, sizeof *let);
    let->kind = TC_NODE_LET;
    let->text = name;
    let->span = let->at = value->span;
    let->depth = value->depth + 1;
    let->n = 1;
    let->items = tc_arena_alloc(arena, sizeof *let->items);
    let->items[0] = value;
    return let;
}

static TcLet make_let(TcArena *arena, const char *name, TcNode *value)
{
    return (TcLet){.let = let_build(arena, name, value), .name = name, .value = value};
}

static TcModel *model_build(TcArena *arena, TcLang lang, TcNode *expression,
                            const TcGivenName *names, uint32_t n)
{
    TcModel *model = tc_arena_alloc(arena, sizeof *model);
    model->arena = arena;
    model->lang = lang;
    model->n_parameters = n;
    model->parameters = tc_arena_alloc(arena, n * sizeof *model->parameters);
    for (uint32_t i = 0; i < n; i++)
        model->parameters[i] = make_let(arena, names[i].name, names[i].value);
    model->n_definitions = 1;
    model->definitions = tc_arena_alloc(arena, sizeof *model->definitions);
    model->definitions[0] = make_let(arena, "kết quả", expression);
    return model;
}

/* A value of the run has two names: its own in this language, and the one in the tree. */
static void declare(TcSema *sema, const char *name, uint32_t index, TcSpan span)
{
    const char *in_tree = tc_sema_name_built_in(name);
    tc_sema_declare(sema, name, TC_REF_PARAMETER, index, span);
    if (!tc_sema_name(sema, in_tree))
        tc_sema_declare(sema, in_tree, TC_REF_PARAMETER, index, span);
}

const TcModel *tc_sema_expression(TcArena *arena, TcLang lang, TcNode *expression,
                                  const TcGivenName *names, uint32_t n, TcDiagList *diags)
{
    TcSema sema;
    TcModel *model = model_build(arena, lang, expression, names, n);
    const unsigned before = tc_diag_count(diags, TC_ERROR);
    tc_sema_init(&sema, model, NULL, diags);
    for (uint32_t i = 0; i < n; i++)
        declare(&sema, names[i].name, i, names[i].value->span);
    tc_resolve(&sema);
    tc_order(&sema);
    tc_types(&sema);
    tc_check_expression(&sema, expression);
    tc_sema_clear(&sema);
    return tc_diag_count(diags, TC_ERROR) == before ? model : NULL;
}
