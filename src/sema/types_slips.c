/* Inside pass 4: slips that are good arithmetic, and levels that lack their words. See typer.h. */
#include "sema/typer.h"

#include <string.h>

/* --- ranges ----------------------------------------------------------------------------------- */

static bool is_literal(const TcNode *node)
{
    return node->kind == TC_NODE_NUMBER && !(node->flags & TC_FLAG_PAREN);
}

/* Is a level wanted, which nobody computes from two numbers? */
static bool wants_level(const TcTyper *typer)
{
    static const TcKeyword computed[] = {TC_KW_DEFINITIONS, TC_KW_PARAMETERS, TC_KW_COMPUTED_AS,
                                         TC_KW_MAX_POINTS,  TC_KW_WEIGHT,     TC_KW_NONE};
    for (size_t i = 0; i < G_N_ELEMENTS(computed); i++)
        if (typer->root.clause == computed[i])
            return false;
    return typer->root.owner != TC_REF_NONE;
}

bool tc_is_range(const TcTyper *typer, const TcNode *node, const TcNode *left, const TcNode *right)
{
    if (!is_literal(left) || !is_literal(right) || node->flags & TC_FLAG_PAREN)
        return false;
    bool first = left->flags & TC_FLAG_PERCENT, second = right->flags & TC_FLAG_PERCENT;
    if (node->kind == TC_NODE_CHAIN)
        return second && (!first || wants_level(typer));
    g_autofree char *sign = tc_span_text(node->at);
    return wants_level(typer) && ((first && second) || strcmp(sign, "÷") == 0);
}

/* The end of a range: 60 of "60 - 70%" is 60%. */
static char *end_text(const TcNode *end, const TcNode *other)
{
    g_autofree char *text = tc_span_text(end->span);
    bool lacks = other->flags & TC_FLAG_PERCENT && !(end->flags & TC_FLAG_PERCENT);
    return g_strdup_printf("%s%s", text, lacks ? "%" : "");
}

const TcType *tc_refuse_range(TcTyper *typer, const TcNode *node, TcMsg what)
{
    TcSema *sema = typer->sema;
    const TcNode *left = node->items[0], *right = node->items[1];
    bool alike = (left->flags & TC_FLAG_PERCENT) == (right->flags & TC_FLAG_PERCENT);
    bool falls = alike && mpq_cmp(left->number, right->number) > 0;
    TcSpan span = tc_span_join(left->span, right->span);
    g_autofree char *text = tc_span_text(span);
    g_autofree char *low = falls ? end_text(right, left) : end_text(left, right);
    g_autofree char *high = falls ? end_text(left, right) : end_text(right, left);
    tc_diag(sema->diags, TC_DIAG_RANGE_AS_SUBTRACTION, span, text, low, high,
            tc_msg(sema->said, what), NULL);
    return &tc_type_error;
}

/* --- bare levels ------------------------------------------------------------------------------ */

/* The words that all levels of a requirement share, if they are one-sided. */
typedef struct {
    unsigned words; /* TcPhrase bits; 0: not known yet */
    bool mixed;
} Words;

static void add_words(TcNode *node, void *data)
{
    Words *words = data;
    unsigned own = node->kind == TC_NODE_PHRASE ? node->sub : TC_PHRASE_BARE;
    words->mixed |= words->words && words->words != own;
    words->words = own;
}

static void take_words(TcNode *node, void *data)
{
    const Words *words = data;
    bool high = words->words & TC_PHRASE_HIGH;
    if (node->kind != TC_NODE_PHRASE || !(node->sub & TC_PHRASE_BARE) || node->n < 2)
        return;
    node->sub = (uint16_t)words->words;
    if (high) {
        TcNode *value = node->items[0];
        node->items[0] = node->items[1];
        node->items[1] = value;
    }
}

void tc_take_words(const TcRequirement *requirement, TcNode *node)
{
    Words words = {0};
    if (!requirement->content)
        return;
    tc_each_result((TcNode *)requirement->content, add_words, &words);
    bool low = words.words & TC_PHRASE_LOW, high = words.words & TC_PHRASE_HIGH;
    if (!words.mixed && low != high)
        tc_each_result(node, take_words, &words);
}
