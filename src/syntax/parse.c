/* Clauses to tree: each clause through the grammar by itself, then hung below its head.
 * Before: bytes. After: a FILE node whose heads hold all clauses that could be read. */
#include "syntax/parse.h"

#include "syntax/build.h"
#include "syntax/hints.h"
#include "syntax/speech.h"
#include "parser.h"

const TcToken *tc_parse_next(TcParse *parse)
{
    parse->before = parse->last;
    if (parse->state == TC_AT_STARTER) {
        parse->state = TC_IN_CONTENT;
        parse->last = &parse->starter;
    } else {
        parse->last =
            parse->next < parse->limit ? &parse->tokens->items[parse->next++] : &parse->end;
    }
    return parse->last;
}

void tc_parse_unexpected(TcParse *parse, const char *const *expected, unsigned n)
{
    if (tc_speech_report(parse))
        return;
    for (uint32_t i = parse->first; i < parse->limit; i++)
        if (parse->tokens->items[i].reported)
            return;
    tc_hint_unexpected(parse, expected, n);
}

void tc_parse_too_deep(TcParse *parse, TcSpan span)
{
    parse->too_deep = true;
    tc_diag(parse->diags, TC_DIAG_TOO_DEEP, span, NULL);
}

/* The place behind the last token of a clause, where something is missing. */
static TcToken end_token(const TcParse *parse)
{
    TcSpan last = parse->limit > parse->next ? parse->tokens->items[parse->limit - 1].span
                                             : parse->starter.span;
    return (TcToken){.type = TC_TOK_END, .span = {last.source, last.end, last.end}};
}

static TcNode *error_node(TcParse *parse, TcSpan span)
{
    TcNode *node = tc_tree_none(parse, span);
    node->kind = TC_NODE_ERROR;
    return node;
}

/* A head that could not be read: with its code, so that its clauses stay under it and what names it
 * finds it. */
static TcNode *unread_head(TcParse *parse)
{
    const TcToken *first = &parse->tokens->items[parse->first];
    bool coded =
        parse->first < parse->limit &&
        (first->type == TC_TOK_CODE || first->type == TC_TOK_NAME || first->type == TC_TOK_BRACKET);
    TcToken title = {.type = TC_TOK_TEXT, .span = parse->starter.span, .text = "…"};
    bool grade = parse->starter.type == TC_TOK_HEAD_GRADE;
    return tc_tree_head(parse, parse->starter.span, &parse->starter,
                        coded ? tc_tree_word(parse, first) : NULL, tc_tree_text(parse, &title),
                        grade ? error_node(parse, parse->starter.span) : NULL);
}

/* What an entry or head that could not be read leaves behind, so that one mistake gives one
 * message. Returns: (transfer none) a node, or NULL for a clause. */
static TcNode *stand_in(TcParse *parse)
{
    switch (parse->starter.type) {
    case TC_TOK_ENTRY_COLUMN:
    case TC_TOK_ENTRY_LET:
    case TC_TOK_ENTRY_GIVEN:
        return tc_tree_let(parse, parse->starter.span, &parse->starter,
                           error_node(parse, parse->starter.span));
    case TC_TOK_HEAD_PART:
    case TC_TOK_HEAD_GRADE:
        return unread_head(parse);
    default:
        return NULL;
    }
}

/* Parses @clause, the one at @index of @clauses if these are given. Returns: (transfer none) the
 * node, or NULL for a clause that could not be read. */
static TcNode *parse_clause(const TcTokenList *tokens, const TcClause *clause,
                            const GArray *clauses, uint32_t index, TcArena *arena,
                            TcDiagList *diags)
{
    TcParse parse = {.arena = arena,
                     .diags = diags,
                     .tokens = tokens,
                     .clauses = clauses,
                     .index = index,
                     .starter = clause->starter,
                     .first = clause->first,
                     .next = clause->first,
                     .limit = clause->first + clause->n};
    parse.end = end_token(&parse);
    if (clause->starter.type == TC_TOK_END)
        return NULL;
    if (tc_speech_is_marked(&parse) && tc_speech_report(&parse))
        return stand_in(&parse);
    return tc_yyparse(&parse) == 0 && !parse.too_deep ? parse.result : stand_in(&parse);
}

static void close_head(TcArena *arena, GPtrArray *heads, GPtrArray *children)
{
    if (heads->len == 0)
        return;
    TcNode *head = g_ptr_array_index(heads, heads->len - 1);
    head->n = children->len;
    head->items = tc_arena_pointers(arena, children);
    for (uint32_t i = 0; i < children->len; i++) {
        const TcNode *child = g_ptr_array_index(children, i);
        head->depth = MAX(head->depth, child->depth + 1);
        head->span = tc_span_join(head->span, child->span);
    }
    g_ptr_array_set_size(children, 0);
}

static void open_head(GPtrArray *heads, GPtrArray *children, TcNode *head)
{
    g_ptr_array_add(heads, head);
    for (uint32_t i = 0; i < head->n; i++)
        g_ptr_array_add(children, head->items[i]);
}

/* Parses all @clauses and hangs each below the last head. */
static TcNode *build_file(const TcTokenList *tokens, const GArray *clauses, TcArena *arena,
                          TcDiagList *diags)
{
    g_autoptr(GPtrArray) heads = g_ptr_array_new();
    g_autoptr(GPtrArray) children = g_ptr_array_new();
    for (uint32_t i = 0; i < clauses->len; i++) {
        const TcClause *clause = &g_array_index(clauses, TcClause, i);
        TcNode *node = parse_clause(tokens, clause, clauses, i, arena, diags);
        if (node && node->kind == TC_NODE_HEAD) {
            close_head(arena, heads, children);
            open_head(heads, children, node);
        } else if (node && heads->len) {
            g_ptr_array_add(children, node);
        } else if (node) {
            tc_diag(diags, TC_DIAG_FILE_START, node->span, NULL);
        }
    }
    close_head(arena, heads, children);
    TcNode *file = tc_arena_alloc(arena, sizeof *file);
    file->kind = TC_NODE_FILE;
    file->n = heads->len;
    file->items = tc_arena_pointers(arena, heads);
    return file;
}

static TcNode *parse_file(const TcSource *source, TcArena *arena, bool trial, TcLang *lang,
                          TcDiagList *diags)
{
    TcTokenList tokens = {.trial = trial};
    g_autoptr(GArray) clauses = g_array_new(FALSE, FALSE, sizeof(TcClause));
    tc_clauses_read(source, arena, &tokens, clauses, diags);
    TcNode *file = build_file(&tokens, clauses, arena, diags);
    file->span = (TcSpan){source, 0, tc_source_length(source)};
    *lang = tokens.lang;
    tc_token_list_clear(&tokens);
    return file;
}

TcNode *tc_parse(const TcSource *source, TcArena *arena, TcLang *lang, TcDiagList *diags)
{
    return parse_file(source, arena, false, lang, diags);
}

void tc_parse_trial(const TcSource *source, TcArena *arena, TcDiagList *diags)
{
    TcLang lang;
    parse_file(source, arena, true, &lang, diags);
}

TcNode *tc_parse_expression(const TcSource *source, TcLang lang, TcArena *arena, TcDiagList *diags)
{
    TcTokenList tokens = {0};
    unsigned before = tc_diag_count(diags, TC_ERROR);
    tc_scan(source, arena, &tokens, diags);
    tc_keywords_apply(&tokens, TC_READ_EXPRESSION, lang, arena, diags);
    TcClause clause = {.starter = {.type = TC_TOK_START_EXPRESSION, .span = {source, 0, 0}}};
    TcNode *node = NULL;
    clause.n = tokens.n - 1;
    if (tc_diag_count(diags, TC_ERROR) == before)
        node = parse_clause(&tokens, &clause, NULL, 0, arena, diags);
    tc_token_list_clear(&tokens);
    return tc_diag_count(diags, TC_ERROR) == before ? node : NULL;
}
