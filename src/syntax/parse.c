/* Clauses to tree: each clause through the grammar by itself, then hung below its head.
 * Before: bytes. After: a FILE node whose heads hold all clauses that could be read. */
#include "syntax/parse.h"

#include "base/msg.h"
#include "syntax/build.h"
#include "syntax/edit_forms.h"
#include "syntax/hints.h"
#include "syntax/quoted_rule.h"
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
    const TcSpan at = parse->last->type == TC_TOK_END ? parse->starter.span : parse->last->span;
    if (tc_edit_form_is_told(parse->diags, at) || tc_speech_report(parse) ||
        tc_edit_form_report(parse->tokens, &parse->starter, at, parse->diags))
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
    if (tc_quoted_rule(&parse))
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

/* The file at hand. */
typedef struct {
    TcArena *arena;
    TcDiagList *diags;
    GPtrArray *heads, *children; /* of the last head */
    bool start_told;             /* that it does not begin as it should: once is enough */
} TcFileTree;

static bool begins_amendment(const TcNode *head)
{
    return head->sub == TC_KW_AMENDMENT || head->sub == TC_KW_CORRECTION;
}

static bool is_edit(const TcNode *head)
{
    const int token = tc_keyword_token((TcKeyword)head->sub);
    return token == TC_TOK_EDIT || token == TC_TOK_TRANSITION || token == TC_TOK_FOR_UNITS;
}

/* What was told of how the file of @at begins as it was cut into clauses, or NULL. */
static const TcDiag *cut_told(const TcFileTree *file, TcSpan at)
{
    for (unsigned i = 0; i < tc_diag_list_length(file->diags); i++) {
        const TcDiag *diag = tc_diag_list_get(file->diags, i);
        if (diag->span.source == at.source && diag->code == TC_DIAG_FILE_START)
            return diag;
    }
    return NULL;
}

static bool is_not(const TcDiag *diag, void *other)
{
    return diag != other;
}

/* A line that amends, at @at, shows what the file is meant to be. */
static void tell_amendment_start(const TcFileTree *file, TcSpan at)
{
    const TcDiag *told = cut_told(file, at);
    const TcSpan span = told ? told->span : at;
    tc_diag_list_keep(file->diags, is_not, (void *)told);
    tc_diag(file->diags, TC_DIAG_AMENDMENT_START, span, NULL);
}

/* Lines that amend stand in a text of their own, below its head. */
static void check_edit(const TcFileTree *file, const TcNode *head)
{
    const TcNode *first = file->heads->len ? g_ptr_array_index(file->heads, 0) : head;
    if (begins_amendment(first) || (!is_edit(head) && !begins_amendment(head)))
        return;
    if (is_edit(first)) {
        if (first == head)
            tell_amendment_start(file, head->at);
        return;
    }
    g_autofree char *word = tc_span_text(head->at);
    tc_diag(file->diags, TC_DIAG_EDIT_IN_SET, head->at, word,
            first->text ? first->text : tc_msg(tc_diag_list_lang(file->diags), TC_MSG_CODE_OF_SET),
            NULL);
}

static void add_clause(TcFileTree *file, TcNode *node)
{
    if (node && node->kind == TC_NODE_HEAD) {
        check_edit(file, node);
        close_head(file->arena, file->heads, file->children);
        open_head(file->heads, file->children, node);
    } else if (node && file->heads->len) {
        g_ptr_array_add(file->children, node);
    } else if (node && !file->start_told) {
        if (!cut_told(file, node->span))
            tc_diag(file->diags, TC_DIAG_FILE_START, node->span, NULL);
        file->start_told = true;
    }
}

static TcNode *close_file(TcFileTree *file)
{
    close_head(file->arena, file->heads, file->children);
    TcNode *node = tc_arena_alloc(file->arena, sizeof *node);
    node->kind = TC_NODE_FILE;
    node->n = file->heads->len;
    node->items = tc_arena_pointers(file->arena, file->heads);
    g_ptr_array_unref(file->heads);
    g_ptr_array_unref(file->children);
    return node;
}

static TcFileTree new_file(TcArena *arena, TcDiagList *diags)
{
    return (TcFileTree){arena, diags, g_ptr_array_new(), g_ptr_array_new(), false};
}

TcNode *tc_parse_clause(const TcText *text, uint32_t index, TcArena *arena, TcDiagList *diags)
{
    return parse_clause(&text->tokens, tc_text_clause(text, index), text->clauses, index, arena,
                        diags);
}

TcNode *tc_parse_text(const TcText *text, TcArena *arena, TcDiagList *diags)
{
    TcFileTree file = new_file(arena, diags);
    for (uint32_t i = 0; i < text->clauses->len; i++)
        add_clause(&file, tc_parse_clause(text, i, arena, diags));
    TcNode *node = close_file(&file);
    node->span = (TcSpan){text->source, 0, tc_source_length(text->source)};
    return node;
}

TcNode *tc_parse_outline(const TcOutline *outline, TcArena *arena, TcDiagList *diags)
{
    TcFileTree file = new_file(arena, diags);
    for (uint32_t i = 0; i < outline->items->len; i++) {
        const TcOutlineItem *item = tc_outline_at(outline, i);
        add_clause(&file, tc_parse_clause(item->text, item->clause, arena, diags));
    }
    TcNode *node = close_file(&file);
    if (node->n > 0)
        node->span = node->items[0]->span;
    return node;
}

TcNode *tc_parse(const TcSource *source, TcArena *arena, TcLang *lang, TcDiagList *diags)
{
    TcTokenList tokens = {0};
    g_autoptr(GArray) clauses = g_array_new(FALSE, FALSE, sizeof(TcClause));
    TcFileTree file = new_file(arena, diags);
    tc_clauses_read(source, NULL, TC_N_LANGS, arena, &tokens, clauses, diags);
    for (uint32_t i = 0; i < clauses->len; i++)
        add_clause(&file, parse_clause(&tokens, &g_array_index(clauses, TcClause, i), clauses, i,
                                       arena, diags));
    TcNode *node = close_file(&file);
    node->span = (TcSpan){source, 0, tc_source_length(source)};
    *lang = tokens.lang;
    tc_token_list_clear(&tokens);
    return node;
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
