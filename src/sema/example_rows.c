/* The table of an example: one row a case.
 *
 * Before: a title row of columns and questions, below it rows of their cells. After: an example a
 * row; a cell below a column is given, one below a question is what must come out: a state (đạt)
 * asked of the part at its head, or a value or phrase that the head is held to. An empty cell below
 * a question asks nothing, below a column it is blank. */
#include "sema/example_internal.h"

#include <string.h>
#include "sema/words.h"

static TcNode *node_of(TcSema *sema, TcNodeKind kind, TcSpan span, TcNode *first, TcNode *second)
{
    TcNode *node = tc_arena_alloc(sema->arena, sizeof *node);
    *node = (TcNode){.kind = kind, .span = span, .at = span, .n = second ? 2 : 1};
    node->items = tc_arena_alloc(sema->arena, 2 * sizeof *node->items);
    node->items[0] = first;
    node->items[1] = second;
    node->depth = 1 + MAX(first->depth, second ? second->depth : 0);
    return node;
}

/* Every row has its own: types are written to the tree. */
static TcNode *copy_of(TcSema *sema, const TcNode *node)
{
    TcNode *copy = tc_arena_alloc(sema->arena, sizeof *copy);
    *copy = *node;
    copy->items = tc_arena_alloc(sema->arena, node->n * sizeof *copy->items);
    for (uint32_t i = 0; i < node->n; i++)
        copy->items[i] = copy_of(sema, node->items[i]);
    return copy;
}

/* The part that a state is asked of: chỉ tiêu 3.4, or a name alone. */
static TcNode *part_of(TcNode *head)
{
    if (head->kind == TC_NODE_NAME) {
        head->kind = TC_NODE_PART;
        head->sub = TC_KW_NONE;
    }
    return head->kind == TC_NODE_PART ? head : NULL;
}

static bool is_open(const TcNode *cell)
{
    return cell->kind == TC_NODE_UNKNOWN;
}

/* Does @cell say in which state a part is? */
static bool is_state(const TcNode *cell)
{
    return is_open(cell) || (cell->kind == TC_NODE_STATE && cell->n == 0);
}

/* The state of a part at the head of its column, or what the head is held to. Returns: NULL after
 * telling that the two do not go together. */
static TcNode *question(TcExampleDraft *draft, const TcNode *head, TcNode *cell)
{
    TcSema *sema = draft->sema;
    TcNode *asked = copy_of(sema, head);
    if (is_state(cell) ? !part_of(asked) : asked->kind == TC_NODE_PART) {
        g_autofree char *title = tc_span_text(head->span);
        g_autofree char *text = tc_span_text(cell->span);
        tc_diag(sema->diags,
                is_state(cell) ? TC_DIAG_EXAMPLE_STATE_OF_VALUE : TC_DIAG_EXAMPLE_CELL_STATE,
                cell->span, text, title, NULL);
        return NULL;
    }
    if (is_open(cell))
        return asked;
    if (is_state(cell)) {
        TcNode *state = node_of(sema, TC_NODE_STATE, cell->span, asked, NULL);
        state->sub = cell->sub;
        return state;
    }
    if (cell->kind == TC_NODE_PHRASE)
        return node_of(sema, TC_NODE_WITHIN, cell->span, asked, cell);
    TcNode *compare = node_of(sema, TC_NODE_COMPARE, cell->span, asked, cell);
    compare->sub = TC_OP_EQ;
    return compare;
}

/* "chỉ tiêu 3.4: đạt": the head of the column and its cell. */
static const char *words_of(TcExampleDraft *draft, const TcNode *head, const TcNode *cell)
{
    g_autofree char *title = tc_span_text(head->span);
    g_autofree char *text = tc_span_text(cell->span);
    const bool value = !is_state(cell) && cell->kind != TC_NODE_PHRASE;
    g_autofree char *both = g_strdup_printf("%s%s%s", title, value ? " = " : " ", text);
    return tc_arena_strndup(draft->sema->arena, both, strlen(both));
}

static void read_cell(TcExampleDraft *draft, const TcNode *head, TcNode *cell)
{
    if (cell->kind == TC_NODE_NONE || cell->kind == TC_NODE_ERROR)
        return;
    if (head->kind == TC_NODE_NAME && head->text && tc_example_column(draft, head) != TC_NO_PART) {
        tc_example_give(draft, copy_of(draft->sema, head), cell);
        return;
    }
    TcNode *asked = question(draft, head, cell);
    if (asked)
        tc_example_expect(draft, asked, is_open(cell), cell->span, words_of(draft, head, cell));
}

static void *settle(TcArena *arena, const GArray *from, guint size)
{
    void *items = tc_arena_alloc(arena, (size_t)from->len * size);
    if (from->len)
        memcpy(items, from->data, (size_t)from->len * size);
    return items;
}

/* Is something wrong with what was read since there were @errors? It is told, and nothing is run.
 */
static bool is_told(const TcExampleDraft *draft, unsigned errors)
{
    return draft->head->flags & TC_FLAG_BROKEN ||
           tc_diag_count(draft->sema->diags, TC_ERROR) != errors;
}

/* @errors: how many there were before it was read. */
static void append(TcExampleDraft *draft, TcSpan at, uint32_t row, unsigned errors,
                   GArray *examples)
{
    TcSema *sema = draft->sema;
    TcExample example = draft->common;
    if (!is_told(draft, errors) && draft->expected->len == 0)
        tc_diag(sema->diags, TC_DIAG_EXAMPLE_ASKS_NOTHING, at, NULL);
    if (is_told(draft, errors))
        return;
    example.at = at;
    example.row = row;
    example.n_cells = draft->cells->len;
    example.cells = settle(sema->arena, draft->cells, sizeof *example.cells);
    example.n_expected = draft->expected->len;
    example.expected = settle(sema->arena, draft->expected, sizeof *example.expected);
    g_array_append_val(examples, example);
}

static bool same_length(TcExampleDraft *draft, const TcNode *titles, const TcNode *row)
{
    if (row->n == titles->n)
        return true;
    g_autofree char *has = g_strdup_printf("%u", row->n);
    g_autofree char *wants = g_strdup_printf("%u", titles->n);
    tc_diag(draft->sema->diags, TC_DIAG_EXAMPLE_ROW_LENGTH, row->span, has, wants, NULL);
    return false;
}

void tc_example_rows(TcExampleDraft *draft, GArray *examples)
{
    const guint n_cells = draft->cells->len, n_expected = draft->expected->len;
    if (!draft->table) {
        append(draft, draft->common.at, 0, draft->errors, examples);
        return;
    }
    const TcNode *titles = draft->table->items[0];
    const bool faulty = is_told(draft, draft->errors);
    if (draft->table->n == 1)
        tc_diag(draft->sema->diags, TC_DIAG_TABLE_ROWS, titles->span, NULL);
    for (uint32_t i = 1; i < draft->table->n; i++) {
        const TcNode *row = draft->table->items[i];
        if (!same_length(draft, titles, row))
            continue;
        const unsigned errors = tc_diag_count(draft->sema->diags, TC_ERROR);
        for (uint32_t c = 0; c < row->n; c++)
            read_cell(draft, titles->items[c], row->items[c]);
        if (!faulty)
            append(draft, row->span, i, errors, examples);
        g_array_set_size(draft->cells, n_cells);
        g_array_set_size(draft->expected, n_expected);
    }
}
