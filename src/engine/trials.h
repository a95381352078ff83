/* TcTrials: the examples of a program, run.
 *
 * Each is a row of data and is judged as such a row: what must come out has to be certain, whatever
 * the cells that are not given hold. An expectation is to the evaluator a verdict that no output
 * tells of; where no cell of the row is open the reference evaluator has to agree. Of an example
 * that fails there is an explanation, with the failing expectations among its conclusions. */
#ifndef TC_ENGINE_TRIALS_H
#define TC_ENGINE_TRIALS_H

#include "engine/program.h"
#include "exec/explain.h"
#include "sema/example.h"

typedef enum {
    TC_TRIAL_HOLDS,
    TC_TRIAL_FAILS,
    TC_TRIAL_OPEN, /* neither is certain; or it is certain where it has to be open */
} TcTrialAnswer;

typedef struct {
    const TcExample *example;
    bool holds;
    char *broken;           /* the limit or data check that its row breaks; NULL: none */
    TcTrialAnswer *answers; /* n_expected */
    uint32_t
        *conclusions; /* n_expected: of one that fails, among `explanation`'s; else TC_NO_PART */
    TcExplanation *explanation; /* NULL: it holds, or its row is broken */
    struct TcModel *explained;  /* private: what that is of */
} TcTrial;

typedef struct {
    TcTrial *trials; /* n, in the order of the files */
    uint32_t n, n_failing;
} TcTrials;

/* Runs the examples of @program. Pre: it has a model. @said: language of the explanations. Returns:
 * (transfer full); it borrows from @program. */
TcTrials *tc_trials_run(const TcProgram *program, TcLang said);
/* Do all @n examples hold for @model, a variant of the set that they are of? Looks no further than
 * the first that does not. */
bool tc_trials_all_hold(const TcModel *model, const TcExample *const *examples, uint32_t n);
/* The parts that expectation @expected of @trial names, each once (TcStep). (transfer full) */
GArray *tc_trial_parts(const TcTrial *trial, uint32_t expected);
void tc_trials_free(TcTrials *trials);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcTrials, tc_trials_free)

#endif
