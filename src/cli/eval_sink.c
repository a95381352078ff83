/* From judged blocks to output. CSV, JSON and explanations are rendered by the threads that judge,
 * and written as they come; tables need all units before their first line. */
#include "cli/eval.h"

#include <stdio.h>
#include <unistd.h>
#include "report/annex.h"
#include "report/json.h"

/* A third of the line between two explanations. */
#define RULE "────────────────────────"

enum { PROGRESS_AFTER = 1000000, PROGRESS_EVERY = 200000 }; /* microseconds */

static bool is_annex(const TcEval *eval)
{
    return eval->format == TC_EVAL_TABLE && eval->wanted && eval->wanted->len == 1;
}

static bool colour(const TcEval *eval)
{
    return tc_output_is_terminal(eval->output) && tc_say_colour(STDOUT_FILENO);
}

static TcCsvWriter csv_of(const TcEval *eval, GString *text)
{
    return (TcCsvWriter){.out = text, .style = eval->style, .lang = eval->lang};
}

static void begin_missing(const TcEval *eval)
{
    g_autoptr(GString) head = g_string_new(NULL);
    TcCsvWriter csv = csv_of(eval, head);
    tc_csv_begin(&csv);
    tc_missing_head(&csv);
    tc_writer_add(tc_output_writer(eval->missing_output), head->str, head->len);
}

void tc_eval_begin(TcEval *eval)
{
    g_autoptr(GString) head = g_string_new(NULL);
    eval->writer = tc_output_writer(eval->output);
    eval->started = g_get_monotonic_time();
    eval->summary->prints_indicators = is_annex(eval);
    eval->progress = isatty(STDERR_FILENO) && !tc_output_is_terminal(eval->output);
    if (eval->format == TC_EVAL_JSON) {
        tc_eval_json_begin(eval->model, &eval->report, head);
    } else if (eval->format == TC_EVAL_CSV) {
        TcCsvWriter csv = csv_of(eval, head);
        tc_csv_begin(&csv);
        tc_columns_head(eval->columns, &csv);
    } else if (tc_eval_gives_reasons(eval)) {
        tc_eval_explain_begin(eval, head);
    } else if (!is_annex(eval)) {
        eval->table = tc_unit_table_new(eval->model, eval->figures, eval->lang);
    }
    tc_writer_add(eval->writer, head->str, head->len);
    if (eval->missing)
        begin_missing(eval);
}

/* --- in any thread -------------------------------------------------------------------------- */

static void render_csv(const TcEval *eval, const TcBlock *block, const TcResults *results,
                       GString *text)
{
    TcCsvWriter csv = csv_of(eval, text);
    for (uint32_t row = 0; row < block->n; row++) {
        if (tc_eval_wants(eval, block, row))
            tc_columns_row(eval->columns, eval->figures, block, results, row, &csv);
    }
}

/* Between units of different blocks it is put in when it is known whether units came before the
 * block. */
const char *tc_eval_between(const TcEval *eval)
{
    switch (eval->format) {
    case TC_EVAL_JSON:
    case TC_EVAL_REASONS_JSON:
        return ",\n";
    case TC_EVAL_REASONS_TEXT:
        return "\n" RULE RULE RULE "\n\n";
    case TC_EVAL_TABLE:
    case TC_EVAL_CSV:
        break;
    }
    return "";
}

static void render_json(const TcEval *eval, const TcBlock *block, const TcResults *results,
                        GString *text)
{
    for (uint32_t row = 0; row < block->n; row++) {
        if (!tc_eval_wants(eval, block, row))
            continue;
        if (text->len > 0)
            g_string_append(text, tc_eval_between(eval));
        tc_eval_json_unit(block, results, row, text);
    }
}

static void render(const TcBlock *block, const TcResults *results, GString *text, void **kept,
                   const void *context)
{
    const TcEval *eval = context;
    if (eval->format == TC_EVAL_CSV)
        render_csv(eval, block, results, text);
    else if (eval->format == TC_EVAL_JSON)
        render_json(eval, block, results, text);
    else if (tc_eval_gives_reasons(eval))
        tc_eval_explain_render(eval, block, results, kept, text);
}

/* --- in order ------------------------------------------------------------------------------- */

static void add_unit(TcEval *eval, const TcBlock *block, const TcResults *results, uint32_t row)
{
    if (eval->format != TC_EVAL_CSV) /* a CSV ends without sums */
        tc_summary_add(eval->summary, results, row);
    tc_summary_add_source(eval->summary, block->rows[row].source);
    eval->n_written++;
    if (eval->table) {
        tc_unit_table_add(eval->table, block, results, row);
    } else if (eval->format == TC_EVAL_TABLE) {
        eval->annex = eval->annex ? eval->annex : g_string_new(NULL);
        const TcAnnexPage page = {eval->figures, &eval->run, eval->lang,
                                  tc_say_width(STDOUT_FILENO), colour(eval)};
        tc_annex(&page, block, results, row, eval->annex);
    }
}

static void add_missing(TcEval *eval, const TcBlock *block, const TcResults *results)
{
    g_autoptr(GString) text = g_string_new(NULL);
    TcCsvWriter csv = csv_of(eval, text);
    for (uint32_t row = 0; row < block->n; row++) {
        if (tc_eval_wants(eval, block, row))
            tc_missing_row(eval->missing, block, results, row, &csv);
    }
    tc_writer_add(tc_output_writer(eval->missing_output), text->str, text->len);
}

static void say_progress(TcEval *eval)
{
    int64_t now = g_get_monotonic_time();
    if (!eval->progress || now - eval->started < PROGRESS_AFTER ||
        now - eval->said < PROGRESS_EVERY)
        return;
    eval->said = now;
    g_autofree char *count = g_strdup_printf("%" G_GUINT64_FORMAT, eval->n_written);
    g_autofree char *text = tc_msg_format(eval->lang, TC_MSG_EVAL_PROGRESS, count, NULL);
    fprintf(stderr, "\r%s", text);
    fflush(stderr);
}

static bool deliver(const TcBlock *block, const TcResults *results, const GString *text,
                    void *context, GError **error)
{
    TcEval *eval = context;
    bool first = eval->n_written == 0;
    for (uint32_t row = 0; row < block->n; row++) {
        tc_eval_tick_off(eval, block, row);
        if (tc_eval_wants(eval, block, row))
            add_unit(eval, block, results, row);
    }
    if (eval->missing)
        add_missing(eval, block, results);
    if (text->len > 0 && !first)
        tc_writer_text(eval->writer, tc_eval_between(eval));
    tc_writer_add(eval->writer, text->str, text->len);
    say_progress(eval);
    return tc_writer_good(eval->writer, error);
}

TcSink tc_eval_sink(TcEval *eval)
{
    return (TcSink){
        .render = render, .deliver = deliver, .drop = tc_eval_explain_drop, .context = eval};
}

/* --- the end -------------------------------------------------------------------------------- */

static void end_table(const TcEval *eval, GString *out)
{
    if (eval->table)
        tc_unit_table_print(eval->table, tc_say_width(STDOUT_FILENO), colour(eval), out);
    else if (eval->annex)
        g_string_append_len(out, eval->annex->str, (gssize)eval->annex->len);
    g_string_append_c(out, '\n');
    if (eval->table)
        tc_summary_text(eval->summary, &eval->report, eval->lang, out);
    tc_foot_text(eval->summary, &eval->report, eval->lang, out);
}

void tc_eval_end(TcEval *eval)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *sources = tc_summary_sources(eval->summary, eval->lang);
    if (eval->said > 0)
        fputs("\r\033[K", stderr);
    if (eval->format == TC_EVAL_TABLE)
        end_table(eval, out);
    else if (eval->format == TC_EVAL_JSON || eval->format == TC_EVAL_REASONS_JSON)
        tc_eval_json_end(eval->summary, out);
    else if (eval->format == TC_EVAL_CSV)
        tc_load_say_origin(eval->model, sources, eval->lang);
    tc_writer_add(eval->writer, out->str, out->len);
}
