/* What the rows of a block break, as mistakes of the data file. */
#ifndef TC_ENGINE_BREACHES_H
#define TC_ENGINE_BREACHES_H

#include "data/reader.h"
#include "exec/results.h"
#include "plan/plan.h"

/* Reports the breaches of @results, in the order of rows, to @reader, which has just joined
 * @block. Cost: nothing where there are none. */
void tc_breaches_report(TcReader *reader, const TcPlan *plan, const TcBlock *block,
                        const TcResults *results);

#endif
