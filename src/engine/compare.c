/* Words and meaning of two versions put together. See compare.h. */
#include "engine/compare.h"

#include <string.h>
#include "base/text.h"
#include "engine/transitions.h"
#include "sema/part_names.h"
#include "syntax/diff.h"
#include "syntax/format.h"

/* --- what clauses are about ------------------------------------------------------------------- */

typedef struct {
    TcAspect aspect;
    bool judges; /* the proof sees all that it decides; of a source: it decides nothing */
} About;

static About about(TcKeyword keyword)
{
    static const struct {
        TcKeyword keyword;
        About about;
    } all[] = {
        {TC_KW_NONE, {TC_ASPECT_ENTRY, false}},
        {TC_KW_TITLE, {TC_ASPECT_TITLE, true}},
        {TC_KW_REQUIRED, {TC_ASPECT_THRESHOLD, true}},
        {TC_KW_AIMING_AT, {TC_ASPECT_THRESHOLD, false}},
        {TC_KW_ENCOURAGED, {TC_ASPECT_THRESHOLD, false}},
        {TC_KW_COMPUTED_AS, {TC_ASPECT_FORMULA, true}},
        {TC_KW_MET_WHEN, {TC_ASPECT_FORMULA, true}},
        {TC_KW_SCORED_AS, {TC_ASPECT_POINTS, true}},
        {TC_KW_MAX_POINTS, {TC_ASPECT_POINTS, false}},
        {TC_KW_WEIGHT, {TC_ASPECT_POINTS, false}},
        {TC_KW_NOT_SCORED, {TC_ASPECT_POINTS, false}},
        {TC_KW_BONUS, {TC_ASPECT_POINTS, false}},
        {TC_KW_PENALTY, {TC_ASPECT_POINTS, false}},
        {TC_KW_LOWEST_FIRST, {TC_ASPECT_POINTS, false}},
        {TC_KW_NOT_APPLICABLE_WHEN, {TC_ASPECT_SCOPE, true}},
        {TC_KW_ONLY_FOR, {TC_ASPECT_SCOPE, false}},
        {TC_KW_NOT_FOR, {TC_ASPECT_SCOPE, false}},
        {TC_KW_APPLIES_TO, {TC_ASPECT_SCOPE, false}},
        {TC_KW_IN_FORCE_FROM, {TC_ASPECT_DATES, false}},
        {TC_KW_EXPIRES_ON, {TC_ASPECT_DATES, false}},
        {TC_KW_SIGNED_ON, {TC_ASPECT_DATES, false}},
        {TC_KW_MANDATORY, {TC_ASPECT_STANDING, false}},
        {TC_KW_ELECTIVE, {TC_ASPECT_STANDING, false}},
        {TC_KW_COMPRISES, {TC_ASPECT_STANDING, false}},
        {TC_KW_ENTERED, {TC_ASPECT_STANDING, false}},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        if (all[i].keyword == keyword)
            return all[i].about;
    return (About){TC_ASPECT_SOURCE, true};
}

static bool is_words(TcAspect aspect)
{
    return aspect == TC_ASPECT_TITLE || aspect == TC_ASPECT_SOURCE;
}

/* --- texts ------------------------------------------------------------------------------------ */

static const TcOutlineItem *item_at(const TcOutline *outline, int64_t item)
{
    return tc_outline_at(outline, (uint32_t)item);
}

/* The set's own, in which amendments are shown too. */
static TcLang lang_of(const TcOutline *outline)
{
    return item_at(outline, 0)->text->tokens.lang;
}

/* @n clauses from @first on as a rule set has them, in the language of the set. Returns: (transfer
 * full), without the last line end. */
static char *text_of(const TcOutline *outline, int64_t first, uint32_t n)
{
    g_autofree uint32_t *items = g_new(uint32_t, n);
    for (uint32_t i = 0; i < n; i++)
        items[i] = (uint32_t)first + i;
    return g_strchomp(tc_format_clauses(outline, items, n, lang_of(outline)));
}

/* The same of one clause, its first line without what it is indented by, its content one blank
 * behind the colon: nothing stands below it. */
static char *clause_text(const TcOutline *outline, int64_t item)
{
    char *text = g_strchug(text_of(outline, item, 1));
    const TcToken *starter = &tc_outline_clause(outline, (uint32_t)item)->starter;
    char *colon = tc_token_opens_clause(starter->type) ? strchr(text, ':') : NULL;
    if (colon && g_str_has_prefix(colon, ":  "))
        memmove(colon + 1, colon + 2, strlen(colon + 2) + 1);
    return text;
}

static char *name_of(const TcOutline *outline, int64_t head)
{
    const TcClause *clause = tc_outline_clause(outline, (uint32_t)head);
    const TcToken *code = tc_outline_code(outline, (uint32_t)head);
    const char *noun = tc_keyword_name((TcKeyword)clause->starter.value, lang_of(outline));
    const bool coded = code && clause->starter.value != TC_KW_DATA_CHECK;
    return coded ? g_strdup_printf("%s %s", noun, code->text) : g_strdup(noun);
}

/* --- changes ---------------------------------------------------------------------------------- */

static void clause_free(void *data)
{
    TcChangedClause *clause = data;
    g_free(clause->label);
    for (unsigned v = 0; v < TC_COMPARED_SIDES; v++)
        g_free(clause->texts[v]);
    g_free(clause);
}

static void change_free(void *data)
{
    TcChange *change = data;
    for (unsigned v = 0; v < TC_COMPARED_SIDES; v++) {
        g_free(change->names[v]);
        g_free(change->whole[v]);
        g_free(change->titles[v]);
    }
    g_ptr_array_unref(change->clauses);
    g_free(change);
}

static char *label_of(const TcDiffClause *clause, const TcOutline *outline, int64_t item)
{
    const TcToken *starter = &tc_outline_clause(outline, (uint32_t)item)->starter;
    if (clause->name)
        return *clause->name ? tc_span_text(starter->span) : g_strdup("");
    return clause->keyword == TC_KW_TITLE
               ? NULL
               : g_strdup(tc_keyword_name(clause->keyword, lang_of(outline)));
}

static TcChangedClause *changed_clause(const TcCompared *sides, const TcDiffPart *part,
                                       const TcDiffClause *from)
{
    TcChangedClause *clause = g_new0(TcChangedClause, 1);
    const unsigned has = from->items[1] < 0 ? 0 : 1;
    clause->aspect = about(from->keyword).aspect;
    clause->label = part->noun == TC_KW_DATA_CHECK
                        ? g_strdup(from->name)
                        : label_of(from, sides[has].outline, from->items[has]);
    for (unsigned v = 0; v < TC_COMPARED_SIDES; v++) {
        if (from->items[v] < 0)
            continue;
        if (from->keyword != TC_KW_TITLE)
            clause->texts[v] = clause_text(sides[v].outline, from->items[v]);
        else if (part->titles[v])
            clause->texts[v] = g_strdup_printf("\"%s\"", part->titles[v]);
    }
    return clause;
}

static TcRefKind kind_of(TcKeyword noun)
{
    return noun == TC_KW_INDICATOR ? TC_REF_INDICATOR
           : noun == TC_KW_VERDICT ? TC_REF_VERDICT
           : noun == TC_KW_GRADE   ? TC_REF_GRADE
                                   : TC_REF_NONE;
}

static const char *claimed_code(const TcProof *proof, const TcProofClaim *claim)
{
    const TcModel *model = proof->models[0];
    const uint32_t index = claim->index[0];
    return claim->kind == TC_REF_INDICATOR ? model->indicators[index].code
           : claim->kind == TC_REF_VERDICT ? model->verdicts[index].code
                                           : model->grades[index].code;
}

/* The claims about the part that the first side calls @code. */
static void find_claims(const TcProof *proof, TcRefKind kind, const char *code, TcChange *change)
{
    for (guint i = 0; code && i < proof->claims->len; i++) {
        const TcProofClaim *claim = g_ptr_array_index(proof->claims, i);
        if (claim->kind != kind || claim->index[0] == TC_NO_PART || claim->index[1] == TC_NO_PART ||
            !tc_text_same(claimed_code(proof, claim), code))
            continue;
        *(claim->of_points ? &change->points : &change->answer) = claim;
    }
}

static bool is_same(const TcProofClaim *claim)
{
    return !claim || claim->proved == TC_PROVED_SAME;
}

/* Does no clause of it decide anything, or are all of its answers proved to be the same? */
static bool is_words_only(const TcDiffPart *part, const TcChange *change)
{
    const bool proved = change->answer && is_same(change->answer) && is_same(change->points);
    bool only = change->kind == TC_CHANGE_CHANGED;
    for (guint i = 0; i < part->clauses->len; i++) {
        const About of = about(g_array_index(part->clauses, TcDiffClause, i).keyword);
        only &= is_words(of.aspect) || (proved && of.judges);
    }
    return only && is_same(change->answer) && is_same(change->points);
}

static TcChange *change_of(const TcCompared *sides, const TcProof *proof, const TcDiffPart *part)
{
    static const TcChangeKind kinds[] = {[TC_DIFF_CHANGED] = TC_CHANGE_CHANGED,
                                         [TC_DIFF_ADDED] = TC_CHANGE_ADDED,
                                         [TC_DIFF_REPEALED] = TC_CHANGE_REPEALED};
    TcChange *change = g_new0(TcChange, 1);
    change->kind = kinds[part->kind];
    change->noun = tc_keyword_name(part->noun, TC_LANG_EN);
    change->moved = part->moved;
    change->reordered = part->reordered;
    change->renumbered = part->codes[0] && part->codes[1] && part->noun != TC_KW_SET &&
                         !tc_text_same(part->codes[0], part->codes[1]);
    change->clauses = g_ptr_array_new_with_free_func(clause_free);
    for (unsigned v = 0; v < TC_COMPARED_SIDES; v++) {
        if (part->heads[v] < 0)
            continue;
        change->names[v] = name_of(sides[v].outline, part->heads[v]);
        change->titles[v] = g_strdup(part->titles[v]);
        if (part->heads[1 - v] < 0)
            change->whole[v] = text_of(sides[v].outline, part->heads[v], part->n[v]);
    }
    for (guint i = 0; i < part->clauses->len; i++)
        g_ptr_array_add(
            change->clauses,
            changed_clause(sides, part, &g_array_index(part->clauses, TcDiffClause, i)));
    if (part->kind == TC_DIFF_CHANGED)
        find_claims(proof, kind_of(part->noun), part->codes[0], change);
    change->words_only = is_words_only(part, change);
    return change;
}

/* --- transitions ------------------------------------------------------------------------------ */

/* The lines of one side that the other lacks, as clauses of @change. */
static void add_lines(TcChange *change, unsigned side, GPtrArray *own, GPtrArray *other)
{
    for (guint i = 0; i < own->len; i++) {
        const char *line = g_ptr_array_index(own, i);
        if (g_ptr_array_find_with_equal_func(other, line, g_str_equal, NULL))
            continue;
        TcChangedClause *clause = g_new0(TcChangedClause, 1);
        clause->aspect = TC_ASPECT_SCOPE;
        clause->label = g_strdup(change->names[side]);
        clause->texts[side] = g_strdup(line);
        g_ptr_array_add(change->clauses, clause);
    }
}

/* All of a side that alone has any. Returns: (transfer full). */
static char *whole_transition(const char *name, const GPtrArray *lines)
{
    GString *text = g_string_new(name);
    for (guint i = 0; i < lines->len; i++)
        g_string_append_printf(text, "\n  %s", (const char *)g_ptr_array_index(lines, i));
    return g_string_free(text, FALSE);
}

/* For whom other rules are than those of the version: no part of an outline, and of no answer. */
static void add_transitions(TcComparison *comparison, const TcCompared *sides)
{
    GPtrArray *lines[TC_COMPARED_SIDES];
    TcChange *change = g_new0(TcChange, 1);
    change->noun = tc_keyword_name(TC_KW_TRANSITION, TC_LANG_EN);
    change->apart = true;
    change->clauses = g_ptr_array_new_with_free_func(clause_free);
    for (unsigned v = 0; v < TC_COMPARED_SIDES; v++)
        lines[v] = tc_transition_lines(sides[v].folder, sides[v].set, sides[v].day);
    change->kind = lines[0]->len == 0   ? TC_CHANGE_ADDED
                   : lines[1]->len == 0 ? TC_CHANGE_REPEALED
                                        : TC_CHANGE_CHANGED;
    for (unsigned v = 0; v < TC_COMPARED_SIDES; v++) {
        const TcLang lang = tc_program_model(sides[v].program)->lang;
        if (lines[v]->len > 0)
            change->names[v] = g_strdup(tc_keyword_name(TC_KW_TRANSITION, lang));
        if (lines[v]->len > 0 && lines[1 - v]->len == 0)
            change->whole[v] = whole_transition(change->names[v], lines[v]);
        else
            add_lines(change, v, lines[v], lines[1 - v]);
    }
    if (change->clauses->len > 0 || change->whole[0] || change->whole[1])
        g_ptr_array_add(comparison->changes, change);
    else
        change_free(change);
    for (unsigned v = 0; v < TC_COMPARED_SIDES; v++)
        g_ptr_array_unref(lines[v]);
}

/* --- parts whose words are the same ----------------------------------------------------------- */

static bool is_told(const TcComparison *comparison, const TcProofClaim *claim)
{
    for (guint i = 0; i < comparison->changes->len; i++) {
        const TcChange *change = g_ptr_array_index(comparison->changes, i);
        if (change->answer == claim || change->points == claim)
            return true;
    }
    return false;
}

static TcChange *change_of_claim(const TcProof *proof, const TcProofClaim *claim, TcLang lang)
{
    static const TcKeyword nouns[] = {[TC_REF_INDICATOR] = TC_KW_INDICATOR,
                                      [TC_REF_VERDICT] = TC_KW_VERDICT,
                                      [TC_REF_GRADE] = TC_KW_GRADE};
    const TcKeyword noun = nouns[claim->kind];
    const char *code = claimed_code(proof, claim);
    TcChange *change = g_new0(TcChange, 1);
    change->kind = TC_CHANGE_MEANS;
    change->noun = tc_keyword_name(noun, TC_LANG_EN);
    for (unsigned v = 0; v < TC_COMPARED_SIDES; v++) {
        change->names[v] = g_strdup_printf("%s %s", tc_keyword_name(noun, lang), code);
        change->titles[v] = g_strdup(tc_part_title(proof->models[v], claim->kind, claim->index[v]));
    }
    change->clauses = g_ptr_array_new_with_free_func(clause_free);
    find_claims(proof, claim->kind, code, change);
    return change;
}

static void add_meanings(TcComparison *comparison)
{
    const TcProof *proof = comparison->proof;
    for (guint i = 0; i < proof->claims->len; i++) {
        const TcProofClaim *claim = g_ptr_array_index(proof->claims, i);
        if (claim->index[0] != TC_NO_PART && claim->index[1] != TC_NO_PART && !is_same(claim) &&
            !is_told(comparison, claim))
            g_ptr_array_add(comparison->changes,
                            change_of_claim(proof, claim, proof->models[1]->lang));
    }
}

/* ---------------------------------------------------------------------------------------------- */

/* The second side under the numbers of the first one, or NULL if it has these. */
static TcProgram *renumbered(const TcCompared *sides, const TcDiff *diff)
{
    g_autoptr(TcDiagList) heard = tc_diag_list_new(TC_LANG_EN);
    if (!tc_diff_renumbers(diff))
        return NULL;
    const TcVersionText version = {
        .lang = tc_program_model(sides[1].program)->lang, .from = INT32_MIN, .until = INT32_MAX};
    g_autoptr(TcProgram) program =
        tc_program_version(sides[1].folder, tc_outline_copy(tc_diff_second(diff)), &version, heard);
    return tc_program_model(program) ? g_steal_pointer(&program) : NULL;
}

TcProof *tc_compare_proof(const TcCompared *sides, const TcDiff *diff, const TcRun *run)
{
    const TcProgram *const programs[] = {sides[0].program, sides[1].program};
    return tc_prove_renumbered(programs, renumbered(sides, diff), run);
}

TcComparison *tc_compare(const TcCompared *sides, const TcRun *run)
{
    TcComparison *comparison = g_new0(TcComparison, 1);
    TcDiff *diff = tc_diff_new(sides[0].outline, sides[1].outline);
    comparison->diff = diff;
    comparison->changes = g_ptr_array_new_with_free_func(change_free);
    comparison->proof = tc_compare_proof(sides, diff, run);
    const GPtrArray *parts = tc_diff_parts(diff);
    for (guint i = 0; i < parts->len; i++)
        g_ptr_array_add(comparison->changes,
                        change_of(sides, comparison->proof, g_ptr_array_index(parts, i)));
    add_transitions(comparison, sides);
    add_meanings(comparison);
    return comparison;
}

void tc_comparison_free(TcComparison *comparison)
{
    if (!comparison)
        return;
    g_ptr_array_unref(comparison->changes);
    tc_proof_free(comparison->proof);
    tc_diff_free(comparison->diff);
    g_free(comparison);
}
