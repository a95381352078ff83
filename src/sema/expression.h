/* One expression over given names, bound and typed as if it stood in a rule file (tieuchi expr). */
#ifndef TC_SEMA_EXPRESSION_H
#define TC_SEMA_EXPRESSION_H

#include "base/diag.h"
#include "sema/model.h"

/* A name and the literal that it stands for. */
typedef struct {
    const char *name; /* NFC; any characters */
    TcNode *value;    /* a literal, or a number with a minus before it */
} TcGivenName;

/* A model without columns: the names are its parameters, the expression its one definition (bound
 * and typed in place). Mistakes go to @diags. Returns: (transfer none) the model, owned by @arena,
 * or NULL when there was an error. */
const TcModel *tc_sema_expression(TcArena *arena, TcLang lang, TcNode *expression,
                                  const TcGivenName *names, uint32_t n, TcDiagList *diags);

#endif
