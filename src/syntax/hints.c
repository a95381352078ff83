/* One message for a clause that does not fit: what is written there and what to write. The
 * grammar's list of what fits seldom says what was meant, so a table of the common slips comes
 * first. */
#include "syntax/hint_case.h"

#include <string.h>
#include "base/msg.h"
#include "base/text.h"
#include "syntax/speech.h"
#include "parser.h"

bool tc_hint_expects(const TcHintCase *c, const char *alias_start)
{
    for (unsigned i = 0; i < c->n; i++)
        if (g_str_has_prefix(c->expected[i], alias_start))
            return true;
    return false;
}

TcLang tc_hint_lang_of(const TcHintCase *c)
{
    return tc_diag_list_lang(c->parse->diags);
}

bool tc_hint_is_word(const TcToken *token)
{
    return token->type == TC_TOK_NAME;
}

bool tc_hint_same_line(const TcToken *token)
{
    return !token->first;
}

bool tc_hint_is_declared(const TcHintCase *c, const TcToken *token)
{
    return tc_hint_is_word(token) && tc_speech_declares(c->parse, token->text);
}

bool tc_hint_ends_operand(const TcToken *token)
{
    static const int ends[] = {TC_TOK_NUMBER, TC_TOK_DATE,    TC_TOK_TEXT,
                               TC_TOK_NAME,   TC_TOK_BRACKET, TC_TOK_OWN,
                               TC_TOK_TOTAL,  TC_TOK_RPAREN,  TC_TOK_STATE};
    return tc_token_among(token->type, ends, G_N_ELEMENTS(ends));
}

/* A word of a name. In a column's declaration the words of types may stand in one: "Tổng số hộ". */
static bool is_name_word(const TcHintCase *c, const TcToken *token)
{
    return tc_hint_is_word(token) ||
           (token->type == TC_TOK_TYPE && c->parse->starter.type == TC_TOK_ENTRY_COLUMN);
}

/* Does a sentence begin so, and no name? */
static bool is_speech(const TcToken *word)
{
    static const char *const words[] = {"tất", "mỗi", "đối",   "phải", "được",
                                        "đáp", "cả",  "every", "must", "all"};
    for (unsigned i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_ascii_strcasecmp(word->text, words[i]) == 0)
            return true;
    return false;
}

/* "Tổng số hộ >= 100": the run of bare words around the token. */
static bool hint_unbracketed(const TcHintCase *c)
{
    if (!is_name_word(c, c->token) || !tc_hint_is_word(c->before) || !tc_hint_same_line(c->token))
        return false;
    const TcToken *first = c->before, *last = c->token;
    while (first > c->start && tc_hint_is_word(first - 1) && tc_hint_same_line(first))
        first--;
    while (last + 1 < c->end && is_name_word(c, last + 1) && tc_hint_same_line(last + 1))
        last++;
    TcSpan span = tc_span_join(first->span, last->span);
    if (is_speech(first)) {
        tc_diag(c->parse->diags, TC_DIAG_PROSE, span, NULL);
        return true;
    }
    g_autofree char *text = tc_span_text(span);
    const TcToken *sign = first > c->start ? first - 1 : NULL;
    bool value = sign && sign->type == TC_TOK_COMPARE &&
                 (sign->value == TC_OP_EQ || sign->value == TC_OP_NE);
    g_autofree char *meant = g_strconcat(value ? "\"" : "[", text, value ? "\"" : "]", NULL);
    TcDiagCode code = value ? TC_DIAG_QUOTES_MISSING : TC_DIAG_NAME_NEEDS_BRACKETS;
    tc_diag_edit(tc_diag(c->parse->diags, code, span, meant, NULL), span, meant);
    return true;
}

static const char *translation(const TcHintCase *c, const TcToken *word)
{
    return tc_hint_is_word(word) ? tc_keyword_translate(word->text, c->parse->tokens->lang) : NULL;
}

/* A word of the other keyword language. */
static bool hint_foreign(const TcHintCase *c)
{
    const TcToken *word = c->before;
    const char *meant = translation(c, word);
    if (meant == NULL)
        meant = translation(c, word = c->token);
    if (meant == NULL)
        return false;
    tc_diag_edit(
        tc_diag(c->parse->diags, TC_DIAG_KEYWORD_MISSPELT, word->span, word->text, meant, NULL),
        word->span, meant);
    return true;
}

static bool hint_and_or(const TcHintCase *c)
{
    if (c->before->type != TC_TOK_AND || c->token->type != TC_TOK_MULTIPLICATIVE)
        return false;
    tc_diag(c->parse->diags, TC_DIAG_AND_OR, tc_span_join(c->before->span, c->token->span), NULL);
    return true;
}

/* "đạt khi: theo [A] …": a scale first where a condition stands, which has none. */
static bool hint_scale_for_condition(const TcHintCase *c)
{
    if (c->token->type != TC_TOK_BY || c->token != c->start ||
        c->parse->starter.type != TC_TOK_CLAUSE_CONDITION)
        return false;
    tc_diag(c->parse->diags, TC_DIAG_SCALE_FOR_CONDITION, c->token->span, NULL);
    return true;
}

static bool hint_nested_cases(const TcHintCase *c)
{
    if (c->token->type != TC_TOK_WHEN && c->token->type != TC_TOK_BY)
        return false;
    if (!tc_hint_expects(c, "("))
        return false;
    tc_diag(c->parse->diags, TC_DIAG_NESTED_CASES, c->token->span, NULL);
    return true;
}

/* "từ 95% trở lên, riêng …": a comma before what joins by itself. */
static bool hint_idle_comma(const TcHintCase *c)
{
    if (c->token->type != TC_TOK_COMMA || c->token + 1 >= c->end ||
        c->token[1].type != TC_TOK_EXCEPT || !tc_hint_expects(c, "riêng"))
        return false;
    g_autofree char *before = tc_span_text(c->before->span);
    tc_diag_edit(tc_diag(c->parse->diags, TC_DIAG_MARK_TOO_MANY, c->token->span, ",", before, NULL),
                 c->token->span, "");
    return true;
}

static bool hint_comma(const TcHintCase *c)
{
    if (c->token->type != TC_TOK_COMMA || !tc_hint_expects(c, ";"))
        return false;
    tc_diag_edit(tc_diag(c->parse->diags, TC_DIAG_COMMA, c->token->span, NULL), c->token->span,
                 ";");
    return true;
}

/* A single word or mark without which the rest makes no sense. */
static bool hint_missing_word(const TcHintCase *c)
{
    static const char *const words[] = {"thì|", ")", "}", "|||", "đến dưới|"};
    for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
        if (!tc_hint_expects(c, words[i]) || (i == 4 && c->n > 3))
            continue;
        g_auto(GStrv) names = g_strsplit(i == 3 ? "||" : words[i], "|", 2);
        const char *word = i == 3   ? "|"
                           : i == 0 ? tc_keyword_name(TC_KW_THEN, c->parse->tokens->lang)
                                    : names[0];
        tc_diag(c->parse->diags, TC_DIAG_WORD_MISSING, c->token->span, word, NULL);
        return true;
    }
    return false;
}

static bool is_thousand(const TcToken *token)
{
    return token->type == TC_TOK_NUMBER && tc_hint_same_line(token) &&
           strspn(token->text, "0123456789") == 3 && token->text[3] == '\0';
}

/* "50 000 000": thousands parted by blanks. */
static bool hint_thousands(const TcHintCase *c)
{
    const TcToken *last = c->token;
    if (c->before < c->start || c->before->type != TC_TOK_NUMBER || !is_thousand(last) ||
        strlen(c->before->text) > 3 || c->before->text[strspn(c->before->text, "0123456789")])
        return false;
    while (last + 1 < c->end && is_thousand(last + 1))
        last++;
    const char *mark = c->parse->tokens->lang == TC_LANG_VI ? "." : "";
    g_autoptr(GString) meant = g_string_new(c->before->text);
    for (const TcToken *at = c->token; at <= last; at++)
        g_string_append_printf(meant, "%s%s", mark, at->text);
    const TcSpan span = tc_span_join(c->before->span, last->span);
    tc_diag_edit(tc_diag(c->parse->diags, TC_DIAG_NUMBER_BLANKS, span, meant->str, NULL), span,
                 meant->str);
    return true;
}

/* Two values side by side: "60% 70%", "[A] [B]"; "60% [A]" is a part of A. */
static bool hint_operator_missing(const TcHintCase *c)
{
    if (!tc_hint_ends_operand(c->before) || !tc_hint_ends_operand(c->token) ||
        c->token->type == TC_TOK_RPAREN || !tc_hint_expects(c, "+, -"))
        return false;
    g_autofree char *before = tc_span_text(c->before->span);
    g_autofree char *token = tc_span_text(c->token->span);
    if (g_str_has_suffix(before, "%") && c->token->type == TC_TOK_BRACKET) {
        const TcSpan both = tc_span_join(c->before->span, c->token->span);
        g_autofree char *meant = g_strdup_printf("%s * %s", before, token);
        tc_diag_edit(tc_diag(c->parse->diags, TC_DIAG_TIMES_MISSING, both, meant, NULL), both,
                     meant);
        return true;
    }
    tc_diag(c->parse->diags, TC_DIAG_OPERATOR_MISSING,
            tc_span_join(c->before->span, c->token->span), before, token, NULL);
    return true;
}

/* "60% trở lên", "50 triệu đồng trở lên" without "từ". */
static bool hint_from_missing(const TcHintCase *c)
{
    const TcToken *first = c->before;
    if (c->token->type != TC_TOK_UPWARD && c->token->type != TC_TOK_DOWNWARD)
        return false;
    if (!tc_hint_ends_operand(c->before) && c->before->type != TC_TOK_MAGNITUDE)
        return false;
    while (first > c->start && (first->type == TC_TOK_NAME || first->type == TC_TOK_MAGNITUDE) &&
           tc_hint_same_line(first))
        first--;
    first = first->type == TC_TOK_NUMBER ? first : c->before;
    static const int phrases[] = {TC_TOK_TO, TC_TOK_TO_BELOW, TC_TOK_ABOVE, TC_TOK_BOUND,
                                  TC_TOK_COMPARE};
    if (tc_token_among(first[-1].type, phrases, G_N_ELEMENTS(phrases)))
        return false;
    TcSpan span = tc_span_join(first->span, c->token->span);
    g_autofree char *text = tc_span_text(span);
    const char *from = tc_keyword_name(TC_KW_FROM, c->parse->tokens->lang);
    g_autofree char *meant = g_strdup_printf("%s %s", from, text);
    tc_diag_edit(tc_diag(c->parse->diags, TC_DIAG_FROM_MISSING, span, meant, NULL), span, meant);
    return true;
}

/* A clause of texts whose text has no quotation marks. */
static bool hint_quotes(const TcHintCase *c)
{
    bool title = c->parse->starter.type == TC_TOK_HEAD_PART && c->before == c->start;
    if (!tc_hint_expects(c, "đoạn chữ") || (c->before != c->start - 1 && !title) ||
        tc_hint_expects(c, "số|") || c->token->type == TC_TOK_END)
        return false;
    const TcToken *last = c->token;
    while (last + 1 < c->end && tc_hint_same_line(last + 1))
        last++;
    TcSpan span = tc_span_join(c->token->span, last->span);
    g_autofree char *text = tc_span_text(span);
    g_autofree char *meant = g_strdup_printf("\"%s\"", text);
    tc_diag_edit(tc_diag(c->parse->diags, TC_DIAG_QUOTES_MISSING, span, meant, NULL), span, meant);
    return true;
}

/* A line that begins no clause behind a clause that is complete. */
static bool hint_stray_line(const TcHintCase *c)
{
    if (!c->token->first || c->token->type == TC_TOK_END || !tc_hint_expects(c, "hết câu"))
        return false;
    g_autofree char *text = tc_span_text(c->token->span);
    tc_diag(c->parse->diags, TC_DIAG_STRAY_LINE, c->token->span, text, NULL);
    return true;
}

static bool hint_value_missing(const TcHintCase *c)
{
    if (!tc_hint_expects(c, "số|") || c->before->span.start == c->before->span.end)
        return false;
    g_autofree char *before = tc_span_text(c->before->span);
    tc_diag(c->parse->diags, TC_DIAG_VALUE_MISSING, c->before->span, before, NULL);
    return true;
}

/* The words of what would have fitted, at most four; NULL when there are more. */
static char *expected_words(const TcHintCase *c)
{
    if (c->n == 0 || c->n > 4)
        return NULL;
    GString *words = g_string_new(NULL);
    for (unsigned i = 0; i < c->n; i++) {
        g_auto(GStrv) both = g_strsplit(c->expected[i], "|", 2);
        const char *word = strcmp(c->expected[i], "|||") == 0            ? "|"
                           : both[1] && tc_hint_lang_of(c) == TC_LANG_EN ? both[1]
                                                                         : both[0];
        g_string_append_printf(words, "%s\"%s\"", i ? ", " : "", word);
    }
    return g_string_free(words, FALSE);
}

/* A clause of the kind at hand as it may stand. (transfer full) */
static char *example_of(const TcHintCase *c)
{
    static const struct {
        int starter;
        TcMsg example;
    } examples[] = {
        {TC_TOK_CLAUSE_CONDITION, TC_MSG_EXAMPLE_CONDITION},
        {TC_TOK_CLAUSE_VALUE, TC_MSG_EXAMPLE_VALUE},
        {TC_TOK_CLAUSE_REQUIREMENT, TC_MSG_EXAMPLE_REQUIREMENT},
        {TC_TOK_DATA_CHECK, TC_MSG_EXAMPLE_CHECK},
        {TC_TOK_ENTRY_COLUMN, TC_MSG_EXAMPLE_COLUMN},
        {TC_TOK_CLAUSE_LEVELS, TC_MSG_EXAMPLE_LEVELS},
        {TC_TOK_HEAD_GRADE, TC_MSG_EXAMPLE_GRADE},
        {TC_TOK_HEAD_RANKING, TC_MSG_EXAMPLE_RANKING},
        {TC_TOK_COMPRISES, TC_MSG_EXAMPLE_COMPRISES},
        {TC_TOK_START_EXPRESSION, TC_MSG_EXAMPLE_EXPRESSION},
        {TC_TOK_ENTRY_LET, TC_MSG_EXAMPLE_EXPRESSION},
        {TC_TOK_CLAUSE_UNDER, TC_MSG_EXAMPLE_UNDER},
        {TC_TOK_CLAUSE_GIVEN, TC_MSG_EXAMPLE_GIVEN},
        {TC_TOK_ENTRY_GIVEN, TC_MSG_EXAMPLE_GIVEN},
        {TC_TOK_CLAUSE_MUST_GIVE, TC_MSG_EXAMPLE_MUST_GIVE},
    };
    TcMsg example = TC_MSG_EXAMPLE_HEAD;
    for (unsigned i = 0; i < G_N_ELEMENTS(examples); i++)
        if (examples[i].starter == c->parse->starter.type)
            example = examples[i].example;
    return tc_diag_words(tc_msg(tc_hint_lang_of(c), example), c->parse->tokens->lang);
}

/* Is the clause whole before the refused token, so that only what joins could follow? */
static bool is_whole_before(const TcHintCase *c)
{
    return c->n <= 4 && c->token->type != TC_TOK_END && tc_hint_expects(c, "hết câu");
}

/* "từ 60% trở lên số hộ": words behind a clause that is whole. */
static bool hint_rest(const TcHintCase *c)
{
    const TcToken *last = c->token;
    if (c->n == 1 || !is_whole_before(c) || !tc_hint_is_word(c->token))
        return false;
    while (last + 1 < c->end && tc_hint_same_line(last + 1))
        last++;
    TcSpan rest = tc_span_join(c->token->span, last->span);
    g_autofree char *words = tc_span_text(rest);
    tc_diag(c->parse->diags, TC_DIAG_REST_UNKNOWN, rest, words, NULL);
    return true;
}

static bool hint_general(const TcHintCase *c)
{
    bool nothing = c->n == 1 && is_whole_before(c);
    g_autofree char *expected = nothing ? NULL : expected_words(c);
    g_autofree char *example = example_of(c);
    g_autofree char *text =
        tc_span_text(c->token->type == TC_TOK_END ? c->before->span : c->token->span);
    TcDiagCode code = c->token->type == TC_TOK_END ? TC_DIAG_CLAUSE_UNFINISHED
                      : expected                   ? TC_DIAG_UNEXPECTED_WANTED
                                                   : TC_DIAG_UNEXPECTED;
    if (nothing) {
        g_autofree char *before = tc_span_text(c->before->span);
        tc_diag(c->parse->diags, TC_DIAG_MARK_TOO_MANY, c->token->span, text, before, NULL);
        return true;
    }
    tc_diag(c->parse->diags, code, c->token->span, text, expected ? expected : "", example, NULL);
    return true;
}

char *tc_hint_before(TcSpan place)
{
    const char *text = tc_source_text(place.source);
    uint32_t end = place.start;
    while (end > 0 && (g_ascii_isspace(text[end - 1]) || text[end - 1] == ':'))
        end--;
    uint32_t start = end;
    while (start > 0 && strchr("\n;|", text[start - 1]) == NULL)
        start--;
    while (start < end && g_ascii_isspace(text[start]))
        start++;
    return g_strndup(text + start, end - start);
}

/* In the order in which they are asked: the first that knows the slip tells it. */
static TcHint *const hints[] = {
    tc_hint_edit,
    tc_hint_later,
    tc_hint_unmarked,
    tc_hint_given_text,
    tc_hint_of_part,
    tc_hint_half_phrase,
    tc_hint_phrases_mixed,
    tc_hint_contents_opening,
    tc_hint_level_names,
    tc_hint_sign_first,
    tc_hint_cell_list,
    tc_hint_table_title,
    tc_hint_table_word,
    tc_hint_row_bars,
    tc_hint_levels,
    tc_hint_other_set,
    tc_hint_code_word,
    tc_hint_title,
    tc_hint_except,
    tc_hint_known_text,
    tc_hint_without_by,
    tc_hint_state_first,
    tc_hint_word_for_sign,
    tc_hint_unit_brackets,
    hint_and_or,
    tc_hint_band_semicolon,
    tc_hint_sign_for_sign,
    tc_hint_percent_word,
    tc_hint_type,
    tc_hint_date_words,
    tc_hint_date,
    tc_hint_requirement,
    tc_hint_count,
    tc_hint_conditions_comma,
    tc_hint_prose,
    hint_foreign,
    hint_stray_line,
    hint_unbracketed,
    hint_scale_for_condition,
    hint_nested_cases,
    hint_idle_comma,
    hint_comma,
    hint_from_missing,
    hint_quotes,
    hint_value_missing,
    hint_missing_word,
    hint_thousands,
    hint_operator_missing,
    hint_rest,
    hint_general,
};

enum { FRAME = 2 }; /* tokens on each side of the content: see TcHintCase */

/* Copies the clause into @tokens, which has room for its content and 2 * FRAME. */
static void frame_clause(const TcParse *parse, TcToken *tokens)
{
    uint32_t n = parse->limit - parse->first;
    tokens[FRAME - 1] = parse->starter;
    for (uint32_t i = 0; i < n; i++)
        tokens[FRAME + i] = parse->tokens->items[parse->first + i];
    tokens[FRAME + n] = parse->end;
}

/* Where a token that the parser was given stands in the copy. */
static const TcToken *place_of(const TcHintCase *c, const TcToken *given)
{
    if (given == &c->parse->starter)
        return c->start - 1;
    if (given == &c->parse->end)
        return c->end;
    return c->start + (given - c->parse->tokens->items - c->parse->first);
}

void tc_hint_unexpected(TcParse *parse, const char *const *expected, unsigned n)
{
    uint32_t n_content = parse->limit - parse->first;
    g_autofree TcToken *tokens = g_new0(TcToken, n_content + 2 * FRAME);
    frame_clause(parse, tokens);
    TcHintCase c = {.parse = parse,
                    .start = tokens + FRAME,
                    .end = tokens + FRAME + n_content,
                    .expected = expected,
                    .n = n};
    c.token = place_of(&c, parse->last);
    c.before = MAX(c.token - 1, c.start - 1);
    for (unsigned i = 0; i < G_N_ELEMENTS(hints); i++)
        if (hints[i](&c))
            return;
}
