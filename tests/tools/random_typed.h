/* Terms and questions of other types than numbers, for the expressions of random rules. */
#ifndef TESTS_TOOLS_RANDOM_TYPED_H
#define TESTS_TOOLS_RANDOM_TYPED_H

#include "tools/random_rules.h"

/* The lines of the data section that they read; [a] and [c] in hộ are read, too. */
extern const char tc_random_typed_columns[];

void tc_random_put_typed_question(TcRandom *random, GString *text, unsigned depth);
/* A number of hộ that rests on another type. */
void tc_random_put_typed_number(TcRandom *random, GString *text, unsigned depth);
/* In some draws a section of data checks. */
void tc_random_put_typed_checks(TcRandom *random, GString *text);

#endif
