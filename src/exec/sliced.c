/* Adding up the digits of all rows at once.
 *
 * A digit is not carried on at once: it waits, where it lies, for the next one of its value, and
 * the two are added together, so that of every two one carry goes on (a ripple through all digits
 * for each cost three times as much). Nothing is copied: to copy what waits and to clear room for
 * carries took longer than to add. */
#include "exec/sliced.h"

#include "base/clones.h"
#include "exec/rows.h"

#include <string.h>

void tc_sliced_start(TcSliced *sliced, uint64_t most)
{
    sliced->n = 0; /* the rooms are large and mostly not needed: they are not cleared */
    while (most >> sliced->n)
        sliced->n++;
    memset(sliced->waits, 0, sliced->n * sizeof *sliced->waits);
    memset(sliced->digit, 0, sliced->n * sizeof *sliced->digit);
}

/* Three bits of one value a row: @digit keeps their sum's last digit, @carry is the other. */
TC_CLONES static void add_three(uint64_t *restrict digit, const uint64_t *restrict waiting,
                                const uint64_t *restrict more, uint64_t *restrict carry)
{
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++) {
        uint64_t a = digit[w], b = waiting[w], c = more[w], half = a ^ b;
        digit[w] = half ^ c;
        carry[w] = (a & b) | (half & c);
    }
}

static const uint64_t *kept(TcSliced *sliced, uint32_t k, const uint64_t *where)
{
    return memcpy(sliced->waiting[k], where, sizeof(TcBits));
}

/* Adds a bitmap to digit @k, where another one waits, and the carries to those behind. What goes
 * beyond the last digit is of rows that do not count. */
static void carry_on(TcSliced *sliced, const uint64_t *more, uint32_t k)
{
    const uint32_t n = sliced->n;
    while (k < n && sliced->waits[k]) {
        const uint64_t *waits = sliced->waits[k];
        uint64_t *carry =
            k + 1 < n && !sliced->waits[k + 1] ? sliced->waiting[k + 1] : sliced->carry[k % 2];
        sliced->waits[k] = NULL;
        add_three(sliced->digit[k++], waits, more, carry);
        more = carry;
    }
    if (k < n)
        sliced->waits[k] = more;
}

void tc_sliced_add(TcSliced *sliced, const uint64_t *where, bool lasts, uint64_t weight)
{
    for (uint64_t left = weight; left; left &= left - 1) {
        const uint32_t k = (uint32_t)__builtin_ctzll(left);
        if (sliced->waits[k])
            carry_on(sliced, where, k);
        else
            sliced->waits[k] = lasts ? where : kept(sliced, k, where);
    }
}

/* Adds all that waits. */
static void settle(TcSliced *sliced)
{
    static const TcBits none;
    const uint64_t *more = none;
    for (uint32_t k = 0; k < sliced->n; k++) {
        const uint64_t *waits = sliced->waits[k] ? sliced->waits[k] : none;
        add_three(sliced->digit[k], waits, more, sliced->carry[k % 2]);
        sliced->waits[k] = NULL;
        more = sliced->carry[k % 2];
    }
}

void tc_sliced_count_out(TcSliced *sliced, int64_t base, bool less, uint32_t words, int64_t *sum)
{
    const uint64_t *digit[TC_SLICED_DIGITS];
    settle(sliced);
    for (uint32_t k = 0; k < sliced->n; k++)
        digit[k] = sliced->digit[k];
    tc_rows_numbers(digit, sliced->n, base, less, words, sum);
}
