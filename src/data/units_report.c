/* Candidates in the user's words, and why a name names no one unit. */
#include <string.h>

#include "base/msg.h"
#include "base/text.h"
#include "data/data_diags.h"
#include "data/unit_name.h"
#include "data/units.h"

enum { CANDIDATES_SHOWN = 12 };

/* "Huyện Như Thanh" in the middle of a sentence; "Như Thanh" and "TP. Thanh Hóa" stay.
 * Returns: (transfer full). */
static char *parent_words(const char *text)
{
    g_autofree char *own = tc_text_key(text, strlen(text));
    g_autofree char *bare = tc_parent_key(text);
    const char *rest = *text && strcmp(own, bare) != 0 ? g_utf8_next_char(text) : text;
    if (!g_unichar_islower(g_utf8_get_char(rest)))
        rest = text;
    g_autofree char *first = g_utf8_strdown(text, rest - text);
    return g_strconcat(first, rest, NULL);
}

static int compare_candidates(gconstpointer left, gconstpointer right, gpointer data)
{
    const TcUnit *a = tc_units_get(data, *(const uint32_t *)left);
    const TcUnit *b = tc_units_get(data, *(const uint32_t *)right);
    int order = tc_text_collate(a->name, b->name);

    if (order == 0)
        order = tc_text_collate(a->parent, b->parent);
    return order ? order : tc_code_compare(a->code, b->code);
}

/* "16264", else "dòng 12", else "". Returns: (transfer full). */
static char *mark_of(const TcUnit *unit, TcLang lang)
{
    char line[16];

    g_snprintf(line, sizeof line, "%u", unit->line);
    if (*unit->code || unit->line == 0)
        return g_strdup(unit->code);
    return tc_msg_format(lang, TC_MSG_DATA_LINE, line, NULL);
}

static void append_candidate(GString *list, const TcUnit *unit, bool named, TcLang lang)
{
    g_autofree char *parent = parent_words(unit->parent);
    g_autofree char *name = tc_unit_full_name(unit);
    g_autofree char *mark = mark_of(unit, lang);
    const char *const words[] = {named ? name : NULL, *parent ? parent : NULL};
    const gsize before = list->len;

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (words[i])
            g_string_append_printf(list, "%s%s", list->len > before ? ", " : "", words[i]);
    if (list->len > before && *mark)
        g_string_append_printf(list, " (%s)", mark);
    else if (list->len == before && *unit->code) {
        g_autofree char *code = tc_msg_format(lang, TC_MSG_UNIT_BY_CODE, unit->code, NULL);
        g_string_append(list, code);
    } else if (list->len == before)
        g_string_append(list, mark);
}

/* @named: the candidates differ in more than their district. */
static char *candidates_text(const TcUnits *units, const GArray *found, bool named, TcLang lang)
{
    g_autoptr(GArray) sorted = g_array_copy((GArray *)found);
    GString *list = g_string_new(NULL);

    g_array_sort_with_data(sorted, compare_candidates, (void *)units);
    for (guint i = 0; i < sorted->len && i < CANDIDATES_SHOWN; i++) {
        if (i > 0)
            g_string_append(list, named ? "; " : ", ");
        append_candidate(list, tc_units_get(units, g_array_index(sorted, uint32_t, i)), named,
                         lang);
    }
    if (sorted->len > CANDIDATES_SHOWN)
        g_string_append(list, ", …");
    return g_string_free(list, FALSE);
}

char *tc_units_candidates(const TcUnits *units, const GArray *found, TcLang lang)
{
    return candidates_text(units, found, true, lang);
}

/* Have all candidates one kind and name? Then they are told apart by their districts. */
static bool same_names(const TcUnits *units, const GArray *found)
{
    const TcUnit *first = tc_units_get(units, g_array_index(found, uint32_t, 0));

    for (guint i = 1; i < found->len; i++) {
        const TcUnit *unit = tc_units_get(units, g_array_index(found, uint32_t, i));
        if (!tc_text_same(unit->name, first->name) || !tc_text_same(unit->kind, first->kind))
            return false;
    }
    return true;
}

/* Do two candidates differ in nothing that a person can type: no code, one district? */
static bool some_alike(const TcUnits *units, const GArray *found)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < found->len; i++) {
        const TcUnit *unit = tc_units_get(units, g_array_index(found, uint32_t, i));
        g_autofree char *name = tc_unit_full_name(unit);
        g_autofree char *both = g_strconcat(name, "\n", unit->parent, NULL);
        if (!*unit->code && !g_hash_table_add(seen, tc_text_key(both, strlen(both))))
            return true;
    }
    return false;
}

static void report_ambiguous(const TcUnits *units, const char *wanted, const GArray *found,
                             TcDiagList *diags)
{
    bool same = same_names(units, found);
    g_autofree char *list = candidates_text(units, found, !same, tc_diag_list_lang(diags));
    g_autofree char *name =
        same ? tc_unit_full_name(tc_units_get(units, g_array_index(found, uint32_t, 0)))
             : tc_data_quote(wanted, strlen(wanted));
    TcDiagCode code = some_alike(units, found) ? TC_DIAG_UNIT_ROWS_ALIKE : TC_DIAG_UNIT_AMBIGUOUS;
    char count[16];

    g_snprintf(count, sizeof count, "%02u", found->len);
    tc_diag(diags, code, (TcSpan){0}, count, name, list, NULL);
}

static void report_similar(const TcUnits *units, const char *wanted, const GArray *found,
                           TcDiagList *diags)
{
    TcLang lang = tc_diag_list_lang(diags);
    g_autofree char *quoted = tc_data_quote(wanted, strlen(wanted));
    g_autofree char *list = candidates_text(units, found, true, lang);
    const char *where =
        tc_msg(lang, tc_units_is_register(units) ? TC_MSG_UNITS_REGISTER : TC_MSG_UNITS_DATA);

    if (found->len > 0)
        tc_diag(diags, TC_DIAG_UNIT_SIMILAR, (TcSpan){0}, quoted, list, where, NULL);
    else
        tc_diag(diags, TC_DIAG_UNIT_UNKNOWN, (TcSpan){0}, quoted, where, NULL);
}

void tc_units_report(const TcUnits *units, const char *wanted, TcUnitMatch match,
                     const GArray *found, TcDiagList *diags)
{
    g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(uint32_t));

    switch (match) {
    case TC_UNIT_FOUND:
        break;
    case TC_UNIT_AMBIGUOUS:
        report_ambiguous(units, wanted, found, diags);
        break;
    case TC_UNIT_SIMILAR:
        report_similar(units, wanted, found, diags);
        break;
    case TC_UNIT_UNKNOWN:
        tc_units_near(units, wanted, near);
        report_similar(units, wanted, near, diags);
        break;
    }
}
