/* Finds the row of speech.def that a clause is spoken by, and tries whether its form can be read.
 */
#include "syntax/speech.h"

#include <string.h>
#include "base/text.h"
#include "syntax/parse.h"
#include "syntax/patterns.h"
#include "syntax/speech_text.h"
#include "syntax/subject.h"
#include "parser.h"

/* Of a clause; of a file: units, bytes above a clause and from its beginning that are looked at. */
enum {
    MOST_TOKENS = 80,
    MOST_BYTES = 800,
    MOST_UNITS = 64,
    MOST_ABOVE = 1 << 14,
    MOST_DECLARING = 1 << 16
};

/* Where a row of speech.def stands. */
enum {
    CONDITION = 1,
    VERDICT = 2, /* a condition below the head of a verdict */
    REQUIREMENT = 4,
    VALUE = 8,
    CHECK = 16,
    COLUMN = 32,
    DATE = 64,
    GRADE = 128,
    LEVEL = CONDITION | VERDICT | REQUIREMENT | VALUE,
    LOGIC = CONDITION | VERDICT | CHECK,
    BANDS = VALUE | GRADE,
    ANY = LEVEL | CHECK | COLUMN | DATE | GRADE,
};

typedef struct {
    TcLang lang;
    unsigned places;
    TcDiagCode code;
    const char *pattern, *right;
} Row;

static const Row rows[] = {
#define TC_SPEECH(lang, places, code, pattern, right)                                              \
    {TC_LANG_##lang, places, TC_DIAG_##code, pattern, right},
#include "speech.def"
};

static const TcPatternMacro macros[] = {
#define TC_SPEECH_MACRO(name, pattern) {name, pattern},
#include "speech.def"
};

static const GRegex *regex_of(unsigned i)
{
    static GRegex *compiled[G_N_ELEMENTS(rows)];
    return tc_pattern(&compiled[i], rows[i].pattern, macros, G_N_ELEMENTS(macros));
}

/* Is the head above @start that of a verdict? */
static bool below_verdict(const TcParse *parse)
{
    const TcSpan span = parse->starter.span;
    const char *text = tc_source_text(span.source);
    const uint32_t least = span.start - MIN(span.start, MOST_ABOVE);
    for (uint32_t at = span.start; at > least; at--) {
        if (text[at - 1] != '\n')
            continue;
        const char *line = text + at + strspn(text + at, " \t");
        g_autofree char *word = g_strndup(line, strcspn(line, "\r\n\"0123456789_["));
        g_autofree char *key = tc_text_key(word, strlen(word));
        for (TcKeyword head = TC_KW_SET; head <= TC_KW_RANKING; head++) {
            const char *name = tc_keyword_name(head, parse->tokens->lang);
            g_autofree char *wanted = tc_text_key(name, strlen(name));
            if (g_str_has_prefix(key, wanted))
                return head == TC_KW_VERDICT;
        }
    }
    return false;
}

static unsigned place_of(const TcParse *parse)
{
    switch (parse->starter.type) {
    case TC_TOK_CLAUSE_CONDITION:
        return below_verdict(parse) ? VERDICT : CONDITION;
    case TC_TOK_CLAUSE_REQUIREMENT:
        return REQUIREMENT;
    case TC_TOK_CLAUSE_VALUE:
        return VALUE;
    case TC_TOK_DATA_CHECK:
        return CHECK;
    case TC_TOK_ENTRY_COLUMN:
        return COLUMN;
    case TC_TOK_CLAUSE_DATE:
        return DATE;
    case TC_TOK_HEAD_GRADE:
        return GRADE;
    default:
        return 0;
    }
}

/* Puts @text through the rows of its place, one after the other; *@code: of the first that changes
 * it, one that says more than "as spoken" before others. (transfer full) */
static char *rewrite(const TcParse *parse, char *text, TcDiagCode *code)
{
    const unsigned place = place_of(parse);
    bool changed = false;
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (rows[i].lang != parse->tokens->lang || !(rows[i].places & place))
            continue;
        char *next = g_regex_replace(regex_of(i), text, -1, 0, rows[i].right, 0, NULL);
        if (next && (!changed || *code == TC_DIAG_SPEECH) && strcmp(next, text) != 0) {
            *code = rows[i].code;
            changed = true;
        }
        if (next) {
            g_free(text);
            text = next;
        }
    }
    return text;
}

bool tc_speech_declares(const TcParse *parse, const char *word)
{
    g_autofree char *escaped = g_regex_escape_string(word, -1);
    g_autofree char *pattern =
        g_strdup_printf("(?m)^(?:[ \\t]*|[^\":\\n]*\\[)%s\\]?\\s*[:=]|"
                        "^[^\":\\n]*(?<![\\p{L}\\d])\\[?%s\\]?\\s*[\"\\r\\n]",
                        escaped, escaped);
    g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_CASELESS, 0, NULL);
    const char *text = tc_source_text(parse->starter.span.source);
    const size_t length = MIN(strlen(text), MOST_DECLARING);
    const gssize whole = g_utf8_find_prev_char(text, text + length + 1) - text;
    return regex && g_regex_match_full(regex, text, whole, 0, 0, NULL, NULL);
}

/* May the bare word @token, behind @before, stand in a clause: a unit, a code, something declared?
 */
static bool is_known_word(const TcParse *parse, const TcToken *before, const TcToken *token)
{
    static const int openers[] = {TC_TOK_NUMBER, TC_TOK_MAGNITUDE, TC_TOK_NAME,
                                  TC_TOK_MULTIPLICATIVE};
    return tc_token_names_part(before->type) ||
           tc_token_among(before->type, openers, G_N_ELEMENTS(openers)) ||
           tc_speech_declares(parse, token->text);
}

/* Are all bare words of @clause known? What speech leaves over would be read as a name. */
static bool words_known(const TcParse *parse, const char *clause)
{
    g_autoptr(TcSource) source = tc_source_new("", clause, strlen(clause));
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
    TcArena *arena = tc_arena_new();
    TcTokenList tokens = {.trial = true};
    tc_scan(source, arena, &tokens, diags);
    tc_keywords_apply(&tokens, TC_READ_FILE, parse->tokens->lang, arena, diags);
    bool known = true;
    for (uint32_t i = 0; i < tokens.n && known; i++)
        known = tokens.items[i].type != TC_TOK_NAME ||
                is_known_word(parse, i ? &tokens.items[i - 1] : &parse->starter, &tokens.items[i]);
    tc_token_list_clear(&tokens);
    tc_arena_free(arena);
    return known;
}

/* The columns that make the units of the file known in a trial. */
static void append_units(const TcParse *parse, GString *file)
{
    TcLang lang = parse->tokens->lang;
    unsigned n = 0;
    g_string_append_printf(file, "%s\n", tc_keyword_name(TC_KW_DATA, lang));
    for (uint32_t i = 0; i < parse->tokens->n && n < MOST_UNITS; i++) {
        const TcToken *unit = &parse->tokens->items[i];
        if (unit->type == TC_TOK_UNIT)
            g_string_append_printf(file, " [%u] : %s (%s)\n", n++,
                                   tc_keyword_name(TC_KW_TYPE_INTEGER, lang), unit->text);
    }
}

/* Can @clause be read, in a file of its own? */
static bool is_readable(const TcParse *parse, const char *clause)
{
    TcLang lang = parse->tokens->lang;
    g_autoptr(GString) file = g_string_new(NULL);
    g_string_append_printf(file, "%s T \"T\"\n", tc_keyword_name(TC_KW_SET, lang));
    append_units(parse, file);
    if (parse->starter.type == TC_TOK_DATA_CHECK)
        g_string_append_printf(file, "%s\n", tc_keyword_name(TC_KW_DATA_CHECK, lang));
    else if (parse->starter.type != TC_TOK_ENTRY_COLUMN)
        g_string_append_printf(file, "%s 1 \"T\"\n", tc_keyword_name(TC_KW_INDICATOR, lang));
    g_string_append_printf(file, "%s\n", clause);
    g_autoptr(TcSource) source = tc_source_new("", file->str, file->len);
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
    g_autoptr(TcText) text = tc_text_trial(source, lang, diags);
    tc_parse_text(text, text->arena, diags);
    return !tc_diag_has_errors(diags);
}

/* Does @content begin another clause than the one at hand: "đạt khi: …" for "yêu cầu: …"? */
static bool changes_clause(const TcParse *parse, const char *content)
{
    g_autofree char *words = g_strndup(content, strcspn(content, ":"));
    return content[strlen(words)] && tc_keyword_clause(words, parse->tokens->lang);
}

/* Is the starter of the clause written as it should be before @content? */
static bool starts_right(const TcParse *parse, const char *content)
{
    g_autofree char *starter = tc_span_text(parse->starter.span);
    int type = parse->starter.type;
    if (changes_clause(parse, content))
        return false;
    return type == TC_TOK_ENTRY_COLUMN || type == TC_TOK_HEAD_GRADE || type == TC_TOK_DATA_CHECK ||
           tc_keyword_is((TcKeyword)parse->starter.value, starter);
}

/* The clause with its starter, as it should stand. (transfer full) */
static char *whole_clause(const TcParse *parse, const char *content)
{
    if (parse->starter.type == TC_TOK_DATA_CHECK || changes_clause(parse, content))
        return g_strdup(content);
    g_autofree char *starter = tc_span_text(parse->starter.span);
    const char *word = starts_right(parse, content)
                           ? starter
                           : tc_keyword_name((TcKeyword)parse->starter.value, parse->tokens->lang);
    const char *colon = parse->starter.type == TC_TOK_HEAD_GRADE ? "" : ":";
    return g_strdup_printf("%s%s %s", word, colon, content);
}

bool tc_speech_reads(const TcParse *parse, const char *content)
{
    g_autofree char *clause = whole_clause(parse, content);
    return is_readable(parse, clause);
}

/* Where the sentence ends: before the first item of a list of contents, or with the clause. */
static uint32_t sentence_limit(const TcParse *parse)
{
    uint32_t limit = parse->first;
    while (limit < parse->limit && parse->tokens->items[limit].type != TC_TOK_ITEM_MARK)
        limit++;
    return limit;
}

/* The sentence of the clause, from its starter on if that is to be mended too. */
static TcSpan sentence_of(const TcParse *parse, const char *content)
{
    const TcToken *items = parse->tokens->items;
    TcSpan from = starts_right(parse, content) ? items[parse->first].span : parse->starter.span;
    return tc_span_join(from, items[sentence_limit(parse) - 1].span);
}

/* What stands behind the sentence: a list of contents, or nothing. (transfer full) */
static char *tail_of(const TcParse *parse)
{
    const TcToken *items = parse->tokens->items;
    uint32_t limit = sentence_limit(parse);
    return limit == parse->limit
               ? g_strdup("")
               : tc_span_text(tc_span_join(items[limit].span, items[parse->limit - 1].span));
}

/* What was said of single words of the sentence is said by its rewriting. */
static bool is_elsewhere(const TcDiag *diag, void *sentence)
{
    const TcSpan *span = sentence;
    return diag->span.source != span->source || diag->span.start < span->start ||
           diag->span.start >= span->end;
}

/* @masked with the number of the contents that stand below it, if any do. (transfer full) */
static char *with_count(const TcParse *parse, char *masked)
{
    unsigned n = 0;
    for (uint32_t i = sentence_limit(parse); i < parse->limit; i++)
        n += parse->tokens->items[i].type == TC_TOK_ITEM_MARK;
    if (n == 0)
        return masked;
    char *counted = g_strdup_printf("%s #%u", masked, n);
    g_free(masked);
    return counted;
}

/* May the rewritten text stand? A level behind a name that lacked its brackets may be of something
 * else than the value. */
static bool keeps_value(const TcParse *parse, const char *before, const char *after)
{
    const gunichar c = g_utf8_get_char(after);
    const char *source = tc_source_text(parse->starter.span.source);
    return !strpbrk(before, "@$") &&
           (place_of(parse) != REQUIREMENT || c < TC_SPEECH_NAME || c >= TC_SPEECH_TEXT ||
            source[parse->tokens->items[parse->first].span.start] == '[');
}

/* @text with what its bands go by for "$"; *@code says so if the writer has to fill that in.
 * (transfer full) */
static char *with_subject(const TcParse *parse, char *text, TcDiagCode *code)
{
    char *mark = strchr(text, '$');
    if (mark == NULL)
        return text;
    bool known;
    g_autofree char *subject = tc_subject_of_bands(parse, &known);
    char *whole = g_strdup_printf("%.*s%s%s", (int)(mark - text), text, subject, mark + 1);
    if (!known)
        *code = TC_DIAG_BANDS_WITHOUT_COLUMN;
    g_free(text);
    return whole;
}

/* The sentence as it should be, or NULL; @bare: columns may stand without their brackets. (transfer
 * full) */
static char *meant_with(const TcParse *parse, bool bare, TcDiagCode *code)
{
    const uint32_t limit = sentence_limit(parse);
    g_autoptr(GPtrArray) atoms = g_ptr_array_new_with_free_func(g_free);
    char *masked = tc_speech_mask(parse, limit, bare, atoms, code);
    g_autofree char *before = g_strdup(masked);
    g_autofree char *after =
        with_subject(parse, rewrite(parse, with_count(parse, masked), code), code);
    after[strcspn(after, "#")] = '\0';
    g_strchomp(after);
    g_autofree char *content =
        keeps_value(parse, before, after) ? tc_speech_unmask(after, atoms) : NULL;
    g_autofree char *line = tc_speech_line(tc_span_join(parse->tokens->items[parse->first].span,
                                                        parse->tokens->items[limit - 1].span));
    if (content == NULL || strcmp(content, line) == 0)
        return NULL;
    g_autofree char *tail = tail_of(parse), *sentence = whole_clause(parse, content);
    g_autofree char *clause = g_strjoin("\n", sentence, tail, NULL);
    bool names = place_of(parse) & (LEVEL | CHECK | GRADE);
    bool fits = is_readable(parse, clause) && (!names || words_known(parse, content));
    return fits ? g_steal_pointer(&content) : NULL;
}

/* The sentence as it should be, or NULL. (transfer full) */
static char *meant(const TcParse *parse, TcDiagCode *code)
{
    char *content = meant_with(parse, false, code);
    return content ? content : meant_with(parse, true, code);
}

/* "yêu cầu: đạt …": the sentence at @span with the words before it that were told and passed over.
 */
static TcSpan with_passed(const TcParse *parse, TcSpan span)
{
    for (unsigned i = 0; i < tc_diag_list_length(parse->diags); i++) {
        const TcDiag *diag = tc_diag_list_get(parse->diags, i);
        if (diag->code == TC_DIAG_LEVEL_ALONE && diag->span.source == span.source &&
            diag->span.start < span.start && diag->span.end > span.start)
            span.start = diag->span.start;
    }
    return span;
}

/* Where to point for @edit of @span: at the line below if its first line only gains a mark. */
static TcSpan place_of_edit(TcSpan span, const char *edit)
{
    g_autofree char *text = tc_span_text(span);
    const size_t line = strcspn(text, "\r\n");
    if (text[line] && strncmp(text, edit, line) == 0)
        span.start += (uint32_t)(line + strspn(text + line, " \t\r\n"));
    return span;
}

/* Has the writer something to do besides putting in the clause? */
static bool is_for_writer(TcDiagCode code)
{
    return code == TC_DIAG_BANDS_WITHOUT_COLUMN || code == TC_DIAG_LEVEL_OF_CHANGE;
}

bool tc_speech_report(const TcParse *parse)
{
    const uint32_t n = sentence_limit(parse) - parse->first;
    if (parse->tokens->trial || n == 0 || n > MOST_TOKENS || place_of(parse) == 0 ||
        tc_diag_count(parse->diags, TC_ERROR) > TC_DIAG_MOST_CURED)
        return false;
    TcSpan span = sentence_of(parse, "");
    TcDiagCode code;
    if (span.end - span.start > MOST_BYTES ||
        memchr(tc_source_text(span.source) + span.start, '#', span.end - span.start))
        return false;
    g_autofree char *content = meant(parse, &code);
    if (content == NULL)
        return false;
    span = with_passed(parse, sentence_of(parse, content));
    g_autofree char *clause = whole_clause(parse, content);
    g_autofree char *edit = g_strdup(starts_right(parse, content) ? content : clause);
    tc_diag_list_keep(parse->diags, is_elsewhere, &span);
    tc_speech_narrow(&span, &edit);
    TcSpan place = place_of_edit(span, edit);
    /* behind other words of its line, those of an edit among them, the content alone is to be put
     * in */
    TcDiag *diag =
        tc_diag(parse->diags, code, place, parse->starter.first ? clause : content, NULL);
    if (!is_for_writer(code))
        tc_diag_edit(diag, span, edit);
    return true;
}

/* "đạt từ 20 điểm trở lên", "… thì đạt": a state that something is measured by. */
static bool is_state_for_words(const TcParse *parse, const TcToken *token, const TcToken *end)
{
    static const int phrases[] = {TC_TOK_FROM, TC_TOK_BOUND, TC_TOK_ABOVE, TC_TOK_TO};
    bool begins = token == &parse->tokens->items[parse->first];
    bool of_column = !begins && token[-1].type == TC_TOK_BRACKET;
    if (token + 1 >= end || parse->starter.type != TC_TOK_CLAUSE_CONDITION)
        return false;
    return (token->type == TC_TOK_THEN && token[1].type == TC_TOK_STATE) ||
           ((begins || of_column) && token->type == TC_TOK_STATE &&
            tc_token_among(token[1].type, phrases, G_N_ELEMENTS(phrases)));
}

bool tc_speech_is_marked(const TcParse *parse)
{
    static const char *const words[] = {
#define TC_SPEECH_MARK(word) word,
#include "speech.def"
    };
    if (parse->limit - parse->first > MOST_TOKENS || parse->tokens->trial)
        return false;
    const TcToken *end = parse->tokens->items + parse->limit;
    for (const TcToken *token = parse->tokens->items + parse->first; token < end; token++) {
        for (unsigned i = 0; i < G_N_ELEMENTS(words) && token->type == TC_TOK_NAME; i++)
            if (strcmp(token->text, words[i]) == 0 && !tc_speech_declares(parse, words[i]))
                return true;
        if (is_state_for_words(parse, token, end))
            return true;
    }
    return false;
}
