/* TcPlan: a rule set made ready to run: a flat array of nodes in evaluation order.
 *
 * One node is one kernel call over a block of rows (grammar/kernels.def). Nodes name their inputs
 * by index; equal nodes are one node. `order` lists the live ones, each with the slot of its kind
 * that it writes; a slot is used again after its last reader. What a node reads besides its inputs
 * (columns, constants, linear forms) lies in pools of the plan and is named by `data`. A plan is
 * never changed after it was made: any number of threads may run it. */
#ifndef TC_PLAN_PLAN_H
#define TC_PLAN_PLAN_H

#include "data/block.h"
#include "plan/lookup.h"
#include "sema/model.h"

typedef enum {
#define TC_KERNEL(id, ...) TC_PLAN_##id,
#include "kernels.def"
    TC_N_PLAN_OPS
} TcPlanOp;

/* What a node gives. TRUTH: a set of {true, false, unknown}, or of an indicator's outcomes, as bits
 * of TC_OUT_*. NUMBER: bounds, and whether it can be undefined or chưa có. LABELS: a 64-bit set. */
typedef enum { TC_SLOT_TRUTH, TC_SLOT_NUMBER, TC_SLOT_LABELS, TC_N_SLOT_KINDS } TcSlotKind;

/* Bits of a truth, in the order of the bitmaps of its slot. */
enum { TC_IS_TRUE = 1, TC_IS_FALSE = 2, TC_IS_APART = 4, TC_IS_UNKNOWN = 8 };
#define TC_LABEL_UNDEFINED ((uint64_t)1 << 63)
enum { TC_MAX_LABELS = 62 };

/* TEST and COMPARE ask `form >= 0` (a threshold for COMPARE) in one of three ways. */
enum {
    TC_TEST_EQUAL = 1,   /* = instead of >= */
    TC_TEST_ABOVE = 2,   /* > instead of >= */
    TC_TEST_NEGATED = 4, /* the answer turned round; chưa có stays false */
    TC_TEST_NONZERO = 8, /* TEST, QUOTIENT: where the denominator is 0 the answer does not matter */
};
/* STATE: the state asked, and whether an indicator asks. To an indicator what is undefined is
 * unknown; a conclusion sees it both ways. */
enum { TC_STATE_STRICT = 16 };
/* NOTHING: no value; chưa có; or what no row comes to: not one possibility. */
enum { TC_NOTHING_UNDEFINED, TC_NOTHING_NONE, TC_NOTHING_NEVER };
/* LABEL: where sub is set, what no row comes to. CHOOSE: what an unknown guard gives. AGREE: what
 * both branches give, else unknown. APART: the branches hold different values, so unknown. EITHER:
 * perhaps the same value (both are possible). */
enum { TC_CHOOSE_AGREE, TC_CHOOSE_APART, TC_CHOOSE_EITHER };

/* A term of a linear form: weight times the stored int64 of a column, or of a number node's slot;
 * or one of three weights by the outcome of an indicator (met, not met, not applicable). */
typedef enum { TC_TERM_COLUMN, TC_TERM_OUTCOME, TC_TERM_NUMBER } TcTermKind;
typedef struct {
    TcTermKind kind;
    uint32_t index; /* column; else node */
    int64_t weight[3];
} TcTerm;
/* (sum of terms + constant) / denominator. */
typedef struct {
    uint32_t first, n;  /* in plan->terms */
    uint32_t n_columns; /* the first terms are columns, then outcomes, then numbers */
    uint32_t n_outcomes;
    int64_t constant, denominator; /* denominator > 0 */
    bool may_none;                 /* a column among them can be chưa có */
    bool whole;                    /* columns only, all of whole numbers */
    uint32_t first_pair, n_pairs;  /* in plan->pairs */
} TcLinear;

/* Two column terms of one linear form, of which the row limits say small <= large. Each term stands
 * in one pair at most. */
typedef struct {
    uint32_t small, large; /* places among the form's terms */
} TcTermPair;

/* What the cells of every row must keep: the sum of weight * stored value of a column, plus
 * constant, is >= 0 (> 0 where strict). Row limits, and those data checks that are such sums. */
typedef struct {
    uint32_t column;
    int64_t weight;
} TcRuleTerm;
typedef struct {
    uint32_t first, n; /* in plan->rule_terms */
    int64_t constant;
    uint32_t source; /* which of the schema's limits, or of the model's checks, says so */
    bool strict;
    bool whole;        /* a strict rule: of columns of whole numbers only */
    uint32_t positive; /* it says something only where this column is above 0; or TC_NO_NODE */
} TcRowRule;

#define TC_NO_NODE UINT32_MAX

typedef struct {
    TcPlanOp op;
    uint16_t sub;
    bool live;
    bool never_unknown; /* TRUTH: not even on undefined values */
    bool never_apart;   /* outcomes: never not applicable */
    bool may_none;      /* NUMBER: can be chưa có */
    bool may_undefined; /* NUMBER: can be undefined */
    bool closed;        /* rests on a closed question (có số liệu, mặc định …) */
    uint32_t first, n;  /* inputs, in plan->inputs */
    uint32_t data, data2;
    uint32_t slot;
    int64_t denominator; /* NUMBER: of low and high in its slot; 0: exact numbers only */
} TcPlanNode;

typedef struct {
    mpq_t value;
} TcPlanNumber;

/* A set of choices of a text column. */
typedef struct {
    uint32_t first, n; /* bytes in plan->members, 1: in the set; one more for any other text */
} TcChoiceSet;

typedef struct {
    uint32_t column; /* TC_NO_NODE: the literal */
    const char *text;
} TcTextOperand;

/* How the report finds an indicator's numbers. by_outcome: weights by outcome instead of a node. */
typedef struct TcPlanAnswer {
    uint32_t node; /* NUMBER or QUOTIENT; TC_NO_NODE: see by_outcome */
    bool by_outcome;
    uint32_t weights[3]; /* in plan->numbers: met, not met, not applicable */
    uint32_t first, n;   /* in plan->shares: the indicators whose outcomes it sums up */
} TcPlanAnswer;

/* An indicator in a sum of points. Outcomes of one rank count the same: where the rule leaves the
 * indicator undefined, so is the sum if outcomes of different ranks are in question. */
typedef struct {
    uint32_t indicator;
    uint8_t rank[3]; /* met, not met, not applicable */
} TcPlanShare;

typedef struct {
    uint32_t not_applicable; /* condition */
    uint32_t figures;        /* condition before evidence; TC_NO_NODE where it is only scored */
    uint32_t outcome;
    uint32_t appraised; /* column of its appraisal, or TC_NO_NODE */
    bool counted;       /* enters counts of đạt: judged and not khuyến khích */
    TcPlanAnswer value, points, max_points;
} TcPlanIndicator;

/* What a ranking orders by, and where it leaves a unit out. */
typedef struct {
    TcPlanAnswer value;
    uint32_t not_applicable; /* condition */
} TcPlanRanking;

/* What a conclusion rests on by itself: columns besides those of indicators; indicators. */
typedef struct {
    uint32_t *columns, n_columns;
    uint32_t *indicators, n_indicators;
    bool counts; /* a verdict: it counts indicators, be they none */
} TcPlanBasis;

typedef struct TcPlan {
    const TcModel *model;
    TcPlanNode *nodes;
    uint32_t n_nodes;
    uint32_t *inputs;
    uint32_t n_inputs;
    uint32_t *order; /* live nodes */
    uint32_t n_order;
    uint32_t n_check_nodes; /* the first of `order`: all that the data checks read */
    uint32_t n_slots[TC_N_SLOT_KINDS];

    TcTerm *terms;
    uint32_t n_terms;
    TcLinear *linears;
    uint32_t n_linears;
    TcTermPair *pairs;
    uint32_t n_pairs;
    TcRowRule *rules; /* the row limits, in their order, then those of data checks */
    uint32_t n_rules;
    TcRuleTerm *rule_terms;
    uint32_t n_rule_terms;
    bool *summed;    /* per column: a rule of a data check names it */
    uint32_t *ruled; /* the columns that some rule names */
    uint32_t n_ruled;
    TcPlanNumber *numbers;
    uint32_t n_numbers;
    uint8_t *members;
    uint32_t n_members;
    TcChoiceSet *choice_sets;
    uint32_t n_choice_sets;
    TcTextOperand *operands;
    uint32_t n_operands;
    uint32_t *columns; /* lists of columns: of HAS_DATA */
    uint32_t n_columns;
    TcLookup **lookups;
    uint32_t n_lookups;

    TcPlanShare *shares;
    uint32_t n_shares;

    TcPlanIndicator *indicators;
    uint32_t *criteria, *verdicts, *grades, *checks; /* their nodes */
    TcPlanAnswer *group_points;
    TcPlanRanking *rankings;
    TcPlanAnswer total, total_max;

    int8_t *denominators; /* per column: 1: divides somewhere; -1: is taken from what divides */
    /* Certificate (semantics.md 2.3, step 0): an open cell of such a column is read by one
     * comparison of one indicator, so the bounds of a row whose open cells are all such are exact.
     */
    bool *certified; /* per column, then per appraisal */
    bool *verdict_rises, *grade_rises;
    TcPlanBasis *bases; /* of the verdicts, then of the grades */
    GHashTable *told;   /* TcNode of a condition to its node + 1; NULL: not asked for */
    bool asks_labels;   /* some condition asks for thiếu số liệu or chờ thẩm định */
    bool any_evidence;
} TcPlan;

/* Returns: (transfer full) the plan of @model (borrowed, complete). Never fails. */
TcPlan *tc_plan_new(const TcModel *model);
/* The same plan; it also tells what every condition of the rules comes to. */
TcPlan *tc_plan_new_telling(const TcModel *model);
/* The node of a condition; TC_NO_NODE: there is none, or the plan does not tell. */
uint32_t tc_plan_condition(const TcPlan *plan, const TcNode *condition);
void tc_plan_free(TcPlan *plan);

static inline const uint32_t *tc_plan_inputs(const TcPlan *plan, const TcPlanNode *node)
{
    return plan->inputs + node->first;
}

TcSlotKind tc_plan_slot_kind(TcPlanOp op);
const char *tc_plan_op_name(TcPlanOp op);

/* Goes from @start down through inputs, to each node once; @enter says whether to go on below it.
 */
typedef bool (*TcEnterNode)(const TcPlanNode *node, void *user);
void tc_plan_walk(const TcPlan *plan, uint32_t start, TcEnterNode enter, void *user);

/* The columns (schema columns, then appraisals) that @node reads through any chain of inputs;
 * @enter (may be NULL) is asked before an indicator's outcome node is entered. @found: uint32_t,
 * sorted. Cost: the part of the plan below @node. */
typedef bool (*TcEnterOutcome)(uint32_t indicator, void *user);
void tc_plan_columns_read(const TcPlan *plan, uint32_t node, TcEnterOutcome enter, void *user,
                          GArray *found);

void tc_plan_sort_unique(GArray *columns);

/* One line a node, for tests and for people. Appended to @out. */
void tc_plan_dump(const TcPlan *plan, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcPlan, tc_plan_free)

#endif
