/* Bands and rows as boxes of a partition, and the sweep over them. See space.h.
 *
 * What a cell of a table admits is a stretch of its column's segments, so a row is a box. The sweep
 * goes along the first subject from one end of a box to the next: between two ends the same boxes
 * are there, and only these are looked at along the second subject, and so on. Where few rows share
 * a value of a column, as in tables that people write, this costs little more than sorting. */
#include "sema/space.h"

#include <string.h>

enum { MAX_BOXES = 1 << 20, MAX_STEPS = 1 << 22, LARGE = 4096 };

/* Segments from low to before high. */
typedef struct {
    uint32_t low, high;
} Stretch;

/* The boxes of all rows, each n_subjects stretches. */
typedef struct {
    TcSpace *space;
    GArray *stretches; /* Stretch: n_subjects a box */
    GArray *rows;      /* uint32_t: the guard of each box */
} Boxes;

static Stretch *stretch_of(const Boxes *boxes, uint32_t box, uint32_t subject)
{
    return &g_array_index(boxes->stretches, Stretch, box * boxes->space->n_subjects + subject);
}

/* --- what a cell admits ----------------------------------------------------------------------- */

/* The first segment of numbers whose values are not below @value. */
static uint32_t first_from(const TcSubject *subject, const mpq_t value)
{
    uint32_t low = 0, high = subject->segments->len - subject->none;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const TcSegment *segment = g_ptr_array_index(subject->segments, middle);
        if (mpq_cmp(segment->value, value) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The segments that equal @end; an empty stretch before those that are above it if none do. */
static Stretch find_numbers(const TcSpace *space, const TcSubject *subject, const TcNode *end)
{
    mpq_t value;
    mpq_init(value);
    tc_assume(space->checker->model, end, space->assumption, value);
    uint32_t first = first_from(subject, value);
    const TcSegment *segment = first < subject->segments->len - subject->none
                                   ? g_ptr_array_index(subject->segments, first)
                                   : NULL;
    bool equal = segment && mpq_equal(segment->value, value);
    mpq_clear(value);
    return (Stretch){first, first + equal};
}

/* A literal is looked for once: 1 + twice where it stands, and one more if a segment equals it. */
static Stretch equal_numbers(const TcSpace *space, const TcSubject *subject, const TcNode *end)
{
    const void *key = tc_space_literal(end);
    unsigned kept = key ? GPOINTER_TO_UINT(g_hash_table_lookup(subject->literals, key)) : 0;
    if (kept)
        return (Stretch){(kept - 1) / 2, (kept - 1) / 2 + (kept - 1) % 2};
    Stretch found = find_numbers(space, subject, end);
    kept = 1 + 2 * found.low + (found.high - found.low);
    if (key)
        g_hash_table_insert(subject->literals, (void *)key, GUINT_TO_POINTER(kept));
    return found;
}

static Stretch equal_text(const TcSubject *subject, const char *text)
{
    uint32_t n = subject->segments->len - subject->none;
    uint32_t index = GPOINTER_TO_UINT(g_hash_table_lookup(subject->texts, text));
    return index ? (Stretch){index - 1, index} : (Stretch){n, n};
}

static Stretch equal_to(const TcSpace *space, const TcSubject *subject, const TcNode *end)
{
    if (subject->kind == TC_KIND_TEXT)
        return equal_text(subject, end->text);
    if (subject->kind == TC_KIND_BOOL)
        return end->sub ? (Stretch){0, 1} : (Stretch){1, 2};
    return equal_numbers(space, subject, end);
}

/* What "@op @end" admits: the stretches of @out, two only for <>. */
static void admit(const TcSpace *space, const TcSubject *subject, TcOperator op, const TcNode *end,
                  Stretch out[2])
{
    uint32_t n = subject->segments->len - subject->none; /* chưa có fits nothing */
    Stretch equal = equal_to(space, subject, end);
    bool from_low = op == TC_OP_LT || op == TC_OP_LE || op == TC_OP_NE;
    uint32_t high = op == TC_OP_LT || op == TC_OP_NE ? equal.low : equal.high;
    uint32_t low = op == TC_OP_GT ? equal.high : equal.low;
    bool to_high = op == TC_OP_GT || op == TC_OP_GE;
    out[0] = (Stretch){from_low ? 0 : low, to_high ? n : high};
    out[1] = op == TC_OP_NE ? (Stretch){equal.high, n} : (Stretch){0, 0};
}

/* --- boxes ------------------------------------------------------------------------------------ */

static Stretch common(Stretch a, Stretch b)
{
    return (Stretch){MAX(a.low, b.low), MIN(a.high, b.high)};
}

/* Appends a copy of box @from with its stretch of @subject cut to @stretch, if any of it is left.
 */
static void add_part(Boxes *boxes, uint32_t from, uint32_t subject, Stretch stretch)
{
    uint32_t n = boxes->space->n_subjects, copy = boxes->rows->len;
    Stretch left = common(*stretch_of(boxes, from, subject), stretch);
    if (left.low >= left.high)
        return;
    g_array_set_size(boxes->stretches, (copy + 1) * n);
    memcpy(stretch_of(boxes, copy, 0), stretch_of(boxes, from, 0), n * sizeof(Stretch));
    *stretch_of(boxes, copy, subject) = left;
    uint32_t row = g_array_index(boxes->rows, uint32_t, from);
    g_array_append_val(boxes->rows, row);
}

/* Drops the boxes @first .. @last - 1. */
static void drop_boxes(Boxes *boxes, uint32_t first, uint32_t last)
{
    uint32_t n = boxes->space->n_subjects;
    if (n)
        g_array_remove_range(boxes->stretches, first * n, (last - first) * n);
    g_array_remove_range(boxes->rows, first, last - first);
}

/* Cuts the boxes from @first on to what @fit admits. */
static void cut_boxes(Boxes *boxes, uint32_t first, const TcSubject *subject, const TcNode *fit)
{
    TcAtom atoms[2];
    int n = tc_space_atoms_of_fit(subject->node, fit, atoms);
    uint32_t index = (uint32_t)(subject - boxes->space->subjects);
    for (int i = 0; i < n; i++) {
        Stretch parts[2];
        uint32_t last = boxes->rows->len;
        admit(boxes->space, subject, atoms[i].op, atoms[i].end, parts);
        for (uint32_t box = first; box < last; box++)
            for (int part = 0; part < 2; part++)
                add_part(boxes, box, index, parts[part]);
        drop_boxes(boxes, first, last);
    }
}

static void add_whole(Boxes *boxes, uint32_t row)
{
    for (uint32_t i = 0; i < boxes->space->n_subjects; i++) {
        Stretch all = {0, boxes->space->subjects[i].segments->len};
        g_array_append_val(boxes->stretches, all);
    }
    g_array_append_val(boxes->rows, row);
}

/* A band is a union of what its parts admit, a row is what all its cells admit. */
static void add_row(Boxes *boxes, uint32_t row)
{
    const TcSpace *space = boxes->space;
    const TcGuard *guard = &space->guards[row];
    uint32_t first = boxes->rows->len;
    if (!guard->band)
        add_whole(boxes, row);
    for (uint32_t i = 0; i < guard->n; i++) {
        uint32_t start = guard->band ? boxes->rows->len : first;
        if (guard->band)
            add_whole(boxes, row);
        if (guard->fits[i]->kind != TC_NODE_NONE)
            cut_boxes(boxes, start, g_array_index(space->of_head, TcSubject *, guard->band ? 0 : i),
                      guard->fits[i]);
    }
}

static bool add_rows(Boxes *boxes)
{
    for (uint32_t row = 0; row < boxes->space->n_guards; row++) {
        add_row(boxes, row);
        if (boxes->rows->len > MAX_BOXES)
            return false;
    }
    return true;
}

/* --- the sweep -------------------------------------------------------------------------------- */

typedef struct {
    const Boxes *boxes;
    TcPatchVisitor *visit;
    void *data;
    uint32_t at[TC_MAX_SUBJECTS];
    uint32_t along[TC_MAX_SUBJECTS]; /* the subjects in the order in which they are swept */
    uint32_t subject;                /* that the boxes are sorted along */
    uint32_t steps;                  /* taken so far */
} Sweep;

/* Boxes keep their order of rows where they begin alike. */
static int by_low(const void *a, const void *b, void *data)
{
    const Sweep *sweep = data;
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    uint32_t low_x = stretch_of(sweep->boxes, x, sweep->subject)->low;
    uint32_t low_y = stretch_of(sweep->boxes, y, sweep->subject)->low;
    return low_x != low_y ? (low_x < low_y ? -1 : 1) : x < y ? -1 : x > y;
}

/* Tables are mostly written in order. */
static bool is_in_order(const Sweep *sweep, const uint32_t *boxes, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++)
        if (stretch_of(sweep->boxes, boxes[i - 1], sweep->subject)->low >
            stretch_of(sweep->boxes, boxes[i], sweep->subject)->low)
            return false;
    return true;
}

/* The boxes that are there between two ends, in order of rows. */
typedef struct {
    uint32_t *boxes, *spare;
    uint32_t n;
} Present;

/* Of @present those that reach beyond @at, with the @n of @new, which begin there, merged in. */
static void step_to(const Sweep *sweep, Present *present, uint32_t at, const uint32_t *new,
                    uint32_t n)
{
    uint32_t kept = 0, taken = 0;
    for (uint32_t i = 0; i < present->n; i++) {
        uint32_t box = present->boxes[i];
        if (stretch_of(sweep->boxes, box, sweep->subject)->high <= at)
            continue;
        while (taken < n && new[taken] < box)
            present->spare[kept++] = new[taken++];
        present->spare[kept++] = box;
    }
    while (taken < n)
        present->spare[kept++] = new[taken++];
    uint32_t *boxes = present->boxes;
    present->boxes = present->spare;
    present->spare = boxes;
    present->n = kept;
}

/* Where the first of @present ends, @limit if none does before. */
static uint32_t next_end(const Sweep *sweep, const Present *present, uint32_t limit)
{
    for (uint32_t i = 0; i < present->n; i++)
        limit = MIN(limit, stretch_of(sweep->boxes, present->boxes[i], sweep->subject)->high);
    return limit;
}

/* Boxes of one row (a band's parts, the two sides of <>) are that row once. */
static void visit_patch(Sweep *sweep, Present *present, uint32_t end)
{
    TcPatch patch = {.at = sweep->at, .end = end, .rows = present->spare};
    for (uint32_t i = 0; i < present->n; i++) {
        uint32_t row = g_array_index(sweep->boxes->rows, uint32_t, present->boxes[i]);
        if (!patch.n_rows || present->spare[patch.n_rows - 1] != row)
            present->spare[patch.n_rows++] = row;
    }
    sweep->visit(&patch, sweep->data);
}

static bool sweep_along(Sweep *sweep, uint32_t depth, const uint32_t *boxes, uint32_t n);

/* What lies between two ends: further subjects if there are boxes and subjects left. */
static bool look_into(Sweep *sweep, uint32_t depth, Present *present, uint32_t end)
{
    const TcSpace *space = sweep->boxes->space;
    sweep->steps += present->n + 1;
    if (sweep->steps > MAX_STEPS)
        return false;
    if (present->n && depth + 1 < space->n_subjects)
        return sweep_along(sweep, depth + 1, present->boxes, present->n);
    visit_patch(sweep, present, end);
    return true;
}

static bool sweep_along(Sweep *sweep, uint32_t depth, const uint32_t *boxes, uint32_t n)
{
    uint32_t subject = sweep->along[depth];
    uint32_t limit = sweep->boxes->space->subjects[subject].segments->len;
    g_autofree uint32_t *order = g_new(uint32_t, 3 * (size_t)n + 1);
    Present present = {order + n, order + 2 * (size_t)n, 0};
    bool whole = true;
    sweep->subject = subject;
    for (uint32_t i = 0; i < n; i++)
        order[i] = boxes[i];
    if (!is_in_order(sweep, order, n))
        g_qsort_with_data(order, (int)n, sizeof *order, by_low, sweep);
    for (uint32_t at = 0, used = 0, end; whole && at < limit; at = end) {
        uint32_t first = used;
        sweep->subject = subject;
        while (used < n && stretch_of(sweep->boxes, order[used], subject)->low == at)
            used++;
        step_to(sweep, &present, at, order + first, used - first);
        end = used < n ? stretch_of(sweep->boxes, order[used], subject)->low : limit;
        end = next_end(sweep, &present, end);
        sweep->at[subject] = at;
        whole = look_into(sweep, depth, &present, end);
    }
    sweep->at[subject] = 0;
    return whole;
}

/* How much of @subject a box takes on average, in parts of 1024. */
static uint64_t breadth(const Boxes *boxes, uint32_t subject)
{
    uint64_t sum = 0;
    for (uint32_t box = 0; box < boxes->rows->len; box++)
        sum += stretch_of(boxes, box, subject)->high - stretch_of(boxes, box, subject)->low;
    return 1024 * sum /
           MAX(1, (uint64_t)boxes->rows->len * boxes->space->subjects[subject].segments->len);
}

/* In the order of the columns, so that samples are the first that a reader meets; in a large table
 * what parts its rows best comes first. */
static void choose_order(Sweep *sweep)
{
    uint64_t breadths[TC_MAX_SUBJECTS] = {0};
    for (uint32_t i = 0; i < sweep->boxes->space->n_subjects; i++) {
        uint32_t at = i;
        if (sweep->boxes->rows->len > LARGE)
            breadths[i] = breadth(sweep->boxes, i);
        for (; at > 0 && breadths[sweep->along[at - 1]] > breadths[i]; at--)
            sweep->along[at] = sweep->along[at - 1];
        sweep->along[at] = i;
    }
}

bool tc_space_sweep(TcSpace *space, TcPatchVisitor *visit, void *data)
{
    Boxes boxes = {space, g_array_new(FALSE, FALSE, sizeof(Stretch)),
                   g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    Sweep sweep = {.boxes = &boxes, .visit = visit, .data = data};
    bool whole = add_rows(&boxes);
    uint32_t n = boxes.rows->len;
    g_autofree uint32_t *all = g_new(uint32_t, 2 * (size_t)n + 1);
    for (uint32_t i = 0; i < n; i++)
        all[i] = i;
    Present present = {all, all + n, n};
    choose_order(&sweep);
    if (whole && space->n_subjects)
        whole = sweep_along(&sweep, 0, all, n);
    else if (whole)
        visit_patch(&sweep, &present, 1);
    g_array_free(boxes.stretches, TRUE);
    g_array_free(boxes.rows, TRUE);
    return whole;
}
