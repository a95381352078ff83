/* Which cells advice may change: inside of ways.h. */
#ifndef TC_EXEC_MOVABLE_H
#define TC_EXEC_MOVABLE_H

#include "sema/model.h"

enum {
    TC_CELL_MEASURED = 1, /* stands for what is achieved */
    TC_CELL_GIVEN = 2,    /* denominator, level, guard: the measure itself */
    TC_CELL_SHARES = 4,   /* measured, and divides too, beside what is given: [A] / ([A] + [B]) */
};

/* The roles of those columns that have any. */
typedef struct TcCellRoles TcCellRoles;

/* Returns: (transfer full), empty. @model, @populations (tc_populations_new): borrowed. */
TcCellRoles *tc_cell_roles_new(const TcModel *model, const bool *populations);
void tc_cell_roles_free(TcCellRoles *roles);
/* Set of TC_CELL_*. */
unsigned tc_cell_roles_of(const TcCellRoles *roles, uint32_t column);
/* The columns that have one, numbers rising. Returns: (transfer full) uint32_t. */
GArray *tc_cell_roles_list(const TcCellRoles *roles);

/* Adds the roles in which condition @node reads each column; @self: the indicator whose it is, or
 * TC_NO_PART. */
void tc_cell_roles_add(TcCellRoles *roles, const TcNode *node, uint32_t self);
/* Roles in a requirement: of its indicator's value and its levels. */
void tc_cell_roles_add_requirement(TcCellRoles *roles, uint32_t indicator);
/* Roles in what earns an indicator points: what its scale looks at is achieved too. */
void tc_cell_roles_add_points(TcCellRoles *roles, uint32_t indicator);
/* Marks the yes/no and choice columns that guard anything in the model. */
void tc_cell_roles_add_guards(TcCellRoles *roles);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcCellRoles, tc_cell_roles_free)

#endif
