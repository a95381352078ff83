/* Words to keywords, marks to operators, digits to numbers and dates. Before and after: token.h.
 *
 * The longest run of words on one line that is a spelling of keywords.def wins; a clause keyword
 * only with its colon behind it, a function only with its parenthesis. Matching folds case, tone
 * placement and tỉ/tỷ, kì/kỳ; a word with '_' is a name. */
#include "syntax/token.h"

#include <string.h>
#include "base/date.h"
#include "base/number.h"
#include "base/text.h"
#include "syntax/build.h"
#include "parser.h"

typedef enum {
    ROLE_HEAD,
    ROLE_SECTION,
    ROLE_CLAUSE,
    ROLE_FLAG,
    ROLE_STATEMENT,
    ROLE_WORD,
    ROLE_RULE,
    ROLE_COLUMN,
    ROLE_ARGUMENT,
    ROLE_FUNCTION
} Role;

enum { TC_TOK_NONE = -1, MOST_WORDS = 9 };

typedef struct {
    const char *spellings[TC_N_LANGS];
    int token;
    Role role;
} Row;

static const Row rows[] = {
    [TC_KW_NONE] = {{"", ""}, TC_TOK_NONE, ROLE_WORD},
#define TC_KEYWORD(id, token, role, vi, en) [TC_KW_##id] = {{vi, en}, TC_TOK_##token, ROLE_##role},
#include "keywords.def"
};

static const Row function_rows[] = {
#define TC_BUILTIN(id, vi, en, ...) {{vi, en}, TC_TOK_FUNCTION, ROLE_FUNCTION},
#include "builtins.def"
};

/* One spelling that a run of words may be. Entries of the same key are chained. */
typedef struct Entry {
    const Row *row;
    int value;
    struct Entry *next;
} Entry;

typedef struct {
    TcTokenList *tokens;
    TcReading reading;
    TcArena *arena;
    TcDiagList *diags;
    GHashTable *entries;  /* of the language at hand */
    const char **keys;    /* word_keys */
    GString *run;         /* scratch */
    mpq_t number;         /* scratch */
    GHashTable *numbers;  /* text of a number to its value: a long table has few of them */
    GHashTable *marks;    /* text of a mark to its row */
    char *day_key;        /* the key of "ngày" */
    bool in_data;         /* within the data section */
    bool tainted;         /* the mark before was refused: its clause gets no second message */
    const TcToken *after; /* raw, behind the token at hand */
    uint32_t n;           /* tokens written back so far */
} Words;

/* tỉ lệ, kì: the other letter of the same sound, as the key of one word. */
static const char *same_sound(const char *key)
{
    static const char *const pairs[][2] = {{"tỉ", "tỷ"}, {"kì", "kỳ"}};
    static char *keys[G_N_ELEMENTS(pairs)][2];
    for (unsigned i = 0; i < G_N_ELEMENTS(pairs); i++) {
        for (unsigned j = 0; j < 2 && keys[i][j] == NULL; j++)
            keys[i][j] = tc_text_key(pairs[i][j], strlen(pairs[i][j]));
        if (strcmp(key, keys[i][0]) == 0)
            return keys[i][1];
    }
    return key;
}

/* The key of a spelling: that of its words, parted by blanks. */
static char *spelling_key(const char *spelling)
{
    g_auto(GStrv) words = g_strsplit(spelling, " ", -1);
    GString *key = g_string_new(NULL);
    for (unsigned i = 0; words[i]; i++) {
        g_autofree char *word = tc_text_key(words[i], strlen(words[i]));
        g_string_append_printf(key, "%s%s", i ? " " : "", same_sound(word));
    }
    return g_string_free(key, FALSE);
}

static void add_spelling(GHashTable *entries, const char *spelling, const Row *row, int value)
{
    Entry *entry = g_new0(Entry, 1);
    *entry = (Entry){row, value, NULL};
    char *key = spelling_key(spelling);
    Entry *first = g_hash_table_lookup(entries, key);
    if (first == NULL) {
        g_hash_table_insert(entries, key, entry);
        return;
    }
    g_free(key);
    while (first->next)
        first = first->next;
    first->next = entry;
}

static void add_row(GHashTable *entries, TcLang lang, const Row *row, int value)
{
    g_auto(GStrv) spellings = g_strsplit(row->spellings[lang], "|", -1);
    for (unsigned i = 0; spellings[i]; i++)
        if (*spellings[i])
            add_spelling(entries, spellings[i], row, value);
}

/* The spellings of a language; made once and kept (one thread parses). */
static GHashTable *entries_of(TcLang lang)
{
    static GHashTable *tables[TC_N_LANGS];
    if (tables[lang] == NULL) {
        tables[lang] = g_hash_table_new(g_str_hash, g_str_equal);
        for (int i = 0; i < (int)G_N_ELEMENTS(rows); i++)
            add_row(tables[lang], lang, &rows[i], i);
        for (int i = 0; i < (int)G_N_ELEMENTS(function_rows); i++)
            add_row(tables[lang], lang, &function_rows[i], i);
    }
    return tables[lang];
}

static bool is_mark(const TcToken *token, const char *mark)
{
    return token->type == TC_RAW_MARK && strcmp(token->text, mark) == 0;
}

/* Can this raw token be a word of a keyword? The slash is one, for có/không. A word with '_' is a
 * name, but for the names of functions. */
static bool is_keyword_word(const TcToken *token)
{
    if (token->type != TC_RAW_WORD)
        return is_mark(token, "/");
    return strchr(token->text, '_') == NULL || is_mark(token + 1, "(");
}

static const char *word_key(const char *text, GHashTable *known, GStringChunk *chunk)
{
    const char *found = g_hash_table_lookup(known, text);
    if (found)
        return found;
    g_autofree char *key = tc_text_key(text, strlen(text));
    found = g_string_chunk_insert_const(chunk, same_sound(key));
    g_hash_table_insert(known, (void *)text, (void *)found);
    return found;
}

/* The keys of all words, once: index to key, NULL where a token is no word of a keyword. Equal
 * words are one text. */
static const char **word_keys(const TcTokenList *tokens, GStringChunk *chunk)
{
    const char **keys = g_new0(const char *, tokens->n);
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    for (uint32_t i = 0; i < tokens->n; i++) {
        if (is_keyword_word(&tokens->items[i]))
            keys[i] = word_key(tokens->items[i].text, known, chunk);
    }
    return keys;
}

/* May @entry stand here, with @before written last and @after behind its words? */
static bool fits_here(const Words *words, const Entry *entry, const TcToken *before,
                      const TcToken *after)
{
    bool file = words->reading == TC_READ_FILE;
    switch (entry->row->role) {
    case ROLE_CLAUSE:
        return file && is_mark(after, ":");
    case ROLE_FUNCTION:
        return is_mark(after, "(");
    case ROLE_COLUMN:
        return file && words->in_data;
    case ROLE_ARGUMENT:
        return before && before->type == TC_TOK_SEMICOLON && is_mark(after, ")");
    case ROLE_WORD:
        return entry->row->token != TC_TOK_MAGNITUDE || (before && before->type == TC_TOK_NUMBER);
    case ROLE_HEAD:
    case ROLE_SECTION:
    case ROLE_FLAG:
    case ROLE_STATEMENT:
    case ROLE_RULE:
        break;
    }
    return file;
}

static const Entry *entry_for(const Words *words, const char *key, const TcToken *after)
{
    const TcToken *before = words->n ? &words->tokens->items[words->n - 1] : NULL;
    const Entry *entry = g_hash_table_lookup(words->entries, key);
    while (entry && !fits_here(words, entry, before, after))
        entry = entry->next;
    return entry;
}

/* Puts the keys of the words that stand together on one line from @index into words->run, parted by
 * blanks; @ends[i]: where the key of i + 1 words ends. Returns: their number. */
static unsigned gather_run(Words *words, uint32_t index, size_t ends[MOST_WORDS])
{
    unsigned n = 0;
    g_string_truncate(words->run, 0);
    while (n < MOST_WORDS && words->keys[index + n] &&
           (n == 0 || !words->tokens->items[index + n].first)) {
        if (n)
            g_string_append_c(words->run, ' ');
        g_string_append(words->run, words->keys[index + n]);
        ends[n++] = words->run->len;
    }
    return n;
}

/* The longest keyword at @index; *@length is its number of words. */
static const Entry *longest_keyword(Words *words, uint32_t index, unsigned *length)
{
    size_t ends[MOST_WORDS];
    for (*length = gather_run(words, index, ends); *length > 0; --*length) {
        words->run->str[ends[*length - 1]] = 0;
        const TcToken *after = &words->tokens->items[index + *length];
        const Entry *entry = entry_for(words, words->run->str, after);
        if (entry)
            return entry;
    }
    return NULL;
}

/* The language of the file's first keyword. */
static TcLang language_of(Words *words)
{
    unsigned length;
    for (uint32_t i = 0; i + 1 < words->tokens->n; i++) {
        for (TcLang lang = 0; lang < TC_N_LANGS; lang++) {
            words->entries = entries_of(lang);
            const Entry *entry = longest_keyword(words, i, &length);
            if (entry && entry->row->role <= ROLE_CLAUSE)
                return lang;
        }
    }
    return TC_LANG_VI;
}

static void write_back(Words *words, TcToken token)
{
    TcToken *place = &words->tokens->items[words->n++];
    *place = token;
    place->reported = token.reported || words->tainted;
    words->tainted = false;
}

static bool names_a_part(int token)
{
    static const int kinds[] = {TC_TOK_HEAD_PART, TC_TOK_HEAD_GRADE, TC_TOK_GROUP,
                                TC_TOK_CRITERION, TC_TOK_INDICATOR,  TC_TOK_VERDICT};
    for (unsigned i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (kinds[i] == token)
            return true;
    return false;
}

/* Does a number here stand behind the noun of a part, so that it is its code? */
static bool is_code_place(const Words *words, const TcToken *token)
{
    return !token->first && words->n > 0 && names_a_part(words->tokens->items[words->n - 1].type);
}

static void report_number(Words *words, TcToken *token, TcNumberStatus status, const char *meant)
{
    static const TcDiagCode codes[] = {
        [TC_NUMBER_EMPTY] = TC_DIAG_BAD_NUMBER,
        [TC_NUMBER_BAD] = TC_DIAG_BAD_NUMBER,
        [TC_NUMBER_OTHER_STYLE] = TC_DIAG_NUMBER_STYLE,
        [TC_NUMBER_GROUPING] = TC_DIAG_NUMBER_GROUPING,
        [TC_NUMBER_TOO_LONG] = TC_DIAG_NUMBER_TOO_LONG,
    };
    token->reported = true;
    const char *written = status == TC_NUMBER_TOO_LONG ? "…" : token->text;
    TcDiag *diag =
        tc_diag(words->diags, codes[status], token->span, written, meant ? meant : "", NULL);
    if (meant == NULL)
        return;
    tc_diag_edit(diag, token->span, meant);
    tc_number_parse(meant, strlen(meant), words->tokens->lang, words->number, NULL);
}

/* Does what was taken last look like a misspelt head: a word, this number, then a text? */
static bool is_before_title(const Words *words)
{
    return words->n > 0 && words->tokens->items[words->n - 1].type == TC_TOK_NAME &&
           words->after->type == TC_RAW_TEXT;
}

static void take_number(Words *words, TcToken token)
{
    if (is_code_place(words, &token)) {
        token.type = TC_TOK_CODE;
        write_back(words, token);
        return;
    }
    g_autofree char *meant = NULL;
    token.type = TC_TOK_NUMBER;
    token.number = g_hash_table_lookup(words->numbers, token.text);
    if (token.number) {
        write_back(words, token);
        return;
    }
    mpq_set_ui(words->number, 0, 1);
    TcNumberStatus status =
        tc_number_parse(token.text, strlen(token.text), words->tokens->lang, words->number, &meant);
    if (status != TC_NUMBER_OK && is_before_title(words))
        token.type = TC_TOK_CODE;
    else if (status != TC_NUMBER_OK)
        report_number(words, &token, status, meant);
    token.number = tc_number_keep(words->arena, words->number);
    if (status == TC_NUMBER_OK)
        g_hash_table_insert(words->numbers, (void *)token.text, token.number);
    write_back(words, token);
}

static void take_percent(Words *words, const TcToken *token)
{
    TcToken *number = words->n ? &words->tokens->items[words->n - 1] : NULL;
    if (number == NULL || number->type != TC_TOK_NUMBER || number->value == TC_FLAG_PERCENT) {
        tc_diag(words->diags, TC_DIAG_STRAY_PERCENT, token->span, NULL);
        return;
    }
    mpq_set(words->number, number->number);
    mpz_mul_ui(mpq_denref(words->number), mpq_denref(words->number), 100);
    mpq_canonicalize(words->number);
    number->number = tc_number_keep(words->arena, words->number);
    number->value = TC_FLAG_PERCENT;
    number->span.end = token->span.end;
}

static void take_date(Words *words, TcToken token)
{
    static const TcDiagCode codes[] = {
        [TC_DATE_BAD] = TC_DIAG_DATE_FORM,        [TC_DATE_MONTH] = TC_DIAG_DATE_MONTH,
        [TC_DATE_DAY] = TC_DIAG_DATE_DAY,         [TC_DATE_SHORT_YEAR] = TC_DIAG_DATE_SHORT_YEAR,
        [TC_DATE_PARTIAL] = TC_DIAG_DATE_PARTIAL, [TC_DATE_SEPARATOR] = TC_DIAG_DATE_FORM,
    };
    TcDateStatus status = tc_date_parse(token.text, strlen(token.text), &token.day);
    token.reported = status != TC_DATE_OK;
    if (token.reported)
        tc_diag(words->diags, codes[status], token.span, token.text, NULL);
    token.type = TC_TOK_DATE;
    write_back(words, token);
}

typedef struct {
    const char *spelling;
    int token, value;
    bool wrong;
} Mark;

static const Mark marks[] = {
#define TC_OPERATOR(id, token, vi, en, also) {vi, TC_TOK_##token, TC_OP_##id, false},
#define TC_MARK(spelling, token)             {spelling, TC_TOK_##token, 0, false},
#include "operators.def"
#define TC_OPERATOR(id, token, vi, en, also) {also, TC_TOK_##token, TC_OP_##id, false},
#define TC_WRONG_MARK(spelling, op)          {spelling, TC_TOK_NONE, TC_OP_##op, true},
#include "operators.def"
};

/* Is @text one of the blank-parted words of @spellings? */
static bool is_among(const char *text, const char *spellings)
{
    const size_t length = strlen(text);
    for (const char *word = spellings; word; word = strchr(word, ' ')) {
        word += word > spellings;
        if (strncmp(word, text, length) == 0 && (word[length] == ' ' || word[length] == '\0'))
            return true;
    }
    return false;
}

static const Mark *mark_of(const Words *words, const char *text)
{
    const Mark *known = g_hash_table_lookup(words->marks, text);
    if (known)
        return known;
    for (unsigned i = 0; i < G_N_ELEMENTS(marks); i++)
        if (*marks[i].spelling && is_among(text, marks[i].spelling)) {
            g_hash_table_insert(words->marks, (void *)text, (void *)&marks[i]);
            return &marks[i];
        }
    return NULL;
}

static void take_wrong_mark(Words *words, TcToken *token, const Mark *mark)
{
    TcOperator op = (TcOperator)mark->value;
    const char *right = tc_operator_name(op, words->tokens->lang);
    TcDiag *diag = tc_diag(words->diags, TC_DIAG_WRONG_MARK, token->span, token->text, right, NULL);
    tc_diag_edit(diag, token->span, right);
    token->type = tc_operator_token(op);
}

static void take_mark(Words *words, TcToken token)
{
    if (strcmp(token.text, "%") == 0) {
        take_percent(words, &token);
        return;
    }
    const Mark *mark = mark_of(words, token.text);
    words->tainted = words->tainted || mark == NULL;
    if (mark == NULL) {
        tc_diag(words->diags, TC_DIAG_BAD_CHARACTER, token.span, token.text, NULL);
        return;
    }
    token.type = mark->token;
    token.value = mark->value;
    if (mark->wrong)
        take_wrong_mark(words, &token, mark);
    write_back(words, token);
}

/* The value of a keyword's token: for the logical words their operator, else the keyword. */
static int keyword_value(const Entry *entry)
{
    switch (entry->row->token) {
    case TC_TOK_OR:
        return TC_OP_OR;
    case TC_TOK_AND:
        return TC_OP_AND;
    case TC_TOK_NOT:
        return TC_OP_NOT;
    default:
        return entry->value;
    }
}

/* A keyword of @length words at @index becomes one token. */
static void take_keyword(Words *words, uint32_t index, unsigned length, const Entry *entry)
{
    TcToken token = words->tokens->items[index];
    token.span = tc_span_join(token.span, words->tokens->items[index + length - 1].span);
    token.type = entry->row->token;
    token.value = keyword_value(entry);
    if (entry->row->role == ROLE_FUNCTION || entry->row->token == TC_TOK_NAMED_VALUE) {
        g_auto(GStrv) spellings = g_strsplit(entry->row->spellings[TC_LANG_VI], "|", 2);
        token.text = tc_arena_strndup(words->arena, spellings[0], strlen(spellings[0]));
    }
    if (entry->row->role == ROLE_SECTION || entry->row->role == ROLE_HEAD)
        words->in_data = token.first ? token.value == TC_KW_DATA : words->in_data;
    write_back(words, token);
}

/* "ngày" before a date says nothing. */
static bool is_filler(const Words *words, uint32_t index)
{
    const TcToken *token = &words->tokens->items[index];
    return token[1].type == TC_RAW_DATE && strcmp(words->keys[index], words->day_key) == 0;
}

/* A word, or the slash of có/không. Returns: the number of tokens taken, 0 for none. */
static unsigned take_words(Words *words, uint32_t index)
{
    unsigned length;
    const Entry *entry = longest_keyword(words, index, &length);
    if (entry) {
        take_keyword(words, index, length, entry);
        return length;
    }
    TcToken token = words->tokens->items[index];
    if (token.type != TC_RAW_WORD)
        return 0;
    token.type = TC_TOK_NAME;
    if (!is_filler(words, index))
        write_back(words, token);
    return 1;
}

/* The class of a raw token that is what it looks like. */
static int value_token(int raw)
{
    static const int tokens[] = {
        [TC_RAW_WORD] = TC_TOK_NAME,    [TC_RAW_TEXT] = TC_TOK_TEXT, [TC_RAW_CODE] = TC_TOK_CODE,
        [TC_RAW_NAME] = TC_TOK_BRACKET, [TC_RAW_END] = TC_TOK_END,
    };
    return tokens[raw];
}

static void take_other(Words *words, TcToken token)
{
    switch (token.type) {
    case TC_RAW_NUMBER:
        take_number(words, token);
        return;
    case TC_RAW_DATE:
    case TC_RAW_PARTIAL_DATE:
        take_date(words, token);
        return;
    case TC_RAW_MARK:
        take_mark(words, token);
        return;
    default:
        break;
    }
    token.type = value_token(token.type);
    write_back(words, token);
}

void tc_keywords_apply(TcTokenList *tokens, TcReading reading, TcLang lang, TcArena *arena,
                       TcDiagList *diags)
{
    g_autoptr(GStringChunk) chunk = g_string_chunk_new(4096);
    g_autofree const char **keys = word_keys(tokens, chunk);
    g_autofree char *day_key = spelling_key("ngày");
    Words words = {.tokens = tokens,
                   .reading = reading,
                   .arena = arena,
                   .diags = diags,
                   .keys = keys,
                   .run = g_string_new(NULL),
                   .day_key = day_key};
    mpq_init(words.number);
    words.numbers = g_hash_table_new(NULL, NULL);
    words.marks = g_hash_table_new(NULL, NULL);
    tokens->lang = lang < TC_N_LANGS ? lang : language_of(&words);
    words.entries = entries_of(tokens->lang);
    for (uint32_t i = 0; i < tokens->n;) {
        unsigned taken = keys[i] ? take_words(&words, i) : 0;
        words.after = &tokens->items[MIN(i + 1, tokens->n - 1)];
        if (taken == 0)
            take_other(&words, tokens->items[i++]);
        i += taken;
    }
    tokens->n = words.n;
    mpq_clear(words.number);
    g_hash_table_unref(words.numbers);
    g_hash_table_unref(words.marks);
    g_string_free(words.run, TRUE);
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

const char *tc_operator_name(TcOperator op, TcLang lang)
{
    static const char *const names[][TC_N_LANGS] = {
#define TC_OPERATOR(id, token, vi, en, also) [TC_OP_##id] = {vi, en},
#include "operators.def"
    };
    return names[op][lang];
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
        if (rows[i].role > ROLE_STATEMENT || *rows[i].spellings[lang] == 0)
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
    g_autofree char *key = spelling_key(words);
    const Entry *entry = g_hash_table_lookup(entries_of(lang), key);
    while (entry && entry->row->role != ROLE_CLAUSE)
        entry = entry->next;
    return entry ? (TcKeyword)entry->value : TC_KW_NONE;
}

const char *tc_keyword_translate(const char *word, TcLang lang)
{
    TcLang other = lang == TC_LANG_VI ? TC_LANG_EN : TC_LANG_VI;
    g_autofree char *key = spelling_key(word);
    const Entry *entry = g_hash_table_lookup(entries_of(other), key);
    const char *name = entry && entry->row->role != ROLE_FUNCTION
                           ? tc_keyword_name((TcKeyword)entry->value, lang)
                           : NULL;
    return name && *name ? name : NULL;
}
