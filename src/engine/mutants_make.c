/* Making one mutant: a copy of the clause in which some nodes are others. See mutants_internal.h.
 */
#include "engine/mutants_internal.h"

#include <string.h>
#include "base/date.h"
#include "base/number.h"

/* --- making one ------------------------------------------------------------------------------- */

static const TcNode *copy_with(const TcMutantFinder *finder, const TcNode *node)
{
    const TcMutantPatch *patch = NULL;
    TcArena *arena = finder->mutants->arena;
    for (guint i = 0; i < finder->patches->len && !patch; i++)
        if (g_array_index(finder->patches, TcMutantPatch, i).at == node)
            patch = &g_array_index(finder->patches, TcMutantPatch, i);
    TcNode *copy = tc_arena_alloc(arena, sizeof *copy);
    *copy = patch ? patch->now : *node;
    copy->covers = false; /* that was proved of the rules as they are */
    TcNode **items = copy->items;
    copy->items = tc_arena_alloc(arena, copy->n * sizeof *copy->items);
    for (uint32_t i = 0; i < copy->n; i++)
        copy->items[i] = (TcNode *)copy_with(finder, items[i]);
    return copy;
}

static const char *keep(const TcMutantFinder *finder, const char *text)
{
    return text ? tc_arena_strndup(finder->mutants->arena, text, strlen(text)) : NULL;
}

TcNode *tc_mutant_patch(TcMutantFinder *finder, const TcNode *node)
{
    const TcMutantPatch new = {node, *node};
    g_array_append_val(finder->patches, new);
    return &g_array_index(finder->patches, TcMutantPatch, finder->patches->len - 1).now;
}

void tc_mutant_emit(TcMutantFinder *finder, TcMutation what, TcSpan span, const char *was,
                    const char *becomes)
{
    TcMutant mutant = finder->common;
    g_autofree char *words = tc_span_line(span);
    mutant.what = what;
    mutant.span = span;
    mutant.words = keep(finder, words);
    mutant.was = keep(finder, was);
    mutant.becomes = keep(finder, becomes);
    mutant.root = finder->patches->len ? copy_with(finder, finder->root) : NULL;
    g_array_append_val(finder->mutants->list, mutant);
    g_array_set_size(finder->patches, 0);
}

void tc_mutant_drop_item(const TcMutantFinder *finder, TcNode *node, uint32_t index)
{
    TcNode **items = tc_arena_alloc(finder->mutants->arena, node->n * sizeof *items);
    memcpy(items, node->items, index * sizeof *items);
    memcpy(&items[index], &node->items[index + 1], (node->n - index - 1) * sizeof *items);
    node->items = items;
    node->n--;
}

void tc_mutant_put_item(const TcMutantFinder *finder, TcNode *node, uint32_t index, TcNode *item)
{
    TcNode **items = tc_arena_alloc(finder->mutants->arena, node->n * sizeof *items);
    memcpy(items, node->items, node->n * sizeof *items);
    items[index] = item;
    node->items = items;
}

/* --- levels ----------------------------------------------------------------------------------- */

/* A numeral as it is written: "97,5" of "97,5%" is 975 with one decimal. */
typedef struct {
    mpz_t digits;
    unsigned decimals;
    char mark;        /* before them */
    const char *rest; /* what stands behind */
} Numeral;

static void read_numeral(const char *text, TcLang lang, Numeral *numeral)
{
    g_autoptr(GString) digits = g_string_new("0");
    numeral->mark = lang == TC_LANG_VI ? ',' : '.';
    numeral->decimals = 0;
    bool behind = false;
    for (; g_ascii_isdigit(*text) || ((*text == ',' || *text == '.') && g_ascii_isdigit(text[1]));
         text++) {
        behind |= *text == numeral->mark;
        if (g_ascii_isdigit(*text)) {
            g_string_append_c(digits, *text);
            numeral->decimals += behind;
        }
    }
    numeral->rest = text;
    mpz_init_set_str(numeral->digits, digits->str, 10);
}

/* Returns: (transfer full). */
static char *write_numeral(const Numeral *numeral)
{
    g_autofree char *digits = mpz_get_str(NULL, 10, numeral->digits);
    g_autoptr(GString) text = g_string_new(digits[0] == '-' ? digits + 1 : digits);
    while (text->len <= numeral->decimals)
        g_string_prepend_c(text, '0');
    if (numeral->decimals)
        g_string_insert_c(text, (gssize)(text->len - numeral->decimals), numeral->mark);
    return g_strconcat(digits[0] == '-' ? "-" : "", text->str, numeral->rest, NULL);
}

/* By one of the last digit that it is written with. */
static char *move_number(const TcMutantFinder *finder, TcNode *node, int by)
{
    g_autofree char *text = tc_span_line(node->span);
    Numeral numeral;
    mpq_t step;
    read_numeral(text, finder->mutants->model->lang, &numeral);
    mpq_init(step);
    if (mpz_sgn(numeral.digits)) {
        mpq_set_z(step, numeral.digits);
        mpq_div(step, node->number, step);
    } else {
        mpq_set_si(step, 1, node->flags & TC_FLAG_PERCENT ? 100 : 1);
    }
    if (by < 0)
        mpq_neg(step, step);
    mpq_add(step, node->number, step);
    if (by > 0)
        mpz_add_ui(numeral.digits, numeral.digits, 1);
    else
        mpz_sub_ui(numeral.digits, numeral.digits, 1);
    node->number = tc_number_keep(finder->mutants->arena, step);
    char *moved = write_numeral(&numeral);
    mpq_clear(step);
    mpz_clear(numeral.digits);
    return moved;
}

char *tc_mutant_move(const TcMutantFinder *finder, TcNode *node, int by)
{
    char text[TC_DATE_TEXT];
    if (node->kind == TC_NODE_NUMBER)
        return move_number(finder, node, by);
    node->day += by;
    return g_strdup(tc_date_format(node->day, finder->mutants->model->lang, text));
}
