/* Lines of an explanation, and the words for its answers and ranges. */
#include "report/explain_writer.h"
#include "report/figures.h"

#include <string.h>
#include "base/text.h"

void tc_explain_line(TcExplainWriter *writer, unsigned indent, char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    size_t column = 0;
    for (unsigned i = 0; words[i]; i++) {
        const size_t width = tc_text_width(words[i], strlen(words[i]));
        if (i > 0 && column + 1 + width <= writer->width) {
            g_string_append_c(writer->out, ' ');
            column++;
        } else {
            const unsigned margin = i > 0 ? indent + 2 : indent;
            g_string_append_printf(writer->out, "%s%*s", i > 0 ? "\n" : "", (int)margin, "");
            column = margin;
        }
        g_string_append(writer->out, words[i]);
        column += width;
    }
    g_string_append_c(writer->out, '\n');
    g_free(text);
}

void tc_explain_say(TcExplainWriter *writer, unsigned indent, TcMsg msg, ...)
{
    va_list args;
    va_start(args, msg);
    char *text = tc_text_fill_list(tc_msg(writer->lang, msg), args);
    va_end(args);
    tc_explain_line(writer, indent, text);
}

void tc_explain_say_if(TcExplainWriter *writer, unsigned indent, TcMsg msg, const char *text)
{
    if (text && *text)
        tc_explain_say(writer, indent, msg, text, NULL);
}

const char *tc_explain_truth(const TcExplainWriter *writer, TcTruth truth)
{
    static const TcMsg words[] = {[TC_TRUTH_NO] = TC_MSG_EXPLAIN_FALSE,
                                  [TC_TRUTH_YES] = TC_MSG_EXPLAIN_TRUE,
                                  [TC_TRUTH_OPEN] = TC_MSG_EXPLAIN_OPEN};
    return tc_msg(writer->lang, words[truth]);
}

char *tc_explain_difference(const TcExplainWriter *writer, char *text)
{
    if (!g_str_has_suffix(text, "%"))
        return text;
    g_auto(GStrv) parts = g_strsplit(text, "%", -1);
    g_autofree char *number = g_strjoinv("", parts);
    g_free(text);
    return tc_msg_format(writer->lang,
                         g_str_equal(number, "1") ? TC_MSG_EXPLAIN_POINT_OF_PERCENT
                                                  : TC_MSG_EXPLAIN_POINTS_OF_PERCENT,
                         number, NULL);
}

static bool are_one(TcShown least, TcShown most)
{
    return most.shown && g_str_equal(least.exact, most.exact);
}

char *tc_explain_ends(TcShown least, TcShown most)
{
    if (!most.shown || are_one(least, most))
        return g_strdup(most.shown ? most.shown : least.shown);
    return g_strconcat(least.shown, "–", most.shown, NULL);
}

char *tc_explain_perhaps(const TcExplainWriter *writer, TcShown least, TcShown most, char *text)
{
    if (!text || !are_one(least, most))
        return text;
    char *both = tc_msg_format(writer->lang, TC_MSG_FIGURE_OR_NONE, text, NULL);
    g_free(text);
    return both;
}

static void join(GString *text, const TcExplainWriter *writer, const char *word)
{
    if (text->len > 0)
        g_string_append_printf(text, " %s ", tc_msg(writer->lang, TC_MSG_EXPLAIN_OR));
    g_string_append(text, word);
}

/* Several labels, or none: then it is open among them. */
static char *grade_answer(const TcExplainWriter *writer, uint64_t answer, GString *labels)
{
    const bool one = answer != 0 && (answer & (answer - 1)) == 0;
    char *text = one ? g_strdup(labels->str)
                     : tc_msg_format(writer->lang, TC_MSG_EXPLAIN_OPEN_AMONG, labels->str, NULL);
    g_string_free(labels, TRUE);
    return text;
}

static void grade_words(const TcExplainWriter *writer, uint64_t answer, const char *const *labels,
                        GString *text)
{
    for (unsigned i = 0; i < 63; i++) {
        if (answer >> i & 1)
            join(text, writer, labels[i]);
    }
    if (answer >> 63)
        join(text, writer, tc_msg(writer->lang, TC_MSG_EXPLAIN_RULE_SILENT));
}

static void verdict_words(const TcExplainWriter *writer, uint64_t answer, GString *text)
{
    TcMsg msg = TC_MSG_EXPLAIN_VERDICT_OPEN;
    if (answer == TC_OUT_TRUE)
        msg = TC_MSG_EXPLAIN_ELIGIBLE;
    else if (answer == TC_OUT_FALSE)
        msg = TC_MSG_EXPLAIN_NOT_ELIGIBLE;
    g_string_append(text, tc_msg(writer->lang, msg));
}

static void indicator_words(const TcExplainWriter *writer, uint64_t answer, GString *text)
{
    static const struct {
        unsigned outcome;
        TcMsg msg;
    } words[] = {
        {TC_OUT_MET, TC_MSG_MET},
        {TC_OUT_NOT_MET, TC_MSG_NOT_MET},
        {TC_OUT_NOT_APPLICABLE, TC_MSG_NOT_APPLICABLE},
        {TC_OUT_UNDEFINED, TC_MSG_EXPLAIN_OPEN},
    };
    if (answer == 0)
        g_string_append(text, tc_msg(writer->lang, TC_MSG_SCORED));
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (answer & words[i].outcome)
            join(text, writer, tc_msg(writer->lang, words[i].msg));
    }
}

char *tc_explain_answer(const TcExplainWriter *writer, TcRefKind kind, uint64_t answer,
                        const char *const *labels)
{
    GString *text = g_string_new(NULL);
    if (kind == TC_REF_GRADE) {
        grade_words(writer, answer, labels, text);
        return grade_answer(writer, answer, text);
    }
    if (kind == TC_REF_VERDICT)
        verdict_words(writer, answer, text);
    else
        indicator_words(writer, answer, text);
    return g_string_free(text, FALSE);
}

char *tc_explain_title(const char *title)
{
    return title && *title ? g_strdup_printf(" \"%s\"", title) : g_strdup("");
}

void tc_explain_write_tally(TcExplainWriter *writer, unsigned indent, const TcTally *tally)
{
    if (tally->applicable_high == 0)
        return;
    g_autofree char *met = tc_figures_count(tally->met_low, tally->met_high);
    g_autofree char *of = tc_figures_count(tally->applicable_low, tally->applicable_high);
    tc_explain_say(writer, indent, TC_MSG_EXPLAIN_TALLY, met, of, NULL);
}
