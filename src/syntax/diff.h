/* TcDiff: how one outline differs from another; and the amendment that turns it into that one.
 *
 * Before: two outlines without mistakes, the older first. After: their parts held against each
 * other. A part is known by its word and number; one that only has another number (its title tells,
 * and nobody else has either) is renumbered, and what names it by the new one is no difference.
 * Entries of sections are known by their names, data checks by what they say. Clauses are equal if
 * their trees are: layout, comments and the keyword language do not matter. */
#ifndef TC_SYNTAX_DIFF_H
#define TC_SYNTAX_DIFF_H

#include "syntax/outline.h"
#include "syntax/transition.h"

enum { TC_DIFF_SIDES = 2, TC_DIFF_NOWHERE = -1 };

/* A clause, title or entry that only one side has, or that is not the same. */
typedef struct {
    TcKeyword keyword;            /* of a clause; TITLE: of the head; NONE: an entry */
    const char *name;             /* of an entry; of a data check what it says; else NULL */
    int64_t items[TC_DIFF_SIDES]; /* in each outline: of a title the head; or TC_DIFF_NOWHERE */
} TcDiffClause;

typedef enum { TC_DIFF_CHANGED, TC_DIFF_ADDED, TC_DIFF_REPEALED } TcDiffKind;

/* A part, a section or the set's head that is not the same on both sides. */
typedef struct {
    TcDiffKind kind;
    TcKeyword noun;                   /* TC_KW_SET, DATA, INDICATOR … */
    const char *codes[TC_DIFF_SIDES]; /* NULL: it has none, or is not there */
    const char *titles[TC_DIFF_SIDES];
    int64_t heads[TC_DIFF_SIDES]; /* items, or TC_DIFF_NOWHERE */
    uint32_t n[TC_DIFF_SIDES];    /* items of it, the head among them */
    bool moved;                   /* it stands behind other parts than before */
    bool reordered;               /* so do its clauses or entries */
    GArray *clauses;              /* of TcDiffClause; those of a part that only one side has are
                                     not listed */
} TcDiffPart;

typedef struct TcDiff TcDiff;

/* @first, @second: borrowed, as long as the diff lives. Returns: (transfer full). */
TcDiff *tc_diff_new(const TcOutline *first, const TcOutline *second);
void tc_diff_free(TcDiff *diff);

/* The parts that differ, in the order of the second outline; a repealed one where it stood. Of
 * TcDiffPart *, empty if there are none. (transfer none) */
const GPtrArray *tc_diff_parts(const TcDiff *diff);
/* The second outline with the numbers that the first gives its parts. (transfer none) */
const TcOutline *tc_diff_second(const TcDiff *diff);
/* Does it renumber, so that that is not the second outline itself? */
bool tc_diff_renumbers(const TcDiff *diff);

/* --- as an amendment (diff_amend.c) --- */

typedef struct {
    TcLang lang;        /* of its keywords */
    const char *number; /* of the decision, or NULL: left to be filled in */
    int32_t from;       /* the first day in force; INT32_MIN: left to be filled in, as check asks */
    const GArray *transitions; /* of TcTransitional: written behind the edits; or NULL */
} TcDiffAmending;

/* A text that amends the first outline to the second. A part is amended as a whole where several of
 * its clauses differ, else by the clause. Pre: one set, see tc_diff_amends. Returns: (transfer
 * full). */
char *tc_diff_amendment(const TcDiff *diff, const TcDiffAmending *as);
/* Does that text, applied to the first outline, give the tree of the second one? If not, *@at is
 * the first place in the second outline that comes out otherwise. */
bool tc_diff_amends(const TcDiff *diff, TcSpan *at);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcDiff, tc_diff_free)

#endif
