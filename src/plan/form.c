#include "plan/form.h"

#include <stdlib.h>

struct TcFormPool {
    GPtrArray *forms; /* TcForm, owned */
};

static void form_free(void *data)
{
    TcForm *form = data;
    for (uint32_t i = 0; i < form->n; i++)
        mpq_clear(form->terms[i].weight);
    g_free(form->terms);
    mpq_clear(form->constant);
    g_free(form);
}

TcFormPool *tc_form_pool_new(void)
{
    TcFormPool *pool = g_new0(TcFormPool, 1);
    pool->forms = g_ptr_array_new_with_free_func(form_free);
    return pool;
}

void tc_form_pool_free(TcFormPool *pool)
{
    if (!pool)
        return;
    g_ptr_array_unref(pool->forms);
    g_free(pool);
}

/* An empty form with room for @room terms; the caller fills terms and n. */
static TcForm *form_new(TcFormPool *pool, size_t room)
{
    TcForm *form = g_new0(TcForm, 1);
    form->terms = g_new0(TcFormTerm, room);
    mpq_init(form->constant);
    g_ptr_array_add(pool->forms, form);
    return form;
}

const TcForm *tc_form_constant(TcFormPool *pool, const mpq_t value)
{
    TcForm *form = form_new(pool, 0);
    mpq_set(form->constant, value);
    return form;
}

static void append(TcForm *form, TcAtomKind kind, uint32_t index, uint32_t state, bool kept,
                   const mpq_t weight)
{
    TcFormTerm *term = &form->terms[form->n++];
    *term = (TcFormTerm){.kind = kind, .index = index, .state = state, .kept = kept};
    mpq_init(term->weight);
    mpq_set(term->weight, weight);
}

const TcForm *tc_form_atom(TcFormPool *pool, TcAtomKind kind, uint32_t index, uint32_t state,
                           bool kept)
{
    TcForm *form = form_new(pool, 1);
    mpq_t one;
    mpq_init(one);
    mpq_set_si(one, 1, 1);
    append(form, kind, index, state, kept, one);
    mpq_clear(one);
    return form;
}

static int compare_terms(const void *left, const void *right)
{
    const TcFormTerm *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->index != b->index)
        return a->index < b->index ? -1 : 1;
    return (a->state > b->state) - (a->state < b->state);
}

/* Sorts the terms, joins those of one atom, drops zeros that may be dropped. */
static void normalise(TcForm *form)
{
    uint32_t kept = 0;
    if (form->n > 1)
        qsort(form->terms, form->n, sizeof *form->terms, compare_terms);
    for (uint32_t i = 0; i < form->n; i++) {
        TcFormTerm *term = &form->terms[i];
        if (kept > 0 && compare_terms(&form->terms[kept - 1], term) == 0) {
            mpq_add(form->terms[kept - 1].weight, form->terms[kept - 1].weight, term->weight);
            mpq_clear(term->weight);
            continue;
        }
        if (kept != i)
            form->terms[kept] = *term;
        kept++;
    }
    form->n = kept;
    kept = 0;
    for (uint32_t i = 0; i < form->n; i++) {
        if (mpq_sgn(form->terms[i].weight) == 0 && !form->terms[i].kept)
            mpq_clear(form->terms[i].weight);
        else
            form->terms[kept++] = form->terms[i];
    }
    form->n = kept;
}

const TcForm *tc_form_sum(TcFormPool *pool, const TcForm *const *forms, const mpq_t *weights,
                          uint32_t n)
{
    size_t room = 0;
    for (uint32_t i = 0; i < n; i++)
        room += forms[i]->n;
    TcForm *sum = form_new(pool, room);
    mpq_t product;
    mpq_init(product);
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = 0; k < forms[i]->n; k++) {
            const TcFormTerm *term = &forms[i]->terms[k];
            mpq_set(product, term->weight);
            if (weights)
                mpq_mul(product, product, weights[i]);
            append(sum, term->kind, term->index, term->state, term->kept, product);
        }
        mpq_set(product, forms[i]->constant);
        if (weights)
            mpq_mul(product, product, weights[i]);
        mpq_add(sum->constant, sum->constant, product);
    }
    mpq_clear(product);
    normalise(sum);
    return sum;
}

const TcForm *tc_form_add(TcFormPool *pool, const TcForm *a, const TcForm *b, const mpq_t weight)
{
    const TcForm *forms[2] = {a, b};
    mpq_t weights[2];
    mpq_init(weights[0]);
    mpq_init(weights[1]);
    mpq_set_si(weights[0], 1, 1);
    mpq_set(weights[1], weight);
    const TcForm *sum = tc_form_sum(pool, forms, (const mpq_t *)weights, 2);
    mpq_clear(weights[0]);
    mpq_clear(weights[1]);
    return sum;
}

const TcForm *tc_form_scale(TcFormPool *pool, const TcForm *a, const mpq_t weight)
{
    mpq_t weights[1];
    mpq_init(weights[0]);
    mpq_set(weights[0], weight);
    const TcForm *scaled = tc_form_sum(pool, &a, (const mpq_t *)weights, 1);
    mpq_clear(weights[0]);
    return scaled;
}

const TcForm *tc_form_outcomes(TcFormPool *pool, const uint32_t *nodes, const mpq_t *weights,
                               uint32_t n)
{
    TcForm *form = form_new(pool, 3 * (size_t)n);
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t state = 0; state < 3; state++)
            append(form, TC_ATOM_OUTCOME, nodes[i], state, false, weights[3 * (size_t)i + state]);
    }
    normalise(form);
    return form;
}

bool tc_form_is_constant(const TcForm *form)
{
    return form->n == 0;
}

bool tc_form_only_columns(const TcForm *form)
{
    return form->n == 0 || form->terms[form->n - 1].kind == TC_ATOM_COLUMN;
}

bool tc_form_equal(const TcForm *a, const TcForm *b)
{
    if (a == b)
        return true;
    if (a->n != b->n || !mpq_equal(a->constant, b->constant))
        return false;
    for (uint32_t i = 0; i < a->n; i++) {
        if (compare_terms(&a->terms[i], &b->terms[i]) != 0 ||
            !mpq_equal(a->terms[i].weight, b->terms[i].weight))
            return false;
    }
    return true;
}
