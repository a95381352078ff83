/* The vocabulary: every spelling of every keyword and function of a language, sorted by its key
 * when the project is built: to make the keys at every start took a twentieth of a short run. */
#include "syntax/vocabulary_rows.h"

#include <stdlib.h>
#include <string.h>
#include "base/msg.h"
#include "base/text.h"
#include "syntax/spelling.h"

/* What can be done instead of each of them. */
static const TcMsg later_instead[] = {
#define TC_LATER(place, vi, en, instead) TC_MSG_##instead,
#include "keywords.def"
};

/* The spellings of one language, sorted by keys; NULL behind the last. */
typedef struct {
    const TcKeywordEntry *entries;
    size_t n;
} TcVocabulary;

#include "vocabulary_table.h"

static const struct {
    const char *spellings[TC_N_LANGS];
    TcMsg both;
} doubtful_words[] = {
#define TC_TWO_CLAUSES(vi, en, both) {{vi, en}, TC_MSG_##both},
#include "keywords.def"
};

static int compare_key(const void *key, const void *entry)
{
    return strcmp(key, ((const TcKeywordEntry *)entry)->key);
}

static const TcKeywordEntry *find_in(const TcVocabulary *words, const char *key)
{
    const TcKeywordEntry *found =
        bsearch(key, words->entries, words->n, sizeof *words->entries, compare_key);
    while (found && found > words->entries && strcmp(found[-1].key, key) == 0)
        found--;
    return found;
}

const TcKeywordEntry *tc_vocabulary_find(TcLang lang, const char *key)
{
    return find_in(&all_words[lang], key);
}

const TcKeywordEntry *tc_vocabulary_next(const TcKeywordEntry *entry)
{
    return entry[1].key && strcmp(entry->key, entry[1].key) == 0 ? entry + 1 : NULL;
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

const char *tc_keyword_spellings(TcKeyword keyword, TcLang lang)
{
    return rows[keyword].spellings[lang];
}

const char *tc_function_name(int index, TcLang lang)
{
    return first_spelling(function_rows[index].spellings[lang]);
}

/* Is @key that of one of @all, parted by '|'? */
static bool is_spelling(const char *all, const char *key)
{
    g_auto(GStrv) spellings = g_strsplit(all, "|", -1);
    bool is = false;
    for (unsigned i = 0; !is && spellings[i]; i++) {
        g_autofree char *other = tc_spelling_key(spellings[i], strlen(spellings[i]));
        is = strcmp(key, other) == 0;
    }
    return is;
}

bool tc_keyword_is(TcKeyword keyword, const char *text)
{
    g_autofree char *key = tc_spelling_key(text, strlen(text));
    bool is = false;
    for (TcLang lang = 0; lang < TC_N_LANGS; lang++)
        is = is || is_spelling(rows[keyword].spellings[lang], key);
    return is;
}

const char *tc_keyword_unit(const char *name)
{
    for (TcKeyword keyword = TC_KW_NONE + 1; keyword < TC_N_KEYWORDS; keyword++)
        if (rows[keyword].role == TC_ROLE_COUNTED && rows[keyword].token == TC_TOK_NAME &&
            tc_keyword_is(keyword, name))
            return tc_keyword_name(keyword, TC_LANG_VI);
    return name;
}

TcKeyword tc_keyword_taken_for(const char *words, TcLang lang)
{
    g_autofree char *key = tc_spelling_key(words, strlen(words));
    const TcKeywordEntry *entry = find_in(&words_taken[lang], key);
    return entry ? (TcKeyword)entry->value : TC_KW_NONE;
}

const char *tc_keyword_doubtful(const char *words, TcLang lang, TcLang said)
{
    g_autofree char *key = tc_spelling_key(words, strlen(words));
    for (unsigned i = 0; i < G_N_ELEMENTS(doubtful_words); i++)
        if (is_spelling(doubtful_words[i].spellings[lang], key))
            return tc_msg(said, doubtful_words[i].both);
    return NULL;
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

/* Of the keywords for which @may says so the one that is spelt nearly like @words. */
static TcKeyword suggest(const char *words, TcLang lang,
                         bool (*may)(TcKeyword keyword, TcLang lang, const char *words))
{
    const char *names[TC_N_KEYWORDS];
    TcKeyword keywords[TC_N_KEYWORDS];
    unsigned n = 0;
    for (TcKeyword i = 1; i < TC_N_KEYWORDS; i++) {
        if (*rows[i].spellings[lang] == 0 || !may(i, lang, words))
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

static bool may_start(TcKeyword keyword, TcLang lang, const char *words)
{
    (void)lang;
    (void)words;
    return rows[keyword].role <= TC_ROLE_STATEMENT;
}

static unsigned count_blanks(const char *text)
{
    unsigned n = 0;
    for (; *text; text++)
        n += *text == ' ';
    return n;
}

static bool may_amend(TcKeyword keyword, TcLang lang, const char *words)
{
    return rows[keyword].role == TC_ROLE_EDIT &&
           count_blanks(tc_keyword_name(keyword, lang)) == count_blanks(words);
}

TcKeyword tc_keyword_suggest(const char *words, TcLang lang)
{
    return suggest(words, lang, may_start);
}

TcKeyword tc_keyword_suggest_edit(const char *words, TcLang lang)
{
    return suggest(words, lang, may_amend);
}

static bool may_open(TcKeyword keyword, TcLang lang, const char *words)
{
    static const int openings[] = {TC_KW_AMENDMENT, TC_KW_CORRECTION, TC_KW_SET, TC_KW_PLAN,
                                   TC_KW_EXAMPLE};
    return tc_token_among((int)keyword, openings, G_N_ELEMENTS(openings)) &&
           count_blanks(tc_keyword_name(keyword, lang)) == count_blanks(words);
}

TcKeyword tc_keyword_suggest_opening(const char *words, TcLang lang)
{
    return suggest(words, lang, may_open);
}

TcKeywordEntry tc_vocabulary_meant(TcKeyword keyword)
{
    return (TcKeywordEntry){.row = &rows[keyword], .value = (int)keyword, .meant = true};
}

/* The spelling of @row whose key is @key. */
static const char *spelling_of(const TcKeywordRow *row, TcLang lang, const char *key)
{
    g_auto(GStrv) spellings = g_strsplit(row->spellings[lang], "|", -1);
    for (char **at = spellings; *at; at++) {
        g_autofree char *other = tc_spelling_key(*at, strlen(*at));
        if (strcmp(key, other) == 0)
            return g_intern_string(*at);
    }
    return NULL;
}

/* Is every word of @key that of @full, or the same without its marks? "tử" is no "từ". */
static bool lacks_marks(const char *key, const char *full)
{
    g_auto(GStrv) words = g_strsplit(key, " ", -1), whole = g_strsplit(full, " ", -1);
    bool lacks = g_strv_length(words) == g_strv_length(whole);
    for (unsigned i = 0; lacks && words[i]; i++) {
        g_autofree char *bare = tc_text_bare_key(whole[i], strlen(whole[i]));
        lacks = strcmp(words[i], whole[i]) == 0 || strcmp(words[i], bare) == 0;
    }
    return lacks;
}

static bool stands_in_sentences(TcKeywordRole role)
{
    return role == TC_ROLE_WORD || role == TC_ROLE_RULE || role == TC_ROLE_ROWS;
}

/* What lines that amend name: parts, sections, clauses; and the words between these. */
static bool stands_in_edits(TcKeywordRole role)
{
    return role <= TC_ROLE_STATEMENT || role == TC_ROLE_EDITING;
}

/* The entry of a role that @may, whose key is @key but for its marks; NULL too if one is @key. */
static const TcKeywordEntry *find_unmarked(TcLang lang, const char *key,
                                           bool (*may)(TcKeywordRole role))
{
    const TcKeywordEntry *found = NULL;
    g_autofree char *bare = tc_text_bare_key(key, strlen(key));
    for (const TcKeywordEntry *entry = all_words[lang].entries; entry->key; entry++) {
        if (strcmp(entry->bare, bare) != 0 || entry->meant || !may(entry->row->role))
            continue;
        if (strcmp(entry->key, key) == 0)
            return NULL;
        if (lacks_marks(key, entry->key) && (!found || entry->row->role == TC_ROLE_WORD))
            found = entry;
    }
    return found;
}

const char *tc_keyword_unmarked(const char *words, TcLang lang)
{
    g_autofree char *key = tc_spelling_key(words, strlen(words));
    const TcKeywordEntry *found = find_unmarked(lang, key, stands_in_sentences);
    return found ? spelling_of(found->row, lang, found->key) : NULL;
}

const char *tc_vocabulary_marked(TcLang lang, const char *key)
{
    const TcKeywordEntry *found = find_unmarked(lang, key, stands_in_edits);
    return found ? found->key : NULL;
}

bool tc_keyword_is_half(const char *word, TcLang lang)
{
    const char *up = tc_keyword_name(TC_KW_UPWARD, lang);
    const char *down = tc_keyword_name(TC_KW_DOWNWARD, lang);
    const size_t length = strcspn(up, " ");
    if (up[length] == '\0' || strncmp(up, down, length + 1) != 0)
        return false;
    g_autofree char *half = g_strndup(up, length);
    return tc_text_same(word, half);
}

TcKeyword tc_keyword_clause(const char *words, TcLang lang)
{
    g_autofree char *key = tc_spelling_key(words, strlen(words));
    const TcKeywordEntry *entry = tc_vocabulary_find(lang, key);
    while (entry && entry->row->role != TC_ROLE_CLAUSE)
        entry = tc_vocabulary_next(entry);
    return entry ? (TcKeyword)entry->value : TC_KW_NONE;
}

TcKeyword tc_keyword_head(const char *words, TcLang lang)
{
    g_autofree char *key = tc_spelling_key(words, strlen(words));
    const TcKeywordEntry *entry = tc_vocabulary_find(lang, key);
    while (entry && entry->row->role != TC_ROLE_HEAD && entry->row->role != TC_ROLE_SECTION)
        entry = tc_vocabulary_next(entry);
    return entry ? (TcKeyword)entry->value : TC_KW_NONE;
}

const char *tc_keyword_later(const char *words, TcLang lang, TcLang said)
{
    g_autofree char *key = tc_spelling_key(words, strlen(words));
    const TcKeywordEntry *entry = tc_vocabulary_find(lang, key);
    while (entry && entry->row->role < TC_ROLE_LATER_LINE)
        entry = tc_vocabulary_next(entry);
    return entry ? tc_later_instead(entry->value, said) : NULL;
}

const char *tc_later_instead(int value, TcLang said)
{
    return tc_msg(said, later_instead[value]);
}

const char *tc_keyword_translate(const char *word, TcLang lang)
{
    TcLang other = lang == TC_LANG_VI ? TC_LANG_EN : TC_LANG_VI;
    g_autofree char *key = tc_spelling_key(word, strlen(word));
    const TcKeywordEntry *entry = tc_vocabulary_find(other, key);
    const char *name = entry && !entry->meant && entry->row->role < TC_ROLE_FUNCTION
                           ? tc_keyword_name((TcKeyword)entry->value, lang)
                           : NULL;
    return name && *name ? name : NULL;
}
