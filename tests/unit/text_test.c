/* Vietnamese text: one spelling for comparison, likeness, order, width, and the signs of bad text.
 */
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define GRAVE      "\xCC\x80"
#define ACUTE      "\xCC\x81"
#define CIRCUMFLEX "\xCC\x82"
#define TILDE      "\xCC\x83"
#define BREVE      "\xCC\x86"
#define HOOK       "\xCC\x89"
#define HORN       "\xCC\x9B"
#define DOT        "\xCC\xA3"
#define NBSP       "\xC2\xA0"

static void test_invalid(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t length, want;
    } cases[] = {
        {"", 0, 0},
        {"Tỷ lệ", 9, 9},
        {"T\xFB l\xD6", 5, 1}, /* TCVN3 */
        {"l\xEA\xF2", 3, 1},   /* Windows-1258 */
        {"a\0b", 3, 1},
        {"ab\xE1\xBB", 4, 2},        /* cut letter */
        {"\xC0\xAF", 2, 0},          /* overlong */
        {"x\xED\xA0\x80", 4, 1},     /* surrogate */
        {"x\xF4\x90\x80\x80", 5, 1}, /* above U+10FFFF */
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        size_t got = tc_text_invalid(cases[i].text, cases[i].length);
        if (got != cases[i].want) {
            fail_msg("case %zu: %zu", i, got);
        }
    }
}

static void test_nfc(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"", ""},
        {"abc", "abc"},
        {"Tỷ lệ", "Tỷ lệ"},
        {"Ty" HOOK " le" CIRCUMFLEX DOT, "Tỷ lệ"},
        {"le" DOT CIRCUMFLEX, "lệ"},
        {"lê" DOT " lẹ" CIRCUMFLEX, "lệ lệ"},
        {"o" HORN DOT "u" HORN ACUTE, "ợứ"},
        {ACUTE "a", ACUTE "a"},
        {"x\xFF"
         "a" ACUTE,
         "x\xEF\xBF\xBDá"}, /* a bad byte becomes U+FFFD */
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = tc_text_nfc(cases[i].text, strlen(cases[i].text));
        if (strcmp(got, cases[i].want) != 0) {
            fail_msg("\"%s\": \"%s\"", cases[i].text, got);
        }
    }
}

/* Megabytes of marks and letters: linear, or this test does not come to its end. */
static void test_long_texts(void **state)
{
    (void)state;
    static const char *const units[] = {"e" CIRCUMFLEX DOT, "ệ", ACUTE, "a", "đ ", "9", "\xFF"};
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        GString *text = g_string_new(NULL);
        while (text->len < 1000000) {
            g_string_append(text, units[i]);
        }
        g_autofree char *nfc = tc_text_nfc(text->str, text->len);
        g_autofree char *key = tc_text_key(text->str, text->len);
        g_autofree char *bare = tc_text_bare_key(text->str, text->len);
        assert_true(strlen(nfc) > 0 && strlen(key) > 0);
        assert_true(strcmp(units[i], ACUTE) == 0 || strlen(bare) > 0);
        const char *candidates[] = {text->str};
        const char *meant = NULL;
        assert_int_equal(tc_text_collate(text->str, text->str), 0);
        assert_ptr_equal(tc_text_suggest(text->str, candidates, 1), text->str);
        assert_int_equal(tc_text_lookalike(text->str, text->len, &meant), text->len);
        assert_false(tc_text_is_mojibake(text->str, text->len));
        g_string_free(text, TRUE);
    }
}

/* Texts of plain letters take a short way to their key, decomposed ones the long way. */
static void test_key_ways(void **state)
{
    (void)state;
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    for (unsigned round = 0; round < 20000; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (int n = g_rand_int_range(rand, 1, 12); n > 0; n--) {
            gunichar c = g_rand_boolean(rand) ? (gunichar)g_rand_int_range(rand, 0x20, 0x1B0)
                                              : (gunichar)g_rand_int_range(rand, 0x1EA0, 0x1EFA);
            g_string_append_unichar(text, c);
        }
        g_string_append(text, "ế"); /* its marks make the other form go the long way */
        g_autofree char *parted = g_utf8_normalize(text->str, -1, G_NORMALIZE_NFD);
        g_autofree char *key = tc_text_key(text->str, text->len);
        g_autofree char *other = tc_text_key(parted, strlen(parted));
        assert_string_equal(key, other);
    }
}

static void test_key(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool same;
    } cases[] = {
        {"Tổng số hộ", "tổng  số_hộ", true},
        {"Tổng số hộ", " \tTỔNG" NBSP "SỐ\r\nHỘ_", true},
        {"hoá", "hóa", true},
        {"Thanh Hoá", "thanh hóa", true},
        {"thuỷ", "thủy", true},
        {"khoẻ mạnh", "khỏe mạnh", true},
        {"huỷ", "hủy", true},
        {"uỷ ban", "ủy ban", true},
        {"lệ", "le" CIRCUMFLEX DOT, true},
        {"lệ", "lê" DOT, true},
        {"toán", "toan" ACUTE, true},
        {"ĐƯỜNG", "đường", true},
        {"a - b", "a-b", false},
        {"tỷ", "tỉ", false},
        {"hóa", "hòa", false},
        {"hoá", "hoa", false},
        {"ma má", "má ma", false},
        {"băng", "bảng", false},
        {"đa", "da", false},
        {"Ða", "Đa", false},   /* U+00D0 */
        {"a1á", "á1a", false}, /* a digit ends a syllable */
        {"1.10", "1.1", false},
        {"", "_ ", true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *a = tc_text_key(cases[i].a, strlen(cases[i].a));
        g_autofree char *b = tc_text_key(cases[i].b, strlen(cases[i].b));
        g_autofree char *again = tc_text_key(a, strlen(a));
        if ((strcmp(a, b) == 0) != cases[i].same || strcmp(a, again) != 0) {
            fail_msg("\"%s\" \"%s\": \"%s\" \"%s\"", cases[i].a, cases[i].b, a, b);
        }
    }
    g_autofree char *key = tc_text_key("Tỷ_lệ  HOÀ", strlen("Tỷ_lệ  HOÀ"));
    assert_string_equal(key, "ty" HOOK " lê" DOT " hoa" GRAVE);
}

static void test_bare_key(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"Chỉ tiêu", "chi tieu"}, {"ĐƯỜNG_Ô TÔ", "duong o to"}, {"Ðường", "duong"},
        {"o" HORN DOT, "o"},      {"3.12đ", "3.12d"},           {"≥ 60%", "≥ 60%"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = tc_text_bare_key(cases[i].text, strlen(cases[i].text));
        if (strcmp(got, cases[i].want) != 0) {
            fail_msg("\"%s\": \"%s\"", cases[i].text, got);
        }
    }
}

static void test_distance(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        unsigned limit, want;
    } cases[] = {
        {"", "", 0, 0},
        {"", "abc", 3, 3},
        {"abc", "", 2, 3},
        {"abc", "abc", 0, 0},
        {"abc", "abd", 0, 1},
        {"kitten", "sitting", 9, 3},
        {"kitten", "sitting", 3, 3},
        {"kitten", "sitting", 2, 3},
        {"kitten", "sitting", 1, 2},
        {"đạt kh", "đạt khi", 2, 1},
        {"ệ", "e", 1, 1},
        {"abcdef", "fedcba", 100, 6},
        {"abcdef", "bcdefa", 4, 2},
        {"a", "b", 4294967295u, 1},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        unsigned there = tc_text_distance(cases[i].a, cases[i].b, cases[i].limit);
        unsigned back = tc_text_distance(cases[i].b, cases[i].a, cases[i].limit);
        if (there != cases[i].want || back != cases[i].want) {
            fail_msg("%s %s: %u %u", cases[i].a, cases[i].b, there, back);
        }
    }
}

static void test_suggest(void **state)
{
    (void)state;
    static const char *const names[] = {"chỉ tiêu", "tiêu chí",  "đạt khi",  "tỷ lệ",
                                        "bằng",     "bảng",      "Số người", "số hộ nghèo",
                                        "hộ",       "Tổng số hộ"};
    static const struct {
        const char *wanted, *want;
    } cases[] = {
        {"chi tieu", "chỉ tiêu"},
        {"CHI TIEU", "chỉ tiêu"},
        {"chỉ tiêuu", "chỉ tiêu"},
        {"đạt kh", "đạt khi"},
        {"tỉ lệ", "tỷ lệ"},
        {"bang", "bảng"},
        {"bâng", "bằng"},
        {"bảngg", "bảng"},
        {"so nguoi", "Số người"},
        {"tổng_số_hộ", "Tổng số hộ"},
        {"ho", "hộ"},
        {"xa", NULL},
        {"doanh nghiệp", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *got = tc_text_suggest(cases[i].wanted, names, G_N_ELEMENTS(names));
        if (g_strcmp0(got, cases[i].want) != 0) {
            fail_msg("%s: %s", cases[i].wanted, got ? got : "none");
        }
    }
}

static void test_suggest_words(void **state)
{
    (void)state;
    static const char *const names[] = {"Tổng số hộ", "Số hộ nghèo", "Số người", "Tổng số xã",
                                        "Tỷ lệ hộ nghèo đa chiều"};
    static const struct {
        const char *wanted, *want;
    } cases[] = {
        {"Số hộ", "Tổng số hộ"},
        {"so ho", "Tổng số hộ"},
        {"Hộ nghèo", "Số hộ nghèo"},
        {"Tổng số hộ của xã", "Tổng số hộ"},
        {"Tổng số", NULL},
        {"người", NULL},
        {"hộ nghèo đa chiều", "Tỷ lệ hộ nghèo đa chiều"},
        {"Tổng hộ", "Tổng số hộ"},
        {"Tỷ lệ nghèo đa chiều", "Tỷ lệ hộ nghèo đa chiều"},
        {"Tổng thôn", NULL},
        {"", NULL},
        {"Số người trên 15 tuổi", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *got = tc_text_suggest_words(cases[i].wanted, names, G_N_ELEMENTS(names));
        if (g_strcmp0(got, cases[i].want) != 0) {
            fail_msg("%s: %s", cases[i].wanted, got ? got : "none");
        }
    }
}

/* Each list stands in its order; every pair of it is compared both ways. */
static void check_order(const char *const *texts, size_t n,
                        int (*compare)(const char *, const char *))
{
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            int order = compare(texts[i], texts[j]);
            if ((order > 0) - (order < 0) != (i > j) - (i < j)) {
                fail_msg("\"%s\" \"%s\": %d", texts[i], texts[j], order);
            }
        }
    }
}

static void test_collate(void **state)
{
    (void)state;
    static const char *const names[] = {
        "",       " a",       "(a)",      "9",     "10",     "a",     "A",   "à",   "ả",
        "ã",      "á",        "ạ",        "An",    "ă",      "ằ",     "Ăn",  "â",   "Ân",
        "b",      "Bình",     "Bỉnh",     "Bĩnh",  "Bính",   "Bịnh",  "c",   "d",   "Dân Lực",
        "đ",      "Định Hải", "Đông Sơn", "e",     "ê",      "Hoa",   "hòa", "Hoà", "hoá",
        "Hoa Lư", "hoàn",     "o",        "On",    "ô",      "Ô Môn", "ơ",   "t",   "u",
        "ư",      "v",        "Xã 9",     "Xã 10", "Xã 10a", "y",     "z",
    };
    check_order(names, G_N_ELEMENTS(names), tc_text_collate);
}

static void test_code_compare(void **state)
{
    (void)state;
    static const char *const codes[] = {
        "1",
        "1.1",
        "1.2",
        "1.2.1",
        "1.2.10",
        "1.2a",
        "1.10",
        "2",
        "3.12",
        "3.12a",
        "3.12b",
        "3.12d",
        "3.12đ",
        "3.12e",
        "3.99999999999999999998",
        "3.99999999999999999999",
        "3.100000000000000000000",
        "10",
        "I.1",
        "I.2",
        "II.1",
    };
    check_order(codes, G_N_ELEMENTS(codes), tc_code_compare);
}

static void test_width(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t want;
    } cases[] = {
        {"", 0},
        {"Tỷ lệ", 5},
        {"le" CIRCUMFLEX DOT, 2},
        {"中文", 4},
        {"\xEF\xBB\xBF"
         "a",
         1},
        {"a\xFF\xE1\xBB", 4},
        {"\xF0\x9F\x98\x80", 2},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        size_t got = tc_text_width(cases[i].text, strlen(cases[i].text));
        if (got != cases[i].want) {
            fail_msg("\"%s\": %zu", cases[i].text, got);
        }
    }
}

static void test_lookalike(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t at; /* SIZE_MAX: none */
        const char *meant;
    } cases[] = {
        {"", SIZE_MAX, NULL},
        {"Đường Đồng", SIZE_MAX, NULL},
        {"xã Ðông", 4, "Đ"},
        {"ðông", 0, "đ"},
        {"b\xD0\xB0ng", 1, "a"},      /* Cyrillic а beside Latin letters */
        {"\xD0\xB0ng", 0, "a"},       /* and in front of them */
        {"\xD0\xA1\xD0\x9E", 0, "C"}, /* СО: nothing but look-alikes */
        {"1\xD0\x90", 1, "A"},
        {"\xD0\x96\xD0\x90 \xCE\xB1", SIZE_MAX, NULL}, /* words of another alphabet, a sign */
        {"ab \xCE\x9F"
         "b",
         3, "O"},
        {"Σ 60%", SIZE_MAX, NULL},
        {"x\xFF\xC3\x90", 2, "Đ"},
        {"x\xFF\xC3", SIZE_MAX, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        size_t length = strlen(cases[i].text);
        const char *meant = NULL;
        size_t got = tc_text_lookalike(cases[i].text, length, &meant);
        size_t want = cases[i].at == SIZE_MAX ? length : cases[i].at;
        if (got != want || g_strcmp0(meant, cases[i].meant) != 0) {
            fail_msg("\"%s\": %zu %s", cases[i].text, got, meant ? meant : "none");
        }
    }
}

static void test_mojibake(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool want;
    } cases[] = {
        {"", false},
        {"Tá»· lá»‡", true},
        {"Tổng số hộ", false},
        {"Ä‘á", true},
        {"hÃ³a cÃ¡", true},
        {"nÆ°á", true},
        {"«cá» và «má»", false},
        {"XÃ" NBSP "HỘI, XÃ² ghi chú", false},
        {"á", false},
        {"á»", false},
        {"Tỷ \xFF\xE1\xBB", false},
        {"\xFFTá»·", true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        if (tc_text_is_mojibake(cases[i].text, strlen(cases[i].text)) != cases[i].want) {
            fail_msg("\"%s\"", cases[i].text);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_invalid),       cmocka_unit_test(test_nfc),
        cmocka_unit_test(test_long_texts),    cmocka_unit_test(test_key),
        cmocka_unit_test(test_key_ways),      cmocka_unit_test(test_bare_key),
        cmocka_unit_test(test_distance),      cmocka_unit_test(test_suggest),
        cmocka_unit_test(test_suggest_words), cmocka_unit_test(test_collate),
        cmocka_unit_test(test_code_compare),  cmocka_unit_test(test_width),
        cmocka_unit_test(test_lookalike),     cmocka_unit_test(test_mojibake),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
