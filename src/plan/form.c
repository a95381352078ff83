/* Forms and the limbs of their numbers lie in the arena of their pool and are never written to, so
 * a weight that is taken over is the same limbs again: most weights are 1, -1 or taken over, and
 * making and clearing a number for each was a quarter of the time of a plan. */
#include "plan/form.h"

#include <stdlib.h>
#include "base/arena.h"
#include "base/number.h"

struct TcFormPool {
    TcArena *arena;
    mpq_ptr zero, one;
    mpq_t scratch;
};

TcFormPool *tc_form_pool_new(void)
{
    TcFormPool *pool = g_new0(TcFormPool, 1);
    pool->arena = tc_arena_new();
    mpq_init(pool->scratch);
    pool->zero = tc_number_keep(pool->arena, pool->scratch);
    mpq_set_si(pool->scratch, 1, 1);
    pool->one = tc_number_keep(pool->arena, pool->scratch);
    return pool;
}

void tc_form_pool_free(TcFormPool *pool)
{
    if (!pool)
        return;
    mpq_clear(pool->scratch);
    tc_arena_free(pool->arena);
    g_free(pool);
}

/* An empty form with room for @room terms; the caller fills terms and n. */
static TcForm *form_new(TcFormPool *pool, size_t room)
{
    TcForm *form = tc_arena_alloc(pool->arena, sizeof(TcForm));
    form->terms = tc_arena_alloc(pool->arena, room * sizeof(TcFormTerm));
    *form->constant = *pool->zero;
    return form;
}

static bool is_one(const mpq_t value, long sign)
{
    return mpz_cmp_si(mpq_numref(value), sign) == 0 && mpz_cmp_si(mpq_denref(value), 1) == 0;
}

/* @value times @factor, in the pool. Pre: @value is in the pool. */
static __mpq_struct product(TcFormPool *pool, const mpq_t value, const mpq_t factor)
{
    mpq_t same = {*value};
    if (is_one(factor, 1))
        return *same;
    if (is_one(factor, -1)) {
        mpq_neg(same, same); /* the sign is not in the limbs */
        return *same;
    }
    if (is_one(value, 1))
        return *tc_number_keep(pool->arena, factor);
    mpq_mul(pool->scratch, value, factor);
    return *tc_number_keep(pool->arena, pool->scratch);
}

/* Adds @more to @sum. Pre: both are in the pool. */
static void add_to(TcFormPool *pool, mpq_t sum, const mpq_t more)
{
    if (mpq_sgn(more) == 0)
        return;
    if (mpq_sgn(sum) == 0) {
        *sum = *more;
        return;
    }
    mpq_add(pool->scratch, sum, more);
    *sum = *tc_number_keep(pool->arena, pool->scratch);
}

const TcForm *tc_form_constant(TcFormPool *pool, const mpq_t value)
{
    TcForm *form = form_new(pool, 0);
    *form->constant = *tc_number_keep(pool->arena, value);
    return form;
}

const TcForm *tc_form_atom(TcFormPool *pool, TcAtomKind kind, uint32_t index, uint32_t state,
                           bool kept)
{
    TcForm *form = form_new(pool, 1);
    form->n = 1;
    form->terms[0] = (TcFormTerm){
        .kind = kind, .index = index, .state = state, .kept = kept, .weight = {*pool->one}};
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
static void normalise(TcFormPool *pool, TcForm *form)
{
    uint32_t kept = 0;
    if (form->n > 1)
        qsort(form->terms, form->n, sizeof *form->terms, compare_terms);
    for (uint32_t i = 0; i < form->n; i++) {
        TcFormTerm *last = kept > 0 ? &form->terms[kept - 1] : NULL;
        if (last && compare_terms(last, &form->terms[i]) == 0)
            add_to(pool, last->weight, form->terms[i].weight);
        else
            form->terms[kept++] = form->terms[i];
    }
    form->n = kept;
    kept = 0;
    for (uint32_t i = 0; i < form->n; i++) {
        if (mpq_sgn(form->terms[i].weight) != 0 || form->terms[i].kept)
            form->terms[kept++] = form->terms[i];
    }
    form->n = kept;
}

/* Appends the terms of @form, and its constant to that of @sum, all times @weight. */
static void append(TcFormPool *pool, TcForm *sum, const TcForm *form, const mpq_t weight)
{
    for (uint32_t i = 0; i < form->n; i++) {
        TcFormTerm *term = &sum->terms[sum->n++];
        *term = form->terms[i];
        *term->weight = product(pool, term->weight, weight);
    }
    mpq_t constant = {product(pool, form->constant, weight)};
    add_to(pool, sum->constant, constant);
}

const TcForm *tc_form_sum(TcFormPool *pool, const TcForm *const *forms, const mpq_t *weights,
                          uint32_t n)
{
    size_t room = 0;
    for (uint32_t i = 0; i < n; i++)
        room += forms[i]->n;
    TcForm *sum = form_new(pool, room);
    for (uint32_t i = 0; i < n; i++)
        append(pool, sum, forms[i], weights ? weights[i] : pool->one);
    normalise(pool, sum);
    return sum;
}

const TcForm *tc_form_add(TcFormPool *pool, const TcForm *a, const TcForm *b, const mpq_t weight)
{
    TcForm *sum = form_new(pool, (size_t)a->n + b->n);
    append(pool, sum, a, pool->one);
    append(pool, sum, b, weight);
    normalise(pool, sum);
    return sum;
}

const TcForm *tc_form_scale(TcFormPool *pool, const TcForm *a, const mpq_t weight)
{
    if (is_one(weight, 1))
        return a;
    TcForm *scaled = form_new(pool, a->n);
    append(pool, scaled, a, weight);
    normalise(pool, scaled);
    return scaled;
}

const TcForm *tc_form_outcomes(TcFormPool *pool, const uint32_t *nodes, const mpq_t *weights,
                               uint32_t n)
{
    TcForm *form = form_new(pool, 3 * (size_t)n);
    for (uint32_t i = 0; i < 3 * n; i++) {
        TcFormTerm *term = &form->terms[form->n++];
        *term = (TcFormTerm){.kind = TC_ATOM_OUTCOME, .index = nodes[i / 3], .state = i % 3};
        *term->weight = product(pool, pool->one, weights[i]);
    }
    normalise(pool, form);
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
