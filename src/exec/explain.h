/* Why a unit got what it got: the tree of reasons of one row.
 *
 * Built by evaluating one row again and keeping each node's value; holds texts and exact numbers
 * only, so reports need no syntax. Every text is in the language asked for; owned by the
 * explanation. */
#ifndef TC_EXEC_EXPLAIN_H
#define TC_EXEC_EXPLAIN_H

#include "exec/results.h"

typedef struct TcExplanation TcExplanation;

#endif
