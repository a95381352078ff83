/* Checks of what no data can change: verdicts, points; and of parts of an indicator that are
 * counted. */
#include "sema/checker.h"

/* --- parts of an indicator -------------------------------------------------------------------- */

/* "33/37" beside a number of indicators: 33 of them was meant, or the share. */
static void check_part(TcChecker *checker, const TcNode *count, const TcNode *level)
{
    bool number = count->kind == TC_NODE_COUNT && TC_COUNT_QUANTITY(count->sub) == TC_COUNT_NUMBER;
    bool quotient = level->kind == TC_NODE_BINARY && level->sub == TC_OP_DIV &&
                    level->items[0]->kind == TC_NODE_NUMBER;
    mpq_t value;
    mpq_init(value);
    if (number && quotient && tc_constant(checker->model, level, value) &&
        mpz_cmp_ui(mpq_denref(value), 1) != 0) {
        g_autofree char *text = tc_check_text(level);
        g_autofree char *top = tc_check_text(level->items[0]);
        bool criteria = TC_COUNT_FILTER(count->sub) == TC_FILTER_CRITERIA;
        tc_diag(
            checker->sema->diags, TC_DIAG_COUNT_PART, level->span, text, top,
            tc_check_word(checker, criteria ? TC_KW_SHARE_OF_CRITERIA : TC_KW_SHARE_OF_INDICATORS),
            NULL);
    }
    mpq_clear(value);
}

void tc_check_count_compared(TcChecker *checker, TcNode *node)
{
    check_part(checker, node->items[0], node->items[1]);
    check_part(checker, node->items[1], node->items[0]);
}

void tc_check_count_within(TcChecker *checker, TcNode *node)
{
    const TcNode *phrase = node->items[1];
    for (uint32_t i = 0; phrase->kind == TC_NODE_PHRASE && i < phrase->n; i++)
        check_part(checker, node->items[0], phrase->items[i]);
}

/* --- verdicts that no data can change --------------------------------------------------------- */

enum { MAX_ATOMS = 10 };

typedef struct {
    const TcNode *atoms[MAX_ATOMS]; /* what và, hoặc and không join, each once */
    unsigned n;
    bool too_many;
} Logic;

static bool is_logic(const TcNode *node)
{
    return (node->kind == TC_NODE_CHAIN && (node->sub == TC_OP_AND || node->sub == TC_OP_OR)) ||
           (node->kind == TC_NODE_UNARY && node->sub == TC_OP_NOT && node->n);
}

static unsigned atom_of(const Logic *logic, const TcNode *node)
{
    unsigned i = 0;
    while (i < logic->n && !tc_check_same(logic->atoms[i], node))
        i++;
    return i;
}

static void gather_atoms(Logic *logic, const TcNode *node)
{
    if (is_logic(node)) {
        for (uint32_t i = 0; i < node->n && !logic->too_many; i++)
            gather_atoms(logic, node->items[i]);
        return;
    }
    if (atom_of(logic, node) < logic->n)
        return;
    logic->too_many = logic->n == MAX_ATOMS;
    if (!logic->too_many)
        logic->atoms[logic->n++] = node;
}

/* Does @node hold where the atoms in @held do and the others do not? */
static bool holds(const Logic *logic, const TcNode *node, unsigned held)
{
    if (!is_logic(node))
        return held >> atom_of(logic, node) & 1;
    if (node->kind == TC_NODE_UNARY)
        return !holds(logic, node->items[0], held);
    bool any = node->sub == TC_OP_OR;
    for (uint32_t i = 0; i < node->n; i++)
        if (holds(logic, node->items[i], held) == any)
            return any;
    return !any;
}

static void check_logic(TcChecker *checker, const TcVerdict *verdict)
{
    Logic logic = {.n = 0};
    unsigned held = 0;
    gather_atoms(&logic, verdict->met_when);
    if (logic.too_many || !is_logic(verdict->met_when))
        return;
    unsigned all = 1U << logic.n;
    for (unsigned i = 0; i < all; i++)
        held += holds(&logic, verdict->met_when, i);
    if (held == 0 || held == all)
        tc_diag(checker->sema->diags, held ? TC_DIAG_VERDICT_ALWAYS : TC_DIAG_VERDICT_NEVER,
                verdict->met_when->span, verdict->code, NULL);
}

void tc_check_steady_verdicts(TcChecker *checker)
{
    const TcModel *model = checker->model;
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        if (model->verdicts[i].met_when)
            check_logic(checker, &model->verdicts[i]);
}

/* --- points that are given anyway ------------------------------------------------------------- */

void tc_check_steady_points(TcChecker *checker)
{
    const TcModel *model = checker->model;
    mpq_t value;
    mpq_init(value);
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        const TcIndicator *indicator = &model->indicators[i];
        if (!indicator->judged || !indicator->points ||
            !tc_constant(model, indicator->points, value) || mpq_sgn(value) == 0)
            continue;
        g_autofree char *text = tc_check_text(indicator->points);
        tc_diag(checker->sema->diags, TC_DIAG_POINTS_ALWAYS, indicator->points->span,
                indicator->code, text, NULL);
    }
    mpq_clear(value);
}

/* --- letters ---------------------------------------------------------------------------------- */

void tc_check_letters(TcChecker *checker, TcNode *node)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (uint32_t i = 0; i < node->n; i++) {
        const TcNode *item = node->items[i];
        const TcNode *first = item->text ? g_hash_table_lookup(seen, item->text) : NULL;
        if (first) {
            TcDiag *diag =
                tc_diag(checker->sema->diags, TC_DIAG_LETTER_TWICE, item->at, item->text, NULL);
            tc_diag_label(diag, first->at, tc_msg(checker->sema->said, TC_MSG_FIRST_PLACE));
        } else if (item->text) {
            g_hash_table_insert(seen, (char *)item->text, (void *)item);
        }
    }
}
