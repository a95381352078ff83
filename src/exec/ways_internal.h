/* Inside of ways.h: goals, ways and lists of ways (ways.c, ways_order.c); one condition
 * (ways_leaf.c), sums of like cells (ways_sum.c, ways_splits.c), cells that keep data checks
 * (ways_balance.c) and what is made of conditions (ways_conditions.c), kept in ways_memo.c. */
#ifndef TC_EXEC_WAYS_INTERNAL_H
#define TC_EXEC_WAYS_INTERNAL_H

#include "exec/movable.h"
#include "exec/ways.h"

/* What is to become true: a condition, or (node NULL) the requirement of indicator `self`, or that
 * its points be above `points`, of a penalty below. */
typedef struct TcGoal {
    const TcModel *model;
    const TcNode *node;
    uint32_t self;
    const TcValue *points;     /* or NULL */
    bool or_equal;             /* or at them */
    const struct TcGoal *kept; /* conditions beside it that are reached already and have to stay */
    uint32_t n_kept;
} TcGoal;

GArray *tc_way_new(void);               /* (transfer full), of TcMove */
GArray *tc_way_copy(const GArray *way); /* (transfer full) */
void tc_way_free(void *way);
/* Adds a move of @column from its present value; the rest is unset. Returns: (transfer none). */
TcMove *tc_way_add(GArray *way, const TcProbe *probe, uint32_t column);
/* Adds all moves of @more; a cell that is moved twice was moved once, further. */
void tc_way_append(GArray *way, const GArray *more);
GPtrArray *tc_ways_list_new(void); /* (transfer full), of ways, owned */

/* The sums of a way are numbered 1 to that. */
uint32_t tc_way_sums(const GArray *way);
/* Ends a move at the value of this number, the others where the cells stand. */
void tc_way_end_at(TcProbe *probe, const TcComparisons *set, TcMove *move, int64_t number);
/* How many changes of its own a way is. */
uint32_t tc_way_changes(const GArray *way);
/* Where in @ways, the easiest first, @way has its place: fewest changes, and of one change of like
 * things the least; beside ways with which it cannot be compared, last. */
guint tc_way_rank(const TcProbe *probe, const GPtrArray *ways, const GArray *way);
void tc_ways_sort(const TcProbe *probe, GPtrArray *ways);
/* Drops ways that are an easier one before them and more, unless they lead out of its window. */
void tc_ways_drop_held(GPtrArray *ways);
typedef bool TcDoes(TcProbe *probe, const void *data);
/* Drops the changes of a way without which the rest does it too. */
void tc_way_lighten(TcProbe *probe, GArray *way, TcDoes *does, const void *data);
/* Brings each cell of several as near to where it is as it can be, the others where the way leads.
 * @set: what it turns on whether it does. */
void tc_way_tighten(TcProbe *probe, const TcComparisons *set, GArray *way, TcDoes *does,
                    const void *data);

/* Of values of one cell (or of the total of a sum) one that does, the nearest to `now`. */
typedef struct {
    int64_t to, last;
    bool found, up;
    bool windowed; /* beyond `last` it does not do */
} TcNearest;

/* As @column runs from @low to @high, by @mover (NULL: the cell alone). */
TcNearest tc_nearest(TcProbe *probe, const TcComparisons *set, const TcGoal *goal, uint32_t column,
                     int64_t low, int64_t high, TcMover *mover, const void *mover_data);
/* The way by @column alone, from @low to @high, with what @mover takes along (NULL: nothing); that
 * is not recorded. Returns: (transfer full) or NULL. */
GArray *tc_way_of_cell(TcProbe *probe, const TcComparisons *set, const TcGoal *goal,
                       uint32_t column, int64_t low, int64_t high, TcMover *mover,
                       const void *mover_data);
/* The range of @column in which a way for @goal may move it: a population only upward, unless it is
 * all that the goal's indicator looks at. Returns: false: there is none. */
bool tc_way_range(const TcProbe *probe, const TcGoal *goal, uint32_t column, int64_t *low,
                  int64_t *high);
/* Raises the low end of the range of a date to come to the first day that it can be. */
void tc_way_hold_days(const TcProbe *probe, uint32_t column, int64_t *low);
/* May the cell go along with another one, for a goal in which cells have @roles? */
bool tc_way_may_follow(const TcProbe *probe, const TcCellRoles *roles, uint32_t column);
/* Appends the ways by @column, a number, with the cells that it may not be above and one cell of
 * each data check that reads it, as far as limits and checks need that to go on to hold
 * (ways_balance.c). */
void tc_balanced_ways(TcProbe *probe, const TcComparisons *set, uint32_t column, const TcGoal *goal,
                      const TcCellRoles *roles, GPtrArray *ways);
/* Cells whose total is filled up one after the other. */
typedef struct {
    uint32_t column;
    int64_t now, low, high; /* as the probe numbers its values */
    mpq_t weight;
} TcAddend;
typedef struct {
    TcProbe *probe;
    TcAddend addends[TC_WAY_CELLS]; /* the heaviest first */
    uint32_t n;
    bool any_split; /* whatever way a total is split, the row and the goal take it alike */
    TcProbeState start;
} TcSum;

/* A TcMover over a TcSum: the first addend's number, counted on beyond its limit into the next
 * ones. */
void tc_sum_move(TcProbe *probe, uint32_t column, int64_t number, const void *sum);
/* Gives all cells the least of their steps, as far as there is room. */
void tc_sum_share_steps(TcProbe *probe, const uint32_t *cells, uint32_t n);
/* The one way for the sum of @cells that the goal's measure is; marks those that are in it in
 * @taken. Returns: (transfer full) or NULL. */
GArray *tc_sum_way(TcProbe *probe, const TcComparisons *set, const TcGoal *goal,
                   const uint32_t *cells, uint32_t n, bool *taken);

/* Open cells beside those that a way moves, to be gone through (ways_completions.c). */
typedef struct {
    uint32_t column;
    int64_t low, high; /* of yes/no and choices */
} TcOpenCell;
typedef struct {
    TcProbe *probe;
    TcComparisons *set; /* of the indicator's outcome and of the data checks */
    uint32_t indicator;
    TcOpenCell open[TC_WAY_CELLS]; /* a number is the last of them */
    uint32_t n;
    const uint32_t *beside; /* cells that are open in data checks alone */
    uint32_t n_beside;
    bool kept; /* only what leaves these a value is asked: fewer completions than there are, while
                  without them there are more */
} TcCompletions;
typedef enum { TC_SOME = 1, TC_SOME_MET = 2, TC_SOME_NOT = 4, TC_SOME_LEFT_OUT = 8 } TcSomeOutcome;

/* From the probe's present cells: does any completion keep the data's limits and checks, is the
 * indicator met by any, not met by any, does it not apply by any? Returns: set of TcSomeOutcome. */
unsigned tc_completions_outcomes(const TcCompletions *over);

TcTruth tc_goal_truth(TcReference *reference, const TcGoal *goal);
/* When the indicator whose goal it is does not apply; NULL: it always does. */
const TcNode *tc_goal_left_out_when(const TcGoal *goal);
/* Does its indicator apply, and do the conditions hold that it is to keep? */
bool tc_goal_applies(TcReference *reference, const TcGoal *goal);
/* Appends the ways to make a single condition true from the present cells. */
void tc_leaf_ways(TcProbe *probe, const TcGoal *goal, GPtrArray *ways);
/* Appends those for @goal as a whole by one cell that several of its @parts read. Returns: how many
 * cells were tried. */
uint32_t tc_shared_cell_ways(TcProbe *probe, const TcGoal *goal, const TcGoal *parts, uint32_t n,
                             GPtrArray *ways);
/* Appends the ways to make an indicator met, by what it is made of: none of them tried as a whole.
 */
void tc_indicator_ways(TcProbe *probe, uint32_t indicator, GPtrArray *ways);
/* Sets how far each number of @way may go with the others where the way leads: a condition that
 * the cell was not moved for may end it too. What a limit takes along goes unlimited. */
void tc_way_windows(TcProbe *probe, uint32_t indicator, TcQuestion *is_met, GArray *way);
/* Holds the splits of the sums of @way to all that it is to do (@set: what it turns on whether it
 * does), not just to the condition that each is for: ends each addend and total where that ends; a
 * sum of which not every split does is moves of its own from then on. Returns: is there such a sum?
 */
bool tc_way_settle_sums(TcProbe *probe, const TcComparisons *set, GArray *way, TcDoes *does,
                        const void *data);

#endif
