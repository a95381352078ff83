/* The least sets of indicators that turn a verdict, as text. */
#include "report/explain_writer.h"

/* "3.4; 3.5". */
char *tc_explain_codes(const TcExplainWriter *writer, const uint32_t *indicators, uint32_t n)
{
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; i < n; i++)
        g_string_append_printf(text, "%s%s", i ? "; " : "",
                               writer->explanation->indicators[indicators[i]].code);
    return g_string_free(text, FALSE);
}

/* "thêm được tối đa 20,5 điểm" of a verdict on points, of a penalty "bớt điểm trừ, thêm được …";
 * NULL: it adds none. */
static char *gain_of(const TcExplainWriter *writer, const TcLeastSets *sets, uint32_t indicator)
{
    const char *gain = sets->gains ? sets->gains[indicator].shown : NULL;
    static const TcMsg msgs[2][2] = {
        {TC_MSG_EXPLAIN_GAIN, TC_MSG_EXPLAIN_GAIN_SHARE},
        {TC_MSG_EXPLAIN_GAIN_PENALTY, TC_MSG_EXPLAIN_GAIN_PENALTY_SHARE}};
    const bool penalty = writer->explanation->model->indicators[indicator].penalty;
    if (!gain)
        return NULL;
    g_autofree char *amount = tc_explain_difference(writer, g_strdup(gain));
    return tc_msg_format(writer->lang, msgs[penalty][sets->gains_share], amount, NULL);
}

/* "còn thiếu 37 hộ", and what that may add; NULL: nothing to say. What meets an indicator with a
 * clause of points of its own need not earn all that it can add: that alone is told. */
static char *effort_of(const TcExplainWriter *writer, const TcLeastSets *sets, uint32_t indicator)
{
    const TcExplainedIndicator *of = &writer->explanation->indicators[indicator];
    char *gain = gain_of(writer, sets, indicator);
    const bool by_clause = writer->explanation->model->indicators[indicator].points;
    char *effort = sets->points_alone || (gain && by_clause) ? NULL : tc_explain_effort(writer, of);
    if (!effort || !gain)
        return effort ? effort : gain;
    char *both = g_strdup_printf("%s, %s", effort, gain);
    g_free(effort);
    g_free(gain);
    return both;
}

/* "3.4 (còn thiếu 37 hộ); 3.5". */
static char *with_efforts(const TcExplainWriter *writer, const TcLeastSets *sets,
                          const uint32_t *indicators, uint32_t n)
{
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; i < n; i++) {
        g_autofree char *effort = effort_of(writer, sets, indicators[i]);
        g_string_append_printf(text, "%s%s", i ? "; " : "",
                               writer->explanation->indicators[indicators[i]].code);
        if (effort)
            g_string_append_printf(text, " (%s)", effort);
    }
    return g_string_free(text, FALSE);
}

static void write_impossible(TcExplainWriter *writer, unsigned indent, const TcLeastSets *sets)
{
    g_autofree char *stuck = tc_explain_codes(writer, sets->stuck, sets->n_stuck);
    tc_explain_say(writer, indent,
                   sets->gains ? TC_MSG_EXPLAIN_CANNOT_EARN : TC_MSG_EXPLAIN_CANNOT_TURN, NULL);
    tc_explain_say_if(writer, indent + 2, TC_MSG_EXPLAIN_STUCK, stuck);
}

static void write_choice(TcExplainWriter *writer, unsigned indent, const TcLeastSets *sets,
                         const TcChoiceOfSet *choice)
{
    g_autofree char *pick = g_strdup_printf("%u", choice->pick);
    g_autofree char *of = g_strdup_printf("%u", choice->n_of);
    g_autofree char *codes = with_efforts(writer, sets, choice->of, choice->n_of);
    g_autofree char *words =
        choice->pick == choice->n_of
            ? tc_msg_format(writer->lang, TC_MSG_EXPLAIN_FOR_EXAMPLE, codes, NULL)
            : tc_msg_format(writer->lang, TC_MSG_EXPLAIN_CHOICE, pick, of, codes, NULL);
    tc_explain_line(writer, indent, g_strdup_printf("- %s", words));
}

/* "đạt thêm ít nhất 3 chỉ tiêu" behind @head; of points "thêm điểm ở ít nhất 3 chỉ tiêu". */
static void write_size(TcExplainWriter *writer, unsigned indent, const TcLeastSets *sets,
                       TcMsg head)
{
    static const TcMsg msgs[2][2] = {{TC_MSG_EXPLAIN_LEAST_MET, TC_MSG_EXPLAIN_ENOUGH_MET},
                                     {TC_MSG_EXPLAIN_LEAST_EARN, TC_MSG_EXPLAIN_ENOUGH_EARN}};
    const TcMsg msg = msgs[sets->gains != NULL][sets->fewer_may];
    g_autofree char *size = g_strdup_printf("%u", sets->size);
    g_autofree char *words = tc_msg_format(writer->lang, msg, size, NULL);
    tc_explain_say(writer, indent, head, words, NULL);
}

static void write_found(TcExplainWriter *writer, unsigned indent, const TcLeastSets *sets,
                        TcMsg head)
{
    write_size(writer, indent, sets, head);
    if (sets->n_core > 0) {
        g_autofree char *core = with_efforts(writer, sets, sets->core, sets->n_core);
        g_autofree char *words = tc_msg_format(writer->lang, TC_MSG_EXPLAIN_CORE, core, NULL);
        tc_explain_line(writer, indent + 2, g_strdup_printf("- %s", words));
    }
    for (uint32_t i = 0; i < sets->n_choices; i++)
        write_choice(writer, indent + 2, sets, &sets->choices[i]);
    if (sets->together) {
        g_autofree char *way = tc_explain_way_words(writer, sets->together);
        g_autofree char *words = tc_msg_format(writer->lang, TC_MSG_EXPLAIN_TOGETHER, way, NULL);
        tc_explain_line(writer, indent + 2, g_strdup_printf("- %s", words));
    }
    if (sets->other_shapes)
        tc_explain_line(writer, indent + 2,
                        g_strdup_printf("- %s", tc_msg(writer->lang, TC_MSG_EXPLAIN_OTHER_SHAPES)));
}

void tc_explain_sets(TcExplainWriter *writer, unsigned indent, const TcLeastSets *sets, TcMsg head)
{
    g_autofree char *tried = g_strdup_printf("%u", sets->tried);
    switch (sets->status) {
    case TC_SETS_NONE:
        break;
    case TC_SETS_IMPOSSIBLE:
        write_impossible(writer, indent, sets);
        break;
    case TC_SETS_BUDGET:
        tc_explain_say(writer, indent, TC_MSG_EXPLAIN_SETS_BUDGET, tried, NULL);
        break;
    case TC_SETS_FOUND:
        if (sets->size == 0)
            tc_explain_say(writer, indent, TC_MSG_EXPLAIN_LEAST_NONE, NULL);
        else
            write_found(writer, indent, sets, head);
        break;
    }
}
