/* bổ sung: clauses, entries and parts that are not there yet. */
#include "syntax/amend_internal.h"

#include <string.h>
#include "base/msg.h"
#include "base/text.h"
#include "syntax/patch.h"
#include "parser.h"

static bool insert_clause(const TcAmending *amending, const TcNode *target)
{
    TcOutlineRange range;
    if (!tc_amend_part(amending, target, false, &range))
        return false;
    const int64_t there = tc_outline_find_clause(amending->outline, range, (TcKeyword)target->sub);
    if (there >= 0) {
        tc_amend_label(amending, tc_amend_report(amending, TC_DIAG_CLAUSE_THERE, target),
                       (uint32_t)there);
        return false;
    }
    tc_amend_put_given(amending, range.first + range.n, true);
    return true;
}

/* None of the entries that are given may be there. */
static bool check_new_entries(const TcAmending *amending, TcKeyword section)
{
    const TcText *text = amending->amendment->text;
    const TcEdit *edit = amending->edit;
    bool all = true;
    for (uint32_t i = edit->first; i < edit->first + edit->n; i++) {
        const TcToken *starter = &tc_text_clause(text, i)->starter;
        const int64_t there =
            starter->type == TC_TOK_SECTION || starter->type == TC_TOK_DATA_CHECK
                ? -1
                : tc_outline_find_entry(amending->outline, section, starter->text);
        if (there < 0)
            continue;
        g_autofree char *name = tc_span_text(starter->span);
        g_autofree char *what = tc_target_of_code(amending, tc_amend_target(edit, 0), name);
        TcDiag *diag = tc_diag(amending->diags, TC_DIAG_PART_THERE, starter->span, what, NULL);
        tc_amend_label(amending, diag, (uint32_t)there);
        all = false;
    }
    return all;
}

/* Where a section that is not there yet begins: behind the last one that is, or the set's head. */
static uint32_t section_place(const TcAmending *amending)
{
    static const TcKeyword before[] = {TC_KW_SET, TC_KW_PLAN, TC_KW_DATA, TC_KW_DEFINITIONS,
                                       TC_KW_PARAMETERS};
    uint32_t at = 0;
    TcOutlineRange range;
    for (size_t i = 0; i < G_N_ELEMENTS(before); i++)
        if (tc_outline_part(amending->outline, before[i], NULL, false, &range))
            at = MAX(at, range.first + range.n);
    return at;
}

/* "bổ sung số liệu vào sau số liệu [Vùng]" */
static bool insert_entries_at(const TcAmending *amending, const TcNode *place, TcKeyword section)
{
    uint32_t index;
    if (tc_target_noun(place->items[0]) != section || section == TC_KW_DATA_CHECK) {
        tc_amend_report(amending, TC_DIAG_PLACE_OTHER, place->items[0]);
        return false;
    }
    if (!tc_amend_place(amending, place, &index))
        return false;
    tc_amend_put_given(amending, index, false);
    return true;
}

/* Where it is said, behind the section's entries, or as a section of its own. */
static bool insert_entries(const TcAmending *amending, TcKeyword section)
{
    TcOutlineRange range;
    const TcNode *place = tc_amend_child(amending->edit, TC_NODE_PLACE, 0);
    if (!check_new_entries(amending, section))
        return false;
    if (place)
        return insert_entries_at(amending, place, section);
    if (tc_outline_part(amending->outline, section, NULL, false, &range)) {
        while (section == TC_KW_DATA_CHECK &&
               range.first + range.n < amending->outline->items->len &&
               tc_outline_clause(amending->outline, range.first + range.n)->starter.type ==
                   TC_TOK_DATA_CHECK)
            range.n++;
        tc_amend_put_given(amending, range.first + range.n, false);
        return true;
    }
    const TcText *text = amending->amendment->text;
    const uint32_t at = section_place(amending);
    const bool headed = amending->edit->n && section != TC_KW_DATA_CHECK &&
                        tc_text_clause(text, amending->edit->first)->starter.type != TC_TOK_SECTION;
    tc_amend_put_given(amending, at, true);
    g_autoptr(TcMadeWords) head = tc_made_words_new();
    tc_made_words_put_made(head, tc_keyword_name(section, text->tokens.lang));
    if (headed)
        tc_amend_put_head(amending, at, head);
    return true;
}

/* The group or criterion of the indicator @code: "3" of 3.4. */
static bool group_of(const TcOutline *outline, const char *code, TcOutlineRange *range)
{
    const char *dot = strrchr(code, '.');
    g_autofree char *group = g_strndup(code, dot ? (gsize)(dot - code) : 0);
    return dot && (tc_outline_part(outline, TC_KW_CRITERION, group, true, range) ||
                   tc_outline_part(outline, TC_KW_GROUP, group, true, range));
}

/* The last part with @keyword. Returns: false if there is none. */
static bool last_of_kind(const TcOutline *outline, TcKeyword keyword, TcOutlineRange *range)
{
    for (uint32_t i = outline->items->len; i-- > 0;) {
        const TcToken *code = tc_outline_code(outline, i);
        if (code && tc_clause_is_head(tc_outline_clause(outline, i)) &&
            tc_outline_clause(outline, i)->starter.value == (int)keyword)
            return tc_outline_part(outline, keyword, code->text, true, range);
    }
    return false;
}

/* Where a new part goes: behind the one that is named; an indicator without a place behind the last
 * of its group, any other part behind the last of its kind. Returns: false, told. */
static bool place_for(const TcAmending *amending, const TcNode *target, uint32_t *index)
{
    const TcOutline *outline = amending->outline;
    const TcNode *place = tc_amend_child(amending->edit, TC_NODE_PLACE, 0);
    const TcKeyword noun = tc_target_noun(target);
    TcOutlineRange range = {outline->items->len, 0};
    if (place)
        return tc_amend_place(amending, place, index);
    if (noun != TC_KW_INDICATOR || !group_of(outline, tc_target_code(target), &range))
        last_of_kind(outline, noun, &range);
    *index = range.first + range.n;
    return true;
}

static bool insert_part(const TcAmending *amending, const TcNode *target)
{
    TcOutlineRange range;
    uint32_t index;
    if (!tc_target_code(target)) {
        tc_amend_report(amending, TC_DIAG_EDIT_NEEDS_CODE, target);
        return false;
    }
    if (tc_outline_part(amending->outline, tc_target_noun(target), tc_target_code(target), false,
                        &range)) {
        tc_amend_label(amending, tc_amend_report(amending, TC_DIAG_PART_THERE, target),
                       range.first);
        return false;
    }
    if (tc_amend_number_used(amending, target, tc_target_code(target)) ||
        !place_for(amending, target, &index))
        return false;
    g_autoptr(TcMadeWords) given = tc_amend_given_head(amending);
    g_autoptr(TcMadeWords) bare = tc_made_words_new();
    tc_made_words_put_span(bare, target->span);
    tc_amend_put_given(amending, index, true);
    tc_amend_put_head(amending, index, given ? given : bare);
    return true;
}

bool tc_edit_insert(const TcAmending *amending)
{
    const TcNode *target = tc_amend_target(amending->edit, 0);
    return target->sub ? insert_clause(amending, target)
           : tc_target_is_section(tc_target_noun(target))
               ? insert_entries(amending, tc_target_noun(target))
               : insert_part(amending, target);
}
