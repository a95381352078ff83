/* TcForm: a linear form with rational weights, while the plan is made.
 *
 * A form is a constant and terms sorted by atom, each atom once. Atoms are columns, number nodes,
 * and "outcome node X is met (not met, not applicable)" as 0 or 1. Forms are immutable, belong to
 * their pool and share numbers with the forms they are made of: pools are freed together. The
 * weight of a number node may be 0: 0 times what is undefined is undefined. */
#ifndef TC_PLAN_FORM_H
#define TC_PLAN_FORM_H

#include <glib.h>
#include <gmp.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum { TC_ATOM_COLUMN, TC_ATOM_OUTCOME, TC_ATOM_NUMBER } TcAtomKind;
typedef struct {
    TcAtomKind kind;
    uint32_t index; /* column; else node */
    uint32_t state; /* OUTCOME: 0 met, 1 not met, 2 not applicable */
    bool kept;      /* stays in the form with weight 0: it can be undefined or chưa có */
    mpq_t weight;
} TcFormTerm;

typedef struct {
    TcFormTerm *terms;
    uint32_t n;
    mpq_t constant;
} TcForm;

typedef struct TcFormPool TcFormPool;
TcFormPool *tc_form_pool_new(void);
void tc_form_pool_free(TcFormPool *pool);

const TcForm *tc_form_constant(TcFormPool *pool, const mpq_t value);
const TcForm *tc_form_atom(TcFormPool *pool, TcAtomKind kind, uint32_t index, uint32_t state,
                           bool kept);
/* Sum of @n forms, each times its weight (@weights NULL: 1). Cost: n log n in terms. */
const TcForm *tc_form_sum(TcFormPool *pool, const TcForm *const *forms, const mpq_t *weights,
                          uint32_t n);
/* a + b * weight. */
const TcForm *tc_form_add(TcFormPool *pool, const TcForm *a, const TcForm *b, const mpq_t weight);
const TcForm *tc_form_scale(TcFormPool *pool, const TcForm *a, const mpq_t weight);
/* Of many weighted atoms of outcomes: @weights 3 a node. */
const TcForm *tc_form_outcomes(TcFormPool *pool, const uint32_t *nodes, const mpq_t *weights,
                               uint32_t n);

bool tc_form_is_constant(const TcForm *form);
bool tc_form_only_columns(const TcForm *form);
bool tc_form_equal(const TcForm *a, const TcForm *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcFormPool, tc_form_pool_free)

#endif
