/* The reference evaluator: one row, no open cell, big rationals, straight over the tree.
 *
 * Small, slow and obviously right: the meaning of semantics.md 7 written down once, sharing no code
 * with plan and kernels. It is the oracle of the tests, re-evaluates every witness and gap before
 * they are printed, and serves `tieuchi expr`. */
#ifndef TC_EXEC_REFERENCE_H
#define TC_EXEC_REFERENCE_H

#include "data/block.h"
#include "exec/run.h"
#include "sema/model.h"

typedef enum { TC_UNDEFINED, TC_DEFINED } TcDefined;

/* A value of the strict, three-valued language. Undefined has a reason. */
typedef struct {
    TcValueKind kind;
    bool defined;
    bool none; /* the value chưa có: comparisons with it are false */
    enum {
        TC_WHY_NOT,     /* defined */
        TC_WHY_LITERAL, /* để trống written as a value */
        TC_WHY_ZERO,    /* division by zero */
        TC_WHY_NO_CASE, /* no case fits */
        TC_WHY_EMPTY,   /* mean, min or max of nothing; share where none applies */
    } why;
    bool truth;       /* BOOL */
    int32_t day;      /* DATE */
    const char *text; /* TEXT, NFC, borrowed from model or cells */
    mpq_t number;     /* NUMBER; initialised always */
} TcValue;

void tc_value_init(TcValue *value);
void tc_value_clear(TcValue *value);

typedef struct TcReference TcReference;

/* Returns: (transfer full) an evaluator for @model (borrowed). */
TcReference *tc_reference_new(const TcModel *model, const TcRun *run);
void tc_reference_free(TcReference *reference);

/* The cells of the row to judge: n_columns values, then n_appraised yes/no (defined: accepted or
 * rejected; undefined: not there yet, counts as accepted on a completion that says so). @known[i]
 * is false for a cell that is open in the file: closed questions (có số liệu, default) see that;
 * its completed value is used for all else. Copies nothing: both must stay as long as it is asked.
 */
void tc_reference_set_row(TcReference *reference, const TcValue *cells, const bool *known);
/* Writes row @row of @block into @cells (initialised, n_columns + n_appraised) and @known; open
 * cells are left undefined. */
void tc_reference_read_row(const TcModel *model, const TcBlock *block, uint32_t row, TcValue *cells,
                           bool *known);

/* Any typed expression of the model, on the row; OWN without PART means indicator @self
 * (TC_NO_PART outside indicators). @value is initialised. Memoised per row where it is a part. */
void tc_reference_value(TcReference *reference, const TcNode *node, uint32_t self, TcValue *value);

/* Outcome (one bit of TC_OUT_*), value, points and maximum of an indicator; of the conclusions. */
unsigned tc_reference_indicator(TcReference *reference, uint32_t indicator);
void tc_reference_points(TcReference *reference, uint32_t indicator, TcValue *points);
void tc_reference_max_points(TcReference *reference, uint32_t indicator, TcValue *points);
void tc_reference_group_points(TcReference *reference, uint32_t group, TcValue *points);
void tc_reference_total(TcReference *reference, TcTotal what, TcValue *total);
unsigned tc_reference_criterion(TcReference *reference, uint32_t criterion);
unsigned tc_reference_verdict(TcReference *reference, uint32_t verdict);
/* Index of the label, or -1 when undefined. */
int tc_reference_grade(TcReference *reference, uint32_t grade);
/* Do all row limits, ranges and data checks hold on the row? */
bool tc_reference_row_valid(TcReference *reference);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcReference, tc_reference_free)

#endif
