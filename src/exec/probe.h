/* TcProbe: one row that can be changed cell by cell and asked again, by the reference evaluator.
 *
 * A column's values are numbered: whole numbers, days, yes/no and choices as they are kept, other
 * numbers in steps of a millionth, or of as much less as the row and the levels need. As one cell
 * runs through its values an answer can change only where a comparison that reads the cell changes
 * its sign; so the answer over all values is a short list of pieces, found by halving between the
 * signs. That takes each comparison to change its sign in steps that halving meets (true of sums,
 * quotients, rounding); what is read off a piece is asked anew before it is used. */
#ifndef TC_EXEC_PROBE_H
#define TC_EXEC_PROBE_H

#include "exec/evaluate.h"
#include "exec/reference.h"

typedef struct TcChanges TcChanges;
typedef struct TcConstraints TcConstraints;

typedef struct {
    const TcModel *model;
    TcReference *reference;
    TcUnitTold unit; /* borrowed */
    uint32_t n;      /* cells: columns, then appraisals */
    TcValue *cells;  /* as they stand now */
    bool *known;
    TcValue *base;              /* as they were in the file */
    int64_t *steps;             /* of a column: 1 of whole things, else of one of it */
    bool valid;                 /* the row of the file breaks no constraint */
    TcChanges *changes;         /* of cells since then, to be undone */
    TcConstraints *limits;      /* which limits and checks speak of a column */
    struct TcCellRoles *guards; /* columns that are guards anywhere in the model (movable.h) */
    bool *populations;          /* columns that advice never makes smaller (populations.h) */
    struct TcReaders *read;     /* which cells indicators read (readers.h) */
    GArray *const *readers;     /* tc_probe_count_work */
    TcEvaluator *evaluator;     /* tc_probe_fill_open; or NULL */
    GArray *moved;              /* scratch: columns, for tc_box_leaves */
    uint64_t work;              /* since then */
    struct TcWaysMemo *ways;    /* NULL: none were asked for (ways_memo.h) */
} TcProbe;

/* All but the cells are borrowed. Returns: (transfer full). */
TcProbe *tc_probe_new(const TcModel *model, const TcRun *run, const TcBlock *block, uint32_t row);
/* Becomes a probe of another row: what the rules alone say is kept. */
void tc_probe_turn_to(TcProbe *probe, const TcBlock *block, uint32_t row);
void tc_probe_free(TcProbe *probe);

/* From now on a row is valid only if the row rules leave its open cells something too, as far as
 * narrowing by them (box.h) tells. @evaluator: borrowed, has judged the row, alone. */
void tc_probe_fill_open(TcProbe *probe, TcEvaluator *evaluator);
/* Do they, as the cells stand? */
bool tc_probe_can_fill(const TcProbe *probe);

/* Back to the file's cells. */
void tc_probe_reset(TcProbe *probe);
void tc_probe_set(TcProbe *probe, uint32_t column, const TcValue *value);

/* The present cells, to come back to: the last saved first, as brackets close. */
typedef struct {
    uint32_t n_changes;
} TcProbeState;
TcProbeState tc_probe_save(const TcProbe *probe);
void tc_probe_restore(TcProbe *probe, TcProbeState state);

/* Returns: (transfer none) the evaluator, for questions until the next change of a cell. */
TcReference *tc_probe_ask(TcProbe *probe);
/* Counts in `work` from now on: cells changed, and the indicators that read them, @readers[cell]
 * (uint32_t, or NULL; borrowed). @readers NULL: cells alone. */
void tc_probe_count_work(TcProbe *probe, GArray *const *readers);
/* Counts a cell put to another value and back, though it was not. */
void tc_probe_count_move(TcProbe *probe, uint32_t column);
/* Does the row hold its constraints (or did it not in the file already)? Looks at
 * those alone that speak of a cell changed since the row last held them. */
bool tc_probe_is_valid(TcProbe *probe);

TcValueKind tc_probe_kind(const TcProbe *probe, uint32_t column);

/* --- values by number ----------------------------------------------------------------------- */

/* The values of a column that its declaration and the limits to other known cells allow, beside
 * chưa có (TC_VALUE_NONE). Returns: false if it has none that can be numbered (texts). */
bool tc_probe_range(const TcProbe *probe, uint32_t column, int64_t *low, int64_t *high);
bool tc_probe_may_none(const TcProbe *probe, uint32_t column);
void tc_probe_value(const TcProbe *probe, uint32_t column, int64_t number, TcValue *value);
void tc_probe_put(TcProbe *probe, uint32_t column, int64_t number); /* sets that value */
/* The row limits that name the column: their indices in the schema, @n of them. (transfer none) */
const uint32_t *tc_probe_limits(const TcProbe *probe, uint32_t column, uint32_t *n);
/* The number of a defined value; what lies between two is rounded down. */
int64_t tc_probe_number(const TcProbe *probe, uint32_t column, const TcValue *value);
/* Is the value the end of what any number may be, no end that the rules or the row give? */
bool tc_probe_is_far(const TcProbe *probe, uint32_t column, const TcValue *value);
/* Whole things, or steps of a millionth or less? */
bool tc_probe_is_whole(const TcProbe *probe, uint32_t column);
/* Makes the steps of a column that is no whole thing as small as @number needs, where it is a
 * decimal and the range leaves room: its values have other numbers from then on. */
void tc_probe_refine(TcProbe *probe, uint32_t column, const mpq_t number);

/* --- comparisons ---------------------------------------------------------------------------- */

typedef struct TcComparisons TcComparisons;

/* Returns: (transfer full) an empty set for @model. */
TcComparisons *tc_comparisons_new(const TcModel *model);
void tc_comparisons_free(TcComparisons *set);
/* Adds the comparisons of an expression, an indicator, a conclusion, and of all that they rest on.
 */
void tc_comparisons_add(TcComparisons *set, const TcNode *node, uint32_t self);
void tc_comparisons_add_part(TcComparisons *set, TcRefKind kind, uint32_t index);
/* Those that decide whether an indicator is met: none of its goals and points. */
void tc_comparisons_add_outcome(TcComparisons *set, uint32_t indicator);
/* The points of an indicator held against @points (borrowed). */
void tc_comparisons_add_points(TcComparisons *set, uint32_t indicator, const TcValue *points);
/* And of the row's data checks. */
void tc_comparisons_add_checks(TcComparisons *set);
/* Is the part in it, added or rested on? */
bool tc_comparisons_has_part(const TcComparisons *set, TcRefKind kind, uint32_t index);
/* Cells read by what was added, appraisals included: their numbers rising, @n of them. (transfer
 * none) */
const uint32_t *tc_comparisons_cells(TcComparisons *set, uint32_t *n);

/* --- pieces --------------------------------------------------------------------------------- */

enum { TC_PIECE_INVALID = 1u << 30 }; /* answer where a constraint is broken */

typedef struct {
    int64_t low, high;
    uint64_t answer;
} TcPiece;

typedef uint64_t TcQuestion(TcReference *reference, const void *data);

/* Sets the cell to the value of this number; more cells may go along. */
typedef void TcMover(TcProbe *probe, uint32_t column, int64_t number, const void *data);

typedef struct {
    TcQuestion *question;
    const void *data;
    TcMover *mover; /* NULL: the cell alone */
    const void *mover_data;
    uint32_t weight;  /* indicators that one answer takes */
    uint64_t *budget; /* of them all together; NULL: without end */
} TcAsking;

/* The answer as the cells stand; what it costs beyond one look at its indicators is taken off the
 * budget. Pre: the evaluator was told of them (tc_probe_ask). */
uint64_t tc_probe_answer(TcProbe *probe, const TcAsking *asking);

/* The answer as cell @column runs from @low to @high, neighbours with one answer joined. The cell
 * is put back. Returns: (transfer full) TcPiece, in order; NULL where that would take more answers
 * than the budget has. */
GArray *tc_probe_pieces(TcProbe *probe, const TcComparisons *set, uint32_t column, int64_t low,
                        int64_t high, const TcAsking *asking);

/* The same over all that the cell can be, TC_VALUE_NONE first where it can be that. Returns:
 * (transfer full) NULL too where its values cannot be numbered. */
GArray *tc_probe_all_pieces(TcProbe *probe, const TcComparisons *set, uint32_t column,
                            const TcAsking *asking);

/* Does some comparison turn just where cell @column has the value of this number: equal sides
 * there, unequal ones a step before and behind? @mover: as in TcAsking. */
bool tc_probe_touches(TcProbe *probe, const TcComparisons *set, uint32_t column, int64_t number,
                      TcMover *mover, const void *mover_data);
/* Refines the steps of a column by the values at which comparisons turn as it alone runs. */
void tc_probe_sharpen(TcProbe *probe, const TcComparisons *set, uint32_t column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcProbe, tc_probe_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcComparisons, tc_comparisons_free)

#endif
