/* The builders of heads, sections, columns and clauses. See build.h. */
#include "syntax/build_node.h"

#include "syntax/exceptions.h"

TcSpan tc_tree_start(const TcParse *parse)
{
    return parse->starter.span;
}

void tc_tree_location(TcSpan *span, const TcSpan *first, const TcSpan *last)
{
    *span = first ? tc_span_join(*first, *last) : (TcSpan){last->source, last->end, last->end};
}

GPtrArray *tc_tree_items(TcNode *item)
{
    GPtrArray *items = g_ptr_array_new();
    if (item)
        g_ptr_array_add(items, item);
    return items;
}

GPtrArray *tc_tree_more(GPtrArray *items, TcNode *item)
{
    g_ptr_array_add(items, item);
    return items;
}

/* A clause that the text behind a head becomes. */
static TcNode *title_clause(TcParse *parse, TcNode *title)
{
    TcNode *clause = tc_node_of_one(parse, TC_NODE_CLAUSE, title->span, title);
    clause->sub = TC_KW_TITLE;
    return clause;
}

static TcNode *content_clause(TcParse *parse, TcNode *content)
{
    TcNode *clause = tc_node_of_one(parse, TC_NODE_CLAUSE, content->span, content);
    clause->sub = TC_KW_SCORED_AS;
    return clause;
}

TcNode *tc_tree_head(TcParse *parse, TcSpan span, const TcToken *head, TcNode *code, TcNode *title,
                     TcNode *content)
{
    GPtrArray *clauses = tc_tree_items(title ? title_clause(parse, title) : NULL);
    if (content)
        g_ptr_array_add(clauses, content_clause(parse, content));
    TcNode *node = tc_node_of_list(parse, TC_NODE_HEAD, span, clauses);
    node->sub = (uint16_t)head->value;
    node->text = code ? code->text : NULL;
    node->at = code ? code->span : head->span;
    return node;
}

TcNode *tc_tree_head_without_code(TcParse *parse, TcSpan span, const TcToken *head, TcNode *title)
{
    return tc_tree_head(parse, span, head, NULL, title, NULL);
}

TcNode *tc_tree_section(TcParse *parse, TcSpan span, const TcToken *section, GPtrArray *checks)
{
    TcNode *node =
        tc_node_of_list(parse, TC_NODE_HEAD, span, checks ? checks : tc_tree_items(NULL));
    node->sub = (uint16_t)section->value;
    node->at = section->span;
    return node;
}

/* The row of types.def that a type's keyword names. */
static uint16_t type_index(TcKeyword keyword)
{
    enum {
#define TC_TYPE(id, ...) INDEX_##id,
#include "types.def"
    };
    static const uint16_t index[TC_N_KEYWORDS] = {
#define TC_TYPE(id, ...) [TC_KW_TYPE_##id] = INDEX_##id,
#include "types.def"
    };
    return index[keyword];
}

TcNode *tc_tree_attribute(TcParse *parse, TcSpan span, TcAttribute attribute, const TcToken *word,
                          TcNode *value)
{
    TcNode *node = tc_node_of_one(parse, TC_NODE_ATTRIBUTE, span, value);
    node->sub = (uint16_t)attribute;
    node->text = word ? word->text : value ? value->text : NULL;
    return node;
}

TcNode *tc_tree_flag_attribute(TcParse *parse, TcSpan span, const TcToken *word)
{
    TcAttribute attribute =
        word->value == TC_KW_FIXED ? TC_ATTRIBUTE_FIXED : TC_ATTRIBUTE_MAY_BE_NEGATIVE;
    return tc_tree_attribute(parse, span, attribute, NULL, NULL);
}

TcNode *tc_tree_type(TcParse *parse, TcSpan span, const TcToken *type, const TcToken *unit,
                     const TcToken *choice)
{
    GPtrArray *attributes = tc_tree_items(NULL);
    if (unit)
        tc_tree_more(attributes,
                     tc_tree_attribute(parse, unit->span, TC_ATTRIBUTE_UNIT, unit, NULL));
    if (choice)
        tc_tree_more(attributes,
                     tc_tree_attribute(parse, choice->span, TC_ATTRIBUTE_CHOICE, choice, NULL));
    TcNode *node = tc_node_of_list(parse, TC_NODE_COLUMN, span, attributes);
    node->sub = type_index((TcKeyword)type->value);
    return node;
}

TcNode *tc_tree_column(TcParse *parse, TcSpan span, const TcToken *name, TcNode *type,
                       GPtrArray *attributes)
{
    for (uint32_t i = 0; i < type->n; i++)
        g_ptr_array_insert(attributes, (int)i, type->items[i]);
    TcNode *node = tc_node_of_list(parse, TC_NODE_COLUMN, span, attributes);
    node->sub = type->sub;
    node->text = name->text;
    node->at = name->span;
    return node;
}

TcNode *tc_tree_let(TcParse *parse, TcSpan span, const TcToken *name, TcNode *value)
{
    TcNode *node = tc_node_of_one(parse, TC_NODE_LET, span, value);
    node->text = name->text;
    node->at = name->span;
    return node;
}

TcNode *tc_tree_given(TcParse *parse, TcSpan span, const TcToken *name, TcNode *value)
{
    TcNode *node = tc_tree_let(parse, span, name, value);
    node->kind = TC_NODE_GIVEN;
    return node;
}

TcNode *tc_tree_not_yet(TcParse *parse, const TcToken *word)
{
    return tc_node_new(parse, TC_NODE_NOT_YET, word->span, 0);
}

TcNode *tc_tree_expect(TcParse *parse, TcSpan span, TcNode *condition)
{
    return tc_node_of_one(parse, TC_NODE_EXPECT, span, condition);
}

TcNode *tc_tree_expect_open(TcParse *parse, TcSpan span, TcNode *part)
{
    TcNode *node = tc_tree_expect(parse, span, part);
    node->flags |= TC_FLAG_OPEN;
    return node;
}

TcNode *tc_tree_check(TcParse *parse, TcSpan span, TcNode *condition, const TcToken *message)
{
    GPtrArray *items = tc_tree_items(condition);
    if (message)
        g_ptr_array_add(items, tc_tree_text(parse, message));
    return tc_node_of_list(parse, TC_NODE_CHECK, span, items);
}

TcNode *tc_tree_clause(TcParse *parse, TcSpan span, const TcToken *keyword, TcNode *content)
{
    TcNode *node = tc_node_new(parse, TC_NODE_CLAUSE, span, 0);
    node->sub = (uint16_t)keyword->value;
    node->at = keyword->span;
    if (content == NULL)
        return node;
    if (content->kind == TC_NODE_FILE) { /* a list: its items become the clause's */
        node->n = content->n;
        node->items = content->items;
        node->depth = content->depth;
    } else {
        node = tc_node_of_one(parse, TC_NODE_CLAUSE, span, content);
        node->sub = (uint16_t)keyword->value;
        node->at = keyword->span;
    }
    if (keyword->type == tc_keyword_token(TC_KW_REQUIRED))
        tc_tree_levels(parse, &node->items[0]);
    return node;
}

TcNode *tc_tree_entered(TcParse *parse, TcSpan span, const TcToken *keyword, TcNode *a, TcNode *b)
{
    GPtrArray *items = tc_tree_more(tc_tree_items(a), b);
    return tc_tree_clause(parse, span, keyword, tc_tree_list(parse, span, items));
}

/* "riêng miền núi", "riêng "miền núi"": a text for a condition. */
static bool is_text_alone(const TcParse *parse, const TcNode *condition)
{
    if (condition->kind != TC_NODE_NAME)
        return condition->kind == TC_NODE_TEXT;
    g_autofree char *written = tc_span_text(condition->span);
    return written[0] != '[' && tc_exception_is_text(parse->tokens, written);
}

TcNode *tc_tree_except(TcParse *parse, TcSpan span, TcNode *list, const TcToken *word,
                       TcNode *condition, TcNode *requirement)
{
    const TcSpan own = tc_span_join(word->span, requirement->span);
    TcNode *node = tc_tree_pair(parse, own, TC_NODE_EXCEPT, condition, requirement);
    node->at = word->span;
    tc_tree_levels(parse, &node->items[1]);
    if (is_text_alone(parse, condition)) {
        tc_exception_report(parse->tokens, condition->span, parse->diags);
        condition->kind = TC_NODE_ERROR;
    }
    return tc_tree_join(parse, span, list, node);
}

TcNode *tc_tree_list(TcParse *parse, TcSpan span, GPtrArray *items)
{
    return tc_node_of_list(parse, TC_NODE_FILE, span, items);
}

TcNode *tc_tree_words(TcParse *parse, TcSpan span, GPtrArray *words)
{
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; i < words->len; i++) {
        const TcNode *word = g_ptr_array_index(words, i);
        g_string_append_printf(text, "%s%s", i ? " " : "", word->text);
    }
    g_ptr_array_free(words, TRUE);
    TcNode *node = tc_node_new(parse, TC_NODE_WORDS, span, 0);
    node->text = tc_arena_strndup(parse->arena, text->str, text->len);
    g_string_free(text, TRUE);
    return node;
}

TcNode *tc_tree_join(TcParse *parse, TcSpan span, TcNode *list, TcNode *item)
{
    GPtrArray *items = g_ptr_array_new();
    if (list->kind != TC_NODE_FILE)
        g_ptr_array_add(items, list);
    for (uint32_t i = 0; list->kind == TC_NODE_FILE && i < list->n; i++)
        g_ptr_array_add(items, list->items[i]);
    return tc_tree_list(parse, span, tc_tree_more(items, item));
}
