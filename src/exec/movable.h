/* Which cells advice may change: inside of ways.h. */
#ifndef TC_EXEC_MOVABLE_H
#define TC_EXEC_MOVABLE_H

#include "sema/model.h"

enum {
    TC_CELL_MEASURED = 1, /* stands for what is achieved */
    TC_CELL_GIVEN = 2,    /* denominator, guard: the measure itself */
};

/* Adds the roles in which @node reads each column to @roles (a byte per cell). */
void tc_cell_roles_add(const TcModel *model, const TcNode *node, uint8_t *roles);
/* Roles in a requirement: of its indicator's value and its levels. */
void tc_cell_roles_add_requirement(const TcModel *model, uint32_t indicator, uint8_t *roles);
/* Roles in what earns an indicator points: what its scale looks at is achieved too. */
void tc_cell_roles_add_points(const TcModel *model, uint32_t indicator, uint8_t *roles);
/* Marks the yes/no and choice columns that guard anything in the model. */
void tc_cell_roles_add_guards(const TcModel *model, uint8_t *roles);

#endif
