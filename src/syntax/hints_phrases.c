/* Hints for the words of phrases and other keywords: typed without their Vietnamese marks, cut
 * short, or two phrases in one. Before and after: hint_case.h. */
#include "syntax/hint_case.h"

#include <string.h>
#include "base/msg.h"
#include "base/text.h"
#include "parser.h"

enum { MOST_WORDS = 6 }; /* of a keyword that stands within a clause */

/* Does a letter begin the token, so that it may be a word of a keyword? */
static bool is_worded(const TcToken *token)
{
    const TcSource *source = token->span.source;
    return token->type != TC_TOK_TEXT && source &&
           g_unichar_isalpha(g_utf8_get_char(tc_source_text(source) + token->span.start));
}

/* The keyword that the words from @first on are but for their marks, the longest; NULL if none.
 * *@last: the last word of it. */
static const char *unmarked_at(const TcHintCase *c, const TcToken *first, const TcToken **last)
{
    const char *found = NULL;
    bool named = false;
    for (const TcToken *at = first; at < c->end && at - first < MOST_WORDS; at++) {
        if (!is_worded(at) || (at > first && !tc_hint_same_line(at)))
            break;
        named = named || tc_hint_is_word(at);
        g_autofree char *words = tc_span_text(tc_span_join(first->span, at->span));
        const char *meant = named ? tc_keyword_unmarked(words, c->parse->tokens->lang) : NULL;
        if (meant && (at > first || !tc_hint_is_declared(c, at))) {
            found = meant;
            *last = at;
        }
    }
    return found;
}

/* "tu 60% tro len": keywords typed without their Vietnamese marks. Each is told. */
bool tc_hint_unmarked(const TcHintCase *c)
{
    bool told = false;
    for (const TcToken *at = c->start; at < c->end; at++) {
        const TcToken *last = at;
        const char *meant = unmarked_at(c, at, &last);
        if (meant == NULL)
            continue;
        TcSpan span = tc_span_join(at->span, last->span);
        g_autofree char *text = tc_span_text(span);
        tc_diag_edit(tc_diag(c->parse->diags, TC_DIAG_KEYWORD_MISSPELT, span, text, meant, NULL),
                     span, meant);
        told = true;
        at = last;
    }
    return told;
}

/* "từ 5 hộ trở", "từ 30% trở đi": neither trở lên nor trở xuống. */
bool tc_hint_half_phrase(const TcHintCase *c)
{
    const TcLang lang = c->parse->tokens->lang;
    const TcToken *half = c->token, *first;
    if (half < c->end && !(tc_hint_is_word(half) && tc_keyword_is_half(half->text, lang)))
        half = c->before;
    if (half < c->start || half >= c->end || !tc_hint_is_word(half) ||
        !tc_keyword_is_half(half->text, lang))
        return false;
    for (first = half; first > c->start && first[-1].type != TC_TOK_FROM; first--)
        if (!tc_hint_same_line(first))
            return false;
    TcSpan span = tc_span_join(first->span, half->span);
    g_autofree char *text = tc_span_text(span);
    tc_diag(c->parse->diags, TC_DIAG_HALF_PHRASE, span, text, NULL);
    return true;
}

/* How the phrase that @sign begins is written: trên for "lớn hơn", ">" as it is. (transfer full) */
static char *sign_words(const TcHintCase *c, const TcToken *sign)
{
    return sign->type == TC_TOK_COMPARE
               ? tc_span_text(sign->span)
               : g_strdup(tc_keyword_name((TcKeyword)sign->value, c->parse->tokens->lang));
}

/* Does the phrase that @sign begins leave out the level itself? */
static bool is_strict(const TcToken *sign)
{
    return sign->type == TC_TOK_ABOVE ||
           (sign->type == TC_TOK_BOUND && sign->value == TC_KW_BELOW) ||
           (sign->type == TC_TOK_COMPARE && (sign->value == TC_OP_LT || sign->value == TC_OP_GT));
}

/* "trên 70% trở lên", "dưới 30% trở xuống": two phrases in one. */
bool tc_hint_phrases_mixed(const TcHintCase *c)
{
    static const int signs[] = {TC_TOK_ABOVE, TC_TOK_BOUND, TC_TOK_TO, TC_TOK_COMPARE};
    const TcToken *sign = c->token;
    const TcLang lang = c->parse->tokens->lang, said = tc_hint_lang_of(c);
    if (c->token->type != TC_TOK_UPWARD && c->token->type != TC_TOK_DOWNWARD)
        return false;
    while (sign > c->start && !tc_token_among(sign->type, signs, G_N_ELEMENTS(signs)))
        sign--;
    if (!tc_token_among(sign->type, signs, G_N_ELEMENTS(signs)) || sign + 1 >= c->token)
        return false;
    TcSpan whole = tc_span_join(sign->span, c->token->span);
    g_autofree char *text = tc_span_text(whole), *word = sign_words(c, sign);
    g_autofree char *level = tc_span_text(tc_span_join(sign[1].span, c->before->span));
    g_autofree char *one = g_strdup_printf("%s %s", word, level);
    g_autofree char *other = g_strdup_printf("%s %s %s", tc_keyword_name(TC_KW_FROM, lang), level,
                                             tc_keyword_name((TcKeyword)c->token->value, lang));
    g_autofree char *ends = tc_msg_format(
        said, is_strict(sign) ? TC_MSG_LEVEL_LEFT_OUT : TC_MSG_LEVEL_TAKEN_IN, level, NULL);
    g_autofree char *taken = tc_msg_format(said, TC_MSG_LEVEL_TAKEN_IN, level, NULL);
    tc_diag(c->parse->diags, TC_DIAG_PHRASES_MIXED, whole, text, one, ends, other, taken, NULL);
    return true;
}
