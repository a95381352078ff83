/* The builders of values, operations and what is said of parts. See build.h. */
#include "base/number.h"
#include "syntax/build_node.h"

#include <string.h>

TcNode *tc_tree_word(TcParse *parse, const TcToken *token)
{
    return tc_node_leaf(parse, TC_NODE_NAME, token);
}

TcNode *tc_tree_text(TcParse *parse, const TcToken *token)
{
    return tc_node_leaf(parse, TC_NODE_TEXT, token);
}

TcNode *tc_tree_number(TcParse *parse, const TcToken *token)
{
    TcNode *node = tc_node_new(parse, TC_NODE_NUMBER, token->span, 0);
    node->number = token->number;
    node->flags = (uint8_t)token->value;
    return node;
}

static unsigned long magnitude_of(TcKeyword keyword)
{
    return keyword == TC_KW_THOUSAND ? 1000 : keyword == TC_KW_MILLION ? 1000000 : 1000000000;
}

static mpq_ptr multiplied(TcArena *arena, const mpq_t number, unsigned long factor)
{
    mpq_t product;
    mpq_init(product);
    mpz_mul_ui(mpq_numref(product), mpq_numref(number), factor);
    mpz_set(mpq_denref(product), mpq_denref(number));
    mpq_canonicalize(product);
    mpq_ptr kept = tc_number_keep(arena, product);
    mpq_clear(product);
    return kept;
}

TcNode *tc_tree_measure(TcParse *parse, TcSpan span, const TcToken *number,
                        const TcToken *magnitude, const TcToken *unit)
{
    TcNode *node = tc_tree_number(parse, number);
    node->span = span;
    node->text = unit ? unit->text : NULL;
    if (magnitude)
        node->number =
            multiplied(parse->arena, node->number, magnitude_of((TcKeyword)magnitude->value));
    return node;
}

TcNode *tc_tree_date(TcParse *parse, const TcToken *token)
{
    TcNode *node = tc_node_new(parse, TC_NODE_DATE, token->span, 0);
    node->day = token->day;
    return node;
}

TcNode *tc_tree_bool(TcParse *parse, const TcToken *token, bool value)
{
    TcNode *node = tc_node_new(parse, TC_NODE_BOOL, token->span, 0);
    node->sub = value;
    return node;
}

TcNode *tc_tree_unknown(TcParse *parse, const TcToken *token)
{
    return tc_node_new(parse, TC_NODE_UNKNOWN, token->span, 0);
}

TcNode *tc_tree_none(TcParse *parse, TcSpan span)
{
    return tc_node_new(parse, TC_NODE_NONE, span, 0);
}

TcNode *tc_tree_part(TcParse *parse, TcSpan span, const TcToken *kind, TcNode *code)
{
    TcNode *node = tc_node_new(parse, TC_NODE_PART, span, 0);
    node->sub = kind ? (uint16_t)kind->value : TC_KW_NONE;
    node->text = code->text;
    node->at = code->span;
    return node;
}

/* What the word of an OWN or TOTAL token asks for. */
static uint16_t own_of(TcKeyword keyword)
{
    static const uint16_t own[TC_N_KEYWORDS] = {
        [TC_KW_VALUE] = TC_OWN_VALUE,
        [TC_KW_LEVEL] = TC_OWN_LEVEL,
        [TC_KW_POINTS] = TC_OWN_POINTS,
        [TC_KW_OWN_MAX_POINTS] = TC_OWN_MAX_POINTS,
        [TC_KW_TOTAL_POINTS] = TC_TOTAL_POINTS,
        [TC_KW_SHARE_OF_POINTS] = TC_TOTAL_SHARE,
        [TC_KW_TOTAL_MAX_POINTS] = TC_TOTAL_MAX,
    };
    return own[keyword];
}

TcNode *tc_tree_own(TcParse *parse, TcSpan span, const TcToken *what, TcNode *part)
{
    bool own = what->type == tc_keyword_token(TC_KW_VALUE);
    TcNode *node = tc_node_of_one(parse, own ? TC_NODE_OWN : TC_NODE_TOTAL, span, part);
    node->sub = own_of((TcKeyword)what->value);
    node->at = what->span;
    return node;
}

static TcState state_of(const TcToken *token)
{
    static const TcState states[TC_N_KEYWORDS] = {
        [TC_KW_STATE_MET] = TC_STATE_MET,
        [TC_KW_STATE_NOT_MET] = TC_STATE_NOT_MET,
        [TC_KW_STATE_NOT_APPLICABLE] = TC_STATE_NOT_APPLICABLE,
        [TC_KW_STATE_APPLICABLE] = TC_STATE_APPLICABLE,
        [TC_KW_STATE_MISSING] = TC_STATE_MISSING,
        [TC_KW_STATE_AWAITS] = TC_STATE_AWAITS,
    };
    return states[token->value];
}

TcNode *tc_tree_state(TcParse *parse, TcSpan span, const TcToken *state, TcNode *part)
{
    TcNode *node = tc_node_of_one(parse, TC_NODE_STATE, span, part);
    node->sub = (uint16_t)state_of(state);
    node->at = state->span;
    return node;
}

static TcQuantity quantity_of(TcKeyword keyword)
{
    static const TcQuantity quantities[TC_N_KEYWORDS] = {
        [TC_KW_ALL_INDICATORS] = TC_COUNT_ALL,
        [TC_KW_ALL_MANDATORY] = TC_COUNT_ALL,
        [TC_KW_ALL_ELECTIVE] = TC_COUNT_ALL,
        [TC_KW_NUMBER_OF_INDICATORS] = TC_COUNT_NUMBER,
        [TC_KW_NUMBER_OF_MANDATORY] = TC_COUNT_NUMBER,
        [TC_KW_NUMBER_OF_ELECTIVE] = TC_COUNT_NUMBER,
        [TC_KW_SHARE_OF_INDICATORS] = TC_COUNT_SHARE,
        [TC_KW_SHARE_OF_MANDATORY] = TC_COUNT_SHARE,
        [TC_KW_SHARE_OF_ELECTIVE] = TC_COUNT_SHARE,
        [TC_KW_ALL_CRITERIA] = TC_COUNT_ALL,
        [TC_KW_NUMBER_OF_CRITERIA] = TC_COUNT_NUMBER,
        [TC_KW_SHARE_OF_CRITERIA] = TC_COUNT_SHARE,
        [TC_KW_HAS_AT_LEAST] = TC_COUNT_AT_LEAST,
        [TC_KW_HAS_AT_MOST] = TC_COUNT_AT_MOST,
        [TC_KW_HAS_EXACTLY] = TC_COUNT_EXACTLY,
    };
    return quantities[keyword];
}

static TcFilter filter_of(TcKeyword keyword)
{
    static const TcFilter filters[TC_N_KEYWORDS] = {
        [TC_KW_ALL_MANDATORY] = TC_FILTER_MANDATORY,
        [TC_KW_NUMBER_OF_MANDATORY] = TC_FILTER_MANDATORY,
        [TC_KW_SHARE_OF_MANDATORY] = TC_FILTER_MANDATORY,
        [TC_KW_MANDATORY_INDICATORS] = TC_FILTER_MANDATORY,
        [TC_KW_ALL_ELECTIVE] = TC_FILTER_ELECTIVE,
        [TC_KW_NUMBER_OF_ELECTIVE] = TC_FILTER_ELECTIVE,
        [TC_KW_SHARE_OF_ELECTIVE] = TC_FILTER_ELECTIVE,
        [TC_KW_ELECTIVE_INDICATORS] = TC_FILTER_ELECTIVE,
        [TC_KW_ALL_CRITERIA] = TC_FILTER_CRITERIA,
        [TC_KW_NUMBER_OF_CRITERIA] = TC_FILTER_CRITERIA,
        [TC_KW_SHARE_OF_CRITERIA] = TC_FILTER_CRITERIA,
        [TC_KW_CRITERIA] = TC_FILTER_CRITERIA,
        [TC_KW_CRITERION] = TC_FILTER_CRITERIA,
    };
    return filters[keyword];
}

TcNode *tc_tree_count(TcParse *parse, TcSpan span, const TcToken *what, const TcToken *counted,
                      const TcToken *state, TcNode *limit, TcNode *group)
{
    GPtrArray *items = tc_tree_items(limit);
    if (group)
        g_ptr_array_add(items, group);
    TcFilter filter = filter_of((TcKeyword)(counted ? counted->value : what->value));
    TcNode *node = tc_node_of_list(parse, TC_NODE_COUNT, span, items);
    node->sub = TC_COUNT_SUB(quantity_of((TcKeyword)what->value), filter, state_of(state));
    node->at = what->span;
    return node;
}

TcNode *tc_tree_unary(TcParse *parse, TcSpan span, const TcToken *op, TcNode *operand)
{
    TcNode *node = tc_node_of_one(parse, TC_NODE_UNARY, span, operand);
    node->sub = (uint16_t)op->value;
    node->at = op->span;
    return node;
}

TcNode *tc_tree_sign(TcParse *parse, TcSpan span, const TcToken *sign, TcNode *operand)
{
    TcNode *node = tc_tree_unary(parse, span, sign, operand);
    node->sub = TC_OP_NEG;
    return sign->value == TC_OP_SUB ? node : operand;
}

TcNode *tc_tree_pair(TcParse *parse, TcSpan span, TcNodeKind kind, TcNode *first, TcNode *second)
{
    TcNode *node = tc_node_new(parse, kind, span, 2);
    tc_node_set(parse, node, 0, first);
    tc_node_set(parse, node, 1, second);
    return node;
}

/* What stands just before a sign behind @left: the 2 điểm of "[A] * 2 điểm". */
static TcNode *last_factor(TcNode *left)
{
    bool product = left->kind == TC_NODE_BINARY && !(left->flags & TC_FLAG_PAREN) && left->n == 2;
    return product ? left->items[1] : left;
}

/* "60 triệu đồng/người": what a slash without blanks joins to a number's unit belongs to it. */
static bool is_unit_part(const TcToken *op, const TcNode *left, const TcNode *right)
{
    return op->value == TC_OP_DIV && left->kind == TC_NODE_NUMBER && left->text &&
           !(left->flags & TC_FLAG_PAREN) && right->kind == TC_NODE_NAME &&
           left->span.end == op->span.start && op->span.end == right->span.start &&
           tc_source_text(right->span.source)[right->span.start] != '[';
}

static void add_unit_part(TcParse *parse, TcNode *measure, const TcNode *part)
{
    g_autofree char *unit = g_strdup_printf("%s/%s", measure->text, part->text);
    measure->text = tc_arena_strndup(parse->arena, unit, strlen(unit));
    measure->span = tc_span_join(measure->span, part->span);
}

TcNode *tc_tree_binary(TcParse *parse, TcSpan span, const TcToken *op, TcNode *left, TcNode *right)
{
    if (is_unit_part(op, last_factor(left), right)) {
        add_unit_part(parse, last_factor(left), right);
        left->span = span;
        return left;
    }
    bool compares = op->type == tc_operator_token(TC_OP_EQ);
    TcNode *node =
        tc_tree_pair(parse, span, compares ? TC_NODE_COMPARE : TC_NODE_BINARY, left, right);
    node->sub = (uint16_t)op->value;
    node->at = op->span;
    return node;
}

/* Room for one more operand of @chain: the array is doubled whenever it is full. */
static void make_room(TcParse *parse, TcNode *chain)
{
    if (chain->n & (chain->n - 1))
        return;
    TcNode **items = tc_arena_alloc(parse->arena, 2 * (size_t)chain->n * sizeof(TcNode *));
    memcpy(items, chain->items, chain->n * sizeof(TcNode *));
    chain->items = items;
}

TcNode *tc_tree_chain(TcParse *parse, TcSpan span, const TcToken *op, TcNode *left, TcNode *right)
{
    const bool sum = op->type == tc_operator_token(TC_OP_ADD);
    const uint16_t sub = sum ? TC_OP_ADD : (uint16_t)op->value;
    TcNode *chain = left;
    if (left->kind != TC_NODE_CHAIN || left->sub != sub || left->flags & TC_FLAG_PAREN) {
        chain = tc_node_of_one(parse, TC_NODE_CHAIN, span, left);
        chain->sub = sub;
        chain->at = op->span;
    }
    if (sum && op->value == TC_OP_SUB)
        right->flags |= TC_FLAG_TAKEN;
    make_room(parse, chain);
    tc_node_set(parse, chain, chain->n++, right);
    chain->span = span;
    return chain;
}

TcNode *tc_tree_member(TcParse *parse, TcSpan span, const TcToken *word, TcNode *value,
                       GPtrArray *items)
{
    g_ptr_array_insert(items, 0, value);
    TcNode *node = tc_node_of_list(parse, TC_NODE_MEMBER, span, items);
    node->flags = word->value == TC_KW_NOT_IN ? TC_FLAG_NEGATED : 0;
    node->at = word->span;
    return node;
}

TcNode *tc_tree_has_data(TcParse *parse, TcSpan span, const TcToken *word, TcNode *value)
{
    TcNode *node = tc_node_of_one(parse, TC_NODE_HAS_DATA, span, value);
    node->flags = word->value == TC_KW_HAS_NO_DATA ? TC_FLAG_NEGATED : 0;
    node->at = word->span;
    return node;
}

TcNode *tc_tree_call(TcParse *parse, TcSpan span, const TcToken *name, GPtrArray *arguments)
{
    TcNode *node = tc_node_of_list(parse, TC_NODE_CALL, span, arguments);
    node->text = name->text;
    node->at = name->span;
    return node;
}

TcNode *tc_tree_paren(TcSpan span, TcNode *inner)
{
    inner->flags |= TC_FLAG_PAREN;
    inner->span = span;
    return inner;
}
