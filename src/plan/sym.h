/* TcSym: what an expression comes to while the plan is made.
 *
 * A value is kept apart by its cases as long as that is cheap: a tree of choices whose leaves are
 * linear forms (or quotients of two), texts, truths or numbers of the plan. A comparison is carried
 * into the leaves ("compare, do not divide"), so a threshold that varies by case stays a constant
 * in each case. Guards and truths are nodes of the plan. Syms are immutable and belong to their
 * lowering. */
#ifndef TC_PLAN_SYM_H
#define TC_PLAN_SYM_H

#include "plan/build.h"

typedef enum {
    TC_SYM_TRUTH,     /* node */
    TC_SYM_FORM,      /* num / den; den NULL: 1. Dates are days */
    TC_SYM_TEXT,      /* text */
    TC_SYM_COLUMN,    /* column of texts */
    TC_SYM_LABELS,    /* node; `grade` names its labels */
    TC_SYM_UNDEFINED, /* no value */
    TC_SYM_NEVER,     /* behind the last branch of a choice that is proved to cover all */
    TC_SYM_CHOOSE,    /* guard node, then, otherwise */
} TcSymKind;

typedef struct TcSym {
    TcSymKind kind;
    bool nonzero;  /* FORM: where den is 0 nobody asks */
    uint32_t node; /* TRUTH, LABELS, guard of CHOOSE */
    uint32_t column, grade;
    uint32_t leaves, kinds;  /* how many; which (bits 1 << TcSymKind) */
    bool may_none, may_zero; /* some leaf */
    bool unknown_guard;      /* of some choice */
    const TcForm *num, *den;
    const char *text;
    const struct TcSym *then, *otherwise;
} TcSym;

enum { TC_SYM_MAX_LEAVES = 64 }; /* above, a value becomes one node and its cases are forgotten */

typedef struct TcSymPool TcSymPool;
TcSymPool *tc_sym_pool_new(TcBuilder *builder, TcFormPool *forms);
void tc_sym_pool_free(TcSymPool *pool);

const TcSym *tc_sym_truth(TcSymPool *pool, uint32_t node);
const TcSym *tc_sym_form(TcSymPool *pool, const TcForm *num, const TcForm *den, bool nonzero);
const TcSym *tc_sym_number(TcSymPool *pool, const mpq_t value);
const TcSym *tc_sym_integer(TcSymPool *pool, long value);
const TcSym *tc_sym_node(TcSymPool *pool, uint32_t number_node);
const TcSym *tc_sym_column(TcSymPool *pool, uint32_t column); /* of numbers or dates */
const TcSym *tc_sym_text(TcSymPool *pool, const char *text);
const TcSym *tc_sym_text_column(TcSymPool *pool, uint32_t column);
const TcSym *tc_sym_labels(TcSymPool *pool, uint32_t node, uint32_t grade);
const TcSym *tc_sym_undefined(TcSymPool *pool);
const TcSym *tc_sym_never(TcSymPool *pool);
const TcSym *tc_sym_choose(TcSymPool *pool, uint32_t guard, const TcSym *then,
                           const TcSym *otherwise);

/* Left op right for + - * /. */
const TcSym *tc_sym_compute(TcSymPool *pool, TcOperator op, const TcSym *left, const TcSym *right);
const TcSym *tc_sym_sum(TcSymPool *pool, const TcSym *const *parts, uint32_t n);
/* The truth node of left op right for = <> < <= > >=. */
uint32_t tc_sym_compare(TcSymPool *pool, TcOperator op, const TcSym *left, const TcSym *right);
/* The truth node of: it has a value, which may be chưa có. */
uint32_t tc_sym_is_defined(TcSymPool *pool, const TcSym *sym);
/* The truth node of: its value is not chưa có. Unknown where it has none. */
uint32_t tc_sym_is_there(TcSymPool *pool, const TcSym *sym);

/* The node of a number; of a condition; of the labels of @grade. */
uint32_t tc_sym_to_number(TcSymPool *pool, const TcSym *sym);
uint32_t tc_sym_to_truth(TcSymPool *pool, const TcSym *sym);
uint32_t tc_sym_to_labels(TcSymPool *pool, const TcSym *sym, uint32_t grade);
/* Is it a text, or a choice of texts? */
static inline bool tc_sym_is_text(const TcSym *sym)
{
    return (sym->kinds & (1u << TC_SYM_TEXT | 1u << TC_SYM_COLUMN)) != 0;
}
/* Is it a constant number? */
bool tc_sym_constant(const TcSym *sym, mpq_t value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcSymPool, tc_sym_pool_free)

#endif
