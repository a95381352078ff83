/* The token list, cut into clauses. Before and after: token.h.
 *
 * A clause begins at a head, a section, a flag, a statement, an entry of a section, or a clause
 * keyword with its colon, outside parentheses. So a mistake costs its clause alone. What people
 * type nearly right (a keyword without its colon, misspelt, without accents, a name of several
 * words without brackets, a list mark of Word) is reported once and read as what is meant. */
#include "syntax/cut.h"

#include <string.h>
#include "parser.h"

static bool is_code_like(const TcToken *token)
{
    return token->type == TC_TOK_CODE || token->type == TC_TOK_NAME ||
           token->type == TC_TOK_BRACKET;
}

static bool is_name(const TcToken *token)
{
    return token->type == TC_TOK_NAME || token->type == TC_TOK_BRACKET;
}

/* A word, be it a keyword, behind another token on its line. */
static bool is_word(const TcToken *token)
{
    if (token->first || token->type == TC_TOK_TEXT || token->type == TC_TOK_END)
        return false;
    return g_unichar_isalpha(
        g_utf8_get_char(tc_source_text(token->span.source) + token->span.start));
}

/* Does a token of @type behind "chỉ tiêu 3.4" go on with a condition? Else a title without
 * quotation marks is meant. */
static bool continues_part(int type)
{
    static const int types[] = {
        TC_TOK_STATE,          TC_TOK_OF,        TC_TOK_AND,       TC_TOK_OR,
        TC_TOK_COMPARE,        TC_TOK_RPAREN,    TC_TOK_SEMICOLON, TC_TOK_ADDITIVE,
        TC_TOK_THEN,           TC_TOK_COMMA,     TC_TOK_HAS_DATA,  TC_TOK_COLON,
        TC_TOK_MULTIPLICATIVE, TC_TOK_IN,        TC_TOK_BAR,       TC_TOK_END,
        TC_TOK_RBRACE,         TC_TOK_OTHERWISE, TC_TOK_WHEN,      TC_TOK_NOT,
        TC_TOK_FROM,           TC_TOK_BOUND,     TC_TOK_ABOVE,     TC_TOK_TO,
        TC_TOK_OPEN,
    };
    return tc_token_among(type, types, G_N_ELEMENTS(types));
}

/* Where a head's code should stand before its title (or the scale of a grade): how many words that
 * are none without brackets, since they are keywords or several. */
static uint32_t words_for_code(const TcCut *cut)
{
    uint32_t n = 0;
    if (!tc_token_names_part(tc_cut_at(cut, 0)->type) || !tc_cut_at(cut, 0)->first)
        return 0;
    while (n < 8 && is_word(tc_cut_at(cut, n + 1)) && tc_cut_at(cut, n + 1)->type != TC_TOK_BY)
        n++;
    const TcToken *after = tc_cut_at(cut, n + 1);
    bool ends = after->type == TC_TOK_TEXT ||
                (after->type == TC_TOK_BY && (tc_cut_at(cut, 0)->type == TC_TOK_HEAD_GRADE ||
                                              tc_cut_at(cut, 0)->type == TC_TOK_HEAD_RANKING));
    bool is_code = n == 1 && is_code_like(tc_cut_at(cut, 1));
    return ends && !after->first && !is_code ? n : 0;
}

/* "chỉ tiêu 3.4 "…"": a head; "chỉ tiêu 3.4 đạt": none. Without its title it must begin its line,
 * and what follows must not go on with a condition. */
static bool is_head(const TcCut *cut)
{
    if (!tc_token_names_part(tc_cut_at(cut, 0)->type))
        return false;
    if (words_for_code(cut))
        return true;
    if (!is_code_like(tc_cut_at(cut, 1)))
        return tc_cut_at(cut, 0)->first && tc_cut_at(cut, 1)->type == TC_TOK_TEXT;
    const TcToken *after = tc_cut_at(cut, 2);
    if (after->type == TC_TOK_TEXT)
        return true;
    const bool holds = tc_cut_at(cut, 0)->type == TC_TOK_HEAD_GRADE && after->type == TC_TOK_WHEN;
    return tc_cut_at(cut, 0)->first &&
           (after->first || after->type == TC_TOK_BY || holds || !continues_part(after->type));
}

static bool is_section(const TcCut *cut)
{
    const TcToken *token = tc_cut_at(cut, 0);
    if (token->type != TC_TOK_SECTION && token->type != TC_TOK_DATA_CHECK)
        return false;
    return token->first || (is_name(tc_cut_at(cut, 1)) && tc_cut_at(cut, 2)->type == TC_TOK_COLON);
}

bool tc_token_opens_clause(int type)
{
    static const int types[] = {
        TC_TOK_CLAUSE_TEXT,        TC_TOK_CLAUSE_CONDITION, TC_TOK_CLAUSE_VALUE,
        TC_TOK_CLAUSE_REQUIREMENT, TC_TOK_CLAUSE_DATE,      TC_TOK_CLAUSE_LEVELS,
        TC_TOK_CLAUSE_LIST,        TC_TOK_CLAUSE_UNDER,     TC_TOK_CLAUSE_GIVEN,
        TC_TOK_CLAUSE_MUST_GIVE,
    };
    return tc_token_among(type, types, G_N_ELEMENTS(types));
}

static bool is_clause(const TcCut *cut)
{
    return tc_token_opens_clause(tc_cut_at(cut, 0)->type);
}

static bool is_statement(const TcCut *cut)
{
    int type = tc_cut_at(cut, 0)->type;
    return (type == TC_TOK_COMPRISES || type == TC_TOK_ENTERED) &&
           tc_cut_at(cut, 1)->type == TC_TOK_NUMBER;
}

/* Does a cell of a table begin with the token at hand? */
static bool is_cell(const TcCut *cut)
{
    const int before = cut->n ? cut->tokens->items[cut->n - 1].type : TC_TOK_END;
    return !tc_cut_at(cut, 0)->first && (before == TC_TOK_ROW || before == TC_TOK_BAR);
}

static bool is_entry(const TcCut *cut)
{
    if (!is_name(tc_cut_at(cut, 0)))
        return false;
    int mark = tc_cut_at(cut, 1)->type;
    if (cut->section == TC_KW_GIVEN)
        return tc_cut_at(cut, 1)->value == TC_OP_EQ && mark == TC_TOK_COMPARE && !is_cell(cut);
    if (cut->section == TC_KW_PARAMETERS)
        return tc_cut_at(cut, 0)->first &&
               (mark == TC_TOK_COLON || tc_cut_at(cut, 1)->value == TC_OP_EQ);
    return (cut->section == TC_KW_DATA || cut->section == TC_KW_DEFINITIONS) &&
           mark == TC_TOK_COLON;
}

/* Within parentheses only what begins a line counts: then a closing one was forgotten. */
bool tc_cut_starts(const TcCut *cut)
{
    if (cut->depth > 0 && !tc_cut_at(cut, 0)->first)
        return false;
    return is_clause(cut) || is_head(cut) || is_section(cut) ||
           (tc_cut_at(cut, 0)->type == TC_TOK_FLAG && !tc_cut_is_band_result(cut)) ||
           is_statement(cut) || is_entry(cut);
}

void tc_cut_start(TcCut *cut, TcToken starter, uint32_t taken)
{
    TcClause clause = {.starter = starter, .first = cut->n, .n = 0};
    g_array_append_val(cut->clauses, clause);
    if (starter.type == TC_TOK_CLAUSE_GIVEN)
        cut->section = TC_KW_GIVEN;
    else if (cut->section == TC_KW_GIVEN && starter.type != TC_TOK_ENTRY_GIVEN)
        cut->section = TC_KW_NONE;
    cut->index += taken;
    cut->skipping = false;
    cut->depth = cut->listed = 0;
}

void tc_cut_start_clause(TcCut *cut, TcKeyword clause, TcSpan span, uint32_t taken)
{
    const TcToken starter = {
        .type = tc_keyword_token(clause), .value = (int)clause, .span = span, .first = true};
    tc_cut_start(cut, starter, taken);
}

/* Puts one code in the place of words that need brackets to be one, told. Returns: how many tokens
 * fewer there are. */
static uint32_t words_as_code(TcCut *cut)
{
    uint32_t n = words_for_code(cut);
    if (n == 0)
        return 0;
    TcToken code = *tc_cut_at(cut, 1);
    code.span = tc_span_join(code.span, tc_cut_at(cut, n)->span);
    g_autofree char *text = tc_span_text(code.span);
    g_autofree char *meant = g_strdup_printf("[%s]", text);
    code.type = TC_TOK_BRACKET;
    code.text = tc_cut_text(text);
    tc_diag_edit(tc_diag(cut->diags, TC_DIAG_CODE_BRACKETS, code.span, text, meant, NULL),
                 code.span, meant);
    cut->tokens->items[cut->index + n] = code;
    return n - 1;
}

static int entry_token(TcKeyword section)
{
    if (section == TC_KW_GIVEN)
        return TC_TOK_ENTRY_GIVEN;
    return section == TC_KW_DATA ? TC_TOK_ENTRY_COLUMN : TC_TOK_ENTRY_LET;
}

/* The starter's grammar type: heads and entries are told by their place, clauses by their keyword.
 */
static void take_starter(TcCut *cut)
{
    TcToken starter = *tc_cut_at(cut, 0);
    uint32_t taken = is_clause(cut) && tc_cut_at(cut, 1)->type == TC_TOK_COLON ? 2 : 1;
    if (is_head(cut)) {
        taken += words_as_code(cut);
        if (starter.type != TC_TOK_HEAD_GRADE && starter.type != TC_TOK_HEAD_RANKING)
            starter.type = TC_TOK_HEAD_PART;
        cut->section = TC_KW_NONE;
        cut->doubtful = false;
    } else if (is_section(cut)) {
        cut->section = (TcKeyword)starter.value;
        cut->doubtful = false;
        taken = tc_cut_at(cut, 1)->type == TC_TOK_COLON ? 2 : 1;
    } else if (is_entry(cut)) {
        starter.type = entry_token(cut->section);
        taken = 2;
    }
    tc_cut_start(cut, starter, taken);
}

static void keep(TcCut *cut, TcToken token)
{
    token.reported = token.reported || cut->doubtful;
    TcClause *clauses = (TcClause *)(void *)cut->clauses->data;
    cut->tokens->items[cut->n++] = token;
    clauses[cut->clauses->len - 1].n++;
    cut->index++;
}

void tc_cut_keep(TcCut *cut)
{
    keep(cut, *tc_cut_at(cut, 0));
}

TcToken *tc_cut_last(TcCut *cut)
{
    const TcClause *clauses = (const TcClause *)(const void *)cut->clauses->data;
    return clauses[cut->clauses->len - 1].n ? &cut->tokens->items[cut->n - 1] : NULL;
}

static void drop_last(TcCut *cut)
{
    TcClause *clauses = (TcClause *)(void *)cut->clauses->data;
    clauses[cut->clauses->len - 1].n--;
    cut->n--;
}

/* A ';' before what begins a new part by itself says nothing. */
static void drop_idle_semicolon(TcCut *cut)
{
    TcToken *last = cut->clauses->len ? tc_cut_last(cut) : NULL;
    if (last && last->type == TC_TOK_SEMICOLON)
        drop_last(cut);
}

/* a) b) đ) at the outermost level, or at the beginning of a line at that of the list: a letter of a
 * list of contents. */
bool tc_cut_is_item_mark(const TcCut *cut)
{
    const TcToken *letter = tc_cut_at(cut, 0), *closer = tc_cut_at(cut, 1);
    return cut->depth == cut->listed && (cut->depth == 0 || letter->first) &&
           letter->type == TC_TOK_NAME && closer->type == TC_TOK_RPAREN &&
           g_utf8_strlen(letter->text, -1) == 1 && closer->span.start == letter->span.end;
}

static void take_item_mark(TcCut *cut)
{
    drop_idle_semicolon(cut);
    TcToken mark = *tc_cut_at(cut, 0);
    mark.type = TC_TOK_ITEM_MARK;
    mark.span = tc_span_join(mark.span, tc_cut_at(cut, 1)->span);
    cut->index++;
    keep(cut, mark);
}

/* The unit behind a type: any words in parentheses, as one token with their text. */
static bool take_unit(TcCut *cut)
{
    const TcToken *before = tc_cut_last(cut);
    if (cut->section != TC_KW_DATA || tc_cut_at(cut, 0)->type != TC_TOK_LPAREN || before == NULL ||
        before->type != TC_TOK_TYPE)
        return false;
    uint32_t length = 1;
    while (tc_cut_at(cut, length)->type != TC_TOK_RPAREN) {
        if (tc_cut_at(cut, length)->type == TC_TOK_END || tc_cut_at(cut, length)->first)
            return false;
        length++;
    }
    TcToken unit = *tc_cut_at(cut, 0);
    TcSpan inner = {unit.span.source, unit.span.end, tc_cut_at(cut, length)->span.start};
    g_autofree char *text = tc_span_text(inner);
    unit.type = TC_TOK_UNIT;
    unit.span = tc_span_join(unit.span, tc_cut_at(cut, length)->span);
    unit.text = tc_cut_text(g_strstrip(text));
    cut->index += length;
    keep(cut, unit);
    return true;
}

static void follow_depth(TcCut *cut, int type)
{
    if (type == TC_TOK_LPAREN || type == TC_TOK_LBRACE)
        cut->depth++;
    if ((type == TC_TOK_RPAREN || type == TC_TOK_RBRACE) && cut->depth > 0)
        cut->depth--;
    if (type == TC_TOK_CONTENTS || type == TC_TOK_CONTENTS_COUNT)
        cut->listed = cut->depth;
    cut->listed = MIN(cut->listed, cut->depth);
}

/* The unit behind a number: words that the data section declares as one. */
static bool take_measure(TcCut *cut)
{
    TcToken unit;
    uint32_t length;
    if (!tc_measure_take(cut, tc_cut_last(cut), &unit, &length))
        return false;
    cut->index += length - 1;
    keep(cut, unit);
    return true;
}

/* In "kiểm tra số liệu" each condition may stand on a line of its own. */
static void start_next_check(TcCut *cut)
{
    const TcToken *token = tc_cut_at(cut, 0);
    bool begins = token->type == TC_TOK_NOT || token->type == TC_TOK_WHEN;
    if (cut->section != TC_KW_DATA_CHECK || !token->first || cut->depth > 0 || cut->skipping ||
        tc_cut_last(cut) == NULL || token->type == TC_TOK_TEXT ||
        (tc_cut_goes_on(cut) && !begins) || tc_cut_unfinished(cut))
        return;
    drop_idle_semicolon(cut);
    const TcClause *clauses = (const TcClause *)(const void *)cut->clauses->data;
    tc_cut_start(cut, clauses[cut->clauses->len - 1].starter, 0);
}

/* A token of the clause at hand. */
static void take_content(TcCut *cut)
{
    TcToken token = *tc_cut_at(cut, 0);
    if (cut->skipping) {
        cut->index++;
        return;
    }
    start_next_check(cut);
    if (tc_cut_is_item_mark(cut)) {
        take_item_mark(cut);
        return;
    }
    if (take_unit(cut) || take_measure(cut) || tc_cut_drop_state(cut))
        return;
    if (token.type == TC_TOK_EXCEPT || token.type == TC_TOK_WHEN)
        drop_idle_semicolon(cut);
    follow_depth(cut, token.type);
    keep(cut, token);
}

/* Does the head of the file stand on a line below? */
static bool is_headed_below(const TcCut *cut)
{
    static const int heads[] = {TC_KW_SET, TC_KW_PLAN, TC_KW_AMENDMENT, TC_KW_CORRECTION,
                                TC_KW_AMEND};
    bool found = false;
    for (uint32_t i = 0; !found && tc_cut_at(cut, i)->type != TC_TOK_END; i++) {
        const TcToken *token = tc_cut_at(cut, i);
        found = token->first && (token->type == TC_TOK_HEAD_PART || token->type == TC_TOK_EDIT) &&
                tc_token_among(token->value, heads, G_N_ELEMENTS(heads));
    }
    return found;
}

/* What stands before the first clause of a file belongs to nothing. */
static void take_stray(TcCut *cut)
{
    const TcToken *token = tc_cut_at(cut, 0);
    g_autofree char *text = tc_span_text(token->span);
    if (!cut->skipping && is_headed_below(cut))
        tc_diag(cut->diags, TC_DIAG_STRAY_LINE, token->span, text, NULL);
    else if (!cut->skipping)
        tc_diag(cut->diags, TC_DIAG_FILE_START, token->span, NULL);
    cut->skipping = true;
    cut->index++;
}

/* A part that was refused ends at the next line that begins a part, or another one of its kind. */
static bool ends_passing(TcCut *cut)
{
    if (!tc_cut_at(cut, 0)->first)
        return false;
    cut->passing = !is_head(cut) && !is_section(cut);
    return !cut->passing || tc_cut_later(cut);
}

void tc_clauses_cut(TcTokenList *tokens, const TcTokenList *const *also, GArray *clauses,
                    TcDiagList *diags)
{
    TcCut cut = {.tokens = tokens, .clauses = clauses, .units = tc_measures_new(), .diags = diags};
    tc_measures_declare(cut.units, tokens);
    for (; also && *also; also++)
        tc_measures_declare(cut.units, *also);
    while (tc_cut_at(&cut, 0)->type != TC_TOK_END) {
        if (cut.passing && !ends_passing(&cut)) {
            cut.index++;
        } else if (tc_cut_edit(&cut) || tc_cut_heading(&cut) || tc_cut_flag(&cut) ||
                   tc_cut_given(&cut)) {
            continue;
        } else if (tc_cut_starts(&cut)) {
            if (cut.clauses->len)
                drop_idle_semicolon(&cut);
            take_starter(&cut);
        } else if (!tc_cut_nearly(&cut)) {
            if (cut.clauses->len == 0)
                take_stray(&cut);
            else
                take_content(&cut);
        }
    }
    if (cut.clauses->len)
        drop_idle_semicolon(&cut);
    tokens->items[cut.n] = *tc_cut_at(&cut, 0);
    tokens->n = cut.n + 1;
    g_hash_table_destroy(cut.units);
}

void tc_clauses_read(const TcSource *source, const TcTokenList *const *also, TcLang lang,
                     TcArena *arena, TcTokenList *tokens, GArray *clauses, TcDiagList *diags)
{
    tc_scan(source, arena, tokens, diags);
    tc_keywords_apply(tokens, TC_READ_FILE, lang, arena, diags);
    tc_clauses_cut(tokens, also, clauses, diags);
    tc_token_list_trim(tokens);
}
