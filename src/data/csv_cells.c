/* Cells that look as expected, on which the time of a run is spent.
 *
 * Whole numbers and the common yes/no words are taken eight bytes at a time, in a loop that calls
 * nothing. Where the processor can, four whole numbers that stand side by side are read together:
 * a cell's digits are added up by the same three multiplications, and the four bounds are held
 * against them at once, 14 instructions a cell in place of 50. */
#include <string.h>

#include "base/clones.h"
#include "data/csv_steps.h"

#ifdef TC_HAS_CLONES
#include <immintrin.h>
#define WIDE __attribute__((target("avx2")))
#endif

enum { FOUR = 4 };

static inline uint64_t load_eight(const char *at)
{
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return GUINT64_FROM_LE(bytes);
}

/* Value of the @n (1..8) digits that @bytes begin with: pairs, then fours, then all. Returns: false
 * if one of them is no digit. */
static inline bool read_digits(uint64_t bytes, size_t n, int64_t *value)
{
    uint64_t digits = (bytes ^ UINT64_C(0x3030303030303030)) << (64 - 8 * n);
    uint64_t over_nine = (digits | (digits + UINT64_C(0x7676767676767676)));

    digits = digits * 10 + (digits >> 8);
    digits = ((digits & UINT64_C(0x000000FF000000FF)) * UINT64_C(0x000F424000000064) +
              ((digits >> 16) & UINT64_C(0x000000FF000000FF)) * UINT64_C(0x0000271000000001)) >>
             32;
    *value = (int64_t)(uint32_t)digits;
    return (over_nine & UINT64_C(0x8080808080808080)) == 0;
}

/* --- cells --- */

static inline void store(const TcCsvStep *step, uint32_t row, int64_t value)
{
    if (step->wide)
        step->wide[row] = value;
    else
        step->narrow[row] = (int32_t)value;
}

/* Returns: false if its value does not fit the cells. */
static inline bool take_blank(const TcCsvStep *step, uint32_t row)
{
    if (!step->wide && step->blank_value != (int32_t)step->blank_value)
        return false;
    store(step, row, step->blank_value);
    if (step->blank_open) {
        tc_bit_set(step->cells->open, row);
        step->cells->reason[row] = TC_REASON_BLANK;
    }
    return true;
}

/* A whole number of up to eight digits, or nothing. Returns: false if it is something else. */
static inline bool take_whole(const TcCsvStep *step, uint32_t row, const char *at, size_t length)
{
    int64_t value;

    if (length - 1 >= 8) /* none, or too many */
        return length == 0 && take_blank(step, row);
    if (!read_digits(load_eight(at), length, &value) || value < step->low ||
        value > (step->wide ? step->high : step->narrow_high))
        return false;
    store(step, row, value * step->factor);
    return true;
}

static inline bool take_word(const TcCsvStep *step, uint32_t row, const char *at, size_t length)
{
    uint64_t bytes = load_eight(at);
    bool is_one = (bytes & step->words[1].mask) == step->words[1].bytes;
    bool is_zero = (bytes & step->words[0].mask) == step->words[0].bytes;

    if (!(is_one | is_zero))
        return length == 0 && take_blank(step, row);
    store(step, row, is_one);
    return true;
}

/* --- four cells at a time --- */

#ifdef TC_HAS_CLONES

WIDE static inline __m256i load_four(const int64_t *at)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)at);
}

/* Values of the digits in each of four times eight bytes; *@bad: of something else than digits. */
WIDE static inline __m256i add_up_digits(__m256i digits, __m256i *bad)
{
    const __m256i tens = _mm256_set1_epi16(1 << 8 | 10);
    const __m256i hundreds = _mm256_set1_epi32(1 << 16 | 100);
    *bad = _mm256_subs_epu8(digits, _mm256_set1_epi8(9));
    const __m256i fours = _mm256_madd_epi16(_mm256_maddubs_epi16(digits, tens), hundreds);
    return _mm256_add_epi64(_mm256_mul_epu32(fours, _mm256_set1_epi64x(10000)),
                            _mm256_srli_epi64(fours, 32));
}

/* The cells number @i to @i + 3 as whole numbers, @i > 0. Returns: false, with nothing done, if one
 * is anything else. */
WIDE static inline bool take_four(const TcCsvReader *csv, const char *start, uint32_t i,
                                  uint32_t row)
{
    const uint32_t *stops = csv->stops + i;
    const int64_t *whole = csv->wholes + i;
    const __m128i before = _mm_loadu_si128((const __m128i *)(const void *)(stops - 1));
    const __m128i stop = _mm_loadu_si128((const __m128i *)(const void *)stops);
    const __m128i missing = _mm_sub_epi32(_mm_add_epi32(before, _mm_set1_epi32(9)), stop);
    /* bytes that a cell is short of eight: 0..7, else it has none or too many */
    if (!_mm_testz_si128(missing, _mm_set1_epi32(~7)))
        return false;
    const __m256i bytes = _mm256_set_epi64x(
        (int64_t)load_eight(start + stops[2] + 1), (int64_t)load_eight(start + stops[1] + 1),
        (int64_t)load_eight(start + stops[0] + 1), (int64_t)load_eight(start + stops[-1] + 1));
    const __m256i shift = _mm256_slli_epi64(_mm256_cvtepu32_epi64(missing), 3);
    __m256i bad;
    const __m256i value = add_up_digits(
        _mm256_sllv_epi64(_mm256_xor_si256(bytes, _mm256_set1_epi8('0')), shift), &bad);
    bad = _mm256_or_si256(
        bad, _mm256_or_si256(
                 _mm256_cmpgt_epi64(load_four(whole + TC_WHOLE_LOW * csv->n_steps), value),
                 _mm256_cmpgt_epi64(value, load_four(whole + TC_WHOLE_HIGH * csv->n_steps))));
    if (!_mm256_testz_si256(bad, bad))
        return false;
    int64_t stored[FOUR];
    _mm256_storeu_si256((__m256i *)(void *)stored,
                        _mm256_mul_epu32(value, load_four(whole + TC_WHOLE_FACTOR * csv->n_steps)));
    const TcCsvStep *step = csv->steps + i;
    if (csv->any_wide) {
        for (uint32_t k = 0; k < FOUR; k++)
            store(&step[k], row, stored[k]);
        return true;
    }
#pragma GCC unroll 4
    for (uint32_t k = 0; k < FOUR; k++)
        step[k].narrow[row] = (int32_t)stored[k];
    return true;
}

/* As many of the cells from @i to before @end as can be taken by fours, the last four of which may
 * be partly taken already. Returns: the number of the first that is left. */
WIDE static inline uint32_t take_fours(const TcCsvReader *csv, const char *start, uint32_t i,
                                       uint32_t end, uint32_t row)
{
    for (; end - i >= FOUR; i += FOUR)
        if (!take_four(csv, start, i, row))
            return i;
    return i < end && take_four(csv, start, end - FOUR, row) ? end : i;
}

#define CAN_TAKE_FOURS() __builtin_cpu_supports("avx2")

#else

#define WIDE
#define take_fours(csv, start, i, end, row) (i)
#define CAN_TAKE_FOURS()                    false

#endif

/* --- all --- */

/* One cell. Returns: false if it is to be read by its rule. */
static inline bool take_cell(const TcCsvStep *step, uint32_t row, const char *at, size_t length)
{
    return step->kind == TC_STEP_WHOLE  ? take_whole(step, row, at, length)
           : step->kind == TC_STEP_WORD ? take_word(step, row, at, length)
                                        : false;
}

/* With the cell in which four could not be taken the next three are read one by one as well. */
WIDE static uint32_t take_by_fours(const TcCsvReader *csv, const char *start, uint32_t first,
                                   uint32_t n, uint32_t row)
{
    uint32_t again = MAX(first, 1);
    for (uint32_t i = first; i < n; i++) {
        const TcCsvStep *step = &csv->steps[i];
        if (step->run >= FOUR && i >= again && n - i >= FOUR) {
            i = take_fours(csv, start, i, MIN(i + step->run, n), row);
            again = i + FOUR;
            step = &csv->steps[i];
            if (i == n)
                break;
        }
        const char *at = i > 0 ? start + csv->stops[i - 1] + 1 : start;
        if (!take_cell(step, row, at, (size_t)(start + csv->stops[i] - at)))
            return i;
    }
    return n;
}

static uint32_t take_by_ones(const TcCsvReader *csv, const char *start, uint32_t first, uint32_t n,
                             uint32_t row)
{
    const TcCsvStep *step = csv->steps + first, *end = csv->steps + n;
    const uint32_t *stops = csv->stops + first;
    const char *at = first > 0 ? start + stops[-1] + 1 : start;

    for (; step < end; step++, stops++) {
        const char *stop = start + *stops;
        if (!take_cell(step, row, at, (size_t)(stop - at)))
            break;
        at = stop + 1;
    }
    return (uint32_t)(step - csv->steps);
}

uint32_t tc_csv_take_expected(const TcCsvReader *csv, const char *start, uint32_t first, uint32_t n,
                              uint32_t row)
{
    return CAN_TAKE_FOURS() ? take_by_fours(csv, start, first, n, row)
                            : take_by_ones(csv, start, first, n, row);
}

uint64_t tc_csv_eight(const char *at)
{
    return load_eight(at);
}

void tc_csv_find_runs(TcCsvReader *csv)
{
    const uint32_t n = csv->n_steps;
    csv->wholes = g_new0(int64_t, TC_N_WHOLES * n + 1);
    for (uint32_t i = n; i-- > 0;) {
        TcCsvStep *step = &csv->steps[i];
        if (step->kind != TC_STEP_WHOLE || step->factor > UINT32_MAX)
            continue;
        step->run = 1 + (i + 1 < n ? csv->steps[i + 1].run : 0);
        csv->wholes[TC_WHOLE_LOW * n + i] = step->low;
        csv->wholes[TC_WHOLE_HIGH * n + i] = step->narrow_high;
        csv->wholes[TC_WHOLE_FACTOR * n + i] = step->factor;
    }
}

void tc_csv_aim_step(TcCsvReader *csv, TcCsvStep *step)
{
    step->narrow = step->cells->narrow;
    step->wide = step->cells->wide;
    csv->any_wide |= step->wide != NULL;
    csv->wholes[TC_WHOLE_HIGH * csv->n_steps + (uint32_t)(step - csv->steps)] =
        step->wide ? step->high : step->narrow_high;
}
