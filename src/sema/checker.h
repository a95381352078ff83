/* Inside pass 5: what the checks share. Only check*.c and the files of their tools include it. */
#ifndef TC_SEMA_CHECKER_H
#define TC_SEMA_CHECKER_H

#include "sema/sema.h"

typedef struct {
    TcSema *sema;
    const TcModel *model;
    uint32_t *component; /* n_columns: columns that a limit or data check ties share a number */
    /* Limits and data checks by the column that they bound from above: those of column c are
     * [start[c], start[c + 1]) of `large` (columns) and of `bounds` (right sides of c <= …). */
    uint32_t *limit_start, *large;
    uint32_t *bound_start;
    const TcNode **bounds;
    TcRoot root;              /* where a walk is */
    GPtrArray *choices;       /* CASES and SCALE nodes around the node at hand */
    bool *used[TC_REF_GRADE]; /* COLUMN, DEFINITION, PARAMETER: is it named anywhere? */
} TcChecker;

/* --- what numbers can be (range.c) ---------------------------------------------------------- */

/* All values that an expression can take lie in it; ends count as belonging to it. */
typedef struct {
    bool has_low, has_high;
    bool whole; /* whole numbers only */
    bool exact; /* every value in it is taken by some row */
    mpq_t low, high;
} TcRange;

void tc_range_init(TcRange *range);
void tc_range_clear(TcRange *range);
/* Sets @range to what the number or date @node can be. Returns: false if nothing is known of it. */
bool tc_range_of(const TcChecker *checker, const TcNode *node, TcRange *range);
/* Appends the columns that @node rests on, through definitions and values of indicators. Returns:
 * false if it rests on something else too, or on one column twice. */
bool tc_range_columns(const TcChecker *checker, const TcNode *node, GArray *columns);
/* Are no two of @columns tied, and none of them to one of @others? */
bool tc_range_independent(const TcChecker *checker, const GArray *columns, const GArray *others);

/* Parts of it (range_parts.c): @node is a TOTAL or a COUNT that is a number. */
bool tc_range_total(const TcModel *model, const TcNode *node, TcRange *range);
bool tc_range_count(const TcModel *model, const TcNode *node, TcRange *range);
/* How many indicators or criteria @count counts over. */
uint32_t tc_range_counted(const TcModel *model, const TcNode *count);

/* --- what is asked of numbers (wanted.c) ---------------------------------------------------- */

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

/* --- what choices cover (space.c) ----------------------------------------------------------- */

/* The level that mức yêu cầu stands for while a choice is looked at; NULL: not known. */
typedef struct {
    mpq_ptr level;
} TcAssumption;

/* A guard of a choice: a condition, or subjects that must each fit something. */
typedef struct {
    const TcNode *condition;       /* or NULL */
    const TcNode *const *subjects; /* n of them */
    const TcNode *const
        *fits; /* n lists: PHRASE, literal, NONE, or a BAND's items behind its first */
    uint32_t n;
    bool band; /* fits is a band: any of them may fit the one subject */
} TcGuard;

typedef struct TcSpace TcSpace;

/* Cuts the values of all subjects of the @n guards (borrowed) into cells on which no guard changes.
 * Either all guards are conditions or none is. Returns: (transfer full), or NULL if the guards say
 * things that this cannot decide. */
TcSpace *tc_space_new(const TcChecker *checker, const TcGuard *guards, uint32_t n,
                      TcAssumption assumption);
void tc_space_free(TcSpace *space);
/* Does every cell hold values that some row takes, and the cells together all? */
bool tc_space_exact(const TcSpace *space);

/* Cells on which the same guards hold: from @at on, the segments of the last subject up to before
 * @end. */
typedef struct {
    const uint32_t *at;   /* a segment of each subject */
    uint32_t end;         /* where no guard holds this speaks of one subject only */
    const uint32_t *rows; /* n_rows: the guards that hold, in their order */
    uint32_t n_rows;
} TcPatch;

typedef void TcPatchVisitor(const TcPatch *patch, void *data);
/* Visits all cells in order, the last subject fastest. Returns: false if they are too many to be
 * looked at; a part may have been visited then. */
bool tc_space_visit(TcSpace *space, TcPatchVisitor *visit, void *data);

/* A row of the cell @at: "[Vùng] = "miền núi", giá trị = 55%". Returns: (transfer full). */
char *tc_space_sample(const TcSpace *space, const uint32_t *at);
/* The value that stands for the one subject in its segment. Returns: (transfer full), NULL as
 * below. */
char *tc_space_value(const TcSpace *space, uint32_t segment);
/* The values of the one subject in the segments @first..@last: "dưới 1", "từ 50% đến dưới 60%".
 * Returns: (transfer full), or NULL if there are several subjects. */
char *tc_space_stretch(const TcSpace *space, uint32_t first, uint32_t last);

/* A constant where mức yêu cầu and điểm tối đa may stand for their numbers. */
bool tc_assume(const TcModel *model, const TcNode *node, TcAssumption assumption, mpq_t value);

/* Does @node ask for mức yêu cầu? The numbers that this can stand for in the indicator at hand, as
 * mpq_ptr (transfer full). */
bool tc_check_names_level(const TcNode *node);
GPtrArray *tc_check_levels(const TcChecker *checker);

/* Is a phrase with two constant ends empty: từ 80% đến 50%? */
bool tc_check_is_reversed(const TcChecker *checker, const TcNode *phrase, TcAssumption assumption);

/* Holds @node such a phrase, anywhere? */
bool tc_check_has_reversed(const TcChecker *checker, const TcNode *node, TcAssumption assumption);

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
TcNodeCheck tc_check_mixed_logic, tc_check_unknown_compared, tc_check_not_met, tc_check_share_equal,
    tc_check_share_phrase, tc_check_denominator, tc_check_scale, tc_check_cases, tc_check_table,
    tc_check_phrase, tc_check_contents, tc_check_encouraged_named, tc_check_one_sided_compare,
    tc_check_one_sided_within, tc_check_one_sided_count, tc_check_one_sided_scale, tc_check_count,
    tc_check_same_sides, tc_check_same_operands, tc_check_hundredfold, tc_check_count_compared,
    tc_check_count_within, tc_check_letters;
TcPartCheck tc_check_header, tc_check_sources, tc_check_indicators, tc_check_conclusions,
    tc_check_unused, tc_check_lookalikes, tc_check_verbatim, tc_check_excepts, tc_check_reach,
    tc_check_points, tc_check_maxima, tc_check_parameters, tc_check_rankings, tc_check_verdicts,
    tc_check_titles, tc_check_groups, tc_check_measures, tc_check_levels_beside,
    tc_check_steady_points, tc_check_steady_verdicts;

/* The first thing in @node that differs from unit to unit, or NULL. */
const TcNode *tc_check_varies(const TcNode *node);

#endif
