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

/* With @cure for {3}. */
static TcDiag *report_cure(const TcAmending *amending, TcDiagCode code, const TcNode *target,
                           const char *cure)
{
    g_autofree char *what = tc_span_text(target->span);
    g_autofree char *part = tc_span_text(target->items[0]->span);
    g_autofree char *clause = target->sub ? tc_span_text(target->at) : g_strdup("");
    return tc_diag(amending->diags, code, target->span, what, part, clause, cure, NULL);
}

TcDiag *tc_amend_report(const TcAmending *amending, TcDiagCode code, const TcNode *target)
{
    return report_cure(amending, code, target, "");
}

/* @message with its keywords as the amendment writes them, and its words. Returns: (transfer full).
 */
static char *cure_of(const TcAmending *amending, TcMsg message, const char *first,
                     const char *second)
{
    const char *const words[] = {first, second};
    g_autofree char *cure = tc_diag_words(tc_msg(tc_diag_list_lang(amending->diags), message),
                                          amending->amendment->text->tokens.lang);
    return tc_text_fill(cure, words, G_N_ELEMENTS(words));
}

/* The parts @noun that are in force, by their codes or names. Returns: (transfer full). */
static char *names_in_force(const TcAmending *amending, TcKeyword noun)
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

/* The codes of the parts @noun in force that are spelt most like @code, parted by commas. Returns:
 * (transfer full) "" if none is. *@one: the only one, or NULL. */
static char *codes_near(const TcOutline *outline, TcKeyword noun, const char *code,
                        const char **one)
{
    enum { MOST = 3 };
    g_autoptr(GPtrArray) codes = g_ptr_array_new();
    g_autoptr(GString) near = g_string_new(NULL);
    for (uint32_t i = 0; i < outline->items->len; i++) {
        const TcToken *own = tc_outline_code(outline, i);
        if (own && tc_outline_clause(outline, i)->starter.value == (int)noun)
            g_ptr_array_add(codes, (void *)own->text);
    }
    *one = NULL;
    for (unsigned n = 0; n < MOST; n++) {
        const char *found = tc_text_suggest(code, (const char *const *)codes->pdata, codes->len);
        if (!found)
            break;
        *one = n == 0 ? found : NULL;
        g_string_append_printf(near, "%s%s", n ? ", " : "", found);
        g_ptr_array_remove(codes, (void *)found);
    }
    return g_string_free(g_steal_pointer(&near), FALSE);
}

/* No part has the code of @target: those that may be meant, or what else to do. */
static void report_no_part(const TcAmending *amending, const TcNode *target)
{
    const TcNode *part = target->items[0];
    const char *code = tc_target_code(target), *one = NULL;
    const bool coded = code && !tc_target_is_section(tc_target_noun(target));
    const bool new_part = amending->edit->head->sub == TC_KW_AMEND && !target->sub;
    g_autofree char *what =
        coded ? tc_target_of_code(amending, target, code) : tc_span_text(part->span);
    g_autofree char *near = coded && !new_part
                                ? codes_near(amending->outline, tc_target_noun(target), code, &one)
                                : g_strdup("");
    g_autofree char *meant = tc_target_of_code(amending, target, near);
    g_autofree char *names = names_in_force(amending, tc_target_noun(target));
    g_autofree char *cure = *near      ? cure_of(amending, TC_MSG_TARGET_NEAR, meant, "")
                            : new_part ? cure_of(amending, TC_MSG_TARGET_NEW, what, names)
                                       : cure_of(amending, TC_MSG_TARGET_NUMBER, names, "");
    TcDiag *diag =
        tc_diag(amending->diags, TC_DIAG_NO_TARGET, part->span, what, "", "", cure, NULL);
    if (one)
        tc_diag_edit(diag, part->at, one);
}

void tc_amend_no_entry(const TcAmending *amending, const TcNode *target, TcSpan at,
                       const char *what)
{
    g_autofree char *names = names_in_force(amending, tc_target_noun(target));
    g_autofree char *cure = cure_of(amending, TC_MSG_TARGET_NEW, what, names);
    tc_diag(amending->diags, TC_DIAG_NO_TARGET, at, what, "", "", cure, NULL);
}

bool tc_amend_not_there(const TcAmending *amending, const TcNode *target)
{
    const TcSpan *by =
        tc_target_code(target)
            ? tc_outline_repealed(amending->outline, tc_target_noun(target), tc_target_code(target))
            : NULL;
    if (by)
        tc_diag_label(tc_amend_report(amending, TC_DIAG_REPEALED, target), *by,
                      tc_msg(tc_diag_list_lang(amending->diags), TC_MSG_REPEALED_HERE));
    else
        report_no_part(amending, target);
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

/* "chỉ tiêu" alone, where each has a number: of a set's own head there is one. */
static bool lacks_code(const TcAmending *amending, const TcNode *target)
{
    const TcKeyword noun = tc_target_noun(target);
    TcOutlineRange range;
    return !tc_target_code(target) && noun != TC_KW_SET && noun != TC_KW_PLAN &&
           tc_outline_part(amending->outline, noun, NULL, false, &range) &&
           tc_outline_code(amending->outline, range.first);
}

bool tc_amend_part(const TcAmending *amending, const TcNode *target, bool whole,
                   TcOutlineRange *range)
{
    if (lacks_code(amending, target)) {
        tc_amend_report(amending, TC_DIAG_EDIT_NEEDS_CODE, target);
        return false;
    }
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

/* What to write where the part at @range has no such clause: an indicator has either of two.
 * Returns: (transfer full). */
static char *clause_cure(const TcAmending *amending, const TcNode *target, TcOutlineRange range)
{
    const TcLang lang = amending->amendment->text->tokens.lang;
    const TcKeyword other = target->sub == TC_KW_REQUIRED   ? TC_KW_MET_WHEN
                            : target->sub == TC_KW_MET_WHEN ? TC_KW_REQUIRED
                                                            : TC_KW_NONE;
    g_autofree char *part = tc_target_of_code(amending, target, tc_target_code(target));
    if (amending->edit->head->sub == TC_KW_REPEAL)
        return cure_of(amending, TC_MSG_CLAUSE_NOTHING, "", "");
    if (other && tc_outline_find_clause(amending->outline, range, other) >= 0)
        return cure_of(amending, TC_MSG_CLAUSE_OTHER, tc_keyword_name(other, lang), part);
    g_autofree char *clause = tc_span_text(target->at);
    return cure_of(amending, TC_MSG_CLAUSE_TO_INSERT, clause, part);
}

/* The clause of a target, which must be there. Returns: -1, told. */
int64_t tc_amend_clause(const TcAmending *amending, const TcNode *target, TcOutlineRange *range)
{
    if (!tc_amend_part(amending, target, false, range))
        return -1;
    const int64_t found = tc_outline_find_clause(amending->outline, *range, (TcKeyword)target->sub);
    if (found < 0) {
        g_autofree char *cure = clause_cure(amending, target, *range);
        tc_amend_label(amending, report_cure(amending, TC_DIAG_NO_CLAUSE, target, cure),
                       range->first);
    }
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
