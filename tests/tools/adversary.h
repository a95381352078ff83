/* Rows that stand where a rule set turns.
 *
 * Levels, days and quotients are found in the tree of any rule set: every number and date that it
 * writes, every pair of columns that it divides or compares. Cells are drawn exactly at a level,
 * one unit below and above, at the ends of the range, as zero, as a huge number (10^12, beyond
 * int64, 10^30) or with many decimals; a numerator is mostly level times its denominator, so that
 * the quotient stands at the level. The same random state gives the same rows on every machine. */
#ifndef TESTS_TOOLS_ADVERSARY_H
#define TESTS_TOOLS_ADVERSARY_H

#include "tools/random_rules.h"

typedef struct TcAdversary TcAdversary;

/* @tree: the document that @model was made from; both are borrowed. Returns: (transfer full). */
TcAdversary *tc_adversary_new(const TcModel *model, const TcNode *tree);
void tc_adversary_free(TcAdversary *adversary);

/* Draws all cells of a row (initialised, columns and appraisals); limits hold in most draws. */
void tc_adversary_row(const TcAdversary *adversary, TcRandom *random, TcValue *cells);
/* Draws only those cells where @known is false, and keeps them within the limits to the others
 * where that can be done: a completion. */
void tc_adversary_complete(const TcAdversary *adversary, TcRandom *random, TcValue *cells,
                           const bool *known);

#endif
