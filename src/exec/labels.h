/* Labels and answers: from what the nodes gave to what TcResults tells. */
#ifndef TC_EXEC_LABELS_H
#define TC_EXEC_LABELS_H

#include "exec/slots.h"

/* Labels from possible outcomes: @can as in TcTruths. */
void tc_label_outcomes(const TcBits *can, TcBits *label);
/* Writes @label of @row into its digits. */
void tc_label_put(TcBits *digits, uint32_t row, TcLabel label);
/* Writes outcome and label of an indicator from its possible outcomes. */
void tc_label_indicator(TcEvaluator *ev, uint32_t indicator);
/* After all nodes have run: labels of indicators that are only scored. */
void tc_label_scored(TcEvaluator *ev);
TcNumberState tc_answer_number(TcEvaluator *ev, const TcPlanAnswer *answer, uint32_t indicator,
                               uint32_t row, TcExact *exact);
/* Rows whose answers rest on a closed question about a cell that is open. */
void tc_closed_rows(TcEvaluator *ev);
/* After the witnesses: verdicts of which nothing applies. */
void tc_label_none_applies(TcEvaluator *ev);

#endif
