/* Edits applied to an outline. See amend.h. */
#include "syntax/amend.h"

#include <string.h>
#include "base/msg.h"
#include "base/text.h"
#include "syntax/patch.h"
#include "parser.h"

/* One edit while it is applied. */
typedef struct {
    TcOutline *outline;
    const TcAmendment *amendment;
    const TcEdit *edit;
    uint32_t by;
    TcDiagList *diags;
} Amending;

/* --- what it is about ------------------------------------------------------------------------- */

static const TcNode *target_at(const TcEdit *edit, uint32_t index)
{
    const TcNode *node = index < edit->head->n ? edit->head->items[index] : NULL;
    return node && node->kind == TC_NODE_TARGET ? node : NULL;
}

static TcKeyword noun_of(const TcNode *target)
{
    return (TcKeyword)target->items[0]->sub;
}

static const char *code_of(const TcNode *target)
{
    return target->items[0]->text;
}

static bool is_section(TcKeyword keyword)
{
    return keyword == TC_KW_DATA || keyword == TC_KW_DEFINITIONS || keyword == TC_KW_PARAMETERS ||
           keyword == TC_KW_DATA_CHECK;
}

/* A child of the edit's head that is no target: a title, words, a place. */
static const TcNode *child_of(const TcEdit *edit, TcNodeKind kind, uint32_t nth)
{
    for (uint32_t i = 0; i < edit->head->n; i++)
        if (edit->head->items[i]->kind == kind && nth-- == 0)
            return edit->head->items[i];
    return NULL;
}

static TcDiag *report(const Amending *amending, TcDiagCode code, const TcNode *target)
{
    g_autofree char *what = tc_span_text(target->span);
    g_autofree char *part = tc_span_text(target->items[0]->span);
    g_autofree char *clause = target->sub ? tc_span_text(target->at) : g_strdup("");
    return tc_diag(amending->diags, code, target->span, what, part, clause, NULL);
}

/* Names the place of what is in force. */
static void label_force(const Amending *amending, TcDiag *diag, uint32_t index)
{
    const TcOutlineItem *item = tc_outline_at(amending->outline, index);
    tc_diag_label(diag, tc_text_clause_span(item->text, item->clause),
                  tc_msg(tc_diag_list_lang(amending->diags), TC_MSG_IN_FORCE_HERE));
}

static const char *repealed_key(const TcNode *target)
{
    static char key[64];
    g_autofree char *code = tc_text_key(code_of(target), strlen(code_of(target)));
    g_snprintf(key, sizeof key, "%d %s", (int)noun_of(target), code);
    return key;
}

static bool report_no_part(const Amending *amending, const TcNode *target)
{
    TcDiag *diag = report(amending, TC_DIAG_NO_TARGET, target);
    const TcSpan *by = code_of(target)
                           ? g_hash_table_lookup(amending->outline->repealed, repealed_key(target))
                           : NULL;
    if (by)
        tc_diag_label(diag, *by, tc_msg(tc_diag_list_lang(amending->diags), TC_MSG_REPEALED_HERE));
    return false;
}

static bool find_part(const Amending *amending, const TcNode *target, bool whole,
                      TcOutlineRange *range)
{
    return tc_outline_part(amending->outline, noun_of(target), code_of(target), whole, range) ||
           report_no_part(amending, target);
}

/* An entry of a section, by its name. Returns: -1, told. */
static int64_t find_entry(const Amending *amending, const TcNode *target)
{
    const int64_t found =
        tc_outline_find_entry(amending->outline, noun_of(target), code_of(target));
    if (found < 0)
        report_no_part(amending, target);
    return found;
}

/* The clause of a target, which must be there. Returns: -1, told. */
static int64_t find_clause(const Amending *amending, const TcNode *target, TcOutlineRange *range)
{
    if (!find_part(amending, target, false, range))
        return -1;
    const int64_t found = tc_outline_find_clause(amending->outline, *range, (TcKeyword)target->sub);
    if (found < 0)
        label_force(amending, report(amending, TC_DIAG_NO_CLAUSE, target), range->first);
    return found;
}

/* --- putting in ------------------------------------------------------------------------------- */

/* Puts the clauses that the edit gives before @index, sections' own heads only if @heads. */
static uint32_t put_given(const Amending *amending, uint32_t index, bool heads)
{
    const TcEdit *edit = amending->edit;
    for (uint32_t i = edit->first; i < edit->first + edit->n; i++) {
        if (!heads && tc_text_clause(amending->amendment->text, i)->starter.type == TC_TOK_SECTION)
            continue;
        tc_outline_insert(amending->outline, index++, amending->amendment->text, i, 1,
                          amending->by);
    }
    return index;
}

/* The bytes of the edit's head from token @from to token @to. */
static char *words_between(const Amending *amending, uint32_t from, uint32_t to)
{
    const TcText *text = amending->amendment->text;
    const TcToken *tokens = tc_clause_tokens(text, tc_text_clause(text, amending->edit->clause));
    return from <= to ? tc_span_text(tc_span_join(tokens[from].span, tokens[to].span))
                      : g_strdup("");
}

/* Where @type stands among the tokens of the edit's head, or their number. */
static uint32_t token_of(const Amending *amending, int type)
{
    const TcText *text = amending->amendment->text;
    const TcClause *clause = tc_text_clause(text, amending->edit->clause);
    const TcToken *tokens = tc_clause_tokens(text, clause);
    uint32_t i = 0;
    while (i < clause->n && tokens[i].type != type)
        i++;
    return i;
}

/* The head that the edit gives its part, as it would stand in a rule set: noun and code, then what
 * stands behind "như sau", or up to "vào sau". */
static char *given_head(const Amending *amending)
{
    const uint32_t n = tc_text_clause(amending->amendment->text, amending->edit->clause)->n;
    const uint32_t to_read = token_of(amending, TC_TOK_TO_READ);
    if (to_read == n)
        return words_between(amending, 0, token_of(amending, TC_TOK_BEHIND) - 1);
    g_autofree char *part = words_between(amending, 0, to_read - 1);
    g_autofree char *rest = words_between(amending, to_read + 1, n - 1);
    return g_strdup_printf("%s %s", part, rest);
}

static void put_head(const Amending *amending, uint32_t index, const char *body)
{
    const TcText *made =
        tc_patch_text(amending->outline, amending->edit->head->span, body, amending->diags);
    if (made->clauses->len > 0)
        tc_outline_insert(amending->outline, index, made, 0, 1, amending->by);
}

/* --- sửa đổi ---------------------------------------------------------------------------------- */

/* The title of the head at @index becomes @title, as written with its quotes. */
static void put_title(const Amending *amending, uint32_t index, const char *title)
{
    const TcOutlineItem *item = tc_outline_at(amending->outline, index);
    const TcClause *clause = tc_text_clause(item->text, item->clause);
    const TcToken *tokens = tc_clause_tokens(item->text, clause);
    g_autoptr(GArray) patches = g_array_new(FALSE, FALSE, sizeof(TcPatch));
    g_autofree char *behind = g_strdup_printf(" %s", title);
    uint32_t at = 0;
    while (at < clause->n && tokens[at].type != TC_TOK_TEXT)
        at++;
    const TcToken *code = tc_outline_code(amending->outline, index);
    const uint32_t end = code ? code->span.end : clause->starter.span.end;
    const TcPatch patch = at < clause->n
                              ? (TcPatch){tokens[at].span.start, tokens[at].span.end, title}
                              : (TcPatch){end, end, behind};
    g_array_append_val(patches, patch);
    tc_patch_item(amending->outline, index, patches, amending->edit->head->span, amending->by,
                  amending->diags);
}

/* "sửa đổi tên của chỉ tiêu 3.5 như sau: "…"" */
static bool amend_title(const Amending *amending, const TcNode *target)
{
    TcOutlineRange range;
    if (!find_part(amending, target, false, &range))
        return false;
    const TcText *text = amending->amendment->text;
    const TcClause *given = tc_text_clause(text, amending->edit->first);
    g_autofree char *title =
        amending->edit->n && given->n ? tc_span_text(tc_clause_tokens(text, given)->span) : NULL;
    if (title)
        put_title(amending, range.first, title);
    return title != NULL;
}

static bool amend_clause(const Amending *amending, const TcNode *target)
{
    TcOutlineRange range;
    if (target->sub == TC_KW_TITLE_OF)
        return amend_title(amending, target);
    const int64_t found = find_clause(amending, target, &range);
    if (found < 0)
        return false;
    tc_outline_remove(amending->outline, (TcOutlineRange){(uint32_t)found, 1});
    put_given(amending, (uint32_t)found, true);
    return true;
}

/* The whole row: what is not repeated is gone, but for the title. */
static void replace_part(const Amending *amending, TcOutlineRange range)
{
    const bool has_head = tc_text_clause(amending->amendment->text, amending->edit->clause)->n >
                          token_of(amending, TC_TOK_TO_READ) + 1;
    g_autofree char *head = given_head(amending);
    const uint32_t keep = has_head ? 0 : 1;
    tc_outline_remove(amending->outline, (TcOutlineRange){range.first + keep, range.n - keep});
    put_given(amending, range.first + keep, true);
    if (has_head)
        put_head(amending, range.first, head);
}

/* Of a group or the set itself the clauses that are given take the place of theirs. */
static void replace_clauses(const Amending *amending, TcOutlineRange range)
{
    const TcText *text = amending->amendment->text;
    const TcEdit *edit = amending->edit;
    const TcNode *title = child_of(edit, TC_NODE_TEXT, 0);
    g_autofree char *written = title ? tc_span_text(title->span) : NULL;
    if (written)
        put_title(amending, range.first, written);
    for (uint32_t i = edit->first; i < edit->first + edit->n; i++) {
        const TcKeyword keyword = (TcKeyword)tc_text_clause(text, i)->starter.value;
        const int64_t found = tc_outline_find_clause(amending->outline, range, keyword);
        const uint32_t at = found < 0 ? range.first + range.n : (uint32_t)found;
        if (found >= 0)
            tc_outline_remove(amending->outline, (TcOutlineRange){at, 1});
        else
            range.n++;
        tc_outline_insert(amending->outline, at, text, i, 1, amending->by);
    }
}

/* Entries that are given take the place of those of their names. */
static bool replace_entries(const Amending *amending, const TcNode *target)
{
    const TcText *text = amending->amendment->text;
    const TcEdit *edit = amending->edit;
    bool all = true;
    for (uint32_t i = edit->first; i < edit->first + edit->n; i++) {
        const TcToken *starter = &tc_text_clause(text, i)->starter;
        if (starter->type == TC_TOK_SECTION)
            continue;
        const int64_t found =
            tc_outline_find_entry(amending->outline, noun_of(target), starter->text);
        all = all && found >= 0;
        if (found >= 0)
            *tc_outline_at(amending->outline, (uint32_t)found) =
                (TcOutlineItem){text, i, amending->by};
        else
            tc_diag(amending->diags, TC_DIAG_NO_TARGET, starter->span, starter->text, "", "", NULL);
    }
    return all;
}

static bool amend(const Amending *amending)
{
    const TcNode *target = target_at(amending->edit, 0);
    TcOutlineRange range;
    if (target->sub)
        return amend_clause(amending, target);
    if (is_section(noun_of(target)))
        return replace_entries(amending, target);
    if (!find_part(amending, target, false, &range))
        return false;
    const TcKeyword noun = noun_of(target);
    if (noun == TC_KW_GROUP || noun == TC_KW_SET || noun == TC_KW_PLAN)
        replace_clauses(amending, range);
    else
        replace_part(amending, range);
    return true;
}

/* --- bổ sung ---------------------------------------------------------------------------------- */

static bool insert_clause(const Amending *amending, const TcNode *target)
{
    TcOutlineRange range;
    if (!find_part(amending, target, false, &range))
        return false;
    const int64_t there = tc_outline_find_clause(amending->outline, range, (TcKeyword)target->sub);
    if (there >= 0) {
        label_force(amending, report(amending, TC_DIAG_CLAUSE_THERE, target), (uint32_t)there);
        return false;
    }
    put_given(amending, range.first + range.n, true);
    return true;
}

/* None of the entries that are given may be there. */
static bool check_new_entries(const Amending *amending, TcKeyword section)
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
        TcDiag *diag =
            tc_diag(amending->diags, TC_DIAG_PART_THERE, starter->span, starter->text, NULL);
        label_force(amending, diag, (uint32_t)there);
        all = false;
    }
    return all;
}

/* Behind the section's entries; a section that is not there comes behind the head of the set. */
static bool insert_entries(const Amending *amending, TcKeyword section)
{
    TcOutlineRange range;
    if (!check_new_entries(amending, section))
        return false;
    if (tc_outline_part(amending->outline, section, NULL, false, &range)) {
        while (section == TC_KW_DATA_CHECK &&
               range.first + range.n < amending->outline->items->len &&
               tc_outline_clause(amending->outline, range.first + range.n)->starter.type ==
                   TC_TOK_DATA_CHECK)
            range.n++;
        put_given(amending, range.first + range.n, false);
        return true;
    }
    if (!tc_outline_part(amending->outline, TC_KW_SET, NULL, false, &range))
        return false;
    const TcText *text = amending->amendment->text;
    const uint32_t at = range.first + range.n;
    const bool headed = amending->edit->n && section != TC_KW_DATA_CHECK &&
                        tc_text_clause(text, amending->edit->first)->starter.type != TC_TOK_SECTION;
    put_given(amending, at, true);
    if (headed)
        put_head(amending, at, tc_keyword_name(section, text->tokens.lang));
    return true;
}

/* Where a new part goes: behind the one that is named; an indicator without a place behind the last
 * of its group, any other part behind the last of its kind. Returns: false, told. */
static bool place_for(const Amending *amending, const TcNode *target, uint32_t *index)
{
    const TcNode *place = child_of(amending->edit, TC_NODE_PLACE, 0);
    TcOutlineRange range;
    if (place) {
        const bool found = find_part(amending, place->items[0], true, &range);
        *index = found ? range.first + range.n : 0;
        return found;
    }
    const char *dot = strrchr(code_of(target), '.');
    g_autofree char *group =
        dot ? g_strndup(code_of(target), (gsize)(dot - code_of(target))) : NULL;
    *index = amending->outline->items->len;
    if (group && noun_of(target) == TC_KW_INDICATOR &&
        (tc_outline_part(amending->outline, TC_KW_CRITERION, group, true, &range) ||
         tc_outline_part(amending->outline, TC_KW_GROUP, group, true, &range)))
        *index = range.first + range.n;
    return true;
}

static bool insert_part(const Amending *amending, const TcNode *target)
{
    TcOutlineRange range;
    uint32_t index;
    if (!code_of(target)) {
        report(amending, TC_DIAG_EDIT_NEEDS_CODE, target);
        return false;
    }
    if (tc_outline_part(amending->outline, noun_of(target), code_of(target), false, &range)) {
        label_force(amending, report(amending, TC_DIAG_PART_THERE, target), range.first);
        return false;
    }
    const TcSpan *by = g_hash_table_lookup(amending->outline->repealed, repealed_key(target));
    if (by) {
        tc_diag_label(report(amending, TC_DIAG_NUMBER_USED, target), *by,
                      tc_msg(tc_diag_list_lang(amending->diags), TC_MSG_REPEALED_HERE));
        return false;
    }
    if (!place_for(amending, target, &index))
        return false;
    g_autofree char *head = given_head(amending);
    put_given(amending, index, true);
    put_head(amending, index, head);
    return true;
}

static bool insert(const Amending *amending)
{
    const TcNode *target = target_at(amending->edit, 0);
    return target->sub                   ? insert_clause(amending, target)
           : is_section(noun_of(target)) ? insert_entries(amending, noun_of(target))
                                         : insert_part(amending, target);
}

/* --- bãi bỏ ----------------------------------------------------------------------------------- */

/* Numbers of what is taken out are used up. */
static void note_repealed(const Amending *amending, TcOutlineRange range, TcSpan span)
{
    for (uint32_t i = range.first; i < range.first + range.n; i++) {
        const TcToken *code = tc_outline_code(amending->outline, i);
        const TcClause *clause = tc_outline_clause(amending->outline, i);
        if (!code || !tc_clause_is_head(clause))
            continue;
        g_autofree char *key = tc_text_key(code->text, strlen(code->text));
        g_hash_table_insert(amending->outline->repealed,
                            g_strdup_printf("%d %s", clause->starter.value, key),
                            g_memdup2(&span, sizeof span));
    }
}

/* A data check is known by what it says. */
static int64_t find_check(const Amending *amending, const char *message)
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

static bool repeal_target(const Amending *amending, const TcNode *target)
{
    TcOutlineRange range = {0, 1};
    int64_t found;
    if (!target->sub && !is_section(noun_of(target))) {
        if (!find_part(amending, target, true, &range))
            return false;
        note_repealed(amending, range, target->span);
        tc_outline_remove(amending->outline, range);
        return true;
    }
    if (target->sub)
        found = find_clause(amending, target, &range);
    else if (noun_of(target) == TC_KW_DATA_CHECK) {
        const TcNode *message = child_of(amending->edit, TC_NODE_TEXT, 0);
        found = find_check(amending, message ? message->text : NULL);
        if (found < 0)
            report_no_part(amending, target);
    } else
        found = code_of(target) ? find_entry(amending, target) : -1;
    if (found >= 0)
        tc_outline_remove(amending->outline, (TcOutlineRange){(uint32_t)found, 1});
    else if (!target->sub && !code_of(target) && noun_of(target) != TC_KW_DATA_CHECK)
        report(amending, TC_DIAG_EDIT_NEEDS_CODE, target);
    return found >= 0;
}

static bool repeal(const Amending *amending)
{
    bool all = true;
    for (uint32_t i = 0; target_at(amending->edit, i); i++)
        all &= repeal_target(amending, target_at(amending->edit, i));
    return all;
}

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

/* What is in force in the place of words that are not there once. */
static bool report_words(const Amending *amending, const TcNode *target, const TcNode *words,
                         const Found *found, TcOutlineRange range)
{
    g_autofree char *what = tc_span_text(target->span);
    g_autofree char *count = g_strdup_printf("%u", found->n);
    TcDiag *diag =
        tc_diag(amending->diags, found->n ? TC_DIAG_WORDS_TWICE : TC_DIAG_WORDS_NOT_THERE,
                words->span, words->text, what, count, NULL);
    label_force(amending, diag, range.first);
    return false;
}

static bool replace_in(const Amending *amending, const TcNode *target, const TcNode *from,
                       const TcNode *to)
{
    TcOutlineRange range;
    Found found = {0};
    if (target->sub && target->sub != TC_KW_TITLE_OF) {
        const int64_t clause = find_clause(amending, target, &range);
        if (clause < 0)
            return false;
        range = (TcOutlineRange){(uint32_t)clause, 1};
    } else if (!target->sub && is_section(noun_of(target)) && code_of(target)) {
        const int64_t entry = find_entry(amending, target);
        if (entry < 0)
            return false;
        range = (TcOutlineRange){(uint32_t)entry, 1};
    } else if (!find_part(amending, target, false, &range))
        return false;
    if (target->sub == TC_KW_TITLE_OF)
        range.n = 1;
    for (uint32_t i = range.first; i < range.first + range.n; i++)
        find_words(amending->outline, i, from->text, &found);
    if (found.n != 1)
        return report_words(amending, target, from, &found, range);
    g_autoptr(GArray) patches = g_array_new(FALSE, FALSE, sizeof(TcPatch));
    const TcPatch patch = {found.start, found.start + (uint32_t)strlen(from->text), to->text};
    g_array_append_val(patches, patch);
    tc_patch_item(amending->outline, found.index, patches, amending->edit->head->span, amending->by,
                  amending->diags);
    return true;
}

static bool replace(const Amending *amending)
{
    const TcNode *from = child_of(amending->edit, TC_NODE_TEXT, 0);
    const TcNode *to = child_of(amending->edit, TC_NODE_TEXT, 1);
    bool all = true;
    if (!from || !to || *from->text == '\0') {
        report(amending, TC_DIAG_EDIT_NEEDS_CODE, target_at(amending->edit, 0));
        return false;
    }
    for (uint32_t i = 0; target_at(amending->edit, i); i++)
        all &= replace_in(amending, target_at(amending->edit, i), from, to);
    return all;
}

/* --- đổi số ----------------------------------------------------------------------------------- */

/* Is the token at @at the code of the part that @target renumbers? */
static bool names_part(const TcClause *clause, const TcToken *tokens, uint32_t at,
                       const TcNode *target)
{
    const TcToken *noun = at > 0 ? &tokens[at - 1] : &clause->starter;
    return tokens[at].text && noun->value == (int)noun_of(target) &&
           tc_token_names_part(at > 0 ? noun->type : tc_keyword_token((TcKeyword)noun->value)) &&
           tc_text_same(tokens[at].text, code_of(target));
}

/* The code that the token becomes, or NULL. */
static const char *new_code(const TcEditing *editing, const TcClause *clause, const TcToken *tokens,
                            uint32_t at)
{
    for (uint32_t i = 0; i < editing->n; i++) {
        const TcNode *head = editing->edits[i]->head;
        if (head->sub == TC_KW_RENUMBER && names_part(clause, tokens, at, head->items[0]))
            return head->items[1]->text;
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
        const char *code = new_code(editing, clause, tokens, i);
        const TcPatch patch = {tokens[i].span.start, tokens[i].span.end, code};
        if (code)
            g_array_append_val(patches, patch);
    }
    if (patches->len > 0)
        tc_patch_item(outline, index, patches, editing->edits[0]->head->span, editing->by, diags);
}

/* All that @editing renumbers, together: the numbers of two parts may be exchanged. */
static bool renumber_all(TcOutline *outline, const TcEditing *editing, TcDiagList *diags)
{
    bool all = true, any = false;
    for (uint32_t i = 0; i < editing->n; i++) {
        const Amending amending = {outline, editing->amendment, editing->edits[i], editing->by,
                                   diags};
        TcOutlineRange range;
        if (editing->edits[i]->head->sub != TC_KW_RENUMBER)
            continue;
        any = true;
        all &= code_of(target_at(editing->edits[i], 0))
                   ? find_part(&amending, target_at(editing->edits[i], 0), false, &range)
                   : false;
    }
    for (uint32_t i = 0; any && all && i < outline->items->len; i++)
        renumber_item(outline, i, editing, diags);
    return all;
}

/* ---------------------------------------------------------------------------------------------- */

static bool amend_one(const Amending *amending)
{
    static const struct {
        TcKeyword edit;
        bool (*apply)(const Amending *amending);
    } edits[] = {{TC_KW_AMEND, amend},
                 {TC_KW_INSERT, insert},
                 {TC_KW_REPEAL, repeal},
                 {TC_KW_REPLACE, replace}};
    for (size_t i = 0; i < G_N_ELEMENTS(edits); i++)
        if (edits[i].edit == (TcKeyword)amending->edit->head->sub)
            return edits[i].apply(amending);
    return true;
}

bool tc_amend(TcOutline *outline, const TcEditing *editing, TcDiagList *diags)
{
    const unsigned before = tc_diag_count(diags, TC_ERROR);
    bool all = true;
    for (uint32_t i = 0; i < editing->n; i++) {
        const Amending amending = {outline, editing->amendment, editing->edits[i], editing->by,
                                   diags};
        all &= amend_one(&amending);
    }
    all &= renumber_all(outline, editing, diags);
    return all && tc_diag_count(diags, TC_ERROR) == before;
}
