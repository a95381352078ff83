/* Adding to the digits of 64 rows at once, and counting them out. */
#include "exec/sliced.h"

#include "base/clones.h"
#include "exec/lanes.h"

#include <string.h>

void tc_sliced_start(TcSliced *sliced, uint64_t most)
{
    sliced->n = sliced->waits = 0;
    sliced->any = false;
    while (most >> sliced->n)
        sliced->n++;
    memset(sliced->digit, 0, (sliced->n + 7) / 8 * 8 * sizeof(TcBits)); /* counted out by eights */
}

/* Three bits of one value a row: @digit keeps their sum's last digit, *@carry is the other. */
TC_CLONES static void add_three(uint64_t *restrict digit, const uint64_t *restrict waiting,
                                const uint64_t *restrict more, uint64_t *restrict carry)
{
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++) {
        uint64_t a = digit[w], b = waiting[w], c = more[w], half = a ^ b;
        digit[w] = half ^ c;
        carry[w] = (a & b) | (half & c);
    }
}

static void add_digit(TcSliced *sliced, const uint64_t *where, uint32_t first)
{
    TcBits carry[2];
    const uint64_t *more = where;
    uint32_t k = first;
    for (; k < sliced->n && sliced->waits >> k & 1; k++) {
        add_three(sliced->digit[k], sliced->waiting[k], more, carry[k % 2]);
        sliced->waits &= ~((uint32_t)1 << k);
        more = carry[k % 2];
    }
    if (k == sliced->n)
        return; /* nothing goes beyond the most; rows behind the last may */
    memcpy(sliced->waiting[k], more, sizeof(TcBits));
    sliced->waits |= (uint32_t)1 << k;
}

void tc_sliced_add(TcSliced *sliced, const uint64_t *where, uint64_t weight)
{
    sliced->any |= weight != 0;
    for (uint32_t k = 0; weight >> k; k++) {
        if (weight >> k & 1)
            add_digit(sliced, where, k);
    }
}

/* Adds all that waits. */
static void settle(TcSliced *sliced)
{
    static const TcBits none;
    TcBits carry[2] = {{0}};
    for (uint32_t k = 0; k < sliced->n; k++)
        add_three(sliced->digit[k], sliced->waits >> k & 1 ? sliced->waiting[k] : none,
                  carry[k % 2], carry[1 - k % 2]);
    sliced->waits = 0;
}

/* Counts out the eight digits from @first: eight rows by eight digits are a square of bits, which
 * turned holds a byte for each row. */
TC_CLONES static void count_out_eight(const TcBits *digit, uint32_t first, int64_t *sum, uint32_t n)
{
    for (uint32_t w = 0; w < n / 64; w++) {
        uint64_t rows[8];
        for (uint32_t group = 0; group < 8; group++) {
            uint64_t square = 0;
            for (uint32_t k = 0; k < 8; k++)
                square |= (digit[k][w] >> (8 * group) & 0xff) << (8 * k);
            rows[group] = GUINT64_TO_LE(tc_square_turn(square));
        }
        const uint8_t *bytes = (const uint8_t *)rows;
        for (uint32_t i = 0; i < 64; i++)
            sum[64 * w + i] = (int64_t)((uint64_t)sum[64 * w + i] + ((uint64_t)bytes[i] << first));
    }
}

void tc_sliced_count_out(TcSliced *sliced, int64_t *sum, uint32_t n)
{
    if (!sliced->any)
        return;
    settle(sliced);
    for (uint32_t first = 0; first < sliced->n; first += 8)
        count_out_eight(&sliced->digit[first], first, sum, n);
}
