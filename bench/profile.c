/* Where the time of a run goes: profile RULES DATA COLUMNS does what `tieuchi eval --jobs 1
 * --format csv --csv-style plain --columns COLUMNS` does block by block, with a clock between its
 * steps, and prints what each takes, in CPU nanoseconds a row. The output is made, and not kept.
 * The program itself has no clocks. */
#include <stdio.h>
#include <time.h>

#include "engine/program.h"
#include "exec/evaluate.h"
#include "report/columns.h"

enum { CUT, READ, EVALUATE, JOIN, WRITE, N_STEPS };
static const char *const names[N_STEPS] = {
    [CUT] = "find the records",
    [READ] = "read their cells",
    [EVALUATE] = "judge the rows",
    [JOIN] = "hold against the rows before",
    [WRITE] = "write",
};

typedef struct {
    const TcProgram *program;
    TcReader *reader;
    TcColumns *columns;
    TcFilePart *part;
    TcBlock *block;
    TcEvaluator *evaluator;
    TcResults *results;
    TcFigures *figures;
    GString *text;
    double seconds[N_STEPS], last;
} Run;

static double cpu_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void stop(Run *run, int step)
{
    double now = cpu_seconds();
    run->seconds[step] += now - run->last;
    run->last = now;
}

static int fail(const char *what)
{
    fprintf(stderr, "%s\n", what);
    return 1;
}

/* Returns: how many rows there were. */
static uint64_t go(Run *run)
{
    TcCsvWriter csv = {.out = run->text, .style = TC_CSV_PLAIN, .lang = TC_LANG_VI};
    uint64_t rows = 0;
    run->last = cpu_seconds();
    while (tc_reader_cut(run->reader, run->part, run->block, TC_BLOCK_ROWS, NULL)) {
        stop(run, CUT);
        tc_file_part_read(run->part, run->block);
        stop(run, READ);
        tc_evaluate(run->evaluator, run->block, run->results);
        stop(run, EVALUATE);
        if (!tc_reader_join(run->reader, run->part, run->block))
            return 0;
        stop(run, JOIN);
        g_string_truncate(run->text, 0);
        for (uint32_t row = 0; row < run->block->n; row++)
            tc_columns_row(run->columns, run->figures, run->block, run->results, row, &csv);
        stop(run, WRITE);
        rows += run->block->n;
    }
    return rows;
}

static void print_steps(const Run *run, uint64_t rows)
{
    double all = 0;
    for (int i = 0; i < N_STEPS; i++) {
        printf("  %-30s %8.1f\n", names[i], run->seconds[i] / (double)rows * 1e9);
        all += run->seconds[i];
    }
    printf("  %-30s %8.1f\n", "together", all / (double)rows * 1e9);
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return fail("profile RULES DATA COLUMNS");
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    g_autoptr(TcProgram) program = tc_program_load(argv[1], diags, NULL);
    const TcModel *model = program ? tc_program_model(program) : NULL;
    if (!model)
        return fail("the rules cannot be used");
    const TcReadOptions options = {0};
    const TcRun how = {0};
    char *message, *fix;
    Run run = {.program = program};
    run.columns = tc_columns_parse(argv[3], model, TC_LANG_VI, &message, &fix);
    run.reader = tc_reader_open(argv[2], &model->schema, &options, diags, NULL);
    if (!run.columns || !run.reader)
        return fail(run.columns ? "the data cannot be used" : message);
    run.part = tc_file_part_new(run.reader);
    run.block = tc_block_new(&model->schema);
    run.evaluator = tc_evaluator_new(tc_program_plan(program), &how);
    run.results = tc_results_new(model);
    run.figures = tc_figures_new(model, &how, TC_LANG_EN, TC_FIGURES_EXACT);
    run.text = g_string_new(NULL);
    uint64_t rows = go(&run);
    if (rows == 0)
        return fail("the data cannot be used");
    print_steps(&run, rows);
    return 0; /* what was made goes with the process */
}
