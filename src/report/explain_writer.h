/* Inside of the text report of an explanation: lines, their indentation and words. */
#ifndef TC_REPORT_EXPLAIN_WRITER_H
#define TC_REPORT_EXPLAIN_WRITER_H

#include "base/msg.h"
#include "report/explain.h"
#include "report/json_gen.h"

typedef struct {
    const TcExplanation *explanation;
    TcLang lang;
    unsigned width;
    GString *out;
} TcExplainWriter;

/* A line of @text, broken between words where it is too long; what follows hangs by two. Frees
 * @text. */
void tc_explain_line(TcExplainWriter *writer, unsigned indent, char *text);
/* The text of @msg with its arguments, as a line. */
void tc_explain_say(TcExplainWriter *writer, unsigned indent, TcMsg msg,
                    ...) G_GNUC_NULL_TERMINATED;
/* The same if @text is there, which is the one argument. */
void tc_explain_say_if(TcExplainWriter *writer, unsigned indent, TcMsg msg, const char *text);

/* "70–100": both ends of what is open, or the one number (transfer full); NULL: there is nothing.
 */
char *tc_explain_ends(TcShown least, TcShown most);
/* A difference of shares, "44,01%" or "10%–44,01%", as "44,01 điểm phần trăm"; any other number as
 * it is. Frees @text. Returns: (transfer full). */
char *tc_explain_difference(const TcExplainWriter *writer, char *text);
/* What says that number: with "hoặc chưa rõ" where it is open though its ends are one. Frees @text.
 * Returns: (transfer full). */
char *tc_explain_perhaps(const TcExplainWriter *writer, TcShown least, TcShown most, char *text);
/* A title behind its code, in quotes; "" without one. Returns: (transfer full). */
char *tc_explain_title(const char *title);
/* How many are met, of how many that apply: a line, where any may. */
void tc_explain_write_tally(TcExplainWriter *writer, unsigned indent, const TcTally *tally);
const char *tc_explain_truth(const TcExplainWriter *writer, TcTruth truth);
/* What a set of outcomes of an indicator, verdict or grade (of @labels) is called. Returns:
 * (transfer full). */
char *tc_explain_answer(const TcExplainWriter *writer, TcRefKind kind, uint64_t answer,
                        const char *const *labels);

/* explain_conditions.c */
void tc_explain_condition(TcExplainWriter *writer, unsigned indent, const TcBecause *because);
/* explain_definitions.c: the definitions that its conditions do not open. */
void tc_explain_write_definitions(TcExplainWriter *writer, unsigned indent,
                                  const TcExplainedIndicator *indicator);
/* explain_sets.c: codes in a row (transfer full), and the least sets that turn a verdict; @head
 * says when they do. */
char *tc_explain_codes(const TcExplainWriter *writer, const uint32_t *indicators, uint32_t n);
void tc_explain_sets(TcExplainWriter *writer, unsigned indent, const TcLeastSets *sets, TcMsg head);
/* explain_gaps.c: what is missing. */
void tc_explain_ways(TcExplainWriter *writer, unsigned indent,
                     const TcExplainedIndicator *indicator);
/* "cần 1.200 hộ; còn thiếu 37 hộ" when that is all there is to say of the gap, else NULL. Returns:
 * (transfer full). */
char *tc_explain_short_gap(const TcExplainWriter *writer, const TcExplainedIndicator *indicator);
/* Does that say all: no cells to choose from? */
bool tc_explain_gap_is_told(const TcExplainWriter *writer, const TcExplainedIndicator *indicator);
/* "[A]: còn thiếu 37 hộ (từ 1.163 lên 1.200 hộ); [B] …". Returns: (transfer full). */
char *tc_explain_way_words(const TcExplainWriter *writer, const TcExplainedWay *way);
/* "còn thiếu 37 hộ", for lists. Returns: (transfer full) or NULL. */
char *tc_explain_effort(const TcExplainWriter *writer, const TcExplainedIndicator *indicator);
/* What would earn more points, and one such change: "thêm 5 điểm, thành 15: …" (transfer full). */
void tc_explain_more(TcExplainWriter *writer, unsigned indent, const TcExplainedSteps *more);
char *tc_explain_step(const TcExplainWriter *writer, const TcExplainedStep *step);
/* explain_missing.c: what could settle an open answer. */
void tc_explain_cells(TcExplainWriter *writer, unsigned indent, const TcExplainedCell *cells,
                      uint32_t n);
void tc_explain_opens(TcExplainWriter *writer, unsigned indent, const TcOpenness *openness,
                      TcRefKind kind, const char *const *labels);

/* explain_ranking.c */
void tc_explain_write_ranking(TcExplainWriter *writer, const TcExplainedRanking *ranking);
/* Its members behind code and title, but provenance, into an object of JSON. */
void tc_explain_json_ranking(TcJson *json, const TcExplainedRanking *ranking);
/* explain_groups.c: how the total adds up by groups, a line; then those that state texts. */
void tc_explain_write_adding(TcExplainWriter *writer);
void tc_explain_write_groups(TcExplainWriter *writer);
/* explain_criteria.c */
void tc_explain_write_criteria(TcExplainWriter *writer);
/* explain_text.c */
/* Is the condition under which it does not apply told? It is where that may hold. */
bool tc_explain_applies_is_told(const TcExplainedIndicator *indicator);
/* What an indicator or conclusion came to and why, without what could change it. */
void tc_explain_write_indicator(TcExplainWriter *writer, const TcExplainedIndicator *indicator);
void tc_explain_write_conclusion(TcExplainWriter *writer, const TcExplainedConclusion *conclusion);
void tc_explain_as_of(TcExplainWriter *writer, unsigned indent, bool as_of_today);
void tc_explain_provenance(TcExplainWriter *writer, unsigned indent, const TcProvenance *about);

#endif
