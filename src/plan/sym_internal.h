/* What the files of syms share. */
#ifndef TC_PLAN_SYM_INTERNAL_H
#define TC_PLAN_SYM_INTERNAL_H

#include "base/arena.h"
#include "plan/sym.h"

struct TcSymPool {
    TcBuilder *builder;
    TcFormPool *forms; /* borrowed */
    TcArena *syms;     /* owns them */
    TcSym *undefined, *never;
    GHashTable *answers;       /* TcSymQuestion (owned) -> answer */
    GHashTable *without_never; /* sym -> itself, where nothing fits undefined */
};

/* What is asked of cases. They may be shared ([b] : trường hợp … thì [a] …; [c] : trường hợp … thì
 * [b] … còn lại [b]), so an answer is kept, and each pair of choices is walked once. */
typedef struct TcSymQuestion {
    uint32_t (*find)(TcSymPool *pool, const struct TcSymQuestion *question);
    uint32_t sub; /* an operator, a grade */
    const TcSym *a, *b;
} TcSymQuestion;
/* What its function finds, once. */
uint32_t tc_sym_ask(TcSymPool *pool, const TcSymQuestion *question);

/* NULL is equal to NULL only. */
bool tc_sym_same_form(const TcForm *a, const TcForm *b);
/* What an unknown guard of these two branches gives (TC_CHOOSE_*). */
unsigned tc_sym_flavor(const TcSym *then, const TcSym *otherwise);
/* Would the cases of both together be too many to be kept apart? */
bool tc_sym_too_many(const TcSym *a, const TcSym *b);
/* The same number as one node, its cases forgotten. */
const TcSym *tc_sym_one_leaf(TcSymPool *pool, const TcSym *sym);
/* The leaf as a linear form: what is none (a quotient, a cell that can be chưa có) becomes a node,
 * so that its undefined rows are seen. */
const TcForm *tc_sym_linear(TcSymPool *pool, const TcSym *leaf);

#endif
