/* TcSummary: what all units of a run came to together; and what stands at the foot of every report.
 */
#ifndef TC_REPORT_SUMMARY_H
#define TC_REPORT_SUMMARY_H

#include "report/figures.h"

/* What a report must say of the run that it came from. */
typedef struct {
    bool has_date; /* date_judged was given */
    int32_t date_judged;
    bool closed, appraisals, lenient;
    const char *data_file; /* as the user named it, shown */
} TcReportRun;

/* Where the figures of the units come from, as the data file says. */
enum { TC_SOURCES_NAMED = 3 };
typedef struct {
    char *text[TC_SOURCES_NAMED]; /* the first ones, n of them */
    uint64_t units[TC_SOURCES_NAMED];
    unsigned n;
    uint64_t n_units, n_others; /* all units; those of further sources */
} TcSources;

typedef struct {
    const TcModel *model;
    TcSources sources;
    uint64_t n_units, n_data_errors;
    uint64_t n_none_applies; /* units to which no indicator applies */
    uint64_t n_as_of_today;  /* units with a result that rests on what the file lacks */
    uint64_t n_unproved;     /* units with a printed result that is open without proof */
    uint64_t n_over_budget;  /* of these, units where a search for one ended at its budget */
    bool prints_indicators;  /* their states are among the printed results; set by the caller */
    uint64_t n_outside;      /* not judged: the rules are only for others; set by the caller */
    uint64_t (*verdicts)[TC_N_ANSWERS]; /* n_verdicts */
    uint64_t **grades;                  /* per grade n_labels, then the open ones */
    uint64_t (*labels)[TC_N_LABELS];    /* n_indicators */
} TcSummary;

/* Returns: (transfer full). */
TcSummary *tc_summary_new(const TcModel *model);
void tc_summary_free(TcSummary *summary);
void tc_summary_add(TcSummary *summary, const TcResults *results, uint32_t row);
/* Counts a unit whose row says @source; "": nothing. */
void tc_summary_add_source(TcSummary *summary, const char *source);
/* "Nguồn số liệu: số liệu giả lập". Returns: (transfer full), NULL if no row says any. */
char *tc_summary_sources(const TcSummary *summary, TcLang lang);

/* How many ended how, and the indicators that most units fail; where the data were closed, apart
 * from them those that only count as failed. */
void tc_summary_text(const TcSummary *summary, const TcReportRun *run, TcLang lang, GString *out);
/* On which day and by which decision; what was closed, appraised, rebuilt; whose figures. */
void tc_foot_text(const TcSummary *summary, const TcReportRun *run, TcLang lang, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcSummary, tc_summary_free)

#endif
