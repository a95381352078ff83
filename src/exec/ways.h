/* Ways to make an indicator met, or to earn it more points, by changing cells of its row as little
 * as possible (semantics.md 3).
 *
 * Movable are numbers and yes/no that an answer reads as more than its measure: never denominators
 * (of [A] / ([A] + [B]) just [B] is one), zones and other guards, dates that are there, or what is
 * declared cố định; a date that is chưa có may become one, not before the date judged; the same
 * cells may become more, never an indicator inapplicable. Every way is applied and asked anew
 * before it is given back. */
#ifndef TC_EXEC_WAYS_H
#define TC_EXEC_WAYS_H

#include "exec/probe.h"

enum { TC_WAY_CELLS = 8 }; /* that one condition is changed by, at most */

typedef struct {
    uint32_t column;
    TcValue from; /* undefined: the cell is open */
    TcValue to;   /* the least change that does it */
    TcValue last; /* end of the window of changes that do; undefined: the cell's limit. Of a sum:
                     the end of the sum's window */
    TcValue mark; /* of decimals: the move has to lead beyond this, which does not do; `to` is the
                     next step. Undefined: `to` itself is the end. Of a sum: of its total */
    TcValue last_mark; /* of decimals: it has to stay short of this, the next beside `last` */
    bool up;           /* to above from */
    bool dragged;      /* a limit (không quá) or a data check makes it follow the first cell */
    uint32_t sum;  /* 0: alone. Moves of a way with one number are addends of one weight: whatever
                      way their total is split among them does it, within their limits */
    TcValue limit; /* of an addend: how far it can go */
} TcMove;

/* Returns: (transfer full) ways, each a GArray of TcMove, the easiest first: fewest changes, then
 * of one change the least of like things; none is another one and more. Empty: there is none.
 * Starts from the probe's present cells and leaves them as they are. */
GPtrArray *tc_ways_new(TcProbe *probe, uint32_t indicator);
/* The same, for points of the indicator of at least @points, or of more; of a penalty at most them,
 * or less. */
GPtrArray *tc_point_ways_new(TcProbe *probe, uint32_t indicator, const TcValue *points,
                             bool or_equal);

/* What the open cells leave of the gap (semantics.md 3.1): the least change of one movable cell (or
 * sum of cells) after which some completion makes the indicator met, and after which all do; the
 * completions are those that the moved row can have. */
typedef struct {
    GArray *way;       /* (owned) the change of the completion where it is largest; its first move
                          names the cell */
    mpq_t least, most; /* amounts: with `least` it may be met, with `most` it certainly is. Of an
                          open cell the values themselves */
    bool is_level;     /* of an open cell */
    bool up;
    bool impossible;   /* on some completions nothing makes it met: `most` is of the others */
    bool left_out;     /* after `most` it is met or does not apply */
    bool endless;      /* the change grows with an open cell that has no upper end: no `most` */
    uint32_t hangs[8]; /* the open cells that it hangs on */
    uint32_t n_hangs;
} TcGapSpan;

/* Returns: (transfer full), or NULL where one cell or sum does not do it, or the completions are
 * too many to be tried. */
TcGapSpan *tc_gap_span_new(TcProbe *probe, uint32_t indicator);
void tc_gap_span_free(TcGapSpan *span);

/* The cells that ways may change for what does not hold of the indicator: @cells has room for
 * TC_WAY_CELLS. Returns: how many. */
uint32_t tc_ways_cells(TcProbe *probe, uint32_t indicator, uint32_t *cells);
/* All cells, of the whole row, that could change as the indicators come to be met: all but what
 * they only measure by, zones and other guards, dates and what is cố định. Where a cell is measured
 * by itself too, [A] / ([A] + [B]), figures that they measure by are among them. @verdict: what
 * they earn counts too, and what one keeps may change for another; else it is of one. Returns:
 * (transfer full) one bool for each. */
bool *tc_ways_changing(const TcProbe *probe, const uint32_t *indicators, uint32_t n, bool verdict);

/* Is it a date that is chưa có in the file? It will be one some day, from the date judged on; a
 * date that is there never moves. */
bool tc_way_is_to_come(const TcProbe *probe, uint32_t column);

/* Sets the cells of a way. */
void tc_way_apply(TcProbe *probe, const GArray *way);
/* From the probe's present cells to @cells. Returns: (transfer full). */
GArray *tc_way_between(const TcProbe *probe, const TcValue *cells);
/* One way, and @more from where it leads, as a way from its beginning. Returns: (transfer full). */
GArray *tc_way_join(const GArray *way, const GArray *more);
/* Is it one move, or moves of one sum? */
bool tc_way_is_single(const GArray *way);
/* How much its first move, or the sum of that, changes, without sign. Returns: false: no numbers.
 */
bool tc_way_amount(const GArray *way, mpq_t amount);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcGapSpan, tc_gap_span_free)

#endif
