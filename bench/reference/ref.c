/* Reference: the job of spec.md written by hand in C.
 *   ref stream  IN OUT        parse, evaluate and write row by row (what a user runs)
 *   ref phases  IN OUT        the same in three passes, CPU time of each on stderr
 *   ref columns IN PASSES     evaluate only, columns of COLT in memory, ns per commune on stderr
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <stdint.h>
#include <time.h>
#include <fcntl.h>
#include <unistd.h>
#include <sys/stat.h>

#ifndef COLT
#define COLT int64_t
#endif
enum {
    NCOL = 0
#define R(i, g, w, m, t)    +2
#define B(i, g, w, m)       +1
#define C(i, g, w, m, k)    +1
#define A(i, g, w, m, t)    +3
#define O(i, g, w, m, t, k) +3
#include "../rules/ref_rules.inc"
#undef R
#undef B
#undef C
#undef A
#undef O
};
#define MISSING INT64_MIN
typedef struct {
    int64_t v[NCOL];
} row;
typedef struct {
    uint8_t g[4], total, band, verdict;
} result;
static const char *BAND[] = {"Yếu", "Trung bình", "Khá", "Tốt"};
static const char *VERDICT[] = {"không đạt", "chưa rõ", "đạt"};

/* 0 fail, 1 unknown, 2 pass: Kleene AND is min, OR is max */
static inline int ratio(int64_t t, int64_t m, int64_t permille)
{
    if (t == MISSING || m == MISSING || m == 0)
        return 1;
    return t * 1000 >= permille * m ? 2 : 0;
}
static inline int yes(int64_t v)
{
    return v == MISSING ? 1 : v ? 2 : 0;
}
static inline int atleast(int64_t v, int64_t k)
{
    return v == MISSING ? 1 : v >= k ? 2 : 0;
}
static inline int min(int a, int b)
{
    return a < b ? a : b;
}
static inline int max(int a, int b)
{
    return a > b ? a : b;
}

static inline void evaluate(const row *in, result *out)
{
    const int64_t *v = in->v;
    int pass[5] = {0}, fail = 0, must = 2, s;
#define TALLY(g, w, m)                                                                             \
    pass[g] += s == 2 ? w : 0;                                                                     \
    fail += s == 0 ? w : 0;                                                                        \
    if (m)                                                                                         \
        must = min(must, s);
#define R(i, g, w, m, t)                                                                           \
    s = ratio(v[0], v[1], t);                                                                      \
    v += 2;                                                                                        \
    TALLY(g, w, m)
#define B(i, g, w, m)                                                                              \
    s = yes(v[0]);                                                                                 \
    v += 1;                                                                                        \
    TALLY(g, w, m)
#define C(i, g, w, m, k)                                                                           \
    s = atleast(v[0], k);                                                                          \
    v += 1;                                                                                        \
    TALLY(g, w, m)
#define A(i, g, w, m, t)                                                                           \
    s = min(ratio(v[0], v[1], t), yes(v[2]));                                                      \
    v += 3;                                                                                        \
    TALLY(g, w, m)
#define O(i, g, w, m, t, k)                                                                        \
    s = max(ratio(v[0], v[1], t), atleast(v[2], k));                                               \
    v += 3;                                                                                        \
    TALLY(g, w, m)
#include "../rules/ref_rules.inc"
#undef R
#undef B
#undef C
#undef A
#undef O
    int total = pass[1] + pass[2] + pass[3] + pass[4], best = 100 - fail;
    for (int g = 0; g < 4; g++)
        out->g[g] = (uint8_t)pass[g + 1];
    out->total = (uint8_t)total;
    out->band = (uint8_t)((total >= 50) + (total >= 70) + (total >= 85));
    out->verdict = must == 0 || best < 70 ? 0 : must == 2 && total >= 70 ? 2 : 1;
}

static const char *field_end(const char *p) /* text field, perhaps quoted */
{
    if (*p == '"') {
        p++;
        while (*p != '"')
            p++;
        return p + 1;
    }
    while (*p != ',')
        p++;
    return p;
}
/* one line; returns the start of the next */
static const char *parse(const char *p, row *r, const char **id, int *idlen)
{
    *id = p;
    p = field_end(p);
    *idlen = (int)(p - *id);
    p++;
    p = field_end(p) + 1;
    p = field_end(p);
    for (int c = 0; c < NCOL; c++) {
        p++;
        if (*p == ',' || *p == '\n') {
            r->v[c] = MISSING;
            continue;
        }
        if (*p == 'c') {
            r->v[c] = 1;
            p += 3;
            continue;
        } /* có: c + 2 bytes */
        if (*p == 'k') {
            r->v[c] = 0;
            p += 6;
            continue;
        } /* không: 6 bytes  */
        int64_t x = 0;
        while (*p >= '0')
            x = x * 10 + (*p++ - '0');
        r->v[c] = x;
    }
    return p + 1;
}
static char *number(char *o, int x)
{
    if (x >= 100) {
        *o++ = (char)('0' + x / 100);
        x %= 100;
        *o++ = (char)('0' + x / 10);
    } else if (x >= 10)
        *o++ = (char)('0' + x / 10);
    *o++ = (char)('0' + x % 10);
    return o;
}
static char *format(char *o, const char *id, int idlen, const result *r)
{
    memcpy(o, id, (size_t)idlen);
    o += idlen;
    *o++ = ',';
    for (int g = 0; g < 4; g++) {
        o = number(o, r->g[g]);
        *o++ = ',';
    }
    o = number(o, r->total);
    *o++ = ',';
    o = stpcpy(o, BAND[r->band]);
    *o++ = ',';
    o = stpcpy(o, VERDICT[r->verdict]);
    *o++ = '\n';
    return o;
}
static const char HEADER[] = "id,g1,g2,g3,g4,total,band,verdict\n";
static void put(int fd, const char *p, size_t n)
{
    while (n) {
        ssize_t k = write(fd, p, n);
        if (k <= 0)
            exit(1);
        p += k;
        n -= (size_t)k;
    }
}
static int out_open(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (fd < 0)
        exit(1);
    return fd;
}
static double cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int stream(const char *in, const char *out)
{
    enum { IN = 1 << 18, OUT = 1 << 16, LINE = 4096 };
    static char buf[IN + LINE], obuf[OUT + 512];
    int fd = open(in, O_RDONLY), ofd = out_open(out), head = 1;
    if (fd < 0)
        return 1;
    char *o = stpcpy(obuf, HEADER);
    size_t have = 0;
    for (;;) {
        ssize_t k = read(fd, buf + have, IN);
        if (k <= 0)
            break;
        have += (size_t)k;
        const char *p = buf, *last = memrchr(buf, '\n', have);
        if (!last)
            return 1;
        if (head) {
            p = (const char *)memchr(buf, '\n', have) + 1;
            head = 0;
        }
        while (p <= last) {
            row r;
            result res;
            const char *id;
            int idlen;
            p = parse(p, &r, &id, &idlen);
            evaluate(&r, &res);
            o = format(o, id, idlen, &res);
            if (o - obuf > OUT) {
                put(ofd, obuf, (size_t)(o - obuf));
                o = obuf;
            }
        }
        have = (size_t)(buf + have - p);
        memmove(buf, p, have);
    }
    put(ofd, obuf, (size_t)(o - obuf));
    return 0;
}

typedef struct {
    size_t n;
    row *rows;
    const char **id;
    int *idlen;
    char *text;
} table;
static table load(const char *in)
{
    table t = {0};
    int fd = open(in, O_RDONLY);
    struct stat st;
    fstat(fd, &st);
    t.text = malloc((size_t)st.st_size + 1);
    size_t have = 0;
    ssize_t k;
    while ((k = read(fd, t.text + have, 1 << 20)) > 0)
        have += (size_t)k;
    t.text[have] = 0;
    size_t lines = 0;
    for (char *p = t.text; (p = memchr(p, '\n', (size_t)(t.text + have - p))); p++)
        lines++;
    t.rows = malloc(lines * sizeof *t.rows);
    t.id = malloc(lines * sizeof *t.id);
    t.idlen = malloc(lines * sizeof *t.idlen);
    const char *p = strchr(t.text, '\n') + 1;
    while (*p) {
        p = parse(p, &t.rows[t.n], &t.id[t.n], &t.idlen[t.n]);
        t.n++;
    }
    return t;
}
static int phases(const char *in, const char *out)
{
    double t0 = cpu();
    table t = load(in);
    double t1 = cpu();
    result *res = malloc((t.n + 1) * sizeof *res);
    for (size_t i = 0; i < t.n; i++)
        evaluate(&t.rows[i], &res[i]);
    double t2 = cpu();
    for (size_t i = 0; i < t.n; i++)
        evaluate(&t.rows[i], &res[i]);
    double t3 = cpu();
    int ofd = out_open(out);
    char *obuf = malloc(t.n * 96 + sizeof HEADER), *o = stpcpy(obuf, HEADER);
    for (size_t i = 0; i < t.n; i++)
        o = format(o, t.id[i], t.idlen[i], &res[i]);
    put(ofd, obuf, (size_t)(o - obuf));
    double t4 = cpu(), n = (double)(t.n ? t.n : 1);
    fprintf(stderr,
            "n %zu parse %.3f eval_cold %.4f eval_warm %.4f write %.3f us per commune; file "
            "read+parse %.4f s\n",
            t.n, (t1 - t0) / n * 1e6, (t2 - t1) / n * 1e6, (t3 - t2) / n * 1e6, (t4 - t3) / n * 1e6,
            t1 - t0);
    return 0;
}

/* columns: MISSING becomes the type's minimum; blocks keep the tallies in L1 */
#define CMISS ((COLT)((COLT)1 << (sizeof(COLT) * 8 - 1)))
enum { BLOCK = 1024 };
static void evaluate_columns(COLT *const *col, size_t n, result *out)
{
    for (size_t base = 0; base < n; base += BLOCK) {
        size_t k = n - base < BLOCK ? n - base : BLOCK;
        uint8_t pass[5][BLOCK], fail[BLOCK], must[BLOCK];
        memset(pass, 0, sizeof pass);
        memset(fail, 0, sizeof fail);
        memset(must, 2, sizeof must);
        int c = 0;
#define RATIO(t, m, th)                                                                            \
    ({                                                                                             \
        COLT t_ = (t), m_ = (m);                                                                   \
        uint8_t u_ = (uint8_t)((t_ == CMISS) | (m_ == CMISS) | (m_ == 0));                         \
        uint8_t p_ = (uint8_t)(t_ * 1000 >= (COLT)(th)*m_);                                        \
        (uint8_t)(u_ ? 1 : p_ ? 2 : 0);                                                            \
    })
#define YES(v)                                                                                     \
    ({                                                                                             \
        COLT v_ = (v);                                                                             \
        (uint8_t)(v_ == CMISS ? 1 : v_ ? 2 : 0);                                                   \
    })
#define ATLEAST(v, kk)                                                                             \
    ({                                                                                             \
        COLT v_ = (v);                                                                             \
        (uint8_t)(v_ == CMISS ? 1 : v_ >= (kk) ? 2 : 0);                                           \
    })
#define LOOP(expr, g, w, m)                                                                        \
    {                                                                                              \
        uint8_t *restrict ps = pass[g];                                                            \
        for (size_t i = 0; i < k; i++) {                                                           \
            uint8_t s = (expr);                                                                    \
            ps[i] = (uint8_t)(ps[i] + (s == 2 ? w : 0));                                           \
            fail[i] = (uint8_t)(fail[i] + (s == 0 ? w : 0));                                       \
            if (m)                                                                                 \
                must[i] = must[i] < s ? must[i] : s;                                               \
        }                                                                                          \
    }
#define COL(d) const COLT *restrict c##d = col[c + d] + base;
#define R(i_, g, w, m, t)                                                                          \
    {                                                                                              \
        COL(0) COL(1) LOOP(RATIO(c0[i], c1[i], t), g, w, m) c += 2;                                \
    }
#define B(i_, g, w, m)                                                                             \
    {                                                                                              \
        COL(0) LOOP(YES(c0[i]), g, w, m) c += 1;                                                   \
    }
#define C(i_, g, w, m, kk)                                                                         \
    {                                                                                              \
        COL(0) LOOP(ATLEAST(c0[i], kk), g, w, m) c += 1;                                           \
    }
#define A(i_, g, w, m, t)                                                                          \
    {                                                                                              \
        COL(0)                                                                                     \
        COL(1)                                                                                     \
        COL(2)                                                                                     \
        LOOP(({                                                                                    \
                 uint8_t x = RATIO(c0[i], c1[i], t), y = YES(c2[i]);                               \
                 x < y ? x : y;                                                                    \
             }),                                                                                   \
             g, w, m)                                                                              \
        c += 3;                                                                                    \
    }
#define O(i_, g, w, m, t, kk)                                                                      \
    {                                                                                              \
        COL(0)                                                                                     \
        COL(1)                                                                                     \
        COL(2)                                                                                     \
        LOOP(({                                                                                    \
                 uint8_t x = RATIO(c0[i], c1[i], t), y = ATLEAST(c2[i], kk);                       \
                 x > y ? x : y;                                                                    \
             }),                                                                                   \
             g, w, m)                                                                              \
        c += 3;                                                                                    \
    }
#include "../rules/ref_rules.inc"
        for (size_t i = 0; i < k; i++) {
            uint8_t total = (uint8_t)(pass[1][i] + pass[2][i] + pass[3][i] + pass[4][i]),
                    best = (uint8_t)(100 - fail[i]);
            result *r = &out[base + i];
            r->g[0] = pass[1][i];
            r->g[1] = pass[2][i];
            r->g[2] = pass[3][i];
            r->g[3] = pass[4][i];
            r->total = total;
            r->band = (uint8_t)((total >= 50) + (total >= 70) + (total >= 85));
            r->verdict = must[i] == 0 || best < 70 ? 0 : must[i] == 2 && total >= 70 ? 2 : 1;
        }
    }
}
static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}
static int columns(const char *in, int passes)
{
    table t = load(in);
    COLT *col[NCOL];
    for (int c = 0; c < NCOL; c++) {
        if (posix_memalign((void **)&col[c], 64, (t.n + 64) * sizeof(COLT)))
            return 1;
        for (size_t i = 0; i < t.n; i++)
            col[c][i] = t.rows[i].v[c] == MISSING ? CMISS : (COLT)t.rows[i].v[c];
    }
    result *want = malloc((t.n + 1) * sizeof *want), *got = malloc((t.n + 1) * sizeof *got);
    for (size_t i = 0; i < t.n; i++)
        evaluate(&t.rows[i], &want[i]);
    evaluate_columns(col, t.n, got);
    if (memcmp(want, got, t.n * sizeof *got)) {
        fputs("columns and rows differ\n", stderr);
        return 1;
    }
    double *ns = malloc((size_t)passes * sizeof *ns);
    int inner = t.n < 2000 ? 200 : t.n < 50000 ? 20 : 1;
    for (int p = 0; p < passes; p++) {
        double t0 = cpu();
        for (int j = 0; j < inner; j++)
            evaluate_columns(col, t.n, got);
        ns[p] = (cpu() - t0) / inner / (double)t.n * 1e9;
    }
    qsort(ns, (size_t)passes, sizeof *ns, by_value);
    fprintf(stderr,
            "n %zu columns of %zu bytes: min %.2f median %.2f max %.2f ns per commune, %.2f GB/s\n",
            t.n, sizeof(COLT), ns[0], ns[passes / 2], ns[passes - 1],
            (double)(NCOL * sizeof(COLT)) / ns[passes / 2]);
    return 0;
}
int main(int argc, char **argv)
{
    if (argc == 4 && !strcmp(argv[1], "stream"))
        return stream(argv[2], argv[3]);
    if (argc == 4 && !strcmp(argv[1], "phases"))
        return phases(argv[2], argv[3]);
    if (argc == 4 && !strcmp(argv[1], "columns"))
        return columns(argv[2], atoi(argv[3]));
    fputs("ref stream|phases IN OUT, ref columns IN PASSES\n", stderr);
    return 2;
}
