/* Lines that amend. Part of cutting clauses, see cut.h: such a line is a head; what it gives stands
 * behind it as clauses of their own, with the starters that they would have in a rule set. */
#include "syntax/cut.h"

#include "parser.h"

static bool is_insert(const TcToken *token)
{
    return !token->first && token->type == TC_TOK_EDIT && token->value == TC_KW_INSERT;
}

/* "sửa đổi CĐS_XÃ" before all else: the head of a text, since an edit would name a part. */
static bool amends_set(const TcCut *cut)
{
    static const int begins[] = {TC_TOK_NAME, TC_TOK_CODE, TC_TOK_TEXT};
    const TcToken *behind = tc_cut_at(cut, 1);
    return cut->clauses->len == 0 && !behind->first &&
           tc_token_among(behind->type, begins, G_N_ELEMENTS(begins));
}

/* "sửa đổi, bổ sung CĐS_XÃ", "đính chính CĐS_XÃ": the head of a text that amends, also without its
 * comma or "bổ sung". Returns: how many tokens its word is; 0: it is none. */
static uint32_t amending_words(const TcCut *cut)
{
    const TcToken *word = tc_cut_at(cut, 0);
    if (word->value == TC_KW_CORRECTION || word->value == TC_KW_AMENDMENT)
        return word->type == TC_TOK_HEAD_PART ? 1 : 0;
    if (word->type != TC_TOK_EDIT || word->value != TC_KW_AMEND)
        return 0;
    if (tc_cut_at(cut, 1)->type == TC_TOK_COMMA)
        return is_insert(tc_cut_at(cut, 2)) ? 3 : 0;
    return is_insert(tc_cut_at(cut, 1)) ? 2 : amends_set(cut) ? 1 : 0;
}

/* Tells the @words of a head that lack their comma, or more. */
static void check_amending_words(const TcCut *cut, uint32_t words)
{
    if (words == 0 || words > 2 || tc_cut_at(cut, 0)->type != TC_TOK_EDIT)
        return;
    const TcSpan span = tc_cut_span(cut, words);
    g_autofree char *text = tc_span_text(span);
    tc_diag_edit(tc_diag(cut->diags, TC_DIAG_AMENDING_WORDS, span, text, NULL), span,
                 tc_keyword_name(TC_KW_AMENDMENT, cut->tokens->lang));
}

static void take_amending_head(TcCut *cut, uint32_t words)
{
    TcToken starter = *tc_cut_at(cut, 0);
    if (starter.type == TC_TOK_EDIT)
        starter.value = TC_KW_AMENDMENT;
    starter.type = TC_TOK_HEAD_PART;
    starter.span = tc_cut_span(cut, words);
    cut->section = TC_KW_NONE;
    cut->doubtful = false;
    tc_cut_start(cut, starter, words);
}

/* "riêng chỉ tiêu 3.6 có hiệu lực từ 01/01/2025" below such a head. */
static bool is_day_line(const TcCut *cut)
{
    uint32_t i = 1;
    if (tc_cut_at(cut, 0)->type != TC_TOK_EXCEPT)
        return false;
    while (tc_cut_at(cut, i)->type != TC_TOK_END && !tc_cut_at(cut, i)->first &&
           tc_cut_at(cut, i)->type != TC_TOK_EFFECTIVE)
        i++;
    return tc_cut_at(cut, i)->type == TC_TOK_EFFECTIVE;
}

static bool ends_line(const TcCut *cut)
{
    return tc_cut_at(cut, 0)->type == TC_TOK_END || tc_cut_at(cut, 0)->first;
}

static void start_at(TcCut *cut, const TcToken *word, int type)
{
    TcToken starter = *word;
    starter.type = type;
    tc_cut_start(cut, starter, 0);
}

/* What the edit gives has the starter of what it is about: a clause, an entry, a section. @first:
 * where the edit's own tokens begin. */
static void open_content(TcCut *cut, uint32_t first, bool opened)
{
    const TcToken *word = &cut->tokens->items[first];
    TcToken flag = *word; /* khuyến khích without a colon is the flag of that name */
    flag.value = TC_KW_ENCOURAGED_FLAG;
    const TcToken *name = cut->n > first + 1 ? word + 1 : NULL;
    bool named = name && (name->type == TC_TOK_BRACKET || name->type == TC_TOK_NAME);
    cut->section = word->type == TC_TOK_SECTION || word->type == TC_TOK_DATA_CHECK
                       ? (TcKeyword)word->value
                       : TC_KW_NONE;
    if (word->type == TC_TOK_TITLE_OF)
        start_at(cut, word, TC_TOK_CLAUSE_TITLE);
    else if (word->value == TC_KW_ENCOURAGED && !opened)
        start_at(cut, &flag, TC_TOK_FLAG);
    else if (tc_token_opens_clause(word->type) || word->type == TC_TOK_FLAG ||
             word->type == TC_TOK_ENTERED || word->type == TC_TOK_COMPRISES)
        start_at(cut, word, word->type);
    else if (word->type == TC_TOK_SECTION && named)
        start_at(cut, name, word->value == TC_KW_DATA ? TC_TOK_ENTRY_COLUMN : TC_TOK_ENTRY_LET);
    else if (cut->section != TC_KW_NONE)
        start_at(cut, word, word->type);
}

/* Does the clause so far give something behind its line? "bãi bỏ", "thay thế", "đổi số" do not. */
static bool gives(const TcToken *starter)
{
    return starter->value == TC_KW_AMEND || starter->value == TC_KW_INSERT;
}

/* "bổ sung kiểm tra số liệu [A] <= [B] …": the check follows on the line, as in a rule set. */
static bool is_check_given(const TcCut *cut, const TcToken *starter)
{
    const TcToken *behind = tc_cut_at(cut, 2);
    static const int others[] = {TC_TOK_TO_READ, TC_TOK_COLON, TC_TOK_TEXT, TC_TOK_END};
    return starter->value == TC_KW_INSERT && tc_cut_at(cut, 1)->type == TC_TOK_DATA_CHECK &&
           !behind->first && !tc_token_among(behind->type, others, G_N_ELEMENTS(others));
}

/* What a grade or a ranking holds goes on behind its name as in a rule set, with colons of its own.
 */
static bool begins_graded(const TcCut *cut, int target)
{
    static const int begins[] = {TC_TOK_BY, TC_TOK_WHEN, TC_TOK_TABLE};
    return (target == TC_TOK_HEAD_GRADE || target == TC_TOK_HEAD_RANKING) &&
           tc_token_among(tc_cut_at(cut, 0)->type, begins, G_N_ELEMENTS(begins));
}

/* "bổ sung nhóm 4 "…" gồm 3 chỉ tiêu": the statement is given too. */
static bool begins_statement(const TcCut *cut, uint32_t first)
{
    return cut->n > first && tc_cut_at(cut, 0)->type == TC_TOK_COMPRISES &&
           tc_cut_at(cut, 1)->type == TC_TOK_NUMBER;
}

/* Does the token at hand part what the edit is about from what it gives? For a parameter "=" does,
 * as in a rule set. */
static bool opens(const TcCut *cut, int noun, uint32_t first)
{
    const TcToken *token = tc_cut_at(cut, 0);
    return token->type == TC_TOK_COLON ||
           (noun == TC_KW_PARAMETERS && cut->n > first && token->type == TC_TOK_COMPARE &&
            token->value == TC_OP_EQ);
}

/* Does the rest of the line name a part of a set from the token @i on? */
static bool line_names_part(const TcCut *cut, uint32_t i)
{
    while (tc_cut_at(cut, i)->type != TC_TOK_END && !tc_cut_at(cut, i)->first &&
           !tc_token_names_part(tc_cut_at(cut, i)->type))
        i++;
    return tc_token_names_part(tc_cut_at(cut, i)->type) && !tc_cut_at(cut, i)->first;
}

/* "sửa đổi, bổ sung yêu cầu của chỉ tiêu 3.4 như sau: …", as decisions have it: what is amended and
 * no set; also in words that are none of the language ("mức đạt của chỉ tiêu 3.4"). */
static bool amends_and_inserts(const TcCut *cut, uint32_t words)
{
    const TcToken *behind = tc_cut_at(cut, words);
    return words > 1 && cut->clauses->len > 0 && !behind->first &&
           (behind->type != TC_TOK_NAME || line_names_part(cut, words));
}

/* A line that amends; its own word is @words tokens. */
static void take_edit(TcCut *cut, uint32_t words)
{
    TcToken starter = *tc_cut_at(cut, 0);
    const int target = tc_cut_at(cut, words)->type, noun = tc_cut_at(cut, words)->value;
    const uint32_t first = cut->n;
    bool opened = is_check_given(cut, &starter);
    starter.span = tc_cut_span(cut, words);
    cut->section = TC_KW_NONE;
    cut->doubtful = false;
    tc_cut_start(cut, starter, words);
    if (opened)
        tc_cut_keep(cut);
    while (!ends_line(cut) && !opened && !begins_graded(cut, target) &&
           !begins_statement(cut, first)) {
        opened = opens(cut, noun, first);
        if (opened)
            cut->index++;
        else
            tc_cut_keep(cut);
    }
    const bool title = tc_cut_at(cut, 0)->type == TC_TOK_TEXT && cut->n > first &&
                       tc_token_names_part(cut->tokens->items[first].type);
    if (title)
        tc_cut_keep(cut);
    if (gives(&starter) && cut->n > first)
        open_content(cut, first, opened);
}

bool tc_cut_edit(TcCut *cut)
{
    const TcToken *word = tc_cut_at(cut, 0);
    if (!word->first || cut->depth > 0)
        return false;
    const uint32_t words = amending_words(cut);
    check_amending_words(cut, words);
    if (amends_and_inserts(cut, words)) {
        take_edit(cut, words);
        return true;
    }
    if (words) {
        take_amending_head(cut, words);
        return true;
    }
    if (is_day_line(cut)) {
        start_at(cut, word, TC_TOK_EDIT_DAY);
        cut->index++;
        return true;
    }
    if (word->type == TC_TOK_TRANSITION || word->type == TC_TOK_FOR_UNITS) {
        cut->section = TC_KW_NONE;
        cut->doubtful = false;
        start_at(cut, word, word->type);
        cut->index++;
        cut->index += word->type == TC_TOK_TRANSITION && tc_cut_at(cut, 0)->type == TC_TOK_COLON;
        return true;
    }
    if (word->type != TC_TOK_EDIT)
        return false;
    take_edit(cut, 1);
    return true;
}
