/* The versions of a rule set. See versions.h. */
#include "engine/versions.h"

#include <string.h>

static void version_free(void *data)
{
    TcVersion *version = data;
    tc_program_free(version->program);
    g_ptr_array_unref(version->decisions);
    g_ptr_array_unref(version->changes);
    g_free(version);
}

static void add_once(GPtrArray *texts, const char *text)
{
    for (guint i = 0; i < texts->len; i++)
        if (strcmp(g_ptr_array_index(texts, i), text) == 0)
            return;
    g_ptr_array_add(texts, g_strdup(text));
}

static void append_span(GString *line, TcSpan span)
{
    g_autofree char *text = tc_span_text(span);
    g_string_append(line, text);
}

char *tc_amendment_line(const TcAmendment *amendment, uint32_t index, const char *mark)
{
    const TcClause *clause = tc_text_clause(amendment->text, index);
    const TcToken *tokens = tc_clause_tokens(amendment->text, clause);
    uint32_t end = clause->starter.span.end;
    g_autoptr(GString) line = g_string_new(mark);
    append_span(line, clause->starter.span);
    for (uint32_t i = 0; i < clause->n; i++) {
        if (tokens[i].span.start > end)
            g_string_append_c(line, ' ');
        append_span(line, tokens[i].span);
        end = tokens[i].span.end;
    }
    return g_strdup(line->str);
}

/* An edit that begins on the day, or that ends with the day before. */
static void add_edit(const TcAmendment *amendment, uint32_t clause, bool begins, void *context)
{
    TcVersion *version = context;
    add_once(version->decisions, tc_amendment_named(amendment));
    g_ptr_array_add(version->changes, tc_amendment_line(amendment, clause, begins ? "" : "− "));
}

static TcVersion *version_new(TcFolder *folder, uint32_t set, int32_t day, TcDiagList *diags)
{
    TcVersion *version = g_new0(TcVersion, 1);
    version->from = day;
    version->until = INT32_MAX;
    version->program = tc_folder_program(folder, set, day, diags);
    version->decisions = g_ptr_array_new_with_free_func(g_free);
    version->changes = g_ptr_array_new_with_free_func(g_free);
    return version;
}

static TcVersion *first_version(TcFolder *folder, uint32_t set, TcDiagList *diags)
{
    TcVersion *version = version_new(folder, set, INT32_MIN, diags);
    const TcModel *model = tc_program_model(version->program);
    if (model && model->issued_with)
        g_ptr_array_add(version->decisions, g_strdup(model->issued_with));
    if (model && model->has_from)
        version->from = model->in_force_from;
    return version;
}

GPtrArray *tc_versions_of(TcFolder *folder, uint32_t set, TcDiagList *diags)
{
    GPtrArray *versions = g_ptr_array_new_with_free_func(version_free);
    g_autoptr(GArray) days = tc_folder_days(folder, set);
    TcVersion *last = first_version(folder, set, diags);
    g_ptr_array_add(versions, last);
    for (guint i = 0; i < days->len; i++) {
        const int32_t day = g_array_index(days, int32_t, i);
        TcVersion *next = version_new(folder, set, day, diags);
        tc_folder_each_edit_on(folder, set, day, add_edit, next);
        last->until = day - 1;
        last = next;
        g_ptr_array_add(versions, next);
    }
    const TcModel *model = tc_program_model(last->program);
    if (model && model->has_until)
        last->until = model->in_force_until;
    return versions;
}
