/* The builders of phrases, case lists, scales, tables and lists of contents. See build.h. */
#include "syntax/build_node.h"

TcNode *tc_tree_phrase(TcParse *parse, TcSpan span, int sub, TcNode *low, TcNode *high)
{
    if (!parse->no_end)
        parse->no_end = tc_tree_none(parse, span);
    TcNode *node = tc_tree_pair(parse, span, TC_NODE_PHRASE, low ? low : parse->no_end,
                                high ? high : parse->no_end);
    node->sub = (uint16_t)sub;
    return node;
}

/* A phrase of one word and one end: its shape by the word. */
static TcNode *phrase_of_one_end(TcParse *parse, TcSpan span, int sub, TcNode *value)
{
    bool low = sub & (TC_PHRASE_LOW | TC_PHRASE_EQUAL | TC_PHRASE_NOT);
    bool high = sub & TC_PHRASE_HIGH;
    return tc_tree_phrase(parse, span, sub, low ? value : NULL, high ? value : NULL);
}

TcNode *tc_tree_bound(TcParse *parse, TcSpan span, const TcToken *word, TcNode *value)
{
    static const int subs[TC_N_KEYWORDS] = {
        [TC_KW_BELOW] = TC_PHRASE_HIGH | TC_PHRASE_HIGH_OPEN,
        [TC_KW_AT_LEAST] = TC_PHRASE_LOW,
        [TC_KW_AT_MOST] = TC_PHRASE_HIGH,
        [TC_KW_BEFORE_DAY] = TC_PHRASE_HIGH | TC_PHRASE_HIGH_OPEN,
        [TC_KW_AFTER_DAY] = TC_PHRASE_LOW | TC_PHRASE_LOW_OPEN,
        [TC_KW_EXACTLY] = TC_PHRASE_EQUAL,
    };
    return phrase_of_one_end(parse, span, subs[word->value], value);
}

TcNode *tc_tree_compare_phrase(TcParse *parse, TcSpan span, const TcToken *op, TcNode *value)
{
    static const int subs[TC_N_OPERATORS] = {
        [TC_OP_EQ] = TC_PHRASE_EQUAL,
        [TC_OP_NE] = TC_PHRASE_NOT,
        [TC_OP_LT] = TC_PHRASE_HIGH | TC_PHRASE_HIGH_OPEN,
        [TC_OP_LE] = TC_PHRASE_HIGH,
        [TC_OP_GT] = TC_PHRASE_LOW | TC_PHRASE_LOW_OPEN,
        [TC_OP_GE] = TC_PHRASE_LOW,
    };
    return phrase_of_one_end(parse, span, subs[op->value], value);
}

TcNode *tc_tree_bare(TcParse *parse, TcNode *value)
{
    if (value->kind == TC_NODE_PHRASE)
        return value;
    return tc_tree_phrase(parse, value->span, TC_PHRASE_BARE, value, NULL);
}

TcNode *tc_tree_otherwise(TcParse *parse, TcSpan span, TcNode *value)
{
    return tc_node_of_one(parse, TC_NODE_OTHERWISE, span, value);
}

TcNode *tc_tree_choice(TcParse *parse, TcSpan span, TcNodeKind kind, TcNode *first,
                       GPtrArray *items)
{
    if (first)
        g_ptr_array_insert(items, 0, first);
    return tc_node_of_list(parse, kind, span, items);
}

/* --- levels of a requirement ------------------------------------------------------------------ */

/* Where the result of item @index of a choice hangs, or NULL. */
static TcNode **result_slot(const TcNode *choice, uint32_t index)
{
    TcNode *item = choice->items[index];
    if (choice->kind != TC_NODE_TABLE)
        return &item->items[item->kind == TC_NODE_BRANCH];
    if (index == 0 || item->n == 0)
        return NULL;
    TcNode **last = &item->items[item->n - 1];
    if ((*last)->kind != TC_NODE_OTHERWISE)
        return last;
    return (*last)->n ? &(*last)->items[0] : NULL;
}

typedef void VisitSlot(TcParse *parse, TcNode **slot, const TcNode *sign);

static void each_level(TcParse *parse, TcNode **slot, VisitSlot *visit, const TcNode *sign)
{
    TcNode *choice = *slot;
    if (!tc_node_is_choice(choice)) {
        visit(parse, slot, sign);
        return;
    }
    for (uint32_t i = choice->kind == TC_NODE_SCALE; i < choice->n; i++) {
        TcNode **result = result_slot(choice, i);
        if (result)
            each_level(parse, result, visit, sign);
    }
}

/* The choice that is the one end of @phrase: "không quá (bảng …)"; NULL if it is none. */
static TcNode *choice_of(const TcNode *phrase)
{
    const bool low = phrase->sub & (TC_PHRASE_LOW | TC_PHRASE_EQUAL),
               high = phrase->sub & TC_PHRASE_HIGH;
    if (phrase->kind != TC_NODE_PHRASE || low == high || phrase->n < 2)
        return NULL;
    TcNode *end = phrase->items[high ? 1 : 0];
    return tc_node_is_choice(end) ? end : NULL;
}

static void make_phrase(TcParse *parse, TcNode **slot, const TcNode *sign)
{
    TcNode *level = *slot, *choice = choice_of(level);
    (void)sign;
    if (choice) {
        TcNode *words = tc_node_new(parse, TC_NODE_PHRASE, level->span, 0);
        words->sub = level->sub;
        words->span.end = choice->span.start;
        *slot = tc_tree_lend(parse, level->span, words, choice);
    } else if (level->kind != TC_NODE_NONE) {
        *slot = tc_tree_bare(parse, level);
    }
}

void tc_tree_levels(TcParse *parse, TcNode **slot)
{
    each_level(parse, slot, make_phrase, NULL);
}

static void lend_words(TcParse *parse, TcNode **slot, const TcNode *sign)
{
    TcNode *level = *slot;
    if (level->kind != TC_NODE_PHRASE || level->sub == sign->sub)
        return;
    if (level->sub & TC_PHRASE_BARE) {
        tc_phrase_lend(level, sign->sub);
        return;
    }
    g_autofree char *words = g_strchomp(tc_span_text(sign->span));
    g_autofree char *own = tc_span_text(level->span);
    TcDiag *diag = tc_diag(parse->diags, TC_DIAG_LEVEL_WORDS_TWICE, level->span, own, words, NULL);
    tc_diag_label(diag, sign->span, words);
}

TcNode *tc_tree_lend(TcParse *parse, TcSpan span, TcNode *sign, TcNode *choice)
{
    tc_tree_levels(parse, &choice);
    each_level(parse, &choice, lend_words, sign);
    choice->span = span;
    return choice;
}

/* --- tables ----------------------------------------------------------------------------------- */

/* Plain values in front of the result are phrases: what a subject must be equal to. */
static void values_to_phrases(TcParse *parse, TcNode *row)
{
    for (uint32_t i = 0; i + 1 < row->n; i++) {
        TcNode *cell = row->items[i];
        bool plain = cell->kind != TC_NODE_NONE && cell->kind != TC_NODE_ERROR &&
                     cell->kind != TC_NODE_OTHERWISE && cell->kind != TC_NODE_CASES &&
                     cell->kind != TC_NODE_SCALE;
        if (plain)
            tc_node_set(parse, row, i, tc_tree_bare(parse, cell));
    }
}

/* "không quá" with nothing behind it is a heading of results and stands nowhere else. */
static void refuse_words_alone(TcParse *parse, TcNode *row, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        TcNode *cell = row->items[i];
        if (!tc_phrase_is_words(cell))
            continue;
        g_autofree char *words = tc_span_text(cell->span);
        tc_diag(parse->diags, TC_DIAG_VALUE_MISSING, cell->span, words, NULL);
        cell->kind = TC_NODE_ERROR;
        cell->n = 0;
    }
}

void tc_tree_refuse_cell_list(TcParse *parse, TcSpan row, TcSpan cell, TcSpan value)
{
    const TcSpan before = {row.source, row.start, cell.start},
                 after = {row.source, cell.end, row.end};
    g_autofree char *head = tc_span_text(before), *first = tc_span_text(value);
    g_autofree char *tail = tc_span_text(after);
    g_autofree char *meant = g_strconcat(head, first, tail, NULL);
    tc_diag(parse->diags, TC_DIAG_CELL_LIST, cell, meant, NULL);
}

static bool is_literal(const TcNode *node)
{
    return node->kind == TC_NODE_NUMBER || node->kind == TC_NODE_TEXT ||
           node->kind == TC_NODE_BOOL || node->kind == TC_NODE_DATE;
}

/* "I" hoặc "II" in one cell. */
static void refuse_lists(TcParse *parse, TcNode *row)
{
    for (uint32_t i = 0; i + 1 < row->n; i++) {
        TcNode *cell = row->items[i];
        if (cell->kind != TC_NODE_CHAIN || cell->sub != TC_OP_OR || !is_literal(cell->items[0]))
            continue;
        tc_tree_refuse_cell_list(parse, row->span, cell->span, cell->items[0]->span);
        cell->kind = TC_NODE_ERROR;
        cell->n = 0;
    }
}

/* Is the first row one of values, so that the titles above it are missing? The result alone may be
 * named by a text. */
static bool lacks_titles(const TcNode *row)
{
    for (uint32_t i = 0; i < row->n; i++) {
        const TcNode *cell = row->items[i];
        const bool named = i + 1 == row->n && cell->kind == TC_NODE_TEXT;
        if ((is_literal(cell) && !named) ||
            (cell->kind == TC_NODE_PHRASE && !tc_phrase_is_words(cell)))
            return true;
    }
    return false;
}

/* @table as one that was refused. */
static TcNode *refused(TcNode *table)
{
    table->kind = TC_NODE_ERROR;
    table->n = 0;
    return table;
}

TcNode *tc_tree_table(TcParse *parse, TcSpan span, GPtrArray *rows)
{
    const bool titles_alone = rows->len < 2;
    const TcNode *titles = g_ptr_array_index(rows, 0);
    if (!titles_alone && lacks_titles(titles)) {
        tc_diag(parse->diags, TC_DIAG_TABLE_TITLES, titles->span, NULL);
        return refused(tc_node_of_list(parse, TC_NODE_TABLE, span, rows));
    }
    for (uint32_t i = 0; i < rows->len; i++) {
        TcNode *row = g_ptr_array_index(rows, i);
        refuse_words_alone(parse, row, row->n - (i == 0 && row->n > 0));
        if (i > 0) {
            refuse_lists(parse, row);
            values_to_phrases(parse, row);
        }
    }
    TcNode *table = tc_node_of_list(parse, TC_NODE_TABLE, span, rows);
    if (!titles_alone)
        return table;
    tc_diag(parse->diags, TC_DIAG_TABLE_ROWS, span, NULL);
    return refused(table);
}

TcNode *tc_tree_band(TcParse *parse, TcSpan span, TcNode *fits, TcNode *result)
{
    TcNode *node = tc_node_new(parse, TC_NODE_BAND, span, fits->n + 1);
    tc_node_set(parse, node, 0, result);
    for (uint32_t i = 0; i < fits->n; i++)
        tc_node_set(parse, node, i + 1, fits->items[i]);
    node->at = fits->span;
    return node;
}

TcNode *tc_tree_contents(TcParse *parse, TcSpan span, const TcToken *word, const TcToken *count,
                         GPtrArray *items)
{
    static const TcContents shapes[TC_N_KEYWORDS] = {
        [TC_KW_ALL_CONTENTS] = TC_CONTENTS_ALL,
        [TC_KW_ONE_CONTENT] = TC_CONTENTS_ONE,
        [TC_KW_FIRST_CONTENT] = TC_CONTENTS_FIRST,
        [TC_KW_SOME_CONTENTS] = TC_CONTENTS_AT_LEAST,
    };
    TcNode *node = tc_node_of_list(parse, TC_NODE_CONTENTS, span, items);
    node->sub = (uint16_t)shapes[word->value];
    node->at = word->span;
    if (count && mpz_fits_sint_p(mpq_numref(count->number)))
        node->day = (int32_t)mpz_get_si(mpq_numref(count->number));
    return node;
}

TcNode *tc_tree_item(TcParse *parse, TcSpan span, const TcToken *letter, TcNode *condition)
{
    TcNode *node = tc_node_of_one(parse, TC_NODE_ITEM, span, condition);
    node->text = letter->text;
    node->at = letter->span;
    return node;
}
