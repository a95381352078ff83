/* An outline as what can differ between two of them: the head of the set, each part with its
 * clauses, each entry of a section, all data checks together.
 *
 * Before: an outline. After: for each of these a key that names it, and what it says without what
 * has no effect on any result (titles, sources, stated counts), to be held to that of another
 * outline. */
#ifndef TC_SYNTAX_OUTLINE_PARTS_H
#define TC_SYNTAX_OUTLINE_PARTS_H

#include "syntax/outline.h"

typedef struct {
    char *key;   /* tc_part_key; NULL: nothing by itself: the head of a section, an example */
    char *stand; /* key of the group and criterion that it stands in, "" if in none */
    char *says;
    char *made_of; /* the clauses that say it, whatever their words: by where they are written */
    bool declares; /* an entry of a section: data, definitions, parameters */
    TcOutlineRange range;
} TcOutlinePart;

/* Returns: (transfer full) of TcOutlinePart *, in order; all items of @outline are in one. */
GPtrArray *tc_outline_parts(const TcOutline *outline);
/* @keyword: of the head of a part, or of the section of an entry; @code: its code or name, NULL if
 * it has none. Returns: (transfer full). */
char *tc_part_key(TcKeyword keyword, const char *code);
/* Does no result hang on clauses with this keyword: sources, days, stated counts? */
bool tc_clause_has_no_effect(TcKeyword keyword);
/* "chỉ tiêu 3.4", "[Tổng số hộ]": the part as its head or entry is written. Returns: (transfer
 * full). */
char *tc_outline_part_words(const TcOutline *outline, const TcOutlinePart *part);

#endif
