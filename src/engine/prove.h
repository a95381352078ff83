/* What can be proved of two rule sets, or of one, without data (tieuchi prove).
 *
 * Parts of one code are held against each other over all complete rows that both sets allow;
 * columns of one name are one. Each claim that is not "the same" stands with a row for which the
 * reference evaluator gives these answers. What the search cannot settle is undecided, never
 * guessed. */
#ifndef TC_ENGINE_PROVE_H
#define TC_ENGINE_PROVE_H

#include "engine/program.h"
#include "exec/fork_cells.h"

typedef enum {
    TC_PROVED_SAME,
    TC_PROVED_STRICTER, /* what the first meets the second may not, never the other way */
    TC_PROVED_LOOSER,
    TC_PROVED_DIFFERENT, /* both ways, or another state than met and not met */
    TC_PROVED_UNDECIDED,
    TC_N_PROVED
} TcProved;

/* An answer: of an indicator or a verdict; of a grade the number of its label, or … */
enum {
    TC_SAID_YES,
    TC_SAID_NO,
    TC_SAID_APART,
    TC_SAID_UNSAID, /* the rule does not say */
    TC_N_SAID,
    TC_SAID_NO_LABEL = UINT32_MAX
};

/* Of a conclusion that rests on more indicators nothing is found out about them. */
enum { TC_PROOF_MAX_TURNED = 64 };

/* Of one claim so many rows are judged on which an indicator is undefined. */
enum { TC_PROOF_MAX_HOLES = 512 };

/* Does whether an indicator is met never matter to a conclusion? */
typedef enum {
    TC_IDLE_NOT_ASKED, /* the conclusion does not rest on that, or not on that alone */
    TC_IDLE_NO,
    TC_IDLE_YES,
    TC_IDLE_UNPROVED
} TcIdle;

/* A row on which the versions answer differently. */
typedef struct {
    uint32_t answers[TC_FORK_VERSIONS];
    mpq_t points[TC_FORK_VERSIONS];    /* of a claim about points */
    int64_t *point;                    /* a solution of the cells */
    uint8_t *states[TC_FORK_VERSIONS]; /* of a conclusion: what each indicator is, TC_SAID_… */
} TcProofTurn;

typedef struct {
    TcRefKind kind;                   /* INDICATOR, VERDICT, GRADE */
    bool of_points;                   /* INDICATOR: the points that it gives */
    uint32_t index[TC_FORK_VERSIONS]; /* TC_NO_PART: this version has none */
    TcProved proved;                  /* if both have it */
    bool alike;                       /* both compute it in the same way from the same columns */
    bool complete;  /* all rows were seen: what is not listed here does not occur */
    bool may_turn;  /* there may be other turns: the ways to see undefined indicators are too
                       many, or one that both compute alike is beyond the search */
    bool all_occur; /* of one set: not complete, yet rows were found that are met and not met, that
                       have each label */
    bool occurs[TC_FORK_VERSIONS][TC_N_SAID];
    uint64_t labels[TC_FORK_VERSIONS]; /* of a grade: those that occur; TC_LABEL_UNDEFINED: none */
    bool *reads;                       /* per cell: do the parts read it? */
    TcIdle *idle;                      /* of a conclusion of one set, per indicator; else NULL */
    GPtrArray *turns;                  /* TcProofTurn */
} TcProofClaim;

typedef struct {
    const TcModel *models[TC_FORK_VERSIONS]; /* the second NULL: of one set */
    TcProgram *renumbered; /* the second under the numbers of the first, or NULL */
    TcForkCells *cells;
    bool no_rows; /* no row was found that both sets allow: nothing is claimed */
    GPtrArray
        *claims; /* TcProofClaim, in the order of the second set, then what only the first has */
} TcProof;

/* @programs: one or two, without errors; borrowed. Returns: (transfer full). */
TcProof *tc_prove(const TcProgram *const *programs, unsigned n, const TcRun *run);
/* The same of two of which some parts have another number in the second. @renumbered: (transfer
 * full) the second with the numbers of the first; NULL: it has these. */
TcProof *tc_prove_renumbered(const TcProgram *const *programs, TcProgram *renumbered,
                             const TcRun *run);
void tc_proof_free(TcProof *proof);
/* Is it proved that @part, an indicator, verdict or grade at one index in both plans, has the same
 * answers and points in both on all rows? */
bool tc_prove_same(const TcPlan *const plans[TC_FORK_VERSIONS], const TcRun *run,
                   const TcStep *part);

static inline bool tc_proof_in_both(const TcProofClaim *claim)
{
    return claim->index[0] != TC_NO_PART && claim->index[1] != TC_NO_PART;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcProof, tc_proof_free)

#endif
