/* What is told never to matter to a conclusion, against all rows that a small rule set allows.
 *
 *   property_idle [sets [seed]]
 *
 * Each set is written once more for each of its indicators, with that indicator met where it was
 * not met. Every complete row of the small ranges is judged by the reference evaluator with both:
 * what is told never to matter changes no answer on any row, and what is told to matter changes one
 * on some row, unless the rule does not say there. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "engine/prove.h"
#include "exec/reference.h"
#include "tools/random_rules.h"
#include "tools/small_rules.h"

#ifdef __SANITIZE_ADDRESS__
enum { ROUNDS = 15 };
#else
enum { ROUNDS = 60 };
#endif
enum { SETS = 1 + TC_SMALL_INDICATORS }; /* as written, then with each indicator turned */

static unsigned long failures, rows, never, matter, unproved;

typedef struct {
    char *texts[SETS];
    TcProgram *programs[SETS];
    TcReference *references[SETS];
    TcValue *cells;
    TcProof *proof; /* of the first */
    bool *differs;  /* per claim, then per indicator: the answers of some row do */
    bool *unsaid;   /* per claim: the rule does not say on some row */
} Case;

static uint64_t answer(TcReference *reference, const TcProofClaim *claim)
{
    return claim->kind == TC_REF_VERDICT ? tc_reference_verdict(reference, claim->index[0])
                                         : tc_reference_grade(reference, claim->index[0]);
}

static const TcProofClaim *claim_at(const Case *at, guint i)
{
    return g_ptr_array_index(at->proof->claims, i);
}

static void note_row(Case *at, guint claim)
{
    const uint64_t said = answer(at->references[0], claim_at(at, claim));
    at->unsaid[claim] |= (said & (said - 1)) != 0;
    for (uint32_t i = 0; i < TC_SMALL_INDICATORS; i++) {
        const uint64_t turned = answer(at->references[1 + i], claim_at(at, claim));
        at->differs[claim * TC_SMALL_INDICATORS + i] |= turned != said;
        at->unsaid[claim] |= (turned & (turned - 1)) != 0;
    }
}

static bool set_rows(Case *at, const int64_t *point)
{
    tc_fork_cells_row(at->proof->cells, 0, point, at->cells);
    for (unsigned i = 0; i < SETS; i++) {
        tc_reference_set_row(at->references[i], at->cells, NULL);
        if (at->proof->cells->units)
            tc_reference_set_unit(at->references[i], tc_fork_cells_unit(at->proof->cells, point));
    }
    return tc_reference_row_valid(at->references[0]);
}

/* The next of all solutions; a cell that is chưa có has its least value. */
static bool next_point(const Case *at, int64_t *point)
{
    const TcForkCells *cells = at->proof->cells;
    for (uint32_t i = 0; i < 2 * cells->n; i++) {
        if (point[i] < cells->bounds[i].high) {
            point[i]++;
            return true;
        }
        point[i] = cells->bounds[i].low;
    }
    return false;
}

static void go_through_rows(Case *at)
{
    const TcForkCells *cells = at->proof->cells;
    g_autofree int64_t *point = g_new0(int64_t, cells->n_variables + 1);
    for (uint32_t i = 0; i < cells->n_variables; i++)
        point[i] = cells->bounds[i].low;
    do {
        if (!set_rows(at, point))
            continue;
        rows++;
        for (guint i = 0; i < at->proof->claims->len; i++) {
            if (claim_at(at, i)->idle)
                note_row(at, i);
        }
    } while (next_point(at, point));
}

static void check(const Case *at, guint claim, uint32_t indicator)
{
    const TcIdle told = claim_at(at, claim)->idle[indicator];
    const bool differs = at->differs[claim * TC_SMALL_INDICATORS + indicator];
    never += told == TC_IDLE_YES;
    matter += told == TC_IDLE_NO;
    unproved += told == TC_IDLE_UNPROVED;
    if (told == TC_IDLE_YES ? !differs : told != TC_IDLE_NO || differs || at->unsaid[claim])
        return;
    if (failures++ < 3)
        printf("%s\n-----\n1.%u, conclusion %u of kind %d: told %d\n", at->texts[0], indicator + 1,
               claim_at(at, claim)->index[0] + 1, (int)claim_at(at, claim)->kind, (int)told);
}

static void check_case(Case *at)
{
    const guint n = at->proof->claims->len;
    at->differs = g_new0(bool, n *TC_SMALL_INDICATORS + 1);
    at->unsaid = g_new0(bool, n + 1);
    go_through_rows(at);
    for (guint i = 0; i < n; i++) {
        for (uint32_t k = 0; k < TC_SMALL_INDICATORS && claim_at(at, i)->idle; k++)
            check(at, i, k);
    }
}

static bool case_open(Case *at, uint64_t seed, TcDiagList *diags)
{
    const TcRun run = {0};
    uint32_t n;
    for (unsigned i = 0; i < SETS; i++) {
        const TcSmallRules rules = {seed, UINT32_MAX, i == 0 ? UINT32_MAX : i - 1,
                                    seed % 2 ? 40 : 0, 20};
        at->texts[i] = tc_small_rules(&rules, &n);
        at->programs[i] = tc_program_load_text("test", at->texts[i], strlen(at->texts[i]), diags);
        const TcModel *model = tc_program_model(at->programs[i]);
        if (!model)
            return false;
        at->references[i] = tc_reference_new(model, &run);
    }
    at->cells = tc_values_new(tc_program_model(at->programs[0])->schema.n_columns);
    at->proof = tc_prove((const TcProgram *const *)at->programs, 1, &run);
    return true;
}

static void case_close(Case *at)
{
    tc_proof_free(at->proof);
    if (at->cells)
        tc_values_free(at->cells, tc_program_model(at->programs[0])->schema.n_columns);
    for (unsigned i = 0; i < SETS; i++) {
        tc_reference_free(at->references[i]);
        tc_program_free(at->programs[i]);
        g_free(at->texts[i]);
    }
    g_free(at->differs);
    g_free(at->unsaid);
}

int main(int argc, char **argv)
{
    const uint64_t n = argc > 1 ? g_ascii_strtoull(argv[1], NULL, 10) : ROUNDS;
    TcRandom random = {argc > 2 ? g_ascii_strtoull(argv[2], NULL, 10) : 7};
    unsigned long refused = 0;
    for (uint64_t i = 0; i < n; i++) {
        g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
        Case at = {0};
        if (case_open(&at, tc_random_next(&random), diags))
            check_case(&at);
        else if (refused++ == 0)
            printf("%s\n", at.texts[SETS - 1] ? at.texts[SETS - 1] : at.texts[0]);
        case_close(&at);
    }
    printf("idle: %" G_GUINT64_FORMAT
           " sets (%lu not accepted by the checker), %lu rows; %lu never "
           "matter, %lu matter, %lu not proved; %lu failures\n",
           n, refused, rows, never, matter, unproved, failures);
    return failures || never == 0 || unproved > matter / 10 ? EXIT_FAILURE : EXIT_SUCCESS;
}
