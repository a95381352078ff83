/* Populations: columns that others are a part of or are held against (all hamlets, all households).
 * Advice never makes one smaller. */
#ifndef TC_EXEC_POPULATIONS_H
#define TC_EXEC_POPULATIONS_H

#include "sema/model.h"

/* One bool for each column: does it bound another one (không quá), stand under a line of division
 * or as what a count has to come up to, anywhere in the rules, and is not itself a part of anything
 * (the poor households, of all)? Returns: (transfer full). */
bool *tc_populations_new(const TcModel *model);

#endif
