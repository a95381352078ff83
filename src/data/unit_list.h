/* TcUnitList: units and kinds of units that a rule names ("xã Yên Thọ", "16264", "phường"). */
#ifndef TC_DATA_UNIT_LIST_H
#define TC_DATA_UNIT_LIST_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"

typedef struct {
    const char *text;   /* as written */
    const char *key;    /* folded: a code, a kind, or a name with its kind if that is said */
    const char *parent; /* folded name of the district, or NULL */
} TcListedUnit;

typedef struct {
    TcListedUnit *units; /* n, in the order written */
    uint32_t n;
} TcUnitList;

/* A unit as a data file tells it; each text may be NULL or empty. Borrowed. */
typedef struct {
    const char *code, *name, *parent;
    const char *kind; /* told apart from the name: of a column, of the register */
} TcUnitTold;

/* Sets @listed to what @text names. */
void tc_unit_list_read(TcListedUnit *listed, const char *text, TcArena *arena);
/* Is @text neither a kind nor the name or code of a unit ("các phường", "phường và thị trấn")?
 * *@meant: the kinds joined in it as a list, (transfer full), or NULL. */
bool tc_unit_list_is_odd(const char *text, char **meant);
/* Do both name the same units in the same order? */
bool tc_unit_list_same(const TcUnitList *a, const TcUnitList *b);
/* The entry that names the unit by its code, its name or its kind. Returns: its index, or n. */
uint32_t tc_unit_list_find(const TcUnitList *list, const TcUnitTold *unit);
/* Is the unit named in @not_for, or known not to be named in @only_for (if that names any)? */
bool tc_unit_is_left_out(const TcUnitList *only_for, const TcUnitList *not_for,
                         const TcUnitTold *unit);

#endif
