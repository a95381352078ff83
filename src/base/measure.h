/* Units of measure as people write them: "triệu đồng/người/năm", "tr.đ", "mét vuông".
 *
 * A unit is a quotient of names; a currency may have a scale before it, written out or short. Only
 * words are read here: what is a unit of a file is known to those who read its data section. */
#ifndef TC_BASE_MEASURE_H
#define TC_BASE_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

/* The key of a unit: that of a name, without blanks around '/'. Returns: (transfer full). */
char *tc_measure_key(const char *text, size_t length);

/* The currency that @key is an amount of, and the power of ten of its scale (triệu đồng: 6).
 * @brief: may be written short (tr.đ). Returns: (transfer none) its name, or NULL. */
const char *tc_measure_currency(const char *key, bool brief, unsigned *zeros);

/* The power of ten of the word that @key begins with (triệu hộ: 6), 0 if none. */
unsigned tc_measure_scale(const char *key);

/* Is it a period of time, and is that the year? */
bool tc_measure_is_period(const char *key, bool *year);

#endif
