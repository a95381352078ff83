/* The algebra of units: a free abelian group over the declared ones (semantics.md 6.1).
 *
 * A dimension is a list of units with exponents, sorted by unit; units are interned, so they are
 * compared as pointers. What cancels entirely in a division is a share, otherwise a plain number.
 */
#include "sema/sema.h"

#include <string.h>
#include "base/text.h"

const TcType tc_type_error = {.kind = TC_KIND_ERROR};
const TcType tc_type_unknown = {.kind = TC_KIND_UNKNOWN};
const TcType tc_type_plain = {.kind = TC_KIND_NUMBER};
const TcType tc_type_bare = {.kind = TC_KIND_NUMBER, .bare = true};
const TcType tc_type_ratio = {.kind = TC_KIND_NUMBER, .ratio = true};
const TcType tc_type_bool = {.kind = TC_KIND_BOOL};
const TcType tc_type_text = {.kind = TC_KIND_TEXT};
const TcType tc_type_date = {.kind = TC_KIND_DATE};

bool tc_units_same(const TcType *a, const TcType *b)
{
    if (a->n_powers != b->n_powers)
        return false;
    for (uint32_t i = 0; i < a->n_powers; i++)
        if (a->powers[i].unit != b->powers[i].unit ||
            a->powers[i].exponent != b->powers[i].exponent)
            return false;
    return true;
}

bool tc_type_same(const TcType *a, const TcType *b)
{
    return a->kind == b->kind && a->ratio == b->ratio && tc_units_same(a, b);
}

bool tc_units_counted(const TcType *type)
{
    for (uint32_t i = 0; i < type->n_powers; i++)
        if (!type->powers[i].counted)
            return false;
    return true;
}

static TcType *type_build(TcSema *sema, const TcUnitPower *powers, uint32_t n)
{
    TcType *type = tc_arena_alloc(sema->arena, sizeof *type);
    TcUnitPower *kept = tc_arena_alloc(sema->arena, sizeof *kept * n);
    if (n)
        memcpy(kept, powers, sizeof *kept * n);
    *type = (TcType){.kind = TC_KIND_NUMBER, .n_powers = n, .powers = kept};
    return type;
}

const TcType *tc_units_of(TcSema *sema, const char *name)
{
    TcUnitInfo *unit = tc_sema_unit(sema, name);
    if (!unit->type) {
        TcUnitPower power = {.unit = unit->name, .exponent = 1, .counted = unit->counted};
        unit->type = type_build(sema, &power, 1);
    }
    return unit->type;
}

const TcUnitInfo *tc_units_single(TcSema *sema, const TcType *type)
{
    if (type->n_powers != 1 || type->powers[0].exponent != 1)
        return NULL;
    return tc_sema_unit(sema, type->powers[0].unit);
}

/* Exponents stay small: a product of a thousand factors is no rule that anyone writes. */
enum { MAX_UNITS = 16 };

static uint32_t add_power(TcUnitPower *powers, uint32_t n, TcUnitPower power)
{
    if (power.exponent != 0 && n < MAX_UNITS)
        powers[n++] = power;
    return n;
}

/* The product of @a and @b to the power @sign: a merge of two sorted lists. */
static uint32_t merge(const TcType *a, const TcType *b, int sign, TcUnitPower *powers)
{
    uint32_t i = 0, j = 0, n = 0;
    while (i < a->n_powers || j < b->n_powers) {
        int order = i == a->n_powers   ? 1
                    : j == b->n_powers ? -1
                                       : strcmp(a->powers[i].unit, b->powers[j].unit);
        TcUnitPower power = order <= 0 ? a->powers[i] : b->powers[j];
        if (order > 0)
            power.exponent *= sign;
        else if (order == 0)
            power.exponent += sign * b->powers[j].exponent;
        i += order <= 0;
        j += order >= 0;
        n = add_power(powers, n, power);
    }
    return n;
}

static const TcType *combine(TcSema *sema, const TcType *a, const TcType *b, int sign)
{
    TcUnitPower powers[MAX_UNITS];
    uint32_t n = merge(a, b, sign, powers);
    return n ? type_build(sema, powers, n) : &tc_type_plain;
}

/* A bare factor keeps the other side as it is; a share of something is that thing. */
const TcType *tc_units_multiply(TcSema *sema, const TcType *a, const TcType *b)
{
    if (a->bare && b->bare)
        return &tc_type_bare;
    if (a->bare || (a->ratio && b->n_powers))
        return b;
    if (b->bare || (b->ratio && a->n_powers))
        return a;
    if (a->ratio && b->ratio)
        return &tc_type_ratio;
    return combine(sema, a, b, 1);
}

const TcType *tc_units_divide(TcSema *sema, const TcType *a, const TcType *b)
{
    if (b->bare)
        return a;
    if (a->bare && !b->n_powers)
        return &tc_type_plain;
    if (!a->bare && tc_units_same(a, b) && a->ratio == b->ratio)
        return &tc_type_ratio;
    return combine(sema, a, b, -1);
}

/* The word stands in the text: the number of the node has it in already. */
unsigned tc_units_magnitude(const TcNode *literal)
{
    if (literal->kind != TC_NODE_NUMBER || !literal->span.source)
        return 0;
    g_autofree char *text = tc_span_text(literal->span);
    g_autofree char *key = tc_text_key(text, strlen(text));
    const char *blank = strchr(key, ' ');
    size_t length;
    return blank ? tc_sema_scale(blank + 1, &length) : 0;
}
