/* Checks of parts: what an indicator, a conclusion, the head of the set must and must not have. */
#include "sema/checker.h"

#include <string.h>
#include "base/text.h"

/* --- the head --------------------------------------------------------------------------------- */

static void want_clause(TcChecker *checker, TcKeyword keyword)
{
    const TcSema *sema = checker->sema;
    if (!tc_head_clause(sema->set, keyword))
        tc_diag(sema->diags, TC_DIAG_HEAD_WITHOUT, sema->set->at, tc_check_word(checker, keyword),
                NULL);
}

void tc_check_header(TcChecker *checker)
{
    const TcSema *sema = checker->sema;
    const TcModel *model = checker->model;
    if (!sema->set) {
        TcSpan start = {sema->source, 0, 0};
        tc_diag(sema->diags, TC_DIAG_NO_SET, start, NULL);
        return;
    }
    want_clause(checker, TC_KW_ISSUED_WITH);
    want_clause(checker, TC_KW_APPLIES_TO);
    want_clause(checker, TC_KW_IN_FORCE_FROM);
    if (model->has_from && model->has_until && model->in_force_until < model->in_force_from)
        tc_diag(sema->diags, TC_DIAG_FORCE_REVERSED,
                tc_head_clause(sema->set, TC_KW_EXPIRES_ON)->span, NULL);
    if (model->has_from && model->has_signed && model->signed_on > model->in_force_from)
        tc_diag(sema->diags, TC_DIAG_SIGNED_AFTER, tc_head_clause(sema->set, TC_KW_SIGNED_ON)->span,
                NULL);
}

/* One message for all indicators without a place in the law: there may be hundreds. */
void tc_check_sources(TcChecker *checker)
{
    const TcModel *model = checker->model;
    const TcIndicator *first = NULL;
    uint32_t n = 0;
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        if (model->indicators[i].about.laid_down_in)
            continue;
        if (!first)
            first = &model->indicators[i];
        n++;
    }
    g_autofree char *count = g_strdup_printf("%u", n);
    if (n == 1)
        tc_diag(checker->sema->diags, TC_DIAG_NO_SOURCE, first->head->at, first->code, NULL);
    else if (n > 1)
        tc_diag(checker->sema->diags, TC_DIAG_NO_SOURCES, first->head->at, count, first->code,
                NULL);
}

/* --- indicators ------------------------------------------------------------------------------- */

static bool asks_softly(const TcIndicator *indicator)
{
    return indicator->encouraged_at.content || indicator->aiming_at.content;
}

/* That it should be under met when is told then. */
static bool computes_condition(const TcIndicator *indicator)
{
    const TcNode *value = indicator->value;
    return value && value->type && value->type->kind == TC_KIND_BOOL;
}

static bool asks_nothing(const TcIndicator *indicator)
{
    return !indicator->judged && !indicator->points && !asks_softly(indicator) &&
           !indicator->not_scored && !computes_condition(indicator);
}

static bool lacks_value(const TcIndicator *indicator)
{
    return !indicator->value && (indicator->required.content || asks_softly(indicator));
}

static bool asks_twice(const TcIndicator *indicator)
{
    return indicator->required.content && indicator->met_when;
}

static bool lacks_maximum(const TcIndicator *indicator)
{
    return indicator->points && !indicator->max_points;
}

static bool mandatory_scored(const TcIndicator *indicator)
{
    return indicator->mandatory && !indicator->judged && !indicator->encouraged;
}

static bool mandatory_encouraged(const TcIndicator *indicator)
{
    return indicator->mandatory && indicator->encouraged;
}

static bool mandatory_elective(const TcIndicator *indicator)
{
    return indicator->mandatory && indicator->elective;
}

static bool bonus_penalty(const TcIndicator *indicator)
{
    return indicator->bonus && indicator->penalty;
}

/* What is wrong with an indicator, and the clause to point at (the head where there is none). */
static const struct {
    bool (*is)(const TcIndicator *indicator);
    TcDiagCode code;
    TcKeyword clause;
} faults[] = {
    {asks_nothing, TC_DIAG_ASKS_NOTHING, TC_KW_NONE},
    {lacks_value, TC_DIAG_REQUIRED_WITHOUT_VALUE, TC_KW_REQUIRED},
    {asks_twice, TC_DIAG_REQUIRED_AND_MET_WHEN, TC_KW_MET_WHEN},
    {lacks_maximum, TC_DIAG_SCORED_WITHOUT_MAXIMUM, TC_KW_SCORED_AS},
    {mandatory_scored, TC_DIAG_MANDATORY_SCORED, TC_KW_MANDATORY},
    {mandatory_encouraged, TC_DIAG_MANDATORY_ENCOURAGED, TC_KW_MANDATORY},
    {mandatory_elective, TC_DIAG_MANDATORY_ELECTIVE, TC_KW_ELECTIVE},
    {bonus_penalty, TC_DIAG_BONUS_AND_PENALTY, TC_KW_PENALTY},
};

static void check_indicator(TcChecker *checker, const TcIndicator *indicator)
{
    for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
        if (!faults[i].is(indicator) || (faults[i].code == TC_DIAG_REQUIRED_WITHOUT_VALUE &&
                                         tc_check_required_condition(checker, indicator)))
            continue;
        const TcNode *clause = tc_head_clause(indicator->head, faults[i].clause);
        tc_diag(checker->sema->diags, faults[i].code, clause ? clause->at : indicator->head->at,
                indicator->code, NULL);
    }
}

void tc_check_indicators(TcChecker *checker)
{
    for (uint32_t i = 0; i < checker->model->n_indicators; i++)
        check_indicator(checker, &checker->model->indicators[i]);
}

void tc_check_conclusions(TcChecker *checker)
{
    const TcModel *model = checker->model;
    TcDiagList *diags = checker->sema->diags;
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        if (!model->verdicts[i].met_when)
            tc_diag(diags, TC_DIAG_VERDICT_EMPTY, model->verdicts[i].head->at,
                    model->verdicts[i].code, NULL);
    for (uint32_t i = 0; i < model->n_groups; i++)
        if (!model->groups[i].n_indicators && !model->entered_of)
            tc_diag(diags, TC_DIAG_GROUP_EMPTY, model->groups[i].head->at, model->groups[i].code,
                    NULL);
}

/* --- names ------------------------------------------------------------------------------------ */

/* Columns that only a limit names are used: they hold the others in bounds. */
static void use_limits(TcChecker *checker)
{
    const TcSchema *schema = &checker->model->schema;
    for (uint32_t i = 0; i < schema->n_limits; i++) {
        checker->used[TC_REF_COLUMN][schema->limits[i].small] = true;
        checker->used[TC_REF_COLUMN][schema->limits[i].large] = true;
    }
}

/* Did the version before tell of it, so that no amendment left it unused? */
static bool is_unused_before(const TcDiagList *diags, TcSpan span)
{
    for (unsigned i = 0; i < tc_diag_list_length(diags); i++) {
        const TcDiag *diag = tc_diag_list_get(diags, i);
        if (diag->code == TC_DIAG_NAME_UNUSED && diag->span.source == span.source &&
            diag->span.start == span.start)
            return true;
    }
    return false;
}

/* What was issued with the set and lost its use in an amendment is repealed by one. */
static void report_unused(TcChecker *checker, TcRefKind kind, uint32_t index, const char *name,
                          TcSpan span)
{
    static const TcKeyword sections[] = {[TC_REF_COLUMN] = TC_KW_DATA,
                                         [TC_REF_DEFINITION] = TC_KW_DEFINITIONS,
                                         [TC_REF_PARAMETER] = TC_KW_PARAMETERS};
    const TcSema *sema = checker->sema;
    if (checker->used[kind][index])
        return;
    if (!checker->model->amended_by || tc_outline_put_by(sema->outline, span) > 0)
        tc_diag(sema->diags, TC_DIAG_NAME_UNUSED, span, name, NULL);
    else if (!is_unused_before(sema->diags, span))
        tc_diag(sema->diags, TC_DIAG_NAME_LEFT, span, name, tc_check_word(checker, sections[kind]),
                NULL);
}

void tc_check_unused(TcChecker *checker)
{
    const TcModel *model = checker->model;
    if (tc_diag_has_errors(checker->sema->diags))
        return; /* the name may be the one that a faulty line meant */
    use_limits(checker);
    for (uint32_t i = 0; i < model->schema.n_columns; i++)
        report_unused(checker, TC_REF_COLUMN, i, model->schema.columns[i].name,
                      model->schema.columns[i].span);
    for (uint32_t i = 0; i < model->n_definitions; i++)
        report_unused(checker, TC_REF_DEFINITION, i, model->definitions[i].name,
                      model->definitions[i].let->at);
    for (uint32_t i = 0; i < model->n_parameters; i++)
        report_unused(checker, TC_REF_PARAMETER, i, model->parameters[i].name,
                      model->parameters[i].let->at);
}

/* Where a use of the name has shown it already that is enough. */
static bool is_told(const TcDiagList *diags, TcSpan span)
{
    for (unsigned i = 0; i < tc_diag_list_length(diags); i++) {
        const TcDiag *diag = tc_diag_list_get(diags, i);
        if (diag->code == TC_DIAG_NAME_LOOKALIKE && diag->span.start == span.start)
            return true;
    }
    return false;
}

static void check_letters(TcChecker *checker, const char *text, TcSpan span)
{
    TcDiagList *diags = checker->sema->diags;
    g_autofree char *letter = NULL;
    const char *meant = NULL;
    g_autofree char *plain = text ? tc_text_without_lookalikes(text, &letter, &meant) : NULL;
    if (plain && !is_told(diags, span))
        tc_diag(diags, TC_DIAG_LOOKALIKE, span, text, letter, meant, NULL);
}

void tc_check_lookalikes(TcChecker *checker)
{
    const TcModel *model = checker->model;
    for (uint32_t i = 0; i < model->schema.n_columns; i++)
        check_letters(checker, model->schema.columns[i].name, model->schema.columns[i].span);
    for (uint32_t i = 0; i < model->n_definitions; i++)
        check_letters(checker, model->definitions[i].name, model->definitions[i].let->at);
    for (uint32_t i = 0; i < model->n_parameters; i++)
        check_letters(checker, model->parameters[i].name, model->parameters[i].let->at);
    for (uint32_t i = 0; i < model->n_indicators; i++)
        check_letters(checker, model->indicators[i].code, model->indicators[i].head->at);
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        check_letters(checker, model->verdicts[i].code, model->verdicts[i].head->at);
    for (uint32_t i = 0; i < model->n_grades; i++)
        check_letters(checker, model->grades[i].code, model->grades[i].head->at);
    for (uint32_t i = 0; i < model->n_rankings; i++)
        check_letters(checker, model->rankings[i].code, model->rankings[i].head->at);
}

/* --- parameters ------------------------------------------------------------------------------- */

const TcNode *tc_check_varies(const TcNode *node)
{
    TcRefKind kind = node->ref.kind;
    if (kind == TC_REF_COLUMN || kind == TC_REF_DEFINITION ||
        (kind >= TC_REF_SET && kind <= TC_REF_GRADE))
        return node;
    for (uint32_t i = 0; i < node->n; i++) {
        const TcNode *found = tc_check_varies(node->items[i]);
        if (found)
            return found;
    }
    return NULL;
}

void tc_check_parameters(TcChecker *checker)
{
    const TcModel *model = checker->model;
    for (uint32_t i = 0; i < model->n_parameters; i++) {
        const TcNode *found =
            model->parameters[i].value ? tc_check_varies(model->parameters[i].value) : NULL;
        if (found)
            tc_diag(checker->sema->diags, TC_DIAG_PARAMETER_NOT_CONSTANT, found->span, NULL);
    }
}
