/* The versions of a rule set, for people: when each begins and ends, by which decisions, with what
 * changed. */
#ifndef TC_ENGINE_VERSIONS_H
#define TC_ENGINE_VERSIONS_H

#include "engine/folder.h"

typedef struct {
    int32_t from, until;  /* INT32_MIN, INT32_MAX: no such end is said */
    TcProgram *program;   /* owned; without a model if there were errors */
    GPtrArray *decisions; /* of char *: those whose edits begin or end with it, or of the set */
    GPtrArray *changes;   /* of char *: what they change, in the words of the texts */
} TcVersion;

/* All versions of @set in order. Mistakes go to @diags. Returns: (transfer full) of TcVersion *. */
GPtrArray *tc_versions_of(TcFolder *folder, uint32_t set, TcDiagList *diags);

/* The words of an edit's own line, the clause @index of its text, behind @mark; comments and line
 * ends within it are blanks. Returns: (transfer full). */
char *tc_amendment_line(const TcAmendment *amendment, uint32_t index, const char *mark);

#endif
