/* What an edit is about, looked for in what is in force. */
#include "syntax/amend_internal.h"

#include <string.h>
#include "base/msg.h"
#include "base/text.h"

const TcNode *tc_amend_target(const TcEdit *edit, uint32_t index)
{
    const TcNode *node = index < edit->head->n ? edit->head->items[index] : NULL;
    return node && node->kind == TC_NODE_TARGET ? node : NULL;
}

TcKeyword tc_target_noun(const TcNode *target)
{
    return (TcKeyword)target->items[0]->sub;
}

const char *tc_target_code(const TcNode *target)
{
    return target->items[0]->text;
}

bool tc_target_is_section(TcKeyword keyword)
{
    return keyword == TC_KW_DATA || keyword == TC_KW_DEFINITIONS || keyword == TC_KW_PARAMETERS ||
           keyword == TC_KW_DATA_CHECK;
}

/* A child of the edit's head that is no target: a title, words, a place. */
const TcNode *tc_amend_child(const TcEdit *edit, TcNodeKind kind, uint32_t nth)
{
    for (uint32_t i = 0; i < edit->head->n; i++)
        if (edit->head->items[i]->kind == kind && nth-- == 0)
            return edit->head->items[i];
    return NULL;
}

TcDiag *tc_amend_report(const TcAmending *amending, TcDiagCode code, const TcNode *target)
{
    g_autofree char *what = tc_span_text(target->span);
    g_autofree char *part = tc_span_text(target->items[0]->span);
    g_autofree char *clause = target->sub ? tc_span_text(target->at) : g_strdup("");
    g_autofree char *names = tc_amend_names(amending, tc_target_noun(target));
    return tc_diag(amending->diags, code, target->span, what, part, clause, names, NULL);
}

char *tc_amend_names(const TcAmending *amending, TcKeyword noun)
{
    char *names = tc_outline_names(amending->outline, noun);
    if (*names)
        return names;
    g_free(names);
    return g_strdup(tc_msg(tc_diag_list_lang(amending->diags), TC_MSG_NOTHING_IN_FORCE));
}

/* Names the place of what is in force. */
void tc_amend_label(const TcAmending *amending, TcDiag *diag, uint32_t index)
{
    const TcOutlineItem *item = tc_outline_at(amending->outline, index);
    tc_diag_label(diag, tc_text_clause_span(item->text, item->clause),
                  tc_msg(tc_diag_list_lang(amending->diags), TC_MSG_IN_FORCE_HERE));
}

bool tc_amend_not_there(const TcAmending *amending, const TcNode *target)
{
    const TcSpan *by =
        tc_target_code(target)
            ? tc_outline_repealed(amending->outline, tc_target_noun(target), tc_target_code(target))
            : NULL;
    TcDiag *diag = tc_amend_report(amending, by ? TC_DIAG_REPEALED : TC_DIAG_NO_TARGET, target);
    if (by)
        tc_diag_label(diag, *by, tc_msg(tc_diag_list_lang(amending->diags), TC_MSG_REPEALED_HERE));
    return false;
}

char *tc_target_of_code(const TcAmending *amending, const TcNode *target, const char *code)
{
    return g_strdup_printf(
        "%s %s", tc_keyword_name(tc_target_noun(target), amending->amendment->text->tokens.lang),
        code);
}

/* @code with a letter behind it that no part of the kind has or had: 3.7a for 3.7. Returns:
 * (transfer full). */
static char *free_code(const TcOutline *outline, TcKeyword noun, const char *code)
{
    static const char *const letters[] = {"a", "b", "c", "d", "đ", "e", "g", "h"};
    TcOutlineRange range;
    for (size_t i = 0; i < G_N_ELEMENTS(letters); i++) {
        g_autofree char *other = g_strconcat(code, letters[i], NULL);
        if (!tc_outline_part(outline, noun, other, false, &range) &&
            !tc_outline_repealed(outline, noun, other))
            return g_steal_pointer(&other);
    }
    return g_strconcat(code, "_1", NULL);
}

bool tc_amend_number_used(const TcAmending *amending, const TcNode *target, const char *code)
{
    const TcSpan *by = tc_outline_repealed(amending->outline, tc_target_noun(target), code);
    g_autofree char *what = tc_target_of_code(amending, target, code);
    if (!by)
        return false;
    g_autofree char *other = free_code(amending->outline, tc_target_noun(target), code);
    TcDiag *diag = tc_diag(amending->diags, TC_DIAG_NUMBER_USED, target->span, what, other, NULL);
    tc_diag_label(diag, *by, tc_msg(tc_diag_list_lang(amending->diags), TC_MSG_REPEALED_HERE));
    return true;
}

bool tc_amend_part(const TcAmending *amending, const TcNode *target, bool whole,
                   TcOutlineRange *range)
{
    return tc_outline_part(amending->outline, tc_target_noun(target), tc_target_code(target), whole,
                           range) ||
           tc_amend_not_there(amending, target);
}

/* An entry of a section, by its name. Returns: -1, told. */
int64_t tc_amend_entry(const TcAmending *amending, const TcNode *target)
{
    const int64_t found =
        tc_outline_find_entry(amending->outline, tc_target_noun(target), tc_target_code(target));
    if (found < 0)
        tc_amend_not_there(amending, target);
    return found;
}

/* The clause of a target, which must be there. Returns: -1, told. */
int64_t tc_amend_clause(const TcAmending *amending, const TcNode *target, TcOutlineRange *range)
{
    if (!tc_amend_part(amending, target, false, range))
        return -1;
    const int64_t found = tc_outline_find_clause(amending->outline, *range, (TcKeyword)target->sub);
    if (found < 0)
        tc_amend_label(amending, tc_amend_report(amending, TC_DIAG_NO_CLAUSE, target),
                       range->first);
    return found;
}

bool tc_amend_place(const TcAmending *amending, const TcNode *place, uint32_t *index)
{
    const TcNode *target = place->items[0];
    TcOutlineRange range = {0, 1};
    int64_t entry = 0;
    if (!tc_target_code(target)) {
        tc_amend_report(amending, TC_DIAG_EDIT_NEEDS_CODE, target);
        return false;
    }
    if (tc_target_is_section(tc_target_noun(target))) {
        entry = tc_amend_entry(amending, target);
        range.first = (uint32_t)MAX(entry, 0);
    } else if (!tc_amend_part(amending, target, true, &range)) {
        return false;
    }
    *index = place->sub == TC_KW_AHEAD ? range.first : range.first + range.n;
    return entry >= 0;
}
