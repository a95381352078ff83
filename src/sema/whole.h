/* What of a file that could not be read in full is whole all the same. */
#ifndef TC_SEMA_WHOLE_H
#define TC_SEMA_WHOLE_H

#include "sema/sema.h"

typedef struct TcChecker TcChecker;

/* Marks (TC_FLAG_BROKEN) the heads of @tree in which an error of @diags lies, from entry @first on.
 * Returns: does each lie in a clause of an indicator or of what is told of indicators, so that what
 * the data are and mean is whole? */
bool tc_whole_mark(TcNode *tree, const TcDiagList *diags, unsigned first);

/* Fills checker->whole. */
void tc_whole_find(TcChecker *checker);

#endif
