/* Marks: the numbers that a figure is held against, so that its rounding never turns an answer
 * round. One collector for every report.
 *
 * TcThresholds says once for a model where they stand: in the requirements of an indicator, in its
 * conditions, in the bands of a grade; as numbers, parameters, products, columns, definitions.
 * Asked on a row they become TcMarks. */
#ifndef TC_EXEC_MARKS_H
#define TC_EXEC_MARKS_H

#include "base/figure.h"
#include "exec/reference.h"

/* {0}: none. */
typedef struct {
    mpq_t *numbers; /* n, and behind them initialised ones up to `capacity` */
    size_t n, capacity;
    bool ascending;
} TcMarks;

void tc_marks_add(TcMarks *marks, const mpq_t number);
void tc_marks_add_all(TcMarks *marks, const TcMarks *more);
void tc_marks_clear(TcMarks *marks);
/* Takes them into the sides of @value, which borrow from @marks. Cost: log n where they ascend. */
void tc_marks_sides(const TcMarks *marks, const mpq_t value, TcFigureSides *sides);

typedef struct TcThresholds TcThresholds;

/* What the value of an indicator is compared with; goals and bands of points are among it. Returns:
 * (transfer full); @model is borrowed. */
TcThresholds *tc_thresholds_of_value(const TcModel *model, uint32_t indicator);
/* What points and their total are compared with: conclusions, and the maxima of all indicators. */
TcThresholds *tc_thresholds_of_points(const TcModel *model);
void tc_thresholds_free(TcThresholds *thresholds);

typedef enum { TC_MARKS_CONSTANT = 1, TC_MARKS_OF_ROW = 2, TC_MARKS_ALL = 3 } TcMarksOf;

/* Appends what the thresholds come to on the row of @reference, and sorts; the constant ones need
 * no row. What is open there or no number is left out. */
void tc_thresholds_read(const TcThresholds *thresholds, TcReference *reference, TcMarksOf which,
                        TcMarks *marks);
/* Does any hang on the row? */
bool tc_thresholds_vary(const TcThresholds *thresholds);
/* Those that hang on the row, of row @row of the block that @result was judged on. Returns:
 * (transfer none) NULL if none hangs on any row; valid until the evaluator of @result is asked for
 * others. Cost: a row is read once for all figures in it; nothing is allocated. */
const TcMarks *tc_thresholds_of_row(const TcThresholds *thresholds, const TcNumberResult *result,
                                    uint32_t row);
/* Marks of one figure alone. Returns: (transfer none) none, to be added to; theirs are the
 * evaluator of @result and the time until the next call for it. */
TcMarks *tc_marks_of_figure(const TcNumberResult *result);

/* What an evaluator keeps to read the marks of its rows. */
typedef struct TcRowMarks TcRowMarks;
void tc_row_marks_free(TcRowMarks *row_marks);
/* The rows have changed. @row_marks may be NULL. */
void tc_row_marks_forget(TcRowMarks *row_marks);

/* Is it made of numbers, parameters and arithmetic alone? */
bool tc_is_constant(const TcNode *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcThresholds, tc_thresholds_free)

#endif
