/* Pass 1: the tree of a file becomes the arrays of a model.
 *
 * Before: a tree of heads with their clauses, in any order. After: every part stands in its array
 * in the decision's order, its clauses in its fields, its name or code in the tables; what does not
 * fit (a clause under the wrong head, a clause twice, a part that asks nothing) is reported. Which
 * clause belongs under which head, and where its content goes, is the table `clauses`. */
#include "sema/sema.h"

#include <string.h>
#include "base/text.h"

typedef struct {
    TcSema *sema;
    GArray *parts[TC_REF_GRADE + 1]; /* by TcRefKind: arrays of the model's structs */
    GArray *columns, *pending, *checks;
    uint32_t group, criterion; /* those that stand open */
} Collector;

enum { MAX_CLAUSE_ROWS = 64 };

/* A head being read. */
typedef struct {
    const TcNode *head;
    TcRefKind kind;
    void *fields; /* TcModel, TcGroup, TcIndicator … by kind */
    TcProvenance *about;
    const TcNode *first[MAX_CLAUSE_ROWS]; /* by row of `clauses`: the clause that came first */
} Part;

/* --- storing contents ------------------------------------------------------------------------- */

typedef struct ClauseRow ClauseRow;
typedef void Store(Collector *collector, Part *part, const TcNode *clause, const ClauseRow *row);

struct ClauseRow {
    TcKeyword keyword;
    unsigned heads; /* bits 1 << TcRefKind */
    bool many;      /* may stand several times */
    Store *store;
    size_t offset; /* of the field, in the part's struct or in TcProvenance */
};

static void *field(const Part *part, const ClauseRow *row)
{
    return (char *)part->fields + row->offset;
}

/* Appends the clause's texts to a field of the provenance. */
static void store_text(Collector *collector, Part *part, const TcNode *clause, const ClauseRow *row)
{
    const char **place = (const char **)(void *)((char *)part->about + row->offset);
    g_autoptr(GString) text = g_string_new(*place);
    for (uint32_t i = 0; i < clause->n; i++)
        if (clause->items[i]->text)
            g_string_append_printf(text, "%s%s", text->len ? "; " : "", clause->items[i]->text);
    *place = tc_arena_strndup(collector->sema->arena, text->str, text->len);
}

static void store_issued(Collector *collector, Part *part, const TcNode *clause,
                         const ClauseRow *row)
{
    TcProvenance held = {0};
    Part view = {.about = &held};
    ClauseRow first = {.offset = 0};
    (void)row;
    store_text(collector, &view, clause, &first);
    ((TcModel *)part->fields)->issued_with = held.laid_down_in; /* the field at offset 0 */
}

static void store_title(Collector *collector, Part *part, const TcNode *clause,
                        const ClauseRow *row)
{
    (void)collector;
    if (clause->n)
        *(const char **)field(part, row) = clause->items[0]->text;
}

static void store_node(Collector *collector, Part *part, const TcNode *clause, const ClauseRow *row)
{
    (void)collector;
    if (clause->n)
        *(const TcNode **)field(part, row) = clause->items[0];
}

static void store_flag(Collector *collector, Part *part, const TcNode *clause, const ClauseRow *row)
{
    (void)collector;
    (void)clause;
    *(bool *)field(part, row) = true;
}

static void store_requirement(Collector *collector, Part *part, const TcNode *clause,
                              const ClauseRow *row)
{
    TcRequirement *requirement = field(part, row);
    if (!clause->n)
        return;
    requirement->content = clause->items[0];
    requirement->n_excepts = clause->n - 1;
    requirement->excepts =
        tc_arena_alloc(collector->sema->arena, sizeof *requirement->excepts * (clause->n - 1));
    for (uint32_t i = 1; i < clause->n; i++)
        requirement->excepts[i - 1] = clause->items[i];
}

/* Folded keys of a list of kinds or units. */
static const char **read_keys(TcSema *sema, const TcNode *clause, uint32_t *n)
{
    const char **keys = tc_arena_alloc(sema->arena, sizeof *keys * (clause->n + 1));
    *n = 0;
    for (uint32_t i = 0; i < clause->n; i++) {
        const char *text = clause->items[i]->text;
        if (!text)
            continue;
        g_autofree char *key = tc_text_key(text, strlen(text));
        keys[(*n)++] = tc_arena_strndup(sema->arena, key, strlen(key));
    }
    return keys;
}

static void store_only_for(Collector *collector, Part *part, const TcNode *clause,
                           const ClauseRow *row)
{
    TcIndicator *indicator = part->fields;
    (void)row;
    indicator->only_for = read_keys(collector->sema, clause, &indicator->n_only_for);
}

static void store_not_for(Collector *collector, Part *part, const TcNode *clause,
                          const ClauseRow *row)
{
    TcIndicator *indicator = part->fields;
    (void)row;
    indicator->not_for = read_keys(collector->sema, clause, &indicator->n_not_for);
}

static void store_levels(Collector *collector, Part *part, const TcNode *clause,
                         const ClauseRow *row)
{
    TcModel *model = part->fields;
    (void)row;
    model->levels = tc_arena_alloc(collector->sema->arena, sizeof *model->levels * clause->n);
    for (uint32_t i = 0; i < clause->n; i++)
        if (clause->items[i]->text)
            model->levels[model->n_levels++] = clause->items[i]->text;
}

static void store_from(Collector *collector, Part *part, const TcNode *clause, const ClauseRow *row)
{
    TcModel *model = part->fields;
    (void)collector;
    (void)row;
    if (!clause->n || clause->items[0]->kind != TC_NODE_DATE)
        return;
    model->has_from = true;
    model->in_force_from = clause->items[0]->day;
}

/* hết hiệu lực từ names the first day out of force. */
static void store_until(Collector *collector, Part *part, const TcNode *clause,
                        const ClauseRow *row)
{
    TcModel *model = part->fields;
    (void)collector;
    (void)row;
    if (!clause->n || clause->items[0]->kind != TC_NODE_DATE)
        return;
    model->has_until = true;
    model->in_force_until = clause->items[0]->day - 1;
}

/* A whole number small enough to count indicators; else 0, reported. */
static uint32_t read_count(TcSema *sema, const TcNode *node)
{
    if (node->kind != TC_NODE_NUMBER)
        return 0;
    bool whole = node->number && mpz_cmp_ui(mpq_denref(node->number), 1) == 0;
    if (whole && mpz_sgn(mpq_numref(node->number)) >= 0 &&
        mpz_cmp_ui(mpq_numref(node->number), 10000000) < 0)
        return (uint32_t)mpz_get_ui(mpq_numref(node->number));
    tc_diag(sema->diags, TC_DIAG_BAD_COUNT, node->span, NULL);
    return 0;
}

static void store_count(Collector *collector, Part *part, const TcNode *clause,
                        const ClauseRow *row)
{
    if (clause->n)
        *(uint32_t *)field(part, row) = read_count(collector->sema, clause->items[0]);
}

static void store_entered(Collector *collector, Part *part, const TcNode *clause,
                          const ClauseRow *row)
{
    TcModel *model = part->fields;
    (void)row;
    if (clause->n < 2)
        return;
    model->entered = read_count(collector->sema, clause->items[0]);
    model->entered_of = read_count(collector->sema, clause->items[1]);
}

/* Kept in the tree only: nothing reads it yet. */
static void store_nothing(Collector *collector, Part *part, const TcNode *clause,
                          const ClauseRow *row)
{
    (void)collector;
    (void)part;
    (void)clause;
    (void)row;
}

/* --- the table of clauses --------------------------------------------------------------------- */

#define SET                        (1u << TC_REF_SET)
#define GROUPS                     (1u << TC_REF_GROUP | 1u << TC_REF_CRITERION)
#define INDICATOR                  (1u << TC_REF_INDICATOR)
#define VERDICT                    (1u << TC_REF_VERDICT)
#define GRADE                      (1u << TC_REF_GRADE)
#define ALL_PARTS                  (SET | GROUPS | INDICATOR | VERDICT | GRADE)
#define ABOUT(field)               store_text, offsetof(TcProvenance, field)
#define OF_INDICATOR(store, field) INDICATOR, false, store, offsetof(TcIndicator, field)

static const ClauseRow clauses[] = {
    {TC_KW_TITLE, SET, false, store_title, offsetof(TcModel, title)},
    {TC_KW_TITLE, GROUPS, false, store_title, offsetof(TcGroup, title)},
    {TC_KW_TITLE, OF_INDICATOR(store_title, title)},
    {TC_KW_TITLE, VERDICT, false, store_title, offsetof(TcVerdict, title)},
    {TC_KW_TITLE, GRADE, false, store_title, offsetof(TcGrade, title)},
    {TC_KW_ISSUED_WITH, SET, false, store_issued, 0},
    {TC_KW_BASIS, ALL_PARTS, true, ABOUT(basis)},
    {TC_KW_NOTE, ALL_PARTS, true, ABOUT(note)},
    {TC_KW_LAID_DOWN_IN, ALL_PARTS, false, ABOUT(laid_down_in)},
    {TC_KW_VERBATIM, ALL_PARTS, false, ABOUT(verbatim)},
    {TC_KW_EVIDENCE, INDICATOR, true, ABOUT(evidence)},
    {TC_KW_READING, ALL_PARTS, true, ABOUT(reading)},
    {TC_KW_DATA_SOURCE, ALL_PARTS, true, ABOUT(data_source)},
    {TC_KW_APPRAISED_BY, INDICATOR, false, ABOUT(appraised_by)},
    {TC_KW_NOT_CHECKED, ALL_PARTS, true, ABOUT(not_checked)},
    {TC_KW_ASSUMED, ALL_PARTS, true, ABOUT(assumed)},
    {TC_KW_UNIT_OF_MEASURE, INDICATOR, false, ABOUT(unit)},
    {TC_KW_APPLIES_TO, SET, false, store_levels, 0},
    {TC_KW_IN_FORCE_FROM, SET, false, store_from, 0},
    {TC_KW_EXPIRES_ON, SET, false, store_until, 0},
    {TC_KW_SIGNED_ON, SET, false, store_nothing, 0},
    {TC_KW_SUPERSEDES, SET, false, store_nothing, 0},
    {TC_KW_ONLY_FOR, SET, false, store_nothing, 0},
    {TC_KW_ONLY_FOR, INDICATOR, false, store_only_for, 0},
    {TC_KW_NOT_FOR, INDICATOR, false, store_not_for, 0},
    {TC_KW_NOT_APPLICABLE_WHEN, OF_INDICATOR(store_node, not_applicable_when)},
    {TC_KW_MET_WHEN, OF_INDICATOR(store_node, met_when)},
    {TC_KW_MET_WHEN, VERDICT, false, store_node, offsetof(TcVerdict, met_when)},
    {TC_KW_COMPUTED_AS, OF_INDICATOR(store_node, value)},
    {TC_KW_SCORED_AS, OF_INDICATOR(store_node, points)},
    {TC_KW_SCORED_AS, GRADE, false, store_node, offsetof(TcGrade, content)},
    {TC_KW_MAX_POINTS, SET, false, store_node, offsetof(TcModel, max_points)},
    {TC_KW_MAX_POINTS, GROUPS, false, store_node, offsetof(TcGroup, max_points)},
    {TC_KW_MAX_POINTS, OF_INDICATOR(store_node, max_points)},
    {TC_KW_BONUS, OF_INDICATOR(store_flag, bonus)},
    {TC_KW_PENALTY, OF_INDICATOR(store_flag, penalty)},
    {TC_KW_WEIGHT, 1u << TC_REF_GROUP, false, store_node, offsetof(TcGroup, weight)},
    {TC_KW_REQUIRED, OF_INDICATOR(store_requirement, required)},
    {TC_KW_AIMING_AT, OF_INDICATOR(store_requirement, aiming_at)},
    {TC_KW_ENCOURAGED, OF_INDICATOR(store_requirement, encouraged_at)},
    {TC_KW_MANDATORY, OF_INDICATOR(store_flag, mandatory)},
    {TC_KW_ELECTIVE, OF_INDICATOR(store_flag, elective)},
    {TC_KW_ENCOURAGED_FLAG, OF_INDICATOR(store_flag, encouraged)},
    {TC_KW_NOT_SCORED, OF_INDICATOR(store_flag, not_scored)},
    {TC_KW_COMPRISES, SET, false, store_count, offsetof(TcModel, stated_count)},
    {TC_KW_COMPRISES, GROUPS, false, store_count, offsetof(TcGroup, stated_count)},
    {TC_KW_ENTERED, SET, false, store_entered, 0},
};
G_STATIC_ASSERT(G_N_ELEMENTS(clauses) <= MAX_CLAUSE_ROWS);

static const ClauseRow *find_row(TcKeyword keyword, TcRefKind kind)
{
    for (size_t i = 0; i < G_N_ELEMENTS(clauses); i++)
        if (clauses[i].keyword == keyword && clauses[i].heads & 1u << kind)
            return &clauses[i];
    return NULL;
}

static void refuse_place(Collector *collector, const TcNode *clause, TcKeyword head)
{
    const char *name = tc_keyword_name((TcKeyword)clause->sub, collector->sema->said);
    const char *under = tc_keyword_name(head, collector->sema->said);
    tc_diag(collector->sema->diags, TC_DIAG_CLAUSE_PLACE, clause->at, name, under, NULL);
}

static void refuse_second(Collector *collector, const TcNode *clause, const TcNode *first)
{
    TcSema *sema = collector->sema;
    const char *name = tc_keyword_name((TcKeyword)clause->sub, sema->said);
    TcDiag *diag = tc_diag(sema->diags, TC_DIAG_CLAUSE_TWICE, clause->at, name, NULL);
    tc_diag_label(diag, first->at, tc_msg(sema->said, TC_MSG_FIRST_PLACE));
}

static void read_clause(Collector *collector, Part *part, const TcNode *clause)
{
    const ClauseRow *row = find_row((TcKeyword)clause->sub, part->kind);
    if (!row) {
        refuse_place(collector, clause, (TcKeyword)part->head->sub);
        return;
    }
    const TcNode **first = &part->first[row - clauses];
    if (*first && !row->many) {
        refuse_second(collector, clause, *first);
        return;
    }
    if (!*first)
        *first = clause;
    row->store(collector, part, clause, row);
}

static void read_clauses(Collector *collector, Part *part)
{
    for (uint32_t i = 0; i < part->head->n; i++)
        if (part->head->items[i]->kind == TC_NODE_CLAUSE)
            read_clause(collector, part, part->head->items[i]);
}

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
    Part part = {.head = head, .kind = TC_REF_SET, .fields = model, .about = &model->about};
    read_clauses(collector, &part);
    want_title(collector, head, model->title);
    tc_sema_declare_code(sema, model->code, TC_REF_SET, 0, head->at);
}

/* A group or a criterion: both are TcGroup and both open a run of indicators. */
static void read_group(Collector *collector, const TcNode *head)
{
    bool is_group = head->sub == TC_KW_GROUP;
    TcRefKind kind = is_group ? TC_REF_GROUP : TC_REF_CRITERION;
    TcGroup group = {.head = head, .code = head_code(head), .group = TC_NO_PART};
    Part part = {.head = head, .kind = kind, .fields = &group, .about = &group.about};
    if (!is_group)
        group.group = collector->group;
    read_clauses(collector, &part);
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
    Part part = {
        .head = head, .kind = TC_REF_INDICATOR, .fields = &indicator, .about = &indicator.about};
    read_clauses(collector, &part);
    want_title(collector, head, indicator.title);
    settle_indicator(&indicator);
    declare_code(collector, TC_REF_INDICATOR, head);
    g_array_append_val(collector->parts[TC_REF_INDICATOR], indicator);
}

static void read_verdict(Collector *collector, const TcNode *head)
{
    TcVerdict verdict = {.head = head, .code = head_code(head)};
    Part part = {.head = head, .kind = TC_REF_VERDICT, .fields = &verdict, .about = &verdict.about};
    read_clauses(collector, &part);
    declare_code(collector, TC_REF_VERDICT, head);
    g_array_append_val(collector->parts[TC_REF_VERDICT], verdict);
}

static void read_grade(Collector *collector, const TcNode *head)
{
    TcGrade grade = {.head = head, .code = head_code(head)};
    Part part = {.head = head, .kind = TC_REF_GRADE, .fields = &grade, .about = &grade.about};
    read_clauses(collector, &part);
    declare_code(collector, TC_REF_GRADE, head);
    g_array_append_val(collector->parts[TC_REF_GRADE], grade);
}

static void refuse_clauses(Collector *collector, const TcNode *head)
{
    for (uint32_t i = 0; i < head->n; i++)
        if (head->items[i]->kind == TC_NODE_CLAUSE)
            refuse_place(collector, head->items[i], (TcKeyword)head->sub);
}

static void read_columns(Collector *collector, const TcNode *head)
{
    tc_collect_columns(collector->sema, head, collector->columns, collector->pending,
                       collector->checks);
    refuse_clauses(collector, head);
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

static void read_checks(Collector *collector, const TcNode *head)
{
    for (uint32_t i = 0; i < head->n; i++) {
        const TcNode *node = head->items[i];
        if (node->kind != TC_NODE_CHECK || !node->n)
            continue;
        TcDataCheck check = {.condition = node->items[0],
                             .message = node->n > 1 ? node->items[1]->text : NULL};
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

static void list_appraised(TcModel *model)
{
    TcSchema *schema = &model->schema;
    schema->appraised =
        tc_arena_alloc(model->arena, sizeof *schema->appraised * model->n_indicators);
    for (uint32_t i = 0; i < model->n_indicators; i++)
        if (model->indicators[i].evidence)
            schema->appraised[schema->n_appraised++] = model->indicators[i].code;
}

static void collector_init(Collector *collector, TcSema *sema)
{
    static const size_t sizes[TC_REF_GRADE + 1] = {
        [TC_REF_DEFINITION] = sizeof(TcLet),      [TC_REF_PARAMETER] = sizeof(TcLet),
        [TC_REF_GROUP] = sizeof(TcGroup),         [TC_REF_CRITERION] = sizeof(TcGroup),
        [TC_REF_INDICATOR] = sizeof(TcIndicator), [TC_REF_VERDICT] = sizeof(TcVerdict),
        [TC_REF_GRADE] = sizeof(TcGrade),
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
    list_appraised(model);
    tc_collect_counts(sema);
}
