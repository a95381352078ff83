/* The head of an amendment that names its set by a decision or a title in place of its code. */
#ifndef TC_SYNTAX_SET_IN_WORDS_H
#define TC_SYNTAX_SET_IN_WORDS_H

#include "syntax/outline.h"

/* Does the head of @text, which amends no set at hand, hold something else than a code and a title?
 * Then that is told in place of what else was said of the words, with the line as it should be.
 * @codes: of const char *, those of the sets at hand. */
bool tc_set_in_words(const TcText *text, const GPtrArray *codes, TcDiagList *diags);

#endif
