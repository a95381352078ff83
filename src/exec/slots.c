/* Slots: made once for a run, used again from block to block. */
#include "exec/slots.h"
#include "exec/bits.h"
#include "exec/evaluator.h"

#include <stdlib.h>
#include <string.h>

static int64_t *new_room(void)
{
    return g_new0(int64_t, TC_BLOCK_ROWS);
}

void tc_slots_init(TcEvaluator *ev)
{
    const uint32_t *n = ev->plan->n_slots;
    ev->truths = g_new0(TcTruths, n[TC_SLOT_TRUTH] + 1);
    ev->numbers = g_new0(TcNumbers, n[TC_SLOT_NUMBER] + 1);
    ev->labels = g_new0(TcLabelSets, n[TC_SLOT_LABELS] + 1);
    for (uint32_t i = 0; i < n[TC_SLOT_NUMBER]; i++) {
        ev->numbers[i].room[0] = new_room();
        ev->numbers[i].low = ev->numbers[i].high = ev->numbers[i].room[0];
    }
}

static void free_exacts(TcNumbers *numbers)
{
    for (uint32_t row = 0; row < numbers->exact_rows; row++) {
        if (tc_bit(numbers->made, row))
            mpq_clears(numbers->exacts[2 * row], numbers->exacts[2 * row + 1], NULL);
    }
    g_free(numbers->exacts);
}

void tc_slots_clear(TcEvaluator *ev)
{
    for (uint32_t i = 0; i < ev->plan->n_slots[TC_SLOT_NUMBER]; i++) {
        g_free(ev->numbers[i].room[0]);
        g_free(ev->numbers[i].room[1]);
        free_exacts(&ev->numbers[i]);
    }
    g_free(ev->truths);
    g_free(ev->numbers);
    g_free(ev->labels);
}

TcNumbers *tc_numbers_start(TcEvaluator *ev, const TcPlanNode *node)
{
    TcNumbers *numbers = tc_numbers_of(ev, node);
    numbers->low = numbers->high = numbers->room[0];
    tc_bits_fill(numbers->number, true);
    tc_bits_fill(numbers->undefined, false);
    tc_bits_fill(numbers->none, false);
    tc_bits_fill(numbers->exact, false);
    tc_bits_fill(numbers->below, false);
    tc_bits_fill(numbers->above, false);
    numbers->any_exact = false;
    numbers->magnitude = 0;
    return numbers;
}

void tc_numbers_part(TcNumbers *numbers)
{
    if (!numbers->room[1])
        numbers->room[1] = new_room();
    numbers->high = numbers->room[1];
}

void tc_numbers_split(TcNumbers *numbers)
{
    if (numbers->high != numbers->low)
        return;
    tc_numbers_part(numbers);
    memcpy(numbers->high, numbers->low, TC_BLOCK_ROWS * sizeof(int64_t));
}

void tc_exact_init(TcExact *exact)
{
    *exact = (TcExact){0};
    mpq_init(exact->low);
    mpq_init(exact->high);
}

void tc_exact_clear(TcExact *exact)
{
    mpq_clear(exact->low);
    mpq_clear(exact->high);
}

void tc_exact_reset(TcExact *exact)
{
    exact->truths = 0;
    exact->number = exact->undefined = exact->none = exact->below = exact->above = false;
}

static void load_integer(mpq_t value, int64_t stored, int64_t denominator)
{
    mpq_set_si(value, stored, (unsigned long)denominator);
    mpq_canonicalize(value);
}

void tc_exact_load(const TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *exact)
{
    const TcNumbers *numbers = tc_numbers_of(ev, node);
    exact->number = tc_bit(numbers->number, row);
    exact->undefined = tc_bit(numbers->undefined, row);
    exact->none = tc_bit(numbers->none, row);
    exact->below = tc_bit(numbers->below, row);
    exact->above = tc_bit(numbers->above, row);
    if (!exact->number)
        return;
    if (tc_bit(numbers->exact, row)) {
        mpq_set(exact->low, numbers->exacts[2 * row]);
        mpq_set(exact->high, numbers->exacts[2 * row + 1]);
        return;
    }
    load_integer(exact->low, numbers->low[row], node->denominator);
    if (numbers->high == numbers->low)
        mpq_set(exact->high, exact->low);
    else
        load_integer(exact->high, numbers->high[row], node->denominator);
}

/* @value times @denominator as an int64 with room to spare. */
static bool to_stored(const mpq_t value, int64_t denominator, int64_t *stored)
{
    mpz_t z;
    mpz_init_set(z, mpq_numref(value));
    mpz_mul_si(z, z, denominator);
    bool good = mpz_divisible_p(z, mpq_denref(value)) != 0;
    if (good) {
        mpz_divexact(z, z, mpq_denref(value));
        good = mpz_sizeinbase(z, 2) <= 60;
        *stored = good ? mpz_get_si(z) : 0;
    }
    mpz_clear(z);
    return good;
}

static void note_magnitude(TcNumbers *numbers, int64_t value)
{
    uint64_t size = value < 0 ? (uint64_t)-value : (uint64_t)value;
    numbers->magnitude = MAX(numbers->magnitude, size);
}

static bool store_integers(TcNumbers *numbers, const TcPlanNode *node, uint32_t row,
                           const TcExact *exact)
{
    int64_t low, high;
    if (node->denominator == 0 || exact->below || exact->above ||
        !to_stored(exact->low, node->denominator, &low) ||
        !to_stored(exact->high, node->denominator, &high))
        return false;
    if (low != high)
        tc_numbers_split(numbers);
    numbers->low[row] = low;
    numbers->high[row] = high;
    note_magnitude(numbers, low);
    note_magnitude(numbers, high);
    return true;
}

/* A block of one row, which explain and witnesses judge, has many slots and needs one place each.
 */
static void make_exact_room(TcNumbers *numbers, uint32_t row)
{
    if (row < numbers->exact_rows)
        return;
    numbers->exact_rows = MIN(MAX(2 * numbers->exact_rows, row + 1), TC_BLOCK_ROWS);
    numbers->exacts = g_renew(mpq_t, numbers->exacts, 2 * (size_t)numbers->exact_rows);
}

static void store_exacts(TcNumbers *numbers, uint32_t row, const TcExact *exact)
{
    make_exact_room(numbers, row);
    if (!tc_bit(numbers->made, row))
        mpq_inits(numbers->exacts[2 * row], numbers->exacts[2 * row + 1], NULL);
    tc_bit_put(numbers->made, row, true);
    if (!exact->below)
        mpq_set(numbers->exacts[2 * row], exact->low);
    if (!exact->above)
        mpq_set(numbers->exacts[2 * row + 1], exact->high);
    numbers->low[row] = numbers->high[row] = 0;
    numbers->any_exact = true;
}

static void store_truths(TcTruths *truths, uint32_t row, unsigned set)
{
    for (uint32_t k = 0; k < 4; k++)
        tc_bit_put(truths->can[k], row, set >> k & 1);
}

void tc_exact_store(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, const TcExact *exact)
{
    if (tc_plan_slot_kind(node->op) == TC_SLOT_TRUTH) {
        store_truths(tc_truths_of(ev, node), row, exact->truths);
        return;
    }
    TcNumbers *numbers = tc_numbers_of(ev, node);
    bool wide = exact->number && !store_integers(numbers, node, row, exact);
    if (wide)
        store_exacts(numbers, row, exact);
    if (!exact->number)
        numbers->low[row] = numbers->high[row] = 0;
    tc_bit_put(numbers->number, row, exact->number);
    tc_bit_put(numbers->undefined, row, exact->undefined);
    tc_bit_put(numbers->none, row, exact->none);
    ev->any_exact_number |= wide;
    tc_bit_put(numbers->exact, row, wide);
    tc_bit_put(numbers->below, row, wide && exact->below);
    tc_bit_put(numbers->above, row, wide && exact->above);
}
