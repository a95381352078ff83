/* Words to keywords, marks to operators, digits to numbers and dates. Before and after: token.h.
 *
 * The longest run of words on one line that is a spelling of keywords.def wins; a clause keyword
 * only with its colon behind it, a function only with its parenthesis. Matching folds case, tone
 * placement and tỉ/tỷ, kì/kỳ; a word with '_' is a name. */
#include "syntax/token.h"

#include <string.h>
#include "base/date.h"
#include "base/msg.h"
#include "base/number.h"
#include "base/text.h"
#include "syntax/build.h"
#include "syntax/vocabulary.h"
#include "parser.h"

enum { TC_TOK_NONE = -1, MOST_WORDS = 9 };

typedef struct {
    TcTokenList *tokens;
    TcReading reading;
    TcArena *arena;
    TcDiagList *diags;
    const char **keys;   /* word_keys */
    GString *run;        /* scratch */
    mpq_t number;        /* scratch */
    GHashTable *numbers; /* text of a number to its value: a long table has few of them */
    GHashTable *marks;   /* text of a mark to its row */
    char *day_key;       /* the key of "ngày" */
    bool in_data;        /* within the data section */
    bool unquoted; /* in a text without its quotation marks, for which one message is enough */
    bool tainted;  /* the mark before was refused: its clause gets no second message */
    const TcToken *after; /* raw, behind the token at hand */
    uint32_t n;           /* tokens written back so far */
} Words;

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
    found = g_string_chunk_insert_const(chunk, tc_word_key(key));
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

/* May @entry stand here, from @first on, with @after behind its words? */
static bool fits_here(const Words *words, const TcKeywordEntry *entry, const TcToken *first,
                      const TcToken *after)
{
    bool file = words->reading == TC_READ_FILE;
    const TcToken *before = words->n ? &words->tokens->items[words->n - 1] : NULL;
    switch (entry->row->role) {
    case TC_ROLE_CLAUSE:
        return file && is_mark(after, ":");
    case TC_ROLE_FUNCTION:
        return is_mark(after, "(");
    case TC_ROLE_LATER_CALL:
        return is_mark(after, "(") && !words->in_data;
    case TC_ROLE_LATER_LINE:
        return false;
    case TC_ROLE_COLUMN:
        return file && words->in_data;
    case TC_ROLE_ARGUMENT:
        return before && before->type == TC_TOK_SEMICOLON && is_mark(after, ")");
    case TC_ROLE_COUNTED:
        return before && before->type == TC_TOK_NUMBER && !first->first;
    case TC_ROLE_WORD:
        return true;
    case TC_ROLE_HEAD:
    case TC_ROLE_SECTION:
    case TC_ROLE_FLAG:
    case TC_ROLE_STATEMENT:
    case TC_ROLE_RULE:
        break;
    }
    return file;
}

static const TcKeywordEntry *entry_for(const Words *words, const char *key, const TcToken *first,
                                       const TcToken *after)
{
    const TcKeywordEntry *entry = tc_vocabulary_find(words->tokens->lang, key);
    while (entry && !fits_here(words, entry, first, after))
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

/* "từ ngày chốt số liệu": does the last of @length words at @index begin a keyword of its own? Then
 * words->run holds that. */
static bool begins_another(Words *words, uint32_t index, unsigned length)
{
    size_t ends[MOST_WORDS];
    uint32_t last = index + length - 1;
    if (length < 2 || strcmp(words->keys[last], words->day_key) != 0)
        return false;
    for (unsigned n = gather_run(words, last, ends); n > 1; n--) {
        const TcToken *first = &words->tokens->items[last];
        words->run->str[ends[n - 1]] = 0;
        if (entry_for(words, words->run->str, first, first + n))
            return true;
    }
    return false;
}

/* The longest keyword at @index; *@length is its number of words. */
static const TcKeywordEntry *longest_keyword(Words *words, uint32_t index, unsigned *length)
{
    size_t ends[MOST_WORDS];
    for (*length = gather_run(words, index, ends); *length > 0; --*length) {
        words->run->str[ends[*length - 1]] = 0;
        const TcToken *first = &words->tokens->items[index];
        const TcKeywordEntry *entry = entry_for(words, words->run->str, first, first + *length);
        if (entry && !begins_another(words, index, *length))
            return entry;
        if (entry)
            gather_run(words, index, ends);
    }
    return NULL;
}

/* The language of the file's first keyword. */
static TcLang language_of(Words *words)
{
    unsigned length;
    for (uint32_t i = 0; i + 1 < words->tokens->n; i++) {
        for (TcLang lang = 0; lang < TC_N_LANGS; lang++) {
            words->tokens->lang = lang;
            const TcKeywordEntry *entry = longest_keyword(words, i, &length);
            if (entry && entry->row->role <= TC_ROLE_CLAUSE)
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

/* Does a number here stand behind the noun of a part, so that it is its code? */
static bool is_code_place(const Words *words, const TcToken *token)
{
    return !token->first && words->n > 0 &&
           tc_token_names_part(words->tokens->items[words->n - 1].type);
}

/* What to write for a number: with its %, and the way without dots beside the one with dots. */
static char *offered_number(const Words *words, const char *meant)
{
    const char *percent = is_mark(words->after, "%") ? "%" : "";
    g_auto(GStrv) groups = g_strsplit(meant, ".", -1);
    if (words->tokens->lang == TC_LANG_EN || g_strv_length(groups) == 1)
        return g_strconcat(meant, percent, NULL);
    g_autofree char *plain = g_strjoinv("", groups);
    return g_strdup_printf("%s%s %s %s%s", meant, percent,
                           tc_msg(tc_diag_list_lang(words->diags), TC_MSG_OR), plain, percent);
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
    g_autofree char *offered =
        meant ? offered_number(words, meant)
              : g_strdup(words->tokens->lang == TC_LANG_VI ? "1234567; 60,5" : "1234567; 60.5");
    TcDiag *diag = tc_diag(words->diags, codes[status], token->span, written, offered, NULL);
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
    bool pasted = token.first && words->after->type == TC_RAW_WORD && !words->after->first;
    if (status != TC_NUMBER_OK && (pasted || is_before_title(words)))
        token.type = TC_TOK_CODE;
    else if (status != TC_NUMBER_OK && !words->unquoted)
        report_number(words, &token, status, meant);
    token.number = tc_number_keep(words->arena, words->number);
    if (status == TC_NUMBER_OK)
        g_hash_table_insert(words->numbers, (void *)token.text, token.number);
    write_back(words, token);
}

/* "[A] : %": the sign in the place of the type. */
static void take_percent_type(Words *words, TcToken token)
{
    const char *name = tc_keyword_name(TC_KW_TYPE_PERCENT, words->tokens->lang);
    tc_diag_edit(
        tc_diag(words->diags, TC_DIAG_KEYWORD_MISSPELT, token.span, token.text, name, NULL),
        token.span, name);
    token.type = TC_TOK_TYPE;
    token.value = TC_KW_TYPE_PERCENT;
    write_back(words, token);
}

static void take_percent(Words *words, const TcToken *token)
{
    TcToken *number = words->n ? &words->tokens->items[words->n - 1] : NULL;
    if (words->in_data && number && number->type == TC_TOK_COLON) {
        take_percent_type(words, *token);
        return;
    }
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

static void report_date(Words *words, const TcToken *token, TcDiagCode code)
{
    static const char *const examples[] = {
        [TC_LANG_VI] = "31/12/2025", [TC_LANG_EN] = "2025-12-31"};
    char meant[2][TC_DATE_TEXT];
    unsigned n = tc_date_meant(token->text, strlen(token->text), words->tokens->lang, meant);
    g_autofree char *offered = n == 2
                                   ? tc_msg_format(tc_diag_list_lang(words->diags),
                                                   TC_MSG_ENDS_OF_MONTH, meant[0], meant[1], NULL)
                                   : g_strdup(n == 1 ? meant[0] : examples[words->tokens->lang]);
    g_auto(GStrv) parts = g_strsplit_set(token->text, "/-.", 3);
    TcDiag *diag = tc_diag(words->diags, code, token->span, token->text, offered,
                           parts[1] ? parts[1] : "", NULL);
    if (n == 1 && code != TC_DIAG_DATE_DAY)
        tc_diag_edit(diag, token->span, meant[0]);
}

static void take_date(Words *words, TcToken token)
{
    static const TcDiagCode codes[] = {
        [TC_DATE_BAD] = TC_DIAG_DATE_FORM,        [TC_DATE_MONTH] = TC_DIAG_DATE_MONTH,
        [TC_DATE_DAY] = TC_DIAG_DATE_DAY,         [TC_DATE_SHORT_YEAR] = TC_DIAG_DATE_SHORT_YEAR,
        [TC_DATE_PARTIAL] = TC_DIAG_DATE_PARTIAL, [TC_DATE_SEPARATOR] = TC_DIAG_DATE_FORM,
    };
    TcDateStatus status = tc_date_parse(token.text, strlen(token.text), &token.day);
    token.reported = status != TC_DATE_OK && !words->unquoted;
    if (token.reported)
        report_date(words, &token, codes[status]);
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

/* "chỉ tiêu 1.1.", "nhóm 2:", "gồm: 5", "bắt buộc:": a mark behind what needs none. */
static bool is_mark_too_many(const Words *words, const TcToken *token)
{
    const TcToken *last = words->n ? &words->tokens->items[words->n - 1] : NULL;
    if (last == NULL || (strcmp(token->text, ":") != 0 && strcmp(token->text, ".") != 0))
        return false;
    if (last->type == TC_TOK_COMPRISES || last->type == TC_TOK_ENTERED || last->type == TC_TOK_FLAG)
        return last->first;
    const TcToken *noun = words->n > 1 ? last - 1 : NULL;
    return (last->type == TC_TOK_CODE || last->type == TC_TOK_NAME) && !last->first && noun &&
           noun->first && tc_token_names_part(noun->type);
}

/* "nhóm I: Hạ tầng": the title behind the mark lacks its quotation marks too. @token is in the
 * list.
 */
static bool report_title(Words *words, const TcToken *token)
{
    const TcToken *code = &words->tokens->items[words->n - 1], *last = token;
    if (code->type == TC_TOK_FLAG || code->type == TC_TOK_COMPRISES ||
        code->type == TC_TOK_ENTERED || words->after->type != TC_RAW_WORD || words->after->first)
        return false;
    while (last[1].type != TC_RAW_END && !last[1].first)
        last++;
    g_autofree char *head = tc_span_text(tc_span_join(code[-1].span, code->span));
    g_autofree char *title = tc_span_text(tc_span_join(words->after->span, last->span));
    g_autofree char *meant = g_strdup_printf("%s \"%s\"", head, title);
    tc_diag(words->diags, TC_DIAG_TITLE_QUOTES, tc_span_join(code->span, last->span), meant, NULL);
    words->tainted = words->unquoted = true;
    return true;
}

static void report_mark_too_many(Words *words, const TcToken *token)
{
    g_autofree char *before = tc_span_text(words->tokens->items[words->n - 1].span);
    tc_diag_edit(
        tc_diag(words->diags, TC_DIAG_MARK_TOO_MANY, token->span, token->text, before, NULL),
        token->span, "");
    words->tainted = true;
}

static void take_mark(Words *words, TcToken token)
{
    if (strcmp(token.text, "%") == 0) {
        take_percent(words, &token);
        return;
    }
    if (is_mark_too_many(words, &token)) {
        if (!report_title(words, words->after - 1))
            report_mark_too_many(words, &token);
        return;
    }
    const Mark *mark = mark_of(words, token.text);
    words->tainted = words->tainted || (mark == NULL && !words->unquoted);
    if (mark == NULL && words->unquoted)
        return;
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
static int keyword_value(const TcKeywordEntry *entry)
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

/* "lớn hơn" for "trên": said, and read as what is meant. */
static void report_meant(Words *words, TcSpan span, TcKeyword keyword)
{
    const char *name = tc_keyword_name(keyword, words->tokens->lang);
    g_autofree char *text = tc_span_text(span);
    tc_diag_edit(tc_diag(words->diags, TC_DIAG_KEYWORD_MISSPELT, span, text, name, NULL), span,
                 name);
}

/* A keyword of @length words at @index becomes one token. */
static void take_keyword(Words *words, uint32_t index, unsigned length, const TcKeywordEntry *entry)
{
    TcToken token = words->tokens->items[index];
    token.span = tc_span_join(token.span, words->tokens->items[index + length - 1].span);
    token.type = entry->row->token;
    token.value = keyword_value(entry);
    if (entry->meant && !words->unquoted)
        report_meant(words, token.span, (TcKeyword)entry->value);
    if (entry->row->role == TC_ROLE_FUNCTION || entry->row->token == TC_TOK_NAMED_VALUE) {
        g_auto(GStrv) spellings = g_strsplit(entry->row->spellings[TC_LANG_VI], "|", 2);
        token.text = tc_arena_strndup(words->arena, spellings[0], strlen(spellings[0]));
    }
    if (entry->row->token == TC_TOK_NAME)
        token.text = tc_keyword_name((TcKeyword)entry->value, words->tokens->lang);
    if (entry->row->role == TC_ROLE_SECTION || entry->row->role == TC_ROLE_HEAD)
        words->in_data = token.first ? token.value == TC_KW_DATA : words->in_data;
    const TcToken *content = &words->tokens->items[index + length + 1];
    if (token.type == TC_TOK_CLAUSE_TEXT)
        words->unquoted = !content->first && content->type != TC_RAW_TEXT;
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
    const TcKeywordEntry *entry = longest_keyword(words, index, &length);
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
    g_autofree char *day_key = tc_spelling_key("ngày");
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
    tc_diag_list_rules(diags, tokens->lang);
    for (uint32_t i = 0; i < tokens->n;) {
        words.unquoted = words.unquoted && !tokens->items[i].first;
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
