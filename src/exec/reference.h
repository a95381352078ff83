/* The reference evaluator: one row, no open cell, big rationals, straight over the tree.
 *
 * Small, slow and obviously right: the meaning of semantics.md 7 written down once, sharing no code
 * with plan and kernels. It is the oracle of the tests, re-evaluates every witness and gap before
 * they are printed, and serves `tieuchi expr`. */
#ifndef TC_EXEC_REFERENCE_H
#define TC_EXEC_REFERENCE_H

#include "data/block.h"
#include "exec/results.h"
#include "exec/run.h"
#include "exec/value.h"
#include "sema/model.h"

typedef struct TcReference TcReference;

/* Returns: (transfer full) an evaluator for @model (borrowed). */
TcReference *tc_reference_new(const TcModel *model, const TcRun *run);
void tc_reference_free(TcReference *reference);

/* The cells of the row to judge: n_columns values, then n_appraised yes/no (defined: accepted or
 * rejected; undefined: not there yet; not read unless the run tracks appraisals). @known[i] is
 * false for a cell that is open in the file: closed questions (có số liệu, default) see that; its
 * completed value is used for all else. @known NULL: all are. Copies nothing: both must stay as
 * long as it is asked. Forgets unit and labels. */
void tc_reference_set_row(TcReference *reference, const TcValue *cells, const bool *known);
/* A cell of the row is another one now; all that does not rest on it is kept. */
void tc_reference_change_cell(TcReference *reference, uint32_t column);
/* The unit of the row, for không áp dụng đối với and chỉ áp dụng cho: texts are borrowed until the
 * next row, NULL: not known. Without a unit nothing is excluded. */
void tc_reference_set_unit(TcReference *reference, const TcUnitTold *unit);
/* Answers to the closed questions thiếu số liệu and chờ thẩm định, which a completed row does not
 * hold: a TcLabel per indicator, borrowed. Without them an open row leaves these questions unknown.
 */
void tc_reference_set_labels(TcReference *reference, const uint8_t *labels);
/* Writes row @row of @block into @cells (initialised, n_columns + n_appraised) and @known; open
 * cells are left undefined. */
void tc_reference_read_row(const TcModel *model, const TcBlock *block, uint32_t row, TcValue *cells,
                           bool *known);

/* What conclusions are to see of an indicator, whatever its cells say. */
typedef struct {
    bool has_state; /* the next two are supposed; else they are as the cells have them */
    TcTruth applies, met;
    TcValue points; /* as earned; undefined: as the cells have them */
} TcSupposed;
/* @supposed: one per indicator, borrowed until the next call, NULL of those of which nothing is;
 * NULL: of none. */
void tc_reference_suppose(TcReference *reference, const TcSupposed *const *supposed);
/* What conclusions see of @indicator as the cells are, as far as that is the same in all of them;
 * of its points only if @points. @seen: its points initialised. Pre: nothing is supposed. */
void tc_reference_see(TcReference *reference, uint32_t indicator, bool points, TcSupposed *seen);

/* Any typed expression of the model, on the row; OWN without PART means indicator @self
 * (TC_NO_PART outside indicators). @value is initialised. */
void tc_reference_value(TcReference *reference, const TcNode *node, uint32_t self, TcValue *value);

/* Outcome of an indicator, one bit of TC_OUT_*. One that is only scored (not judged) is
 * TC_OUT_NOT_APPLICABLE, TC_OUT_UNDEFINED or 0. */
unsigned tc_reference_indicator(TcReference *reference, uint32_t indicator);
/* Its cách tính; undefined where it has none. */
void tc_reference_indicator_value(TcReference *reference, uint32_t indicator, TcValue *value);
/* Does the value of @indicator reach a requirement of it: yêu cầu, phấn đấu, khuyến khích? */
TcTruth tc_reference_requirement(TcReference *reference, uint32_t indicator,
                                 const TcRequirement *requirement);
/* As earned, positive, also where they are a penalty. */
void tc_reference_points(TcReference *reference, uint32_t indicator, TcValue *points);
void tc_reference_max_points(TcReference *reference, uint32_t indicator, TcValue *points);
/* Without the group's weight, which enters the total. */
void tc_reference_group_points(TcReference *reference, uint32_t group, TcValue *points);
void tc_reference_total(TcReference *reference, TcTotal what, TcValue *total);
/* A set, as a verdict: what the rule does not say of an indicator is seen both ways. */
unsigned tc_reference_criterion(TcReference *reference, uint32_t criterion);

/* Conclusions see every indicator that the rule leaves undefined both ways: as met and as not met,
 * or as applicable and not. So they have a set of outcomes, one for each way; if more than this
 * many are read, the set by Kleene logic, which may be too large. */
enum { TC_REFERENCE_MAX_UNDEFINED = 12 };
/* The work of conclusions so far: one is asked once for every way to see the indicators that the
 * rule leaves undefined. */
uint64_t tc_reference_resolutions(const TcReference *reference);
/* Set of TC_OUT_TRUE, FALSE, UNKNOWN. */
unsigned tc_reference_verdict(TcReference *reference, uint32_t verdict);
/* Bit i: label i is possible; bit 63: undefined is. */
uint64_t tc_reference_grade(TcReference *reference, uint32_t grade);

/* Has the unit a rank (set of TC_OUT_TRUE, FALSE), and with which numbers: @low and @high
 * (initialised) are widened by those that it can have there. A conclusion too. */
unsigned tc_reference_ranking(TcReference *reference, uint32_t ranking, TcValue *low,
                              TcValue *high);

/* Do all ranges, row limits and data checks hold on the row? Cells that are undefined or chưa có
 * break no range or limit; nor does a check whose answer is unknown. */
bool tc_reference_row_valid(TcReference *reference);
/* One of them: the range of a column, a row limit of the schema, a data check of the model. */
bool tc_reference_range_holds(const TcReference *reference, uint32_t column);
bool tc_reference_limit_holds(const TcReference *reference, uint32_t limit);
bool tc_reference_check_holds(TcReference *reference, uint32_t check);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcReference, tc_reference_free)

#endif
