/* The builders. See build.h. */
#include "syntax/build.h"

#include "base/number.h"

static TcNode *node_new(TcParse *parse, TcNodeKind kind, TcSpan span, uint32_t n)
{
    TcNode *node = tc_arena_alloc(parse->arena, sizeof *node);
    node->kind = kind;
    node->span = node->at = span;
    node->depth = 1;
    node->n = n;
    if (n > 0)
        node->items = tc_arena_alloc(parse->arena, n * sizeof *node->items);
    return node;
}

static void report_depth(TcParse *parse, TcSpan span)
{
    if (!parse->too_deep)
        tc_parse_too_deep(parse, span);
}

static void set_item(TcParse *parse, TcNode *node, uint32_t index, TcNode *item)
{
    node->items[index] = item;
    if (item->depth >= node->depth)
        node->depth = item->depth + 1;
    if (node->depth > TC_TREE_MAX_DEPTH)
        report_depth(parse, item->span);
}

static TcNode *leaf(TcParse *parse, TcNodeKind kind, const TcToken *token)
{
    TcNode *node = node_new(parse, kind, token->span, 0);
    node->text = token->text;
    return node;
}

static TcNode *with_one(TcParse *parse, TcNodeKind kind, TcSpan span, TcNode *item)
{
    TcNode *node = node_new(parse, kind, span, item ? 1 : 0);
    if (item)
        set_item(parse, node, 0, item);
    return node;
}

static TcNode *with_list(TcParse *parse, TcNodeKind kind, TcSpan span, GPtrArray *items)
{
    TcNode *node = node_new(parse, kind, span, items->len);
    for (uint32_t i = 0; i < items->len; i++)
        set_item(parse, node, i, g_ptr_array_index(items, i));
    g_ptr_array_free(items, TRUE);
    return node;
}

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
    TcNode *clause = with_one(parse, TC_NODE_CLAUSE, title->span, title);
    clause->sub = TC_KW_TITLE;
    return clause;
}

static TcNode *content_clause(TcParse *parse, TcNode *content)
{
    TcNode *clause = with_one(parse, TC_NODE_CLAUSE, content->span, content);
    clause->sub = TC_KW_SCORED_AS;
    return clause;
}

TcNode *tc_tree_head(TcParse *parse, TcSpan span, const TcToken *head, TcNode *code, TcNode *title,
                     TcNode *content)
{
    GPtrArray *clauses = tc_tree_items(title ? title_clause(parse, title) : NULL);
    if (content)
        g_ptr_array_add(clauses, content_clause(parse, content));
    TcNode *node = with_list(parse, TC_NODE_HEAD, span, clauses);
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
    TcNode *node = with_list(parse, TC_NODE_HEAD, span, checks ? checks : tc_tree_items(NULL));
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
    TcNode *node = with_one(parse, TC_NODE_ATTRIBUTE, span, value);
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
    TcNode *node = with_list(parse, TC_NODE_COLUMN, span, attributes);
    node->sub = type_index((TcKeyword)type->value);
    return node;
}

TcNode *tc_tree_column(TcParse *parse, TcSpan span, const TcToken *name, TcNode *type,
                       GPtrArray *attributes)
{
    for (uint32_t i = 0; i < type->n; i++)
        g_ptr_array_insert(attributes, (int)i, type->items[i]);
    TcNode *node = with_list(parse, TC_NODE_COLUMN, span, attributes);
    node->sub = type->sub;
    node->text = name->text;
    node->at = name->span;
    return node;
}

TcNode *tc_tree_let(TcParse *parse, TcSpan span, const TcToken *name, TcNode *value)
{
    TcNode *node = with_one(parse, TC_NODE_LET, span, value);
    node->text = name->text;
    node->at = name->span;
    return node;
}

TcNode *tc_tree_check(TcParse *parse, TcSpan span, TcNode *condition, const TcToken *message)
{
    GPtrArray *items = tc_tree_items(condition);
    if (message)
        g_ptr_array_add(items, tc_tree_text(parse, message));
    return with_list(parse, TC_NODE_CHECK, span, items);
}

/* A requirement's plain value or condition stands for a phrase of its own: 60% is "60%, or more".
 */
static void bare_to_phrases(TcParse *parse, TcNode *node, uint32_t index)
{
    TcNode *item = node->items[index];
    if (item->kind == TC_NODE_CASES || item->kind == TC_NODE_SCALE) {
        for (uint32_t i = item->kind == TC_NODE_SCALE; i < item->n; i++) {
            TcNode *branch = item->items[i];
            bare_to_phrases(parse, branch, branch->kind == TC_NODE_BRANCH ? 1 : 0);
        }
    } else if (item->kind != TC_NODE_PHRASE) {
        node->items[index] = tc_tree_bare(parse, item);
    }
}

TcNode *tc_tree_clause(TcParse *parse, TcSpan span, const TcToken *keyword, TcNode *content)
{
    TcNode *node = node_new(parse, TC_NODE_CLAUSE, span, 0);
    node->sub = (uint16_t)keyword->value;
    node->at = keyword->span;
    if (content == NULL)
        return node;
    if (content->kind == TC_NODE_FILE) { /* a list: its items become the clause's */
        node->n = content->n;
        node->items = content->items;
        node->depth = content->depth;
    } else {
        node = with_one(parse, TC_NODE_CLAUSE, span, content);
        node->sub = (uint16_t)keyword->value;
        node->at = keyword->span;
    }
    if (keyword->type == tc_keyword_token(TC_KW_REQUIRED))
        bare_to_phrases(parse, node, 0);
    return node;
}

TcNode *tc_tree_entered(TcParse *parse, TcSpan span, const TcToken *keyword, TcNode *a, TcNode *b)
{
    GPtrArray *items = tc_tree_more(tc_tree_items(a), b);
    return tc_tree_clause(parse, span, keyword, tc_tree_list(parse, span, items));
}

TcNode *tc_tree_except(TcParse *parse, TcSpan span, TcNode *list, const TcToken *word,
                       TcNode *condition, TcNode *requirement)
{
    TcNode *node =
        tc_tree_pair(parse, tc_span_join(word->span, span), TC_NODE_EXCEPT, condition, requirement);
    node->at = word->span;
    bare_to_phrases(parse, node, 1);
    return tc_tree_join(parse, span, list, node);
}

TcNode *tc_tree_list(TcParse *parse, TcSpan span, GPtrArray *items)
{
    return with_list(parse, TC_NODE_FILE, span, items);
}

TcNode *tc_tree_words(TcParse *parse, TcSpan span, GPtrArray *words)
{
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; i < words->len; i++) {
        const TcNode *word = g_ptr_array_index(words, i);
        g_string_append_printf(text, "%s%s", i ? " " : "", word->text);
    }
    g_ptr_array_free(words, TRUE);
    TcNode *node = node_new(parse, TC_NODE_WORDS, span, 0);
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

TcNode *tc_tree_word(TcParse *parse, const TcToken *token)
{
    return leaf(parse, TC_NODE_NAME, token);
}

TcNode *tc_tree_text(TcParse *parse, const TcToken *token)
{
    return leaf(parse, TC_NODE_TEXT, token);
}

TcNode *tc_tree_number(TcParse *parse, const TcToken *token)
{
    TcNode *node = node_new(parse, TC_NODE_NUMBER, token->span, 0);
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
    TcNode *node = node_new(parse, TC_NODE_DATE, token->span, 0);
    node->day = token->day;
    return node;
}

TcNode *tc_tree_bool(TcParse *parse, const TcToken *token, bool value)
{
    TcNode *node = node_new(parse, TC_NODE_BOOL, token->span, 0);
    node->sub = value;
    return node;
}

TcNode *tc_tree_unknown(TcParse *parse, const TcToken *token)
{
    return node_new(parse, TC_NODE_UNKNOWN, token->span, 0);
}

TcNode *tc_tree_none(TcParse *parse, TcSpan span)
{
    return node_new(parse, TC_NODE_NONE, span, 0);
}

TcNode *tc_tree_part(TcParse *parse, TcSpan span, const TcToken *kind, TcNode *code)
{
    TcNode *node = node_new(parse, TC_NODE_PART, span, 0);
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
    TcNode *node = with_one(parse, own ? TC_NODE_OWN : TC_NODE_TOTAL, span, part);
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
    TcNode *node = with_one(parse, TC_NODE_STATE, span, part);
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
    TcNode *node = with_list(parse, TC_NODE_COUNT, span, items);
    node->sub = TC_COUNT_SUB(quantity_of((TcKeyword)what->value), filter, state_of(state));
    node->at = what->span;
    return node;
}

TcNode *tc_tree_unary(TcParse *parse, TcSpan span, const TcToken *op, TcNode *operand)
{
    TcNode *node = with_one(parse, TC_NODE_UNARY, span, operand);
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
    TcNode *node = node_new(parse, kind, span, 2);
    set_item(parse, node, 0, first);
    set_item(parse, node, 1, second);
    return node;
}

TcNode *tc_tree_binary(TcParse *parse, TcSpan span, const TcToken *op, TcNode *left, TcNode *right)
{
    bool compares = op->type == tc_operator_token(TC_OP_EQ);
    TcNode *node =
        tc_tree_pair(parse, span, compares ? TC_NODE_COMPARE : TC_NODE_BINARY, left, right);
    node->sub = (uint16_t)op->value;
    node->at = op->span;
    return node;
}

TcNode *tc_tree_chained(TcParse *parse, TcSpan span, const TcToken *first, const TcToken *second,
                        TcNode *a, TcNode *b, TcNode *c)
{
    (void)c;
    tc_diag(parse->diags, TC_DIAG_CHAINED_COMPARISON, tc_span_join(first->span, second->span),
            NULL);
    TcNode *node = tc_tree_binary(parse, span, first, a, b);
    node->kind = TC_NODE_ERROR;
    return node;
}

TcNode *tc_tree_member(TcParse *parse, TcSpan span, const TcToken *word, TcNode *value,
                       GPtrArray *items)
{
    g_ptr_array_insert(items, 0, value);
    TcNode *node = with_list(parse, TC_NODE_MEMBER, span, items);
    node->flags = word->value == TC_KW_NOT_IN ? TC_FLAG_NEGATED : 0;
    node->at = word->span;
    return node;
}

TcNode *tc_tree_has_data(TcParse *parse, TcSpan span, const TcToken *word, TcNode *value)
{
    TcNode *node = with_one(parse, TC_NODE_HAS_DATA, span, value);
    node->flags = word->value == TC_KW_HAS_NO_DATA ? TC_FLAG_NEGATED : 0;
    node->at = word->span;
    return node;
}

TcNode *tc_tree_call(TcParse *parse, TcSpan span, const TcToken *name, GPtrArray *arguments)
{
    TcNode *node = with_list(parse, TC_NODE_CALL, span, arguments);
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

TcNode *tc_tree_phrase(TcParse *parse, TcSpan span, int sub, TcNode *low, TcNode *high)
{
    if (!parse->no_end)
        parse->no_end = tc_tree_none(parse, span);
    TcNode *node = tc_tree_pair(parse, span, TC_NODE_PHRASE, low ? low : parse->no_end,
                                high ? high : parse->no_end);
    node->sub = (uint16_t)sub;
    return node;
}

/* A phrase of one word and one end: its shape by the word. */
static TcNode *phrase_of_one_end(TcParse *parse, TcSpan span, int sub, TcNode *value)
{
    bool low = sub & (TC_PHRASE_LOW | TC_PHRASE_EQUAL | TC_PHRASE_NOT);
    bool high = sub & TC_PHRASE_HIGH;
    return tc_tree_phrase(parse, span, sub, low ? value : NULL, high ? value : NULL);
}

TcNode *tc_tree_bound(TcParse *parse, TcSpan span, const TcToken *word, TcNode *value)
{
    static const int subs[TC_N_KEYWORDS] = {
        [TC_KW_BELOW] = TC_PHRASE_HIGH | TC_PHRASE_HIGH_OPEN,
        [TC_KW_AT_LEAST] = TC_PHRASE_LOW,
        [TC_KW_AT_MOST] = TC_PHRASE_HIGH,
        [TC_KW_BEFORE_DAY] = TC_PHRASE_HIGH | TC_PHRASE_HIGH_OPEN,
        [TC_KW_AFTER_DAY] = TC_PHRASE_LOW | TC_PHRASE_LOW_OPEN,
        [TC_KW_EXACTLY] = TC_PHRASE_EQUAL,
    };
    return phrase_of_one_end(parse, span, subs[word->value], value);
}

TcNode *tc_tree_compare_phrase(TcParse *parse, TcSpan span, const TcToken *op, TcNode *value)
{
    static const int subs[TC_N_OPERATORS] = {
        [TC_OP_EQ] = TC_PHRASE_EQUAL,
        [TC_OP_NE] = TC_PHRASE_NOT,
        [TC_OP_LT] = TC_PHRASE_HIGH | TC_PHRASE_HIGH_OPEN,
        [TC_OP_LE] = TC_PHRASE_HIGH,
        [TC_OP_GT] = TC_PHRASE_LOW | TC_PHRASE_LOW_OPEN,
        [TC_OP_GE] = TC_PHRASE_LOW,
    };
    return phrase_of_one_end(parse, span, subs[op->value], value);
}

TcNode *tc_tree_bare(TcParse *parse, TcNode *value)
{
    if (value->kind == TC_NODE_PHRASE)
        return value;
    return tc_tree_phrase(parse, value->span, TC_PHRASE_BARE, value, NULL);
}

TcNode *tc_tree_otherwise(TcParse *parse, TcSpan span, TcNode *value)
{
    return with_one(parse, TC_NODE_OTHERWISE, span, value);
}

TcNode *tc_tree_choice(TcParse *parse, TcSpan span, TcNodeKind kind, TcNode *first,
                       GPtrArray *items)
{
    if (first)
        g_ptr_array_insert(items, 0, first);
    return with_list(parse, kind, span, items);
}

/* Plain values in front of the result are phrases: what a subject must be equal to. */
static void values_to_phrases(TcParse *parse, TcNode *row)
{
    for (uint32_t i = 0; i + 1 < row->n; i++) {
        TcNode *cell = row->items[i];
        bool plain = cell->kind != TC_NODE_NONE && cell->kind != TC_NODE_OTHERWISE &&
                     cell->kind != TC_NODE_CASES && cell->kind != TC_NODE_SCALE;
        if (plain)
            set_item(parse, row, i, tc_tree_bare(parse, cell));
    }
}

TcNode *tc_tree_table(TcParse *parse, TcSpan span, GPtrArray *rows)
{
    for (uint32_t i = 1; i < rows->len; i++)
        values_to_phrases(parse, g_ptr_array_index(rows, i));
    return with_list(parse, TC_NODE_TABLE, span, rows);
}

TcNode *tc_tree_band(TcParse *parse, TcSpan span, TcNode *fits, TcNode *result)
{
    TcNode *node = node_new(parse, TC_NODE_BAND, span, fits->n + 1);
    set_item(parse, node, 0, result);
    for (uint32_t i = 0; i < fits->n; i++)
        set_item(parse, node, i + 1, fits->items[i]);
    node->at = fits->span;
    return node;
}

TcNode *tc_tree_contents(TcParse *parse, TcSpan span, const TcToken *word, const TcToken *count,
                         GPtrArray *items)
{
    static const TcContents shapes[TC_N_KEYWORDS] = {
        [TC_KW_ALL_CONTENTS] = TC_CONTENTS_ALL,
        [TC_KW_ONE_CONTENT] = TC_CONTENTS_ONE,
        [TC_KW_FIRST_CONTENT] = TC_CONTENTS_FIRST,
        [TC_KW_SOME_CONTENTS] = TC_CONTENTS_AT_LEAST,
    };
    TcNode *node = with_list(parse, TC_NODE_CONTENTS, span, items);
    node->sub = (uint16_t)shapes[word->value];
    node->at = word->span;
    if (count && mpz_fits_sint_p(mpq_numref(count->number)))
        node->day = (int32_t)mpz_get_si(mpq_numref(count->number));
    return node;
}

TcNode *tc_tree_item(TcParse *parse, TcSpan span, const TcToken *letter, TcNode *condition)
{
    TcNode *node = with_one(parse, TC_NODE_ITEM, span, condition);
    node->text = letter->text;
    node->at = letter->span;
    return node;
}
