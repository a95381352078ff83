/* Inside of the JSON report of an explanation: explain_json.c the whole and its conclusions,
 * explain_json_indicator.c indicators, explain_json_parts.c what both are made of. */
#ifndef TC_REPORT_EXPLAIN_JSON_H
#define TC_REPORT_EXPLAIN_JSON_H

#include "report/explain.h"
#include "report/json_gen.h"

typedef struct {
    const TcExplanation *explanation;
    TcJson *gen;
    bool alone; /* of one unit: what the rules say of a part stands with it, not in the head */
} TcExplainJson;

/* --- members --- */

/* What the rules say of a part whatever the unit: its title; where it comes from. Left out where
 * the head tells. */
void tc_explain_json_title(const TcExplainJson *json, const char *title);
void tc_explain_json_about(const TcExplainJson *json, const TcProvenance *about);

void tc_explain_json_key(const TcExplainJson *json, const char *name);
void tc_explain_json_key_text(const TcExplainJson *json, const char *name, const char *value);
/* Left out without a value. */
void tc_explain_json_some_text(const TcExplainJson *json, const char *name, const char *value);
void tc_explain_json_key_bool(const TcExplainJson *json, const char *name, bool value);
void tc_explain_json_key_number(const TcExplainJson *json, const char *name, uint32_t value);
void tc_explain_json_key_shown(const TcExplainJson *json, const char *name, TcShown value);
void tc_explain_json_open_array(const TcExplainJson *json, const char *name);
const char *tc_explain_json_truth_name(TcTruth truth);
/* Codes of @n indicators. */
void tc_explain_json_codes(const TcExplainJson *json, const char *name, const uint32_t *indicators,
                           uint32_t n);

/* --- parts --- */

/* The members of a cell, without the braces. */
void tc_explain_json_cell_members(const TcExplainJson *json, const TcExplainedCell *cell);
/* Left out without a condition. */
void tc_explain_json_key_condition(const TcExplainJson *json, const char *name,
                                   const TcBecause *because);
/* The names of a set of outcomes, as an array. */
void tc_explain_json_answer(const TcExplainJson *json, const char *name, TcRefKind kind,
                            uint64_t set, const char *const *labels);
/* Left out of an answer that is not open. */
void tc_explain_json_openness_member(const TcExplainJson *json, const TcOpenness *openness,
                                     TcRefKind kind, const char *const *labels);
/* The moves of a way, as an array. */
void tc_explain_json_way(const TcExplainJson *json, const TcExplainedWay *way);
/* The members of a step, without the braces. */
void tc_explain_json_step_members(const TcExplainJson *json, const TcExplainedStep *step);

/* --- explain_groups.c, explain_criteria.c: left out where there are none. --- */

void tc_explain_json_groups(const TcExplainJson *json);
void tc_explain_json_criteria(const TcExplainJson *json);

/* --- explain_json.c: the members from the tally to the indicators --- */

void tc_explain_json_body(const TcExplainJson *json, const TcExplainView *view);

/* --- explain_json_indicator.c --- */

/* Is it mandatory, elective, encouraged? */
void tc_explain_json_traits(TcJson *json, const TcIndicator *indicator);

void tc_explain_json_indicator_object(const TcExplainJson *json,
                                      const TcExplainedIndicator *indicator);

#endif
