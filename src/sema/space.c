/* What the guards of a choice cover, computed exactly on a partition. See checker.h.
 *
 * The subjects of all guards are found, the numbers that they are compared with cut their values
 * into points and open stretches, and the product of these is a list of cells on each of which
 * every guard is true or false throughout. Each stretch has one value to stand for it, so a guard
 * is asked on a cell by evaluating it on those values. What hangs on anything else is not decided
 * here. */
#include "sema/space.h"

#include <string.h>

enum { MAX_CELLS = 4096, MAX_WORK = 1 << 18 };

/* --- numbers ---------------------------------------------------------------------------------- */

static mpq_ptr number_new(void)
{
    mpq_ptr number = g_new(__mpq_struct, 1);
    mpq_init(number);
    return number;
}

static void number_free(void *number)
{
    mpq_clear((mpq_ptr)number);
    g_free(number);
}

/* --- atoms ------------------------------------------------------------------------------------ */

/* The one thing that is compared, and how: @subject @op @end. */
typedef struct {
    const TcNode *subject, *end;
    TcOperator op;
} Atom;

static bool is_constant(const TcSpace *space, const TcNode *node)
{
    mpq_t value;
    if (node->kind == TC_NODE_TEXT || node->kind == TC_NODE_BOOL || node->kind == TC_NODE_DATE)
        return true;
    mpq_init(value);
    bool known = tc_assume(space->checker->model, node, space->assumption, value);
    mpq_clear(value);
    return known;
}

static TcOperator flipped(TcOperator op)
{
    static const TcOperator flips[TC_N_OPERATORS] = {
        [TC_OP_EQ] = TC_OP_EQ, [TC_OP_NE] = TC_OP_NE, [TC_OP_LT] = TC_OP_GT,
        [TC_OP_LE] = TC_OP_GE, [TC_OP_GT] = TC_OP_LT, [TC_OP_GE] = TC_OP_LE};
    return flips[op];
}

static bool atom_of_compare(const TcSpace *space, const TcNode *node, Atom *atom)
{
    bool left = is_constant(space, node->items[0]), right = is_constant(space, node->items[1]);
    if (left == right)
        return false;
    *atom = (Atom){node->items[left ? 1 : 0], node->items[left ? 0 : 1], (TcOperator)node->sub};
    if (left)
        atom->op = flipped(atom->op);
    return true;
}

/* The atoms of @subject fitting @node: at most two. Returns: how many, or -1. */
static int atoms_of_fit(const TcNode *subject, const TcNode *node, Atom atoms[2])
{
    unsigned ends = node->sub;
    int n = 0;
    if (node->kind != TC_NODE_PHRASE) {
        atoms[0] = (Atom){subject, node, TC_OP_EQ};
        return 1;
    }
    if (ends & (TC_PHRASE_BARE | TC_PHRASE_EQUAL | TC_PHRASE_NOT)) {
        atoms[0] = (Atom){subject, node->items[0], ends & TC_PHRASE_NOT ? TC_OP_NE : TC_OP_EQ};
        return 1;
    }
    if (ends & TC_PHRASE_LOW)
        atoms[n++] =
            (Atom){subject, node->items[0], ends & TC_PHRASE_LOW_OPEN ? TC_OP_GT : TC_OP_GE};
    if (ends & TC_PHRASE_HIGH)
        atoms[n++] =
            (Atom){subject, node->items[1], ends & TC_PHRASE_HIGH_OPEN ? TC_OP_LT : TC_OP_LE};
    return n ? n : -1;
}

/* --- subjects --------------------------------------------------------------------------------- */

static TcSubject *find_subject(TcSpace *space, const TcNode *node)
{
    for (uint32_t i = 0; i < space->n_subjects; i++)
        if (tc_check_same(space->subjects[i].node, node))
            return &space->subjects[i];
    return NULL;
}

/* Texts without a list of values, and what columns alone do not decide, are left alone. */
static bool may_be_subject(const TcNode *node)
{
    const TcType *type = node->type;
    if (!type || type->kind == TC_KIND_ERROR || type->kind == TC_KIND_UNKNOWN)
        return false;
    return type->kind != TC_KIND_TEXT || (type->choices && type->n_choices > 1);
}

bool tc_space_is_total(const TcNode *node)
{
    return node->kind == TC_NODE_TOTAL ||
           (node->kind == TC_NODE_OWN && node->sub == TC_OWN_POINTS) ||
           (node->kind == TC_NODE_COUNT && (TC_COUNT_QUANTITY(node->sub) == TC_COUNT_NUMBER ||
                                            TC_COUNT_QUANTITY(node->sub) == TC_COUNT_SHARE));
}

static bool blank_is_none(const TcModel *model, const TcNode *node)
{
    return node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_COLUMN &&
           model->schema.columns[node->ref.index].blank == TC_BLANK_NONE;
}

static TcSubject *add_subject(TcSpace *space, const TcNode *node)
{
    TcSubject *subject = find_subject(space, node);
    if (subject)
        return subject;
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    bool simple = tc_range_columns(space->checker, node, columns);
    if (!may_be_subject(node) || space->n_subjects == TC_MAX_SUBJECTS)
        return NULL;
    if (!simple && !tc_space_is_total(node) && columns->len == 0)
        return NULL;
    subject = &space->subjects[space->n_subjects++];
    *subject = (TcSubject){.node = node, .kind = node->type->kind};
    subject->cuts = g_ptr_array_new_with_free_func(number_free);
    subject->segments = g_ptr_array_new_with_free_func(tc_segment_free);
    subject->columns = g_steal_pointer(&columns);
    subject->none = blank_is_none(space->checker->model, node);
    return subject;
}

static bool add_atom(TcSpace *space, const Atom *atom)
{
    TcSubject *subject = add_subject(space, atom->subject);
    if (!subject || !is_constant(space, atom->end))
        return false;
    if (subject->kind != TC_KIND_NUMBER && subject->kind != TC_KIND_DATE)
        return atom->end->kind == TC_NODE_TEXT || atom->end->kind == TC_NODE_BOOL;
    mpq_ptr cut = number_new();
    g_ptr_array_add(subject->cuts, cut);
    return tc_assume(space->checker->model, atom->end, space->assumption, cut);
}

static bool is_faulty(const TcNode *node)
{
    return !node->type || node->type->kind == TC_KIND_ERROR;
}

static bool add_fit(TcSpace *space, const TcNode *subject, const TcNode *fit)
{
    Atom atoms[2];
    if (is_faulty(fit))
        return false;
    int n = atoms_of_fit(subject, fit, atoms);
    for (int i = 0; i < n; i++)
        if (!add_atom(space, &atoms[i]))
            return false;
    return n > 0;
}

static bool add_condition(TcSpace *space, const TcNode *node)
{
    Atom atom;
    bool logic =
        node->kind == TC_NODE_UNARY || (node->kind == TC_NODE_CHAIN && node->sub != TC_OP_ADD);
    bool fits = node->kind == TC_NODE_WITHIN || node->kind == TC_NODE_MEMBER;
    bool good = true;
    if (is_faulty(node))
        return false;
    if (node->kind == TC_NODE_COMPARE)
        return atom_of_compare(space, node, &atom) && add_atom(space, &atom);
    if (node->kind == TC_NODE_BOOL)
        return true;
    if (!logic && !fits)
        return node->kind == TC_NODE_NAME && add_subject(space, node);
    for (uint32_t i = fits; good && i < node->n; i++)
        good = fits ? add_fit(space, node->items[0], node->items[i])
                    : add_condition(space, node->items[i]);
    return good;
}

static bool add_guard(TcSpace *space, const TcGuard *guard)
{
    if (guard->condition)
        return add_condition(space, guard->condition);
    for (uint32_t i = 0; i < guard->n; i++)
        if (guard->fits[i]->kind != TC_NODE_NONE &&
            !add_fit(space, guard->subjects[guard->band ? 0 : i], guard->fits[i]))
            return false;
    return true;
}

/* Values of different subjects are free of each other only if their columns are. */
static bool subjects_are_free(const TcSpace *space)
{
    for (uint32_t i = 0; i < space->n_subjects; i++)
        for (uint32_t j = i + 1; j < space->n_subjects; j++) {
            const TcSubject *a = &space->subjects[i], *b = &space->subjects[j];
            bool totals = tc_space_is_total(a->node) || tc_space_is_total(b->node);
            g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(uint32_t));
            for (guint k = 0; k < a->columns->len; k++) {
                g_array_set_size(none, 0);
                g_array_append_val(none, g_array_index(a->columns, uint32_t, k));
                if (!tc_range_independent(space->checker, none, b->columns))
                    return false;
            }
            if (totals)
                return false;
        }
    return true;
}

static bool cut_all(TcSpace *space, uint32_t n_guards)
{
    uint64_t cells = 1;
    for (uint32_t i = 0; i < space->n_subjects; i++) {
        tc_space_cut(space, &space->subjects[i]);
        cells *= space->subjects[i].segments->len;
        if (cells == 0 || cells > MAX_CELLS || cells * n_guards > MAX_WORK)
            return false;
    }
    space->n_cells = (uint32_t)cells;
    return true;
}

TcSpace *tc_space_new(const TcChecker *checker, const TcGuard *guards, uint32_t n,
                      TcAssumption assumption)
{
    TcSpace *space = g_new0(TcSpace, 1);
    space->checker = checker;
    space->assumption = assumption;
    space->exact = true;
    bool good = n <= MAX_CELLS;
    for (uint32_t i = 0; good && i < n; i++)
        good = add_guard(space, &guards[i]);
    if (good && subjects_are_free(space) && cut_all(space, n))
        return space;
    tc_space_free(space);
    return NULL;
}

void tc_space_free(TcSpace *space)
{
    if (!space)
        return;
    for (uint32_t i = 0; i < space->n_subjects; i++) {
        g_ptr_array_free(space->subjects[i].cuts, TRUE);
        g_ptr_array_free(space->subjects[i].segments, TRUE);
        g_array_free(space->subjects[i].columns, TRUE);
    }
    g_free(space);
}

bool tc_space_exact(const TcSpace *space)
{
    return space->exact;
}

uint32_t tc_space_cells(const TcSpace *space)
{
    return space->n_cells;
}

/* --- asking on a cell ------------------------------------------------------------------------- */

/* The segment of subject @index in @cell: cells count with the last subject fastest. */
const TcSegment *tc_space_segment(const TcSpace *space, uint32_t cell, uint32_t index)
{
    for (uint32_t i = space->n_subjects - 1; i > index; i--)
        cell /= space->subjects[i].segments->len;
    const GPtrArray *segments = space->subjects[index].segments;
    return g_ptr_array_index(segments, cell % segments->len);
}

static bool fits_order(int order, TcOperator op)
{
    return op == TC_OP_EQ   ? order == 0
           : op == TC_OP_NE ? order != 0
           : op == TC_OP_LT ? order < 0
           : op == TC_OP_LE ? order <= 0
           : op == TC_OP_GT ? order > 0
                            : order >= 0;
}

static bool atom_holds(TcSpace *space, uint32_t cell, const Atom *atom)
{
    const TcSubject *subject = find_subject(space, atom->subject);
    const TcSegment *segment = tc_space_segment(space, cell, (uint32_t)(subject - space->subjects));
    if (segment->none)
        return false;
    if (subject->kind == TC_KIND_TEXT)
        return fits_order(strcmp(segment->text, atom->end->text), atom->op);
    if (subject->kind == TC_KIND_BOOL)
        return fits_order((int)segment->truth - (int)atom->end->sub, atom->op);
    mpq_t end;
    mpq_init(end);
    tc_assume(space->checker->model, atom->end, space->assumption, end);
    bool holds = fits_order(mpq_cmp(segment->value, end), atom->op);
    mpq_clear(end);
    return holds;
}

static bool fit_holds(TcSpace *space, uint32_t cell, const TcNode *subject, const TcNode *fit)
{
    Atom atoms[2];
    int n = atoms_of_fit(subject, fit, atoms);
    for (int i = 0; i < n; i++)
        if (!atom_holds(space, cell, &atoms[i]))
            return false;
    return true;
}

static bool any_fits(TcSpace *space, uint32_t cell, const TcNode *node)
{
    for (uint32_t i = 1; i < node->n; i++)
        if (fit_holds(space, cell, node->items[0], node->items[i]))
            return true;
    return false;
}

static bool name_holds(TcSpace *space, uint32_t cell, const TcNode *node)
{
    const TcSubject *subject = find_subject(space, node);
    const TcSegment *segment = tc_space_segment(space, cell, (uint32_t)(subject - space->subjects));
    return !segment->none && segment->truth;
}

static bool condition_holds(TcSpace *space, uint32_t cell, const TcNode *node);

/* và, hoặc: the first operand that decides. */
static bool junction_holds(TcSpace *space, uint32_t cell, const TcNode *node)
{
    const bool all = node->sub == TC_OP_AND;
    for (uint32_t i = 0; i < node->n; i++)
        if (condition_holds(space, cell, node->items[i]) != all)
            return !all;
    return all;
}

static bool condition_holds(TcSpace *space, uint32_t cell, const TcNode *node)
{
    Atom atom;
    if (node->kind == TC_NODE_UNARY)
        return !condition_holds(space, cell, node->items[0]);
    if (node->kind == TC_NODE_CHAIN)
        return junction_holds(space, cell, node);
    if (node->kind == TC_NODE_COMPARE)
        return atom_of_compare(space, node, &atom) && atom_holds(space, cell, &atom);
    if (node->kind == TC_NODE_WITHIN)
        return any_fits(space, cell, node);
    if (node->kind == TC_NODE_MEMBER)
        return any_fits(space, cell, node) != (bool)(node->flags & TC_FLAG_NEGATED);
    return node->kind == TC_NODE_BOOL ? node->sub : name_holds(space, cell, node);
}

TcGuardTruth tc_space_holds(TcSpace *space, uint32_t cell, const TcGuard *guard)
{
    bool holds = !guard->band;
    if (guard->condition)
        return condition_holds(space, cell, guard->condition) ? TC_GUARD_YES : TC_GUARD_NO;
    for (uint32_t i = 0; i < guard->n; i++) {
        if (guard->fits[i]->kind == TC_NODE_NONE)
            continue;
        bool fits = fit_holds(space, cell, guard->subjects[guard->band ? 0 : i], guard->fits[i]);
        holds = guard->band ? holds || fits : holds && fits;
    }
    return holds ? TC_GUARD_YES : TC_GUARD_NO;
}
