/* The builder: its pools, and the search for what was made before. */
#include "plan/build.h"

#include <string.h>
#include "plan/build_internal.h"

static const struct {
    const char *name;
    TcSlotKind result;
} ops[TC_N_PLAN_OPS] = {
#define TC_KERNEL(id, name, arguments, result, ways) {#name, TC_SLOT_##result},
#include "kernels.def"
};

TcSlotKind tc_plan_slot_kind(TcPlanOp op)
{
    return ops[op].result;
}

const char *tc_plan_op_name(TcPlanOp op)
{
    return ops[op].name;
}

/* Four bytes at a time: nearly all that keys are made of is that long. */
static guint key_hash(gconstpointer pointer)
{
    const GByteArray *key = pointer;
    guint hash = key->len, at = 0;
    for (uint32_t word; at + sizeof word <= key->len; at += (guint)sizeof word) {
        memcpy(&word, key->data + at, sizeof word);
        hash = ((hash << 5 | hash >> 27) ^ word) * 0x9E3779B1U;
    }
    for (; at < key->len; at++)
        hash = hash * 33 + key->data[at];
    return hash ^ hash >> 15;
}

static gboolean key_equal(gconstpointer left, gconstpointer right)
{
    const GByteArray *a = left, *b = right;
    return a->len == b->len && memcmp(a->data, b->data, a->len) == 0;
}

TcBuilder *tc_builder_new(TcPlan *plan)
{
    TcBuilder *builder = g_new0(TcBuilder, 1);
    builder->plan = plan;
    builder->seen = g_hash_table_new(key_hash, key_equal);
    builder->keys = tc_arena_new();
    builder->nodes = g_array_new(FALSE, TRUE, sizeof(TcPlanNode));
    builder->inputs = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    builder->terms = g_array_new(FALSE, TRUE, sizeof(TcTerm));
    builder->linears = g_array_new(FALSE, TRUE, sizeof(TcLinear));
    builder->numbers = g_array_new(FALSE, TRUE, sizeof(TcPlanNumber));
    builder->members = g_array_new(FALSE, TRUE, sizeof(uint8_t));
    builder->choice_sets = g_array_new(FALSE, TRUE, sizeof(TcChoiceSet));
    builder->operands = g_array_new(FALSE, TRUE, sizeof(TcTextOperand));
    builder->columns = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    builder->lookups = g_ptr_array_new();
    builder->forms = tc_form_pool_new();
    builder->key = g_byte_array_new();
    return builder;
}

/* The elements of an array; never NULL, so that a list without members can be pointed to. */
static void *steal(GArray *array)
{
    void *elements = g_array_free(array, FALSE);
    return elements ? elements : g_malloc(1);
}

void tc_builder_finish(TcBuilder *builder)
{
    TcPlan *plan = builder->plan;
#define STEAL(field)                                                                               \
    plan->n_##field = builder->field->len;                                                         \
    plan->field = steal(builder->field)
    STEAL(nodes);
    STEAL(inputs);
    STEAL(terms);
    STEAL(linears);
    STEAL(numbers);
    STEAL(members);
    STEAL(choice_sets);
    STEAL(operands);
    STEAL(columns);
#undef STEAL
    plan->n_lookups = builder->lookups->len;
    plan->lookups = (TcLookup **)(void *)g_ptr_array_free(builder->lookups, FALSE);
    g_hash_table_unref(builder->seen);
    tc_arena_free(builder->keys);
    tc_form_pool_free(builder->forms);
    g_byte_array_unref(builder->key);
    g_free(builder);
}

const TcModel *tc_builder_model(const TcBuilder *builder)
{
    return builder->plan->model;
}

const TcPlanNode *tc_builder_node(const TcBuilder *builder, uint32_t node)
{
    return &g_array_index(builder->nodes, TcPlanNode, node);
}

uint32_t tc_builder_input(const TcBuilder *builder, const TcPlanNode *node, uint32_t i)
{
    return g_array_index(builder->inputs, uint32_t, node->first + i);
}

uint32_t tc_builder_length(const TcBuilder *builder)
{
    return builder->nodes->len;
}

bool tc_builder_column_may_none(const TcBuilder *builder, uint32_t column)
{
    const TcSchema *schema = &builder->plan->model->schema;
    return column < schema->n_columns && schema->columns[column].blank == TC_BLANK_NONE;
}

/* --- finding equal things --------------------------------------------------------------------- */

void tc_key_start(TcBuilder *builder, uint32_t what)
{
    g_byte_array_set_size(builder->key, 0);
    tc_key_add(builder, &what, sizeof what);
}

void tc_key_add(TcBuilder *builder, const void *bytes, size_t size)
{
    g_byte_array_append(builder->key, bytes, (guint)size);
}

bool tc_key_find(TcBuilder *builder, uint32_t *index)
{
    void *found = NULL;
    if (!g_hash_table_lookup_extended(builder->seen, builder->key, NULL, &found))
        return false;
    *index = GPOINTER_TO_UINT(found);
    return true;
}

uint32_t tc_key_keep(TcBuilder *builder, uint32_t index)
{
    GByteArray *key = tc_arena_alloc(builder->keys, sizeof *key + builder->key->len);
    *key = (GByteArray){.data = (guint8 *)(key + 1), .len = builder->key->len};
    memcpy(key->data, builder->key->data, key->len);
    g_hash_table_insert(builder->seen, key, GUINT_TO_POINTER(index));
    return index;
}

/* Adds an integer to the key: its sign and length, its limbs. */
static void add_integer(TcBuilder *builder, mpz_srcptr z)
{
    int64_t size = mpz_sgn(z) * (int64_t)mpz_size(z);
    tc_key_add(builder, &size, sizeof size);
    tc_key_add(builder, mpz_limbs_read(z), mpz_size(z) * sizeof(mp_limb_t));
}

uint32_t tc_build_constant(TcBuilder *builder, const mpq_t value)
{
    uint32_t index;
    tc_key_start(builder, TC_KEY_NUMBER);
    add_integer(builder, mpq_numref(value));
    add_integer(builder, mpq_denref(value));
    if (tc_key_find(builder, &index))
        return index;
    TcPlanNumber number;
    mpq_init(number.value);
    mpq_set(number.value, value);
    g_array_append_val(builder->numbers, number);
    return tc_key_keep(builder, builder->numbers->len - 1);
}

/* --- facts of a new node ---------------------------------------------------------------------- */

static bool all_inputs(const TcBuilder *builder, const uint32_t *inputs, uint32_t n,
                       bool (*holds)(const TcPlanNode *node))
{
    for (uint32_t i = 0; i < n; i++) {
        if (!holds(tc_builder_node(builder, inputs[i])))
            return false;
    }
    return true;
}

static bool is_never_unknown(const TcPlanNode *node)
{
    return node->never_unknown;
}

static bool is_defined(const TcPlanNode *node)
{
    return !node->may_undefined && !node->may_none;
}

static bool is_open_question(const TcPlanNode *node)
{
    return !node->closed;
}

static bool result_never_unknown(const TcBuilder *builder, const TcPlanNode *node,
                                 const uint32_t *inputs)
{
    switch ((int)node->op) {
    case TC_PLAN_TRUTH:
        return !(node->sub & TC_IS_UNKNOWN);
    case TC_PLAN_TEST:
        return node->data2 == TC_NO_NODE || node->sub & TC_TEST_NONZERO;
    case TC_PLAN_COMPARE:
        return !tc_builder_node(builder, inputs[0])->may_undefined;
    case TC_PLAN_LABEL_IN:
    case TC_PLAN_CRITERION:
        return false;
    case TC_PLAN_STATE:
        return !(node->sub & TC_STATE_STRICT); /* else what is undefined counts both ways */
    default:
        return all_inputs(builder, inputs, node->n, is_never_unknown);
    }
}

static bool result_may_undefined(const TcBuilder *builder, const TcPlanNode *node,
                                 const uint32_t *inputs)
{
    switch ((int)node->op) {
    case TC_PLAN_NUMBER:
    case TC_PLAN_COLUMN:
    case TC_PLAN_RUN_DAY:
    case TC_PLAN_RUN_YEAR:
        return false;
    case TC_PLAN_LINEAR: {
        uint32_t outcomes = g_array_index(builder->linears, TcLinear, node->data).n_outcomes;
        return !all_inputs(builder, inputs + outcomes, node->n - outcomes, is_defined);
    }
    case TC_PLAN_NOTHING:
        return node->sub == TC_NOTHING_UNDEFINED;
    case TC_PLAN_QUOTIENT:
        return !(node->sub & TC_TEST_NONZERO);
    case TC_PLAN_MULTIPLY:
    case TC_PLAN_ABSOLUTE:
    case TC_PLAN_LEAST:
    case TC_PLAN_GREATEST:
        return node->n == 0 || !all_inputs(builder, inputs, node->n, is_defined);
    case TC_PLAN_PICK: {
        const TcPlanNode *guard = tc_builder_node(builder, inputs[0]);
        return !guard->never_unknown || tc_builder_node(builder, inputs[1])->may_undefined ||
               tc_builder_node(builder, inputs[2])->may_undefined;
    }
    default:
        return true;
    }
}

static bool result_may_none(const TcBuilder *builder, const TcPlanNode *node,
                            const uint32_t *inputs)
{
    switch ((int)node->op) {
    case TC_PLAN_COLUMN:
        return tc_builder_column_may_none(builder, node->data);
    case TC_PLAN_PICK:
        return tc_builder_node(builder, inputs[1])->may_none ||
               tc_builder_node(builder, inputs[2])->may_none;
    case TC_PLAN_LEAST:
    case TC_PLAN_GREATEST:
        return false;
    case TC_PLAN_LINEAR:
        for (uint32_t i = 0; node->sub && i < node->n; i++) {
            if (tc_builder_node(builder, inputs[i])->may_none)
                return true;
        }
        return false;
    default:
        return false;
    }
}

static void set_facts(TcBuilder *builder, TcPlanNode *node, const uint32_t *inputs)
{
    node->closed = node->op == TC_PLAN_HAS_DATA || node->op == TC_PLAN_LABELLED ||
                   !all_inputs(builder, inputs, node->n, is_open_question);
    if (ops[node->op].result == TC_SLOT_TRUTH)
        node->never_unknown = result_never_unknown(builder, node, inputs);
    if (ops[node->op].result == TC_SLOT_NUMBER) {
        node->may_none = result_may_none(builder, node, inputs);
        node->may_undefined = result_may_undefined(builder, node, inputs);
    }
    if (node->op == TC_PLAN_OUTCOME) {
        const TcPlanNode *apart = tc_builder_node(builder, inputs[0]);
        node->never_apart = apart->op == TC_PLAN_TRUTH && apart->sub == TC_IS_FALSE;
    }
    if (node->op == TC_PLAN_STATE && node->sub & TC_STATE_STRICT)
        g_array_index(builder->nodes, TcPlanNode, inputs[0]).asked_strictly = true;
}

/* The number that its low and high are multiplied by. */
static int64_t denominator_of(const TcBuilder *builder, const TcPlanNode *node,
                              const uint32_t *inputs)
{
    switch ((int)node->op) {
    case TC_PLAN_COLUMN:
        return tc_column_factor(builder, node->data);
    case TC_PLAN_LINEAR:
        return g_array_index(builder->linears, TcLinear, node->data).denominator;
    case TC_PLAN_NUMBER:
        return tc_number_denominator(builder, node->data);
    case TC_PLAN_NOTHING:
        return 1;
    case TC_PLAN_LOOKUP:
        return ((const TcLookup *)g_ptr_array_index(builder->lookups, node->data))->denominator;
    case TC_PLAN_SETTLE:
        return tc_builder_node(builder, inputs[1])->denominator;
    case TC_PLAN_PICK:
        return tc_common_denominator(builder, inputs + 1, 2);
    case TC_PLAN_LEAST:
    case TC_PLAN_GREATEST:
        return tc_common_denominator(builder, inputs, node->n);
    case TC_PLAN_MULTIPLY:
        return tc_product_denominator(builder, inputs);
    default:
        return 0;
    }
}

uint32_t tc_build_node(TcBuilder *builder, TcPlanNode wanted, const uint32_t *inputs)
{
    static const uint32_t none = TC_NO_NODE;
    inputs = inputs ? inputs : &none; /* a list without members can be pointed into, too */
    uint32_t head[] = {(uint32_t)wanted.op, wanted.sub, wanted.data, wanted.data2, wanted.n};
    uint32_t index;
    tc_key_start(builder, TC_KEY_NODE);
    tc_key_add(builder, head, sizeof head);
    tc_key_add(builder, inputs, wanted.n * sizeof *inputs);
    if (tc_key_find(builder, &index))
        return index;
    wanted.first = builder->inputs->len;
    set_facts(builder, &wanted, inputs);
    if (ops[wanted.op].result == TC_SLOT_NUMBER)
        wanted.denominator = denominator_of(builder, &wanted, inputs);
    if (wanted.n > 0)
        g_array_append_vals(builder->inputs, inputs, wanted.n);
    g_array_append_val(builder->nodes, wanted);
    return tc_key_keep(builder, builder->nodes->len - 1);
}

uint32_t tc_build_simple(TcBuilder *builder, TcPlanOp op, unsigned sub, uint32_t data,
                         const uint32_t *inputs, uint32_t n)
{
    return tc_build_node(
        builder, (TcPlanNode){.op = op, .sub = (uint16_t)sub, .data = data, .n = n}, inputs);
}

uint32_t tc_build_lookup(TcBuilder *builder, TcPlanOp op, TcLookup *lookup, const uint32_t *inputs,
                         uint32_t n)
{
    g_ptr_array_add(builder->lookups, lookup);
    return tc_build_simple(builder, op, 0, builder->lookups->len - 1, inputs, n);
}
