/* What begins a line and is nearly a clause. Before: a line that no starter begins. After: reported
 * once and read as what is meant (a keyword without its colon, misspelt, without accents, a name of
 * several words without brackets, behind a list mark of Word); other lines are loose.c's. */
#include "syntax/cut.h"

#include <string.h>
#include "base/text.h"
#include "syntax/exceptions.h"
#include "parser.h"

const char *tc_cut_text(const char *text)
{
    g_autofree char *nfc = tc_text_nfc(text, strlen(text));
    return g_intern_string(nfc);
}

bool tc_cut_unfinished(TcCut *cut)
{
    static const int waiting[] = {
        TC_TOK_COMPARE,   TC_TOK_ADDITIVE, TC_TOK_MULTIPLICATIVE, TC_TOK_AND,
        TC_TOK_OR,        TC_TOK_NOT,      TC_TOK_WHEN,           TC_TOK_THEN,
        TC_TOK_OTHERWISE, TC_TOK_COLON,    TC_TOK_COMMA,          TC_TOK_FROM,
        TC_TOK_TO,        TC_TOK_TO_BELOW, TC_TOK_ABOVE,          TC_TOK_BOUND,
        TC_TOK_BY,        TC_TOK_OF,       TC_TOK_ITEM_MARK,      TC_TOK_EXCEPT,
    };
    const TcToken *last = cut->clauses->len ? tc_cut_last(cut) : NULL;
    return last && tc_token_among(last->type, waiting, G_N_ELEMENTS(waiting));
}

bool tc_cut_goes_on(const TcCut *cut)
{
    static const int parts[] = {TC_TOK_EXCEPT, TC_TOK_BY, TC_TOK_WHEN,  TC_TOK_OTHERWISE,
                                TC_TOK_FROM,   TC_TOK_TO, TC_TOK_ABOVE, TC_TOK_BOUND,
                                TC_TOK_AND,    TC_TOK_OR, TC_TOK_NOT,   TC_TOK_THEN};
    return tc_token_among(tc_cut_at(cut, 0)->type, parts, G_N_ELEMENTS(parts));
}

/* Do words stand side by side behind the token at hand, as in a sentence and in no calculation? */
static bool is_prose(const TcCut *cut)
{
    const TcToken *word = tc_cut_at(cut, 1), *next = tc_cut_at(cut, 2);
    return cut->section == TC_KW_DATA ||
           (next->type == TC_TOK_NAME && !word->first && !next->first &&
            word->type != TC_TOK_NUMBER && word->type != TC_TOK_MAGNITUDE);
}

/* A list mark of Word before a clause, or before a sentence, which is passed over: "- Tỷ lệ …". */
static bool skip_list_mark(TcCut *cut)
{
    const TcToken *token = tc_cut_at(cut, 0);
    if (!token->first || token->type != TC_TOK_ADDITIVE || cut->depth > 0)
        return false;
    bool prose = is_prose(cut) && !tc_cut_unfinished(cut);
    cut->index++;
    bool starts = tc_cut_starts(cut);
    if (starts || prose) {
        if (!cut->skipping)
            tc_diag(cut->diags, TC_DIAG_LIST_MARK, token->span, token->text, NULL);
        cut->skipping = cut->skipping || !starts;
        return true;
    }
    cut->index--;
    return false;
}

/* The words from the token at hand to the next colon on its line; 0 if there is none, or if
 * something else than words stands there. */
static uint32_t words_before_colon(const TcCut *cut)
{
    uint32_t n = 0;
    bool has_name = false;
    for (; tc_cut_at(cut, n)->type != TC_TOK_COLON; n++) {
        const TcToken *token = tc_cut_at(cut, n);
        if (token->type == TC_TOK_END || (n > 0 && token->first) || token->type == TC_TOK_NUMBER ||
            token->type == TC_TOK_TEXT || token->type == TC_TOK_BRACKET || n > 8)
            return 0;
        has_name = has_name || token->type == TC_TOK_NAME || token->type == TC_TOK_OWN;
    }
    return has_name ? n : 0;
}

static char *words_text(const TcCut *cut, uint32_t n)
{
    return tc_span_text(tc_cut_span(cut, n));
}

/* A column's name of several words without brackets. */
static void take_unbracketed(TcCut *cut, uint32_t n)
{
    g_autofree char *text = words_text(cut, n);
    TcToken name = *tc_cut_at(cut, 0);
    name.span = tc_span_join(name.span, tc_cut_at(cut, n - 1)->span);
    name.text = tc_cut_text(text);
    name.type = cut->section == TC_KW_DATA ? TC_TOK_ENTRY_COLUMN : TC_TOK_ENTRY_LET;
    g_autofree char *meant = g_strdup_printf("[%s]", text);
    TcDiag *diag = tc_diag(cut->diags, TC_DIAG_NAME_NEEDS_BRACKETS, name.span, meant, NULL);
    tc_diag_edit(diag, name.span, meant);
    tc_cut_start(cut, name, n + 1);
}

/* Says that @text is no keyword, and which one it is like (NONE: none). */
static void report_misspelt(TcCut *cut, TcSpan span, const char *text, TcKeyword meant)
{
    const char *name = meant ? tc_keyword_name(meant, cut->tokens->lang) : NULL;
    TcDiagCode code = name ? TC_DIAG_KEYWORD_MISSPELT : TC_DIAG_KEYWORD_UNKNOWN;
    TcDiag *diag = tc_diag(cut->diags, code, span, text, name, NULL);
    if (name)
        tc_diag_edit(diag, span, name);
}

/* A letter stands where it begins. Rows of long tables are asked this, so keys are made for those
 * alone that may be words of a keyword. */
static bool is_worded(const TcToken *token)
{
    const char *text = tc_source_text(token->span.source) + token->span.start;
    return token->type != TC_TOK_END && g_unichar_isalpha(g_utf8_get_char(text));
}

/* The longest clause keyword that the tokens at hand spell on their line; *@length: its tokens. */
static TcKeyword clause_without_colon(const TcCut *cut, uint32_t *length)
{
    TcKeyword meant = TC_KW_NONE;
    for (uint32_t n = 0; n < 6 && (n == 0 || !tc_cut_at(cut, n)->first); n++) {
        if (!is_worded(tc_cut_at(cut, n)))
            break;
        g_autofree char *words = words_text(cut, n + 1);
        TcKeyword keyword = tc_keyword_clause(words, cut->tokens->lang);
        meant = keyword ? keyword : meant;
        *length = keyword ? n + 1 : *length;
    }
    return meant;
}

static TcLang other_lang(const TcCut *cut)
{
    return cut->tokens->lang == TC_LANG_VI ? TC_LANG_EN : TC_LANG_VI;
}

/* The keyword that @text, written with a colon, is taken for: one of the other language, one with
 * further words behind it, or one that is spelt nearly so. */
static TcKeyword clause_meant(const TcCut *cut, const char *text)
{
    uint32_t length;
    TcKeyword meant = tc_keyword_clause(text, other_lang(cut));
    if (meant == TC_KW_NONE)
        meant = tc_keyword_head(text, other_lang(cut));
    if (meant == TC_KW_NONE)
        meant = tc_keyword_suggest(text, cut->tokens->lang);
    if (tc_token_names_part(tc_keyword_token(meant))) /* a head has no colon */
        meant = TC_KW_NONE;
    return meant ? meant : clause_without_colon(cut, &length);
}

/* "yêu cầu đối với miền núi: 90%": a level for some units in a clause of its own. Passed over,
 * since the requirement for all is another clause. Returns: whether it was one. */
static bool pass_requirement_for(TcCut *cut, uint32_t n)
{
    static const char *const joints[] = {"đối với ", "với ", "cho ", "của ", "for ", "of "};
    uint32_t length = 0;
    if (clause_without_colon(cut, &length) != TC_KW_REQUIRED || length >= n)
        return false;
    TcSpan whole = tc_cut_span(cut, n);
    g_autofree char *text =
        tc_span_text(tc_span_join(tc_cut_at(cut, length)->span, tc_cut_at(cut, n - 1)->span));
    const char *units = text;
    for (size_t i = 0; i < G_N_ELEMENTS(joints); i++)
        if (units == text && g_str_has_prefix(text, joints[i]))
            units += strlen(joints[i]);
    if (units == text)
        return false;
    g_autofree char *condition = tc_exception_condition(cut->tokens, units);
    uint32_t last = n;
    while (!tc_cut_at(cut, last + 1)->first)
        last++;
    g_autofree char *level =
        last > n
            ? tc_span_text(tc_span_join(tc_cut_at(cut, n + 1)->span, tc_cut_at(cut, last)->span))
            : g_strdup("…");
    g_autofree char *meant =
        g_strdup_printf("%s: …; %s %s: %s", tc_keyword_name(TC_KW_REQUIRED, cut->tokens->lang),
                        tc_keyword_name(TC_KW_EXCEPT, cut->tokens->lang), condition, level);
    tc_diag(cut->diags, TC_DIAG_REQUIREMENT_FOR, whole, units, meant, NULL);
    tc_cut_start(cut, (TcToken){.type = TC_TOK_END, .span = whole, .first = true}, n + 1);
    cut->skipping = true;
    return true;
}

/* "đạt kh:", "dat khi:": the clause that is spelt nearly so; its content is read as such. */
static void take_misspelt_clause(TcCut *cut, uint32_t n)
{
    g_autofree char *text = words_text(cut, n);
    TcSpan span = tc_cut_span(cut, n);
    TcKeyword meant = clause_meant(cut, text);
    report_misspelt(cut, span, text, meant);
    TcToken starter = {.type = meant ? tc_keyword_token(meant) : TC_TOK_END,
                       .value = (int)meant,
                       .span = span,
                       .first = true};
    if (starter.type == TC_TOK_SECTION || starter.type == TC_TOK_DATA_CHECK)
        cut->section = meant;
    cut->doubtful = cut->doubtful || meant == TC_KW_DATA;
    bool colon = tc_cut_at(cut, n)->type == TC_TOK_COLON;
    tc_cut_start(cut, starter, n + colon);
    cut->skipping = meant == TC_KW_NONE;
}

/* "so lieu" alone on its line: a section that is spelt nearly so. Returns: whether it was one. */
static bool take_misspelt_section(TcCut *cut)
{
    uint32_t n = 0;
    while (n < 5 && (n == 0 || !tc_cut_at(cut, n)->first) && tc_cut_at(cut, n)->type == TC_TOK_NAME)
        n++;
    if (n == 0 || !tc_cut_at(cut, n)->first)
        return false;
    g_autofree char *text = words_text(cut, n);
    TcKeyword meant = clause_meant(cut, text);
    int type = meant ? tc_keyword_token(meant) : TC_TOK_END;
    if (type != TC_TOK_SECTION && type != TC_TOK_DATA_CHECK && type != TC_TOK_FLAG)
        return false;
    take_misspelt_clause(cut, n);
    return true;
}

/* "chi tieu 3.2 "…"": a head that is spelt nearly so. Returns: whether it was one. */
static bool take_misspelt_head(TcCut *cut)
{
    uint32_t n = 0;
    while (n < 4 && (n == 0 || !tc_cut_at(cut, n)->first) && tc_cut_at(cut, n)->type == TC_TOK_NAME)
        n++;
    bool shaped =
        n > 0 &&
        (tc_cut_at(cut, n)->type == TC_TOK_CODE || tc_cut_at(cut, n)->type == TC_TOK_NUMBER) &&
        tc_cut_at(cut, n + 1)->type == TC_TOK_TEXT;
    if (!shaped)
        return false;
    g_autofree char *text = words_text(cut, n);
    TcKeyword meant = tc_keyword_head(text, other_lang(cut));
    if (meant == TC_KW_NONE)
        meant = tc_keyword_suggest(text, cut->tokens->lang);
    if (meant == TC_KW_NONE)
        return false;
    TcSpan span = tc_cut_span(cut, n);
    const char *name = tc_keyword_name(meant, cut->tokens->lang);
    tc_diag_edit(tc_diag(cut->diags, TC_DIAG_KEYWORD_MISSPELT, span, text, name, NULL), span, name);
    TcToken starter = {.type = TC_TOK_HEAD_PART, .value = (int)meant, .span = span, .first = true};
    cut->tokens->items[cut->index + n].type = TC_TOK_CODE;
    cut->section = TC_KW_NONE;
    tc_cut_start(cut, starter, n);
    cut->skipping = meant == TC_KW_NONE;
    return true;
}

static void report_colon(TcCut *cut, TcSpan span, const char *word)
{
    g_autofree char *right = g_strdup_printf("%s:", word);
    tc_diag_edit(tc_diag(cut->diags, TC_DIAG_COLON_MISSING, span, right, word, NULL), span, right);
}

/* A clause keyword first on its line without its colon. Returns: whether it was one. */
static bool take_missing_colon(TcCut *cut)
{
    uint32_t length = 0;
    TcKeyword meant = clause_without_colon(cut, &length);
    if (meant == TC_KW_NONE)
        return false;
    TcSpan span = tc_cut_span(cut, length);
    report_colon(cut, span, tc_keyword_name(meant, cut->tokens->lang));
    bool equals =
        tc_cut_at(cut, length)->type == TC_TOK_COMPARE && tc_cut_at(cut, length)->value == TC_OP_EQ;
    tc_cut_start_clause(cut, meant, span, length + equals); /* "đạt khi = …" */
    return true;
}

/* "[Tổng số hộ] số nguyên", "[Vùng] = …": an entry without its colon. Returns: whether it was one.
 */
static bool take_entry_without_colon(TcCut *cut)
{
    const TcToken *name = tc_cut_at(cut, 0), *after = tc_cut_at(cut, 1);
    bool column = cut->section == TC_KW_DATA &&
                  (after->type == TC_TOK_TYPE || after->type == TC_TOK_TYPE_DATE ||
                   after->type == TC_TOK_ONE_OF);
    bool equals = (cut->section == TC_KW_DATA || cut->section == TC_KW_DEFINITIONS) &&
                  after->type == TC_TOK_COMPARE && after->value == TC_OP_EQ;
    bool word = name->type == TC_TOK_NAME && words_before_colon(cut) == 0;
    if (name->type != TC_TOK_BRACKET && !word)
        return false;
    if (after->first || !(column || equals))
        return false;
    if (equals)
        tc_diag_edit(tc_diag(cut->diags, TC_DIAG_WRONG_MARK, after->span, "=", ":", NULL),
                     after->span, ":");
    else {
        g_autofree char *text = words_text(cut, 1);
        report_colon(cut, name->span, text);
    }
    TcToken starter = *name;
    starter.type = cut->section == TC_KW_DATA ? TC_TOK_ENTRY_COLUMN : TC_TOK_ENTRY_LET;
    tc_cut_start(cut, starter, equals ? 2 : 1);
    return true;
}

/* What can be done instead of what the words at hand begin, when the language does not have it yet;
 * *@length: its tokens. NULL when it is something else. */
static const char *later_at(const TcCut *cut, uint32_t *length)
{
    const char *instead = NULL;
    for (uint32_t n = 0; n < 4 && (n == 0 || !tc_cut_at(cut, n)->first); n++) {
        if (!is_worded(tc_cut_at(cut, n)))
            break;
        g_autofree char *words = words_text(cut, n + 1);
        const char *found =
            tc_keyword_later(words, cut->tokens->lang, tc_diag_list_lang(cut->diags));
        instead = found ? found : instead;
        *length = found ? n + 1 : *length;
    }
    /* 'thay thế "…"' is also a clause that lacks its colon: more on the line tells it apart */
    bool clause = instead && tc_cut_at(cut, *length)->type == TC_TOK_TEXT &&
                  tc_cut_at(cut, *length + 1)->first;
    uint32_t colon;
    return clause && clause_without_colon(cut, &colon) ? NULL : instead;
}

bool tc_cut_later(const TcCut *cut)
{
    uint32_t length;
    return later_at(cut, &length) != NULL;
}

/* An amendment, an example …: refused with all up to the next head or section. */
static bool take_later(TcCut *cut)
{
    uint32_t length = 0;
    const char *instead = later_at(cut, &length);
    if (instead == NULL)
        return false;
    TcSpan span = tc_cut_span(cut, length);
    g_autofree char *words = words_text(cut, length);
    g_autofree char *cure = tc_diag_words(instead, cut->tokens->lang);
    tc_diag(cut->diags, TC_DIAG_NOT_YET, span, words, cure, NULL);
    tc_cut_start(cut, (TcToken){.type = TC_TOK_END, .span = span, .first = true}, length);
    cut->skipping = cut->passing = true;
    return true;
}

/* A keyword and a colon, or a name of several words and a colon, or neither. */
static bool take_worded(TcCut *cut)
{
    uint32_t n = words_before_colon(cut);
    if (n == 0)
        return take_missing_colon(cut);
    if (cut->section == TC_KW_DATA_CHECK && tc_cut_last(cut) == NULL)
        return false;
    if (n > 1 && cut->section != TC_KW_NONE && cut->section != TC_KW_GIVEN)
        take_unbracketed(cut, n);
    else if (!pass_requirement_for(cut, n))
        take_misspelt_clause(cut, n);
    return true;
}

bool tc_cut_drop_state(TcCut *cut)
{
    const TcToken *word = tc_cut_at(cut, 0), *level = tc_cut_at(cut, 1);
    const TcClause *clause =
        cut->clauses->len ? &g_array_index(cut->clauses, TcClause, cut->clauses->len - 1) : NULL;
    bool phrase = level->type == TC_TOK_FROM || level->type == TC_TOK_BOUND ||
                  level->type == TC_TOK_ABOVE || level->type == TC_TOK_COMPARE;
    if (word->type != TC_TOK_STATE || word->value != TC_KW_STATE_MET || !phrase || level->first ||
        clause == NULL || clause->n > 0 || clause->starter.type != TC_TOK_CLAUSE_REQUIREMENT)
        return false;
    uint32_t n = 1;
    while (!tc_cut_at(cut, n + 1)->first && tc_cut_at(cut, n + 1)->type != TC_TOK_SEMICOLON &&
           tc_cut_at(cut, n + 1)->type != TC_TOK_EXCEPT)
        n++;
    g_autofree char *meant = tc_span_text(tc_span_join(level->span, tc_cut_at(cut, n)->span));
    TcSpan whole = tc_span_join(word->span, tc_cut_at(cut, n)->span);
    tc_diag_edit(tc_diag(cut->diags, TC_DIAG_LEVEL_ALONE, whole, meant, NULL), whole, meant);
    cut->index++;
    return true;
}

/* Does what stands behind the noun of a head go on without its code: a colon, "theo", a clause? */
static bool lacks_code(const TcCut *cut)
{
    static const int rest[] = {TC_TOK_COLON, TC_TOK_BY, TC_TOK_CLAUSE_CONDITION};
    return tc_cut_at(cut, 1)->first ||
           tc_token_among(tc_cut_at(cut, 1)->type, rest, G_N_ELEMENTS(rest));
}

/* "Xếp loại" alone on its line, "kết luận: …": a head without its code and title. Returns: whether
 * it was one. */
static bool take_lone_head(TcCut *cut)
{
    static const int heads[] = {TC_TOK_HEAD_GRADE, TC_TOK_HEAD_RANKING, TC_TOK_HEAD_PART,
                                TC_TOK_GROUP, TC_TOK_VERDICT};
    const uint32_t n = tc_cut_at(cut, 1)->first ? 1 : 2;
    if (!tc_token_among(tc_cut_at(cut, 0)->type, heads, G_N_ELEMENTS(heads)) || !lacks_code(cut))
        return false;
    TcSpan span = tc_cut_at(cut, 0)->span;
    g_autofree char *text = words_text(cut, 1);
    const bool example = tc_cut_at(cut, 0)->value == TC_KW_EXAMPLE;
    tc_diag(cut->diags, example ? TC_DIAG_EXAMPLE_ALONE : TC_DIAG_HEAD_ALONE, span, text, NULL);
    tc_cut_start(cut, (TcToken){.type = TC_TOK_END, .span = span, .first = true}, n);
    cut->skipping = cut->passing = true;
    return true;
}

/* "không áp dụng: phường", "không áp dụng: [A] = 0": a state for the clause that begins so.
 * Returns: whether it was one. */
static bool take_not_applicable(TcCut *cut)
{
    const TcToken *state = tc_cut_at(cut, 0), *value = tc_cut_at(cut, 2), *next = tc_cut_at(cut, 3);
    if (state->type != TC_TOK_STATE || state->value != TC_KW_STATE_NOT_APPLICABLE ||
        tc_cut_at(cut, 1)->type != TC_TOK_COLON)
        return false;
    bool units = value->type == TC_TOK_TEXT ||
                 (value->type == TC_TOK_NAME &&
                  (next->first || next->type == TC_TOK_NAME || next->type == TC_TOK_COMMA ||
                   next->type == TC_TOK_SEMICOLON));
    TcKeyword meant = units ? TC_KW_NOT_FOR : TC_KW_NOT_APPLICABLE_WHEN;
    g_autofree char *text = words_text(cut, 2);
    g_autofree char *right =
        g_strconcat(tc_keyword_name(meant, cut->tokens->lang), units ? "" : ":", NULL);
    TcSpan span = tc_cut_span(cut, 2);
    tc_diag_edit(tc_diag(cut->diags, TC_DIAG_KEYWORD_MISSPELT, span, text, right, NULL), span,
                 right);
    tc_cut_start_clause(cut, meant, span, 2);
    return true;
}

bool tc_cut_nearly(TcCut *cut)
{
    if (tc_cut_wrong_item(cut) || tc_cut_labelled_item(cut) || tc_cut_open_row(cut))
        return true;
    if (tc_cut_awaits_condition(cut) && (take_missing_colon(cut) || tc_cut_bare_condition(cut)))
        return true;
    if (!tc_cut_at(cut, 0)->first || cut->depth > 0 || tc_cut_goes_on(cut) ||
        tc_cut_unfinished(cut) || tc_cut_is_level_line(cut))
        return false;
    if (tc_cut_taken(cut) || take_lone_head(cut) || tc_cut_bare_verdict(cut) ||
        take_not_applicable(cut) || skip_list_mark(cut) || take_later(cut) ||
        take_misspelt_head(cut) || take_misspelt_section(cut) || take_entry_without_colon(cut) ||
        take_worded(cut))
        return true;
    return tc_cut_loose(cut);
}
