/* Inside of the least sets of indicators that turn a verdict: explain_sets.c searches,
 * explain_sets_classes.c finds who can be met and who is like whom, explain_sets_fill.c fills in
 * what is open, explain_sets_proof.c proves what is told to be least or impossible. */
#ifndef TC_EXEC_EXPLAIN_SETS_H
#define TC_EXEC_EXPLAIN_SETS_H

#include "exec/explain_internal.h"
#include "exec/ways.h"

/* An indicator that fails and that some way makes met, or that can earn more points for a verdict
 * that looks at points. */
typedef struct {
    uint32_t indicator;
    GArray *way;
    unsigned before, after; /* its outcome without and with that */
    mpq_t gain;             /* what it adds to the total; 0 where the verdict looks at no points */
    bool other_way;         /* its easiest way changes others, `way` does not */
    mpq_t share;            /* of the first move in the denominator; -1: the value is no quotient */
    TcSupposed better;      /* what conclusions see of it in a set */
    uint32_t class;
} TcCandidate;

/* Candidates with the same effect on the verdict: of a set only how many of them are in it counts.
 */
typedef struct {
    GArray *members;              /* uint32_t: candidates, the easier first */
    uint32_t least;               /* that are in every set that turns the verdict */
    uint32_t count;               /* of the set that is tried */
    uint32_t first, fewest, most; /* of the sets found */
} TcClass;

/* What a verdict looks at. */
typedef struct {
    const TcModel *model;
    bool flags, criteria, points;
    bool one_total;        /* it is nothing but a total that is to be large enough */
    const TcNode *measure; /* the first total, or points of one indicator, in it; or NULL */
    GHashTable *parts;     /* groups, criteria, indicators, columns, verdicts … that it names */
} TcSight;

typedef struct {
    TcExplainer *explainer;
    uint32_t verdict;
    TcSight sight;
    const TcComparisons *set; /* of the verdict */
    TcProbeState start;
    bool imagined;     /* members of a set are better by supposition alone, not by their ways */
    TcSupposed *as_is; /* per indicator: what conclusions see of it outside a set; NULL: they are
                          asked of the cells alone, since members change each other */
    const TcSupposed **seen; /* the same with the set that is tried */
    GArray *candidates;      /* TcCandidate, the easier first */
    GArray *classes;         /* TcClass */
    bool entangled; /* candidates change each other: each is a class, more need not do more */
    GArray *const *readers; /* per cell: the indicators judged by it, or NULL (borrowed); NULL: they
                               are too many */
    bool at_worst;          /* the open cells stay as they are filled; else they may be anything */
    uint32_t asked;         /* times that the verdict was */
    bool hopeless;          /* more sets to go through than may be tried */
    bool anew;              /* a member of a set was met anew, or in another way than its easiest */
    uint32_t n_found;
} TcSetSearch;

static inline TcCandidate *tc_candidate(const TcSetSearch *search, guint i)
{
    return &g_array_index(search->candidates, TcCandidate, i);
}
static inline TcClass *tc_class(const TcSetSearch *search, guint i)
{
    return &g_array_index(search->classes, TcClass, i);
}

/* A cell that two ways raise ends at the higher value. */
void tc_explain_apply(TcProbe *probe, const GArray *way);

TcSight tc_sight_new(const TcModel *model, uint32_t verdict);
void tc_sight_clear(TcSight *sight);
/* Does it name the part, or a verdict or definition that does? */
bool tc_sight_names(const TcSight *sight, TcRefKind kind, uint32_t index);

/* Returns: (transfer full) an empty list of TcCandidate, which owns what is in it. */
GArray *tc_explain_candidates_new(void);
/* Finds the candidates; who cannot be met is `stuck`. */
void tc_explain_candidates(TcSetSearch *search, TcLeastSets *sets);
/* Puts them into classes; those of a search by ways that change each other one by one. */
void tc_explain_classes(TcSetSearch *search);
void tc_explain_classes_free(TcSetSearch *search);

/* What each candidate adds to what the verdict measures, for the lists. */
void tc_explain_list_gains(TcSetSearch *search, TcLeastSets *sets);
/* The least set, or (where more than a total counts) a small one, by taking those first that earn
 * most. Pre: all candidates together turn the verdict; none changes another. */
void tc_explain_earn_sets(TcSetSearch *search, TcLeastSets *sets);
/* No set was found. Returns: IMPOSSIBLE where that is proved, else BUDGET. */
TcSetsStatus tc_explain_not_found(TcSetSearch *search);
/* Does no indicator of the verdict read a cell that the way of another one changes? Pre: there are
 * candidates. */
bool tc_explain_sets_apart(const TcSetSearch *search);
/* Notes what conclusions see of the indicators, to be supposed from now on of what is in no set.
 * Undone by the next. */
void tc_explain_sets_see(TcSetSearch *search);
void tc_explain_sets_unsee(TcSetSearch *search);
/* Around a question about the set that is tried. */
TcReference *tc_explain_sets_ask(TcSetSearch *search);
void tc_explain_sets_asked(TcSetSearch *search);
/* Does the verdict hold as it stands now: with the probe's cells, and what is supposed? */
bool tc_explain_sets_hold(TcSetSearch *search);
/* Meets a candidate: by its way, and as supposed. */
void tc_explain_sets_take(TcSetSearch *search, const TcCandidate *one);
/* None is any more. */
void tc_explain_sets_put_back(TcSetSearch *search);
/* Finds the least sets of its candidates, which are in classes. */
void tc_explain_search_sets(TcSetSearch *search, TcLeastSets *sets);
/* @sets were found by ways. What is told of them is taken back as far as it is not proved: that
 * none is smaller, and which indicators are in all of them. */
void tc_explain_prove_sets(TcSetSearch *search, TcLeastSets *sets);

/* Fills the open cells so that the open indicators are met, and earn most where the verdict looks
 * at points (for a total alone they need only earn). Returns: false if one could be made neither
 * met nor inapplicable, or earns less than it can by itself: a cell earns here and costs there. */
bool tc_explain_turn_out_well(TcExplainer *explainer, const TcExplainedConclusion *conclusion,
                              const TcComparisons *set, const TcSight *sight);
/* So that they fail, and earn least. Returns: false if one could not be made to. */
bool tc_explain_turn_out_badly(TcExplainer *explainer, const TcExplainedConclusion *conclusion,
                               const TcComparisons *set, const TcSight *sight);

#endif
