/* What to say when a clause does not fit the grammar. */
#ifndef TC_SYNTAX_HINTS_H
#define TC_SYNTAX_HINTS_H

#include "syntax/build.h"

/* Reports the token that @parse has just delivered. @expected: the @n aliases ("vi|en") of what
 * would have fitted. One message: the first row of the hint table whose case it is. */
void tc_hint_unexpected(TcParse *parse, const char *const *expected, unsigned n);

/* Tells that @clause, a line that amends, does not have its form from @at on, and which it has. */
void tc_hint_edit_form(const TcTokenList *tokens, const TcClause *clause, TcSpan at,
                       TcDiagList *diags);

/* What stands before @place on its line or, where it begins one, on the line above: from the last
 * ';' or '|' on, without a colon at its end. (transfer full) */
char *tc_hint_before(TcSpan place);

#endif
