/* What the bands of a clause go by where the writer did not say it. */
#ifndef TC_SYNTAX_SUBJECT_H
#define TC_SYNTAX_SUBJECT_H

#include "syntax/build.h"

/* Returns: (transfer full) "giá trị" where the indicator of the clause at hand has a value, the
 * column in brackets that is named like the indicator, or "[…]", which the writer has to fill in;
 * *@known: not the last. */
char *tc_subject_of_bands(const TcParse *parse, bool *known);

#endif
