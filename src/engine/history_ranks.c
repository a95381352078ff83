/* The places of a unit in the rankings, in the corners of a step. See history.h.
 *
 * Before: all corners are judged, each with the standings of all units of its file by its rules.
 * After: the rankings in which the unit's place moves, or that only one of the versions has. A
 * place hangs on the numbers of all units, so it is put down to no cell and no clause. */
#include "engine/history.h"

#include <string.h>

static uint32_t find_ranking(const TcModel *model, const char *code)
{
    for (uint32_t i = 0; i < model->n_rankings; i++)
        if (strcmp(model->rankings[i].code, code) == 0)
            return i;
    return TC_NO_PART;
}

static bool same_place(const TcRankingResult *a, const TcRankingResult *b)
{
    if (!a || !b)
        return a == b;
    return a->ranked[0] == b->ranked[0] && a->best[0] == b->best[0] && a->worst[0] == b->worst[0];
}

const TcRankingResult *tc_history_rank_at(const TcHistoryStep *step, const TcHistoryRank *rank,
                                          unsigned corner)
{
    const uint32_t index = rank->rankings[corner & TC_MOVER_LAW ? 1 : 0];
    return index == TC_NO_PART ? NULL : &step->corners[corner]->results->rankings[index];
}

/* Numbers the places that differ: a corner has the number of the first one with its place. */
static bool number_places(const TcHistoryStep *step, TcHistoryRank *rank)
{
    bool moves = false;
    for (uint32_t corner = 0; corner < TC_N_CORNERS; corner++) {
        uint32_t first = 0;
        while (!same_place(tc_history_rank_at(step, rank, first),
                           tc_history_rank_at(step, rank, corner)))
            first++;
        rank->at[corner] = first;
        moves |= first != TC_CORNER_OLD;
    }
    return moves;
}

void tc_history_find_ranks(TcHistoryStep *step)
{
    const TcModel *models[] = {step->corners[TC_CORNER_OLD]->results->model,
                               step->corners[TC_CORNER_NEW]->results->model};
    for (uint32_t i = 0; i < models[1]->n_rankings; i++) {
        const char *code = models[1]->rankings[i].code;
        TcHistoryRank rank = {.code = code, .rankings = {find_ranking(models[0], code), i}};
        const bool both = rank.rankings[0] != TC_NO_PART;
        if (both && !number_places(step, &rank))
            continue;
        rank.movers = both ? tc_history_least_movers(rank.at) : 0;
        g_array_append_val(step->ranks, rank);
    }
    for (uint32_t i = 0; i < models[0]->n_rankings; i++) {
        const char *code = models[0]->rankings[i].code;
        const TcHistoryRank rank = {.code = code, .rankings = {i, TC_NO_PART}};
        if (find_ranking(models[1], code) == TC_NO_PART)
            g_array_append_val(step->ranks, rank);
    }
}
