/* A mistake planted into the text of a rule set by hand: what the sentence about a mutant says,
 * done to the words that it names, without the tree that mutants are made of. */
#ifndef TESTS_TOOLS_HAND_MUTANT_H
#define TESTS_TOOLS_HAND_MUTANT_H

#include "engine/mutants.h"

/* @text: of the rules that @mutant is of, as written. Returns: (transfer full) the text with the
 * mistake in it, or NULL where that is no matter of a few words. */
char *tc_hand_mutant(const char *text, const TcMutant *mutant);

#endif
