/* A clause into the text that patterns see, and back into words. */
#include "syntax/speech_text.h"

#include <string.h>
#include "base/text.h"
#include "syntax/exceptions.h"
#include "parser.h"

enum { MOST_TOKENS = 20000 }; /* looked through for declarations */

static gunichar add_atom(GPtrArray *atoms, gunichar kind, char *text)
{
    g_ptr_array_add(atoms, text);
    return kind + MIN(atoms->len - 1, TC_SPEECH_MOST - 1);
}

/* What the lists of the data section name, as "text\n[Column]". */
static GPtrArray *choices_of(const TcTokenList *tokens)
{
    GPtrArray *choices = g_ptr_array_new_with_free_func(g_free);
    bool listed = false;
    for (uint32_t i = 0; i < MIN(tokens->n, MOST_TOKENS); i++) {
        const TcToken *token = &tokens->items[i];
        listed = token->type == TC_TOK_ONE_OF ||
                 (listed && (token->type == TC_TOK_TEXT || token->type == TC_TOK_COMMA));
        g_autofree char *column =
            listed && token->type == TC_TOK_TEXT ? tc_exception_column(token) : NULL;
        if (column && *token->text)
            g_ptr_array_add(choices, g_strdup_printf("%s\n%s", token->text, column));
    }
    return choices;
}

/* The columns whose names have several words, as "[Column]". */
static void add_columns(const TcTokenList *tokens, GPtrArray *words)
{
    static const int types[] = {TC_TOK_TYPE, TC_TOK_TYPE_DATE, TC_TOK_ONE_OF};
    for (uint32_t i = 0; i < MIN(tokens->n, MOST_TOKENS); i++) {
        const TcToken *type = &tokens->items[i];
        char *column = tc_token_among(type->type, types, G_N_ELEMENTS(types))
                           ? tc_exception_column(type)
                           : NULL;
        if (column && strchr(column, ' '))
            g_ptr_array_add(words, column);
        else
            g_free(column);
    }
}

/* The kind of a column that @type declares. */
static gunichar kind_declared(const TcToken *type)
{
    const bool yes_no = type->type == TC_TOK_TYPE &&
                        (type->value == TC_KW_TYPE_YES_NO || type->value == TC_KW_TYPE_DOCUMENT);
    if (type->type == TC_TOK_TYPE_DATE)
        return TC_SPEECH_DATE;
    return yes_no ? TC_SPEECH_YES_NO : TC_SPEECH_NAME;
}

/* The kind of the column that @name (in brackets) names. */
static gunichar kind_of(const TcTokenList *tokens, const char *name)
{
    for (uint32_t i = 0; i < MIN(tokens->n, MOST_TOKENS); i++) {
        const gunichar kind = kind_declared(&tokens->items[i]);
        if (kind == TC_SPEECH_NAME)
            continue;
        g_autofree char *column = tc_exception_column(&tokens->items[i]);
        if (column && tc_text_same(column, name))
            return kind;
    }
    return TC_SPEECH_NAME;
}

static const char *choice_named(const GPtrArray *choices, const char *text)
{
    for (guint i = 0; i < choices->len; i++) {
        const char *choice = g_ptr_array_index(choices, i);
        g_autofree char *words = g_strndup(choice, strcspn(choice, "\n"));
        if (tc_text_same(words, text))
            return choice;
    }
    return NULL;
}

static char *quoted(const char *choice)
{
    const char *column = strchr(choice, '\n');
    return g_strdup_printf("\"%.*s\"%s", (int)(column - choice), choice, column);
}

static gunichar atom_of(const TcParse *parse, const TcToken *token, const GPtrArray *choices,
                        GPtrArray *atoms)
{
    char *text = tc_span_text(token->span);
    if (token->type == TC_TOK_BRACKET)
        return add_atom(atoms, kind_of(parse->tokens, text), text);
    const char *choice = choice_named(choices, token->text);
    if (choice == NULL)
        return add_atom(atoms, TC_SPEECH_TEXT, text);
    g_free(text);
    return add_atom(atoms, TC_SPEECH_CHOICE, quoted(choice));
}

/* How @word, a choice or a column, is written without its marks. (transfer full) */
static char *bare_words(const char *word)
{
    return *word == '[' ? g_strndup(word + 1, strlen(word) - 2)
                        : g_strndup(word, strcspn(word, "\n"));
}

static gunichar word_atom(const TcTokenList *tokens, const char *word, GPtrArray *atoms)
{
    if (*word != '[')
        return add_atom(atoms, TC_SPEECH_CHOICE, quoted(word));
    return add_atom(atoms, kind_of(tokens, word), g_strdup(word));
}

/* @text with @word, which its words @bare spell, as its atom. (transfer full) */
static char *mask_word(const TcTokenList *tokens, char *text, const char *word, const char *bare,
                       GPtrArray *atoms)
{
    g_autofree char *words = g_regex_escape_string(bare, -1);
    g_autofree char *pattern = g_strdup_printf("(?<![\\p{L}\\d])%s(?![\\p{L}\\d])", words);
    g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_CASELESS, 0, NULL);
    if (regex == NULL || !g_regex_match(regex, text, 0, NULL))
        return text;
    char atom[8] = "";
    g_unichar_to_utf8(word_atom(tokens, word, atoms), atom);
    char *masked = g_regex_replace_literal(regex, text, -1, 0, atom, 0, NULL);
    if (masked == NULL)
        return text;
    g_free(text);
    return masked;
}

/* Words of @text that are a choice or a column become its atom; *@code says which marks they lack.
 * (transfer full) */
static char *mask_words(const TcTokenList *tokens, char *text, const GPtrArray *words,
                        GPtrArray *atoms, TcDiagCode *code)
{
    g_autofree char *key = tc_text_key(text, strlen(text));
    for (guint i = 0; i < words->len && atoms->len < TC_SPEECH_MOST; i++) {
        const char *word = g_ptr_array_index(words, i);
        const guint before = atoms->len;
        g_autofree char *bare = bare_words(word);
        g_autofree char *wanted = tc_text_key(bare, strlen(bare));
        if (*wanted && strstr(key, wanted))
            text = mask_word(tokens, text, word, bare, atoms);
        if (atoms->len > before && *code != TC_DIAG_NAME_NEEDS_BRACKETS)
            *code = *word == '[' ? TC_DIAG_NAME_NEEDS_BRACKETS : TC_DIAG_QUOTES_MISSING;
    }
    return text;
}

static gint by_length(gconstpointer a, gconstpointer b)
{
    size_t left = strlen(*(const char *const *)a), right = strlen(*(const char *const *)b);
    return left < right ? 1 : left > right ? -1 : strcmp(*(char *const *)a, *(char *const *)b);
}

/* Every run of blanks and line ends as one blank. (transfer full) */
static char *in_one_line(const char *text)
{
    g_autoptr(GRegex) blanks = g_regex_new("\\s+", 0, 0, NULL);
    g_autofree char *nfc = tc_text_nfc(text, strlen(text));
    char *line = g_regex_replace_literal(blanks, nfc, -1, 0, " ", 0, NULL);
    return line ? g_strstrip(line) : g_strdup("");
}

/* Is @token a state that was put in quotation marks: "Đạt"? A choice of a column is none. */
static bool is_state_text(const TcToken *token, const GPtrArray *choices)
{
    static const TcKeyword states[] = {TC_KW_STATE_MET, TC_KW_STATE_NOT_MET};
    for (size_t i = 0; i < G_N_ELEMENTS(states) && token->type == TC_TOK_TEXT; i++)
        if (tc_keyword_is(states[i], token->text))
            return choice_named(choices, token->text) == NULL;
    return false;
}

/* Appends the source between *@from and @token, and @token as the rows see it. */
static void append_token(const TcParse *parse, const TcToken *token, const GPtrArray *choices,
                         GPtrArray *atoms, GString *text, uint32_t *from)
{
    bool atom = (token->type == TC_TOK_TEXT || token->type == TC_TOK_BRACKET) &&
                atoms->len < TC_SPEECH_MOST;
    const bool state = is_state_text(token, choices);
    if (!atom && !token->meant)
        return;
    const char *source = tc_source_text(token->span.source);
    g_string_append_len(text, source + *from, (gssize)(token->span.start - *from));
    if (state)
        g_string_append(text, token->text);
    else if (atom)
        g_string_append_unichar(text, atom_of(parse, token, choices, atoms));
    else
        g_string_append(text, tc_keyword_name((TcKeyword)token->value, parse->tokens->lang));
    *from = token->span.end;
}

char *tc_speech_mask(const TcParse *parse, uint32_t limit, bool bare, GPtrArray *atoms,
                     TcDiagCode *code)
{
    g_autoptr(GPtrArray) words = choices_of(parse->tokens);
    g_autoptr(GString) text = g_string_new(NULL);
    const TcToken *items = parse->tokens->items;
    const char *source = tc_source_text(items[parse->first].span.source);
    uint32_t from = items[parse->first].span.start;
    for (uint32_t i = parse->first; i < limit; i++)
        append_token(parse, &items[i], words, atoms, text, &from);
    g_string_append_len(text, source + from, (gssize)(items[limit - 1].span.end - from));
    if (bare)
        add_columns(parse->tokens, words);
    g_ptr_array_sort(words, by_length);
    *code = TC_DIAG_SPEECH;
    return mask_words(parse->tokens, in_one_line(text->str), words, atoms, code);
}

char *tc_speech_line(TcSpan span)
{
    g_autofree char *text = tc_span_text(span);
    return in_one_line(text);
}

/* The @part of an atom, 0 as it is written, 1 its column; NULL if it has none. (transfer full) */
static char *part_of(const char *atom, unsigned part)
{
    g_auto(GStrv) parts = g_strsplit(atom, "\n", 2);
    return part == 0 || parts[1] ? g_strdup(parts[part]) : NULL;
}

/* Appends the atom of @c as @marks before it ask; of @column, which it may set, all choices are. */
static bool append_atom(GString *text, const char *atom, size_t marks, char **column)
{
    g_autofree char *shown = part_of(atom, 0), *own = part_of(atom, 1);
    if (own && *column && strcmp(own, *column) != 0)
        return false;
    if (own && *column == NULL)
        *column = g_strdup(own);
    if (marks == 0)
        g_string_append(text, shown);
    else if (own && marks == 1)
        g_string_append_printf(text, "%s = %s", own, shown);
    else if (own)
        g_string_append(text, own);
    return marks == 0 || own != NULL;
}

char *tc_speech_unmask(const char *masked, const GPtrArray *atoms)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *column = NULL;
    size_t marks = 0;
    for (const char *at = masked; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        bool atom = c >= TC_SPEECH_NAME && c < TC_SPEECH_CHOICE + TC_SPEECH_MOST;
        guint index = (c - TC_SPEECH_NAME) % TC_SPEECH_MOST;
        if (c == '@') {
            marks++;
            continue;
        }
        if (atom && (index >= atoms->len ||
                     !append_atom(text, g_ptr_array_index(atoms, index), marks, &column)))
            return NULL;
        if (!atom)
            g_string_append_unichar(text, c);
        marks = 0;
    }
    return g_strdup(text->str);
}

static size_t word_length(const char *text)
{
    return strcspn(text, " \t\r\n");
}

/* Where the first word differs that both begin with; *@a, *@b move to it, but not behind their last
 * word. */
static void skip_equal_words(const char **a, const char **b)
{
    for (;;) {
        const size_t n = word_length(*a), blanks = strspn(*a + n, " \t\r\n");
        if (n != word_length(*b) || strncmp(*a, *b, n) != 0 || (*a)[n + blanks] == '\0' ||
            (*b)[n] == '\0')
            return;
        *a += n + blanks;
        *b += n + 1;
    }
}

/* Cuts the words off the ends of @a and @b that are equal, but for their first ones. */
static void drop_equal_words(char *a, char *b)
{
    for (;;) {
        size_t i = strlen(a), j = strlen(b);
        while (i > 0 && !g_ascii_isspace(a[i - 1]))
            i--;
        while (j > 0 && !g_ascii_isspace(b[j - 1]))
            j--;
        if (i == 0 || j == 0 || strcmp(a + i, b + j) != 0)
            return;
        a[i] = b[j - 1] = '\0';
        g_strchomp(a);
    }
}

void tc_speech_narrow(TcSpan *span, char **edit)
{
    g_autofree char *text = tc_span_text(*span);
    const char *from = text, *to = *edit;
    skip_equal_words(&from, &to);
    g_autofree char *written = g_strdup(from), *meant = g_strdup(to);
    drop_equal_words(written, meant);
    span->start += (uint32_t)(from - text);
    span->end = span->start + (uint32_t)strlen(written);
    g_free(*edit);
    *edit = g_steal_pointer(&meant);
}
