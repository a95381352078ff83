/* Logic over sets of truths: a row's set after an operation is what its inputs' members give. */
#include "base/clones.h"
#include "exec/bits.h"
#include "exec/kernels.h"

#include <string.h>
#include "base/text.h"
#include "exec/rows.h"
#include "exec/slots.h"

static const TcTruths *input_truths(const TcEvaluator *ev, const TcPlanNode *node, uint32_t i)
{
    return tc_truths_of(ev, tc_input_at(ev, node, i));
}

bool tc_block_truth(TcEvaluator *ev, const TcPlanNode *node)
{
    TcTruths *truths = tc_truths_of(ev, node);
    for (uint32_t k = 0; k < 4; k++)
        tc_bits_fill(truths->can[k], node->sub >> k & 1);
    return true;
}

bool tc_block_not(TcEvaluator *ev, const TcPlanNode *node)
{
    const TcTruths *a = input_truths(ev, node, 0);
    TcTruths *truths = tc_truths_of(ev, node);
    memcpy(truths->can[0], a->can[1], sizeof(TcBits));
    memcpy(truths->can[1], a->can[0], sizeof(TcBits));
    memcpy(truths->can[3], a->can[3], sizeof(TcBits));
    return true;
}

/* Kleene's junctions over sets. `strong` is the member that decides alone (false of and, true of
 * or): possible if it is of one input; the other if it is of all; unknown if one can be unknown and
 * none must be strong. */
TC_CLONES static void join(TcBits *restrict to, const TcBits *restrict with, uint32_t strong)
{
    const uint32_t weak = 1 - strong;
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++) {
        const uint64_t a_weak = to[weak][w], b_weak = with[weak][w];
        const uint64_t a_open = to[3][w], b_open = with[3][w];
        to[strong][w] |= with[strong][w];
        to[weak][w] = a_weak & b_weak;
        to[3][w] = (a_open & (b_weak | b_open)) | (b_open & (a_weak | a_open));
    }
}

static void join_all(TcEvaluator *ev, const TcPlanNode *node, uint32_t strong)
{
    TcTruths *truths = tc_truths_of(ev, node);
    memcpy(truths->can, input_truths(ev, node, 0)->can, sizeof truths->can);
    for (uint32_t i = 1; i < node->n; i++)
        join(truths->can, (const TcBits *)input_truths(ev, node, i)->can, strong);
}

bool tc_block_and(TcEvaluator *ev, const TcPlanNode *node)
{
    join_all(ev, node, 1);
    return true;
}

bool tc_block_or(TcEvaluator *ev, const TcPlanNode *node)
{
    join_all(ev, node, 0);
    return true;
}

/* At least k hold: by counts of what must and what can hold. */
bool tc_block_at_least(TcEvaluator *ev, const TcPlanNode *node)
{
    TcTruths *truths = tc_truths_of(ev, node);
    for (uint32_t r = 0; r < ev->n; r++) {
        uint32_t can_true = 0, can_false = 0, can_soft = 0, unknown = 0;
        for (uint32_t i = 0; i < node->n; i++) {
            const TcTruths *a = input_truths(ev, node, i);
            bool yes = tc_bit(a->can[0], r), no = tc_bit(a->can[1], r), open = tc_bit(a->can[3], r);
            can_true += yes;
            can_false += no;
            can_soft += yes || open;
            unknown += open;
        }
        /* true: k can be true. False: so many can be false that k is out of reach. Unknown: some
         * way has fewer than k true, and k true or unknown. */
        uint32_t must_true = 0;
        for (uint32_t i = 0; i < node->n; i++) {
            const TcTruths *a = input_truths(ev, node, i);
            must_true += tc_bit(a->can[0], r) && !tc_bit(a->can[1], r) && !tc_bit(a->can[3], r);
        }
        tc_bit_put(truths->can[0], r, can_true >= node->data);
        tc_bit_put(truths->can[1], r, node->n - can_false < node->data);
        tc_bit_put(truths->can[3], r,
                   unknown > 0 && must_true < node->data && can_soft >= node->data);
    }
    return true;
}

bool tc_block_choose(TcEvaluator *ev, const TcPlanNode *node)
{
    const TcTruths *restrict g = input_truths(ev, node, 0), *restrict a = input_truths(ev, node, 1);
    const TcTruths *restrict b = input_truths(ev, node, 2);
    TcTruths *restrict to = tc_truths_of(ev, node);
    const uint64_t agrees = node->sub == TC_CHOOSE_APART ? 0 : ~(uint64_t)0;
    const uint64_t differs = node->sub == TC_CHOOSE_AGREE ? 0 : ~(uint64_t)0;
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++) {
        uint64_t yes = g->can[0][w], no = g->can[1][w], unknown = g->can[3][w];
        uint64_t both_true = a->can[0][w] & b->can[0][w], both_false = a->can[1][w] & b->can[1][w];
        uint64_t a_true = a->can[0][w] & ~(a->can[1][w] | a->can[3][w]);
        uint64_t a_false = a->can[1][w] & ~(a->can[0][w] | a->can[3][w]);
        uint64_t b_true = b->can[0][w] & ~(b->can[1][w] | b->can[3][w]);
        uint64_t b_false = b->can[1][w] & ~(b->can[0][w] | b->can[3][w]);
        uint64_t same = (a_true & b_true) | (a_false & b_false);
        to->can[0][w] = (yes & a->can[0][w]) | (no & b->can[0][w]) | (unknown & both_true & agrees);
        to->can[1][w] =
            (yes & a->can[1][w]) | (no & b->can[1][w]) | (unknown & both_false & agrees);
        to->can[3][w] = (yes & a->can[3][w]) | (no & b->can[3][w]) | (unknown & (~same | differs));
    }
    return true;
}

/* --- closed questions, evidence, units -------------------------------------------------------- */

/* Was the cell open in the file? A completion asks the row that it completes. */
static bool was_open(const TcEvaluator *ev, uint32_t column, uint32_t row)
{
    if (ev->outer)
        return was_open(ev->outer, column, ev->outer_rows[row]);
    return tc_bit(ev->block->columns[column].open, row);
}

static const uint64_t *undefined_rows(const TcEvaluator *ev, const TcPlanNode *node)
{
    if (tc_plan_slot_kind(node->op) == TC_SLOT_TRUTH)
        return tc_truths_of(ev, node)->can[3];
    return tc_numbers_of(ev, node)->undefined;
}

bool tc_block_has_data(TcEvaluator *ev, const TcPlanNode *node)
{
    const uint32_t *columns = ev->plan->columns + node->data;
    TcTruths *truths = tc_truths_of(ev, node);
    tc_bits_fill(truths->can[3], false);
    for (uint32_t r = 0; r < ev->n; r++) {
        bool known = true;
        for (uint32_t i = 0; known && i < columns[0]; i++)
            known = !was_open(ev, columns[1 + i], r);
        if (known && node->n > 0)
            known = !tc_bit(undefined_rows(ev, tc_input_at(ev, node, 0)), r);
        tc_bit_put(truths->can[0], r, known);
        tc_bit_put(truths->can[1], r, !known);
    }
    return true;
}

bool tc_block_appraised(TcEvaluator *ev, const TcPlanNode *node)
{
    TcTruths *truths = tc_truths_of(ev, node);
    const TcColumn *cells = &ev->block->columns[node->data];
    TcBits is;
    tc_rows_equal(cells, 1, ev->words, is);
    for (uint32_t w = 0; w < ev->words; w++) {
        const uint64_t awaited = cells->open[w];
        const uint64_t yes = ev->run.appraisals ? is[w] | awaited : ~(uint64_t)0;
        truths->can[0][w] = yes;
        truths->can[1][w] = ev->run.appraisals ? ~yes | (ev->accepting ? 0 : awaited) : 0;
        truths->can[3][w] = 0;
    }
    return true;
}

bool tc_block_unit_is(TcEvaluator *ev, const TcPlanNode *node)
{
    const TcIndicator *indicator = &ev->model->indicators[node->data];
    TcTruths *truths = tc_truths_of(ev, node);
    tc_bits_fill(truths->can[3], false);
    for (uint32_t r = 0; r < ev->n; r++) {
        const TcRowInfo *row = &ev->block->rows[r];
        const TcUnitTold unit = {row->code, row->name, row->parent, row->kind};
        bool apart = tc_unit_is_left_out(&indicator->only_for, &indicator->not_for, &unit);
        tc_bit_put(truths->can[0], r, apart);
        tc_bit_put(truths->can[1], r, !apart);
    }
    return true;
}
