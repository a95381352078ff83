/* Passes over a plan whose nodes are all there, in the order in which lower.c calls them: live
 * nodes (optimize.c), row rules (row_rules.c), certificate (certificate.c), bases (basis.c), steps
 * of sums (sum_steps.c). A plain plan takes back what the first of them saved. */
#ifndef TC_PLAN_PASSES_H
#define TC_PLAN_PASSES_H

#include "plan/plan.h"

/* Finds the live nodes, orders them and gives each a slot. Before: all pools are in the plan; nodes
 * below @check_end are those that the data checks made. After: order, n_check_nodes, n_slots. */
void tc_plan_optimize(TcPlan *plan, uint32_t check_end);

/* Takes back what tc_plan_optimize saved: all nodes are live, in their order behind those of the
 * checks, each with a slot of its own. Before: all passes. */
void tc_plan_make_plain(TcPlan *plan);

/* Finds what every row must keep: rules, rule_terms, ruled. Before: the checks' nodes are there. */
void tc_plan_find_rules(TcPlan *plan);

/* Finds the columns whose open cells leave bounds exact, and the conclusions that rise with every
 * indicator (or fall with every one): certified, verdict_rises, grade_rises, denominators. */
void tc_plan_certify(TcPlan *plan);

/* Finds what conclusions rest on: bases. */
void tc_plan_find_bases(TcPlan *plan);
void tc_plan_bases_free(TcPlan *plan);

/* Finds by which steps sums over outcomes grow: sum_steps, and in linears what says which. */
void tc_plan_find_sum_steps(TcPlan *plan);

#endif
