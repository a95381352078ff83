/* The text of a rule set of random expressions: all operators, functions, cases, closed questions.
 */
#include "tools/random_rules.h"
#include "tools/random_typed.h"

static const char data_section[] = "criteria T \"T\"\n applies to: level commune\ndata\n"
                                   " [a] : integer (hộ), from 0 to 9, at most [b]\n"
                                   " [b] : integer (hộ), from 0 to 9\n"
                                   " [c] : integer (hộ), from 1 to 9\n"
                                   " [m] : number (hộ), from -5 to 5\n"
                                   " [u] : number (hộ)\n"
                                   " [p] : yes/no\n"
                                   " [q] : yes/no\n"
                                   " [z] : one of \"x\", \"y\", \"w\"\n";

static void put_number(TcRandom *random, GString *text, unsigned depth);
static void put_condition(TcRandom *random, GString *text, unsigned depth);

static void put_pair(TcRandom *random, GString *text, const char *head, const char *between,
                     const char *tail, unsigned depth)
{
    g_string_append(text, head);
    put_number(random, text, depth);
    g_string_append(text, between);
    put_number(random, text, depth);
    g_string_append(text, tail);
}

/* A number in hộ: everything keeps that unit. */
static void put_number(TcRandom *random, GString *text, unsigned depth)
{
    if (depth == 0) {
        static const char *const leaves[] = {"[a]", "[b]",  "[c]",  "[m]",
                                             "[u]", "3 hộ", "0 hộ", "2.5 hộ"};
        g_string_append(
            text,
            leaves[tc_random_below(random, tc_random_below(random, 3) ? 4 : G_N_ELEMENTS(leaves))]);
        return;
    }
    switch (tc_random_below(random, 14)) {
    case 0:
    case 1:
        put_pair(random, text, "(", " + ", ")", depth - 1);
        break;
    case 2:
        put_pair(random, text, "(", " - ", ")", depth - 1);
        break;
    case 3:
        put_pair(random, text, "min(", "; ", ")", depth - 1);
        break;
    case 4:
        put_pair(random, text, "max(", "; ", ")", depth - 1);
        break;
    case 5:
        put_pair(random, text, "default(", "; ", ")", depth - 1);
        break;
    case 6:
        g_string_append(text, tc_random_below(random, 2) ? "abs(" : "round(");
        put_number(random, text, depth - 1);
        g_string_append(text, ")");
        break;
    case 7:
        put_pair(random, text, "([c] * ", " / (", " - 2))", depth - 1); /* may divide by zero */
        break;
    case 8:
        put_pair(random, text, "((", " - 1) / [c] * ", ")", depth - 1);
        break;
    case 9:
        g_string_append(text, "(when ");
        put_condition(random, text, depth - 1);
        put_pair(random, text, " then ", " otherwise ", ")", depth - 1);
        break;
    case 10:
        g_string_append(text, "(by ");
        put_number(random, text, depth - 1);
        put_pair(random, text, " from 2 upward: ", "; below 2: ", ")", depth - 1);
        break;
    case 11:
    case 12:
        tc_random_put_typed_number(random, text, depth - 1);
        break;
    default:
        g_string_append_printf(text, "(%d/3 * ", (int)tc_random_below(random, 9) - 4);
        put_number(random, text, depth - 1);
        g_string_append(text, ")");
    }
}

static void put_question(TcRandom *random, GString *text)
{
    static const char *const questions[] = {"[p]",
                                            "[q] = yes",
                                            "[q] = no",
                                            "[d] before 2024-03-01",
                                            "[d] from 2023-01-01",
                                            "[z] = \"x\"",
                                            "[z] in {\"x\"; \"w\"}",
                                            "[z] <> \"y\"",
                                            "[a] has data",
                                            "[d] has no data",
                                            "year([d]) >= 2024",
                                            "months_between([d]; 2024-06-30) > 3",
                                            "[d] <> 2024-01-01",
                                            "[a] / [b] >= 60%",
                                            "[a] / [b] <> 50%"};
    if (tc_random_chance(random, 40))
        tc_random_put_typed_question(random, text, tc_random_below(random, 3));
    else
        g_string_append(text, questions[tc_random_below(random, G_N_ELEMENTS(questions))]);
}

static void put_condition(TcRandom *random, GString *text, unsigned depth)
{
    static const char *const relations[] = {" = ", " <> ", " < ", " <= ", " > ", " >= "};
    g_string_append(text, "(");
    switch (depth == 0 ? tc_random_below(random, 4) : tc_random_below(random, 8)) {
    case 0:
    case 1:
    case 2:
        put_question(random, text);
        break;
    case 3:
    case 4:
        put_pair(random, text, "", relations[tc_random_below(random, 6)], "",
                 depth ? depth - 1 : 0);
        break;
    case 5:
        g_string_append(text, "not ");
        put_condition(random, text, depth - 1);
        break;
    default:
        put_condition(random, text, depth - 1);
        g_string_append(text, tc_random_below(random, 2) ? " and " : " or ");
        put_condition(random, text, depth - 1);
    }
    g_string_append(text, ")");
}

/* Units beside hộ: as the columns declare it, and behind numbers. Points have a word in each
 * language, and the one of the keywords stands behind numbers. */
static void put_unit(TcRandom *random, GString *text)
{
    static const char *const units[][2] = {
        {"hộ", "hộ"}, {"points", "points"}, {"điểm", "points"}, {"mét vuông", "mét vuông"}};
    const char *const *unit = units[tc_random_below(random, G_N_ELEMENTS(units))];
    g_autofree char *declared = g_strdup_printf("(%s)", unit[0]);
    g_string_replace(text, "(hộ)", declared, 0);
    g_string_replace(text, "hộ", unit[1], 0);
}

char *tc_random_expressions(TcRandom *random)
{
    GString *text = g_string_new(data_section);
    g_string_append(text, tc_random_typed_columns);
    tc_random_put_typed_checks(random, text);
    g_string_append(text, "definitions\n [def] : ");
    put_number(random, text, 2);
    g_string_append(text, "\n");
    for (unsigned i = 1; i <= TC_RANDOM_INDICATORS; i++) {
        g_string_append_printf(text, "indicator %u \"I\"\n", i);
        if (tc_random_below(random, 3) == 0) {
            g_string_append(text, " not applicable when: ");
            put_condition(random, text, tc_random_below(random, 2));
            g_string_append(text, "\n");
        }
        g_string_append(text, " computed as: ");
        put_number(random, text, 1 + tc_random_below(random, 3));
        g_string_append(text, "\n met when: ");
        put_condition(random, text, 1 + tc_random_below(random, 3));
        g_string_append_printf(text, " or value > [def]\n maximum points: %u\n", 5 + i);
    }
    g_string_append(text,
                    "verdict V \"V\"\n met when: number of indicators met >= 2\n"
                    "grade G by total points  from 20 upward: \"A\"; from 9 to below 20: \"B\";"
                    " otherwise: \"C\"\n");
    put_unit(random, text);
    return g_string_free(text, FALSE);
}
