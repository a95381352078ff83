/* Marks: the numbers that a figure is held against, so that its rounding never turns an answer
 * round. One collector for every report.
 *
 * TcThresholds says once for a model where they stand: in the requirements of an indicator, in its
 * conditions, in the bands of a grade; as numbers, parameters, products, columns, definitions.
 * Asked on a row they become TcMarks. */
#ifndef TC_EXEC_MARKS_H
#define TC_EXEC_MARKS_H

#include "exec/reference.h"

typedef struct {
    mpq_t *numbers;
    size_t n, capacity;
} TcMarks;

void tc_marks_add(TcMarks *marks, const mpq_t number);
void tc_marks_add_all(TcMarks *marks, const TcMarks *more);
void tc_marks_clear(TcMarks *marks);

typedef struct TcThresholds TcThresholds;

/* What the value of an indicator is compared with; goals and bands of points are among it. Returns:
 * (transfer full); @model is borrowed. */
TcThresholds *tc_thresholds_of_value(const TcModel *model, uint32_t indicator);
/* What points and their total are compared with: conclusions, and the maxima of all indicators. */
TcThresholds *tc_thresholds_of_points(const TcModel *model);
void tc_thresholds_free(TcThresholds *thresholds);

typedef enum { TC_MARKS_CONSTANT = 1, TC_MARKS_OF_ROW = 2, TC_MARKS_ALL = 3 } TcMarksOf;

/* Appends what the thresholds come to on the row of @reference; the constant ones need no row. What
 * is open there or no number is left out. */
void tc_thresholds_read(const TcThresholds *thresholds, TcReference *reference, TcMarksOf which,
                        TcMarks *marks);
/* Appends those that hang on the row, of row @row of the block that @result was judged on. */
void tc_thresholds_read_row(const TcThresholds *thresholds, const TcNumberResult *result,
                            uint32_t row, TcMarks *marks);
/* Does any hang on the row? */
bool tc_thresholds_vary(const TcThresholds *thresholds);
/* Is it made of numbers, parameters and arithmetic alone? */
bool tc_is_constant(const TcNode *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcThresholds, tc_thresholds_free)

#endif
