/* What is asked of numbers: the stretch that a phrase or a comparison wants. */
#ifndef TC_SEMA_WANTED_H
#define TC_SEMA_WANTED_H

#include "sema/range.h"

typedef struct {
    TcRange range; /* its ends alone say something */
    bool low_open, high_open;
} TcWanted;

typedef enum { TC_REACH_SOME, TC_REACH_NEVER, TC_REACH_ALWAYS } TcReach;

void tc_wanted_init(TcWanted *wanted);
void tc_wanted_clear(TcWanted *wanted);
/* What @phrase asks as a requirement: a bare number is "at least". Returns: are its ends constant?
 */
bool tc_wanted_of_phrase(const TcModel *model, const TcNode *phrase, TcWanted *wanted);
/* What "@op @end" asks. Returns: is that an order and @end constant? */
bool tc_wanted_of_order(const TcModel *model, TcOperator op, const TcNode *end, TcWanted *wanted);
/* Is what is asked true of none or of all values of @range? */
TcReach tc_wanted_reach(const TcWanted *wanted, const TcRange *range);
/* "từ 0% đến 100%": a number of @type. Returns: (transfer full). */
char *tc_check_range_text(const TcChecker *checker, const TcType *type, const TcRange *range);

#endif
