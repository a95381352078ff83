/* A row against the register: whose it is must be beyond doubt. */
#include <string.h>

#include "base/msg.h"
#include "data/reader_state.h"
#include "data/units.h"

typedef struct {
    TcReader *reader;
    const TcUnits *units;
    TcRowInfo *info;
    TcRowPlace place;
} Row;

static void report(const Row *row, TcDiagCode code, const char *const args[TC_DATA_ARGS])
{
    TcDataPlace where = {.line = row->place.line, .row = row->place.row};

    tc_data_diag_row(&row->reader->report, code, &where, args);
}

static TcLang lang_of(const Row *row)
{
    return tc_diag_list_lang(row->reader->report.diags);
}

/* "xã Thanh Hương, 17758": as the file has it. Returns: (transfer full). */
static char *told(const TcRowInfo *info)
{
    const bool both = *info->name && *info->code;
    g_autofree char *text = g_strconcat(info->name, both ? ", " : "", info->code, NULL);

    return tc_data_quote(text, strlen(text));
}

/* What might be meant: a code whose zeros were dropped. Returns: (transfer full). */
static char *hint(const Row *row)
{
    uint32_t index = tc_units_of_number(row->units, row->info->code);

    if (!*row->info->code || index == tc_units_length(row->units))
        return g_strdup(tc_msg(lang_of(row), TC_MSG_REGISTER_MEND));
    const TcUnit *unit = tc_units_get(row->units, index);
    g_autofree char *name = tc_unit_full_name(unit);
    return tc_msg_format(lang_of(row), TC_MSG_REGISTER_ZEROS, unit->code, name, NULL);
}

static void refuse_unknown(const Row *row)
{
    g_autofree char *unit = told(row->info);
    g_autofree char *meant = hint(row);
    const char *args[TC_DATA_ARGS] = {unit, meant};

    report(row, TC_DIAG_ROW_NOT_REGISTERED, args);
}

static void refuse_doubtful(const Row *row, const GArray *found)
{
    g_autofree char *unit = told(row->info);
    g_autofree char *list = tc_units_candidates(row->units, found, lang_of(row));
    const char *args[TC_DATA_ARGS] = {unit, list};

    report(row, TC_DIAG_ROW_UNIT_DOUBTFUL, args);
}

/* "xã Yên Thọ", with its district where that may be what differs. Returns: (transfer full). */
static char *own_name(const Row *row, const TcUnit *unit)
{
    g_autofree char *name = tc_unit_full_name(unit);
    const bool with_parent = *row->info->parent && *unit->parent;

    return g_strconcat(name, with_parent ? ", " : "", with_parent ? unit->parent : "", NULL);
}

/* "xã Yên Thọ, Như Thanh" as the row says it. Returns: (transfer full). */
static char *row_words(const Row *row)
{
    const TcRowInfo *info = row->info;
    g_autofree char *text = g_strconcat(info->kind, *info->kind ? " " : "", info->name,
                                        *info->parent ? ", " : "", info->parent, NULL);

    return tc_data_quote(text, strlen(text));
}

static void refuse_name(const Row *row, const TcUnit *unit)
{
    g_autofree char *own = own_name(row, unit);
    g_autofree char *words = row_words(row);
    const char *args[TC_DATA_ARGS] = {unit->code, own, words};

    report(row, TC_DIAG_ROW_NAME_OTHER, args);
}

/* Returns: the unit, NULL after reporting that kind or district of the row are another's. */
static const TcUnit *agreed(const Row *row, uint32_t index)
{
    const TcUnit *unit = tc_units_get(row->units, index);

    if (tc_units_agree(row->units, index, row->info))
        return unit;
    refuse_name(row, unit);
    return NULL;
}

/* By its name and district, where the row has no code. Returns: the unit, NULL after reporting. */
static const TcUnit *find_by_name(const Row *row)
{
    const TcRowInfo *info = row->info;
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autofree char *name =
        *info->parent ? g_strdup_printf("%s (%s)", info->name, info->parent) : g_strdup(info->name);
    TcUnitMatch match = tc_units_find(row->units, name, found);

    if (match == TC_UNIT_FOUND)
        return agreed(row, g_array_index(found, uint32_t, 0));
    if (match == TC_UNIT_UNKNOWN)
        refuse_unknown(row);
    else
        refuse_doubtful(row, found);
    return NULL;
}

/* The register has the number of the code, not the zeros before it. */
static void refuse_zeros(const Row *row, const TcUnit *unit)
{
    const char *args[TC_DATA_ARGS] = {row->info->code, unit->code};

    report(row, TC_DIAG_REGISTER_ZEROS, args);
}

/* By its code; without its zeros only together with its name. */
static const TcUnit *find_by_code(const Row *row)
{
    const TcRowInfo *info = row->info;
    const uint32_t n = tc_units_length(row->units);
    uint32_t index = tc_units_of_code(row->units, info->code);
    const bool exact = index < n;

    if (!exact)
        index = tc_units_of_number(row->units, info->code);
    const TcUnit *unit = index < n ? tc_units_get(row->units, index) : NULL;
    if (unit && *info->name && tc_units_has_name(row->units, index, info->name))
        return agreed(row, index);
    if (exact && !*info->name)
        return agreed(row, index);
    if (unit && exact)
        refuse_name(row, unit);
    else
        refuse_unknown(row);
    return NULL;
}

bool tc_row_check_register(TcReader *reader, TcRowInfo *info, TcRowPlace place)
{
    const Row row = {reader, reader->options.units, info, place};

    if (!row.units || (!*info->code && !*info->name))
        return true;
    const TcUnit *unit = *info->code ? find_by_code(&row) : find_by_name(&row);
    if (unit && strlen(unit->code) < strlen(info->code)) {
        refuse_zeros(&row, unit);
        unit = NULL;
    }
    if (!unit)
        return false;
    info->code = unit->code;
    if (!*info->kind)
        info->kind = unit->kind;
    return true;
}
