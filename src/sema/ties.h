/* Inside pass 5: which columns limits and data checks tie together. */
#ifndef TC_SEMA_TIES_H
#define TC_SEMA_TIES_H

#include "sema/checker.h"

/* Fills the tables of @checker that its header names. */
void tc_ties_build(TcChecker *checker);
void tc_ties_clear(TcChecker *checker);

#endif
