/* TcUnits: a register of administrative units, and finding one by what a person types. */
#ifndef TC_DATA_UNITS_H
#define TC_DATA_UNITS_H

#include <glib.h>
#include "data/data_file.h"

typedef struct {
    const char *code;   /* "16264" */
    const char *name;   /* "Yên Thọ" */
    const char *kind;   /* "xã", "phường", "thị trấn"; "" if not known */
    const char *parent; /* "Huyện Như Thanh"; "" if none */
    const char *parent_code;
    uint32_t line; /* of a data file; 0 in a register */
} TcUnit;

/* Reads a register: CSV with the headings code,name,kind,district_code,district_name (or their
 * Vietnamese spellings). @level: of the units that the rules are for ("cấp xã"), or NULL. Mistakes
 * go to @diags. Returns: (transfer full) or NULL. */
TcUnits *tc_units_read(const char *path, const char *level, TcDiagList *diags, GError **error);
/* An empty register, to be filled with the units of a data file. */
TcUnits *tc_units_new(void);
void tc_units_free(TcUnits *units);
/* Adds a row's unit (texts copied). A kind in its name ("xã Yên Thọ", "TT. Nga Sơn") is split off.
 */
void tc_units_add_row(TcUnits *units, const TcRowInfo *row);
/* The units of all rows of @file. Returns: (transfer full), or NULL with @error set. Pre: as for
 * tc_data_file_open. */
TcUnits *tc_units_of_file(const TcDataFile *file, const TcSchema *schema,
                          const TcReadOptions *options, GError **error);
/* Adds all of @more. */
void tc_units_add_all(TcUnits *units, const TcUnits *more);
/* Returns: the index of the unit with this code, or the length. */
uint32_t tc_units_of_code(const TcUnits *units, const char *code);
/* The same of a code that lost the zeros before it, as Excel drops them, if only one unit has it.
 */
uint32_t tc_units_of_number(const TcUnits *units, const char *code);
/* Does @name, with or without a kind, name the unit at @index? Without marks too, unless it is
 * another unit's name as it stands (Hoằng Đông, Hoằng Đồng). */
bool tc_units_has_name(const TcUnits *units, uint32_t index, const char *name);
/* Do the kind and the district that a row tells (in cells of their own, or with its name) agree
 * with those of the unit at @index? What one of the two does not say is no matter. */
bool tc_units_agree(const TcUnits *units, uint32_t index, const TcRowInfo *row);
/* "xã Yên Thọ". Returns: (transfer full). */
char *tc_unit_full_name(const TcUnit *unit);

/* Was it read from a register, not gathered from a data file? */
bool tc_units_is_register(const TcUnits *units);
uint32_t tc_units_length(const TcUnits *units);
const TcUnit *tc_units_get(const TcUnits *units, uint32_t index);

/* Why two rows with this code ("": none, but one name and district) cannot both stand. */
TcDiagCode tc_unit_twice_code(const char *code);
/* Are they one unit to a reader: by their codes, without codes by name and district? */
bool tc_unit_same(const TcUnit *a, const TcUnit *b);

typedef enum {
    TC_UNIT_FOUND,     /* one: by code, or by name with tone marks in any placement */
    TC_UNIT_AMBIGUOUS, /* several of that name: candidates are all of them */
    TC_UNIT_SIMILAR,   /* none; candidates match without marks: never picked silently */
    TC_UNIT_UNKNOWN,
} TcUnitMatch;

/* Looks @wanted up: a code, "Yên Thọ", "xã Yên Thọ", "xã Yên Thọ (Như Thanh)", "Yên Thọ, huyện Như
 * Thanh", "Yên Thọ - Như Thanh", "UBND xã …", "TT. …". @found: indices (uint32_t) of the unit or of
 * the candidates, appended. */
TcUnitMatch tc_units_find(const TcUnits *units, const char *wanted, GArray *found);

/* The same prepared to be asked of many rows, each by itself. */
typedef struct TcUnitWanted TcUnitWanted;
TcUnitWanted *tc_unit_wanted_new(const char *wanted);
void tc_unit_wanted_free(TcUnitWanted *wanted);
/* Among the units of this row alone, would it be TC_UNIT_FOUND? Any thread. Cost: a key of the
 * row's name. */
bool tc_unit_wanted_is(const TcUnitWanted *wanted, const TcRowInfo *row);

/* The units that a slip in @wanted may stand for: a code without its zeros ("3" of 003), names that
 * differ by a letter or two. @found: empty before. Returns: are there any? */
bool tc_units_near(const TcUnits *units, const char *wanted, GArray *found);

/* "xã Yên Thọ, huyện Như Thanh (16264); …": the units at @found, by their lines if they have no
 * codes. Returns: (transfer full). */
char *tc_units_candidates(const TcUnits *units, const GArray *found, TcLang lang);

/* Reports AMBIGUOUS, SIMILAR and UNKNOWN in the user's words (wording.md row 30); of an unknown
 * unit those that are near. */
void tc_units_report(const TcUnits *units, const char *wanted, TcUnitMatch match,
                     const GArray *found, TcDiagList *diags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcUnits, tc_units_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcUnitWanted, tc_unit_wanted_free)

#endif
