/* The versions of a rule set, for people: when each begins and ends, by which decisions, with what
 * changed. */
#ifndef TC_ENGINE_VERSIONS_H
#define TC_ENGINE_VERSIONS_H

#include "engine/folder.h"

typedef struct {
    int32_t from, until; /* INT32_MIN, INT32_MAX: no such end is said */
    uint32_t n_indicators;
    GPtrArray *decisions; /* of char *: those whose edits begin or end with it, or of the set */
    GPtrArray *changes;   /* of char *: what they change, in the words of the texts */
} TcVersion;

typedef struct {
    TcProgram *issued; /* the set as first issued; without a model if there were errors */
    GPtrArray *all;    /* of TcVersion, in order */
} TcVersions;

/* All versions of all sets. What is wrong with a set as issued and edits that do not fit are told
 * to
 * @diags; versions are not checked further. Returns: (transfer full) of TcVersions *. */
GPtrArray *tc_versions(TcFolder *folder, TcDiagList *diags);

/* The words of an edit's own line, the clause @index of its text, behind @mark; comments and line
 * ends within it are blanks. Returns: (transfer full). */
char *tc_amendment_line(const TcAmendment *amendment, uint32_t index, const char *mark);

#endif
