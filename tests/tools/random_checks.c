/* Data checks between several columns: sums, shares, either-or, negations; some that nearly no row
 * keeps. */
#include "tools/random_internal.h"

typedef struct {
    TcRandom *random;
    TcRandomRules *rules;
} Maker;

static void put_numerator(const Maker *maker)
{
    tc_random_put_column(maker->rules, tc_random_below(maker->random, maker->rules->n_numerators));
}

static void put_denominator(const Maker *maker)
{
    tc_random_put_column(maker->rules,
                         maker->rules->n_numerators +
                             tc_random_below(maker->random, maker->rules->n_denominators));
}

static void put_sign(const Maker *maker, const char *sign)
{
    g_string_append_printf(maker->rules->text, " %s ", sign);
}

/* A <= B - C, A + B <= C, A + B = C and the like. */
static void put_sum(const Maker *maker)
{
    static const char *const relations[] = {"<=", "<=", "<=", "<", ">=", "=", "<>"};
    put_numerator(maker);
    if (tc_random_chance(maker->random, 50)) {
        put_sign(maker, "+");
        put_numerator(maker);
    }
    put_sign(maker, relations[tc_random_below(maker->random, G_N_ELEMENTS(relations))]);
    put_denominator(maker);
    if (tc_random_chance(maker->random, 50)) {
        put_sign(maker, "-");
        put_numerator(maker);
    }
}

/* 2 * A <= B + 1: whole numbers that do not divide. */
static void put_weighted(const Maker *maker)
{
    g_string_append_printf(maker->rules->text, "%u * ", 2 + tc_random_below(maker->random, 2));
    put_numerator(maker);
    put_sign(maker, tc_random_chance(maker->random, 50) ? "<=" : ">=");
    put_denominator(maker);
    g_string_append_printf(maker->rules->text, " + %u", tc_random_below(maker->random, 3));
}

static void put_share(const Maker *maker)
{
    put_numerator(maker);
    put_sign(maker, "/");
    put_denominator(maker);
    tc_random_put(maker->rules, " không quá 80%", " at most 80%");
}

static void put_choice(const Maker *maker)
{
    tc_random_put_column(maker->rules, maker->rules->flags[0]);
    tc_random_put(maker->rules, " = có hoặc ", " = yes or ");
    put_sum(maker);
}

static void put_both(const Maker *maker)
{
    tc_random_put(maker->rules, "không (", "not (");
    put_sum(maker);
    tc_random_put(maker->rules, " hoặc ", " or ");
    put_weighted(maker);
    g_string_append_c(maker->rules->text, ')');
}

void tc_random_put_checks(TcRandom *random, TcRandomRules *rules)
{
    static void (*const forms[])(const Maker *) = {put_sum,   put_sum,    put_sum, put_weighted,
                                                   put_share, put_choice, put_both};
    const Maker maker = {random, rules};
    const uint32_t n = 1 + tc_random_below(random, 3);
    tc_random_put(rules, "\nkiểm tra số liệu\n", "\ndata check\n");
    for (uint32_t i = 0; i < n; i++) {
        forms[tc_random_below(random, G_N_ELEMENTS(forms))](&maker);
        g_string_append_printf(rules->text, " \"Kiểm tra %u\"", i + 1);
        g_string_append(rules->text, i + 1 < n ? ";\n" : "\n");
    }
}
