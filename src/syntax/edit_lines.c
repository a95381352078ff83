/* Lines of an amendment as people type them: the word that amends misspelt, the words behind it
 * without their marks ("yeu cau cua chi tieu 3.4"); and the head of a file, nearly. Part of words
 * to keywords, see words.h. Before: the raw tokens of a line. After: what they are meant for. */
#include "syntax/words.h"

#include "base/text.h"
#include "parser.h"

enum { MOST_EDIT_WORDS = 5, MOST_LINE_WORDS = 40 };

bool tc_words_amend(const TcWords *words)
{
    return words->amends;
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

/* Something must follow on the line. */
static bool may_be_edit(const TcWords *words, uint32_t index, unsigned n)
{
    const TcToken *after = &words->tokens->items[index + n];
    return tc_words_amend(words) && !after->first && after->type != TC_RAW_END &&
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

/* The @n tokens at @index, words and a comma among them, as they stand in a spelling. Returns:
 * (transfer full) NULL if others are there. */
static char *head_words_at(const TcWords *words, uint32_t index, unsigned n)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (unsigned i = 0; i < n; i++) {
        const TcToken *token = &words->tokens->items[index + i];
        const bool comma = tc_words_is_mark(token, ",");
        if ((i > 0 && token->first) || (!comma && token->type != TC_RAW_WORD))
            return NULL;
        g_string_append_printf(text, "%s%s", i > 0 && !comma ? " " : "", token->text);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* A code or a title stands behind the words of a head. */
static bool may_follow_head(const TcToken *token)
{
    return !token->first && (token->type == TC_RAW_WORD || token->type == TC_RAW_CODE ||
                             token->type == TC_RAW_NAME || token->type == TC_RAW_TEXT);
}

/* Are the two the same but for their commas? TC0839 says where that is missing. */
static bool is_same_but_commas(const char *text, const char *other)
{
    g_auto(GStrv) parts = g_strsplit(text, ",", -1), others = g_strsplit(other, ",", -1);
    g_autofree char *plain = g_strjoinv("", parts), *other_plain = g_strjoinv("", others);
    return tc_text_same(plain, other_plain);
}

TcKeyword tc_words_head_nearly(const TcWords *words, uint32_t index, unsigned *length)
{
    const TcLang lang = words->tokens->lang;
    if (words->n > 0 || words->reading != TC_READ_FILE)
        return TC_KW_NONE;
    for (unsigned n = MOST_EDIT_WORDS; n > 0; n--) {
        g_autofree char *text = head_words_at(words, index, n);
        if (text == NULL || !may_follow_head(&words->tokens->items[index + n]))
            continue;
        const TcKeyword meant = tc_keyword_suggest_opening(text, lang);
        *length = n;
        if (meant)
            return is_same_but_commas(text, tc_keyword_name(meant, lang)) ? TC_KW_NONE : meant;
    }
    return TC_KW_NONE;
}

/* Behind the noun of a part its code stands, and that is no keyword: "kết luận DAT". */
static bool awaits_code(const TcWords *words)
{
    const TcToken *before = tc_words_last(words);
    return before && (tc_token_names_part(before->type) || before->type == TC_TOK_SECTION);
}

/* Lines that amend are short: what stands far behind is told by its clause. */
static bool is_far(const TcWords *words)
{
    uint32_t i = 1;
    while (i <= MOST_LINE_WORDS && i <= words->n && !words->tokens->items[words->n - i].first)
        i++;
    return i > MOST_LINE_WORDS;
}

TcKeyword tc_words_unmarked(const TcWords *words, uint32_t index, unsigned *length)
{
    if (words->line == TC_LINE_PLAIN_WORDS || awaits_code(words) || is_far(words))
        return TC_KW_NONE;
    for (unsigned n = MOST_EDIT_WORDS; n > 0; n--) {
        g_autofree char *key = words_at(words, index, n);
        const char *marked = key ? tc_vocabulary_marked(words->tokens->lang, key) : NULL;
        const TcToken *first = &words->tokens->items[index];
        const TcKeywordEntry *entry =
            marked ? tc_words_entry(words, marked, first, first + n) : NULL;
        *length = n;
        if (entry)
            return (TcKeyword)entry->value;
    }
    return TC_KW_NONE;
}
