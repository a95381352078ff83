/* What of a file that could not be read in full is whole. See whole.h.
 *
 * An indicator whose clauses could all be read, and that rests on no other part, is checked like
 * any: what is missing elsewhere cannot make untrue what is told of it, as long as the data, the
 * definitions and the heading are there. What counts or sums over parts, or tells that something is
 * not there, waits. */
#include "sema/whole.h"

#include "sema/checker.h"

/* Returns: NULL if @span lies before all of them. */
static TcNode *head_at(const TcNode *tree, TcSpan span)
{
    TcNode *found = NULL;
    for (uint32_t i = 0; i < tree->n; i++)
        if (tree->items[i]->at.source == span.source && tree->items[i]->at.start <= span.start)
            found = tree->items[i];
    return found;
}

/* Clauses stand behind the margin: what stands at it may have been a head. */
static bool is_indented(TcSpan span)
{
    uint32_t length;
    TcPlace place = tc_source_place(span.source, span.start);
    const char *line = tc_source_line(span.source, place.line, &length);
    return length > 0 && (line[0] == ' ' || line[0] == '\t');
}

static bool mark(const TcNode *tree, TcSpan span)
{
    TcNode *head = span.source && span.source == tree->span.source ? head_at(tree, span) : NULL;
    if (!head)
        return false;
    head->flags |= TC_FLAG_BROKEN;
    return is_indented(span) &&
           (head->sub == TC_KW_INDICATOR || head->sub == TC_KW_VERDICT ||
            head->sub == TC_KW_GRADE || head->sub == TC_KW_RANKING || head->sub == TC_KW_EXAMPLE);
}

bool tc_whole_mark(TcNode *tree, const TcDiagList *diags, unsigned first)
{
    bool all = tc_diag_list_length(diags) < TC_DIAG_LIMIT; /* else not all of them are there */
    for (unsigned i = first; i < tc_diag_list_length(diags); i++) {
        const TcDiag *diag = tc_diag_list_get(diags, i);
        if (diag->severity == TC_ERROR)
            all &= mark(tree, diag->span);
    }
    return all;
}

typedef struct {
    const TcModel *model;
    bool by_names; /* definitions name parts */
    bool named;    /* found: a part, or what is made of parts */
} Parts;

static void look_for_parts(Parts *parts, const TcNode *node)
{
    bool definition = node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_DEFINITION;
    parts->named |= node->kind == TC_NODE_PART || node->kind == TC_NODE_TOTAL ||
                    node->kind == TC_NODE_COUNT || (definition && parts->by_names);
    for (uint32_t i = 0; i < node->n && !parts->named; i++)
        look_for_parts(parts, node->items[i]);
}

static void look_in_root(const TcRoot *root, void *data)
{
    look_for_parts(data, root->node);
}

void tc_whole_find(TcChecker *checker)
{
    const TcModel *model = checker->model;
    Parts parts = {.model = model};
    checker->whole = g_new0(bool, model->n_indicators + 1);
    for (uint32_t i = 0; i < model->n_definitions; i++)
        tc_part_roots(model, TC_REF_DEFINITION, i, look_in_root, &parts);
    parts.by_names = parts.named;
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        parts.named = false;
        tc_part_roots(model, TC_REF_INDICATOR, i, look_in_root, &parts);
        checker->whole[i] =
            !checker->sema->broken || (checker->sema->data_whole && !parts.named &&
                                       !(model->indicators[i].head->flags & TC_FLAG_BROKEN));
    }
}
