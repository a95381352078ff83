/* The sets of a folder side by side in time: what of a folder cannot be in force as it is written.
 *
 * Sets are held against each other if they have one code or one says that it replaces the other;
 * else they are about different things, and who judges by both has to say which (in_force.h). */
#ifndef TC_ENGINE_TIMELINE_H
#define TC_ENGINE_TIMELINE_H

#include "engine/folder.h"

/* @versions: of each set of @folder its versions in order (GPtrArray of TcProgram *). Told: edits
 * that begin while their set is not in force, sets of one code in force together, days between two
 * sets on which there is none, sets that are never in force. */
void tc_timeline_check(const TcFolder *folder, const GPtrArray *versions, TcDiagList *diags);

#endif
