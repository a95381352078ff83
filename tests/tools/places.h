/* Places in a ranking, counted from what all units of a file can have: a slow second way, for
 * tests.
 */
#ifndef TESTS_TOOLS_PLACES_H
#define TESTS_TOOLS_PLACES_H

#include "exec/results.h"

enum { TC_FIELD_UNITS = 64 };

/* What each unit of a file can have in one ranking. */
typedef struct {
    const char *code;
    bool found, lowest_first;
    unsigned ranked[TC_FIELD_UNITS]; /* set of TC_OUT_TRUE, FALSE */
    mpq_t low[TC_FIELD_UNITS], high[TC_FIELD_UNITS];
} TcField;

/* ranked is 0 where the rules have not the ranking. */
typedef struct {
    unsigned ranked;
    uint64_t best, worst;
} TcFieldPlace;

/* @code (borrowed): of the ranking. */
void tc_field_init(TcField *field, const char *code);
void tc_field_clear(TcField *field);
/* As a TcSink delivers blocks, @context a TcField. Pre: no more units than there is room for. */
bool tc_field_keep(const TcBlock *block, const TcResults *results, const GString *text,
                   void *context, GError **error);
/* Where @unit stands, by the best and the worst that it and all others can have. */
TcFieldPlace tc_field_place(const TcField *field, uint64_t unit);

#endif
