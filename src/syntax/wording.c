/* Tokens as text. Keywords take the first spelling of keywords.def, or the one that agrees with
 * what stands before; numbers take the marks of the language; names and texts stay as they are. */
#include "syntax/wording.h"

#include <string.h>
#include "syntax/spelling.h"
#include "syntax/vocabulary.h"
#include "parser.h"

/* --- keywords ----------------------------------------------------------------------------------
 */

/* The first of @all that does not end with the word that "ngày chốt số liệu" begins with. */
static unsigned without_day(GStrv all)
{
    unsigned index = 0;
    while (all[index] && g_str_has_suffix(all[index], " ngày"))
        index++;
    return index;
}

static bool is_one(const TcToken *number)
{
    return number && number->type == TC_TOK_NUMBER && mpq_cmp_ui(number->number, 1, 1) == 0;
}

/* Behind a number "tiêu chí" is "criterion" or "criteria". A keyword that @to has no word for is
 * said by another one of its class: "từ ngày" is "from". */
static TcKeyword said_in(const TcToken *token, const TcToken *before, TcLang to)
{
    TcKeyword keyword = (TcKeyword)token->value;
    if (to == TC_LANG_EN && token->type == TC_TOK_CRITERION && before &&
        before->type == TC_TOK_NUMBER)
        return is_one(before) ? TC_KW_CRITERION : TC_KW_CRITERIA;
    if (*tc_keyword_name(keyword, to) != '\0')
        return keyword;
    if (keyword == TC_KW_NO)
        return TC_KW_NOT;
    for (TcKeyword other = TC_KW_NONE + 1; other < TC_N_KEYWORDS; other++)
        if (tc_keyword_token(other) == tc_keyword_token(keyword) &&
            *tc_keyword_name(other, to) != '\0')
            return other;
    return keyword;
}

/* Which of the spellings @all agrees: "all indicators are met", "number of indicators met"; "37
 * indicators"; "trước ngày chốt số liệu". */
static unsigned agreeing(GStrv all, const TcToken *token, TcWordingPlace place, TcLang to)
{
    if (to == TC_LANG_VI)
        return place.after && place.after->type == TC_TOK_NAMED_VALUE ? without_day(all) : 0;
    if (token->type == TC_TOK_STATE && place.counted)
        return place.counted->type == TC_TOK_ALL ? 1 : 2;
    if (token->type == TC_TOK_INDICATOR)
        return place.before && place.before->type == TC_TOK_NUMBER && !is_one(place.before);
    if (token->type == TC_TOK_FILTERED || (token->type == TC_TOK_NAME && token->value))
        return is_one(place.before);
    return 0;
}

static void put_keyword(GString *out, const TcToken *token, TcWordingPlace place, TcLang to)
{
    TcKeyword keyword = said_in(token, place.before, to);
    g_auto(GStrv) all = g_strsplit(tc_keyword_spellings(keyword, to), "|", -1);
    unsigned index = agreeing(all, token, place, to);
    g_auto(GStrv) around_slash = g_strsplit(all[MIN(index, g_strv_length(all) - 1)], " / ", -1);
    g_autofree char *joined = g_strjoinv("/", around_slash);
    g_string_append(out, joined);
}

/* --- "không": an operator, or an answer ----------------------------------------------------------
 */

/* May what begins with @type be denied? Else "không" before it is an answer. */
static bool may_be_denied(int type)
{
    static const int ends[] = {
        TC_TOK_SEMICOLON, TC_TOK_RPAREN, TC_TOK_AND,       TC_TOK_OR,    TC_TOK_THEN,
        TC_TOK_OTHERWISE, TC_TOK_WHEN,   TC_TOK_BAR,       TC_TOK_COMMA, TC_TOK_COLON,
        TC_TOK_EXCEPT,    TC_TOK_RBRACE, TC_TOK_ITEM_MARK,
    };
    return !tc_token_among(type, ends, G_N_ELEMENTS(ends));
}

static bool is_answer(TcWordingPlace place)
{
    return place.after == NULL || !may_be_denied(place.after->type);
}

/* --- numbers, names, texts -----------------------------------------------------------------------
 */

/* "1.234,5%" is "1234.5%" in English, and back; no blanks inside. */
static void put_number(GString *out, const TcToken *token, TcLang from, TcLang to)
{
    g_autofree char *text = tc_span_text(token->span);
    for (const char *c = text; *c; c++) {
        if (*c != '.' && *c != ',') {
            if ((unsigned char)*c > ' ' && (unsigned char)*c < 0x80)
                g_string_append_c(out, *c);
        } else if (from == to) {
            g_string_append_c(out, *c);
        } else if (*c == (from == TC_LANG_VI ? ',' : '.')) {
            g_string_append_c(out, to == TC_LANG_VI ? ',' : '.');
        }
    }
}

/* @text between @open and @close; a @close within is doubled. */
static void put_between(GString *out, const char *text, char open, char close)
{
    g_string_append_c(out, open);
    for (; *text; text++) {
        g_string_append_c(out, *text);
        if (*text == close)
            g_string_append_c(out, close);
    }
    g_string_append_c(out, close);
}

/* @text with one blank between words. */
static void put_words(GString *out, const char *text)
{
    g_auto(GStrv) words = g_strsplit_set(text, " \t", -1);
    const char *gap = "";
    for (unsigned i = 0; words[i]; i++) {
        if (*words[i] == '\0')
            continue;
        g_string_append_printf(out, "%s%s", gap, words[i]);
        gap = " ";
    }
}

/* The bytes of the file: a code, a date, the letter of an item. */
static void put_as_written(GString *out, const TcToken *token)
{
    g_autofree char *text = tc_span_text(token->span);
    put_words(out, text);
}

static void put_unit(GString *out, const TcToken *token)
{
    g_string_append_c(out, '(');
    put_words(out, token->text);
    g_string_append_c(out, ')');
}

/* A word that is a keyword of the other language is told from it by brackets; behind a number it is
 * a unit. */
static void put_name(GString *out, const TcToken *token, TcWordingPlace place, TcLang from,
                     TcLang to)
{
    g_autofree char *key = tc_spelling_key(token->text, strlen(token->text));
    bool unit = place.before &&
                (place.before->type == TC_TOK_NUMBER || place.before->type == TC_TOK_MAGNITUDE);
    bool taken =
        from != to && !unit && strchr(token->text, '_') == NULL && tc_vocabulary_find(to, key);
    g_string_append_printf(out, taken ? "[%s]" : "%s", token->text);
}

/* --- all tokens ------------------------------------------------------------------------------- */

static const char *mark_of(int type)
{
    static const struct {
        int type;
        const char *spelling;
    } marks[] = {
#define TC_MARK(spelling, token) {TC_TOK_##token, spelling},
#include "operators.def"
    };
    int kept = type == TC_TOK_ROW ? TC_TOK_BAR : type;
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (marks[i].type == kept)
            return marks[i].spelling;
    return NULL;
}

static bool is_operator(int type)
{
    static const int types[] = {
#define TC_OPERATOR(id, token, vi, en, also) TC_TOK_##token,
#include "operators.def"
    };
    return tc_token_among(type, types, G_N_ELEMENTS(types));
}

static void put_operator(GString *out, const TcToken *token, TcWordingPlace place, TcLang to)
{
    bool no = token->type == TC_TOK_NOT && to == TC_LANG_EN && is_answer(place);
    g_string_append(out, no ? tc_keyword_name(TC_KW_NO, to)
                            : tc_operator_name((TcOperator)token->value, to));
}

void tc_wording_put(GString *out, const TcToken *token, TcWordingPlace place, TcLang from,
                    TcLang to)
{
    const char *mark = mark_of(token->type);
    if (mark)
        g_string_append(out, mark);
    else if (is_operator(token->type))
        put_operator(out, token, place, to);
    else if (token->type == TC_TOK_FUNCTION)
        g_string_append(out, tc_function_name(token->value, to));
    else if (token->type == TC_TOK_NUMBER)
        put_number(out, token, from, to);
    else if (token->type == TC_TOK_TEXT)
        put_between(out, token->text, '"', '"');
    else if (token->type == TC_TOK_BRACKET)
        put_between(out, token->text, '[', ']');
    else if (token->type == TC_TOK_NAME && !token->value)
        put_name(out, token, place, from, to);
    else if (token->type == TC_TOK_UNIT)
        put_unit(out, token);
    else if (token->value)
        put_keyword(out, token, place, to);
    else
        put_as_written(out, token);
}

/* --- blanks ----------------------------------------------------------------------------------- */

/* Does a value end with @type? Then a sign behind it joins two. */
static bool ends_value(int type)
{
    static const int types[] = {
        TC_TOK_NUMBER,    TC_TOK_NAME,  TC_TOK_BRACKET, TC_TOK_CODE,
        TC_TOK_RPAREN,    TC_TOK_DATE,  TC_TOK_TEXT,    TC_TOK_OWN,
        TC_TOK_TOTAL,     TC_TOK_STATE, TC_TOK_RBRACE,  TC_TOK_NAMED_VALUE,
        TC_TOK_MAGNITUDE, TC_TOK_TRUE,  TC_TOK_FALSE,   TC_TOK_UNKNOWN,
    };
    return tc_token_among(type, types, G_N_ELEMENTS(types));
}

/* "1/2", "trđ/người": is the token @index a slash without blanks around it? */
static bool is_close_slash(const TcToken *tokens, uint32_t index)
{
    const TcToken *sign = &tokens[index];
    return index > 0 && sign->type == TC_TOK_MULTIPLICATIVE && sign->value == TC_OP_DIV &&
           sign[-1].span.end == sign->span.start && sign[1].span.start == sign->span.end;
}

/* Is it that of a fraction written as one word ("03/37"), or within the unit of a number, which a
 * blank would end ("60 trđ/người")? */
static bool joins_word(const TcToken *tokens, uint32_t index)
{
    if (!is_close_slash(tokens, index))
        return false;
    uint32_t at = index - 1;
    if (tokens[index + 1].type == TC_TOK_NUMBER)
        return tokens[at].type == TC_TOK_NUMBER;
    while (at > 0 && (tokens[at].type == TC_TOK_NAME || tokens[at].type == TC_TOK_MAGNITUDE ||
                      is_close_slash(tokens, at)))
        at--;
    return tokens[index + 1].type == TC_TOK_NAME && at < index - 1 &&
           tokens[at].type == TC_TOK_NUMBER;
}

bool tc_wording_parts(const TcToken *tokens, uint32_t index)
{
    static const int close[] = {TC_TOK_COMMA, TC_TOK_SEMICOLON, TC_TOK_RPAREN, TC_TOK_RBRACE,
                                TC_TOK_COLON};
    const TcToken *token = &tokens[index], *before = token - 1;
    if (tc_token_among(token->type, close, G_N_ELEMENTS(close)) || joins_word(tokens, index))
        return false;
    if (before->type == TC_TOK_LPAREN || before->type == TC_TOK_LBRACE)
        return false;
    if (token->type == TC_TOK_LPAREN && before->type == TC_TOK_FUNCTION)
        return false;
    if (index > 1 && joins_word(tokens, index - 1))
        return false;
    return before->type != TC_TOK_ADDITIVE || (index > 1 && ends_value(before[-1].type));
}
