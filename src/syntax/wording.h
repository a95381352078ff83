/* Wording: how a token is written in a keyword language, in its one spelling. */
#ifndef TC_SYNTAX_WORDING_H
#define TC_SYNTAX_WORDING_H

#include "syntax/token.h"

/* The words around a token that its spelling hangs on. */
typedef struct {
    const TcToken *before; /* NULL: the first of its clause */
    const TcToken *after;  /* NULL: the last of its clause */
    const TcToken
        *counted; /* what a state is said of: TC_TOK_ALL, COUNT or HAS_COUNT before it, or NULL */
} TcWordingPlace;

/* Appends @token of a file in @from as a file in @to has it. Pre: the token was read without a
 * mistake. */
void tc_wording_put(GString *out, const TcToken *token, TcWordingPlace place, TcLang from,
                    TcLang to);

/* Do the tokens @index - 1 and @index (> 0) of a clause stand apart on their line? @tokens go on
 * behind the clause, at least by END. */
bool tc_wording_parts(const TcToken *tokens, uint32_t index);

#endif
