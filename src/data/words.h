/* The words of data files (grammar/data_words.def), found by their folded key. */
#ifndef TC_DATA_WORDS_H
#define TC_DATA_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    TC_WORD_CODE = 1 << 0,
    TC_WORD_NAME = 1 << 1,
    TC_WORD_PARENT = 1 << 2,
    TC_WORD_PARENT_CODE = 1 << 3,
    TC_WORD_KIND = 1 << 4,
    TC_WORD_APPRAISAL = 1 << 5,
    TC_WORD_TOTAL = 1 << 6,
    TC_WORD_YES = 1 << 7,
    TC_WORD_NO = 1 << 8,
    TC_WORD_YES_EN = 1 << 9,
    TC_WORD_NO_EN = 1 << 10,
    TC_WORD_ACCEPTED = 1 << 11,
    TC_WORD_REJECTED = 1 << 12,
    TC_WORD_AWAITED = 1 << 13,
    TC_WORD_ABSENT = 1 << 14,
    TC_WORD_APPROXIMATE = 1 << 15,
    TC_WORD_UNITS = 1 << 16,
    TC_WORD_FOOT = 1 << 17,
    TC_WORD_SOURCE = 1 << 18,
    TC_WORD_IN_DOUBT = 1 << 19,
    TC_WORD_COMMUNES = 1 << 20,
    TC_WORD_SHORT_NO = 1 << 21,
    TC_WORD_RULES = 1 << 22,
} TcWordRole;

/* All roles of the word with this folded key, as a set of TcWordRole; 0: it is none of them. */
unsigned tc_word_roles(const char *key);
/* The same of a text, folded here. Cost: an allocation. */
unsigned tc_word_roles_of(const char *text, size_t length);

/* The roles of what a text begins with, taken together: its first @least words to its first @most.
 */
unsigned tc_word_roles_at_start(const char *text, size_t length, int least, int most);

/* Folded keys of all words of a role. Returns: (transfer container) NULL-ended; *@n: how many. */
const char **tc_word_keys(TcWordRole role, uint32_t *n);

#endif
