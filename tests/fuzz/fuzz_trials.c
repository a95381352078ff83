/* Any bytes as a rule file with examples: they are run, told, counted for coverage, and made. */
#include <stdint.h>
#include "engine/coverage.h"
#include "engine/generate.h"
#include "engine/program.h"
#include "engine/trials.h"
#include "report/coverage.h"
#include "report/trials.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Of more, with every part of the program watched, making them takes minutes. */
enum { MOST_MADE = 6 };

static void try_examples(TcProgram *program, GString *out)
{
    TcTrials *trials = tc_trials_run(program, TC_LANG_VI);
    TcCoverage *coverage = tc_coverage_run(program);
    const TcTrialSet tried = {
        .model = tc_program_model(program), .file = "fuzz", .from = INT32_MIN, .trials = trials};
    const TcCoverageSet covered = {.file = "fuzz", .from = INT32_MIN, .coverage = coverage};
    tc_trials_text(&tried, 1, TC_LANG_VI, false, out);
    tc_trials_json(&tried, 1, TC_LANG_EN, out);
    tc_coverage_html(&covered, 1, TC_LANG_EN, out);
    tc_coverage_free(coverage);
    tc_trials_free(trials);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
    g_autoptr(GString) out = g_string_new(NULL);
    TcProgram *program = tc_program_load_text("fuzz", (const char *)bytes, size, diags);
    tc_diag_list_sort(diags);
    const TcModel *model = program ? tc_program_model(program) : NULL;
    if (model)
        try_examples(program, out);
    if (model && model->n_indicators + model->n_verdicts + model->n_grades <= MOST_MADE)
        tc_generate(program, INT32_MIN, out);
    tc_program_free(program);
    return 0;
}
