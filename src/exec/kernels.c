/* The table of kernels, and the one place that calls them. */
#include "exec/kernels.h"

#include "base/number.h"

#include <string.h>

#define WITH_BLOCK(name)                                                                           \
    {                                                                                              \
        tc_block_##name, NULL                                                                      \
    }
#define WITH_EXACT(name)                                                                           \
    {                                                                                              \
        NULL, tc_exact_##name                                                                      \
    }
#define WITH_BOTH(name)                                                                            \
    {                                                                                              \
        tc_block_##name, tc_exact_##name                                                           \
    }

const TcKernel tc_kernels[TC_N_PLAN_OPS] = {
#define TC_KERNEL(id, name, arguments, result, ways) [TC_PLAN_##id] = WITH_##ways(name),
#include "kernels.def"
};

/* Rows that the block kernel could not do right: exact cells, and inputs that are not integers.
 * Returns: whether there is one. */
static bool rows_left(const TcEvaluator *ev, const TcPlanNode *node, uint64_t *rows)
{
    bool some = ev->any_exact;
    if (!some && !ev->any_exact_number)
        return false;
    memcpy(rows, ev->exact_rows, sizeof(TcBits));
    for (uint32_t i = 0; i < node->n; i++) {
        const TcPlanNode *input = tc_input_at(ev, node, i);
        if (tc_plan_slot_kind(input->op) != TC_SLOT_NUMBER || !tc_numbers_of(ev, input)->any_exact)
            continue;
        const uint64_t *exact = tc_numbers_of(ev, input)->exact;
        some = true;
        for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
            rows[w] |= exact[w];
    }
    for (uint32_t w = 0; some && w < TC_BLOCK_WORDS; w++)
        rows[w] &= ev->rows[w];
    return some && tc_bits_any(rows);
}

/* An end that is too large to be computed with: the number is undefined; one of two ends of an open
 * number: it has none, and may be undefined. */
static void keep_size(TcExact *number)
{
    const bool low = !number->below && tc_number_bits(number->low) > TC_NUMBER_MAX_BITS;
    const bool high = !number->above && tc_number_bits(number->high) > TC_NUMBER_MAX_BITS;
    if (!number->number || (!low && !high))
        return;
    number->undefined = true;
    number->number = number->below || number->above || !mpq_equal(number->low, number->high);
    number->below |= low;
    number->above |= high;
    if (low)
        mpq_set_si(number->low, 0, 1);
    if (high)
        mpq_set_si(number->high, 0, 1);
}

static void run_rows(TcEvaluator *ev, const TcPlanNode *node, const uint64_t *rows)
{
    TcExact *result = &ev->scratch[0];
    uint32_t row;
    TC_FOR_ROWS(row, rows)
    {
        tc_exact_reset(result);
        tc_kernels[node->op].exact(ev, node, row, result);
        keep_size(result);
        tc_exact_store(ev, node, row, result);
    }
}

void tc_run_node(TcEvaluator *ev, const TcPlanNode *node)
{
    const TcKernel *kernel = &tc_kernels[node->op];
    bool exact_only = ev->run.exact_only && kernel->exact;
    bool done = !exact_only && kernel->block && kernel->block(ev, node);
    if (!kernel->exact)
        return;
    if (!done) {
        if (tc_plan_slot_kind(node->op) == TC_SLOT_NUMBER)
            tc_numbers_start(ev, node);
        run_rows(ev, node, ev->rows);
        return;
    }
    TcBits rows;
    if (rows_left(ev, node, rows))
        run_rows(ev, node, rows);
}
