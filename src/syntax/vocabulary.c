/* The vocabulary: every spelling of every keyword and function of a language. Before: the tables in
 * grammar/. After: a hash table each language, made once and kept (one thread parses). */
#include "syntax/vocabulary.h"

#include <string.h>
#include "base/msg.h"
#include "base/text.h"
#include "parser.h"

enum { TC_TOK_NONE = -1 };

static const TcKeywordRow rows[] = {
    [TC_KW_NONE] = {{"", ""}, TC_TOK_NONE, TC_ROLE_WORD},
#define TC_KEYWORD(id, token, role, vi, en)                                                        \
    [TC_KW_##id] = {{vi, en}, TC_TOK_##token, TC_ROLE_##role},
#include "keywords.def"
};

static const TcKeywordRow function_rows[] = {
#define TC_BUILTIN(id, vi, en, ...) {{vi, en}, TC_TOK_FUNCTION, TC_ROLE_FUNCTION},
#include "builtins.def"
};

static const TcKeywordRow later_rows[] = {
#define TC_LATER(place, vi, en, ...) {{vi, en}, TC_TOK_LATER, TC_ROLE_LATER_##place},
#include "keywords.def"
};

/* What can be done instead of each of them. */
static const TcMsg later_instead[] = {
#define TC_LATER(place, vi, en, instead) TC_MSG_##instead,
#include "keywords.def"
};

static const struct {
    TcKeyword keyword;
    const char *spellings[TC_N_LANGS];
} meant_words[] = {
#define TC_MEANT(id, vi, en) {TC_KW_##id, {vi, en}},
#include "keywords.def"
};

/* tỉ lệ, kì: a word's key gets the other letter of the same sound, as in tỷ lệ, kỳ. */
void tc_word_key(char *key, size_t length)
{
    static const char *const keys[] = {"ti\u0309", "ki\u0300"};
    for (unsigned i = 0; i < G_N_ELEMENTS(keys); i++)
        if (length == strlen(keys[i]) && memcmp(key, keys[i], length) == 0)
            key[1] = 'y';
}

/* The key of the @length bytes of a spelling: that of its words, parted by blanks. */
static char *spelling_key(const char *spelling, size_t length)
{
    char *key = tc_text_key(spelling, length);
    for (char *word = key, *end; *word; word = *end ? end + 1 : end) {
        end = word + strcspn(word, " ");
        tc_word_key(word, (size_t)(end - word));
    }
    return key;
}

char *tc_spelling_key(const char *spelling)
{
    return spelling_key(spelling, strlen(spelling));
}

static void add_spelling(GHashTable *entries, char *key, const TcKeywordRow *row, int value,
                         bool meant)
{
    TcKeywordEntry *entry = g_new0(TcKeywordEntry, 1);
    *entry = (TcKeywordEntry){row, value, meant, NULL};
    TcKeywordEntry *first = g_hash_table_lookup(entries, key);
    if (first == NULL) {
        g_hash_table_insert(entries, key, entry);
        return;
    }
    g_free(key);
    while (first->next)
        first = first->next;
    first->next = entry;
}

static void add_spellings(GHashTable *entries, const char *all, const TcKeywordRow *row, int value,
                          bool meant)
{
    for (const char *at = all, *end; *at; at = *end ? end + 1 : end) {
        end = at + strcspn(at, "|");
        if (end > at)
            add_spelling(entries, spelling_key(at, (size_t)(end - at)), row, value, meant);
    }
}

static void add_rows(GHashTable *entries, TcLang lang, const TcKeywordRow *table, int n)
{
    for (int i = 0; i < n; i++)
        add_spellings(entries, table[i].spellings[lang], &table[i], i, false);
}

/* Functions as a spreadsheet names them, and their ways of rounding: read in every language. */
static void add_spreadsheet_words(GHashTable *entries)
{
    add_rows(entries, TC_LANG_EN, function_rows, G_N_ELEMENTS(function_rows));
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++)
        if (rows[i].role == TC_ROLE_ARGUMENT)
            add_spellings(entries, rows[i].spellings[TC_LANG_EN], &rows[i], (int)i, false);
}

/* The spellings of a language; made once and kept (one thread parses). */
static GHashTable *entries_of(TcLang lang)
{
    static GHashTable *tables[TC_N_LANGS];
    if (tables[lang] == NULL) {
        tables[lang] = g_hash_table_new(g_str_hash, g_str_equal);
        add_rows(tables[lang], lang, rows, G_N_ELEMENTS(rows));
        add_rows(tables[lang], lang, function_rows, G_N_ELEMENTS(function_rows));
        if (lang != TC_LANG_EN)
            add_spreadsheet_words(tables[lang]);
        add_rows(tables[lang], lang, later_rows, G_N_ELEMENTS(later_rows));
        for (unsigned i = 0; i < G_N_ELEMENTS(meant_words); i++)
            add_spellings(tables[lang], meant_words[i].spellings[lang],
                          &rows[meant_words[i].keyword], (int)meant_words[i].keyword, true);
    }
    return tables[lang];
}

const TcKeywordEntry *tc_vocabulary_find(TcLang lang, const char *key)
{
    return g_hash_table_lookup(entries_of(lang), key);
}

static const char *first_spelling(const char *spellings)
{
    const char *bar = strchr(spellings, '|');
    if (bar == NULL)
        return spellings;
    g_autofree char *first = g_strndup(spellings, (gsize)(bar - spellings));
    return g_intern_string(first);
}

const char *tc_keyword_name(TcKeyword keyword, TcLang lang)
{
    return first_spelling(rows[keyword].spellings[lang]);
}

bool tc_keyword_is(TcKeyword keyword, const char *text)
{
    g_autofree char *key = tc_spelling_key(text);
    bool is = false;
    for (TcLang lang = 0; lang < TC_N_LANGS; lang++) {
        g_auto(GStrv) spellings = g_strsplit(rows[keyword].spellings[lang], "|", -1);
        for (unsigned i = 0; !is && spellings[i]; i++) {
            g_autofree char *other = tc_spelling_key(spellings[i]);
            is = strcmp(key, other) == 0;
        }
    }
    return is;
}

const char *tc_operator_name(TcOperator op, TcLang lang)
{
    static const char *const names[][TC_N_LANGS] = {
#define TC_OPERATOR(id, token, vi, en, also) [TC_OP_##id] = {vi, en},
#include "operators.def"
    };
    return names[op][lang];
}

bool tc_token_names_part(int type)
{
    static const int nouns[] = {TC_TOK_HEAD_PART, TC_TOK_HEAD_GRADE, TC_TOK_HEAD_RANKING,
                                TC_TOK_GROUP,     TC_TOK_CRITERION,  TC_TOK_INDICATOR,
                                TC_TOK_VERDICT};
    return tc_token_among(type, nouns, G_N_ELEMENTS(nouns));
}

int tc_keyword_token(TcKeyword keyword)
{
    return rows[keyword].token;
}

int tc_operator_token(TcOperator op)
{
    static const int tokens[] = {
#define TC_OPERATOR(id, token, vi, en, also) [TC_OP_##id] = TC_TOK_##token,
#include "operators.def"
    };
    return tokens[op];
}

TcKeyword tc_keyword_suggest(const char *words, TcLang lang)
{
    const char *names[TC_N_KEYWORDS];
    TcKeyword keywords[TC_N_KEYWORDS];
    unsigned n = 0;
    for (TcKeyword i = 1; i < TC_N_KEYWORDS; i++) {
        if (rows[i].role > TC_ROLE_STATEMENT || *rows[i].spellings[lang] == 0)
            continue;
        keywords[n] = i;
        names[n++] = tc_keyword_name(i, lang);
    }
    const char *best = tc_text_suggest(words, names, n);
    for (unsigned i = 0; i < n; i++)
        if (names[i] == best)
            return keywords[i];
    return TC_KW_NONE;
}

TcKeyword tc_keyword_clause(const char *words, TcLang lang)
{
    g_autofree char *key = tc_spelling_key(words);
    const TcKeywordEntry *entry = tc_vocabulary_find(lang, key);
    while (entry && entry->row->role != TC_ROLE_CLAUSE)
        entry = entry->next;
    return entry ? (TcKeyword)entry->value : TC_KW_NONE;
}

TcKeyword tc_keyword_head(const char *words, TcLang lang)
{
    g_autofree char *key = tc_spelling_key(words);
    const TcKeywordEntry *entry = tc_vocabulary_find(lang, key);
    while (entry && entry->row->role != TC_ROLE_HEAD && entry->row->role != TC_ROLE_SECTION)
        entry = entry->next;
    return entry ? (TcKeyword)entry->value : TC_KW_NONE;
}

const char *tc_keyword_later(const char *words, TcLang lang, TcLang said)
{
    g_autofree char *key = tc_spelling_key(words);
    const TcKeywordEntry *entry = tc_vocabulary_find(lang, key);
    while (entry && entry->row->role < TC_ROLE_LATER_LINE)
        entry = entry->next;
    return entry ? tc_later_instead(entry->value, said) : NULL;
}

const char *tc_later_instead(int value, TcLang said)
{
    return tc_msg(said, later_instead[value]);
}

const char *tc_keyword_translate(const char *word, TcLang lang)
{
    TcLang other = lang == TC_LANG_VI ? TC_LANG_EN : TC_LANG_VI;
    g_autofree char *key = tc_spelling_key(word);
    const TcKeywordEntry *entry = tc_vocabulary_find(other, key);
    const char *name = entry && !entry->meant && entry->row->role < TC_ROLE_FUNCTION
                           ? tc_keyword_name((TcKeyword)entry->value, lang)
                           : NULL;
    return name && *name ? name : NULL;
}
