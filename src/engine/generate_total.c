/* Rows in which a sum over indicators (tổng điểm, điểm của nhóm, số chỉ tiêu đạt) stands just below
 * a level, at it and just above it.
 *
 * Before: the rows of a conclusion that have been found. After: with those that come nearer. How
 * the sum moves with each part of the columns (generate_parts.c) is taken for what that part gives,
 * which of these add up to the level is then known (generate_sums.h), and each row so found is
 * asked whether it is so. Last one measured column runs until the sum passes the level, for points
 * by the share: of the rows found, and where none is at the level, of each part for itself after
 * the others have left it as little as they can. */
#include "engine/generate_total.h"

#include <string.h>
#include "base/msg.h"
#include "engine/generate_sums.h"

/* What divides in the rows that are tried: of the second every share of ten or fewer parts is
 * whole, and its half. */
static const int64_t wholes[] = {TC_GENERATE_WHOLE, 5040};

enum { MOST_STARTS = 8, MOST_RESTS = 16 };
#define NONE_HELD G_MAXUINT

/* --- sums over indicators --------------------------------------------------------------------- */

static bool is_sum(const TcNode *node)
{
    bool sum = node->kind == TC_NODE_TOTAL || node->kind == TC_NODE_COUNT ||
               (node->kind == TC_NODE_OWN && node->n > 0);
    for (uint32_t i = 0; i < node->n && !sum; i++)
        sum = is_sum(node->items[i]);
    return sum;
}

bool tc_aim_is_about_sum(const TcComparison *comparison)
{
    return comparison->left && (is_sum(comparison->left) || is_sum(comparison->right));
}

/* --- a level and the rows nearest to it ------------------------------------------------------- */

bool tc_aim_above(const TcAim *aim, mpq_t difference)
{
    TcProbe *probe = aim->generated->generator->probe;
    return tc_probe_is_valid(probe) &&
           tc_comparison_difference(tc_probe_ask(probe), aim->comparison, difference);
}

static bool has_blank(const TcGenerated *generated, const int64_t *row)
{
    for (uint32_t i = 0; i < generated->n; i++)
        if (row[i] == TC_GENERATE_BLANK)
            return true;
    return false;
}

/* Keeps @row if it is nearer than what has been found on its side. */
static void offer(TcAim *aim, const int64_t *row)
{
    const TcGenerated *generated = aim->generated;
    mpq_t difference;
    mpq_init(difference);
    if (!has_blank(generated, row) && tc_generated_put(generated, row) &&
        tc_aim_above(aim, difference)) {
        const int side = mpq_sgn(difference) + 1;
        mpq_abs(difference, difference);
        if ((!aim->nearest[side] || mpq_cmp(difference, aim->distance[side]) < 0) &&
            tc_generated_stands(generated, row)) {
            g_free(aim->nearest[side]);
            aim->nearest[side] = tc_generated_copy(generated, row);
            mpq_set(aim->distance[side], difference);
        }
    }
    mpq_clear(difference);
}

static void aim_init(TcAim *aim, TcGenerated *generated, const TcComparison *comparison)
{
    *aim = (TcAim){.generated = generated, .comparison = comparison};
    for (int side = 0; side < TC_AIM_SIDES; side++)
        mpq_init(aim->distance[side]);
}

static void aim_clear(TcAim *aim)
{
    for (int side = 0; side < TC_AIM_SIDES; side++) {
        mpq_clear(aim->distance[side]);
        g_free(aim->nearest[side]);
    }
}

/* --- what adds up ----------------------------------------------------------------------------- */

/* All that the parts add up to; part @held (NONE_HELD: none) gives the least that it can. */
static void add_up(const TcGround *ground, guint held, TcSums *sums)
{
    tc_sums_init(sums);
    for (guint p = 0; p < ground->ways->len; p++) {
        const GArray *options = g_ptr_array_index(ground->ways, p);
        g_autofree int64_t *gains = g_new(int64_t, options->len);
        for (guint i = 0; i < options->len; i++)
            gains[i] = tc_ground_gain(ground, p, i);
        if (p == held)
            tc_sums_add(sums, &gains[tc_ground_least(ground, p)], 1);
        else
            tc_sums_add(sums, gains, options->len);
    }
}

static void offer_sums(const TcGround *ground, TcAim *aim)
{
    g_autofree uint32_t *picks = g_new0(uint32_t, ground->ways->len + 1);
    TcSums sums;
    add_up(ground, NONE_HELD, &sums);
    for (int side = -1; side <= 1; side++)
        if (tc_sums_find(&sums, -tc_ground_units(ground, ground->base), side, picks)) {
            g_autofree int64_t *row = tc_ground_picked(ground, picks);
            offer(aim, row);
        }
    tc_sums_clear(&sums);
}

/* --- a measured column ------------------------------------------------------------------------ */

static uint64_t side_of(TcReference *reference, const void *data)
{
    return (uint64_t)(tc_comparison_sign(reference, data) + 1);
}

/* The row as each measured column of @part (TC_NO_PART: of any) runs until the sum passes the
 * level.
 */
static void offer_turns(const TcGround *ground, TcAim *aim, uint32_t part, int64_t *row)
{
    const TcGenerated *generated = aim->generated;
    for (uint32_t i = 0; i < generated->n; i++) {
        const uint32_t own = ground->parts.of[i];
        const int64_t kept = row[i];
        if (own == TC_NO_PART || (part != TC_NO_PART && own != part) ||
            tc_generated_is_choice(generated, i))
            continue;
        g_autoptr(GArray) turns =
            tc_generated_turns_of(generated, row, i, side_of, aim->comparison);
        for (guint k = 0; k < turns->len; k++) {
            row[i] = g_array_index(turns, int64_t, k);
            offer(aim, row);
        }
        row[i] = kept;
    }
}

/* From the nearest rows so far. */
static void offer_near_turns(const TcGround *ground, TcAim *aim)
{
    int64_t *from[TC_AIM_SIDES] = {NULL};
    for (int side = 0; side < TC_AIM_SIDES; side++)
        if (aim->nearest[side])
            from[side] = tc_generated_copy(aim->generated, aim->nearest[side]);
    for (int side = 0; side < TC_AIM_SIDES; side++) {
        if (from[side])
            offer_turns(ground, aim, TC_NO_PART, from[side]);
        g_free(from[side]);
    }
}

/* Without a measured column of its own a part gives nothing in between. */
static bool has_measured(const TcGround *ground, guint p)
{
    const uint32_t part = g_array_index(ground->indicators, uint32_t, p);
    bool measured = false;
    for (uint32_t i = 0; i < ground->aim->generated->n; i++)
        measured |=
            ground->parts.of[i] == part && !tc_generated_is_choice(ground->aim->generated, i);
    return measured;
}

/* What is short of the level is for part @p to give: as little as the others can leave to it. */
static void offer_rest(const TcGround *ground, TcAim *aim, guint p)
{
    g_autofree uint32_t *picks = g_new0(uint32_t, ground->ways->len + 1);
    TcSums sums;
    add_up(ground, p, &sums);
    if (tc_sums_find(&sums, -tc_ground_units(ground, ground->base), -1, picks)) {
        picks[p] = tc_ground_least(ground, p);
        g_autofree int64_t *row = tc_ground_picked(ground, picks);
        offer_turns(ground, aim, g_array_index(ground->indicators, uint32_t, p), row);
    }
    tc_sums_clear(&sums);
}

/* --- all levels ------------------------------------------------------------------------------- */

static void search_from(TcGround *ground, TcAim *aim)
{
    if (!tc_ground_find_ways(ground))
        return;
    const bool counts = tc_ground_find_unit(ground);
    offer(aim, ground->good);
    if (counts)
        offer_sums(ground, aim);
    offer_near_turns(ground, aim);
    for (guint p = 0, tried = 0; p < ground->ways->len && counts && !aim->nearest[1]; p++)
        if (has_measured(ground, p) && tried++ < MOST_RESTS)
            offer_rest(ground, aim, p);
}

static bool has_all_sides(const TcAim *aim)
{
    return aim->nearest[0] && aim->nearest[1] && aim->nearest[2];
}

/* With what several indicators choose by made otherwise, while there is a side without a row. */
static void search_choices(TcGround *ground, TcAim *aim)
{
    unsigned starts = 0;
    for (uint32_t i = 0; i < ground->parts.n; i++) {
        const int64_t kept = ground->good[i];
        if (ground->parts.of[i] != TC_NO_PART || !tc_generated_is_choice(aim->generated, i))
            continue;
        g_autoptr(GArray) options = tc_generated_options(aim->generated, i);
        for (guint k = 0; k < options->len && !has_all_sides(aim) && starts < MOST_STARTS; k++) {
            ground->good[i] = g_array_index(options, int64_t, k);
            starts += ground->good[i] != kept;
            if (ground->good[i] != kept)
                search_from(ground, aim);
        }
        ground->good[i] = kept;
    }
}

static void search(TcAim *aim, int64_t whole)
{
    TcGround ground;
    tc_ground_init(&ground, aim, whole);
    search_from(&ground, aim);
    search_choices(&ground, aim);
    tc_ground_clear(&ground);
}

static void offer_found(TcAim *aim, const TcAim *found)
{
    for (int side = 0; side < TC_AIM_SIDES; side++)
        if (found->nearest[side])
            offer(aim, found->nearest[side]);
}

/* No row stands at the level. */
static void note_none(TcGenerated *generated, const TcComparison *comparison)
{
    g_autofree char *sum = tc_span_line(comparison->left->span);
    g_autofree char *level = tc_span_line(comparison->right->span);
    g_ptr_array_add(generated->notes, tc_msg_format(generated->generator->model->lang,
                                                    TC_MSG_GENERATE_NONE_AT, sum, level, NULL));
}

static void aim_at(TcGenerated *generated, const TcComparison *comparison)
{
    TcAim aim;
    aim_init(&aim, generated, comparison);
    for (guint i = 0; i < generated->rows->len; i++)
        offer(&aim, g_ptr_array_index(generated->rows, i));
    for (size_t i = 0; i < G_N_ELEMENTS(wholes) && !(i > 0 && aim.nearest[1]); i++) {
        TcAim found;
        aim_init(&found, generated, comparison);
        search(&found, wholes[i]);
        offer_found(&aim, &found);
        aim_clear(&found);
    }
    for (int side = 0; side < TC_AIM_SIDES; side++)
        if (aim.nearest[side])
            tc_generated_add(generated, aim.nearest[side]);
    if (!aim.nearest[1])
        note_none(generated, comparison);
    aim_clear(&aim);
}

/* Is it about a sum, and is none of those before it the same? */
static bool is_aimed_at(const GPtrArray *all, guint at)
{
    const TcComparison *comparison = g_ptr_array_index(all, at);
    if (!tc_aim_is_about_sum(comparison))
        return false;
    for (guint i = 0; i < at; i++) {
        const TcComparison *other = g_ptr_array_index(all, i);
        if (other->left && tc_node_equal(other->left, comparison->left) &&
            tc_node_equal(other->right, comparison->right))
            return false;
    }
    return true;
}

void tc_generate_totals(TcGenerated *generated)
{
    g_autoptr(GPtrArray) all = tc_comparisons_all(generated->set);
    for (guint i = 0; i < all->len; i++)
        if (is_aimed_at(all, i))
            aim_at(generated, g_ptr_array_index(all, i));
}
