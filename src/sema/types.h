/* TcType: what kind of value an expression has, and in which unit.
 *
 * Units form the free abelian group over the declared ones: + - and comparisons want one dimension,
 * * and / add exponents, hộ / hộ is a ratio (dimension 0, `ratio`). A literal is bare and takes the
 * counted unit it meets (semantics.md 6.1). Two types of one dimension need not
 * be one pointer: ask tc_units_same (units.h). */
#ifndef TC_SEMA_TYPES_H
#define TC_SEMA_TYPES_H

#include "data/schema.h"
#include "syntax/ast.h"

typedef enum {
    TC_KIND_ERROR,   /* reported already; agrees with everything */
    TC_KIND_UNKNOWN, /* the literal để trống: agrees with everything */
    TC_KIND_NUMBER,
    TC_KIND_BOOL,
    TC_KIND_TEXT,
    TC_KIND_DATE,
} TcKind;

typedef struct {
    const char
        *unit; /* as declared: "hộ", "người", "triệu đồng", "điểm"; one unit is one pointer */
    const char *base; /* the unit without its scale (triệu đồng: đồng), else itself */
    int exponent;
    bool money; /* an amount: its numbers name their scale */
    bool year;  /* the year, which data are of when nothing is said */
} TcUnitPower;

struct TcType {
    TcKind kind;
    bool bare;     /* NUMBER: a literal without unit or % (or made of such only) */
    bool ratio;    /* NUMBER: a share: %, hộ/hộ, tỷ lệ */
    bool calendar; /* NUMBER: a year, month or day of one: told without dots between thousands */
    bool days;     /* NUMBER: a number of days, months or years between dates */
    uint32_t n_powers;
    const TcUnitPower *powers; /* sorted by base; none: a plain number */
    int zeros;        /* one of it is 10^zeros of the bases (triệu đồng/người: 6) */
    const char *name; /* as it stands behind a number ("triệu đồng/người"); NULL: nothing does */
    const char **choices; /* TEXT: the values it can have (a CHOICE column's); NULL: any text */
    uint32_t n_choices;
};

#endif
