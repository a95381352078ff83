/* bãi bỏ: clauses, entries and parts are taken out. */
#include "syntax/amend_internal.h"

#include "base/date.h"
#include "base/text.h"
#include "parser.h"

/* Numbers of what is taken out are used up. */
static void note_repealed(const TcAmending *amending, TcOutlineRange range, TcSpan span)
{
    for (uint32_t i = range.first; i < range.first + range.n; i++) {
        const TcToken *code = tc_outline_code(amending->outline, i);
        const TcClause *clause = tc_outline_clause(amending->outline, i);
        if (!code || !tc_clause_is_head(clause))
            continue;
        tc_outline_note_repealed(amending->outline, (TcKeyword)clause->starter.value, code->text,
                                 span);
    }
}

/* A data check is known by what it says. */
static int64_t find_check(const TcAmending *amending, const char *message)
{
    for (uint32_t i = 0; message && i < amending->outline->items->len; i++) {
        const TcOutlineItem *item = tc_outline_at(amending->outline, i);
        const TcClause *clause = tc_text_clause(item->text, item->clause);
        const TcToken *last = tc_clause_tokens(item->text, clause) + clause->n;
        if (clause->starter.type == TC_TOK_DATA_CHECK && clause->n &&
            last[-1].type == TC_TOK_TEXT && tc_text_same(last[-1].text, message))
            return i;
    }
    return -1;
}

/* The head of the set is no part of it. Returns: false. */
static bool report_set(const TcAmending *amending, const TcNode *target)
{
    char day[TC_DATE_TEXT];
    g_autofree char *what = tc_span_text(target->span);
    tc_diag(amending->diags, TC_DIAG_SET_REPEALED, target->span, what,
            tc_date_format(amending->edit->from, amending->amendment->text->tokens.lang, day),
            NULL);
    return false;
}

static bool repeal_part(const TcAmending *amending, const TcNode *target)
{
    TcOutlineRange range;
    if (!tc_amend_part(amending, target, true, &range))
        return false;
    if (tc_target_noun(target) == TC_KW_SET || tc_target_noun(target) == TC_KW_PLAN)
        return report_set(amending, target);
    note_repealed(amending, range, target->span);
    tc_outline_remove(amending->outline, range);
    return true;
}

/* Takes out a clause, a check or an @entry: with the last one its section goes. */
static void take_out(TcOutline *outline, uint32_t index, bool entry)
{
    const bool more = index + 1 < outline->items->len &&
                      !tc_clause_is_head(tc_outline_clause(outline, index + 1));
    const bool last = entry && index > 0 && !more &&
                      tc_outline_clause(outline, index - 1)->starter.type == TC_TOK_SECTION;
    tc_outline_remove(outline, (TcOutlineRange){index, 1});
    if (last)
        tc_outline_remove(outline, (TcOutlineRange){index - 1, 1});
}

static bool repeal_target(const TcAmending *amending, const TcNode *target)
{
    TcOutlineRange range = {0, 1};
    int64_t found;
    if (!target->sub && !tc_target_is_section(tc_target_noun(target)))
        return repeal_part(amending, target);
    if (target->sub)
        found = tc_amend_clause(amending, target, &range);
    else if (tc_target_noun(target) == TC_KW_DATA_CHECK) {
        const TcNode *message = tc_amend_child(amending->edit, TC_NODE_TEXT, 0);
        found = find_check(amending, message ? message->text : NULL);
        if (found < 0)
            tc_amend_not_there(amending, target);
    } else
        found = tc_target_code(target) ? tc_amend_entry(amending, target) : -1;
    if (found >= 0 && !target->sub && tc_target_code(target))
        tc_outline_note_repealed(amending->outline, tc_target_noun(target), tc_target_code(target),
                                 target->span);
    if (found >= 0)
        take_out(amending->outline, (uint32_t)found, !target->sub);
    else if (!target->sub && !tc_target_code(target) && tc_target_noun(target) != TC_KW_DATA_CHECK)
        tc_amend_report(amending, TC_DIAG_EDIT_NEEDS_CODE, target);
    return found >= 0;
}

bool tc_edit_repeal(const TcAmending *amending)
{
    bool all = true;
    for (uint32_t i = 0; tc_amend_target(amending->edit, i); i++)
        all &= repeal_target(amending, tc_amend_target(amending->edit, i));
    return all;
}
