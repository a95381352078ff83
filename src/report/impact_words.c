/* Words of an impact. See impact_internal.h. */
#include "report/impact_internal.h"

#include <string.h>
#include "base/number.h"
#include "report/ranks.h"

/* --- answers ---------------------------------------------------------------------------------- */

static const struct {
    TcMsg word, verdict;
    const char *id, *verdict_id;
} cans[TC_CAN_GRADE] = {
    [TC_CAN_OUTSIDE] = {TC_MSG_IMPACT_OUTSIDE, TC_MSG_IMPACT_OUTSIDE, "outside", "outside"},
    [TC_CAN_YES] = {TC_MSG_MET, TC_MSG_ELIGIBLE, "met", "eligible"},
    [TC_CAN_NO] = {TC_MSG_NOT_MET, TC_MSG_NOT_ELIGIBLE, "not_met", "not_eligible"},
    [TC_CAN_NOT_APPLICABLE] = {TC_MSG_NOT_APPLICABLE, TC_MSG_NOT_APPLICABLE, "not_applicable",
                               "not_applicable"},
    [TC_CAN_OPEN] = {TC_MSG_IMPACT_OPEN, TC_MSG_VERDICT_OPEN, "open", "open"},
    [TC_CAN_SCORED] = {TC_MSG_SCORED, TC_MSG_SCORED, "scored", "scored"},
};

const char *tc_impact_can_word(const TcImpactPage *page, uint32_t answer, uint32_t can)
{
    const TcRefKind kind = tc_impact_answer(page->impact, answer)->kind;
    if (can >= TC_CAN_GRADE)
        return g_ptr_array_index(page->impact->labels, can - TC_CAN_GRADE);
    if (kind == TC_REF_GRADE && can == TC_CAN_OPEN)
        return tc_msg(page->lang, TC_MSG_GRADE_OPEN);
    return tc_msg(page->lang, kind == TC_REF_VERDICT ? cans[can].verdict : cans[can].word);
}

const char *tc_impact_can_id(const TcImpact *impact, uint32_t answer, uint32_t can)
{
    const TcRefKind kind = tc_impact_answer(impact, answer)->kind;
    if (can >= TC_CAN_GRADE)
        return g_ptr_array_index(impact->labels, can - TC_CAN_GRADE);
    if (kind == TC_REF_GRADE && can == TC_CAN_OPEN)
        return NULL;
    return kind == TC_REF_VERDICT ? cans[can].verdict_id : cans[can].id;
}

char *tc_impact_answer_name(const TcImpactPage *page, uint32_t answer)
{
    const TcImpactAnswer *of = tc_impact_answer(page->impact, answer);
    const TcMsg name = of->kind == TC_REF_VERDICT ? TC_MSG_IMPACT_VERDICT
                       : of->kind == TC_REF_GRADE ? TC_MSG_IMPACT_GRADE
                                                  : TC_MSG_HEAD_INDICATOR_OF;
    return tc_msg_format(page->lang, name, of->code, NULL);
}

TcMsg tc_impact_kind_word(const TcImpactAnswer *answer)
{
    return answer->kind == TC_REF_VERDICT ? TC_MSG_HEAD_VERDICT
           : answer->kind == TC_REF_GRADE ? TC_MSG_HEAD_GRADE
                                          : TC_MSG_HEAD_INDICATOR;
}

/* --- clauses ---------------------------------------------------------------------------------- */

char *tc_impact_clause_name(const TcImpactPage *page, uint32_t clause)
{
    g_autofree char *number = g_strdup_printf("%u", clause + 1);
    return tc_msg_format(page->lang,
                         tc_between_amends(page->impact->between) ? TC_MSG_IMPACT_CLAUSE
                                                                  : TC_MSG_IMPACT_CHANGE,
                         number, NULL);
}

char *tc_impact_clause_words(const TcImpactPage *page, uint32_t clause)
{
    static const TcMsg words[] = {
        [TC_CLAUSE_BEGINS] = TC_MSG_IMPACT_BEGINS,   [TC_CLAUSE_ENDS] = TC_MSG_IMPACT_ENDS,
        [TC_CLAUSE_CHANGED] = TC_MSG_IMPACT_CHANGED, [TC_CLAUSE_ADDED] = TC_MSG_IMPACT_ADDED,
        [TC_CLAUSE_REMOVED] = TC_MSG_IMPACT_REMOVED, [TC_CLAUSE_REST] = TC_MSG_IMPACT_REST};
    const TcClauseBetween *of = tc_between_clause(page->impact->between, clause);
    return tc_msg_format(page->lang, words[of->kind], of->words, NULL);
}

char *tc_impact_clause_line(const TcImpactPage *page, uint32_t index)
{
    const TcClauseBetween *clause = tc_between_clause(page->impact->between, index);
    const TcSpan *place = &clause->place;
    g_autofree char *name = tc_impact_clause_name(page, index);
    g_autofree char *words = tc_impact_clause_words(page, index);
    g_autofree char *line =
        g_strdup_printf("%u", tc_source_place(place->source, place->start).line);
    return tc_msg_format(page->lang, TC_MSG_IMPACT_CLAUSE_LINE, name, words,
                         tc_source_name(place->source), line,
                         clause->idle ? tc_msg(page->lang, TC_MSG_IMPACT_IDLE) : "", NULL);
}

char *tc_impact_set_words(const TcImpactPage *page, TcClauses set)
{
    g_autoptr(GString) words = g_string_new(NULL);
    for (uint32_t i = 0; i < tc_between_n(page->impact->between); i++) {
        if (!(set >> i & 1))
            continue;
        g_autofree char *name = tc_impact_clause_name(page, i);
        const bool last = !(set >> i >> 1);
        const char *mark = words->len == 0 ? ""
                           : last          ? tc_msg(page->lang, TC_MSG_IMPACT_AND)
                                           : ", ";
        g_string_append_printf(words, "%s%s", mark, name);
    }
    return g_strdup(words->str);
}

static bool is_single(TcClauses set)
{
    return !(set & (set - 1));
}

/* A set in a sentence: several clauses act together. */
static char *together(const TcImpactPage *page, TcClauses set)
{
    char *names = tc_impact_set_words(page, set);
    if (is_single(set))
        return names;
    char *words = tc_msg_format(page->lang, TC_MSG_IMPACT_TOGETHER, names, NULL);
    g_free(names);
    return words;
}

static char *alternatives(const TcImpactPage *page, const TcCause *cause, bool *singles)
{
    g_autoptr(GString) words = g_string_new(NULL);
    *singles = true;
    for (uint32_t i = 0; i < cause->n; i++)
        *singles &= is_single(cause->sets[i]);
    for (uint32_t i = 0; i < cause->n; i++) {
        g_autofree char *set = together(page, cause->sets[i]);
        const TcMsg mark = *singles ? TC_MSG_IMPACT_OR : TC_MSG_IMPACT_OR_ELSE;
        g_string_append_printf(words, "%s%s", i == 0 ? "" : tc_msg(page->lang, mark), set);
    }
    return g_strdup(words->str);
}

char *tc_impact_cause_clauses(const TcImpactPage *page, uint32_t index)
{
    const TcCause *cause = tc_impact_cause(page->impact, index);
    bool singles;
    if (cause->n == 0 || (cause->n == 1 && cause->sets[0] == 0))
        return cause->partial ? g_strdup(tc_msg(page->lang, TC_MSG_IMPACT_MANY)) : NULL;
    g_autofree char *sets = alternatives(page, cause, &singles);
    if (cause->n == 1 && !cause->partial)
        return g_steal_pointer(&sets);
    const TcMsg words =
        cause->partial ? cause->n == 1 ? TC_MSG_IMPACT_MANY_NEEDED : TC_MSG_IMPACT_MANY_ALONE
        : singles && tc_between_amends(page->impact->between) ? TC_MSG_IMPACT_BY_EITHER
                                                              : TC_MSG_IMPACT_BY_ANY;
    return tc_msg_format(page->lang, words, sets, NULL);
}

char *tc_impact_cause_words(const TcImpactPage *page, uint32_t index)
{
    g_autofree char *clauses = tc_impact_cause_clauses(page, index);
    return clauses ? tc_msg_format(page->lang, TC_MSG_IMPACT_BY, clauses, NULL)
                   : g_strdup(tc_msg(page->lang, TC_MSG_IMPACT_NO_CLAUSE));
}

/* --- sums ------------------------------------------------------------------------------------- */

static int direction(const TcImpactTurn *turn)
{
    return turn->before == TC_CAN_YES && turn->after == TC_CAN_NO   ? 0
           : turn->before == TC_CAN_NO && turn->after == TC_CAN_YES ? 1
                                                                    : 2;
}

static int by_direction(const void *a, const void *b)
{
    const TcTurnCount *x = a, *y = b;
    const int order[] = {direction(&x->turn) - direction(&y->turn),
                         (int)x->turn.before - (int)y->turn.before,
                         (int)x->turn.after - (int)y->turn.after, (y->n > x->n) - (y->n < x->n),
                         (int)x->turn.cause - (int)y->turn.cause};
    for (size_t i = 0; i < G_N_ELEMENTS(order); i++)
        if (order[i] != 0)
            return order[i];
    return 0;
}

GArray *tc_impact_turns_of(const TcImpact *impact, uint32_t answer)
{
    GArray *turns = g_array_new(FALSE, FALSE, sizeof(TcTurnCount));
    for (guint i = 0; i < impact->counts->len; i++) {
        const TcTurnCount *count = &g_array_index(impact->counts, TcTurnCount, i);
        if (count->turn.answer == answer)
            g_array_append_vals(turns, count, 1);
    }
    g_array_sort(turns, by_direction);
    return turns;
}

uint64_t tc_impact_had(const TcImpact *impact, const TcImpactSums *sums, uint32_t answer, int side,
                       uint32_t can)
{
    uint64_t n = 0;
    for (uint32_t other = 0; other < impact->n_can; other++)
        n += side == 0 ? tc_impact_count(impact, sums, answer, can, other)
                       : tc_impact_count(impact, sums, answer, other, can);
    return n;
}

static uint64_t stayed(const TcImpact *impact, const TcImpactSums *sums, uint32_t answer)
{
    return tc_impact_count(impact, sums, answer, TC_CAN_YES, TC_CAN_YES);
}

uint64_t tc_impact_gained(const TcImpact *impact, const TcImpactSums *sums, uint32_t answer)
{
    return tc_impact_had(impact, sums, answer, 1, TC_CAN_YES) - stayed(impact, sums, answer);
}

uint64_t tc_impact_lost(const TcImpact *impact, const TcImpactSums *sums, uint32_t answer)
{
    return tc_impact_had(impact, sums, answer, 0, TC_CAN_YES) - stayed(impact, sums, answer);
}

bool tc_impact_has_parents(const TcImpact *impact)
{
    return impact->parents->len > 1;
}

bool tc_impact_concludes(const TcImpact *impact)
{
    for (guint i = 0; i < impact->answers->len; i++) {
        const TcImpactAnswer *answer = tc_impact_answer(impact, i);
        if (answer->kind != TC_REF_INDICATOR && tc_impact_can_turn(answer))
            return true;
    }
    return false;
}

bool tc_impact_indicators_turn(const TcImpact *impact)
{
    for (guint i = 0; i < impact->counts->len; i++) {
        const TcTurnCount *count = &g_array_index(impact->counts, TcTurnCount, i);
        if (tc_impact_answer(impact, count->turn.answer)->kind == TC_REF_INDICATOR)
            return true;
    }
    return false;
}

char *tc_impact_mean_change(const TcImpactPage *page)
{
    enum { DECIMALS = 2 };
    const TcImpact *impact = page->impact;
    const uint64_t n = impact->n_more + impact->n_less + impact->n_same;
    mpq_t mean, count;
    if (n == 0)
        return NULL;
    mpq_inits(mean, count, NULL);
    mpq_set_ui(count, n, 1);
    mpq_div(mean, impact->gained, count);
    g_autofree char *text = tc_number_brief(mean, DECIMALS, page->lang);
    char *told = g_strconcat(mpq_sgn(mean) > 0 ? "+" : "", text, NULL);
    mpq_clears(mean, count, NULL);
    return told;
}

/* --- units ------------------------------------------------------------------------------------ */

char *tc_impact_points(const TcImpactPage *page, const TcImpactUnit *unit, int side)
{
    const TcModel *model = unit->results[side]->model;
    if (!tc_impact_scores(page->impact) || !tc_model_has_points(model))
        return NULL;
    char *text =
        tc_figures_points(page->figures[side], &unit->results[side]->total, unit->rows[side]);
    return text;
}

char *tc_impact_rank(const TcImpactPage *page, const TcImpactUnit *unit, int side)
{
    const TcModel *model = unit->results[side]->model;
    return model->n_rankings == 0
               ? NULL
               : tc_rank_words(unit->results[side], unit->rows[side], 0, page->lang);
}

bool tc_impact_differs(const TcImpactPage *page, const TcImpactUnit *unit, TcImpactFigure figure)
{
    g_autofree char *before = figure(page, unit, 0), *after = figure(page, unit, 1);
    return g_strcmp0(before, after) != 0;
}

TcImpactFate tc_impact_fate(const TcImpact *impact, uint32_t index)
{
    const TcImpactAnswer *answer = tc_impact_answer(impact, index);
    bool amended = false;
    if (!tc_impact_can_turn(answer))
        return answer->before == TC_NO_PART ? TC_FATE_NEW : TC_FATE_REPEALED;
    for (uint32_t i = 0; i < tc_between_n(impact->between); i++)
        amended |=
            g_hash_table_contains(tc_between_clause(impact->between, i)->touched, answer->key);
    return amended ? TC_FATE_AMENDED : TC_FATE_KEPT;
}

static void free_told(void *data)
{
    TcImpactTold *told = data;
    for (int side = 0; side < 2; side++) {
        g_free(told->points[side]);
        g_free(told->ranks[side]);
    }
    g_free(told->code);
    g_free(told->name);
    g_free(told->parent);
    g_free(told->turns);
    g_ptr_array_unref(told->near);
    g_free(told);
}

void tc_impact_page_init(TcImpactPage *page, const TcImpact *impact, const char *const names[2],
                         const TcRun runs[2], TcLang lang, TcFiguresFor purpose)
{
    *page = (TcImpactPage){.impact = impact, .lang = lang, .explained = runs[1]};
    for (int side = 0; side < 2; side++) {
        page->names[side] = names[side];
        page->figures[side] =
            tc_figures_new(tc_program_model(impact->programs[side]), &runs[side], lang, purpose);
    }
    page->summary = tc_summary_new(tc_program_model(impact->programs[1]));
    page->told = g_ptr_array_new_with_free_func(free_told);
}

void tc_impact_page_clear(TcImpactPage *page)
{
    tc_figures_free(page->figures[0]);
    tc_figures_free(page->figures[1]);
    tc_summary_free(page->summary);
    tc_explain_kit_free(page->kit);
    g_clear_pointer(&page->told, g_ptr_array_unref);
}

void tc_impact_tell(TcImpactPage *page, const TcImpactUnit *unit)
{
    tc_summary_add(page->summary, unit->results[1], unit->rows[1]);
    tc_summary_add_source(page->summary, unit->info->source);
    const bool changed = unit->n_turns > 0 || tc_impact_differs(page, unit, tc_impact_points);
    GPtrArray *near = tc_impact_near(page, unit);
    if (!changed && near->len == 0) {
        g_ptr_array_unref(near);
        return;
    }
    TcImpactTold *told = g_new0(TcImpactTold, 1);
    told->code = g_strdup(unit->info->code);
    told->name = g_strdup(unit->info->name);
    told->parent = g_strdup(unit->info->parent);
    told->turns = g_memdup2(unit->turns, unit->n_turns * sizeof *unit->turns);
    told->n_turns = unit->n_turns;
    told->changed = changed;
    told->near = near;
    for (int side = 0; side < 2; side++) {
        told->points[side] = tc_impact_points(page, unit, side);
        told->ranks[side] = tc_impact_rank(page, unit, side);
    }
    g_ptr_array_add(page->told, told);
}
