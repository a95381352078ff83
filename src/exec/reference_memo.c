/* What the reference evaluator remembers of a row, and when that is forgotten.
 *
 * While a part is evaluated, its mark notes the cells that are read and whether an undefined
 * indicator was looked at, which a conclusion sees now so, now so. A remembered answer hands its
 * notes on to whatever asks for it. So an answer is known to hold until a cell changes that it
 * rests on; notes are never taken back: what is forgotten too often is only found anew. */
#include "exec/reference_internal.h"

enum { WORD = 64 };

static uint32_t n_cells(const TcModel *model)
{
    return tc_schema_width(&model->schema);
}

static uint32_t n_words(const TcReference *reference)
{
    return n_cells(reference->model) / WORD + 1;
}

static uint32_t n_sums(const TcModel *model)
{
    return model->n_indicators / TC_REF_SUMMED + 1;
}

/* --- memos --- */

static TcRefSlot *slots_new(uint32_t n)
{
    TcRefSlot *slots = g_new0(TcRefSlot, n);
    for (uint32_t i = 0; i < n; i++)
        tc_value_init(&slots[i].value);
    return slots;
}

static void slots_free(TcRefSlot *slots, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        g_free(slots[i].mark.reads);
        tc_value_clear(&slots[i].value);
    }
    g_free(slots);
}

static void memo_init(TcRefMemo *memo, const TcModel *model)
{
    memo->definitions = slots_new(model->n_definitions);
    memo->parameters = slots_new(model->n_parameters);
    memo->values = slots_new(model->n_indicators);
    memo->points = slots_new(model->n_indicators);
    memo->states = g_new0(TcRefStateSlot, model->n_indicators);
    memo->verdicts = slots_new(model->n_verdicts);
    memo->grades = slots_new(model->n_grades);
    memo->sums = g_new0(TcRefSumSlot, n_sums(model));
    for (uint32_t i = 0; i < n_sums(model); i++)
        tc_value_init(&memo->sums[i].value);
}

static void memo_clear(TcRefMemo *memo, const TcModel *model)
{
    slots_free(memo->definitions, model->n_definitions);
    slots_free(memo->parameters, model->n_parameters);
    slots_free(memo->values, model->n_indicators);
    slots_free(memo->points, model->n_indicators);
    for (uint32_t i = 0; i < model->n_indicators; i++)
        g_free(memo->states[i].mark.reads);
    g_free(memo->states);
    slots_free(memo->verdicts, model->n_verdicts);
    slots_free(memo->grades, model->n_grades);
    for (uint32_t i = 0; i < n_sums(model); i++) {
        g_free(memo->sums[i].mark.reads);
        tc_value_clear(&memo->sums[i].value);
    }
    g_free(memo->sums);
}

void tc_ref_memo_init(TcReference *reference)
{
    memo_init(&reference->completed, reference->model);
    memo_init(&reference->in_file, reference->model);
    reference->readers = g_new0(GPtrArray *, n_cells(reference->model) + 1);
}

void tc_ref_memo_clear(TcReference *reference)
{
    memo_clear(&reference->completed, reference->model);
    memo_clear(&reference->in_file, reference->model);
    for (uint32_t i = 0; i < n_cells(reference->model); i++) {
        if (reference->readers[i])
            g_ptr_array_unref(reference->readers[i]);
    }
    g_free(reference->readers);
}

/* --- notes --- */

static void note_read(TcReference *reference, TcRefMark *mark, uint32_t column)
{
    GPtrArray **readers = &reference->readers[column];
    mark->reads[column / WORD] |= (uint64_t)1 << column % WORD;
    if (!*readers)
        *readers = g_ptr_array_new();
    g_ptr_array_add(*readers, mark);
}

void tc_ref_reads(TcReference *reference, uint32_t column)
{
    TcRefMark *mark = reference->reading;
    if (mark && !(mark->reads[column / WORD] >> column % WORD & 1))
        note_read(reference, mark, column);
}

void tc_ref_is_unsteady(TcReference *reference)
{
    if (reference->reading)
        reference->reading->steady = false;
}

/* The part that is being evaluated rests on what @mark does. */
static void rest_on(TcReference *reference, const TcRefMark *mark)
{
    TcRefMark *reading = reference->reading;
    if (!reading)
        return;
    reading->steady &= mark->steady;
    for (uint32_t i = 0; i < n_words(reference); i++) {
        for (uint64_t more = mark->reads[i] & ~reading->reads[i]; more; more &= more - 1)
            note_read(reference, reading, i * WORD + (uint32_t)__builtin_ctzll(more));
    }
}

TcRefMark *tc_ref_begin(TcReference *reference, TcRefMark *mark)
{
    TcRefMark *outer = reference->reading;
    if (!mark->reads)
        mark->reads = g_new0(uint64_t, n_words(reference));
    mark->steady = !reference->supposed;
    reference->reading = mark;
    return outer;
}

void tc_ref_end(TcReference *reference, TcRefMark *mark, TcRefMark *outer)
{
    mark->epoch = reference->epoch;
    reference->reading = outer;
    rest_on(reference, mark);
}

bool tc_ref_holds(TcReference *reference, const TcRefMark *mark)
{
    const bool steady = mark->steady && mark->epoch >= reference->row_from && !reference->supposed;
    if (mark->epoch != reference->epoch && !steady)
        return false;
    rest_on(reference, mark);
    return true;
}

/* --- rows --- */

void tc_ref_begin_epoch(TcReference *reference)
{
    reference->epoch = ++reference->last_epoch;
}

void tc_ref_forget(TcReference *reference)
{
    tc_ref_begin_epoch(reference);
    reference->row_from = reference->row_epoch = reference->epoch;
}

void tc_reference_change_cell(TcReference *reference, uint32_t column)
{
    const GPtrArray *readers = reference->readers[column];
    for (guint i = 0; readers && i < readers->len; i++)
        ((TcRefMark *)readers->pdata[i])->epoch = 0;
    tc_ref_begin_epoch(reference);
    reference->row_epoch = reference->epoch;
}
