/* TcCodes: the codes of the rows so far, to find one that stands twice.
 *
 * Registers are usually sorted, and codes that rise cannot repeat: then a row costs one comparison
 * and its code's bytes plus five. From the first code out of order on, a hash table of four bytes
 * per slot lies over them. Above TC_CODES_MAX rows no more is stored and only neighbours in rising
 * order are still told apart: memory must not grow with the file for ever. */
#ifndef TC_DATA_CODES_H
#define TC_DATA_CODES_H

#include <stddef.h>
#include <stdint.h>

enum { TC_CODES_MAX = 1000000, TC_CODE_MAX_BYTES = 255 };

typedef struct TcCodes TcCodes;

TcCodes *tc_codes_new(void);
void tc_codes_free(TcCodes *codes);

/* Adds the code of the row in @line; codes over 255 bytes are not watched. Returns: 0, or the line
 * where it stood before. */
uint32_t tc_codes_add(TcCodes *codes, const char *code, size_t length, uint32_t line);

#endif
