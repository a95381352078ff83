/* The loops over cells that most rules consist of, by hand for AVX2 and AVX-512.
 *
 * lanes.h has them for any processor, four rows at a time; from vectors of twice that size gcc
 * makes nothing good by itself. With AVX2 a compare of eight rows is one instruction, and another
 * one gathers its answers as a byte: a third of the instructions. With AVX-512 the compare gives
 * that byte itself, cells stay as wide as they are, and a byte of a bitmap says which to leave out:
 * a quarter of the time again. Built where clones are (clones.h). */
#include "exec/wide.h"

#include <string.h>

#include "base/clones.h"

/* What a processor without these instructions is told, whatever it asks. */
static inline bool none_here(const void *asked, ...)
{
    (void)asked;
    return false;
}

#ifdef TC_HAS_CLONES

#include <immintrin.h>

/* --- AVX2 ------------------------------------------------------------------------------------- */

#define VECTORS_32 __attribute__((target("avx2")))

VECTORS_32 static inline __m256i all(int32_t value)
{
    return _mm256_set1_epi32(value);
}

/* Eight cells of word @w, from byte @k on. */
VECTORS_32 static inline __m256i eight_cells(const int32_t *cells, uint32_t w, uint32_t k)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)(cells + 64 * w + 8 * k));
}

/* The first bit of each of eight, for byte @k of a word. */
VECTORS_32 static inline uint64_t first_bits(__m256i eight, uint32_t k)
{
    return (uint64_t)(uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(eight)) << (8 * k);
}

/* All ones in the lanes of the rows whose bits are set in byte @k % 4 of @half. */
VECTORS_32 static inline __m256i spread(__m256i half, uint32_t k)
{
    const __m256i rows = _mm256_setr_epi32(1, 2, 4, 8, 16, 32, 64, 128);
    const __m256i bit = _mm256_slli_epi32(rows, (int)(8 * (k % 4)));
    return _mm256_cmpeq_epi32(_mm256_and_si256(half, bit), bit);
}

/* The same cells; the term's end where they are open. */
VECTORS_32 static inline __m256i eight_closed(const TcWideTerm *term, uint32_t w, uint32_t k)
{
    const __m256i open = spread(all((int32_t)(uint32_t)(term->open[w] >> (k < 4 ? 0 : 32))), k);
    return _mm256_blendv_epi8(eight_cells(term->cells, w, k), all(term->end), open);
}

VECTORS_32 static void share_32(const TcWideTerm *first, const TcWideTerm *last, int32_t constant,
                                uint32_t words, uint64_t *const bits[2])
{
    const __m256i a = all(first->weight), b = all(last->weight), c = all(constant), none = all(0);
    for (uint32_t w = 0; w < words; w++) {
        uint64_t below = 0, zero = 0;
#pragma GCC unroll 8
        for (uint32_t k = 0; k < 8; k++) {
            const __m256i x = eight_closed(first, w, k), y = eight_closed(last, w, k);
            const __m256i sum = _mm256_add_epi32(_mm256_mullo_epi32(x, a),
                                                 _mm256_add_epi32(_mm256_mullo_epi32(y, b), c));
            below |= first_bits(sum, k);
            zero |= first_bits(_mm256_cmpeq_epi32(y, none), k);
        }
        bits[0][w] = ~below;
        bits[1][w] = zero;
    }
}

VECTORS_32 static void sign_32(const int32_t *restrict x, const uint32_t weight[2], uint32_t words,
                               uint64_t *restrict bits)
{
    const __m256i a = all((int32_t)weight[0]), c = all((int32_t)weight[1]);
    for (uint32_t w = 0; w < words; w++) {
        uint64_t below = 0;
#pragma GCC unroll 8
        for (uint32_t k = 0; k < 8; k++) {
            const __m256i product = _mm256_mullo_epi32(eight_cells(x, w, k), a);
            below |= first_bits(_mm256_add_epi32(product, c), k);
        }
        bits[w] = ~below;
    }
}

VECTORS_32 static void equal_32(const int32_t *restrict cells, int32_t than, uint32_t words,
                                uint64_t *restrict bits)
{
    const __m256i wanted = all(than);
    for (uint32_t w = 0; w < words; w++) {
        uint64_t same = 0;
#pragma GCC unroll 8
        for (uint32_t k = 0; k < 8; k++)
            same |= first_bits(_mm256_cmpeq_epi32(eight_cells(cells, w, k), wanted), k);
        bits[w] = same;
    }
}

/* The low halves of eight numbers, in the order 0 1 4 5 2 3 6 7. */
VECTORS_32 static inline __m256i low_halves(const int64_t *numbers)
{
    const __m256 first = _mm256_loadu_ps((const float *)(const void *)numbers);
    const __m256 last = _mm256_loadu_ps((const float *)(const void *)(numbers + 4));
    return _mm256_castps_si256(_mm256_shuffle_ps(first, last, 0x88));
}

/* The rows of a word in their order. */
static inline uint64_t in_order(uint64_t bits)
{
    return (bits & UINT64_C(0xC3C3C3C3C3C3C3C3)) | (bits & UINT64_C(0x0C0C0C0C0C0C0C0C)) << 2 |
           (bits & UINT64_C(0x3030303030303030)) >> 2;
}

VECTORS_32 static void reach_32(const int64_t *restrict numbers, int32_t than, uint32_t words,
                                uint64_t *restrict bits)
{
    const __m256i wanted = all(than);
    for (uint32_t w = 0; w < words; w++) {
        uint64_t below = 0;
#pragma GCC unroll 8
        for (uint32_t k = 0; k < 8; k++) {
            const __m256i number = low_halves(numbers + 64 * w + 8 * k);
            below |= first_bits(_mm256_cmpgt_epi32(wanted, number), k);
        }
        bits[w] = ~in_order(below);
    }
}

/* --- AVX-512: sixteen rows at a time ------------------------------------------------------ */

#define VECTORS_64 __attribute__((target("avx512f,avx512dq,avx512bw")))

VECTORS_64 static inline __m512i sixteen_cells(const int32_t *cells, uint32_t i)
{
    return _mm512_loadu_si512(cells + 16 * i);
}

/* Bits of the rows 16 @i to 16 @i + 15; the same order as of rows: clones are for x86-64 only. */
VECTORS_64 static inline __mmask16 bits_at(const uint64_t *bits, uint32_t i)
{
    __mmask16 sixteen;
    memcpy(&sixteen, (const char *)bits + 2 * i, sizeof sixteen);
    return sixteen;
}
VECTORS_64 static inline void put_bits(uint64_t *bits, uint32_t i, __mmask16 sixteen)
{
    memcpy((char *)bits + 2 * i, &sixteen, sizeof sixteen);
}

VECTORS_64 static inline __m512i sixteen_closed(const TcWideTerm *term, uint32_t i)
{
    return _mm512_mask_blend_epi32(bits_at(term->open, i), sixteen_cells(term->cells, i),
                                   _mm512_set1_epi32(term->end));
}

/* Asks for the cells of 128 rows ahead, wherever they lie: the processor itself does so only within
 * a page of memory, which is a column. A twentieth of judging. */
VECTORS_64 static inline void fetch(const TcWideTerm *term, uint32_t i)
{
    _mm_prefetch((const char *)(term->cells + 16 * i + 128), _MM_HINT_T0);
}

VECTORS_64 static void share_64(const TcWideTerm *first, const TcWideTerm *last, int32_t constant,
                                uint32_t words, uint64_t *const bits[2])
{
    const TcWideTerm one = *first, other = *last; /* their addresses are nobody else's */
    const __m512i a = _mm512_set1_epi32(one.weight), b = _mm512_set1_epi32(other.weight);
    const __m512i least = _mm512_set1_epi32(-constant);
    uint64_t *restrict reaches = bits[0], *restrict zero = bits[1];
    for (uint32_t i = 0; i < 4 * words; i++) {
        fetch(&one, i);
        fetch(&other, i);
        const __m512i x = sixteen_closed(&one, i), y = sixteen_closed(&other, i);
        const __m512i sum = _mm512_add_epi32(_mm512_mullo_epi32(x, a), _mm512_mullo_epi32(y, b));
        put_bits(reaches, i, _mm512_cmpge_epi32_mask(sum, least));
        put_bits(zero, i, _mm512_testn_epi32_mask(y, y));
    }
}

VECTORS_64 static void sign_64(const int32_t *restrict x, const uint32_t weight[2], uint32_t words,
                               uint64_t *restrict bits)
{
    const __m512i a = _mm512_set1_epi32((int32_t)weight[0]);
    const __m512i least = _mm512_set1_epi32(-(int32_t)weight[1]);
    for (uint32_t i = 0; i < 4 * words; i++)
        put_bits(bits, i,
                 _mm512_cmpge_epi32_mask(_mm512_mullo_epi32(sixteen_cells(x, i), a), least));
}

VECTORS_64 static void equal_64(const int32_t *restrict cells, int32_t than, uint32_t words,
                                uint64_t *restrict bits)
{
    const __m512i wanted = _mm512_set1_epi32(than);
    for (uint32_t i = 0; i < 4 * words; i++)
        put_bits(bits, i, _mm512_cmpeq_epi32_mask(sixteen_cells(cells, i), wanted));
}

VECTORS_64 static void reach_64(const int64_t *restrict numbers, int32_t than, uint32_t words,
                                uint64_t *restrict bits)
{
    const __m512i wanted = _mm512_set1_epi64(than);
    uint8_t *bytes = (uint8_t *)bits;
    for (uint32_t i = 0; i < 8 * words; i++)
        bytes[i] = _mm512_cmpge_epi64_mask(_mm512_loadu_si512(numbers + 8 * i), wanted);
}

VECTORS_64 static void bytes_64(const uint64_t *const digit[], uint32_t n, uint8_t turn,
                                uint32_t words, uint8_t *restrict bytes)
{
    for (uint32_t w = 0; w < words; w++) {
        __m512i rows = _mm512_setzero_si512();
        for (uint32_t k = 0; k < n; k++)
            rows = _mm512_mask_add_epi8(rows, digit[k][w], rows, _mm512_set1_epi8((char)(1U << k)));
        rows = _mm512_xor_si512(rows, _mm512_set1_epi8((char)turn));
        _mm512_storeu_si512(bytes + 64 * w, rows);
    }
}

enum { AT_ONCE = 4 };

VECTORS_64 static void sum_64(const TcWideAdd *adds, uint32_t n, uint8_t turn, uint32_t words,
                              uint8_t *restrict bytes)
{
    for (uint32_t w = 0; w < words; w += AT_ONCE) {
        __m512i rows[AT_ONCE];
        for (uint32_t k = 0; k < AT_ONCE; k++)
            rows[k] = _mm512_setzero_si512();
        for (uint32_t i = 0; i < n; i++) {
            const uint64_t *a = adds[i].either[0] + w, *b = adds[i].either[1] + w;
            const __m512i weight = _mm512_set1_epi8((char)adds[i].weight);
#pragma GCC unroll 4
            for (uint32_t k = 0; k < AT_ONCE; k++)
                rows[k] = _mm512_mask_add_epi8(rows[k], a[k] | b[k], rows[k], weight);
        }
        for (uint32_t k = 0; k < AT_ONCE; k++)
            _mm512_storeu_si512(bytes + 64 * (w + k),
                                _mm512_xor_si512(rows[k], _mm512_set1_epi8((char)turn)));
    }
}

static uint32_t most_bytes = 64;

static bool has_64(void)
{
    return most_bytes >= 64 && __builtin_cpu_supports("avx512f") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
}

static bool has_32(void)
{
    return most_bytes >= 32 && __builtin_cpu_supports("avx2");
}

#define CALL(name, ...)                                                                            \
    if (has_64())                                                                                  \
        name##_64(__VA_ARGS__);                                                                    \
    else if (has_32())                                                                             \
        name##_32(__VA_ARGS__);                                                                    \
    else                                                                                           \
        return false;                                                                              \
    return true

#else

static uint32_t most_bytes;
#define CALL(name, ...) return none_here(__VA_ARGS__)

#endif

bool tc_wide_limit(uint32_t bytes)
{
    most_bytes = bytes;
#ifdef TC_HAS_CLONES
    return bytes >= 64 ? has_64() : has_32();
#else
    return false;
#endif
}

bool tc_wide_share(const TcWideTerm term[2], int32_t constant, uint32_t words,
                   uint64_t *const bits[2])
{
    CALL(share, &term[0], &term[1], constant, words, bits);
}

bool tc_wide_sign(const int32_t *x, const uint32_t weight[2], uint32_t words, uint64_t *bits)
{
    CALL(sign, x, weight, words, bits);
}

bool tc_wide_equal(const int32_t *cells, int32_t than, uint32_t words, uint64_t *bits)
{
    CALL(equal, cells, than, words, bits);
}

bool tc_wide_reach(const int64_t *numbers, int32_t than, uint32_t words, uint64_t *bits)
{
    CALL(reach, numbers, than, words, bits);
}

bool tc_wide_bytes(const uint64_t *const digit[], uint32_t n, uint8_t turn, uint32_t words,
                   uint8_t *bytes)
{
#ifdef TC_HAS_CLONES
    if (has_64()) {
        bytes_64(digit, n, turn, words, bytes);
        return true;
    }
#endif
    return none_here(digit, n, turn, words, bytes);
}

bool tc_wide_sums(void)
{
#ifdef TC_HAS_CLONES
    return has_64();
#else
    return false;
#endif
}

bool tc_wide_sum(const TcWideAdd *adds, uint32_t n, uint8_t turn, uint32_t words, uint8_t *bytes)
{
#ifdef TC_HAS_CLONES
    if (tc_wide_sums()) {
        sum_64(adds, n, turn, words, bytes);
        return true;
    }
#endif
    return none_here(adds, n, turn, words, bytes);
}
