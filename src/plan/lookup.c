/* The tree of a look-up. See lookup.h. */
#include "plan/lookup.h"

#include "base/order.h"
#include <stdlib.h>

/* A tree takes at most this many box entries for each cell of the table: beyond, boxes that cover
 * many groups of every axis would make it grow with the square of the table. */
enum { ENTRIES_A_CELL = 8, ENTRIES_AT_LEAST = 4096 };

typedef struct {
    TcLookup *lookup;
    GArray *branches, *starts, *children;
    uint64_t budget;
} Grower;

static TcLookupRun run_of(const TcLookup *lookup, uint32_t box, uint32_t axis)
{
    return lookup->runs[(size_t)box * lookup->n_axes + axis];
}

static bool is_whole_axis(const TcLookup *lookup, uint32_t box, uint32_t axis)
{
    TcLookupRun run = run_of(lookup, box, axis);
    return run.from == 0 && run.to == lookup->axes[axis].n;
}

/* Where the groups of @axis begin: where a box does, and behind its end. */
static GArray *group_starts(const TcLookup *lookup, const uint32_t *boxes, uint32_t n,
                            uint32_t axis)
{
    GArray *starts = g_array_sized_new(FALSE, FALSE, sizeof(uint32_t), 2 * n + 1);
    uint32_t zero = 0, kept = 0;
    g_array_append_val(starts, zero);
    for (uint32_t i = 0; i < n; i++) {
        TcLookupRun run = run_of(lookup, boxes[i], axis);
        uint32_t behind = run.to + 1;
        if (run.from > 0)
            g_array_append_val(starts, run.from);
        if (run.to < lookup->axes[axis].n)
            g_array_append_val(starts, behind);
    }
    g_array_sort(starts, tc_order_uint32);
    uint32_t *list = (uint32_t *)(void *)starts->data;
    for (uint32_t i = 1; i < starts->len; i++) {
        if (list[i] != list[kept])
            list[++kept] = list[i];
    }
    g_array_set_size(starts, kept + 1);
    return starts;
}

/* The first and last group that @box covers. */
static TcLookupRun groups_of(const Grower *grower, const GArray *starts, uint32_t box,
                             uint32_t axis)
{
    const uint32_t *list = (const uint32_t *)(const void *)starts->data;
    TcLookupRun run = run_of(grower->lookup, box, axis);
    return (TcLookupRun){tc_lookup_group(list, starts->len, run.from),
                         tc_lookup_group(list, starts->len, run.to)};
}

/* How the boxes of a node fall into the groups of one axis. */
typedef struct {
    uint32_t axis;
    GArray *starts; /* uint32_t, of the groups; NULL: no axis parts the boxes */
    uint64_t entries;
} Parting;

static Parting part_by(const Grower *grower, const uint32_t *boxes, uint32_t n, uint32_t axis)
{
    Parting parting = {axis, group_starts(grower->lookup, boxes, n, axis), 0};
    for (uint32_t i = 0; i < n; i++) {
        TcLookupRun run = groups_of(grower, parting.starts, boxes[i], axis);
        parting.entries += run.to - run.from + 1;
    }
    return parting;
}

/* The parting with the fewest entries, of those the one with the most groups. */
static Parting best_parting(const Grower *grower, const uint32_t *boxes, uint32_t n, unsigned left)
{
    Parting best = {0};
    for (uint32_t axis = 0; axis < grower->lookup->n_axes; axis++) {
        if (!(left >> axis & 1))
            continue;
        Parting parting = part_by(grower, boxes, n, axis);
        bool better = parting.starts->len > 1 &&
                      (!best.starts || parting.entries < best.entries ||
                       (parting.entries == best.entries && parting.starts->len > best.starts->len));
        GArray *dropped = better ? best.starts : parting.starts;
        if (dropped)
            g_array_unref(dropped);
        if (better)
            best = parting;
    }
    return best;
}

/* The boxes of each group one after the other; @ends: where those of a group end. */
static uint32_t *sort_into_groups(const Grower *grower, const Parting *parting,
                                  const uint32_t *boxes, uint32_t n, uint32_t *ends)
{
    uint32_t *sorted = g_new(uint32_t, parting->entries + 1);
    uint32_t n_groups = parting->starts->len, sum = 0;
    for (uint32_t i = 0; i < n; i++) {
        TcLookupRun run = groups_of(grower, parting->starts, boxes[i], parting->axis);
        for (uint32_t group = run.from; group <= run.to; group++)
            ends[group]++;
    }
    for (uint32_t group = 0; group < n_groups; group++) {
        uint32_t count = ends[group];
        ends[group] = sum; /* a group's end moves on as it is filled */
        sum += count;
    }
    for (uint32_t i = 0; i < n; i++) {
        TcLookupRun run = groups_of(grower, parting->starts, boxes[i], parting->axis);
        for (uint32_t group = run.from; group <= run.to; group++)
            sorted[ends[group]++] = boxes[i];
    }
    return sorted;
}

static bool grow(Grower *grower, const uint32_t *boxes, uint32_t n, unsigned left, uint32_t *child);

static bool grow_groups(Grower *grower, const Parting *parting, const uint32_t *boxes, uint32_t n,
                        unsigned left, uint32_t first)
{
    uint32_t n_groups = parting->starts->len;
    g_autofree uint32_t *ends = g_new0(uint32_t, n_groups);
    g_autofree uint32_t *sorted = sort_into_groups(grower, parting, boxes, n, ends);
    bool good = true;
    for (uint32_t group = 0; good && group < n_groups; group++) {
        uint32_t from = group ? ends[group - 1] : 0, child;
        good = grow(grower, sorted + from, ends[group] - from, left, &child);
        if (good)
            g_array_index(grower->children, uint32_t, first + group) = child;
    }
    return good;
}

/* Sets @child to a leaf or a new branch for the @n @boxes, which are whole on all axes that are not
 * in @left. Returns: false when the budget is used up. */
static bool grow(Grower *grower, const uint32_t *boxes, uint32_t n, unsigned left, uint32_t *child)
{
    TcLookup *lookup = grower->lookup;
    bool holds = n > 0;
    for (uint32_t axis = 0; holds && axis < lookup->n_axes; axis++)
        holds = !(left >> axis & 1) || is_whole_axis(lookup, boxes[0], axis);
    if (n == 0 || holds) {
        uint32_t result = holds ? lookup->results[boxes[0]] : lookup->otherwise;
        *child = TC_LOOKUP_LEAF | result;
        return true;
    }
    Parting parting = best_parting(grower, boxes, n, left);
    g_assert(parting.starts); /* the first box is not whole on some axis that is left */
    bool good = parting.entries <= grower->budget;
    if (good) {
        TcLookupBranch branch = {parting.axis, grower->starts->len, parting.starts->len};
        grower->budget -= parting.entries;
        *child = grower->branches->len;
        g_array_append_val(grower->branches, branch);
        g_array_append_vals(grower->starts, parting.starts->data, branch.n);
        g_array_set_size(grower->children, grower->starts->len);
        good = grow_groups(grower, &parting, boxes, n, left & ~(1u << parting.axis), branch.first);
    }
    g_array_unref(parting.starts);
    return good;
}

void tc_lookup_grow(TcLookup *lookup)
{
    Grower grower = {.lookup = lookup};
    grower.branches = g_array_new(FALSE, FALSE, sizeof(TcLookupBranch));
    grower.starts = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    grower.children = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    grower.budget = (uint64_t)lookup->n_boxes * lookup->n_axes * ENTRIES_A_CELL + ENTRIES_AT_LEAST;
    g_autofree uint32_t *boxes = g_new(uint32_t, lookup->n_boxes + 1);
    for (uint32_t i = 0; i < lookup->n_boxes; i++)
        boxes[i] = i;
    lookup->has_tree =
        grow(&grower, boxes, lookup->n_boxes, (1u << lookup->n_axes) - 1, &lookup->root);
    lookup->n_groups = lookup->has_tree ? grower.starts->len : 0;
    lookup->branches = (void *)g_array_free(grower.branches, !lookup->has_tree);
    lookup->starts = (void *)g_array_free(grower.starts, !lookup->has_tree);
    lookup->children = (void *)g_array_free(grower.children, !lookup->has_tree);
}

uint32_t tc_lookup_segment_exact(const TcLookupAxis *axis, const mpq_t value)
{
    uint32_t from = 0, to = axis->n / 2; /* cuts below @value are those before @from */
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        int order = mpq_cmp(axis->cuts[middle], value);
        if (order == 0)
            return 2 * middle + 1;
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return 2 * from;
}

bool tc_lookup_empty(const TcLookupAxis *axis, uint32_t from, uint32_t to)
{
    return from > 0 && to + 1 < axis->n && axis->starts[from - 1] == axis->starts[to];
}

static void clear_number(mpq_ptr number)
{
    mpq_clear(number);
    g_free(number);
}

void tc_lookup_free(TcLookup *lookup)
{
    if (!lookup)
        return;
    for (uint32_t i = 0; i < lookup->n_axes; i++) {
        g_free(lookup->axes[i].cuts);
        g_free(lookup->axes[i].starts);
        g_free(lookup->axes[i].parts);
    }
    for (uint32_t i = 0; lookup->owned && i < lookup->owned->len; i++)
        clear_number(g_ptr_array_index(lookup->owned, i));
    if (lookup->owned)
        g_ptr_array_unref(lookup->owned);
    void *pools[] = {lookup->runs,     lookup->results, lookup->branches, lookup->starts,
                     lookup->children, lookup->values,  lookup->stored};
    for (size_t i = 0; i < G_N_ELEMENTS(pools); i++)
        g_free(pools[i]);
    g_free(lookup);
}
