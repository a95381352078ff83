/* Terms and questions of dates, days, shares, money, texts and documents, for random_expressions.c:
 * each type in arithmetic, functions and choices, with the cells that may be none yet. */
#include "tools/random_typed.h"

const char tc_random_typed_columns[] = " [d] : date, blank means none yet\n"
                                       " [e] : date\n"
                                       " [f] : date, from [d], blank means none yet\n"
                                       " [g] : date, at most [e] + 2000 days\n"
                                       " [r] : percent, blank means 0\n"
                                       " [s] : percent, may be negative, from -50% to 100%\n"
                                       " [k] : money (million dong), blank means 0\n"
                                       " [l] : money (thousand dong)\n"
                                       " [t] : text, blank means none yet\n"
                                       " [v] : text\n"
                                       " [w] : document, blank means none yet\n"
                                       " [x] : document, blank means no\n"
                                       " [y] : yes/no, blank means no\n"
                                       " [o] : one of \"x\", \"y\", \"w\", blank means none yet\n";

static const char *const relations[] = {" = ", " <> ", " < ", " <= ", " > ", " >= "};

static void put_one_of(TcRandom *random, GString *text, const char *const *words, uint32_t n)
{
    g_string_append(text, words[tc_random_below(random, n)]);
}

static void put_relation(TcRandom *random, GString *text)
{
    put_one_of(random, text, relations, G_N_ELEMENTS(relations));
}

/* A value of one type. */
typedef void Put(TcRandom *random, GString *text, unsigned depth);

static void put_two(TcRandom *random, GString *text, const char *head, Put *put,
                    const char *between, const char *tail, unsigned depth)
{
    g_string_append(text, head);
    put(random, text, depth);
    g_string_append(text, between);
    put(random, text, depth);
    g_string_append(text, tail);
}

/* One of two values of a type, in a case list or a scale. */
static void put_choice(TcRandom *random, GString *text, Put *put, unsigned depth)
{
    if (tc_random_chance(random, 50)) {
        g_string_append(text, "(when ");
        tc_random_put_typed_question(random, text, depth);
        put_two(random, text, " then ", put, " otherwise ", ")", depth);
    } else {
        put_two(random, text, "(by [o] \"x\": ", put, "; otherwise: ", ")", depth);
    }
}

static void put_days(TcRandom *random, GString *text, unsigned depth);

static void put_date(TcRandom *random, GString *text, unsigned depth)
{
    static const char *const leaves[] = {"[d]", "[d]", "[e]", "[f]", "[g]", "2024-03-01"};
    static const char *const shifts[] = {" + 30 days)", " - 45 days)", " + 0 days)", " + 1.5 days)",
                                         " + 2920000 days)"};
    const uint32_t form = depth ? tc_random_below(random, 9) : 0;
    if (form < 3) {
        put_one_of(random, text, leaves, G_N_ELEMENTS(leaves));
    } else if (form < 5) {
        g_string_append(text, "(");
        put_date(random, text, depth - 1);
        put_one_of(random, text, shifts, G_N_ELEMENTS(shifts));
    } else if (form < 6) {
        put_two(random, text, tc_random_below(random, 2) ? "max(" : "min(", put_date, "; ", ")",
                depth - 1);
    } else if (form < 7) {
        put_two(random, text, "default(", put_date, "; ", ")", depth - 1);
    } else if (form < 8) {
        g_string_append(text, "(");
        put_date(random, text, depth - 1);
        g_string_append(text, tc_random_below(random, 2) ? " + " : " - ");
        put_days(random, text, depth - 1);
        g_string_append(text, ")");
    } else {
        put_choice(random, text, put_date, depth - 1);
    }
}

/* To tens, units or tenths. */
static void put_rounded(TcRandom *random, GString *text, Put *put, unsigned depth)
{
    static const char *const modes[] = {"half-up", "half-even", "half-down", "up",
                                        "down",    "ceiling",   "floor"};
    g_string_append(text, "round(");
    put(random, text, depth);
    g_string_append_printf(text, "; %d; ", (int)tc_random_below(random, 3) - 1);
    put_one_of(random, text, modes, G_N_ELEMENTS(modes));
    g_string_append(text, ")");
}

static void put_days(TcRandom *random, GString *text, unsigned depth)
{
    static const char *const folds[] = {"sum(", "mean(", "min(", "max(", "default("};
    const uint32_t form = depth ? tc_random_below(random, 9) : tc_random_below(random, 3);
    if (form < 2) {
        put_two(random, text, "(", put_date, " - ", ")", depth ? depth - 1 : 0);
    } else if (form < 3) {
        put_two(random, text, "days_between(", put_date, "; ", ")", depth ? depth - 1 : 0);
    } else if (form < 5) {
        put_two(random, text, folds[tc_random_below(random, G_N_ELEMENTS(folds))], put_days, "; ",
                ")", depth - 1);
    } else if (form < 6) {
        g_string_append(text, "abs(");
        put_days(random, text, depth - 1);
        g_string_append(text, ")");
    } else if (form < 7) {
        put_rounded(random, text, put_days, depth - 1);
    } else if (form < 8) {
        g_string_append_printf(text, "(%d/7 * ", (int)tc_random_below(random, 5) - 2);
        put_days(random, text, depth - 1);
        g_string_append(text, ")");
    } else {
        put_choice(random, text, put_days, depth - 1);
    }
}

/* A number without a unit. */
static void put_factor(TcRandom *random, GString *text, unsigned depth)
{
    static const char *const shares[] = {"[r]", "[s]", "([k] / [l])", "([k] / 3 million dong)",
                                         "min([r]; [s])"};
    switch (tc_random_below(random, 6)) {
    case 0:
        put_one_of(random, text, shares, G_N_ELEMENTS(shares));
        break;
    case 1:
        g_string_append(text, "(year(");
        put_date(random, text, depth);
        g_string_append(text, ") - 2020)");
        break;
    case 2:
        put_two(random, text, "(months_between(", put_date, "; ", ") / 3 months)", depth);
        break;
    case 3:
        put_two(random, text, "(years_between(", put_date, "; ", ") / 2 years)", depth);
        break;
    case 4:
        g_string_append(text, "(");
        put_days(random, text, depth);
        g_string_append(text, " / 7 days)");
        break;
    default: /* may divide by zero */
        put_two(random, text, "(", put_days, " / ", ")", depth);
    }
}

static void put_text(TcRandom *random, GString *text, unsigned depth)
{
    static const char *const leaves[] = {"[t]", "[t]", "[v]", "\"a\"", "\"b\""};
    const uint32_t form = depth ? tc_random_below(random, 6) : 0;
    if (form < 3)
        put_one_of(random, text, leaves, G_N_ELEMENTS(leaves));
    else if (form < 4)
        put_two(random, text, tc_random_below(random, 2) ? "max(" : "min(", put_text, "; ", ")",
                depth - 1);
    else if (form < 5)
        put_two(random, text, "default(", put_text, "; ", ")", depth - 1);
    else
        put_choice(random, text, put_text, depth - 1);
}

void tc_random_put_typed_question(TcRandom *random, GString *text, unsigned depth)
{
    static const char *const questions[] = {"[w]",
                                            "not [w]",
                                            "[w] = no",
                                            "[w] <> yes",
                                            "[w] has data",
                                            "[x]",
                                            "[x] = no",
                                            "[y]",
                                            "not [y]",
                                            "[o] = \"x\"",
                                            "[o] <> \"x\"",
                                            "[d] = [f]",
                                            "[o] in {\"x\"; \"y\"}",
                                            "[d] has data",
                                            "[t] not in {\"a\"; \"b\"}",
                                            "[k] from 3 million dong up",
                                            "[k] > [l]",
                                            "round([k]; -1; half-even) < [l]",
                                            "[r] + [s] at least 60%",
                                            "[d] from [e] up"};
    g_string_append(text, "(");
    switch (tc_random_below(random, 6)) {
    case 0:
    case 1:
        put_one_of(random, text, questions, G_N_ELEMENTS(questions));
        break;
    case 2:
        put_date(random, text, depth);
        put_relation(random, text);
        put_date(random, text, depth);
        break;
    case 3:
        put_days(random, text, depth);
        put_relation(random, text);
        g_string_append_printf(text, "%u", tc_random_below(random, 3) * 15);
        break;
    case 4:
        put_days(random, text, depth);
        g_string_append(text, tc_random_below(random, 2) ? " has data" : " from 0 to 30 days");
        break;
    default:
        put_text(random, text, depth);
        put_relation(random, text);
        put_text(random, text, depth);
    }
    g_string_append(text, ")");
}

/* Numbers of hộ by the cells of a table; each row is another cell of a grid of two subjects. */
static void put_table(TcRandom *random, GString *text)
{
    static const struct {
        const char *subject, *cells[2];
    } axes[] = {{"[d]", {"before 2024-03-01", "from 2024-03-01"}},
                {"[d] + 30 days", {"before 2024-03-01", "from 2024-03-01"}},
                {"[e] - [d]", {"below 30", "from 30 up"}},
                {"[t]", {"\"a\"", "\"b\""}},
                {"[o]", {"\"x\"", "\"y\""}},
                {"[w]", {"yes", "no"}},
                {"[y]", {"yes", "no"}},
                {"[r]", {"below 50%", "from 50% up"}},
                {"[k]", {"below 3 million dong", "from 3 million dong up"}},
                {"[a]", {"below 4", "from 4 up"}}};
    const uint32_t first = tc_random_below(random, G_N_ELEMENTS(axes));
    const uint32_t second = (first + 1 + tc_random_below(random, G_N_ELEMENTS(axes) - 1)) %
                            (uint32_t)G_N_ELEMENTS(axes);
    const uint32_t empty = tc_random_below(random, 6);
    g_string_append_printf(text, "(table\n | %s | %s | v |\n", axes[first].subject,
                           axes[second].subject);
    for (uint32_t i = 0; i < 4; i++) {
        if (i == empty)
            continue; /* left to the last row */
        if (i == 2 && empty > 4) {
            g_string_append_printf(text, " | %s | | %u hộ |\n", axes[first].cells[1], i);
            break;
        }
        g_string_append_printf(text, " | %s | %s | %u hộ |\n", axes[first].cells[i / 2],
                               axes[second].cells[i % 2], i);
    }
    g_string_append(text, " | otherwise | 5 hộ |\n )");
}

void tc_random_put_typed_number(TcRandom *random, GString *text, unsigned depth)
{
    switch (tc_random_below(random, 4)) {
    case 0:
    case 1:
        g_string_append(text, "([c] * ");
        put_factor(random, text, depth);
        g_string_append(text, ")");
        break;
    case 2:
        put_table(random, text);
        break;
    default:
        g_string_append(text, tc_random_below(random, 2) ? "(by [t] \"a\": [a]; \"b\": 3; "
                                                           "otherwise: [c])"
                                                         : "(by [d] before 2024-03-01: [a]; "
                                                           "otherwise: [c])");
    }
}

void tc_random_put_typed_checks(TcRandom *random, GString *text)
{
    static const char *const checks[] = {" [e] - [d] <= 2500\n", " [d] + 30 days <> [g]\n",
                                         " not ([f] - [d] > 3000)\n",
                                         " [w] = yes or [d] has no data\n"};
    if (!tc_random_chance(random, 25))
        return;
    g_string_append(text, "data check\n");
    put_one_of(random, text, checks, G_N_ELEMENTS(checks));
}
