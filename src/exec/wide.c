/* The loops over cells that most rules consist of, by hand for AVX2.
 *
 * lanes.h has them for any processor, four rows at a time; from vectors of twice that size gcc
 * makes nothing good by itself. A compare of eight rows is one instruction here, and another one
 * gathers its answers as a byte: a third of the instructions. Built where clones are (clones.h). */
#include "exec/wide.h"

#include "base/clones.h"

#ifdef TC_HAS_CLONES

#include <immintrin.h>

#define WIDE __attribute__((target("avx2")))

/* The low halves of eight cells, in the order 0 1 4 5 2 3 6 7. */
WIDE static inline __m256i low_halves(const int64_t *cells)
{
    const __m256 first = _mm256_loadu_ps((const float *)(const void *)cells);
    const __m256 last = _mm256_loadu_ps((const float *)(const void *)(cells + 4));
    return _mm256_castps_si256(_mm256_shuffle_ps(first, last, 0x88));
}

WIDE static inline __m256i all(uint32_t value)
{
    return _mm256_set1_epi32((int32_t)value);
}

/* The first bit of each of eight, for byte @k of a word. */
WIDE static inline uint64_t first_bits(__m256i eight, uint32_t k)
{
    return (uint64_t)(uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(eight)) << (8 * k);
}

/* The rows of a word in their order. */
static inline uint64_t in_order(uint64_t bits)
{
    return (bits & UINT64_C(0xC3C3C3C3C3C3C3C3)) | (bits & UINT64_C(0x0C0C0C0C0C0C0C0C)) << 2 |
           (bits & UINT64_C(0x3030303030303030)) >> 2;
}

WIDE static void share(const int64_t *restrict part, const int64_t *restrict whole,
                       const uint32_t weight[3], uint32_t words, uint64_t *const bits[2])
{
    const __m256i a = all(weight[0]), b = all(weight[1]), c = all(weight[2]), none = all(0);
    for (uint32_t w = 0; w < words; w++) {
        uint64_t below = 0, zero = 0;
#pragma GCC unroll 8
        for (uint32_t k = 0; k < 8; k++) {
            const __m256i x = low_halves(part + 64 * w + 8 * k);
            const __m256i y = low_halves(whole + 64 * w + 8 * k);
            const __m256i sum = _mm256_add_epi32(_mm256_mullo_epi32(x, a),
                                                 _mm256_add_epi32(_mm256_mullo_epi32(y, b), c));
            below |= first_bits(sum, k);
            zero |= first_bits(_mm256_cmpeq_epi32(y, none), k);
        }
        bits[0][w] = ~in_order(below);
        bits[1][w] = in_order(zero);
    }
}

WIDE static void sign(const int64_t *restrict x, const uint32_t weight[2], uint32_t words,
                      uint64_t *restrict bits)
{
    const __m256i a = all(weight[0]), c = all(weight[1]);
    for (uint32_t w = 0; w < words; w++) {
        uint64_t below = 0;
#pragma GCC unroll 8
        for (uint32_t k = 0; k < 8; k++) {
            const __m256i product = _mm256_mullo_epi32(low_halves(x + 64 * w + 8 * k), a);
            below |= first_bits(_mm256_add_epi32(product, c), k);
        }
        bits[w] = ~in_order(below);
    }
}

WIDE static void equal(const int64_t *restrict values, int32_t than, uint32_t words,
                       uint64_t *restrict bits)
{
    const __m256i wanted = all((uint32_t)than);
    for (uint32_t w = 0; w < words; w++) {
        uint64_t same = 0;
#pragma GCC unroll 8
        for (uint32_t k = 0; k < 8; k++) {
            const __m256i value = low_halves(values + 64 * w + 8 * k);
            same |= first_bits(_mm256_cmpeq_epi32(value, wanted), k);
        }
        bits[w] = in_order(same);
    }
}

WIDE static void reach(const int64_t *restrict values, int32_t than, uint32_t words,
                       uint64_t *restrict bits)
{
    const __m256i wanted = all((uint32_t)than);
    for (uint32_t w = 0; w < words; w++) {
        uint64_t below = 0;
#pragma GCC unroll 8
        for (uint32_t k = 0; k < 8; k++) {
            const __m256i value = low_halves(values + 64 * w + 8 * k);
            below |= first_bits(_mm256_cmpgt_epi32(wanted, value), k);
        }
        bits[w] = ~in_order(below);
    }
}

#define IS_HERE() __builtin_cpu_supports("avx2")

#else

/* Never called. */
#define IS_HERE()               false
#define UNUSED(x, y, words)     (void)(x), (void)(y), (void)(words)
#define share(x, y, w, n, bits) (void)(x), UNUSED(y, w, n), (void)(bits)
#define sign(x, w, n, bits)     UNUSED(x, w, n), (void)(bits)
#define equal(x, than, n, bits) UNUSED(x, than, n), (void)(bits)
#define reach(x, than, n, bits) UNUSED(x, than, n), (void)(bits)

#endif

bool tc_wide_share(const int64_t *part, const int64_t *whole, const uint32_t weight[3],
                   uint32_t words, uint64_t *const bits[2])
{
    if (!IS_HERE())
        return false;
    share(part, whole, weight, words, bits);
    return true;
}

bool tc_wide_sign(const int64_t *x, const uint32_t weight[2], uint32_t words, uint64_t *bits)
{
    if (!IS_HERE())
        return false;
    sign(x, weight, words, bits);
    return true;
}

bool tc_wide_equal(const int64_t *values, int32_t than, uint32_t words, uint64_t *bits)
{
    if (!IS_HERE())
        return false;
    equal(values, than, words, bits);
    return true;
}

bool tc_wide_reach(const int64_t *values, int32_t than, uint32_t words, uint64_t *bits)
{
    if (!IS_HERE())
        return false;
    reach(values, than, words, bits);
    return true;
}
