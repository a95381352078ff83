/* Rule sets for gaps: one indicator over cells of few values, so that all of them can be tried. */
#ifndef TC_TOOLS_GAP_RULES_H
#define TC_TOOLS_GAP_RULES_H

#include "tools/random_rules.h"

/* Its cells: [A] 0..5, [B] 0..4, [M] 0..6, [D] 1..7, and the choice [V] "x", "y". */
enum { A, B, M, D, ZONE, N_CELLS };

enum {
    TC_GAP_A_LIMITED = 1,
    TC_GAP_WEIGHTED = 2,
    TC_GAP_QUOTIENT = 4,
    TC_GAP_SUM = 8,
    TC_GAP_CHECKED = 16, /* a data check ties [A] to [B], which follows it */
    TC_GAP_TIED = 32,    /* one ties [A] to cells that may be open */
    TC_GAP_FORMS = 64
};

typedef struct {
    unsigned form;        /* sum of the flags above */
    const char *left_out; /* when it does not apply, or NULL */
    bool window;    /* asked for from … to … or just one value: not only at least or at most */
    bool of_itself; /* the denominator holds the numerator's cells too */
    GString *text;  /* (owned) */
} TcGapRules;

void tc_gap_rules_init(TcRandom *random, TcGapRules *rules);

#endif
