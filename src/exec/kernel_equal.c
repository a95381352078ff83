/* Comparisons of yes/no cells, choices and texts. */
#include "exec/bits.h"
#include "exec/kernels.h"
#include "exec/ranges.h"
#include "exec/rows.h"
#include "exec/slots.h"
#include "syntax/relation.h"

#include <string.h>

/* True where the cell is @wanted, false where it is not, both where it is open. */
static void put_equal(TcEvaluator *ev, const TcPlanNode *node, uint32_t column, int64_t wanted)
{
    TcTruths *truths = tc_truths_of(ev, node);
    const TcColumn *cells = &ev->block->columns[column];
    TcBits is;
    tc_rows_equal(cells, wanted, ev->words, is);
    for (uint32_t w = 0; w < ev->words; w++) {
        truths->can[0][w] = is[w] | cells->open[w];
        truths->can[1][w] = ~is[w] | cells->open[w];
        truths->can[3][w] = 0;
    }
}

bool tc_block_yes(TcEvaluator *ev, const TcPlanNode *node)
{
    put_equal(ev, node, node->data, node->sub ? 1 : 0);
    return true;
}

/* A set of one text that the column lists is an equality. */
static bool only_member(const uint8_t *members, uint32_t n, uint32_t *member)
{
    uint32_t count = 0;
    *member = 0;
    for (uint32_t i = 0; i <= n; i++) {
        count += members[i];
        if (members[i])
            *member = i;
    }
    return count == 1 && *member < n;
}

bool tc_block_choice(TcEvaluator *ev, const TcPlanNode *node)
{
    const TcChoiceSet *set = &ev->plan->choice_sets[node->data2];
    const uint8_t *members = ev->plan->members + set->first;
    const TcColumn *cells = &ev->block->columns[node->data];
    TcTruths *truths = tc_truths_of(ev, node);
    uint32_t only;
    if (only_member(members, set->n, &only) && set->n > 1) {
        put_equal(ev, node, node->data, only);
        return true;
    }
    bool some_in = memchr(members, 1, set->n) != NULL;
    bool some_out = memchr(members, 0, set->n) != NULL ||
                    ev->model->schema.columns[node->data].type == TC_TYPE_TEXT;
    tc_bits_fill(truths->can[3], false);
    for (uint32_t r = 0; r < ev->n; r++) {
        int64_t value = tc_column_value(cells, r);
        bool open = tc_bit(cells->open, r);
        bool in = value >= 0 && value < set->n ? members[value]
                                               : value == TC_TEXT_OTHER && members[set->n];
        tc_bit_put(truths->can[0], r, open ? some_in : in);
        tc_bit_put(truths->can[1], r, open ? some_out || tc_cell_may_none(ev, node->data, r) : !in);
    }
    return true;
}

/* The text of a row; NULL where it is not known. */
static const char *operand_text(const TcEvaluator *ev, uint32_t operand, uint32_t row, bool *none)
{
    const TcTextOperand *what = &ev->plan->operands[operand];
    *none = false;
    if (what->column == TC_NO_NODE)
        return what->text;
    const TcColumn *cells = &ev->block->columns[what->column];
    const TcColumnSpec *spec = &ev->model->schema.columns[what->column];
    if (tc_bit(cells->open, row))
        return NULL;
    const int64_t value = tc_column_value(cells, row);
    *none = value == TC_VALUE_NONE;
    if (*none)
        return "";
    if (value >= 0 && value < spec->n_choices)
        return spec->choices[value];
    return ev->block->texts[what->column] ? ev->block->texts[what->column][row] : NULL;
}

static void put_set(TcTruths *truths, uint32_t row, unsigned set)
{
    tc_bit_put(truths->can[0], row, set & TC_IS_TRUE);
    tc_bit_put(truths->can[1], row, set & TC_IS_FALSE);
    tc_bit_put(truths->can[3], row, set & TC_IS_UNKNOWN);
}

bool tc_block_texts(TcEvaluator *ev, const TcPlanNode *node)
{
    TcTruths *truths = tc_truths_of(ev, node);
    const bool same = node->data == node->data2;
    const bool may_none = tc_column_may_none(ev, ev->plan->operands[node->data].column);
    for (uint32_t r = 0; r < ev->n; r++) {
        bool none, other_none;
        const char *a = operand_text(ev, node->data, r, &none);
        const char *b = operand_text(ev, node->data2, r, &other_none);
        unsigned set = TC_IS_TRUE | TC_IS_FALSE;
        if (none || other_none)
            set = TC_IS_FALSE;
        else if (same && (a || !may_none)) /* what is open may still be chưa có, which is false */
            set = tc_relation_holds((TcOperator)node->sub, 0) ? TC_IS_TRUE : TC_IS_FALSE;
        else if (a && b)
            set = tc_relation_holds((TcOperator)node->sub, strcmp(a, b)) ? TC_IS_TRUE : TC_IS_FALSE;
        put_set(truths, r, set);
    }
    return true;
}
