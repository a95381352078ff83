/* Asking conditions on every cell of a partition. See space.h. */
#include "sema/space.h"

#include <string.h>

/* The cell at hand: a segment of each subject. */
typedef struct {
    TcSpace *space;
    uint32_t at[TC_MAX_SUBJECTS];
} Cell;

static const TcSegment *segment_of(const Cell *cell, const TcNode *subject, TcKind *kind)
{
    const TcSubject *found = tc_space_find_subject(cell->space, subject);
    uint32_t index = (uint32_t)(found - cell->space->subjects);
    *kind = found->kind;
    return tc_space_segment(cell->space, index, cell->at[index]);
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

static bool atom_holds(const Cell *cell, const TcAtom *atom)
{
    TcKind kind;
    const TcSegment *segment = segment_of(cell, atom->subject, &kind);
    if (segment->none)
        return false;
    if (kind == TC_KIND_TEXT)
        return fits_order(strcmp(segment->text, atom->end->text), atom->op);
    if (kind == TC_KIND_BOOL)
        return fits_order((int)segment->truth - (int)atom->end->sub, atom->op);
    mpq_t end;
    mpq_init(end);
    tc_assume(cell->space->checker->model, atom->end, cell->space->assumption, end);
    bool holds = fits_order(mpq_cmp(segment->value, end), atom->op);
    mpq_clear(end);
    return holds;
}

static bool fit_holds(const Cell *cell, const TcNode *subject, const TcNode *fit)
{
    TcAtom atoms[2];
    int n = tc_space_atoms_of_fit(subject, fit, atoms);
    for (int i = 0; i < n; i++)
        if (!atom_holds(cell, &atoms[i]))
            return false;
    return true;
}

static bool any_fits(const Cell *cell, const TcNode *node)
{
    for (uint32_t i = 1; i < node->n; i++)
        if (fit_holds(cell, node->items[0], node->items[i]))
            return true;
    return false;
}

static bool name_holds(const Cell *cell, const TcNode *node)
{
    TcKind kind;
    const TcSegment *segment = segment_of(cell, node, &kind);
    return !segment->none && segment->truth;
}

static bool condition_holds(const Cell *cell, const TcNode *node);

/* và, hoặc: the first operand that decides. */
static bool junction_holds(const Cell *cell, const TcNode *node)
{
    const bool all = node->sub == TC_OP_AND;
    for (uint32_t i = 0; i < node->n; i++)
        if (condition_holds(cell, node->items[i]) != all)
            return !all;
    return all;
}

static bool condition_holds(const Cell *cell, const TcNode *node)
{
    TcAtom atom;
    if (node->kind == TC_NODE_UNARY)
        return !condition_holds(cell, node->items[0]);
    if (node->kind == TC_NODE_CHAIN)
        return junction_holds(cell, node);
    if (node->kind == TC_NODE_COMPARE)
        return tc_space_atom_of_compare(cell->space, node, &atom) && atom_holds(cell, &atom);
    if (node->kind == TC_NODE_WITHIN)
        return any_fits(cell, node);
    if (node->kind == TC_NODE_MEMBER)
        return any_fits(cell, node) != (bool)(node->flags & TC_FLAG_NEGATED);
    return node->kind == TC_NODE_BOOL ? node->sub : name_holds(cell, node);
}

/* To the next cell, the last subject fastest. Returns: is there one? */
static bool next_cell(Cell *cell)
{
    for (uint32_t i = cell->space->n_subjects; i-- > 0;) {
        if (++cell->at[i] < cell->space->subjects[i].segments->len)
            return true;
        cell->at[i] = 0;
    }
    return false;
}

void tc_space_ask(TcSpace *space, TcPatchVisitor *visit, void *data)
{
    Cell cell = {.space = space};
    uint32_t last = space->n_subjects ? space->n_subjects - 1 : 0;
    g_autofree uint32_t *rows = g_new(uint32_t, space->n_guards + 1);
    do {
        TcPatch patch = {.at = cell.at, .end = cell.at[last] + 1, .rows = rows};
        for (uint32_t i = 0; i < space->n_guards; i++)
            if (condition_holds(&cell, space->guards[i].condition))
                rows[patch.n_rows++] = i;
        visit(&patch, data);
    } while (next_cell(&cell));
}
