/* Bitmaps with a bit per row of a block (TcBits): written, asked, gone through. */
#ifndef TC_EXEC_BITS_H
#define TC_EXEC_BITS_H

#include "data/block.h"

static inline void tc_bit_put(uint64_t *bits, uint32_t row, bool value)
{
    uint64_t bit = (uint64_t)1 << (row % 64);
    bits[row / 64] = value ? bits[row / 64] | bit : bits[row / 64] & ~bit;
}
static inline bool tc_bits_any(const uint64_t *bits)
{
    uint64_t any = 0;
    for (uint32_t i = 0; i < TC_BLOCK_WORDS; i++)
        any |= bits[i];
    return any != 0;
}
static inline void tc_bits_fill(uint64_t *bits, bool value)
{
    for (uint32_t i = 0; i < TC_BLOCK_WORDS; i++)
        bits[i] = value ? ~(uint64_t)0 : 0;
}
/* Rows in word @w for which @can, as in TcTruths, has more than one member. */
static inline uint64_t tc_several(const TcBits *can, uint32_t w)
{
    uint64_t a = can[0][w], b = can[1][w], c = can[2][w], d = can[3][w];
    return (a & (b | c | d)) | (b & (c | d)) | (c & d);
}
/* Runs the body for every row whose bit is set in @bits. */
#define TC_FOR_ROWS(row, bits)                                                                     \
    for (uint32_t tc_word = 0; tc_word < TC_BLOCK_WORDS; tc_word++)                                \
        for (uint64_t tc_left = (bits)[tc_word];                                                   \
             tc_left != 0 && ((row) = tc_word * 64 + (uint32_t)__builtin_ctzll(tc_left), true);    \
             tc_left &= tc_left - 1)

#endif
