/* Sums, layer by layer, each with the way that it came about. See generate_sums.h. */
#include "engine/generate_sums.h"

enum { MOST_SUMS = 4096 };

static GArray *layer_new(guint n)
{
    return g_array_sized_new(FALSE, FALSE, sizeof(TcSum), n);
}

void tc_sums_init(TcSums *sums)
{
    const TcSum nothing = {0, 0, 0};
    GArray *layer = layer_new(1);
    g_array_append_val(layer, nothing);
    sums->layers = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    g_ptr_array_add(sums->layers, layer);
}

void tc_sums_clear(TcSums *sums)
{
    g_ptr_array_unref(sums->layers);
}

/* Of equal sums the one with the earliest picks stands first. */
static int by_sum(const void *a, const void *b)
{
    const TcSum *x = a, *y = b;
    if (x->sum != y->sum)
        return x->sum < y->sum ? -1 : 1;
    if (x->pick != y->pick)
        return x->pick < y->pick ? -1 : 1;
    return (x->before > y->before) - (x->before < y->before);
}

/* Each sum once, and no more than are kept. Returns: (transfer full). */
static GArray *thinned(const GArray *all)
{
    g_autoptr(GArray) once = layer_new(all->len);
    for (guint i = 0; i < all->len; i++)
        if (i == 0 || g_array_index(all, TcSum, i).sum != g_array_index(all, TcSum, i - 1).sum)
            g_array_append_val(once, g_array_index(all, TcSum, i));
    const guint kept = MIN(once->len, MOST_SUMS);
    GArray *layer = layer_new(kept);
    for (guint i = 0; i < kept; i++)
        g_array_append_val(layer,
                           g_array_index(once, TcSum, (guint64)i * once->len / MAX(kept, 1)));
    return layer;
}

void tc_sums_add(TcSums *sums, const int64_t *numbers, uint32_t n)
{
    const GArray *last = g_ptr_array_index(sums->layers, sums->layers->len - 1);
    g_autoptr(GArray) all = layer_new(last->len * n);
    for (uint32_t before = 0; before < last->len; before++)
        for (uint32_t pick = 0; pick < n; pick++) {
            TcSum sum = {0, before, pick};
            if (!__builtin_add_overflow(g_array_index(last, TcSum, before).sum, numbers[pick],
                                        &sum.sum))
                g_array_append_val(all, sum);
        }
    g_array_sort(all, by_sum);
    g_ptr_array_add(sums->layers, thinned(all));
}

static bool is_on(int64_t sum, int64_t target, int side)
{
    return (sum > target) - (sum < target) == side;
}

bool tc_sums_find(const TcSums *sums, int64_t target, int side, uint32_t *picks)
{
    guint layer = sums->layers->len - 1;
    const GArray *all = g_ptr_array_index(sums->layers, layer);
    const TcSum *found = NULL;
    for (guint i = 0; i < all->len && !(found && side >= 0); i++) {
        const TcSum *sum = &g_array_index(all, TcSum, i);
        if (is_on(sum->sum, target, side))
            found = sum;
    }
    for (const TcSum *sum = found; sum && layer > 0; layer--) {
        picks[layer - 1] = sum->pick;
        sum = &g_array_index((GArray *)g_ptr_array_index(sums->layers, layer - 1), TcSum,
                             sum->before);
    }
    return found != NULL;
}
