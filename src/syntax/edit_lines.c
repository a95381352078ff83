/* Lines of an amendment as people begin them: the word that amends misspelt, behind the number or
 * the list mark that it has in the decision. Part of words to keywords, see words.h. Before: the
 * raw tokens of a line. After: told once, and read as the word alone. */
#include "syntax/words.h"

#include "base/text.h"
#include "parser.h"

enum { MOST_EDIT_WORDS = 5 };

bool tc_words_amend(const TcWords *words)
{
    const TcToken *kept = words->tokens->items;
    const bool first_words = words->n > 2 && kept[0].type == TC_TOK_EDIT;
    return first_words || (words->n > 0 &&
                           (kept[0].value == TC_KW_AMENDMENT || kept[0].value == TC_KW_CORRECTION));
}

/* The keys of the @n words at @index, parted by blanks. Returns: (transfer full) NULL if they are
 * not that many on one line. */
static char *words_at(const TcWords *words, uint32_t index, unsigned n)
{
    g_autoptr(GString) key = g_string_new(NULL);
    for (unsigned i = 0; i < n; i++) {
        if (!words->keys[index + i] || (i > 0 && words->tokens->items[index + i].first))
            return NULL;
        g_string_append_printf(key, "%s%s", i > 0 ? " " : "", words->keys[index + i]);
    }
    return g_strdup(key->str);
}

/* Something must follow on the line; a head before all else is told from other files by the comma
 * in it. */
static bool may_be_edit(const TcWords *words, uint32_t index, unsigned n)
{
    const TcToken *after = &words->tokens->items[index + n];
    return words->n == 0 ? tc_words_is_mark(after, ",")
                         : tc_words_amend(words) && !after->first && after->type != TC_RAW_END &&
                               !tc_words_is_mark(after, ":");
}

TcKeyword tc_words_edit_nearly(const TcWords *words, uint32_t index, unsigned *length)
{
    const TcToken *first = &words->tokens->items[index];
    if (words->reading != TC_READ_FILE || !first->first)
        return TC_KW_NONE;
    for (unsigned n = MOST_EDIT_WORDS; n > 0; n--) {
        g_autofree char *key = words_at(words, index, n);
        const TcKeyword meant = key && may_be_edit(words, index, n)
                                    ? tc_keyword_suggest_edit(key, words->tokens->lang)
                                    : TC_KW_NONE;
        *length = n;
        if (meant)
            return meant;
    }
    return TC_KW_NONE;
}
