/* Words that decisions have where the language has a clause or a flag: "mức đạt: …", "chỉ tiêu bắt
 * buộc". Before: a line that no starter begins. After: told once and read as the clause that is
 * meant; where two may be meant, both are told and the clause is passed over. */
#include "syntax/cut.h"

#include "base/msg.h"
#include "parser.h"

enum { MOST_WORDS = 8 };

static bool is_worded(const TcToken *token)
{
    const char *text = tc_source_text(token->span.source) + token->span.start;
    return token->type != TC_TOK_END && token->type != TC_TOK_TEXT &&
           token->type != TC_TOK_BRACKET && g_unichar_isalpha(g_utf8_get_char(text));
}

/* How many words, keywords or not, stand before the colon of the line at hand; 0 if others do. */
static uint32_t words_before_colon(const TcCut *cut)
{
    uint32_t n = 0;
    while (n < MOST_WORDS && (n == 0 || !tc_cut_at(cut, n)->first) && is_worded(tc_cut_at(cut, n)))
        n++;
    return tc_cut_at(cut, n)->type == TC_TOK_COLON && !tc_cut_at(cut, n)->first ? n : 0;
}

/* The clause that the @n words at hand are, or are taken for. */
static TcKeyword clause_of(const TcCut *cut, uint32_t n)
{
    g_autofree char *text = tc_span_text(tc_cut_span(cut, n));
    TcKeyword clause = tc_keyword_clause(text, cut->tokens->lang);
    return clause ? clause : tc_keyword_taken_for(text, cut->tokens->lang);
}

/* "yêu cầu tối đa: 5%": the word of the level stands before the colon. Returns: whether it did. */
static bool take_bound(TcCut *cut, uint32_t n)
{
    static const int bounds[] = {TC_TOK_BOUND, TC_TOK_ABOVE};
    if (n < 2 || !tc_token_among(tc_cut_at(cut, n - 1)->type, bounds, G_N_ELEMENTS(bounds)) ||
        tc_cut_at(cut, n + 1)->type != TC_TOK_NUMBER || clause_of(cut, n - 1) != TC_KW_REQUIRED)
        return false;
    TcToken bound = *tc_cut_at(cut, n - 1);
    TcSpan span = tc_span_join(tc_cut_span(cut, n), tc_cut_at(cut, n)->span);
    g_autofree char *word = tc_span_text(bound.span), *text = tc_span_text(tc_cut_span(cut, n));
    g_autofree char *right =
        g_strdup_printf("%s: %s", tc_keyword_name(TC_KW_REQUIRED, cut->tokens->lang), word);
    tc_diag_edit(tc_diag(cut->diags, TC_DIAG_KEYWORD_MISSPELT, span, text, right, NULL), span,
                 right);
    cut->tokens->items[cut->index + n] = bound;
    tc_cut_start_clause(cut, TC_KW_REQUIRED, tc_cut_span(cut, n - 1), n);
    return true;
}

static bool take_clause(TcCut *cut, uint32_t n)
{
    TcSpan span = tc_cut_span(cut, n);
    g_autofree char *text = tc_span_text(span);
    TcKeyword meant = tc_keyword_taken_for(text, cut->tokens->lang);
    if (meant == TC_KW_NONE || tc_keyword_token(meant) == TC_TOK_FLAG)
        return false;
    const char *name = tc_keyword_name(meant, cut->tokens->lang);
    tc_diag_edit(tc_diag(cut->diags, TC_DIAG_KEYWORD_MISSPELT, span, text, name, NULL), span, name);
    tc_cut_start_clause(cut, meant, span, n + 1);
    return true;
}

static bool pass_doubtful(TcCut *cut, uint32_t n)
{
    TcSpan span = tc_cut_span(cut, n);
    g_autofree char *text = tc_span_text(span);
    const char *both = tc_keyword_doubtful(text, cut->tokens->lang, tc_diag_list_lang(cut->diags));
    if (both == NULL)
        return false;
    g_autofree char *cure = tc_diag_words(both, cut->tokens->lang);
    tc_diag(cut->diags, TC_DIAG_CLAUSE_DOUBTFUL, span, text, cure, NULL);
    tc_cut_start(cut, (TcToken){.type = TC_TOK_END, .span = span, .first = true}, n + 1);
    cut->skipping = true;
    return true;
}

bool tc_cut_taken(TcCut *cut)
{
    const bool entries = cut->section != TC_KW_NONE && cut->section != TC_KW_GIVEN;
    uint32_t n = entries ? 0 : words_before_colon(cut);
    return n && (take_bound(cut, n) || take_clause(cut, n) || pass_doubtful(cut, n));
}

/* The flag that the line at hand is, or is taken for; *@n: its tokens, without a colon. */
static TcKeyword flag_of(const TcCut *cut, uint32_t *n)
{
    *n = 0;
    while (*n < MOST_WORDS && is_worded(tc_cut_at(cut, *n)) &&
           (*n == 0 || !tc_cut_at(cut, *n)->first))
        ++*n;
    if (*n == 1 && tc_cut_at(cut, 0)->type == TC_TOK_FLAG)
        return (TcKeyword)tc_cut_at(cut, 0)->value;
    if (*n == 0)
        return TC_KW_NONE;
    g_autofree char *text = tc_span_text(tc_cut_span(cut, *n));
    TcKeyword flag = tc_keyword_taken_for(text, cut->tokens->lang);
    return flag && tc_keyword_token(flag) == TC_TOK_FLAG ? flag : TC_KW_NONE;
}

/* Do a colon and a word follow the @n tokens at hand? */
static bool has_value(const TcCut *cut, uint32_t n)
{
    return tc_cut_at(cut, n)->type == TC_TOK_COLON && !tc_cut_at(cut, n + 1)->first &&
           is_worded(tc_cut_at(cut, n + 1));
}

/* Is the value of the flag "no"? Then the whole line goes. */
static bool is_denied(int type)
{
    return type == TC_TOK_NOT || type == TC_TOK_NO || type == TC_TOK_FALSE;
}

bool tc_cut_flag(TcCut *cut)
{
    uint32_t n;
    const TcToken *token = tc_cut_at(cut, 0);
    if (!token->first || cut->depth > 0 || cut->clauses->len == 0 ||
        (token->type != TC_TOK_FLAG && tc_cut_starts(cut)))
        return false;
    const TcKeyword flag = flag_of(cut, &n);
    const bool valued = flag && has_value(cut, n);
    const uint32_t all = valued ? n + 2 : n;
    if (flag == TC_KW_NONE || !tc_cut_at(cut, all)->first ||
        (!valued && token->type == TC_TOK_FLAG))
        return false;
    const TcLang said = tc_diag_list_lang(cut->diags);
    const char *name = tc_keyword_name(flag, cut->tokens->lang);
    const bool denied = valued && is_denied(tc_cut_at(cut, n + 1)->type);
    TcSpan span = tc_cut_span(cut, all);
    g_autofree char *fix = denied ? g_strdup(tc_msg(said, TC_MSG_DROP_LINE))
                                  : tc_msg_format(said, TC_MSG_WRITE, name, NULL);
    tc_diag_edit(tc_diag(cut->diags, TC_DIAG_FLAG_FORM, span, name, fix, NULL), span,
                 denied ? "" : name);
    tc_cut_start_clause(cut, flag, span, all);
    return true;
}
