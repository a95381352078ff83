/* Components of the cells that a question reads: what is read together lies in one.
 *
 * Yes/no cells and lists that three components or more would share belong to none: they are held to
 * each of their values in turn (cases). */
#ifndef TC_EXEC_FORK_COMPONENTS_H
#define TC_EXEC_FORK_COMPONENTS_H

#include "exec/fork_internal.h"

/* A part that the components give: of a node that rests on several (`op` is shared), or a @whole
 * node of one. */
typedef struct {
    uint32_t version, node, component;
    TcPlanOp op;
    bool whole;
} TcForkShare;

typedef struct {
    const TcForkCells *cells;
    uint32_t *component; /* per cell; TC_FORK_NO_COMPONENT: not read, or held by cases */
    uint32_t n;
    bool *reads_case;     /* per component */
    GArray *cases;        /* uint32_t: variables that are held, cell by cell */
    TcForkBounds *bounds; /* per variable: what cases hold it to in turn */
    int64_t n_cases;      /* ways to hold them */
    int64_t *held;        /* what they are held to now */
    TcForkShares shares;
    GArray *slots; /* TcForkShare */
} TcForkComponents;

/* Returns: (transfer full) those for the answers of @nodes; NULL: what joins components is not
 * linear. */
TcForkComponents *tc_fork_components_new(const TcForkCells *cells, const uint32_t *nodes);
/* Returns: (transfer full) all cells, parted by row limits and data checks alone. */
TcForkComponents *tc_fork_components_of_rules(const TcForkCells *cells);
/* Returns: (transfer full) one component (or none) of all that the @n @reads read. */
typedef struct {
    uint32_t version, node;
} TcForkReads;
TcForkComponents *tc_fork_components_of_reads(const TcForkCells *cells, const TcForkReads *reads,
                                              uint32_t n);
void tc_fork_components_free(TcForkComponents *components);

/* Which cells are looked at together with the component's: its own and those held. Returns:
 * (transfer full). */
bool *tc_fork_components_cells(const TcForkComponents *components, uint32_t component);
static inline bool tc_fork_components_reads_case(const TcForkComponents *components,
                                                 uint32_t component)
{
    return components->reads_case[component];
}
/* Holds a further variable to each of its values up to @high. Returns: false: there are too many
 * cases. */
bool tc_fork_components_add_case(TcForkComponents *components, uint32_t variable, int64_t high);
/* Holds the cells of cases to the @first, or the next of their values. Returns: false: there is
 * none. */
bool tc_fork_components_next_case(TcForkComponents *components, TcFork *fork, bool first);
/* Puts what they are held to into @point. */
void tc_fork_components_put_case(const TcForkComponents *components, int64_t *point);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcForkComponents, tc_fork_components_free)

#endif
