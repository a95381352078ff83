/* What people write for the cells that an example gives: a comma or "và" between them, ":" for "=",
 * a heading of several words without its brackets. Told once and read as what is meant. */
#include "syntax/cut.h"

#include "parser.h"

static bool is_equals(const TcToken *token)
{
    return token->type == TC_TOK_COMPARE && token->value == TC_OP_EQ;
}

static bool is_name(const TcToken *token)
{
    return token->type == TC_TOK_NAME || token->type == TC_TOK_BRACKET;
}

/* How many words from @from on stand before a "=" on their line; 0: none. */
static uint32_t words_before_equals(const TcCut *cut, uint32_t from)
{
    uint32_t n = 0;
    while (n < 12 && (n == 0 || !tc_cut_at(cut, from + n)->first) &&
           g_unichar_isalpha(g_utf8_get_char(tc_source_text(tc_cut_at(cut, from + n)->span.source) +
                                             tc_cut_at(cut, from + n)->span.start)) &&
           tc_cut_at(cut, from + n)->type != TC_TOK_END)
        n++;
    return n > 0 && is_equals(tc_cut_at(cut, from + n)) ? n : 0;
}

/* "[A] = 1, [B] = 2", "[A] = 1 và [B] = 2": the joint is dropped. */
static bool drop_joint(TcCut *cut)
{
    const TcToken *joint = tc_cut_at(cut, 0);
    const bool cell =
        (is_name(tc_cut_at(cut, 1)) && is_equals(tc_cut_at(cut, 2))) || words_before_equals(cut, 1);
    if ((joint->type != TC_TOK_COMMA && joint->type != TC_TOK_AND) || !cell)
        return false;
    g_autofree char *text = tc_span_text(joint->span);
    tc_diag_edit(tc_diag(cut->diags, TC_DIAG_EXAMPLE_JOINT, joint->span, text, NULL), joint->span,
                 ";");
    cut->index++;
    return true;
}

static void start_given(TcCut *cut, TcToken name, uint32_t taken)
{
    name.type = TC_TOK_ENTRY_GIVEN;
    tc_cut_start(cut, name, taken);
}

/* "[A]: 1000". */
static bool take_colon(TcCut *cut)
{
    const TcToken *name = tc_cut_at(cut, 0), *colon = tc_cut_at(cut, 1);
    if (name->type != TC_TOK_BRACKET || colon->type != TC_TOK_COLON)
        return false;
    tc_diag_edit(tc_diag(cut->diags, TC_DIAG_WRONG_MARK, colon->span, ":", "=", NULL), colon->span,
                 "=");
    start_given(cut, *name, 2);
    return true;
}

/* Is the token at hand the value of a cell, or the unit of one? */
static bool is_value(TcCut *cut)
{
    const TcClause *clause = &g_array_index(cut->clauses, TcClause, cut->clauses->len - 1);
    const TcToken *last = tc_cut_last(cut);
    return (!last && clause->starter.type == TC_TOK_ENTRY_GIVEN) ||
           (last && (last->type == TC_TOK_NUMBER || last->type == TC_TOK_MAGNITUDE));
}

/* "Tổng số hộ = 1000". */
static bool take_open_name(TcCut *cut)
{
    const uint32_t n = words_before_equals(cut, 0);
    if (n < 2 || is_value(cut))
        return false;
    TcToken name = *tc_cut_at(cut, 0);
    name.span = tc_cut_span(cut, n);
    g_autofree char *text = tc_span_text(name.span);
    g_autofree char *meant = g_strdup_printf("[%s]", text);
    name.text = tc_cut_text(text);
    tc_diag_edit(tc_diag(cut->diags, TC_DIAG_NAME_NEEDS_BRACKETS, name.span, meant, NULL),
                 name.span, meant);
    start_given(cut, name, n + 1);
    return true;
}

bool tc_cut_given(TcCut *cut)
{
    return cut->section == TC_KW_GIVEN && cut->depth == 0 &&
           (drop_joint(cut) || take_colon(cut) || take_open_name(cut));
}
