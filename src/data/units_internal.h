/* Inside of TcUnits: what is filled (units.c) and searched (units_find.c). */
#ifndef TC_DATA_UNITS_INTERNAL_H
#define TC_DATA_UNITS_INTERNAL_H

#include "data/units.h"

struct TcUnits {
    GArray *units; /* TcUnit */
    GStringChunk *texts;
    GHashTable *by_code; /* code -> index + 1 */
    GHashTable *by_name; /* key of the name -> GArray of uint32_t */
    GHashTable *by_bare; /* key without marks -> the same */
    GHashTable *by_rest; /* what is behind the zeros of a code -> index + 1; 0: of several */
    bool is_register;    /* read from a register, not gathered from a data file */
};

#endif
