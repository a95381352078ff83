/* What is proved of pairs of small rule sets against all rows that they allow.
 *
 *   property_prove [pairs [seed]]
 *
 * The second set is the first with one number or operator changed. Every complete row of their
 * small ranges is judged by the reference evaluator, for units of every sort where rules name any:
 * what differs on some row is told, with these answers and with no later row than that; what is
 * told happens on its row; what is proved never to occur does not. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "engine/prove.h"
#include "exec/reference.h"
#include "tools/random_rules.h"
#include "tools/small_rules.h"

static unsigned long failures, rows, claims, undecided, turns;

/* --- one pair --------------------------------------------------------------------------------- */

typedef struct {
    char *texts[TC_FORK_VERSIONS];
    TcProgram *programs[TC_FORK_VERSIONS];
    TcReference *references[TC_FORK_VERSIONS];
    TcValue *cells[TC_FORK_VERSIONS];
    TcProof *proof;
    bool told; /* its texts */
} Pair;

/* Units of every sort that the rules name, and others. */
static const TcUnitTold units[] = {{.name = "xã Một"},       {.name = "xã Hai"},
                                   {.name = "phường Hai"},   {.name = "phường Ba"},
                                   {.name = "thị trấn Bốn"}, {.name = "Năm", .kind = "đặc khu"}};

static void fail(Pair *pair, const char *what, const TcProofClaim *claim, const int64_t *point)
{
    if (failures++ > 3)
        return;
    if (!pair->told)
        printf("%s\n-----\n%s\n", pair->texts[0], pair->texts[1]);
    pair->told = true;
    printf("%s: kind %d, points %d, indices %u %u, proved %d; row", what, (int)claim->kind,
           claim->of_points, claim->index[0], claim->index[1], (int)claim->proved);
    for (uint32_t i = 0; i < pair->proof->cells->n_variables; i++)
        printf(" %d", (int)point[i]);
    printf("\n");
}

typedef struct {
    uint64_t said; /* a set of outcomes or labels */
    mpq_t points;
} Answer;

static void judge(const Pair *pair, const TcProofClaim *claim, unsigned version, Answer *answer)
{
    TcReference *reference = pair->references[version];
    const uint32_t index = claim->index[version];
    mpq_set_si(answer->points, 0, 1);
    if (claim->kind == TC_REF_VERDICT) {
        answer->said = tc_reference_verdict(reference, index);
    } else if (claim->kind == TC_REF_GRADE) {
        answer->said = tc_reference_grade(reference, index);
    } else if (!claim->of_points) {
        answer->said = tc_reference_indicator(reference, index);
    } else {
        TcValue value;
        tc_value_init(&value);
        tc_reference_points(reference, index, &value);
        answer->said = value.defined;
        if (value.defined)
            mpq_set(answer->points, value.number);
        tc_value_clear(&value);
    }
}

/* As the claim tells it. */
static uint32_t told_as(const TcProofClaim *claim, uint64_t said)
{
    if (claim->kind == TC_REF_GRADE)
        return said == 1 ? 0 : said == 2 ? 1 : TC_SAID_NO_LABEL;
    if (claim->of_points)
        return said ? TC_SAID_YES : TC_SAID_UNSAID;
    return said == TC_OUT_MET              ? TC_SAID_YES
           : said == TC_OUT_NOT_MET        ? TC_SAID_NO
           : said == TC_OUT_NOT_APPLICABLE ? TC_SAID_APART
                                           : TC_SAID_UNSAID;
}

static bool comes_before(const Pair *pair, const int64_t *a, const int64_t *b)
{
    const TcForkCells *cells = pair->proof->cells;
    /* the rows of all units have the point of the first one: before the unit they are compared */
    for (uint32_t i = 0; i < (cells->units ? cells->unit : cells->n_variables); i++) {
        if (a[i] != b[i])
            return a[i] < b[i];
    }
    return false;
}

/* Is there a turn of these answers, and at no later row? Points: of the same order. */
static bool is_told(const Pair *pair, const TcProofClaim *claim, const Answer *answers,
                    const int64_t *point)
{
    for (guint i = 0; i < claim->turns->len; i++) {
        const TcProofTurn *turn = g_ptr_array_index(claim->turns, i);
        const bool same = turn->answers[0] == told_as(claim, answers[0].said) &&
                          turn->answers[1] == told_as(claim, answers[1].said);
        const int order = mpq_cmp(turn->points[0], turn->points[1]);
        const int found = mpq_cmp(answers[0].points, answers[1].points);
        if (same && (!claim->of_points || (order < 0) == (found < 0)))
            return !comes_before(pair, point, turn->point);
    }
    return false;
}

static void check_claim(Pair *pair, const TcProofClaim *claim, Answer *answers,
                        const int64_t *point)
{
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        judge(pair, claim, v, &answers[v]);
        const uint32_t said = told_as(claim, answers[v].said);
        const bool states = !claim->of_points && claim->kind != TC_REF_GRADE;
        /* a conclusion that is open by the rule is seen both ways */
        if (states && claim->complete && said < TC_SAID_UNSAID && !claim->occurs[v][said])
            fail(pair, "occurs", claim, point);
    }
    const bool same =
        answers[0].said == answers[1].said && mpq_equal(answers[0].points, answers[1].points);
    if (!same && claim->proved == TC_PROVED_SAME)
        fail(pair, "not the same", claim, point);
    else if (!same && claim->complete && !claim->may_turn && !is_told(pair, claim, answers, point))
        fail(pair, "not told", claim, point);
}

/* @unit: of the row; NULL: that of the point. */
static bool set_rows(const Pair *pair, const int64_t *point, const TcUnitTold *unit)
{
    const TcForkCells *cells = pair->proof->cells;
    bool valid = true;
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        tc_fork_cells_row(cells, v, point, pair->cells[v]);
        tc_reference_set_row(pair->references[v], pair->cells[v], NULL);
        if (cells->units)
            tc_reference_set_unit(pair->references[v],
                                  unit ? unit : tc_fork_cells_unit(cells, point));
        valid &= tc_reference_row_valid(pair->references[v]);
    }
    return valid;
}

/* The next of all solutions, but for the unit; a cell that is chưa có has its least value. */
static bool next_point(const Pair *pair, int64_t *point)
{
    const TcForkCells *cells = pair->proof->cells;
    for (uint32_t i = 0; i < 2 * cells->n; i++) {
        if (i != cells->unit && point[i] < cells->bounds[i].high) {
            point[i]++;
            return true;
        }
        point[i] = cells->bounds[i].low;
    }
    return false;
}

static void check_turns(Pair *pair, const TcProofClaim *claim, Answer *answers)
{
    for (guint i = 0; i < claim->turns->len; i++) {
        const TcProofTurn *turn = g_ptr_array_index(claim->turns, i);
        turns++;
        if (!set_rows(pair, turn->point, NULL))
            fail(pair, "no row", claim, turn->point);
        for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
            judge(pair, claim, v, &answers[v]);
            if (told_as(claim, answers[v].said) != turn->answers[v] ||
                !mpq_equal(answers[v].points, turn->points[v]))
                fail(pair, "told otherwise", claim, turn->point);
        }
    }
    claims++;
    undecided += claim->proved == TC_PROVED_UNDECIDED || claim->may_turn;
}

static void check_row(Pair *pair, const int64_t *point, const TcUnitTold *unit, Answer *answers)
{
    if (!set_rows(pair, point, unit))
        return;
    rows++;
    for (guint i = 0; i < pair->proof->claims->len; i++)
        check_claim(pair, g_ptr_array_index(pair->proof->claims, i), answers, point);
}

static void check_pair(Pair *pair)
{
    const TcForkCells *cells = pair->proof->cells;
    g_autofree int64_t *point = g_new0(int64_t, cells->n_variables + 1);
    Answer answers[TC_FORK_VERSIONS];
    mpq_inits(answers[0].points, answers[1].points, NULL);
    for (uint32_t i = 0; i < cells->n_variables; i++)
        point[i] = cells->bounds[i].low;
    do {
        for (size_t u = 0; u < (cells->units ? G_N_ELEMENTS(units) : 1); u++)
            check_row(pair, point, &units[u], answers);
    } while (next_point(pair, point));
    for (guint i = 0; i < pair->proof->claims->len; i++)
        check_turns(pair, g_ptr_array_index(pair->proof->claims, i), answers);
    mpq_clears(answers[0].points, answers[1].points, NULL);
}

static bool pair_open(Pair *pair, uint64_t seed, TcRandom *random, TcDiagList *diags)
{
    const TcRun run = {0};
    uint32_t n;
    TcSmallRules rules = {seed, UINT32_MAX, UINT32_MAX, tc_random_below(random, 2) ? 40 : 0, 20};
    pair->texts[0] = tc_small_rules(&rules, &n);
    rules.changed = tc_random_below(random, n);
    pair->texts[1] = tc_small_rules(&rules, &n);
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        pair->programs[v] =
            tc_program_load_text("test", pair->texts[v], strlen(pair->texts[v]), diags);
        const TcModel *model = tc_program_model(pair->programs[v]);
        if (!model)
            return false;
        pair->references[v] = tc_reference_new(model, &run);
        pair->cells[v] = tc_values_new(model->schema.n_columns + model->schema.n_appraised);
    }
    pair->proof = tc_prove((const TcProgram *const *)pair->programs, TC_FORK_VERSIONS, &run);
    return true;
}

static void pair_close(Pair *pair)
{
    tc_proof_free(pair->proof);
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        const TcModel *model = pair->programs[v] ? tc_program_model(pair->programs[v]) : NULL;
        if (pair->cells[v])
            tc_values_free(pair->cells[v], model->schema.n_columns + model->schema.n_appraised);
        tc_reference_free(pair->references[v]);
        tc_program_free(pair->programs[v]);
        g_free(pair->texts[v]);
    }
}

static const char *first_mistake(const TcDiagList *diags)
{
    for (unsigned i = 0; i < tc_diag_list_length(diags); i++) {
        if (tc_diag_list_get(diags, i)->severity == TC_ERROR)
            return tc_diag_list_get(diags, i)->message;
    }
    return "";
}

int main(int argc, char **argv)
{
    const uint64_t n = argc > 1 ? g_ascii_strtoull(argv[1], NULL, 10) : 60;
    TcRandom random = {argc > 2 ? g_ascii_strtoull(argv[2], NULL, 10) : 11};
    unsigned long refused = 0;
    for (uint64_t i = 0; i < n; i++) {
        g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
        Pair pair = {0};
        if (pair_open(&pair, tc_random_next(&random), &random, diags))
            check_pair(&pair);
        else if (refused++ == 0)
            printf("%s\n%s\n", pair.texts[1] ? pair.texts[1] : pair.texts[0], first_mistake(diags));
        pair_close(&pair);
    }
    printf("prove: %" G_GUINT64_FORMAT " pairs (%lu not accepted by the checker), %lu rows, %lu "
           "claims, %lu undecided, %lu turns, %lu failures\n",
           n, refused, rows, claims, undecided, turns, failures);
    return failures || turns == 0 || undecided > claims / 20 ? EXIT_FAILURE : EXIT_SUCCESS;
}
