/* The builders of heads that edit. See build.h. */
#include "syntax/build_node.h"

TcNode *tc_tree_target(TcParse *parse, TcSpan span, const TcToken *clause, const TcToken *noun,
                       TcNode *code)
{
    const TcSpan own = code ? tc_span_join(noun->span, code->span) : noun->span;
    TcNode *part = tc_node_new(parse, TC_NODE_PART, own, 0);
    part->sub = (uint16_t)noun->value;
    part->text = code ? code->text : NULL;
    part->at = code ? code->span : noun->span;
    TcNode *target = tc_node_of_one(parse, TC_NODE_TARGET, span, part);
    target->sub = clause ? (uint16_t)clause->value : 0;
    target->at = clause ? clause->span : part->at;
    return target;
}

TcNode *tc_tree_target_like(TcParse *parse, const GPtrArray *targets, TcNode *code)
{
    const TcNode *last = g_ptr_array_index(targets, targets->len - 1);
    TcNode *part = tc_node_new(parse, TC_NODE_PART, code->span, 0);
    part->sub = last->items[0]->sub;
    part->text = code->text;
    part->at = code->span;
    TcNode *target = tc_node_of_one(parse, TC_NODE_TARGET, code->span, part);
    target->sub = last->sub;
    target->at = last->sub ? last->at : code->span;
    return target;
}

static TcNode *edit_head(TcParse *parse, TcSpan span, const TcToken *word, GPtrArray *items)
{
    TcNode *node = tc_node_of_list(parse, TC_NODE_HEAD, span, items);
    node->sub = (uint16_t)word->value;
    node->at = word->span;
    return node;
}

TcNode *tc_tree_place(TcParse *parse, TcSpan span, const TcToken *word, TcNode *target)
{
    TcNode *place = tc_node_of_one(parse, TC_NODE_PLACE, span, target);
    place->sub = (uint16_t)word->value;
    place->at = word->span;
    return place;
}

TcNode *tc_tree_edit(TcParse *parse, TcSpan span, const TcToken *word, GPtrArray *targets,
                     TcNode *title, TcNode *place)
{
    if (title)
        g_ptr_array_add(targets, title);
    if (place)
        g_ptr_array_add(targets, place);
    return edit_head(parse, span, word, targets);
}

TcNode *tc_tree_replace(TcParse *parse, TcSpan span, const TcToken *word, const TcToken *from,
                        const TcToken *to, GPtrArray *targets)
{
    g_ptr_array_add(targets, tc_tree_text(parse, from));
    g_ptr_array_add(targets, tc_tree_text(parse, to));
    return edit_head(parse, span, word, targets);
}

TcNode *tc_tree_renumber(TcParse *parse, TcSpan span, const TcToken *word, TcNode *target,
                         TcNode *code)
{
    GPtrArray *items = tc_tree_items(target);
    g_ptr_array_add(items, code);
    return edit_head(parse, span, word, items);
}

TcNode *tc_tree_edit_day(TcParse *parse, TcSpan span, const TcToken *word, GPtrArray *targets,
                         const TcToken *day)
{
    g_ptr_array_add(targets, tc_tree_date(parse, day));
    TcNode *node = tc_node_of_list(parse, TC_NODE_CLAUSE, span, targets);
    node->sub = TC_KW_EFFECTIVE;
    node->at = word->span;
    return node;
}

TcNode *tc_tree_transition(TcParse *parse, TcSpan span, const TcToken *word, TcNode *condition,
                           TcNode *outcome)
{
    GPtrArray *items = tc_tree_items(condition);
    if (outcome)
        g_ptr_array_add(items, outcome);
    return edit_head(parse, span, word, items);
}

TcNode *tc_tree_outcome(TcParse *parse, TcSpan span, const TcToken *word, TcNode *code,
                        TcNode *second)
{
    GPtrArray *items = tc_tree_items(code ? tc_tree_part(parse, code->span, NULL, code) : NULL);
    if (second)
        g_ptr_array_add(items, second);
    TcNode *node = tc_node_of_list(parse, TC_NODE_CLAUSE, span, items);
    node->sub = (uint16_t)word->value;
    node->at = word->span;
    return node;
}
