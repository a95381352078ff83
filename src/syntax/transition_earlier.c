/* Earlier rules that some units go on under, beside those in force. See transition.h.
 *
 * What differs gets a name of its own in the earlier rules first, wherever they name it; what then
 * names it differs too, and so on. After that a part of one name says one thing in both. */
#include "syntax/transition_internal.h"

#include <string.h>
#include "base/date.h"
#include "base/msg.h"
#include "base/text.h"
#include "syntax/format.h"
#include "syntax/patch.h"
#include "parser.h"

/* Does the part at @head of the earlier rules say the same as that of its name in force? */
static bool says_the_same(const TcLowering *lowering, uint32_t head, int64_t there)
{
    g_autofree char *then = tc_lowering_meaning(lowering, lowering->then, head);
    g_autofree char *now = tc_lowering_meaning(lowering, lowering->now, (uint32_t)there);
    return strcmp(then, now) == 0;
}

/* --- names ------------------------------------------------------------------------------------ */

/* The code of the part at @head of the earlier rules: "3.4" to "3.4_cũ", once more while that is
 * taken, or among @given (codes, with the noun before them), to which it is added. */
static char *code_for(const TcLowering *lowering, uint32_t head, GHashTable *given)
{
    const char *tail = tc_msg(lowering->lang, TC_MSG_TRANSITION_CODE);
    const TcKeyword noun = tc_lowering_noun(lowering->then, head);
    const TcToken *old = tc_outline_code(lowering->then, head);
    TcOutlineRange range;
    g_autofree char *own = g_strconcat(old->text, tail, NULL);
    while (tc_outline_part(lowering->now, noun, own, false, &range) ||
           tc_outline_part(lowering->then, noun, own, false, &range) ||
           !g_hash_table_add(given, g_strdup_printf("%d %s", (int)noun, own))) {
        char *longer = g_strconcat(own, tail, NULL);
        g_free(own);
        own = longer;
    }
    return g_strdup_printf(old->type == TC_TOK_BRACKET ? "[%s]" : "%s", own);
}

/* Units are ranked among those that are judged alike, as indicators are judged by themselves. */
static bool stands_twice(const TcOutline *outline, uint32_t head)
{
    const TcKeyword noun = tc_lowering_noun(outline, head);
    return noun == TC_KW_INDICATOR || noun == TC_KW_RANKING;
}

/* Those parts of the earlier rules that differ from theirs in force are renumbered. Returns: were
 * there any? */
static bool renumber(TcLowering *lowering)
{
    bool any = false;
    g_autoptr(GHashTable) given = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t i = 0; i < lowering->then->items->len; i++) {
        const int64_t there = stands_twice(lowering->then, i)
                                  ? tc_lowering_find(lowering->now, lowering->then, i)
                                  : -1;
        if (there < 0 || says_the_same(lowering, i, there))
            continue;
        g_autofree char *name = tc_lowering_name(lowering, lowering->then, i);
        g_autofree char *code = code_for(lowering, i, given);
        tc_lowering_put(lowering, "{RENUMBER} {0} {BECOMES} {1}", name, code, NULL);
        any = true;
    }
    if (any)
        tc_lowering_apply(lowering, lowering->then);
    return any;
}

/* Puts @to wherever the clause at @index names the parameter @from. */
static void rename_in(TcLowering *lowering, uint32_t index, const char *from, const char *to)
{
    const TcOutlineItem *item = tc_outline_at(lowering->then, index);
    const TcClause *clause = tc_text_clause(item->text, item->clause);
    const TcToken *tokens = tc_clause_tokens(item->text, clause);
    g_autoptr(GArray) patches = g_array_new(FALSE, FALSE, sizeof(TcPatch));
    for (uint32_t i = 0; i <= clause->n; i++) {
        const TcToken *token = i > 0 ? &tokens[i - 1] : &clause->starter;
        const bool name = token->type == TC_TOK_NAME || token->type == TC_TOK_BRACKET ||
                          token->type == TC_TOK_ENTRY_LET;
        const TcPatch patch = {token->span.start, token->span.end, to, {0}};
        if (name && token->text && tc_text_same(token->text, from))
            g_array_append_val(patches, patch);
    }
    if (patches->len > 0)
        tc_patch_item(lowering->then, index, patches,
                      lowering->what->transition->head->items[0]->span, lowering->what->by,
                      lowering->diags);
}

/* A parameter of the earlier rules with another value gets another name there. */
static void rename_parameter(TcLowering *lowering, uint32_t index)
{
    const TcToken name = tc_outline_clause(lowering->then, index)->starter;
    const int64_t there = tc_outline_find_entry(lowering->now, TC_KW_PARAMETERS, name.text);
    g_autofree char *then = tc_lowering_content(lowering, lowering->then, index);
    g_autofree char *now =
        there < 0 ? NULL : tc_lowering_content(lowering, lowering->now, (uint32_t)there);
    if (!now || strcmp(then, now) == 0)
        return;
    const bool bracket = tc_source_text(name.span.source)[name.span.start] == '[';
    g_autofree char *to = g_strdup_printf(bracket ? "[%s%s]" : "%s%s", name.text,
                                          tc_msg(lowering->lang, TC_MSG_TRANSITION_CODE));
    g_autofree char *from = g_strdup(name.text);
    for (uint32_t i = 0; i < lowering->then->items->len; i++)
        rename_in(lowering, i, from, to);
}

/* Calls @each with every entry of the section in the earlier rules. */
static void each_entry(TcLowering *lowering, TcKeyword section,
                       void (*each)(TcLowering *lowering, uint32_t index))
{
    TcKeyword at = TC_KW_NONE;
    for (uint32_t i = 0; i < lowering->then->items->len; i++) {
        const TcKeyword noun = tc_lowering_noun(lowering->then, i);
        if (noun != TC_KW_NONE)
            at = noun;
        else if (at == section)
            each(lowering, i);
    }
}

/* --- sections --------------------------------------------------------------------------------- */

static void put_entry(TcLowering *lowering, TcKeyword section, uint32_t index)
{
    g_autofree char *name = tc_span_text(tc_outline_clause(lowering->then, index)->starter.span);
    g_autofree char *content = tc_lowering_content(lowering, lowering->then, index);
    tc_lowering_put(lowering, "{INSERT} {0}\n  {1} : {2}", tc_keyword_name(section, lowering->lang),
                    name, content, NULL);
}

static bool is_there(const TcLowering *lowering, TcKeyword section, uint32_t index)
{
    const char *name = tc_outline_clause(lowering->then, index)->starter.text;
    return tc_outline_find_entry(lowering->now, section, name) >= 0;
}

/* Columns are read as in force; those that are repealed are read still. */
static void put_column(TcLowering *lowering, uint32_t index)
{
    if (!is_there(lowering, TC_KW_DATA, index))
        put_entry(lowering, TC_KW_DATA, index);
}

static void put_parameter(TcLowering *lowering, uint32_t index)
{
    if (!is_there(lowering, TC_KW_PARAMETERS, index))
        put_entry(lowering, TC_KW_PARAMETERS, index);
}

/* "trường hợp [...] thì (then) còn lại (now)". Returns: (transfer full). */
static char *by_case(const TcLowering *lowering, const char *then, const char *now)
{
    g_autofree char *words =
        tc_diag_words("{WHEN} {0} {THEN} ({1}) {OTHERWISE} ({2})", lowering->lang);
    const char *const args[] = {lowering->guard, then, now};
    return tc_text_fill(words, args, G_N_ELEMENTS(args));
}

static void put_definition(TcLowering *lowering, uint32_t index)
{
    const TcToken *name = &tc_outline_clause(lowering->then, index)->starter;
    const int64_t there = tc_outline_find_entry(lowering->now, TC_KW_DEFINITIONS, name->text);
    if (there < 0) {
        put_entry(lowering, TC_KW_DEFINITIONS, index);
        return;
    }
    g_autofree char *then = tc_lowering_content(lowering, lowering->then, index);
    g_autofree char *now = tc_lowering_content(lowering, lowering->now, (uint32_t)there);
    if (strcmp(then, now) == 0)
        return;
    g_autofree char *content = by_case(lowering, then, now);
    g_autofree char *written = tc_span_text(name->span);
    tc_lowering_put(lowering, "{AMEND} {DEFINITIONS} {0} {TO_READ}: {1}", written, content, NULL);
}

/* --- indicators and what they stand in -------------------------------------------------------- */

/* The head behind which the indicator at @head of the earlier rules is put: its like in force; else
 * the one before it there: an indicator, or the group or criterion that it is the first of.
 * Returns: (transfer full) NULL: none. */
static char *place_of(const TcLowering *lowering, uint32_t head)
{
    const TcOutlineItem *item = tc_outline_at(lowering->then, head);
    const char *tail = tc_msg(lowering->lang, TC_MSG_TRANSITION_CODE);
    const char *code = tc_outline_code(lowering->then, head)->text;
    const size_t own = strlen(code) - (g_str_has_suffix(code, tail) ? strlen(tail) : 0);
    g_autofree char *like = g_strndup(code, own);
    TcOutlineRange range;
    if (tc_lowering_noun(lowering->then, head) != TC_KW_INDICATOR)
        return NULL;
    if (item->by == lowering->what->by &&
        tc_outline_part(lowering->now, TC_KW_INDICATOR, like, false, &range))
        return tc_lowering_name(lowering, lowering->now, range.first);
    while (head-- > 0) {
        const TcKeyword noun = tc_lowering_noun(lowering->then, head);
        if (noun == TC_KW_INDICATOR || noun == TC_KW_CRITERION || noun == TC_KW_GROUP)
            return tc_lowering_name(lowering, lowering->then, head);
    }
    return NULL;
}

/* The noun, code and title of the part at @head of the earlier rules, the title with their day. */
static char *head_words(const TcLowering *lowering, uint32_t head)
{
    char day[TC_DATE_TEXT];
    const TcOutlineItem *item = tc_outline_at(lowering->then, head);
    const TcClause *clause = tc_text_clause(item->text, item->clause);
    const TcToken *title = tc_clause_tokens(item->text, clause) + 1;
    g_autofree char *name = tc_lowering_name(lowering, lowering->then, head);
    if (clause->n < 2 || title->type != TC_TOK_TEXT)
        return g_steal_pointer(&name);
    tc_date_format(tc_transition_day(lowering->what->transition), lowering->lang, day);
    g_autofree char *told =
        tc_msg_format(lowering->lang, TC_MSG_TRANSITION_TITLE, title->text, day, NULL);
    g_auto(GStrv) parts = g_strsplit(told, "\"", -1);
    g_autofree char *quoted = g_strjoinv("\"\"", parts);
    return g_strdup_printf("%s \"%s\"", name, quoted);
}

/* The clauses of the part but for one, and for how many indicators it has: there are more. */
static void put_clauses(TcLowering *lowering, uint32_t head, TcKeyword but)
{
    const TcOutlineRange part = tc_lowering_part(lowering->then, head);
    for (uint32_t i = head + 1; i < head + part.n; i++) {
        const TcOutlineItem *item = tc_outline_at(lowering->then, i);
        const TcKeyword keyword = (TcKeyword)tc_outline_clause(lowering->then, i)->starter.value;
        if (keyword == but || keyword == TC_KW_COMPRISES)
            continue;
        g_autofree char *clause = tc_format_clause(item->text, item->clause, lowering->lang);
        tc_lowering_put(lowering, "  {0}", clause, NULL);
    }
}

static void put_section_head(TcLowering *lowering, uint32_t head)
{
    g_autofree char *words = head_words(lowering, head);
    tc_lowering_put(lowering, "{INSERT} {0}", words, NULL);
    put_clauses(lowering, head, TC_KW_MAX_POINTS);
}

/* An indicator, or a ranking, that is in the earlier rules alone: for their units. */
static void put_for_units(TcLowering *lowering, uint32_t head)
{
    const TcOutlineRange part = tc_lowering_part(lowering->then, head);
    const int64_t own = tc_outline_find_clause(lowering->then, part, TC_KW_NOT_APPLICABLE_WHEN);
    g_autofree char *words = head_words(lowering, head);
    g_autofree char *place = place_of(lowering, head);
    g_autofree char *condition =
        own < 0 ? NULL : tc_lowering_operand(lowering, lowering->then, (uint32_t)own);
    g_autofree char *held = tc_lowering_content(lowering, lowering->then, head);
    tc_lowering_put(lowering, place ? "{INSERT} {0} {BEHIND} {1}" : "{INSERT} {0} {2}", words,
                    place ? place : "", held, NULL);
    tc_lowering_put(lowering,
                    condition ? "  {NOT_APPLICABLE_WHEN}: {NOT} {0} {OR} {1}"
                              : "  {NOT_APPLICABLE_WHEN}: {NOT} {0}",
                    lowering->guard, condition, NULL);
    put_clauses(lowering, head, TC_KW_NOT_APPLICABLE_WHEN);
    lowering->n_more += tc_lowering_noun(lowering->then, head) == TC_KW_INDICATOR;
}

/* What is said of the number of parts, and of the sum of their points, is said of one version. */
static void drop_sums(TcLowering *lowering, uint32_t head)
{
    static const TcKeyword sums[] = {TC_KW_COMPRISES, TC_KW_MAX_POINTS};
    const TcOutlineRange part = tc_lowering_part(lowering->now, head);
    g_autofree char *name = tc_lowering_name(lowering, lowering->now, head);
    for (size_t i = 0; i < G_N_ELEMENTS(sums); i++)
        if (tc_outline_find_clause(lowering->now, part, sums[i]) >= 0)
            tc_lowering_put(lowering, "{REPEAL} {0} {OF_PART} {1}",
                            tc_keyword_name(sums[i], lowering->lang), name, NULL);
}

/* "mới nhập 3/37": as many more were typed in, and belong to it, as stand twice. */
static void count_entered(TcLowering *lowering, uint32_t head)
{
    const TcOutlineRange part = tc_lowering_part(lowering->now, head);
    const int64_t entered = tc_outline_find_clause(lowering->now, part, TC_KW_ENTERED);
    if (entered < 0)
        return;
    const TcOutlineItem *item = tc_outline_at(lowering->now, (uint32_t)entered);
    const TcClause *clause = tc_text_clause(item->text, item->clause);
    const TcToken *tokens = tc_clause_tokens(item->text, clause);
    g_autoptr(GString) numbers = g_string_new(NULL);
    g_autofree char *name = tc_lowering_name(lowering, lowering->now, head);
    for (uint32_t i = 0; i < clause->n; i++)
        if (tokens[i].type == TC_TOK_NUMBER)
            g_string_append_printf(numbers, "%s%lu", numbers->len ? "/" : "",
                                   mpz_get_ui(mpq_numref(tokens[i].number)) + lowering->n_more);
    tc_lowering_put(lowering, "{AMEND} {ENTERED} {OF_PART} {0} {TO_READ}: {1}", name, numbers->str,
                    NULL);
}

/* --- conclusions ------------------------------------------------------------------------------ */

/* Where what a verdict or grade is stands: a clause of a verdict, else the head itself; -1:
 * nowhere. */
static int64_t content_of(const TcOutline *outline, uint32_t head)
{
    return tc_lowering_noun(outline, head) == TC_KW_VERDICT
               ? tc_outline_find_clause(outline, tc_lowering_part(outline, head), TC_KW_MET_WHEN)
               : (int64_t)head;
}

/* One that differs becomes a case each. */
static void part_conclusion(TcLowering *lowering, uint32_t head, uint32_t there)
{
    const int64_t then = content_of(lowering->then, head);
    const int64_t now = content_of(lowering->now, there);
    if (then < 0 || now < 0)
        return;
    g_autofree char *old = tc_lowering_content(lowering, lowering->then, (uint32_t)then);
    g_autofree char *own = tc_lowering_content(lowering, lowering->now, (uint32_t)now);
    g_autofree char *content = by_case(lowering, old, own);
    tc_lowering_become(lowering, there, content);
}

/* What a verdict (else a grade) is for units that it is not for. Returns: (transfer full). */
static char *no_result(const TcLowering *lowering, bool verdict)
{
    return verdict ? g_strdup(tc_keyword_name(TC_KW_UNKNOWN, lowering->lang))
                   : g_strdup_printf("\"%s\"", tc_msg(lowering->lang, TC_MSG_TRANSITION_NO_GRADE));
}

/* One that is in the earlier rules alone says nothing of other units. */
static void put_conclusion(TcLowering *lowering, uint32_t head)
{
    const int64_t then = content_of(lowering->then, head);
    if (then < 0)
        return;
    const bool verdict = then != (int64_t)head;
    g_autofree char *none = no_result(lowering, verdict);
    g_autofree char *words = head_words(lowering, head);
    g_autofree char *old = tc_lowering_content(lowering, lowering->then, (uint32_t)then);
    tc_lowering_put(lowering,
                    verdict ? "{INSERT} {0}\n  {MET_WHEN}: {WHEN} {1} {THEN} ({2}) {OTHERWISE} {3}"
                            : "{INSERT} {0} {WHEN} {1} {THEN} ({2}) {OTHERWISE} {3}",
                    words, lowering->guard, old, none, NULL);
    put_clauses(lowering, head, TC_KW_MET_WHEN);
}

/* Nor does one that is in force alone say anything of the units of the earlier rules. */
static void limit_conclusion(TcLowering *lowering, uint32_t head)
{
    const int64_t now = content_of(lowering->now, head);
    g_autofree char *none = no_result(lowering, now != (int64_t)head);
    if (now >= 0)
        tc_lowering_except(lowering, head, (uint32_t)now, none);
}

/* --- groups ----------------------------------------------------------------------------------- */

/* A weight is a number, so it cannot be one for some units and another for others: told. */
static void check_weight(const TcLowering *lowering, uint32_t head, uint32_t there)
{
    const int64_t then = tc_outline_find_clause(
        lowering->then, tc_lowering_part(lowering->then, head), TC_KW_WEIGHT);
    const int64_t now =
        tc_outline_find_clause(lowering->now, tc_lowering_part(lowering->now, there), TC_KW_WEIGHT);
    g_autofree char *old =
        then < 0 ? g_strdup("1") : tc_lowering_content(lowering, lowering->then, (uint32_t)then);
    g_autofree char *own =
        now < 0 ? g_strdup("1") : tc_lowering_content(lowering, lowering->now, (uint32_t)now);
    g_autofree char *name = tc_lowering_name(lowering, lowering->now, there);
    if (strcmp(old, own) != 0)
        tc_diag(lowering->diags, TC_DIAG_CONTINUES_WEIGHT,
                tc_transition_outcome(lowering->what->transition)->span, name, old, own, NULL);
}

/* --- all -------------------------------------------------------------------------------------- */

/* The part at @head of the earlier rules; @there: its like in force, or -1. */
static void take_earlier(TcLowering *lowering, uint32_t head, int64_t there)
{
    const TcKeyword noun = tc_lowering_noun(lowering->then, head);
    const bool concludes = noun == TC_KW_VERDICT || noun == TC_KW_GRADE;
    if (concludes && there >= 0 && !says_the_same(lowering, head, there))
        part_conclusion(lowering, head, (uint32_t)there);
    else if (there >= 0 && noun == TC_KW_GROUP)
        check_weight(lowering, head, (uint32_t)there);
    else if (there >= 0)
        return;
    else if (stands_twice(lowering->then, head))
        put_for_units(lowering, head);
    else if (noun == TC_KW_GROUP || noun == TC_KW_CRITERION)
        put_section_head(lowering, head);
    else if (concludes)
        put_conclusion(lowering, head);
}

/* The part at @head in force, which the earlier rules do not have. */
static void take_later(TcLowering *lowering, uint32_t head)
{
    const TcKeyword noun = tc_lowering_noun(lowering->now, head);
    if (stands_twice(lowering->now, head)) {
        tc_lowering_exclude(lowering, head, lowering->guard);
        lowering->n_fewer += noun == TC_KW_INDICATOR;
    } else if (noun == TC_KW_VERDICT || noun == TC_KW_GRADE) {
        limit_conclusion(lowering, head);
    }
}

static void take_sums(TcLowering *lowering, uint32_t head)
{
    const TcKeyword noun = tc_lowering_noun(lowering->now, head);
    const bool set = noun == TC_KW_SET || noun == TC_KW_PLAN;
    if (set)
        count_entered(lowering, head);
    if (set || noun == TC_KW_GROUP || noun == TC_KW_CRITERION)
        drop_sums(lowering, head);
}

void tc_lowering_earlier(TcLowering *lowering)
{
    TcOutline *then = lowering->then, *now = lowering->now;
    each_entry(lowering, TC_KW_PARAMETERS, rename_parameter);
    while (renumber(lowering) && !tc_diag_has_errors(lowering->diags))
        ;
    each_entry(lowering, TC_KW_DATA, put_column);
    each_entry(lowering, TC_KW_PARAMETERS, put_parameter);
    each_entry(lowering, TC_KW_DEFINITIONS, put_definition);
    for (uint32_t i = 0; i < then->items->len; i++)
        if (tc_lowering_noun(then, i) != TC_KW_NONE)
            take_earlier(lowering, i, tc_lowering_find(now, then, i));
    for (uint32_t i = 0; i < now->items->len; i++)
        if (tc_lowering_noun(now, i) != TC_KW_NONE && tc_outline_code(now, i) &&
            tc_lowering_find(then, now, i) < 0)
            take_later(lowering, i);
    for (uint32_t i = 0; lowering->n_more + lowering->n_fewer > 0 && i < now->items->len; i++)
        take_sums(lowering, i);
}
