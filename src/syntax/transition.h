/* A transition, lowered: what it asks for becomes edits of the version that is in force, so that
 * one rule set says for every unit by what it is judged.
 *
 * A definition says whether a unit is one of those that the transition is for. Kept results: no
 * indicator applies to such a unit, and the verdict holds. Earlier rules: an indicator that is not
 * as it was stands twice, each applicable to its own units; verdicts, grades, rankings and
 * definitions that differ become a case each. Counts, totals and open data need no rules of their
 * own then: where it is open whether a unit is one, both ways are possible. */
#ifndef TC_SYNTAX_TRANSITION_H
#define TC_SYNTAX_TRANSITION_H

#include "syntax/amend.h"

typedef struct {
    const TcAmendment *amendment;
    const TcTransition *transition; /* one of its transitions */
    uint32_t by;                    /* as TcOutlineItem.by */
} TcTransitional;

/* What becomes of the units: TC_KW_KEEP or TC_KW_CONTINUE; for the latter the day whose rules. */
TcKeyword tc_transition_kind(const TcTransition *transition);
int32_t tc_transition_day(const TcTransition *transition);
/* The place of what becomes of them, and the code that it names, or NULL. */
const TcNode *tc_transition_outcome(const TcTransition *transition);
const char *tc_transition_code(const TcTransition *transition);

/* Units of @what keep the result that was recognised. What does not fit is told. */
void tc_transition_keep(TcOutline *now, const TcTransitional *what, TcDiagList *diags);
/* Units of @what go on under @then (transfer full), the rules of an earlier day. */
void tc_transition_continue(TcOutline *now, TcOutline *then, const TcTransitional *what,
                            TcDiagList *diags);

#endif
