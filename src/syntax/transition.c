/* Transitions, and recognised results that are kept. See transition.h. */
#include "syntax/transition_internal.h"

#include <stdarg.h>
#include <string.h>
#include "base/date.h"
#include "base/msg.h"
#include "base/text.h"
#include "syntax/format.h"
#include "syntax/patch.h"
#include "parser.h"

/* --- what is written -------------------------------------------------------------------------- */

const TcNode *tc_transition_outcome(const TcTransition *transition)
{
    return transition->head->items[1];
}

TcKeyword tc_transition_kind(const TcTransition *transition)
{
    return (TcKeyword)tc_transition_outcome(transition)->sub;
}

/* The child of the outcome of this kind, or NULL. */
static const TcNode *outcome_child(const TcTransition *transition, TcNodeKind kind)
{
    const TcNode *outcome = tc_transition_outcome(transition);
    for (uint32_t i = 0; i < outcome->n; i++)
        if (outcome->items[i]->kind == kind)
            return outcome->items[i];
    return NULL;
}

int32_t tc_transition_day(const TcTransition *transition)
{
    const TcNode *day = outcome_child(transition, TC_NODE_DATE);
    return day ? day->day : INT32_MIN;
}

const char *tc_transition_code(const TcTransition *transition)
{
    const TcNode *part = outcome_child(transition, TC_NODE_PART);
    return part ? part->text : NULL;
}

/* --- edits ------------------------------------------------------------------------------------ */

void tc_lowering_put(TcLowering *lowering, const char *form, ...)
{
    va_list args;
    g_autofree char *words = tc_diag_words(form, lowering->lang);
    va_start(args, form);
    g_autofree char *line = tc_text_fill_list(words, args);
    va_end(args);
    g_string_append(lowering->text, line);
    g_string_append_c(lowering->text, '\n');
}

/* The head of an amendment, below which the edits are put. */
static void begin_edits(TcLowering *lowering)
{
    char day[TC_DATE_TEXT];
    const TcToken *code = tc_outline_code(lowering->now, 0);
    g_autofree char *set = code ? tc_span_text(code->span) : g_strdup("");
    g_string_truncate(lowering->text, 0);
    tc_lowering_put(lowering, "{AMENDMENT} {0}\n  {IN_FORCE_FROM}: {1}", set,
                    tc_date_format(lowering->what->transition->from, lowering->lang, day), NULL);
}

void tc_lowering_apply(TcLowering *lowering, TcOutline *outline)
{
    g_autoptr(TcArena) arena = tc_arena_new();
    g_autoptr(TcMadeWords) words = tc_made_words_new();
    tc_made_words_put_made(words, lowering->text->str);
    const TcText *text = tc_patch_text(outline, lowering->what->transition->head->items[0]->span,
                                       "", words, lowering->diags);
    const TcAmendment *edits = tc_amendment_read(text, arena, lowering->diags);
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    for (guint i = 0; i < edits->edits->len; i++)
        g_ptr_array_add(all, &g_array_index(edits->edits, TcEdit, i));
    const TcEditing editing = {edits, (const TcEdit *const *)all->pdata, all->len,
                               lowering->what->by};
    if (all->len > 0)
        tc_amend(outline, &editing, lowering->diags);
    begin_edits(lowering);
}

/* --- parts ------------------------------------------------------------------------------------ */

TcKeyword tc_lowering_noun(const TcOutline *outline, uint32_t index)
{
    const TcClause *clause = tc_outline_clause(outline, index);
    return tc_clause_is_head(clause) ? (TcKeyword)clause->starter.value : TC_KW_NONE;
}

char *tc_lowering_name(const TcLowering *lowering, const TcOutline *outline, uint32_t index)
{
    const TcToken *code = tc_outline_code(outline, index);
    const char *noun = tc_keyword_name(tc_lowering_noun(outline, index), lowering->lang);
    g_autofree char *written = code ? tc_span_text(code->span) : NULL;
    return written ? g_strdup_printf("%s %s", noun, written) : g_strdup(noun);
}

/* The tokens of a head up to what it holds. */
static uint32_t head_tokens(const TcText *text, const TcClause *clause)
{
    const TcToken *tokens = tc_clause_tokens(text, clause);
    static const int own[] = {TC_TOK_CODE, TC_TOK_NAME, TC_TOK_BRACKET, TC_TOK_TEXT};
    uint32_t n = 0;
    while (n < MIN(clause->n, 2) && tc_token_among(tokens[n].type, own, G_N_ELEMENTS(own)))
        n++;
    return n;
}

char *tc_lowering_content(const TcLowering *lowering, const TcOutline *outline, uint32_t index)
{
    const TcOutlineItem *item = tc_outline_at(outline, index);
    const TcClause *clause = tc_text_clause(item->text, item->clause);
    const uint32_t first = tc_clause_is_head(clause) ? head_tokens(item->text, clause) : 0;
    return tc_format_content(item->text, item->clause, first, lowering->lang);
}

TcOutlineRange tc_lowering_part(const TcOutline *outline, uint32_t head)
{
    uint32_t end = head + 1;
    while (end < outline->items->len && tc_lowering_noun(outline, end) == TC_KW_NONE)
        end++;
    return (TcOutlineRange){head, end - head};
}

int64_t tc_lowering_find(const TcOutline *outline, const TcOutline *like, uint32_t index)
{
    TcOutlineRange range;
    const TcToken *code = tc_outline_code(like, index);
    const bool found =
        code && tc_outline_part(outline, tc_lowering_noun(like, index), code->text, false, &range);
    return found ? (int64_t)range.first : -1;
}

char *tc_lowering_meaning(const TcLowering *lowering, const TcOutline *outline, uint32_t head)
{
    GString *meaning = g_string_new(NULL);
    const TcOutlineRange part = tc_lowering_part(outline, head);
    static const int silent[] = {TC_TOK_CLAUSE_TEXT, TC_TOK_COMPRISES, TC_TOK_ENTERED};
    for (uint32_t i = head; i < head + part.n; i++) {
        const TcClause *clause = tc_outline_clause(outline, i);
        if (tc_token_among(clause->starter.type, silent, G_N_ELEMENTS(silent)))
            continue;
        g_autofree char *content = tc_lowering_content(lowering, outline, i);
        g_string_append_printf(meaning, "%d %s\n", clause->starter.value, content);
    }
    return g_string_free(meaning, FALSE);
}

char *tc_lowering_operand(const TcLowering *lowering, const TcOutline *outline, uint32_t index)
{
    const TcOutlineItem *item = tc_outline_at(outline, index);
    const TcClause *clause = tc_text_clause(item->text, item->clause);
    const TcToken *tokens = tc_clause_tokens(item->text, clause);
    static const int looser[] = {TC_TOK_AND,   TC_TOK_WHEN,     TC_TOK_BY,
                                 TC_TOK_TABLE, TC_TOK_CONTENTS, TC_TOK_CONTENTS_COUNT};
    bool simple = true;
    for (uint32_t i = 0; i < clause->n; i++)
        simple &= !tc_token_among(tokens[i].type, looser, G_N_ELEMENTS(looser));
    g_autofree char *content = tc_lowering_content(lowering, outline, index);
    return g_strdup_printf(simple ? "%s" : "(%s)", content);
}

void tc_lowering_exclude(TcLowering *lowering, uint32_t head, const char *guard)
{
    const TcOutlineRange part = tc_lowering_part(lowering->now, head);
    const int64_t there = tc_outline_find_clause(lowering->now, part, TC_KW_NOT_APPLICABLE_WHEN);
    g_autofree char *name = tc_lowering_name(lowering, lowering->now, head);
    if (there < 0) {
        tc_lowering_put(lowering, "{INSERT} {NOT_APPLICABLE_WHEN} {OF_PART} {0}: {1}", name, guard,
                        NULL);
        return;
    }
    g_autofree char *own = tc_lowering_operand(lowering, lowering->now, (uint32_t)there);
    tc_lowering_put(lowering, "{AMEND} {NOT_APPLICABLE_WHEN} {OF_PART} {0} {TO_READ}: {1} {OR} {2}",
                    name, guard, own, NULL);
}

/* A head that holds what it says is written anew with the clauses behind it. */
static void head_becomes(TcLowering *lowering, uint32_t head, const char *content)
{
    g_autofree char *name = tc_lowering_name(lowering, lowering->now, head);
    const TcOutlineRange part = tc_lowering_part(lowering->now, head);
    tc_lowering_put(lowering, "{AMEND} {0} {TO_READ} {1}", name, content, NULL);
    for (uint32_t i = head + 1; i < head + part.n; i++) {
        const TcOutlineItem *item = tc_outline_at(lowering->now, i);
        g_autofree char *clause = tc_format_clause(item->text, item->clause, lowering->lang);
        tc_lowering_put(lowering, "  {0}", clause, NULL);
    }
}

void tc_lowering_become(TcLowering *lowering, uint32_t head, const char *content)
{
    g_autofree char *name = tc_lowering_name(lowering, lowering->now, head);
    if (tc_lowering_noun(lowering->now, head) == TC_KW_VERDICT)
        tc_lowering_put(lowering, "{AMEND} {MET_WHEN} {OF_PART} {0} {TO_READ}: {1}", name, content,
                        NULL);
    else
        head_becomes(lowering, head, content);
}

void tc_lowering_except(TcLowering *lowering, uint32_t head, uint32_t content, const char *result)
{
    g_autofree char *own = tc_lowering_content(lowering, lowering->now, content);
    g_autofree char *words =
        tc_diag_words("{WHEN} {0} {THEN} {1} {OTHERWISE} ({2})", lowering->lang);
    const char *const args[] = {lowering->guard, result, own};
    g_autofree char *cases = tc_text_fill(words, args, G_N_ELEMENTS(args));
    tc_lowering_become(lowering, head, cases);
}

/* --- the definition --------------------------------------------------------------------------- */

/* A name that no definition has yet, in brackets. */
static char *guard_name(const TcLowering *lowering)
{
    char text[TC_DATE_TEXT];
    const TcTransition *transition = lowering->what->transition;
    const bool keeps = tc_transition_kind(transition) == TC_KW_KEEP;
    const char *day =
        keeps ? "" : tc_date_format(tc_transition_day(transition), lowering->lang, text);
    g_autofree char *base = tc_msg_format(
        lowering->lang, keeps ? TC_MSG_TRANSITION_KEPT : TC_MSG_TRANSITION_EARLIER, day, NULL);
    g_autofree char *name = g_strdup(base);
    for (unsigned i = 2; tc_outline_find_entry(lowering->now, TC_KW_DEFINITIONS, name) >= 0; i++) {
        g_free(name);
        name = g_strdup_printf("%s (%u)", base, i);
    }
    return g_strdup_printf("[%s]", name);
}

/* Where definitions may stand: before the first part that is neither a section nor the set. */
static uint32_t behind_sections(const TcOutline *outline)
{
    uint32_t i = 0;
    while (i < outline->items->len) {
        const int type = tc_outline_clause(outline, i)->starter.type;
        if (tc_clause_is_head(tc_outline_clause(outline, i)) && i > 0 && type != TC_TOK_SECTION &&
            type != TC_TOK_DATA_CHECK)
            break;
        i++;
    }
    return i;
}

/* The definition is read where the transition is written, in its words. */
static void put_definition(TcLowering *lowering)
{
    const TcTransition *transition = lowering->what->transition;
    const TcNode *decision = outcome_child(transition, TC_NODE_NAME);
    const TcLang lang = lowering->what->amendment->text->tokens.lang;
    const TcSpan condition = transition->head->items[0]->span;
    g_autoptr(TcMadeWords) body = tc_made_words_new();
    tc_made_words_put_made(body, "\n  ");
    tc_made_words_put_made(body, lowering->guard);
    tc_made_words_put_made(body, decision ? " : (" : " : ");
    tc_made_words_put_span(body, condition);
    if (decision) {
        g_autofree char *asked = tc_diag_words(") {AND} ", lang);
        g_autofree char *answer = tc_diag_words(" = {YES}", lang);
        tc_made_words_put_made(body, asked);
        tc_made_words_put_span(body, decision->span);
        tc_made_words_put_made(body, answer);
    }
    const TcText *made = tc_patch_text(
        lowering->now, condition, tc_keyword_name(TC_KW_DEFINITIONS, lang), body, lowering->diags);
    TcOutlineRange section;
    const bool there = tc_outline_part(lowering->now, TC_KW_DEFINITIONS, NULL, false, &section);
    const uint32_t at = there ? section.first + section.n : behind_sections(lowering->now);
    if (made->clauses->len == 2)
        tc_outline_insert(lowering->now, at, made, there ? 1 : 0, there ? 1 : 2,
                          lowering->what->by);
}

/* --- recognised results ----------------------------------------------------------------------- */

/* Does the transition keep what is at @head? Without a code it is the only verdict. */
static bool keeps_verdict(const TcLowering *lowering, uint32_t head)
{
    const char *code = tc_transition_code(lowering->what->transition);
    const TcToken *own = tc_outline_code(lowering->now, head);
    return !code || (own && tc_text_same(own->text, code));
}

/* What the verdict at @head is for the units: it holds, or nothing is said. */
static const char *kept_verdict(const TcLowering *lowering, uint32_t head)
{
    return tc_keyword_name(keeps_verdict(lowering, head) ? TC_KW_YES : TC_KW_UNKNOWN,
                           lowering->lang);
}

static void keep_part(TcLowering *lowering, uint32_t head)
{
    const TcKeyword noun = tc_lowering_noun(lowering->now, head);
    const TcOutlineRange part = tc_lowering_part(lowering->now, head);
    const int64_t met = tc_outline_find_clause(lowering->now, part, TC_KW_MET_WHEN);
    if (noun == TC_KW_INDICATOR || noun == TC_KW_RANKING) {
        tc_lowering_exclude(lowering, head, lowering->guard);
    } else if (noun == TC_KW_VERDICT && met >= 0) {
        tc_lowering_except(lowering, head, (uint32_t)met, kept_verdict(lowering, head));
    } else if (noun == TC_KW_GRADE) {
        g_autofree char *kept =
            g_strdup_printf("\"%s\"", tc_msg(lowering->lang, TC_MSG_TRANSITION_KEPT));
        tc_lowering_except(lowering, head, head, kept);
    }
}

/* Which verdict is kept must be clear. Returns: false, told. */
static bool check_kept(const TcLowering *lowering)
{
    const TcTransition *transition = lowering->what->transition;
    g_autofree char *first = NULL;
    unsigned n = 0, named = 0;
    for (uint32_t i = 0; i < lowering->now->items->len; i++) {
        if (tc_lowering_noun(lowering->now, i) != TC_KW_VERDICT)
            continue;
        n++;
        named += keeps_verdict(lowering, i);
        if (!first)
            first = tc_span_text(tc_outline_code(lowering->now, i)->span);
    }
    if (named == 1)
        return true;
    tc_diag(lowering->diags, n ? TC_DIAG_KEPT_WHICH : TC_DIAG_KEPT_NONE,
            tc_transition_outcome(transition)->span, first ? first : "", NULL);
    return false;
}

/* --- doors ------------------------------------------------------------------------------------ */

static void lower(TcLowering *lowering, void (*parts)(TcLowering *lowering))
{
    lowering->lang = tc_outline_at(lowering->now, 0)->text->tokens.lang;
    lowering->text = g_string_new(NULL);
    lowering->guard = guard_name(lowering);
    tc_diag_list_rules(lowering->diags, lowering->lang);
    g_hash_table_remove_all(lowering->now->repealed); /* its numbers are the earlier rules' */
    begin_edits(lowering);
    parts(lowering);
    put_definition(lowering);
    tc_lowering_apply(lowering, lowering->now);
    g_string_free(lowering->text, TRUE);
    g_free(lowering->guard);
}

static void keep_parts(TcLowering *lowering)
{
    for (uint32_t i = 0; i < lowering->now->items->len; i++)
        keep_part(lowering, i);
}

void tc_transition_keep(TcOutline *now, const TcTransitional *what, TcDiagList *diags)
{
    TcLowering lowering = {.now = now, .what = what, .diags = diags};
    if (check_kept(&lowering))
        lower(&lowering, keep_parts);
}

void tc_transition_continue(TcOutline *now, TcOutline *then, const TcTransitional *what,
                            TcDiagList *diags)
{
    TcLowering lowering = {.now = now, .then = then, .what = what, .diags = diags};
    tc_outline_lend(now, then);
    lower(&lowering, tc_lowering_earlier);
}
