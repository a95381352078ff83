/* Inside pass 2: what is told of a name that nothing is declared under. */
#ifndef TC_SEMA_UNKNOWN_H
#define TC_SEMA_UNKNOWN_H

#include "sema/sema.h"

typedef struct {
    TcSema *sema;
    const char **suggestions; /* all names, for "did you mean"; made when first needed */
    guint n_suggestions;
    unsigned n_suggested; /* how often one was looked for: beyond what is shown it is idle */
} TcUnknown;

/* Reports the NAME @node: brackets left out, a letter of another alphabet, a near name, or unknown.
 */
void tc_unknown_name(TcUnknown *unknown, const TcNode *node);

#endif
