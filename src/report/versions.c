/* Versions as a table and as JSON. See versions.h. */
#include "report/versions.h"

#include "base/date.h"
#include "base/msg.h"
#include "report/grid.h"
#include "report/json_gen.h"
#include "report/rule_text.h"

static const TcVersion *version_at(const TcVersions *versions, guint index)
{
    return g_ptr_array_index(versions->all, index);
}

static char *joined(const GPtrArray *texts)
{
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint i = 0; i < texts->len; i++)
        g_string_append_printf(all, "%s%s", i > 0 ? "; " : "",
                               (const char *)g_ptr_array_index(texts, i));
    return g_strdup(all->str);
}

/* --- table ------------------------------------------------------------------------------------ */

/* A day, or nothing where none is said. */
static const char *day_text(int32_t day, TcLang lang, char text[TC_DATE_TEXT])
{
    return day == INT32_MIN || day == INT32_MAX ? "" : tc_date_format(day, lang, text);
}

static void add_row(TcGrid *grid, const TcVersion *version, TcLang lang)
{
    char from[TC_DATE_TEXT], until[TC_DATE_TEXT];
    g_autofree char *decisions = joined(version->decisions);
    g_autofree char *changes = joined(version->changes);
    g_autofree char *count = g_strdup_printf("%u", version->n_indicators);
    tc_grid_row(grid);
    tc_grid_cell(grid, day_text(version->from, lang, from), TC_PAINT_PLAIN);
    tc_grid_cell(grid, day_text(version->until, lang, until), TC_PAINT_PLAIN);
    tc_grid_cell(grid, count, TC_PAINT_PLAIN);
    tc_grid_cell(grid, decisions, TC_PAINT_PLAIN);
    tc_grid_cell(grid, changes, TC_PAINT_PLAIN);
}

void tc_versions_table(const TcVersions *versions, TcLang lang, unsigned width, bool colour,
                       GString *out)
{
    const TcGridColumn columns[] = {
        {tc_msg(lang, TC_MSG_VERSIONS_FROM), TC_ALIGN_LEFT, false, false},
        {tc_msg(lang, TC_MSG_VERSIONS_UNTIL), TC_ALIGN_LEFT, false, true},
        {tc_msg(lang, TC_MSG_VERSIONS_COUNT), TC_ALIGN_RIGHT, false, false},
        {tc_msg(lang, TC_MSG_VERSIONS_DECISIONS), TC_ALIGN_LEFT, true, false},
        {tc_msg(lang, TC_MSG_VERSIONS_CHANGES), TC_ALIGN_LEFT, true, true},
    };
    const TcModel *model = tc_program_model(versions->issued);
    g_autoptr(TcGrid) grid = tc_grid_new(columns, G_N_ELEMENTS(columns));
    for (guint i = 0; i < versions->all->len; i++)
        add_row(grid, version_at(versions, i), lang);
    g_string_append_printf(out, "%s: %s\n\n", model->code, model->title);
    tc_grid_print(grid, width, colour, out);
    g_autofree char *known = tc_rule_known(model, lang);
    if (known)
        g_string_append_printf(out, "\n%s.\n", known);
}

/* --- JSON ------------------------------------------------------------------------------------- */

static void put_day(TcJson *json, const char *key, int32_t day)
{
    char text[TC_DATE_TEXT];
    bool said = day != INT32_MIN && day != INT32_MAX;
    tc_json_key_text(json, key, said ? tc_date_format(day, TC_LANG_EN, text) : NULL);
}

static void put_texts(TcJson *json, const char *key, const GPtrArray *texts)
{
    tc_json_key(json, key);
    tc_json_array(json);
    for (guint i = 0; i < texts->len; i++)
        tc_json_text(json, g_ptr_array_index(texts, i));
    tc_json_close(json);
}

static void put_version(TcJson *json, const TcVersion *version)
{
    tc_json_object(json);
    put_day(json, "from", version->from);
    put_day(json, "until", version->until);
    tc_json_key_count(json, "indicators", version->n_indicators);
    put_texts(json, "decisions", version->decisions);
    put_texts(json, "changes", version->changes);
    tc_json_end(json);
}

static void put_set(TcJson *json, const TcVersions *versions)
{
    const TcModel *model = tc_program_model(versions->issued);
    tc_json_object(json);
    tc_json_key_text(json, "code", model->code);
    tc_json_key_text(json, "title", model->title);
    if (model->has_known)
        put_day(json, "known_on", model->known_on);
    tc_json_key(json, "versions");
    tc_json_array(json);
    for (guint i = 0; i < versions->all->len; i++)
        put_version(json, version_at(versions, i));
    tc_json_close(json);
    tc_json_end(json);
}

void tc_versions_json(const GPtrArray *sets, GString *out)
{
    g_autoptr(TcJson) json = tc_json_new(true);
    tc_json_object(json);
    tc_json_key_text(json, "schema", "tieuchi/versions/1");
    tc_json_key(json, "sets");
    tc_json_array(json);
    for (guint i = 0; i < sets->len; i++)
        put_set(json, g_ptr_array_index(sets, i));
    tc_json_close(json);
    tc_json_end(json);
    tc_json_take(json, out);
}
