/* Amendments of amendments. See amend.h.
 *
 * Such a text names the decision that it amends; its lines are about what that one's lines are
 * about. Withdrawals are settled from the newest text down, so that one that is withdrawn itself
 * does nothing; then each line gets its days from those it is aimed at, from the set up. */
#include "syntax/amend.h"

#include <string.h>
#include "base/msg.h"
#include "base/text.h"
#include "syntax/amend_internal.h"

static TcEdit *edit_at(const TcAmendment *amendment, guint index)
{
    return &g_array_index(amendment->edits, TcEdit, index);
}

/* --- which text ------------------------------------------------------------------------------- */

/* The text of the line that says which decision is amended, or NULL. */
static const TcNode *amended_text(const TcAmendment *amendment)
{
    const TcNode *clause = tc_head_clause(amendment->head, TC_KW_AMENDS_TEXT);
    const TcNode *text = clause && clause->n ? clause->items[0] : NULL;
    while (text && text->kind != TC_NODE_TEXT && text->n)
        text = text->items[0];
    return text;
}

/* Is @amendment issued with the decision that @name begins with, or all of it? */
static bool is_named(const TcAmendment *amendment, const char *name)
{
    if (!amendment->issued_with || *name == '\0')
        return false;
    g_autofree char *own = tc_text_key(amendment->issued_with, strlen(amendment->issued_with));
    g_autofree char *wanted = tc_text_key(name, strlen(name));
    const size_t length = strlen(wanted);
    return strncmp(own, wanted, length) == 0 && (own[length] == '\0' || own[length] == ' ');
}

static void report_unknown(const GPtrArray *amendments, const TcAmendment *amendment,
                           const TcNode *name, TcDiagList *diags)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (guint i = 0; i < amendments->len; i++) {
        const TcAmendment *other = g_ptr_array_index(amendments, i);
        if (other != amendment && other->issued_with && tc_text_same(other->of, amendment->of))
            g_ptr_array_add(known, (void *)other->issued_with);
    }
    const char *near = tc_text_suggest(name->text, (const char *const *)known->pdata, known->len);
    if (!near && known->len > 0)
        near = g_ptr_array_index(known, 0);
    tc_diag(diags, near ? TC_DIAG_TEXT_UNKNOWN : TC_DIAG_TEXT_NONE, name->span, name->text,
            near ? near : "", NULL);
    for (guint i = 0; i < amendment->edits->len; i++)
        edit_at(amendment, i)->withdraws = true; /* they do nothing */
}

/* The amendment that @amendment says it amends, or NULL. */
static const TcAmendment *find_aimed(const GPtrArray *amendments, const TcAmendment *amendment,
                                     TcDiagList *diags)
{
    const TcNode *name = amended_text(amendment);
    if (!name || !amendment->of)
        return NULL;
    for (guint i = 0; i < amendments->len; i++) {
        const TcAmendment *other = g_ptr_array_index(amendments, i);
        if (other->of && tc_text_same(other->of, amendment->of) && is_named(other, name->text))
            return other;
    }
    report_unknown(amendments, amendment, name, diags);
    return NULL;
}

/* Counts the texts below; one that comes back to itself is told, and amends the set. */
static void set_depth(TcAmendment *amendment, guint most, TcDiagList *diags)
{
    const TcAmendment *below = amendment->aimed;
    unsigned depth = 0;
    for (; below && depth <= most; depth++)
        below = below->aimed;
    if (depth > most) {
        const TcNode *name = amended_text(amendment);
        tc_diag_label(tc_diag(diags, TC_DIAG_TEXTS_IN_CIRCLE, name->span, name->text, NULL),
                      amendment->aimed->head->at,
                      tc_msg(tc_diag_list_lang(diags), TC_MSG_OTHER_PLACE));
        amendment->aimed = NULL;
        depth = 0;
    }
    amendment->depth = depth;
}

bool tc_amendments_chained(const TcAmendment *a, const TcAmendment *b)
{
    const TcAmendment *upper = a->depth > b->depth ? a : b;
    const TcAmendment *lower = upper == a ? b : a;
    while (upper && upper != lower)
        upper = upper->aimed;
    return upper != NULL;
}

/* --- lines ------------------------------------------------------------------------------------ */

/* Is the line @own about what @target is about: all of it (@whole), or some of it too? Of a section
 * that a line adds to, any entry may be one that it adds. */
static bool is_about(const TcEdit *own, const TcNode *target, bool whole)
{
    for (uint32_t i = 0; tc_amend_target(own, i); i++) {
        const TcNode *other = own->head->items[i];
        const TcNode *part = other->items[0], *wanted = target->items[0];
        const bool entry = !whole && part->sub == wanted->sub && !part->text &&
                           tc_target_is_section((TcKeyword)part->sub);
        const bool same =
            tc_node_equal(part, wanted) &&
            (target->sub == 0 || other->sub == target->sub || (!whole && other->sub == 0));
        if (same || entry)
            return true;
    }
    return false;
}

/* The line ends while @edit is in force. */
static void withdraw(const TcAmendment *amendment, guint index, const TcEdit *edit)
{
    TcEdit rest = *edit_at(amendment, index);
    if (edit->from > edit->until || rest.until < edit->from || rest.from > edit->until)
        return;
    edit_at(amendment, index)->until = edit->from - 1;
    rest.from = edit->until == INT32_MAX ? INT32_MAX : edit->until + 1;
    if (rest.from <= rest.until && rest.from != INT32_MAX)
        g_array_append_val(amendment->edits, rest);
}

/* "bãi bỏ" of all that a line is about. */
static void take_withdrawal(const TcAmendment *amendment, guint index)
{
    TcEdit *edit = edit_at(amendment, index);
    for (uint32_t i = 0; edit->head->sub == TC_KW_REPEAL && tc_amend_target(edit, i); i++) {
        const guint n = amendment->aimed->edits->len;
        for (guint k = 0; k < n; k++) {
            if (!is_about(edit_at(amendment->aimed, k), tc_amend_target(edit, i), true))
                continue;
            withdraw(amendment->aimed, k, edit);
            edit->withdraws = true;
        }
    }
}

/* May the line say what its text does not speak of? What it adds, and what follows for the set and
 * its groups: how many indicators they comprise. */
static bool may_add(const TcEdit *edit, const TcNode *target)
{
    const TcKeyword noun = target ? tc_target_noun(target) : TC_KW_NONE;
    return edit->head->sub == TC_KW_INSERT || noun == TC_KW_SET || noun == TC_KW_PLAN ||
           noun == TC_KW_GROUP || noun == TC_KW_CRITERION;
}

/* Any other line is in force while one of those is that it is about; what it adds, while the text
 * is. */
static void take_days(const TcAmendment *amendment, TcEdit *edit, TcDiagList *diags)
{
    const TcAmendment *aimed = amendment->aimed;
    const TcNode *target = tc_amend_target(edit, 0);
    int32_t from = INT32_MAX, until = INT32_MIN;
    for (guint k = 0; target && k < aimed->edits->len; k++) {
        const TcEdit *line = edit_at(aimed, k);
        if (!line->withdraws && is_about(line, target, false)) {
            from = MIN(from, line->from);
            until = MAX(until, line->until);
        }
    }
    if (until == INT32_MIN && may_add(edit, target)) {
        from = aimed->from;
        until = aimed->until;
    } else if (until == INT32_MIN && target) {
        g_autofree char *what = tc_span_text(target->span);
        tc_diag_label(tc_diag(diags, TC_DIAG_TEXT_LACKS, target->span,
                              aimed->issued_with ? aimed->issued_with : "", what, NULL),
                      aimed->head->at, tc_msg(tc_diag_list_lang(diags), TC_MSG_OTHER_PLACE));
        edit->withdraws = true; /* it does nothing */
        return;
    }
    edit->from = MAX(edit->from, from);
    edit->until = MIN(edit->until, until);
}

/* --- all -------------------------------------------------------------------------------------- */

void tc_amendments_chain(GPtrArray *amendments, TcDiagList *diags)
{
    unsigned deepest = 0;
    for (guint i = 0; i < amendments->len; i++) {
        TcAmendment *amendment = g_ptr_array_index(amendments, i);
        amendment->aimed = find_aimed(amendments, amendment, diags);
    }
    for (guint i = 0; i < amendments->len; i++) {
        TcAmendment *amendment = g_ptr_array_index(amendments, i);
        set_depth(amendment, amendments->len, diags);
        deepest = MAX(deepest, amendment->depth);
    }
    for (unsigned depth = deepest; depth > 0; depth--)
        for (guint i = 0; i < amendments->len; i++) {
            const TcAmendment *own = g_ptr_array_index(amendments, i);
            for (guint k = 0; own->depth == depth && k < own->edits->len; k++)
                take_withdrawal(own, k);
        }
    for (unsigned depth = 1; depth <= deepest; depth++)
        for (guint i = 0; i < amendments->len; i++) {
            const TcAmendment *own = g_ptr_array_index(amendments, i);
            for (guint k = 0; own->depth == depth && k < own->edits->len; k++)
                if (!edit_at(own, k)->withdraws)
                    take_days(own, edit_at(own, k), diags);
        }
}
