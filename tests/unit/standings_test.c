/* Ranks of a few units: ties, open cells, units left out, numbers of any size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "exec/standings.h"
#include "support/judge.h"

#define HEAD "criteria T \"T\"\n applies to: level commune\ndata\n"

typedef struct {
    const char *row;
    const char *rank; /* "3", "3-5", "none", "3-5 none" */
} Unit;

typedef struct {
    const char *name, *rules;
    const Unit *units;
    uint32_t n;
} Case;

#define CASE(name, rules, units)                                                                   \
    {                                                                                              \
        name, HEAD rules, units, G_N_ELEMENTS(units)                                               \
    }

static char *rank_text(const TcRankingResult *ranking, uint32_t row)
{
    GString *text = g_string_new(NULL);
    if (ranking->ranked[row] & TC_OUT_TRUE)
        g_string_append_printf(text, "%" G_GUINT64_FORMAT, ranking->best[row]);
    if (ranking->worst[row] != ranking->best[row])
        g_string_append_printf(text, "-%" G_GUINT64_FORMAT, ranking->worst[row]);
    if (ranking->ranked[row] & TC_OUT_FALSE)
        g_string_append(text, text->len ? " none" : "none");
    return g_string_free(text, FALSE);
}

/* Judges the units @per_block at a time, twice. */
static void run_case(const Case *test, TcRun run, uint32_t per_block)
{
    TcJudge judge;
    const char *rows[16];
    tc_judge_start(&judge, test->rules, run);
    TcStandings *standings = tc_standings_new(judge.model);
    for (uint32_t i = 0; i < test->n; i++)
        rows[i] = test->units[i].row;
    for (uint32_t first = 0; first < test->n; first += per_block) {
        tc_judge_rows(&judge, rows + first, MIN(per_block, test->n - first));
        tc_standings_add(standings, judge.results);
    }
    tc_standings_close(standings);
    for (uint32_t first = 0; first < test->n; first += per_block) {
        tc_judge_rows(&judge, rows + first, MIN(per_block, test->n - first));
        tc_standings_place(standings, judge.results);
        for (uint32_t i = first; i < MIN(first + per_block, test->n); i++) {
            g_autofree char *rank = rank_text(&judge.results->rankings[0], i - first);
            if (strcmp(rank, test->units[i].rank) != 0)
                fail_msg("%s, %s: rank %s, not %s", test->name, rows[i], rank, test->units[i].rank);
        }
    }
    tc_standings_free(standings);
    tc_judge_end(&judge);
}

static const Unit ties[] = {{"5", "2"}, {"7", "1"}, {"5", "2"}, {"4", "4"}};
static const Unit open_ones[] = {{"5", "1-2"}, {"?", "1-4"}, {"3", "2-3"}, {"2", "3-4"}};
static const Unit at_the_ends[] = {{"0", "2-3"}, {"10", "1"}, {"?", "1-2"}, {"0", "2-3"}};
static const Unit equal_at_best[] = {{"10", "1"}, {"?", "1-2"}};
static const Unit lowest[] = {{"5", "2"}, {"7", "4"}, {"5", "2"}, {"4", "1"}};
static const Unit left_out[] = {
    {"9|yes", "none"}, {"8|no", "1-2"}, {"7|?", "2-3 none"}, {"6|no", "2-4"}, {"?|no", "1-4"}};
static const Unit shares[] = {{"1|3", "3"},
                              {"333333333333|1000000000000", "4"},
                              {"334|1000", "2"},
                              {"0|0", "none"},
                              {"1|2", "1"}};
static const Unit open_shares[] = {{"1|2", "1-2"}, {"1|?", "1 none"}, {"0|1", "2-3"}};
static const Unit large[] = {{"1000000000000|1000000000000", "1"},
                             {"1000000000000|999999999999", "2-4"},
                             {"999999999999|1000000000000", "2-4"},
                             {"1|1", "4-6"},
                             {"?|1000000000000", "1-6"},
                             {"?|?", "1-6"}};
static const Unit beyond[] = {
    {"1|1", "1-2"}, {"1|?", "1-4 none"}, {"-1|1", "2-3"}, {"-5|2", "3-4"}};
static const Unit silent[] = {{"1|2", "1"}, {"0|0", "1-2"}, {"0|1", "2-3"}};

static const Case cases[] = {
    CASE("ties skip the next rank", "[X] : integer, from 0 to 10\nranking R by [X]\n", ties),
    CASE("an open cell", "[X] : integer, from 0 to 10\nranking R by [X]\n", open_ones),
    CASE("an open cell at its ends", "[X] : integer, from 0 to 10\nranking R by [X]\n",
         at_the_ends),
    CASE("a certain first", "[X] : integer, from 0 to 10\nranking R by [X]\n", equal_at_best),
    CASE("lowest first", "[X] : integer, from 0 to 10\nranking R \"r\" by [X] lowest first\n",
         lowest),
    CASE("left out",
         "[X] : integer, from 0 to 10\n[Out] : yes/no\n"
         "ranking R by [X]\n not applicable when: [Out] = yes\n",
         left_out),
    CASE("shares are exact", "[X] : integer\n[Y] : integer\nranking R by [X] / [Y]\n", shares),
    CASE("shares with an open denominator",
         "[X] : integer\n[Y] : integer, from 0 to 2\nranking R by [X] / [Y]\n", open_shares),
    CASE("beyond int64", "[X] : integer\n[Y] : integer\nranking R by [X] * [X] * [Y] * [Y]\n",
         large),
    CASE("without bounds",
         "[X] : integer, from -10 to 10, may be negative\n"
         "[Y] : number, from -1 to 2, may be negative\nranking R by [X] / [Y]\n",
         beyond),
    CASE("the rule is silent",
         "[X] : integer\n[Y] : integer\nindicator 1 \"i\"\n computed as: [X] / [Y]\n"
         " required: from 50% up\n maximum points: 2\nranking R by total points\n",
         silent),
};

static void test_ranks(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        run_case(&cases[i], (TcRun){0}, 16);
        run_case(&cases[i], (TcRun){0}, 1);
        run_case(&cases[i], (TcRun){.exact_only = true}, 3);
    }
}

/* What is certain of neighbours, in a ranking with lowest first. */
static void test_neighbours(void **state)
{
    const char *const rows[] = {"5|2", "7|1", "5|1", "4|1", "?|1"};
    TcJudge judge;
    mpq_t value, found;
    mpq_inits(value, found, NULL);
    tc_judge_start(&judge,
                   HEAD "[X] : integer, from 6 to 9\n[Y] : integer\n"
                        "ranking R by [X] / [Y] lowest first\n",
                   (TcRun){0});
    tc_judge_rows(&judge, rows, G_N_ELEMENTS(rows));
    TcStandings *standings = tc_standings_new(judge.model);
    tc_standings_add(standings, judge.results);
    tc_standings_close(standings);
    TcRankedUnits units = tc_standings_units(standings, 0);
    assert_int_equal(units.surely, 5);
    assert_int_equal(units.perhaps, 5);
    mpq_set_ui(value, 5, 1);
    assert_true(tc_standings_below(standings, 0, value, found));
    assert_int_equal(mpq_cmp_ui(found, 4, 1), 0);
    assert_int_equal(tc_standings_rank(standings, 0, found), 2);
    assert_true(tc_standings_above(standings, 0, value, found));
    assert_int_equal(mpq_cmp_ui(found, 6, 1), 0);
    assert_int_equal(tc_standings_rank(standings, 0, found), 0); /* perhaps nobody has 6 */
    mpq_set_ui(value, 5, 2);
    assert_false(tc_standings_below(standings, 0, value, found));
    assert_int_equal(tc_standings_equal(standings, 0, value).surely, 1);
    tc_standings_free(standings);
    tc_judge_end(&judge);
    mpq_clears(value, found, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ranks),
        cmocka_unit_test(test_neighbours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
