/* Keys of spellings: what words are compared by. Keywords are looked up by them. */
#ifndef TC_SYNTAX_SPELLING_H
#define TC_SYNTAX_SPELLING_H

#include <stddef.h>

/* Makes @key, the folded text of one word, the key of that word: tỉ and tỷ have one. */
void tc_word_key(char *key, size_t length);
/* The key of the @length bytes of a spelling: those of its words, parted by blanks. Returns:
 * (transfer full). */
char *tc_spelling_key(const char *spelling, size_t length);

#endif
