/* The window of a move in a whole: how far it may go on with the others where the way leads. */
#include "exec/comparisons.h"
#include "exec/readers.h"
#include "exec/ways_internal.h"

/* Comparisons looked at for the window of one way: with more (some 700 in one indicator) no other
 * end is looked for. */
enum { MOST_WINDOW_WORK = 1000000 };

/* The piece that holds @number; NULL: none of those that do. */
static const TcPiece *piece_around(const GArray *pieces, int64_t number)
{
    for (guint i = 0; i < pieces->len; i++) {
        const TcPiece *piece = &g_array_index(pieces, TcPiece, i);
        if (piece->answer == 1 && piece->low <= number && number <= piece->high)
            return piece;
    }
    return NULL;
}

static void window_of(TcProbe *probe, const TcComparisons *set, const TcAsking *asking,
                      TcMove *move)
{
    int64_t low, high;
    const bool to_come = tc_way_is_to_come(probe, move->column);
    tc_probe_sharpen(probe, set, move->column);
    if (move->sum || (tc_probe_kind(probe, move->column) != TC_VALUE_NUMBER && !to_come) ||
        !tc_probe_range(probe, move->column, &low, &high))
        return;
    tc_way_hold_days(probe, move->column, &low);
    g_autoptr(GArray) pieces = tc_probe_pieces(probe, set, move->column, low, high, asking);
    if (!pieces)
        return;
    const TcPiece *piece = piece_around(pieces, tc_probe_number(probe, move->column, &move->to));
    if (!piece)
        return;
    const int64_t last = move->up ? piece->high : piece->low;
    const int step = move->up ? 1 : -1;
    tc_value_undefine(&move->last, TC_WHY_LITERAL);
    tc_value_undefine(&move->last_mark, TC_WHY_LITERAL);
    if (last == (move->up ? high : low))
        return;
    tc_probe_value(probe, move->column, last, &move->last);
    if (!tc_probe_is_whole(probe, move->column) &&
        tc_probe_touches(probe, set, move->column, last + step, NULL, NULL))
        tc_probe_value(probe, move->column, last + step, &move->last_mark);
}

void tc_way_windows(TcProbe *probe, uint32_t indicator, TcQuestion *is_met, GArray *way)
{
    const TcProbeState start = tc_probe_save(probe);
    g_autoptr(TcComparisons) set = tc_readers_part(probe->read, TC_REF_INDICATOR, indicator, true);
    bool drags = false;
    uint64_t budget = MOST_WINDOW_WORK;
    const TcAsking asking = {
        .question = is_met, .data = &indicator, .weight = set->list->len + 1, .budget = &budget};
    tc_way_apply(probe, way);
    for (guint i = 0; i < way->len; i++)
        drags |= g_array_index(way, TcMove, i).dragged;
    for (guint i = 0; i < way->len && !drags; i++)
        window_of(probe, set, &asking, &g_array_index(way, TcMove, i));
    tc_probe_restore(probe, start);
}
