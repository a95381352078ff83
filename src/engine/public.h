/* The inside of the public objects: public_rules.c makes and asks rules, public_run.c runs them,
 * public_results.c keeps and tells what came of it. */
#ifndef TC_ENGINE_PUBLIC_H
#define TC_ENGINE_PUBLIC_H

#include "engine/program.h"
#include "tieuchi/tieuchi.h"

struct TieuchiRules {
    TcProgram *program;
    TcLang lang;
};

/* One unit; arrays by indicator, verdict, grade, ranking. All texts belong to the results' arena.
 */
typedef struct {
    const char *code, *name, *total;
    TieuchiState *states;
    const char **values, **points;
    TieuchiAnswer *verdicts;
    const char **grades, **ranks;
} TcPublicUnit;

struct TieuchiResults {
    const TcModel *model;
    TcLang lang;
    TcArena *arena;
    GArray *units; /* of TcPublicUnit */
};

TieuchiResults *tc_public_results_new(const TieuchiRules *rules);
void tc_public_results_add(TieuchiResults *results, const TcBlock *block, const TcResults *from,
                           uint32_t row);
/* One line a diagnostic: place, severity, code, message, fix. *@messages (if asked for): (transfer
 * full), NULL if there is none. */
void tc_public_messages(TcDiagList *diags, char **messages);

#endif
