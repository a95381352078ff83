/* libtieuchi: judge units by rules of criteria, from C.
 *
 *   TieuchiRules *rules = tieuchi_compile_file("cds-xa.tieuchi", TIEUCHI_VI, &messages, &error);
 *   TieuchiResults *results = tieuchi_run_file(rules, "so-lieu.csv", &options, &messages, &error);
 *   for (size_t u = 0; u < tieuchi_n_units(results); u++)
 *       printf("%s %s\n", tieuchi_unit_name(results, u), tieuchi_verdict_text(results, u, 0));
 *
 * Texts are UTF-8. Texts and objects that a function returns belong to the object that it was asked
 * of, unless it says otherwise. Rules and results never change after they were made: any number of
 * threads may ask and run them at a time, and compile others. Columns, units, indicators, verdicts,
 * grades and rankings are numbered from 0 in the order of their file; a number that is too large is
 * a mistake of the caller's program and gives NULL, TIEUCHI_RULE_SILENT or TIEUCHI_OPEN.
 *
 * Failures come in two ways. Mistakes in rules or data are told in `messages` (a line each, free it
 * with tieuchi_free; it is NULL when there is nothing to say) and give NULL without an error;
 * warnings are told there too, and give no NULL. A file that cannot be read, and options that
 * cannot be, set the GError (domain "g-file-error-quark"). */
#ifndef TIEUCHI_TIEUCHI_H
#define TIEUCHI_TIEUCHI_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define TIEUCHI_EXPORT __attribute__((visibility("default")))
#else
#define TIEUCHI_EXPORT
#endif

typedef struct _GError GError;
typedef struct TieuchiRules TieuchiRules;
typedef struct TieuchiResults TieuchiResults;

/* Of messages and labels; rules and data tell theirs by themselves. */
typedef enum { TIEUCHI_VI, TIEUCHI_EN } TieuchiLang;

/* What an indicator came to. */
typedef enum {
    TIEUCHI_MET,
    TIEUCHI_NOT_MET,
    TIEUCHI_NOT_APPLICABLE,
    TIEUCHI_DATA_MISSING,     /* open: it waits for data */
    TIEUCHI_AWAITS_APPRAISAL, /* open: it waits for an appraisal alone */
    TIEUCHI_SCORED,           /* it has points alone and is neither met nor not */
    TIEUCHI_RULE_SILENT,      /* the rule does not say: a denominator of 0, no case fits */
} TieuchiState;

/* What a verdict came to. Open: some completion of the data makes it so, another not. */
typedef enum { TIEUCHI_ELIGIBLE, TIEUCHI_NOT_ELIGIBLE, TIEUCHI_OPEN } TieuchiAnswer;

/* Set to zero what is not wanted: TieuchiOptions options = {.closed = true}. */
typedef struct {
    const char *date; /* judged: "31/12/2024" or "2024-12-31"; the rules must be in force on it.
                         NULL: none; refused where the rules ask for it */
    bool closed;      /* what is still open counts as not met */
    bool lenient;     /* a bad cell counts as missing data */
    unsigned jobs;    /* threads; 0: one a processor */
} TieuchiOptions;

/* "0.1.0". */
TIEUCHI_EXPORT const char *tieuchi_version(void);
/* Frees a text of `messages`; NULL is fine. */
TIEUCHI_EXPORT void tieuchi_free(char *text);

/* --- rules ---------------------------------------------------------------------------------- */

/* Words of messages and labels are in @lang. @messages and @error may be NULL. Returns: the rules,
 * to be freed by tieuchi_rules_free, or NULL. */
TIEUCHI_EXPORT TieuchiRules *tieuchi_compile_file(const char *path, TieuchiLang lang,
                                                  char **messages, GError **error);
/* The same of @length bytes (at most 256 MB) of @text; @name is what messages print. */
TIEUCHI_EXPORT TieuchiRules *tieuchi_compile_text(const char *name, const char *text, size_t length,
                                                  TieuchiLang lang, char **messages);
/* Before: all results of @rules are freed. NULL is fine. */
TIEUCHI_EXPORT void tieuchi_rules_free(TieuchiRules *rules);

/* Columns are those that the rules declare of the data. */
TIEUCHI_EXPORT size_t tieuchi_n_columns(const TieuchiRules *rules);
TIEUCHI_EXPORT const char *tieuchi_column_name(const TieuchiRules *rules, size_t column);
TIEUCHI_EXPORT size_t tieuchi_n_indicators(const TieuchiRules *rules);
TIEUCHI_EXPORT const char *tieuchi_indicator_code(const TieuchiRules *rules, size_t indicator);
TIEUCHI_EXPORT const char *tieuchi_indicator_title(const TieuchiRules *rules, size_t indicator);
TIEUCHI_EXPORT size_t tieuchi_n_verdicts(const TieuchiRules *rules);
TIEUCHI_EXPORT const char *tieuchi_verdict_code(const TieuchiRules *rules, size_t verdict);
TIEUCHI_EXPORT size_t tieuchi_n_grades(const TieuchiRules *rules);
TIEUCHI_EXPORT const char *tieuchi_grade_code(const TieuchiRules *rules, size_t grade);
TIEUCHI_EXPORT size_t tieuchi_n_rankings(const TieuchiRules *rules);
TIEUCHI_EXPORT const char *tieuchi_ranking_code(const TieuchiRules *rules, size_t ranking);

/* --- running -------------------------------------------------------------------------------- */

/* Judges the rows of a CSV or JSON file ("-": standard input). @options may be NULL. The rules must
 * stand as long as the results. Units that the rules do not concern are left out. Returns: the
 * results, to be freed by tieuchi_results_free, or NULL: some cell was refused (without `lenient`),
 * or an error is set. Cost: everything about all units is kept. */
TIEUCHI_EXPORT TieuchiResults *tieuchi_run_file(const TieuchiRules *rules, const char *path,
                                                const TieuchiOptions *options, char **messages,
                                                GError **error);
/* Judges rows given as texts, written as in a data file of the rules' language: @cells holds
 * @n_rows * @n_columns of them, row by row; NULL is an empty cell. @headings: the @n_columns names
 * that a data file has above them, of the unit's code and name ("Mã đơn vị", "Tên đơn vị") too. The
 * rest is as for tieuchi_run_file. */
TIEUCHI_EXPORT TieuchiResults *tieuchi_run_rows(const TieuchiRules *rules,
                                                const char *const *headings, size_t n_columns,
                                                const char *const *cells, size_t n_rows,
                                                const TieuchiOptions *options, char **messages,
                                                GError **error);
/* NULL is fine. */
TIEUCHI_EXPORT void tieuchi_results_free(TieuchiResults *results);

/* --- reading -------------------------------------------------------------------------------- */

TIEUCHI_EXPORT size_t tieuchi_n_units(const TieuchiResults *results);
/* As they stand in the data; "" if they do not. */
TIEUCHI_EXPORT const char *tieuchi_unit_code(const TieuchiResults *results, size_t unit);
TIEUCHI_EXPORT const char *tieuchi_unit_name(const TieuchiResults *results, size_t unit);

TIEUCHI_EXPORT TieuchiState tieuchi_state(const TieuchiResults *results, size_t unit,
                                          size_t indicator);
/* In the language that the rules were compiled for: "Đạt", "Chưa đạt" … */
TIEUCHI_EXPORT const char *tieuchi_state_text(const TieuchiResults *results, size_t unit,
                                              size_t indicator);
/* Exact numbers, in the units that the rules declare (a percentage is a share of 1) and with a
 * decimal point: "0.5815", "2/3", "3..7" while it is open, "3.." or ".." where nothing ends it to
 * that side; NULL if there is none. */
TIEUCHI_EXPORT const char *tieuchi_value(const TieuchiResults *results, size_t unit,
                                         size_t indicator);
TIEUCHI_EXPORT const char *tieuchi_points(const TieuchiResults *results, size_t unit,
                                          size_t indicator);
TIEUCHI_EXPORT const char *tieuchi_total(const TieuchiResults *results, size_t unit);

TIEUCHI_EXPORT TieuchiAnswer tieuchi_verdict(const TieuchiResults *results, size_t unit,
                                             size_t verdict);
/* As tieuchi_state_text: "Đủ điều kiện", "Chưa đủ điều kiện", "Chưa kết luận được". */
TIEUCHI_EXPORT const char *tieuchi_verdict_text(const TieuchiResults *results, size_t unit,
                                                size_t verdict);
/* The label of the grade; NULL while it is open. */
TIEUCHI_EXPORT const char *tieuchi_grade(const TieuchiResults *results, size_t unit, size_t grade);
/* Among all units of the run: "3", "3..5" while it is open, "3..5|none" if the unit may have no
 * rank; NULL without a rank. */
TIEUCHI_EXPORT const char *tieuchi_rank(const TieuchiResults *results, size_t unit, size_t ranking);

#ifdef __cplusplus
}
#endif

#endif
