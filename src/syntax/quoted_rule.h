/* A rule in quotation marks, as decisions quote what they lay down: "từ 35% trở lên". */
#ifndef TC_SYNTAX_QUOTED_RULE_H
#define TC_SYNTAX_QUOTED_RULE_H

#include "syntax/build.h"

/* Is the clause at hand a text alone that without its quotation marks is a rule? Then it is told,
 * with the rule as it should be, in place of what was said of marks in it. */
bool tc_quoted_rule(const TcParse *parse);

#endif
