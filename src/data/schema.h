/* TcSchema: what the data section of a rule set says of its columns, without any syntax.
 *
 * sema builds it from the tree; the readers judge every cell by it; plan numbers its slots by it.
 * Numbers are exact rationals in the column's own unit (a percent column's 60 is 3/5). */
#ifndef TC_DATA_SCHEMA_H
#define TC_DATA_SCHEMA_H

#include <gmp.h>
#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/lang.h"
#include "base/source.h"

typedef enum {
    TC_VALUE_NUMBER,
    TC_VALUE_BOOL,
    TC_VALUE_TEXT,
    TC_VALUE_DATE,
} TcValueKind;

typedef enum {
#define TC_TYPE(id, ...) TC_TYPE_##id,
#include "types.def"
    TC_N_TYPES
} TcTypeId;

const char *tc_type_name(TcTypeId type, TcLang lang);
TcValueKind tc_type_kind(TcTypeId type);

/* What an empty cell of a present column in a reported row means (để trống là …). */
typedef enum {
    TC_BLANK_MISSING, /* open: the default */
    TC_BLANK_ZERO,    /* là 0 */
    TC_BLANK_NO,      /* là không */
    TC_BLANK_NONE,    /* là chưa có: a value of its own, every comparison with it is false */
} TcBlankMeaning;

typedef struct {
    const char *name;     /* as declared, without brackets */
    const char *key;      /* its folded key (tc_text_key) */
    const char **aliases; /* folded keys of tên khác; n_aliases of them */
    uint32_t n_aliases;
    TcTypeId type;
    const char *unit;       /* "hộ"; NULL if none. Money and lengths name their scale here */
    bool has_low, has_high; /* declared range, ends included unless … */
    bool low_open, high_open; /* … the end itself is outside (trên, dưới); never of whole numbers */
    bool low_default, high_default; /* nobody stated this end */
    /* Initialised always; counted integers have 0..10^12 by default; of a DATE: day numbers. */
    mpq_t low, high;
    unsigned unusual;     /* MONEY: from 10^this on it may be in the currency itself; 0: never */
    const char **choices; /* CHOICE: the texts, NFC, in order; TEXT: literals of the rules */
    uint32_t n_choices;
    const char **yes, **no; /* further words read as có / không, as written */
    uint32_t n_yes, n_no;
    TcBlankMeaning blank;
    bool fixed;     /* cố định: never advised to be changed */
    unsigned scale; /* decimals kept in int64 storage: 0 integers, 6 others */
    TcSpan span;    /* its declaration */
} TcColumnSpec;

/* A row constraint of the simple kind: cell @small is never above cell @large (không quá [..]). */
typedef struct {
    uint32_t small, large;
    TcSpan span;     /* the name of the column at the end */
    uint32_t column; /* the one of them that is declared so … */
    TcSpan words;    /* … in these words */
} TcColumnLimit;

typedef struct {
    TcColumnSpec *columns; /* n_columns, in order of declaration */
    uint32_t n_columns;
    TcColumnLimit *limits; /* n_limits */
    uint32_t n_limits;
    /* Codes of the indicators whose evidence or appraisal is tracked by a column
     * "Thẩm định <code>" (Appraisal <code>): yes accepted, no rejected, blank not there yet. */
    const char **appraised;
    uint32_t n_appraised;
    const char **codes; /* of all indicators: n_codes */
    uint32_t n_codes;
} TcSchema;

/* Columns of a block: those of the schema, then the appraised ones. */
static inline uint32_t tc_schema_width(const TcSchema *schema)
{
    return schema->n_columns + schema->n_appraised;
}

#endif
