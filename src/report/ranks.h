/* Ranks in words. */
#ifndef TC_REPORT_RANKS_H
#define TC_REPORT_RANKS_H

#include "report/figures.h"
#include "report/json_gen.h"

/* "3"; "3–5" while it is open; "không xếp hạng", or both while that is open. Returns: (transfer
 * full). */
char *tc_rank_words(const TcResults *results, uint32_t row, uint32_t ranking, TcLang lang);
/* The same for programs: "3", "3..5", "" and "3..5|none". Returns: (transfer full). */
char *tc_rank_plain(const TcResults *results, uint32_t row, uint32_t ranking);
/* The members `ranked` and `rank` of an object. */
void tc_rank_json(TcJson *json, const TcResults *results, uint32_t row, uint32_t ranking);
/* Is it certain? */
bool tc_rank_settled(const TcResults *results, uint32_t row, uint32_t ranking);

/* "Hạng" of the only ranking, "Hạng X" of several. Returns: (transfer full). */
char *tc_rank_head(const TcModel *model, uint32_t ranking, TcLang lang);

#endif
