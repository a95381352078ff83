/* One indicator of a random form over five cells. */
#include "tools/gap_rules.h"

static void put_phrase(TcRandom *random, TcGapRules *rules)
{
    static const char *const before[] = {"từ ",   "trên ", "không quá ", "dưới ",
                                         "bằng ", "từ ",   "từ ",        "từ "};
    static const char *const shares[] = {"60%", "50%", "33,3%", "100%", "80%", "12,5%"};
    static const char *const wholes[] = {"3", "4", "5", "2", "6", "1"};
    const char *const *ends = rules->form & TC_GAP_QUOTIENT ? shares : wholes;
    const uint32_t form = tc_random_below(random, G_N_ELEMENTS(before));
    const uint32_t end = tc_random_below(random, 6);
    g_string_append_printf(rules->text, "%s%s", before[form], ends[end]);
    if (form == 5)
        g_string_append_printf(rules->text, " đến %s",
                               rules->form & TC_GAP_QUOTIENT ? "100%" : "6");
    else if (form == 0 || form > 5)
        g_string_append(rules->text, " trở lên");
    rules->window |= form == 4 || form == 5;
}

static void put_indicator(TcRandom *random, TcGapRules *rules)
{
    static const char *const below[] = {" / [D]", " / ([A] + [D])", " / ([A] + [B] + [D])"};
    const bool sum = rules->form & TC_GAP_SUM;
    GString *text = rules->text;
    const char *weight = rules->form & TC_GAP_WEIGHTED ? "2 * " : "";
    g_string_append(text, "chỉ tiêu 1 \"1\"\n  cách tính: ");
    if (sum)
        g_string_append_printf(text, "([A] + %s[B])", weight);
    else
        g_string_append_printf(text, "%s[A]", weight);
    if (rules->form & TC_GAP_QUOTIENT)
        g_string_append(text, below[rules->of_itself ? 1 + sum : 0]);
    g_string_append_c(text, '\n');
    if (rules->left_out)
        g_string_append_printf(text, "  không áp dụng khi: %s\n", rules->left_out);
    g_string_append(text, "  yêu cầu: ");
    put_phrase(random, rules);
    if (tc_random_chance(random, 50)) {
        g_string_append(text, "; riêng [V] = \"x\": ");
        put_phrase(random, rules);
    }
    if (!(rules->form & TC_GAP_QUOTIENT))
        return;
    g_string_append(text, "\n  điểm tối đa: 6\n  chấm điểm: ");
    if (tc_random_chance(random, 50))
        g_string_append(text,
                        "theo giá trị  từ 80% trở lên: 6; từ 30% đến dưới 80%: 3; còn lại: 0");
    else
        g_string_append(text, "nhỏ nhất(giá trị; 100%) * điểm tối đa");
}

/* Ties A to B, which follows it, or to cells that may be open. */
static void put_check(TcRandom *random, TcGapRules *rules)
{
    static const char *const signs[] = {"<=", "<", "="};
    static const char *const weights[] = {"", "2 * "};
    static const char *const ties[] = {"[V] = \"x\" hoặc [A] >= 2 hộ",
                                       "[V] = \"y\" hoặc [A] >= 1 hộ",
                                       "[V] = \"x\" hoặc [A] <= 3 hộ",
                                       "[A] <= [D] - 1 hộ",
                                       "[D] <= [A] + 3 hộ",
                                       "[A] + [B] <= [D]",
                                       "[V] = \"x\" hoặc [A] + [B] <= 4 hộ",
                                       "[A] + [D] <= 8 hộ"};
    if (!(rules->form & (TC_GAP_CHECKED | TC_GAP_TIED)))
        return;
    g_string_append(rules->text, "kiểm tra số liệu\n");
    if (rules->form & TC_GAP_CHECKED)
        g_string_append_printf(rules->text, "  [A] + %s[B] %s %u hộ\n",
                               weights[tc_random_below(random, 2)],
                               signs[tc_random_below(random, 3)], 4 + tc_random_below(random, 4));
    else
        g_string_append_printf(rules->text, "  %s\n",
                               ties[tc_random_below(random, G_N_ELEMENTS(ties))]);
}

/* A denominator may not be moved, another limit is taken along. */
static void put_rules(TcRandom *random, TcGapRules *rules)
{
    static const char *const limits[] = {"", ", không quá [D]", ", không quá [M]"};
    g_string_append_printf(
        rules->text,
        "bộ tiêu chí THỬ \"Bộ thử\"\n  đối tượng áp dụng: cấp xã\n"
        "số liệu\n"
        "  [A] : số nguyên (hộ), từ 0 đến 5%s\n"
        "  [B] : số nguyên (hộ), từ 0 đến 4\n"
        "  [M] : số nguyên (hộ), từ 0 đến 6\n"
        "  [D] : số nguyên (hộ), từ 1 đến 7\n"
        "  [V] : một trong \"x\", \"y\"\n",
        limits[rules->form & TC_GAP_A_LIMITED ? 1 + !(rules->form & TC_GAP_QUOTIENT) : 0]);
    put_check(random, rules);
    put_indicator(random, rules);
    g_string_append_c(rules->text, '\n');
}

void tc_gap_rules_init(TcRandom *random, TcGapRules *rules)
{
    static const char *const left_out[] = {"[A] trên 4", "[A] dưới 1", "[A] + [B] trên 6"};
    *rules =
        (TcGapRules){.form = tc_random_below(random, TC_GAP_FORMS), .text = g_string_new(NULL)};
    if (rules->form & TC_GAP_TIED)
        rules->form &= ~(unsigned)TC_GAP_CHECKED;
    if (rules->form & TC_GAP_CHECKED) /* a sum whose cells follow each other: gap_test.c */
        rules->form &= ~(unsigned)TC_GAP_SUM;
    rules->of_itself = tc_random_chance(random, 30);
    if (tc_random_chance(random, 40))
        rules->left_out = left_out[tc_random_below(random, rules->form & TC_GAP_CHECKED ? 2 : 3)];
    put_rules(random, rules);
}
