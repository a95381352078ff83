/* P(K, r) by trying every completion of a row: slow, and the definition itself.
 *
 * For rules whose open cells have few values (small ranges, yes/no, choices). Completions that
 * break a range, a row limit or a data check are skipped. */
#ifndef TESTS_TOOLS_BRUTE_H
#define TESTS_TOOLS_BRUTE_H

#include "exec/reference.h"

typedef struct {
    uint64_t completions; /* valid ones */
    unsigned *indicators; /* sets of TC_OUT_*, n_indicators */
    unsigned *criteria;
    unsigned *verdicts;
    uint64_t *grades;                    /* as tc_reference_grade */
    bool *verdicts_close, *grades_close; /* some completion gives one answer */
    TcValue *points_low, *points_high;   /* of indicators; undefined: never defined */
    bool *points_undefined;              /* on some completion */
    TcValue total_low, total_high;
    bool total_undefined;
    GPtrArray **rankings; /* of each: the TcValue that the unit can have, undefined: no rank */
} TcBrute;

/* Tries all completions of @cells where @known is false. Returns: (transfer full), or NULL when
 * there are more than @limit. */
TcBrute *tc_brute_new(const TcModel *model, const TcRun *run, const TcValue *cells,
                      const bool *known, uint64_t limit);
void tc_brute_free(TcBrute *brute, const TcModel *model);

#endif
