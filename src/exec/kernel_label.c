/* Grades: sets of labels, a bitmap a label.
 *
 * A grade has few labels, so its choices are a few words for 64 rows: where rows had a set each,
 * every choice went through all rows, and a grade of four labels took a tenth of judging. Only the
 * bitmaps of labels that some row may have are written or read (`used`). */
#include "base/clones.h"
#include "exec/bits.h"
#include "exec/kernels.h"
#include "exec/slots.h"

#include <string.h>

enum { UNDEFINED = TC_UNDEFINED_PLACE };
G_STATIC_ASSERT(TC_LABEL_UNDEFINED == UINT64_C(1) << UNDEFINED);

static TcLabelSets *labels_of(const TcEvaluator *ev, const TcPlanNode *node)
{
    return &ev->labels[node->slot];
}

static const uint64_t *rows_with(const TcLabelSets *sets, unsigned label)
{
    static const TcBits none;
    return sets->used >> label & 1 ? sets->can[label] : none;
}

/* Runs the body for every label of @set. */
#define FOR_LABELS(label, set)                                                                     \
    for (uint64_t left = (set); left != 0 && ((label) = (unsigned)__builtin_ctzll(left), true);    \
         left &= left - 1)

bool tc_block_label(TcEvaluator *ev, const TcPlanNode *node)
{
    TcLabelSets *sets = labels_of(ev, node);
    sets->used = node->sub ? 0 : UINT64_C(1) << node->data;
    if (sets->used)
        tc_bits_fill(sets->can[node->data], true);
    return true;
}

TC_CLONES static void pick(const TcTruths *restrict guard, const uint64_t *restrict a,
                           const uint64_t *restrict b, uint64_t *restrict rows)
{
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
        rows[w] = (guard->can[0][w] & a[w]) | (guard->can[1][w] & b[w]);
}

/* Rows with one label in both sets, the same, or with none. */
static void find_same(const TcLabelSets *a, const TcLabelSets *b, uint64_t *same)
{
    TcBits once = {0};
    unsigned label;
    tc_bits_fill(same, true);
    FOR_LABELS(label, a->used | b->used)
    {
        const uint64_t *of_a = rows_with(a, label), *of_b = rows_with(b, label);
        for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++) {
            same[w] &= ~((of_a[w] ^ of_b[w]) | (once[w] & of_a[w]));
            once[w] |= of_a[w];
        }
    }
}

/* An unknown guard: the label if it is the same, else undefined. */
static void pick_unknown(const uint64_t *unknown, const TcLabelSets *a, const TcLabelSets *b,
                         TcLabelSets *to)
{
    TcBits same;
    unsigned label;
    find_same(a, b, same);
    if (!(to->used >> UNDEFINED & 1))
        tc_bits_fill(to->can[UNDEFINED], false);
    to->used |= TC_LABEL_UNDEFINED;
    FOR_LABELS(label, a->used & b->used)
    {
        for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
            to->can[label][w] |= unknown[w] & a->can[label][w] & b->can[label][w];
    }
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
        to->can[UNDEFINED][w] |= unknown[w] & ~same[w];
}

/* Both branches possible: the union. */
bool tc_block_pick_label(TcEvaluator *ev, const TcPlanNode *node)
{
    const TcTruths *guard = tc_truths_of(ev, tc_input_at(ev, node, 0));
    const TcLabelSets *a = labels_of(ev, tc_input_at(ev, node, 1));
    const TcLabelSets *b = labels_of(ev, tc_input_at(ev, node, 2));
    TcLabelSets *to = labels_of(ev, node);
    unsigned label;
    to->used = a->used | b->used;
    FOR_LABELS(label, to->used)
    pick(guard, rows_with(a, label), rows_with(b, label), to->can[label]);
    if (tc_bits_any(guard->can[3]))
        pick_unknown(guard->can[3], a, b, to);
    return true;
}

static void add_rows(const TcLabelSets *sets, uint64_t labels, uint64_t *rows)
{
    unsigned label;
    tc_bits_fill(rows, false);
    FOR_LABELS(label, sets->used & labels)
    {
        for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
            rows[w] |= sets->can[label][w];
    }
}

bool tc_block_label_in(TcEvaluator *ev, const TcPlanNode *node)
{
    const TcLabelSets *sets = labels_of(ev, tc_input_at(ev, node, 0));
    const uint64_t asked = (uint64_t)node->data2 << 32 | node->data;
    TcTruths *truths = tc_truths_of(ev, node);
    add_rows(sets, asked, truths->can[0]);
    add_rows(sets, ~asked & ~TC_LABEL_UNDEFINED, truths->can[1]);
    add_rows(sets, TC_LABEL_UNDEFINED, truths->can[3]);
    return true;
}

void tc_labels_add(TcLabelSets *sets, uint32_t row, uint64_t labels)
{
    unsigned label;
    FOR_LABELS(label, labels & ~sets->used)
    tc_bits_fill(sets->can[label], false);
    sets->used |= labels;
    FOR_LABELS(label, labels)
    tc_bit_set(sets->can[label], row);
}
