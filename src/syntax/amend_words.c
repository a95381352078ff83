/* thay thế … bằng … tại, đổi số: words of clauses become others. */
#include "syntax/amend_internal.h"

#include <string.h>
#include "base/msg.h"
#include "base/text.h"
#include "syntax/patch.h"
#include "parser.h"

/* --- thay thế … bằng … tại ---------------------------------------------------------------------
 */

static bool is_word_byte(unsigned char c)
{
    return c >= 0x80 || g_ascii_isalnum(c);
}

/* Does @words begin at @at of @text by themselves, not within a longer word or number? */
static bool stands_alone(const char *text, const char *at, const char *words)
{
    const size_t length = strlen(words);
    const unsigned char before = at > text ? (unsigned char)at[-1] : ' ';
    const unsigned char after = (unsigned char)at[length];
    const bool number = g_ascii_isdigit(*words) && (before == ',' || before == '.') &&
                        at - 1 > text && g_ascii_isdigit(at[-2]);
    return !number && !(is_word_byte(before) && is_word_byte((unsigned char)*words)) &&
           !(is_word_byte(after) && is_word_byte((unsigned char)words[length - 1]));
}

/* Where the words stand: the item, and the bytes of its source. */
typedef struct {
    unsigned n;
    uint32_t index, start;
} Found;

static void find_words(const TcOutline *outline, uint32_t index, const char *words, Found *found)
{
    const TcOutlineItem *item = tc_outline_at(outline, index);
    const TcClause *clause = tc_text_clause(item->text, item->clause);
    const TcToken *tokens = tc_clause_tokens(item->text, clause);
    if (!clause->n)
        return;
    const char *text = tc_source_text(item->text->source);
    const char *end = text + tokens[clause->n - 1].span.end;
    const char *at = text + tokens[0].span.start;
    while ((at = g_strstr_len(at, end - at, words))) {
        if (stands_alone(text, at, words)) {
            found->n++;
            found->index = index;
            found->start = (uint32_t)(at - text);
        }
        at += strlen(words);
    }
}

/* Of a whole indicator one of its clauses can be named; the place of a clause is as narrow as can
 * be. Returns: (transfer full). */
static char *narrower(const TcAmending *amending, const TcNode *target, const char *what)
{
    const TcLang said = tc_diag_list_lang(amending->diags);
    const bool whole = !target->sub && tc_target_noun(target) == TC_KW_INDICATOR;
    g_autofree char *words =
        tc_diag_words(tc_msg(said, whole ? TC_MSG_WORDS_IN_CLAUSE_FIX : TC_MSG_WORDS_IN_PLACE_FIX),
                      amending->amendment->text->tokens.lang);
    return tc_text_fill(words, &what, 1);
}

/* What is in force in the place of words that are not there once. */
static bool report_words(const TcAmending *amending, const TcNode *target, const TcNode *words,
                         const Found *found, TcOutlineRange range)
{
    g_autofree char *what = tc_span_text(target->span);
    g_autofree char *count = g_strdup_printf("%u", found->n);
    g_autofree char *cure = narrower(amending, target, what);
    TcDiag *diag =
        tc_diag(amending->diags, found->n ? TC_DIAG_WORDS_TWICE : TC_DIAG_WORDS_NOT_THERE,
                words->span, words->text, what, count, cure, NULL);
    tc_amend_label(amending, diag, range.first);
    return false;
}

/* Where the words of @text stand, without their quotation marks; those of Word are longer. */
static TcSpan unquoted(const TcNode *text)
{
    TcSpan span = text->span;
    if (span.end - span.start == strlen(text->text) + 2) {
        span.start++;
        span.end--;
    }
    return span;
}

static bool replace_in(const TcAmending *amending, const TcNode *target, const TcNode *from,
                       const TcNode *to)
{
    TcOutlineRange range;
    Found found = {0};
    if (target->sub && target->sub != TC_KW_TITLE_OF) {
        const int64_t clause = tc_amend_clause(amending, target, &range);
        if (clause < 0)
            return false;
        range = (TcOutlineRange){(uint32_t)clause, 1};
    } else if (!target->sub && tc_target_is_section(tc_target_noun(target)) &&
               tc_target_code(target)) {
        const int64_t entry = tc_amend_entry(amending, target);
        if (entry < 0)
            return false;
        range = (TcOutlineRange){(uint32_t)entry, 1};
    } else if (!tc_amend_part(amending, target, false, &range))
        return false;
    if (target->sub == TC_KW_TITLE_OF)
        range.n = 1;
    for (uint32_t i = range.first; i < range.first + range.n; i++)
        find_words(amending->outline, i, from->text, &found);
    if (found.n != 1)
        return report_words(amending, target, from, &found, range);
    g_autoptr(GArray) patches = g_array_new(FALSE, FALSE, sizeof(TcPatch));
    const TcPatch patch = {found.start, found.start + (uint32_t)strlen(from->text), to->text,
                           unquoted(to)};
    g_array_append_val(patches, patch);
    tc_patch_item(amending->outline, found.index, patches, amending->edit->head->span, amending->by,
                  amending->diags);
    return true;
}

bool tc_edit_replace(const TcAmending *amending)
{
    const TcNode *from = tc_amend_child(amending->edit, TC_NODE_TEXT, 0);
    const TcNode *to = tc_amend_child(amending->edit, TC_NODE_TEXT, 1);
    bool all = true;
    if (*from->text == '\0') {
        tc_diag(amending->diags, TC_DIAG_WORDS_EMPTY, from->span, NULL);
        return false;
    }
    for (uint32_t i = 0; tc_amend_target(amending->edit, i); i++)
        all &= replace_in(amending, tc_amend_target(amending->edit, i), from, to);
    return all;
}

/* --- đổi số ----------------------------------------------------------------------------------- */

/* Is the token at @at the code of the part that @target renumbers? */
static bool names_part(const TcClause *clause, const TcToken *tokens, uint32_t at,
                       const TcNode *target)
{
    const TcToken *noun = at > 0 ? &tokens[at - 1] : &clause->starter;
    return tokens[at].text && noun->value == (int)tc_target_noun(target) &&
           tc_token_names_part(at > 0 ? noun->type : tc_keyword_token((TcKeyword)noun->value)) &&
           tc_text_same(tokens[at].text, tc_target_code(target));
}

/* The code that the token becomes, or NULL. */
static const TcNode *new_code(const TcEditing *editing, const TcClause *clause,
                              const TcToken *tokens, uint32_t at)
{
    for (uint32_t i = 0; i < editing->n; i++) {
        const TcNode *head = editing->edits[i]->head;
        if (head->sub == TC_KW_RENUMBER && names_part(clause, tokens, at, head->items[0]))
            return head->items[1];
    }
    return NULL;
}

static void renumber_item(TcOutline *outline, uint32_t index, const TcEditing *editing,
                          TcDiagList *diags)
{
    const TcOutlineItem *item = tc_outline_at(outline, index);
    const TcClause *clause = tc_text_clause(item->text, item->clause);
    const TcToken *tokens = tc_clause_tokens(item->text, clause);
    g_autoptr(GArray) patches = g_array_new(FALSE, FALSE, sizeof(TcPatch));
    for (uint32_t i = 0; i < clause->n; i++) {
        const TcNode *code = new_code(editing, clause, tokens, i);
        if (!code)
            continue;
        const TcPatch patch = {tokens[i].span.start, tokens[i].span.end, code->text, code->span};
        g_array_append_val(patches, patch);
    }
    if (patches->len > 0)
        tc_patch_item(outline, index, patches, editing->edits[0]->head->span, editing->by, diags);
}

/* Is the part with the number @code itself renumbered by @editing? */
static bool moves_away(const TcEditing *editing, const TcNode *like, const char *code)
{
    for (uint32_t i = 0; i < editing->n; i++) {
        const TcNode *head = editing->edits[i]->head;
        if (head->sub == TC_KW_RENUMBER && tc_target_noun(head->items[0]) == tc_target_noun(like) &&
            tc_text_same(tc_target_code(head->items[0]), code))
            return true;
    }
    return false;
}

/* Another edit of @editing before this one that gives a part of the kind the same number, or NULL.
 */
static const TcEdit *gives_too(const TcAmending *amending, const TcEditing *editing)
{
    const TcNode *own = amending->edit->head;
    for (uint32_t i = 0; i < editing->n && editing->edits[i] != amending->edit; i++) {
        const TcNode *head = editing->edits[i]->head;
        if (head->sub == TC_KW_RENUMBER &&
            tc_target_noun(head->items[0]) == tc_target_noun(own->items[0]) &&
            tc_text_same(head->items[1]->text, own->items[1]->text))
            return editing->edits[i];
    }
    return NULL;
}

/* The part must be there, its new number free. Returns: false, told. */
static bool may_renumber(const TcAmending *amending, const TcEditing *editing)
{
    const TcNode *target = tc_amend_target(amending->edit, 0);
    const TcNode *code = amending->edit->head->items[1];
    TcOutlineRange range;
    if (!tc_amend_part(amending, target, false, &range) ||
        tc_amend_number_used(amending, target, code->text))
        return false;
    if (strcmp(tc_target_code(target), code->text) == 0) {
        tc_amend_report_idle(amending);
        return true;
    }
    const TcEdit *other = gives_too(amending, editing);
    if (!other &&
        (moves_away(editing, target, code->text) ||
         !tc_outline_part(amending->outline, tc_target_noun(target), code->text, false, &range)))
        return true;
    g_autofree char *what = tc_target_of_code(amending, target, code->text);
    TcDiag *diag = tc_diag(amending->diags, TC_DIAG_NUMBER_TAKEN, code->span, what, NULL);
    if (other)
        tc_diag_label(diag, other->head->span,
                      tc_msg(tc_diag_list_lang(amending->diags), TC_MSG_OTHER_PLACE));
    else
        tc_amend_label(amending, diag, range.first);
    return false;
}

/* All that @editing renumbers, together: the numbers of two parts may be exchanged. */
bool tc_edit_renumber(TcOutline *outline, const TcEditing *editing, TcDiagList *diags)
{
    bool all = true, any = false;
    for (uint32_t i = 0; i < editing->n; i++) {
        const TcAmending amending = {
            outline, editing->amendment, editing->edits[i], editing->by, diags, editing};
        if (editing->edits[i]->head->sub != TC_KW_RENUMBER)
            continue;
        any = true;
        all &= may_renumber(&amending, editing);
    }
    for (uint32_t i = 0; any && all && i < outline->items->len; i++)
        renumber_item(outline, i, editing, diags);
    return all;
}
