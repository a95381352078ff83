/* The paths of a fork search: before, cells and their rules; after, every path visited once.
 *
 * A path is one evaluation that follows a row: where a comparison is not decided by what was
 * taken before, it goes as the row has it, and the decision is put on a stack. The next path turns
 * the last decision that has another side, with the first row that keeps the turned decisions. */
#include <string.h>
#include "exec/fork_internal.h"

TcFork *tc_fork_new(const TcForkCells *cells, const TcRun *run,
                    const uint32_t *const holes[TC_FORK_VERSIONS])
{
    TcFork *fork = g_new0(TcFork, 1);
    fork->cells = cells;
    fork->run = *run;
    fork->turned = TC_NO_NODE;
    fork->bounds = g_new(TcForkBounds, cells->n_variables + 1);
    memcpy(fork->bounds, cells->bounds, cells->n_variables * sizeof *fork->bounds);
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        fork->holes[v] = holes[v];
        if (cells->plans[v])
            fork->slots[v] = g_new0(TcForkSlot, cells->plans[v]->n_nodes);
    }
    fork->terms = g_array_new(FALSE, FALSE, sizeof(TcForkTerm));
    fork->taken = g_array_new(FALSE, FALSE, sizeof(TcForkDecision));
    fork->base = g_ptr_array_new();
    fork->point = g_new0(int64_t, cells->n_variables + 1);
    return fork;
}

static TcForkDecision *decision_at(const TcFork *fork, guint i)
{
    return &g_array_index(fork->taken, TcForkDecision, i);
}

static void drop_last(TcFork *fork)
{
    g_free(decision_at(fork, fork->taken->len - 1)->rule.terms);
    g_array_set_size(fork->taken, fork->taken->len - 1);
}

bool tc_fork_undo(TcFork *fork)
{
    const bool any = fork->taken->len > 0;
    while (fork->taken->len > 0)
        drop_last(fork);
    return any;
}

void tc_fork_free(TcFork *fork)
{
    if (!fork)
        return;
    tc_fork_undo(fork);
    g_array_unref(fork->taken);
    g_array_unref(fork->terms);
    g_clear_pointer(&fork->ways, g_array_unref);
    g_ptr_array_unref(fork->base);
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++)
        g_free(fork->slots[v]);
    g_free(fork->bounds);
    g_free(fork->point);
    g_free(fork);
}

void tc_fork_see_opaque(TcFork *fork, const bool *const opaque[TC_FORK_VERSIONS])
{
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++)
        fork->opaque[v] = opaque[v];
}

void tc_fork_see_row(TcFork *fork, const TcForkRow *row)
{
    fork->row = row;
}

void tc_fork_see_together(TcFork *fork)
{
    fork->ways = g_array_new(FALSE, FALSE, sizeof(TcForkWay));
}

void tc_fork_turn(TcFork *fork, uint32_t indicator)
{
    fork->turned = indicator;
}

void tc_fork_hold(TcFork *fork, uint32_t variable, TcForkBounds bounds)
{
    fork->bounds[variable] = bounds;
}

const int64_t *tc_fork_point(const TcFork *fork)
{
    return fork->point;
}

bool tc_fork_in_hole(const TcFork *fork)
{
    return fork->in_hole;
}

/* --- comparisons ------------------------------------------------------------------------------ */

/* +1: the same terms, -1: the same turned round, 0: others. */
static int likeness(const TcForkRule *a, const TcForkRule *b)
{
    int like = a->n == b->n && a->n > 0 ? 2 : 0;
    for (uint32_t i = 0; like != 0 && i < a->n; i++) {
        const TcForkTerm *left = &a->terms[i], *right = &b->terms[i];
        const int now = left->variable != right->variable ? 0
                        : left->weight == right->weight   ? 1
                        : left->weight == -right->weight  ? -1
                                                          : 0;
        like = like == 2 || like == now ? now : 0;
    }
    return like;
}

/* What one rule that is kept says of another, which is not strict: 1 it holds, 0 it fails, -1
 * nothing. */
static int told_by(const TcForkRule *kept, const TcForkRule *asked)
{
    const int like = likeness(kept, asked);
    if (like > 0 && asked->constant >= kept->constant)
        return 1;
    /* kept: -sum + k >= 0, so sum + constant <= k + constant; < where it is strict */
    return like < 0 && (__int128)kept->constant + asked->constant < kept->strict ? 0 : -1;
}

static int implied(const TcFork *fork, const TcForkRule *asked)
{
    __int128 low, high;
    int told = -1;
    tc_fork_rule_ends(asked, fork->bounds, &low, &high);
    if (low >= 0 || high < 0)
        return low >= 0;
    for (guint i = 0; told < 0 && i < fork->base->len; i++)
        told = told_by(g_ptr_array_index(fork->base, i), asked);
    for (guint i = 0; told < 0 && i < fork->at; i++)
        told = told_by(&decision_at(fork, i)->rule, asked);
    return told;
}

static bool holds_at_point(const TcFork *fork, const TcForkRule *rule)
{
    __int128 sum = rule->constant;
    for (uint32_t i = 0; i < rule->n; i++)
        sum += (__int128)rule->terms[i].weight * fork->point[rule->terms[i].variable];
    return sum >= 0;
}

/* Takes @rule, whose terms become the decision's, as the row has it. */
static bool take(TcFork *fork, TcForkRule *rule)
{
    TcForkDecision fresh = {.holds = holds_at_point(fork, rule)};
    if (!fresh.holds)
        tc_fork_rule_negate(rule, fork->bounds);
    fresh.rule = *rule;
    g_array_append_val(fork->taken, fresh);
    fork->at++;
    return fresh.holds;
}

bool tc_fork_holds(TcFork *fork, const TcForkForm *form)
{
    if (form->n == 0)
        return form->constant >= 0;
    TcForkRule rule = {.n = form->n, .constant = form->constant};
    rule.terms = g_memdup2(&g_array_index(fork->terms, TcForkTerm, form->first),
                           form->n * sizeof *rule.terms);
    tc_fork_rule_reduce(&rule, fork->bounds);
    fork->work += fork->at / 8; /* what it is held against */
    const int told = implied(fork, &rule);
    if (told < 0 && fork->at == fork->taken->len)
        return take(fork, &rule);
    g_free(rule.terms);
    return told >= 0 ? told : decision_at(fork, fork->at++)->holds;
}

/* --- what every row keeps --------------------------------------------------------------------- */

static bool lies_within(const TcForkKeep *keep, const bool *within)
{
    bool inside = keep->positive == TC_NO_NODE || within[keep->positive];
    for (uint32_t i = 0; inside && i < keep->rule.n; i++)
        inside = within[keep->rule.terms[i].variable];
    return inside;
}

/* Do the bounds alone say as much? */
static bool is_given(const TcFork *fork, const TcForkRule *rule)
{
    __int128 low, high;
    tc_fork_rule_ends(rule, fork->bounds, &low, &high);
    return low >= rule->strict;
}

static void find_base(TcFork *fork, const bool *within)
{
    g_ptr_array_set_size(fork->base, 0);
    for (guint i = 0; i < fork->cells->keeps->len; i++) {
        TcForkKeep *keep = &g_array_index(fork->cells->keeps, TcForkKeep, i);
        if (keep->always && lies_within(keep, within) && !is_given(fork, &keep->rule))
            g_ptr_array_add(fork->base, &keep->rule);
    }
}

/* A rule with a condition: void where a cell is chưa có, or what it divides by is 0. */
static bool keeps(TcFork *fork, const TcForkKeep *keep)
{
    bool asked = true;
    for (uint32_t i = 0; asked && i < keep->rule.n; i++)
        asked = !tc_fork_is_none(fork, keep->rule.terms[i].variable);
    if (asked && keep->positive != TC_NO_NODE) {
        TcForkForm above = tc_fork_variable(fork, keep->positive);
        above.constant -= 1;
        asked = tc_fork_holds(fork, &above);
    }
    if (!asked)
        return true;
    const TcForkForm form = {fork->terms->len, keep->rule.n, keep->rule.constant};
    g_array_append_vals(fork->terms, keep->rule.terms, keep->rule.n);
    return tc_fork_holds(fork, &form);
}

typedef struct {
    const TcFork *fork;
    uint32_t version;
    const bool *within;
    bool inside;
} Reads;

static void is_within(uint32_t cell, void *user)
{
    Reads *reads = user;
    reads->inside &= reads->within[cell];
}

static bool enter(const TcPlanNode *node, void *user)
{
    Reads *reads = user;
    tc_fork_own_cells(reads->fork->cells, reads->version, node, is_within, reads);
    return true;
}

static bool reads_within(const TcFork *fork, uint32_t version, uint32_t node, const bool *within)
{
    Reads reads = {fork, version, within, true};
    tc_plan_walk(fork->cells->plans[version], node, enter, &reads);
    return reads.inside;
}

/* The conditions that the rows of these paths are asked besides the base. */
typedef struct {
    GPtrArray *keeps;                 /* TcForkKeep */
    GArray *checks[TC_FORK_VERSIONS]; /* data checks, by number */
} Asked;

static Asked find_asked(const TcFork *fork, const bool *within)
{
    Asked asked = {.keeps = g_ptr_array_new()};
    for (guint i = 0; i < fork->cells->keeps->len; i++) {
        TcForkKeep *keep = &g_array_index(fork->cells->keeps, TcForkKeep, i);
        if (!keep->always && lies_within(keep, within))
            g_ptr_array_add(asked.keeps, keep);
    }
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        const TcPlan *plan = fork->cells->plans[v];
        asked.checks[v] = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        for (uint32_t i = 0; plan && i < plan->model->n_checks; i++) {
            if (reads_within(fork, v, plan->checks[i], within))
                g_array_append_val(asked.checks[v], i);
        }
    }
    return asked;
}

static void asked_clear(Asked *asked)
{
    g_ptr_array_unref(asked->keeps);
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++)
        g_array_unref(asked->checks[v]);
}

/* A check that is the range of a column says nothing of what is chưa có. */
static bool says_nothing(TcFork *fork, uint32_t version, uint32_t check)
{
    const TcPlan *plan = fork->cells->plans[version];
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    bool none = false;
    if (plan->model->checks[check].column == TC_NO_PART)
        return false;
    tc_plan_columns_read(plan, plan->checks[check], NULL, NULL, columns);
    for (guint i = 0; i < columns->len && !none; i++) {
        const uint32_t cell =
            tc_fork_cell_of(fork->cells, version, g_array_index(columns, uint32_t, i));
        none = cell != TC_NO_NODE && tc_fork_is_none(fork, cell);
    }
    return none;
}

static bool keeps_check(TcFork *fork, uint32_t version, uint32_t check)
{
    const uint32_t node = fork->cells->plans[version]->checks[check];
    return says_nothing(fork, version, check) ||
           tc_fork_value(fork, version, node).state != TC_FORK_NOT;
}

static bool keeps_all(TcFork *fork, const Asked *asked)
{
    bool kept = true;
    for (guint i = 0; kept && i < asked->keeps->len; i++)
        kept = keeps(fork, g_ptr_array_index(asked->keeps, i));
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        for (guint i = 0; kept && i < asked->checks[v]->len; i++)
            kept = keeps_check(fork, v, g_array_index(asked->checks[v], uint32_t, i));
    }
    return kept;
}

/* --- paths ------------------------------------------------------------------------------------ */

static TcForkAnswer find_row(TcFork *fork)
{
    g_autoptr(GPtrArray) rules = g_ptr_array_new();
    for (guint i = 0; i < fork->base->len; i++)
        g_ptr_array_add(rules, g_ptr_array_index(fork->base, i));
    for (guint i = 0; i < fork->taken->len; i++)
        g_ptr_array_add(rules, &decision_at(fork, i)->rule);
    return tc_fork_solve(fork->bounds, fork->cells->n_variables,
                         (const TcForkRule *const *)rules->pdata, rules->len, fork->point,
                         &fork->work);
}

/* Turns the last decision that has another side. Returns: is there one? */
static bool next_path(TcFork *fork, bool *settled)
{
    while (fork->taken->len > 0) {
        TcForkDecision *last = decision_at(fork, fork->taken->len - 1);
        if (!last->tried) {
            last->tried = true;
            last->holds = !last->holds;
            tc_fork_rule_negate(&last->rule, fork->bounds);
            const TcForkAnswer answer = find_row(fork);
            *settled &= answer != TC_FORK_UNDECIDED;
            if (answer == TC_FORK_FOUND)
                return true;
        }
        drop_last(fork);
    }
    return false;
}

void tc_fork_begin(TcFork *fork)
{
    fork->epoch++;
    fork->at = 0;
    fork->in_hole = false;
    g_array_set_size(fork->terms, 0);
    if (fork->ways)
        g_array_set_size(fork->ways, 0);
}

bool tc_fork_any_beyond(const TcFork *fork, const bool *within)
{
    bool any = false;
    for (uint32_t i = 0; i < fork->cells->n; i++)
        any |=
            within[i] && fork->cells->cells[i].beyond && !tc_fork_is_one(&fork->cells->bounds[i]);
    return any;
}

TcForkSeen tc_fork_explore(TcFork *fork, const bool *within, unsigned most, TcForkVisit visit,
                           void *user)
{
    Asked asked = find_asked(fork, within);
    unsigned paths = 0;
    bool settled = true;
    fork->work = 0;
    find_base(fork, within);
    const TcForkAnswer first = find_row(fork);
    bool more = first == TC_FORK_FOUND, wanted = true;
    settled = first != TC_FORK_UNDECIDED;
    while (more && wanted && paths++ < most && fork->work < TC_FORK_MAX_WORK) {
        tc_fork_begin(fork);
        if (keeps_all(fork, &asked))
            wanted = visit(fork, user);
        more = next_path(fork, &settled);
    }
    tc_fork_undo(fork);
    asked_clear(&asked);
    if (!settled || fork->work >= TC_FORK_MAX_WORK || tc_fork_any_beyond(fork, within))
        return TC_FORK_LOST;
    return more ? TC_FORK_MORE : TC_FORK_SEEN;
}
