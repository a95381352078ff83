/* TcNeeds: what the outputs of a run need: a run whose outputs tell little.
 *
 * Whoever prints points, and of conclusions only what they are, does not print why an answer is
 * open, nor whether that is proved. Such a run looks for proofs only where one could still close an
 * answer that it prints (witness.c); what it prints is the same as in a run that tells all. */
#ifndef TC_EXEC_NEEDS_H
#define TC_EXEC_NEEDS_H

#include "sema/model.h"

typedef struct TcNeeds {
    bool *verdicts, *grades; /* per conclusion: its answer is told */
} TcNeeds;

/* No conclusion is told. Returns: (transfer full). */
TcNeeds *tc_needs_new(const TcModel *model);
void tc_needs_free(TcNeeds *told);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcNeeds, tc_needs_free)

#endif
