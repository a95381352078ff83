/* What the value of an indicator can be, for those who ask behind the passes. Before: a model
 * without mistakes. After: its range over the declared ranges of the columns. */
#include "sema/value_range.h"

#include "sema/checker.h"

char *tc_value_range(TcSema *sema, uint32_t indicator, TcRange *range)
{
    const TcNode *value = sema->model->indicators[indicator].value;
    char *text = NULL;
    TcChecker checker;
    if (!value || !value->type || value->type->kind != TC_KIND_NUMBER)
        return NULL;
    tc_checker_init(&checker, sema);
    if (tc_range_of(&checker, value, range))
        text = tc_check_range_text(&checker, value->type, range);
    tc_checker_clear(&checker);
    return text;
}
