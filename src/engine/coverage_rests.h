/* TcRests: the clauses that what an example expects rests on, in its row.
 *
 * Before: conditions, and a row; after: which clauses were needed for their answers. Points do not
 * rest on what an indicator requires, a state not on its points, and of an indicator that does not
 * apply everything rests on that alone. */
#ifndef TC_ENGINE_COVERAGE_RESTS_H
#define TC_ENGINE_COVERAGE_RESTS_H

#include "exec/reference.h"

/* A clause of an indicator; WHOLE: a definition, verdict or grade. */
typedef enum {
    TC_RESTS_WHOLE,
    TC_RESTS_APPLIES, /* không áp dụng khi */
    TC_RESTS_VALUE,
    TC_RESTS_MET, /* yêu cầu, đạt khi */
    TC_RESTS_POINTS,
    TC_N_RESTS
} TcRestsOn;

typedef struct TcRests TcRests;

/* @reference (borrowed) has the row. Returns: (transfer full) an empty set. */
TcRests *tc_rests_new(const TcModel *model, TcReference *reference);
void tc_rests_free(TcRests *rests);
/* Adds what @condition, or the part of which it is asked whether it is open, rests on. */
void tc_rests_add(TcRests *rests, const TcNode *condition);
bool tc_rests_has(const TcRests *rests, const TcStep *part, TcRestsOn clause);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcRests, tc_rests_free)

#endif
