/* TcFork: the search that forks wherever a comparison is not decided (semantics.md 2.3, step 3).
 *
 * The plans of one or two rule sets are evaluated on all rows at once: cells are variables, numbers
 * are quotients of linear forms over them. Wherever the answer of a comparison hangs on the cells,
 * both sides are taken that whole numbers can have (exec/fork_system.h). So each path is a set of
 * rows on which every comparison answers alike, and stands with its first row. Whatever is not
 * linear (cell times cell) is beyond: nothing is said of it. */
#ifndef TC_EXEC_FORK_H
#define TC_EXEC_FORK_H

#include "exec/fork_cells.h"
#include "exec/run.h"
#include "sema/model.h"

/* Of one component: paths; rules made in looking for their rows, and what comparisons are held
 * against. */
enum { TC_FORK_MAX_PATHS = 4096, TC_FORK_MAX_WORK = 400000 };

/* What a node comes to on a path. */
typedef enum {
    TC_FORK_YES, /* a condition; an outcome: met */
    TC_FORK_NOT, /* not met */
    TC_FORK_APART,
    TC_FORK_UNKNOWN, /* the rule does not say */
    TC_FORK_NUMBER,
    TC_FORK_NONE,      /* chưa có */
    TC_FORK_UNDEFINED, /* no value, no label */
    TC_FORK_LABEL,
    TC_FORK_BEYOND, /* not linear, or no room */
} TcForkState;

/* A sum over variables: terms of the search, plus a constant. */
typedef struct {
    uint32_t first, n;
    int64_t constant;
} TcForkForm;

typedef struct {
    TcForkState state;
    uint8_t unsaid;      /* UNKNOWN outcome: TcForkUnsaid */
    uint32_t label;      /* LABEL */
    TcForkForm num, den; /* NUMBER: the quotient; den is not 0 */
} TcForkValue;

/* An outcome that the rule leaves undefined: it is unknown whether it applies, and if it does it is
 * met, not met, or unknown; or it applies and its figures are unknown. */
typedef enum {
    TC_FORK_UNSAID_MET,
    TC_FORK_UNSAID_NOT,
    TC_FORK_UNSAID_ALL,
    TC_FORK_UNSAID_FIGURES
} TcForkUnsaid;

/* What closed questions ask of a row as it stands in the file. */
typedef struct {
    const bool *known;     /* per column, then per appraisal: it is there */
    const uint8_t *labels; /* per indicator: a TcLabel */
    TcUnitTold unit;
} TcForkRow;

typedef struct TcFork TcFork;

/* @cells: borrowed. @holes: per version, for each indicator which of the cells' holes tells as what
 * conclusions see it where the rule is silent. Returns: (transfer full). */
TcFork *tc_fork_new(const TcForkCells *cells, const TcRun *run,
                    const uint32_t *const holes[TC_FORK_VERSIONS]);
void tc_fork_free(TcFork *fork);

/* @opaque: per version, of which indicators both versions compute the same, in the same way: where
 * that is beyond, they are seen as each outcome, the same in both. Borrowed. */
void tc_fork_see_opaque(TcFork *fork, const bool *const opaque[TC_FORK_VERSIONS]);

/* The row that all rows of the search complete; borrowed. Without one no cell is open and no unit
 * named. */
void tc_fork_see_row(TcFork *fork, const TcForkRow *row);

/* An indicator that the rule leaves undefined is not decided on a path to be seen one way: each way
 * is evaluated on it in turn (tc_fork_next_way). */
void tc_fork_see_together(TcFork *fork);

/* The second version sees this indicator the other way round: met where it is not met, not met
 * where it is. */
void tc_fork_turn(TcFork *fork, uint32_t indicator);

/* Narrows a variable for what is searched from here on. */
void tc_fork_hold(TcFork *fork, uint32_t variable, TcForkBounds bounds);

/* Called on each path. Returns: go on? */
typedef bool (*TcForkVisit)(TcFork *fork, void *user);
typedef enum {
    TC_FORK_SEEN, /* every path */
    TC_FORK_MORE, /* there are more than were asked for */
    TC_FORK_LOST, /* the work was too much, a path was not settled, or a cell may be beyond its
                     bounds */
} TcForkSeen;
/* Visits up to @most paths of the rows over the cells of @within (per cell), whose rules and data
 * checks are kept. */
TcForkSeen tc_fork_explore(TcFork *fork, const bool *within, unsigned most, TcForkVisit visit,
                           void *user);
/* Can a cell of @within, which is not held, be beyond its bounds? Then nothing is said of all rows.
 */
bool tc_fork_any_beyond(const TcFork *fork, const bool *within);

/* On a path: what a node comes to; a row of the path, the first one; the sign of a - b (2: not
 * known). */
TcForkValue tc_fork_value(TcFork *fork, uint32_t version, uint32_t node);
const int64_t *tc_fork_point(const TcFork *fork);
int tc_fork_order(TcFork *fork, const TcForkValue *a, const TcForkValue *b);
/* Has the path seen an undefined indicator, or an opaque one, one way or the other? */
bool tc_fork_in_hole(const TcFork *fork);
/* Turns to another way to see the undefined indicators that were seen on this path. Returns: is
 * there one? Then nodes have other values. */
bool tc_fork_next_way(TcFork *fork);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcFork, tc_fork_free)

#endif
