/* Inside of mutants: what mutants_find.c (which changes there are) and mutants_make.c (one of them)
 * share. */
#ifndef TC_ENGINE_MUTANTS_INTERNAL_H
#define TC_ENGINE_MUTANTS_INTERNAL_H

#include "engine/mutants.h"

typedef struct {
    const TcNode *at;
    TcNode now;
} TcMutantPatch;

typedef struct {
    TcMutants *mutants;
    TcMutant common;    /* the clause at hand */
    const TcNode *root; /* of it */
    GArray *patches;    /* TcMutantPatch: of the mutant that is being made */
} TcMutantFinder;

/* @node as it is, to be changed in the mutant; stays until the next patch. */
TcNode *tc_mutant_patch(TcMutantFinder *finder, const TcNode *node);
/* Appends the mutant of all patches so far; without any the clause is gone. @was, @becomes: see
 * TcMutation, may be NULL. */
void tc_mutant_emit(TcMutantFinder *finder, TcMutation what, TcSpan span, const char *was,
                    const char *becomes);
/* Changes the list of children of a patched node: one is left out, one is another. */
void tc_mutant_drop_item(const TcMutantFinder *finder, TcNode *node, uint32_t index);
void tc_mutant_put_item(const TcMutantFinder *finder, TcNode *node, uint32_t index, TcNode *item);
/* Moves a patched NUMBER or DATE one up or down (@by 1, -1). Returns: (transfer full) it in words.
 */
char *tc_mutant_move(const TcMutantFinder *finder, TcNode *node, int by);

#endif
