/* Hints for the slips of newcomers: words that the language does not have yet, words and marks in
 * the place of others, sentences where something must be computed. */
#include "syntax/hint_case.h"

#include <string.h>
#include "base/msg.h"
#include "base/text.h"
#include "parser.h"

enum { LEAST_PROSE = 4 }; /* words */

/* A sign for a word before it; nothing where a phrase follows: "là từ 5 trở lên". */
static bool report_sign(const TcHintCase *c, const char *sign)
{
    static const int phrases[] = {TC_TOK_FROM, TC_TOK_TO, TC_TOK_ABOVE, TC_TOK_BOUND,
                                  TC_TOK_COMPARE};
    const TcToken *last = c->token + 1;
    if (last >= c->end || !tc_hint_same_line(last))
        return false;
    const bool phrase = tc_token_among(last->type, phrases, G_N_ELEMENTS(phrases));
    while (phrase && last + 1 < c->end && tc_hint_same_line(last + 1) &&
           last[1].type != TC_TOK_AND && last[1].type != TC_TOK_OR &&
           last[1].type != TC_TOK_SEMICOLON && last[1].type != TC_TOK_COLON &&
           last[1].type != TC_TOK_RPAREN)
        last++;
    while (!phrase && tc_hint_is_word(last) && last + 1 < c->end && tc_hint_is_word(last + 1) &&
           tc_hint_same_line(last + 1))
        last++;
    g_autofree char *before = tc_span_text(c->before->span);
    g_autofree char *word = tc_span_text(c->token->span);
    g_autofree char *words = tc_span_text(tc_span_join(c->token[1].span, last->span));
    g_autofree char *after = !phrase && last > c->token + 1 && tc_hint_is_word(last)
                                 ? g_strdup_printf("\"%s\"", words)
                                 : g_strdup(words);
    g_autofree char *meant = phrase ? g_strdup_printf("%s %s", before, after)
                                    : g_strdup_printf("%s %s %s", before, sign, after);
    TcSpan span = tc_span_join(c->before->span, last->span);
    tc_diag_edit(tc_diag(c->parse->diags, TC_DIAG_WORD_FOR_SIGN, c->token->span, word, meant, NULL),
                 span, meant);
    return true;
}

static bool report_later(const TcHintCase *c, TcSpan span, const char *instead)
{
    g_autofree char *words = tc_span_text(span);
    g_autofree char *cure = tc_diag_words(instead, c->parse->tokens->lang);
    tc_diag(c->parse->diags, TC_DIAG_NOT_YET, span, words, cure, NULL);
    return true;
}

/* đếm(…), kỳ trước(…): words that the language does not have yet. */
bool tc_hint_later(const TcHintCase *c)
{
    if (c->token->type != TC_TOK_LATER)
        return false;
    return report_later(c, c->token->span, tc_later_instead(c->token->value, tc_hint_lang_of(c)));
}

/* "tổng(cấp xã: …)": sums over the units of a level. */
bool tc_hint_levels(const TcHintCase *c)
{
    const TcToken *at = c->token;
    if (!tc_hint_is_word(c->before) ||
        (c->token->type != TC_TOK_COLON && !tc_hint_is_word(c->token)))
        return false;
    while (at > c->start && at->type != TC_TOK_LPAREN)
        at--;
    if (at == c->start || at[-1].type != TC_TOK_FUNCTION || at[1].type != TC_TOK_NAME)
        return false;
    static const char *const levels[] = {"cấp", "level"};
    g_autofree char *word = tc_text_key(at[1].text, strlen(at[1].text));
    g_autofree char *level =
        tc_text_key(levels[c->parse->tokens->lang], strlen(levels[c->parse->tokens->lang]));
    return strcmp(word, level) == 0 &&
           report_later(c, tc_span_join(at[-1].span, c->token->span),
                        tc_msg(tc_hint_lang_of(c), TC_MSG_LATER_LEVELS));
}

/* "HOÀN_THÀNH của CĐS_XÃ": a result of another set. */
bool tc_hint_other_set(const TcHintCase *c)
{
    const TcToken *set = c->token + 1;
    bool named = tc_hint_is_word(c->before) || c->before->type == TC_TOK_CODE;
    if (c->token->type != TC_TOK_OF || !named || set >= c->end || set->type != TC_TOK_NAME)
        return false;
    return report_later(c, tc_span_join(c->before->span, set->span),
                        tc_msg(tc_hint_lang_of(c), TC_MSG_LATER_OTHER_SET));
}

/* "[B] là có", "[X] is at least 5", "[V] khác \"a\"": a word in the place of a sign. */
bool tc_hint_word_for_sign(const TcHintCase *c)
{
    static const struct {
        const char *words[TC_N_LANGS];
        const char *sign;
    } rows[] = {{{"là", "is"}, "="}, {{"khác", "differs"}, "<>"}};
    TcLang lang = c->parse->tokens->lang;
    if (!tc_hint_is_word(c->token) || !tc_hint_same_line(c->token) ||
        !tc_hint_ends_operand(c->before))
        return false;
    g_autofree char *key = tc_text_key(c->token->text, strlen(c->token->text));
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *word = tc_text_key(rows[i].words[lang], strlen(rows[i].words[lang]));
        if (strcmp(key, word) == 0)
            return report_sign(c, rows[i].sign);
    }
    return false;
}

/* Where the band begins whose colon is at hand: the word of its phrase, or its value. */
static const TcToken *band_start(const TcHintCase *c)
{
    const TcToken *at = c->token - 1;
    while (at > c->start && !at->first && at->type != TC_TOK_FROM && at->type != TC_TOK_ABOVE &&
           at->type != TC_TOK_BOUND && at->type != TC_TOK_COMPARE && at[-1].type != TC_TOK_COLON)
        at--;
    return at;
}

/* "từ 4 trở lên: 20  từ 2 đến 3: 10": a ';' is missing between two bands. */
bool tc_hint_band_semicolon(const TcHintCase *c)
{
    bool scale = false, band = false;
    if (c->token->type != TC_TOK_COLON && c->token->type != TC_TOK_OTHERWISE)
        return false;
    for (const TcToken *at = c->start; at < c->token; at++) {
        scale = scale || at->type == TC_TOK_BY;
        band = band || (scale && at->type == TC_TOK_COLON);
    }
    if (!band)
        return false;
    const TcToken *at = c->token->type == TC_TOK_OTHERWISE ? c->token : band_start(c);
    tc_diag(c->parse->diags, TC_DIAG_WORD_MISSING, at->span, ";", NULL);
    return true;
}

/* Is the colon at hand one between two figures, and no mark of a band, a case or a head? */
static bool is_division(const TcHintCase *c)
{
    static const int figures[] = {TC_TOK_NUMBER, TC_TOK_BRACKET, TC_TOK_RPAREN, TC_TOK_LPAREN};
    for (const TcToken *at = c->start; at < c->end; at++)
        if (at != c->token && (at->type == TC_TOK_COLON || at->type == TC_TOK_SEMICOLON))
            return false;
    return c->token->type == TC_TOK_COLON && c->token + 1 < c->end &&
           tc_token_among(c->before->type, figures, G_N_ELEMENTS(figures)) &&
           tc_token_among(c->token[1].type, figures, G_N_ELEMENTS(figures));
}

/* "[A] : [B]", "[A] x 100": a sign of school arithmetic. */
bool tc_hint_sign_for_sign(const TcHintCase *c)
{
    bool times = tc_hint_is_word(c->token) && g_ascii_strcasecmp(c->token->text, "x") == 0 &&
                 tc_hint_ends_operand(c->before) && c->token + 1 < c->end &&
                 tc_hint_ends_operand(c->token + 1);
    if (!times && !is_division(c))
        return false;
    g_autofree char *before = tc_span_text(c->before->span);
    g_autofree char *sign = tc_span_text(c->token->span);
    g_autofree char *after = tc_span_text(c->token[1].span);
    g_autofree char *meant = g_strdup_printf("%s %s %s", before, times ? "*" : "/", after);
    tc_diag_edit(tc_diag(c->parse->diags, TC_DIAG_SIGN_FOR_SIGN, c->token->span, sign, meant, NULL),
                 c->token->span, times ? "*" : "/");
    return true;
}

static bool report_type(const TcHintCase *c)
{
    g_autofree char *yes_no = g_strdelimit(
        g_strdup(tc_keyword_name(TC_KW_TYPE_YES_NO, c->parse->tokens->lang)), " ", '/');
    g_auto(GStrv) parts = g_strsplit(yes_no, "///", 2);
    g_autofree char *shown = g_strjoinv("/", parts);
    tc_diag(c->parse->diags, TC_DIAG_UNKNOWN_TYPE, c->token->span, shown, NULL);
    return true;
}

/* A column whose type is no type, or is not there. */
bool tc_hint_type(const TcHintCase *c)
{
    return c->parse->starter.type == TC_TOK_ENTRY_COLUMN && c->before == c->start - 1 &&
           report_type(c);
}

/* "60 phần trăm", "60phần trăm". */
bool tc_hint_percent_word(const TcHintCase *c)
{
    static const char *const words[TC_N_LANGS] = {"phần trăm", "percent"};
    TcLang lang = c->parse->tokens->lang;
    const TcToken *number = c->token;
    if (c->token->type == TC_TOK_END)
        return false;
    while (number > c->start && number->type != TC_TOK_NUMBER && number->type != TC_TOK_CODE)
        number--;
    const TcToken *last = c->token->type == TC_TOK_CODE ? c->token + 1 : c->token;
    TcSpan span = tc_span_join(number->span, last->span);
    g_autofree char *text = tc_span_text(span);
    size_t digits = strspn(text, "0123456789,.");
    g_autofree char *word = tc_text_key(words[lang], strlen(words[lang]));
    g_autofree char *rest = tc_text_key(text + digits, strlen(text + digits));
    if (digits == 0 || strcmp(g_strstrip(rest), word) != 0)
        return false;
    g_autofree char *meant = g_strdup_printf("%.*s%%", (int)digits, text);
    tc_diag_edit(tc_diag(c->parse->diags, TC_DIAG_BAD_NUMBER, span, text, meant, NULL), span,
                 meant);
    return true;
}

/* "30 tháng 6 năm 2024". */
bool tc_hint_date_words(const TcHintCase *c)
{
    static const char *const month = "tháng", *const year = "năm";
    if (c->token->type != TC_TOK_NUMBER || c->before - c->start < 1 ||
        !tc_hint_is_word(c->before) || c->before[-1].type != TC_TOK_NUMBER)
        return false;
    g_autofree char *word = tc_text_key(c->before->text, strlen(c->before->text));
    g_autofree char *key = tc_text_key(month, strlen(month));
    if (strcmp(word, key) != 0)
        return false;
    bool whole = c->token + 2 < c->end && tc_hint_is_word(c->token + 1) &&
                 c->token[2].type == TC_TOK_NUMBER && g_utf8_collate(c->token[1].text, year) == 0;
    const TcToken *last = whole ? c->token + 2 : c->token;
    TcSpan span = tc_span_join(c->before[-1].span, last->span);
    g_autofree char *text = tc_span_text(span);
    g_autofree char *meant =
        g_strdup_printf("%s/%s/%s", c->before[-1].text, c->token->text,
                        whole ? last->text : tc_msg(tc_hint_lang_of(c), TC_MSG_YEAR_HERE));
    TcDiag *diag = tc_diag(c->parse->diags, TC_DIAG_DATE_FORM, span, text, meant, NULL);
    if (whole)
        tc_diag_edit(diag, span, meant);
    return true;
}

/* "có hiệu lực từ: ngày ký": a clause of a date that has none. */
bool tc_hint_date(const TcHintCase *c)
{
    const TcToken *last = c->token;
    if (c->parse->starter.type != TC_TOK_CLAUSE_DATE || c->token->type == TC_TOK_END)
        return false;
    while (last + 1 < c->end && tc_hint_same_line(last + 1))
        last++;
    TcSpan span = tc_span_join(c->token->span, last->span);
    g_autofree char *text = tc_span_text(span);
    tc_diag(c->parse->diags, TC_DIAG_DATE_FORM, span, text,
            tc_msg(tc_hint_lang_of(c), TC_MSG_DATE_HERE), NULL);
    return true;
}

/* "đạt 60% trở lên": a requirement is the level alone. */
bool tc_hint_requirement(const TcHintCase *c)
{
    const TcToken *last = c->token;
    if (c->parse->starter.type != TC_TOK_CLAUSE_REQUIREMENT || c->before->type != TC_TOK_STATE ||
        c->token->type != TC_TOK_NUMBER)
        return false;
    if (last + 1 < c->end && (last[1].type == TC_TOK_UPWARD || last[1].type == TC_TOK_DOWNWARD))
        last++;
    TcLang lang = c->parse->tokens->lang;
    g_autofree char *level = tc_span_text(tc_span_join(c->token->span, last->span));
    g_autofree char *meant =
        last == c->token ? g_strdup_printf("%s %s %s", tc_keyword_name(TC_KW_FROM, lang), level,
                                           tc_keyword_name(TC_KW_UPWARD, lang))
                         : g_strdup_printf("%s %s", tc_keyword_name(TC_KW_FROM, lang), level);
    TcSpan span = tc_span_join(c->before->span, last->span);
    tc_diag_edit(tc_diag(c->parse->diags, TC_DIAG_LEVEL_ALONE, span, meant, NULL), span, meant);
    return true;
}

/* "ít nhất 33 chỉ tiêu đạt" without "có". */
bool tc_hint_count(const TcHintCase *c)
{
    static const char *const words[TC_N_LANGS] = {"có", "there are"};
    if (c->token->type != TC_TOK_BOUND || c->token + 2 >= c->end ||
        c->token[1].type != TC_TOK_NUMBER ||
        (c->token[2].type != TC_TOK_INDICATOR && c->token[2].type != TC_TOK_FILTERED))
        return false;
    tc_diag(c->parse->diags, TC_DIAG_WORD_MISSING, c->token->span, words[c->parse->tokens->lang],
            NULL);
    return true;
}

/* "[A] = có, [B] = có": conditions joined by a comma or a semicolon. */
bool tc_hint_conditions_comma(const TcHintCase *c)
{
    if ((c->token->type != TC_TOK_COMMA && c->token->type != TC_TOK_SEMICOLON) ||
        c->token + 1 >= c->end || c->parse->starter.type != TC_TOK_CLAUSE_CONDITION ||
        tc_hint_expects(c, ";"))
        return false;
    tc_diag(c->parse->diags, TC_DIAG_CONDITIONS_COMMA, c->token->span, NULL);
    return true;
}

/* A sentence where something must be computed. */
bool tc_hint_prose(const TcHintCase *c)
{
    static const int values[] = {
        TC_TOK_NUMBER,   TC_TOK_BRACKET,  TC_TOK_DATE,           TC_TOK_TEXT,  TC_TOK_LPAREN,
        TC_TOK_CODE,     TC_TOK_OWN,      TC_TOK_COMPARE,        TC_TOK_WHEN,  TC_TOK_BY,
        TC_TOK_FROM,     TC_TOK_BOUND,    TC_TOK_ABOVE,          TC_TOK_IN,    TC_TOK_ALL,
        TC_TOK_COUNT,    TC_TOK_STATE,    TC_TOK_HAS_COUNT,      TC_TOK_TOTAL, TC_TOK_TABLE,
        TC_TOK_CONTENTS, TC_TOK_ADDITIVE, TC_TOK_MULTIPLICATIVE,
    };
    int starter = c->parse->starter.type;
    if (starter != TC_TOK_CLAUSE_CONDITION && starter != TC_TOK_CLAUSE_VALUE &&
        starter != TC_TOK_CLAUSE_REQUIREMENT)
        return false;
    if (c->parse->limit - c->parse->first < LEAST_PROSE)
        return false;
    for (uint32_t i = c->parse->first; i < c->parse->limit; i++)
        if (tc_token_among(c->parse->tokens->items[i].type, values, G_N_ELEMENTS(values)))
            return false;
    TcSpan span = tc_span_join(c->parse->tokens->items[c->parse->first].span,
                               c->parse->tokens->items[c->parse->limit - 1].span);
    tc_diag(c->parse->diags, TC_DIAG_PROSE, span, NULL);
    return true;
}

/* "số nguyên hộ": a unit of measure without its parentheses. */
bool tc_hint_unit_brackets(const TcHintCase *c)
{
    const TcToken *last = c->token;
    if (c->parse->starter.type != TC_TOK_ENTRY_COLUMN || c->before->type != TC_TOK_TYPE ||
        !tc_hint_is_word(c->token))
        return false;
    while (last + 1 < c->end && tc_hint_is_word(last + 1) && tc_hint_same_line(last + 1))
        last++;
    if (last + 1 < c->end && last[1].type == TC_TOK_LPAREN)
        return report_type(c);
    TcSpan unit = tc_span_join(c->token->span, last->span);
    g_autofree char *type = tc_span_text(c->before->span);
    g_autofree char *text = tc_span_text(unit);
    g_autofree char *meant = g_strdup_printf("%s (%s)", type, text);
    TcSpan span = tc_span_join(c->before->span, unit);
    tc_diag_edit(tc_diag(c->parse->diags, TC_DIAG_UNIT_BRACKETS, span, meant, NULL), span, meant);
    return true;
}
