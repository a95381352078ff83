/* The versions of a rule set. See versions.h. */
#include "engine/versions.h"

#include <string.h>
#include "engine/in_force.h"
#include "syntax/format.h"

static void version_free(void *data)
{
    TcVersion *version = data;
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

/* What is told of a version, in the language of its set. */
typedef struct {
    TcVersion *version;
    TcLang lang;
} Told;

/* An edit that begins on the day, or that ends with the day before. */
static void add_edit(const TcAmendment *amendment, uint32_t clause, bool begins, void *context)
{
    const Told *told = context;
    const char *mark = begins ? "" : "− ";
    const bool foreign = amendment->text->tokens.lang != told->lang;
    g_autofree char *line = foreign ? tc_format_clause(amendment->text, clause, told->lang) : NULL;
    add_once(told->version->decisions, tc_amendment_named(amendment));
    g_ptr_array_add(told->version->changes, foreign ? g_strconcat(mark, line, NULL)
                                                    : tc_amendment_line(amendment, clause, mark));
}

static uint32_t count_indicators(const TcOutline *outline)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < outline->items->len; i++) {
        const TcClause *clause = tc_outline_clause(outline, i);
        n += clause->starter.value == TC_KW_INDICATOR && tc_clause_is_head(clause);
    }
    return n;
}

/* The version of @day, as far as its end is said by the set itself. */
static TcVersion *version_new(int32_t day, const TcOutline *outline)
{
    TcVersion *version = g_new0(TcVersion, 1);
    const int32_t expires = tc_outline_day(outline, TC_KW_EXPIRES_ON, INT32_MIN);
    version->from = MAX(day, tc_outline_day(outline, TC_KW_IN_FORCE_FROM, INT32_MIN));
    version->until = expires == INT32_MIN ? INT32_MAX : expires - 1;
    version->n_indicators = count_indicators(outline);
    version->decisions = g_ptr_array_new_with_free_func(g_free);
    version->changes = g_ptr_array_new_with_free_func(g_free);
    return version;
}

static TcVersion *add_version(TcVersions *versions, const TcFolder *folder, uint32_t set,
                              int32_t day, TcDiagList *diags)
{
    g_autoptr(TcOutline) outline = tc_folder_outline(folder, set, day, diags);
    TcVersion *version = version_new(day, outline);
    g_ptr_array_add(versions->all, version);
    return version;
}

static TcVersions *versions_of(TcFolder *folder, uint32_t set, TcDiagList *diags)
{
    TcVersions *versions = g_new0(TcVersions, 1);
    versions->all = g_ptr_array_new_with_free_func(version_free);
    g_autoptr(GArray) days = tc_folder_days(folder, set);
    versions->issued = tc_folder_program(folder, set, INT32_MIN, diags);
    const TcModel *model = tc_program_model(versions->issued);
    const TcVersion *first = add_version(versions, folder, set, INT32_MIN, diags);
    if (model && model->issued_with)
        g_ptr_array_add(first->decisions, g_strdup(model->issued_with));
    for (guint i = 0; i < days->len; i++) {
        const int32_t day = g_array_index(days, int32_t, i);
        TcVersion *last = g_ptr_array_index(versions->all, i);
        last->until = MIN(last->until, day - 1);
        TcVersion *next = add_version(versions, folder, set, day, diags);
        Told told = {next, tc_folder_text(folder, set)->tokens.lang};
        tc_folder_each_edit_on(folder, set, day, add_edit, &told);
    }
    return versions;
}

/* A set that another one replaces ends with the day before that one's first. */
static void end_replaced(const TcVersions *set, const GPtrArray *sets)
{
    const TcModel *own = tc_program_model(set->issued);
    for (guint i = 0; own && i < sets->len; i++) {
        const TcVersions *other = g_ptr_array_index(sets, i);
        const TcModel *model = tc_program_model(other->issued);
        const bool replaced = model && model != own && tc_supersedes(model, own);
        for (guint k = 0; replaced && k < set->all->len; k++) {
            TcVersion *version = g_ptr_array_index(set->all, k);
            version->until = MIN(version->until, model->in_force_from - 1);
        }
    }
}

static void move_texts(GPtrArray *from, GPtrArray *to)
{
    for (guint i = from->len; i > 0; i--)
        g_ptr_array_insert(to, 0, g_strdup(g_ptr_array_index(from, i - 1)));
}

/* What is in force on no day is no version; what it says is of the next one, which begins as early.
 */
static void drop_empty(const TcVersions *set)
{
    for (guint i = 0; i < set->all->len;) {
        const TcVersion *version = g_ptr_array_index(set->all, i);
        if (version->from <= version->until) {
            i++;
            continue;
        }
        if (i + 1 < set->all->len) {
            const TcVersion *next = g_ptr_array_index(set->all, i + 1);
            move_texts(version->decisions, next->decisions);
            move_texts(version->changes, next->changes);
        }
        g_ptr_array_remove_index(set->all, i);
    }
}

static void versions_free(void *data)
{
    TcVersions *versions = data;
    tc_program_free(versions->issued);
    g_ptr_array_unref(versions->all);
    g_free(versions);
}

GPtrArray *tc_versions(TcFolder *folder, TcDiagList *diags)
{
    GPtrArray *sets = g_ptr_array_new_with_free_func(versions_free);
    for (uint32_t set = 0; set < tc_folder_n_sets(folder); set++)
        g_ptr_array_add(sets, versions_of(folder, set, diags));
    for (guint i = 0; i < sets->len; i++) {
        end_replaced(g_ptr_array_index(sets, i), sets);
        drop_empty(g_ptr_array_index(sets, i));
    }
    return sets;
}
