#include "exec/sliced.h"

#include "base/clones.h"

#include <string.h>

void tc_sliced_start(TcSliced *sliced, uint64_t most)
{
    sliced->n = 0;
    while (most >> sliced->n)
        sliced->n++;
    memset(sliced->digit, 0, sliced->n * sizeof(TcBits));
}

/* Adds one binary digit and carries it up as far as it goes. */
TC_CLONES static void add_digit(TcSliced *sliced, const uint64_t *where, uint32_t first)
{
    TcBits carry;
    uint64_t left = 1;
    memcpy(carry, where, sizeof carry);
    for (uint32_t k = first; k < sliced->n && left; k++) {
        uint64_t *restrict digit = sliced->digit[k];
        left = 0;
        for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++) {
            uint64_t next = digit[w] & carry[w];
            digit[w] ^= carry[w];
            carry[w] = next;
            left |= next;
        }
    }
}

void tc_sliced_add(TcSliced *sliced, const uint64_t *where, uint64_t weight)
{
    for (uint32_t k = 0; weight >> k; k++) {
        if (weight >> k & 1)
            add_digit(sliced, where, k);
    }
}

/* The eight digits from @first of the eight rows from 8 * @group, a byte a row. */
static uint64_t bytes_of(const TcSliced *sliced, uint32_t first, uint32_t group)
{
    uint64_t bytes = 0;
    for (uint32_t k = first; k < sliced->n && k < first + 8; k++)
        bytes |= tc_spread(sliced->digit[k][group / 8] >> (8 * (group % 8)) & 0xff) << (k - first);
    return bytes;
}

TC_CLONES void tc_sliced_count_out(const TcSliced *sliced, int64_t *sum, uint32_t n)
{
    for (uint32_t first = 0; first < sliced->n; first += 8) {
        for (uint32_t group = 0; group < n / 8; group++) {
            uint64_t bytes = bytes_of(sliced, first, group);
            for (uint32_t i = 0; i < 8; i++) {
                uint64_t more = (bytes >> (8 * i) & 0xff) << first;
                sum[8 * group + i] = (int64_t)((uint64_t)sum[8 * group + i] + more);
            }
        }
    }
}
