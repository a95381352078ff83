/* What a change of the rules does to the units of a data file, for people and for programs: text,
 * CSV (a line a change), JSON (tieuchi/impact/1) and a page for a browser. */
#ifndef TC_REPORT_IMPACT_H
#define TC_REPORT_IMPACT_H

#include "engine/impact.h"
#include "engine/level_sweep.h"
#include "exec/explain.h"
#include "report/csv_writer.h"
#include "report/figures.h"
#include "report/summary.h"

/* A unit as it is told: that an answer turned for, whose points changed, or that misses something
 * narrowly. */
typedef struct {
    char *code, *name, *parent;
    TcImpactTurn *turns; /* n_turns: all of the unit */
    uint32_t n_turns;
    bool changed;    /* an answer of it, or its points */
    char *points[2]; /* its total in both versions; NULL where nothing is scored */
    GPtrArray *near; /* of TcImpactNear */
    char *ranks[2];  /* where it stands by the first ranking of both; NULL without one */
} TcImpactTold;

/* An indicator that a unit does not meet by the second version, for want of few things. */
typedef struct {
    uint32_t answer, before; /* before: TcCan */
    char *amount, *lacking;  /* how many, for programs; "12 hộ" */
} TcImpactNear;

/* All that a report of a run is made of. */
typedef struct {
    const TcImpact *impact;
    const char *names[2]; /* of the versions, for people */
    TcReportRun run;
    TcLang lang;
    TcFigures *figures[2];
    TcSummary *summary; /* of the second version: for the foot */
    GPtrArray *told;    /* of TcImpactTold */
    unsigned near;      /* near misses are told up to so many things; 0: none are */
    TcExplainKit *kit;  /* for them, once one was looked for */
    TcRun explained;
    bool transitions;          /* in force on the new side, of which nothing here takes account */
    const TcLevelSweep *sweep; /* NULL: none was asked for */
} TcImpactPage;

/* @names are borrowed. @purpose: of the figures. */
void tc_impact_page_init(TcImpactPage *page, const TcImpact *impact, const char *const names[2],
                         const TcRun runs[2], TcLang lang, TcFiguresFor purpose);
void tc_impact_page_clear(TcImpactPage *page);
/* Counts the unit, and keeps it if it is to be told. */
void tc_impact_tell(TcImpactPage *page, const TcImpactUnit *unit);

void tc_impact_text(const TcImpactPage *page, unsigned width, bool colour, GString *out);

/* The same as a page for a browser: one file with plain charts. */
void tc_impact_html(const TcImpactPage *page, GString *out);

/* A line for each change of a unit: of an answer, with its cause; of points and ranks. */
void tc_impact_csv_head(TcCsvWriter *csv);
void tc_impact_csv_unit(TcImpactPage *page, const TcImpactUnit *unit, TcCsvWriter *csv);

/* The counts of --sweep: a line for each level and parent unit, and one for all. */
void tc_sweep_csv(const TcLevelSweep *sweep, TcCsvWriter *csv);

/* `{"schema": …, "units": [`; a unit that changes as an object, appended behind @out's first
 * with a comma (*@any: one was written); `], "summary": …}` */
void tc_impact_json_begin(const TcImpactPage *page, GString *out);
void tc_impact_json_unit(TcImpactPage *page, const TcImpactUnit *unit, bool *any, GString *out);
void tc_impact_json_end(const TcImpactPage *page, GString *out);

#endif
