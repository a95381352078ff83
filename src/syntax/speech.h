/* Clauses written as people speak ("đạt 2/3 số chỉ tiêu", "riêng miền núi 50%"), and the form that
 * the language has for them. The table is grammar/speech.def. */
#ifndef TC_SYNTAX_SPEECH_H
#define TC_SYNTAX_SPEECH_H

#include "syntax/build.h"

/* Has the clause at hand words that only speech has, though the grammar would take it? */
bool tc_speech_is_marked(const TcParse *parse);

/* If the table can rewrite the clause at hand so that it can be read: reports it with the whole
 * clause as it should be, in the place of what was said of its words before. Returns: whether. */
bool tc_speech_report(const TcParse *parse);

/* Can the clause at hand be read with @content in the place of its own? */
bool tc_speech_reads(const TcParse *parse, const char *content);

/* Does a line of the file begin with the name @word and a colon or '=' (not "mức giảm:" for giảm),
 * or a head with it as code? */
bool tc_speech_declares(const TcParse *parse, const char *word);

#endif
