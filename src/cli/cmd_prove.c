/* tieuchi prove A [B] */
#include <unistd.h>
#include "cli/load.h"
#include "cli/output.h"
#include "engine/prove.h"
#include "report/proof.h"

enum { TEXT, JSON };

/* Loads the operands; mistakes in any of them are told. */
static bool load_all(const TcArgs *args, TcProgram **programs, int *status)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(args->lang);
    for (unsigned i = 0; i < args->n_operands; i++) {
        GError *error = NULL;
        programs[i] = tc_program_load(args->operands[i], diags, &error);
        if (!programs[i]) {
            *status = tc_say_world(args->lang, error);
            return false;
        }
    }
    if (!tc_diag_has_errors(diags))
        return true;
    *status = tc_say_diags(diags);
    return false;
}

/* The day that is judged, which rules may ask for. */
static bool read_run(const TcArgs *args, TcProgram *const *programs, TcRun *run)
{
    if (!tc_args_date(args, TC_OPT_DATE, &run->date_judged))
        return false;
    for (unsigned i = 0; i < args->n_operands && !tc_args_has(args, TC_OPT_DATE); i++) {
        if (!tc_program_asks_date(programs[i]))
            continue;
        tc_say_usage(args->lang, g_strdup(tc_msg(args->lang, TC_MSG_EVAL_NEEDS_DATE)),
                     g_strdup(tc_msg(args->lang, TC_MSG_EVAL_NEEDS_DATE_FIX)));
        return false;
    }
    return true;
}

int tc_cmd_prove(const TcArgs *args)
{
    static const char *const formats[] = {[TEXT] = "text", [JSON] = "json"};
    unsigned format = TEXT;
    const char *path = tc_args_value(args, TC_OPT_OUTPUT);
    TcProgram *programs[TC_FORK_VERSIONS] = {NULL};
    TcRun run = {0};
    int status = TC_EXIT_USAGE;
    g_autoptr(GString) out = g_string_new(NULL);
    if (!tc_args_operands(args, 1, TC_FORK_VERSIONS) ||
        !tc_args_choice(args, TC_OPT_FORMAT, formats, G_N_ELEMENTS(formats), &format))
        return TC_EXIT_USAGE;
    if (load_all(args, programs, &status) && read_run(args, programs, &run)) {
        g_autoptr(TcProof) proof =
            tc_prove((const TcProgram *const *)programs, args->n_operands, &run);
        if (format == TEXT)
            tc_proof_text(proof, args->operands, args->lang, tc_say_width(STDOUT_FILENO), out);
        else
            tc_proof_json(proof, args->operands, out);
        status = tc_output_text(path, args->lang, out);
    }
    for (unsigned i = 0; i < TC_FORK_VERSIONS; i++)
        tc_program_free(programs[i]);
    return status;
}
