/* Numbers and sign words of a quotation, held against the rule.
 *
 * A number of the quotation (quotation.h) counts when a sign word stands by it. The rule's own
 * numbers are the ends of the indicator's requirements and of the comparisons in đạt khi. Other
 * numbers of the indicator (bands of points, conditions of riêng and không áp dụng khi) may be
 * quoted too, but need not. */
#include "sema/checker.h"
#include "sema/quotation.h"
#include "sema/roots.h"
#include "sema/words.h"

/* A number of the rule. */
typedef struct {
    mpq_ptr value, scaled;    /* scaled: of an amount in triệu đồng, in đồng */
    TcSign sign;              /* NONE: exactly */
    const TcNode *node, *end; /* the phrase or comparison and its number */
    bool ratio;
    bool asked; /* of the value: by yêu cầu with riêng, by đạt khi */
} Threshold;

/* --- reading the rule ------------------------------------------------------------------------- */

typedef struct {
    TcSema *sema;
    GArray *thresholds;
    bool asked;   /* what is read now asks something of the value */
    bool negated; /* below a không: signs mean the opposite, and are not held against any */
} Collector;

static mpq_ptr number_new(void)
{
    mpq_ptr number = g_new(__mpq_struct, 1);
    mpq_init(number);
    return number;
}

static void threshold_clear(void *data)
{
    Threshold *threshold = data;
    mpq_clear(threshold->value);
    mpq_clear(threshold->scaled);
    g_free(threshold->value);
    g_free(threshold->scaled);
}

static void add_threshold(Collector *collector, const TcNode *end, const TcNode *node, TcSign sign)
{
    Threshold threshold = {.value = number_new(),
                           .scaled = number_new(),
                           .sign = collector->negated ? TC_SIGN_ANY : sign,
                           .node = node,
                           .end = end,
                           .ratio = end->type && end->type->ratio,
                           .asked = collector->asked};
    if (!tc_constant(collector->sema->model, end, threshold.value)) {
        threshold_clear(&threshold);
        return;
    }
    mpq_set(threshold.scaled, threshold.value);
    for (int power = end->type ? end->type->zeros : 0; power > 0; power--)
        mpz_mul_ui(mpq_numref(threshold.scaled), mpq_numref(threshold.scaled), 10);
    mpq_canonicalize(threshold.scaled);
    g_array_append_val(collector->thresholds, threshold);
}

static void add_phrase(TcNode *node, void *data)
{
    Collector *collector = data;
    unsigned ends = node->sub;
    if (node->kind != TC_NODE_PHRASE || ends & TC_PHRASE_NOT)
        return;
    if (ends & (TC_PHRASE_BARE | TC_PHRASE_EQUAL)) {
        TcSign bare = collector->asked ? TC_SIGN_LEAST : TC_SIGN_ANY; /* in a band it is equal */
        add_threshold(collector, node->items[0], node, ends & TC_PHRASE_BARE ? bare : TC_SIGN_NONE);
        return;
    }
    if (ends & TC_PHRASE_LOW)
        add_threshold(collector, node->items[0], node,
                      ends & TC_PHRASE_LOW_OPEN ? TC_SIGN_ABOVE : TC_SIGN_LEAST);
    if (ends & TC_PHRASE_HIGH)
        add_threshold(collector, node->items[1], node,
                      ends & TC_PHRASE_HIGH_OPEN ? TC_SIGN_BELOW : TC_SIGN_MOST);
}

static TcSign sign_of(TcOperator op)
{
    static const TcSign signs[TC_N_OPERATORS] = {[TC_OP_LT] = TC_SIGN_BELOW,
                                                 [TC_OP_LE] = TC_SIGN_MOST,
                                                 [TC_OP_GT] = TC_SIGN_ABOVE,
                                                 [TC_OP_GE] = TC_SIGN_LEAST};
    return signs[op];
}

/* Either side may be the number. */
static void add_compare(Collector *collector, const TcNode *node)
{
    if (node->sub == TC_OP_NE)
        return;
    add_threshold(collector, node->items[1], node, sign_of((TcOperator)node->sub));
    add_threshold(collector, node->items[0], node,
                  sign_of(tc_check_flipped((TcOperator)node->sub)));
}

/* Of "có ít nhất 2 chỉ tiêu đạt". */
static void add_count(Collector *collector, const TcNode *node)
{
    TcQuantity quantity = TC_COUNT_QUANTITY(node->sub);
    if (quantity >= TC_COUNT_AT_LEAST && node->n)
        add_threshold(collector, node->items[0], node,
                      quantity == TC_COUNT_AT_LEAST  ? TC_SIGN_LEAST
                      : quantity == TC_COUNT_AT_MOST ? TC_SIGN_MOST
                                                     : TC_SIGN_NONE);
}

/* At least k of the contents; one of them is at least one. */
static void add_contents(Collector *collector, const TcNode *node)
{
    if (node->sub == TC_CONTENTS_ALL)
        return;
    Threshold threshold = {
        .value = number_new(), .scaled = number_new(), .sign = TC_SIGN_LEAST, .node = node};
    mpq_set_si(threshold.value, node->sub == TC_CONTENTS_AT_LEAST ? node->day : 1, 1);
    mpq_set(threshold.scaled, threshold.value);
    g_array_append_val(collector->thresholds, threshold);
}

static void add_condition(Collector *collector, TcNode *node)
{
    Collector before = *collector;
    if (node->kind == TC_NODE_COMPARE)
        add_compare(collector, node);
    else if (node->kind == TC_NODE_PHRASE)
        add_phrase(node, collector);
    else if (node->kind == TC_NODE_COUNT)
        add_count(collector, node);
    else if (node->kind == TC_NODE_CONTENTS)
        add_contents(collector, node);
    collector->negated |= node->kind == TC_NODE_UNARY && node->sub == TC_OP_NOT;
    collector->asked &= node->kind != TC_NODE_CASES && node->kind != TC_NODE_TABLE;
    for (uint32_t i = 0; i < node->n; i++)
        add_condition(collector, node->items[i]);
    collector->negated = before.negated;
    collector->asked = before.asked;
}

static void add_any(Collector *collector, const TcNode *node)
{
    if (node)
        add_condition(collector, (TcNode *)node);
}

/* @asked: the levels count as what the rule asks for. Guards of cases never do. */
static void add_requirement(Collector *collector, const TcRequirement *requirement, bool asked)
{
    collector->asked = asked;
    if (requirement->content)
        tc_each_result((TcNode *)requirement->content, add_phrase, collector);
    for (uint32_t i = 0; i < requirement->n_excepts; i++)
        if (requirement->excepts[i]->n > 1)
            tc_each_result(requirement->excepts[i]->items[1], add_phrase, collector);
    collector->asked = false;
    add_any(collector, requirement->content);
    for (uint32_t i = 0; i < requirement->n_excepts; i++)
        add_any(collector, requirement->excepts[i]);
}

static GArray *read_rule(TcSema *sema, const TcIndicator *indicator)
{
    Collector collector = {.sema = sema, .thresholds = g_array_new(FALSE, TRUE, sizeof(Threshold))};
    g_array_set_clear_func(collector.thresholds, threshold_clear);
    add_requirement(&collector, &indicator->required, true);
    add_requirement(&collector, &indicator->aiming_at, false);
    add_requirement(&collector, &indicator->encouraged_at, false);
    collector.asked = true;
    add_any(&collector, indicator->met_when);
    collector.asked = false;
    add_any(&collector, indicator->points);
    add_any(&collector, indicator->not_applicable_when);
    return collector.thresholds;
}

/* --- holding the quotation against the rule --------------------------------------------------- */

/* The quotation's sign in the words of rules: "từ 60% trở lên". */
static char *phrase_for(const TcChecker *checker, TcSign sign, const char *number)
{
    static const TcKeyword words[] = {[TC_SIGN_ABOVE] = TC_KW_ABOVE,
                                      [TC_SIGN_MOST] = TC_KW_AT_MOST,
                                      [TC_SIGN_BELOW] = TC_KW_BELOW};
    if (sign == TC_SIGN_LEAST)
        return g_strdup_printf("%s %s %s", tc_check_word(checker, TC_KW_FROM), number,
                               tc_check_word(checker, TC_KW_UPWARD));
    return g_strdup_printf("%s %s", tc_check_word(checker, words[sign]), number);
}

static bool is_upward(TcSign sign)
{
    return sign == TC_SIGN_LEAST || sign == TC_SIGN_ABOVE;
}

/* As the rule writes it, with its unit; a name does not tell the number. */
static char *number_of(const TcSema *sema, TcSpan at, const TcQuoted *quoted,
                       const Threshold *threshold)
{
    return threshold->end && threshold->end->kind != TC_NODE_NAME
               ? tc_check_text(threshold->end)
               : tc_words_number(sema, at, quoted->value, quoted->percent);
}

static void report_sign(TcChecker *checker, const TcNode *clause, const TcQuoted *quoted,
                        const Threshold *threshold)
{
    TcSema *sema = checker->sema;
    bool same_side = is_upward(quoted->sign) == is_upward(threshold->sign);
    bool edge = same_side && threshold->sign != TC_SIGN_NONE;
    bool included = quoted->sign == TC_SIGN_LEAST || quoted->sign == TC_SIGN_MOST;
    g_autofree char *number = number_of(sema, clause->span, quoted, threshold);
    g_autofree char *rule = tc_check_text(threshold->node);
    g_autofree char *meant = phrase_for(checker, quoted->sign, number);
    const char *yes = tc_msg(sema->said, TC_MSG_IS_MET),
               *no = tc_msg(sema->said, TC_MSG_IS_NOT_MET);
    TcDiag *diag = tc_diag(sema->diags, edge ? TC_DIAG_VERBATIM_EDGE : TC_DIAG_VERBATIM_SIGN,
                           threshold->node->span, quoted->text, number, included ? yes : no, rule,
                           included ? no : yes, meant, NULL);
    tc_diag_label(diag, clause->span, tc_keyword_name(TC_KW_VERBATIM, checker->model->lang));
    if (threshold->node->kind == TC_NODE_PHRASE && edge)
        tc_diag_edit(diag, threshold->node->span, meant);
}

static bool is_same_number(const TcQuoted *quoted, const Threshold *threshold)
{
    return mpq_equal(threshold->value, quoted->value) ||
           mpq_equal(threshold->scaled, quoted->scaled);
}

/* What bands and guards say of a number may be the other side of what is quoted: dưới 80%, where
 * the text says from 80% up. */
static bool may_contradict(const TcQuoted *quoted, const Threshold *threshold)
{
    return threshold->asked || (threshold->sign != TC_SIGN_NONE &&
                                is_upward(threshold->sign) == is_upward(quoted->sign));
}

/* 100% cannot be exceeded, so exactly 100% is at least 100%. */
static bool is_same_sign(const TcQuoted *quoted, const Threshold *threshold)
{
    bool whole = threshold->sign == TC_SIGN_NONE && quoted->sign == TC_SIGN_LEAST &&
                 mpq_cmp_ui(quoted->value, 1, 1) == 0;
    return threshold->sign == quoted->sign || threshold->sign == TC_SIGN_ANY || whole;
}

/* Of the value itself: a share for a share. Others may say of whom (trên 15 tuổi), and where the
 * rule has no number, one of something may be what it asks of yes and no. */
static bool speaks_of_value(const TcQuoted *quoted, const GArray *thresholds)
{
    bool same_kind = thresholds->len == 0 && mpq_cmp_ui(quoted->value, 1, 1) != 0;
    for (guint i = 0; i < thresholds->len; i++)
        same_kind |= !g_array_index(thresholds, Threshold, i).ratio;
    return quoted->percent || (same_kind && !quoted->apart);
}

/* Is there a number in the rule that @quoted, a share of which nothing is said, may be? */
static bool is_in_rule(const TcQuoted *quoted, const GArray *thresholds)
{
    for (guint i = 0; i < thresholds->len; i++)
        if (is_same_number(quoted, &g_array_index(thresholds, Threshold, i)))
            return true;
    return false;
}

/* A level that the rule lacks: where an amendment has put another, the quotation has to go. */
static void report_number(const TcChecker *checker, const TcIndicator *indicator,
                          const TcQuoted *quoted)
{
    const TcLang said = checker->sema->said;
    const bool amended = checker->model->amended_by != NULL;
    g_autofree char *words =
        tc_diag_words(tc_msg(said, amended ? TC_MSG_VERBATIM_AMENDED_FIX : TC_MSG_VERBATIM_FIX),
                      amended ? checker->model->amended_lang : checker->model->lang);
    g_autofree char *cure = tc_text_fill(words, (const char *const[]){indicator->code}, 1);
    tc_diag(checker->sema->diags, TC_DIAG_VERBATIM_NUMBER,
            tc_head_clause(indicator->head, TC_KW_VERBATIM)->span, quoted->text, cure, NULL);
}

/* "60%; riêng miền núi 50%": the level of an exception that the rule lacks. Returns: is there
 * nothing to tell? */
static bool hold_exceptions(TcChecker *checker, const TcIndicator *indicator, const GArray *numbers,
                            const GArray *thresholds)
{
    bool agrees = true;
    for (guint i = 0; i < numbers->len; i++) {
        const TcQuoted *quoted = &g_array_index(numbers, TcQuoted, i);
        if (!quoted->excepted || thresholds->len == 0 || is_in_rule(quoted, thresholds))
            continue;
        agrees = false;
        report_number(checker, indicator, quoted);
    }
    return agrees;
}

/* "70% số hộ": the level, if no share of the quotation is one of the rule's; others tell of other
 * things. Returns: is there nothing to tell? */
static bool hold_shares(TcChecker *checker, const TcIndicator *indicator, const GArray *numbers,
                        const GArray *thresholds)
{
    const TcQuoted *first = NULL;
    bool asks_share = false;
    for (guint i = 0; i < numbers->len; i++) {
        const TcQuoted *quoted = &g_array_index(numbers, TcQuoted, i);
        if (quoted->percent && (quoted->sign || is_in_rule(quoted, thresholds)))
            return true;
        first = first || !quoted->bare ? first : quoted;
    }
    for (guint i = 0; i < thresholds->len; i++)
        asks_share |= g_array_index(thresholds, Threshold, i).asked &&
                      g_array_index(thresholds, Threshold, i).ratio;
    if (!first || !asks_share)
        return true;
    report_number(checker, indicator, first);
    return false;
}

/* Returns: is there nothing to tell? */
static bool hold_number(TcChecker *checker, const TcIndicator *indicator, const TcQuoted *quoted,
                        const GArray *thresholds)
{
    const Threshold *wrong = NULL;
    bool known = false;
    for (guint i = 0; i < thresholds->len; i++) {
        const Threshold *threshold = &g_array_index(thresholds, Threshold, i);
        if (!is_same_number(quoted, threshold))
            continue;
        if (is_same_sign(quoted, threshold))
            return true;
        known = true;
        if (!wrong && may_contradict(quoted, threshold))
            wrong = threshold;
    }
    bool missing = !known && speaks_of_value(quoted, thresholds);
    if (wrong)
        report_sign(checker, tc_head_clause(indicator->head, TC_KW_VERBATIM), quoted, wrong);
    else if (missing)
        report_number(checker, indicator, quoted);
    return !wrong && !missing;
}

/* --- holding the rule against the quotation --------------------------------------------------- */

/* 60 - 70% writes its percent once. */
static bool is_quoted(const GArray *numbers, const Threshold *threshold)
{
    for (guint i = 0; i < numbers->len; i++) {
        const TcQuoted *quoted = &g_array_index(numbers, TcQuoted, i);
        mpq_t share;
        mpq_init(share);
        mpq_set_ui(share, 1, 100);
        mpq_mul(share, share, quoted->value);
        bool same = is_same_number(quoted, threshold) ||
                    (threshold->ratio && mpq_equal(share, threshold->value));
        mpq_clear(share);
        if (same)
            return true;
    }
    return false;
}

/* Does the quotation give levels of this kind in figures? */
static bool gives_levels(const GArray *numbers, bool ratio)
{
    for (guint i = 0; i < numbers->len; i++) {
        const TcQuoted *quoted = &g_array_index(numbers, TcQuoted, i);
        if (ratio ? quoted->percent : quoted->sign && !quoted->percent && !quoted->apart)
            return true;
    }
    return false;
}

/* 0, 1 and 100% are often said in words: không có, có, tất cả. */
static void hold_threshold(TcChecker *checker, const TcNode *clause, const Threshold *threshold,
                           const GArray *numbers)
{
    bool said_in_words = mpq_sgn(threshold->value) == 0 || mpq_cmp_ui(threshold->value, 1, 1) == 0;
    if (!threshold->asked || said_in_words || threshold->node->kind == TC_NODE_CONTENTS ||
        !gives_levels(numbers, threshold->ratio) || is_quoted(numbers, threshold))
        return;
    g_autofree char *text = tc_check_text(threshold->node);
    TcDiag *diag =
        tc_diag(checker->sema->diags, TC_DIAG_VERBATIM_LACKS, threshold->node->span, text, NULL);
    tc_diag_label(diag, clause->span, tc_keyword_name(TC_KW_VERBATIM, checker->model->lang));
}

static bool is_marked(const TcProvenance *about)
{
    return about->assumed || about->not_checked || about->reading;
}

static void check_indicator(TcChecker *checker, const TcIndicator *indicator)
{
    const TcNode *clause = tc_head_clause(indicator->head, TC_KW_VERBATIM);
    if (!clause || !indicator->about.verbatim)
        return;
    GArray *numbers = tc_quotation_read(indicator->about.verbatim, checker->model->lang);
    GArray *thresholds = read_rule(checker->sema, indicator);
    bool agrees = !is_marked(&indicator->about);
    for (guint i = 0; i < numbers->len; i++)
        if (g_array_index(numbers, TcQuoted, i).sign)
            agrees &=
                hold_number(checker, indicator, &g_array_index(numbers, TcQuoted, i), thresholds);
    if (!indicator->about.reading)
        agrees &= hold_exceptions(checker, indicator, numbers, thresholds) &&
                  hold_shares(checker, indicator, numbers, thresholds);
    for (guint i = 0; agrees && i < thresholds->len; i++)
        hold_threshold(checker, clause, &g_array_index(thresholds, Threshold, i), numbers);
    g_array_free(thresholds, TRUE);
    g_array_free(numbers, TRUE);
}

void tc_check_verbatim(TcChecker *checker)
{
    for (uint32_t i = 0; i < checker->model->n_indicators; i++)
        if (checker->whole[i])
            check_indicator(checker, &checker->model->indicators[i]);
}
