/* Clauses of an outline in other words: read anew from a text of their own. Of amend*.c and
 * relevel.c. */
#ifndef TC_SYNTAX_PATCH_H
#define TC_SYNTAX_PATCH_H

#include "syntax/outline.h"

/* These bytes of a clause's source become @text. */
typedef struct {
    uint32_t start, end;
    const char *text;
} TcPatch;

/* Reads @body as clauses, as if it stood at @near; @above: the word of its section if it is an
 * entry, else "". Returns: (transfer none) the text, which the
 * outline keeps; what cannot be read is in @diags. */
const TcText *tc_patch_text(TcOutline *outline, TcSpan near, const char *above, const char *body,
                            TcDiagList *diags);
/* Puts the item at @index into other words; @near: where these were written. @patches: in order. */
void tc_patch_item(TcOutline *outline, uint32_t index, const GArray *patches, TcSpan near,
                   uint32_t by, TcDiagList *diags);

#endif
