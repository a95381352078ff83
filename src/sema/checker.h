/* Inside pass 5: what the checks share. Only check*.c and the files of their tools include it. */
#ifndef TC_SEMA_CHECKER_H
#define TC_SEMA_CHECKER_H

#include "sema/cover.h"
#include "sema/roots.h"
#include "sema/sema.h"
#include "sema/wanted.h"

typedef struct TcChecker {
    TcSema *sema;
    const TcModel *model;
    uint32_t *component; /* n_columns and the day judged: what a limit or data check ties shares a
                            number */
    /* Limits and data checks by the column that they bound from above: those of column c are
     * [start[c], start[c + 1]) of `large` (columns) and of `bounds` (right sides of c <= …). */
    uint32_t *limit_start, *large;
    uint32_t *bound_start;
    const TcNode **bounds;
    bool *whole; /* n_indicators: may what rests on all that is written be told of it? (whole.h) */
    TcRoot root; /* where a walk is */
    GPtrArray *choices;       /* CASES and SCALE nodes around the node at hand */
    bool *used[TC_REF_GRADE]; /* COLUMN, DEFINITION, PARAMETER: is it named anywhere? */
} TcChecker;

/* For what is checked apart from the table of check.c. Before: all other passes. */
void tc_checker_init(TcChecker *checker, TcSema *sema);
void tc_checker_clear(TcChecker *checker);

/* < for > and so on: what holds with the two sides in the other order. */
TcOperator tc_check_flipped(TcOperator op);

/* Is @condition false or true on all values that the columns may have? */
TcReach tc_check_condition_reach(const TcChecker *checker, const TcNode *condition);

/* Tells of each comparison within @condition that never or always holds. */
void tc_check_comparisons(TcChecker *checker, const TcNode *condition);

/* Tells of a band that no value of the scale's subject reaches. Returns: is it one? */
bool tc_check_band_beyond(TcChecker *checker, const TcNode *scale, const TcNode *band);

/* Do two trees say the same? Unlike tc_node_equal this looks through brackets. */
bool tc_check_same(const TcNode *a, const TcNode *b);

/* --- walking -------------------------------------------------------------------------------- */

typedef void TcNodeCheck(TcChecker *checker, TcNode *node);
typedef void TcPartCheck(TcChecker *checker);

/* Number of a node's line, for messages. Returns: (transfer full). */
char *tc_check_line(const TcNode *node);
/* A number of @type in the file's style, with % for shares, as a date for dates. (transfer full) */
char *tc_check_number(const TcChecker *checker, const TcType *type, const mpq_t value);
/* The text of a node. Returns: (transfer full). */
char *tc_check_text(const TcNode *node);
/* Names @indicator as the second place of @diag. */
void tc_check_label(const TcChecker *checker, TcDiag *diag, const TcIndicator *indicator);
/* The keyword as the rule file would have it. */
const char *tc_check_word(const TcChecker *checker, TcKeyword keyword);

/* One check each; the table is in check.c. Node checks are called for every node of that kind. */
TcNodeCheck tc_check_mixed_logic, tc_check_unknown_compared, tc_check_has_data, tc_check_not_met,
    tc_check_share_equal, tc_check_share_phrase, tc_check_denominator, tc_check_scale,
    tc_check_cases, tc_check_table, tc_check_phrase, tc_check_contents, tc_check_encouraged_named,
    tc_check_one_sided_compare, tc_check_one_sided_within, tc_check_one_sided_count,
    tc_check_one_sided_scale, tc_check_count, tc_check_same_sides, tc_check_same_operands,
    tc_check_hundredfold, tc_check_count_compared, tc_check_count_within, tc_check_letters;
TcPartCheck tc_check_header, tc_check_sources, tc_check_indicators, tc_check_conclusions,
    tc_check_unused, tc_check_lookalikes, tc_check_verbatim, tc_check_excepts, tc_check_reach,
    tc_check_points, tc_check_maxima, tc_check_parameters, tc_check_rankings, tc_check_verdicts,
    tc_check_titles, tc_check_groups, tc_check_measures, tc_check_levels_beside,
    tc_check_steady_points, tc_check_steady_verdicts, tc_check_traits;

/* Tells of a requirement of @indicator, which has no value, that is a condition. Returns: is it? */
bool tc_check_required_condition(TcChecker *checker, const TcIndicator *indicator);

/* The first thing in @node that differs from unit to unit, or NULL. */
const TcNode *tc_check_varies(const TcNode *node);

#endif
