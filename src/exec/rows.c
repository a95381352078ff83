/* Loops over a block, for all values and for those that fit 32 bits. */
#include "exec/rows.h"

#include "base/clones.h"
#include "exec/bits.h"
#include "exec/lanes.h"

#include <string.h>

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

#define LANES(name, type, load, expression)                                                        \
    TC_CLONES static void name(const type *restrict values, int32_t than, uint32_t words,          \
                               uint64_t *restrict bits)                                            \
    {                                                                                              \
        for (uint32_t w = 0; w < words; w++) {                                                     \
            TcSquare square = {0};                                                                 \
            TC_FOR_FOURS(i, h, w)                                                                  \
            {                                                                                      \
                const TcSignedLanes value = (TcSignedLanes)load(values + i);                       \
                tc_square_put(&square, h, (TcLanes)(expression));                                  \
            }                                                                                      \
            bits[w] = tc_square_word(&square);                                                     \
        }                                                                                          \
    }
LANES(narrow_equal, int32_t, tc_lanes_at, value == than)
LANES(small_reach, int64_t, tc_lanes_low, value >= than)

/* Four cells from row @i on; the term's end where they are open. */
static inline TcLanes closed_lanes(const TcWideTerm *term, uint32_t i)
{
    const TcLanes row = {1, 2, 4, 8};
    const TcLanes open = (TcLanes)(((uint32_t)(term->open[i / 64] >> (i % 64)) & row) != 0);
    return (tc_lanes_at(term->cells + i) & ~open) | ((uint32_t)term->end & open);
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

/* Eight rows by eight digits are a square of bits, which turned holds a byte for each row. */
TC_CLONES static void bytes_of_eight(const uint64_t *const digit[8], uint8_t turn, uint32_t words,
                                     uint8_t *bytes)
{
    for (uint32_t w = 0; w < words; w++) {
        uint64_t rows[8];
        for (uint32_t group = 0; group < 8; group++) {
            uint64_t square = 0;
            for (uint32_t k = 0; k < 8; k++)
                square |= (digit[k][w] >> (8 * group) & 0xff) << (8 * k);
            square = tc_square_turn(square) ^ turn * UINT64_C(0x0101010101010101);
            rows[group] = GUINT64_TO_LE(square);
        }
        memcpy(bytes + 64 * w, rows, sizeof rows);
    }
}

static void small_bytes(const uint64_t *const digit[], uint32_t n, uint8_t turn, uint32_t words,
                        uint8_t *bytes)
{
    static const TcBits none;
    const uint64_t *eight[8];
    for (uint32_t k = 0; k < 8; k++)
        eight[k] = k < n ? digit[k] : none;
    bytes_of_eight(eight, turn, words, bytes);
}

/* Bytes are widened four or eight at a time. */
TC_CLONES static void put_bytes(const uint8_t *restrict bytes, int64_t base, uint32_t n,
                                int64_t *restrict numbers)
{
    for (uint32_t i = 0; i < n; i++)
        numbers[i] = (int64_t)((uint64_t)base + bytes[i]);
}

TC_CLONES static void add_bytes(const uint8_t *restrict bytes, uint32_t shift, uint32_t n,
                                int64_t *restrict numbers)
{
    for (uint32_t i = 0; i < n; i++)
        numbers[i] = (int64_t)((uint64_t)numbers[i] + ((uint64_t)bytes[i] << shift));
}

/* To take a byte away is to add what it lacks of 255, and to take 255 away from all. */
void tc_rows_numbers(const uint64_t *const digit[], uint32_t n, int64_t base, bool less,
                     uint32_t words, int64_t *numbers)
{
    const uint8_t turn = less ? 255 : 0;
    uint8_t bytes[TC_BLOCK_ROWS];
    uint64_t from = (uint64_t)base;
    for (uint32_t first = 0; first == 0 || first < n; first += 8)
        from -= (uint64_t)turn << first;
    for (uint32_t first = 0; first == 0 || first < n; first += 8) {
        const uint32_t eight = MIN(n - first, 8);
        if (!tc_wide_bytes(digit + first, eight, turn, words, bytes))
            small_bytes(digit + first, eight, turn, words, bytes);
        if (first == 0)
            put_bytes(bytes, (int64_t)from, 64 * words, numbers);
        else
            add_bytes(bytes, first, 64 * words, numbers);
    }
}

void tc_rows_sum(const TcWideAdd *adds, uint32_t n, int64_t base, bool less, uint32_t words,
                 int64_t *numbers)
{
    const uint8_t turn = less ? 255 : 0;
    uint8_t bytes[TC_BLOCK_ROWS];
    tc_wide_sum(adds, n, turn, words, bytes);
    put_bytes(bytes, (int64_t)((uint64_t)base - turn), 64 * words, numbers);
}

void tc_rows_equal(const TcColumn *cells, int64_t wanted, uint32_t words, uint64_t *bits)
{
    if (cells->wide)
        equal(cells->wide, wanted, words, bits);
    else if (wanted != (int32_t)wanted)
        memset(bits, 0, words * sizeof *bits);
    else if (!tc_wide_equal(cells->narrow, (int32_t)wanted, words, bits))
        narrow_equal(cells->narrow, (int32_t)wanted, words, bits);
}

void tc_rows_reach(const int64_t *values, int64_t threshold, bool small, uint32_t words,
                   uint64_t *bits)
{
    if (!small || threshold != (int32_t)threshold)
        reach(values, threshold, words, bits);
    else if (!tc_wide_reach(values, (int32_t)threshold, words, bits))
        small_reach(values, (int32_t)threshold, words, bits);
}
