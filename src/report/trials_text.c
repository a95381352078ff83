/* Examples as text: each failure at its place with what its parts came to, and how many there are.
 */
#include "base/msg.h"
#include "report/diag_text.h"
#include "report/trials_told.h"

uint32_t tc_trials_count(const TcTrialSet *sets, size_t n, uint32_t *failing)
{
    uint32_t all = 0;
    *failing = 0;
    for (size_t i = 0; i < n; i++) {
        all += sets[i].trials->n;
        *failing += sets[i].trials->n_failing;
    }
    return all;
}

static void write_failure(const TcTrial *trial, uint32_t expected, TcLang lang, bool colour,
                          GString *out)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(lang);
    tc_trial_diag(trial, expected, diags);
    tc_diag_text(diags, colour, out);
    tc_trial_details(trial, expected, lang, 2, out);
    g_string_append_c(out, '\n');
}

/* What nobody has reviewed proves nothing yet. */
static void write_unreviewed(const TcTrialSet *sets, size_t n, TcLang lang, GString *out)
{
    uint32_t unreviewed = 0;
    for (size_t s = 0; s < n; s++)
        for (uint32_t t = 0; t < sets[s].trials->n; t++)
            unreviewed += sets[s].trials->trials[t].example->unreviewed;
    if (unreviewed == 0)
        return;
    g_autofree char *count = g_strdup_printf("%u", unreviewed);
    g_autofree char *words = tc_msg_format(lang, TC_MSG_TEST_UNREVIEWED, count, NULL);
    g_string_append_printf(out, "%s\n", words);
}

void tc_trials_text(const TcTrialSet *sets, size_t n, TcLang lang, bool colour, GString *out)
{
    uint32_t failing;
    const uint32_t all = tc_trials_count(sets, n, &failing);
    for (size_t s = 0; s < n; s++)
        for (uint32_t t = 0; t < sets[s].trials->n; t++) {
            const TcTrial *trial = &sets[s].trials->trials[t];
            for (uint32_t e = 0; e < trial->example->n_expected && !trial->holds; e++)
                if (tc_trial_is_told(trial, e))
                    write_failure(trial, e, lang, colour, out);
        }
    g_autofree char *n_all = g_strdup_printf("%u", all);
    g_autofree char *n_holding = g_strdup_printf("%u", all - failing);
    g_autofree char *n_failing = g_strdup_printf("%u", failing);
    g_autofree char *summary =
        tc_msg_format(lang, failing ? TC_MSG_TEST_SOME_FAIL : TC_MSG_TEST_ALL_HOLD, n_all,
                      n_holding, n_failing, NULL);
    g_string_append_printf(out, "%s\n", summary);
    write_unreviewed(sets, n, lang, out);
}
