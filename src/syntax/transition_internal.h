/* One transition while it is lowered: what transition*.c share. Private to them. */
#ifndef TC_SYNTAX_TRANSITION_INTERNAL_H
#define TC_SYNTAX_TRANSITION_INTERNAL_H

#include "syntax/transition.h"

typedef struct {
    TcOutline *now, *then; /* then: the earlier rules; NULL where results are kept */
    const TcTransitional *what;
    TcLang lang;              /* of the set: that of the edits */
    char *guard;              /* "[…]": the definition that holds for its units */
    GString *text;            /* the edits, as an amendment says them */
    uint32_t n_more, n_fewer; /* parts of the earlier rules alone, of those in force alone */
    TcDiagList *diags;
} TcLowering;

/* Appends @form to the edits: {KEYWORD} is that word, {0} … the texts behind it, ended by NULL. */
void tc_lowering_put(TcLowering *lowering, const char *form, ...) G_GNUC_NULL_TERMINATED;
/* Applies the edits that were put to @outline, and begins anew. */
void tc_lowering_apply(TcLowering *lowering, TcOutline *outline);

/* "chỉ tiêu 3.4": the part whose head is at @index. Returns: (transfer full). */
char *tc_lowering_name(const TcLowering *lowering, const TcOutline *outline, uint32_t index);
/* The content of the item at @index as a file of the set's language has it: of a head what stands
 * behind its title. (transfer full) */
char *tc_lowering_content(const TcLowering *lowering, const TcOutline *outline, uint32_t index);
/* The same, in parentheses if it needs these to be joined to another by "hoặc". */
char *tc_lowering_operand(const TcLowering *lowering, const TcOutline *outline, uint32_t index);
/* What the part at @head says but for its title, its texts and what it is said to comprise: two
 * parts that say the same are judged alike. Returns: (transfer full). */
char *tc_lowering_meaning(const TcLowering *lowering, const TcOutline *outline, uint32_t head);
/* The part at @head with the clauses that are its own. */
TcOutlineRange tc_lowering_part(const TcOutline *outline, uint32_t head);
/* The part with the noun and code of the head at @index of @like. Returns: -1 if there is none. */
int64_t tc_lowering_find(const TcOutline *outline, const TcOutline *like, uint32_t index);
/* The noun of the head at @index; TC_KW_NONE: it is no head. */
TcKeyword tc_lowering_noun(const TcOutline *outline, uint32_t index);

/* The part at @head of what is in force is not for units of which @guard holds. */
void tc_lowering_exclude(TcLowering *lowering, uint32_t head, const char *guard);
/* What the verdict or grade at @head in force is becomes @content. */
void tc_lowering_become(TcLowering *lowering, uint32_t head, const char *content);

/* It is @result for the units; @content: where what it is for all others stands. */
void tc_lowering_except(TcLowering *lowering, uint32_t head, uint32_t content, const char *result);

/* The earlier rules beside those in force (transition_earlier.c). */
void tc_lowering_earlier(TcLowering *lowering);

#endif
