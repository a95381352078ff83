/* Loops over a block, for all values and for those that fit 32 bits. */
#include "exec/rows.h"

#include "base/clones.h"
#include "exec/lanes.h"

#define BYTES(name, type, expression)                                                              \
    TC_CLONES static void name(const type *restrict values, type than, uint32_t words,             \
                               uint64_t *restrict bits)                                            \
    {                                                                                              \
        for (uint32_t w = 0; w < words; w++) {                                                     \
            uint8_t bytes[64];                                                                     \
            for (uint32_t k = 0; k < 64; k++) {                                                    \
                const type value = values[64 * w + k];                                             \
                bytes[k] = (uint8_t)(expression);                                                  \
            }                                                                                      \
            bits[w] = tc_pack(bytes);                                                              \
        }                                                                                          \
    }
BYTES(equal, int64_t, value == than)
BYTES(reach, int64_t, value >= than)
/* than: the last member */
BYTES(single, uint64_t, (value & (value - 1)) == 0 && value < than)

#define LANES(name, expression)                                                                    \
    TC_CLONES static void name(const int64_t *restrict values, int32_t than, uint32_t words,       \
                               uint64_t *restrict bits)                                            \
    {                                                                                              \
        for (uint32_t w = 0; w < words; w++) {                                                     \
            TcSquare square = {0};                                                                 \
            TC_FOR_FOURS(i, h, w)                                                                  \
            {                                                                                      \
                const TcSignedLanes value = (TcSignedLanes)tc_lanes_low(values + i);               \
                tc_square_put(&square, h, (TcLanes)(expression));                                  \
            }                                                                                      \
            bits[w] = tc_square_word(&square);                                                     \
        }                                                                                          \
    }
LANES(small_equal, value == than)
LANES(small_reach, value >= than)

/* The low halves of four cells from row @i on; the term's end where they are open. */
static inline TcLanes closed_lanes(const TcWideTerm *term, uint32_t i)
{
    const TcLanes row = {1, 2, 4, 8};
    const TcLanes open = (TcLanes)(((uint32_t)(term->open[i / 64] >> (i % 64)) & row) != 0);
    return (tc_lanes_low(term->cells + i) & ~open) | ((uint32_t)term->end & open);
}

TC_CLONES static void small_share(const TcWideTerm *first, const TcWideTerm *last, int32_t constant,
                                  uint32_t words, uint64_t *const bits[2])
{
    for (uint32_t w = 0; w < words; w++) {
        TcSquare reaches = {0}, zero = {0};
        TC_FOR_FOURS(i, h, w)
        {
            const TcLanes x = closed_lanes(first, i), y = closed_lanes(last, i);
            const TcLanes sum = (uint32_t)first->weight * x + (uint32_t)last->weight * y;
            tc_square_put(&reaches, h, (TcLanes)((TcSignedLanes)(sum + (uint32_t)constant) >= 0));
            tc_square_put(&zero, h, (TcLanes)(y == 0));
        }
        bits[0][w] = tc_square_word(&reaches);
        bits[1][w] = tc_square_word(&zero);
    }
}

void tc_rows_share(const TcWideTerm term[2], int32_t constant, uint32_t words,
                   uint64_t *const bits[2])
{
    if (!tc_wide_share(term, constant, words, bits))
        small_share(&term[0], &term[1], constant, words, bits);
}

/* May the loop over 32 bits be taken? @small: all values fit them. */
static bool is_narrow(bool small, int64_t than)
{
    return small && than == (int32_t)than;
}

void tc_rows_equal(const int64_t *values, int64_t wanted, bool small, uint32_t words,
                   uint64_t *bits)
{
    if (!is_narrow(small, wanted))
        equal(values, wanted, words, bits);
    else if (!tc_wide_equal(values, (int32_t)wanted, words, bits))
        small_equal(values, (int32_t)wanted, words, bits);
}

void tc_rows_reach(const int64_t *values, int64_t threshold, bool small, uint32_t words,
                   uint64_t *bits)
{
    if (!is_narrow(small, threshold))
        reach(values, threshold, words, bits);
    else if (!tc_wide_reach(values, (int32_t)threshold, words, bits))
        small_reach(values, (int32_t)threshold, words, bits);
}

void tc_rows_single(const uint64_t *sets, uint32_t words, uint64_t *bits)
{
    single(sets, (uint64_t)1 << 63, words, bits);
}
