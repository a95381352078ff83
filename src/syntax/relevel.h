/* Another level in the place of one that an indicator asks for. */
#ifndef TC_SYNTAX_RELEVEL_H
#define TC_SYNTAX_RELEVEL_H

#include "syntax/outline.h"

/* The number at @place in yêu cầu of the indicator @code becomes @text. Before: an outline of the
 * set that @place is in. Returns: false if there is no such number. */
bool tc_outline_put_level(TcOutline *outline, const char *code, TcSpan place, const char *text,
                          TcDiagList *diags);

#endif
