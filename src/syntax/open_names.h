/* Names that lack their closing bracket: "[Số hộ / [Tổng số hộ]". */
#ifndef TC_SYNTAX_OPEN_NAMES_H
#define TC_SYNTAX_OPEN_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include "base/source.h"

/* Do these @length bytes, "[…]", hold another bracket that opens and none that closes? */
bool tc_opens_twice(const char *bytes, size_t length);

/* How many of the @length bytes, which begin with "[", are the name: up to the mark that no name
 * holds, and no more than a name that stands closed elsewhere in @source. */
size_t tc_open_name_length(const TcSource *source, const char *bytes, size_t length);

#endif
