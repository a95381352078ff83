/* Exact numbers: GMP rationals, their literals in both styles, rounding and printing.
 *
 * Vietnamese style: 60,5 · 1.234.567 · 1234567 · 1.234,5. English style: 60.5 · 1234567. A text in
 * the other style is refused with what to write, never read as another number. No double anywhere.
 */
#ifndef TC_BASE_NUMBER_H
#define TC_BASE_NUMBER_H

#include <gmp.h>
#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/lang.h"

enum { TC_NUMBER_MAX_DIGITS = 1000 }; /* of one literal */

typedef enum {
    TC_NUMBER_OK,
    TC_NUMBER_EMPTY,       /* no digit */
    TC_NUMBER_BAD,         /* something else than a number */
    TC_NUMBER_OTHER_STYLE, /* 60.5 in a Vietnamese file, 60,5 in an English one */
    TC_NUMBER_GROUPING,    /* dots not in groups of three, two decimal commas: 1,234,567 */
    TC_NUMBER_GROUPED,     /* 1,234,567 in an English file: data are read so, rules are not */
    TC_NUMBER_TOO_LONG,
} TcNumberStatus;

/* Reads @length bytes as an unsigned or signed decimal (no %, no unit). @value is set on OK and
 * GROUPED; it must be initialised. On OTHER_STYLE, GROUPING and GROUPED *@meant (if asked for) is
 * the text that should have been written, (transfer full). */
TcNumberStatus tc_number_parse(const char *text, size_t length, TcLang style, mpq_t value,
                               char **meant);

/* Is a decimal of @style, "4,000", written as the other style groups thousands: 1 to 3 digits, the
 * decimal sign, 3 digits? Returns: (transfer full) that number without a sign, "4000"; else NULL.
 */
char *tc_number_thousands(const char *text, size_t length, TcLang style);

/* A numerator or denominator of more bits than this is not computed with: the value is undefined.
 * Without a bound a few lines that square each other would fill any memory; within this one a row
 * of such lines takes milliseconds. */
enum { TC_NUMBER_MAX_BITS = 1 << 16 };
/* Bits of the larger of numerator and denominator. */
size_t tc_number_bits(const mpq_t value);

typedef enum {
    TC_ROUND_HALF_UP, /* away from zero at the half: the default */
    TC_ROUND_HALF_EVEN,
    TC_ROUND_HALF_DOWN,
    TC_ROUND_UP,   /* away from zero */
    TC_ROUND_DOWN, /* towards zero */
    TC_ROUND_CEILING,
    TC_ROUND_FLOOR,
} TcRoundMode;

/* @value rounded to @places decimals (negative: tens, hundreds …), in place. Beyond 1000 places to
 * either side it rounds at the 1000th: no author's number may ask for a power that fills memory. */
void tc_number_round(mpq_t value, long places, TcRoundMode mode);

/* Returns: (transfer none) a copy of @value in @arena, limbs and all: it is never written to. */
mpq_ptr tc_number_keep(TcArena *arena, const mpq_t value);

/* Is @value a finite decimal? *@places: the decimals it needs (0..). */
bool tc_number_is_decimal(const mpq_t value, unsigned *places);

/* The exact value: a decimal if it is finite, else "n/d". No grouping, the style's decimal sign
 * (files want TC_LANG_EN). Returns: (transfer full). */
char *tc_number_exact(const mpq_t value, TcLang style);
/* Rounded half away from zero to @places, with trailing zeros, grouped by dots in Vietnamese
 * (1.234,50). Returns: (transfer full). */
char *tc_number_fixed(const mpq_t value, unsigned places, TcLang style);
/* For people: exact if it needs at most @places decimals, else rounded to @places with trailing
 * zeros (they tell that it is rounded). Grouped. Returns: (transfer full). */
char *tc_number_brief(const mpq_t value, unsigned places, TcLang style);

/* "37 households". A unit is a word of the rules, which nobody can inflect, so one of it is "1
 * (households)" in English. @unit: NULL is none. Returns: (transfer full). */
char *tc_number_with_unit(const char *number, const char *unit, TcLang style);

/* number / denominator among machine integers: denominator > 0, in any terms. */
typedef struct {
    int64_t number, denominator;
} TcFraction;
/* Returns: false if @value has no room in one. */
bool tc_number_to_fraction(const mpq_t value, TcFraction *fraction);

/* @value as value * 10^@scale in an int64 (never INT64_MIN, so that it can be negated). Returns:
 * false if it is not whole there or does not fit. */
bool tc_number_to_scaled(const mpq_t value, unsigned scale, int64_t *scaled);
/* @value * @factor rounded down or up to a whole number. Returns: false if that has more than @bits
 * (at most 63) bits. */
bool tc_number_whole(mpq_srcptr value, int64_t factor, bool up, unsigned bits, int64_t *whole);

#endif
