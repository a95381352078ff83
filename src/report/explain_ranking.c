/* Where a unit stands in a ranking, as text and as JSON. */
#include "base/number.h"
#include "report/explain_writer.h"

static char *range(uint64_t low, uint64_t high)
{
    return low == high ? g_strdup_printf("%" G_GUINT64_FORMAT, low)
                       : g_strdup_printf("%" G_GUINT64_FORMAT "–%" G_GUINT64_FORMAT, low, high);
}

/* "hạng 3–5 trong 558 đơn vị". Returns: (transfer full). */
static char *rank_words(const TcExplainWriter *writer, const TcExplainedRanking *ranking)
{
    if (!(ranking->ranked & TC_OUT_TRUE))
        return g_strdup(tc_msg(writer->lang, TC_MSG_RANK_NONE));
    g_autofree char *rank = range(ranking->best, ranking->worst);
    bool sure = ranking->ranked == TC_OUT_TRUE; /* if not, it is one more where it has a rank */
    g_autofree char *units = range(ranking->surely + (sure ? 0 : 1), ranking->perhaps);
    char *text = tc_msg_format(writer->lang, TC_MSG_EXPLAIN_RANK_OF, rank, units, NULL);
    if (sure)
        return text;
    char *both = tc_msg_format(writer->lang, TC_MSG_RANK_OR_NONE, text, NULL);
    g_free(text);
    return both;
}

static void write_number(TcExplainWriter *writer, const TcExplainedRanking *ranking)
{
    if (!ranking->least.shown) {
        if (ranking->ranked == TC_OUT_FALSE)
            tc_explain_say(writer, 2, TC_MSG_EXPLAIN_RANK_NO_NUMBER, ranking->by, NULL);
        return;
    }
    if (ranking->endless) {
        tc_explain_say(writer, 2, TC_MSG_EXPLAIN_RANKED_BY_OPEN, ranking->by, ranking->endless,
                       NULL);
        return;
    }
    g_autofree char *text = tc_explain_ends(ranking->least, ranking->most);
    g_autofree char *number =
        tc_explain_perhaps(writer, ranking->least, ranking->most,
                           tc_number_with_unit(text, ranking->unit, writer->lang));
    tc_explain_say(writer, 2, TC_MSG_EXPLAIN_RANKED_BY, ranking->by, number, NULL);
}

static void write_left_out(TcExplainWriter *writer, const TcBecause *left_out)
{
    if (!left_out || left_out->truth == TC_TRUTH_NO)
        return;
    tc_explain_line(
        writer, 2,
        g_strdup_printf("%s:", tc_msg(writer->lang, TC_MSG_EXPLAIN_NOT_APPLICABLE_WHEN)));
    tc_explain_condition(writer, 4, left_out);
}

/* Whose data could change the rank. */
static void write_open(TcExplainWriter *writer, const TcExplainedRanking *ranking)
{
    bool ranked = (ranking->ranked & TC_OUT_TRUE) != 0;
    if (!ranked || (ranking->known && ranking->best == ranking->worst))
        return;
    if (!ranking->known) {
        tc_explain_say(writer, 2, TC_MSG_EXPLAIN_RANK_OPEN, NULL);
        return;
    }
    g_autofree char *others = range(ranking->worst - ranking->best, ranking->worst - ranking->best);
    tc_explain_say(writer, 2, TC_MSG_EXPLAIN_RANK_OPEN_OTHERS, others, NULL);
}

static void write_neighbour(TcExplainWriter *writer, TcMsg msg, const TcRankNeighbour *neighbour,
                            const char *unit)
{
    if (neighbour->rank == 0)
        return;
    g_autofree char *rank = range(neighbour->rank, neighbour->rank);
    g_autofree char *value = tc_number_with_unit(neighbour->value.shown, unit, writer->lang);
    tc_explain_say(writer, 2, msg, rank, value, NULL);
}

void tc_explain_write_ranking(TcExplainWriter *writer, const TcExplainedRanking *ranking)
{
    g_autofree char *rank = rank_words(writer, ranking);
    g_autofree char *title =
        ranking->title && *ranking->title ? g_strdup_printf(" \"%s\"", ranking->title) : NULL;
    tc_explain_say(writer, 0, TC_MSG_EXPLAIN_RANKING, ranking->code, title ? title : "", rank,
                   NULL);
    tc_explain_as_of(writer, 2, ranking->as_of_today);
    write_number(writer, ranking);
    if (ranking->sharing_most > 0) {
        g_autofree char *sharing = range(ranking->sharing_least, ranking->sharing_most);
        tc_explain_say(writer, 2, TC_MSG_EXPLAIN_RANK_SHARED, sharing, NULL);
    }
    write_neighbour(writer, TC_MSG_EXPLAIN_RANK_BEFORE, &ranking->before, ranking->unit);
    write_neighbour(writer, TC_MSG_EXPLAIN_RANK_BEHIND, &ranking->behind, ranking->unit);
    write_left_out(writer, ranking->left_out);
    write_open(writer, ranking);
    tc_explain_provenance(writer, 2, ranking->about);
    g_string_append_c(writer->out, '\n');
}

/* --- JSON --- */

static void key_shown(TcJson *json, const char *name, TcShown value)
{
    tc_json_key(json, name);
    if (!value.shown) {
        tc_json_null(json);
        return;
    }
    tc_json_object(json);
    tc_json_key_text(json, "exact", value.exact);
    tc_json_key_text(json, "shown", value.shown);
    tc_json_end(json);
}

static void neighbour_member(TcJson *json, const char *name, const TcRankNeighbour *neighbour)
{
    if (neighbour->rank == 0)
        return;
    tc_json_key(json, name);
    tc_json_object(json);
    tc_json_key_count(json, "rank", neighbour->rank);
    key_shown(json, "value", neighbour->value);
    tc_json_end(json);
}

static void ranks_members(TcJson *json, const TcExplainedRanking *ranking)
{
    static const char *const ranked[] = {"", "yes", "no", "open"};
    tc_json_key_text(json, "ranked", ranked[ranking->ranked]);
    if (ranking->ranked & TC_OUT_TRUE) {
        tc_json_key_count(json, "best", ranking->best);
        tc_json_key_count(json, "worst", ranking->worst);
    }
    tc_json_key_count(json, "units_least", ranking->surely);
    tc_json_key_count(json, "units_most", ranking->perhaps);
}

void tc_explain_json_ranking(TcJson *json, const TcExplainedRanking *ranking)
{
    ranks_members(json, ranking);
    if (ranking->as_of_today)
        tc_json_key_bool(json, "as_of_today", true);
    tc_json_key_text(json, "by", ranking->by);
    key_shown(json, "least", ranking->least);
    key_shown(json, "most", ranking->most.shown ? ranking->most : ranking->least);
    if (!ranking->known || ranking->best != ranking->worst)
        return;
    tc_json_key_count(json, "sharing_least", ranking->sharing_least);
    tc_json_key_count(json, "sharing_most", ranking->sharing_most);
    neighbour_member(json, "before", &ranking->before);
    neighbour_member(json, "behind", &ranking->behind);
}
