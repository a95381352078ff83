/* Why answers turned: the least sets of clauses that suffice. See impact_internal.h.
 *
 * Before: turns of a block's rows. After: each with its cause. Turns that hang on the same clauses
 * are asked together: their rows are judged by the rules with each part of these clauses. Clauses
 * that cannot stand alone are found as they are asked for, and are one from then on. */
#include "engine/impact_internal.h"

#include <string.h>

enum {
    ALL_SETS = 12,      /* so many clauses are tried in every set, more only one by one */
    EAGER = 16,         /* so many are tried alone before the first row */
    VARIANTS_READY = 48 /* keep what they judge rows with */
};

/* --- variants --------------------------------------------------------------------------------- */

static void free_variant(void *variant)
{
    tc_variant_free(variant);
}

static TcVariant *variant_of(TcAttribution *attribution, TcClauses applied)
{
    TcVariant *variant = g_hash_table_lookup(attribution->variants, &applied);
    if (!variant) {
        variant = tc_variant_new(attribution->impact, applied, attribution->runs);
        g_hash_table_insert(attribution->variants, &variant->applied, variant);
    }
    return variant;
}

static bool stands(TcAttribution *attribution, TcClauses applied)
{
    const TcClauses all = tc_between_all(attribution->impact->between);
    return applied == 0 || applied == all || variant_of(attribution, applied)->program != NULL;
}

/* --- bundles ---------------------------------------------------------------------------------- */

TcClauses tc_impact_whole(const TcImpact *impact, TcClauses clauses)
{
    for (guint i = 0; i < impact->bundles->len; i++) {
        const TcClauses bundle = g_array_index(impact->bundles, TcClauses, i);
        if (bundle & clauses)
            clauses |= bundle;
    }
    return clauses;
}

/* The first of @clauses, with its bundle. */
static TcClauses first_of(const TcImpact *impact, TcClauses clauses)
{
    return tc_impact_whole(impact, clauses & (~clauses + 1));
}

static void bind_clauses(TcImpact *impact, TcClauses clauses)
{
    clauses = tc_impact_whole(impact, clauses);
    for (guint i = impact->bundles->len; i-- > 0;)
        if (g_array_index(impact->bundles, TcClauses, i) & clauses)
            g_array_remove_index(impact->bundles, i);
    g_array_append_val(impact->bundles, clauses);
}

/* Takes away from @from what it can be without while it goes on to stand (or not); @keep stays. */
static TcClauses least(TcAttribution *attribution, TcClauses from, TcClauses keep, bool standing)
{
    TcClauses left = from & ~keep;
    while (left) {
        const TcClauses one = first_of(attribution->impact, left) & ~keep;
        left &= ~one;
        if (stands(attribution, from & ~one) == standing)
            from &= ~one;
    }
    return from;
}

/* @clauses do not stand: the least of them that do not, and what these need, are one. */
static void mend(TcAttribution *attribution, TcClauses clauses)
{
    const TcClauses all = tc_between_all(attribution->impact->between);
    const TcClauses fallen = least(attribution, clauses, 0, false);
    bind_clauses(attribution->impact, least(attribution, all, fallen, true));
}

static void try_alone(TcAttribution *attribution)
{
    const uint32_t n = tc_between_n(attribution->impact->between);
    const TcClauses all = tc_between_all(attribution->impact->between);
    for (uint32_t i = 0; i < n && n <= EAGER; i++) {
        if (!(all >> i & 1))
            continue;
        TcClauses one = tc_impact_whole(attribution->impact, (TcClauses)1 << i);
        while (!stands(attribution, one)) {
            mend(attribution, one);
            one = tc_impact_whole(attribution->impact, one);
        }
    }
}

/* --- causes ----------------------------------------------------------------------------------- */

static bool same_cause(const TcCause *a, const TcCause *b)
{
    return a->n == b->n && a->partial == b->partial &&
           (a->n == 0 || memcmp(a->sets, b->sets, a->n * sizeof *a->sets) == 0);
}

/* Returns: the number of the cause with @sets, which are in order. */
static uint32_t cause_of(TcImpact *impact, const GArray *sets, bool partial)
{
    const TcCause cause = {(TcClauses *)(void *)sets->data, sets->len, partial};
    for (guint i = 0; i < impact->causes->len; i++)
        if (same_cause(g_ptr_array_index(impact->causes, i), &cause))
            return i;
    TcCause *kept = g_new(TcCause, 1);
    *kept = cause;
    kept->sets = g_memdup2(cause.sets, cause.n * sizeof *cause.sets);
    g_ptr_array_add(impact->causes, kept);
    return impact->causes->len - 1;
}

/* --- a group of turns ------------------------------------------------------------------------- */

/* Turns of a block that hang on the same clauses. */
typedef struct {
    TcAttribution *attribution;
    const TcRowPairs *pairs;
    GArray *turns;      /* TcImpactTurn: all */
    const GArray *rows; /* of all */
    GArray *mine;       /* guint: those of the group */
    GArray *asked;      /* uint32_t: their rows, each once, in order */
    TcClauses bundles[TC_CLAUSES_MAX];
    uint32_t n; /* bundles */
} Group;

static TcClauses clauses_of(const Group *group, uint64_t set)
{
    TcClauses clauses = 0;
    for (uint32_t i = 0; i < group->n; i++)
        if (set >> i & 1)
            clauses |= group->bundles[i];
    return clauses;
}

static uint32_t place_of(const Group *group, uint32_t row)
{
    uint32_t low = 0, high = group->asked->len;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (g_array_index(group->asked, uint32_t, middle) < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Judges the group's rows with the clauses of @set alone: @turned[i] is whether turn i of the group
 * comes to what it is in the second version. Returns: false where these do not stand. */
static bool judge_set(const Group *group, uint64_t set, bool *turned)
{
    TcVariant *variant = variant_of(group->attribution, clauses_of(group, set));
    if (!variant->program)
        return false;
    tc_variant_judge(variant, group->pairs, (const uint32_t *)(void *)group->asked->data,
                     group->asked->len);
    for (guint i = 0; i < group->mine->len; i++) {
        const guint at = g_array_index(group->mine, guint, i);
        const TcImpactTurn *turn = &g_array_index(group->turns, TcImpactTurn, at);
        const uint32_t index =
            turn->answer == TC_NO_PART ? TC_NO_PART : variant->where[turn->answer];
        const uint32_t row = place_of(group, g_array_index(group->rows, uint32_t, at));
        turned[i] = tc_impact_read_turn(group->attribution->impact, variant->results, row, turn,
                                        index) == turn->after;
    }
    if (g_hash_table_size(group->attribution->variants) > VARIANTS_READY)
        tc_variant_rest(variant);
    return true;
}

static void set_cause(const Group *group, guint turn, const GArray *sets, bool partial)
{
    g_array_index(group->turns, TcImpactTurn, g_array_index(group->mine, guint, turn)).cause =
        cause_of(group->attribution->impact, sets, partial);
}

static int by_first_clause(const void *a, const void *b)
{
    const TcClauses x = *(const TcClauses *)a, y = *(const TcClauses *)b;
    const TcClauses difference = x ^ y, lowest = difference & (~difference + 1);
    return x == y ? 0 : x & lowest ? -1 : 1;
}

/* The least sets that suffice, by whether the turn comes about with each set (@turned[set * step]).
 */
static void find_least(const Group *group, guint turn, const bool *turned, size_t step)
{
    const uint64_t full = ((uint64_t)1 << group->n) - 1;
    g_autofree bool *suffices = g_new0(bool, full + 1);
    g_autoptr(GArray) sets = g_array_new(FALSE, FALSE, sizeof(TcClauses));
    for (uint64_t set = full + 1; set-- > 0;) { /* those with more come before */
        suffices[set] = set == full || turned[set * step];
        for (uint32_t i = 0; i < group->n; i++)
            suffices[set] = suffices[set] && (set >> i & 1 || suffices[set | (uint64_t)1 << i]);
    }
    for (uint64_t set = 0; set <= full; set++) {
        bool is_least = suffices[set];
        for (uint32_t i = 0; i < group->n; i++)
            is_least = is_least && !(set >> i & 1 && suffices[set & ~((uint64_t)1 << i)]);
        const TcClauses clauses = clauses_of(group, set);
        if (is_least)
            g_array_append_val(sets, clauses);
    }
    g_array_sort(sets, by_first_clause);
    set_cause(group, turn, sets, false);
}

/* Returns: false where some set does not stand: it is mended then. */
static bool try_all_sets(const Group *group)
{
    const uint64_t full = ((uint64_t)1 << group->n) - 1;
    const size_t n = group->mine->len;
    g_autofree bool *turned = g_new0(bool, (full + 1) * n);
    for (uint64_t set = 1; set < full; set++)
        if (!judge_set(group, set, turned + set * n)) {
            mend(group->attribution, clauses_of(group, set));
            return false;
        }
    for (guint i = 0; i < n; i++)
        find_least(group, i, turned + i, n);
    return true;
}

/* Of many clauses: those without which the turn does not come about, together; where there are none
 * those that bring it about alone. */
static bool try_one_by_one(const Group *group)
{
    const uint64_t full = group->n == 64 ? ~(uint64_t)0 : ((uint64_t)1 << group->n) - 1;
    const size_t n = group->mine->len;
    g_autofree bool *alone = g_new0(bool, group->n *n), *without = g_new0(bool, group->n *n);
    for (uint32_t i = 0; i < group->n; i++) {
        const uint64_t one = (uint64_t)1 << i;
        const bool first = judge_set(group, one, alone + i * n);
        if (!first || !judge_set(group, full & ~one, without + i * n)) {
            mend(group->attribution, clauses_of(group, first ? full & ~one : one));
            return false;
        }
    }
    for (guint k = 0; k < n; k++) {
        TcClauses needed = 0;
        g_autoptr(GArray) sets = g_array_new(FALSE, FALSE, sizeof(TcClauses));
        for (uint32_t i = 0; i < group->n; i++)
            needed |= without[i * n + k] ? 0 : group->bundles[i];
        for (uint32_t i = 0; i < group->n && !needed; i++)
            if (alone[i * n + k])
                g_array_append_val(sets, group->bundles[i]);
        if (needed)
            g_array_append_val(sets, needed);
        set_cause(group, k, sets, true);
    }
    return true;
}

static bool attribute_group(Group *group, TcClauses clauses)
{
    for (group->n = 0; clauses; group->n++) {
        group->bundles[group->n] = first_of(group->attribution->impact, clauses);
        clauses &= ~group->bundles[group->n];
    }
    if (group->n > ALL_SETS)
        return try_one_by_one(group);
    return try_all_sets(group);
}

/* --- all turns of a block --------------------------------------------------------------------- */

static void ask_for(Group *group, guint turn)
{
    const uint32_t row = g_array_index(group->rows, uint32_t, turn);
    const guint n = group->asked->len;
    g_array_append_val(group->mine, turn);
    if (n == 0 || g_array_index(group->asked, uint32_t, n - 1) != row)
        g_array_append_val(group->asked, row);
}

/* The group of the turns that hang on the same clauses as turn @first. */
static bool attribute_like(Group *group, const GArray *hang, guint first, bool *done)
{
    const TcClauses clauses = g_array_index(hang, TcClauses, first);
    g_array_set_size(group->mine, 0);
    g_array_set_size(group->asked, 0);
    for (guint i = first; i < hang->len; i++) {
        if (done[i] || g_array_index(hang, TcClauses, i) != clauses)
            continue;
        done[i] = true;
        ask_for(group, i);
    }
    return attribute_group(group, clauses);
}

static GArray *what_they_hang_on(const TcAttribution *attribution, const Group *group)
{
    GArray *hang = g_array_new(FALSE, FALSE, sizeof(TcClauses));
    for (guint i = 0; i < group->turns->len; i++) {
        const uint32_t answer = g_array_index(group->turns, TcImpactTurn, i).answer;
        const uint32_t row = g_array_index(group->rows, uint32_t, i);
        const TcClauses leans = answer == TC_NO_PART
                                    ? tc_between_all(attribution->impact->between)
                                    : tc_leans_on(attribution->leans, answer, group->pairs, row);
        const TcClauses clauses = tc_impact_whole(attribution->impact, leans);
        g_array_append_val(hang, clauses);
    }
    return hang;
}

/* Returns: false when clauses were found that are one: then all of it is to be asked again. */
static bool attribute_once(TcAttribution *attribution, Group *group)
{
    g_autoptr(GArray) hang = what_they_hang_on(attribution, group);
    g_autofree bool *done = g_new0(bool, hang->len + 1);
    bool good = true;
    for (guint i = 0; good && i < hang->len; i++)
        if (!done[i])
            good = attribute_like(group, hang, i, done);
    return good;
}

void tc_attribute(TcAttribution *attribution, const TcRowPairs *pairs, GArray *turns,
                  const GArray *rows)
{
    Group group = {.attribution = attribution,
                   .pairs = pairs,
                   .turns = turns,
                   .rows = rows,
                   .mine = g_array_new(FALSE, FALSE, sizeof(guint)),
                   .asked = g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    if (turns->len > 0 && !attribution->leans) {
        attribution->leans = tc_leans_new(attribution->impact);
        try_alone(attribution);
    }
    while (turns->len > 0 && !attribute_once(attribution, &group)) {
    }
    g_array_unref(group.mine);
    g_array_unref(group.asked);
}

TcAttribution *tc_attribution_new(TcImpact *impact, const TcRun runs[2])
{
    TcAttribution *attribution = g_new0(TcAttribution, 1);
    attribution->impact = impact;
    attribution->runs[0] = runs[0];
    attribution->runs[1] = runs[1];
    attribution->variants = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, free_variant);
    return attribution;
}

void tc_attribution_free(TcAttribution *attribution)
{
    if (!attribution)
        return;
    tc_leans_free(attribution->leans);
    g_hash_table_unref(attribution->variants);
    g_free(attribution);
}
