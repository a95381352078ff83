/* Inside of the fork search: fork.c takes the paths, fork_number.c computes with forms, fork_eval.c
 * goes through the plan, fork_lookup.c looks up tables. */
#ifndef TC_EXEC_FORK_INTERNAL_H
#define TC_EXEC_FORK_INTERNAL_H

#include "exec/fork.h"

typedef struct {
    TcForkRule rule; /* as it was taken */
    bool holds;      /* what was asked was found to hold */
    bool tried;      /* its other side was before */
} TcForkDecision;

typedef struct {
    uint64_t epoch;
    TcForkValue value;
} TcForkSlot;

/* What the inputs of one component give a node that has inputs in several, or what a node of one
 * component comes to: of a sum a / b, of a count yes and unknown, of a junction what decides. */
typedef struct {
    int64_t a, b;
    int64_t state; /* of a value or a sum: TcForkState + 1; else 0 */
} TcForkPart;

enum { TC_FORK_NO_COMPONENT = UINT32_MAX, TC_FORK_SEVERAL = UINT32_MAX - 1 };

/* Which component a node's cells are in, and where its part stands (fork_sums.c). */
typedef struct {
    uint32_t *component[TC_FORK_VERSIONS]; /* per node */
    uint32_t *slot[TC_FORK_VERSIONS];      /* per node: among the parts, or TC_NO_NODE */
    uint32_t n;                            /* parts */
} TcForkShares;

/* How an undefined indicator is seen: 0 met, 1 not met, 2 not applicable. */
typedef struct {
    uint32_t hole;
    uint8_t seen;
} TcForkWay;

struct TcFork {
    const TcForkCells *cells;
    TcRun run;
    const uint32_t *holes[TC_FORK_VERSIONS];
    const bool *opaque[TC_FORK_VERSIONS];
    const TcForkRow *row; /* or NULL */
    uint32_t turned;      /* an indicator, or TC_NO_NODE: tc_fork_turn */
    TcForkBounds *bounds;
    TcForkSlot *slots[TC_FORK_VERSIONS];
    uint64_t epoch;
    unsigned depth;
    GArray *terms;   /* TcForkTerm: of the forms of this path */
    GArray *taken;   /* TcForkDecision */
    guint at;        /* decisions of this path so far */
    GPtrArray *base; /* TcForkRule: what every row keeps; borrowed */
    int64_t *point;
    bool in_hole;
    GArray *ways; /* TcForkWay: of this path; NULL: they are decided */
    bool mixed;   /* an undefined indicator was seen by components that do not know of each other */
    uint64_t work;              /* of tc_fork_solve, for this component */
    const TcForkShares *shares; /* NULL: nodes are evaluated whole */
    uint32_t component;      /* the one that parts are asked of; NO_COMPONENT: the rest is, … */
    const TcForkPart *parts; /* … with these parts of all components */
};

/* fork.c: is the form at least 0? */
bool tc_fork_holds(TcFork *fork, const TcForkForm *form);
/* Begins a path anew, on which nothing is decided yet. */
void tc_fork_begin(TcFork *fork);
/* Takes back what was decided on it. Returns: was there anything? */
bool tc_fork_undo(TcFork *fork);

/* fork_number.c */
TcForkValue tc_fork_state(TcForkState state);
TcForkValue tc_fork_truth(bool truth);
TcForkValue tc_fork_integer(int64_t number);
/* number / denominator. */
TcForkValue tc_fork_fraction(int64_t number, int64_t denominator);
TcForkValue tc_fork_rational(const mpq_t number);
/* The variable; what it is held to, if that is one value. */
TcForkForm tc_fork_variable(TcFork *fork, uint32_t variable);
/* a + b * weight. Returns: false: no room. */
bool tc_fork_add(TcFork *fork, const TcForkForm *a, const TcForkForm *b, int64_t weight,
                 TcForkForm *sum);
/* Of numbers. A result without value is UNDEFINED. */
TcForkValue tc_fork_plus(TcFork *fork, const TcForkValue *a, const TcForkValue *b);
TcForkValue tc_fork_times(TcFork *fork, const TcForkValue *a, const TcForkValue *b);
TcForkValue tc_fork_divide(TcFork *fork, const TcForkValue *a, const TcForkValue *b);
/* The value of a number on this path, decided: a sum over cells is one number after the other.
 * BEYOND: a quotient of cells, or a real one. */
TcForkValue tc_fork_decide_number(TcFork *fork, const TcForkValue *value);
/* Is it one number, whatever the row? */
bool tc_fork_constant(const TcForkValue *value, mpq_t number);

/* fork_part.c: a tally of the inputs of a junction, a count or a criterion. */
typedef struct {
    uint32_t yes, no, unknown, lost;
} TcForkTally;
/* Is the input @index of @node (of @version) one of those that are asked for now? */
bool tc_fork_asks(const TcFork *fork, uint32_t version, const TcPlanNode *node, uint32_t index);
/* The part that stands for the others; NULL: there are none. */
const TcForkPart *tc_fork_given(const TcFork *fork, uint32_t version, const TcPlanNode *node);
/* The part that a node of one component is, if that is given. */
const TcForkPart *tc_fork_given_whole(const TcFork *fork, uint32_t version, uint32_t node);
TcForkPart tc_fork_part_of_tally(const TcPlanNode *node, const TcForkTally *tally);
TcForkPart tc_fork_part_of_value(const TcForkValue *value);
void tc_fork_part_tally(const TcPlanNode *node, const TcForkPart *part, TcForkTally *tally);
TcForkValue tc_fork_part_value(const TcForkPart *part);
/* Takes @other into @part, both of a shared operation. */
void tc_fork_part_join(TcPlanOp op, TcForkPart *part, const TcForkPart *other);
/* Has a node of several components a part for each? Else its inputs have. */
bool tc_fork_is_shared(TcPlanOp op);
/* fork_eval.c: the part that the component asked for gives @node; of @whole its value. */
TcForkPart tc_fork_part(TcFork *fork, uint32_t version, uint32_t node, bool whole);

/* A node with the version that it belongs to. */
typedef struct {
    TcFork *fork;
    const TcPlan *plan;
    uint32_t version;
    const TcPlanNode *node;
} TcForkAt;

static inline TcForkValue tc_fork_input(const TcForkAt *at, uint32_t i)
{
    return tc_fork_value(at->fork, at->version, tc_plan_inputs(at->plan, at->node)[i]);
}
static inline TcForkAt tc_fork_input_at(const TcForkAt *at, uint32_t i)
{
    const uint32_t input = tc_plan_inputs(at->plan, at->node)[i];
    return (TcForkAt){at->fork, at->plan, at->version, &at->plan->nodes[input]};
}
static inline uint32_t tc_fork_cell(const TcForkAt *at, uint32_t column)
{
    return tc_fork_cell_of(at->fork->cells, at->version, column);
}

/* fork_eval.c: an outcome as a conclusion or a sum sees it; what a guard chooses, @without a common
 * value behind an unknown one. */
TcForkState tc_fork_outcome_seen(const TcForkAt *at, uint32_t index);
/* fork_outcome.c: the outcome of an indicator; what a STATE asks of it. */
TcForkValue tc_fork_outcome(const TcForkAt *at);
TcForkValue tc_fork_state_asked(const TcForkAt *at);
TcForkValue tc_fork_choose(const TcForkAt *at, TcForkState without);
/* fork_compute.c: a node of numbers; a linear one; the columns of a form, NONE if one of them is
 * chưa có. */
TcForkValue tc_fork_number(const TcForkAt *at);
TcForkValue tc_fork_linear(const TcForkAt *at);
TcForkValue tc_fork_columns(const TcForkAt *at, const TcLinear *form);

/* A rounding, a year, whole months or years between dates, of @node, in place of @a: of constants.
 */
void tc_fork_compute(const TcPlanNode *node, mpq_t a, const mpq_t b);

/* fork_eval.c: @value against @number, as the TC_TEST_… of @sub ask; YES for NOT if @turn. */
TcForkValue tc_fork_compare(TcFork *fork, const TcForkValue *value, const mpq_t number,
                            unsigned sub);
TcForkValue tc_fork_turned(TcForkValue truth, bool turn);

/* fork_steps.c: an operation that goes in steps along one of its inputs, the other being fixed. */
typedef struct {
    TcFork *fork;
    const TcPlanNode *node;
    TcForkValue under; /* the input; UNDEFINED or BEYOND, as the operation then is */
    int64_t fixed;     /* the other input: decimals of a rounding, a day; 0 */
    bool second;       /* @under is the second one */
} TcForkStep;
bool tc_fork_is_step(TcPlanOp op);
TcForkStep tc_fork_step(const TcForkAt *at);
/* The step against @number, as tc_fork_compare; its sign less @number, as tc_fork_order: without
 * deciding what the step comes to. */
TcForkValue tc_fork_step_compare(const TcForkStep *step, const mpq_t number, unsigned sub);
int tc_fork_step_order(const TcForkStep *step, const mpq_t number);

/* fork_lookup.c */
TcForkValue tc_fork_lookup(TcFork *fork, uint32_t version, const TcPlanNode *node);

/* fork_eval.c: the value of a variable with few values, decided from the first on. */
int64_t tc_fork_decided(TcFork *fork, uint32_t variable);
/* fork_eval.c: the text of a cell on this path, decided; its place among the cell's texts. */
uint32_t tc_fork_text(TcFork *fork, uint32_t cell);
bool tc_fork_is_none(TcFork *fork, uint32_t cell);
TcForkValue tc_fork_quotient(TcFork *fork, uint32_t version, const TcPlanNode *node);

#endif
