/* What can be told of a plan once for all rows: for which open cells bounds are exact.
 *
 * A column is certified when the only node that reads it is one simple comparison, and the only way
 * from that comparison leads, each node read once, to the outcome of one indicator that no other
 * indicator asks about. Read-once logic over independent sets is exact; so are conclusions that
 * rise (or fall) with every indicator. Row limits may bind columns of one comparison only. */
#include "plan/passes.h"

typedef struct {
    TcPlan *plan;
    uint32_t n_columns;  /* with appraisals */
    uint32_t *readers;   /* per node: how many live nodes read it */
    uint32_t *reader;    /* one of them */
    uint32_t *reads;     /* per column: how many nodes read it */
    uint32_t *read_by;   /* one of them */
    uint32_t node;       /* whose columns are counted */
    bool *feeds_outcome; /* per node: an OUTCOME is above it */
} Certifier;

/* --- who reads what --------------------------------------------------------------------------- */

static void count_readers(Certifier *c)
{
    const TcPlan *plan = c->plan;
    for (uint32_t i = plan->n_nodes; i-- > 0;) {
        const TcPlanNode *node = &plan->nodes[i];
        const uint32_t *inputs = tc_plan_inputs(plan, node);
        for (uint32_t k = 0; node->live && k < node->n; k++) {
            c->readers[inputs[k]]++;
            c->reader[inputs[k]] = i;
            c->feeds_outcome[inputs[k]] |= c->feeds_outcome[i] || node->op == TC_PLAN_OUTCOME;
        }
    }
}

static void count_read(uint32_t column, void *user)
{
    Certifier *c = user;
    if (c->reads[column] > 0 && c->read_by[column] == c->node)
        return;
    c->reads[column]++;
    c->read_by[column] = c->node;
}

/* Answers that are read lazily (giá trị) do not count: they decide nothing. Nor does what is asked
 * of the file as it is (có số liệu): that is known. */
static void count_reads(Certifier *c)
{
    for (c->node = 0; c->node < c->plan->n_nodes; c->node++) {
        const TcPlanNode *node = &c->plan->nodes[c->node];
        if (node->live && node->op != TC_PLAN_HAS_DATA)
            tc_plan_own_columns(c->plan, node, count_read, c);
    }
}

/* --- columns ---------------------------------------------------------------------------------- */

static bool is_read_once_logic(TcPlanOp op)
{
    return op == TC_PLAN_AND || op == TC_PLAN_OR || op == TC_PLAN_NOT || op == TC_PLAN_CHOOSE ||
           op == TC_PLAN_AT_LEAST;
}

static bool is_simple(const TcPlan *plan, const TcPlanNode *node)
{
    if (node->op == TC_PLAN_YES || node->op == TC_PLAN_CHOICE || node->op == TC_PLAN_APPRAISED)
        return true;
    return node->op == TC_PLAN_TEST && !(node->sub & TC_TEST_EQUAL) &&
           plan->linears[node->data].whole && plan->linears[node->data].n <= 2;
}

static bool leads_to_one_outcome(const Certifier *c, uint32_t node)
{
    while (c->readers[node] == 1 && is_read_once_logic(c->plan->nodes[c->reader[node]].op))
        node = c->reader[node];
    if (c->readers[node] != 1 || c->plan->nodes[c->reader[node]].op != TC_PLAN_OUTCOME)
        return false;
    return !c->feeds_outcome[c->reader[node]];
}

static bool is_certified(const Certifier *c, uint32_t column)
{
    if (c->reads[column] == 0)
        return true;
    uint32_t node = c->read_by[column];
    return c->reads[column] == 1 && is_simple(c->plan, &c->plan->nodes[node]) &&
           leads_to_one_outcome(c, node);
}

static void certify_columns(Certifier *c)
{
    TcPlan *plan = c->plan;
    const TcSchema *schema = &plan->model->schema;
    for (uint32_t i = 0; i < c->n_columns; i++)
        plan->certified[i] = is_certified(c, i);
    for (uint32_t i = 0; i < schema->n_limits; i++) {
        uint32_t small = schema->limits[i].small, large = schema->limits[i].large;
        if (c->reads[small] == 1 && c->reads[large] == 1 && c->read_by[small] == c->read_by[large])
            continue;
        plan->certified[small] = plan->certified[large] = false;
    }
    g_autoptr(GArray) read = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = 0; i < plan->model->n_checks; i++)
        tc_plan_columns_read(plan, plan->checks[i], NULL, NULL, read);
    for (uint32_t i = 0; i < read->len; i++)
        plan->certified[g_array_index(read, uint32_t, i)] = false;
}

static void find_denominators(TcPlan *plan)
{
    for (uint32_t i = 0; i < plan->n_nodes; i++) {
        const TcPlanNode *node = &plan->nodes[i];
        if ((node->op != TC_PLAN_TEST && node->op != TC_PLAN_QUOTIENT) || node->data2 == TC_NO_NODE)
            continue;
        const TcLinear *den = &plan->linears[node->data2];
        for (uint32_t k = 0; k < den->n_columns; k++) {
            const TcTerm *term = &plan->terms[den->first + k];
            plan->denominators[term->index] = term->weight[0] < 0 ? -1 : 1;
        }
    }
}

/* --- conclusions ------------------------------------------------------------------------------ */

/* How a node moves as indicators rise (not met, not applicable, met). */
typedef enum { STEADY = 0, RISES = 1, FALLS = 2, MIXED = 3 } Polarity;

static Polarity turned(Polarity polarity)
{
    return (Polarity)((polarity & RISES) << 1 | (polarity & FALLS) >> 1);
}

static Polarity of_weights(const int64_t *weight)
{
    if (weight[0] == weight[1] && weight[1] == weight[2])
        return STEADY;
    if (weight[0] >= weight[2] && weight[2] >= weight[1])
        return RISES;
    return weight[0] <= weight[2] && weight[2] <= weight[1] ? FALLS : MIXED;
}

static Polarity of_linear(const TcPlan *plan, const TcPlanNode *node, const Polarity *known)
{
    const TcLinear *form = &plan->linears[node->data];
    unsigned polarity = STEADY;
    for (uint32_t i = form->n_columns; i < form->n; i++) {
        const TcTerm *term = &plan->terms[form->first + i];
        Polarity of = term->kind == TC_TERM_OUTCOME ? of_weights(term->weight) : known[term->index];
        if (term->kind == TC_TERM_NUMBER && term->weight[0] < 0)
            of = turned(of);
        polarity |= of;
    }
    return (Polarity)polarity;
}

static Polarity polarity_of(const TcPlan *plan, const TcPlanNode *node, const Polarity *known)
{
    static const Polarity states[TC_N_STATES] = {
        [TC_STATE_MET] = RISES,
        [TC_STATE_NOT_MET] = FALLS,
        [TC_STATE_NOT_APPLICABLE] = MIXED,
        [TC_STATE_APPLICABLE] = MIXED,
        [TC_STATE_MISSING] = MIXED,
        [TC_STATE_AWAITS] = MIXED,
    };
    const uint32_t *inputs = tc_plan_inputs(plan, node);
    unsigned all = STEADY;
    for (uint32_t i = 0; i < node->n; i++)
        all |= known[inputs[i]];
    switch ((int)node->op) {
    case TC_PLAN_OUTCOME:
        return RISES;
    case TC_PLAN_STATE:
        return states[node->sub & ~(unsigned)TC_STATE_STRICT];
    case TC_PLAN_LINEAR:
        return of_linear(plan, node, known);
    case TC_PLAN_NOT:
        return turned(known[inputs[0]]);
    case TC_PLAN_COMPARE:
        if (node->sub & TC_TEST_EQUAL)
            return all ? MIXED : STEADY;
        return node->sub & TC_TEST_NEGATED ? turned((Polarity)all) : (Polarity)all;
    case TC_PLAN_AND:
    case TC_PLAN_OR:
    case TC_PLAN_AT_LEAST:
    case TC_PLAN_CRITERION:
    case TC_PLAN_LEAST:
    case TC_PLAN_GREATEST:
        return (Polarity)all;
    case TC_PLAN_CHOOSE:
    case TC_PLAN_PICK:
        return known[inputs[0]] ? MIXED : (Polarity)all;
    default:
        return all ? MIXED : STEADY;
    }
}

/* The number that all comparisons of @node ask about; TC_NO_NODE: not one. @subjects: of the nodes
 * before. */
static uint32_t subject_of(const TcPlan *plan, const TcPlanNode *node, const uint32_t *subjects)
{
    uint32_t subject = TC_NO_NODE;
    if (node->op == TC_PLAN_COMPARE)
        return tc_plan_inputs(plan, node)[0];
    if (node->op != TC_PLAN_AND && node->op != TC_PLAN_NOT)
        return TC_NO_NODE;
    for (uint32_t i = 0; i < node->n; i++) {
        uint32_t found = subjects[tc_plan_inputs(plan, node)[i]];
        if (found == TC_NO_NODE || (subject != TC_NO_NODE && subject != found))
            return TC_NO_NODE;
        subject = found;
    }
    return subject;
}

/* A scale over one number that rises, each label once: the lowest and the highest number are both
 * reached, so two possible labels are two real ones. */
static bool grade_is_scale(const TcPlan *plan, uint32_t root, const Polarity *known,
                           const uint32_t *subjects)
{
    uint32_t subject = TC_NO_NODE;
    uint64_t labels = 0;
    const TcPlanNode *node = &plan->nodes[root];
    for (;; node = &plan->nodes[tc_plan_inputs(plan, node)[2]]) {
        const TcPlanNode *label = node;
        if (node->op == TC_PLAN_PICK_LABEL) {
            const uint32_t *inputs = tc_plan_inputs(plan, node);
            uint32_t found = subjects[inputs[0]];
            if (found == TC_NO_NODE || (subject != TC_NO_NODE && subject != found))
                return false;
            subject = found;
            label = &plan->nodes[inputs[1]];
        }
        if (label->op != TC_PLAN_LABEL || labels >> label->data & 1)
            return false;
        labels |= (uint64_t)1 << label->data;
        if (node->op != TC_PLAN_PICK_LABEL)
            break;
    }
    return subject != TC_NO_NODE && known[subject] != MIXED && !plan->nodes[subject].may_undefined;
}

static void certify_conclusions(TcPlan *plan)
{
    const TcModel *model = plan->model;
    g_autofree Polarity *known = g_new0(Polarity, plan->n_nodes + 1);
    g_autofree uint32_t *subjects = g_new(uint32_t, plan->n_nodes + 1);
    for (uint32_t i = 0; i < plan->n_nodes; i++) {
        known[i] = polarity_of(plan, &plan->nodes[i], known);
        subjects[i] = subject_of(plan, &plan->nodes[i], subjects);
    }
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        plan->verdict_rises[i] = known[plan->verdicts[i]] != MIXED;
    for (uint32_t i = 0; i < model->n_grades; i++)
        plan->grade_rises[i] = grade_is_scale(plan, plan->grades[i], known, subjects);
}

void tc_plan_certify(TcPlan *plan)
{
    const TcModel *model = plan->model;
    Certifier c = {.plan = plan, .n_columns = tc_schema_width(&model->schema)};
    c.readers = g_new0(uint32_t, plan->n_nodes + 1);
    c.reader = g_new0(uint32_t, plan->n_nodes + 1);
    c.feeds_outcome = g_new0(bool, plan->n_nodes + 1);
    c.reads = g_new0(uint32_t, c.n_columns + 1);
    c.read_by = g_new0(uint32_t, c.n_columns + 1);
    plan->certified = g_new0(bool, c.n_columns + 1);
    plan->denominators = g_new0(int8_t, c.n_columns + 1);
    plan->verdict_rises = g_new0(bool, model->n_verdicts + 1);
    plan->grade_rises = g_new0(bool, model->n_grades + 1);
    count_readers(&c);
    count_reads(&c);
    certify_columns(&c);
    find_denominators(plan);
    certify_conclusions(plan);
    g_free(c.readers);
    g_free(c.reader);
    g_free(c.feeds_outcome);
    g_free(c.reads);
    g_free(c.read_by);
}
