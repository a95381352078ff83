/* What the value of an indicator can be over the declared ranges of the columns. */
#ifndef TC_SEMA_VALUE_RANGE_H
#define TC_SEMA_VALUE_RANGE_H

#include "sema/range.h"
#include "sema/sema.h"

/* Sets @range, which is initialised. Returns: (transfer full) the range in words, in the language
 * of the messages; NULL if nothing is known of it. */
char *tc_value_range(TcSema *sema, uint32_t indicator, TcRange *range);

#endif
