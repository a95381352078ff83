/* TcCoverage: what the examples of a rule set have shown: each indicator met, not met, not
 * applicable and open; each case, row of a scale or table, content of a list and side of và, hoặc
 * both ways; each verdict both ways.
 *
 * Only an example that rests on a part shows something of it, and only one that was reviewed. */
#ifndef TC_ENGINE_COVERAGE_H
#define TC_ENGINE_COVERAGE_H

#include "engine/coverage_rests.h"
#include "engine/program.h"

/* The states of an indicator that are looked for. */
enum {
    TC_COVER_MET = 1,
    TC_COVER_NOT_MET = 2,
    TC_COVER_NOT_APPLICABLE = 4,
    TC_COVER_MISSING = 8,
    TC_COVER_STATES = 4,
};

typedef struct {
    uint32_t indicator;
    unsigned can, seen; /* sets of TC_COVER_* */
} TcCoveredState;

/* A condition: a side of và or hoặc, a content, a case, an exception; the row of a scale or table
 * (it is the one chosen); không áp dụng khi; what a verdict asks for. */
typedef struct {
    TcStep part;
    TcRestsOn clause; /* that it stands in */
    TcSpan span;
    const char *words;       /* they, on one line */
    bool seen[2];            /* that it does not hold, that it does */
    const TcNode *condition; /* private */
} TcCoveredPlace;

typedef struct {
    const TcModel *model;
    GArray *states;                   /* TcCoveredState, of the judged indicators */
    GArray *places;                   /* TcCoveredPlace, in the order of the rules */
    uint32_t n_states, n_states_seen; /* single states */
    uint32_t n_ways, n_ways_seen;     /* two for each place */
    TcArena *arena;
} TcCoverage;

/* Pre: @program has a model. Returns: (transfer full); it borrows from @program. */
TcCoverage *tc_coverage_run(const TcProgram *program);
void tc_coverage_free(TcCoverage *coverage);

/* Inside: the places of the model, appended. */
void tc_coverage_find(TcCoverage *coverage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcCoverage, tc_coverage_free)

#endif
