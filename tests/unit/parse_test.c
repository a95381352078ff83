/* The parser: both keyword languages and all ways of writing a text give one tree; one mistake
 * gives one message, of the right kind, and costs no more than its clause. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>
#include "syntax/parse.h"

typedef struct {
    TcArena *arena;
    TcSource *source;
    TcDiagList *diags;
    TcNode *tree;
    TcLang lang;
} Parsed;

static Parsed parse(const char *text)
{
    Parsed parsed = {.arena = tc_arena_new(), .diags = tc_diag_list_new(TC_LANG_VI)};
    parsed.source = tc_source_new("t", text, strlen(text));
    parsed.tree = tc_parse(parsed.source, parsed.arena, &parsed.lang, parsed.diags);
    tc_diag_list_sort(parsed.diags);
    return parsed;
}

static void clear(Parsed *parsed)
{
    tc_diag_list_free(parsed->diags);
    tc_source_free(parsed->source);
    tc_arena_free(parsed->arena);
}

static void assert_clean(const Parsed *parsed, const char *text)
{
    if (tc_diag_list_length(parsed->diags))
        fail_msg("%s\n%s", text, tc_diag_list_get(parsed->diags, 0)->message);
}

static void assert_same_tree(const char *a, const char *b)
{
    Parsed left = parse(a), right = parse(b);
    assert_clean(&left, a);
    assert_clean(&right, b);
    if (!tc_node_equal(left.tree, right.tree)) {
        g_autofree char *one = tc_dump_tree(left.tree), *other = tc_dump_tree(right.tree);
        fail_msg("%s\n%s\n---\n%s\n%s", a, one, b, other);
    }
    clear(&left);
    clear(&right);
}

/* What stands behind the head in each language; the heads are put before. */
static const struct {
    const char *vi, *en;
} pairs[] = {
    {"bắt buộc", "mandatory"},
    {"yêu cầu: từ 60,5% trở lên", "required: from 60.5% upward"},
    {"yêu cầu: ít nhất 1.234.567", "required: at least 1234567"},
    {"yêu cầu: 60%; riêng [V] = \"a\": từ 50% đến dưới 55%",
     "required: 60%; except [V] = \"a\": from 50% to below 55%"},
    {"yêu cầu: trên 5 đến 6 phấn đấu: 7", "required: above 5 to 6 aiming at: 7"},
    {"yêu cầu: trường hợp a > 1 thì từ 5 trở lên còn lại dưới 3",
     "required: when a > 1 then from 5 upward otherwise below 3"},
    {"cách tính: nhỏ nhất(a; b) / -(c + 1)", "computed as: min(a; b) / -(c + 1)"},
    {"cách tính: làm tròn(a; 2; nửa về số chẵn)", "computed as: round(a; 2; half-even)"},
    {"đạt khi: a = có và không (b = không)", "met when: a = yes and not (b = no)"},
    {"đạt khi: a thuộc {\"x\"; \"y\"} hoặc b có số liệu",
     "met when: a in {\"x\"; \"y\"} or b has data"},
    {"đạt khi: a trước ngày 01/6/2023", "met when: a before 2023-06-01"},
    {"đạt khi: a từ ngày 1/6/2023 đến hết ngày 30/6/2023",
     "met when: a from 1/6/2023 to 2023-06-30"},
    {"đạt khi: chỉ tiêu 3.10 đạt và chưa đạt", "met when: indicator 3.10 is met and not met"},
    {"đạt khi: tất cả chỉ tiêu bắt buộc của nhóm 3 đạt",
     "met when: all mandatory indicators of group 3 are met"},
    {"đạt khi: tỷ lệ chỉ tiêu đạt từ 90% trở lên",
     "met when: share of indicators met from 90% upward"},
    {"đạt khi: có ít nhất 01 chỉ tiêu chưa đạt",
     "met when: there are at least 1 indicators not met"},
    {"đạt khi: đáp ứng ít nhất 02 trong các nội dung a) x b) y đ) z",
     "met when: satisfies at least 2 of the contents a) x b) y đ) z"},
    {"đạt khi: đáp ứng lần lượt một trong các nội dung a) x; b) y",
     "met when: satisfies in order one of a) x b) y"},
    {"chấm điểm: theo giá trị từ 80% trở lên: điểm tối đa; từ mức yêu cầu đến dưới 80%: 3; còn "
     "lại: 0",
     "scored: by value from 80% upward: maximum points; from requirement to below 80%: 3; "
     "otherwise: 0"},
    {"chấm điểm: theo a \"x\", \"y\": 1/2 * điểm tối đa; không: 1; còn lại: 0",
     "scored: by a \"x\", \"y\": 1/2 * maximum points; no: 1; otherwise: 0"},
    {"chấm điểm: bảng\n| a | b | điểm |\n| có | | 5 |\n| từ 1 đến 2 | 3 | 1 |\n| còn lại | | 0 |",
     "scored: table\n| a | b | points |\n| yes | | 5 |\n| from 1 to 2 | 3 | 1 |\n| otherwise | | 0 "
     "|"},
    {"không áp dụng đối với phường, thị trấn", "not for: phường; thị trấn"},
    {"quy định tại: \"a\"; \"b\"", "laid down in: \"a\" \"b\""},
    {"yêu cầu: từ 45 triệu đồng trở lên", "required: from 45 million đồng upward"},
};

static void test_both_languages(void **state)
{
    (void)state;
    for (unsigned i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autofree char *vi =
            g_strdup_printf("bộ tiêu chí A \"a\"\nchỉ tiêu 1.10 \"t\"\n%s\n", pairs[i].vi);
        g_autofree char *en =
            g_strdup_printf("criteria A \"a\"\nindicator 1.10 \"t\"\n%s\n", pairs[i].en);
        assert_same_tree(vi, en);
    }
}

static const char sample[] =
    "bộ tiêu chí A \"a\"\n gồm 2 chỉ tiêu\nsố liệu\n [Tổng số hộ] : số nguyên (hộ), từ 0 trở lên, "
    "tên khác [Hộ]\n x : có/không, \"x\" là có\n [V] : một trong \"a\", \"b\"\nnhóm 1 \"g\" gồm 2 "
    "chỉ "
    "tiêu\nchỉ tiêu 1.1 \"b\"\n bắt buộc\n cách tính: x / [Tổng số hộ]\n yêu cầu: từ 60% trở "
    "lên\nchỉ tiêu 1.2 \"c\"\n đạt khi: trường hợp x thì giá trị của chỉ tiêu 1.1 > 1 còn lại "
    "đúng\n"
    "kết luận K \"k\"\n đạt khi: tất cả chỉ tiêu đạt\n";

/* The sample with every @from put as @to. */
static char *with(const char *from, const char *to)
{
    g_auto(GStrv) parts = g_strsplit(sample, from, -1);
    return g_strjoinv(to, parts);
}

static void test_ways_of_writing(void **state)
{
    (void)state;
    g_autofree char *nfd = g_utf8_normalize(sample, -1, G_NORMALIZE_NFD);
    g_autofree char *blanks = with("chỉ tiêu", "chỉ \xc2\xa0 tiêu");
    g_autofree char *lines = with("\n", "\r\n");
    g_autofree char *marked = g_strconcat("\xef\xbb\xbf", sample, NULL);
    g_autofree char *comments = with("\n", " # ghi chú\n\n");
    g_autofree char *quotes = with("\"b\"", "“b”");
    g_autofree char *upper = with("chỉ tiêu", "Chỉ tiêu");
    assert_same_tree(sample, nfd);
    assert_same_tree(sample, blanks);
    assert_same_tree(sample, lines);
    assert_same_tree(sample, marked);
    assert_same_tree(sample, comments);
    assert_same_tree(sample, quotes);
    assert_same_tree(sample, upper);
    assert_same_tree("bộ tiêu chí A \"a\"\nchỉ tiêu 1 \"b\"\nđạt khi: tỷ lệ chỉ tiêu đạt > 1",
                     "bộ tiêu chí A \"a\"\nchỉ tiêu 1 \"b\"\nđạt khi: tỉ lệ chỉ tiêu đạt > 1");
}

/* One mistake in a clause: one message, at that line. */
static const struct {
    const char *clause;
    TcDiagCode code;
} mistakes[] = {
    {"đạt khi: x >= ", TC_DIAG_VALUE_MISSING},
    {"yêu cầu: từ trở lên", TC_DIAG_VALUE_MISSING},
    {"đạt khi: x mức yêu cầu", TC_DIAG_OPERATOR_MISSING},
    {"đạt khi: [A] [B]", TC_DIAG_OPERATOR_MISSING},
    {"chấm điểm: trường hợp x > 3 5 còn lại 0", TC_DIAG_WORD_MISSING},
    {"chấm điểm: trường hợp x > 3 thì 5 còn lại", TC_DIAG_VALUE_MISSING},
    {"cách tính: (x + 3", TC_DIAG_WORD_MISSING},
    {"cách tính: [Tổng số hộ + 3", TC_DIAG_OPEN_NAME},
    {"quy định tại: \"abc", TC_DIAG_OPEN_TEXT},
    {"đạt kh: x > 3", TC_DIAG_KEYWORD_MISSPELT},
    {"dat khi: x > 3", TC_DIAG_KEYWORD_MISSPELT},
    {"yêu cấu: từ 60% trở lên", TC_DIAG_KEYWORD_MISSPELT},
    {"thứ không có: 5", TC_DIAG_KEYWORD_UNKNOWN},
    {"đạt khi: số người > 3", TC_DIAG_NAME_NEEDS_BRACKETS},
    {"cách tính: Tổng số hộ / 2", TC_DIAG_NAME_NEEDS_BRACKETS},
    {"yêu cầu: từ 50.5% trở lên", TC_DIAG_NUMBER_STYLE},
    {"yêu cầu: từ 1,234,567 trở lên", TC_DIAG_NUMBER_GROUPING},
    {"đạt khi: [Ngày] < 01-06-2023", TC_DIAG_DATE_FORM},
    {"đạt khi: [Ngày] < tháng 6/2023", TC_DIAG_DATE_PARTIAL},
    {"đạt khi: [Ngày] < 31/12/25", TC_DIAG_DATE_SHORT_YEAR},
    {"đạt khi: [Ngày] < 01/15/2024", TC_DIAG_DATE_MONTH},
    {"đạt khi: [Ngày] < 29/02/2023", TC_DIAG_DATE_DAY},
    {"đạt khi: 50% <= x < 60%", TC_DIAG_CHAINED_COMPARISON},
    {"đạt khi: x => 60%", TC_DIAG_WRONG_MARK},
    {"chấm điểm: when x > 3 then 5 otherwise 0", TC_DIAG_KEYWORD_MISSPELT},
    {"yêu cầu từ 60% trở lên", TC_DIAG_COLON_MISSING},
    {"- yêu cầu: từ 60% trở lên", TC_DIAG_LIST_MARK},
    {"chấm điểm: theo x từ 3 trở lên: 5, còn lại: 0", TC_DIAG_COMMA},
    {"chấm điểm: theo x từ 3 trở lên: 5 từ 1 đến 2: 3; còn lại: 0", TC_DIAG_WORD_MISSING},
    {"cách tính: nhỏ nhất(1, 2)", TC_DIAG_COMMA},
    {"bắt buộc phải đạt", TC_DIAG_MARK_TOO_MANY},
    {"gồm 5 nhóm", TC_DIAG_UNEXPECTED_WANTED},
    {"bãi bỏ chỉ tiêu 2.4\nbộ tiêu chí B \"b\"", TC_DIAG_EDIT_IN_SET},
    {"giao năm 2024\nbộ tiêu chí B \"b\"", TC_DIAG_NOT_YET},
    {"đạt khi: x >= kỳ trước(x)", TC_DIAG_NOT_YET},
    {"cách tính: tổng(cấp xã: x)", TC_DIAG_NOT_YET},
    {"đạt khi: K của BỘ đạt", TC_DIAG_NOT_YET},
    {"đạt khi: [B] là có", TC_DIAG_WORD_FOR_SIGN},
    {"yêu cầu: đạt 60% trở lên", TC_DIAG_FROM_MISSING},
    {"yêu cầu: đạt từ 60% trở lên", TC_DIAG_LEVEL_ALONE},
    {"yêu cầu: có kế hoạch được ban hành", TC_DIAG_PROSE},
    {"đạt khi: [A] = có, [B] = có", TC_DIAG_CONDITIONS_COMMA},
    {"cách tính: [A] : [B]", TC_DIAG_SIGN_FOR_SIGN},
    {"yêu cầu: từ 60 phần trăm trở lên", TC_DIAG_SPEECH},
    {"quy định tại: 'Phụ lục'", TC_DIAG_SINGLE_QUOTES},
    {"// ghi chú", TC_DIAG_COMMENT_MARK},
    {"• bắt buộc", TC_DIAG_LIST_MARK},
    {"bắt buộc: có", TC_DIAG_FLAG_FORM},
    {"1.2 Tỷ lệ hộ có cáp quang", TC_DIAG_ROW_PASTED},
    {"đạt khi: x trước ngày 30 tháng 6 năm 2024", TC_DIAG_DATE_FORM},
    {"quy định tại: Phụ lục", TC_DIAG_QUOTES_MISSING},
    {"Đây là một câu văn xuôi", TC_DIAG_STRAY_LINE},
    {"đạt khi: trường hợp x thì trường hợp y thì có còn lại sai còn lại sai", TC_DIAG_NESTED_CASES},
    {"yêu cầu: 60% 70%", TC_DIAG_OPERATOR_MISSING},
    {"yêu cầu: 60% trở lên", TC_DIAG_FROM_MISSING},
    {"đạt khi: x > 1 và/hoặc x < 5", TC_DIAG_AND_OR},
    {"chi tieu 3.2 \"abc\"", TC_DIAG_KEYWORD_MISSPELT},
    {"chấm điểm: bảng\n| x | điểm |\n| từ 3 trở lên | 5\n| còn lại | 0 |", TC_DIAG_ROW_BARS},
    {"đạt khi: đáp ứng tất cả các nội dung", TC_DIAG_CLAUSE_UNFINISHED},
    {"điểm tối đa 5", TC_DIAG_COLON_MISSING},
    {"cách tính: x ^ 2", TC_DIAG_BAD_CHARACTER},
    {"cách tính: x %", TC_DIAG_STRAY_PERCENT},
};

static void test_one_message(void **state)
{
    (void)state;
    for (unsigned i = 0; i < G_N_ELEMENTS(mistakes); i++) {
        g_autofree char *text = g_strdup_printf("bộ tiêu chí A \"a\"\nchỉ tiêu 1.1 \"t\"\n%s\n"
                                                "ghi chú: \"còn nguyên\"\n",
                                                mistakes[i].clause);
        Parsed parsed = parse(text);
        const TcDiag *first = tc_diag_list_get(parsed.diags, 0);
        if (tc_diag_list_length(parsed.diags) != 1 || first->code != mistakes[i].code)
            fail_msg("%s: %u messages, first: %s", mistakes[i].clause,
                     tc_diag_list_length(parsed.diags), first ? first->message : "-");
        const TcNode *head = parsed.tree->items[parsed.tree->n - 1];
        if (tc_head_clause(head, TC_KW_NOTE) == NULL)
            fail_msg("%s: the clause behind it is lost", mistakes[i].clause);
        clear(&parsed);
    }
}

static char *repeated(const char *start, const char *part, unsigned n, const char *end)
{
    GString *text = g_string_new(start);
    for (unsigned i = 0; i < n; i++)
        g_string_append(text, part);
    g_string_append(text, end);
    return g_string_free(text, FALSE);
}

static void test_depth(void **state)
{
    (void)state;
    const char head[] = "bộ tiêu chí A \"a\"\nchỉ tiêu 1.1 \"t\"\ncách tính: ";
    g_autofree char *product = repeated(head, "x * ", 100000, "x\n");
    g_autofree char *nested = repeated(head, "(", 100000, "x\n");
    g_autofree char *minus = repeated(head, "-", 20000, "x\n");
    const char *const texts[] = {product, nested, minus};
    for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++) {
        Parsed parsed = parse(texts[i]);
        assert_int_equal(tc_diag_list_length(parsed.diags), 1);
        assert_int_equal(tc_diag_list_get(parsed.diags, 0)->code, TC_DIAG_TOO_DEEP);
        clear(&parsed);
    }
}

/* A chain is one node however long it is, and parentheses begin another. */
static void test_chains(void **state)
{
    static const struct {
        const char *clause, *part, *end;
        TcOperator op;
    } chains[] = {
        {"cách tính: ", "x - ", "(x + x)\n", TC_OP_ADD},
        {"đạt khi: ", "x và ", "(x và x)\n", TC_OP_AND},
        {"đạt khi: ", "x hoặc ", "(x hoặc x)\n", TC_OP_OR},
    };
    (void)state;
    for (unsigned i = 0; i < G_N_ELEMENTS(chains); i++) {
        g_autofree char *head =
            g_strconcat("bộ tiêu chí A \"a\"\nchỉ tiêu 1.1 \"t\"\n", chains[i].clause, NULL);
        g_autofree char *text = repeated(head, chains[i].part, 50000, chains[i].end);
        Parsed parsed = parse(text);
        assert_int_equal(tc_diag_list_length(parsed.diags), 0);
        const TcNode *chain = parsed.tree->items[1]->items[1]->items[0];
        assert_int_equal(chain->kind, TC_NODE_CHAIN);
        assert_int_equal(chain->sub, chains[i].op);
        assert_int_equal(chain->n, 50001);
        assert_int_equal(chain->items[50000]->n, 2);
        assert_int_equal(chain->depth, 3);
        clear(&parsed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_both_languages), cmocka_unit_test(test_ways_of_writing),
        cmocka_unit_test(test_one_message),    cmocka_unit_test(test_depth),
        cmocka_unit_test(test_chains),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
