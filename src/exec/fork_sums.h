/* What answers of one or two rule sets come to over all rows: the paths of each component of cells,
 * added up (semantics.md 2.3, step 3).
 *
 * Cells that one indicator, row limit or data check reads together are a component; a yes/no or a
 * list that many of them read is held to each of its values in turn. The paths of a component give
 * parts of the sums and junctions that an answer rests on; the sums over all components are the
 * answers that rows can have. */
#ifndef TC_EXEC_FORK_SUMS_H
#define TC_EXEC_FORK_SUMS_H

#include "exec/fork.h"

enum { TC_FORK_MAX_SUMS = 20000 };

/* Asked after few paths, then after more: are further answers wanted? @all: the search may still
 * come to see all of them. */
typedef bool (*TcForkWanted)(bool all, void *user);

typedef struct {
    const TcForkCells *cells;
    TcRun run;
    const uint32_t *holes[TC_FORK_VERSIONS];
    const bool *opaque[TC_FORK_VERSIONS]; /* tc_fork_see_opaque */
    const int64_t *usual;                 /* a row: what the cells have that no answer reads */
    const TcForkRow *row;                 /* tc_fork_see_row; NULL: of all rows */
    TcForkWanted wanted;    /* NULL: all answers are, each with the first row that has it */
    const uint32_t *turned; /* tc_fork_turn; NULL: none */
    bool together;          /* each row is told with all ways to see its undefined indicators */
} TcForkQuestion;

/* Answers that some row has in the versions, with the row. */
typedef struct {
    const TcForkValue (*ways)[TC_FORK_VERSIONS];
    uint32_t n;   /* ways: 1, but for rows that are told with all of them */
    bool in_hole; /* an indicator that is undefined, or opaque, is seen one way on it */
    const int64_t *point;
} TcForkRowFound;
typedef void (*TcForkFound)(const TcForkRowFound *found, void *user);
typedef enum {
    TC_FORK_ALL,         /* there are no other answers, but where one is beyond the search */
    TC_FORK_OVER_BUDGET, /* there may be */
    TC_FORK_NOT_LINEAR,  /* there may be, and no budget would do */
    TC_FORK_ENOUGH,      /* there may be, and none were wanted */
} TcForkOutcome;

/* Calls @found with the answers of @nodes (one a version; TC_NO_NODE: not asked). */
TcForkOutcome tc_fork_answers(const TcForkQuestion *question, const uint32_t *nodes,
                              TcForkFound found, void *user);
/* A search that sees rows as the question does. Returns: (transfer full). */
TcFork *tc_fork_for(const TcForkQuestion *question);
/* The first row that keeps all rules. Returns: false: none was found. */
bool tc_fork_first_row(const TcForkQuestion *question, int64_t *point);

#endif
