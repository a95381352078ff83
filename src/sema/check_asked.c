/* Checks of questions about cells: is there a value, is it chưa có?
 *
 * Before: typed expressions. After: a question that is never or always so, or that asks for less
 * than it seems to, is told with the one that is meant. */
#include "sema/checker.h"

/* --- để trống --------------------------------------------------------------------------------- */

void tc_check_unknown_compared(TcChecker *checker, TcNode *node)
{
    for (uint32_t i = 0; i < node->n; i++) {
        if (node->items[i]->kind != TC_NODE_UNKNOWN)
            continue;
        g_autofree char *other = tc_check_text(node->items[1 - i]);
        bool equal = node->sub == TC_OP_EQ;
        g_autofree char *meant = g_strdup_printf(
            "%s %s", other, tc_check_word(checker, equal ? TC_KW_HAS_NO_DATA : TC_KW_HAS_DATA));
        TcDiag *diag =
            tc_diag(checker->sema->diags, TC_DIAG_UNKNOWN_COMPARED, node->span, meant, NULL);
        tc_diag_edit(diag, node->span, meant);
        return;
    }
}

/* --- có số liệu ----------------------------------------------------------------------- */

/* What the part that the walk is in says of itself; NULL if it cannot. */
static const TcProvenance *about(const TcChecker *checker)
{
    const TcModel *model = checker->model;
    const uint32_t index = checker->root.index;
    switch ((int)checker->root.owner) {
    case TC_REF_INDICATOR:
        return &model->indicators[index].about;
    case TC_REF_VERDICT:
        return &model->verdicts[index].about;
    case TC_REF_GRADE:
        return &model->grades[index].about;
    case TC_REF_RANKING:
        return &model->rankings[index].about;
    default:
        return NULL;
    }
}

/* The condition that what @column, a date or a document, tells of has come about. (transfer full)
 * NULL: it cannot be chưa có, or is of another type. */
static char *come_about(const TcChecker *checker, const TcNode *column)
{
    if (column->kind != TC_NODE_NAME || column->ref.kind != TC_REF_COLUMN)
        return NULL;
    const TcColumnSpec *spec = &checker->model->schema.columns[column->ref.index];
    g_autofree char *name = tc_check_text(column);
    if (spec->blank != TC_BLANK_NONE)
        return NULL;
    if (spec->type == TC_TYPE_DOCUMENT)
        return g_strdup_printf("%s = %s", name, tc_check_word(checker, TC_KW_YES));
    if (spec->type != TC_TYPE_DATE)
        return NULL;
    return g_strdup_printf("%s %s %s", name, tc_check_word(checker, TC_KW_TO),
                           tc_check_word(checker, TC_KW_CUTOFF_DATE));
}

/* "[Ngày họp] có số liệu" holds for chưa có. Who means that says how it is to be read. */
void tc_check_has_data(TcChecker *checker, TcNode *node)
{
    const TcProvenance *part = about(checker);
    g_autofree char *there = come_about(checker, node->items[0]);
    if (!there || !part || part->reading)
        return;
    g_autofree char *denied =
        g_strdup_printf("%s (%s)", tc_operator_name(TC_OP_NOT, checker->model->lang), there);
    const bool negated = node->flags & TC_FLAG_NEGATED;
    const char *meant = negated ? denied : there;
    g_autofree char *column = tc_check_text(node->items[0]);
    TcDiag *diag =
        tc_diag(checker->sema->diags, TC_DIAG_HAS_DATA_NONE, node->span, column, meant, NULL);
    tc_diag_edit(diag, node->span, meant);
}
