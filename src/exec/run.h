/* TcRun: the options of one evaluation. Same model, data and run: same bytes. */
#ifndef TC_EXEC_RUN_H
#define TC_EXEC_RUN_H

#include <stdbool.h>
#include <stdint.h>

struct TcStandings;
struct TcNeeds;

typedef struct {
    int32_t date_judged; /* ngày chốt số liệu, day number, 0: not told; năm đánh giá is its year */
    bool closed; /* chốt số liệu: every open indicator counts as not met, its reason kept */
    bool appraisals;     /* the data file tracks appraisal: evidence not accepted is awaited */
    bool exact_only;     /* tests: every row takes the exact path */
    uint32_t block_rows; /* rows a block, 1..1024; 0: 1024 */
    uint32_t jobs;       /* threads; 0: one per processor */
    const struct TcStandings *standings; /* of all units, for ranks; NULL: not known (yet) */
    const struct TcNeeds *needs;         /* what outputs tell (needs.h); NULL: everything */
} TcRun;

/* No day that is still to come is before it. */
static inline int64_t tc_run_first_day(const TcRun *run)
{
    return run->date_judged ? run->date_judged : INT64_MIN;
}

#endif
