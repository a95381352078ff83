/* Ranks in words. */
#include "report/ranks.h"

static char *range(const TcRankingResult *ranking, uint32_t row, const char *dash)
{
    if (ranking->best[row] == ranking->worst[row])
        return g_strdup_printf("%" G_GUINT64_FORMAT, ranking->best[row]);
    return g_strdup_printf("%" G_GUINT64_FORMAT "%s%" G_GUINT64_FORMAT, ranking->best[row], dash,
                           ranking->worst[row]);
}

char *tc_rank_words(const TcResults *results, uint32_t row, uint32_t index, TcLang lang)
{
    const TcRankingResult *ranking = &results->rankings[index];
    if (!(ranking->ranked[row] & TC_OUT_TRUE))
        return g_strdup(tc_msg(lang, TC_MSG_RANK_NONE));
    char *text = range(ranking, row, "–");
    if (ranking->ranked[row] == TC_OUT_TRUE)
        return text;
    char *both = tc_msg_format(lang, TC_MSG_RANK_OR_NONE, text, NULL);
    g_free(text);
    return both;
}

char *tc_rank_plain(const TcResults *results, uint32_t row, uint32_t index)
{
    const TcRankingResult *ranking = &results->rankings[index];
    if (!(ranking->ranked[row] & TC_OUT_TRUE))
        return g_strdup("");
    g_autofree char *text = range(ranking, row, "..");
    return g_strconcat(text, ranking->ranked[row] & TC_OUT_FALSE ? "|none" : "", NULL);
}

void tc_rank_json(TcJson *json, const TcResults *results, uint32_t row, uint32_t index)
{
    static const char *const ranked[] = {"", "yes", "no", "open"};
    const TcRankingResult *ranking = &results->rankings[index];
    tc_json_key_text(json, "ranked", ranked[ranking->ranked[row]]);
    if (!(ranking->ranked[row] & TC_OUT_TRUE))
        return;
    tc_json_key(json, "rank");
    tc_json_array(json);
    tc_json_count(json, ranking->best[row]);
    tc_json_count(json, ranking->worst[row]);
    tc_json_close(json);
}

bool tc_rank_settled(const TcResults *results, uint32_t row, uint32_t index)
{
    const TcRankingResult *ranking = &results->rankings[index];
    return ranking->ranked[row] == TC_OUT_FALSE ||
           (ranking->ranked[row] == TC_OUT_TRUE && ranking->best[row] == ranking->worst[row]);
}

char *tc_rank_head(const TcModel *model, uint32_t index, TcLang lang)
{
    return model->n_rankings == 1
               ? g_strdup(tc_msg(lang, TC_MSG_HEAD_RANK))
               : tc_msg_format(lang, TC_MSG_COLUMN_RANK, model->rankings[index].code, NULL);
}
