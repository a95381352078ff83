/* Lines that amend. Part of cutting clauses, see cut.h: such a line is a head; what it gives stands
 * behind it as clauses of their own, with the starters that they would have in a rule set. */
#include "syntax/cut.h"

#include "parser.h"

/* "sửa đổi, bổ sung CĐS_XÃ", "đính chính CĐS_XÃ": the head of a text that amends. Returns: how many
 * tokens its word is; 0: it is none. */
static uint32_t amending_words(const TcCut *cut)
{
    const TcToken *word = tc_cut_at(cut, 0), *third = tc_cut_at(cut, 2);
    if (word->value == TC_KW_CORRECTION || word->value == TC_KW_AMENDMENT)
        return word->type == TC_TOK_HEAD_PART ? 1 : 0;
    bool joined = word->type == TC_TOK_EDIT && word->value == TC_KW_AMEND &&
                  tc_cut_at(cut, 1)->type == TC_TOK_COMMA && third->type == TC_TOK_EDIT &&
                  third->value == TC_KW_INSERT;
    return joined ? 3 : 0;
}

static void take_amending_head(TcCut *cut, uint32_t words)
{
    TcToken starter = *tc_cut_at(cut, 0);
    starter.type = TC_TOK_HEAD_PART;
    starter.span = tc_cut_span(cut, words);
    if (words > 1)
        starter.value = TC_KW_AMENDMENT;
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

/* "sửa đổi, bổ sung yêu cầu của chỉ tiêu 3.4 như sau: …", as decisions have it: what is amended and
 * no set. */
static bool amends_and_inserts(const TcCut *cut, uint32_t words)
{
    const TcToken *behind = tc_cut_at(cut, words);
    return words > 1 && cut->clauses->len > 0 && !behind->first && behind->type != TC_TOK_NAME;
}

/* A line that amends; its own word is @words tokens. */
static void take_edit(TcCut *cut, uint32_t words)
{
    TcToken starter = *tc_cut_at(cut, 0);
    const int target = tc_cut_at(cut, words)->type;
    const uint32_t first = cut->n;
    bool opened = is_check_given(cut, &starter);
    starter.span = tc_cut_span(cut, words);
    cut->section = TC_KW_NONE;
    cut->doubtful = false;
    tc_cut_start(cut, starter, words);
    if (opened)
        tc_cut_keep(cut);
    while (!ends_line(cut) && !opened && !begins_graded(cut, target)) {
        opened = tc_cut_at(cut, 0)->type == TC_TOK_COLON;
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
        return true;
    }
    if (word->type != TC_TOK_EDIT)
        return false;
    take_edit(cut, 1);
    return true;
}
