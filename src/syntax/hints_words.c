/* Hints for words in the wrong place: bands without what they go by, titles and choices without
 * quotation marks, a state before what it is said of. */
#include "syntax/hint_case.h"

#include <string.h>
#include "base/text.h"
#include "syntax/exceptions.h"
#include "syntax/subject.h"
#include "parser.h"

enum { MOST_WORDS = 6, MOST_TOKENS = 20000 /* looked through for a text */ };

/* The last token of the clause on the line of @from. */
static const TcToken *line_end(const TcHintCase *c, const TcToken *from)
{
    while (from + 1 < c->end && tc_hint_same_line(from + 1))
        from++;
    return from;
}

/* "chấm điểm: từ 90% trở lên: 20": bands that do not say what they go by. */
bool tc_hint_without_by(const TcHintCase *c)
{
    const TcToken *first = c->start;
    int starter = c->parse->starter.type, type = first->type;
    bool phrase = type == TC_TOK_FROM || type == TC_TOK_TO || type == TC_TOK_ABOVE ||
                  type == TC_TOK_BOUND || type == TC_TOK_COMPARE;
    if (c->token->type != TC_TOK_COLON || !phrase ||
        (starter != TC_TOK_CLAUSE_VALUE && starter != TC_TOK_CLAUSE_REQUIREMENT))
        return false;
    bool known;
    g_autofree char *subject = tc_subject_of_bands(c->parse, &known);
    g_autofree char *added =
        g_strdup_printf("%s %s  ", tc_keyword_name(TC_KW_BY, c->parse->tokens->lang), subject);
    TcSpan line = tc_span_join(first->span, line_end(c, first)->span);
    g_autofree char *bands = tc_span_text(line);
    g_autofree char *meant = g_strconcat(added, bands, NULL);
    TcSpan place = {line.source, line.start, line.start};
    TcDiag *diag =
        tc_diag(c->parse->diags, known ? TC_DIAG_BANDS_WITHOUT_BY : TC_DIAG_BANDS_WITHOUT_COLUMN,
                line, meant, NULL);
    if (known)
        tc_diag_edit(diag, place, added);
    return true;
}

/* Is it a code by its looks (3.4, [X 1], a letter, a Roman number), or the first word of a title?
 */
static bool looks_like_code(const TcToken *token)
{
    return token->type != TC_TOK_NAME || g_utf8_strlen(token->text, -1) == 1 ||
           token->text[strspn(token->text, "IVXLC")] == '\0';
}

/* "bộ tiêu chí NÔNG THÔN MỚI": a title without its quotation marks, perhaps without its code. */
bool tc_hint_title(const TcHintCase *c)
{
    const TcToken *first = c->start, *last = line_end(c, first);
    if (c->parse->starter.type != TC_TOK_HEAD_PART || c->token->type == TC_TOK_END ||
        c->before != first)
        return false;
    for (const TcToken *at = first; at <= last; at++)
        if (at->type == TC_TOK_TEXT)
            return false;
    bool coded = looks_like_code(first);
    g_autofree char *head = tc_span_text(c->parse->starter.span);
    g_autofree char *code = tc_span_text(first->span);
    g_autofree char *title =
        tc_span_text(tc_span_join((coded ? c->token : first)->span, last->span));
    g_autofree char *meant = g_strdup_printf("%s %s \"%s\"", head,
                                             coded                                  ? code
                                             : c->parse->tokens->lang == TC_LANG_VI ? "MÃ"
                                                                                    : "CODE",
                                             title);
    TcDiag *diag = tc_diag(c->parse->diags, TC_DIAG_TITLE_QUOTES,
                           tc_span_join(first->span, last->span), meant, NULL);
    if (coded)
        tc_diag_edit(diag, tc_span_join(c->parse->starter.span, last->span), meant);
    return true;
}

/* "chỉ tiêu số 1 "…"": a word before the code of a part. */
bool tc_hint_code_word(const TcHintCase *c)
{
    static const char *const words[TC_N_LANGS] = {"số", "number"};
    const char *wanted = words[c->parse->tokens->lang];
    if (c->parse->starter.type != TC_TOK_HEAD_PART ||
        (c->token->type != TC_TOK_NUMBER && c->token->type != TC_TOK_CODE) ||
        c->before != c->start || !tc_hint_is_word(c->before))
        return false;
    g_autofree char *key = tc_text_key(c->before->text, strlen(c->before->text));
    g_autofree char *word = tc_text_key(wanted, strlen(wanted));
    if (strcmp(key, word) != 0)
        return false;
    g_autofree char *head = tc_span_text(c->parse->starter.span);
    g_autofree char *text = tc_span_text(c->before->span);
    TcSpan place = {c->before->span.source, c->before->span.start, c->token->span.start};
    tc_diag_edit(tc_diag(c->parse->diags, TC_DIAG_MARK_TOO_MANY, c->before->span, text, head, NULL),
                 place, "");
    return true;
}

/* The text of the file that the words from @first to @last spell, or NULL. */
static const char *text_spelt(const TcHintCase *c, const TcToken *first, const TcToken *last)
{
    const TcTokenList *tokens = c->parse->tokens;
    g_autofree char *words = tc_span_text(tc_span_join(first->span, last->span));
    g_autofree char *key = tc_text_key(words, strlen(words));
    for (uint32_t i = 0; i < MIN(tokens->n, MOST_TOKENS); i++) {
        if (tokens->items[i].type != TC_TOK_TEXT)
            continue;
        const char *text = tokens->items[i].text;
        g_autofree char *other = tc_text_key(text, strlen(text));
        if (strcmp(key, other) == 0)
            return text;
    }
    return NULL;
}

/* "theo [Vùng] đồng bằng: …": words that stand in quotation marks elsewhere, some of them keywords.
 */
bool tc_hint_known_text(const TcHintCase *c)
{
    const TcToken *first = c->before >= c->start && c->before < c->end ? c->before : c->token;
    if (tc_diag_count(c->parse->diags, TC_ERROR) > TC_DIAG_MOST_CURED)
        return false;
    for (; first <= c->token && first < c->end && first >= c->start; first++) {
        for (const TcToken *last = first + 1; last < c->end && last - first < MOST_WORDS; last++) {
            if (!tc_hint_same_line(last))
                break;
            const char *text = last >= c->token ? text_spelt(c, first, last) : NULL;
            if (text == NULL)
                continue;
            TcSpan span = tc_span_join(first->span, last->span);
            g_autofree char *meant = g_strdup_printf("\"%s\"", text);
            tc_diag_edit(tc_diag(c->parse->diags, TC_DIAG_QUOTES_MISSING, span, meant, NULL), span,
                         meant);
            return true;
        }
    }
    return false;
}

/* "riêng miền núi: 50%": a kind of units in the place of the condition. */
bool tc_hint_except(const TcHintCase *c)
{
    const TcToken *start = c->start, *end = c->end;
    if (c->token < start || c->token >= end || c->parse->starter.type != TC_TOK_CLAUSE_REQUIREMENT)
        return false;
    const TcToken *except = c->token, *last;
    while (except > start && except->type != TC_TOK_EXCEPT)
        except--;
    if (except->type != TC_TOK_EXCEPT)
        return false;
    for (last = except; last + 1 < end && last[1].type != TC_TOK_COLON; last++)
        if (!tc_hint_same_line(last + 1) ||
            !g_unichar_isalpha(
                g_utf8_get_char(tc_source_text(last[1].span.source) + last[1].span.start)))
            return false;
    if (last == except || last + 1 == end)
        return false;
    tc_exception_report(c->parse->tokens, tc_span_join(except[1].span, last->span),
                        c->parse->diags);
    return true;
}

/* "đạt tất cả, trừ …": a state before what it is said of, in a sentence that speech.def does not
 * know. Which rule is meant is not guessed. */
bool tc_hint_state_first(const TcHintCase *c)
{
    const TcToken *state = c->start;
    bool counted = false;
    if (c->parse->starter.type != TC_TOK_CLAUSE_CONDITION || state->type != TC_TOK_STATE ||
        c->token <= state)
        return false;
    for (const TcToken *at = state; at < c->end; at++)
        counted = counted || at->type == TC_TOK_ALL || at->type == TC_TOK_INDICATOR ||
                  at->type == TC_TOK_FILTERED || at->type == TC_TOK_COUNT;
    if (counted)
        tc_diag(c->parse->diags, TC_DIAG_COUNT_UNCLEAR,
                tc_span_join(state->span, line_end(c, state)->span), NULL);
    return counted;
}

/* "đạt khi: a) …": a list of contents without the sentence that opens it. */
bool tc_hint_contents_opening(const TcHintCase *c)
{
    if (c->start >= c->end || c->start->type != TC_TOK_ITEM_MARK ||
        c->parse->starter.type != TC_TOK_CLAUSE_CONDITION)
        return false;
    tc_diag(c->parse->diags, TC_DIAG_CONTENTS_OPENING, c->start->span, NULL);
    return true;
}

/* "đối tượng áp dụng: "các xã"": a text or a sentence where levels stand. */
bool tc_hint_level_names(const TcHintCase *c)
{
    if (c->parse->starter.type != TC_TOK_CLAUSE_LEVELS || c->start >= c->end)
        return false;
    tc_diag(c->parse->diags, TC_DIAG_LEVELS_FORM,
            tc_span_join(c->start->span, line_end(c, c->start)->span), NULL);
    return true;
}

/* "đạt khi: = [A]", "theo tổng điểm = từ 80 trở lên: …": a sign with nothing before it that could
 * be compared, or with a phrase behind it. */
bool tc_hint_sign_first(const TcHintCase *c)
{
    static const int openers[] = {TC_TOK_COLON, TC_TOK_THEN, TC_TOK_OTHERWISE, TC_TOK_ITEM_MARK};
    static const int phrases[] = {TC_TOK_FROM, TC_TOK_TO, TC_TOK_ABOVE, TC_TOK_BOUND};
    const TcToken *sign = c->token->type == TC_TOK_COMPARE ? c->token : c->before;
    if (sign < c->start || sign + 1 >= c->end || sign->type != TC_TOK_COMPARE ||
        sign->value != TC_OP_EQ)
        return false;
    const bool begins =
        sign == c->start || tc_token_among(sign[-1].type, openers, G_N_ELEMENTS(openers));
    if (!begins && !tc_token_among(sign[1].type, phrases, G_N_ELEMENTS(phrases)))
        return false;
    g_autofree char *text = tc_span_text(sign->span), *before = tc_hint_before(sign->span);
    tc_diag_edit(tc_diag(c->parse->diags, TC_DIAG_MARK_TOO_MANY, sign->span, text, before, NULL),
                 sign->span, "");
    return true;
}

/* A letter stands where it begins: a word, be it a keyword. */
static bool is_worded(const TcToken *token)
{
    const char *text = tc_source_text(token->span.source) + token->span.start;
    return g_unichar_isalpha(g_utf8_get_char(text));
}

static bool is_bar(const TcToken *token)
{
    return token->type == TC_TOK_BAR || token->type == TC_TOK_ROW;
}

/* "với: [Vùng] = đồng bằng", "| đồng bằng |": a text that is given without its quotation marks. */
bool tc_hint_given_text(const TcHintCase *c)
{
    const int starter = c->parse->starter.type;
    if (starter != TC_TOK_ENTRY_GIVEN && starter != TC_TOK_CLAUSE_GIVEN)
        return false;
    const TcToken *first = MIN(c->token, c->end - 1), *last = first;
    first -= is_bar(first) && first > c->start; /* what ends too early is refused at its end */
    last = first;
    while (first > c->start && !is_bar(first - 1) && is_worded(first))
        first--;
    while (last + 1 < c->end && tc_hint_same_line(last + 1) && !is_bar(last + 1))
        last++;
    for (const TcToken *at = first; at <= last; at++)
        if (at < c->start || at->type == TC_TOK_NOT || !is_worded(at))
            return false;
    const TcSpan span = tc_span_join(first->span, last->span);
    g_autofree char *text = tc_span_text(span);
    g_autofree char *meant = g_strdup_printf("\"%s\"", text);
    tc_diag_edit(tc_diag(c->parse->diags, TC_DIAG_QUOTES_MISSING, span, meant, NULL), span, meant);
    return true;
}

/* "giá trị chỉ tiêu 3.4": what a part has is said with "của". */
bool tc_hint_of_part(const TcHintCase *c)
{
    if (c->before < c->start || c->before->type != TC_TOK_OWN ||
        !tc_token_names_part(c->token->type))
        return false;
    tc_diag(c->parse->diags, TC_DIAG_WORD_MISSING, c->token->span,
            tc_keyword_name(TC_KW_OF, c->parse->tokens->lang), NULL);
    return true;
}
