/* Part of pass 1: the clauses of one head go to the fields of its struct.
 *
 * Which clause belongs under which head, whether it may stand there several times and where its
 * content goes is the table `clauses`. A new clause of a kind that is known is one row. */
#include "sema/collect.h"
#include "sema/sema.h"

#include <string.h>
#include "data/unit_name.h"

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
typedef void Store(TcSema *sema, Part *part, const TcNode *clause, const ClauseRow *row);

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
static void store_text(TcSema *sema, Part *part, const TcNode *clause, const ClauseRow *row)
{
    const char **place = (const char **)(void *)((char *)part->about + row->offset);
    g_autoptr(GString) text = g_string_new(*place);
    for (uint32_t i = 0; i < clause->n; i++)
        if (clause->items[i]->text)
            g_string_append_printf(text, "%s%s", text->len ? "; " : "", clause->items[i]->text);
    *place = tc_arena_strndup(sema->arena, text->str, text->len);
}

/* The clause's texts in one field of the part itself. */
static void store_joined(TcSema *sema, Part *part, const TcNode *clause, const ClauseRow *row)
{
    Part view = {.about = part->fields};
    store_text(sema, &view, clause, row);
}

static void store_title(TcSema *sema, Part *part, const TcNode *clause, const ClauseRow *row)
{
    (void)sema;
    if (clause->n)
        *(const char **)field(part, row) = clause->items[0]->text;
}

static void store_node(TcSema *sema, Part *part, const TcNode *clause, const ClauseRow *row)
{
    (void)sema;
    if (clause->n)
        *(const TcNode **)field(part, row) = clause->items[0];
}

static void store_flag(TcSema *sema, Part *part, const TcNode *clause, const ClauseRow *row)
{
    (void)sema;
    (void)clause;
    *(bool *)field(part, row) = true;
}

static void store_requirement(TcSema *sema, Part *part, const TcNode *clause, const ClauseRow *row)
{
    TcRequirement *requirement = field(part, row);
    if (!clause->n)
        return;
    requirement->content = clause->items[0];
    requirement->n_excepts = clause->n - 1;
    requirement->excepts =
        tc_arena_alloc(sema->arena, sizeof *requirement->excepts * (clause->n - 1));
    for (uint32_t i = 1; i < clause->n; i++)
        requirement->excepts[i - 1] = clause->items[i];
}

/* Names begin with a capital, so what does not is meant as a kind. What the units of an indicator
 * are like ("miền núi") is told by tc_check_traits, which knows the columns. */
static void check_unit_word(TcSema *sema, const TcNode *item, const ClauseRow *row)
{
    char *meant;
    if (!tc_unit_list_is_odd(item->text, &meant))
        return;
    g_autofree char *fix = meant;
    if (fix || row->heads != 1u << TC_REF_INDICATOR)
        tc_diag(sema->diags, TC_DIAG_UNIT_KIND, item->span, item->text,
                fix ? fix : tc_msg(sema->said, TC_MSG_UNIT_KINDS), NULL);
}

/* Kinds or units. */
static void store_units(TcSema *sema, Part *part, const TcNode *clause, const ClauseRow *row)
{
    TcUnitList *list = field(part, row);
    list->units = tc_arena_alloc(sema->arena, sizeof *list->units * clause->n);
    for (uint32_t i = 0; i < clause->n; i++) {
        if (!clause->items[i]->text)
            continue;
        check_unit_word(sema, clause->items[i], row);
        tc_unit_list_read(&list->units[list->n++], clause->items[i]->text, sema->arena);
    }
}

static void store_levels(TcSema *sema, Part *part, const TcNode *clause, const ClauseRow *row)
{
    TcModel *model = part->fields;
    (void)row;
    model->levels = tc_arena_alloc(sema->arena, sizeof *model->levels * clause->n);
    for (uint32_t i = 0; i < clause->n; i++)
        if (clause->items[i]->text)
            model->levels[model->n_levels++] = clause->items[i]->text;
}

/* Returns: is there a date? */
static bool read_day(const TcNode *clause, int32_t *day)
{
    if (!clause->n || clause->items[0]->kind != TC_NODE_DATE)
        return false;
    *day = clause->items[0]->day;
    return true;
}

static void store_signed(TcSema *sema, Part *part, const TcNode *clause, const ClauseRow *row)
{
    TcModel *model = part->fields;
    (void)sema;
    (void)row;
    model->has_signed = read_day(clause, &model->signed_on);
}

static void store_from(TcSema *sema, Part *part, const TcNode *clause, const ClauseRow *row)
{
    TcModel *model = part->fields;
    (void)sema;
    (void)row;
    model->has_from = read_day(clause, &model->in_force_from);
}

/* hết hiệu lực từ names the first day out of force. */
static void store_until(TcSema *sema, Part *part, const TcNode *clause, const ClauseRow *row)
{
    TcModel *model = part->fields;
    (void)sema;
    (void)row;
    model->has_until = read_day(clause, &model->in_force_until);
    if (model->has_until)
        model->in_force_until--;
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

static void store_count(TcSema *sema, Part *part, const TcNode *clause, const ClauseRow *row)
{
    if (clause->n)
        *(uint32_t *)field(part, row) = read_count(sema, clause->items[0]);
}

static void store_entered(TcSema *sema, Part *part, const TcNode *clause, const ClauseRow *row)
{
    TcModel *model = part->fields;
    (void)row;
    if (clause->n < 2)
        return;
    model->entered = read_count(sema, clause->items[0]);
    model->entered_of = read_count(sema, clause->items[1]);
}

#define SET                        (1u << TC_REF_SET)
#define GROUPS                     (1u << TC_REF_GROUP | 1u << TC_REF_CRITERION)
#define INDICATOR                  (1u << TC_REF_INDICATOR)
#define VERDICT                    (1u << TC_REF_VERDICT)
#define GRADE                      (1u << TC_REF_GRADE)
#define RANKING                    (1u << TC_REF_RANKING)
#define ALL_PARTS                  (SET | GROUPS | INDICATOR | VERDICT | GRADE | RANKING)
#define ABOUT(field)               store_text, offsetof(TcProvenance, field)
#define OF_INDICATOR(store, field) INDICATOR, false, store, offsetof(TcIndicator, field)

static const ClauseRow clauses[] = {
    {TC_KW_TITLE, SET, false, store_title, offsetof(TcModel, title)},
    {TC_KW_TITLE, GROUPS, false, store_title, offsetof(TcGroup, title)},
    {TC_KW_TITLE, OF_INDICATOR(store_title, title)},
    {TC_KW_TITLE, VERDICT, false, store_title, offsetof(TcVerdict, title)},
    {TC_KW_TITLE, GRADE, false, store_title, offsetof(TcGrade, title)},
    {TC_KW_TITLE, RANKING, false, store_title, offsetof(TcRanking, title)},
    {TC_KW_ISSUED_WITH, SET, false, store_joined, offsetof(TcModel, issued_with)},
#define TC_PROVENANCE(field, keyword, heads, many, told, words)                                    \
    {TC_KW_##keyword, heads, many, ABOUT(field)},
#include "provenance.def"
    {TC_KW_UNIT_OF_MEASURE, INDICATOR, false, ABOUT(unit)},
    {TC_KW_APPLIES_TO, SET, false, store_levels, 0},
    {TC_KW_IN_FORCE_FROM, SET, false, store_from, 0},
    {TC_KW_EXPIRES_ON, SET, false, store_until, 0},
    {TC_KW_SIGNED_ON, SET, false, store_signed, 0},
    {TC_KW_SUPERSEDES, SET, false, store_joined, offsetof(TcModel, supersedes)},
    {TC_KW_ONLY_FOR, SET, false, store_units, offsetof(TcModel, only_for)},
    {TC_KW_ONLY_FOR, OF_INDICATOR(store_units, only_for)},
    {TC_KW_NOT_FOR, OF_INDICATOR(store_units, not_for)},
    {TC_KW_NOT_APPLICABLE_WHEN, OF_INDICATOR(store_node, not_applicable_when)},
    {TC_KW_NOT_APPLICABLE_WHEN, RANKING, false, store_node,
     offsetof(TcRanking, not_applicable_when)},
    {TC_KW_MET_WHEN, OF_INDICATOR(store_node, met_when)},
    {TC_KW_MET_WHEN, VERDICT, false, store_node, offsetof(TcVerdict, met_when)},
    {TC_KW_COMPUTED_AS, OF_INDICATOR(store_node, value)},
    {TC_KW_SCORED_AS, OF_INDICATOR(store_node, points)},
    {TC_KW_SCORED_AS, GRADE, false, store_node, offsetof(TcGrade, content)},
    {TC_KW_SCORED_AS, RANKING, false, store_node, offsetof(TcRanking, by)},
    {TC_KW_LOWEST_FIRST, RANKING, false, store_flag, offsetof(TcRanking, lowest_first)},
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

void tc_collect_refuse(TcSema *sema, const TcNode *clause, TcKeyword head)
{
    const char *name = tc_keyword_name((TcKeyword)clause->sub, sema->model->lang);
    const char *under = tc_keyword_name(head, sema->said);
    tc_diag(sema->diags, TC_DIAG_CLAUSE_PLACE, clause->at, name, under, NULL);
}

static void refuse_second(TcSema *sema, const TcNode *clause, const TcNode *first)
{
    const char *name = tc_keyword_name((TcKeyword)clause->sub, sema->model->lang);
    TcDiag *diag = tc_diag(sema->diags, TC_DIAG_CLAUSE_TWICE, clause->at, name, NULL);
    tc_diag_label(diag, first->at, tc_msg(sema->said, TC_MSG_FIRST_PLACE));
}

static void read_clause(TcSema *sema, Part *part, const TcNode *clause)
{
    const ClauseRow *row = find_row((TcKeyword)clause->sub, part->kind);
    if (!row) {
        tc_collect_refuse(sema, clause, (TcKeyword)part->head->sub);
        return;
    }
    const TcNode **first = &part->first[row - clauses];
    if (*first && !row->many) {
        refuse_second(sema, clause, *first);
        return;
    }
    if (!*first)
        *first = clause;
    row->store(sema, part, clause, row);
}

static void read_part(TcSema *sema, Part *part)
{
    for (uint32_t i = 0; i < part->head->n; i++)
        if (part->head->items[i]->kind == TC_NODE_CLAUSE)
            read_clause(sema, part, part->head->items[i]);
}

void tc_collect_clauses(TcSema *sema, const TcNode *head, TcRefKind kind, void *fields,
                        TcProvenance *about)
{
    Part part = {.head = head, .kind = kind, .fields = fields, .about = about};
    read_part(sema, &part);
}
