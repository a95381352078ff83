/* The algebra of units: a free abelian group over the declared ones (semantics.md 6.1).
 *
 * A dimension is a list of bases with exponents, sorted by base; units are interned, so they are
 * compared as pointers. Amounts of one currency have one base, and the type says by how many zeros
 * it is scaled. What cancels entirely in a division is a share, otherwise a plain number. */
#include "sema/units.h"
#include "sema/sema.h"

#include <string.h>
#include "base/measure.h"
#include "base/text.h"
#include "sema/words.h"

const TcType tc_type_error = {.kind = TC_KIND_ERROR};
const TcType tc_type_unknown = {.kind = TC_KIND_UNKNOWN};
const TcType tc_type_plain = {.kind = TC_KIND_NUMBER};
const TcType tc_type_calendar = {.kind = TC_KIND_NUMBER, .calendar = true};
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
        if (a->powers[i].base != b->powers[i].base ||
            a->powers[i].exponent != b->powers[i].exponent)
            return false;
    return true;
}

/* "nghìn hộ" is no thing that is counted one by one. */
bool tc_units_counted(TcSema *sema, const TcType *type)
{
    for (uint32_t i = 0; i < type->n_powers; i++) {
        const TcUnitInfo *unit = tc_sema_unit(sema, type->powers[i].unit);
        if (!unit->counted || tc_measure_scale(unit->key))
            return false;
    }
    return true;
}

bool tc_units_money(const TcType *type)
{
    for (uint32_t i = 0; i < type->n_powers; i++)
        if (type->powers[i].money)
            return true;
    return false;
}

/* "triệu đồng/người" for one thing by others, else NULL; of amounts @amount gives the name if it is
 * not NULL. Returns: (transfer full). */
static char *quotient_name(TcSema *sema, const TcType *type,
                           char *(*amount)(TcSema *sema, const char *unit))
{
    const char *top = NULL;
    g_autoptr(GString) bottom = g_string_new(NULL);
    for (uint32_t i = 0; i < type->n_powers; i++) {
        const TcUnitPower *power = &type->powers[i];
        if (ABS(power->exponent) != 1 || (power->exponent == 1 && top))
            return NULL;
        if (power->exponent == 1)
            top = power->unit;
        else
            g_string_append_printf(bottom, "/%s", power->unit);
    }
    g_autofree char *told = top && amount ? amount(sema, top) : g_strdup(top);
    return told ? g_strdup_printf("%s%s", told, bottom->str) : NULL;
}

/* trđ: triệu đồng; what is written out already stays. */
static char *amount_written(TcSema *sema, const char *name)
{
    static const TcKeyword scales[] = {
        [3] = TC_KW_THOUSAND, [6] = TC_KW_MILLION, [9] = TC_KW_BILLION};
    const TcUnitInfo *unit = tc_sema_unit(sema, name);
    unsigned zeros;
    if (!unit->currency || (g_unichar_isalpha(g_utf8_get_char(unit->name)) &&
                            tc_measure_currency(unit->key, false, &zeros)))
        return g_strdup(unit->name);
    if (unit->zeros == 0)
        return g_strdup(unit->currency);
    return g_strdup_printf("%s %s", tc_keyword_name(scales[unit->zeros], sema->model->lang),
                           unit->currency);
}

char *tc_units_written(TcSema *sema, const TcType *type)
{
    char *written = quotient_name(sema, type, amount_written);
    return written ? written : tc_words_type(type, sema->said);
}

/* The unit to write first: money, whose scale numbers are told in, else the first on top. */
static const TcUnitPower *leading_unit(const TcType *type)
{
    const TcUnitPower *found = NULL;
    for (uint32_t i = 0; i < type->n_powers; i++)
        if (type->powers[i].exponent > 0 && (!found || (type->powers[i].money && !found->money)))
            found = &type->powers[i];
    return found;
}

char *tc_units_behind(TcSema *sema, const TcType *type)
{
    g_autofree char *quotient = quotient_name(sema, type, amount_written);
    if (quotient)
        return g_strconcat(" ", quotient, NULL);
    GString *text = g_string_new(NULL);
    const TcUnitPower *lead = leading_unit(type);
    g_autofree char *first = lead ? amount_written(sema, lead->unit) : NULL;
    if (first)
        g_string_append_printf(text, " %s", first);
    for (uint32_t i = 0; i < type->n_powers; i++) {
        const TcUnitPower *power = &type->powers[i];
        g_autofree char *unit = amount_written(sema, power->unit);
        for (int n = ABS(power->exponent) - (power == lead); n > 0; n--)
            g_string_append_printf(text, " %c 1 %s", power->exponent > 0 ? '*' : '/', unit);
    }
    return g_string_free(text, FALSE);
}

bool tc_units_led_by_money(const TcType *type)
{
    const TcUnitPower *lead = leading_unit(type);
    return lead && lead->money;
}

static const TcType *type_build(TcSema *sema, const TcUnitPower *powers, uint32_t n, int zeros)
{
    TcType *type = tc_arena_alloc(sema->arena, sizeof *type);
    TcUnitPower *kept = tc_arena_alloc(sema->arena, sizeof *kept * n);
    memcpy(kept, powers, sizeof *kept * n);
    *type = (TcType){.kind = TC_KIND_NUMBER, .n_powers = n, .powers = kept, .zeros = zeros};
    g_autofree char *name = quotient_name(sema, type, NULL);
    type->name = name ? tc_arena_strndup(sema->arena, name, strlen(name)) : NULL;
    return type;
}

static const TcType *type_of_unit(TcSema *sema, const TcUnitInfo *unit)
{
    const char *base = unit->currency ? tc_sema_unit(sema, unit->currency)->name : unit->name;
    TcUnitPower power = {.unit = unit->name, .base = base, .exponent = 1, .money = unit->currency};
    tc_measure_is_period(unit->key, &power.year);
    return type_build(sema, &power, 1, (int)unit->zeros);
}

/* "triệu đồng/người/năm": the first by all others. */
/* A name of too many units is one by itself. */
static const TcType *type_of_quotient(TcSema *sema, const TcUnitInfo *unit)
{
    g_auto(GStrv) parts = g_strsplit(unit->name, "/", -1);
    const TcType *type = tc_units_of(sema, g_strstrip(parts[0]));
    for (char **at = parts + 1; *at && type; at++)
        type = tc_units_divide(sema, type, tc_units_of(sema, g_strstrip(*at)));
    if (!type)
        return type_of_unit(sema, unit);
    TcType *named = tc_arena_alloc(sema->arena, sizeof *named);
    *named = *type;
    named->name = type->n_powers ? unit->name : NULL;
    return named;
}

const TcType *tc_units_of(TcSema *sema, const char *name)
{
    TcUnitInfo *unit = tc_sema_unit(sema, name);
    if (!unit->type)
        unit->type =
            strchr(unit->name, '/') ? type_of_quotient(sema, unit) : type_of_unit(sema, unit);
    return unit->type;
}

/* Of one type: different units; all units that are multiplied and divided by; zeros of its scale.
 */
enum { MAX_UNITS = 16, MAX_FACTORS = 100, MAX_ZEROS = 1000 };

static uint32_t add_power(TcUnitPower *powers, uint32_t n, TcUnitPower power)
{
    if (power.exponent != 0)
        powers[n++] = power;
    return n;
}

static bool is_within(const TcUnitPower *powers, uint32_t n, int zeros)
{
    int factors = 0;
    for (uint32_t i = 0; i < n; i++)
        factors += ABS(powers[i].exponent);
    return n <= MAX_UNITS && factors <= MAX_FACTORS && ABS(zeros) <= MAX_ZEROS;
}

/* The product of @a and @b to the power @sign: a merge of two sorted lists. */
static uint32_t merge(const TcType *a, const TcType *b, int sign, TcUnitPower *powers)
{
    uint32_t i = 0, j = 0, n = 0;
    while (i < a->n_powers || j < b->n_powers) {
        int order = i == a->n_powers   ? 1
                    : j == b->n_powers ? -1
                                       : strcmp(a->powers[i].base, b->powers[j].base);
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
    TcUnitPower powers[2 * MAX_UNITS];
    const uint32_t n = merge(a, b, sign, powers);
    const int zeros = a->zeros + sign * b->zeros;
    if (!is_within(powers, n, zeros))
        return NULL;
    return n ? type_build(sema, powers, n, zeros) : &tc_type_plain;
}

const TcType *tc_units_without_year(TcSema *sema, const TcType *type)
{
    TcUnitPower powers[MAX_UNITS];
    uint32_t n = 0;
    for (uint32_t i = 0; i < type->n_powers; i++)
        if (!type->powers[i].year || type->powers[i].exponent != -1)
            n = add_power(powers, n, type->powers[i]);
    return n && n < type->n_powers ? type_build(sema, powers, n, type->zeros) : type;
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
bool tc_units_scaled(const TcNode *literal)
{
    if (literal->kind != TC_NODE_NUMBER || literal->text || !literal->span.source)
        return false;
    g_autofree char *text = tc_span_text(literal->span);
    g_autofree char *key = tc_text_key(text, strlen(text));
    const char *blank = strchr(key, ' ');
    return blank && tc_measure_scale(blank + 1);
}
