/* TcForkUnits: the units that one or two rule sets tell apart.
 *
 * `không áp dụng đối với` and `chỉ áp dụng cho` name kinds of units, units by their name, units by
 * their code. Of units to which all indicators apply alike there is one here: any one of its kind,
 * or one that is named. */
#ifndef TC_EXEC_FORK_UNITS_H
#define TC_EXEC_FORK_UNITS_H

#include "plan/plan.h"

enum { TC_FORK_VERSIONS = 2 };

/* The name of a unit that no rule names, of a district that none names. */
#define TC_FORK_ANY_NAME "…"

typedef struct {
    TcUnitTold *told; /* n: by kind ("": it has none) and name, some with a district, a code */
    uint32_t n;
    bool any_named;      /* some list names a unit and not only its kind */
    bool many;           /* names and codes are so many that not all units are here */
    uint32_t n_first;    /* indicators of the first set */
    GPtrArray *left_out; /* GBytes per unit: of each indicator, those of the first set first */
    GStringChunk *texts;
} TcForkUnits;

/* The units that both sets judge, or all if there are none. @plans: the second may be NULL;
 * borrowed. Returns: (transfer full), or NULL: no indicator names units. */
TcForkUnits *tc_fork_units_new(const TcPlan *const plans[TC_FORK_VERSIONS]);
void tc_fork_units_free(TcForkUnits *units);

/* Is @indicator of @version one that does not apply to the unit? */
bool tc_fork_unit_is_left_out(const TcForkUnits *units, uint32_t unit, unsigned version,
                              uint32_t indicator);

#endif
