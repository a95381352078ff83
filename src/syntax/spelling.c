/* Keys of words and spellings. */
#include "syntax/spelling.h"

#include <string.h>
#include "base/text.h"

/* tỉ lệ, kì: a word's key gets the other letter of the same sound, as in tỷ lệ, kỳ. */
void tc_word_key(char *key, size_t length)
{
    static const char *const keys[] = {"ti\u0309", "ki\u0300"};
    for (unsigned i = 0; i < G_N_ELEMENTS(keys); i++)
        if (length == strlen(keys[i]) && memcmp(key, keys[i], length) == 0)
            key[1] = 'y';
}

char *tc_spelling_key(const char *spelling, size_t length)
{
    char *key = tc_text_key(spelling, length);
    for (char *word = key, *end; *word; word = *end ? end + 1 : end) {
        end = word + strcspn(word, " ");
        tc_word_key(word, (size_t)(end - word));
    }
    return key;
}
