/* Checks of choices: gaps, clashes, branches that are never used. What a choice covers is found on
 * a partition of the values that it looks at (checker.h). */
#include "sema/check_bands.h"
#include "sema/checker.h"
#include "sema/trend.h"

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

/* Parts of riêng: what is asked where they do not hold stands elsewhere. */
static bool is_excepts(const Choice *choice)
{
    return choice->node->kind == TC_NODE_EXCEPT;
}

/* Values that no band names: the segments first..last. */
typedef struct {
    enum { GAP_NONE, GAP_OPEN, GAP_ABOVE, GAP_BETWEEN } where; /* what is told first comes last */
    uint32_t first, last;
    const TcNode *lower, *upper; /* the bands around it, or NULL */
} Gap;

/* A choice while its partition is visited. */
typedef struct {
    TcChecker *checker;
    const Choice *choice;
    TcSpace *space;
    TcTrend *trend; /* of a scale over numbers; else NULL */
    bool *told;     /* choice->n: is its clash told? */
    bool *used;     /* choice->n: does it ever answer? */
    TcAssumption assumption;
    Gap now;             /* scale: the gap that the visit is in */
    Gap gap;             /* the one to tell */
    bool apart;          /* bands that were to meet are told */
    const TcNode *below; /* scale: the band of the patch before, or NULL */
    bool rest;           /* some values are left for còn lại */
} Look;

/* The smallest place that stands for the whole: a scale's subject, a table's heads, the last case.
 */
static TcSpan place_of(const Choice *choice)
{
    const TcNode *node = choice->node;
    bool cases = node->kind == TC_NODE_CASES;
    return node->n ? node->items[cases ? node->n - 1 : 0]->span : node->span;
}

/* --- gaps ------------------------------------------------------------------------------------- */

/* Two bands that were to meet: without còn lại a gap, with it values that fall into it. */
static void report_apart(const Look *look, const Gap *gap, const char *meant)
{
    TcSema *sema = look->checker->sema;
    const TcNode *lower = gap->lower;
    g_autofree char *stretch = tc_space_stretch(look->space, gap->first, gap->last);
    g_autofree char *line_a = tc_check_line(lower);
    g_autofree char *line_b = tc_check_line(gap->upper);
    TcDiagCode code =
        look->choice->has_otherwise ? TC_DIAG_BANDS_APART_OTHERWISE : TC_DIAG_BANDS_APART;
    TcDiag *diag = tc_diag(sema->diags, code, lower->items[1]->span, stretch, line_a, line_b, meant,
                           tc_check_word(look->checker, TC_KW_OTHERWISE), NULL);
    tc_diag_edit(diag, lower->items[1]->span, meant);
    tc_diag_label(diag, gap->upper->at, tc_msg(sema->said, TC_MSG_OTHER_PLACE));
}

/* Of a scale: còn lại is offered for what lies below all bands, else a band. */
static void report_gap(const Look *look)
{
    const TcChecker *checker = look->checker;
    const Gap *gap = &look->gap;
    bool points = checker->root.clause == TC_KW_SCORED_AS && checker->root.owner != TC_REF_GRADE;
    bool band = gap->where > GAP_OPEN;
    g_autofree char *stretch = tc_space_stretch(look->space, gap->first, gap->last);
    g_autofree char *more =
        g_strdup_printf("%s: %s", band ? stretch : tc_check_word(checker, TC_KW_OTHERWISE),
                        points && !band ? "0" : "…");
    tc_diag(checker->sema->diags, points ? TC_DIAG_SCALE_GAP_POINTS : TC_DIAG_SCALE_GAP,
            place_of(look->choice), stretch, more, NULL);
}

/* The visit has left a gap of a scale. Bands that were to meet are told at once. Of other gaps one
 * is: one between bands, else one above them, so that còn lại is offered only where nothing else
 * is left for it. */
static void close_gap(Look *look)
{
    Gap *now = &look->now;
    bool above = now->lower && !tc_space_is_none(look->space, now->first);
    bool otherwise = look->choice->has_otherwise;
    g_autofree char *meant = NULL;
    now->where = !above ? GAP_OPEN : now->upper ? GAP_BETWEEN : GAP_ABOVE;
    if (now->where == GAP_BETWEEN && !(otherwise && look->assumption.level))
        meant = tc_bands_apart(look->checker, now->lower, now->upper, look->assumption);
    if (meant)
        report_apart(look, now, meant);
    else if (!otherwise && now->where > look->gap.where)
        look->gap = *now;
    look->apart |= meant != NULL;
    *now = (Gap){0};
}

static void look_for_gap_of_scale(Look *look, const TcPatch *patch)
{
    const TcNode *band = patch->n_rows ? look->choice->places[patch->rows[0]] : NULL;
    look->now.upper = band;
    if (look->now.where)
        close_gap(look);
    if (!band)
        look->now = (Gap){GAP_OPEN, patch->at[0], patch->end - 1, look->below, NULL};
    look->below = band;
}

/* Of other choices the first one is told. */
static void look_for_gap(Look *look, const TcPatch *patch)
{
    if (look->choice->node->kind == TC_NODE_SCALE) {
        look_for_gap_of_scale(look, patch);
        return;
    }
    if (look->gap.where || patch->n_rows || look->choice->has_otherwise || is_excepts(look->choice))
        return;
    look->gap.where = GAP_OPEN;
    g_autofree char *sample = tc_space_sample(look->space, patch->at);
    tc_diag(look->checker->sema->diags, TC_DIAG_CASES_GAP, place_of(look->choice), sample,
            tc_check_word(look->checker, TC_KW_OTHERWISE), NULL);
}

/* --- clashes ---------------------------------------------------------------------------------- */

static char *touching(const TcChecker *checker, const TcNode *a, const TcNode *b)
{
    char *meant = tc_bands_touching(checker, a, b);
    return meant ? meant : tc_bands_touching(checker, b, a);
}

static void report_clash(const Look *look, const TcPatch *patch, uint32_t a, uint32_t b)
{
    TcSema *sema = look->checker->sema;
    const Choice *choice = look->choice;
    const TcNode *first = choice->places[a], *second = choice->places[b];
    g_autofree char *line_a = tc_check_line(first);
    g_autofree char *line_b = tc_check_line(second);
    g_autofree char *stretch = tc_space_stretch(look->space, patch->at[0], patch->at[0]);
    bool scale = stretch && choice->node->kind == TC_NODE_SCALE;
    g_autofree char *sample = scale ? g_strdup(stretch) : tc_space_sample(look->space, patch->at);
    g_autofree char *meant = scale ? touching(look->checker, first, second) : NULL;
    TcDiagCode code = is_excepts(choice) ? TC_DIAG_EXCEPTS_CLASH
                      : meant            ? TC_DIAG_BANDS_TOUCH
                      : scale            ? TC_DIAG_BANDS_OVERLAP
                                         : TC_DIAG_ROWS_CLASH;
    TcDiag *diag = tc_diag(sema->diags, code, second->at, sample, line_a, line_b, meant, NULL);
    tc_diag_label(diag, first->at, tc_msg(sema->said, TC_MSG_OTHER_PLACE));
}

/* Reports each branch that clashes with the first one that holds, once. */
static void look_for_clash(Look *look, const TcPatch *patch)
{
    const Choice *choice = look->choice;
    for (uint32_t i = 1; !choice->ordered && i < patch->n_rows; i++) {
        uint32_t first = patch->rows[0], other = patch->rows[i];
        if (look->told[other] || tc_check_same(choice->results[first], choice->results[other]))
            continue;
        report_clash(look, patch, first, other);
        look->told[other] = true;
    }
}

/* --- never used ------------------------------------------------------------------------------- */

/* Of branches in order only the first that holds answers. */
static void look_for_use(Look *look, const TcPatch *patch)
{
    uint32_t n = look->choice->ordered ? MIN(patch->n_rows, 1) : patch->n_rows;
    look->rest |= n == 0;
    for (uint32_t i = 0; i < n; i++)
        look->used[patch->rows[i]] = true;
}

/* A phrase that is empty is told where it stands; here only what cannot happen. */
static void report_never(TcChecker *checker, const Choice *choice, const TcNode *place,
                         TcAssumption assumption)
{
    bool band = choice->node->kind == TC_NODE_SCALE && !assumption.level;
    if (!tc_check_has_reversed(checker, place, assumption) &&
        !(band && tc_check_band_beyond(checker, choice->node, place)))
        tc_diag(checker->sema->diags, TC_DIAG_BRANCH_NEVER, place->at, NULL);
}

static void report_unused(const Look *look, TcAssumption assumption)
{
    const Choice *choice = look->choice;
    for (uint32_t i = 0; i < choice->n && !is_excepts(choice); i++)
        if (!look->used[i])
            report_never(look->checker, choice, choice->places[i], assumption);
    if (choice->n > 0 && choice->default_place && !look->rest)
        tc_diag(look->checker->sema->diags, TC_DIAG_BRANCH_NEVER, choice->default_place->span,
                NULL);
}

/* --- one choice ------------------------------------------------------------------------------- */

static void look_at(const TcPatch *patch, void *data)
{
    Look *look = data;
    look_for_gap(look, patch);
    look_for_clash(look, patch);
    look_for_use(look, patch);
    if (look->trend)
        tc_trend_add(look->trend, patch,
                     patch->n_rows ? look->choice->results[patch->rows[0]]
                                   : look->choice->otherwise);
}

/* Branches in order that end in còn lại have neither gap nor clash. */
static void report_undecided(const Look *look)
{
    const Choice *choice = look->choice;
    if (!is_excepts(choice) && !(choice->ordered && choice->has_otherwise))
        tc_diag(look->checker->sema->diags, TC_DIAG_CHOICE_UNDECIDED, place_of(choice), NULL);
}

static void note_gap(const TcPatch *patch, void *gap)
{
    if (patch->n_rows == 0)
        *(bool *)gap = true;
}

/* Looks for faults on all cells. Returns: is it proved that some branch fits whatever the subjects
 * are? */
static bool look_over(TcChecker *checker, const Choice *choice, TcSpace *space,
                      TcAssumption assumption)
{
    const TcNode *node = choice->node;
    const TcType *of = node->kind == TC_NODE_SCALE ? node->items[0]->type : NULL;
    bool number = of && of->kind == TC_KIND_NUMBER && !of->calendar; /* what can be more or less */
    TcTrend trend;
    tc_trend_init(&trend, checker, space, assumption);
    Look look = {.checker = checker,
                 .choice = choice,
                 .space = space,
                 .trend = number ? &trend : NULL,
                 .assumption = assumption,
                 .told = g_new0(bool, choice->n + 1),
                 .used = g_new0(bool, choice->n + 1)};
    bool whole = tc_space_visit(space, look_at, &look);
    if (look.now.where)
        close_gap(&look);
    if (node->kind == TC_NODE_SCALE && node->n > 1 && look.gap.where)
        report_gap(&look);
    if (!whole)
        report_undecided(&look);
    else if (tc_space_exact(space))
        report_unused(&look, assumption);
    if (whole && number && !look.gap.where && !look.apart)
        tc_trend_report(&trend, node, place_of(choice));
    g_free(look.told);
    g_free(look.used);
    tc_trend_clear(&trend);
    return whole && !look.gap.where && !look.apart && !choice->has_otherwise;
}

/* Where subjects rest on each other a fault may stand on a cell that no row takes: none is told. */
static bool check_once(TcChecker *checker, const Choice *choice, TcAssumption assumption)
{
    TcSpace *space = tc_space_new(checker, choice->guards, choice->n, assumption);
    bool gap = false, covers = false;
    if (space && tc_space_coupled(space))
        covers = tc_space_visit(space, note_gap, &gap) && !gap && !choice->has_otherwise;
    else if (space)
        covers = look_over(checker, choice, space, assumption);
    tc_space_free(space);
    return covers;
}

/* Once for each level that mức yêu cầu stands for, if the choice names it; the first fault ends it.
 */
static void check_choice(TcChecker *checker, const Choice *choice, TcNode *node)
{
    unsigned before = tc_diag_count(checker->sema->diags, TC_ERROR);
    if (!tc_check_names_level(node)) {
        node->covers = check_once(checker, choice, (TcAssumption){NULL});
        return;
    }
    g_autoptr(GPtrArray) levels = tc_check_levels(checker);
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
    check_choice(checker, &choice, node);
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
    check_choice(checker, &choice, node);
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
    check_choice(checker, &choice, node);
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
        if (!checker->whole[i])
            continue;
        check_requirement_excepts(checker, &model->indicators[i].required);
        check_requirement_excepts(checker, &model->indicators[i].aiming_at);
        check_requirement_excepts(checker, &model->indicators[i].encouraged_at);
    }
}
