/* What the guards of a choice cover, computed exactly on a partition. See checker.h.
 *
 * The subjects of all guards are found, and the numbers that they are compared with cut their
 * values into points and open stretches. The product of these is a set of cells on each of which
 * every guard is true or false throughout. Conditions are asked on every cell (space_ask.c); the
 * bands of a scale and the rows of a table are boxes of cells, and a sweep over them finds what
 * holds where without looking at the cells one by one (space_box.c). What hangs on anything else is
 * not decided here. */
#include "sema/space.h"

#include <string.h>

/* Of conditions, which are asked on every cell; bands and rows are boxes and have no such limit. */
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

TcOperator tc_check_flipped(TcOperator op)
{
    static const TcOperator flips[TC_N_OPERATORS] = {
        [TC_OP_EQ] = TC_OP_EQ, [TC_OP_NE] = TC_OP_NE, [TC_OP_LT] = TC_OP_GT,
        [TC_OP_LE] = TC_OP_GE, [TC_OP_GT] = TC_OP_LT, [TC_OP_GE] = TC_OP_LE};
    return flips[op];
}

bool tc_space_atom_of_compare(const TcSpace *space, const TcNode *node, TcAtom *atom)
{
    bool left = is_constant(space, node->items[0]), right = is_constant(space, node->items[1]);
    if (left == right)
        return false;
    *atom = (TcAtom){node->items[left ? 1 : 0], node->items[left ? 0 : 1], (TcOperator)node->sub};
    if (left)
        atom->op = tc_check_flipped(atom->op);
    return true;
}

int tc_space_atoms_of_fit(const TcNode *subject, const TcNode *node, TcAtom atoms[2])
{
    unsigned ends = node->sub;
    int n = 0;
    if (node->kind != TC_NODE_PHRASE) {
        atoms[0] = (TcAtom){subject, node, TC_OP_EQ};
        return 1;
    }
    if (ends & (TC_PHRASE_BARE | TC_PHRASE_EQUAL | TC_PHRASE_NOT)) {
        atoms[0] = (TcAtom){subject, node->items[0], ends & TC_PHRASE_NOT ? TC_OP_NE : TC_OP_EQ};
        return 1;
    }
    if (ends & TC_PHRASE_LOW)
        atoms[n++] =
            (TcAtom){subject, node->items[0], ends & TC_PHRASE_LOW_OPEN ? TC_OP_GT : TC_OP_GE};
    if (ends & TC_PHRASE_HIGH)
        atoms[n++] =
            (TcAtom){subject, node->items[1], ends & TC_PHRASE_HIGH_OPEN ? TC_OP_LT : TC_OP_LE};
    return n ? n : -1;
}

/* --- subjects --------------------------------------------------------------------------------- */

TcSubject *tc_space_find_subject(TcSpace *space, const TcNode *node)
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
    TcSubject *subject = tc_space_find_subject(space, node);
    if (subject)
        return subject;
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    bool simple = tc_range_columns(space->checker, node, columns);
    if (!may_be_subject(node) || (!simple && !tc_space_is_total(node) && columns->len == 0))
        return NULL;
    space->too_many |= space->n_subjects == TC_MAX_SUBJECTS;
    if (space->too_many)
        return NULL;
    subject = &space->subjects[space->n_subjects++];
    *subject = (TcSubject){.node = node, .kind = node->type->kind};
    subject->cuts = g_ptr_array_new_with_free_func(number_free);
    subject->literals = g_hash_table_new(NULL, NULL);
    subject->texts = g_hash_table_new(g_str_hash, g_str_equal);
    subject->segments = g_ptr_array_new_with_free_func(tc_segment_free);
    subject->columns = g_steal_pointer(&columns);
    subject->none = blank_is_none(space->checker->model, node);
    return subject;
}

const void *tc_space_literal(const TcNode *node)
{
    return node->kind == TC_NODE_NUMBER ? (const void *)node->number
           : node->kind == TC_NODE_DATE ? GINT_TO_POINTER(node->day)
                                        : NULL;
}

/* Equal literals of a file are one, so a number that many rows have is looked at once. */
static bool is_known_literal(const TcSubject *subject, const TcNode *end)
{
    const void *key = tc_space_literal(end);
    return key && g_hash_table_contains(subject->literals, key);
}

static bool add_cut(TcSpace *space, TcSubject *subject, const TcNode *end)
{
    const void *key = tc_space_literal(end);
    mpq_ptr cut = number_new();
    if (key)
        g_hash_table_insert(subject->literals, (void *)key, NULL);
    g_ptr_array_add(subject->cuts, cut);
    return tc_assume(space->checker->model, end, space->assumption, cut);
}

static bool add_end(TcSpace *space, TcSubject *subject, const TcNode *end)
{
    if (subject && is_known_literal(subject, end))
        return true;
    if (!subject || !is_constant(space, end))
        return false;
    if (subject->kind != TC_KIND_NUMBER && subject->kind != TC_KIND_DATE)
        return end->kind == TC_NODE_TEXT || end->kind == TC_NODE_BOOL;
    return add_cut(space, subject, end);
}

static bool is_faulty(const TcNode *node)
{
    return !node->type || node->type->kind == TC_KIND_ERROR;
}

static bool add_fit(TcSpace *space, TcSubject *subject, const TcNode *fit)
{
    TcAtom atoms[2];
    if (!subject || is_faulty(fit))
        return false;
    int n = tc_space_atoms_of_fit(subject->node, fit, atoms);
    for (int i = 0; i < n; i++)
        if (!add_end(space, subject, atoms[i].end))
            return false;
    return n > 0;
}

static bool add_condition(TcSpace *space, const TcNode *node)
{
    TcAtom atom;
    bool logic =
        node->kind == TC_NODE_UNARY || (node->kind == TC_NODE_CHAIN && node->sub != TC_OP_ADD);
    bool fits = node->kind == TC_NODE_WITHIN || node->kind == TC_NODE_MEMBER;
    bool good = true;
    if (is_faulty(node))
        return false;
    if (node->kind == TC_NODE_COMPARE)
        return tc_space_atom_of_compare(space, node, &atom) &&
               add_end(space, add_subject(space, atom.subject), atom.end);
    if (node->kind == TC_NODE_BOOL)
        return true;
    if (!logic && !fits)
        return node->kind == TC_NODE_NAME && add_subject(space, node);
    TcSubject *subject = fits ? add_subject(space, node->items[0]) : NULL;
    for (uint32_t i = fits; good && i < node->n; i++)
        good =
            fits ? add_fit(space, subject, node->items[i]) : add_condition(space, node->items[i]);
    return good;
}

/* What the guards of a scale or table look at is the same for all of them: it is looked up once. */
static TcSubject *subject_of_fit(TcSpace *space, const TcGuard *guard, uint32_t index)
{
    TcSubject **known = &g_array_index(space->of_head, TcSubject *, guard->band ? 0 : index);
    if (!*known)
        *known = add_subject(space, guard->subjects[guard->band ? 0 : index]);
    return *known;
}

static bool add_guard(TcSpace *space, const TcGuard *guard)
{
    if (guard->condition)
        return add_condition(space, guard->condition);
    if (space->of_head->len < guard->n)
        g_array_set_size(space->of_head, guard->n);
    for (uint32_t i = 0; i < guard->n; i++)
        if (guard->fits[i]->kind != TC_NODE_NONE &&
            !add_fit(space, subject_of_fit(space, guard, i), guard->fits[i]))
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

/* Returns: false if some subject has no values at all. */
static bool cut_all(TcSpace *space)
{
    uint64_t cells = 1;
    for (uint32_t i = 0; i < space->n_subjects; i++) {
        tc_space_cut(space, &space->subjects[i]);
        uint64_t n = space->subjects[i].segments->len;
        cells = n == 0 || cells > MAX_WORK ? MIN(n, cells) : cells * n;
        space->n_cells = (uint32_t)MIN(cells, MAX_WORK);
        if (n == 0)
            return false;
    }
    return true;
}

TcSpace *tc_space_new(const TcChecker *checker, const TcGuard *guards, uint32_t n,
                      TcAssumption assumption)
{
    TcSpace *space = g_new0(TcSpace, 1);
    *space = (TcSpace){.checker = checker,
                       .assumption = assumption,
                       .guards = guards,
                       .n_guards = n,
                       .boxed = true,
                       .exact = true,
                       .n_cells = 1};
    space->of_head = g_array_new(FALSE, TRUE, sizeof(TcSubject *));
    bool good = true;
    for (uint32_t i = 0; good && i < n; i++) {
        space->boxed &= !guards[i].condition;
        good = add_guard(space, &guards[i]);
    }
    space->coupled = good && !space->too_many && !subjects_are_free(space);
    space->exact = !space->coupled;
    if (space->too_many || (good && cut_all(space)))
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
        g_hash_table_destroy(space->subjects[i].literals);
        g_hash_table_destroy(space->subjects[i].texts);
    }
    g_array_free(space->of_head, TRUE);
    g_free(space);
}

bool tc_space_exact(const TcSpace *space)
{
    return space->exact;
}

bool tc_space_coupled(const TcSpace *space)
{
    return space->coupled;
}

const TcSegment *tc_space_segment(const TcSpace *space, uint32_t subject, uint32_t index)
{
    return g_ptr_array_index(space->subjects[subject].segments, index);
}

bool tc_space_visit(TcSpace *space, TcPatchVisitor *visit, void *data)
{
    if (space->too_many)
        return false;
    if (space->boxed)
        return tc_space_sweep(space, visit, data);
    if (space->n_cells > MAX_CELLS || (uint64_t)space->n_cells * space->n_guards > MAX_WORK)
        return false;
    tc_space_ask(space, visit, data);
    return true;
}
