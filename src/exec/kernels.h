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

/* The functions of every row of kernels.def. */
#define TC_KERNEL_BLOCK(name) bool tc_block_##name(TcEvaluator *ev, const TcPlanNode *node);
#define TC_KERNEL_EXACT(name)                                                                      \
    void tc_exact_##name(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result);
#define TC_KERNEL_BOTH(name)                                                                       \
    TC_KERNEL_BLOCK(name)                                                                          \
    TC_KERNEL_EXACT(name)
#define TC_KERNEL(id, name, arguments, result, ways) TC_KERNEL_##ways(name)
#include "kernels.def"

#endif
