/* Does a scale rise or fall while its value rises, and is that meant? See checker.h for patches. */
#ifndef TC_SEMA_TREND_H
#define TC_SEMA_TREND_H

#include "sema/checker.h"

/* From one band to the next: the segments on both sides of the border and what they give. */
typedef struct {
    bool there;
    uint32_t below;           /* the last segment of the lower band; the next one is above */
    const TcNode *low, *high; /* results of the lower and the upper band */
} TcTrendStep;

typedef struct {
    TcChecker *checker;
    TcSpace *space;
    TcAssumption assumption;
    const TcNode *before;   /* the result on the cells so far; NULL: none yet */
    mpq_t value;            /* its number */
    bool unknown;           /* some result is no constant: nothing is said */
    bool rose_first;        /* it rose before it fell */
    TcTrendStep rise, fall; /* the first of each */
} TcTrend;

void tc_trend_init(TcTrend *trend, TcChecker *checker, TcSpace *space, TcAssumption assumption);
void tc_trend_clear(TcTrend *trend);
/* The next cells, in order, and what holds there (NULL: not known). */
void tc_trend_add(TcTrend *trend, const TcPatch *patch, const TcNode *result);
/* Tells what is odd about the trend of @scale. */
void tc_trend_report(const TcTrend *trend, const TcNode *scale, TcSpan place);

#endif
