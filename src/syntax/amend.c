/* Edits applied to an outline; sửa đổi: what is there becomes something else. See amend.h. */
#include "syntax/amend_internal.h"

#include "base/date.h"
#include "base/msg.h"
#include "syntax/patch.h"
#include "parser.h"

/* --- sửa đổi ---------------------------------------------------------------------------------- */

/* The title of the head at @index, or NULL: it stands behind the code. */
static const TcToken *title_at(const TcOutline *outline, uint32_t index)
{
    const TcOutlineItem *item = tc_outline_at(outline, index);
    const TcClause *clause = tc_text_clause(item->text, item->clause);
    const uint32_t at = tc_outline_code(outline, index) ? 1 : 0;
    const TcToken *token = tc_clause_tokens(item->text, clause) + at;
    return at < clause->n && token->type == TC_TOK_TEXT ? token : NULL;
}

/* The title of the head at @index becomes the one at @from, with its quotes. */
static void put_title(const TcAmending *amending, uint32_t index, TcSpan from)
{
    g_autofree char *title = tc_span_text(from);
    const TcToken *old = title_at(amending->outline, index);
    const TcToken *code = tc_outline_code(amending->outline, index);
    const uint32_t end =
        code ? code->span.end : tc_outline_clause(amending->outline, index)->starter.span.end;
    g_autoptr(GArray) patches = g_array_new(FALSE, FALSE, sizeof(TcPatch));
    g_autofree char *behind = g_strdup_printf(" %s", title);
    const TcPatch patch = old ? (TcPatch){old->span.start, old->span.end, title, from}
                              : (TcPatch){end, end, behind, from};
    g_array_append_val(patches, patch);
    tc_patch_item(amending->outline, index, patches, amending->edit->head->span, amending->by,
                  amending->diags);
}

/* "sửa đổi tên của chỉ tiêu 3.5 như sau: "…"" */
static bool amend_title(const TcAmending *amending, const TcNode *target)
{
    TcOutlineRange range;
    if (!tc_amend_part(amending, target, false, &range))
        return false;
    const TcText *text = amending->amendment->text;
    const TcClause *given = tc_text_clause(text, amending->edit->first);
    const bool any =
        amending->edit->n && given->n && tc_clause_tokens(text, given)->type == TC_TOK_TEXT;
    if (any)
        put_title(amending, range.first, tc_clause_tokens(text, given)->span);
    return any;
}

static bool amend_clause(const TcAmending *amending, const TcNode *target)
{
    TcOutlineRange range;
    if (target->sub == TC_KW_TITLE_OF)
        return amend_title(amending, target);
    const int64_t found = tc_amend_clause(amending, target, &range);
    if (found < 0)
        return false;
    tc_outline_remove(amending->outline, (TcOutlineRange){(uint32_t)found, 1});
    tc_amend_put_given(amending, (uint32_t)found, true);
    return true;
}

/* The whole row: what is not repeated is gone, but for the title. */
static void replace_part(const TcAmending *amending, TcOutlineRange range)
{
    g_autoptr(TcMadeWords) head = tc_amend_given_head(amending);
    const uint32_t keep = head ? 0 : 1;
    const TcToken *old = title_at(amending->outline, range.first);
    const bool stays = head && old && !tc_amend_child(amending->edit, TC_NODE_TEXT, 0);
    const TcSpan title = stays ? old->span : (TcSpan){0};
    tc_outline_remove(amending->outline, (TcOutlineRange){range.first + keep, range.n - keep});
    tc_amend_put_given(amending, range.first + keep, true);
    if (head)
        tc_amend_put_head(amending, range.first, head);
    if (stays)
        put_title(amending, range.first, title);
}

/* Takes all clauses @keyword out of @range. Returns: where the first stood, or the range's end. */
static uint32_t take_clauses(TcOutline *outline, TcOutlineRange *range, TcKeyword keyword)
{
    uint32_t at = range->first + range->n;
    for (int64_t found; (found = tc_outline_find_clause(outline, *range, keyword)) >= 0;) {
        at = MIN(at, (uint32_t)found);
        tc_outline_remove(outline, (TcOutlineRange){(uint32_t)found, 1});
        range->n--;
    }
    return MIN(at, range->first + range->n);
}

/* Of a group or the set itself the clauses that are given take the place of theirs; what stands
 * several times (căn cứ) is given as often as it is to stand. */
static void replace_clauses(const TcAmending *amending, TcOutlineRange range)
{
    const TcText *text = amending->amendment->text;
    const TcEdit *edit = amending->edit;
    const TcNode *title = tc_amend_child(edit, TC_NODE_TEXT, 0);
    TcKeyword before = TC_KW_NONE;
    uint32_t at = 0;
    if (title)
        put_title(amending, range.first, title->span);
    for (uint32_t i = edit->first; i < edit->first + edit->n; i++) {
        const TcKeyword keyword = (TcKeyword)tc_text_clause(text, i)->starter.value;
        at = keyword == before ? at + 1 : take_clauses(amending->outline, &range, keyword);
        tc_outline_insert(amending->outline, at, text, i, 1, amending->by);
        range.n++;
        before = keyword;
    }
}

/* Was the clause at @index given by this text from the same day? Then one line would undo the
 * other, which is told. */
static bool is_given_twice(const TcAmending *amending, uint32_t index, TcSpan span,
                           const char *what)
{
    char day[TC_DATE_TEXT];
    const TcOutlineItem *item = tc_outline_at(amending->outline, index);
    bool twice = false;
    for (uint32_t i = 0; i < amending->all->n && !twice; i++) {
        const TcEdit *edit = amending->all->edits[i];
        twice = item->text == amending->amendment->text && edit->first <= item->clause &&
                item->clause < edit->first + edit->n;
    }
    if (twice) {
        const TcLang lang = tc_diag_list_lang(amending->diags);
        TcDiag *diag = tc_diag(amending->diags, TC_DIAG_EDITS_CLASH, span, what,
                               tc_date_format(amending->edit->from, lang, day), NULL);
        tc_diag_label(diag, tc_text_clause_span(item->text, item->clause),
                      tc_msg(lang, TC_MSG_OTHER_PLACE));
    }
    return twice;
}

/* Entries that are given take the place of those of their names. */
static bool replace_entries(const TcAmending *amending, const TcNode *target)
{
    const TcText *text = amending->amendment->text;
    const TcEdit *edit = amending->edit;
    bool all = true;
    for (uint32_t i = edit->first; i < edit->first + edit->n; i++) {
        const TcToken *starter = &tc_text_clause(text, i)->starter;
        if (starter->type == TC_TOK_SECTION)
            continue;
        const int64_t found =
            tc_outline_find_entry(amending->outline, tc_target_noun(target), starter->text);
        g_autofree char *name = tc_span_text(starter->span);
        g_autofree char *what = tc_target_of_code(amending, target, name);
        const bool twice =
            found >= 0 && is_given_twice(amending, (uint32_t)found, starter->span, what);
        all = all && found >= 0 && !twice;
        if (twice)
            continue;
        if (found >= 0)
            *tc_outline_at(amending->outline, (uint32_t)found) =
                (TcOutlineItem){text, i, amending->by};
        else
            tc_amend_no_entry(amending, target, starter->span, what);
    }
    return all;
}

bool tc_edit_amend(const TcAmending *amending)
{
    const TcNode *target = tc_amend_target(amending->edit, 0);
    TcOutlineRange range;
    if (target->sub)
        return amend_clause(amending, target);
    if (tc_target_noun(target) == TC_KW_DATA_CHECK) {
        tc_diag(amending->diags, TC_DIAG_CHECK_AMENDED, target->span, NULL);
        return false;
    }
    if (tc_target_is_section(tc_target_noun(target)))
        return replace_entries(amending, target);
    if (!tc_amend_part(amending, target, false, &range))
        return false;
    const TcKeyword noun = tc_target_noun(target);
    if (noun == TC_KW_GROUP || noun == TC_KW_SET || noun == TC_KW_PLAN)
        replace_clauses(amending, range);
    else
        replace_part(amending, range);
    return true;
}

/* ---------------------------------------------------------------------------------------------- */

static bool amend_one(const TcAmending *amending)
{
    static const struct {
        TcKeyword edit;
        bool (*apply)(const TcAmending *amending);
    } edits[] = {{TC_KW_AMEND, tc_edit_amend},
                 {TC_KW_INSERT, tc_edit_insert},
                 {TC_KW_REPEAL, tc_edit_repeal},
                 {TC_KW_REPLACE, tc_edit_replace},
                 {TC_KW_MOVE, tc_edit_move}};
    for (size_t i = 0; i < G_N_ELEMENTS(edits); i++)
        if (edits[i].edit == (TcKeyword)amending->edit->head->sub)
            return edits[i].apply(amending);
    return true;
}

/* A correction leaves what the rules say. Returns: did it? If not that is told. */
static bool corrects(const TcAmending *amending, const GArray *before)
{
    TcKeyword in = TC_KW_NONE;
    g_autofree char *was = NULL, *is = NULL;
    const TcNode *head = amending->edit->head;
    const char *of = amending->amendment->of ? amending->amendment->of : "";
    const TcLang lang = amending->amendment->text->tokens.lang;
    g_autofree char *line = tc_span_text(head->at);
    if (!tc_amend_keeps_meaning(before, amending->outline)) {
        tc_diag(amending->diags, TC_DIAG_CORRECTS_MEANING, head->span, line, of, NULL);
        return false;
    }
    if (!tc_amend_changes_number(before, amending->outline, &in, &was, &is))
        return true;
    tc_diag(amending->diags, TC_DIAG_CORRECTS_NUMBER, head->span, tc_keyword_name(in, lang), was,
            is, of, NULL);
    return false;
}

void tc_amend_report_idle(const TcAmending *amending)
{
    const TcNode *head = amending->edit->head;
    g_autofree char *line = tc_span_text(head->at);
    tc_diag(amending->diags, TC_DIAG_EDIT_CHANGES_NOTHING, head->span, line, NULL);
}

/* An edit of a correction that changes what the rules say is refused, and undone; one that changes
 * nothing is told. */
static bool apply_one(const TcAmending *amending)
{
    TcOutline *outline = amending->outline;
    g_autoptr(GArray) before = g_array_copy(outline->items);
    if (!amend_one(amending))
        return false;
    if (amending->amendment->corrects && !corrects(amending, before)) {
        g_array_set_size(outline->items, 0);
        g_array_append_vals(outline->items, before->data, before->len);
        return false;
    }
    if (amending->edit->head->sub != TC_KW_RENUMBER && !tc_amend_changes(before, outline))
        tc_amend_report_idle(amending);
    return true;
}

bool tc_amend(TcOutline *outline, const TcEditing *editing, TcDiagList *diags)
{
    const unsigned before = tc_diag_count(diags, TC_ERROR);
    bool all = true;
    tc_diag_list_rules(diags, editing->amendment->text->tokens.lang);
    for (uint32_t i = 0; i < editing->n; i++) {
        const TcAmending amending = {
            outline, editing->amendment, editing->edits[i], editing->by, diags, editing};
        all &= apply_one(&amending);
    }
    all &= tc_edit_renumber(outline, editing, diags);
    return all && tc_diag_count(diags, TC_ERROR) == before;
}
