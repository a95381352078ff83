/* The builtin functions, one row each in grammar/builtins.def. */
#ifndef TC_SEMA_BUILTINS_H
#define TC_SEMA_BUILTINS_H

#include "base/lang.h"

typedef enum {
#define TC_BUILTIN(id, ...) TC_BUILTIN_##id,
#include "builtins.def"
    TC_N_BUILTINS
} TcBuiltin;

#endif
