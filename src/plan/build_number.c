/* Numbers and the comparisons between them: linear forms into integers, quotients into sign
 * tests. */
#include "plan/build_internal.h"
#include "syntax/relation.h"

#include <string.h>

static const int64_t powers_of_ten[] = {1,      10,      100,      1000,      10000,
                                        100000, 1000000, 10000000, 100000000, 1000000000};

int64_t tc_column_factor(const TcBuilder *builder, uint32_t column)
{
    const TcSchema *schema = &builder->plan->model->schema;
    unsigned scale = column < schema->n_columns ? schema->columns[column].scale : 0;
    return scale < G_N_ELEMENTS(powers_of_ten) ? powers_of_ten[scale] : 0;
}

/* @z as a positive or negative int64 with room to spare; false: none. */
static bool fits(const mpz_t z)
{
    return mpz_sizeinbase(z, 2) <= 61;
}

static bool common_multiple(int64_t *a, int64_t b)
{
    mpz_t x, y;
    mpz_init_set_si(x, *a);
    mpz_init_set_si(y, b);
    mpz_lcm(x, x, y);
    bool good = fits(x);
    if (good)
        *a = mpz_get_si(x);
    mpz_clear(x);
    mpz_clear(y);
    return good;
}

int64_t tc_number_denominator(const TcBuilder *builder, uint32_t number)
{
    mpq_srcptr value = g_array_index(builder->numbers, TcPlanNumber, number).value;
    if (!fits(mpq_numref(value)) || !fits(mpq_denref(value)))
        return 0;
    return mpz_get_si(mpq_denref(value));
}

int64_t tc_common_denominator(const TcBuilder *builder, const uint32_t *inputs, uint32_t n)
{
    int64_t common = 1;
    for (uint32_t i = 0; i < n; i++) {
        int64_t denominator = tc_builder_node(builder, inputs[i])->denominator;
        if (denominator == 0 || !common_multiple(&common, denominator))
            return 0;
    }
    return common;
}

int64_t tc_product_denominator(const TcBuilder *builder, const uint32_t *inputs)
{
    int64_t a = tc_builder_node(builder, inputs[0])->denominator;
    int64_t b = tc_builder_node(builder, inputs[1])->denominator;
    int64_t product;
    if (a == 0 || b == 0 || __builtin_mul_overflow(a, b, &product) || product > INT64_MAX / 4)
        return 0;
    return product;
}

static uint32_t build_number(TcBuilder *builder, const mpq_t value)
{
    uint32_t constant = tc_build_constant(builder, value);
    return tc_build_simple(builder, TC_PLAN_NUMBER, 0, constant, NULL, 0);
}

uint32_t tc_build_nothing(TcBuilder *builder, unsigned which)
{
    return tc_build_simple(builder, TC_PLAN_NOTHING, which, 0, NULL, 0);
}

uint32_t tc_build_pick(TcBuilder *builder, unsigned flavor, uint32_t guard, uint32_t then,
                       uint32_t otherwise)
{
    const TcPlanNode *node = tc_builder_node(builder, guard);
    if (then == otherwise)
        return then;
    if (node->op == TC_PLAN_TRUTH && node->sub == TC_IS_TRUE)
        return then;
    if (node->op == TC_PLAN_TRUTH && node->sub == TC_IS_FALSE)
        return otherwise;
    return tc_build_simple(builder, TC_PLAN_PICK, flavor, 0, (uint32_t[]){guard, then, otherwise},
                           3);
}

uint32_t tc_build_call(TcBuilder *builder, TcPlanOp op, unsigned sub, const uint32_t *inputs,
                       uint32_t n)
{
    if ((op == TC_PLAN_LEAST || op == TC_PLAN_GREATEST) && n == 1)
        return inputs[0];
    return tc_build_simple(builder, op, sub, 0, inputs, n);
}

/* --- linear forms ----------------------------------------------------------------------------- */

/* What a term's stored integer is multiplied by; 1 where it has none. */
static int64_t storage_factor(const TcBuilder *builder, const TcFormTerm *term)
{
    if (term->kind == TC_ATOM_COLUMN)
        return tc_column_factor(builder, term->index);
    if (term->kind == TC_ATOM_OUTCOME)
        return 1;
    int64_t denominator = tc_builder_node(builder, term->index)->denominator;
    return denominator ? denominator : 1;
}

/* The least common denominator of all weights over stored integers. False: no room. */
static bool form_denominator(const TcBuilder *builder, const TcForm *form, mpz_t common)
{
    mpq_t weight;
    mpq_init(weight);
    mpz_set(common, mpq_denref(form->constant));
    for (uint32_t i = 0; i < form->n; i++) {
        int64_t factor = storage_factor(builder, &form->terms[i]);
        mpz_srcptr bottom = mpq_denref(form->terms[i].weight);
        if (factor > 1) { /* 0 cannot be: scales are small */
            mpq_set_si(weight, 1, (unsigned long)factor);
            mpq_mul(weight, weight, form->terms[i].weight);
            bottom = mpq_denref(weight);
        }
        if (mpz_cmp_ui(bottom, 1) == 0)
            continue;
        mpz_lcm(common, common, bottom);
        if (!fits(common))
            break;
    }
    mpq_clear(weight);
    return fits(common);
}

/* @weight / @factor * @common as an integer. */
static bool scaled_weight(const mpq_t weight, int64_t factor, const mpz_t common, int64_t *scaled)
{
    if (factor == 1 && mpz_cmp_ui(common, 1) == 0 && fits(mpq_numref(weight))) {
        *scaled = mpz_get_si(mpq_numref(weight));
        return true;
    }
    mpz_t z;
    mpz_init(z);
    mpz_mul(z, mpq_numref(weight), common);
    mpz_divexact(z, z, mpq_denref(weight));
    mpz_divexact_ui(z, z, (unsigned long)factor);
    bool good = fits(z);
    if (good)
        *scaled = mpz_get_si(z);
    mpz_clear(z);
    return good;
}

static bool is_whole_column(const TcBuilder *builder, uint32_t column)
{
    const TcSchema *schema = &builder->plan->model->schema;
    return schema->columns[column].type == TC_TYPE_INTEGER && schema->columns[column].scale == 0;
}

/* Appends the terms of @form to @terms as integers; those of one outcome become one. */
static bool integer_terms(TcBuilder *builder, const TcForm *form, const mpz_t common, GArray *terms,
                          TcLinear *linear)
{
    linear->whole = true;
    for (uint32_t i = 0; i < form->n; i++) {
        const TcFormTerm *atom = &form->terms[i];
        int64_t weight;
        if (!scaled_weight(atom->weight, storage_factor(builder, atom), common, &weight))
            return false;
        TcTerm *last = terms->len ? &g_array_index(terms, TcTerm, terms->len - 1) : NULL;
        if (atom->kind == TC_ATOM_OUTCOME && last && last->kind == TC_TERM_OUTCOME &&
            last->index == atom->index) {
            last->weight[atom->state] = weight;
            continue;
        }
        TcTerm term = {.kind = (TcTermKind)atom->kind, .index = atom->index};
        term.weight[atom->kind == TC_ATOM_OUTCOME ? atom->state : 0] = weight;
        linear->n_columns += atom->kind == TC_ATOM_COLUMN;
        linear->n_outcomes += atom->kind == TC_ATOM_OUTCOME;
        if (atom->kind == TC_ATOM_COLUMN) {
            linear->may_none |= tc_builder_column_may_none(builder, atom->index);
            linear->whole &= is_whole_column(builder, atom->index);
        }
        g_array_append_val(terms, term);
    }
    return scaled_weight(form->constant, 1, common, &linear->constant);
}

/* An entry for @linear with @terms, new or found. */
static uint32_t keep_linear(TcBuilder *builder, TcLinear linear, const GArray *terms)
{
    uint32_t index;
    int64_t head[] = {linear.constant, linear.denominator};
    tc_key_start(builder, TC_KEY_LINEAR);
    tc_key_add(builder, head, sizeof head);
    for (uint32_t i = 0; i < terms->len; i++) {
        const TcTerm *term = &g_array_index(terms, TcTerm, i);
        int64_t what[] = {term->kind, term->index, term->weight[0], term->weight[1],
                          term->weight[2]};
        tc_key_add(builder, what, sizeof what);
    }
    if (tc_key_find(builder, &index))
        return index;
    linear.first = builder->terms->len;
    linear.n = terms->len;
    if (terms->len > 0)
        g_array_append_vals(builder->terms, terms->data, terms->len);
    g_array_append_val(builder->linears, linear);
    return tc_key_keep(builder, builder->linears->len - 1);
}

/* The same as an entry of plan->linears, over columns only. False: no room. */
static bool linear_of(TcBuilder *builder, const TcForm *form, uint32_t *index)
{
    mpz_t common;
    mpz_init(common);
    g_autoptr(GArray) terms = g_array_new(FALSE, TRUE, sizeof(TcTerm));
    TcLinear linear = {.denominator = 1};
    bool good = form_denominator(builder, form, common) &&
                integer_terms(builder, form, common, terms, &linear);
    if (good) {
        linear.denominator = mpz_get_si(common);
        *index = keep_linear(builder, linear, terms);
    }
    mpz_clear(common);
    return good;
}

/* A node for the linear form; TC_NO_NODE where int64 has no room for its weights. @none_passes: see
 * LINEAR. */
static uint32_t build_linear(TcBuilder *builder, const TcForm *form, bool none_passes)
{
    uint32_t linear;
    if (!linear_of(builder, form, &linear))
        return TC_NO_NODE;
    const TcLinear *entry = &g_array_index(builder->linears, TcLinear, linear);
    bool may_none = false;
    g_autoptr(GArray) inputs = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = entry->n_columns; i < entry->n; i++) {
        const TcTerm *term = &g_array_index(builder->terms, TcTerm, entry->first + i);
        may_none |= tc_builder_node(builder, term->index)->may_none;
        g_array_append_val(inputs, term->index);
    }
    return tc_build_simple(builder, TC_PLAN_LINEAR, none_passes && may_none, linear,
                           (const uint32_t *)(const void *)inputs->data, inputs->len);
}

/* The node of a single atom with weight 1. */
static uint32_t build_atom(TcBuilder *builder, const TcFormTerm *atom)
{
    if (atom->kind == TC_ATOM_NUMBER)
        return atom->index;
    if (atom->kind == TC_ATOM_COLUMN)
        return tc_build_simple(builder, TC_PLAN_COLUMN, 0, atom->index, NULL, 0);
    return build_linear(
        builder, tc_form_atom(builder->forms, atom->kind, atom->index, atom->state, false), false);
}

/* A form whose weights int64 cannot hold: every product a node of its own, in rationals. */
static uint32_t build_wide(TcBuilder *builder, const TcForm *form)
{
    g_autofree const TcForm **parts = g_new(const TcForm *, form->n + 1);
    for (uint32_t i = 0; i < form->n; i++) {
        uint32_t factors[2] = {build_number(builder, form->terms[i].weight),
                               build_atom(builder, &form->terms[i])};
        uint32_t product = tc_build_simple(builder, TC_PLAN_MULTIPLY, 0, 0, factors, 2);
        parts[i] = tc_form_atom(builder->forms, TC_ATOM_NUMBER, product, 0, true);
    }
    parts[form->n] = tc_form_atom(builder->forms, TC_ATOM_NUMBER,
                                  build_number(builder, form->constant), 0, true);
    return build_linear(builder, tc_form_sum(builder->forms, parts, NULL, form->n + 1), false);
}

uint32_t tc_build_strict(TcBuilder *builder, uint32_t node)
{
    return build_linear(builder, tc_form_atom(builder->forms, TC_ATOM_NUMBER, node, 0, true),
                        false);
}

static bool is_plain_atom(const TcForm *form)
{
    return form->n == 1 && mpq_sgn(form->constant) == 0 &&
           mpq_cmp_si(form->terms[0].weight, 1, 1) == 0 && form->terms[0].kind != TC_ATOM_OUTCOME;
}

static uint32_t build_sum(TcBuilder *builder, const TcForm *form)
{
    if (tc_form_is_constant(form))
        return build_number(builder, form->constant);
    if (is_plain_atom(form))
        return build_atom(builder, &form->terms[0]);
    uint32_t node = build_linear(builder, form, false);
    return node == TC_NO_NODE ? build_wide(builder, form) : node;
}

uint32_t tc_build_form(TcBuilder *builder, const TcForm *num, const TcForm *den, bool nonzero)
{
    TcPlanNode wanted = {.op = TC_PLAN_QUOTIENT, .sub = nonzero ? TC_TEST_NONZERO : 0};
    if (!den)
        return build_sum(builder, num);
    if (tc_form_only_columns(num) && tc_form_only_columns(den) &&
        linear_of(builder, num, &wanted.data) && linear_of(builder, den, &wanted.data2))
        return tc_build_node(builder, wanted, NULL);
    uint32_t parts[2] = {build_sum(builder, num), build_sum(builder, den)};
    return tc_build_simple(builder, TC_PLAN_DIVIDE, 0, 0, parts, 2);
}

/* --- comparisons ------------------------------------------------------------------------------ */

/* The relation between the negated sides. */
static TcOperator mirrored(TcOperator op)
{
    static const TcOperator mirror[TC_N_OPERATORS] = {
        [TC_OP_EQ] = TC_OP_EQ, [TC_OP_NE] = TC_OP_NE, [TC_OP_LT] = TC_OP_GT,
        [TC_OP_LE] = TC_OP_GE, [TC_OP_GT] = TC_OP_LT, [TC_OP_GE] = TC_OP_LE,
    };
    return mirror[op];
}

/* The TEST or COMPARE whose `sub` asks >=, > or = ; turned round if @negate. */
static uint32_t build_asked(TcBuilder *builder, TcPlanNode wanted, bool negate, bool may_none,
                            const uint32_t *inputs)
{
    if (negate && may_none)
        wanted.sub |= TC_TEST_NEGATED;
    uint32_t node = tc_build_node(builder, wanted, inputs);
    return negate && !may_none ? tc_build_not(builder, node) : node;
}

/* Divides a column form by the content of its integers, so that equal tests are one. */
static const TcForm *primitive(TcBuilder *builder, const TcForm *form, bool mirror)
{
    mpq_t factor, weight;
    mpz_t top, bottom;
    mpq_inits(factor, weight, NULL);
    mpz_init_set_ui(top, 0);
    mpz_init_set_ui(bottom, 1);
    for (uint32_t i = 0; i <= form->n; i++) {
        mpq_set(weight, i < form->n ? form->terms[i].weight : form->constant);
        if (mpq_sgn(weight) == 0)
            continue;
        if (i < form->n) {
            mpq_set_si(factor, 1, (unsigned long)storage_factor(builder, &form->terms[i]));
            mpq_mul(weight, weight, factor);
        }
        mpz_gcd(top, top, mpq_numref(weight));
        mpz_lcm(bottom, bottom, mpq_denref(weight));
    }
    if (mpz_sgn(top) == 0)
        mpz_set_ui(top, 1);
    mpq_set_num(factor, bottom);
    mpq_set_den(factor, top);
    mpq_canonicalize(factor);
    if (mirror)
        mpq_neg(factor, factor);
    const TcForm *scaled = tc_form_scale(builder->forms, form, factor);
    mpq_clears(factor, weight, NULL);
    mpz_clear(top);
    mpz_clear(bottom);
    return scaled;
}

/* A test over columns: >= or =, of the form or its negation. TC_NO_NODE: no room. */
static uint32_t build_column_test(TcBuilder *builder, const TcForm *num, const TcForm *den,
                                  bool nonzero, TcOperator op)
{
    bool equal = op == TC_OP_EQ || op == TC_OP_NE;
    bool mirror =
        equal ? num->n > 0 && mpq_sgn(num->terms[0].weight) < 0 : op == TC_OP_LE || op == TC_OP_GT;
    bool negate = op == TC_OP_NE || op == TC_OP_GT || op == TC_OP_LT;
    TcPlanNode wanted = {.op = TC_PLAN_TEST, .data2 = TC_NO_NODE};
    wanted.sub = (equal ? TC_TEST_EQUAL : 0) | (nonzero ? TC_TEST_NONZERO : 0);
    if (!linear_of(builder, primitive(builder, num, mirror), &wanted.data) ||
        (den && !linear_of(builder, primitive(builder, den, false), &wanted.data2)))
        return TC_NO_NODE;
    bool may_none = g_array_index(builder->linears, TcLinear, wanted.data).may_none;
    return build_asked(builder, wanted, negate, may_none, NULL);
}

/* num ? 0 for any form: the sum without its constant against a threshold. */
static uint32_t build_number_test(TcBuilder *builder, const TcForm *num, TcOperator op,
                                  bool none_passes)
{
    mpq_t minus, threshold;
    mpq_inits(minus, threshold, NULL);
    mpq_set_si(minus, -1, 1);
    bool mirror = num->n > 0 && mpq_sgn(num->terms[0].weight) < 0;
    const TcForm *sum = mirror ? tc_form_scale(builder->forms, num, minus) : num;
    if (mirror)
        op = mirrored(op);
    mpq_neg(threshold, sum->constant);
    const TcForm *constant = tc_form_constant(builder->forms, sum->constant);
    sum = tc_form_add(builder->forms, sum, constant, minus);
    uint32_t input = none_passes && !is_plain_atom(sum) ? build_linear(builder, sum, true)
                                                        : build_sum(builder, sum);
    if (input == TC_NO_NODE)
        input = build_wide(builder, sum);
    TcPlanNode wanted = {.op = TC_PLAN_COMPARE, .n = 1};
    wanted.sub = op == TC_OP_EQ || op == TC_OP_NE   ? TC_TEST_EQUAL
                 : op == TC_OP_GT || op == TC_OP_LE ? TC_TEST_ABOVE
                                                    : 0;
    wanted.data = tc_build_constant(builder, threshold);
    bool negate = op == TC_OP_NE || op == TC_OP_LT || op == TC_OP_LE;
    mpq_clears(minus, threshold, NULL);
    return build_asked(builder, wanted, negate, tc_builder_node(builder, input)->may_none, &input);
}

/* The sign that a denominator has by the declared ranges: 1, -1, or 0 when it may have both. */
static int static_sign(const TcBuilder *builder, const TcForm *den)
{
    const TcSchema *schema = &builder->plan->model->schema;
    bool up = mpq_sgn(den->constant) >= 0, down = mpq_sgn(den->constant) <= 0;
    for (uint32_t i = 0; i < den->n; i++) {
        const TcFormTerm *term = &den->terms[i];
        int sign = mpq_sgn(term->weight);
        if (term->kind == TC_ATOM_NUMBER)
            return 0;
        if (term->kind == TC_ATOM_COLUMN) {
            const TcColumnSpec *spec = &schema->columns[term->index];
            if (!spec->has_low || mpq_sgn(spec->low) < 0)
                return 0;
        }
        up &= sign >= 0;
        down &= sign <= 0;
    }
    return up ? 1 : down ? -1 : 0;
}

static uint32_t build_plain_test(TcBuilder *builder, const TcForm *num, TcOperator op)
{
    uint32_t node = TC_NO_NODE;
    if (tc_form_is_constant(num))
        return tc_build_truth(builder, tc_relation_holds(op, mpq_sgn(num->constant)) ? TC_IS_TRUE
                                                                                     : TC_IS_FALSE);
    if (tc_form_only_columns(num))
        node = build_column_test(builder, num, NULL, false, op);
    return node == TC_NO_NODE ? build_number_test(builder, num, op, true) : node;
}

/* Where the denominator is 0: unknown; elsewhere as @test says. */
static uint32_t guard_zero(TcBuilder *builder, const TcForm *den, uint32_t test)
{
    uint32_t zero = build_plain_test(builder, den, TC_OP_EQ);
    return tc_build_choose(builder, TC_CHOOSE_APART, zero, tc_build_truth(builder, TC_IS_UNKNOWN),
                           test);
}

uint32_t tc_build_test(TcBuilder *builder, const TcForm *num, const TcForm *den, bool nonzero,
                       TcOperator op)
{
    if (!den)
        return build_plain_test(builder, num, op);
    int sign = static_sign(builder, den);
    if (sign == 0) {
        uint32_t below = build_plain_test(builder, den, TC_OP_LT);
        uint32_t plain = build_plain_test(builder, num, op);
        uint32_t turned = build_plain_test(builder, num, mirrored(op));
        uint32_t test = tc_build_choose(builder, TC_CHOOSE_APART, below, turned, plain);
        return nonzero ? test : guard_zero(builder, den, test);
    }
    if (sign < 0)
        op = mirrored(op);
    if (tc_form_only_columns(num) && tc_form_only_columns(den)) {
        mpq_t minus;
        mpq_init(minus);
        mpq_set_si(minus, sign, 1);
        uint32_t node =
            build_column_test(builder, num, tc_form_scale(builder->forms, den, minus), nonzero, op);
        mpq_clear(minus);
        if (node != TC_NO_NODE)
            return node;
    }
    uint32_t test = build_plain_test(builder, num, op);
    return nonzero ? test : guard_zero(builder, den, test);
}
