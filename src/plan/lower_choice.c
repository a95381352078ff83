/* Choices: cases, scales, tables, lists of contents, requirements. Rows of a scale or table are
 * disjoint or agree (the checker saw to it), so the order in which they are asked has no
 * meaning. A scale or table with more rows than a value keeps cases becomes a look-up if it can. */
#include "plan/lower_internal.h"

/* --- phrases ---------------------------------------------------------------------------------- */

static const TcNode *end_of(const TcNode *phrase, uint32_t which)
{
    if (which >= phrase->n || phrase->items[which]->kind == TC_NODE_NONE)
        return NULL;
    return phrase->items[which];
}

const TcNode *tc_lower_only_end(const TcNode *phrase)
{
    const TcNode *low = end_of(phrase, 0);
    return low ? low : end_of(phrase, 1);
}

const TcNode *tc_lower_high_end(const TcNode *phrase)
{
    return end_of(phrase, 1) ? end_of(phrase, 1) : end_of(phrase, 0);
}

static uint32_t compare_to(TcLower *lower, TcOperator op, const TcSym *subject, const TcNode *end)
{
    return tc_sym_compare(lower->syms, op, subject, tc_lower_expr(lower, end));
}

uint32_t tc_lower_phrase(TcLower *lower, const TcSym *subject, const TcNode *phrase,
                         TcOperator bare)
{
    if (phrase->kind != TC_NODE_PHRASE)
        return compare_to(lower, bare, subject, phrase);
    if (phrase->sub & (TC_PHRASE_BARE | TC_PHRASE_EQUAL | TC_PHRASE_NOT)) {
        TcOperator op = phrase->sub & TC_PHRASE_NOT    ? TC_OP_NE
                        : phrase->sub & TC_PHRASE_BARE ? bare
                                                       : TC_OP_EQ;
        return compare_to(lower, op, subject, tc_lower_only_end(phrase));
    }
    uint32_t inputs[2], n = 0;
    if (phrase->sub & TC_PHRASE_LOW)
        inputs[n++] = compare_to(lower, phrase->sub & TC_PHRASE_LOW_OPEN ? TC_OP_GT : TC_OP_GE,
                                 subject, tc_lower_only_end(phrase));
    if (phrase->sub & TC_PHRASE_HIGH)
        inputs[n++] = compare_to(lower, phrase->sub & TC_PHRASE_HIGH_OPEN ? TC_OP_LT : TC_OP_LE,
                                 subject, tc_lower_high_end(phrase));
    return tc_build_and(lower->builder, inputs, n);
}

/* --- cases and scales ------------------------------------------------------------------------- */

/* A row of a choice: when it holds and what it gives. */
typedef struct {
    uint32_t guard;
    const TcSym *value;
} Row;

/* The first row that holds, else @otherwise. */
static const TcSym *choose_rows(TcLower *lower, const GArray *rows, const TcSym *otherwise)
{
    for (uint32_t i = rows->len; i-- > 0;) {
        const Row *row = &g_array_index(rows, Row, i);
        otherwise = tc_sym_choose(lower->syms, row->guard, row->value, otherwise);
    }
    return otherwise;
}

/* What is behind the last branch of @choice. */
static const TcSym *no_branch(TcLower *lower, const TcNode *choice)
{
    return choice->covers ? tc_sym_never(lower->syms) : tc_sym_undefined(lower->syms);
}

const TcSym *tc_lower_cases(TcLower *lower, const TcNode *node)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Row));
    const TcSym *otherwise = no_branch(lower, node);
    uint32_t before = lower->nonzero->len;
    for (uint32_t i = 0; i < node->n; i++) {
        const TcNode *branch = node->items[i];
        if (branch->kind == TC_NODE_OTHERWISE) {
            otherwise = tc_lower_expr(lower, branch->items[0]);
            continue;
        }
        Row row = {.guard = tc_lower_condition(lower, branch->items[0])};
        uint32_t inside = tc_lower_assume(lower, branch->items[0], true);
        row.value = tc_lower_expr(lower, branch->items[1]);
        tc_lower_forget(lower, inside);
        g_array_append_val(rows, row);
        tc_lower_assume(lower, branch->items[0], false); /* for the branches behind it */
    }
    tc_lower_forget(lower, before);
    return choose_rows(lower, rows, otherwise);
}

/* Does @subject fit one of the phrases or literals of @band, from its second child on? */
static uint32_t band_guard(TcLower *lower, const TcSym *subject, const TcNode *band)
{
    g_autofree uint32_t *inputs = g_new(uint32_t, band->n);
    for (uint32_t i = 1; i < band->n; i++)
        inputs[i - 1] = tc_lower_phrase(lower, subject, band->items[i], TC_OP_EQ);
    return tc_build_or(lower->builder, inputs, band->n - 1);
}

/* A scale whose bands follow each other without a gap is a ladder: where no band before fits, the
 * end of a phrase that touches the band before it holds by itself. Without that end the bounds of
 * an open subject give just the bands that it can reach, and còn lại only where the ladder ends. */
typedef struct {
    TcNode rung;    /* the phrase before, with the one end that is asked of it */
    unsigned going; /* TC_PHRASE_LOW: downwards; TC_PHRASE_HIGH: upwards; 0: no ladder (any more) */
} Ladder;

/* Are the lower end of @above and the upper end of @below one point that belongs to just one? */
static bool touch(const TcNode *above, const TcNode *below)
{
    if (!(above->sub & TC_PHRASE_LOW) || !(below->sub & TC_PHRASE_HIGH))
        return false;
    bool above_open = above->sub & TC_PHRASE_LOW_OPEN,
         below_open = below->sub & TC_PHRASE_HIGH_OPEN;
    return above_open != below_open &&
           tc_node_equal(tc_lower_only_end(above), tc_lower_high_end(below));
}

/* @phrase without the end that the ladder makes needless, in ladder->rung. */
static const TcNode *next_rung(Ladder *ladder, const TcNode *phrase)
{
    enum { LOW = TC_PHRASE_LOW | TC_PHRASE_LOW_OPEN, HIGH = TC_PHRASE_HIGH | TC_PHRASE_HIGH_OPEN };
    TcNode rung = *phrase;
    if (ladder->going == TC_PHRASE_LOW && touch(&ladder->rung, phrase))
        rung.sub &= (uint16_t)~HIGH;
    else if (ladder->going == TC_PHRASE_HIGH && touch(phrase, &ladder->rung))
        rung.sub &= (uint16_t)~LOW;
    else
        ladder->going = 0;
    if (!(rung.sub &
          (LOW | HIGH))) { /* the last rung: what has no value fits it no more than others */
        rung = *phrase;
        ladder->going = 0;
    }
    ladder->rung = rung;
    return &ladder->rung;
}

static uint32_t rung_guard(TcLower *lower, Ladder *ladder, bool first, const TcSym *subject,
                           const TcNode *band)
{
    const TcNode *phrase = band->n == 2 ? band->items[1] : NULL;
    unsigned ends = phrase && phrase->kind == TC_NODE_PHRASE
                        ? phrase->sub & (TC_PHRASE_LOW | TC_PHRASE_HIGH)
                        : 0;
    if (first && (ends == TC_PHRASE_LOW || ends == TC_PHRASE_HIGH)) {
        *ladder = (Ladder){.rung = *phrase, .going = ends};
        return tc_lower_phrase(lower, subject, phrase, TC_OP_EQ);
    }
    if (ladder->going && ends)
        return tc_lower_phrase(lower, subject, next_rung(ladder, phrase), TC_OP_EQ);
    ladder->going = 0;
    return band_guard(lower, subject, band);
}

static const TcSym *lower_short_scale(TcLower *lower, const TcNode *node)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Row));
    const TcSym *otherwise = no_branch(lower, node);
    const TcSym *subject = tc_lower_expr(lower, node->items[0]);
    Ladder ladder = {0};
    for (uint32_t i = 1; i < node->n; i++) {
        const TcNode *band = node->items[i];
        if (band->kind == TC_NODE_OTHERWISE) {
            otherwise = tc_lower_expr(lower, band->items[0]);
            continue;
        }
        Row row = {rung_guard(lower, &ladder, i == 1, subject, band),
                   tc_lower_expr(lower, band->items[0])};
        g_array_append_val(rows, row);
    }
    return choose_rows(lower, rows, otherwise);
}

/* A look-up if there are more rows than cases that a value keeps apart; NULL: there are not, or
 * the rows are not of constants. */
static const TcSym *lower_long(TcLower *lower, const TcNode *node)
{
    return node->n - 1 > TC_SYM_MAX_LEAVES ? tc_lower_lookup(lower, node, false) : NULL;
}

const TcSym *tc_lower_scale(TcLower *lower, const TcNode *node)
{
    const TcSym *found = lower_long(lower, node);
    return found ? found : lower_short_scale(lower, node);
}

/* --- tables ----------------------------------------------------------------------------------- */

bool tc_lower_is_otherwise_row(const TcNode *row)
{
    for (uint32_t i = 0; i + 1 < row->n; i++) {
        if (row->items[i]->kind == TC_NODE_OTHERWISE)
            return true;
    }
    return row->n > 0 && row->items[row->n - 1]->kind == TC_NODE_OTHERWISE;
}

const TcNode *tc_lower_row_result(const TcNode *row)
{
    const TcNode *last = row->items[row->n - 1];
    return last->kind == TC_NODE_OTHERWISE && last->n > 0 ? last->items[0] : last;
}

static uint32_t row_guard(TcLower *lower, const TcSym *const *heads, const TcNode *row)
{
    g_autofree uint32_t *inputs = g_new(uint32_t, row->n);
    uint32_t n = 0;
    for (uint32_t i = 0; i + 1 < row->n; i++) {
        if (row->items[i]->kind != TC_NODE_NONE)
            inputs[n++] = tc_lower_phrase(lower, heads[i], row->items[i], TC_OP_EQ);
    }
    return tc_build_and(lower->builder, inputs, n);
}

/* What the rows are held against. Returns: (transfer full). */
static const TcSym **lower_heads(TcLower *lower, const TcNode *head)
{
    const TcSym **heads = g_new(const TcSym *, head->n);
    for (uint32_t i = 0; i + 1 < head->n; i++)
        heads[i] = tc_lower_expr(lower, head->items[i]);
    return heads;
}

static const TcSym *lower_content(TcLower *lower, const TcSym *subject, const TcNode *content);

/* The rows of @table one after the other; of a requirement's, results are contents that @subject,
 * if there is one, is held against. */
static const TcSym *lower_rows(TcLower *lower, const TcNode *table, bool required,
                               const TcSym *subject)
{
    g_autofree const TcSym **heads = lower_heads(lower, table->items[0]);
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Row));
    const TcSym *otherwise = no_branch(lower, table);
    for (uint32_t i = 1; i < table->n; i++) {
        const TcNode *line = table->items[i], *result = tc_lower_row_result(line);
        const TcSym *value =
            required ? lower_content(lower, subject, result) : tc_lower_expr(lower, result);
        if (tc_lower_is_otherwise_row(line)) {
            otherwise = value;
            continue;
        }
        Row row = {row_guard(lower, heads, line), value};
        g_array_append_val(rows, row);
    }
    return choose_rows(lower, rows, otherwise);
}

const TcSym *tc_lower_table(TcLower *lower, const TcNode *node)
{
    const TcSym *found = lower_long(lower, node);
    return found ? found : lower_rows(lower, node, false, NULL);
}

/* --- lists of contents ------------------------------------------------------------------------ */

uint32_t tc_lower_contents(TcLower *lower, const TcNode *node)
{
    g_autofree uint32_t *inputs = g_new(uint32_t, node->n + 1);
    for (uint32_t i = 0; i < node->n; i++)
        inputs[i] = tc_lower_condition(lower, node->items[i]->items[0]);
    switch ((TcContents)node->sub) {
    case TC_CONTENTS_ALL:
        return tc_build_and(lower->builder, inputs, node->n);
    case TC_CONTENTS_ONE:
    case TC_CONTENTS_FIRST:
        return tc_build_or(lower->builder, inputs, node->n);
    case TC_CONTENTS_AT_LEAST:
        return tc_build_at_least(lower->builder, (uint32_t)MAX(node->day, 0), inputs, node->n);
    }
    g_assert_not_reached();
}

/* --- requirements ----------------------------------------------------------------------------- */

/* What a content of phrases comes to: a truth (@subject given) or the level that it asks for. */
static const TcSym *lower_asked(TcLower *lower, const TcSym *subject, const TcNode *phrase)
{
    if (subject)
        return tc_sym_truth(lower->syms, tc_lower_phrase(lower, subject, phrase, TC_OP_GE));
    if (phrase->kind != TC_NODE_PHRASE)
        return tc_lower_expr(lower, phrase);
    const TcNode *end = tc_lower_only_end(phrase);
    return end ? tc_lower_expr(lower, end) : tc_sym_undefined(lower->syms);
}

/* The result of item @index of a scale or table. */
static const TcNode *item_result(const TcNode *choice, uint32_t index)
{
    const TcNode *item = choice->items[index];
    return choice->kind == TC_NODE_SCALE ? item->items[0] : tc_lower_row_result(item);
}

/* A long scale or table whose levels have the same words, each with one number, is a look-up that
 * is held against once. Returns: NULL if it is not. */
static const TcSym *lower_long_content(TcLower *lower, const TcSym *subject, const TcNode *choice)
{
    static const TcOperator ops[] = {
        [TC_PHRASE_BARE] = TC_OP_GE, [TC_PHRASE_EQUAL] = TC_OP_EQ,
        [TC_PHRASE_LOW] = TC_OP_GE,  [TC_PHRASE_LOW | TC_PHRASE_LOW_OPEN] = TC_OP_GT,
        [TC_PHRASE_HIGH] = TC_OP_LE, [TC_PHRASE_HIGH | TC_PHRASE_HIGH_OPEN] = TC_OP_LT,
        [TC_PHRASE_NOT] = TC_OP_NE};
    if (choice->n - 1 <= TC_SYM_MAX_LEAVES)
        return NULL;
    const uint16_t sub = item_result(choice, 1)->sub;
    for (uint32_t i = 1; i < choice->n; i++) {
        const TcNode *level = item_result(choice, i);
        if (level->kind != TC_NODE_PHRASE || level->sub != sub ||
            (level->sub & TC_PHRASE_LOW && level->sub & TC_PHRASE_HIGH))
            return NULL;
    }
    const TcSym *found = tc_lower_lookup(lower, choice, true);
    if (!found || !subject)
        return found;
    return tc_sym_truth(lower->syms, tc_sym_compare(lower->syms, ops[sub], subject, found));
}

static const TcSym *lower_content(TcLower *lower, const TcSym *subject, const TcNode *content)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Row));
    const TcSym *otherwise = no_branch(lower, content);
    bool scale = content->kind == TC_NODE_SCALE;
    const bool rows_apart = scale || content->kind == TC_NODE_TABLE;
    const TcSym *found = rows_apart ? lower_long_content(lower, subject, content) : NULL;
    if (found)
        return found;
    if (content->kind == TC_NODE_TABLE)
        return lower_rows(lower, content, true, subject);
    if (!scale && content->kind != TC_NODE_CASES)
        return lower_asked(lower, subject, content);
    const TcSym *by = scale ? tc_lower_expr(lower, content->items[0]) : NULL;
    for (uint32_t i = scale; i < content->n; i++) {
        const TcNode *item = content->items[i];
        if (item->kind == TC_NODE_OTHERWISE) {
            otherwise = lower_content(lower, subject, item->items[0]);
            continue;
        }
        Row row;
        row.guard = scale ? band_guard(lower, by, item) : tc_lower_condition(lower, item->items[0]);
        row.value = lower_content(lower, subject, item->items[scale ? 0 : 1]);
        g_array_append_val(rows, row);
    }
    return choose_rows(lower, rows, otherwise);
}

static const TcSym *lower_required(TcLower *lower, const TcSym *subject,
                                   const TcRequirement *requirement)
{
    const TcSym *asked = lower_content(lower, subject, requirement->content);
    for (uint32_t i = requirement->n_excepts; i-- > 0;) {
        const TcNode *except = requirement->excepts[i];
        asked = tc_sym_choose(lower->syms, tc_lower_condition(lower, except->items[0]),
                              lower_content(lower, subject, except->items[1]), asked);
    }
    return asked;
}

uint32_t tc_lower_requirement(TcLower *lower, const TcSym *subject,
                              const TcRequirement *requirement)
{
    return tc_sym_to_truth(lower->syms, lower_required(lower, subject, requirement));
}

const TcSym *tc_lower_level(TcLower *lower, const TcRequirement *requirement)
{
    return lower_required(lower, NULL, requirement);
}
