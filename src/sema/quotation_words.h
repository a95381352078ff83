/* A quotation cut into words. Only quotation*.c include it. */
#ifndef TC_SEMA_QUOTATION_WORDS_H
#define TC_SEMA_QUOTATION_WORDS_H

#include <glib.h>
#include <gmp.h>
#include <stdbool.h>
#include "base/lang.h"

typedef struct {
    char *text; /* without the punctuation around it */
    char *key;  /* folded */
    bool stop;  /* a mark or the end stands behind it: what follows is another clause */
    bool opens; /* a bracket stands before it */
} TcQuotedWord;

typedef struct {
    TcLang lang;
    GArray *words; /* TcQuotedWord; ≥, ≤, >, < and the dash of a range are words of their own */
} TcQuotedWords;

void tc_quoted_words_init(TcQuotedWords *words, const char *text, TcLang lang);
void tc_quoted_words_clear(TcQuotedWords *words);

/* Returns: an empty word where there is none. */
const TcQuotedWord *tc_quoted_word(const TcQuotedWords *words, int at);
bool tc_quoted_is(const TcQuotedWords *words, int at, const char *wanted);
/* Do the words of @phrase stand from @at on? Returns: how many they are, 0 if not. */
int tc_quoted_phrase(const TcQuotedWords *words, int at, const char *phrase);

/* A number that begins at @at, in figures or in words, without triệu and the like.
 * Sets @value and whether it is a share (60%, 2/3). Returns: how many words it has, 0: none. */
int tc_quoted_figures(const TcQuotedWords *words, int at, mpq_t value, bool *percent);
int tc_quoted_in_words(const TcQuotedWords *words, int at, mpq_t value, bool *percent);

#endif
