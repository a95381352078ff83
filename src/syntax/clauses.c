/* The token list, cut into clauses. Before and after: token.h.
 *
 * A clause begins at a head, a section, a flag, a statement, an entry of a section, or a clause
 * keyword with its colon, outside parentheses. So a mistake costs its clause alone. What people
 * type nearly right (a keyword without its colon, misspelt, without accents, a name of several
 * words without brackets, a list mark of Word) is reported once and read as what is meant. */
#include "syntax/token.h"

#include <string.h>
#include "base/text.h"
#include "syntax/build.h"
#include "parser.h"

typedef struct {
    TcTokenList *tokens;
    GArray *clauses;
    TcDiagList *diags;
    uint32_t index;    /* token at hand */
    uint32_t n;        /* tokens kept so far */
    int depth;         /* of ( and { */
    TcKeyword section; /* DATA, DEFINITIONS, PARAMETERS; NONE outside */
    bool skipping;     /* within a clause that was refused */
} Cut;

static const TcToken *at(const Cut *cut, uint32_t offset)
{
    uint32_t index = MIN(cut->index + offset, cut->tokens->n - 1);
    return &cut->tokens->items[index];
}

static bool is_code_like(const TcToken *token)
{
    return token->type == TC_TOK_CODE || token->type == TC_TOK_NAME ||
           token->type == TC_TOK_BRACKET;
}

static bool is_name(const TcToken *token)
{
    return token->type == TC_TOK_NAME || token->type == TC_TOK_BRACKET;
}

static bool is_part_noun(const TcToken *token)
{
    switch (token->type) {
    case TC_TOK_HEAD_PART:
    case TC_TOK_HEAD_GRADE:
    case TC_TOK_GROUP:
    case TC_TOK_CRITERION:
    case TC_TOK_INDICATOR:
    case TC_TOK_VERDICT:
        return true;
    default:
        return false;
    }
}

/* "chỉ tiêu 3.4 "…"": a head; "chỉ tiêu 3.4 đạt": none. Without its title it must begin its line,
 * and what follows must not go on with a condition. */
static bool is_head(const Cut *cut)
{
    if (!is_part_noun(at(cut, 0)))
        return false;
    if (!is_code_like(at(cut, 1)))
        return at(cut, 0)->first && at(cut, 1)->type == TC_TOK_TEXT;
    const TcToken *after = at(cut, 2);
    return after->type == TC_TOK_TEXT ||
           (at(cut, 0)->first && (after->first || after->type == TC_TOK_BY));
}

static bool is_section(const Cut *cut)
{
    const TcToken *token = at(cut, 0);
    if (token->type != TC_TOK_SECTION && token->type != TC_TOK_DATA_CHECK)
        return false;
    return token->first || (is_name(at(cut, 1)) && at(cut, 2)->type == TC_TOK_COLON);
}

static bool is_clause(const Cut *cut)
{
    switch (at(cut, 0)->type) {
    case TC_TOK_CLAUSE_TEXT:
    case TC_TOK_CLAUSE_CONDITION:
    case TC_TOK_CLAUSE_VALUE:
    case TC_TOK_CLAUSE_REQUIREMENT:
    case TC_TOK_CLAUSE_DATE:
    case TC_TOK_CLAUSE_LEVELS:
    case TC_TOK_CLAUSE_LIST:
        return true;
    default:
        return false;
    }
}

static bool is_statement(const Cut *cut)
{
    int type = at(cut, 0)->type;
    return (type == TC_TOK_COMPRISES || type == TC_TOK_ENTERED) &&
           at(cut, 1)->type == TC_TOK_NUMBER;
}

static bool is_entry(const Cut *cut)
{
    if (!is_name(at(cut, 0)))
        return false;
    int mark = at(cut, 1)->type;
    if (cut->section == TC_KW_PARAMETERS)
        return at(cut, 0)->first && (mark == TC_TOK_COLON || at(cut, 1)->value == TC_OP_EQ);
    return (cut->section == TC_KW_DATA || cut->section == TC_KW_DEFINITIONS) &&
           mark == TC_TOK_COLON;
}

/* Within parentheses only what begins a line counts: then a closing one was forgotten. */
static bool is_starter(const Cut *cut)
{
    if (cut->depth > 0 && !at(cut, 0)->first)
        return false;
    return is_clause(cut) || is_head(cut) || is_section(cut) || at(cut, 0)->type == TC_TOK_FLAG ||
           is_statement(cut) || is_entry(cut);
}

static void start_clause(Cut *cut, TcToken starter, uint32_t taken)
{
    TcClause clause = {.starter = starter, .first = cut->n, .n = 0};
    g_array_append_val(cut->clauses, clause);
    cut->index += taken;
    cut->skipping = false;
    cut->depth = 0;
}

/* The starter's grammar type: heads and entries are told by their place, clauses by their keyword.
 */
static void take_starter(Cut *cut)
{
    TcToken starter = *at(cut, 0);
    uint32_t taken = is_clause(cut) && at(cut, 1)->type == TC_TOK_COLON ? 2 : 1;
    if (is_head(cut)) {
        starter.type = starter.type == TC_TOK_HEAD_GRADE ? TC_TOK_HEAD_GRADE : TC_TOK_HEAD_PART;
        cut->section = TC_KW_NONE;
    } else if (is_section(cut)) {
        cut->section = starter.type == TC_TOK_SECTION ? (TcKeyword)starter.value : TC_KW_NONE;
        taken = at(cut, 1)->type == TC_TOK_COLON ? 2 : 1;
    } else if (is_entry(cut)) {
        starter.type = cut->section == TC_KW_DATA ? TC_TOK_ENTRY_COLUMN : TC_TOK_ENTRY_LET;
        taken = 2;
    }
    start_clause(cut, starter, taken);
}

static void keep(Cut *cut, TcToken token)
{
    TcClause *clauses = (TcClause *)(void *)cut->clauses->data;
    cut->tokens->items[cut->n++] = token;
    clauses[cut->clauses->len - 1].n++;
    cut->index++;
}

static TcToken *last_kept(Cut *cut)
{
    const TcClause *clauses = (const TcClause *)(const void *)cut->clauses->data;
    return clauses[cut->clauses->len - 1].n ? &cut->tokens->items[cut->n - 1] : NULL;
}

static void drop_last(Cut *cut)
{
    TcClause *clauses = (TcClause *)(void *)cut->clauses->data;
    clauses[cut->clauses->len - 1].n--;
    cut->n--;
}

/* A ';' before what begins a new part by itself says nothing. */
static void drop_idle_semicolon(Cut *cut)
{
    TcToken *last = cut->clauses->len ? last_kept(cut) : NULL;
    if (last && last->type == TC_TOK_SEMICOLON)
        drop_last(cut);
}

/* a) b) đ) at the outermost level: a letter of a list of contents. */
static bool is_item_mark(const Cut *cut)
{
    const TcToken *letter = at(cut, 0), *closer = at(cut, 1);
    return cut->depth == 0 && letter->type == TC_TOK_NAME && closer->type == TC_TOK_RPAREN &&
           g_utf8_strlen(letter->text, -1) == 1 && closer->span.start == letter->span.end;
}

static void take_item_mark(Cut *cut)
{
    drop_idle_semicolon(cut);
    TcToken mark = *at(cut, 0);
    mark.type = TC_TOK_ITEM_MARK;
    mark.span = tc_span_join(mark.span, at(cut, 1)->span);
    cut->index++;
    keep(cut, mark);
}

/* @text in NFC, kept as long as the program runs (units and slips are few). */
static const char *kept_text(const char *text)
{
    g_autofree char *nfc = tc_text_nfc(text, strlen(text));
    return g_intern_string(nfc);
}

/* The unit behind a type: any words in parentheses, as one token with their text. */
static bool take_unit(Cut *cut)
{
    const TcToken *before = last_kept(cut);
    if (cut->section != TC_KW_DATA || at(cut, 0)->type != TC_TOK_LPAREN || before == NULL ||
        before->type != TC_TOK_TYPE)
        return false;
    uint32_t length = 1;
    while (at(cut, length)->type != TC_TOK_RPAREN) {
        if (at(cut, length)->type == TC_TOK_END || at(cut, length)->first)
            return false;
        length++;
    }
    TcToken unit = *at(cut, 0);
    TcSpan inner = {unit.span.source, unit.span.end, at(cut, length)->span.start};
    g_autofree char *text = tc_span_text(inner);
    unit.type = TC_TOK_UNIT;
    unit.span = tc_span_join(unit.span, at(cut, length)->span);
    unit.text = kept_text(g_strstrip(text));
    cut->index += length;
    keep(cut, unit);
    return true;
}

/* A list mark of Word before a clause: "- Tỷ lệ …". */
static bool skip_list_mark(Cut *cut)
{
    const TcToken *token = at(cut, 0);
    if (!token->first || token->type != TC_TOK_ADDITIVE || cut->depth > 0)
        return false;
    cut->index++;
    bool starts = is_starter(cut);
    cut->index--;
    if (starts) {
        tc_diag(cut->diags, TC_DIAG_LIST_MARK, token->span, token->text, NULL);
        cut->index++;
    }
    return starts;
}

/* The words from the token at hand to the next colon on its line; 0 if there is none, or if
 * something else than words stands there. */
static uint32_t words_before_colon(const Cut *cut)
{
    uint32_t n = 0;
    bool has_name = false;
    for (; at(cut, n)->type != TC_TOK_COLON; n++) {
        const TcToken *token = at(cut, n);
        if (token->type == TC_TOK_END || (n > 0 && token->first) || token->type == TC_TOK_NUMBER ||
            token->type == TC_TOK_TEXT || token->type == TC_TOK_BRACKET || n > 8)
            return 0;
        has_name = has_name || token->type == TC_TOK_NAME;
    }
    return has_name ? n : 0;
}

static char *words_text(const Cut *cut, uint32_t n)
{
    return tc_span_text(tc_span_join(at(cut, 0)->span, at(cut, n - 1)->span));
}

/* A column's name of several words without brackets. */
static void take_unbracketed(Cut *cut, uint32_t n)
{
    g_autofree char *text = words_text(cut, n);
    TcToken name = *at(cut, 0);
    name.span = tc_span_join(name.span, at(cut, n - 1)->span);
    name.text = kept_text(text);
    name.type = cut->section == TC_KW_DATA ? TC_TOK_ENTRY_COLUMN : TC_TOK_ENTRY_LET;
    g_autofree char *meant = g_strdup_printf("[%s]", text);
    TcDiag *diag = tc_diag(cut->diags, TC_DIAG_NAME_NEEDS_BRACKETS, name.span, meant, NULL);
    tc_diag_edit(diag, name.span, meant);
    start_clause(cut, name, n + 1);
}

/* Says that @text is no keyword, and which one it is like (NONE: none). */
static void report_misspelt(Cut *cut, TcSpan span, const char *text, TcKeyword meant)
{
    const char *name = meant ? tc_keyword_name(meant, cut->tokens->lang) : NULL;
    TcDiagCode code = name ? TC_DIAG_KEYWORD_MISSPELT : TC_DIAG_KEYWORD_UNKNOWN;
    TcDiag *diag = tc_diag(cut->diags, code, span, text, name, NULL);
    if (name)
        tc_diag_edit(diag, span, name);
}

/* "đạt kh:", "dat khi:": the clause that is spelt nearly so; its content is read as such. */
static void take_misspelt_clause(Cut *cut, uint32_t n)
{
    g_autofree char *text = words_text(cut, n);
    TcSpan span = tc_span_join(at(cut, 0)->span, at(cut, n - 1)->span);
    TcKeyword meant = tc_keyword_suggest(text, cut->tokens->lang);
    report_misspelt(cut, span, text, meant);
    TcToken starter = {.type = meant ? tc_keyword_token(meant) : TC_TOK_END,
                       .value = (int)meant,
                       .span = span,
                       .first = true};
    start_clause(cut, starter, n + 1);
    cut->skipping = meant == TC_KW_NONE;
}

/* "chi tieu 3.2 "…"": a head that is spelt nearly so. Returns: whether it was one. */
static bool take_misspelt_head(Cut *cut)
{
    uint32_t n = 0;
    while (n < 4 && (n == 0 || !at(cut, n)->first) && at(cut, n)->type == TC_TOK_NAME)
        n++;
    bool shaped = n > 0 && (at(cut, n)->type == TC_TOK_CODE || at(cut, n)->type == TC_TOK_NUMBER) &&
                  at(cut, n + 1)->type == TC_TOK_TEXT;
    if (!shaped)
        return false;
    g_autofree char *text = words_text(cut, n);
    TcKeyword meant = tc_keyword_suggest(text, cut->tokens->lang);
    if (meant == TC_KW_NONE)
        return false;
    TcSpan span = tc_span_join(at(cut, 0)->span, at(cut, n - 1)->span);
    const char *name = tc_keyword_name(meant, cut->tokens->lang);
    tc_diag_edit(tc_diag(cut->diags, TC_DIAG_KEYWORD_MISSPELT, span, text, name, NULL), span, name);
    TcToken starter = {.type = TC_TOK_HEAD_PART, .value = (int)meant, .span = span, .first = true};
    cut->tokens->items[cut->index + n].type = TC_TOK_CODE;
    cut->section = TC_KW_NONE;
    start_clause(cut, starter, n);
    cut->skipping = meant == TC_KW_NONE;
    return true;
}

/* A letter stands where it begins. Rows of long tables are asked this, so keys are made for those
 * alone that may be words of a clause. */
static bool is_worded(const TcToken *token)
{
    const char *text = tc_source_text(token->span.source) + token->span.start;
    return token->type != TC_TOK_END && g_unichar_isalpha(g_utf8_get_char(text));
}

/* The longest clause keyword that the tokens at hand spell on their line; *@length: its tokens. */
static TcKeyword clause_without_colon(const Cut *cut, uint32_t *length)
{
    TcKeyword meant = TC_KW_NONE;
    for (uint32_t n = 0; n < 6 && (n == 0 || !at(cut, n)->first); n++) {
        if (!is_worded(at(cut, n)))
            break;
        g_autofree char *words = words_text(cut, n + 1);
        TcKeyword keyword = tc_keyword_clause(words, cut->tokens->lang);
        meant = keyword ? keyword : meant;
        *length = keyword ? n + 1 : *length;
    }
    return meant;
}

/* A clause keyword first on its line without its colon. Returns: whether it was one. */
static bool take_missing_colon(Cut *cut)
{
    uint32_t length = 0;
    TcKeyword meant = clause_without_colon(cut, &length);
    if (meant == TC_KW_NONE)
        return false;
    TcSpan span = tc_span_join(at(cut, 0)->span, at(cut, length - 1)->span);
    g_autofree char *right = g_strdup_printf("%s:", tc_keyword_name(meant, cut->tokens->lang));
    tc_diag_edit(tc_diag(cut->diags, TC_DIAG_COLON_MISSING, span, right, NULL), span, right);
    TcToken starter = {
        .type = tc_keyword_token(meant), .value = (int)meant, .span = span, .first = true};
    start_clause(cut, starter, length);
    return true;
}

/* Does the clause so far wait for more, so that the next line goes on with it? */
static bool is_unfinished(Cut *cut)
{
    static const int waiting[] = {
        TC_TOK_COMPARE,   TC_TOK_ADDITIVE, TC_TOK_MULTIPLICATIVE, TC_TOK_AND,
        TC_TOK_OR,        TC_TOK_NOT,      TC_TOK_WHEN,           TC_TOK_THEN,
        TC_TOK_OTHERWISE, TC_TOK_COLON,    TC_TOK_COMMA,          TC_TOK_FROM,
        TC_TOK_TO,        TC_TOK_TO_BELOW, TC_TOK_ABOVE,          TC_TOK_BOUND,
        TC_TOK_BY,        TC_TOK_OF,       TC_TOK_ITEM_MARK,      TC_TOK_EXCEPT,
    };
    const TcToken *last = cut->clauses->len ? last_kept(cut) : NULL;
    for (unsigned i = 0; last && i < G_N_ELEMENTS(waiting); i++)
        if (last->type == waiting[i])
            return true;
    return false;
}

/* Does the token at hand begin a part of a clause, not a clause? */
static bool goes_on(const Cut *cut)
{
    static const int parts[] = {TC_TOK_EXCEPT, TC_TOK_BY, TC_TOK_WHEN,  TC_TOK_OTHERWISE,
                                TC_TOK_FROM,   TC_TOK_TO, TC_TOK_ABOVE, TC_TOK_BOUND,
                                TC_TOK_AND,    TC_TOK_OR, TC_TOK_NOT,   TC_TOK_THEN};
    for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++)
        if (at(cut, 0)->type == parts[i])
            return true;
    return false;
}

/* What begins a line and is nearly a starter. Returns: whether it was taken. */
static bool take_nearly(Cut *cut)
{
    if (!at(cut, 0)->first || cut->depth > 0 || goes_on(cut) || is_unfinished(cut))
        return false;
    if (take_misspelt_head(cut))
        return true;
    uint32_t n = words_before_colon(cut);
    if (n == 0)
        return take_missing_colon(cut);
    if (n > 1 && cut->section != TC_KW_NONE)
        take_unbracketed(cut, n);
    else
        take_misspelt_clause(cut, n);
    return true;
}

static void follow_depth(Cut *cut, int type)
{
    if (type == TC_TOK_LPAREN || type == TC_TOK_LBRACE)
        cut->depth++;
    if ((type == TC_TOK_RPAREN || type == TC_TOK_RBRACE) && cut->depth > 0)
        cut->depth--;
}

/* In "kiểm tra số liệu" each condition may stand on a line of its own. */
static void start_next_check(Cut *cut)
{
    const TcToken *token = at(cut, 0);
    if (cut->section != TC_KW_DATA_CHECK || !token->first || cut->depth > 0 || cut->skipping ||
        last_kept(cut) == NULL || token->type == TC_TOK_TEXT || goes_on(cut) || is_unfinished(cut))
        return;
    const TcClause *clauses = (const TcClause *)(const void *)cut->clauses->data;
    start_clause(cut, clauses[cut->clauses->len - 1].starter, 0);
}

/* A token of the clause at hand. */
static void take_content(Cut *cut)
{
    TcToken token = *at(cut, 0);
    if (cut->skipping) {
        cut->index++;
        return;
    }
    start_next_check(cut);
    if (is_item_mark(cut)) {
        take_item_mark(cut);
        return;
    }
    if (take_unit(cut))
        return;
    if (token.type == TC_TOK_EXCEPT || token.type == TC_TOK_WHEN)
        drop_idle_semicolon(cut);
    if (token.type == TC_TOK_BAR && token.first)
        token.type = TC_TOK_ROW;
    follow_depth(cut, token.type);
    keep(cut, token);
}

/* What stands before the first clause of a file belongs to nothing. */
static void take_stray(Cut *cut)
{
    if (!cut->skipping)
        tc_diag(cut->diags, TC_DIAG_FILE_START, at(cut, 0)->span, NULL);
    cut->skipping = true;
    cut->index++;
}

void tc_clauses_cut(TcTokenList *tokens, GArray *clauses, TcDiagList *diags)
{
    Cut cut = {.tokens = tokens, .clauses = clauses, .diags = diags};
    while (at(&cut, 0)->type != TC_TOK_END) {
        if (is_starter(&cut)) {
            if (cut.clauses->len)
                drop_idle_semicolon(&cut);
            take_starter(&cut);
        } else if (!skip_list_mark(&cut) && !take_nearly(&cut)) {
            if (cut.clauses->len == 0)
                take_stray(&cut);
            else
                take_content(&cut);
        }
    }
    if (cut.clauses->len)
        drop_idle_semicolon(&cut);
    tokens->items[cut.n] = *at(&cut, 0);
    tokens->n = cut.n + 1;
}
