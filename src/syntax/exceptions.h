/* Levels for some units only, as people write them. */
#ifndef TC_SYNTAX_EXCEPTIONS_H
#define TC_SYNTAX_EXCEPTIONS_H

#include "syntax/token.h"

/* The condition that @words ("xã miền núi") stand for: [Vùng] = "miền núi" where a column has such
 * a text, else with […] in the place of the column. Returns: (transfer full). */
char *tc_exception_condition(const TcTokenList *tokens, const char *words);
/* Do @words end in a text that the values of a column are listed with? */
bool tc_exception_is_text(const TcTokenList *tokens, const char *words);
/* The name in brackets that begins the line of @token, or NULL: the column whose text or type it
 * is. Returns: (transfer full). */
char *tc_exception_column(const TcToken *token);
/* Reports that @words stand behind "riêng" in the place of a condition. */
void tc_exception_report(const TcTokenList *tokens, TcSpan words, TcDiagList *diags);

#endif
