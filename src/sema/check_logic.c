/* Checks of single expressions: what reads two ways, what is never or always so. */
#include "sema/checker.h"
#include "sema/words.h"

#include <string.h>

/* --- và and hoặc ------------------------------------------------------------------------------ */

static bool is_logic(const TcNode *node, TcOperator op)
{
    return node->kind == TC_NODE_CHAIN && node->sub == op && !(node->flags & TC_FLAG_PAREN);
}

/* The text of the operands @from up to @to of a chain. */
static char *operands_text(const TcNode *chain, uint32_t from, uint32_t to)
{
    const TcNode part = {.span =
                             tc_span_join(chain->items[from]->span, chain->items[to - 1]->span)};
    return tc_check_text(&part);
}

/* Of "a và b hoặc c": both readings, from the texts of the three sides. @at: where the inner chain
 * stands in @node. */
static void report_mixed(TcChecker *checker, const TcNode *node, uint32_t at)
{
    const TcNode *inner = node->items[at];
    const bool left = at == 0;
    g_autofree char *a = left ? operands_text(inner, 0, inner->n - 1) : operands_text(node, 0, at);
    g_autofree char *b =
        left ? operands_text(inner, inner->n - 1, inner->n) : operands_text(inner, 0, inner->n - 1);
    g_autofree char *c =
        left ? operands_text(node, 1, 2) : operands_text(inner, inner->n - 1, inner->n);
    const char *outer_word = tc_check_word(checker, node->sub == TC_OP_OR ? TC_KW_OR : TC_KW_AND);
    const char *inner_word = tc_check_word(checker, inner->sub == TC_OP_OR ? TC_KW_OR : TC_KW_AND);
    const char *first = left ? inner_word : outer_word, *second = left ? outer_word : inner_word;
    g_autofree char *one = g_strdup_printf("(%s %s %s) %s %s", a, first, b, second, c);
    g_autofree char *other = g_strdup_printf("%s %s (%s %s %s)", a, first, b, second, c);
    tc_diag(checker->sema->diags, TC_DIAG_MIXED_LOGIC, node->span, one, other,
            tc_check_word(checker, TC_KW_AND), tc_check_word(checker, TC_KW_OR), NULL);
}

void tc_check_mixed_logic(TcChecker *checker, TcNode *node)
{
    TcOperator other = node->sub == TC_OP_OR ? TC_OP_AND : TC_OP_OR;
    if (node->sub != TC_OP_OR && node->sub != TC_OP_AND)
        return;
    for (uint32_t i = 0; i < node->n; i++)
        if (is_logic(node->items[i], other)) {
            report_mixed(checker, node, i);
            return;
        }
}

void tc_check_expression(TcSema *sema, TcNode *node)
{
    TcChecker checker = {.sema = sema, .model = sema->model};
    if (node->kind == TC_NODE_CHAIN)
        tc_check_mixed_logic(&checker, node);
    for (uint32_t i = 0; i < node->n; i++)
        tc_check_expression(sema, node->items[i]);
}

/* --- không (X đạt) ---------------------------------------------------------------------------- */

static bool may_not_apply(const TcIndicator *indicator)
{
    return indicator->not_applicable_when || indicator->not_for.n || indicator->only_for.n;
}

void tc_check_not_met(TcChecker *checker, TcNode *node)
{
    const TcNode *state = node->n ? node->items[0] : NULL;
    if (node->sub != TC_OP_NOT || !state || state->kind != TC_NODE_STATE ||
        state->ref.kind != TC_REF_INDICATOR ||
        (state->sub != TC_STATE_MET && state->sub != TC_STATE_NOT_MET) ||
        !may_not_apply(&checker->model->indicators[state->ref.index]))
        return;
    const TcIndicator *indicator = &checker->model->indicators[state->ref.index];
    bool met = state->sub == TC_STATE_MET;
    const char *opposite = tc_check_word(checker, met ? TC_KW_STATE_NOT_MET : TC_KW_STATE_MET);
    g_autofree char *meant = g_strdup_printf("%s %s %s", tc_check_word(checker, TC_KW_INDICATOR),
                                             indicator->code, opposite);
    TcDiag *diag =
        tc_diag(checker->sema->diags, TC_DIAG_NOT_STATE, node->span, indicator->code, meant, NULL);
    tc_check_label(checker, diag, indicator);
}

/* --- giá trị = 60% ---------------------------------------------------------------------------- */

/* Is @end a share other than 0% and 100%, asked for exactly? */
static bool is_exact_share(TcChecker *checker, const TcNode *end, mpq_t value)
{
    bool asks = checker->root.clause == TC_KW_MET_WHEN || checker->root.clause == TC_KW_REQUIRED;
    return asks && !checker->choices->len && checker->root.owner == TC_REF_INDICATOR && end->type &&
           end->type->ratio && tc_constant(checker->model, end, value) && mpq_sgn(value) > 0 &&
           mpq_cmp_ui(value, 1, 1) < 0;
}

/* The next whole percent: who has that is turned away. */
static void report_exact_share(TcChecker *checker, const TcNode *end, TcSpan span, TcSpan edit,
                               const char *subject, const mpq_t value)
{
    mpq_t more;
    mpq_init(more);
    mpq_set_ui(more, 1, 100);
    mpq_add(more, more, value);
    g_autofree char *next = tc_words_number(checker->sema, span, more, true);
    g_autofree char *text = tc_check_text(end);
    g_autofree char *meant = g_strdup_printf("%s %s %s", tc_check_word(checker, TC_KW_FROM), text,
                                             tc_check_word(checker, TC_KW_UPWARD));
    g_autofree char *edited = g_strdup_printf("%s%s%s", subject, *subject ? " " : "", meant);
    TcDiag *diag = tc_diag(checker->sema->diags, TC_DIAG_EXACT_SHARE, span, next, meant, NULL);
    tc_diag_edit(diag, edit, edited);
    mpq_clear(more);
}

void tc_check_share_equal(TcChecker *checker, TcNode *node)
{
    mpq_t value;
    mpq_init(value);
    if (node->sub == TC_OP_EQ && is_exact_share(checker, node->items[1], value)) {
        g_autofree char *subject = tc_check_text(node->items[0]);
        report_exact_share(checker, node->items[1], node->span, node->span, subject, value);
    }
    mpq_clear(value);
}

void tc_check_share_phrase(TcChecker *checker, TcNode *node)
{
    mpq_t value;
    mpq_init(value);
    if (node->sub & TC_PHRASE_EQUAL && is_exact_share(checker, node->items[0], value))
        report_exact_share(checker, node->items[0], node->span, node->span, "", value);
    mpq_clear(value);
}

/* --- denominators ----------------------------------------------------------------------------- */

static bool mentions(const TcNode *node, const TcNode *part)
{
    if (tc_check_same(node, part))
        return true;
    for (uint32_t i = 0; i < node->n; i++)
        if (mentions(node->items[i], part))
            return true;
    return false;
}

static const TcNode *definition_of(const TcModel *model, const TcNode *node)
{
    const bool named = node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_DEFINITION;
    return named ? model->definitions[node->ref.index].value : NULL;
}

/* Does @condition read every column that @node rests on, which is no less than one? */
static bool reads_all(const TcModel *model, const TcNode *condition, const TcNode *node)
{
    bool alone;
    g_autoptr(GArray) wanted = tc_model_columns(model, node, &alone);
    if (!alone || wanted->len == 0)
        return false;
    g_autoptr(GArray) read = tc_model_columns(model, condition, NULL);
    guint found = 0;
    for (guint i = 0; i < read->len && found < wanted->len; i++)
        found += g_array_index(read, uint32_t, i) == g_array_index(wanted, uint32_t, found);
    return found == wanted->len;
}

/* Never below 0. */
static bool is_positive(const TcChecker *checker, const TcNode *node)
{
    TcRange range;
    tc_range_init(&range);
    const bool known = tc_range_of(checker, node, &range);
    const bool positive = known && range.has_low && mpq_sgn(range.low) >= 0;
    tc_range_clear(&range);
    return positive;
}

static bool looks_through(const TcChecker *checker, const TcNode *condition,
                          const TcNode *denominator, GHashTable *seen);

/* Of a sum of what is never below 0 one addend is enough: with the sum it is 0. */
static bool looks_at_addend(const TcChecker *checker, const TcNode *condition, const TcNode *node,
                            GHashTable *seen)
{
    bool sum = node->kind == TC_NODE_CHAIN && node->sub == TC_OP_ADD, looked = false;
    for (uint32_t i = 0; i < node->n && sum; i++) {
        sum = tc_chain_sign(node, i) == TC_OP_ADD && is_positive(checker, node->items[i]);
        looked |= looks_through(checker, condition, node->items[i], seen);
    }
    return sum && looked;
}

/* @seen: definitions that were looked through. */
static bool looks_through(const TcChecker *checker, const TcNode *condition,
                          const TcNode *denominator, GHashTable *seen)
{
    const TcNode *definition = definition_of(checker->model, denominator);
    if (mentions(condition, denominator) || reads_all(checker->model, condition, denominator))
        return true;
    if (!definition)
        return looks_at_addend(checker, condition, denominator, seen);
    return g_hash_table_add(seen, (void *)definition) &&
           looks_through(checker, condition, definition, seen);
}

/* Does @condition look at the denominator, or at all that it is made of ([A] = 0 và [B] = 0)? */
static bool looks_at(const TcChecker *checker, const TcNode *condition, const TcNode *denominator)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    return looks_through(checker, condition, denominator, seen);
}

/* Is the denominator looked at before it divides: by không áp dụng khi, or by a case around it? */
static bool is_guarded(const TcChecker *checker, const TcNode *denominator)
{
    const TcIndicator *indicator = &checker->model->indicators[checker->root.index];
    if (indicator->not_applicable_when &&
        looks_at(checker, indicator->not_applicable_when, denominator))
        return true;
    for (guint i = 0; i < checker->choices->len; i++) {
        const TcNode *choice = g_ptr_array_index(checker->choices, i);
        for (uint32_t j = 0; j < choice->n; j++)
            if (choice->items[j]->kind == TC_NODE_BRANCH &&
                looks_at(checker, choice->items[j]->items[0], denominator))
                return true;
    }
    return false;
}

/* A column declared trên 0 or dưới 0. */
static bool is_off_zero(const TcChecker *checker, const TcNode *denominator)
{
    if (denominator->kind != TC_NODE_NAME || denominator->ref.kind != TC_REF_COLUMN)
        return false;
    const TcColumnSpec *spec = &checker->sema->model->schema.columns[denominator->ref.index];
    return (spec->low_open && mpq_sgn(spec->low) == 0) ||
           (spec->high_open && mpq_sgn(spec->high) == 0);
}

/* Can it be 0? Not known counts as no. */
static bool can_be_zero(const TcChecker *checker, const TcNode *denominator)
{
    TcRange range;
    if (is_off_zero(checker, denominator))
        return false;
    tc_range_init(&range);
    bool zero = tc_range_of(checker, denominator, &range) && range.has_low &&
                mpq_sgn(range.low) <= 0 && (!range.has_high || mpq_sgn(range.high) >= 0);
    tc_range_clear(&range);
    return zero;
}

/* The clause that leaves out where @denominator is 0, with what it says already. (transfer full) */
static char *guard_of(const TcChecker *checker, const char *denominator)
{
    const TcIndicator *indicator = &checker->model->indicators[checker->root.index];
    const char *clause = tc_check_word(checker, TC_KW_NOT_APPLICABLE_WHEN);
    const TcNode *condition = indicator->not_applicable_when;
    if (condition == NULL)
        return g_strdup_printf("%s: %s = 0", clause, denominator);
    bool all = condition->kind == TC_NODE_CHAIN && condition->sub == TC_OP_AND;
    g_autofree char *text = tc_check_text(condition);
    g_autoptr(GRegex) blanks = g_regex_new("\\s+", 0, 0, NULL);
    g_autofree char *line = g_regex_replace_literal(blanks, text, -1, 0, " ", 0, NULL);
    return g_strdup_printf("%s: %s%s%s %s %s = 0", clause, all ? "(" : "", line, all ? ")" : "",
                           tc_check_word(checker, TC_KW_OR), denominator);
}

void tc_check_denominator(TcChecker *checker, TcNode *node)
{
    bool indicator = checker->root.owner == TC_REF_INDICATOR &&
                     checker->root.clause != TC_KW_NOT_APPLICABLE_WHEN;
    if (node->sub != TC_OP_DIV || !indicator || !can_be_zero(checker, node->items[1]) ||
        is_guarded(checker, node->items[1]))
        return;
    g_autofree char *text = tc_check_text(node->items[1]);
    g_autofree char *meant = guard_of(checker, text);
    tc_diag(checker->sema->diags, TC_DIAG_DENOMINATOR_ZERO, node->items[1]->span, text, meant,
            NULL);
}

/* --- conclusions ------------------------------------------------------------------------------ */

static bool in_conclusion(const TcChecker *checker)
{
    TcRefKind owner = checker->root.owner;
    return owner == TC_REF_VERDICT || owner == TC_REF_GRADE || owner == TC_REF_RANKING;
}

void tc_check_encouraged_named(TcChecker *checker, TcNode *node)
{
    if (!in_conclusion(checker) || node->ref.kind != TC_REF_INDICATOR ||
        !checker->model->indicators[node->ref.index].encouraged)
        return;
    const TcIndicator *indicator = &checker->model->indicators[node->ref.index];
    TcDiag *diag =
        tc_diag(checker->sema->diags, TC_DIAG_ENCOURAGED_NAMED, node->span, indicator->code, NULL);
    tc_check_label(checker, diag, indicator);
}

/* Can it be that none of the indicators of @criterion applies? Returns: the first of them, or NULL.
 */
static const TcIndicator *inapplicable_criterion(const TcModel *model, const TcGroup *criterion)
{
    const TcIndicator *first = NULL;
    for (uint32_t i = 0; i < criterion->n_indicators; i++) {
        const TcIndicator *indicator = &model->indicators[criterion->indicators[i]];
        if (!indicator->judged || indicator->encouraged)
            continue;
        if (!may_not_apply(indicator))
            return NULL;
        first = first ? first : indicator;
    }
    return first;
}

static const TcIndicator *inapplicable_among_criteria(const TcModel *model, const TcNode *count)
{
    const TcIndicator *found = NULL;
    for (uint32_t i = 0; !found && i < model->n_criteria; i++)
        if (count->ref.kind == TC_REF_SET || model->criteria[i].group == count->ref.index)
            found = inapplicable_criterion(model, &model->criteria[i]);
    return found;
}

static bool counts_criteria(const TcNode *node)
{
    return node->kind == TC_NODE_COUNT && TC_COUNT_FILTER(node->sub) == TC_FILTER_CRITERIA;
}

/* The first indicator that @count counts (or whose points @count adds) and that may not apply. */
static const TcIndicator *inapplicable_in(const TcModel *model, const TcNode *count)
{
    if (counts_criteria(count))
        return inapplicable_among_criteria(model, count);
    bool points = count->kind == TC_NODE_TOTAL;
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        const TcIndicator *indicator = &model->indicators[i];
        bool inside =
            count->ref.kind == TC_REF_SET ||
            (count->ref.kind == TC_REF_GROUP && indicator->group == count->ref.index) ||
            (count->ref.kind == TC_REF_CRITERION && indicator->criterion == count->ref.index);
        bool counted = points ? indicator->max_points && !indicator->not_scored &&
                                    !indicator->bonus && !indicator->penalty
                              : tc_indicator_counts(indicator, TC_COUNT_FILTER(count->sub));
        if (inside && counted && may_not_apply(indicator))
            return indicator;
    }
    return NULL;
}

/* The share of what @count counts. */
static TcKeyword share_for(const TcNode *count)
{
    static const TcKeyword shares[] = {[TC_FILTER_ANY] = TC_KW_SHARE_OF_INDICATORS,
                                       [TC_FILTER_MANDATORY] = TC_KW_SHARE_OF_MANDATORY,
                                       [TC_FILTER_ELECTIVE] = TC_KW_SHARE_OF_ELECTIVE,
                                       [TC_FILTER_CRITERIA] = TC_KW_SHARE_OF_CRITERIA};
    return shares[TC_COUNT_FILTER(count->sub)];
}

static void report_one_sided(TcChecker *checker, const TcNode *count, TcDiagCode code)
{
    const TcIndicator *indicator = inapplicable_in(checker->model, count);
    bool points = count->kind == TC_NODE_TOTAL;
    if (!indicator)
        return;
    g_autofree char *meant =
        points ? g_strdup(tc_check_word(checker, TC_KW_SHARE_OF_POINTS))
               : g_strdup_printf("%s %s", tc_check_word(checker, share_for(count)),
                                 tc_check_word(checker, TC_KW_STATE_MET));
    TcDiag *diag = tc_diag(checker->sema->diags, code, count->span, indicator->code, meant, NULL);
    tc_check_label(checker, diag, indicator);
}

/* A number of indicators met, or points in total, that something is asked of from below. */
static bool is_one_sided(const TcNode *node)
{
    if (node->kind == TC_NODE_TOTAL)
        return node->sub == TC_TOTAL_POINTS && node->ref.kind != TC_REF_NONE;
    return node->kind == TC_NODE_COUNT && TC_COUNT_QUANTITY(node->sub) == TC_COUNT_NUMBER &&
           TC_COUNT_STATE(node->sub) == TC_STATE_MET && node->ref.kind != TC_REF_NONE;
}

void tc_check_one_sided_compare(TcChecker *checker, TcNode *node)
{
    bool below = node->sub == TC_OP_GE || node->sub == TC_OP_GT;
    bool above = node->sub == TC_OP_LE || node->sub == TC_OP_LT;
    if (!in_conclusion(checker))
        return;
    if (below && is_one_sided(node->items[0]) && node->items[1]->kind == TC_NODE_NUMBER)
        report_one_sided(checker, node->items[0], TC_DIAG_ONE_SIDED_COUNT);
    if (above && is_one_sided(node->items[1]) && node->items[0]->kind == TC_NODE_NUMBER)
        report_one_sided(checker, node->items[1], TC_DIAG_ONE_SIDED_COUNT);
}

void tc_check_one_sided_within(TcChecker *checker, TcNode *node)
{
    if (in_conclusion(checker) && is_one_sided(node->items[0]) &&
        node->items[1]->kind == TC_NODE_PHRASE && node->items[1]->sub & TC_PHRASE_LOW)
        report_one_sided(checker, node->items[0], TC_DIAG_ONE_SIDED_COUNT);
}

void tc_check_one_sided_count(TcChecker *checker, TcNode *node)
{
    if (in_conclusion(checker) && TC_COUNT_QUANTITY(node->sub) == TC_COUNT_AT_LEAST &&
        TC_COUNT_STATE(node->sub) == TC_STATE_MET && node->ref.kind != TC_REF_NONE)
        report_one_sided(checker, node, TC_DIAG_ONE_SIDED_COUNT);
}

void tc_check_one_sided_scale(TcChecker *checker, TcNode *node)
{
    if (in_conclusion(checker) && node->n && is_one_sided(node->items[0]))
        report_one_sided(checker, node->items[0], TC_DIAG_ONE_SIDED_COUNT);
}

/* A ranking by what may be less only because less applies; or by the same for all. */
void tc_check_rankings(TcChecker *checker)
{
    const TcModel *model = checker->model;
    for (uint32_t i = 0; i < model->n_rankings; i++) {
        const TcNode *by = model->rankings[i].by;
        if (!by)
            continue;
        if (is_one_sided(by) && !model->rankings[i].lowest_first)
            report_one_sided(checker, by, TC_DIAG_RANKING_ONE_SIDED);
        if (!tc_check_varies(by))
            tc_diag(checker->sema->diags, TC_DIAG_RANKING_SAME, by->span, NULL);
    }
}
