/* Clauses between two versions. See between.h. */
#include "engine/between.h"

#include "base/text.h"
#include "engine/versions.h"
#include "syntax/outline_parts.h"

/* A part in either of two sets that were written apart. */
typedef struct {
    const TcOutlinePart *from, *to; /* NULL: it is not there */
    int clause;                     /* that takes the one to the other; -1: they are alike */
} Slot;

struct TcBetween {
    TcVersionOf from, to;
    GArray *clauses; /* of TcClauseBetween */
    bool amends;
    GArray *kept, *moving; /* of TcInForce: in both versions; those of the clauses, in order */
    guint n_beginning;     /* the first of these: in the second version alone */
    TcOutline *outlines[2];
    GPtrArray *parts[2]; /* of TcOutlinePart: of the outlines */
    GArray *slots;       /* of Slot, in the order of the rules in between */
};

static void clear_clause(void *data)
{
    TcClauseBetween *clause = data;
    g_free(clause->words);
    g_hash_table_unref(clause->touched);
}

static TcClauseBetween *clause_at(const TcBetween *between, uint32_t index)
{
    return &g_array_index(between->clauses, TcClauseBetween, index);
}

/* Returns: the index of the clause; those beyond the last one are one with it. */
static uint32_t add_clause(TcBetween *between, TcClauseKind kind, char *words, TcSpan place)
{
    if (between->clauses->len == TC_CLAUSES_MAX) {
        clause_at(between, TC_CLAUSES_MAX - 1)->kind = TC_CLAUSE_REST;
        g_free(words);
        return TC_CLAUSES_MAX - 1;
    }
    const TcClauseBetween clause = {
        .kind = kind,
        .words = words,
        .place = place,
        .touched = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    g_array_append_val(between->clauses, clause);
    return between->clauses->len - 1;
}

static void touch(const TcBetween *between, uint32_t clause, const char *key)
{
    g_hash_table_add(clause_at(between, clause)->touched, g_strdup(key));
}

/* --- between two days of one set -------------------------------------------------------------- */

static bool is_declared(TcKeyword section)
{
    return section == TC_KW_DATA || section == TC_KW_DEFINITIONS || section == TC_KW_PARAMETERS;
}

/* Does the edit only add or drop whole entries of sections? */
static bool is_idle(const TcEdit *edit)
{
    bool idle = edit->head->sub == TC_KW_INSERT || edit->head->sub == TC_KW_REPEAL;
    for (uint32_t i = 0; i < edit->head->n; i++) {
        const TcNode *target = edit->head->items[i];
        if (target->kind == TC_NODE_TARGET)
            idle = idle && !target->sub && is_declared((TcKeyword)target->items[0]->sub);
    }
    return idle;
}

static bool same_edit(const TcInForce *a, const TcInForce *b)
{
    return a->by == b->by && a->place == b->place;
}

static bool has_edit(const GArray *edits, const TcInForce *edit)
{
    for (guint i = 0; i < edits->len; i++)
        if (same_edit(&g_array_index(edits, TcInForce, i), edit))
            return true;
    return false;
}

/* The edits of @own: kept if @other has them too, else clauses. */
static void split_edits(TcBetween *between, const GArray *own, const GArray *other,
                        TcClauseKind kind)
{
    for (guint i = 0; i < own->len; i++) {
        const TcInForce *edit = &g_array_index(own, TcInForce, i);
        if (!has_edit(other, edit)) {
            const TcSpan place = tc_text_clause_span(edit->amendment->text, edit->edit->clause);
            const uint32_t clause = add_clause(
                between, kind, tc_amendment_line(edit->amendment, edit->edit->clause, ""), place);
            clause_at(between, clause)->decision = edit->amendment->issued_with;
            g_array_append_vals(between->moving, edit, 1);
        } else if (kind == TC_CLAUSE_BEGINS) {
            g_array_append_vals(between->kept, edit, 1);
        }
    }
}

/* The clause of an edit, or -1. */
static int64_t clause_of(const TcBetween *between, const TcInForce *edit)
{
    for (guint i = 0; i < between->moving->len; i++)
        if (same_edit(&g_array_index(between->moving, TcInForce, i), edit))
            return MIN(i, TC_CLAUSES_MAX - 1);
    return -1;
}

/* What the parts of an outline say and in which clauses, by key: what is given the words that it
 * has is touched too, for without the edit before it had others. */
static GHashTable *said_by(const TcOutline *outline)
{
    GHashTable *said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GPtrArray) parts = tc_outline_parts(outline);
    for (guint i = 0; i < parts->len; i++) {
        const TcOutlinePart *part = g_ptr_array_index(parts, i);
        if (part->key)
            g_hash_table_insert(said, g_strdup(part->key),
                                g_strconcat(part->stand, "\n", part->says, part->made_of, NULL));
    }
    return said;
}

/* Is it of the head of the set, or of the data checks, which all results hang on? */
static bool is_of_all(const char *key)
{
    g_autofree char *set = tc_part_key(TC_KW_SET, NULL);
    g_autofree char *checks = tc_part_key(TC_KW_DATA_CHECK, NULL);
    return g_str_equal(key, set) || g_str_equal(key, checks);
}

static void touch_part(const TcBetween *between, uint32_t clause, const char *key)
{
    touch(between, clause, is_of_all(key) ? TC_TOUCHES_ALL : key);
}

/* The clause touches the parts of @before that @after has not, or has with other contents. */
static void touch_missing(const TcBetween *between, uint32_t clause, GHashTable *before,
                          GHashTable *after)
{
    GHashTableIter iter;
    gpointer key, value;
    g_hash_table_iter_init(&iter, before);
    while (g_hash_table_iter_next(&iter, &key, &value))
        if (g_strcmp0(value, g_hash_table_lookup(after, key)) != 0)
            touch_part(between, clause, key);
}

/* Applies @edits[first .. end) to @outline, one by one or (numbers) together, and enters what each
 * clause touches. */
static void apply_touching(const TcBetween *between, TcOutline *outline, const GArray *edits,
                           guint first, guint end, bool numbers)
{
    g_autoptr(TcDiagList) later = tc_diag_list_new(TC_LANG_EN);
    g_autoptr(GPtrArray) at_once = g_ptr_array_new();
    for (guint i = first; i < end; i++) {
        const TcInForce *edit = &g_array_index(edits, TcInForce, i);
        const int64_t clause = clause_of(between, edit);
        if ((edit->edit->head->sub == TC_KW_RENUMBER) != numbers)
            continue;
        g_ptr_array_add(at_once, (void *)edit->edit);
        if (numbers) /* other names for the same parts: no result is another one */
            continue;
        g_autoptr(GHashTable) before = clause < 0 ? NULL : said_by(outline);
        const TcEditing editing = {edit->amendment, &edit->edit, 1, edit->by};
        tc_amend(outline, &editing, later);
        if (clause < 0)
            continue;
        g_autoptr(GHashTable) after = said_by(outline);
        touch_missing(between, (uint32_t)clause, before, after);
        touch_missing(between, (uint32_t)clause, after, before);
    }
    const TcInForce *start = &g_array_index(edits, TcInForce, first);
    const TcEditing editing = {start->amendment, (const TcEdit *const *)at_once->pdata,
                               at_once->len, start->by};
    if (numbers && at_once->len > 0)
        tc_amend(outline, &editing, later);
}

/* What the clauses among @edits touch, as these are applied one after the other. */
static void touch_all(const TcBetween *between, const GArray *edits)
{
    g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(TcInForce));
    g_autoptr(TcDiagList) later = tc_diag_list_new(TC_LANG_EN);
    g_autoptr(TcOutline) outline =
        tc_folder_outline_with(between->from.folder, between->from.set, none, later);
    for (guint first = 0, end; first < edits->len; first = end) {
        end = tc_in_force_together(edits, first);
        apply_touching(between, outline, edits, first, end, false);
        apply_touching(between, outline, edits, first, end, true);
    }
}

static void read_edits(TcBetween *between)
{
    const TcVersionOf *from = &between->from, *to = &between->to;
    g_autoptr(GArray) before = tc_folder_edits(from->folder, from->set, from->day);
    g_autoptr(GArray) after = tc_folder_edits(to->folder, to->set, to->day);
    between->kept = g_array_new(FALSE, FALSE, sizeof(TcInForce));
    between->moving = g_array_new(FALSE, FALSE, sizeof(TcInForce));
    split_edits(between, after, before, TC_CLAUSE_BEGINS);
    between->n_beginning = between->moving->len;
    split_edits(between, before, after, TC_CLAUSE_ENDS);
    touch_all(between, after);
    touch_all(between, before);
    for (guint i = 0; i < between->moving->len && i < TC_CLAUSES_MAX - 1; i++) {
        TcClauseBetween *clause = clause_at(between, i);
        const TcEdit *edit = g_array_index(between->moving, TcInForce, i).edit;
        clause->idle = is_idle(edit) || (g_hash_table_size(clause->touched) == 0 &&
                                         edit->head->sub != TC_KW_RENUMBER);
    }
}

/* The edits that make the rules with only @applied. */
static GArray *edits_with(const TcBetween *between, TcClauses applied)
{
    GArray *edits = g_array_new(FALSE, FALSE, sizeof(TcInForce));
    g_array_append_vals(edits, between->kept->data, between->kept->len);
    for (guint i = 0; i < between->moving->len; i++) {
        const uint32_t clause = MIN(i, TC_CLAUSES_MAX - 1);
        const TcInForce *edit = &g_array_index(between->moving, TcInForce, i);
        const bool there = clause_at(between, clause)->idle
                               ? edit->edit->head->sub == TC_KW_INSERT
                               : (applied >> clause & 1) == (i < between->n_beginning);
        if (there)
            g_array_append_vals(edits, edit, 1);
    }
    g_array_sort(edits, tc_in_force_order);
    return edits;
}

/* --- between two sets written apart ----------------------------------------------------------- */

static const TcOutlinePart *part_like(const GPtrArray *parts, const TcOutlinePart *part)
{
    for (guint i = 0; i < parts->len; i++) {
        const TcOutlinePart *other = g_ptr_array_index(parts, i);
        if (part->key
                ? g_strcmp0(part->key, other->key) == 0 && g_str_equal(part->stand, other->stand)
                : !other->key && g_str_equal(part->says, other->says))
            return other;
    }
    return NULL;
}

static int64_t slot_of(const TcBetween *between, const TcOutlinePart *to)
{
    for (guint i = 0; i < between->slots->len; i++)
        if (g_array_index(between->slots, Slot, i).to == to)
            return i;
    return -1;
}

/* The parts of both: those of the first in their order, each that only the second has behind the
 * one that it stands behind there. */
static void line_up(TcBetween *between)
{
    int64_t at = -1;
    for (guint i = 0; i < between->parts[0]->len; i++) {
        const TcOutlinePart *part = g_ptr_array_index(between->parts[0], i);
        const Slot slot = {part, part_like(between->parts[1], part), -1};
        g_array_append_val(between->slots, slot);
    }
    for (guint i = 0; i < between->parts[1]->len; i++) {
        const TcOutlinePart *part = g_ptr_array_index(between->parts[1], i);
        const Slot slot = {NULL, part, -1};
        const int64_t found = slot_of(between, part);
        if (found < 0)
            g_array_insert_val(between->slots, (guint)(at + 1), slot);
        at = found < 0 ? at + 1 : found;
    }
}

static void add_difference(TcBetween *between, Slot *slot)
{
    const bool there = slot->to != NULL;
    const TcOutlinePart *part = there ? slot->to : slot->from;
    const TcOutline *outline = between->outlines[there];
    const TcOutlineItem *item = tc_outline_at(outline, part->range.first);
    slot->clause = (int)add_clause(between,
                                   !there       ? TC_CLAUSE_REMOVED
                                   : slot->from ? TC_CLAUSE_CHANGED
                                                : TC_CLAUSE_ADDED,
                                   tc_outline_part_words(outline, part),
                                   tc_text_clause_span(item->text, item->clause));
    clause_at(between, (uint32_t)slot->clause)->idle =
        clause_at(between, (uint32_t)slot->clause)->kind != TC_CLAUSE_REST &&
        !(slot->from && slot->to) && part->declares;
    touch_part(between, (uint32_t)slot->clause, part->key);
}

static void compare_sets(TcBetween *between)
{
    const TcVersionOf *sides[] = {&between->from, &between->to};
    g_autoptr(TcDiagList) later = tc_diag_list_new(TC_LANG_EN);
    for (int i = 0; i < 2; i++) {
        between->outlines[i] =
            tc_folder_outline(sides[i]->folder, sides[i]->set, sides[i]->day, later);
        between->parts[i] = tc_outline_parts(between->outlines[i]);
    }
    between->slots = g_array_new(FALSE, FALSE, sizeof(Slot));
    line_up(between);
    for (guint i = 0; i < between->slots->len; i++) {
        Slot *slot = &g_array_index(between->slots, Slot, i);
        const TcOutlinePart *part = slot->to ? slot->to : slot->from;
        const bool alike = slot->from && slot->to && g_str_equal(slot->from->says, slot->to->says);
        if (part->key && !alike)
            add_difference(between, slot);
    }
}

static TcOutline *mixed(const TcBetween *between, TcClauses applied)
{
    TcOutline *outline = tc_outline_new(tc_folder_text(between->from.folder, between->from.set),
                                        between->outlines[0]->known);
    g_array_set_size(outline->items, 0);
    for (guint i = 0; i < between->slots->len; i++) {
        const Slot *slot = &g_array_index(between->slots, Slot, i);
        const bool idle = slot->clause >= 0 && clause_at(between, (uint32_t)slot->clause)->idle;
        const bool late = slot->clause < 0 || idle ? slot->to != NULL : applied >> slot->clause & 1;
        const TcOutlinePart *part = late ? slot->to : slot->from;
        if (part)
            g_array_append_vals(outline->items,
                                tc_outline_at(between->outlines[late], part->range.first),
                                part->range.n);
    }
    return outline;
}

/* --- both ------------------------------------------------------------------------------------- */

TcBetween *tc_edits_between(const TcVersionOf *from, const TcVersionOf *to)
{
    TcBetween *between = g_new0(TcBetween, 1);
    between->from = *from;
    between->to = *to;
    tc_folder_ref(from->folder);
    tc_folder_ref(to->folder);
    between->clauses = g_array_new(FALSE, FALSE, sizeof(TcClauseBetween));
    g_array_set_clear_func(between->clauses, clear_clause);
    between->amends = from->folder == to->folder && from->set == to->set;
    if (between->amends)
        read_edits(between);
    else
        compare_sets(between);
    return between;
}

void tc_between_free(TcBetween *between)
{
    if (!between)
        return;
    g_array_unref(between->clauses);
    g_clear_pointer(&between->kept, g_array_unref);
    g_clear_pointer(&between->moving, g_array_unref);
    g_clear_pointer(&between->slots, g_array_unref);
    for (int i = 0; i < 2; i++) {
        g_clear_pointer(&between->parts[i], g_ptr_array_unref);
        tc_outline_free(between->outlines[i]);
    }
    tc_folder_unref(between->from.folder);
    tc_folder_unref(between->to.folder);
    g_free(between);
}

uint32_t tc_between_n(const TcBetween *between)
{
    return between->clauses->len;
}

const TcClauseBetween *tc_between_clause(const TcBetween *between, uint32_t index)
{
    return clause_at(between, index);
}

bool tc_between_amends(const TcBetween *between)
{
    return between->amends;
}

TcClauses tc_between_all(const TcBetween *between)
{
    TcClauses all = 0;
    for (guint i = 0; i < between->clauses->len; i++)
        if (!clause_at(between, i)->idle)
            all |= (TcClauses)1 << i;
    return all;
}

/* Counts that a set states, and examples, hold of whole versions; titles and sources take time to
 * check. */
static void drop_told(TcOutline *outline)
{
    TcOutlineRange example;
    while (tc_outline_part(outline, TC_KW_EXAMPLE, NULL, false, &example))
        tc_outline_remove(outline, example);
    for (uint32_t i = outline->items->len; i-- > 0;) {
        const TcClause *clause = tc_outline_clause(outline, i);
        if (!tc_clause_is_head(clause) && tc_clause_has_no_effect((TcKeyword)clause->starter.value))
            tc_outline_remove(outline, (TcOutlineRange){i, 1});
    }
}

TcProgram *tc_between_program(const TcBetween *between, TcClauses applied)
{
    const TcVersionOf *from = &between->from;
    g_autoptr(TcDiagList) later = tc_diag_list_new(TC_LANG_EN);
    g_autoptr(GArray) edits = between->amends ? edits_with(between, applied) : NULL;
    TcOutline *outline = edits ? tc_folder_outline_with(from->folder, from->set, edits, later)
                               : mixed(between, applied);
    drop_told(outline);
    g_autoptr(TcProgram) program =
        tc_folder_program_of(from->folder, from->set, from->day, outline, NULL, later);
    return tc_diag_has_errors(later) ? NULL : g_steal_pointer(&program);
}

/* The part that an edit gives a number, or puts in; NULL if it does neither with a @keyword. */
static const TcNode *part_of(const TcInForce *edit, TcKeyword form, TcKeyword keyword)
{
    const TcNode *head = edit->edit->head;
    if (head->sub != form || head->n == 0 || head->items[0]->kind != TC_NODE_TARGET ||
        head->items[0]->sub)
        return NULL;
    const TcNode *part = head->items[0]->items[0];
    return part->text && part->sub == keyword ? part : NULL;
}

/* The number that @code of a part was before @edits[first .. end), which take effect together. */
static const char *code_before(const GArray *edits, guint first, guint end, TcKeyword keyword,
                               const char *code)
{
    for (guint i = first; i < end; i++) {
        const TcInForce *edit = &g_array_index(edits, TcInForce, i);
        const TcNode *part = part_of(edit, TC_KW_RENUMBER, keyword);
        if (part && tc_text_same(edit->edit->head->items[1]->text, code))
            return part->text;
    }
    return code;
}

/* The one of @edits[first .. end) that put the part in, or NULL. */
static const TcInForce *inserted_by(const GArray *edits, guint first, guint end, TcKeyword keyword,
                                    const char *code)
{
    for (guint i = first; i < end; i++) {
        const TcInForce *edit = &g_array_index(edits, TcInForce, i);
        const TcNode *part = part_of(edit, TC_KW_INSERT, keyword);
        if (part && tc_text_same(part->text, code))
            return edit;
    }
    return NULL;
}

char *tc_between_key(const TcBetween *between, TcClauses applied, TcKeyword keyword,
                     const char *code)
{
    const TcInForce *inserted = NULL;
    g_autoptr(GArray) edits = between->amends ? edits_with(between, applied) : NULL;
    for (guint end = edits ? edits->len : 0, first; end > 0 && !inserted; end = first) {
        first = end - 1;
        while (first > 0 && tc_in_force_together(edits, first - 1) == end)
            first--;
        code = code_before(edits, first, end, keyword, code);
        inserted = inserted_by(edits, first, end, keyword, code);
    }
    char *key = tc_part_key(keyword, code);
    if (!inserted)
        return key;
    char *own = g_strdup_printf("%s +%u.%u", key, inserted->by, inserted->place);
    g_free(key);
    return own;
}
