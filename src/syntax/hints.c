/* One message for a clause that does not fit: what is written there and what to write. The
 * grammar's list of what fits seldom says what was meant, so a table of the common slips comes
 * first. */
#include "syntax/hints.h"

#include <string.h>
#include "base/msg.h"
#include "base/text.h"
#include "parser.h"

typedef struct {
    TcParse *parse;
    const TcToken *token, *before;
    const char *const *expected;
    unsigned n;
} Case;

static bool expects(const Case *c, const char *alias_start)
{
    for (unsigned i = 0; i < c->n; i++)
        if (g_str_has_prefix(c->expected[i], alias_start))
            return true;
    return false;
}

static TcLang lang_of(const Case *c)
{
    return tc_diag_list_lang(c->parse->diags);
}

static bool is_word(const TcToken *token)
{
    return token->type == TC_TOK_NAME;
}

static bool same_line(const TcToken *token)
{
    return !token->first;
}

/* "Tổng số hộ >= 100": the run of bare words around the token. */
static bool hint_unbracketed(const Case *c)
{
    if (!is_word(c->token) || !is_word(c->before) || !same_line(c->token))
        return false;
    const TcToken *first = c->before, *last = c->token;
    const TcToken *start = c->parse->tokens->items, *end = start + c->parse->limit;
    while (first > start && is_word(first - 1) && same_line(first))
        first--;
    while (last + 1 < end && is_word(last + 1) && same_line(last + 1))
        last++;
    TcSpan span = tc_span_join(first->span, last->span);
    g_autofree char *text = tc_span_text(span);
    const TcToken *sign = first > start ? first - 1 : NULL;
    bool value = sign && sign->type == TC_TOK_COMPARE &&
                 (sign->value == TC_OP_EQ || sign->value == TC_OP_NE);
    g_autofree char *meant = g_strconcat(value ? "\"" : "[", text, value ? "\"" : "]", NULL);
    TcDiagCode code = value ? TC_DIAG_QUOTES_MISSING : TC_DIAG_NAME_NEEDS_BRACKETS;
    tc_diag_edit(tc_diag(c->parse->diags, code, span, meant, NULL), span, meant);
    return true;
}

static const char *translation(const Case *c, const TcToken *word)
{
    return is_word(word) ? tc_keyword_translate(word->text, c->parse->tokens->lang) : NULL;
}

/* A word of the other keyword language. */
static bool hint_foreign(const Case *c)
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

static bool ends_operand(const TcToken *token)
{
    static const int ends[] = {TC_TOK_NUMBER, TC_TOK_DATE,    TC_TOK_TEXT,
                               TC_TOK_NAME,   TC_TOK_BRACKET, TC_TOK_OWN,
                               TC_TOK_TOTAL,  TC_TOK_RPAREN,  TC_TOK_STATE};
    for (unsigned i = 0; i < G_N_ELEMENTS(ends); i++)
        if (token->type == ends[i])
            return true;
    return false;
}

/* A sign for a word before it; nothing where a phrase follows: "là từ 5 trở lên". */
static bool report_sign(const Case *c, const char *sign)
{
    static const int phrases[] = {TC_TOK_FROM, TC_TOK_TO, TC_TOK_ABOVE, TC_TOK_BOUND,
                                  TC_TOK_COMPARE};
    const TcToken *end = c->parse->tokens->items + c->parse->limit, *last = c->token + 1;
    bool phrase = false;
    if (last >= end || !same_line(last))
        return false;
    for (unsigned i = 0; i < G_N_ELEMENTS(phrases); i++)
        phrase = phrase || last->type == phrases[i];
    while (phrase && last + 1 < end && same_line(last + 1) && last[1].type != TC_TOK_AND &&
           last[1].type != TC_TOK_OR && last[1].type != TC_TOK_SEMICOLON &&
           last[1].type != TC_TOK_COLON && last[1].type != TC_TOK_RPAREN)
        last++;
    g_autofree char *before = tc_span_text(c->before->span);
    g_autofree char *word = tc_span_text(c->token->span);
    g_autofree char *after = tc_span_text(tc_span_join(c->token[1].span, last->span));
    g_autofree char *meant = phrase ? g_strdup_printf("%s %s", before, after)
                                    : g_strdup_printf("%s %s %s", before, sign, after);
    TcSpan span = tc_span_join(c->before->span, last->span);
    tc_diag_edit(tc_diag(c->parse->diags, TC_DIAG_WORD_FOR_SIGN, c->token->span, word, meant, NULL),
                 span, meant);
    return true;
}

static bool report_later(const Case *c, TcSpan span, const char *instead)
{
    g_autofree char *words = tc_span_text(span);
    g_autofree char *cure = tc_diag_words(instead, c->parse->tokens->lang);
    tc_diag(c->parse->diags, TC_DIAG_NOT_YET, span, words, cure, NULL);
    return true;
}

/* đếm(…), kỳ trước(…): words that the language does not have yet. */
static bool hint_later(const Case *c)
{
    if (c->token->type != TC_TOK_LATER)
        return false;
    g_autofree char *words = tc_span_text(c->token->span);
    const char *instead = tc_keyword_later(words, c->parse->tokens->lang, lang_of(c));
    return report_later(c, c->token->span, instead);
}

/* "tổng(cấp xã: …)": sums over the units of a level. */
static bool hint_levels(const Case *c)
{
    const TcToken *start = c->parse->tokens->items + c->parse->first, *at = c->token;
    if (!is_word(c->before) || (c->token->type != TC_TOK_COLON && !is_word(c->token)))
        return false;
    while (at > start && at->type != TC_TOK_LPAREN)
        at--;
    if (at == start || at[-1].type != TC_TOK_FUNCTION || at[1].type != TC_TOK_NAME)
        return false;
    static const char *const levels[] = {"cấp", "level"};
    g_autofree char *word = tc_text_key(at[1].text, strlen(at[1].text));
    g_autofree char *level =
        tc_text_key(levels[c->parse->tokens->lang], strlen(levels[c->parse->tokens->lang]));
    return strcmp(word, level) == 0 && report_later(c, tc_span_join(at[-1].span, c->token->span),
                                                    tc_msg(lang_of(c), TC_MSG_LATER_LEVELS));
}

/* "HOÀN_THÀNH của CĐS_XÃ": a result of another set. */
static bool hint_other_set(const Case *c)
{
    const TcToken *end = c->parse->tokens->items + c->parse->limit, *set = c->token + 1;
    bool named = is_word(c->before) || c->before->type == TC_TOK_CODE;
    if (c->token->type != TC_TOK_OF || !named || set >= end || set->type != TC_TOK_NAME)
        return false;
    return report_later(c, tc_span_join(c->before->span, set->span),
                        tc_msg(lang_of(c), TC_MSG_LATER_OTHER_SET));
}

/* "[B] là có", "[X] is at least 5", "[V] khác \"a\"": a word in the place of a sign. */
static bool hint_word_for_sign(const Case *c)
{
    static const struct {
        const char *words[TC_N_LANGS];
        const char *sign;
    } rows[] = {{{"là", "is"}, "="}, {{"khác", "differs"}, "<>"}};
    TcLang lang = c->parse->tokens->lang;
    if (!is_word(c->token) || !same_line(c->token) || !ends_operand(c->before))
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
static const TcToken *band_start(const Case *c)
{
    const TcToken *start = c->parse->tokens->items + c->parse->first, *at = c->token - 1;
    while (at > start && !at->first && at->type != TC_TOK_FROM && at->type != TC_TOK_ABOVE &&
           at->type != TC_TOK_BOUND && at->type != TC_TOK_COMPARE && at[-1].type != TC_TOK_COLON)
        at--;
    return at;
}

/* "từ 4 trở lên: 20  từ 2 đến 3: 10": a ';' is missing between two bands. */
static bool hint_band_semicolon(const Case *c)
{
    const TcToken *start = c->parse->tokens->items + c->parse->first;
    bool scale = false, band = false;
    if (c->token->type != TC_TOK_COLON && c->token->type != TC_TOK_OTHERWISE)
        return false;
    for (const TcToken *at = start; at < c->token; at++) {
        scale = scale || at->type == TC_TOK_BY;
        band = band || (scale && at->type == TC_TOK_COLON);
    }
    if (!band)
        return false;
    const TcToken *at = c->token->type == TC_TOK_OTHERWISE ? c->token : band_start(c);
    tc_diag(c->parse->diags, TC_DIAG_WORD_MISSING, at->span, ";", NULL);
    return true;
}

/* "[A] : [B]", "[A] x 100": a sign of school arithmetic. */
static bool hint_sign_for_sign(const Case *c)
{
    const TcToken *end = c->parse->tokens->items + c->parse->limit;
    bool times = is_word(c->token) && g_ascii_strcasecmp(c->token->text, "x") == 0;
    if ((c->token->type != TC_TOK_COLON && !times) || !ends_operand(c->before) ||
        c->token + 1 >= end || !ends_operand(c->token + 1))
        return false;
    g_autofree char *before = tc_span_text(c->before->span);
    g_autofree char *sign = tc_span_text(c->token->span);
    g_autofree char *after = tc_span_text(c->token[1].span);
    g_autofree char *meant = g_strdup_printf("%s %s %s", before, times ? "*" : "/", after);
    tc_diag_edit(tc_diag(c->parse->diags, TC_DIAG_SIGN_FOR_SIGN, c->token->span, sign, meant, NULL),
                 c->token->span, times ? "*" : "/");
    return true;
}

/* A column whose type is no type, or is not there. */
static bool hint_type(const Case *c)
{
    if (c->parse->starter.type != TC_TOK_ENTRY_COLUMN || c->before != &c->parse->starter)
        return false;
    g_autofree char *yes_no = g_strdelimit(
        g_strdup(tc_keyword_name(TC_KW_TYPE_YES_NO, c->parse->tokens->lang)), " ", '/');
    g_auto(GStrv) parts = g_strsplit(yes_no, "///", 2);
    g_autofree char *shown = g_strjoinv("/", parts);
    tc_diag(c->parse->diags, TC_DIAG_UNKNOWN_TYPE, c->token->span, shown, NULL);
    return true;
}

/* "60 phần trăm", "60phần trăm". */
static bool hint_percent_word(const Case *c)
{
    static const char *const words[TC_N_LANGS] = {"phần trăm", "percent"};
    const TcToken *start = c->parse->tokens->items + c->parse->first;
    TcLang lang = c->parse->tokens->lang;
    const TcToken *number = c->token;
    if (c->token->type == TC_TOK_END)
        return false;
    while (number > start && number->type != TC_TOK_NUMBER && number->type != TC_TOK_CODE)
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
static bool hint_date_words(const Case *c)
{
    static const char *const month = "tháng", *const year = "năm";
    const TcToken *start = c->parse->tokens->items + c->parse->first;
    const TcToken *end = c->parse->tokens->items + c->parse->limit;
    if (c->token->type != TC_TOK_NUMBER || c->before - start < 1 || !is_word(c->before) ||
        c->before[-1].type != TC_TOK_NUMBER)
        return false;
    g_autofree char *word = tc_text_key(c->before->text, strlen(c->before->text));
    g_autofree char *key = tc_text_key(month, strlen(month));
    if (strcmp(word, key) != 0)
        return false;
    bool whole = c->token + 2 < end && is_word(c->token + 1) && c->token[2].type == TC_TOK_NUMBER &&
                 g_utf8_collate(c->token[1].text, year) == 0;
    const TcToken *last = whole ? c->token + 2 : c->token;
    TcSpan span = tc_span_join(c->before[-1].span, last->span);
    g_autofree char *text = tc_span_text(span);
    g_autofree char *meant = g_strdup_printf("%s/%s/%s", c->before[-1].text, c->token->text,
                                             whole ? last->text : "2025");
    TcDiag *diag = tc_diag(c->parse->diags, TC_DIAG_DATE_FORM, span, text, meant, NULL);
    if (whole)
        tc_diag_edit(diag, span, meant);
    return true;
}

/* "có hiệu lực từ: ngày ký": a clause of a date that has none. */
static bool hint_date(const Case *c)
{
    static const char *const examples[TC_N_LANGS] = {"01/6/2023", "2023-06-01"};
    const TcToken *end = c->parse->tokens->items + c->parse->limit, *last = c->token;
    if (c->parse->starter.type != TC_TOK_CLAUSE_DATE || c->token->type == TC_TOK_END)
        return false;
    while (last + 1 < end && same_line(last + 1))
        last++;
    TcSpan span = tc_span_join(c->token->span, last->span);
    g_autofree char *text = tc_span_text(span);
    tc_diag(c->parse->diags, TC_DIAG_DATE_FORM, span, text, examples[c->parse->tokens->lang], NULL);
    return true;
}

/* "đạt 60% trở lên": a requirement is the level alone. */
static bool hint_requirement(const Case *c)
{
    const TcToken *end = c->parse->tokens->items + c->parse->limit, *last = c->token;
    if (c->parse->starter.type != TC_TOK_CLAUSE_REQUIREMENT || c->before->type != TC_TOK_STATE ||
        c->token->type != TC_TOK_NUMBER)
        return false;
    if (last + 1 < end && (last[1].type == TC_TOK_UPWARD || last[1].type == TC_TOK_DOWNWARD))
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
static bool hint_count(const Case *c)
{
    static const char *const words[TC_N_LANGS] = {"có", "there are"};
    const TcToken *end = c->parse->tokens->items + c->parse->limit;
    if (c->token->type != TC_TOK_BOUND || c->token + 2 >= end ||
        c->token[1].type != TC_TOK_NUMBER ||
        (c->token[2].type != TC_TOK_INDICATOR && c->token[2].type != TC_TOK_FILTERED))
        return false;
    tc_diag(c->parse->diags, TC_DIAG_WORD_MISSING, c->token->span, words[c->parse->tokens->lang],
            NULL);
    return true;
}

/* "[A] = có, [B] = có": conditions joined by a comma. */
static bool hint_conditions_comma(const Case *c)
{
    if (c->token->type != TC_TOK_COMMA || c->parse->starter.type != TC_TOK_CLAUSE_CONDITION ||
        expects(c, ";"))
        return false;
    tc_diag(c->parse->diags, TC_DIAG_CONDITIONS_COMMA, c->token->span, NULL);
    return true;
}

/* A sentence where something must be computed. */
static bool hint_prose(const Case *c)
{
    static const int values[] = {TC_TOK_NUMBER, TC_TOK_BRACKET, TC_TOK_DATE, TC_TOK_TEXT,
                                 TC_TOK_LPAREN, TC_TOK_CODE,    TC_TOK_OWN,  TC_TOK_COMPARE};
    int starter = c->parse->starter.type;
    if (starter != TC_TOK_CLAUSE_CONDITION && starter != TC_TOK_CLAUSE_VALUE &&
        starter != TC_TOK_CLAUSE_REQUIREMENT)
        return false;
    if (c->parse->limit - c->parse->first < 3)
        return false;
    for (uint32_t i = c->parse->first; i < c->parse->limit; i++)
        for (unsigned j = 0; j < G_N_ELEMENTS(values); j++)
            if (c->parse->tokens->items[i].type == values[j])
                return false;
    TcSpan span = tc_span_join(c->parse->tokens->items[c->parse->first].span,
                               c->parse->tokens->items[c->parse->limit - 1].span);
    tc_diag(c->parse->diags, TC_DIAG_PROSE, span, NULL);
    return true;
}

/* "số nguyên hộ": a unit of measure without its parentheses. */
static bool hint_unit_brackets(const Case *c)
{
    const TcToken *end = c->parse->tokens->items + c->parse->limit, *last = c->token;
    if (c->parse->starter.type != TC_TOK_ENTRY_COLUMN || c->before->type != TC_TOK_TYPE ||
        !is_word(c->token))
        return false;
    while (last + 1 < end && is_word(last + 1) && same_line(last + 1))
        last++;
    TcSpan unit = tc_span_join(c->token->span, last->span);
    g_autofree char *type = tc_span_text(c->before->span);
    g_autofree char *text = tc_span_text(unit);
    g_autofree char *meant = g_strdup_printf("%s (%s)", type, text);
    TcSpan span = tc_span_join(c->before->span, unit);
    tc_diag_edit(tc_diag(c->parse->diags, TC_DIAG_UNIT_BRACKETS, span, meant, NULL), span, meant);
    return true;
}

static bool hint_and_or(const Case *c)
{
    if (c->before->type != TC_TOK_AND || c->token->type != TC_TOK_MULTIPLICATIVE)
        return false;
    tc_diag(c->parse->diags, TC_DIAG_AND_OR, tc_span_join(c->before->span, c->token->span), NULL);
    return true;
}

static bool hint_nested_cases(const Case *c)
{
    if (c->token->type != TC_TOK_WHEN && c->token->type != TC_TOK_BY)
        return false;
    if (!expects(c, "("))
        return false;
    tc_diag(c->parse->diags, TC_DIAG_NESTED_CASES, c->token->span, NULL);
    return true;
}

static bool hint_comma(const Case *c)
{
    if (c->token->type != TC_TOK_COMMA || !expects(c, ";"))
        return false;
    tc_diag_edit(tc_diag(c->parse->diags, TC_DIAG_COMMA, c->token->span, NULL), c->token->span,
                 ";");
    return true;
}

/* A single word or mark without which the rest makes no sense. */
static bool hint_missing_word(const Case *c)
{
    static const char *const words[] = {"thì|", ")", "}", "|||", "đến dưới|"};
    for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
        if (!expects(c, words[i]) || (i == 4 && c->n > 3))
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

/* Two values side by side: "60% 70%", "[A] [B]". */
static bool hint_operator_missing(const Case *c)
{
    if (!ends_operand(c->before) || !ends_operand(c->token) || c->token->type == TC_TOK_RPAREN ||
        !expects(c, "+, -"))
        return false;
    g_autofree char *before = tc_span_text(c->before->span);
    g_autofree char *token = tc_span_text(c->token->span);
    tc_diag(c->parse->diags, TC_DIAG_OPERATOR_MISSING,
            tc_span_join(c->before->span, c->token->span), before, token, NULL);
    return true;
}

/* "60% trở lên" without "từ". */
static bool hint_from_missing(const Case *c)
{
    if (c->token->type != TC_TOK_UPWARD && c->token->type != TC_TOK_DOWNWARD)
        return false;
    if (!ends_operand(c->before))
        return false;
    TcSpan span = tc_span_join(c->before->span, c->token->span);
    g_autofree char *text = tc_span_text(span);
    const char *from = tc_keyword_name(TC_KW_FROM, c->parse->tokens->lang);
    g_autofree char *meant = g_strdup_printf("%s %s", from, text);
    tc_diag_edit(tc_diag(c->parse->diags, TC_DIAG_FROM_MISSING, span, meant, NULL), span, meant);
    return true;
}

/* A clause of texts whose text has no quotation marks. */
static bool hint_quotes(const Case *c)
{
    bool title = c->parse->starter.type == TC_TOK_HEAD_PART &&
                 c->before == c->parse->tokens->items + c->parse->first;
    if (!expects(c, "đoạn chữ") || (c->before != &c->parse->starter && !title) ||
        expects(c, "số|") || c->token->type == TC_TOK_END)
        return false;
    const TcToken *end = c->parse->tokens->items + c->parse->limit, *last = c->token;
    while (last + 1 < end && same_line(last + 1))
        last++;
    TcSpan span = tc_span_join(c->token->span, last->span);
    g_autofree char *text = tc_span_text(span);
    g_autofree char *meant = g_strdup_printf("\"%s\"", text);
    tc_diag_edit(tc_diag(c->parse->diags, TC_DIAG_QUOTES_MISSING, span, meant, NULL), span, meant);
    return true;
}

/* A line that begins no clause behind a clause that is complete. */
static bool hint_stray_line(const Case *c)
{
    if (!c->token->first || c->token->type == TC_TOK_END || !expects(c, "hết mệnh đề"))
        return false;
    g_autofree char *text = tc_span_text(c->token->span);
    tc_diag(c->parse->diags, TC_DIAG_STRAY_LINE, c->token->span, text, NULL);
    return true;
}

static bool hint_value_missing(const Case *c)
{
    if (!expects(c, "số|") || c->before->span.start == c->before->span.end)
        return false;
    g_autofree char *before = tc_span_text(c->before->span);
    tc_diag(c->parse->diags, TC_DIAG_VALUE_MISSING, c->before->span, before, NULL);
    return true;
}

/* The words of what would have fitted, at most four; NULL when there are more. */
static char *expected_words(const Case *c)
{
    if (c->n == 0 || c->n > 4)
        return NULL;
    GString *words = g_string_new(NULL);
    for (unsigned i = 0; i < c->n; i++) {
        g_auto(GStrv) both = g_strsplit(c->expected[i], "|", 2);
        const char *word = strcmp(c->expected[i], "|||") == 0    ? "|"
                           : both[1] && lang_of(c) == TC_LANG_EN ? both[1]
                                                                 : both[0];
        g_string_append_printf(words, "%s\"%s\"", i ? " / " : "", word);
    }
    return g_string_free(words, FALSE);
}

static bool hint_general(const Case *c)
{
    bool nothing = c->n == 1 && expects(c, "hết mệnh đề") && c->token->type != TC_TOK_END;
    g_autofree char *expected = nothing ? NULL : expected_words(c);
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
    tc_diag(c->parse->diags, code, c->token->span, text, expected ? expected : "", NULL);
    return true;
}

void tc_hint_unexpected(TcParse *parse, const char *const *expected, unsigned n)
{
    static bool (*const hints[])(const Case *) = {
        hint_later,
        hint_levels,
        hint_other_set,
        hint_word_for_sign,
        hint_unit_brackets,
        hint_and_or,
        hint_band_semicolon,
        hint_sign_for_sign,
        hint_percent_word,
        hint_type,
        hint_date_words,
        hint_date,
        hint_requirement,
        hint_count,
        hint_conditions_comma,
        hint_prose,
        hint_foreign,
        hint_stray_line,
        hint_unbracketed,
        hint_nested_cases,
        hint_comma,
        hint_from_missing,
        hint_quotes,
        hint_value_missing,
        hint_missing_word,
        hint_operator_missing,
        hint_general,
    };
    const TcToken *before = parse->before ? parse->before : &parse->starter;
    Case c = {parse, parse->last, before, expected, n};
    for (unsigned i = 0; i < G_N_ELEMENTS(hints); i++)
        if (hints[i](&c))
            return;
}
