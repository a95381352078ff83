/* Types of columns by name and kind, and the look-up of a column by its folded name. */
#include "data/schema.h"

#include <string.h>

static const struct {
    const char *name[TC_N_LANGS];
    TcValueKind kind;
} types[] = {
#define TC_TYPE(id, vi, en, kind, numeric, ordered) {{vi, en}, TC_VALUE_##kind},
#include "types.def"
};

const char *tc_type_name(TcTypeId type, TcLang lang)
{
    return types[type].name[lang];
}

TcValueKind tc_type_kind(TcTypeId type)
{
    return types[type].kind;
}

static bool column_has_key(const TcColumnSpec *column, const char *key)
{
    if (strcmp(column->key, key) == 0)
        return true;
    for (uint32_t i = 0; i < column->n_aliases; i++)
        if (strcmp(column->aliases[i], key) == 0)
            return true;
    return false;
}

int tc_schema_find(const TcSchema *schema, const char *key)
{
    for (uint32_t i = 0; i < schema->n_columns; i++)
        if (column_has_key(&schema->columns[i], key))
            return (int)i;
    return -1;
}
