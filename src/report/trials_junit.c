/* Examples as the XML that build servers read (JUnit): a suite for each set, a case an example. */
#include "report/trials_told.h"

/* @text as the content of an element or attribute: escaped, and without the characters that XML
 * cannot hold. Returns: (transfer full). */
static char *escaped(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autoptr(GString) clean = g_string_new(NULL);
    for (const char *c = valid; *c; c = g_utf8_next_char(c)) {
        const gunichar character = g_utf8_get_char(c);
        const bool control = g_unichar_iscntrl(character) && *c != '\n' && *c != '\t';
        g_string_append_unichar(clean,
                                control || (character & 0xFFFE) == 0xFFFE ? 0xFFFD : character);
    }
    return g_markup_escape_text(clean->str, -1);
}

/* Returns: (transfer full). */
static char *place_words(const TcDiag *diag)
{
    if (diag->place)
        return g_strdup(diag->place);
    const TcPlace place = tc_source_place(diag->span.source, diag->span.start);
    return g_strdup_printf("%s:%u:%u", tc_source_name(diag->span.source), place.line, place.column);
}

static void write_failure(const TcTrial *trial, uint32_t expected, TcLang lang, GString *out)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(lang);
    g_autoptr(GString) details = g_string_new(NULL);
    const TcDiag *diag = tc_trial_diag(trial, expected, diags);
    g_autofree char *place = place_words(diag);
    g_string_append_printf(details, "%s: %s\n", place, diag->message);
    tc_trial_details(trial, expected, lang, 2, details);
    g_autofree char *message = escaped(diag->message);
    g_autofree char *text = escaped(details->str);
    g_string_append_printf(out, "      <failure type=\"%s\" message=\"%s\">%s</failure>\n",
                           tc_diag_name(diag->code), message, text);
}

static void write_case(const TcTrial *trial, TcLang lang, GString *out)
{
    const TcExample *example = trial->example;
    g_autofree char *name = tc_trial_name(trial, lang);
    g_autofree char *name_xml = escaped(name);
    g_autofree char *code = escaped(example->model->code);
    g_autofree char *file = escaped(tc_source_name(example->at.source));
    g_string_append_printf(
        out, "    <testcase name=\"%s\" classname=\"%s\" file=\"%s\" line=\"%u\"%s>\n", name_xml,
        code, file, tc_source_place(example->at.source, example->at.start).line,
        trial->holds && !example->unreviewed ? "/" : "");
    if (trial->holds && !example->unreviewed)
        return;
    if (example->unreviewed)
        g_string_append(out, "      <properties><property name=\"unreviewed\" value=\"true\"/>"
                             "</properties>\n");
    for (uint32_t e = 0; e < example->n_expected && !trial->holds; e++)
        if (tc_trial_is_told(trial, e))
            write_failure(trial, e, lang, out);
    g_string_append(out, "    </testcase>\n");
}

void tc_trials_junit(const TcTrialSet *sets, size_t n, TcLang lang, GString *out)
{
    uint32_t failing;
    const uint32_t all = tc_trials_count(sets, n, &failing);
    g_string_append_printf(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuites name=\"tieuchi\" tests=\"%u\" failures=\"%u\" errors=\"0\">\n",
        all, failing);
    for (size_t s = 0; s < n; s++) {
        g_autofree char *file = escaped(sets[s].file);
        g_string_append_printf(
            out, "  <testsuite name=\"%s\" tests=\"%u\" failures=\"%u\" errors=\"0\">\n", file,
            sets[s].trials->n, sets[s].trials->n_failing);
        for (uint32_t t = 0; t < sets[s].trials->n; t++)
            write_case(&sets[s].trials->trials[t], lang, out);
        g_string_append(out, "  </testsuite>\n");
    }
    g_string_append(out, "</testsuites>\n");
}
