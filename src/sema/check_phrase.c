/* Checks of phrases and lists of contents: ends the wrong way round, more asked for than is listed.
 */
#include "sema/checker.h"
#include "sema/roots.h"

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

GPtrArray *tc_check_levels(const TcChecker *checker)
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

bool tc_check_names_level(const TcNode *node)
{
    if (node->kind == TC_NODE_OWN && node->sub == TC_OWN_LEVEL)
        return true;
    for (uint32_t i = 0; i < node->n; i++)
        if (tc_check_names_level(node->items[i]))
            return true;
    return false;
}

/* --- phrases ---------------------------------------------------------------------------------- */

/* Is a phrase with two constant ends empty: từ 80% đến 50%? */
static bool is_reversed(const TcChecker *checker, const TcNode *phrase, TcAssumption assumption)
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

bool tc_check_has_reversed(const TcChecker *checker, const TcNode *node, TcAssumption assumption)
{
    if (node->kind == TC_NODE_PHRASE && is_reversed(checker, node, assumption))
        return true;
    for (uint32_t i = 0; i < node->n; i++)
        if (tc_check_has_reversed(checker, node->items[i], assumption))
            return true;
    return false;
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
    if (!tc_check_names_level(node)) {
        if (is_reversed(checker, node, (TcAssumption){NULL}))
            report_reversed(checker, node);
        return;
    }
    g_autofree char *text = tc_check_text(node);
    g_autoptr(GPtrArray) levels = tc_check_levels(checker);
    for (guint i = 0; i < levels->len; i++) {
        mpq_ptr level = g_ptr_array_index(levels, i);
        if (!is_reversed(checker, node, (TcAssumption){level}))
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
