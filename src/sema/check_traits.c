/* Lists of units that name none but what some are like: "không áp dụng đối với: miền núi". */
#include "sema/checker.h"

#include <string.h>
#include "base/msg.h"
#include "base/text.h"
#include "data/unit_name.h"

/* The column of a list that has the word @trait, which *@choice is then; or NULL. */
static const TcColumnSpec *column_with(const TcModel *model, const char *trait, const char **choice)
{
    for (uint32_t i = 0; i < model->schema.n_columns; i++) {
        const TcColumnSpec *column = &model->schema.columns[i];
        for (uint32_t k = 0; column->type == TC_TYPE_CHOICE && k < column->n_choices; k++) {
            *choice = column->choices[k];
            if (tc_text_same(*choice, trait))
                return column;
        }
    }
    return NULL;
}

/* A name that nothing has yet. */
static const char *free_name(const TcSema *sema)
{
    static const char *const names[TC_N_LANGS][2] = {{"Vùng", "Địa bàn"}, {"Region", "Zone"}};
    const char *const *own = names[sema->model->lang];
    return own[tc_sema_name(sema, own[0]) != NULL];
}

static char *condition_on(const TcChecker *checker, const char *column, const char *trait,
                          TcKeyword list)
{
    return g_strdup_printf("%s: [%s] %s \"%s\"", tc_check_word(checker, TC_KW_NOT_APPLICABLE_WHEN),
                           column, list == TC_KW_ONLY_FOR ? "<>" : "=", trait);
}

static void report_known(TcChecker *checker, const TcNode *clause, const TcNode *item,
                         const char *column, const char *choice)
{
    const TcSema *sema = checker->sema;
    g_autofree char *right = condition_on(checker, column, choice, (TcKeyword)clause->sub);
    g_autofree char *fix = tc_msg_format(sema->said, TC_MSG_WRITE, right, NULL);
    TcDiag *diag = tc_diag(sema->diags, TC_DIAG_UNIT_TRAIT, item->span, item->text, fix, NULL);
    if (clause->n == 1)
        tc_diag_edit(diag, tc_span_join(clause->at, item->span), right);
}

static void report_new(TcChecker *checker, const TcNode *clause, const TcNode *item,
                       const char *trait)
{
    const TcSema *sema = checker->sema;
    const char *column = free_name(checker->sema);
    g_autofree char *right = condition_on(checker, column, trait, (TcKeyword)clause->sub);
    g_autofree char *entry =
        tc_msg_format(checker->model->lang, TC_MSG_TRAIT_COLUMN, column, trait, NULL);
    g_autofree char *fix = tc_msg_format(sema->said, TC_MSG_TRAIT_DECLARE, entry, right, NULL);
    tc_diag(sema->diags, TC_DIAG_UNIT_TRAIT, item->span, item->text, fix, NULL);
}

static void check_item(TcChecker *checker, const TcNode *clause, const TcNode *item)
{
    g_auto(TcUnitName) name = {0};
    char *kind;
    if (!item->text || !tc_unit_list_is_odd(item->text, &kind))
        return;
    g_autofree char *meant = kind;
    if (meant)
        return;
    const char *choice;
    tc_unit_name_split(item->text, &name);
    const TcColumnSpec *column = column_with(checker->model, item->text, &choice);
    if (!column)
        column = column_with(checker->model, name.name, &choice);
    if (column)
        report_known(checker, clause, item, column->name, choice);
    else
        report_new(checker, clause, item, name.name);
}

void tc_check_traits(TcChecker *checker)
{
    static const TcKeyword lists[] = {TC_KW_NOT_FOR, TC_KW_ONLY_FOR};
    for (uint32_t i = 0; i < checker->model->n_indicators; i++) {
        for (size_t k = 0; k < G_N_ELEMENTS(lists); k++) {
            const TcNode *clause = tc_head_clause(checker->model->indicators[i].head, lists[k]);
            for (uint32_t j = 0; clause && j < clause->n; j++)
                check_item(checker, clause, clause->items[j]);
        }
    }
}
