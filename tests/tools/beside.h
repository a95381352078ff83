/* A rule set and a file of examples for it, read together. */
#ifndef TESTS_TOOLS_BESIDE_H
#define TESTS_TOOLS_BESIDE_H

#include "engine/folder.h"

typedef struct {
    TcDiagList *diags;
    GPtrArray *programs;
    TcFolder *folder;
    const TcProgram *program; /* the set, with them; NULL: there are mistakes */
} TcBeside;

void tc_beside_open(TcBeside *beside, const char *rules, const char *examples);
void tc_beside_close(TcBeside *beside);
/* The first error, or NULL. */
const char *tc_beside_mistake(const TcBeside *beside);

#endif
