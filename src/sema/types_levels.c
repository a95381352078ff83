/* Inside pass 4: levels of a requirement that are written without words. See typer.h.
 *
 * A level alone is "at least". Where others of the requirement, the heading of a table or the
 * requirement that it stands beside say otherwise, it takes their words; where these do not agree,
 * or a whole choice gives nothing but figures, nobody can know which way they look. */
#include "sema/quotation.h"
#include "sema/roots.h"
#include "sema/typer.h"

/* The words that levels have in common. */
typedef struct {
    uint16_t sub; /* TcPhrase bits; 0: there are none */
    bool mixed;
    bool down; /* some of them look down, both ways or at one value */
} Words;

typedef struct {
    TcTyper *typer;
    TcSide subject;
    const TcNode *first; /* the first level that wants words */
} Wanting;

static bool is_bare(const TcNode *node)
{
    return node->kind == TC_NODE_PHRASE && node->sub & TC_PHRASE_BARE;
}

static void add_words(TcNode *node, void *data)
{
    Words *words = data;
    if (node->kind != TC_NODE_PHRASE || is_bare(node))
        return;
    words->mixed |= words->sub && words->sub != node->sub;
    words->sub = node->sub;
    words->down |= node->sub != TC_PHRASE_LOW && node->sub != (TC_PHRASE_LOW | TC_PHRASE_LOW_OPEN);
}

static void take_words(TcNode *node, void *data)
{
    const Words *words = data;
    if (is_bare(node) && node->n > 1)
        tc_phrase_lend(node, words->sub);
}

/* Can a level have them? Not those of two ends. */
static bool can_lend(const Words *words)
{
    const bool low = words->sub & TC_PHRASE_LOW, high = words->sub & TC_PHRASE_HIGH;
    return !words->mixed && (low != high || words->sub == TC_PHRASE_EQUAL);
}

static void lend(const Words *words, TcNode *node)
{
    if (can_lend(words))
        tc_each_result(node, take_words, (void *)words);
}

/* What the heading of a table's results says: "không quá", "Mức tối đa". */
static Words words_of_heading(const TcTyper *typer, const TcNode *table)
{
    const TcNode *heads = table->items[0], *last = heads->n ? heads->items[heads->n - 1] : NULL;
    Words words = {0};
    if (!last)
        return words;
    if (tc_phrase_is_words(last)) {
        words.sub = last->sub;
        return words;
    }
    g_autofree char *text = tc_span_text(last->span);
    const TcSign sign = tc_quotation_sign(text, typer->sema->model->lang);
    words.sub = sign == TC_SIGN_LEAST ? TC_PHRASE_LOW : sign == TC_SIGN_MOST ? TC_PHRASE_HIGH : 0;
    return words;
}

static void lend_headings(const TcTyper *typer, TcNode *node)
{
    if (!tc_node_is_choice(node))
        return;
    for (uint32_t i = 0; i < node->n; i++)
        for (uint32_t k = 0; k < node->items[i]->n; k++)
            lend_headings(typer, node->items[i]->items[k]);
    if (node->kind == TC_NODE_TABLE && node->n) {
        const Words words = words_of_heading(typer, node);
        lend(&words, node);
    }
}

/* 100% of a share is all there is; texts and answers are equal or not. */
static void find_bare(TcNode *node, void *data)
{
    Wanting *wanting = data;
    const TcKind kind = wanting->subject.type->kind;
    const TcNode *level = is_bare(node) ? node->items[0] : NULL;
    if (!level || wanting->first || (kind != TC_KIND_NUMBER && kind != TC_KIND_DATE))
        return;
    mpq_t value;
    mpq_init(value);
    const bool whole = wanting->subject.type->ratio &&
                       tc_constant(wanting->typer->sema->model, level, value) &&
                       mpq_cmp_ui(value, 1, 1) == 0;
    mpq_clear(value);
    if (!whole)
        wanting->first = level;
}

/* @node: the choice that one word before it could speak for, or the level itself. */
static void ask_direction(TcTyper *typer, const TcNode *node, const TcNode *level)
{
    static const TcKeyword keywords[TC_N_NODE_KINDS] = {
        [TC_NODE_CASES] = TC_KW_WHEN, [TC_NODE_SCALE] = TC_KW_BY, [TC_NODE_TABLE] = TC_KW_TABLE};
    const TcLang lang = typer->sema->model->lang;
    const TcKeyword keyword = keywords[node->kind];
    g_autofree char *text = tc_span_text(level->span);
    const bool paren = node->flags & TC_FLAG_PAREN;
    g_autofree char *stands =
        keyword ? g_strdup_printf("%s%s …%s", paren ? "(" : "", tc_keyword_name(keyword, lang),
                                  paren ? ")" : "")
                : g_strdup(text);
    g_autofree char *most = g_strdup_printf("%s %s", tc_keyword_name(TC_KW_AT_MOST, lang), stands);
    g_autofree char *least =
        g_strdup_printf("%s %s", tc_keyword_name(TC_KW_AT_LEAST, lang), stands);
    tc_diag(typer->sema->diags, TC_DIAG_LEVEL_DIRECTION, level->span, text, most, least, NULL);
}

static void add_all(Words *words, const TcRequirement *requirement, const TcNode *besides)
{
    if (requirement->content && requirement->content != besides)
        tc_each_result((TcNode *)requirement->content, add_words, words);
    for (uint32_t i = 0; i < requirement->n_excepts; i++)
        if (requirement->excepts[i] != besides && requirement->excepts[i]->n > 1)
            tc_each_result(requirement->excepts[i]->items[1], add_words, words);
}

void tc_settle_levels(TcTyper *typer, TcSide subject, const TcRequirement *beside, TcNode *node)
{
    Words own = {0}, general = {0}, others = {0};
    Wanting wanting = {typer, subject, NULL};
    lend_headings(typer, node);
    tc_each_result(node, add_words, &own);
    lend(&own, node);
    if (beside->content && beside->content != node)
        tc_each_result((TcNode *)beside->content, add_words, &general);
    lend(&general, node);
    add_all(&others, beside, node);
    tc_each_result(node, find_bare, &wanting);
    if (wanting.first && (tc_node_is_choice(node) || own.down || others.down))
        ask_direction(typer, own.sub ? wanting.first : node, wanting.first);
}
