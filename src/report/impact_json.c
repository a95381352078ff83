/* An impact for programs: tieuchi/impact/1. See impact.h. */
#include "report/impact_internal.h"
#include "report/json.h"
#include "report/ranks.h"

static const char *const sides[] = {"before", "after"};

/* --- head ------------------------------------------------------------------------------------- */

static void put_version(const TcImpactPage *page, int side, TcJson *json)
{
    tc_json_key(json, sides[side]);
    tc_json_object(json);
    tc_json_key_text(json, "rules", page->names[side]);
    tc_json_set(json, tc_program_model(page->impact->programs[side]));
    tc_json_end(json);
}

void tc_impact_json_clause(const TcImpactPage *page, uint32_t index, TcJson *json)
{
    static const char *const kinds[] = {
        [TC_CLAUSE_BEGINS] = "begins",   [TC_CLAUSE_ENDS] = "ends",
        [TC_CLAUSE_CHANGED] = "changed", [TC_CLAUSE_ADDED] = "added",
        [TC_CLAUSE_REMOVED] = "removed", [TC_CLAUSE_REST] = "rest"};
    const TcClauseBetween *clause = tc_between_clause(page->impact->between, index);
    tc_json_object(json);
    tc_json_key_count(json, "number", index + 1);
    tc_json_key_text(json, "kind", kinds[clause->kind]);
    tc_json_key_text(json, "words", clause->words);
    tc_json_key_text(json, "decision", clause->decision);
    tc_json_key_bool(json, "idle", clause->idle);
    tc_json_key_text(json, "file", tc_source_name(clause->place.source));
    tc_json_key_count(json, "line",
                      tc_source_place(clause->place.source, clause->place.start).line);
    tc_json_end(json);
}

void tc_impact_json_begin(const TcImpactPage *page, GString *out)
{
    g_autoptr(TcJson) json = tc_json_new(false);
    tc_json_object(json);
    tc_json_key_text(json, "schema", "tieuchi/impact/1");
    put_version(page, 0, json);
    put_version(page, 1, json);
    tc_json_run(json, &page->run);
    tc_json_key(json, "clauses");
    tc_json_array(json);
    for (uint32_t i = 0; i < tc_between_n(page->impact->between); i++)
        tc_impact_json_clause(page, i, json);
    tc_json_close(json);
    tc_json_key(json, "units");
    tc_json_array(json);
    tc_json_take(json, out);
    g_string_append_c(out, '\n');
}

/* --- a unit ----------------------------------------------------------------------------------- */

const char *tc_impact_kind_id(const TcImpactAnswer *answer)
{
    return answer->kind == TC_REF_VERDICT ? "verdict"
           : answer->kind == TC_REF_GRADE ? "grade"
                                          : "indicator";
}

static void put_part(const TcImpactPage *page, uint32_t index, TcJson *json)
{
    const TcImpactAnswer *answer = tc_impact_answer(page->impact, index);
    tc_json_key_text(json, "kind", tc_impact_kind_id(answer));
    tc_json_key_text(json, "code", answer->code);
}

static void put_clauses(TcClauses set, TcJson *json)
{
    tc_json_array(json);
    for (uint32_t i = 0; i < TC_CLAUSES_MAX; i++)
        if (set >> i & 1)
            tc_json_count(json, i + 1);
    tc_json_close(json);
}

void tc_impact_json_cause(const TcImpactPage *page, uint32_t index, TcJson *json)
{
    const TcCause *cause = tc_impact_cause(page->impact, index);
    tc_json_object(json);
    tc_json_key(json, "sets");
    tc_json_array(json);
    for (uint32_t i = 0; i < cause->n; i++)
        put_clauses(cause->sets[i], json);
    tc_json_close(json);
    if (cause->partial)
        tc_json_key_bool(json, "partial", true);
    tc_json_end(json);
}

static void put_turn(const TcImpactPage *page, const TcImpactTurn *turn, TcJson *json)
{
    tc_json_key_text(json, "before", tc_impact_can_id(page->impact, turn->answer, turn->before));
    tc_json_key_text(json, "after", tc_impact_can_id(page->impact, turn->answer, turn->after));
    tc_json_key(json, "cause");
    tc_impact_json_cause(page, turn->cause, json);
}

static void put_figures(const char *key, const char *before, const char *after, TcJson *json)
{
    tc_json_key(json, key);
    tc_json_object(json);
    tc_json_key_text(json, "before", before);
    tc_json_key_text(json, "after", after);
    tc_json_end(json);
}

static void put_near(const TcImpactPage *page, const GPtrArray *list, TcJson *json)
{
    tc_json_key(json, "near");
    tc_json_array(json);
    for (guint i = 0; i < list->len; i++) {
        const TcImpactNear *near = g_ptr_array_index(list, i);
        tc_json_object(json);
        put_part(page, near->answer, json);
        tc_json_key_text(json, "before",
                         tc_impact_can_id(page->impact, near->answer, near->before));
        tc_json_key_text(json, "lacking", near->amount);
        tc_json_end(json);
    }
    tc_json_close(json);
}

/* Where the unit stands by the first ranking of each version; without one `null`. */
static void put_ranks(const TcImpactUnit *unit, TcJson *json)
{
    tc_json_key(json, "rank");
    tc_json_object(json);
    for (int side = 0; side < 2; side++) {
        tc_json_key(json, sides[side]);
        if (unit->results[side]->model->n_rankings == 0) {
            tc_json_null(json);
            continue;
        }
        tc_json_object(json);
        tc_rank_json(json, unit->results[side], unit->rows[side], 0);
        tc_json_end(json);
    }
    tc_json_end(json);
}

void tc_impact_json_unit(TcImpactPage *page, const TcImpactUnit *unit, bool *any, GString *out)
{
    const bool moved = tc_impact_differs(page, unit, tc_impact_rank);
    const bool scores_differ = tc_impact_differs(page, unit, tc_impact_points);
    g_autoptr(GPtrArray) near = tc_impact_near(page, unit);
    if (unit->n_turns == 0 && !scores_differ && !moved && near->len == 0)
        return;
    g_autoptr(TcJson) json = tc_json_new(false);
    tc_json_object(json);
    tc_json_key_text(json, "code", unit->info->code);
    tc_json_key_text(json, "name", unit->info->name);
    tc_json_key_text(json, "parent", unit->info->parent);
    tc_json_key(json, "changes");
    tc_json_array(json);
    for (uint32_t i = 0; i < unit->n_turns; i++) {
        tc_json_object(json);
        put_part(page, unit->turns[i].answer, json);
        put_turn(page, &unit->turns[i], json);
        tc_json_end(json);
    }
    tc_json_close(json);
    g_autofree char *before = tc_impact_points(page, unit, 0);
    g_autofree char *after = tc_impact_points(page, unit, 1);
    if (scores_differ)
        put_figures("points", before, after, json);
    if (moved)
        put_ranks(unit, json);
    if (near->len > 0)
        put_near(page, near, json);
    tc_json_end(json);
    g_string_append(out, *any ? ",\n" : "");
    tc_json_take(json, out);
    *any = true;
}

/* --- summary ---------------------------------------------------------------------------------- */

static void put_counts(const TcImpactPage *page, const TcImpactSums *sums, uint32_t answer,
                       int side, TcJson *json)
{
    tc_json_key(json, sides[side]);
    tc_json_object(json);
    for (uint32_t can = 0; can < page->impact->n_can; can++) {
        const uint64_t n = tc_impact_had(page->impact, sums, answer, side, can);
        const char *id = tc_impact_can_id(page->impact, answer, can);
        if (n > 0)
            tc_json_key_count(json, id ? id : "open", n);
    }
    tc_json_end(json);
}

static void put_parents(const TcImpactPage *page, uint32_t answer, TcJson *json)
{
    const TcImpact *impact = page->impact;
    tc_json_key(json, "parents");
    tc_json_array(json);
    for (guint i = 0; i < impact->parents->len; i++) {
        const TcImpactSums *sums = g_ptr_array_index(impact->parents, i);
        tc_json_object(json);
        tc_json_key_text(json, "name", sums->name);
        tc_json_key_count(json, "units", sums->n_units);
        put_counts(page, sums, answer, 0, json);
        put_counts(page, sums, answer, 1, json);
        if (tc_impact_answer(impact, answer)->kind == TC_REF_VERDICT) {
            tc_json_key_count(json, "gained", tc_impact_gained(impact, sums, answer));
            tc_json_key_count(json, "lost", tc_impact_lost(impact, sums, answer));
        }
        tc_json_end(json);
    }
    tc_json_close(json);
}

static void put_answer(const TcImpactPage *page, uint32_t index, TcJson *json)
{
    const TcImpact *impact = page->impact;
    const TcImpactAnswer *answer = tc_impact_answer(impact, index);
    g_autoptr(GArray) turns = tc_impact_turns_of(impact, index);
    tc_json_object(json);
    put_part(page, index, json);
    tc_json_key_text(json, "title", answer->title);
    tc_json_key_text(json, "in",
                     tc_impact_can_turn(answer)    ? "both"
                     : answer->after == TC_NO_PART ? "before"
                                                   : "after");
    if (answer->kind == TC_REF_INDICATOR)
        tc_json_key_bool(json, "amended", tc_impact_fate(impact, index) == TC_FATE_AMENDED);
    if (answer->before != TC_NO_PART)
        put_counts(page, &impact->all, index, 0, json);
    if (answer->after != TC_NO_PART)
        put_counts(page, &impact->all, index, 1, json);
    tc_json_key(json, "turns");
    tc_json_array(json);
    for (guint i = 0; i < turns->len; i++) {
        const TcTurnCount *count = &g_array_index(turns, TcTurnCount, i);
        tc_json_object(json);
        put_turn(page, &count->turn, json);
        tc_json_key_count(json, "units", count->n);
        tc_json_end(json);
    }
    tc_json_close(json);
    if (answer->kind != TC_REF_INDICATOR && tc_impact_can_turn(answer))
        put_parents(page, index, json);
    tc_json_end(json);
}

static void put_points(const TcImpactPage *page, TcJson *json)
{
    const TcImpact *impact = page->impact;
    tc_json_key(json, "points");
    tc_json_object(json);
    tc_json_key_count(json, "more", impact->n_more);
    tc_json_key_count(json, "less", impact->n_less);
    tc_json_key_count(json, "same", impact->n_same);
    tc_json_key_count(json, "open", impact->n_points_open);
    g_autofree char *sum = tc_number_exact(impact->gained, TC_LANG_EN);
    tc_json_key_text(json, "sum_of_changes", sum);
    tc_json_end(json);
}

void tc_impact_json_end(const TcImpactPage *page, GString *out)
{
    const TcImpact *impact = page->impact;
    g_autoptr(TcJson) json = tc_json_new(false);
    tc_json_object(json);
    tc_json_key_count(json, "units", impact->all.n_units);
    tc_json_key(json, "bundles");
    tc_json_array(json);
    for (guint i = 0; i < impact->bundles->len; i++)
        put_clauses(g_array_index(impact->bundles, TcClauses, i), json);
    tc_json_close(json);
    if (tc_impact_scores(impact))
        put_points(page, json);
    if (page->sweep)
        tc_sweep_json(page->sweep, json);
    tc_json_key(json, "answers");
    tc_json_array(json);
    for (guint i = 0; i < impact->answers->len; i++)
        put_answer(page, i, json);
    tc_json_close(json);
    tc_json_end(json);
    g_string_append(out, "\n],\"summary\":");
    tc_json_take(json, out);
    g_string_append(out, "}\n");
}
