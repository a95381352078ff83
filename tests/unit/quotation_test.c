/* Quotations held against rules: which codes the check of nguyên văn draws. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "base/diag.h"
#include "sema/document.h"

static const char vietnamese[] = "bộ tiêu chí THỬ \"Bộ thử\"\n"
                                 "số liệu\n"
                                 "  [P] : phần trăm\n"
                                 "  [N] : số nguyên (lần)\n"
                                 "  [T] : tiền (triệu đồng)\n"
                                 "  [D] : số nguyên (người), từ 1 trở lên\n"
                                 "  [V] : một trong \"a\", \"b\"\n"
                                 "  [C] : có/không\n"
                                 "chỉ tiêu 1 \"A\"\n"
                                 "  %s\n"
                                 "  nguyên văn: \"%s\"\n";
static const char english[] = "criteria TEST \"Test\"\n"
                              "data\n"
                              "  [P] : percent\n"
                              "  [N] : integer (times)\n"
                              "indicator 1 \"A\"\n"
                              "  %s\n"
                              "  verbatim: \"%s\"\n";

/* P asks of a share, N of a number of times. */
#define P(phrase)  "cách tính: [P]  yêu cầu: " phrase
#define N(phrase)  "cách tính: [N]  yêu cầu: " phrase
#define T(phrase)  "cách tính: [T] / [D]  yêu cầu: " phrase
#define EP(phrase) "computed as: [P]  required: " phrase

typedef struct {
    const char *rule, *quotation;
    const char *code; /* the one of TC0480 to TC0483 that it draws, NULL: none */
} Pair;

static const Pair pairs[] = {
    /* marks */
    {P("từ 60% trở lên"), "≥ 60%", NULL},
    {P("từ 60% trở lên"), "≥60%", NULL},
    {P("từ 60% trở lên"), "đạt >=60% số hộ", NULL},
    {P("từ 60% trở lên"), "> 60%", "TC0480"},
    {P("từ 60% trở lên"), "≤ 60%", "TC0481"},
    {P("từ 60% trở lên"), "(≤60%)", "TC0481"},
    {P("từ 60% trở lên"), "<60%", "TC0481"},
    {P("không quá 5%"), "≤5%", NULL},
    {P("không quá 5%"), "<= 5%", NULL},
    {P("không quá 5%"), "<5%", "TC0480"},
    {P("không quá 5%"), "≥5%", "TC0481"},
    {P("dưới 5%"), "<5%", NULL},
    {P("trên 5%"), ">5%", NULL},
    {P("từ 60% trở lên"), "≥70%", "TC0482"},
    /* words before */
    {P("từ 60% trở lên"), "không quá 60%", "TC0481"},
    {P("từ 60% trở lên"), "quá 60%", "TC0480"},
    {P("trên 60%"), "quá 60% số hộ", NULL},
    {P("trên 60%"), "vượt 60%", NULL},
    {P("trên 60%"), "vượt quá 60%", NULL},
    {P("không quá 60%"), "không vượt quá 60%", NULL},
    {P("không quá 60%"), "không vượt 60%", NULL},
    {P("từ 60% trở lên"), "vượt 60%", "TC0480"},
    {P("từ 60% trở lên"), "hơn 60% số hộ", "TC0480"},
    {P("trên 60%"), "hơn 60% số hộ", NULL},
    {P("không quá 60%"), "không hơn 60% số hộ", NULL},
    {P("từ 60% trở lên"), "ít nhất 60%", NULL},
    {P("trên 60%"), "ít nhất 60%", "TC0480"},
    {P("từ 60% trở lên"), "tối thiểu là 60%", NULL},
    {P("từ 60% trở lên"), "tối thiểu phải đạt 60%", NULL},
    {P("không quá 60%"), "tối thiểu phải đạt 60%", "TC0481"},
    {P("từ 60% trở lên"), "tối đa 60%", "TC0481"},
    {P("không quá 60%"), "tối đa là 60%", NULL},
    {P("từ 60% trở lên"), "dưới 60%", "TC0481"},
    {P("dưới 60%"), "chưa đến 60%", NULL},
    {P("không quá 60%"), "chưa tới 60%", "TC0480"},
    {P("từ 60% trở lên"), "không dưới 60%", NULL},
    {P("từ 60% trở lên"), "không thấp hơn 60%", NULL},
    {P("từ 60% trở lên"), "không ít hơn 60%", NULL},
    {P("từ 60% trở lên"), "lớn hơn hoặc bằng 60%", NULL},
    {P("trên 60%"), "lớn hơn hoặc bằng 60%", "TC0480"},
    {P("không quá 60%"), "nhỏ hơn hoặc bằng 60%", NULL},
    {P("từ 60% trở lên"), "nhỏ hơn hoặc bằng 60%", "TC0481"},
    {P("không quá 60%"), "bằng hoặc dưới 60%", NULL},
    {P("từ 60% trở lên"), "Từ 60%", NULL},
    {P("trên 60%"), "từ 60% số hộ", "TC0480"},
    {P("không quá 60%"), "không đạt 60%", NULL},
    /* words behind */
    {P("từ 60% trở lên"), "60% trở lên số hộ", NULL},
    {P("không quá 60%"), "60% trở lên", "TC0481"},
    {P("không quá 60%"), "60% trở xuống", NULL},
    {P("từ 60% trở lên"), "60% số hộ trở xuống", "TC0481"},
    {P("không quá 60%"), "từ 60% trở lại", NULL},
    {P("từ 60% trở lên"), "60% hoặc cao hơn", NULL},
    {P("trên 60%"), "từ 60% trở lên", "TC0480"},
    /* a share alone */
    {P("từ 70% trở lên"), "70% số hộ có nước sạch", NULL},
    {P("từ 60% trở lên"), "70% số hộ có nước sạch", "TC0482"},
    {P("không quá 5%"), "tỷ lệ hộ nghèo 5%", NULL},
    {P("không quá 5%"), "tỷ lệ hộ nghèo: 7%", "TC0482"},
    {P("từ 60% trở lên"), "đạt 60%; hỗ trợ 50% kinh phí", NULL},
    {P("từ 60% trở lên"), "hỗ trợ 50% kinh phí; có 60% số hộ", NULL},
    {P("từ 100% trở lên"), "100% cán bộ", NULL},
    {N("từ 2 lần trở lên"), "họp 02 lần, 100% thành viên dự", NULL},
    /* ranges */
    {P("từ 50% đến 60%"), "từ 50% đến 60%", NULL},
    {P("từ 50% đến 60%"), "từ 50 đến 60%", NULL},
    {P("từ 50% đến dưới 60%"), "từ 50 đến dưới 60%", NULL},
    {P("từ 50% đến 60%"), "từ 50 đến dưới 60%", "TC0480"},
    {P("từ 50% đến dưới 60%"), "từ 50 đến 60%", "TC0480"},
    {P("trên 50% đến 60%"), "từ 50 đến 60%", "TC0480"},
    {P("từ 50% trở lên"), "từ 50 đến 60%", "TC0482"},
    {P("từ 60% trở lên"), "từ 50 đến 60%", "TC0482"},
    {P("từ 50% đến 60%"), "50 - 60%", NULL},
    {P("từ 50% đến 60%"), "50–60%", NULL},
    {P("từ 80% trở lên"), "50-60%", "TC0482"},
    {N("từ 2 đến 4 lần"), "từ 2 đến 4 lần", NULL},
    {N("từ 2 đến 4 lần"), "từ 2 đến 3 lần", "TC0482"},
    {N("từ 2 lần trở lên"), "họp từ 2 lần trở lên giai đoạn 2021-2025", NULL},
    {P("từ 60% trở lên"), "đạt 60% số người từ 15 đến 60 tuổi", NULL},
    {N("từ 2 lần trở lên"), "02 lần trở lên cho người từ 15 đến 60 tuổi", NULL},
    /* numbers in words, fractions */
    {P("từ 2/3 * 100% trở lên"), "ít nhất hai phần ba số thành viên", NULL},
    {P("từ 2/3 * 100% trở lên"), "hai phần ba trở lên", NULL},
    {P("không quá 2/3 * 100%"), "ít nhất hai phần ba", "TC0481"},
    {P("từ 2/3 * 100% trở lên"), "ít nhất ba phần tư số thành viên", "TC0482"},
    {P("từ 2/3 * 100% trở lên"), "từ 2/3 trở lên", NULL},
    {P("trên 2/3 * 100%"), "từ 2/3 trở lên", "TC0480"},
    {P("trên 50%"), "quá nửa số hộ", NULL},
    {P("từ 50% trở lên"), "trên một nửa số hộ", "TC0480"},
    {P("từ 50% trở lên"), "ít nhất năm mươi phần trăm", NULL},
    {P("từ 75% trở lên"), "ít nhất bảy mươi lăm phần trăm", NULL},
    {P("từ 75% trở lên"), "ít nhất bảy mươi phần trăm", "TC0482"},
    {P("từ 60% trở lên"), "đạt 60 phần trăm", NULL},
    {N("từ 2 lần trở lên"), "ít nhất hai lần", NULL},
    {N("từ 2 lần trở lên"), "ít nhất ba lần", "TC0482"},
    {N("từ 12 lần trở lên"), "ít nhất mười hai lần", NULL},
    {N("trên 2 lần"), "từ 02 lần trở lên", "TC0480"},
    {N("từ 2 lần trở lên"), "có ba phần mềm và từ 2 lần trở lên", NULL},
    /* money */
    {T("từ 50 triệu đồng/người trở lên"), "từ 50 triệu đồng/người trở lên", NULL},
    {T("từ 50 triệu đồng/người trở lên"), "≥ 50 triệu đồng", NULL},
    {T("từ 50 triệu đồng/người trở lên"), "từ 55 triệu đồng trở lên", "TC0482"},
    {T("trên 50 triệu đồng/người"), "50 triệu đồng/người/năm trở lên", "TC0480"},
    {T("từ 50 triệu đồng/người đến 60 triệu đồng/người"), "từ 50 đến 60 triệu đồng", NULL},
    /* exceptions, tables, conditions */
    {P("từ 60% trở lên; riêng [V] = \"a\": từ 50% trở lên"),
     "đạt 60%, riêng miền núi từ 50% trở lên", NULL},
    {P("từ 60% trở lên; riêng [V] = \"a\": từ 50% trở lên"), "đạt 60%, riêng miền núi trên 50%",
     "TC0480"},
    {P("không quá theo [V] \"a\": 3%; \"b\": 5%"), "không quá 3%; miền núi không quá 5%", NULL},
    {P("không quá theo [V] \"a\": 3%; \"b\": 5%"), "không quá 3%; miền núi dưới 5%", "TC0480"},
    {P("bảng\n | [V] | không quá |\n | \"a\" | 3% |\n | \"b\" | 5% |\n"), "≤3%; ≥5%", "TC0481"},
    {P("bảng\n | [V] | không quá |\n | \"a\" | 3% |\n | \"b\" | 5% |\n"), "≤3%; ≤5%", NULL},
    {P("từ 60% trở lên; riêng [V] = \"a\": từ 50% trở lên"), "đạt 60%", "TC0483"},
    {"đạt khi: [P] >= 60%", "≥60%", NULL},
    {"đạt khi: [P] > 60%", "≥60%", "TC0480"},
    {"đạt khi: [C] = có", "có ít nhất một nhà văn hóa", NULL},
};

static const Pair english_pairs[] = {
    {EP("from 60% up"), "at least 60%", NULL},
    {EP("from 60% up"), "more than 60%", "TC0480"},
    {EP("from 60% up"), "≤ 60%", "TC0481"},
    {EP("at most 60%"), "up to 60%", NULL},
    {EP("from 60% up"), "60 percent or more", NULL},
    {EP("from 2/3 * 100% up"), "at least two thirds", NULL},
    {EP("from 60% up"), "from 60% to 70%", "TC0482"},
    {EP("from 60% to 70%"), "from 60 to 70%", NULL},
};

/* The code of those that this table is of; of several the first. */
static const char *code_of(const TcDiagList *diags)
{
    for (unsigned i = 0; i < tc_diag_list_length(diags); i++) {
        const char *name = tc_diag_name(tc_diag_list_get(diags, i)->code);
        if (strcmp(name, "TC0480") >= 0 && strcmp(name, "TC0483") <= 0)
            return name;
        if (tc_diag_list_get(diags, i)->severity == TC_ERROR)
            return name;
    }
    return NULL;
}

static unsigned count_wrong(const char *frame, const Pair *rows, size_t n)
{
    unsigned wrong = 0;
    for (size_t i = 0; i < n; i++) {
        GString *text = g_string_new(frame);
        g_string_replace(text, "%s", rows[i].rule, 1);
        g_string_replace(text, "%s", rows[i].quotation, 1);
        TcDiagList *diags = tc_diag_list_new(TC_LANG_VI);
        TcDocument *document = tc_document_new(tc_source_new("x", text->str, text->len), diags);
        const char *found = code_of(diags);
        if (g_strcmp0(found, rows[i].code) != 0) {
            print_error("%s | %s: %s, not %s\n", rows[i].rule, rows[i].quotation,
                        found ? found : "passes", rows[i].code ? rows[i].code : "pass");
            wrong++;
        }
        tc_document_free(document);
        tc_diag_list_free(diags);
        g_string_free(text, TRUE);
    }
    return wrong;
}

static void test_vietnamese(void **state)
{
    (void)state;
    assert_int_equal(count_wrong(vietnamese, pairs, G_N_ELEMENTS(pairs)), 0);
}

static void test_english(void **state)
{
    (void)state;
    assert_int_equal(count_wrong(english, english_pairs, G_N_ELEMENTS(english_pairs)), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_vietnamese),
                                       cmocka_unit_test(test_english)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
