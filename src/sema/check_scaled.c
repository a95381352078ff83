/* Check of factors that a spreadsheet needs and these rules do not: a / b * 100, a / (b / 100),
 * amounts times 1,000,000. A share is a percentage, and amounts carry their scale. */
#include "sema/checker.h"
#include "sema/units.h"
#include "sema/words.h"

/* A product or quotient, taken apart. */
typedef struct {
    mpq_t scale; /* the product of its plain numbers */
    GString *above, *below;
} Factors;

static void add_text(GString *side, const char *between, const TcNode *node)
{
    g_autofree char *text = tc_span_text(node->span);
    g_string_append_printf(side, "%s%s", side->len ? between : "", text);
}

static bool is_plain_number(const TcNode *node)
{
    return node->kind == TC_NODE_NUMBER && node->number && !node->text &&
           !(node->flags & TC_FLAG_PERCENT) && mpq_sgn(node->number) != 0;
}

/* A factor that typing has put in to bring an amount to another scale: it stands nowhere. */
static bool is_conversion(const TcNode *node)
{
    return node->kind == TC_NODE_BINARY && node->items[1]->span.start == node->span.start;
}

/* @under: it divides. */
static void take_apart(Factors *factors, const TcNode *node, bool under)
{
    if (is_plain_number(node)) {
        (under ? mpq_div : mpq_mul)(factors->scale, factors->scale, node->number);
    } else if (node->kind == TC_NODE_BINARY && !is_conversion(node) &&
               (node->sub == TC_OP_MUL || node->sub == TC_OP_DIV)) {
        take_apart(factors, node->items[0], under);
        take_apart(factors, node->items[1], under != (node->sub == TC_OP_DIV));
    } else {
        add_text(under ? factors->below : factors->above, under ? " / " : " * ", node);
    }
}

/* Is @scale 10 to a power of at least @least, or one by that, and a multiple of @step? */
static bool is_power(const mpq_t scale, unsigned least, unsigned step)
{
    const bool large = mpq_cmp_ui(scale, 1, 1) > 0;
    mpz_srcptr whole = large ? mpq_numref(scale) : mpq_denref(scale);
    mpz_t rest;
    unsigned zeros = 0;
    if (mpz_cmp_ui(large ? mpq_denref(scale) : mpq_numref(scale), 1) != 0)
        return false;
    mpz_init_set(rest, whole);
    for (; mpz_cmp_ui(rest, 1) > 0 && mpz_divisible_ui_p(rest, 10); zeros++)
        mpz_divexact_ui(rest, rest, 10);
    const bool power = mpz_cmp_ui(rest, 1) == 0 && zeros >= least && zeros % step == 0;
    mpz_clear(rest);
    return power;
}

static bool is_scaled(const TcNode *node, const Factors *factors)
{
    if (node->type->ratio)
        return is_power(factors->scale, 2, 1);
    return tc_units_money(node->type) && is_power(factors->scale, 3, 3);
}

static void report(TcChecker *checker, const TcNode *node, const Factors *factors)
{
    const TcSema *sema = checker->sema;
    const bool large = mpq_cmp_ui(factors->scale, 1, 1) > 0;
    mpq_t factor, sixty;
    mpq_inits(factor, sixty, NULL);
    mpq_set(factor, factors->scale);
    if (!large)
        mpq_inv(factor, factor);
    mpq_set_ui(sixty, 3, 5);
    mpq_mul(sixty, sixty, factors->scale);
    g_autofree char *text = tc_check_text(node);
    g_autofree char *number = tc_words_number(sema, node->span, factor, false);
    g_autofree char *becomes = tc_words_share(sixty, tc_words_lang(sema, node->span));
    g_autofree char *meant = g_strdup_printf("%s%s%s", factors->above->str,
                                             factors->below->len ? " / " : "", factors->below->str);
    g_autofree char *unit = tc_words_type(node->type, sema->said);
    TcDiag *diag = tc_diag(
        sema->diags, node->type->ratio ? TC_DIAG_SHARE_TIMES_HUNDRED : TC_DIAG_AMOUNT_SCALED,
        node->span, text, meant, tc_msg(sema->said, large ? TC_MSG_MULTIPLIES : TC_MSG_DIVIDES),
        number, node->type->ratio ? becomes : unit, NULL);
    tc_diag_edit(diag, node->span, meant);
    mpq_clears(factor, sixty, NULL);
}

static void factors_init(Factors *factors, const TcNode *node)
{
    *factors = (Factors){.above = g_string_new(NULL), .below = g_string_new(NULL)};
    mpq_init(factors->scale);
    mpq_set_ui(factors->scale, 1, 1);
    take_apart(factors, node, false);
}

static void factors_clear(Factors *factors)
{
    mpq_clear(factors->scale);
    g_string_free(factors->above, TRUE);
    g_string_free(factors->below, TRUE);
}

/* Is the factor one of a part of @node, which is told of by itself? */
static bool has_scaled_part(const TcNode *node)
{
    bool found = false;
    for (uint32_t i = 0; i < node->n && !found; i++) {
        const TcNode *part = node->items[i];
        if (part->kind != TC_NODE_BINARY || !part->type || part->type->kind != TC_KIND_NUMBER)
            continue;
        Factors factors;
        factors_init(&factors, part);
        found = is_scaled(part, &factors) || has_scaled_part(part);
        factors_clear(&factors);
    }
    return found;
}

/* In points a share times 100 is refused already: it wants the maximum. */
void tc_check_hundredfold(TcChecker *checker, TcNode *node)
{
    const bool points =
        checker->root.clause == TC_KW_SCORED_AS || checker->root.clause == TC_KW_MAX_POINTS;
    if (points || is_conversion(node) || !node->type || node->type->kind != TC_KIND_NUMBER)
        return;
    Factors factors;
    factors_init(&factors, node);
    if (factors.above->len && is_scaled(node, &factors) && !has_scaled_part(node))
        report(checker, node, &factors);
    factors_clear(&factors);
}
