/* Ranks against their definition.
 *
 *   property_rank [rule sets [seed]]
 *
 * A few units with open cells, judged by random rules with random rankings. The oracle lists what
 * each unit can have (brute force over its completions, by the reference evaluator), then goes
 * through every combination of all units and counts: the rank of a unit is 1 and the number of
 * units that have more. The ranks that the standings give hold all that come up; of units without
 * open cells just those. Figures of units with unequal certain ranks never print alike. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "exec/evaluate.h"
#include "exec/standings.h"
#include "report/figures.h"
#include "support/rule_set.h"
#include "tools/brute.h"
#include "tools/random_rules.h"

enum { UNITS = 7, TRIES = 60, COMPLETIONS = 3000, COMBINATIONS = 20000, MOST_REPORTS = 5 };
enum { MOST_WIDER = 5 }; /* percent of ranks that may be given wider than need be */

typedef struct {
    TcRandomRules *rules;
    TcRuleSet set;
    const TcModel *model; /* of `set` */
    TcPlan *plan;
    TcRun run;
    TcEvaluator *evaluator;
    TcResults *results;
    TcBlock *block;
    TcStandings *standings;
    TcBrute *brutes[UNITS]; /* NULL: too many completions */
    uint32_t n;
    bool open; /* some cell is, or the rule is silent about some indicator */
} Trial;

static unsigned long failures, sets, ranks, certain, could_be_certain, wider;

static void fail(const Trial *trial, const char *what, uint32_t ranking, uint32_t unit,
                 uint64_t got, uint64_t wanted)
{
    if (failures++ < MOST_REPORTS)
        printf("%s\n%s: ranking %u, unit %u of %u: got %" G_GUINT64_FORMAT
               ", wanted %" G_GUINT64_FORMAT "\n",
               trial->rules->text->str, what, ranking, unit, trial->n, got, wanted);
}

/* --- rules and units -------------------------------------------------------------------------- */

static const char *const rankings[][TC_N_LANGS] = {
    {"\nxếp hạng A theo tổng điểm\n", "\nranking A by total points\n"},
    {"\nxếp hạng B \"B\" theo tỷ lệ điểm\n  thấp hơn xếp trước\n",
     "\nranking B \"B\" by share of points\n  lowest first\n"},
    {"\nxếp hạng C theo tổng điểm tối đa - 2 * tổng điểm\n  không áp dụng khi: chỉ tiêu 1.1 chưa "
     "đạt\n",
     "\nranking C by total maximum points - 2 * total points\n"
     "  not applicable when: indicator 1.1 is not met\n"},
    {"\nxếp hạng D theo giá trị của chỉ tiêu 1.1\n  thấp hơn xếp trước\n",
     "\nranking D by value of indicator 1.1\n  lowest first\n"},
};

static bool read_rules(Trial *trial, TcRandom *random, bool small)
{
    TcLang lang = tc_random_chance(random, 50) ? TC_LANG_VI : TC_LANG_EN;
    trial->rules = tc_random_rules_new(random, lang, small ? TC_RANDOM_SMALL : 0);
    for (size_t i = 0; i < G_N_ELEMENTS(rankings); i++)
        g_string_append(trial->rules->text, rankings[i][lang]);
    tc_rule_set_open(&trial->set, trial->rules->text->str, TC_LANG_EN);
    trial->model = trial->set.model;
    if (!trial->model) {
        printf("%s\n%s\n", trial->rules->text->str, tc_rule_set_mistake(&trial->set));
        failures++;
    }
    return trial->model != NULL;
}

/* A unit whose data are good, some of its cells then open. Returns: was one found? */
static bool make_unit(Trial *trial, TcRandom *random, uint32_t open, TcValue *cells, bool *known)
{
    const uint32_t n = trial->model->schema.n_columns + trial->model->schema.n_appraised;
    g_autoptr(TcReference) reference = tc_reference_new(trial->model, &trial->run);
    for (int i = 0; i < TRIES; i++) {
        tc_random_row(random, trial->rules, trial->model, cells);
        tc_reference_set_row(reference, cells, NULL);
        if (!tc_reference_row_valid(reference))
            continue;
        memset(known, true, n * sizeof *known);
        if (open > 0)
            tc_random_open(random, trial->model, open, cells, known);
        return true;
    }
    return false;
}

/* Is an indicator undefined, so that conclusions see it both ways, perhaps too widely? */
static bool is_silent(const Trial *trial, uint32_t unit)
{
    const TcBrute *brute = trial->brutes[unit];
    for (uint32_t i = 0; brute && i < trial->model->n_indicators; i++) {
        if (brute->indicators[i] & TC_OUT_UNDEFINED)
            return true;
    }
    return false;
}

static void make_units(Trial *trial, TcRandom *random, bool small)
{
    const uint32_t n = trial->model->schema.n_columns + trial->model->schema.n_appraised;
    g_autofree TcValue *cells = g_new(TcValue, n);
    g_autofree bool *known = g_new(bool, n);
    const uint32_t wanted = small ? 3 + tc_random_below(random, 2) : UNITS;
    for (uint32_t i = 0; i < n; i++)
        tc_value_init(&cells[i]);
    for (uint32_t unit = 0; unit < wanted; unit++) {
        uint32_t open = small ? tc_random_below(random, 3) : 0;
        if (!make_unit(trial, random, open, cells, known))
            continue;
        trial->brutes[trial->n] =
            tc_brute_new(trial->model, &trial->run, cells, known, COMPLETIONS);
        tc_random_store(trial->model, cells, known, trial->block, trial->n++);
        trial->open = trial->open || open > 0 || is_silent(trial, trial->n - 1);
    }
    tc_block_finish(trial->block);
    for (uint32_t i = 0; i < n; i++)
        tc_value_clear(&cells[i]);
}

/* --- the two runs ----------------------------------------------------------------------------- */

static void rank_units(Trial *trial)
{
    trial->plan = tc_plan_new(trial->model);
    trial->results = tc_results_new(trial->model);
    trial->standings = tc_standings_new(trial->model);
    g_autoptr(TcEvaluator) first = tc_evaluator_new(trial->plan, &trial->run);
    tc_evaluate(first, trial->block, trial->results);
    tc_standings_add(trial->standings, trial->results);
    tc_standings_close(trial->standings);
    trial->run.standings = trial->standings;
    trial->evaluator = tc_evaluator_new(trial->plan, &trial->run);
    tc_evaluate(trial->evaluator, trial->block, trial->results);
}

/* --- the oracle ------------------------------------------------------------------------------- */

typedef struct {
    unsigned ranked; /* set of TC_OUT_TRUE, FALSE */
    uint64_t best, worst;
} Seen;

/* One combination: @values[i] is what unit i has; undefined: it has no rank. */
static void count_ranks(const Trial *trial, uint32_t ranking, const TcValue *const *values,
                        Seen *seen)
{
    const bool lowest_first = trial->model->rankings[ranking].lowest_first;
    for (uint32_t i = 0; i < trial->n; i++) {
        uint64_t rank = 1;
        for (uint32_t k = 0; k < trial->n && values[i]->defined; k++) {
            int order = values[k]->defined ? tc_value_order(values[k], values[i]) : 0;
            rank += lowest_first ? order < 0 : order > 0;
        }
        seen[i].ranked |= values[i]->defined ? TC_OUT_TRUE : TC_OUT_FALSE;
        if (!values[i]->defined)
            continue;
        seen[i].best = seen[i].best ? MIN(seen[i].best, rank) : rank;
        seen[i].worst = MAX(seen[i].worst, rank);
    }
}

static void combine(const Trial *trial, uint32_t ranking, uint32_t unit, const TcValue **values,
                    Seen *seen)
{
    if (unit == trial->n) {
        count_ranks(trial, ranking, values, seen);
        return;
    }
    const GPtrArray *can_have = trial->brutes[unit]->rankings[ranking];
    for (guint i = 0; i < can_have->len; i++) {
        values[unit] = g_ptr_array_index(can_have, i);
        combine(trial, ranking, unit + 1, values, seen);
    }
}

static bool can_combine(const Trial *trial, uint32_t ranking)
{
    uint64_t combinations = 1;
    for (uint32_t i = 0; i < trial->n; i++) {
        if (!trial->brutes[i] || trial->brutes[i]->rankings[ranking]->len == 0)
            return false;
        combinations *= trial->brutes[i]->rankings[ranking]->len;
        if (combinations > COMBINATIONS)
            return false;
    }
    return true;
}

static void check_unit(const Trial *trial, uint32_t ranking, uint32_t unit, const Seen *seen)
{
    const TcRankingResult *got = &trial->results->rankings[ranking];
    uint64_t best = got->best[unit], worst = got->worst[unit];
    if (seen->ranked & ~(unsigned)got->ranked[unit])
        fail(trial, "ranked", ranking, unit, got->ranked[unit], seen->ranked);
    if (seen->best && (best == 0 || best > seen->best))
        fail(trial, "best", ranking, unit, best, seen->best);
    if (worst < seen->worst)
        fail(trial, "worst", ranking, unit, worst, seen->worst);
    bool same = seen->ranked == got->ranked[unit] && best == seen->best && worst == seen->worst;
    if (!trial->open && !same)
        fail(trial, "of known data", ranking, unit, best, seen->best);
    ranks++;
    wider += !same;
    certain += got->ranked[unit] == TC_OUT_TRUE && best == worst;
    could_be_certain += seen->ranked == TC_OUT_TRUE && seen->best == seen->worst;
}

static void check_ranks(const Trial *trial, uint32_t ranking)
{
    const TcValue *values[UNITS];
    Seen seen[UNITS] = {{0, 0, 0}};
    if (!can_combine(trial, ranking))
        return;
    combine(trial, ranking, 0, values, seen);
    for (uint32_t unit = 0; unit < trial->n; unit++)
        check_unit(trial, ranking, unit, &seen[unit]);
}

/* --- figures ---------------------------------------------------------------------------------- */

static bool is_certain(const TcRankingResult *ranking, uint32_t unit)
{
    return ranking->ranked[unit] == TC_OUT_TRUE && ranking->best[unit] == ranking->worst[unit];
}

static void check_figures(const Trial *trial, const TcFigures *figures, uint32_t index)
{
    const TcRankingResult *ranking = &trial->results->rankings[index];
    char *texts[UNITS];
    for (uint32_t i = 0; i < trial->n; i++)
        texts[i] = tc_figures_ranked_by(figures, trial->results, i, index);
    for (uint32_t i = 0; i < trial->n; i++) {
        for (uint32_t k = 0; k < i; k++) {
            if (is_certain(ranking, i) && is_certain(ranking, k) &&
                ranking->best[i] != ranking->best[k] && g_strcmp0(texts[i], texts[k]) == 0)
                fail(trial, texts[i] ? texts[i] : "no figure", index, i, ranking->best[i],
                     ranking->best[k]);
        }
    }
    for (uint32_t i = 0; i < trial->n; i++)
        g_free(texts[i]);
}

/* --- trials ----------------------------------------------------------------------------------- */

static void trial_close(Trial *trial)
{
    for (uint32_t i = 0; i < trial->n; i++) {
        if (trial->brutes[i])
            tc_brute_free(trial->brutes[i], trial->model);
    }
    g_clear_pointer(&trial->evaluator, tc_evaluator_free);
    g_clear_pointer(&trial->results, tc_results_free);
    g_clear_pointer(&trial->standings, tc_standings_free);
    g_clear_pointer(&trial->block, tc_block_free);
    g_clear_pointer(&trial->plan, tc_plan_free);
    tc_rule_set_close(&trial->set);
    tc_random_rules_free(trial->rules);
}

static void run_trial(TcRandom *random, bool small)
{
    Trial trial = {.run = {.appraisals = true, .exact_only = tc_random_chance(random, 20)}};
    if (read_rules(&trial, random, small)) {
        trial.block = tc_block_new(&trial.model->schema);
        make_units(&trial, random, small);
        rank_units(&trial);
        g_autoptr(TcFigures) figures =
            tc_figures_new(trial.model, &trial.run, TC_LANG_VI, TC_FIGURES_PAGE);
        for (uint32_t i = 0; i < trial.model->n_rankings; i++) {
            check_ranks(&trial, i);
            check_figures(&trial, figures, i);
        }
        sets++;
    }
    trial_close(&trial);
}

int main(int argc, char **argv)
{
    uint64_t wanted = argc > 1 ? g_ascii_strtoull(argv[1], NULL, 10) : 400;
    TcRandom random = {argc > 2 ? g_ascii_strtoull(argv[2], NULL, 10) : 11};
    for (uint64_t i = 0; i < wanted; i++)
        run_trial(&random, i % 3 != 0);
    printf("rank: %lu rule sets, %lu ranks, certain %.1f%% (%.1f%% could be), wider than need be "
           "%.1f%%, %lu failures\n",
           sets, ranks, 100.0 * (double)certain / (double)MAX(ranks, 1UL),
           100.0 * (double)could_be_certain / (double)MAX(ranks, 1UL),
           100.0 * (double)wider / (double)MAX(ranks, 1UL), failures);
    return failures || wider * 100 > ranks * MOST_WIDER ? EXIT_FAILURE : EXIT_SUCCESS;
}
