/* Where parts come to stand while an amendment is written. See diff_internal.h.
 *
 * The parts of the first side stand in a list. Rows of the second side are put one after the other:
 * a part that stays is passed, one that is new or moved goes behind a part that was put, or ahead
 * of one that stays, so that it comes behind all that were put and ahead of all that stay. */
#include "syntax/diff_internal.h"

#include "base/text.h"

typedef struct {
    uint32_t first, second; /* rows, or TC_DIFF_NO_ROW */
    unsigned depth;
    bool settled; /* it was put, or stays where it is */
} Standing;

struct TcDiffPlaces {
    const TcDiff *diff;
    GArray *all; /* of Standing */
};

static Standing *at(const TcDiffPlaces *places, uint32_t index)
{
    return &g_array_index(places->all, Standing, index);
}

TcDiffPlaces *tc_diff_places_new(const TcDiff *diff)
{
    TcDiffPlaces *places = g_new0(TcDiffPlaces, 1);
    places->diff = diff;
    places->all = g_array_new(FALSE, FALSE, sizeof(Standing));
    for (uint32_t i = 0; i < diff->sides[0].rows->len; i++) {
        const TcDiffRow *row = tc_diff_row(&diff->sides[0], i);
        const Standing one = {i, row->other, row->depth,
                              row->other != TC_DIFF_NO_ROW && !row->moved};
        g_array_append_val(places->all, one);
    }
    return places;
}

void tc_diff_places_free(TcDiffPlaces *places)
{
    if (!places)
        return;
    g_array_unref(places->all);
    g_free(places);
}

/* Where the row of the second side stands, or UINT32_MAX. */
static uint32_t place_of(const TcDiffPlaces *places, uint32_t second)
{
    for (uint32_t i = 0; i < places->all->len; i++)
        if (at(places, i)->second == second)
            return i;
    return UINT32_MAX;
}

/* Has it a number, so that other parts can stand in it? A section has none. */
static bool is_numbered(const TcDiffPlaces *places, uint32_t index)
{
    const Standing *one = at(places, index);
    return one->first != TC_DIFF_NO_ROW
               ? tc_diff_row(&places->diff->sides[0], one->first)->code != NULL
               : tc_diff_row(&places->diff->sides[1], one->second)->code != NULL;
}

/* The end of what stands in the part at @index. */
static uint32_t end_of(const TcDiffPlaces *places, uint32_t index)
{
    uint32_t end = index + 1;
    while (is_numbered(places, index) && end < places->all->len &&
           at(places, end)->depth > at(places, index)->depth)
        end++;
    return end;
}

/* Would a part that is put before @index stand behind all settled rows before @row and ahead of
 * those behind it? */
static bool fits(const TcDiffPlaces *places, uint32_t index, uint32_t row)
{
    for (uint32_t i = 0; i < places->all->len; i++) {
        const Standing *one = at(places, i);
        if (one->settled && one->second != row && (one->second < row) != (i < index))
            return false;
    }
    return true;
}

/* The place that row @by gives, if it fits. */
static bool try_place(const TcDiffPlaces *places, uint32_t row, uint32_t by, bool ahead,
                      uint32_t *index)
{
    const uint32_t stands = place_of(places, by), own = place_of(places, row);
    if (stands == UINT32_MAX || !tc_diff_row(&places->diff->sides[1], by)->code)
        return false;
    if (own != UINT32_MAX && stands >= own && stands < end_of(places, own))
        return false;
    *index = ahead ? stands : end_of(places, stands);
    if (own != UINT32_MAX && *index > own && *index < end_of(places, own))
        return false;
    return fits(places, *index, row);
}

/* Behind the last part of its kind, else behind the one before it, else ahead of the next that
 * stays. */
static bool find_place(const TcDiffPlaces *places, uint32_t row, uint32_t *by, bool *ahead,
                       uint32_t *index)
{
    const TcDiffSide *second = &places->diff->sides[1];
    const TcKeyword noun = tc_diff_row(second, row)->noun;
    *ahead = false;
    for (unsigned any = 0; any < 2; any++)
        for (*by = row; (*by)-- > 0;)
            if ((any || tc_diff_row(second, *by)->noun == noun) &&
                try_place(places, row, *by, false, index))
                return true;
    *ahead = true;
    for (*by = row + 1; *by < second->rows->len; (*by)++)
        if (try_place(places, row, *by, true, index))
            return true;
    return false;
}

/* The part at @own goes before @index with all that stands in it. What of that does not belong
 * there is put when its turn comes. */
static void carry(TcDiffPlaces *places, uint32_t own, uint32_t index)
{
    const uint32_t n = end_of(places, own) - own, to = index > own ? index - n : index;
    g_autofree Standing *carried = g_memdup2(at(places, own), n * sizeof *carried);
    g_array_remove_range(places->all, own, n);
    g_array_insert_vals(places->all, to, carried, n);
    for (uint32_t i = 0; i < n; i++)
        at(places, to + i)->settled = i == 0;
    for (uint32_t i = 1; i < n; i++)
        at(places, to + i)->settled = carried[i].settled && fits(places, to + i, carried[i].second);
}

/* Before the part at @own is moved: the first part in it that belongs ahead of it. Returns: its row
 * of the second side, moved out, or TC_DIFF_NO_ROW. */
static uint32_t free_one(TcDiffPlaces *places, uint32_t own)
{
    const uint32_t end = end_of(places, own), row = at(places, own)->second;
    for (uint32_t i = own + 1; i < end; i++) {
        const Standing *one = at(places, i);
        const uint32_t freed = one->second;
        if (freed == TC_DIFF_NO_ROW || (row != TC_DIFF_NO_ROW && (!one->settled || freed > row)))
            continue;
        carry(places, i, own);
        return freed;
    }
    return TC_DIFF_NO_ROW;
}

TcDiffPlaced tc_diff_place(TcDiffPlaces *places, uint32_t row, uint32_t *by, bool *ahead)
{
    const TcDiffRow *part = tc_diff_row(&places->diff->sides[1], row);
    const uint32_t own = place_of(places, row);
    uint32_t index;
    if (!part->code)
        return TC_DIFF_STAYS;
    if (own != UINT32_MAX && (at(places, own)->settled || fits(places, own, row))) {
        at(places, own)->settled = true;
        return TC_DIFF_STAYS;
    }
    if (own != UINT32_MAX && (*by = free_one(places, own)) != TC_DIFF_NO_ROW)
        return TC_DIFF_FREES;
    const bool found = find_place(places, row, by, ahead, &index);
    const Standing one = {TC_DIFF_NO_ROW, row, part->depth, true};
    if (own != UINT32_MAX && found)
        carry(places, own, index);
    else if (own == UINT32_MAX)
        g_array_insert_val(places->all, found ? index : places->all->len, one);
    return found ? TC_DIFF_GOES : TC_DIFF_NO_PLACE;
}

uint32_t tc_diff_next_repealed(TcDiffPlaces *places, uint32_t *freed)
{
    uint32_t index = 0;
    while (index < places->all->len && at(places, index)->second != TC_DIFF_NO_ROW)
        index++;
    if (index == places->all->len)
        return TC_DIFF_NO_ROW;
    const uint32_t row = at(places, index)->first;
    *freed = free_one(places, index);
    if (*freed == TC_DIFF_NO_ROW)
        g_array_remove_range(places->all, index, end_of(places, index) - index);
    return row;
}
