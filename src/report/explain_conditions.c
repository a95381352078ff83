/* Trees of conditions as text. */
#include "base/number.h"
#include "report/explain_writer.h"
#include "report/figures.h"

/* "(thực tế: không)": what the sides came to, where the words do not show it. */
static char *came_to(const TcExplainWriter *writer, const TcBecause *because)
{
    g_autofree char *left = tc_explain_perhaps(writer, because->left, because->left_most,
                                               tc_explain_ends(because->left, because->left_most));
    const char *right = because->right.shown;
    const bool unknown = left && !because->left.exact;
    if (unknown && !right && because->truth == TC_TRUTH_OPEN)
        return g_strdup(""); /* the truth says so */
    if (left && right)
        return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_CAME_TO_BOTH, left, right, NULL);
    if (left || right)
        return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_CAME_TO, left ? left : right, NULL);
    return g_strdup("");
}

/* A number of points, or of percentage points of a share. */
static char *amount_of(const TcExplainWriter *writer, const TcBecause *because, TcShown amount)
{
    if (because->missing_share)
        return tc_explain_difference(writer, g_strdup(amount.shown));
    return tc_number_with_unit(amount.shown, tc_msg(writer->lang, TC_MSG_EXPLAIN_OF_POINTS),
                               writer->lang);
}

/* ", còn thiếu 40,5 điểm", ", còn thiếu từ 24 đến 44 điểm": of points that are too few. */
static char *missing_words(const TcExplainWriter *writer, const TcBecause *because)
{
    if (!because->missing.shown)
        return g_strdup("");
    g_autofree char *least = amount_of(writer, because, because->missing);
    if (because->missing_most.shown) {
        g_autofree char *most = amount_of(writer, because, because->missing_most);
        return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_MISSING_SPAN,
                             because->missing_share ? least : because->missing.shown, most, NULL);
    }
    return tc_msg_format(writer->lang,
                         because->missing_beyond ? TC_MSG_EXPLAIN_MISSING_OVER
                                                 : TC_MSG_EXPLAIN_MISSING,
                         least, NULL);
}

static char *tally_words(const TcExplainWriter *writer, TcState state, const TcTally *tally)
{
    static const TcMsg msgs[TC_N_STATES] = {
        [TC_STATE_MET] = TC_MSG_EXPLAIN_COUNTED,
        [TC_STATE_NOT_MET] = TC_MSG_EXPLAIN_COUNTED_NOT_MET,
        [TC_STATE_NOT_APPLICABLE] = TC_MSG_EXPLAIN_COUNTED_APART,
        [TC_STATE_APPLICABLE] = TC_MSG_EXPLAIN_COUNTED_APPLICABLE,
        [TC_STATE_MISSING] = TC_MSG_EXPLAIN_COUNTED_MISSING,
        [TC_STATE_AWAITS] = TC_MSG_EXPLAIN_COUNTED_AWAITS,
    };
    g_autofree char *met = tc_figures_count(tally->met_low, tally->met_high);
    g_autofree char *of = tc_figures_count(tally->applicable_low, tally->applicable_high);
    g_autofree char *words = tc_msg_format(writer->lang, msgs[state], met, of, NULL);
    return g_strdup_printf(" (%s)", words);
}

/* "lần lượt một trong (theo a hoặc b)". */
static char *first_words(const TcExplainWriter *writer, const TcBecause *because)
{
    GString *letters = g_string_new(NULL);
    for (uint32_t i = 0; i < because->n_by; i++)
        g_string_append_printf(letters, "%s%s%s%s", i ? " " : "",
                               i ? tc_msg(writer->lang, TC_MSG_EXPLAIN_OR) : "", i ? " " : "",
                               because->by[i]);
    g_autofree char *text = g_string_free(letters, FALSE);
    g_autofree char *by =
        *text ? tc_msg_format(writer->lang, TC_MSG_EXPLAIN_BY_LETTER, text, NULL) : g_strdup("");
    return g_strconcat(tc_msg(writer->lang, TC_MSG_EXPLAIN_FIRST_OF), by, NULL);
}

static char *words_of(const TcExplainWriter *writer, const TcBecause *because)
{
    const char *text = because->text ? because->text : "";
    g_autofree char *wanted = g_strdup_printf("%u", because->wanted);
    switch (because->kind) {
    case TC_BECAUSE_ALL:
        return g_strdup(tc_msg(writer->lang, TC_MSG_EXPLAIN_ALL_OF));
    case TC_BECAUSE_ANY:
        return g_strdup(tc_msg(writer->lang, TC_MSG_EXPLAIN_ONE_OF));
    case TC_BECAUSE_FIRST:
        return first_words(writer, because);
    case TC_BECAUSE_AT_LEAST:
        return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_SOME_OF, wanted, NULL);
    case TC_BECAUSE_NOT:
        return g_strdup(tc_msg(writer->lang, TC_MSG_EXPLAIN_NOT_THIS));
    case TC_BECAUSE_CASE:
        return g_strdup(tc_msg(writer->lang, TC_MSG_EXPLAIN_BY_CASE));
    case TC_BECAUSE_COUNT:
    case TC_BECAUSE_CONDITION:
        break;
    }
    g_autofree char *fact = because->kind == TC_BECAUSE_COUNT
                                ? tally_words(writer, because->state, &because->tally)
                                : came_to(writer, because);
    return g_strconcat(text, fact, NULL);
}

/* Letters stand as in the decision, cases with their word. */
static char *label_of(const TcExplainWriter *writer, const TcBecause *because, bool of_case)
{
    if (!because->label)
        return g_strdup("");
    if (!of_case)
        return g_strdup_printf("%s) ", because->label);
    if (*because->label)
        return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_IN_CASE, because->label, NULL);
    return g_strdup(tc_msg(writer->lang, TC_MSG_EXPLAIN_OTHERWISE));
}

static void write_condition(TcExplainWriter *writer, unsigned indent, const TcBecause *because,
                            bool of_case)
{
    g_autofree char *words = words_of(writer, because);
    g_autofree char *label = label_of(writer, because, of_case);
    g_autofree char *missing = missing_words(writer, because);
    tc_explain_line(writer, indent,
                    g_strdup_printf("- %s%s: %s%s", label, words,
                                    tc_explain_truth(writer, because->truth), missing));
    for (uint32_t i = 0; i < because->n_children; i++)
        write_condition(writer, indent + 2, because->children[i], because->kind == TC_BECAUSE_CASE);
}

void tc_explain_condition(TcExplainWriter *writer, unsigned indent, const TcBecause *because)
{
    write_condition(writer, indent, because, false);
}
