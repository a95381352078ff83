/* Units of a register that have no row in a data file: they are judged like rows in which every
 * cell is open. */
#ifndef TC_ENGINE_ABSENT_H
#define TC_ENGINE_ABSENT_H

#include "data/units.h"
#include "engine/program.h"

typedef struct {
    const TcModel *model; /* borrowed, like the register */
    const TcUnits *units;
    bool *reported;  /* of `units`: has a row */
    uint32_t next;   /* unit that is looked at next */
    uint64_t n_rows; /* before the next that is fed */
} TcAbsent;

/* @units may be NULL: then none is absent. */
TcAbsent tc_absent_new(const TcModel *model, const TcUnits *units);
void tc_absent_clear(TcAbsent *absent);
/* The unit of the row is there; the reader has given the row the unit's code in the register. */
void tc_absent_tick_off(TcAbsent *absent, const TcRowInfo *row);
/* All are to be ticked off anew. */
void tc_absent_restart(TcAbsent *absent);
/* A TcFeed of those that were not ticked off and that the rules are for; @context: the TcAbsent. */
bool tc_absent_feed(TcBlock *block, uint32_t max_rows, void *context, GError **error);

#endif
