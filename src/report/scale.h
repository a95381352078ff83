/* TcScale: the bands of a grade over the total, for the grade of a total that no unit has yet. */
#ifndef TC_REPORT_SCALE_H
#define TC_REPORT_SCALE_H

#include <gmp.h>
#include "sema/model.h"

typedef struct {
    mpq_t low, high;
    bool has_low, has_high, low_open, high_open;
    const char *label; /* of the model */
} TcBand;

typedef struct {
    TcBand *bands; /* n of them; 0: not by constant steps of the total */
    uint32_t n;
    bool small; /* all ends are fractions of int64 */
} TcScale;

/* The scale of a grade's @content; anything but constant bands of the total has none. @scale is all
 * 0. */
void tc_scale_read(TcScale *scale, const TcModel *model, const TcNode *content);
void tc_scale_clear(TcScale *scale);

/* Returns: (transfer none) the label of @value, or NULL if no band has it. */
const char *tc_scale_label(const TcScale *scale, const mpq_t value);
/* The same for @value / @unit, without rationals. Pre: the scale is small. */
const char *tc_scale_label_small(const TcScale *scale, int64_t value, int64_t unit);

#endif
