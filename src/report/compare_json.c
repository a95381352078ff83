/* A comparison for programs: tieuchi/diff/1 of docs/json.md. */
#include "report/compare.h"
#include "report/json_gen.h"

static const char *proved_id(const TcProofClaim *claim)
{
    static const char *const ids[TC_N_PROVED] = {
        [TC_PROVED_SAME] = "same",           [TC_PROVED_STRICTER] = "stricter",
        [TC_PROVED_LOOSER] = "looser",       [TC_PROVED_DIFFERENT] = "different",
        [TC_PROVED_UNDECIDED] = "undecided",
    };
    return claim ? ids[claim->proved] : NULL;
}

static void write_clause(TcJson *json, const TcChangedClause *clause)
{
    static const char *const aspects[TC_N_ASPECTS] = {
        [TC_ASPECT_TITLE] = "title",     [TC_ASPECT_THRESHOLD] = "threshold",
        [TC_ASPECT_FORMULA] = "formula", [TC_ASPECT_POINTS] = "points",
        [TC_ASPECT_SCOPE] = "scope",     [TC_ASPECT_DATES] = "dates",
        [TC_ASPECT_STANDING] = "status", [TC_ASPECT_SOURCE] = "source",
        [TC_ASPECT_ENTRY] = "entry",
    };
    tc_json_object(json);
    tc_json_key_text(json, "about", aspects[clause->aspect]);
    tc_json_key_text(json, "name", clause->label);
    tc_json_key_text(json, "first", clause->texts[0]);
    tc_json_key_text(json, "second", clause->texts[1]);
    tc_json_end(json);
}

static void write_change(TcJson *json, const TcChange *change)
{
    static const char *const kinds[] = {[TC_CHANGE_CHANGED] = "changed",
                                        [TC_CHANGE_ADDED] = "added",
                                        [TC_CHANGE_REPEALED] = "repealed",
                                        [TC_CHANGE_MEANS] = "means_otherwise"};
    tc_json_object(json);
    tc_json_key_text(json, "kind", kinds[change->kind]);
    tc_json_key_text(json, "part", change->noun);
    tc_json_key_text(json, "first", change->names[0]);
    tc_json_key_text(json, "second", change->names[1]);
    tc_json_key_text(json, "title", change->titles[change->names[1] ? 1 : 0]);
    tc_json_key_bool(json, "renumbered", change->renumbered);
    tc_json_key_bool(json, "moved", change->moved);
    tc_json_key_bool(json, "reordered", change->reordered);
    tc_json_key_bool(json, "words_only", change->words_only);
    tc_json_key_text(json, "proved", proved_id(change->answer));
    tc_json_key_text(json, "proved_points", proved_id(change->points));
    tc_json_key_text(json, "text", change->whole[0] ? change->whole[0] : change->whole[1]);
    tc_json_key(json, "clauses");
    tc_json_array(json);
    for (guint i = 0; i < change->clauses->len; i++)
        write_clause(json, g_ptr_array_index(change->clauses, i));
    tc_json_close(json);
    tc_json_end(json);
}

void tc_compare_json(const TcComparison *comparison, const char *const *names, GString *out)
{
    const TcForkCells *cells = comparison->proof->cells;
    g_autoptr(TcJson) json = tc_json_new(true);
    tc_json_object(json);
    tc_json_key_text(json, "schema", "tieuchi/diff/1");
    tc_json_key_text(json, "first", names[0]);
    tc_json_key_text(json, "second", names[1]);
    tc_json_key_bool(json, "no_rows", comparison->proof->no_rows);
    tc_json_key(json, "ranges_differ");
    tc_json_array(json);
    for (uint32_t i = 0; i < cells->n; i++)
        if (cells->cells[i].differs)
            tc_json_text(json, cells->cells[i].spec->name);
    tc_json_close(json);
    tc_json_key(json, "changes");
    tc_json_array(json);
    for (guint i = 0; i < comparison->changes->len; i++)
        write_change(json, g_ptr_array_index(comparison->changes, i));
    tc_json_close(json);
    tc_json_end(json);
    tc_json_take(json, out);
}
