/* TcForkCells: the columns of one or two rule sets as the variables of one search.
 *
 * Columns of one name (tc_text_same) are one cell. A cell is a variable over whole numbers: numbers
 * as they are stored (the coarser scale of the two), days, 0 and 1 for không and có, for a text its
 * place among the texts that rules or declarations name (one more for any other text). A second
 * variable tells of a cell that may be chưa có whether it is. Where two declarations differ the
 * cell has what both allow. Row limits and those data checks that are sums are rules that each
 * solution keeps. */
#ifndef TC_EXEC_FORK_CELLS_H
#define TC_EXEC_FORK_CELLS_H

#include "exec/fork_system.h"
#include "exec/fork_units.h"
#include "exec/value.h"

typedef struct {
    const TcColumnSpec *specs[TC_FORK_VERSIONS]; /* NULL: this version has no such column */
    const TcColumnSpec *spec;                    /* of the first version that has it */
    TcValueKind kind;
    unsigned scale;
    bool may_none;
    bool differs;       /* the declarations allow different values */
    bool beyond;        /* they allow numbers beyond the bounds */
    const char **texts; /* TEXT: n_texts; the value n_texts is any other text, if allowed */
    uint32_t n_texts;
} TcForkCell;

/* A rule that holds where no cell of it is chưa có and `positive` is above 0. */
typedef struct {
    TcForkRule rule;
    uint32_t positive; /* a cell, or TC_NO_NODE */
    bool always;       /* no condition */
} TcForkKeep;

typedef struct {
    const TcPlan *plans[TC_FORK_VERSIONS]; /* the second may be NULL */
    TcForkCell *cells;                     /* n */
    uint32_t n;
    TcForkUnits *units;                   /* NULL: the unit is no cell */
    uint32_t unit;                        /* its cell, or TC_NO_NODE */
    uint32_t *cell_of[TC_FORK_VERSIONS];  /* column to cell */
    uint32_t n_columns[TC_FORK_VERSIONS]; /* that are cells: no appraisals, but of a row */
    int64_t
        *factor_of[TC_FORK_VERSIONS]; /* column: its stored value = that of the cell times this */
    TcForkBounds *bounds;             /* n_variables: n cells, n times chưa có, the holes */
    uint32_t n_variables;
    GArray *keeps; /* TcForkKeep */
    bool empty;    /* some cell has no value that both declarations allow */
} TcForkCells;

/* @plans: borrowed; @n_holes: further variables, 0 to 2. Returns: (transfer full). */
TcForkCells *tc_fork_cells_new(const TcPlan *const *plans, uint32_t n_plans, uint32_t n_holes);
/* The cells of one row, appraisals too if @appraisals: numbers that need not be whole are real, and
 * each indicator has a hole. Known cells are to be held to their values, in `bounds`. Returns:
 * (transfer full). */
TcForkCells *tc_fork_cells_of_rows(const TcPlan *plan, bool appraisals);
void tc_fork_cells_free(TcForkCells *cells);

static inline uint32_t tc_fork_none(const TcForkCells *cells, uint32_t cell)
{
    return cells->n + cell;
}
static inline uint32_t tc_fork_hole(const TcForkCells *cells, uint32_t hole)
{
    return 2 * cells->n + hole;
}

/* The cell of a column; TC_NO_NODE: it is none. */
static inline uint32_t tc_fork_cell_of(const TcForkCells *cells, uint32_t version, uint32_t column)
{
    return column < cells->n_columns[version] ? cells->cell_of[version][column] : TC_NO_NODE;
}
/* Calls @read with the cells that @node reads by itself, not through its inputs. */
void tc_fork_own_cells(const TcForkCells *cells, uint32_t version, const TcPlanNode *node,
                       TcReadColumn read, void *user);
/* Adds to @found (uint32_t, sorted) all cells that @node reads by itself or through its inputs. */
void tc_fork_cells_read(const TcForkCells *cells, uint32_t version, uint32_t node, GArray *found);
/* Is the cell held to one value, and that is known to be one or chưa có? */
static inline bool tc_fork_is_held(const TcForkCells *cells, uint32_t cell)
{
    return tc_fork_is_one(&cells->bounds[cell]) &&
           tc_fork_is_one(&cells->bounds[tc_fork_none(cells, cell)]);
}

/* The row of @version at @point: a value for each of its columns (initialised). */
void tc_fork_cells_row(const TcForkCells *cells, uint32_t version, const int64_t *point,
                       TcValue *row);
/* The unit at @point. Returns: borrowed; NULL: it is no cell. */
const TcUnitTold *tc_fork_cells_unit(const TcForkCells *cells, const int64_t *point);
/* The value of one cell, which is not the unit. Pre: some version has it. */
void tc_fork_cells_value(const TcForkCells *cells, uint32_t cell, const int64_t *point,
                         TcValue *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcForkCells, tc_fork_cells_free)

#endif
