/* Words to keywords; marks.c and numbers.c take the rest. Before and after: token.h.
 *
 * The longest run of words on one line that is a spelling of keywords.def wins; a clause keyword
 * only with its colon behind it, a function only with its parenthesis. Matching folds case, tone
 * placement and tỉ/tỷ, kì/kỳ; a word with '_' is a name. */
#include "syntax/words.h"

#include "base/text.h"
#include "syntax/spelling.h"
#include "parser.h"

enum { MOST_WORDS = 9, MOST_CURED = 200 }; /* of a keyword; bytes told by one message */

/* Can this raw token be a word of a keyword? The slash is one, for có/không. A word with '_' is a
 * name, but for the names of functions. */
static bool is_keyword_word(const TcToken *token)
{
    if (token->type != TC_RAW_WORD)
        return tc_words_is_mark(token, "/");
    return strchr(token->text, '_') == NULL || tc_words_is_mark(token + 1, "(");
}

static const char *word_key(const char *text, GHashTable *known, GStringChunk *chunk)
{
    const char *found = g_hash_table_lookup(known, text);
    if (found)
        return found;
    g_autofree char *key = tc_text_key(text, strlen(text));
    tc_word_key(key, strlen(key));
    found = g_string_chunk_insert_const(chunk, key);
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

/* "bổ sung" behind "sửa đổi", with or without the comma between, is of the head; any other edit
 * begins its line. A section may have a colon, and so may what stands above transitions. */
static bool may_edit(const TcWords *words, const TcKeywordEntry *entry, const TcToken *first,
                     const TcToken *after)
{
    const TcToken *before = tc_words_last(words);
    if (words->n > 1 && before->type == TC_TOK_COMMA)
        before--;
    bool joined = words->n > 0 && before->first && before->type == TC_TOK_EDIT &&
                  before->value == TC_KW_AMEND && entry->value == TC_KW_INSERT;
    return (first->first || joined) &&
           (entry->value == TC_KW_TRANSITION || !tc_words_is_mark(after, ":"));
}

/* Does the line begin with @keyword? */
static bool line_begins(const TcWords *words, TcKeyword keyword)
{
    const TcToken *token = tc_words_last(words);
    while (token && !token->first)
        token--;
    return token && token->value == (int)keyword;
}

/* Within a line that amends; in one that begins with "riêng", and there alone, from when. "by"
 * elsewhere is that of a grade, "before" and "after" of the units of a transition those of their
 * days. */
static bool is_editing(const TcWords *words, TcKeyword keyword)
{
    const TcToken *before = tc_words_last(words);
    if (keyword == TC_KW_EARLIER_DAY)
        return words->n > 1 && before[-1].type == TC_TOK_CONTINUE;
    if (keyword == TC_KW_REPLACED_BY)
        return words->line == TC_LINE_EDITS && line_begins(words, TC_KW_REPLACE);
    if (keyword == TC_KW_BEHIND || keyword == TC_KW_AHEAD)
        return words->line == TC_LINE_EDITS && !line_begins(words, TC_KW_FOR_UNITS);
    return words->line == (keyword == TC_KW_EFFECTIVE ? TC_LINE_EXCEPTS : TC_LINE_EDITS);
}

/* "áp dụng: CĐS_XÃ": does the code of the set end here, that an example is under? */
static bool follows_set(const TcWords *words)
{
    return words->n > 2 && tc_words_last(words)[-2].type == TC_TOK_CLAUSE_UNDER;
}

/* May @entry stand here, from @first on, with @after behind its words? */
static bool fits_here(const TcWords *words, const TcKeywordEntry *entry, const TcToken *first,
                      const TcToken *after)
{
    bool file = words->reading == TC_READ_FILE;
    const TcToken *before = tc_words_last(words);
    switch (entry->row->role) {
    case TC_ROLE_CLAUSE:
        return file && (tc_words_is_mark(after, ":") || words->line == TC_LINE_EDITS);
    case TC_ROLE_EDIT:
        return file && may_edit(words, entry, first, after) &&
               (!entry->meant || tc_words_amend(words));
    case TC_ROLE_EDITING:
        return file && is_editing(words, (TcKeyword)entry->value);
    case TC_ROLE_FUNCTION:
        return tc_words_is_mark(after, "(");
    case TC_ROLE_LATER_CALL:
        return tc_words_is_mark(after, "(") && !words->in_data;
    case TC_ROLE_LATER_LINE:
        return false;
    case TC_ROLE_COLUMN:
        return file && words->in_data;
    case TC_ROLE_GIVEN:
        return file && words->in_given;
    case TC_ROLE_DAY:
        return file && words->in_given && after->type == TC_RAW_DATE && follows_set(words);
    case TC_ROLE_ARGUMENT:
        return before && before->type == TC_TOK_SEMICOLON && tc_words_is_mark(after, ")");
    case TC_ROLE_COUNTED:
        return before && before->type == TC_TOK_NUMBER && !first->first;
    case TC_ROLE_WORD:
        return true;
    case TC_ROLE_ROWS:
        return file || tc_words_is_mark(after, "|");
    case TC_ROLE_HEAD:
    case TC_ROLE_SECTION:
    case TC_ROLE_FLAG:
    case TC_ROLE_STATEMENT:
    case TC_ROLE_RULE:
        break;
    }
    return file;
}

const TcKeywordEntry *tc_words_entry(const TcWords *words, const char *key, const TcToken *first,
                                     const TcToken *after)
{
    const TcKeywordEntry *entry = tc_vocabulary_find(words->tokens->lang, key);
    while (entry && !fits_here(words, entry, first, after))
        entry = tc_vocabulary_next(entry);
    return entry;
}

/* Puts the keys of the words that stand together on one line from @index into words->run, parted by
 * blanks; @ends[i]: where the key of i + 1 words ends. Returns: their number. */
static unsigned gather_run(TcWords *words, uint32_t index, size_t ends[MOST_WORDS])
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

/* Does a clause with its colon begin in the @n words of words->run behind the first one, which
 * @ends? */
static bool clause_behind_first(const TcWords *words, uint32_t index, const size_t *ends,
                                unsigned n)
{
    for (unsigned last = 2; last <= n; last++) {
        const TcToken *after = &words->tokens->items[index + last];
        if (!tc_words_is_mark(after, ":"))
            continue;
        g_autofree char *key =
            g_strndup(words->run->str + ends[0] + 1, ends[last - 1] - ends[0] - 1);
        const TcKeywordEntry *entry =
            tc_words_entry(words, key, &words->tokens->items[index + 1], after);
        if (entry && entry->row->role == TC_ROLE_CLAUSE)
            return true;
    }
    return false;
}

/* "[A] = không  đạt khi: …": behind a comparison "không" is an answer, and a clause follows. */
static bool is_answer_before_clause(const TcWords *words, uint32_t index, const size_t *ends,
                                    unsigned n)
{
    const TcToken *before = tc_words_last(words);
    if (n < 3 || before == NULL || before->type != TC_TOK_COMPARE)
        return false;
    const TcToken *first = &words->tokens->items[index];
    const TcKeywordEntry *entry = tc_words_entry(words, words->keys[index], first, first + 1);
    return entry && entry->row->token == TC_TOK_NOT && clause_behind_first(words, index, ends, n);
}

/* "từ ngày chốt số liệu": does the last of @length words at @index begin a keyword of its own? Then
 * words->run holds that. */
static bool begins_another(TcWords *words, uint32_t index, unsigned length)
{
    size_t ends[MOST_WORDS];
    uint32_t last = index + length - 1;
    if (length < 2 || strcmp(words->keys[last], words->day_key) != 0)
        return false;
    for (unsigned n = gather_run(words, last, ends); n > 1; n--) {
        const TcToken *first = &words->tokens->items[last];
        words->run->str[ends[n - 1]] = 0;
        if (tc_words_entry(words, words->run->str, first, first + n))
            return true;
    }
    return false;
}

const TcKeywordEntry *tc_words_keyword(TcWords *words, uint32_t index, unsigned *length)
{
    size_t ends[MOST_WORDS];
    *length = gather_run(words, index, ends);
    if (is_answer_before_clause(words, index, ends, *length))
        *length = 1;
    for (; *length > 0; --*length) {
        words->run->str[ends[*length - 1]] = 0;
        const TcToken *first = &words->tokens->items[index];
        const TcKeywordEntry *entry =
            tc_words_entry(words, words->run->str, first, first + *length);
        if (entry && !begins_another(words, index, *length))
            return entry;
        if (entry)
            gather_run(words, index, ends);
    }
    return NULL;
}

/* The language of the file's first keyword. */
static TcLang language_of(TcWords *words)
{
    unsigned length;
    for (uint32_t i = 0; i + 1 < words->tokens->n; i++) {
        for (TcLang lang = 0; lang < TC_N_LANGS; lang++) {
            words->tokens->lang = lang;
            const TcKeywordEntry *entry = tc_words_keyword(words, i, &length);
            if (entry && entry->row->role <= TC_ROLE_CLAUSE)
                return lang;
        }
    }
    return TC_LANG_VI;
}

void tc_words_keep(TcWords *words, TcToken token)
{
    TcToken *place = &words->tokens->items[words->n++];
    *place = token;
    place->reported = token.reported || (words->tainted && !token.first);
    words->tainted = false;
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

/* The cure told last, if it is of words right before @span on a line that amends and no longer than
 * a reader takes in: one message tells both, and @span grows by them. Returns: (transfer full). */
static char *cure_before(TcWords *words, TcSpan *span)
{
    const unsigned n = tc_diag_list_length(words->diags);
    const TcDiag *last = n > 0 ? tc_diag_list_get(words->diags, n - 1) : NULL;
    if (words->line != TC_LINE_EDITS || !last || last->code != TC_DIAG_KEYWORD_MISSPELT ||
        last->span.source != span->source || last->span.end >= span->start ||
        last->span.end - last->span.start > MOST_CURED)
        return g_strdup("");
    g_autofree char *between = tc_span_text((TcSpan){span->source, last->span.end, span->start});
    if (between[strspn(between, " \t")] != '\0')
        return g_strdup("");
    char *cure = g_strdup_printf("%s ", last->edit);
    span->start = last->span.start;
    tc_diag_list_cut(words->diags, n - 1);
    return cure;
}

/* "lớn hơn" for "trên": said, and read as what is meant. */
static void report_meant(TcWords *words, TcSpan span, TcKeyword keyword)
{
    g_autofree char *before = cure_before(words, &span), *text = tc_span_text(span);
    g_autofree char *meant =
        g_strconcat(before, tc_keyword_name(keyword, words->tokens->lang), NULL);
    tc_diag_edit(tc_diag(words->diags, TC_DIAG_KEYWORD_MISSPELT, span, text, meant, NULL), span,
                 meant);
}

/* What file is it, as its first head or line that amends tells? */
static void follow_file(TcWords *words, const TcToken *token, TcKeywordRole role)
{
    const bool set =
        role == TC_ROLE_HEAD && (token->value == TC_KW_SET || token->value == TC_KW_PLAN);
    if (words->headed || !token->first || (!set && role != TC_ROLE_EDIT))
        return;
    words->headed = true;
    words->amends = !set;
}

/* In which section or clause are the words behind @token, if that begins one? */
static void follow_place(TcWords *words, const TcToken *token, TcKeywordRole role)
{
    const bool part = role == TC_ROLE_SECTION || role == TC_ROLE_HEAD || role == TC_ROLE_EDIT;
    if (part && (token->first || words->line == TC_LINE_EDITS))
        words->in_data = token->value == TC_KW_DATA;
    if (token->first && role == TC_ROLE_EDIT)
        words->line = TC_LINE_EDITS;
    else if (token->first && token->type == TC_TOK_EXCEPT)
        words->line = TC_LINE_EXCEPTS;
    if (role == TC_ROLE_CLAUSE || (part && token->first))
        words->in_given = token->type == TC_TOK_CLAUSE_UNDER || token->type == TC_TOK_CLAUSE_GIVEN;
}

/* A keyword of @length words at @index becomes one token. */
static void take_keyword(TcWords *words, uint32_t index, unsigned length,
                         const TcKeywordEntry *entry)
{
    TcToken token = words->tokens->items[index];
    token.span = tc_span_join(token.span, words->tokens->items[index + length - 1].span);
    token.type = entry->row->token;
    token.value = keyword_value(entry);
    token.meant = entry->meant;
    if (entry->meant && !words->unquoted)
        report_meant(words, token.span, (TcKeyword)entry->value);
    if (entry->row->role == TC_ROLE_FUNCTION || entry->row->token == TC_TOK_NAMED_VALUE) {
        g_auto(GStrv) spellings = g_strsplit(entry->row->spellings[TC_LANG_VI], "|", 2);
        token.text = tc_arena_strndup(words->arena, spellings[0], strlen(spellings[0]));
    }
    if (entry->row->token == TC_TOK_NAME)
        token.text = tc_keyword_name((TcKeyword)entry->value, words->tokens->lang);
    follow_file(words, &token, entry->row->role);
    follow_place(words, &token, entry->row->role);
    const TcToken *content = &words->tokens->items[index + length + 1];
    if (token.type == TC_TOK_CLAUSE_TEXT)
        words->unquoted = !content->first && content->type != TC_RAW_TEXT;
    tc_words_keep(words, token);
}

/* "ngày" before a date says nothing. */
static bool is_filler(const TcWords *words, uint32_t index)
{
    const TcToken *token = &words->tokens->items[index];
    return token[1].type == TC_RAW_DATE && strcmp(words->keys[index], words->day_key) == 0;
}

/* "sữa đổi", "yeu cau": what the words at @index are nearly, where the head of a file or a line
 * that amends is read; @entry: what their first @length are. "sửa", which is meant for an edit, may
 * be the beginning of such. */
static TcKeyword nearly_at(const TcWords *words, uint32_t index, const TcKeywordEntry *entry,
                           unsigned length, unsigned *nearly)
{
    const TcKeyword head = tc_words_head_nearly(words, index, nearly);
    if (head || (entry && !(entry->meant && entry->row->role == TC_ROLE_EDIT)))
        return head;
    const TcKeyword edit = tc_words_edit_nearly(words, index, nearly);
    if (edit && (!entry || *nearly > length))
        return edit;
    return entry ? TC_KW_NONE : tc_words_unmarked(words, index, nearly);
}

/* A word, or the slash of có/không. Returns: the number of tokens taken, 0 for none. */
static unsigned take_words(TcWords *words, uint32_t index)
{
    unsigned length;
    const TcKeywordEntry *entry = tc_words_keyword(words, index, &length);
    unsigned nearly;
    const TcKeyword meant = nearly_at(words, index, entry, length, &nearly);
    if (meant) {
        const TcKeywordEntry meant_entry = tc_vocabulary_meant(meant);
        take_keyword(words, index, nearly, &meant_entry);
        return nearly;
    }
    if (entry) {
        take_keyword(words, index, length, entry);
        return length;
    }
    TcToken token = words->tokens->items[index];
    if (token.type != TC_RAW_WORD)
        return 0;
    token.type = TC_TOK_NAME;
    if (!is_filler(words, index))
        tc_words_keep(words, token);
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

static void take_other(TcWords *words, TcToken token)
{
    switch (token.type) {
    case TC_RAW_NUMBER:
        tc_words_take_number(words, token);
        return;
    case TC_RAW_EXPONENT:
        tc_words_take_exponent(words, token);
        return;
    case TC_RAW_DATE:
    case TC_RAW_PARTIAL_DATE:
        tc_words_take_date(words, token);
        return;
    case TC_RAW_MARK:
        tc_words_take_mark(words, token);
        return;
    default:
        break;
    }
    token.type = value_token(token.type);
    tc_words_keep(words, token);
}

/* What an edit gives follows. */
static bool opens_content(const TcToken *token)
{
    return token && (token->type == TC_TOK_TO_READ || token->type == TC_TOK_COLON);
}

void tc_keywords_apply(TcTokenList *tokens, TcReading reading, TcLang lang, TcArena *arena,
                       TcDiagList *diags)
{
    g_autoptr(GStringChunk) chunk = g_string_chunk_new(4096);
    g_autofree const char **keys = word_keys(tokens, chunk);
    g_autofree char *day_key = tc_spelling_key("ngày", strlen("ngày"));
    TcWords words = {.tokens = tokens,
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
        i += tc_words_pass_pasted(&words, i);
        words.unquoted = words.unquoted && !tokens->items[i].first;
        words.line = tokens->items[i].first ? TC_LINE_PLAIN_WORDS : words.line;
        unsigned taken = keys[i] ? take_words(&words, i) : 0;
        words.after = &tokens->items[MIN(i + 1, tokens->n - 1)];
        if (taken == 0)
            take_other(&words, tokens->items[i++]);
        i += taken;
        if (words.line == TC_LINE_EDITS && opens_content(tc_words_last(&words)))
            words.line = TC_LINE_PLAIN_WORDS;
    }
    tokens->n = words.n;
    mpq_clear(words.number);
    g_hash_table_unref(words.numbers);
    g_hash_table_unref(words.marks);
    g_string_free(words.run, TRUE);
}
