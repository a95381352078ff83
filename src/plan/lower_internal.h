/* What the files of the lowering share: expressions (lower_expr.c), choices (lower_choice.c,
 * lower_lookup.c), calls (lower_call.c), indicators and conclusions (lower_part.c), counts and
 * totals (lower_count.c). */
#ifndef TC_PLAN_LOWER_INTERNAL_H
#define TC_PLAN_LOWER_INTERNAL_H

#include "plan/sym.h"

/* An indicator while it is lowered. Values are seen from outside; inside its own clauses a
 * denominator that makes it not applicable when it is 0 is taken as not 0. */
typedef struct {
    const TcSym *value, *own_value, *level;
    const TcSym *max_points[2], *points[2]; /* by concluding */
    uint32_t not_applicable, figures, accepted, outcome;
    bool started;
} TcLoweredIndicator;

typedef struct TcLower {
    TcPlan *plan;
    const TcModel *model;
    TcBuilder *builder;
    TcFormPool *forms;
    TcSymPool *syms;
    uint32_t self;      /* indicator whose clauses are lowered, or TC_NO_PART */
    bool in_file;       /* cells are asked of the file: an open one is undefined */
    bool concluding;    /* what the rule does not say of an indicator is seen both ways */
    GPtrArray *nonzero; /* TcForm: denominators that are not 0 where we are */
    const TcSym **definitions[2][2]; /* by in_file, concluding */
    const TcSym **parameters;
    TcLoweredIndicator *indicators;
    uint32_t *criteria, *verdicts, *grades; /* nodes or TC_NO_NODE */
    GHashTable *appraised;                  /* code to column + 1 */
    GArray *shares;                         /* TcPlanShare */
} TcLower;

const TcSym *tc_lower_expr(TcLower *lower, const TcNode *node);
uint32_t tc_lower_condition(TcLower *lower, const TcNode *node);

/* Remembers the denominators that cannot be 0 where @condition is @truth; returns how many were
 * remembered before, to go back to with tc_lower_forget. */
uint32_t tc_lower_assume(TcLower *lower, const TcNode *condition, bool truth);
void tc_lower_forget(TcLower *lower, uint32_t before);

/* choices */
const TcSym *tc_lower_cases(TcLower *lower, const TcNode *node);
const TcSym *tc_lower_scale(TcLower *lower, const TcNode *node);
const TcSym *tc_lower_table(TcLower *lower, const TcNode *node);
/* A scale or table as a look-up; NULL where it is not of constants. @levels: its results are
 * phrases of a requirement, of which the numbers are found. */
const TcSym *tc_lower_lookup(TcLower *lower, const TcNode *node, bool levels);
/* The one end of a phrase, or its lower one; its upper one, or the one it has. */
const TcNode *tc_lower_only_end(const TcNode *phrase);
const TcNode *tc_lower_high_end(const TcNode *phrase);
bool tc_lower_is_otherwise_row(const TcNode *row);
const TcNode *tc_lower_row_result(const TcNode *row);
uint32_t tc_lower_contents(TcLower *lower, const TcNode *node);
/* Does @subject fit @phrase? A bare value means @bare (TC_OP_EQ or TC_OP_GE). */
uint32_t tc_lower_phrase(TcLower *lower, const TcSym *subject, const TcNode *phrase,
                         TcOperator bare);
/* Does @subject fulfil the requirement; and which level does it ask for? */
uint32_t tc_lower_requirement(TcLower *lower, const TcSym *subject,
                              const TcRequirement *requirement);
const TcSym *tc_lower_level(TcLower *lower, const TcRequirement *requirement);

/* dates: a chain of + and - in which a date stands, of @parts with their signs; each sum of a date
 * and days is undefined where it is no day of the calendar */
bool tc_lower_has_dates(const TcNode *chain);
const TcSym *tc_lower_dates(TcLower *lower, const TcNode *chain, const TcSym *const *parts);

/* calls */
const TcSym *tc_lower_call(TcLower *lower, const TcNode *node);
uint32_t tc_lower_has_data(TcLower *lower, const TcNode *node);

/* parts */
const TcLoweredIndicator *tc_lower_indicator(TcLower *lower, uint32_t indicator);
const TcSym *tc_lower_points(TcLower *lower, uint32_t indicator);
/* @points, kept within 0..@maximum in each case whose guards say that they are. */
const TcSym *tc_lower_bounded(TcLower *lower, const TcSym *points, const TcNode *maximum);
const TcSym *tc_lower_max_points(TcLower *lower, uint32_t indicator);
const TcSym *tc_lower_own(TcLower *lower, const TcNode *node);
uint32_t tc_lower_outcome(TcLower *lower, uint32_t indicator);
uint32_t tc_lower_criterion(TcLower *lower, uint32_t criterion);
uint32_t tc_lower_verdict(TcLower *lower, uint32_t verdict);
uint32_t tc_lower_grade(TcLower *lower, uint32_t grade);
void tc_lower_ranking(TcLower *lower, uint32_t ranking);

/* counts and totals */
const TcSym *tc_lower_count(TcLower *lower, const TcNode *node);
const TcSym *tc_lower_total(TcLower *lower, const TcNode *node);
const TcSym *tc_lower_group_points(TcLower *lower, const TcGroup *group, bool maximum);
const TcSym *tc_lower_all_points(TcLower *lower, bool maximum);
uint32_t tc_lower_state(TcLower *lower, const TcNode *node);
/* Is this indicator in this state? */
uint32_t tc_lower_state_of(TcLower *lower, uint32_t indicator, TcState state);

#endif
