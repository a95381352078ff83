/* TcReaders: which cells an indicator reads and in which roles, and which indicators a cell is read
 * by: what the rules alone say, found when it is first asked for; inside of probe.h. */
#ifndef TC_EXEC_READERS_H
#define TC_EXEC_READERS_H

#include "exec/probe.h"
#include "sema/model.h"

typedef struct TcReaders TcReaders;

typedef struct {
    uint32_t column;
    unsigned role; /* set of TC_CELL_* (movable.h) */
} TcColumnRole;

/* @model, @populations (populations.h): borrowed. Returns: (transfer full). */
TcReaders *tc_readers_new(const TcModel *model, const bool *populations);
void tc_readers_free(TcReaders *readers);

/* The cells (uint32_t, rising) that the indicator and all that it rests on read, goals and points
 * included. (transfer none) */
const GArray *tc_readers_cells(TcReaders *readers, uint32_t indicator);
/* The comparisons of a part and of all that it rests on; @checks: and of the data checks. Returns:
 * (transfer full) one that others hold too: nothing is added to it. */
TcComparisons *tc_readers_part(TcReaders *readers, TcRefKind kind, uint32_t index, bool checks);
/* The columns (TcColumnRole, rising) in what the indicator could be met by; @points: or earn.
 * (transfer none) */
const GArray *tc_readers_roles(TcReaders *readers, uint32_t indicator, bool points);
/* Per cell the indicators (uint32_t) whose outcome or highest points read it, or NULL where there
 * are none. @n: set to how many there are of all cells. (transfer none) */
GArray *const *tc_readers_of_cells(TcReaders *readers, uint64_t *n);

#endif
