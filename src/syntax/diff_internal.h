/* Outlines as rows: what diff*.c share. Private to them. */
#ifndef TC_SYNTAX_DIFF_INTERNAL_H
#define TC_SYNTAX_DIFF_INTERNAL_H

#include "syntax/ast.h"
#include "syntax/diff.h"

enum { TC_DIFF_NO_ROW = UINT32_MAX };

/* A part, a section, all data checks together, or the head of the set. */
typedef struct {
    TcKeyword noun;
    const char *code;
    uint32_t head, n; /* items[head .. head + n) */
    unsigned depth;   /* how far in it stands: those further in belong to it */
    uint32_t other;   /* its row on the other side */
    bool moved;
} TcDiffRow;

/* One outline. */
typedef struct {
    const TcOutline *outline;
    const TcNode **nodes; /* by item: its tree, a head without its clauses */
    GArray *rows;         /* of TcDiffRow */
    GHashTable *known;    /* key of a row: its index + 1 */
} TcDiffSide;

struct TcDiff {
    TcDiffSide sides[TC_DIFF_SIDES];
    const TcOutline *second; /* with its own numbers */
    TcOutline *renumbered;   /* the second side's outline if it is not that, or NULL */
    GPtrArray *numbers;      /* of const char *: noun, old and new number, one after the other */
    GPtrArray *parts;        /* of TcDiffPart */
    TcArena *arena;
};

static inline TcDiffRow *tc_diff_row(const TcDiffSide *side, uint32_t index)
{
    return &g_array_index(side->rows, TcDiffRow, index);
}

/* What clause, entry or check @item of @row is known by: the keyword of a clause, the name of an
 * entry. */
TcDiffClause tc_diff_known(const TcDiffSide *side, const TcDiffRow *row, uint32_t item);
/* Is it the same clause, entry or check, whatever it says? */
bool tc_diff_same_known(const TcDiffClause *a, const TcDiffClause *b);
/* The title of the head of a row, or NULL. */
const TcNode *tc_diff_title(const TcDiffSide *side, const TcDiffRow *row);
/* Which of @n numbers, in order, stay if as few as possible are taken out so that they rise: @stays
 * gets true for these. */
void tc_diff_rising(const uint32_t *numbers, uint32_t n, bool *stays);

/* Where the clauses, entries or checks of a row begin. */
static inline uint32_t tc_diff_first_item(const TcDiffRow *row)
{
    return row->head + (row->noun == TC_KW_DATA_CHECK ? 0 : 1);
}

/* --- diff_place.c: where parts come to stand --- */

/* The parts of the first side while edits put them into the order of the second. */
typedef struct TcDiffPlaces TcDiffPlaces;

typedef enum {
    TC_DIFF_STAYS,
    TC_DIFF_GOES,    /* to the place that is told */
    TC_DIFF_FREES,   /* another part, row *by, goes ahead of it first; then it is asked again */
    TC_DIFF_NO_PLACE /* nothing in the language says where */
} TcDiffPlaced;

TcDiffPlaces *tc_diff_places_new(const TcDiff *diff);
void tc_diff_places_free(TcDiffPlaces *places);
/* Puts the part of the second side's @row where it belongs. Pre: all rows before it were put. *@by:
 * the row behind which (or *@ahead) it goes. */
TcDiffPlaced tc_diff_place(TcDiffPlaces *places, uint32_t row, uint32_t *by, bool *ahead);
/* The next part of the first side to be repealed, with all that stands in it: its row; or
 * TC_DIFF_NO_ROW. What of that stays goes ahead of it first: *@freed, a row of the second side,
 * else TC_DIFF_NO_ROW; then the same part is the next one again. */
uint32_t tc_diff_next_repealed(TcDiffPlaces *places, uint32_t *freed);

/* --- diff_renumber.c --- */

/* Fills diff->numbers: parts that only have another number. */
void tc_diff_find_numbers(TcDiff *diff);
/* @outline with each new number turned into the old one. Returns: (transfer full) NULL if that
 * cannot be. */
TcOutline *tc_diff_with_old_numbers(const TcDiff *diff, const TcOutline *outline);
/* Reads @text as an amendment of @outline and applies it. Returns: was all of it applied? */
bool tc_diff_apply(TcOutline *outline, const char *text);

#endif
