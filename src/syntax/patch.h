/* Clauses of an outline in other words: read anew from a text of their own. Of amend*.c and
 * relevel.c. */
#ifndef TC_SYNTAX_PATCH_H
#define TC_SYNTAX_PATCH_H

#include "syntax/outline.h"

/* These bytes of a clause's source become @text, which stands at @from (in no file: nowhere). */
typedef struct {
    uint32_t start, end;
    const char *text;
    TcSpan from;
} TcPatch;

/* Words as they are put together, with where each of them was written. */
typedef struct {
    GString *text;
    GArray *pieces; /* of TcSourcePiece */
} TcMadeWords;

TcMadeWords *tc_made_words_new(void);
void tc_made_words_free(TcMadeWords *words);
/* Appends @text, which stands at @from. */
void tc_made_words_put(TcMadeWords *words, const char *text, TcSpan from);
/* Appends what nobody wrote. */
void tc_made_words_put_made(TcMadeWords *words, const char *text);
/* Appends the words at @span. */
void tc_made_words_put_span(TcMadeWords *words, TcSpan span);

/* Reads @body as clauses, as if it stood at @near; @above: the word of its section if it is an
 * entry, else "". What is found in words that nobody wrote is told of @near. Returns: (transfer
 * none) the text, which the outline keeps; what cannot be read is in @diags. */
const TcText *tc_patch_text(TcOutline *outline, TcSpan near, const char *above,
                            const TcMadeWords *body, TcDiagList *diags);
/* Puts the item at @index into other words; @near: where these were written. @patches: in order. */
void tc_patch_item(TcOutline *outline, uint32_t index, const GArray *patches, TcSpan near,
                   uint32_t by, TcDiagList *diags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcMadeWords, tc_made_words_free)

#endif
