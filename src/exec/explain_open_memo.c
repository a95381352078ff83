/* Answers that an open part gave before, by the values of the open cells.
 *
 * What is tried of a few open cells are ends of their ranges and values at which something turns:
 * the same completions again and again, four times of five in the job of bench/. A kept answer
 * counts as many resolutions as it took, so that a budget ends where it would. */
#include "exec/explain_open_internal.h"

#include "exec/reference_internal.h"

typedef struct {
    uint64_t answer, looks;
} Kept;

struct TcOpenMemo {
    const TcOpen *open;
    TcQuestion *question; /* and its data, if nothing is kept */
    const void *data;
    GHashTable *kept; /* GBytes: key_of → Kept */
};

TcOpenMemo *tc_open_memo_new(const TcOpen *open, const TcAsking *asking)
{
    TcOpenMemo *memo = g_new(TcOpenMemo, 1);
    *memo = (TcOpenMemo){
        open, asking->question, asking->data,
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, g_free)};
    return memo;
}

void tc_open_memo_free(TcOpenMemo *memo)
{
    g_hash_table_unref(memo->kept);
    g_free(memo);
}

/* A cell's value by number and the steps that numbers have now; of what has none that of no value.
 */
static void add_cell(GArray *key, const TcProbe *probe, uint32_t column)
{
    const TcValue *cell = &probe->cells[column];
    const bool stepped = column < probe->model->schema.n_columns;
    const int64_t of[] = {cell->defined, cell->defined ? tc_probe_number(probe, column, cell) : 0,
                          stepped ? probe->steps[column] : 1};
    g_array_append_vals(key, of, G_N_ELEMENTS(of));
}

/* Returns: (transfer full) the values of the open cells that the part reads. */
static GBytes *key_of(const TcOpen *open)
{
    const TcProbe *probe = open->explainer->probe;
    GArray *key = g_array_new(FALSE, FALSE, sizeof(int64_t));
    for (uint32_t i = 0; i < open->n; i++)
        add_cell(key, probe, open->cells[i]);
    for (guint i = 0; i < open->others->len; i++)
        add_cell(key, probe, g_array_index(open->others, uint32_t, i));
    const gsize size = key->len * sizeof(int64_t);
    return g_bytes_new_take(g_array_free(key, FALSE), size);
}

uint64_t tc_open_ask_remembered(TcReference *reference, const void *data)
{
    const TcOpenMemo *memo = data;
    GBytes *key = key_of(memo->open);
    Kept *kept = g_hash_table_lookup(memo->kept, key);
    if (kept) {
        reference->n_resolutions += kept->looks;
        g_bytes_unref(key);
        return kept->answer;
    }
    const uint64_t before = tc_reference_resolutions(reference);
    kept = g_new(Kept, 1);
    kept->answer = memo->question(reference, memo->data);
    kept->looks = tc_reference_resolutions(reference) - before;
    g_hash_table_insert(memo->kept, key, kept);
    return kept->answer;
}
