/* Holds what the block evaluator says of a block of rows to what the reference says of each row.
 *
 * A complete row: both say the same of every indicator, number and conclusion, and of whether its
 * data hold together. A row with open cells: completions are drawn that the rules allow; what the
 * reference says of each lies within the sets and bounds, so a certain answer is equal. Where the
 * rule is silent (x/0, no case fits) conclusions may be wider than need be, never narrower. */
#ifndef TESTS_TOOLS_AGREE_H
#define TESTS_TOOLS_AGREE_H

#include "exec/evaluate.h"
#include "exec/reference.h"
#include "tools/adversary.h"

typedef struct {
    uint64_t pairs;       /* of rules and row */
    uint64_t complete;    /* rows without an open cell */
    uint64_t open;        /* rows with one, of which a completion was judged */
    uint64_t broken;      /* rows that break a limit or data check */
    uint64_t silent;      /* complete rows where the rule does not say */
    uint64_t wider;       /* answers wider than need be on such rows */
    uint64_t exact;       /* rows seen to have gone the exact way */
    uint64_t completions; /* judged by the reference */
    uint64_t comparisons; /* of one answer with the reference's */
    uint64_t failures;
} TcAgreeCounts;

typedef struct TcAgree TcAgree;
/* Hears of each difference: @what in words, about row @row of the block. */
typedef void (*TcAgreeReport)(const TcAgree *agree, uint32_t row, const char *what, void *context);

struct TcAgree {
    const TcModel *model;
    TcPlan *plan;
    TcRun run;
    TcEvaluator *evaluator;
    TcReference *reference;
    TcResults *results;
    TcBlock *block;
    TcAdversary *adversary;
    TcRandom *random;
    uint32_t n;             /* cells of a row */
    TcValue *cells, *drawn; /* of the row at hand: as evaluated; a completion */
    bool *known;
    TcValue *given[TC_BLOCK_ROWS]; /* as the block was given: for reports; NULL while not needed */
    bool *given_known[TC_BLOCK_ROWS];
    bool silent; /* the row at hand leaves an indicator undefined */
    TcAgreeCounts *counts;
    TcAgreeReport report;
    void *context;
};

/* @model to @counts are borrowed. Returns: (transfer full). */
TcAgree *tc_agree_new(const TcModel *model, const TcNode *tree, const TcRun *run, TcRandom *random,
                      TcAgreeCounts *counts, TcAgreeReport report, void *context);
void tc_agree_free(TcAgree *agree);

/* Judges @block (finished) by the block evaluator, and reads its rows before that. */
void tc_agree_evaluate(TcAgree *agree, TcBlock *block);
/* Holds row @row to the reference; up to @completions of it are drawn where cells are open. */
void tc_agree_row(TcAgree *agree, uint32_t row, unsigned completions);
/* Counts a difference and reports it, unless the rule is silent and it @may_differ then. */
void tc_agree_differ(TcAgree *agree, uint32_t row, bool may_differ, const char *what,
                     const char *code, uint64_t got, uint64_t wanted);

/* What conclusions see of a set of outcomes (of labels, if @grade is given): where it is undefined,
 * both ways. */
uint64_t tc_agree_seen(const TcGrade *grade, uint64_t set);

#endif
