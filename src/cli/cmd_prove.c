/* tieuchi prove A [B] */
#include <unistd.h>
#include "cli/output.h"
#include "cli/form.h"
#include "cli/pair.h"
#include "engine/compare.h"
#include "report/proof.h"
#include "syntax/diff.h"

enum { TEXT, JSON };

static TcProof *prove_pair(const TcPair *pair, const TcRun *run)
{
    TcCompared sides[TC_COMPARED_SIDES];
    TcOutline *outlines[TC_COMPARED_SIDES];
    for (unsigned v = 0; v < TC_COMPARED_SIDES; v++) {
        const TcPairSide *side = &pair->sides[v];
        outlines[v] = tc_pair_outline(side);
        sides[v] = (TcCompared){side->folder, side->set, side->day, side->program, outlines[v]};
    }
    TcDiff *diff = tc_diff_new(outlines[0], outlines[1]);
    TcProof *proof = tc_compare_proof(sides, diff, run);
    tc_diff_free(diff);
    tc_outline_free(outlines[0]);
    tc_outline_free(outlines[1]);
    return proof;
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
    if (!tc_form_read(args, formats, G_N_ELEMENTS(formats), &format))
        return TC_EXIT_USAGE;
    if (!tc_pair_load(args, 1, &pair, &status))
        return status;
    if (!tc_pair_run(args, &pair, &run))
        return TC_EXIT_USAGE;
    tc_pair_say_transitions(args, &pair);
    const TcProgram *programs[] = {pair.sides[0].program};
    const char *names[] = {pair.sides[0].name, pair.sides[1].name};
    g_autoptr(TcProof) proof =
        pair.n > 1 ? prove_pair(&pair, &run) : tc_prove(programs, pair.n, &run);
    if (format == TEXT)
        tc_proof_text(proof, names, args->lang, tc_say_width(STDOUT_FILENO), out);
    else
        tc_proof_json(proof, names, out);
    return tc_output_text(path, args->lang, out);
}
