/* TcFigures: the words and figures of results, the same in every report.
 *
 * A figure keeps to its side of everything it was compared with (base/figure.h), so it never
 * contradicts its verdict; for programs it is exact. A number that is still open is its range,
 * 30–33 (for programs 30..33). Made once for a model; then any thread may use it. */
#ifndef TC_REPORT_FIGURES_H
#define TC_REPORT_FIGURES_H

#include "base/msg.h"
#include "exec/results.h"
#include "exec/run.h"
#include "report/paint.h"

typedef struct TcFigures TcFigures;

typedef enum {
    TC_FIGURES_PAGE,  /* for reading: grouped, with its unit */
    TC_FIGURES_SHEET, /* as a spreadsheet takes them, exact if decimal: 1234,5 and 58,15% */
    TC_FIGURES_EXACT, /* for programs: a decimal or n/d */
} TcFiguresFor;

/* @run: how units are judged; copied. @lang: of words and number style. Returns: (transfer full).
 */
TcFigures *tc_figures_new(const TcModel *model, const TcRun *run, TcLang lang,
                          TcFiguresFor purpose);
void tc_figures_free(TcFigures *figures);

/* What each returns: (transfer full) the text; NULL where there is no number. */

/* The value that an indicator came to, with its unit for people. */
char *tc_figures_value(const TcFigures *figures, const TcResults *results, uint32_t row,
                       uint32_t indicator);
char *tc_figures_points(const TcFigures *figures, const TcNumberResult *points, uint32_t row);
/* The same two without rationals or memory, where the number is known and machine integers are
 * enough, as for most cells of a sheet: written to @text, which has TC_FIGURE_ROOM bytes. Returns:
 * false: ask the other. */
bool tc_figures_quick_value(const TcFigures *figures, const TcResults *results, uint32_t row,
                            uint32_t indicator, char *text);
bool tc_figures_quick_points(const TcFigures *figures, const TcNumberResult *points, uint32_t row,
                             char *text);
/* The number that a ranking orders by. */
char *tc_figures_ranked_by(const TcFigures *figures, const TcResults *results, uint32_t row,
                           uint32_t ranking);
/* As tc_results_number, but a sum in which an indicator is undefined (the rule does not say whether
 * it is met) is open between its ends, seen both ways as conclusions see it. */
TcNumberState tc_figures_number(const TcNumberResult *result, uint32_t row, mpq_t low, mpq_t high);
/* One end of what points can be. */
typedef enum { TC_END_LOW, TC_END_HIGH } TcFigureEnd;
char *tc_figures_points_end(const TcFigures *figures, const TcNumberResult *points, uint32_t row,
                            TcFigureEnd end);

/* "30" or "30–33". */
char *tc_figures_count(uint32_t low, uint32_t high);
/* "30/34", "30–33/34". */
char *tc_figures_tally(TcTally tally);

/* Is the number a whole one that lies ready? Much faster than its text. */
bool tc_figures_whole(const TcNumberResult *result, uint32_t row, TcFigureEnd end, int64_t *value,
                      bool *certain);

typedef enum { TC_ANSWER_YES, TC_ANSWER_NO, TC_ANSWER_OPEN, TC_N_ANSWERS } TcVerdictAnswer;
TcVerdictAnswer tc_figures_verdict(const TcResults *results, uint32_t row, uint32_t verdict);
/* Its words for the unit: they say so of who is eligible because nothing applies, and where it is
 * open by the rule and not for want of data. */
TcMsg tc_figures_answer_word(const TcResults *results, uint32_t row, uint32_t verdict);
/* Is it open because the rule does not say? */
bool tc_figures_verdict_silent(const TcResults *results, uint32_t row, uint32_t verdict);
/* The one label of a grade, or NULL while it is open or undefined. */
const char *tc_figures_grade(const TcResults *results, uint32_t row, uint32_t grade);
/* Is the grade given by constant steps of the total? */
bool tc_figures_has_scale(const TcFigures *figures, uint32_t grade);
/* The label of the least total that can be, for a grade by constant steps of the total; of any
 * other grade the one label that it has. NULL if there is none. */
const char *tc_figures_least_grade(const TcFigures *figures, const TcResults *results, uint32_t row,
                                   uint32_t grade);

TcMsg tc_label_word(TcLabel label);
const char *tc_label_id(TcLabel label); /* for programs: "met", "data_missing" */
TcPaint tc_label_paint(TcLabel label);
const char *tc_answer_id(TcVerdictAnswer answer); /* "eligible", "not_eligible", "open" */
TcPaint tc_answer_paint(TcVerdictAnswer answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcFigures, tc_figures_free)

#endif
