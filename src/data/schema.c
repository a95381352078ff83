/* Types of columns by name and kind. */
#include "data/schema.h"

#include <string.h>

static const struct {
    const char *name[TC_N_LANGS];
    TcValueKind kind;
} types[] = {
#define TC_TYPE(id, vi, en, kind) {{vi, en}, TC_VALUE_##kind},
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
