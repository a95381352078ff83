/* tieuchi prove A [B] */
#include <unistd.h>
#include "cli/output.h"
#include "cli/pair.h"
#include "engine/prove.h"
#include "report/proof.h"

enum { TEXT, JSON };

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
    if (!tc_pair_run(args, &pair, &run))
        return TC_EXIT_USAGE;
    tc_pair_say_transitions(args, &pair);
    const TcProgram *programs[] = {pair.sides[0].program, pair.sides[1].program};
    const char *names[] = {pair.sides[0].name, pair.sides[1].name};
    g_autoptr(TcProof) proof = tc_prove(programs, pair.n, &run);
    if (format == TEXT)
        tc_proof_text(proof, names, args->lang, tc_say_width(STDOUT_FILENO), out);
    else
        tc_proof_json(proof, names, out);
    return tc_output_text(path, args->lang, out);
}
