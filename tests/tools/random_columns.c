/* The columns of a random rule set, and what is asked of those that are no numbers. */
#include "tools/random_internal.h"

const char *const tc_random_zones[TC_RANDOM_ZONES] = {"đồng bằng", "miền núi", "ven biển"};

void tc_random_put_column(TcRandomRules *rules, uint32_t column)
{
    if (column < rules->n_numerators)
        g_string_append_printf(rules->text, "[Tử %u]", column);
    else if (column < rules->zone)
        g_string_append_printf(rules->text, "[Mẫu %u]", column);
    else if (column == rules->zone)
        g_string_append(rules->text, "[Vùng]");
    else if (column < rules->days)
        g_string_append_printf(rules->text, "[Cờ %u]", column);
    else
        g_string_append_printf(rules->text, "[Ngày %u]", column);
}

/* --- questions -------------------------------------------------------------------------------- */

/* The @day-th of the days that columns are declared for. */
static void put_date(TcRandomRules *rules, uint32_t day)
{
    g_string_append_printf(rules->text, rules->lang == TC_LANG_VI ? "%u/3/2024" : "2024-03-%02u",
                           TC_RANDOM_FIRST_DAY + day);
}

static void put_days(TcRandomRules *rules, uint32_t days)
{
    g_string_append_printf(rules->text, rules->lang == TC_LANG_VI ? "%u ngày" : "%u days", days);
}

/* A date against a fixed one, from two sides, moved, or against the other column. */
static void put_date_question(TcRandom *random, TcRandomRules *rules)
{
    static const char *const relations[] = {" < ", " <= ", " = ", " >= ", " > ", " <> "};
    const char *relation = relations[tc_random_below(random, G_N_ELEMENTS(relations))];
    const uint32_t form = tc_random_below(random, 6), last = rules->days + rules->n_days - 1;
    const uint32_t day = 1 + tc_random_below(random, TC_RANDOM_DAYS_EACH - 2);
    tc_random_put_column(rules, rules->days + tc_random_below(random, rules->n_days));
    if (form == 0) {
        g_string_append(rules->text, " + ");
        put_days(rules, tc_random_below(random, 3));
    } else if (form == 1) { /* nothing can be computed with chưa có */
        g_string_append(rules->text, " - ");
        tc_random_put_column(rules, last);
        g_string_append(rules->text, relation);
        put_days(rules, tc_random_below(random, 3));
        return;
    } else if (form == 2 && rules->n_days > 1) {
        g_string_append(rules->text, relation);
        tc_random_put_column(rules, last);
        return;
    } else if (form == 3) {
        tc_random_put(rules, " từ ", " from ");
        put_date(rules, day);
        tc_random_put(rules, " đến ", " to ");
        put_date(rules, day + 1);
        return;
    }
    g_string_append(rules->text, relation);
    put_date(rules, day);
}

void tc_random_put_condition(TcRandom *random, TcRandomRules *rules, uint32_t flag)
{
    if (rules->n_days > 0 && tc_random_chance(random, 45)) {
        put_date_question(random, rules);
        return;
    }
    tc_random_put_column(rules, rules->flags[flag]);
    tc_random_put(rules, " = có", " = yes");
}

/* --- declarations ----------------------------------------------------------------------------- */

/* Up to 10^12 (the default), just within int64, or beyond it. */
static void put_wide_range(TcRandom *random, TcRandomRules *rules)
{
    static const uint8_t powers[] = {12, 17, 18, 19, 20, 30};
    const uint8_t power = powers[tc_random_below(random, G_N_ELEMENTS(powers))];
    if (power == 12)
        return;
    tc_random_put(rules, ", từ 0 đến 1", ", from 0 to 1");
    for (uint8_t i = 0; i < power; i++)
        g_string_append_c(rules->text, '0');
}

static void put_numbers(TcRandom *random, TcRandomRules *rules)
{
    for (uint32_t i = 0; i < rules->zone; i++) {
        tc_random_put_column(rules, i);
        if (rules->wide && i < rules->n_numerators && tc_random_chance(random, 30))
            tc_random_put(rules, " : số (hộ)", " : number (hộ)");
        else
            tc_random_put(rules, " : số nguyên (hộ)", " : integer (hộ)");
        if (rules->small)
            tc_random_put(rules, ", từ 0 đến 5", ", from 0 to 5");
        else if (rules->wide)
            put_wide_range(random, rules);
        if (i < rules->n_numerators && tc_random_chance(random, 60)) {
            tc_random_put(rules, ", không quá ", ", at most ");
            tc_random_put_column(rules, rules->n_numerators +
                                            tc_random_below(random, rules->n_denominators));
        }
        g_string_append_c(rules->text, '\n');
    }
}

/* Ends a column; where days are drawn, some cells may be chưa có. */
static bool put_blank(TcRandom *random, TcRandomRules *rules)
{
    const bool none = rules->n_days > 0 && tc_random_chance(random, 50);
    if (none)
        tc_random_put(rules, ", để trống là chưa có", ", blank means none yet");
    g_string_append_c(rules->text, '\n');
    return none;
}

/* Of few values each; the second may be bound to the first. */
static void put_day_columns(TcRandom *random, TcRandomRules *rules)
{
    for (uint32_t i = 0; i < rules->n_days; i++) {
        tc_random_put_column(rules, rules->days + i);
        tc_random_put(rules, " : ngày, từ ", " : date, from ");
        put_date(rules, 0);
        tc_random_put(rules, " đến ", " to ");
        put_date(rules, TC_RANDOM_DAYS_EACH - 1);
        if (i > 0 && tc_random_chance(random, 40)) {
            tc_random_put(rules, ", từ ", ", from ");
            tc_random_put_column(rules, rules->days);
        }
        put_blank(random, rules);
    }
}

static void put_choices(TcRandom *random, TcRandomRules *rules)
{
    tc_random_put_column(rules, rules->zone);
    tc_random_put(rules, " : một trong ", " : one of ");
    g_string_append_printf(rules->text, "\"%s\", \"%s\", \"%s\"", tc_random_zones[0],
                           tc_random_zones[1], tc_random_zones[2]);
    rules->zone_none = put_blank(random, rules);
    for (uint32_t i = 0; i < 2; i++) {
        tc_random_put_column(rules, rules->flags[i]);
        tc_random_put(rules, " : có/không\n", " : yes/no\n");
    }
}

static void put_definitions(TcRandom *random, TcRandomRules *rules)
{
    tc_random_put(rules, "\ngiải thích từ ngữ\n[Gộp] : ", "\ndefinitions\n[Gộp] : ");
    tc_random_put_column(rules, 0);
    g_string_append(rules->text, " + ");
    tc_random_put_column(rules, 1);
    if (tc_random_chance(random, 50)) { /* a longer chain, of the same value or another */
        g_string_append(rules->text, " - ");
        tc_random_put_column(rules, 1);
        g_string_append(rules->text, " + ");
        tc_random_put_column(rules, tc_random_below(random, rules->n_numerators));
    }
    g_string_append_c(rules->text, '\n');
}

void tc_random_put_columns(TcRandom *random, TcRandomRules *rules)
{
    tc_random_put(rules, "\nsố liệu\n", "\ndata\n");
    put_numbers(random, rules);
    put_choices(random, rules);
    put_day_columns(random, rules);
    put_definitions(random, rules);
}
