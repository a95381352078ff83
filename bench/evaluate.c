/* Times judging alone: evaluate RULES DATA PASSES reads the data into blocks that stay in memory,
 * then judges all of them PASSES times in one thread and prints min, median and max CPU nanoseconds
 * a row. The rows of each block are read once before, so what is timed is warm. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "engine/program.h"
#include "exec/evaluate.h"
#include "exec/needs.h"

static double cpu_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int fail(const char *what)
{
    fprintf(stderr, "%s\n", what);
    return 1;
}

static GPtrArray *read_blocks(const TcModel *model, const char *path, uint64_t *n_rows)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    GPtrArray *blocks = g_ptr_array_new_with_free_func((GDestroyNotify)tc_block_free);
    TcReadOptions options = {0};
    g_autoptr(TcReader) reader = tc_reader_open(path, &model->schema, &options, diags, NULL);
    *n_rows = 0;
    while (reader) {
        g_autoptr(TcBlock) block = tc_block_new(&model->schema);
        if (!tc_reader_next(reader, block, TC_BLOCK_ROWS, NULL))
            break;
        *n_rows += block->n;
        g_ptr_array_add(blocks, g_steal_pointer(&block));
    }
    return blocks;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double time_pass(TcEvaluator *evaluator, TcResults *results, GPtrArray *blocks, int times)
{
    double start = cpu_seconds();
    for (int t = 0; t < times; t++) {
        for (guint i = 0; i < blocks->len; i++)
            tc_evaluate(evaluator, g_ptr_array_index(blocks, i), results);
    }
    return (cpu_seconds() - start) / times;
}

int main(int argc, char **argv)
{
    uint64_t n_rows;
    if (argc != 4 || atoi(argv[3]) < 1)
        return fail("evaluate RULES DATA PASSES");
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    g_autoptr(TcProgram) program = tc_program_load(argv[1], diags, NULL);
    if (!program || !tc_program_model(program))
        return fail("the rules cannot be used");
    g_autoptr(GPtrArray) blocks = read_blocks(tc_program_model(program), argv[2], &n_rows);
    if (n_rows == 0)
        return fail("the data cannot be used");
    int passes = atoi(argv[3]), times = n_rows < 2000 ? 200 : n_rows < 50000 ? 20 : 1;
    g_autoptr(TcNeeds) needs = tc_needs_new(tc_program_model(program));
    needs->verdicts[0] = true; /* as the columns of the job do */
    const TcRun run = {.needs = needs};
    g_autoptr(TcEvaluator) evaluator = tc_evaluator_new(tc_program_plan(program), &run);
    g_autoptr(TcResults) results = tc_results_new(tc_program_model(program));
    g_autofree double *ns = g_new(double, passes);
    time_pass(evaluator, results, blocks, 1);
    for (int p = 0; p < passes; p++)
        ns[p] = time_pass(evaluator, results, blocks, times) / (double)n_rows * 1e9;
    qsort(ns, (size_t)passes, sizeof *ns, by_value);
    printf("%.2f %.2f %.2f\n", ns[0], ns[passes / 2], ns[passes - 1]);
    return 0;
}
