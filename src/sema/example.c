/* The heads of examples become TcExample: their set and day, what is given, what must come out.
 *
 * Before: a model whose own passes are done, with its tables of names and codes. After: every
 * example stands in the list with its expectations bound and typed; mistakes are told, and nothing
 * of the model has changed. */
#include "sema/example.h"

#include <string.h>
#include "base/date.h"
#include "sema/collect.h"
#include "sema/example_internal.h"
#include "sema/roots.h"
#include "sema/words.h"

/* --- what must come out ----------------------------------------------------------------------- */

/* A part whose answer may be open. */
static bool can_be_open(TcRefKind kind)
{
    return kind == TC_REF_INDICATOR || kind == TC_REF_CRITERION || kind == TC_REF_VERDICT ||
           kind == TC_REF_GRADE;
}

void tc_example_expect(TcExampleDraft *draft, TcNode *condition, bool open, TcSpan span,
                       const char *text)
{
    TcSema *sema = draft->sema;
    const TcRoot root = {.owner = TC_REF_VERDICT, .clause = TC_KW_MET_WHEN, .node = condition};
    const TcExpectation expectation = {
        .condition = condition, .open = open, .span = span, .text = text};
    tc_resolve_root(sema, &root);
    if (!open)
        tc_type_alone(sema, &root);
    else if (condition->ref.kind != TC_REF_NONE && !can_be_open(condition->ref.kind))
        tc_diag(sema->diags, TC_DIAG_EXAMPLE_OPEN, span, text, NULL);
    g_array_append_val(draft->expected, expectation);
}

static const char *one_line(TcSema *sema, TcSpan span)
{
    g_autofree char *line = tc_span_line(span);
    return tc_arena_strndup(sema->arena, line, strlen(line));
}

static void read_expectations(TcExampleDraft *draft, const TcNode *clause)
{
    for (uint32_t i = 0; i < clause->n; i++) {
        const TcNode *node = clause->items[i];
        tc_example_expect(draft, node->items[0], node->flags & TC_FLAG_OPEN, node->span,
                          one_line(draft->sema, node->span));
    }
}

/* --- the set and the day ---------------------------------------------------------------------- */

static const TcNode *under(const TcNode *head, TcNodeKind kind)
{
    const TcNode *clause = tc_head_clause(head, TC_KW_UNDER);
    for (uint32_t i = 0; clause && i < clause->n; i++)
        if (clause->items[i]->kind == kind)
            return clause->items[i];
    return NULL;
}

const char *tc_example_set(const TcNode *head, bool *has_day, int32_t *day)
{
    const TcNode *date = under(head, TC_NODE_DATE), *set = under(head, TC_NODE_NAME);
    *has_day = date != NULL;
    *day = date ? date->day : 0;
    return set ? set->text : NULL;
}

static void check_day(const TcExampleDraft *draft)
{
    TcSema *sema = draft->sema;
    const TcModel *model = sema->model;
    const TcNode *date = under(draft->head, TC_NODE_DATE);
    char text[TC_DATE_TEXT];
    if (!date) {
        if (sema->asks_day)
            tc_diag(sema->diags, TC_DIAG_EXAMPLE_NEEDS_DAY, draft->head->at, model->code, NULL);
        return;
    }
    g_autofree char *written = tc_span_text(date->span);
    int32_t day;
    if (tc_date_parse(written, strlen(written), &day) != TC_DATE_OK)
        return; /* told as it was read */
    const bool early = model->has_from && date->day < model->in_force_from;
    const bool late = model->has_until && date->day > model->in_force_until;
    if (early || late)
        tc_diag(
            sema->diags, early ? TC_DIAG_EXAMPLE_EARLY : TC_DIAG_EXAMPLE_LATE, date->span,
            model->code,
            tc_date_format(early ? model->in_force_from : model->in_force_until, sema->said, text),
            NULL);
}

/* Returns: is it the set of the file? */
static bool check_set(const TcExampleDraft *draft)
{
    const TcNode *set = under(draft->head, TC_NODE_NAME);
    if (!set || tc_sema_code(draft->sema, set->text, TC_REF_SET))
        return true;
    if (draft->sema->set)
        tc_diag_edit(tc_diag(draft->sema->diags, TC_DIAG_EXAMPLE_OTHER_SET, set->span, set->text,
                             draft->sema->model->code, NULL),
                     set->span, draft->sema->model->code);
    return false;
}

/* --- heads ------------------------------------------------------------------------------------ */

static void refuse_second(const TcExampleDraft *draft, const TcNode *clause)
{
    const char *name = tc_keyword_name((TcKeyword)clause->sub, draft->sema->model->lang);
    tc_diag(draft->sema->diags, TC_DIAG_CLAUSE_TWICE, clause->at, name, NULL);
}

static void read_clause(TcExampleDraft *draft, const TcNode *clause)
{
    switch (clause->sub) {
    case TC_KW_TITLE:
        draft->common.title = clause->items[0]->text;
        return;
    case TC_KW_UNDER:
        if (clause != tc_head_clause(draft->head, TC_KW_UNDER))
            refuse_second(draft, clause);
        return;
    case TC_KW_GIVEN:
        if (clause->n && draft->table)
            refuse_second(draft, clause);
        else if (clause->n)
            draft->table = clause->items[0];
        return;
    case TC_KW_MUST_GIVE:
        read_expectations(draft, clause);
        return;
    case TC_KW_UNREVIEWED:
        draft->common.unreviewed = true;
        return;
    default:
        tc_collect_refuse(draft->sema, clause, TC_KW_EXAMPLE);
    }
}

static TcNode *name_node(TcSema *sema, const TcNode *given)
{
    TcNode *name = tc_arena_alloc(sema->arena, sizeof *name);
    *name = (TcNode){.kind = TC_NODE_NAME, .span = given->at, .at = given->at, .text = given->text};
    return name;
}

static void read_head(TcExampleDraft *draft, GArray *examples)
{
    const TcNode *head = draft->head;
    draft->errors = tc_diag_count(draft->sema->diags, TC_ERROR);
    if (check_set(draft))
        check_day(draft);
    draft->common.at = head->at;
    draft->common.title = "";
    draft->common.model = draft->sema->model;
    tc_example_set(head, &draft->common.has_day, &draft->common.day);
    for (uint32_t i = 0; i < head->n; i++) {
        TcNode *node = head->items[i];
        if (node->kind == TC_NODE_CLAUSE)
            read_clause(draft, node);
        else if (node->kind == TC_NODE_GIVEN && node->n && node->text)
            tc_example_give(draft, name_node(draft->sema, node), node->items[0]);
    }
    tc_example_rows(draft, examples);
}

void tc_examples(TcSema *sema, TcNode *const *heads, uint32_t n, GArray *examples)
{
    const guint first = examples->len;
    TcHeadings *headings = NULL;
    for (uint32_t i = 0; i < n; i++) {
        const TcNode *head = heads[i];
        if (head->kind != TC_NODE_HEAD || head->sub != TC_KW_EXAMPLE)
            continue;
        if (!headings)
            headings = tc_headings_new(&sema->model->schema);
        TcExampleDraft draft = {.sema = sema,
                                .headings = headings,
                                .head = head,
                                .cells = g_array_new(FALSE, TRUE, sizeof(TcExampleCell)),
                                .expected = g_array_new(FALSE, TRUE, sizeof(TcExpectation))};
        read_head(&draft, examples);
        g_array_free(draft.cells, TRUE);
        g_array_free(draft.expected, TRUE);
    }
    if (headings)
        tc_headings_free(headings);
    if (examples->len > first)
        tc_example_check(sema, examples, first);
}
