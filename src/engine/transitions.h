/* The rules by which units are judged on a day: the version of the day, with what the transitions
 * of its amendments ask for some units (syntax/transition.h). */
#ifndef TC_ENGINE_TRANSITIONS_H
#define TC_ENGINE_TRANSITIONS_H

#include "engine/folder.h"
#include "syntax/transition.h"

/* Is some transition of the set in force on @day? */
bool tc_any_transition(const TcFolder *folder, uint32_t set, int32_t day);
/* As tc_folder_outline, with the transitions in force. The newest amendment's come first: a unit is
 * judged by the first of them that is for it. */
TcOutline *tc_judged_outline(const TcFolder *folder, uint32_t set, int32_t day, TcDiagList *diags);
/* As tc_folder_program, which it is where no transition is in force. What check has to tell is told
 * of the version itself; of the transitions only what cannot be. */
TcProgram *tc_judged_program(TcFolder *folder, uint32_t set, int32_t day, TcDiagList *diags);
/* The lines of the transitions in force on @day, as written, in the order of effect. Returns:
 * (transfer full) of char *. */
GPtrArray *tc_transition_lines(const TcFolder *folder, uint32_t set, int32_t day);

/* The transitions in force on @day, in the order of effect. Returns: (transfer full) of
 * TcTransitional, as long as @folder lives. */
GArray *tc_transitions_on(const TcFolder *folder, uint32_t set, int32_t day);
/* Those of @own that @other does not have in the same words. (transfer full) */
GArray *tc_transitions_beside(const GArray *own, const GArray *other);

#endif
