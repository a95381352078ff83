/* What the completions of open cells make of an indicator, a number among them over all its values,
 * a cell that may be chưa có as that too. */
#include "exec/ways_internal.h"

static uint64_t ask_outcome(TcReference *reference, const void *indicator)
{
    return tc_reference_indicator(reference, *(const uint32_t *)indicator);
}

static uint64_t ask_nothing(TcReference *reference, const void *data)
{
    (void)reference;
    (void)data;
    return 0;
}

/* Can the cells from the @i-th beside on have values that keep the data checks? Tries those at
 * which a check turns. */
static bool is_kept(const TcCompletions *over, uint32_t i)
{
    const TcAsking asking = {.question = ask_nothing};
    TcProbe *probe = over->probe;
    int64_t low, high;
    bool kept = false;
    if (i == over->n_beside)
        return tc_probe_is_valid(probe);
    if (!tc_probe_range(probe, over->beside[i], &low, &high))
        return false;
    g_autoptr(GArray) pieces =
        tc_probe_pieces(probe, over->set, over->beside[i], low, high, &asking);
    const TcProbeState start = tc_probe_save(probe);
    for (guint j = 0; j < 2 * pieces->len && !kept; j++) {
        const TcPiece *piece = &g_array_index(pieces, TcPiece, j / 2);
        if (piece->answer == TC_PIECE_INVALID)
            continue;
        tc_probe_put(probe, over->beside[i], j % 2 ? piece->high : piece->low);
        kept = is_kept(over, i + 1);
        tc_probe_restore(probe, start);
    }
    return kept;
}

static unsigned some_of(uint64_t outcome)
{
    if (outcome == TC_OUT_NOT_APPLICABLE)
        return TC_SOME | TC_SOME_LEFT_OUT;
    return TC_SOME | (outcome == TC_OUT_MET ? TC_SOME_MET : TC_SOME_NOT);
}

static bool is_kept_at(const TcCompletions *over, uint32_t column, int64_t number)
{
    const TcProbeState start = tc_probe_save(over->probe);
    tc_probe_put(over->probe, column, number);
    const bool kept = is_kept(over, 0);
    tc_probe_restore(over->probe, start);
    return kept;
}

static unsigned outcomes_of_number(const TcCompletions *over, uint32_t column)
{
    const TcAsking asking = {.question = ask_outcome, .data = &over->indicator};
    int64_t low, high;
    unsigned outcomes = 0;
    if (!tc_probe_range(over->probe, column, &low, &high))
        return 0;
    g_autoptr(GArray) pieces = tc_probe_pieces(over->probe, over->set, column, low, high, &asking);
    for (guint i = 0; i < pieces->len; i++) {
        const TcPiece *piece = &g_array_index(pieces, TcPiece, i);
        const bool possible = piece->answer != TC_PIECE_INVALID;
        if (possible && (!over->kept || is_kept_at(over, column, piece->low) ||
                         is_kept_at(over, column, piece->high)))
            outcomes |= some_of(piece->answer);
    }
    return outcomes;
}

static unsigned outcomes_from(const TcCompletions *over, uint32_t i);

/* With the @i-th cell at @number. */
static unsigned outcomes_with(const TcCompletions *over, uint32_t i, int64_t number)
{
    const TcProbeState start = tc_probe_save(over->probe);
    tc_probe_put(over->probe, over->open[i].column, number);
    const unsigned outcomes = outcomes_from(over, i + 1);
    tc_probe_restore(over->probe, start);
    return outcomes;
}

static unsigned outcomes_from(const TcCompletions *over, uint32_t i)
{
    TcProbe *probe = over->probe;
    if (i == over->n) {
        if (over->kept ? !is_kept(over, 0) : !tc_probe_is_valid(probe))
            return 0;
        return some_of(ask_outcome(tc_probe_ask(probe), &over->indicator));
    }
    const TcOpenCell *open = &over->open[i];
    const TcValueKind kind = tc_probe_kind(probe, open->column);
    unsigned outcomes = 0;
    if (tc_probe_may_none(probe, open->column))
        outcomes = outcomes_with(over, i, TC_VALUE_NONE);
    if (kind == TC_VALUE_NUMBER || kind == TC_VALUE_DATE) /* the last */
        return outcomes | outcomes_of_number(over, open->column);
    for (int64_t number = open->low; number <= open->high; number++)
        outcomes |= outcomes_with(over, i, number);
    return outcomes;
}

unsigned tc_completions_outcomes(const TcCompletions *over)
{
    return outcomes_from(over, 0);
}
