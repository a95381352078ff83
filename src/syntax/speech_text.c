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

/* What the lists of the data section name, as "text\n[Column]", the longest first. (transfer full)
 */
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

static bool is_same(const char *a, const char *b)
{
    g_autofree char *left = tc_text_key(a, strlen(a)), *right = tc_text_key(b, strlen(b));
    return strcmp(left, right) == 0;
}

/* Is the column that @name (in brackets) names declared as có/không or a document? */
static bool is_yes_no(const TcTokenList *tokens, const char *name)
{
    for (uint32_t i = 0; i < MIN(tokens->n, MOST_TOKENS); i++) {
        const TcToken *type = &tokens->items[i];
        if (type->type != TC_TOK_TYPE ||
            (type->value != TC_KW_TYPE_YES_NO && type->value != TC_KW_TYPE_DOCUMENT))
            continue;
        g_autofree char *column = tc_exception_column(type);
        if (column && is_same(column, name))
            return true;
    }
    return false;
}

static const char *choice_named(const GPtrArray *choices, const char *text)
{
    for (guint i = 0; i < choices->len; i++) {
        const char *choice = g_ptr_array_index(choices, i);
        g_autofree char *words = g_strndup(choice, strcspn(choice, "\n"));
        if (is_same(words, text))
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
        return add_atom(atoms, is_yes_no(parse->tokens, text) ? TC_SPEECH_YES_NO : TC_SPEECH_NAME,
                        text);
    const char *choice = choice_named(choices, token->text);
    if (choice == NULL)
        return add_atom(atoms, TC_SPEECH_TEXT, text);
    g_free(text);
    return add_atom(atoms, TC_SPEECH_CHOICE, quoted(choice));
}

/* Words of @text that are a choice become its atom. (transfer full) */
static char *mask_choices(char *text, const GPtrArray *choices, GPtrArray *atoms)
{
    for (guint i = 0; i < choices->len && atoms->len < TC_SPEECH_MOST; i++) {
        const char *choice = g_ptr_array_index(choices, i);
        g_autofree char *words = g_regex_escape_string(choice, (gint)strcspn(choice, "\n"));
        g_autofree char *pattern = g_strdup_printf("(?<![\\p{L}\\d])%s(?![\\p{L}\\d])", words);
        g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_CASELESS, 0, NULL);
        if (regex == NULL || !g_regex_match(regex, text, 0, NULL))
            continue;
        char atom[8] = "";
        g_unichar_to_utf8(add_atom(atoms, TC_SPEECH_CHOICE, quoted(choice)), atom);
        char *masked = g_regex_replace_literal(regex, text, -1, 0, atom, 0, NULL);
        if (masked == NULL)
            continue;
        g_free(text);
        text = masked;
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

/* Appends the source between *@from and @token, and @token as the rows see it. */
static void append_token(const TcParse *parse, const TcToken *token, const GPtrArray *choices,
                         GPtrArray *atoms, GString *text, uint32_t *from)
{
    bool atom = (token->type == TC_TOK_TEXT || token->type == TC_TOK_BRACKET) &&
                atoms->len < TC_SPEECH_MOST;
    if (!atom && !token->meant)
        return;
    const char *source = tc_source_text(token->span.source);
    g_string_append_len(text, source + *from, (gssize)(token->span.start - *from));
    if (atom)
        g_string_append_unichar(text, atom_of(parse, token, choices, atoms));
    else
        g_string_append(text, tc_keyword_name((TcKeyword)token->value, parse->tokens->lang));
    *from = token->span.end;
}

char *tc_speech_mask(const TcParse *parse, GPtrArray *atoms)
{
    g_autoptr(GPtrArray) choices = choices_of(parse->tokens);
    g_ptr_array_sort(choices, by_length);
    g_autoptr(GString) text = g_string_new(NULL);
    const TcToken *items = parse->tokens->items;
    const char *source = tc_source_text(items[parse->first].span.source);
    uint32_t from = items[parse->first].span.start;
    for (uint32_t i = parse->first; i < parse->limit; i++)
        append_token(parse, &items[i], choices, atoms, text, &from);
    g_string_append_len(text, source + from, (gssize)(items[parse->limit - 1].span.end - from));
    return mask_choices(in_one_line(text->str), choices, atoms);
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
