/* Rule sets as SMT-LIB 2: a second account of what they mean, for a solver.
 *
 * Before, one or more checked models; after, a text that declares their cells, asserts what every
 * row keeps, and defines a term for each answer that was asked for. It is made from the tree alone,
 * as semantics.md 7 has it, and shares nothing with plan, kernels, fork search or the reference
 * evaluator. Numbers are quotients of two terms and compared crosswise, so that a share against a
 * level stays linear. What is not covered (rounding, parts of dates, the order of texts, …) makes
 * the answers that rest on it `lost`: nothing is to be asked about these. */
#ifndef TESTS_TOOLS_SMT_H
#define TESTS_TOOLS_SMT_H

#include "exec/run.h"
#include "sema/model.h"

/* Terms of SMT-LIB; they live as long as their TcSmt. A condition is neither where it is unknown.
 */
typedef struct {
    const char *yes, *no;
} TcSmtTruth;

/* A value; `term` is a Bool of a truth, else a Real: the number times `den`, a day, a text's place
 * in a list of all texts. */
typedef struct {
    TcValueKind kind;
    const char *defined, *none, *term;
    const char *den; /* not 0 where defined; NULL: 1 */
} TcSmtValue;

typedef struct {
    TcSmtTruth applies, met;
} TcSmtState;

typedef struct TcSmt TcSmt;       /* the text */
typedef struct TcSmtSet TcSmtSet; /* one rule set in it */

TcSmt *tc_smt_new(void);
void tc_smt_free(TcSmt *smt);
GString *tc_smt_text(TcSmt *smt); /* to append commands to (transfer none) */
const char *tc_smt_word(TcSmt *smt, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* @model: borrowed. Its columns are the cells of the text that have their names and kinds; a cell
 * has what all sets that name it allow. `turned` (TC_NO_PART: none): an indicator that is met where
 * it is not met, and the other way round. Freed with @smt. */
TcSmtSet *tc_smt_set_new(TcSmt *smt, const TcModel *model, const TcRun *run, uint32_t turned);
/* Asserts what the rows of all sets keep. Call it once, behind the last set that is not turned. */
void tc_smt_assert_rows(TcSmt *smt);
/* Was some check of the rows not covered? Then they may be more than the sets allow. */
bool tc_smt_rows_lost(const TcSmt *smt);

/* Answers of a row. @lost: set if it is not covered, else left as it is. Indicators and points are
 * what the rule makes of them; conclusions see one that the rule leaves undefined as what the free
 * constant of its code says. */
TcSmtState tc_smt_indicator(TcSmtSet *set, uint32_t indicator, bool *lost);
TcSmtValue tc_smt_points(TcSmtSet *set, uint32_t indicator, bool *lost);
TcSmtTruth tc_smt_verdict(TcSmtSet *set, uint32_t verdict, bool *lost);
TcSmtValue tc_smt_grade(TcSmtSet *set, uint32_t grade, bool *lost);

/* Terms of terms. */
const char *tc_smt_and(TcSmt *smt, const char *a, const char *b);
const char *tc_smt_or(TcSmt *smt, const char *a, const char *b);
const char *tc_smt_not(TcSmt *smt, const char *a);
/* Both undefined, both chưa có, or equal. */
const char *tc_smt_same(TcSmt *smt, const TcSmtValue *a, const TcSmtValue *b);
TcSmtTruth tc_smt_compare(TcSmt *smt, TcOperator operator, const TcSmtValue * a,
                          const TcSmtValue *b);

#endif
