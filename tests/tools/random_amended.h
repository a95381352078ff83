/* Small random rule sets with random amendments, and rows for them, for properties of versions: the
 * texts from a seed. Amendments of one set are made one after the other, each from what the ones
 * before have left. */
#ifndef TESTS_TOOLS_RANDOM_AMENDED_H
#define TESTS_TOOLS_RANDOM_AMENDED_H

#include "tools/random_rules.h"

enum { TC_AMENDED_ROWS = 12, TC_AMENDED_INDICATORS = 8 };

/* What may be amended. @n: indicators, set by the caller. */
typedef struct {
    uint32_t n, fresh;
    bool level[TC_AMENDED_INDICATORS + 1], mandatory[TC_AMENDED_INDICATORS + 1],
        gone[TC_AMENDED_INDICATORS + 1];
} TcAmendedShape;

/* A rule set, in force from 2020. Returns: (transfer full). */
char *tc_amended_base(TcRandom *random, TcAmendedShape *shape);
/* An amendment, in force from the first day of @year. Returns: (transfer full). */
char *tc_amended_text(TcRandom *random, TcAmendedShape *shape, uint32_t year);
/* A CSV file with the units u0 to u11 of the codes 0 to 11; some cells are empty. Returns:
 * (transfer full). */
char *tc_amended_rows(TcRandom *random);

#endif
