/* The text of a random rule set. */
#include "tools/random_internal.h"

/* --- text ----------------------------------------------------------------------------------- */

typedef struct {
    const char *vi, *en; /* as written */
    int top, bottom;
} Share;

static const Share shares[] = {
    {"50%", "50%", 1, 2},      {"60%", "60%", 3, 5},  {"33,3%", "33.3%", 333, 1000},
    {"100%", "100%", 1, 1},    {"80%", "80%", 4, 5},  {"66,7%", "66.7%", 667, 1000},
    {"12,5%", "12.5%", 1, 8},  {"90%", "90%", 9, 10}, {"99,99%", "99.99%", 9999, 10000},
    {"0,1%", "0.1%", 1, 1000},
};
enum { N_LOW_SHARES = 6 };
enum {
    N_NAMED = 2
}; /* the first indicators: verdicts name them, so they are met or not and count */

void tc_random_put(TcRandomRules *rules, const char *vi, const char *en)
{
    g_string_append(rules->text, rules->lang == TC_LANG_VI ? vi : en);
}

static const char *share_text(const TcRandomRules *rules, const Share *share)
{
    return rules->lang == TC_LANG_VI ? share->vi : share->en;
}

static const Share *pick_share(TcRandom *random)
{
    return &shares[tc_random_below(random, tc_random_chance(random, 80) ? N_LOW_SHARES
                                                                        : G_N_ELEMENTS(shares))];
}

static void put_zone_is(TcRandom *random, TcRandomRules *rules)
{
    tc_random_put_column(rules, rules->zone);
    g_string_append_printf(rules->text, " = \"%s\"",
                           tc_random_zones[tc_random_below(random, TC_RANDOM_ZONES)]);
}

static void add_turn(TcRandomRules *rules, uint32_t numerator, uint32_t denominator,
                     const Share *share)
{
    TcTurn turn = {numerator, denominator, share->top, share->bottom};
    g_array_append_val(rules->turns, turn);
}

/* A requirement such as "từ 60% trở lên", of the quotient of two columns. @alone: may it be a
 * number without words? */
static void put_phrase(TcRandom *random, TcRandomRules *rules, uint32_t numerator,
                       uint32_t denominator, bool alone)
{
    static const TcRandomWords before[] = {
        {"từ ", "from "}, {"trên ", "above "},  {"không quá ", "at most "}, {"dưới ", "below "},
        {"", ""},         {"bằng ", "exactly "}};
    static const uint8_t odds[] = {0, 0, 0, 0, 1, 1, 2, 3, 4, 5};
    const Share *share = pick_share(random);
    uint32_t form = odds[tc_random_below(random, G_N_ELEMENTS(odds))];
    if (form == 4 && !alone)
        form = 5;
    if (form == 1 && share->top == share->bottom) /* nothing is above the whole */
        form = 0;
    tc_random_put(rules, before[form].vi, before[form].en);
    g_string_append(rules->text, share_text(rules, share));
    if (form == 0)
        tc_random_put(rules, " trở lên", " upward");
    add_turn(rules, numerator, denominator, share);
}

static void put_head(TcRandom *random, TcRandomRules *rules, uint32_t index, bool judged)
{
    const bool mandatory = judged && tc_random_chance(random, 35);
    tc_random_put(rules, "\nchỉ tiêu 1.", "\nindicator 1.");
    g_string_append_printf(rules->text, "%u \"Chỉ tiêu %u\"\n", index + 1, index + 1);
    if (mandatory)
        tc_random_put(rules, "  bắt buộc\n", "  mandatory\n");
    if (tc_random_chance(random, 15))
        tc_random_put(rules, "  tài liệu kiểm chứng: \"Báo cáo\"\n", "  evidence: \"Report\"\n");
    if (!mandatory && index >= N_NAMED && tc_random_chance(random, 5))
        tc_random_put(rules, "  khuyến khích\n", "  encouraged\n");
    else if (tc_random_chance(random, 5))
        tc_random_put(rules, "  không tính điểm\n", "  not scored\n");
}

static void put_not_applicable(TcRandom *random, TcRandomRules *rules, uint32_t denominator)
{
    if (!tc_random_chance(random, 45))
        return;
    tc_random_put(rules, "  không áp dụng khi: ", "  not applicable when: ");
    if (tc_random_chance(random, 60)) {
        tc_random_put_column(rules, denominator);
        g_string_append(rules->text, " = 0\n");
        return;
    }
    if (tc_random_chance(random, 50))
        tc_random_put_condition(random, rules, 1);
    else
        put_zone_is(random, rules);
    g_string_append_c(rules->text, '\n');
}

/* riêng parts: each of another zone, so that no two hold together. */
static void put_excepts(TcRandom *random, TcRandomRules *rules, uint32_t numerator,
                        uint32_t denominator, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        tc_random_put(rules, "; riêng ", "; except ");
        tc_random_put_column(rules, rules->zone);
        g_string_append_printf(rules->text, " = \"%s\": ", tc_random_zones[i]);
        put_phrase(random, rules, numerator, denominator, false);
    }
}

/* Levels by zone, with words at each of them or once before them all. */
static void put_levels(TcRandom *random, TcRandomRules *rules, uint32_t numerator,
                       uint32_t denominator)
{
    static const TcRandomWords before[] = {
        {"", ""}, {"ít nhất ", "at least "}, {"không quá ", "at most "}, {"trên ", "above "}};
    const TcRandomWords *sign = &before[tc_random_below(random, G_N_ELEMENTS(before))];
    const uint32_t given = tc_random_below(random, TC_RANDOM_ZONES);
    const bool own = sign == before;
    tc_random_put(rules, sign->vi, sign->en);
    tc_random_put(rules, "bảng\n    | ", "table\n    | ");
    tc_random_put_column(rules, rules->zone);
    tc_random_put(rules, " | mức |\n", " | level |\n");
    for (uint32_t i = 0; i <= given; i++) {
        const Share *share = &shares[tc_random_below(random, 3)];
        if (i < given)
            g_string_append_printf(rules->text, "    | \"%s\" | ", tc_random_zones[i]);
        else
            tc_random_put(rules, "    | còn lại | ", "    | otherwise | ");
        if (own) {
            put_phrase(random, rules, numerator, denominator, false);
        } else {
            g_string_append(rules->text, share_text(rules, share));
            add_turn(rules, numerator, denominator, share);
        }
        g_string_append(rules->text, " |\n");
    }
}

/* One level for each zone: all that the column can be, so nothing but chưa có is left. */
static void put_by_zone(TcRandom *random, TcRandomRules *rules, uint32_t numerator,
                        uint32_t denominator)
{
    tc_random_put(rules, "theo ", "by ");
    tc_random_put_column(rules, rules->zone);
    for (uint32_t i = 0; i < TC_RANDOM_ZONES; i++) {
        g_string_append_printf(rules->text, "%s \"%s\": ", i ? ";" : " ", tc_random_zones[i]);
        put_phrase(random, rules, numerator, denominator, false);
    }
    if (rules->zone_none) {
        tc_random_put(rules, "; còn lại: ", "; otherwise: ");
        put_phrase(random, rules, numerator, denominator, false);
    }
}

static void put_cases(TcRandom *random, TcRandomRules *rules, uint32_t numerator,
                      uint32_t denominator)
{
    if (tc_random_chance(random, 30)) {
        put_by_zone(random, rules, numerator, denominator);
        return;
    }
    tc_random_put(rules, "trường hợp ", "when ");
    if (tc_random_chance(random, 50))
        put_zone_is(random, rules);
    else
        tc_random_put_condition(random, rules, tc_random_below(random, 2));
    tc_random_put(rules, " thì ", " then ");
    put_phrase(random, rules, numerator, denominator, false);
    tc_random_put(rules, " còn lại ", " otherwise ");
    put_phrase(random, rules, numerator, denominator, false);
}

static void put_scale_points(TcRandom *random, TcRandomRules *rules, uint32_t numerator,
                             uint32_t denominator)
{
    static const Share high = {"80%", "80%", 4, 5}, low = {"30%", "30%", 3, 10};
    tc_random_put(rules, "theo giá trị  từ 80% trở lên: điểm tối đa; từ 30% đến dưới 80%: ",
                  "by value  from 80% upward: maximum points; from 30% to below 80%: ");
    g_string_append_printf(rules->text, "%u", tc_random_below(random, 4));
    if (tc_random_chance(random, 50))
        tc_random_put(rules, "; còn lại: 0", "; otherwise: 0");
    else
        tc_random_put(rules, "; dưới 30%: 0", "; below 30%: 0");
    add_turn(rules, numerator, denominator, &high);
    add_turn(rules, numerator, denominator, &low);
}

static void put_points(TcRandom *random, TcRandomRules *rules, uint32_t numerator,
                       uint32_t denominator)
{
    if (!tc_random_chance(random, 60))
        return;
    tc_random_put(rules, "  điểm tối đa: ", "  maximum points: ");
    g_string_append_printf(rules->text, "%u\n", 4 + tc_random_below(random, 7));
    if (tc_random_chance(random, 8))
        tc_random_put(rules, "  điểm cộng\n", "  bonus points\n");
    else if (tc_random_chance(random, 8))
        tc_random_put(rules, "  điểm trừ\n", "  penalty points\n");
    uint32_t form = tc_random_below(random, 5);
    if (form < 2) /* the maximum if met */
        return;
    tc_random_put(rules, "  chấm điểm: ", "  scored: ");
    if (form == 2)
        put_scale_points(random, rules, numerator, denominator);
    else if (form == 3 && tc_random_chance(random, 25)) /* they take their time */
        tc_random_put_table(random, rules, true);
    else if (form == 3)
        tc_random_put(rules,
                      "trường hợp giá trị từ 60% trở lên thì điểm tối đa còn lại giá trị / 60% * "
                      "điểm tối đa",
                      "when value from 60% upward then maximum points otherwise value / 60% * "
                      "maximum points");
    else
        tc_random_put(rules, "nhỏ nhất(giá trị; 100%) * điểm tối đa",
                      "min(value; 100%) * maximum points");
    g_string_append_c(rules->text, '\n');
}

/* The column, a definition over it, or 0 where the file says nothing. */
static void put_numerator(TcRandom *random, TcRandomRules *rules, uint32_t numerator)
{
    uint32_t form = tc_random_below(random, 10);
    if (form == 0) {
        g_string_append(rules->text, "[Gộp]");
    } else if (form == 1 && rules->closed) {
        tc_random_put(rules, "mặc định(", "default(");
        tc_random_put_column(rules, numerator);
        g_string_append(rules->text, "; 0)");
    } else {
        tc_random_put_column(rules, numerator);
    }
}

static void put_requirement(TcRandom *random, TcRandomRules *rules, uint32_t numerator,
                            uint32_t denominator)
{
    const uint32_t form = tc_random_below(random, 10), excepts = tc_random_below(random, 3);
    if (form < 2) {
        put_cases(random, rules, numerator, denominator);
    } else if (form < 4) {
        put_levels(random, rules, numerator, denominator);
    } else {
        put_phrase(random, rules, numerator, denominator, excepts == 0);
        put_excepts(random, rules, numerator, denominator, excepts);
    }
}

static void put_ratio(TcRandom *random, TcRandomRules *rules, bool judged)
{
    uint32_t numerator = tc_random_below(random, rules->n_numerators);
    uint32_t denominator = rules->n_numerators + tc_random_below(random, rules->n_denominators);
    put_not_applicable(random, rules, denominator);
    tc_random_put(rules, "  cách tính: ", "  computed as: ");
    put_numerator(random, rules, numerator);
    g_string_append(rules->text, " / ");
    tc_random_put_column(rules, denominator);
    g_string_append_c(rules->text, '\n');
    if (judged) {
        tc_random_put(rules, "  yêu cầu: ", "  required: ");
        put_requirement(random, rules, numerator, denominator);
        g_string_append_c(rules->text, '\n');
        put_points(random, rules, numerator, denominator);
    } else { /* points alone */
        tc_random_put(rules, "  điểm tối đa: 5\n  chấm điểm: ", "  maximum points: 5\n  scored: ");
        put_scale_points(random, rules, numerator, denominator);
        g_string_append_c(rules->text, '\n');
    }
}

/* What is left of a whole: it would be less in a smaller one, too. */
static void put_rest(TcRandom *random, TcRandomRules *rules)
{
    tc_random_put(rules, "  đạt khi: ", "  met when: ");
    tc_random_put_column(rules,
                         rules->n_numerators + tc_random_below(random, rules->n_denominators));
    g_string_append(rules->text, " - ");
    tc_random_put_column(rules, tc_random_below(random, rules->n_numerators));
    g_string_append_printf(rules->text, " <= %u", tc_random_below(random, 3));
    g_string_append_c(rules->text, '\n');
}

static void put_count(TcRandom *random, TcRandomRules *rules)
{
    uint32_t numerator = tc_random_below(random, rules->n_numerators);
    Share share = {.top = (int)tc_random_below(random, 5), .bottom = 1};
    tc_random_put(rules, "  đạt khi: ", "  met when: ");
    tc_random_put_column(rules, numerator);
    tc_random_put(rules, " từ ", " from ");
    g_string_append_printf(rules->text, "%d", share.top);
    tc_random_put(rules, " trở lên", " upward");
    for (uint32_t i = tc_random_below(random, 3); i > 0; i--) {
        tc_random_put(rules, " và ", " and ");
        tc_random_put_condition(random, rules, i - 1);
    }
    g_string_append_c(rules->text, '\n');
    add_turn(rules, numerator, TC_NO_PART, &share);
}

static void put_contents(TcRandom *random, TcRandomRules *rules)
{
    static const TcRandomWords lists[] = {
        {"đáp ứng tất cả các nội dung", "satisfies all of"},
        {"đáp ứng một trong các nội dung", "satisfies one of"},
        {"đáp ứng lần lượt một trong các nội dung", "satisfies in order one of"},
        {"đáp ứng ít nhất 02 nội dung", "satisfies at least 2 of the contents"},
    };
    const TcRandomWords *list = &lists[tc_random_below(random, G_N_ELEMENTS(lists))];
    tc_random_put(rules, "  đạt khi: ", "  met when: ");
    tc_random_put(rules, list->vi, list->en);
    g_string_append(rules->text, "\n    a) ");
    tc_random_put_condition(random, rules, 0);
    g_string_append(rules->text, "\n    b) ");
    tc_random_put_condition(random, rules, 1);
    g_string_append(rules->text, "\n    c) ");
    tc_random_put_column(rules, tc_random_below(random, rules->n_numerators));
    g_string_append(rules->text, " >= 2\n");
}

/* A closed question: asked of the file as it is. */
static void put_has_data(TcRandom *random, TcRandomRules *rules)
{
    tc_random_put(rules, "  đạt khi: ", "  met when: ");
    if (tc_random_chance(random, 50))
        tc_random_put_column(rules, tc_random_below(random, rules->n_numerators));
    else
        tc_random_put_column(rules, rules->zone + tc_random_below(random, 3 + rules->n_days));
    tc_random_put(rules, " có số liệu và ", " has data and ");
    tc_random_put_condition(random, rules, 0);
    g_string_append_c(rules->text, '\n');
}

static void put_dependent(TcRandom *random, TcRandomRules *rules)
{
    const bool both = tc_random_chance(random, 50);
    tc_random_put(rules, "  đạt khi: chỉ tiêu 1.1 đạt ", "  met when: indicator 1.1 is met ");
    tc_random_put(rules, both ? "và " : "hoặc ", both ? "and " : "or ");
    tc_random_put_condition(random, rules, 1);
    g_string_append_c(rules->text, '\n');
}

static void put_indicator(TcRandom *random, TcRandomRules *rules, uint32_t index)
{
    uint32_t form = index == 0 ? 0 : tc_random_below(random, rules->closed ? 11 : 10);
    bool judged = form >= 6 || index < N_NAMED || tc_random_chance(random, 85);
    put_head(random, rules, index, judged);
    if (form < 6)
        put_ratio(random, rules, judged);
    else if (form < 8 && tc_random_chance(random, 25))
        put_rest(random, rules);
    else if (form < 8)
        put_count(random, rules);
    else if (form < 9)
        put_contents(random, rules);
    else if (form < 10)
        put_dependent(random, rules);
    else
        put_has_data(random, rules);
}

static void put_first_group(TcRandom *random, TcRandomRules *rules)
{
    tc_random_put(rules, "\nnhóm 1 \"Nhóm\"\n", "\ngroup 1 \"Nhóm\"\n");
    if (tc_random_chance(random, 50))
        tc_random_put(rules, "\ntiêu chí 4 \"Tiêu chí\"\n", "\ncriterion 4 \"Tiêu chí\"\n");
}

/* The second half stands in a group with a weight, in a criterion. */
static void put_second_group(TcRandomRules *rules)
{
    tc_random_put(rules, "\nnhóm 2 \"Nhóm\"\n  trọng số: 2\n\ntiêu chí 5 \"Tiêu chí\"\n",
                  "\ngroup 2 \"Nhóm\"\n  weight: 2\n\ncriterion 5 \"Tiêu chí\"\n");
}

TcRandomRules *tc_random_rules_new(TcRandom *random, TcLang lang, unsigned kind)
{
    TcRandomRules *rules = g_new0(TcRandomRules, 1);
    rules->lang = lang;
    rules->small = kind & TC_RANDOM_SMALL;
    rules->closed = kind & TC_RANDOM_CLOSED;
    rules->wide = kind & TC_RANDOM_WIDE;
    rules->text = g_string_new(NULL);
    rules->turns = g_array_new(FALSE, FALSE, sizeof(TcTurn));
    rules->n_numerators = 2 + tc_random_below(random, 3);
    rules->n_denominators = 1 + tc_random_below(random, 2);
    rules->n_indicators = 3 + tc_random_below(random, 4);
    rules->zone = rules->n_numerators + rules->n_denominators;
    rules->flags[0] = rules->zone + 1;
    rules->flags[1] = rules->zone + 2;
    rules->days = rules->zone + 3;
    rules->n_days = kind & TC_RANDOM_DAYS ? 1 + tc_random_below(random, 2) : 0;
    tc_random_put(rules, "bộ tiêu chí THỬ \"Bộ thử\"\n  đối tượng áp dụng: cấp xã\n",
                  "criteria THỬ \"Bộ thử\"\n  applies to: level commune\n");
    tc_random_put_columns(random, rules);
    if (tc_random_chance(random, 40))
        tc_random_put_checks(random, rules);
    put_first_group(random, rules);
    for (uint32_t i = 0; i < rules->n_indicators; i++) {
        if (i == rules->n_indicators / 2)
            put_second_group(rules);
        put_indicator(random, rules, i);
    }
    uint32_t n_verdicts = 1 + tc_random_below(random, 3);
    for (uint32_t i = 0; i < n_verdicts; i++)
        tc_random_put_verdict(random, rules, i);
    tc_random_put_grade(random, rules);
    return rules;
}

void tc_random_rules_free(TcRandomRules *rules)
{
    g_string_free(rules->text, TRUE);
    g_array_unref(rules->turns);
    g_free(rules);
}
