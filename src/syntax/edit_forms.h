/* Lines that amend as people say them. */
#ifndef TC_SYNTAX_EDIT_FORMS_H
#define TC_SYNTAX_EDIT_FORMS_H

#include "syntax/token.h"

/* The line of @starter could not be read from @at on: if it amends and a row of edit_forms.def
 * knows what is meant, tells the line as it should be. Returns: whether it did. */
bool tc_edit_form_report(const TcTokenList *tokens, const TcToken *starter, TcSpan at,
                         TcDiagList *diags);
/* Is @at on a line that is told so? Then its words are told by that. */
bool tc_edit_form_is_told(const TcDiagList *diags, TcSpan at);

/* What @token says: its keyword where it is meant for one, else its text. Returns: (transfer full).
 */
char *tc_edit_form_word(const TcToken *token, TcLang lang);

#endif
