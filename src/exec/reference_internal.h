/* Inside of the reference evaluator: what its files share.
 *
 * reference_value.c evaluates expressions, reference_choice.c phrases and choices,
 * reference_parts.c indicators, reference_count.c and reference_total.c what is asked of several,
 * reference.c rows and conclusions.
 * Answers about parts are memoised in slots (reference_memo.c); a slot holds while its epoch is the
 * evaluator's (a new row, or a new resolution of undefined indicators, is a new epoch), and where
 * no undefined indicator was looked at through all epochs of rows that differ in cells it does not
 * rest on. There are two memos: one for the completed row and one for the file as it is, in which
 * open cells are undefined (closed questions). */
#ifndef TC_EXEC_REFERENCE_INTERNAL_H
#define TC_EXEC_REFERENCE_INTERNAL_H

#include "exec/reference.h"

/* When an answer holds. */
typedef struct {
    uint64_t epoch;  /* in which it was found; 0: it is forgotten */
    bool steady;     /* it is the same in every resolution */
    uint64_t *reads; /* a bit for each cell that it has ever rested on; NULL: it was never found */
} TcRefMark;

typedef struct {
    TcRefMark mark;
    TcValue value;
} TcRefSlot;

/* The points of TC_REF_SUMMED indicators. */
typedef struct {
    TcRefMark mark;
    TcValue value;
    bool all_short; /* of one limb each */
} TcRefSumSlot;
enum { TC_REF_SUMMED = 8 };

/* Does an indicator apply, and if so is it met. */
typedef struct {
    TcTruth applies, met;
} TcRefState;

typedef struct {
    TcRefMark mark;
    TcRefState state;
} TcRefStateSlot;

typedef struct {
    TcRefSlot *definitions, *parameters;
    TcRefSlot *values, *points; /* of indicators */
    TcRefStateSlot *states;     /* of indicators */
    TcRefSlot *verdicts, *grades;
    TcRefSumSlot *sums; /* of the whole set, by eights */
} TcRefMemo;

/* One way to see the indicators that the rule leaves undefined, chosen as they are read. */
typedef struct {
    uint32_t n;
    bool overflow; /* more were read than can be tried both ways */
    struct {
        uint32_t indicator;
        uint8_t possible, chosen; /* set of TC_OUT_*; one of them */
    } choices[TC_REFERENCE_MAX_UNDEFINED];
} TcRefResolution;

struct TcReference {
    const TcModel *model;
    TcRun run;
    const TcValue *cells;
    const bool *known;
    const uint8_t *labels; /* per indicator a TcLabel, or NULL */
    TcUnitTold unit;       /* NULLs where not told */
    TcRefMemo completed, in_file, *memo;
    uint64_t row_epoch, epoch, last_epoch;
    uint64_t row_from;           /* nothing from before this epoch holds */
    TcRefMark *reading;          /* of the part that is being evaluated; NULL: of none */
    GPtrArray **readers;         /* of each cell: TcRefMark * of what has rested on it, or NULL */
    unsigned depth;              /* expressions being evaluated inside each other */
    bool in_order;               /* parts are being evaluated bottom up */
    TcRefResolution *resolution; /* NULL outside conclusions */
    uint64_t n_resolutions;      /* tried so far */
    const TcSupposed *const *supposed; /* NULL: nothing is */
};

/* Where an expression stands. A subject makes phrases and bare values requirements of it; `level`
 * asks for the number required instead of whether it is reached. */
typedef struct {
    uint32_t self;          /* indicator, or TC_NO_PART */
    const TcValue *subject; /* NULL in plain expressions */
    bool level;
} TcRefScope;

/* --- reference_memo.c --- */

void tc_ref_memo_init(TcReference *reference);
void tc_ref_memo_clear(TcReference *reference);
void tc_ref_begin_epoch(TcReference *reference);
/* All is forgotten. */
void tc_ref_forget(TcReference *reference);
/* Does the answer at @mark hold? Then the part being evaluated rests on it. */
bool tc_ref_holds(TcReference *reference, const TcRefMark *mark);
/* Around the evaluation of an answer; begin gives what end takes. */
TcRefMark *tc_ref_begin(TcReference *reference, TcRefMark *mark);
void tc_ref_end(TcReference *reference, TcRefMark *mark, TcRefMark *outer);
/* The part being evaluated rests on a cell; on what a resolution may see in another way. */
void tc_ref_reads(TcReference *reference, uint32_t column);
void tc_ref_is_unsteady(TcReference *reference);

/* --- the others --- */

/* A plain expression; requirements and branches of choices. */
void tc_ref_expression(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result);
TcTruth tc_ref_condition(TcReference *reference, const TcNode *node, uint32_t self);
void tc_ref_result(TcReference *reference, const TcNode *node, const TcRefScope *scope,
                   TcValue *result);
void tc_ref_call(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result);

/* CASES, SCALE, TABLE. */
void tc_ref_choice(TcReference *reference, const TcNode *node, const TcRefScope *scope,
                   TcValue *result);
/* Does item @i of a choice hold by itself: branch, band, row? The rest (còn lại) does. */
TcTruth tc_ref_guard(TcReference *reference, const TcNode *choice, uint32_t i, uint32_t self);
/* Does @subject lie within the phrase or equal the value @node? */
TcTruth tc_ref_fits(TcReference *reference, const TcNode *node, const TcValue *subject,
                    uint32_t self);
void tc_ref_requirement(TcReference *reference, const TcRequirement *requirement,
                        const TcRefScope *scope, TcValue *result);
TcTruth tc_ref_contents(TcReference *reference, const TcNode *node, uint32_t self);

/* Parts. */
void tc_ref_name(TcReference *reference, const TcNode *node, TcValue *result);
void tc_ref_value_of(TcReference *reference, uint32_t indicator, TcValue *result);
void tc_ref_own(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result);
void tc_ref_total(TcReference *reference, TcTotal what, TcRefKind kind, uint32_t index,
                  TcValue *result);
void tc_ref_count(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result);
TcTruth tc_ref_state(TcReference *reference, const TcNode *node, uint32_t self);
/* (transfer none) until it is asked for anything else. */
const TcValue *tc_ref_points_of(TcReference *reference, uint32_t indicator);
void tc_ref_points(TcReference *reference, uint32_t indicator, TcValue *result);
void tc_ref_max_points(TcReference *reference, uint32_t indicator, TcValue *result);
/* As conclusions see it in the present resolution; as the rule gives it. */
TcRefState tc_ref_indicator_seen(TcReference *reference, uint32_t indicator);
TcRefState tc_ref_indicator_state(TcReference *reference, uint32_t indicator);
TcRefState tc_ref_criterion(TcReference *reference, uint32_t criterion);
TcTruth tc_ref_verdict(TcReference *reference, uint32_t verdict);
void tc_ref_grade(TcReference *reference, uint32_t grade, TcValue *result);

/* A question asked of the file as it is: does @node have a value there? */
bool tc_ref_is_known(TcReference *reference, const TcNode *node, uint32_t self);

#endif
