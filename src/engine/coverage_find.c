/* What examples can show of a rule set: every place that holds in some rows and not in others.
 *
 * Before: the clauses of the model. After: a place each, with a condition that the reference
 * evaluator can be asked; that of a row of a scale or table is made here: its cells fit their
 * subjects, that of còn lại: no other row does. */
#include "engine/coverage.h"

#include <string.h>

typedef struct {
    TcCoverage *coverage;
    TcStep part;
    TcRestsOn clause; /* at hand */
} Finder;

static void add_place(const Finder *finder, TcSpan span, const TcNode *condition)
{
    g_autofree char *words = tc_span_line(span);
    const TcCoveredPlace place = {
        .part = finder->part,
        .clause = finder->clause,
        .span = span,
        .words = tc_arena_strndup(finder->coverage->arena, words, strlen(words)),
        .condition = condition};
    g_array_append_val(finder->coverage->places, place);
}

/* --- rows as conditions ----------------------------------------------------------------------- */

static TcNode *node_of(const Finder *finder, TcNodeKind kind, uint16_t sub, uint32_t n)
{
    TcArena *arena = finder->coverage->arena;
    TcNode *node = tc_arena_alloc(arena, sizeof *node);
    *node = (TcNode){.kind = kind, .sub = sub, .n = n, .depth = 1};
    node->items = tc_arena_alloc(arena, (n + 1) * sizeof *node->items);
    return node;
}

static TcNode *fits(const Finder *finder, TcNode *subject, TcNode *phrase)
{
    TcNode *node = node_of(finder, TC_NODE_WITHIN, 0, 2);
    node->items[0] = subject;
    node->items[1] = phrase;
    return node;
}

static const TcNode *band_condition(const Finder *finder, const TcNode *scale, const TcNode *band)
{
    TcNode *any = node_of(finder, TC_NODE_CHAIN, TC_OP_OR, band->n - 1);
    for (uint32_t i = 1; i < band->n; i++)
        any->items[i - 1] = fits(finder, scale->items[0], band->items[i]);
    return any;
}

static const TcNode *row_condition(const Finder *finder, const TcNode *table, const TcNode *row)
{
    TcNode *all = node_of(finder, TC_NODE_CHAIN, TC_OP_AND, row->n);
    all->n = 0;
    for (uint32_t i = 0; i + 1 < row->n; i++)
        if (row->items[i]->kind != TC_NODE_NONE)
            all->items[all->n++] = fits(finder, table->items[0]->items[i], row->items[i]);
    return all;
}

static bool is_otherwise(const TcNode *row)
{
    return row->kind == TC_NODE_OTHERWISE ||
           (row->kind == TC_NODE_ROW && row->n > 0 && row->items[0]->kind == TC_NODE_OTHERWISE);
}

static const TcNode *condition_of(const Finder *finder, const TcNode *choice, const TcNode *row)
{
    return row->kind == TC_NODE_BRANCH ? row->items[0]
           : row->kind == TC_NODE_BAND ? band_condition(finder, choice, row)
                                       : row_condition(finder, choice, row);
}

/* The words of a row that are not its result. */
static TcSpan words_of(const TcNode *row)
{
    return row->kind == TC_NODE_BRANCH ? row->items[0]->span : row->span;
}

/* Each row, and what is left to none of them. */
static void add_rows(const Finder *finder, const TcNode *choice)
{
    TcNode *any = node_of(finder, TC_NODE_CHAIN, TC_OP_OR, choice->n);
    const uint32_t first = choice->kind == TC_NODE_CASES ? 0 : 1;
    any->n = 0;
    for (uint32_t i = first; i < choice->n; i++) {
        const TcNode *row = choice->items[i];
        if (is_otherwise(row))
            continue;
        const TcNode *condition = condition_of(finder, choice, row);
        add_place(finder, words_of(row), condition);
        any->items[any->n++] = (TcNode *)condition;
    }
    for (uint32_t i = first; i < choice->n; i++)
        if (is_otherwise(choice->items[i]) && any->n > 0) {
            TcNode *none = node_of(finder, TC_NODE_UNARY, TC_OP_NOT, 1);
            none->items[0] = any;
            add_place(finder, choice->items[i]->span, none);
        }
}

/* --- clauses ---------------------------------------------------------------------------------- */

static void walk(const Finder *finder, const TcNode *node)
{
    const bool logic =
        node->kind == TC_NODE_CHAIN && (node->sub == TC_OP_AND || node->sub == TC_OP_OR);
    for (uint32_t i = 0; i < node->n && logic; i++)
        add_place(finder, node->items[i]->span, node->items[i]);
    for (uint32_t i = 0; i < node->n && node->kind == TC_NODE_CONTENTS; i++)
        add_place(finder, node->items[i]->span, node->items[i]->items[0]);
    if (tc_node_is_choice(node))
        add_rows(finder, node);
    for (uint32_t i = 0; i < node->n; i++)
        walk(finder, node->items[i]);
}

static void walk_if(const Finder *finder, const TcNode *node)
{
    if (node)
        walk(finder, node);
}

static void add_indicator(Finder *finder, const TcIndicator *indicator)
{
    finder->clause = TC_RESTS_APPLIES;
    if (indicator->not_applicable_when) {
        add_place(finder, indicator->not_applicable_when->span, indicator->not_applicable_when);
        walk(finder, indicator->not_applicable_when);
    }
    finder->clause = TC_RESTS_VALUE;
    walk_if(finder, indicator->value);
    finder->clause = TC_RESTS_MET;
    walk_if(finder, indicator->required.content);
    for (uint32_t i = 0; i < indicator->required.n_excepts; i++) {
        const TcNode *except = indicator->required.excepts[i];
        add_place(finder, except->items[0]->span, except->items[0]);
        walk(finder, except);
    }
    walk_if(finder, indicator->met_when);
    finder->clause = TC_RESTS_POINTS;
    walk_if(finder, indicator->points);
    finder->clause = TC_RESTS_WHOLE;
}

void tc_coverage_find(TcCoverage *coverage)
{
    const TcModel *model = coverage->model;
    Finder finder = {.coverage = coverage};
    for (uint32_t i = 0; i < model->n_definitions; i++) {
        finder.part = (TcStep){TC_REF_DEFINITION, i};
        walk(&finder, model->definitions[i].value);
    }
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        finder.part = (TcStep){TC_REF_INDICATOR, i};
        add_indicator(&finder, &model->indicators[i]);
    }
    for (uint32_t i = 0; i < model->n_verdicts; i++) {
        finder.part = (TcStep){TC_REF_VERDICT, i};
        add_place(&finder, model->verdicts[i].met_when->span, model->verdicts[i].met_when);
        walk(&finder, model->verdicts[i].met_when);
    }
    for (uint32_t i = 0; i < model->n_grades; i++) {
        finder.part = (TcStep){TC_REF_GRADE, i};
        walk(&finder, model->grades[i].content);
    }
}
