/* Unit algebra: types by the units of their numbers. Types come back in the arena or static. */
#ifndef TC_SEMA_UNITS_H
#define TC_SEMA_UNITS_H

#include "sema/sema.h"

extern const TcType tc_type_error, tc_type_unknown, tc_type_plain, tc_type_calendar, tc_type_bare,
    tc_type_ratio, tc_type_bool, tc_type_text, tc_type_date;

/* @unit may be a quotient: "triệu đồng/người". */
const TcType *tc_units_of(TcSema *sema, const char *unit);
/* Return NULL beyond what a unit may be made of (MAX_… of units.c). */
const TcType *tc_units_multiply(TcSema *sema, const TcType *a, const TcType *b);
const TcType *tc_units_divide(TcSema *sema, const TcType *a, const TcType *b);
/* Have @a and @b one dimension, in whatever scale? */
bool tc_units_same(const TcType *a, const TcType *b);
/* Do bare numbers take the unit of @type? */
bool tc_units_counted(TcSema *sema, const TcType *type);
/* Is it an amount of money, or one per something? */
bool tc_units_money(const TcType *type);
/* @type without "per year"; itself if it has none. */
const TcType *tc_units_without_year(TcSema *sema, const TcType *type);
/* @type as a rule can write it behind a number: abbreviations of amounts are written out. Returns:
 * (transfer full). */
char *tc_units_written(TcSema *sema, const TcType *type);
/* What to write behind a number to give it that type: " triệu đồng/người", of a product of units
 * " hộ * 1 km2"; money stands first. Returns: (transfer full). */
char *tc_units_behind(TcSema *sema, const TcType *type);
/* Is it money that stands first? */
bool tc_units_led_by_money(const TcType *type);
/* Does a word of scale stand behind the number, and no unit (60 triệu)? */
bool tc_units_scaled(const TcNode *literal);

#endif
