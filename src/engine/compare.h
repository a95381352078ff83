/* What of two versions differs, and what that means (tieuchi diff).
 *
 * The words come from the outlines (syntax/diff.h), the meaning from the proof over all communes
 * (engine/prove.h): a clause that is written otherwise and gives every commune the same answers is
 * a change of words only. */
#ifndef TC_ENGINE_COMPARE_H
#define TC_ENGINE_COMPARE_H

#include "engine/folder.h"
#include "engine/prove.h"

enum { TC_COMPARED_SIDES = TC_FORK_VERSIONS };

/* One version. */
typedef struct {
    TcFolder *folder;
    uint32_t set;             /* of the folder */
    int32_t day;              /* INT32_MIN: the set as issued */
    const TcProgram *program; /* without errors */
    const TcOutline *outline; /* its clauses */
} TcCompared;

/* What a clause is about. */
typedef enum {
    TC_ASPECT_TITLE,
    TC_ASPECT_THRESHOLD,
    TC_ASPECT_FORMULA,
    TC_ASPECT_POINTS,
    TC_ASPECT_SCOPE, /* what it applies to */
    TC_ASPECT_DATES,
    TC_ASPECT_STANDING, /* bắt buộc, khuyến khích, số chỉ tiêu */
    TC_ASPECT_SOURCE,   /* where it is laid down, how it is read, by what it is shown */
    TC_ASPECT_ENTRY,    /* a column, definition, parameter or data check */
    TC_N_ASPECTS
} TcAspect;

typedef struct {
    TcAspect aspect;
    char *label;                    /* "yêu cầu"; "[Vùng]"; of a title NULL */
    char *texts[TC_COMPARED_SIDES]; /* as in a rule set laid out; NULL: this side has none */
} TcChangedClause;

typedef enum {
    TC_CHANGE_CHANGED,
    TC_CHANGE_ADDED,
    TC_CHANGE_REPEALED,
    TC_CHANGE_MEANS /* no word of it, but what it rests on */
} TcChangeKind;

typedef struct {
    TcChangeKind kind;
    const char *noun;               /* "indicator", as the English keyword */
    char *names[TC_COMPARED_SIDES]; /* "chỉ tiêu 3.4"; NULL: not there */
    char *titles[TC_COMPARED_SIDES];
    char *whole[TC_COMPARED_SIDES]; /* of a part that only one side has: its text */
    bool renumbered, moved, reordered;
    bool apart;                 /* a transition: what is proved takes no account of it */
    bool words_only;            /* every answer is proved to be the same */
    GPtrArray *clauses;         /* of TcChangedClause */
    const TcProofClaim *answer; /* of an indicator, verdict or grade of both sides, else NULL */
    const TcProofClaim *points; /* of an indicator that gives points, else NULL */
} TcChange;

typedef struct {
    TcProof *proof;
    GPtrArray *changes; /* of TcChange, in the order of the second side, then the transitions;
                           those that only mean otherwise come last */
    struct TcDiff *diff;
} TcComparison;

/* What is proved of both sides, whose parts are known by what @diff finds of their numbers. @sides:
 * borrowed while the proof lives. Returns: (transfer full). */
TcProof *tc_compare_proof(const TcCompared *sides, const struct TcDiff *diff, const TcRun *run);

/* @sides: borrowed while the comparison lives. Returns: (transfer full). */
TcComparison *tc_compare(const TcCompared *sides, const TcRun *run);
void tc_comparison_free(TcComparison *comparison);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcComparison, tc_comparison_free)

#endif
