/* Random rule sets and rows, for properties: the text of a rule file from a seed, in either
 * language.
 *
 * The sets are small and nasty: few columns shared by many indicators, thresholds that meet
 * exactly, zones, scales, counts and shares. The parser reads the text like any other, so a set is
 * a test of the whole front half too. Rows are hit at the thresholds: exactly there, one thing
 * below, one above, huge, zero, empty. The same seed gives the same set and rows on every machine.
 */
#ifndef TESTS_TOOLS_RANDOM_RULES_H
#define TESTS_TOOLS_RANDOM_RULES_H

#include <glib.h>
#include "base/diag.h"
#include "data/block.h"
#include "exec/value.h"
#include "sema/model.h"

typedef struct {
    uint64_t state;
} TcRandom; /* splitmix64 */

uint64_t tc_random_next(TcRandom *random);
/* 0..n-1; n > 0. */
uint32_t tc_random_below(TcRandom *random, uint32_t n);
/* True in @percent of the draws. */
bool tc_random_chance(TcRandom *random, uint32_t percent);

/* A place where a comparison turns: numerator / denominator against top / bottom; or, without
 * denominator, numerator against top. */
typedef struct {
    uint32_t numerator, denominator; /* columns; denominator TC_NO_PART: none */
    int top, bottom;
} TcTurn;

typedef struct {
    TcLang lang;
    GString *text;
    bool closed; /* with closed questions (có số liệu, default) */
    bool small;  /* numbers 0..5: every completion of a few empty cells can be tried */
    bool wide;   /* huge numbers and decimals */
    uint32_t n_numerators, n_denominators,
        n_indicators;        /* numerators are columns 0.., then denominators */
    uint32_t zone, flags[2]; /* columns */
    uint32_t days, n_days;   /* the first column of dates, how many */
    bool zone_none;          /* the zone may be chưa có */
    GArray *turns;           /* TcTurn */
} TcRandomRules;

/* WIDE: columns reach beyond int64, up to 10^30, and some have decimals. DAYS: there are dates of
 * few days, and cells may be chưa có. */
enum { TC_RANDOM_SMALL = 1, TC_RANDOM_CLOSED = 2, TC_RANDOM_WIDE = 4, TC_RANDOM_DAYS = 8 };
/* @kind: a sum of those above. Returns: (transfer full). */
TcRandomRules *tc_random_rules_new(TcRandom *random, TcLang lang, unsigned kind);
void tc_random_rules_free(TcRandomRules *rules);
/* Another kind of rule set: few columns of every type, a definition and this many indicators of
 * expressions made of all operators, functions, cases and closed questions; in English. Not every
 * one is accepted by the checker. Returns: (transfer full) its text. */
enum { TC_RANDOM_INDICATORS = 4 };
char *tc_random_expressions(TcRandom *random);

/* Writes values for all columns of the model of these rules into @cells (initialised); the
 * appraisals too. The row may break a limit of the rules. */
void tc_random_row(TcRandom *random, const TcRandomRules *rules, const TcModel *model,
                   TcValue *cells);
/* Makes the cell chưa có. */
void tc_random_set_none(const TcColumnSpec *spec, TcValue *cell);
/* Opens @n cells: false in @known (and their values undefined). */
void tc_random_open(TcRandom *random, const TcModel *model, uint32_t n, TcValue *cells,
                    bool *known);
/* Puts the cells as row @row (the next one) into @block; call tc_block_finish after the last. */
void tc_random_store(const TcModel *model, const TcValue *cells, const bool *known, TcBlock *block,
                     uint32_t row);

#endif
