/* A million pairs of rules and a row: the block evaluator against the reference.
 *
 *   property_pairs [pairs [seed [folder]]]
 *
 * Random rule sets of three kinds and the shipped ones; the rows stand where the rules turn
 * (tools/adversary.h): at each threshold, one unit below and above, huge, zero, empty. What is held
 * to what: tools/agree.h. Each difference is printed as the rules and a data file of one row, to
 * become a golden case. The first of a run is also left in @folder (rules.tieuchi, data.csv, what);
 * a crash leaves the rules there. Under a sanitizer fewer pairs are tried unless told. */
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "sema/document.h"
#include "tools/agree.h"
#include "tools/case_text.h"

#ifdef __SANITIZE_ADDRESS__
enum { PAIRS = 10000 };
#else
enum { PAIRS = 1000000 };
#endif
enum { ROWS = 384, SHIPPED_ROWS = 1024, COMPLETIONS = 2, MOST_REPORTS = 10 };
/* A row with open cells takes as long as many that are complete: OPEN percent of the rows have up
 * to MOST_OPEN, and so have those that break a rule, of which REDRAWN percent are drawn again. */
enum { OPEN = 2, MOST_OPEN = 5, REDRAWN = 95, TRIED = 32, FEWER = 16 };

typedef struct {
    TcRandom random;
    TcAgreeCounts counts;
    uint64_t sets, refused;
    const char *folder;
    const char *text; /* of the rules at hand */
    uint64_t reported_set;
} Run;

static void leave(const char *folder, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_mkdir_with_parents(folder, 0777);
    if (!g_file_set_contents(path, text, -1, NULL))
        printf("%s could not be written\n", path);
}

static void forget(const char *folder)
{
    g_autofree char *path = g_build_filename(folder, "rules.tieuchi", NULL);
    g_unlink(path);
    g_rmdir(folder);
}

static void report(const TcAgree *agree, uint32_t row, const char *what, void *context)
{
    Run *run = context;
    g_autoptr(GString) data = g_string_new(NULL);
    if (run->counts.failures > MOST_REPORTS)
        return;
    tc_case_row(agree->model, agree->given[row], agree->given_known[row], data);
    if (run->reported_set != run->sets)
        printf("--- rules.tieuchi\n%s\n", run->text);
    run->reported_set = run->sets;
    printf("--- data.csv (row %u, %s%s)\n%s--- %s\n", row,
           agree->run.exact_only ? "exact path" : "both paths",
           agree->run.appraisals ? "" : ", appraisals not tracked", data->str, what);
    if (run->folder && run->counts.failures == 1) {
        leave(run->folder, "data.csv", data->str);
        leave(run->folder, "what", what);
    }
}

static bool keeps_rules(TcAgree *agree)
{
    tc_reference_set_row(agree->reference, agree->drawn, NULL);
    return tc_reference_row_valid(agree->reference);
}

static void fill(TcAgree *agree, TcBlock *block, uint32_t rows)
{
    g_autofree bool *known = g_new(bool, agree->n);
    for (uint32_t row = 0; row < rows; row++) {
        const bool open = tc_random_chance(agree->random, OPEN);
        do
            tc_adversary_row(agree->adversary, agree->random, agree->drawn);
        while (tc_random_chance(agree->random, REDRAWN) && !keeps_rules(agree));
        tc_random_open(agree->random, agree->model,
                       open ? 1 + tc_random_below(agree->random, MOST_OPEN) : 0, agree->drawn,
                       known);
        block->rows[row] = tc_row_info(row + 2);
        tc_random_store(agree->model, agree->drawn, known, block, row);
    }
    tc_block_finish(block);
}

/* Rows that break a data check are open in all that it reads: of rules that most rows break, few
 * are tried. */
static uint32_t rows_of(TcAgree *agree, uint32_t rows)
{
    uint32_t kept = 0;
    for (unsigned i = 0; i < TRIED; i++) {
        tc_adversary_row(agree->adversary, agree->random, agree->drawn);
        kept += keeps_rules(agree);
    }
    return kept >= TRIED * 3 / 4 ? rows : rows / FEWER;
}

static void try_model(Run *run, const TcModel *model, const TcNode *tree, uint32_t rows)
{
    const TcRun options = {.appraisals = tc_random_chance(&run->random, 70),
                           .exact_only = tc_random_chance(&run->random, 4),
                           .date_judged = 19800};
    TcAgree *agree = tc_agree_new(model, tree, &options, &run->random, &run->counts, report, run);
    g_autoptr(TcBlock) block = tc_block_new(&model->schema);
    rows = rows_of(agree, rows);
    fill(agree, block, rows);
    tc_agree_evaluate(agree, block);
    for (uint32_t row = 0; row < rows; row++)
        tc_agree_row(agree, row, COMPLETIONS);
    tc_agree_free(agree);
}

/* @source: (transfer full). */
static void try_source(Run *run, TcSource *source, uint32_t rows)
{
    TcDiagList *diags = tc_diag_list_new(TC_LANG_EN);
    g_autoptr(TcDocument) document = tc_document_new(source, diags);
    const TcModel *model = tc_document_model(document);
    run->text = tc_source_text(source);
    run->sets++;
    if (run->folder && run->counts.failures == 0)
        leave(run->folder, "rules.tieuchi", run->text);
    if (model)
        try_model(run, model, tc_document_tree(document), rows);
    else
        run->refused++;
    tc_diag_list_free(diags);
}

static void try_rules(Run *run, unsigned kind)
{
    const TcLang lang = tc_random_chance(&run->random, 50) ? TC_LANG_VI : TC_LANG_EN;
    TcRandomRules *rules = tc_random_rules_new(&run->random, lang, kind);
    try_source(run, tc_source_new("random", rules->text->str, rules->text->len), ROWS);
    tc_random_rules_free(rules);
}

static void try_expressions(Run *run)
{
    g_autofree char *text = tc_random_expressions(&run->random);
    try_source(run, tc_source_new("random", text, strlen(text)), ROWS);
}

static void try_shipped(Run *run)
{
    static const char *const files[] = {
        "rules/thanh-hoa/cds-xa-2023.tieuchi", "rules/thanh-hoa/xep-hang-xa.tieuchi",
        "rules/nghe-an/ke-hoach-thanh-huong.tieuchi", "docs/tutorial/ba-chi-tieu.tieuchi"};
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = g_build_filename(TEST_SOURCE_DIR, files[i], NULL);
        TcSource *source = tc_source_read(path, NULL);
        if (source)
            try_source(run, source, SHIPPED_ROWS);
        else
            run->refused++;
    }
}

static void print_summary(const Run *run, uint64_t seed)
{
    const TcAgreeCounts *c = &run->counts;
    printf("pairs: %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " rule sets (%" G_GUINT64_FORMAT
           " refused), seed %" G_GUINT64_FORMAT "\n",
           c->pairs, run->sets, run->refused, seed);
    printf("  %" G_GUINT64_FORMAT " complete rows, %" G_GUINT64_FORMAT " open, %" G_GUINT64_FORMAT
           " breaking a constraint, %" G_GUINT64_FORMAT " where the rule is silent\n",
           c->complete, c->open, c->broken, c->silent);
    printf("  %" G_GUINT64_FORMAT " completions, %" G_GUINT64_FORMAT
           " comparisons, %" G_GUINT64_FORMAT " rows on the exact path, %" G_GUINT64_FORMAT
           " answers wider than need be\n",
           c->completions, c->comparisons, c->exact, c->wider);
    printf("  %" G_GUINT64_FORMAT " failures\n", c->failures);
}

int main(int argc, char **argv)
{
    const uint64_t pairs = argc > 1 ? g_ascii_strtoull(argv[1], NULL, 10) : PAIRS;
    const uint64_t seed = argc > 2 ? g_ascii_strtoull(argv[2], NULL, 10) : 1;
    Run run = {.random = {seed}, .folder = argc > 3 ? argv[3] : NULL};
    try_shipped(&run);
    const uint64_t refused = run.refused;
    while (run.counts.pairs < pairs && run.counts.failures < MOST_REPORTS) {
        try_rules(&run, TC_RANDOM_WIDE | TC_RANDOM_CLOSED);
        try_rules(&run, TC_RANDOM_SMALL | TC_RANDOM_CLOSED);
        try_rules(&run, TC_RANDOM_SMALL | TC_RANDOM_CLOSED | TC_RANDOM_DAYS);
        try_expressions(&run);
    }
    print_summary(&run, seed);
    if (run.folder && run.counts.failures == 0)
        forget(run.folder);
    return run.counts.failures > 0 || refused > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
