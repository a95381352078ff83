/* TcMutants: small mistakes planted into a rule set, to see whether its examples find them.
 *
 * Each mutant is the set with one of its sentences changed: a level moved by the last digit that it
 * is written with, "từ" become "trên", "và" become "hoặc", an exception dropped, two results of a
 * scale or table exchanged. Examples that hold for the set and all of them for the mutant do not
 * test that sentence. */
#ifndef TC_ENGINE_MUTANTS_H
#define TC_ENGINE_MUTANTS_H

#include "engine/program.h"

/* What was done to the words of a mutant; `was`, `becomes` in brackets. */
typedef enum {
    TC_MUTANT_MOVED,      /* a level [60%] is another one [61%] */
    TC_MUTANT_OPENED,     /* the level [60%] itself no longer does */
    TC_MUTANT_CLOSED,     /* it does now */
    TC_MUTANT_OTHER_SIDE, /* it belongs to the band or row on its other side */
    TC_MUTANT_ANY,        /* one of the conditions is enough */
    TC_MUTANT_ALL,        /* all of them are needed */
    TC_MUTANT_TURNED,     /* the condition is the contrary */
    TC_MUTANT_DROPPED,    /* the words are not there */
    TC_MUTANT_SWAPPED,    /* the results of [one row] and [another] are exchanged */
} TcMutation;

typedef enum {
    TC_MUTANT_FOUND,         /* an example does not hold for it */
    TC_MUTANT_BY_UNREVIEWED, /* but only one that nobody has reviewed */
    TC_MUTANT_MISSED,
    TC_MUTANT_SAME, /* none can: it is proved that no data tell it from the rules */
} TcMutantFate;

typedef struct {
    TcMutation what;
    TcStep part;               /* whose sentence it is; kinds also DEFINITION, PARAMETER */
    TcSpan span;               /* the words changed */
    const char *words;         /* they, on one line */
    const char *was, *becomes; /* see TcMutation; NULL: nothing is said */
    TcMutantFate fate;
    size_t offset;      /* private: of the clause in the part's struct … */
    int64_t except;     /* … its exception; -1: the clause itself */
    const TcNode *root; /* private: what that is; NULL: it is gone */
} TcMutant;

typedef struct {
    const TcModel *model;
    GArray *list; /* TcMutant, in the order of the rules */
    uint32_t n_found, n_by_unreviewed, n_missed, n_same;
    uint32_t n_examples; /* that were run on each */
    TcArena *arena;
} TcMutants;

/* Makes all mutants of @program and runs its examples, if any, on each. Pre: it has a model, for
 * which they hold. Returns: (transfer full); it borrows from @program. */
TcMutants *tc_mutants_run(const TcProgram *program);
void tc_mutants_free(TcMutants *mutants);

/* The rules with one mistake in them. */
typedef struct {
    TcModel model;
    const TcModel *of; /* without it */
    void *excepts;     /* private: of a requirement of the copy, its own; or NULL */
} TcMutated;

/* @model, @mutant of it: borrowed, and not changed. */
void tc_mutated_init(TcMutated *mutated, const TcModel *model, const TcMutant *mutant);
void tc_mutated_clear(TcMutated *mutated);

/* Inside: all mutants of the model, appended; what they are made of lies in the arena. */
void tc_mutants_find(TcMutants *mutants);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcMutants, tc_mutants_free)

#endif
