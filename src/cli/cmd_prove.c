/* tieuchi prove A [B] */
#include <unistd.h>
#include "cli/output.h"
#include "cli/pair.h"
#include "engine/prove.h"
#include "report/proof.h"

enum { TEXT, JSON };

/* The day that is judged, which rules may ask for. */
static bool read_run(const TcArgs *args, const TcPair *pair, TcRun *run)
{
    if (!tc_args_date(args, TC_OPT_DATE, &run->date_judged))
        return false;
    for (unsigned i = 0; i < pair->n && !tc_args_has(args, TC_OPT_DATE); i++) {
        if (!tc_program_asks_date(pair->sides[i].program))
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
    TcRun run = {0};
    int status = TC_EXIT_USAGE;
    g_autoptr(GString) out = g_string_new(NULL);
    g_auto(TcPair) pair = {.n = 0};
    if (!tc_args_choice(args, TC_OPT_FORMAT, formats, G_N_ELEMENTS(formats), &format))
        return TC_EXIT_USAGE;
    if (!tc_pair_load(args, 1, &pair, &status))
        return status;
    if (!read_run(args, &pair, &run))
        return TC_EXIT_USAGE;
    const TcProgram *programs[] = {pair.sides[0].program, pair.sides[1].program};
    const char *names[] = {pair.sides[0].name, pair.sides[1].name};
    g_autoptr(TcProof) proof = tc_prove(programs, pair.n, &run);
    if (format == TEXT)
        tc_proof_text(proof, names, args->lang, tc_say_width(STDOUT_FILENO), out);
    else
        tc_proof_json(proof, names, out);
    return tc_output_text(path, args->lang, out);
}
