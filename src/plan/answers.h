/* Where a plan has its answers: of indicators, rankings and conclusions. */
#ifndef TC_PLAN_ANSWERS_H
#define TC_PLAN_ANSWERS_H

#include <stdbool.h>
#include <stdint.h>

/* How the report finds an indicator's numbers. by_outcome: weights by outcome instead of a node. */
typedef struct TcPlanAnswer {
    uint32_t node; /* NUMBER or QUOTIENT; TC_NO_NODE: see by_outcome */
    bool by_outcome;
    uint32_t weights[3]; /* in plan->numbers: met, not met, not applicable */
    uint32_t first, n;   /* in plan->shares: the indicators whose outcomes it sums up */
} TcPlanAnswer;

/* An indicator in a sum of points. Outcomes of one rank count the same: where the rule leaves the
 * indicator undefined, so is the sum if outcomes of different ranks are in question. */
typedef struct {
    uint32_t indicator;
    uint8_t rank[3]; /* met, not met, not applicable */
} TcPlanShare;

typedef struct {
    uint32_t not_applicable; /* condition */
    uint32_t figures;        /* condition before evidence; TC_NO_NODE where it is only scored */
    uint32_t outcome;
    uint32_t appraised; /* column of its appraisal, or TC_NO_NODE */
    bool counted;       /* enters counts of đạt: judged and not khuyến khích */
    TcPlanAnswer value, points, max_points;
} TcPlanIndicator;

/* What a ranking orders by, and where it leaves a unit out. */
typedef struct {
    TcPlanAnswer value;
    uint32_t not_applicable; /* condition */
} TcPlanRanking;

/* What a conclusion rests on by itself: columns besides those of indicators; indicators. */
typedef struct {
    uint32_t *columns, n_columns;
    uint32_t *indicators, n_indicators;
    bool counts; /* a verdict: it counts indicators, be they none */
} TcPlanBasis;

#endif
