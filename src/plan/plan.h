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
#include "plan/answers.h"
#include "plan/lookup.h"
#include "plan/node.h"
#include "plan/sums.h"
#include "sema/model.h"

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
    TcSumStep *sum_steps;
    uint32_t n_sum_steps;
    TcTermPair *pairs;
    uint32_t n_pairs;
    TcRowRule *rules; /* the row limits, in their order, then those of data checks */
    uint32_t n_rules;
    TcRuleTerm *rule_terms;
    uint32_t n_rule_terms;
    uint32_t *rules_of;   /* the rules that read a column, columns in order; */
    uint32_t *first_rule; /* per column, and one more: where its own start */
    bool *summed;         /* per column: a rule of a data check names it */
    uint32_t *ruled;      /* the columns that some rule names */
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
    GHashTable *told; /* TcNode of a condition, or of the number that a definition is, to its node +
                         1; NULL: not asked for */
    bool asks_labels; /* some condition asks for thiếu số liệu or chờ thẩm định */
    bool any_evidence;
} TcPlan;

/* Returns: (transfer full) the plan of @model (borrowed, complete). Never fails. */
TcPlan *tc_plan_new(const TcModel *model);
/* The same plan; it also tells what every condition of the rules comes to, and every
 * definition of a number; all nodes keep what they give until they run again. */
TcPlan *tc_plan_new_telling(const TcModel *model);
/* The same plan without what makes it fast: every node runs and keeps its result to the end, none
 * is read lazily or left out. For tests: its answers are those of the other. */
TcPlan *tc_plan_new_plain(const TcModel *model);
/* The node of a condition; TC_NO_NODE: there is none, or the plan does not tell. */
uint32_t tc_plan_condition(const TcPlan *plan, const TcNode *condition);
void tc_plan_free(TcPlan *plan);

static inline const uint32_t *tc_plan_inputs(const TcPlan *plan, const TcPlanNode *node)
{
    return plan->inputs + node->first;
}

/* Goes from @start down through inputs, to each node once; @enter says whether to go on below it.
 */
typedef bool (*TcEnterNode)(const TcPlanNode *node, void *user);
void tc_plan_walk(const TcPlan *plan, uint32_t start, TcEnterNode enter, void *user);

/* Calls @read for each column (schema columns, then appraisals) that @node reads by itself and not
 * through its inputs; one may come more than once. */
typedef void (*TcReadColumn)(uint32_t column, void *user);
void tc_plan_own_columns(const TcPlan *plan, const TcPlanNode *node, TcReadColumn read, void *user);

/* The columns (schema columns, then appraisals) that @node reads through any chain of inputs;
 * @enter (may be NULL) is asked before an indicator's outcome node is entered. @found: uint32_t,
 * sorted. Cost: the part of the plan below @node. */
typedef bool (*TcEnterOutcome)(uint32_t indicator, void *user);
void tc_plan_columns_read(const TcPlan *plan, uint32_t node, TcEnterOutcome enter, void *user,
                          GArray *found);

/* One line a node, for tests and for people. Appended to @out. */
void tc_plan_dump(const TcPlan *plan, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcPlan, tc_plan_free)

#endif
