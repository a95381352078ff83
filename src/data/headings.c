/* Matching of headings by the name rule, and suggestions for those that do not match. */
#include "data/headings.h"

#include <string.h>

#include "base/msg.h"
#include "base/text.h"
#include "data/words.h"

enum { SUGGESTED_FROM = 512, NAMES_SHOWN = 8, MAX_HEADING = 400 };

struct TcHeadings {
    const TcSchema *schema;
    GHashTable *columns; /* folded key -> column + 1 */
};

static void add_key(TcHeadings *headings, char *key, uint32_t column)
{
    if (g_hash_table_contains(headings->columns, key))
        g_free(key);
    else
        g_hash_table_insert(headings->columns, key, GUINT_TO_POINTER(column + 1));
}

/* "Thẩm định 3.4", "Thẩm định chỉ tiêu 3.4", "Appraisal 3.4" … */
static void add_appraisal(TcHeadings *headings, const char *code, uint32_t column)
{
    uint32_t n;
    g_autofree const char **words = tc_word_keys(TC_WORD_APPRAISAL, &n);
    g_autofree char *code_key = tc_text_key(code, strlen(code));

    for (uint32_t i = 0; i < n; i++)
        add_key(headings, g_strconcat(words[i], " ", code_key, NULL), column);
}

void tc_unknown_heading_clear(void *heading)
{
    g_free(((TcUnknownHeading *)heading)->text);
}

TcHeadings *tc_headings_new(const TcSchema *schema)
{
    TcHeadings *headings = g_new0(TcHeadings, 1);

    headings->schema = schema;
    headings->columns = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t i = 0; i < schema->n_columns; i++) {
        const TcColumnSpec *spec = &schema->columns[i];
        add_key(headings, g_strdup(spec->key), i);
        for (uint32_t a = 0; a < spec->n_aliases; a++)
            add_key(headings, g_strdup(spec->aliases[a]), i);
    }
    for (uint32_t i = 0; i < schema->n_appraised; i++)
        add_appraisal(headings, schema->appraised[i], schema->n_columns + i);
    return headings;
}

void tc_headings_free(TcHeadings *headings)
{
    if (!headings)
        return;
    g_hash_table_unref(headings->columns);
    g_free(headings);
}

static int find_field(const char *key)
{
    unsigned roles = tc_word_roles(key);

    if (roles & TC_WORD_CODE)
        return TC_FIELD_CODE;
    if (roles & TC_WORD_NAME)
        return TC_FIELD_NAME;
    if (roles & TC_WORD_PARENT)
        return TC_FIELD_PARENT;
    if (roles & TC_WORD_KIND)
        return TC_FIELD_KIND;
    return roles & TC_WORD_SOURCE ? TC_FIELD_SOURCE : TC_NO_FIELD;
}

/* A spreadsheet would take a heading such as =x for a formula, so templates write '=x. */
static bool is_guarded(const char *text, size_t length)
{
    return length > 1 && text[0] == '\'' && strchr("=+-@", text[1]);
}

TcHeadingMatch tc_headings_find(const TcHeadings *headings, const char *text, size_t length)
{
    TcHeadingMatch match = {TC_NO_COLUMN, TC_NO_FIELD};

    if (length == 0 || length > MAX_HEADING * 4 || tc_text_invalid(text, length) < length)
        return match;
    if (is_guarded(text, length))
        return tc_headings_find(headings, text + 1, length - 1);
    g_autofree char *key = tc_text_key(text, length);
    uint32_t column = GPOINTER_TO_UINT(g_hash_table_lookup(headings->columns, key));
    if (column > 0)
        match.column = (int)column - 1;
    match.field = find_field(key);
    return match;
}

/* --- suggestions --- */

typedef struct {
    const TcHeadings *headings;
    bool *named; /* columns that some diagnostic already speaks of */
    bool letters;
    uint32_t line;
    TcDataDiags *report;
} Suggesting;

static TcDataPlace heading_place(const Suggesting *suggesting, const TcUnknownHeading *unknown,
                                 char letters[TC_LETTERS])
{
    TcDataPlace place = {.line = suggesting->line, .heading = unknown->text};

    if (suggesting->letters)
        place.letter = tc_data_letters(unknown->column, letters);
    return place;
}

static void suggest_lookalike(Suggesting *suggesting, const TcUnknownHeading *unknown)
{
    g_autofree char *first = NULL;
    const char *meant = NULL;
    g_autofree char *fixed = tc_text_without_lookalikes(unknown->text, &first, &meant);
    char letters[TC_LETTERS];

    if (!fixed)
        return;
    TcHeadingMatch match = tc_headings_find(suggesting->headings, fixed, strlen(fixed));
    if (match.column == TC_NO_COLUMN && match.field == TC_NO_FIELD)
        return;
    TcDataPlace place = heading_place(suggesting, unknown, letters);
    const char *args[TC_DATA_ARGS] = {unknown->text, place.letter ? place.letter : "JSON", first,
                                      meant, fixed};
    tc_data_diag_file(suggesting->report, TC_DIAG_COLUMN_LOOKALIKE, &place, args);
    if (match.column != TC_NO_COLUMN)
        suggesting->named[match.column] = true;
}

/* The only one of @names that holds all words of @wanted in a row, or is held by it: [Tổng số hộ]
 * and [Tổng số hộ dân]. Single words are too common for that. */
static const char *find_containing(const char *wanted, const char *const *names, size_t n_names)
{
    const char *found = NULL;
    g_autofree char *key = tc_text_key(wanted, strlen(wanted));
    g_autofree char *padded = g_strconcat(" ", key, " ", NULL);

    for (size_t i = 0; i < n_names; i++) {
        g_autofree char *name = tc_text_key(names[i], strlen(names[i]));
        g_autofree char *padded_name = g_strconcat(" ", name, " ", NULL);
        bool holds = (strchr(key, ' ') && strstr(padded_name, padded)) ||
                     (strchr(name, ' ') && strstr(padded, padded_name));
        if (holds && found)
            return NULL;
        found = holds ? names[i] : found;
    }
    return found;
}

/* The unknown heading that may be meant for a column, or NULL. */
static const TcUnknownHeading *find_near(const TcHeadings *headings, uint32_t column,
                                         const GArray *unknown, const char *const *names,
                                         size_t n_names)
{
    const char *name = headings->schema->columns[column].name;
    const char *near = tc_text_suggest(name, names, n_names);
    if (!near)
        near = find_containing(name, names, n_names);
    for (size_t i = 0; near && i < n_names; i++)
        if (names[i] == near)
            return &g_array_index(unknown, TcUnknownHeading, i);
    return NULL;
}

static void suggest_near(Suggesting *suggesting, uint32_t column, const GArray *unknown,
                         const char *const *names, size_t n_names)
{
    const TcUnknownHeading *near = find_near(suggesting->headings, column, unknown, names, n_names);
    char letters[TC_LETTERS];

    if (!near)
        return;
    TcDataPlace place = heading_place(suggesting, near, letters);
    const char *args[TC_DATA_ARGS] = {suggesting->headings->schema->columns[column].name,
                                      near->text, place.letter ? place.letter : "JSON"};
    tc_data_diag_file(suggesting->report, TC_DIAG_COLUMN_NEAR, &place, args);
    suggesting->named[column] = true;
}

/* --- appraisals of no indicator --------------------------------------------------------------- */

/* The code in "Thẩm định <code>", folded. Returns: (transfer full), NULL if the heading is none. */
static char *appraised_code(const char *text)
{
    uint32_t n;
    g_autofree const char **words = tc_word_keys(TC_WORD_APPRAISAL, &n);
    g_autofree char *key = tc_text_key(text, strlen(text));
    size_t most = 0;

    for (uint32_t i = 0; i < n; i++)
        if (g_str_has_prefix(key, words[i]) && key[strlen(words[i])] == ' ')
            most = MAX(most, strlen(words[i]) + 1);
    return most > 0 ? g_strdup(key + most) : NULL;
}

static bool names_indicator(const TcSchema *schema, const char *code)
{
    for (uint32_t i = 0; i < schema->n_codes; i++) {
        g_autofree char *key = tc_text_key(schema->codes[i], strlen(schema->codes[i]));
        if (strcmp(key, code) == 0)
            return true;
    }
    return false;
}

/* "3.10" and "3,4" are meant for codes, "của huyện" is not. */
static bool looks_like_code(const char *text)
{
    return !strchr(text, ' ') && strpbrk(text, "0123456789");
}

/* An appraisal that would be passed over is a mistake: a rejection in it would be lost. */
static void report_appraisal(const Suggesting *suggesting, const TcUnknownHeading *unknown)
{
    g_autofree char *code = appraised_code(unknown->text);
    char letters[TC_LETTERS];

    if (!code)
        return;
    bool named = names_indicator(suggesting->headings->schema, code);
    if (!named && !looks_like_code(code))
        return;
    TcDataPlace place = heading_place(suggesting, unknown, letters);
    const char *args[TC_DATA_ARGS] = {unknown->text, code};
    tc_data_diag_row(suggesting->report,
                     named ? TC_DIAG_APPRAISAL_NOT_ASKED : TC_DIAG_APPRAISAL_NO_INDICATOR, &place,
                     args);
}

/* --- reports ---------------------------------------------------------------------------------- */

static void report_absent(const Suggesting *suggesting, const bool *has)
{
    const TcSchema *schema = suggesting->headings->schema;
    g_autoptr(GString) names = g_string_new(NULL);
    TcDataPlace place = {.line = suggesting->line};
    unsigned n = 0;

    for (uint32_t i = 0; i < schema->n_columns; i++) {
        if (has[i] || suggesting->named[i])
            continue;
        if (n < NAMES_SHOWN)
            g_string_append_printf(names, "%s[%s]", n ? ", " : "", schema->columns[i].name);
        n++;
    }
    if (n == 0)
        return;
    if (n > NAMES_SHOWN)
        g_string_append_printf(names, ", … (%u)", n);
    const char *args[TC_DATA_ARGS] = {names->str};
    tc_data_diag_file(suggesting->report, TC_DIAG_COLUMNS_ABSENT, &place, args);
}

void tc_headings_report(const TcHeadings *headings, const bool *has, const GArray *unknown,
                        bool letters, uint32_t line, TcDataDiags *report)
{
    uint32_t n_columns = headings->schema->n_columns;
    g_autofree bool *named = g_new0(bool, n_columns + headings->schema->n_appraised + 1);
    size_t n_names = MIN(unknown->len, (guint)SUGGESTED_FROM);
    g_autofree const char **names = g_new0(const char *, n_names + 1);
    Suggesting suggesting = {headings, named, letters, line, report};

    for (size_t i = 0; i < n_names; i++) {
        names[i] = g_array_index(unknown, TcUnknownHeading, i).text;
        suggest_lookalike(&suggesting, &g_array_index(unknown, TcUnknownHeading, i));
        report_appraisal(&suggesting, &g_array_index(unknown, TcUnknownHeading, i));
    }
    for (uint32_t i = 0; i < n_columns; i++)
        if (!has[i] && !named[i])
            suggest_near(&suggesting, i, unknown, names, n_names);
    report_absent(&suggesting, has);
}

/* "[Tổng số hộ] (cột C): [Tổng hộ]; …" of the columns that an unknown heading is near to. */
static char *near_list(const Suggesting *suggesting, const GArray *unknown)
{
    const TcHeadings *headings = suggesting->headings;
    TcLang lang = tc_diag_list_lang(suggesting->report->diags);
    size_t n_names = MIN(unknown->len, (guint)SUGGESTED_FROM), n = 0;
    g_autofree const char **names = g_new0(const char *, n_names + 1);
    GString *list = g_string_new(NULL);
    char letters[TC_LETTERS];

    for (size_t i = 0; i < n_names; i++)
        names[i] = g_array_index(unknown, TcUnknownHeading, i).text;
    for (uint32_t i = 0; i < headings->schema->n_columns && n < NAMES_SHOWN; i++) {
        const TcUnknownHeading *near = find_near(headings, i, unknown, names, n_names);
        if (!near)
            continue;
        TcDataPlace place = heading_place(suggesting, near, letters);
        g_autofree char *column =
            place.letter ? tc_msg_format(lang, TC_MSG_DATA_CELL_COLUMN, place.letter, NULL)
                         : g_strdup("");
        g_autofree char *pair = tc_msg_format(lang, TC_MSG_DATA_NEAR_PAIR, near->text, column,
                                              headings->schema->columns[i].name, NULL);
        g_string_append_printf(list, "%s%s", n++ ? "; " : "", pair);
    }
    return g_string_free(list, FALSE);
}

static bool is_figure(const char *text)
{
    return g_ascii_isdigit(*text) && text[strspn(text, "0123456789.,% ")] == '\0';
}

/* Is the first line a row of data? One figure alone may be the year of a title. */
static bool has_figures(const GArray *unknown)
{
    unsigned n = 0;
    for (guint i = 0; i < unknown->len; i++)
        n += is_figure(g_array_index(unknown, TcUnknownHeading, i).text);
    return n >= 2;
}

void tc_headings_refuse(const TcHeadings *headings, const GArray *unknown, bool letters,
                        uint32_t line, TcDataDiags *report)
{
    const TcSchema *schema = headings->schema;
    const Suggesting suggesting = {headings, NULL, letters, line, report};
    g_autofree char *near = near_list(&suggesting, unknown);
    g_autoptr(GString) names = g_string_new(NULL);
    TcDataPlace place = {.line = line};
    char number[16];

    for (uint32_t i = 0; i < schema->n_columns && i < NAMES_SHOWN; i++)
        g_string_append_printf(names, "%s[%s]", i ? ", " : "", schema->columns[i].name);
    g_snprintf(number, sizeof number, "%u", line);
    const char *args[TC_DATA_ARGS] = {number, *near ? near : names->str};
    TcDiagCode code = TC_DIAG_DATA_NO_COLUMNS;
    if (*near)
        code = TC_DIAG_DATA_COLUMNS_NEAR;
    else if (!letters)
        code = TC_DIAG_DATA_NO_KEYS;
    else if (has_figures(unknown))
        code = TC_DIAG_DATA_NO_HEADINGS;
    tc_data_diag_file(report, code, &place, args);
}
