/* Pass 1: the tree of a file becomes the arrays of a model.
 *
 * Before: a tree of heads with their clauses, in any order. After: every part stands in its array
 * in the decision's order, its clauses in its fields, its name or code in the tables; what does not
 * fit (a clause under the wrong head, a clause twice, a part that asks nothing) is reported.
 * Clauses are collect_clauses.c, columns columns.c, stated counts counts.c. */
#include "sema/collect.h"
#include "sema/sema.h"

#include <string.h>
#include "sema/words.h"

typedef struct {
    TcSema *sema;
    GArray *parts[TC_REF_RANKING + 1]; /* by TcRefKind: arrays of the model's structs */
    GArray *columns, *pending, *checks;
    uint32_t group, criterion; /* those that stand open */
} Collector;

/* --- heads ------------------------------------------------------------------------------------ */

static const char *head_code(const TcNode *head)
{
    return head->text ? head->text : "";
}

static uint32_t next_index(const Collector *collector, TcRefKind kind)
{
    return collector->parts[kind]->len;
}

static void declare_code(Collector *collector, TcRefKind kind, const TcNode *head)
{
    if (head->text && *head->text)
        tc_sema_declare_code(collector->sema, head->text, kind, next_index(collector, kind),
                             head->at);
}

static void want_title(Collector *collector, const TcNode *head, const char *title)
{
    if (title && *title)
        return;
    TcSema *sema = collector->sema;
    g_autofree char *kind = tc_words_capital(tc_keyword_name((TcKeyword)head->sub, sema->said));
    tc_diag(sema->diags, TC_DIAG_NO_TITLE, head->at, kind, head_code(head), NULL);
}

/* Parts and verdicts are called by their codes in every output. */
static void want_code(Collector *collector, const TcNode *head, const char *example)
{
    if (*head_code(head))
        return;
    TcSema *sema = collector->sema;
    const char *written = tc_keyword_name((TcKeyword)head->sub, sema->model->lang);
    g_autofree char *kind = tc_words_capital(tc_keyword_name((TcKeyword)head->sub, sema->said));
    tc_diag(sema->diags, TC_DIAG_NO_CODE, head->at, kind, written, example, NULL);
}

static void read_set(Collector *collector, const TcNode *head)
{
    TcSema *sema = collector->sema;
    TcModel *model = sema->model;
    if (sema->set) {
        TcDiag *diag = tc_diag(sema->diags, TC_DIAG_SET_TWICE, head->at, NULL);
        tc_diag_label(diag, sema->set->at, tc_msg(sema->said, TC_MSG_FIRST_PLACE));
        return;
    }
    sema->set = head;
    model->code = head_code(head);
    model->plan = head->sub == TC_KW_PLAN;
    tc_collect_clauses(sema, head, TC_REF_SET, model, &model->about);
    want_title(collector, head, model->title);
    tc_sema_declare_code(sema, model->code, TC_REF_SET, 0, head->at);
}

/* A group or a criterion: both are TcGroup and both open a run of indicators. */
static void read_group(Collector *collector, const TcNode *head)
{
    bool is_group = head->sub == TC_KW_GROUP;
    TcRefKind kind = is_group ? TC_REF_GROUP : TC_REF_CRITERION;
    TcGroup group = {.head = head, .code = head_code(head), .group = TC_NO_PART};
    if (!is_group)
        group.group = collector->group;
    want_code(collector, head, "1");
    tc_collect_clauses(collector->sema, head, kind, &group, &group.about);
    want_title(collector, head, group.title);
    declare_code(collector, kind, head);
    collector->criterion = is_group ? TC_NO_PART : next_index(collector, kind);
    if (is_group)
        collector->group = next_index(collector, kind);
    g_array_append_val(collector->parts[kind], group);
}

/* What the clauses together make of the indicator. */
static void settle_indicator(TcIndicator *indicator)
{
    bool soft = indicator->encouraged_at.content || indicator->aiming_at.content;
    indicator->judged = indicator->required.content || indicator->met_when;
    indicator->evidence = indicator->about.evidence || indicator->about.appraised_by;
    if (soft && !indicator->judged && !indicator->max_points)
        indicator->encouraged = true;
}

static void read_indicator(Collector *collector, const TcNode *head)
{
    TcIndicator indicator = {.head = head,
                             .code = head_code(head),
                             .group = collector->group,
                             .criterion = collector->criterion};
    want_code(collector, head, "1.1");
    tc_collect_clauses(collector->sema, head, TC_REF_INDICATOR, &indicator, &indicator.about);
    want_title(collector, head, indicator.title);
    settle_indicator(&indicator);
    declare_code(collector, TC_REF_INDICATOR, head);
    g_array_append_val(collector->parts[TC_REF_INDICATOR], indicator);
}

static void read_verdict(Collector *collector, const TcNode *head)
{
    want_code(collector, head, "DDK");
    TcVerdict verdict = {.head = head, .code = head_code(head)};
    tc_collect_clauses(collector->sema, head, TC_REF_VERDICT, &verdict, &verdict.about);
    declare_code(collector, TC_REF_VERDICT, head);
    g_array_append_val(collector->parts[TC_REF_VERDICT], verdict);
}

static void read_grade(Collector *collector, const TcNode *head)
{
    TcGrade grade = {.head = head, .code = head_code(head)};
    tc_collect_clauses(collector->sema, head, TC_REF_GRADE, &grade, &grade.about);
    declare_code(collector, TC_REF_GRADE, head);
    g_array_append_val(collector->parts[TC_REF_GRADE], grade);
}

static void read_ranking(Collector *collector, const TcNode *head)
{
    TcRanking ranking = {.head = head, .code = head_code(head)};
    tc_collect_clauses(collector->sema, head, TC_REF_RANKING, &ranking, &ranking.about);
    declare_code(collector, TC_REF_RANKING, head);
    g_array_append_val(collector->parts[TC_REF_RANKING], ranking);
}

static void refuse_clauses(Collector *collector, const TcNode *head)
{
    for (uint32_t i = 0; i < head->n; i++)
        if (head->items[i]->kind == TC_NODE_CLAUSE)
            tc_collect_refuse(collector->sema, head->items[i], (TcKeyword)head->sub);
}

static void read_lets(Collector *collector, const TcNode *head)
{
    TcRefKind kind = head->sub == TC_KW_PARAMETERS ? TC_REF_PARAMETER : TC_REF_DEFINITION;
    for (uint32_t i = 0; i < head->n; i++) {
        const TcNode *node = head->items[i];
        if (node->kind != TC_NODE_LET || !node->text)
            continue;
        TcLet let = {.let = node, .name = node->text, .value = node->n ? node->items[0] : NULL};
        tc_sema_declare(collector->sema, let.name, kind, next_index(collector, kind), node->at);
        g_array_append_val(collector->parts[kind], let);
    }
    refuse_clauses(collector, head);
}

/* A column that could not be read stands there as a name without a value. */
static void read_columns(Collector *collector, const TcNode *head)
{
    tc_collect_columns(collector->sema, head, collector->columns, collector->pending,
                       collector->checks);
    read_lets(collector, head);
}

static void read_checks(Collector *collector, const TcNode *head)
{
    for (uint32_t i = 0; i < head->n; i++) {
        const TcNode *node = head->items[i];
        if (node->kind != TC_NODE_CHECK || !node->n)
            continue;
        TcDataCheck check = {.condition = node->items[0],
                             .message = node->n > 1 ? node->items[1]->text : NULL,
                             .column = TC_NO_PART,
                             .words = node->items[0]->span};
        g_array_append_val(collector->checks, check);
    }
    refuse_clauses(collector, head);
}

static const struct {
    TcKeyword keyword;
    void (*read)(Collector *collector, const TcNode *head);
} heads[] = {
    {TC_KW_SET, read_set},
    {TC_KW_PLAN, read_set},
    {TC_KW_GROUP, read_group},
    {TC_KW_CRITERION, read_group},
    {TC_KW_INDICATOR, read_indicator},
    {TC_KW_VERDICT, read_verdict},
    {TC_KW_GRADE, read_grade},
    {TC_KW_RANKING, read_ranking},
    {TC_KW_DATA, read_columns},
    {TC_KW_DEFINITIONS, read_lets},
    {TC_KW_PARAMETERS, read_lets},
    {TC_KW_DATA_CHECK, read_checks},
};

static void read_head(Collector *collector, const TcNode *head)
{
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
        if (head->kind == TC_NODE_HEAD && heads[i].keyword == head->sub)
            heads[i].read(collector, head);
}

/* --- handing over ----------------------------------------------------------------------------- */

/* Copies @from into the arena and frees it. */
static void *settle(TcArena *arena, GArray *from, uint32_t *n)
{
    size_t bytes = (size_t)from->len * g_array_get_element_size(from);
    void *items = tc_arena_alloc(arena, bytes);
    if (bytes)
        memcpy(items, from->data, bytes);
    *n = from->len;
    g_array_free(from, TRUE);
    return items;
}

static void clear_column(void *data)
{
    TcColumnSpec *column = data;
    mpq_clear(column->low);
    mpq_clear(column->high);
}

static void hand_over_schema(Collector *collector)
{
    TcArena *arena = collector->sema->arena;
    TcSchema *schema = &collector->sema->model->schema;
    GArray *limits = g_array_new(FALSE, TRUE, sizeof(TcColumnLimit));
    tc_collect_limits(collector->sema, collector->pending, collector->columns, limits,
                      collector->checks);
    g_array_free(collector->pending, TRUE);
    schema->limits = settle(arena, limits, &schema->n_limits);
    schema->columns = settle(arena, collector->columns, &schema->n_columns);
    for (uint32_t i = 0; i < schema->n_columns; i++)
        tc_arena_defer(arena, clear_column, &schema->columns[i]);
}

static void hand_over(Collector *collector)
{
    TcModel *model = collector->sema->model;
    TcArena *arena = collector->sema->arena;
    GArray **parts = collector->parts;
    model->definitions = settle(arena, parts[TC_REF_DEFINITION], &model->n_definitions);
    model->parameters = settle(arena, parts[TC_REF_PARAMETER], &model->n_parameters);
    model->groups = settle(arena, parts[TC_REF_GROUP], &model->n_groups);
    model->criteria = settle(arena, parts[TC_REF_CRITERION], &model->n_criteria);
    model->indicators = settle(arena, parts[TC_REF_INDICATOR], &model->n_indicators);
    model->verdicts = settle(arena, parts[TC_REF_VERDICT], &model->n_verdicts);
    model->grades = settle(arena, parts[TC_REF_GRADE], &model->n_grades);
    model->rankings = settle(arena, parts[TC_REF_RANKING], &model->n_rankings);
    hand_over_schema(collector);
    model->checks = settle(arena, collector->checks, &model->n_checks);
}

/* Gives each group its indicators: count, allot, fill. @of tells an indicator's group. */
static void fill_groups(TcModel *model, TcGroup *groups, uint32_t n, size_t of)
{
    for (int filling = 0; filling < 2; filling++) {
        for (uint32_t g = 0; g < n && filling; g++) {
            groups[g].indicators =
                tc_arena_alloc(model->arena, sizeof *groups[g].indicators * groups[g].n_indicators);
            groups[g].n_indicators = 0;
        }
        for (uint32_t i = 0; i < model->n_indicators; i++) {
            uint32_t g = *(uint32_t *)(void *)((char *)&model->indicators[i] + of);
            if (g == TC_NO_PART)
                continue;
            if (filling)
                groups[g].indicators[groups[g].n_indicators] = i;
            groups[g].n_indicators++;
        }
    }
}

static void list_codes(TcModel *model)
{
    TcSchema *schema = &model->schema;
    schema->codes = tc_arena_alloc(model->arena, sizeof *schema->codes * model->n_indicators);
    schema->appraised =
        tc_arena_alloc(model->arena, sizeof *schema->appraised * model->n_indicators);
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        TcIndicator *indicator = &model->indicators[i];
        indicator->appraisal = TC_NO_PART;
        if (indicator->code)
            schema->codes[schema->n_codes++] = indicator->code;
        if (!indicator->evidence)
            continue;
        indicator->appraisal = tc_schema_width(schema);
        schema->appraised[schema->n_appraised++] = indicator->code;
    }
}

static void collector_init(Collector *collector, TcSema *sema)
{
    static const size_t sizes[TC_REF_RANKING + 1] = {
        [TC_REF_DEFINITION] = sizeof(TcLet),      [TC_REF_PARAMETER] = sizeof(TcLet),
        [TC_REF_GROUP] = sizeof(TcGroup),         [TC_REF_CRITERION] = sizeof(TcGroup),
        [TC_REF_INDICATOR] = sizeof(TcIndicator), [TC_REF_VERDICT] = sizeof(TcVerdict),
        [TC_REF_GRADE] = sizeof(TcGrade),         [TC_REF_RANKING] = sizeof(TcRanking),
    };
    *collector = (Collector){.sema = sema, .group = TC_NO_PART, .criterion = TC_NO_PART};
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++)
        if (sizes[i])
            collector->parts[i] = g_array_new(FALSE, TRUE, (guint)sizes[i]);
    collector->columns = g_array_new(FALSE, TRUE, sizeof(TcColumnSpec));
    collector->pending = g_array_new(FALSE, TRUE, sizeof(TcPendingLimit));
    collector->checks = g_array_new(FALSE, TRUE, sizeof(TcDataCheck));
}

void tc_collect(TcSema *sema)
{
    Collector collector;
    TcModel *model = sema->model;
    collector_init(&collector, sema);
    for (uint32_t i = 0; i < sema->tree->n; i++)
        read_head(&collector, sema->tree->items[i]);
    hand_over(&collector);
    fill_groups(model, model->groups, model->n_groups, offsetof(TcIndicator, group));
    fill_groups(model, model->criteria, model->n_criteria, offsetof(TcIndicator, criterion));
    list_codes(model);
    tc_collect_counts(sema);
}
