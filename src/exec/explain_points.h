/* What would earn more points, and the next grade. */
#ifndef TC_EXEC_EXPLAIN_POINTS_H
#define TC_EXEC_EXPLAIN_POINTS_H

#include "exec/explain_internal.h"

/* The next grade up: its total has to come to `low`. */
typedef struct {
    const TcNode *total;
    TcValue low, missing; /* and what it lacks of that */
    TcValue points;       /* the same in points, of a share of the maximum */
    bool beyond;          /* to above `low` */
} TcNextGrade;

/* Returns: (transfer full) for TcExplainer.gains. */
GArray *tc_explain_gains_new(void);
/* What would earn an indicator more points. */
void tc_explain_more_points(TcExplainer *explainer, TcExplainedIndicator *indicator);
/* From the probe's present cells: the way to the most points that was found, with whatever it
 * takes. Returns: (transfer full), or NULL: it can earn no more. */
GArray *tc_explain_furthest(TcExplainer *explainer, uint32_t indicator);
/* What @points of the indicator add to the total beside those that it has with the probe's present
 * cells, with the group's weight. */
void tc_explain_gain(TcExplainer *explainer, uint32_t indicator, const TcValue *points, mpq_t gain);
/* The indicators that can earn more, into the explanation. */
void tc_explain_lifts(TcExplainer *explainer);
/* Which single indicators would bring the next grade up. */
void tc_explain_grade_lifts(TcExplainer *explainer, const TcNextGrade *next,
                            TcExplainedConclusion *conclusion);

#endif
