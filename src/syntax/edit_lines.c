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
    const bool joined = words->n > 2 && kept[0].type == TC_TOK_EDIT && kept[1].type == TC_TOK_COMMA;
    return joined || (words->n > 0 &&
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

/* The entry of role EDIT whose words are @key, or NULL. */
static const TcKeywordEntry *edit_of(TcLang lang, const char *key)
{
    const TcKeywordEntry *entry = tc_vocabulary_find(lang, key);
    while (entry && entry->row->role != TC_ROLE_EDIT)
        entry = tc_vocabulary_next(entry);
    return entry;
}

/* The edit that begins at @index, spelt right. */
static const TcKeywordEntry *edit_at(const TcWords *words, uint32_t index)
{
    const TcKeywordEntry *found = NULL;
    for (unsigned n = MOST_EDIT_WORDS; n > 0 && !found; n--) {
        g_autofree char *key = words_at(words, index, n);
        found = key ? edit_of(words->tokens->lang, key) : NULL;
    }
    return found;
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

/* How many raw tokens are the number of a line: "1.", "1)", "a)", "-", "Khoản 1.", "Điều 2". */
static uint32_t number_at(const TcWords *words, uint32_t index)
{
    static const char *const nouns[] = {"điều", "khoản", "điểm", "article", "clause", "point"};
    const TcToken *token = &words->tokens->items[index];
    uint32_t n = 0;
    for (size_t i = 0; token->type == TC_RAW_WORD && i < G_N_ELEMENTS(nouns) && n == 0; i++)
        n = tc_text_same(token->text, nouns[i]);
    const bool letter = token[n].type == TC_RAW_WORD && g_utf8_strlen(token[n].text, -1) == 1;
    const bool dash = n == 0 && (tc_words_is_mark(token, "-") || tc_words_is_mark(token, "+"));
    if (token[n].type != TC_RAW_NUMBER && token[n].type != TC_RAW_CODE && !letter && !dash)
        return 0;
    n++;
    return n + (tc_words_is_mark(&token[n], ".") || tc_words_is_mark(&token[n], ")") ||
                tc_words_is_mark(&token[n], ":"));
}

static bool is_elsewhere(const TcDiag *diag, void *user)
{
    const TcSpan *number = user;
    return diag->span.source != number->source || diag->span.start < number->start ||
           diag->span.start >= number->end;
}

uint32_t tc_words_skip_number(TcWords *words, uint32_t index)
{
    TcToken *token = &words->tokens->items[index];
    const uint32_t n = token->first && tc_words_amend(words) ? number_at(words, index) : 0;
    if (n == 0 || token[n].first || !edit_at(words, index + n))
        return 0;
    TcSpan number = token->span;
    number.end = token[n].span.start;
    tc_diag_list_keep(words->diags, is_elsewhere, &number); /* of its marks */
    g_autofree char *text = tc_span_text(number);
    tc_diag_edit(tc_diag(words->diags, TC_DIAG_EDIT_NUMBERED, number, g_strstrip(text), NULL),
                 number, "");
    token[n].first = true;
    return n;
}
