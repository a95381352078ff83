/* gen N [SEED] > out.csv : seeded, deterministic commune data (spec.md, section 2). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <stdint.h>

struct ind {
    const char *code;
    int group;
    char kind;
    int weight, mandatory, permille, count;
};
static const struct ind IND[] = {
#define ROW(code, group, kind, weight, mandatory, permille, count)                                 \
    {#code, group, kind, weight, mandatory, permille, count},
#include "../rules/indicators.inc"
#undef ROW
};
enum { NIND = sizeof IND / sizeof *IND };

static uint64_t state;
static uint64_t next(void) /* splitmix64 */
{
    uint64_t z = (state += 0x9E3779B97F4A7C15ull);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}
static int64_t below(int64_t n)
{
    return (int64_t)(((__uint128_t)next() * (uint64_t)n) >> 64);
}
static int64_t range(int64_t lo, int64_t hi)
{
    return lo + below(hi - lo + 1);
}
static int missing(void)
{
    return below(1000) < 20;
}

static const char *FIRST[] = {"An",  "Bình",  "Cẩm", "Đại", "Đông",  "Gia",   "Hải",
                              "Hoà", "Hương", "Kim", "Lộc", "Mỹ",    "Nghĩa", "Ngọc",
                              "Phú", "Quảng", "Sơn", "Tân", "Thạch", "Vĩnh"};
static const char *LAST[] = {"Châu",  "Điền",  "Giang", "Hưng", "Khánh", "Long",  "Mỹ",
                             "Ninh",  "Phong", "Phước", "Sơn",  "Thành", "Thịnh", "Thuỷ",
                             "Trạch", "Trung", "Vượng", "Xuân", "Yên",   "Ước"};
static const char *DISTRICT[] = {"Huyện Hương Sơn", "Huyện Đức Thọ",     "Thị xã Hồng Lĩnh",
                                 "Huyện Nghi Xuân", "Huyện Can Lộc",     "Huyện Thạch Hà",
                                 "Huyện Cẩm Xuyên", "Thành phố Hà Tĩnh", "Huyện Kỳ Anh",
                                 "Huyện Vũ Quang",  "Huyện Lộc Hà",      "Huyện Hương Khê"};
#define LEN(a) ((int64_t)(sizeof(a) / sizeof *(a)))

static void ratio(const struct ind *d, int64_t quality)
{
    int64_t den, num;
    if (below(1000) < 5) {
        den = 0;
        num = 0;
    } else if (below(100) < 3) {
        den = 1000 * range(1, 4);
        num = den * d->permille / 1000;
    } else {
        int64_t p = d->permille + quality + range(-200, 200);
        if (p < 0)
            p = 0;
        if (p > 1000)
            p = 1000;
        den = range(20, 5000);
        num = den * p / 1000;
    }
    putchar(',');
    if (!missing())
        printf("%lld", (long long)num);
    putchar(',');
    if (!missing())
        printf("%lld", (long long)den);
}
static void yesno(int64_t quality)
{
    int yes = below(1000) < 720 + quality;
    putchar(',');
    if (!missing())
        fputs(yes ? "có" : "không", stdout);
}
static void count(const struct ind *d, int64_t quality)
{
    int64_t v = below(1000) < 700 + quality ? d->count + below(8) : below(d->count ? d->count : 1);
    putchar(',');
    if (!missing())
        printf("%lld", (long long)v);
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fputs("gen N [SEED]\n", stderr);
        return 2;
    }
    int64_t n = strtoll(argv[1], 0, 10);
    state = argc > 2 ? strtoull(argv[2], 0, 10) : 20260131;
    static char buf[1 << 20];
    setvbuf(stdout, buf, _IOFBF, sizeof buf);
    fputs("id,ten,huyen", stdout);
    for (int i = 0; i < NIND; i++) {
        char k = IND[i].kind;
        const char *c = IND[i].code;
        if (k == 'R' || k == 'A' || k == 'O')
            printf(",ct%s_tu,ct%s_mau", c, c);
        if (k == 'B' || k == 'A')
            printf(",ct%s_co", c);
        if (k == 'C' || k == 'O')
            printf(",ct%s_dem", c);
    }
    putchar('\n');
    for (int64_t r = 1; r <= n; r++) {
        int64_t quality = range(-120, 300);
        const char *a = FIRST[below(LEN(FIRST))], *b = LAST[below(LEN(LAST))];
        printf("%07lld,", (long long)r);
        if (below(100) == 0)
            printf("\"Xã %s %s, khu %lld\"", a, b, (long long)range(1, 9));
        else
            printf("Xã %s %s", a, b);
        printf(",%s", DISTRICT[below(LEN(DISTRICT))]);
        for (int i = 0; i < NIND; i++) {
            const struct ind *d = &IND[i];
            if (d->kind == 'R' || d->kind == 'A' || d->kind == 'O')
                ratio(d, quality);
            if (d->kind == 'B' || d->kind == 'A')
                yesno(quality);
            if (d->kind == 'C' || d->kind == 'O')
                count(d, quality);
        }
        putchar('\n');
    }
    return fflush(stdout) || ferror(stdout);
}
