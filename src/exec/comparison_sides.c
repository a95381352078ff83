/* What a comparison comes to as the cells of a row stand: which side is above, and by how much. */
#include "exec/comparisons.h"

/* -1, 0, 1 as the left side is below, at or above the right one; 2: a side is undefined or chưa
 * có, or they are no values of one kind. */
static int sign_of(const TcValue *left, const TcValue *right)
{
    if (!left->defined || !right->defined || left->none || right->none || left->kind != right->kind)
        return 2;
    if (left->kind == TC_VALUE_BOOL)
        return left->truth - right->truth;
    const int order = tc_value_order(left, right);
    return order < 0 ? -1 : order > 0;
}

static void compared(TcReference *reference, const TcComparison *comparison, TcValue *left,
                     TcValue *right)
{
    if (comparison->points) {
        tc_reference_points(reference, comparison->subject, left);
        tc_value_copy(right, comparison->points);
        return;
    }
    if (comparison->left)
        tc_reference_value(reference, comparison->left, comparison->self, left);
    else
        tc_reference_indicator_value(reference, comparison->subject, left);
    tc_reference_value(reference, comparison->right, comparison->self, right);
}

int tc_comparison_sign(TcReference *reference, const TcComparison *comparison)
{
    TcValue left, right;
    tc_value_init(&left);
    tc_value_init(&right);
    compared(reference, comparison, &left, &right);
    const int sign = sign_of(&left, &right);
    tc_value_clear(&left);
    tc_value_clear(&right);
    return sign;
}

bool tc_comparison_difference(TcReference *reference, const TcComparison *comparison,
                              mpq_t difference)
{
    TcValue left, right;
    tc_value_init(&left);
    tc_value_init(&right);
    compared(reference, comparison, &left, &right);
    const bool numbers = sign_of(&left, &right) != 2 && left.kind == TC_VALUE_NUMBER;
    if (numbers)
        mpq_sub(difference, left.number, right.number);
    tc_value_clear(&left);
    tc_value_clear(&right);
    return numbers;
}
