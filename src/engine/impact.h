/* TcImpact: what two versions of the rules make of the same data, and which clauses make the
 * difference.
 *
 * Every row is judged by both versions. Where an answer (a conclusion, a grade, an indicator)
 * turns, the row is judged again by the rules with only some of the clauses between the versions
 * applied (between.h), and the turn is put down to the least sets of clauses that suffice whatever
 * else is applied (semantics.md 5.7). Each turn has exactly one cause, so causes add up to all
 * turns.
 *
 * Before: two versions without errors, a data file. After: sums over all units and over those of
 * each parent unit; each unit with its turns is handed on in the order of the file. Memory is
 * bounded by a block a version that is asked. */
#ifndef TC_ENGINE_IMPACT_H
#define TC_ENGINE_IMPACT_H

#include "data/data_file.h"
#include "engine/between.h"
#include "exec/results.h"

/* What an answer can be; a grade is TC_CAN_GRADE and the place of its label in `labels`. */
typedef enum {
    TC_CAN_OUTSIDE, /* the rules are not for the unit */
    TC_CAN_YES,     /* met; eligible */
    TC_CAN_NO,
    TC_CAN_NOT_APPLICABLE,
    TC_CAN_OPEN,
    TC_CAN_SCORED, /* it is never met or not */
    TC_CAN_GRADE,
} TcCan;

typedef struct {
    TcRefKind kind;           /* VERDICT, GRADE or INDICATOR */
    uint32_t before, after;   /* in the models of the two versions; TC_NO_PART: it is not there */
    const char *code, *title; /* in the second version where it is there; borrowed */
    char *key;                /* tc_between_key */
} TcImpactAnswer;

/* Why an answer turned: the least sufficient sets of clauses, in order. */
typedef struct {
    TcClauses *sets; /* n of them */
    uint32_t n;
    bool partial; /* too many clauses for all sets: only those without which it does not turn, else
                     those that suffice alone */
} TcCause;

/* What of an answer turned. */
typedef enum {
    TC_TURN_STATE,
    TC_TURN_POINTS, /* of an indicator, or the total of all: `before` and `after` are its numbers
                       as they are found in `labels` */
} TcTurnOf;

typedef struct {
    uint32_t answer;        /* TC_NO_PART: the total of points */
    uint32_t before, after; /* TcCan */
    uint32_t cause;         /* in `causes` */
    TcTurnOf of;            /* of a run over a file always STATE */
} TcImpactTurn;

/* How many turned so, for this cause. */
typedef struct {
    TcImpactTurn turn;
    uint64_t n;
} TcTurnCount;

/* Sums over the units of one parent unit, or over all. */
typedef struct {
    char *name; /* of the parent unit; NULL: all */
    uint64_t n_units;
    uint64_t **counts; /* per answer n_can * n_can, [before][after]; NULL for indicators of a
                          parent unit */
} TcImpactSums;

typedef struct {
    TcBetween *between;
    TcProgram *programs[2];
    GArray *answers;   /* of TcImpactAnswer: verdicts, grades, indicators */
    GPtrArray *labels; /* of grades */
    uint32_t n_can;    /* TC_CAN_GRADE and the labels of both versions */
    GPtrArray *causes; /* of TcCause */
    GArray *counts;    /* of TcTurnCount */
    TcImpactSums all;
    GPtrArray *parents; /* of TcImpactSums, in the order met */
    GArray *bundles;    /* of TcClauses: which clauses do not stand alone, as far as it was asked */
    /* totals of points, of the units where both are known */
    uint64_t n_more, n_less, n_same, n_points_open;
    mpq_t gained; /* their sum */
} TcImpact;

/* One unit, in both versions. */
typedef struct {
    const TcRowInfo *info;
    const TcBlock *blocks[2];
    const TcResults *results[2];
    uint32_t rows[2];
    const TcImpactTurn *turns;
    uint32_t n_turns;
    int points; /* its total: -1 less, 1 more, 0 the same or not known */
} TcImpactUnit;

typedef struct {
    TcRun runs[2];      /* standings of each version, where it ranks */
    TcReadOptions read; /* `style` is of the data */
    /* Each unit that is judged by either version. Returns: false with @error set to stop. */
    bool (*each)(const TcImpactUnit *unit, void *context, GError **error);
    void *context;
} TcImpactRun;

/* @programs: (transfer full) the versions that @between (transfer full) lies between. Returns:
 * (transfer full). */
TcImpact *tc_impact_new(TcBetween *between, TcProgram *const programs[2]);
void tc_impact_free(TcImpact *impact);

/* Judges all rows of @data by both. Mistakes in the data go to @diags (a strict run ends there).
 * Returns: false with @error set. */
bool tc_impact_run(TcImpact *impact, const TcDataFile *data, const TcImpactRun *run,
                   TcDiagList *diags, GError **error);

/* What an answer is (TcCan) in a row of @results; @index: of the part in its model. */
uint32_t tc_impact_read(const TcImpact *impact, const TcResults *results, uint32_t row,
                        TcRefKind kind, uint32_t index);
/* What @turn is about in a row of @results, in the terms of its `before` and `after`; @index: of
 * its answer in their model, or TC_NO_PART. */
uint32_t tc_impact_read_turn(const TcImpact *impact, const TcResults *results, uint32_t row,
                             const TcImpactTurn *turn, uint32_t index);
/* The number that a turn of points is about; NULL where there is none. */
const TcNumberResult *tc_impact_points_in(const TcResults *results, uint32_t row,
                                          const TcImpactTurn *turn, uint32_t index);
/* Does either version give points? */
bool tc_impact_scores(const TcImpact *impact);
/* All that can turn: answers that stand in both versions, the total, points of indicators. Returns:
 * (transfer full) of TcImpactTurn of which nothing is known yet. */
GArray *tc_impact_questions(const TcImpact *impact);
/* A row as both versions have judged it: the first of each block. */
typedef struct {
    TcBlock *blocks[2];
    const TcResults *results[2];
    TcRun runs[2];
} TcImpactRow;
/* What @turn was before (@side 0) or is after in the row. */
uint32_t tc_impact_row_read(const TcImpact *impact, const TcImpactRow *row, int side,
                            const TcImpactTurn *turn);
/* Where the versions were made with their transitions: is the row as it would be without them? */
bool tc_impact_row_is_plain(const TcImpact *impact, const TcImpactRow *row);
/* Sets the causes of @turns (TcImpactTurn) of the row, which is plain; they are counted nowhere. */
void tc_impact_row_attribute(TcImpact *impact, const TcImpactRow *row, GArray *turns);
const TcImpactAnswer *tc_impact_answer(const TcImpact *impact, uint32_t index);
const TcCause *tc_impact_cause(const TcImpact *impact, uint32_t index);
/* Does the answer stand in both versions, so that it can turn? */
static inline bool tc_impact_can_turn(const TcImpactAnswer *answer)
{
    return answer->before != TC_NO_PART && answer->after != TC_NO_PART;
}
/* How many units of @sums had @before and have @after. */
static inline uint64_t tc_impact_count(const TcImpact *impact, const TcImpactSums *sums,
                                       uint32_t answer, uint32_t before, uint32_t after)
{
    return sums->counts[answer][before * impact->n_can + after];
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcImpact, tc_impact_free)

#endif
