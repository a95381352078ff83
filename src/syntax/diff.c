/* Two outlines held against each other. See diff.h. */
#include "syntax/diff_internal.h"

#include <string.h>
#include "base/text.h"
#include "syntax/parse.h"
#include "parser.h"

/* --- outlines as rows ------------------------------------------------------------------------- */

static TcKeyword noun_of(const TcClause *clause)
{
    const TcKeyword keyword = (TcKeyword)clause->starter.value;
    return keyword == TC_KW_PLAN ? TC_KW_SET : keyword;
}

/* A set is known by its word: there is one. */
static char *key_of(TcKeyword noun, const char *code)
{
    g_autofree char *key =
        code && noun != TC_KW_SET ? tc_text_key(code, strlen(code)) : g_strdup("");
    return g_strdup_printf("%d %s", (int)noun, key);
}

static unsigned depth_of(TcKeyword noun)
{
    return noun == TC_KW_INDICATOR ? 3 : noun == TC_KW_CRITERION ? 2 : 1;
}

/* Checks that stand together are one row. */
static bool goes_on(const TcDiffSide *side, const TcClause *clause)
{
    const TcDiffRow *last = side->rows->len ? tc_diff_row(side, side->rows->len - 1) : NULL;
    return last && (!tc_clause_is_head(clause) ||
                    (last->noun == TC_KW_DATA_CHECK && noun_of(clause) == TC_KW_DATA_CHECK));
}

static void add_item(TcDiffSide *side, uint32_t index)
{
    const TcClause *clause = tc_outline_clause(side->outline, index);
    if (goes_on(side, clause)) {
        tc_diff_row(side, side->rows->len - 1)->n++;
        return;
    }
    const TcToken *code = tc_outline_code(side->outline, index);
    const TcKeyword noun = noun_of(clause);
    const TcDiffRow row = {.noun = noun,
                           .code = code && noun != TC_KW_DATA_CHECK ? code->text : NULL,
                           .head = index,
                           .n = 1,
                           .depth = depth_of(noun),
                           .other = TC_DIFF_NO_ROW};
    g_array_append_val(side->rows, row);
    char *key = key_of(noun, row.code);
    if (g_hash_table_contains(side->known, key))
        g_free(key);
    else
        g_hash_table_insert(side->known, key, GUINT_TO_POINTER(side->rows->len));
}

static void read_side(TcDiffSide *side, const TcOutline *outline, TcArena *arena)
{
    g_autoptr(TcDiagList) heard = tc_diag_list_new(TC_LANG_EN);
    const uint32_t n = outline->items->len;
    *side = (TcDiffSide){outline, tc_arena_alloc(arena, (n + 1) * sizeof *side->nodes),
                         g_array_new(FALSE, FALSE, sizeof(TcDiffRow)),
                         g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    for (uint32_t i = 0; i < n; i++) {
        const TcOutlineItem *item = tc_outline_at(outline, i);
        side->nodes[i] = tc_parse_clause(item->text, item->clause, arena, heard);
        add_item(side, i);
    }
}

static void clear_side(TcDiffSide *side)
{
    g_clear_pointer(&side->rows, g_array_unref);
    g_clear_pointer(&side->known, g_hash_table_unref);
}

const TcNode *tc_diff_title(const TcDiffSide *side, const TcDiffRow *row)
{
    const TcNode *head = side->nodes[row->head];
    const TcNode *clause = head ? tc_head_clause(head, TC_KW_TITLE) : NULL;
    return clause && clause->n ? clause->items[0] : NULL;
}

TcDiffClause tc_diff_known(const TcDiffSide *side, const TcDiffRow *row, uint32_t item)
{
    const TcOutlineItem *at = tc_outline_at(side->outline, item);
    const TcClause *clause = tc_text_clause(at->text, at->clause);
    const TcToken *last = tc_clause_tokens(at->text, clause) + clause->n;
    const TcKeyword keyword = (TcKeyword)clause->starter.value;
    TcDiffClause known = {.items = {TC_DIFF_NOWHERE, TC_DIFF_NOWHERE}};
    if (row->noun == TC_KW_DATA_CHECK)
        known.name = clause->n && last[-1].type == TC_TOK_TEXT ? last[-1].text : "";
    else if (clause->starter.type == TC_TOK_ENTRY_COLUMN ||
             clause->starter.type == TC_TOK_ENTRY_LET)
        known.name = clause->starter.text;
    else /* khuyến khích is a clause and a flag */
        known.keyword = keyword == TC_KW_ENCOURAGED_FLAG ? TC_KW_ENCOURAGED : keyword;
    return known;
}

bool tc_diff_same_known(const TcDiffClause *a, const TcDiffClause *b)
{
    if (!a->name || !b->name)
        return a->keyword == b->keyword && !a->name && !b->name;
    return tc_text_same(a->name, b->name);
}

/* --- rows side by side ------------------------------------------------------------------------ */

static void find_others(TcDiff *diff)
{
    TcDiffSide *first = &diff->sides[0], *second = &diff->sides[1];
    for (uint32_t i = 0; i < second->rows->len; i++) {
        TcDiffRow *row = tc_diff_row(second, i);
        g_autofree char *key = key_of(row->noun, row->code);
        const uint32_t own = GPOINTER_TO_UINT(g_hash_table_lookup(second->known, key));
        const uint32_t found = GPOINTER_TO_UINT(g_hash_table_lookup(first->known, key));
        if (own != i + 1 || !found)
            continue;
        row->other = found - 1;
        tc_diff_row(first, found - 1)->other = i;
    }
}

void tc_diff_rising(const uint32_t *numbers, uint32_t n, bool *stays)
{
    g_autofree uint32_t *ends = g_new(uint32_t, n + 1);   /* of the runs of each length */
    g_autofree uint32_t *before = g_new(uint32_t, n + 1); /* in its run, + 1 */
    uint32_t longest = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t low = 0, high = longest;
        while (low < high) {
            const uint32_t middle = (low + high) / 2;
            if (numbers[ends[middle]] < numbers[i])
                low = middle + 1;
            else
                high = middle;
        }
        before[i] = low > 0 ? ends[low - 1] + 1 : 0;
        ends[low] = i;
        longest = MAX(longest, low + 1);
        stays[i] = false;
    }
    for (uint32_t at = longest ? ends[longest - 1] + 1 : 0; at > 0; at = before[at - 1])
        stays[at - 1] = true;
}

static void find_moved(TcDiff *diff)
{
    TcDiffSide *first = &diff->sides[0], *second = &diff->sides[1];
    const uint32_t n = second->rows->len;
    g_autofree uint32_t *numbers = g_new(uint32_t, n + 1), *rows = g_new(uint32_t, n + 1);
    g_autofree bool *stays = g_new(bool, n + 1);
    uint32_t both = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (tc_diff_row(second, i)->other == TC_DIFF_NO_ROW)
            continue;
        rows[both] = i;
        numbers[both++] = tc_diff_row(second, i)->other;
    }
    tc_diff_rising(numbers, both, stays);
    for (uint32_t i = 0; i < both; i++) {
        tc_diff_row(second, rows[i])->moved = !stays[i];
        tc_diff_row(first, numbers[i])->moved = !stays[i];
    }
}

/* --- clauses side by side --------------------------------------------------------------------- */

static bool same_node(const TcDiff *diff, uint32_t first, uint32_t second)
{
    const TcNode *a = diff->sides[0].nodes[first], *b = diff->sides[1].nodes[second];
    return a && b && tc_node_equal(a, b);
}

static bool same_child(const TcNode *a, const TcNode *b, TcKeyword keyword)
{
    const TcNode *x = a ? tc_head_clause(a, keyword) : NULL;
    const TcNode *y = b ? tc_head_clause(b, keyword) : NULL;
    return x && y ? tc_node_equal(x, y) : x == y;
}

/* The title of the head, and what the head of a grade or ranking holds. */
static void compare_heads(const TcDiff *diff, TcDiffPart *part)
{
    static const TcKeyword children[] = {TC_KW_TITLE, TC_KW_SCORED_AS};
    const TcNode *a = diff->sides[0].nodes[part->heads[0]];
    const TcNode *b = diff->sides[1].nodes[part->heads[1]];
    for (size_t i = 0; part->noun != TC_KW_DATA_CHECK && i < G_N_ELEMENTS(children); i++) {
        const TcDiffClause clause = {children[i], NULL, {part->heads[0], part->heads[1]}};
        if (!same_child(a, b, children[i]))
            g_array_append_val(part->clauses, clause);
    }
}

/* The item of @row that is the same as @known and not in @taken yet, or TC_DIFF_NOWHERE. */
static int64_t find_item(const TcDiffSide *side, const TcDiffRow *row, const TcDiffClause *known,
                         GHashTable *taken)
{
    for (uint32_t i = tc_diff_first_item(row); i < row->head + row->n; i++) {
        const TcDiffClause other = tc_diff_known(side, row, i);
        if (tc_diff_same_known(known, &other) && g_hash_table_add(taken, GUINT_TO_POINTER(i)))
            return i;
    }
    return TC_DIFF_NOWHERE;
}

static void add_clause(TcDiffPart *part, TcDiffClause clause, int64_t first, int64_t second)
{
    clause.items[0] = first;
    clause.items[1] = second;
    g_array_append_val(part->clauses, clause);
}

/* The items of the second side in order, then those that only the first has. */
static void compare_items(const TcDiff *diff, TcDiffPart *part, const TcDiffRow *a,
                          const TcDiffRow *b)
{
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
    int64_t last = -1;
    for (uint32_t i = tc_diff_first_item(b); i < b->head + b->n; i++) {
        const TcDiffClause known = tc_diff_known(&diff->sides[1], b, i);
        const int64_t found = find_item(&diff->sides[0], a, &known, taken);
        part->reordered |= found >= 0 && found < last;
        last = MAX(last, found);
        if (found < 0 || !same_node(diff, (uint32_t)found, i))
            add_clause(part, known, found, i);
    }
    for (uint32_t i = tc_diff_first_item(a); i < a->head + a->n; i++)
        if (!g_hash_table_contains(taken, GUINT_TO_POINTER(i)))
            add_clause(part, tc_diff_known(&diff->sides[0], a, i), i, TC_DIFF_NOWHERE);
}

/* --- parts ------------------------------------------------------------------------------------ */

static void part_free(void *data)
{
    TcDiffPart *part = data;
    g_array_unref(part->clauses);
    g_free(part);
}

/* The number that the part has on its own side. */
static const char *code_at(const TcOutline *outline, const TcDiffRow *row)
{
    const TcToken *code = row->code ? tc_outline_code(outline, row->head) : NULL;
    return code ? code->text : NULL;
}

static const char *title_text(const TcDiffSide *side, const TcDiffRow *row)
{
    const TcNode *title = tc_diff_title(side, row);
    return title ? title->text : NULL;
}

/* @first, @second: its rows, or NULL. */
static TcDiffPart *part_new(const TcDiff *diff, TcDiffKind kind, const TcDiffRow *first,
                            const TcDiffRow *second)
{
    TcDiffPart *part = g_new0(TcDiffPart, 1);
    part->kind = kind;
    part->noun = first ? first->noun : second->noun;
    part->heads[0] = first ? (int64_t)first->head : TC_DIFF_NOWHERE;
    part->heads[1] = second ? (int64_t)second->head : TC_DIFF_NOWHERE;
    part->n[0] = first ? first->n : 0;
    part->n[1] = second ? second->n : 0;
    part->codes[0] = first ? first->code : NULL;
    part->codes[1] = second ? code_at(diff->second, second) : NULL;
    part->titles[0] = first ? title_text(&diff->sides[0], first) : NULL;
    part->titles[1] = second ? title_text(&diff->sides[1], second) : NULL;
    part->moved = first && second && second->moved;
    part->clauses = g_array_new(FALSE, FALSE, sizeof(TcDiffClause));
    return part;
}

static void add_repealed(TcDiff *diff, uint32_t *next, uint32_t end)
{
    const TcDiffSide *first = &diff->sides[0];
    for (; *next < end; (*next)++)
        if (tc_diff_row(first, *next)->other == TC_DIFF_NO_ROW)
            g_ptr_array_add(diff->parts,
                            part_new(diff, TC_DIFF_REPEALED, tc_diff_row(first, *next), NULL));
}

static void add_part(TcDiff *diff, const TcDiffRow *row)
{
    const TcDiffRow *other =
        row->other == TC_DIFF_NO_ROW ? NULL : tc_diff_row(&diff->sides[0], row->other);
    TcDiffPart *part = part_new(diff, other ? TC_DIFF_CHANGED : TC_DIFF_ADDED, other, row);
    if (other) {
        compare_heads(diff, part);
        compare_items(diff, part, other, row);
    }
    if (!other || part->clauses->len || part->moved || part->reordered ||
        (part->codes[0] && !tc_text_same(part->codes[0], part->codes[1])))
        g_ptr_array_add(diff->parts, part);
    else
        part_free(part);
}

static void find_parts(TcDiff *diff)
{
    const TcDiffSide *second = &diff->sides[1];
    uint32_t next = 0;
    for (uint32_t i = 0; i < second->rows->len; i++) {
        const TcDiffRow *row = tc_diff_row(second, i);
        if (row->other != TC_DIFF_NO_ROW && !row->moved)
            add_repealed(diff, &next, row->other);
        add_part(diff, row);
    }
    add_repealed(diff, &next, diff->sides[0].rows->len);
}

/* --- the diff --------------------------------------------------------------------------------- */

/* A part with another number must stand where it stood: else it is not told from one that was moved
 * and one that was put in its place. */
static bool moves_renumbered(const TcDiff *diff)
{
    const TcDiffSide *second = &diff->sides[1];
    for (uint32_t i = 0; i < second->rows->len; i++) {
        const TcDiffRow *row = tc_diff_row(second, i);
        if (row->moved && row->code && !tc_text_same(row->code, code_at(diff->second, row)))
            return true;
    }
    return false;
}

/* Holds the first side against @second. */
static void hold(TcDiff *diff, const TcOutline *second)
{
    for (uint32_t i = 0; i < diff->sides[0].rows->len; i++) {
        tc_diff_row(&diff->sides[0], i)->other = TC_DIFF_NO_ROW;
        tc_diff_row(&diff->sides[0], i)->moved = false;
    }
    clear_side(&diff->sides[1]);
    read_side(&diff->sides[1], second, diff->arena);
    find_others(diff);
    find_moved(diff);
}

static void hold_renumbered(TcDiff *diff)
{
    tc_diff_find_numbers(diff);
    diff->renumbered = diff->numbers->len ? tc_diff_with_old_numbers(diff, diff->second) : NULL;
    if (diff->renumbered)
        hold(diff, diff->renumbered);
    if (!diff->renumbered || !moves_renumbered(diff))
        return;
    hold(diff, diff->second);
    g_clear_pointer(&diff->renumbered, tc_outline_free);
}

TcDiff *tc_diff_new(const TcOutline *first, const TcOutline *second)
{
    TcDiff *diff = g_new0(TcDiff, 1);
    diff->arena = tc_arena_new();
    diff->second = second;
    diff->numbers = g_ptr_array_new();
    diff->parts = g_ptr_array_new_with_free_func(part_free);
    read_side(&diff->sides[0], first, diff->arena);
    hold(diff, second);
    hold_renumbered(diff);
    find_parts(diff);
    return diff;
}

void tc_diff_free(TcDiff *diff)
{
    if (!diff)
        return;
    g_ptr_array_unref(diff->parts);
    g_ptr_array_unref(diff->numbers);
    clear_side(&diff->sides[0]);
    clear_side(&diff->sides[1]);
    tc_outline_free(diff->renumbered);
    tc_arena_free(diff->arena);
    g_free(diff);
}

const GPtrArray *tc_diff_parts(const TcDiff *diff)
{
    return diff->parts;
}

const TcOutline *tc_diff_second(const TcDiff *diff)
{
    return diff->sides[1].outline;
}

bool tc_diff_renumbers(const TcDiff *diff)
{
    return diff->renumbered != NULL;
}
