/* Checks of choices: gaps, clashes, branches that are never used, scales that fall. */
#include "sema/checker.h"

#include <string.h>

/* A choice as the partition sees it. */
typedef struct {
    const TcNode *node;
    TcGuard *guards;       /* n */
    const TcNode **places; /* n: what to point at */
    TcNode **results;      /* n */
    uint32_t n;
    bool ordered;      /* the first that holds answers: no clash */
    TcNode *otherwise; /* its result, or NULL */
    bool has_otherwise;
    const TcNode *default_place; /* còn lại; NULL: there is none, or it is not known whether */
} Choice;

static void choice_init(Choice *choice, const TcNode *node, bool ordered)
{
    *choice = (Choice){.node = node, .ordered = ordered};
    choice->guards = g_new0(TcGuard, node->n + 1);
    choice->places = g_new0(const TcNode *, node->n + 1);
    choice->results = g_new0(TcNode *, node->n + 1);
}

static void choice_clear(Choice *choice)
{
    g_free(choice->guards);
    g_free(choice->places);
    g_free(choice->results);
}

static void add_guard(Choice *choice, TcGuard guard, const TcNode *place, TcNode *result)
{
    choice->guards[choice->n] = guard;
    choice->places[choice->n] = place;
    choice->results[choice->n++] = result;
}

static void set_otherwise(Choice *choice, const TcNode *place, TcNode *result)
{
    choice->has_otherwise = true;
    choice->default_place = place;
    choice->otherwise = result;
}

/* --- levels ----------------------------------------------------------------------------------- */

/* The numbers that mức yêu cầu can stand for in the indicator at hand. */
typedef struct {
    const TcModel *model;
    GPtrArray *levels; /* mpq_ptr */
} Levels;

static void level_free(void *level)
{
    mpq_clear((mpq_ptr)level);
    g_free(level);
}

static void add_level(TcNode *node, void *data)
{
    Levels *levels = data;
    if (node->kind != TC_NODE_PHRASE)
        return;
    const TcNode *end = node->items[node->items[0]->kind == TC_NODE_NONE ? 1 : 0];
    mpq_ptr level = g_new(__mpq_struct, 1);
    mpq_init(level);
    if (tc_constant(levels->model, end, level))
        g_ptr_array_add(levels->levels, level);
    else
        level_free(level);
}

static GPtrArray *levels_of(const TcChecker *checker)
{
    Levels levels = {checker->model, g_ptr_array_new_with_free_func(level_free)};
    if (checker->root.owner != TC_REF_INDICATOR)
        return levels.levels;
    const TcRequirement *required = &checker->model->indicators[checker->root.index].required;
    if (required->content)
        tc_each_result((TcNode *)required->content, add_level, &levels);
    for (uint32_t i = 0; i < required->n_excepts; i++)
        if (required->excepts[i]->n > 1)
            tc_each_result(required->excepts[i]->items[1], add_level, &levels);
    return levels.levels;
}

static bool names_level(const TcNode *node)
{
    if (node->kind == TC_NODE_OWN && node->sub == TC_OWN_LEVEL)
        return true;
    for (uint32_t i = 0; i < node->n; i++)
        if (names_level(node->items[i]))
            return true;
    return false;
}

/* The smallest place that stands for the whole: a scale's subject, a table's heads, the last case.
 */
static TcSpan place_of(const Choice *choice)
{
    const TcNode *node = choice->node;
    bool cases = node->kind == TC_NODE_CASES;
    return node->n ? node->items[cases ? node->n - 1 : 0]->span : node->span;
}

/* --- gaps ------------------------------------------------------------------------------------- */

static bool any_holds(TcSpace *space, uint32_t cell, const Choice *choice)
{
    for (uint32_t i = 0; i < choice->n; i++)
        if (tc_space_holds(space, cell, &choice->guards[i]) == TC_GUARD_YES)
            return true;
    return false;
}

static void report_gap(TcChecker *checker, const Choice *choice, TcSpace *space, uint32_t first,
                       uint32_t last)
{
    bool points = checker->root.clause == TC_KW_SCORED_AS && checker->root.owner != TC_REF_GRADE;
    g_autofree char *stretch = tc_space_stretch(space, first, last);
    bool scale = stretch && choice->node->kind == TC_NODE_SCALE;
    TcDiagCode code = !scale   ? TC_DIAG_CASES_GAP
                      : points ? TC_DIAG_SCALE_GAP_POINTS
                               : TC_DIAG_SCALE_GAP;
    const char *otherwise = tc_check_word(checker, TC_KW_OTHERWISE);
    g_autofree char *subject = scale ? NULL : tc_space_sample(space, first);
    tc_diag(checker->sema->diags, code, place_of(choice), scale ? stretch : subject, otherwise,
            NULL);
}

/* Returns: was there one? */
static bool check_gap(TcChecker *checker, const Choice *choice, TcSpace *space)
{
    uint32_t n = tc_space_cells(space), first = 0;
    if (choice->has_otherwise)
        return false;
    while (first < n && any_holds(space, first, choice))
        first++;
    if (first == n)
        return false;
    uint32_t last = first;
    while (last + 1 < n && !any_holds(space, last + 1, choice))
        last++;
    report_gap(checker, choice, space, first, last);
    return true;
}

/* --- clashes ---------------------------------------------------------------------------------- */

/* Of two bands that share only the end of the lower one: the lower one, written without it. */
static char *lower_without_end(const TcChecker *checker, const TcNode *a, const TcNode *b)
{
    const TcNode *low = a, *high = b;
    for (int turn = 0; turn < 2; turn++) {
        if (low->kind == TC_NODE_BAND && high->kind == TC_NODE_BAND && low->n == 2 &&
            high->n == 2 && low->items[1]->kind == TC_NODE_PHRASE &&
            high->items[1]->kind == TC_NODE_PHRASE) {
            const TcNode *lower = low->items[1], *upper = high->items[1];
            bool both = lower->sub == (TC_PHRASE_LOW | TC_PHRASE_HIGH) &&
                        upper->sub & TC_PHRASE_LOW && !(upper->sub & TC_PHRASE_LOW_OPEN);
            if (both && tc_check_same(lower->items[1], upper->items[0])) {
                g_autofree char *from = tc_check_text(lower->items[0]);
                g_autofree char *to = tc_check_text(lower->items[1]);
                return g_strdup_printf("%s %s %s %s", tc_check_word(checker, TC_KW_FROM), from,
                                       tc_check_word(checker, TC_KW_TO_BELOW), to);
            }
        }
        low = b;
        high = a;
    }
    return NULL;
}

static void report_clash(TcChecker *checker, const Choice *choice, TcSpace *space, uint32_t cell,
                         uint32_t a, uint32_t b)
{
    TcSema *sema = checker->sema;
    const TcNode *first = choice->places[a], *second = choice->places[b];
    g_autofree char *line_a = tc_check_line(first);
    g_autofree char *line_b = tc_check_line(second);
    g_autofree char *stretch = tc_space_stretch(space, cell, cell);
    bool scale = stretch && choice->node->kind == TC_NODE_SCALE;
    g_autofree char *sample = scale ? g_strdup(stretch) : tc_space_sample(space, cell);
    g_autofree char *meant = scale ? lower_without_end(checker, first, second) : NULL;
    TcDiagCode code = meant   ? TC_DIAG_BANDS_TOUCH
                      : scale ? TC_DIAG_BANDS_OVERLAP
                              : TC_DIAG_ROWS_CLASH;
    if (choice->node->kind == TC_NODE_EXCEPT)
        code = TC_DIAG_EXCEPTS_CLASH;
    TcDiag *diag = tc_diag(sema->diags, code, second->at, sample, line_a, line_b, meant, NULL);
    tc_diag_label(diag, first->at, tc_msg(sema->said, TC_MSG_OTHER_PLACE));
}

/* Reports each branch that clashes with one before it once. */
static void check_clashes(TcChecker *checker, const Choice *choice, TcSpace *space)
{
    g_autofree bool *told = g_new0(bool, choice->n + 1);
    for (uint32_t cell = 0; cell < tc_space_cells(space); cell++) {
        uint32_t first = TC_NO_PART;
        for (uint32_t i = 0; i < choice->n; i++) {
            if (tc_space_holds(space, cell, &choice->guards[i]) != TC_GUARD_YES)
                continue;
            if (first == TC_NO_PART)
                first = i;
            else if (!told[i] && !tc_check_same(choice->results[first], choice->results[i])) {
                report_clash(checker, choice, space, cell, first, i);
                told[i] = true;
            }
        }
    }
}

/* --- never used ------------------------------------------------------------------------------- */

/* A phrase that is empty is told where it stands; here only what cannot happen. */
bool tc_check_has_reversed(const TcChecker *checker, const TcNode *node, TcAssumption assumption)
{
    if (node->kind == TC_NODE_PHRASE && tc_check_is_reversed(checker, node, assumption))
        return true;
    for (uint32_t i = 0; i < node->n; i++)
        if (tc_check_has_reversed(checker, node->items[i], assumption))
            return true;
    return false;
}

static void check_unused_branches(TcChecker *checker, const Choice *choice, TcSpace *space,
                                  TcAssumption assumption)
{
    g_autofree bool *used = g_new0(bool, choice->n + 1);
    bool all = choice->n > 0 && tc_space_exact(space);
    for (uint32_t cell = 0; cell < tc_space_cells(space); cell++) {
        bool answered = false;
        for (uint32_t i = 0; i < choice->n && !(answered && choice->ordered); i++)
            if (tc_space_holds(space, cell, &choice->guards[i]) == TC_GUARD_YES)
                used[i] = answered = true;
        all &= answered;
    }
    if (all && choice->default_place)
        tc_diag(checker->sema->diags, TC_DIAG_BRANCH_NEVER, choice->default_place->span, NULL);
    for (uint32_t i = 0; i < choice->n; i++)
        if (!used[i] && !tc_check_has_reversed(checker, choice->places[i], assumption))
            tc_diag(checker->sema->diags, TC_DIAG_BRANCH_NEVER, choice->places[i]->at, NULL);
}

/* --- scales that fall ------------------------------------------------------------------------- */

/* The result in force on a cell, or NULL. */
static TcNode *result_on(const Choice *choice, TcSpace *space, uint32_t cell)
{
    for (uint32_t i = 0; i < choice->n; i++)
        if (tc_space_holds(space, cell, &choice->guards[i]) == TC_GUARD_YES)
            return choice->results[i];
    return choice->otherwise;
}

/* "từ 4 trở lên: 20", where the highest band names one value only. */
static char *open_top(const TcChecker *checker, const Choice *choice, TcSpace *space, uint32_t top)
{
    for (uint32_t i = 0; i < choice->n; i++) {
        const TcNode *band = choice->places[i];
        bool single = band->n == 2 && (band->items[1]->kind != TC_NODE_PHRASE ||
                                       band->items[1]->sub & (TC_PHRASE_BARE | TC_PHRASE_EQUAL));
        if (!single || tc_space_holds(space, top, &choice->guards[i]) != TC_GUARD_YES)
            continue;
        const TcNode *end =
            band->items[1]->kind == TC_NODE_PHRASE ? band->items[1]->items[0] : band->items[1];
        g_autofree char *value = tc_check_text(end);
        g_autofree char *result = tc_check_text(choice->results[i]);
        return g_strdup_printf("%s %s %s: %s", tc_check_word(checker, TC_KW_FROM), value,
                               tc_check_word(checker, TC_KW_UPWARD), result);
    }
    return NULL;
}

static void report_fall(TcChecker *checker, const Choice *choice, TcSpace *space, uint32_t top,
                        const mpq_t high, const mpq_t low)
{
    g_autofree char *meant = open_top(checker, choice, space, top);
    g_autofree char *at = tc_space_value(space, top);
    g_autofree char *above = tc_space_value(space, top + 1);
    g_autofree char *more = tc_words_number(checker->sema, high, false);
    g_autofree char *less = tc_words_number(checker->sema, low, false);
    tc_diag(checker->sema->diags, meant ? TC_DIAG_SCALE_FALLS_OPEN : TC_DIAG_SCALE_FALLS,
            place_of(choice), above, less, at, more, meant, NULL);
}

/* Points that rise and then fall with the value. A scale that only falls may be meant. */
static void check_fall(TcChecker *checker, const Choice *choice, TcSpace *space,
                       TcAssumption assumption)
{
    bool rises = false, started = false;
    mpq_t before, now;
    mpq_init(before);
    mpq_init(now);
    for (uint32_t cell = 0; cell < tc_space_cells(space); cell++) {
        TcNode *result = result_on(choice, space, cell);
        if (!result || !tc_assume(checker->model, result, assumption, now))
            break;
        int order = started ? mpq_cmp(now, before) : 0;
        rises |= order > 0;
        if (order < 0 && rises) {
            report_fall(checker, choice, space, cell - 1, before, now);
            break;
        }
        started = true;
        mpq_set(before, now);
    }
    mpq_clear(before);
    mpq_clear(now);
}

/* --- one choice ------------------------------------------------------------------------------- */

static void check_once(TcChecker *checker, const Choice *choice, TcAssumption assumption)
{
    TcSpace *space = tc_space_new(checker, choice->guards, choice->n, assumption);
    if (!space)
        return;
    bool number =
        choice->node->kind == TC_NODE_SCALE && choice->node->items[0]->type->kind == TC_KIND_NUMBER;
    bool excepts = choice->node->kind == TC_NODE_EXCEPT;
    bool gap = !excepts && check_gap(checker, choice, space);
    if (!choice->ordered)
        check_clashes(checker, choice, space);
    if (!excepts)
        check_unused_branches(checker, choice, space, assumption);
    if (number && !gap)
        check_fall(checker, choice, space, assumption);
    tc_space_free(space);
}

/* Once for each level that mức yêu cầu stands for, if the choice names it; the first fault ends it.
 */
static void check_choice(TcChecker *checker, const Choice *choice)
{
    unsigned before = tc_diag_count(checker->sema->diags, TC_ERROR);
    if (!names_level(choice->node)) {
        check_once(checker, choice, (TcAssumption){NULL});
        return;
    }
    g_autoptr(GPtrArray) levels = levels_of(checker);
    for (guint i = 0; i < levels->len; i++)
        if (tc_diag_count(checker->sema->diags, TC_ERROR) == before)
            check_once(checker, choice, (TcAssumption){g_ptr_array_index(levels, i)});
}

void tc_check_scale(TcChecker *checker, TcNode *node)
{
    Choice choice;
    if (!node->n || !node->items[0]->type || node->items[0]->type->kind == TC_KIND_ERROR)
        return;
    choice_init(&choice, node, false);
    for (uint32_t i = 1; i < node->n; i++) {
        TcNode *item = node->items[i];
        if (item->kind == TC_NODE_OTHERWISE)
            set_otherwise(&choice, item, item->n ? item->items[0] : NULL);
        else if (item->kind == TC_NODE_BAND && item->n > 1)
            add_guard(&choice,
                      (TcGuard){.subjects = (const TcNode *const *)node->items,
                                .fits = (const TcNode *const *)item->items + 1,
                                .n = item->n - 1,
                                .band = true},
                      item, item->items[0]);
    }
    check_choice(checker, &choice);
    choice_clear(&choice);
}

void tc_check_cases(TcChecker *checker, TcNode *node)
{
    Choice choice;
    choice_init(&choice, node, true);
    for (uint32_t i = 0; i < node->n; i++) {
        TcNode *item = node->items[i];
        if (item->kind == TC_NODE_OTHERWISE)
            set_otherwise(&choice, item, item->n ? item->items[0] : NULL);
        else if (item->kind == TC_NODE_BRANCH && item->n > 1)
            add_guard(&choice, (TcGuard){.condition = item->items[0]}, item->items[0],
                      item->items[1]);
    }
    check_choice(checker, &choice);
    choice_clear(&choice);
}

void tc_check_table(TcChecker *checker, TcNode *node)
{
    Choice choice;
    const TcNode *heads = node->n ? node->items[0] : NULL;
    if (!heads || heads->n < 2)
        return;
    choice_init(&choice, node, false);
    for (uint32_t i = 1; i < node->n; i++) {
        TcNode *row = node->items[i];
        if (row->n && row->items[0]->kind == TC_NODE_OTHERWISE)
            set_otherwise(&choice, row, row->items[row->n - 1]);
        else if (row->n == heads->n)
            add_guard(&choice,
                      (TcGuard){.subjects = (const TcNode *const *)heads->items,
                                .fits = (const TcNode *const *)row->items,
                                .n = row->n - 1},
                      row, row->items[row->n - 1]);
        else
            choice.has_otherwise = true; /* a broken row is reported: no gap is told */
    }
    check_choice(checker, &choice);
    choice_clear(&choice);
}

/* --- riêng ------------------------------------------------------------------------------------ */

static void check_requirement_excepts(TcChecker *checker, const TcRequirement *requirement)
{
    Choice choice;
    TcNode carrier = {.kind = TC_NODE_EXCEPT, .n = requirement->n_excepts};
    if (requirement->n_excepts < 2)
        return;
    carrier.items = (TcNode **)(void *)requirement->excepts;
    carrier.at = requirement->excepts[0]->at;
    choice_init(&choice, &carrier, false);
    for (uint32_t i = 0; i < requirement->n_excepts; i++)
        if (requirement->excepts[i]->n > 1)
            add_guard(&choice, (TcGuard){.condition = requirement->excepts[i]->items[0]},
                      requirement->excepts[i], requirement->excepts[i]->items[1]);
    check_once(checker, &choice, (TcAssumption){NULL});
    choice_clear(&choice);
}

void tc_check_excepts(TcChecker *checker)
{
    const TcModel *model = checker->model;
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        check_requirement_excepts(checker, &model->indicators[i].required);
        check_requirement_excepts(checker, &model->indicators[i].aiming_at);
        check_requirement_excepts(checker, &model->indicators[i].encouraged_at);
    }
}

/* --- phrases ---------------------------------------------------------------------------------- */

bool tc_check_is_reversed(const TcChecker *checker, const TcNode *phrase, TcAssumption assumption)
{
    unsigned ends = phrase->sub;
    mpq_t low, high;
    if (!(ends & TC_PHRASE_LOW) || !(ends & TC_PHRASE_HIGH))
        return false;
    mpq_init(low);
    mpq_init(high);
    bool known = tc_assume(checker->model, phrase->items[0], assumption, low) &&
                 tc_assume(checker->model, phrase->items[1], assumption, high);
    int order = mpq_cmp(low, high);
    mpq_clear(low);
    mpq_clear(high);
    bool open = ends & (TC_PHRASE_LOW_OPEN | TC_PHRASE_HIGH_OPEN);
    return known && (order > 0 || (order == 0 && open));
}

static void report_reversed(TcChecker *checker, const TcNode *phrase)
{
    g_autofree char *text = tc_check_text(phrase);
    tc_diag(checker->sema->diags, TC_DIAG_PHRASE_REVERSED, phrase->span, text, NULL);
}

void tc_check_phrase(TcChecker *checker, TcNode *node)
{
    if (node->type && node->type->kind == TC_KIND_ERROR)
        return;
    if (!names_level(node)) {
        if (tc_check_is_reversed(checker, node, (TcAssumption){NULL}))
            report_reversed(checker, node);
        return;
    }
    g_autofree char *text = tc_check_text(node);
    g_autoptr(GPtrArray) levels = levels_of(checker);
    for (guint i = 0; i < levels->len; i++) {
        mpq_ptr level = g_ptr_array_index(levels, i);
        if (!tc_check_is_reversed(checker, node, (TcAssumption){level}))
            continue;
        const TcNode *value = checker->model->indicators[checker->root.index].value;
        g_autofree char *number = tc_check_number(checker, value ? value->type : NULL, level);
        tc_diag(checker->sema->diags, TC_DIAG_PHRASE_REVERSED_LEVEL, node->span, text, number,
                NULL);
        return;
    }
}

void tc_check_contents(TcChecker *checker, TcNode *node)
{
    if (node->sub != TC_CONTENTS_AT_LEAST || (node->day > 0 && (uint32_t)node->day <= node->n))
        return;
    g_autofree char *asked = g_strdup_printf("%d", node->day);
    g_autofree char *there = g_strdup_printf("%u", node->n);
    tc_diag(checker->sema->diags, TC_DIAG_CONTENTS_COUNT, node->at, asked, there, NULL);
}
