/* Inside of the run of examples: the row that one is. */
#ifndef TC_ENGINE_TRIAL_ROW_H
#define TC_ENGINE_TRIAL_ROW_H

#include "data/block.h"
#include "sema/example.h"

/* Makes the one row of @block, which is of @schema, that of @example. */
void tc_trial_fill(TcBlock *block, const TcSchema *schema, const TcExample *example);
/* Does it give an appraisal? Then evidence that it does not give is awaited. */
bool tc_trial_appraises(const TcExample *example);
/* Has the row of @block no open cell that is read? */
bool tc_trial_is_complete(const TcBlock *block, const TcModel *model, bool appraisals);

#endif
