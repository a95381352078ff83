/* Reads expressions for what they are in some cells. */
#include "exec/ways_terms.h"

enum { MAX_STEPS = 10000 }; /* more, and it is nothing to be told of */

void tc_terms_init(TcTerms *terms, TcProbe *probe, const uint32_t *columns, uint32_t n)
{
    *terms = (TcTerms){.probe = probe, .columns = columns, .n = n, .linear = true};
    for (uint32_t i = 0; i < n; i++)
        mpq_init(terms->weights[i]);
}

void tc_terms_clear(TcTerms *terms)
{
    for (uint32_t i = 0; i < terms->n; i++)
        mpq_clear(terms->weights[i]);
}

bool tc_terms_too_many(const TcTerms *terms)
{
    return terms->steps > MAX_STEPS;
}

/* --- what a name stands for --- */

/* An expression and the indicator whose it is. */
typedef struct {
    const TcNode *node; /* or NULL: nothing that is read further */
    uint32_t self;
} Meant;

/* Whose "giá trị", "điểm tối đa" … @node speaks of. */
static uint32_t owner_of(const TcNode *node, uint32_t self)
{
    if (node->n == 0)
        return self;
    return node->items[0]->ref.kind == TC_REF_INDICATOR ? node->items[0]->ref.index : TC_NO_PART;
}

/* What a definition or "giá trị" is. */
static Meant meant_by(const TcModel *model, const TcNode *node, uint32_t self)
{
    const bool value = node->kind == TC_NODE_OWN && node->sub == TC_OWN_VALUE;
    const uint32_t owner = value ? owner_of(node, self) : TC_NO_PART;
    if (node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_DEFINITION)
        return (Meant){model->definitions[node->ref.index].value, TC_NO_PART};
    return owner == TC_NO_PART ? (Meant){NULL, TC_NO_PART}
                               : (Meant){model->indicators[owner].value, owner};
}

/* --- is a cell read --- */

static bool reads(TcTerms *terms, const TcNode *node, uint32_t self);

static bool some_item_reads(TcTerms *terms, const TcNode *node, uint32_t self)
{
    bool some = false;
    for (uint32_t i = 0; i < node->n && !some; i++)
        some = reads(terms, node->items[i], self);
    return some;
}

static bool level_reads(TcTerms *terms, uint32_t indicator)
{
    const TcRequirement *required = &terms->probe->model->indicators[indicator].required;
    bool some = required->content && reads(terms, required->content, indicator);
    for (uint32_t i = 0; i < required->n_excepts && !some; i++)
        some = reads(terms, required->excepts[i], indicator);
    return some;
}

static bool is_column(const TcTerms *terms, const TcNode *node)
{
    bool is = false;
    for (uint32_t i = 0; i < terms->n && node->ref.kind == TC_REF_COLUMN && !is; i++)
        is = terms->columns[i] == node->ref.index;
    return is;
}

/* Of points it is not known. */
static bool own_reads(TcTerms *terms, const TcNode *node, uint32_t self)
{
    const uint32_t owner = owner_of(node, self);
    if (owner == TC_NO_PART)
        return true;
    const TcIndicator *indicator = &terms->probe->model->indicators[owner];
    if (node->sub == TC_OWN_VALUE)
        return indicator->value && reads(terms, indicator->value, owner);
    if (node->sub == TC_OWN_MAX_POINTS)
        return indicator->max_points && reads(terms, indicator->max_points, owner);
    return node->sub != TC_OWN_LEVEL || level_reads(terms, owner);
}

/* Where it is not known, yes. */
static bool reads(TcTerms *terms, const TcNode *node, uint32_t self)
{
    if (++terms->steps > MAX_STEPS)
        return true;
    switch ((int)node->kind) {
    case TC_NODE_COUNT:
    case TC_NODE_STATE:
        return false; /* they turn on comparisons of their own */
    case TC_NODE_TOTAL:
        return true;
    case TC_NODE_OWN:
        return own_reads(terms, node, self);
    case TC_NODE_NAME:
        if (node->ref.kind == TC_REF_DEFINITION)
            return reads(terms, terms->probe->model->definitions[node->ref.index].value,
                         TC_NO_PART);
        return is_column(terms, node);
    default:
        return some_item_reads(terms, node, self);
    }
}

/* --- weights --- */

static void add_terms(TcTerms *terms, const TcNode *node, uint32_t self, const mpq_t factor);

/* @constant * @node, or @node / @constant. */
static void add_product(TcTerms *terms, const TcNode *product, const TcNode *constant,
                        uint32_t self, const mpq_t factor)
{
    TcValue value;
    mpq_t scaled;
    tc_value_init(&value);
    mpq_init(scaled);
    tc_reference_value(tc_probe_ask(terms->probe), constant, self, &value);
    if (value.defined && !value.none && value.kind == TC_VALUE_NUMBER &&
        mpq_sgn(value.number) != 0) {
        if (constant == product->items[1] && product->sub == TC_OP_DIV)
            mpq_div(scaled, factor, value.number);
        else
            mpq_mul(scaled, factor, value.number);
        add_terms(terms, product->items[constant == product->items[0]], self, scaled);
    } else {
        terms->linear = false;
    }
    mpq_clear(scaled);
    tc_value_clear(&value);
}

static void add_operation(TcTerms *terms, const TcNode *node, uint32_t self, const mpq_t factor)
{
    if (!reads(terms, node->items[1], self))
        add_product(terms, node, node->items[1], self, factor);
    else if (node->sub == TC_OP_MUL && !reads(terms, node->items[0], self))
        add_product(terms, node, node->items[0], self, factor);
    else
        terms->linear = false;
}

static void add_operands(TcTerms *terms, const TcNode *node, uint32_t self, const mpq_t factor)
{
    mpq_t minus;
    mpq_init(minus);
    mpq_neg(minus, factor);
    for (uint32_t i = 0; i < node->n; i++)
        add_terms(terms, node->items[i], self,
                  tc_chain_sign(node, i) == TC_OP_SUB ? minus : factor);
    mpq_clear(minus);
}

static void add_column(TcTerms *terms, uint32_t column, const mpq_t factor)
{
    for (uint32_t i = 0; i < terms->n; i++) {
        if (terms->columns[i] == column)
            mpq_add(terms->weights[i], terms->weights[i], factor);
    }
}

static void add_terms(TcTerms *terms, const TcNode *node, uint32_t self, const mpq_t factor)
{
    const Meant meant = meant_by(terms->probe->model, node, self);
    if (++terms->steps > MAX_STEPS)
        terms->linear = false;
    else if (meant.node)
        add_terms(terms, meant.node, meant.self, factor);
    else if (node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_COLUMN)
        add_column(terms, node->ref.index, factor);
    else if (node->kind == TC_NODE_CHAIN && node->sub == TC_OP_ADD)
        add_operands(terms, node, self, factor);
    else if (node->kind == TC_NODE_BINARY)
        add_operation(terms, node, self, factor);
    else
        terms->linear &= !reads(terms, node, self);
}

void tc_terms_add(TcTerms *terms, const TcNode *node, uint32_t self)
{
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    add_terms(terms, node, self, one);
    mpq_clear(one);
}

/* --- splits --- */

/* What a linear form takes of a total. */
static TcSplit split_of_weights(const TcTerms *terms, uint32_t *one)
{
    uint32_t n_read = 0, n_alike = 0;
    for (uint32_t i = 0; i < terms->n; i++) {
        if (mpq_sgn(terms->weights[i]) != 0) {
            n_read++;
            *one = i;
        }
        n_alike += mpq_equal(terms->weights[i], terms->weights[0]) != 0;
    }
    return n_read == 0           ? TC_SPLIT_NONE
           : n_alike == terms->n ? TC_SPLIT_TOTAL
           : n_read == 1         ? TC_SPLIT_ONE
                                 : TC_SPLIT_MIXED;
}

/* The left side less the right one, if that is a linear form; one of them is NULL where there is
 * one alone. */
static bool split_of_difference(TcTerms *steps, const TcNode *left, uint32_t left_self,
                                const TcNode *right, uint32_t right_self, TcSplit *split,
                                uint32_t *one)
{
    TcTerms terms;
    mpq_t minus;
    tc_terms_init(&terms, steps->probe, steps->columns, steps->n);
    terms.steps = steps->steps;
    mpq_init(minus);
    mpq_set_si(minus, -1, 1);
    if (left)
        tc_terms_add(&terms, left, left_self);
    if (right)
        add_terms(&terms, right, right_self, minus);
    const bool linear = terms.linear;
    if (linear)
        *split = split_of_weights(&terms, one);
    steps->steps = terms.steps;
    mpq_clear(minus);
    tc_terms_clear(&terms);
    return linear;
}

/* Is @node of the total alone, or of none of the cells? */
static bool takes_total(TcTerms *terms, const TcNode *node, uint32_t self)
{
    const Meant meant = meant_by(terms->probe->model, node, self);
    TcSplit split;
    uint32_t one;
    if (++terms->steps > MAX_STEPS)
        return false;
    if (split_of_difference(terms, node, self, NULL, self, &split, &one))
        return split == TC_SPLIT_NONE || split == TC_SPLIT_TOTAL;
    if (meant.node)
        return takes_total(terms, meant.node, meant.self);
    bool all = node->kind != TC_NODE_OWN && node->kind != TC_NODE_TOTAL;
    for (uint32_t i = 0; i < node->n && all; i++)
        all = takes_total(terms, node->items[i], self);
    return all;
}

TcSplit tc_terms_split(TcProbe *probe, const TcComparison *comparison, const uint32_t *columns,
                       uint32_t n, uint32_t *one)
{
    const TcModel *model = probe->model;
    const TcNode *left = comparison->left;
    uint32_t self = comparison->self, which;
    TcSplit split = TC_SPLIT_MIXED;
    TcTerms terms;
    if (!left) {
        self = comparison->subject;
        left = comparison->points ? model->indicators[self].points : model->indicators[self].value;
    }
    tc_terms_init(&terms, probe, columns, n);
    if (split_of_difference(&terms, left, self, comparison->right, comparison->self, &split,
                            &which)) {
        if (one)
            *one = which;
    } else if ((!left || takes_total(&terms, left, self)) &&
               (!comparison->right || takes_total(&terms, comparison->right, comparison->self))) {
        split = TC_SPLIT_TOTAL;
    }
    tc_terms_clear(&terms);
    return split;
}
