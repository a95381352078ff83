/* Orders for sorting and searching. */
#ifndef TC_BASE_ORDER_H
#define TC_BASE_ORDER_H

#include <glib.h>
#include <stdint.h>

/* Of two uint32_t (columns, nodes, segments), as g_array_sort and bsearch want it. */
static inline int tc_order_uint32(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Sorts @numbers (of uint32_t) and leaves each in it once. */
void tc_sort_unique(GArray *numbers);

#endif
