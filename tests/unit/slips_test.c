/* What officials write for a clause, and what comes of it when they do as they are told: for each
 * row of tests/slips/ the edits of the messages are put in, the clause is then the one that the row
 * says, it draws no error, and it judges the row's data as what was written means. The clause must
 * stand in the message too, so that who reads it can write it. The format: tests/README.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "support/judge.h"

typedef struct {
    char *before, *after; /* of the file, around the clause */
    char *wrong, *right;  /* right: "!TC0371" where no clause is offered */
    char *data;           /* "0.6 | x: m; 0.5 | x: n", or NULL */
    unsigned line;
} Slip;

static unsigned n_wrong;

/* Says what is wrong with @slip; all of a table are told. */
G_GNUC_PRINTF(2, 3) static void tell(const Slip *slip, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    print_error("line %u: %s: %s\n", slip->line, slip->wrong, text);
    n_wrong++;
}

static void free_slip(Slip *slip)
{
    g_free(slip->before);
    g_free(slip->after);
    g_free(slip->wrong);
    g_free(slip->right);
    g_free(slip->data);
    g_free(slip);
}

/* Are they the same but for blanks and line ends? */
static bool is_same(const char *a, const char *b)
{
    g_auto(GStrv) left = g_strsplit_set(a, " \n", -1), right = g_strsplit_set(b, " \n", -1);
    char **l = left, **r = right;
    while (*l || *r) {
        if (*l && !**l)
            l++;
        else if (*r && !**r)
            r++;
        else if (g_strcmp0(*l ? *l++ : NULL, *r ? *r++ : NULL) != 0)
            return false;
    }
    return true;
}

static char *with_clause(const Slip *slip, const char *clause)
{
    return g_strconcat(slip->before, clause, slip->after, NULL);
}

/* What stands in @text where the clause was; kept as long as the program runs. */
static const char *clause_in(const Slip *slip, const char *text)
{
    size_t from = strlen(slip->before), rest = strlen(slip->after), length = strlen(text);
    g_autofree char *clause =
        length >= from + rest ? g_strndup(text + from, length - from - rest) : g_strdup(text);
    return g_intern_string(clause);
}

/* Edits from the last to the first; of two that meet the one that begins first is put in. */
static gint by_place(gconstpointer a, gconstpointer b)
{
    const TcDiag *left = *(const TcDiag *const *)a, *right = *(const TcDiag *const *)b;
    return left->edit_span.start < right->edit_span.start
               ? -1
               : left->edit_span.start > right->edit_span.start;
}

/* @text with the edits of @diags. (transfer full) */
static char *mended(const char *text, const TcDiagList *diags)
{
    g_autoptr(GPtrArray) edits = g_ptr_array_new();
    g_autoptr(GString) out = g_string_new(NULL);
    uint32_t from = 0;
    for (unsigned i = 0; i < tc_diag_list_length(diags); i++) {
        const TcDiag *diag = tc_diag_list_get(diags, i);
        if (diag->edit)
            g_ptr_array_add(edits, (gpointer)diag);
    }
    g_ptr_array_sort(edits, by_place);
    for (guint i = 0; i < edits->len; i++) {
        const TcDiag *diag = g_ptr_array_index(edits, i);
        if (diag->edit_span.start < from)
            continue;
        g_string_append_len(out, text + from, (gssize)(diag->edit_span.start - from));
        g_string_append(out, diag->edit);
        from = diag->edit_span.end;
    }
    g_string_append(out, text + from);
    return g_strdup(out->str);
}

/* Does a message of @diags have @code, and none of them an edit? */
static void check_refused(const Slip *slip, const TcDiagList *diags, const char *code)
{
    bool found = false;
    for (unsigned i = 0; i < tc_diag_list_length(diags); i++) {
        const TcDiag *diag = tc_diag_list_get(diags, i);
        found = found || strcmp(tc_diag_name(diag->code), code) == 0;
        if (diag->edit)
            tell(slip, "offers %s", diag->edit);
    }
    if (!found)
        tell(slip, "no %s", code);
}

/* Every edit can be read in the message that it belongs to. */
static void check_shown(const Slip *slip, const TcDiagList *diags)
{
    for (unsigned i = 0; i < tc_diag_list_length(diags); i++) {
        const TcDiag *diag = tc_diag_list_get(diags, i);
        g_autofree char *edit = diag->edit ? g_strstrip(g_strdup(diag->edit)) : g_strdup("");
        if (*edit && (diag->fix == NULL || strstr(diag->fix, edit) == NULL))
            tell(slip, "\"%s\" does not show \"%s\"", diag->fix, edit);
    }
}

static char *answer(const TcJudge *judge, uint32_t row)
{
    static const char states[] = "mnau", verdicts[] = "tf?u";
    bool verdict = judge->model->n_verdicts > 0;
    unsigned set = verdict ? tc_state_outcome(&judge->results->verdicts[0], row)
                           : tc_state_outcome(&judge->results->indicators[0], row);
    GString *text = g_string_new(NULL);
    for (unsigned k = 0; k < 4; k++)
        if (set >> k & 1)
            g_string_append_c(text, verdict ? verdicts[k] : states[k]);
    return g_string_free(text, FALSE);
}

static void check_row(const Slip *slip, const TcJudge *judge, uint32_t row, const char *wanted)
{
    g_autofree char *got =
        g_ascii_isdigit(*wanted) ? tc_judge_text(&judge->results->total, row) : answer(judge, row);
    if (strcmp(got, wanted) != 0)
        tell(slip, "%s: row %u gives %s, not %s", slip->right, row + 1, got, wanted);
}

static void check_meaning(const Slip *slip, const char *rules)
{
    g_auto(GStrv) rows = g_strsplit(slip->data, ";", -1);
    uint32_t n = g_strv_length(rows);
    g_autofree char **wanted = g_new0(char *, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        wanted[i] = strrchr(rows[i], ':');
        assert_non_null(wanted[i]);
        *wanted[i]++ = '\0';
        g_strstrip(wanted[i]);
    }
    TcJudge judge;
    tc_judge_start(&judge, rules, (TcRun){0});
    tc_judge_rows(&judge, (const char *const *)rows, n);
    for (uint32_t i = 0; i < n; i++)
        check_row(slip, &judge, i, wanted[i]);
    tc_judge_end(&judge);
}

static TcDocument *read_rules(const char *text, TcDiagList *diags)
{
    TcDocument *document = tc_document_new(tc_source_new("slip", text, strlen(text)), diags);
    tc_diag_list_sort(diags);
    return document;
}

static void check_slip(const Slip *slip, TcLang lang)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(lang);
    g_autofree char *wrong = with_clause(slip, slip->wrong);
    TcDocument *document = read_rules(wrong, diags);
    if (*slip->right == '!') {
        check_refused(slip, diags, slip->right + 1);
    } else {
        check_shown(slip, diags);
        g_autofree char *got = mended(wrong, diags), *right = with_clause(slip, slip->right);
        if (!is_same(got, right))
            tell(slip, "becomes %s, not %s", clause_in(slip, got), slip->right);
        g_autoptr(TcDiagList) after = tc_diag_list_new(lang);
        tc_document_free(read_rules(right, after));
        for (unsigned i = 0; i < tc_diag_list_length(after); i++)
            if (tc_diag_list_get(after, i)->severity == TC_ERROR)
                tell(slip, "%s: %s", slip->right, tc_diag_list_get(after, i)->message);
        if (slip->data && lang == TC_LANG_VI)
            check_meaning(slip, right);
    }
    tc_document_free(document);
}

/* @line with a line end for each "\\n". (transfer full) */
static char *lines_of(const char *line)
{
    GString *text = g_string_new(line);
    g_string_replace(text, "\\n", "\n", 0);
    return g_string_free(text, FALSE);
}

/* One line of a table: of the file around the clauses, a clause, or what is said of the last one.
 */
static void take_line(GPtrArray *slips, GString *file, bool *in_file, const char *line, unsigned n)
{
    Slip *last = slips->len ? g_ptr_array_index(slips, slips->len - 1) : NULL;
    if (g_str_has_prefix(line, "== ")) {
        g_string_truncate(file, 0);
        *in_file = true;
    } else if (*in_file && strcmp(line, "--") == 0) {
        *in_file = false;
    } else if (*in_file) {
        g_string_append_printf(file, "%s\n", line);
    } else if (g_str_has_prefix(line, "  = ") && last) {
        last->right = lines_of(line + 4);
    } else if (g_str_has_prefix(line, "  ") && last) {
        last->data = g_strstrip(g_strdup(line));
    } else if (*line) {
        g_auto(GStrv) parts = g_strsplit(file->str, "{}", 2);
        Slip *slip = g_new0(Slip, 1);
        *slip = (Slip){.before = g_strdup(parts[0]), .after = g_strdup(parts[1]), .line = n};
        slip->wrong = lines_of(line);
        g_ptr_array_add(slips, slip);
    }
}

static GPtrArray *read_table(const char *name)
{
    g_autofree char *path = g_build_filename(TEST_SOURCE_DIR, "tests", "slips", name, NULL);
    g_autofree char *text = NULL;
    GPtrArray *slips = g_ptr_array_new_with_free_func((GDestroyNotify)free_slip);
    g_autoptr(GString) file = g_string_new(NULL);
    bool in_file = false;
    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (unsigned i = 0; lines[i]; i++)
        take_line(slips, file, &in_file, lines[i], i + 1);
    return slips;
}

static void check_table(const char *name, unsigned least)
{
    g_autoptr(GPtrArray) slips = read_table(name);
    assert_true(slips->len >= least);
    n_wrong = 0;
    for (guint i = 0; i < slips->len; i++) {
        const Slip *slip = g_ptr_array_index(slips, i);
        assert_non_null(slip->right);
        check_slip(slip, TC_LANG_VI);
        check_slip(slip, TC_LANG_EN);
    }
    assert_int_equal(n_wrong, 0);
}

static void vietnamese(void **state)
{
    check_table("vi.slips", 120);
}

static void english(void **state)
{
    check_table("en.slips", 15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vietnamese),
        cmocka_unit_test(english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
