/* Kernels: the functions that run one node of a plan, and every one that grammar/kernels.def names.
 *
 * A block kernel does all rows of the block in int64, or says that it cannot; an exact kernel does
 * one row in rationals. */
#ifndef TC_EXEC_KERNELS_H
#define TC_EXEC_KERNELS_H

#include "exec/evaluator.h"

typedef bool (*TcBlockKernel)(TcEvaluator *ev, const TcPlanNode *node);
typedef void (*TcExactKernel)(TcEvaluator *ev, const TcPlanNode *node, uint32_t row,
                              TcExact *result);
typedef struct {
    TcBlockKernel block;
    TcExactKernel exact;
} TcKernel;
extern const TcKernel tc_kernels[TC_N_PLAN_OPS];

/* Runs one node over the block: block kernel, then the rows that go the exact way. */
void tc_run_node(TcEvaluator *ev, const TcPlanNode *node);

/* Where a table row says NULL there is nothing to declare: the macros below see to it. */
#define TC_BLOCK_KERNEL(name) bool name(TcEvaluator *ev, const TcPlanNode *node)
#define TC_EXACT_KERNEL(name)                                                                      \
    void name(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result)

TC_BLOCK_KERNEL(tc_block_truth);
TC_BLOCK_KERNEL(tc_block_yes);
TC_BLOCK_KERNEL(tc_block_choice);
TC_BLOCK_KERNEL(tc_block_test);
TC_BLOCK_KERNEL(tc_block_compare);
TC_BLOCK_KERNEL(tc_block_label_in);
TC_BLOCK_KERNEL(tc_block_texts);
TC_BLOCK_KERNEL(tc_block_and);
TC_BLOCK_KERNEL(tc_block_or);
TC_BLOCK_KERNEL(tc_block_not);
TC_BLOCK_KERNEL(tc_block_at_least);
TC_BLOCK_KERNEL(tc_block_choose);
TC_BLOCK_KERNEL(tc_block_has_data);
TC_BLOCK_KERNEL(tc_block_appraised);
TC_BLOCK_KERNEL(tc_block_unit_is);
TC_BLOCK_KERNEL(tc_block_outcome);
TC_BLOCK_KERNEL(tc_block_criterion);
TC_BLOCK_KERNEL(tc_block_state);
TC_BLOCK_KERNEL(tc_block_labelled);
TC_BLOCK_KERNEL(tc_block_number);
TC_BLOCK_KERNEL(tc_block_nothing);
TC_BLOCK_KERNEL(tc_block_column);
TC_BLOCK_KERNEL(tc_block_linear);
TC_BLOCK_KERNEL(tc_block_multiply);
TC_BLOCK_KERNEL(tc_block_least);
TC_BLOCK_KERNEL(tc_block_greatest);
TC_BLOCK_KERNEL(tc_block_pick);
TC_BLOCK_KERNEL(tc_block_lookup);
TC_BLOCK_KERNEL(tc_block_settle);
TC_BLOCK_KERNEL(tc_block_label);
TC_BLOCK_KERNEL(tc_block_lookup_label);
TC_BLOCK_KERNEL(tc_block_pick_label);

TC_EXACT_KERNEL(tc_exact_test);
TC_EXACT_KERNEL(tc_exact_compare);
TC_EXACT_KERNEL(tc_exact_number);
TC_EXACT_KERNEL(tc_exact_nothing);
TC_EXACT_KERNEL(tc_exact_column);
TC_EXACT_KERNEL(tc_exact_linear);
TC_EXACT_KERNEL(tc_exact_quotient);
TC_EXACT_KERNEL(tc_exact_multiply);
TC_EXACT_KERNEL(tc_exact_divide);
TC_EXACT_KERNEL(tc_exact_least);
TC_EXACT_KERNEL(tc_exact_greatest);
TC_EXACT_KERNEL(tc_exact_absolute);
TC_EXACT_KERNEL(tc_exact_round);
TC_EXACT_KERNEL(tc_exact_year);
TC_EXACT_KERNEL(tc_exact_month);
TC_EXACT_KERNEL(tc_exact_day);
TC_EXACT_KERNEL(tc_exact_months);
TC_EXACT_KERNEL(tc_exact_years);
TC_EXACT_KERNEL(tc_exact_pick);
TC_EXACT_KERNEL(tc_exact_lookup);
TC_EXACT_KERNEL(tc_exact_settle);
TC_EXACT_KERNEL(tc_exact_run_day);
TC_EXACT_KERNEL(tc_exact_run_year);

#endif
