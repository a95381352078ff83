/* tieuchi eval RULES --data FILE … */
#include <stdio.h>
#include "cli/eval.h"
#include "report/diag_text.h"

/* Units of the register that have no row: judged like rows in which every cell is open. */
static bool run_absent(TcEval *eval, uint64_t first, GError **error)
{
    TcSink sink = tc_eval_sink(eval);
    if (!eval->units)
        return true;
    eval->absent.n_rows = eval->wanted ? eval->n_rows : first;
    return tc_program_run_feed(eval->program, tc_absent_feed, &eval->absent, &eval->run, &sink,
                               error);
}

static bool run_rows(TcEval *eval, TcReader *reader, TcDiagList *diags, GError **error)
{
    TcSink sink = tc_eval_sink(eval);
    eval->run.appraisals = eval->report.appraisals = tc_reader_has_appraisals(reader);
    tc_eval_explain_from(eval, reader);
    tc_eval_begin(eval);
    if (!tc_program_run(eval->program, reader, &eval->run, &sink, error))
        return false;
    return tc_diag_has_errors(diags) || run_absent(eval, eval->n_written, error);
}

/* How many, and the way on for who does not want to wait. */
static void say_data_errors(const TcEval *eval, const TcDiagList *diags, bool lenient_helps)
{
    g_autofree char *summary = tc_diag_summary(diags);
    fprintf(stderr, "%s%s%s\n", summary, lenient_helps ? " " : "",
            lenient_helps ? tc_msg(eval->lang, TC_MSG_EVAL_TRY_LENIENT) : "");
}

/* Both files or none: the list is on its way before the results are put in place. */
static bool commit(TcEval *eval, GError **error)
{
    TcOutput *missing = eval->missing_output;
    if (missing && !tc_writer_flush(tc_output_writer(missing), error))
        return false;
    return tc_output_commit(eval->output, error) && (!missing || tc_output_commit(missing, error));
}

/* Runs with open outputs, which are finished only if the data were good. */
static int run(TcEval *eval)
{
    GError *error = NULL;
    g_autoptr(TcDiagList) diags = tc_diag_list_new(eval->lang);
    g_autoptr(TcReader) reader = NULL;
    if (tc_eval_rank(eval, &error))
        reader = tc_eval_open_data(eval, NULL, diags, &error);
    if (reader)
        run_rows(eval, reader, diags, &error);
    if (error)
        return tc_say_world(eval->lang, error);
    int status = tc_say_diags(diags);
    if (status != TC_EXIT_DONE)
        say_data_errors(eval, diags, reader && tc_reader_lenient_helps(reader));
    if (status != TC_EXIT_DONE || !reader)
        return status;
    tc_eval_say_units(eval);
    tc_eval_end(eval);
    return commit(eval, &error) ? TC_EXIT_DONE : tc_say_world(eval->lang, error);
}

static bool open_outputs(TcEval *eval, GError **error)
{
    const TcArgs *args = eval->args;
    eval->output = tc_output_open(tc_args_value(args, TC_OPT_OUTPUT), args->lang, error);
    if (eval->output && eval->missing)
        eval->missing_output =
            tc_output_open(tc_args_value(args, TC_OPT_MISSING), args->lang, error);
    return eval->output && (!eval->missing || eval->missing_output);
}

int tc_eval(const TcArgs *args)
{
    TcEval eval;
    GError *error = NULL;
    int status;
    if (tc_eval_prepare(&eval, args, &status) && tc_eval_find_units(&eval, &status))
        status = open_outputs(&eval, &error) ? run(&eval) : tc_say_world(args->lang, error);
    tc_eval_clear(&eval);
    return status;
}

int tc_cmd_eval(const TcArgs *args)
{
    return tc_eval(args);
}
