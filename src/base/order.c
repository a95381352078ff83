/* Lists of numbers without repetitions. */
#include "base/order.h"

void tc_sort_unique(GArray *numbers)
{
    uint32_t *list = (uint32_t *)(void *)numbers->data;
    uint32_t n = 0;
    g_array_sort(numbers, tc_order_uint32);
    for (uint32_t i = 0; i < numbers->len; i++) {
        if (n == 0 || list[n - 1] != list[i])
            list[n++] = list[i];
    }
    g_array_set_size(numbers, n);
}
