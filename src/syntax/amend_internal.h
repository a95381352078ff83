/* One edit while it is applied: what amend*.c share. Private to them. */
#ifndef TC_SYNTAX_AMEND_INTERNAL_H
#define TC_SYNTAX_AMEND_INTERNAL_H

#include "syntax/amend.h"
#include "syntax/patch.h"

typedef struct {
    TcOutline *outline;
    const TcAmendment *amendment;
    const TcEdit *edit;
    uint32_t by;
    TcDiagList *diags;
    const TcEditing *all; /* with this one */
} TcAmending;

/* --- what it is about (amend_target.c) --- */

/* The target of this number, or NULL. */
const TcNode *tc_amend_target(const TcEdit *edit, uint32_t index);
TcKeyword tc_target_noun(const TcNode *target);
const char *tc_target_code(const TcNode *target); /* or the name of an entry; NULL: none */
bool tc_target_is_section(TcKeyword noun);
/* "chỉ tiêu 3.8": the noun of @target with another code. Returns: (transfer full). */
char *tc_target_of_code(const TcAmending *amending, const TcNode *target, const char *code);
/* The child of this kind (a title, words, a place) and number of the edit's head, or NULL. */
const TcNode *tc_amend_child(const TcEdit *edit, TcNodeKind kind, uint32_t nth);

/* Reports with {0} the target, {1} its part, {2} its clause, as written. */
TcDiag *tc_amend_report(const TcAmending *amending, TcDiagCode code, const TcNode *target);
/* Names the item at @index as the place of what is in force. */
void tc_amend_label(const TcAmending *amending, TcDiag *diag, uint32_t index);
/* Tells that there is no such part, and where it was repealed. Returns: false. */
bool tc_amend_not_there(const TcAmending *amending, const TcNode *target);
/* The same of an entry @what that is given at @at. */
void tc_amend_no_entry(const TcAmending *amending, const TcNode *target, TcSpan at,
                       const char *what);
/* Was the number @code of such a part repealed? Then it is told. */
bool tc_amend_number_used(const TcAmending *amending, const TcNode *target, const char *code);
/* The part of a target, as tc_outline_part. Returns: false, told. */
bool tc_amend_part(const TcAmending *amending, const TcNode *target, bool whole,
                   TcOutlineRange *range);
/* The entry, or the clause of a target. Returns: -1, told. */
int64_t tc_amend_entry(const TcAmending *amending, const TcNode *target);
int64_t tc_amend_clause(const TcAmending *amending, const TcNode *target, TcOutlineRange *range);

/* Where @place puts a part or an entry: the index before which it comes. Returns: false, told. */
bool tc_amend_place(const TcAmending *amending, const TcNode *place, uint32_t *index);

/* --- what it gives (amend_given.c) --- */

/* Puts the clauses that the edit gives before @index, sections' own heads only if @heads. Returns:
 * the index behind them. */
uint32_t tc_amend_put_given(const TcAmending *amending, uint32_t index, bool heads);
/* Where @type stands among the tokens of the edit's head, or their number. */
uint32_t tc_amend_token(const TcAmending *amending, int type);
/* The head that the edit gives its part, as it would stand in a rule set: noun and code, then what
 * stands behind "như sau", or up to "vào sau". Returns: (transfer full) NULL if it gives none. */
TcMadeWords *tc_amend_given_head(const TcAmending *amending);
/* Puts the head @body before @index. */
void tc_amend_put_head(const TcAmending *amending, uint32_t index, const TcMadeWords *body);

/* --- what was changed (amend_correct.c) --- */

/* Warns that the edit says what is so already. */
void tc_amend_report_idle(const TcAmending *amending);
/* Does @outline say anything that its items @before (of TcOutlineItem) did not say so? */
bool tc_amend_changes(const GArray *before, const TcOutline *outline);
/* Does a number in a title or in verbatim differ? *@in: TC_KW_TITLE_OF or VERBATIM; *@was, *@is:
 * (transfer full) the first such, "" where it is not. Pre: both NULL. */
bool tc_amend_changes_number(const GArray *before, const TcOutline *outline, TcKeyword *in,
                             char **was, char **is);

/* Does @outline say what its items @before (of TcOutlineItem) said? */
bool tc_amend_keeps_meaning(const GArray *before, const TcOutline *outline);

/* --- the edits: each returns whether it was applied; why not is told --- */

bool tc_edit_amend(const TcAmending *amending);
bool tc_edit_insert(const TcAmending *amending);
bool tc_edit_repeal(const TcAmending *amending);
bool tc_edit_replace(const TcAmending *amending);
bool tc_edit_move(const TcAmending *amending);
/* All that @editing renumbers, together: the numbers of two parts may be exchanged. */
bool tc_edit_renumber(TcOutline *outline, const TcEditing *editing, TcDiagList *diags);

#endif
