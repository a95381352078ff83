/* A folder, as folder*.c share it. Private to them. */
#ifndef TC_ENGINE_FOLDER_INTERNAL_H
#define TC_ENGINE_FOLDER_INTERNAL_H

#include "engine/folder.h"

/* A set, and what amends it. */
typedef struct {
    TcSource *source;
    const TcText *text;
    bool amended;
    GArray *edits;   /* of TcInForce: all that are applied some day, in the order of effect */
    GArray *days;    /* of int32_t: those of tc_folder_days */
    TcOutline *last; /* the version that was asked for last: the next one goes on from it */
    GArray *within;  /* of TcInForce: the edits that are applied in it */
} TcFolderSet;

struct TcFolder {
    unsigned references;
    int32_t known_on;      /* texts signed later are left out; INT32_MAX: none is */
    GPtrArray *sources;    /* of TcSource: all */
    GArray *sets;          /* of TcFolderSet: those that amend nothing */
    GPtrArray *examples;   /* of TcSource: those that hold examples alone */
    GPtrArray *texts;      /* of TcText: sets, then amendments */
    const TcText **known;  /* the sets, ended by NULL */
    GPtrArray *amendments; /* of TcAmendment */
    TcArena *arena;
};

static inline TcFolderSet *tc_folder_set(const TcFolder *folder, uint32_t set)
{
    return &g_array_index(folder->sets, TcFolderSet, set);
}

/* Finds the edits and the days of each set, once the amendments have their days. */
void tc_folder_find_edits(TcFolder *folder);

/* Are there edits among @edits (of TcInForce) from @first on that are of one part and one day, so
 * that their order would decide? Those of a part are told together. */
bool tc_folder_clashes(const GArray *edits, guint first, TcDiagList *diags);

#endif
