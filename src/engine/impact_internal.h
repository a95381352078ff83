/* What impact*.c share. Private to them. */
#ifndef TC_ENGINE_IMPACT_INTERNAL_H
#define TC_ENGINE_IMPACT_INTERNAL_H

#include "engine/impact.h"
#include "exec/evaluate.h"

/* --- rules with some clauses applied (impact_variant.c) --- */

/* Where the cells of a column come from: the block of a version. */
typedef struct {
    int side;
    uint32_t column;
    bool matched; /* texts of the rules are other ones: found again by text */
} TcCellSource;

typedef struct {
    TcClauses applied;
    TcProgram *program;  /* NULL: these clauses cannot stand without others */
    uint32_t *where;     /* per answer: in its model, or TC_NO_PART */
    TcCellSource *cells; /* columns, then appraisals */
    TcRun run;
    TcEvaluator *evaluator; /* these three: made when rows are first judged */
    TcBlock *block;
    TcResults *results;
} TcVariant;

/* Rows that both versions have judged. */
typedef struct {
    TcBlock *blocks[2];
    const TcResults *results[2];
    uint32_t first[2]; /* rows of the blocks, n of each */
    uint32_t n;
} TcRowPairs;

typedef struct {
    TcImpact *impact;
    GHashTable *variants; /* TcClauses * to TcVariant, met so far */
    TcRun runs[2];
    struct TcLeans *leans; /* made with the first turn */
} TcAttribution;

TcVariant *tc_variant_new(const TcImpact *impact, TcClauses applied, const TcRun runs[2]);
void tc_variant_free(TcVariant *variant);
/* Judges the @n rows @rows of @pairs; row i of its results is @rows[i]. */
void tc_variant_judge(TcVariant *variant, const TcRowPairs *pairs, const uint32_t *rows,
                      uint32_t n);
/* Gives back what judging takes, until rows are judged again. */
void tc_variant_rest(TcVariant *variant);
/* Fills the list of answers. */
void tc_impact_list_answers(TcImpact *impact);
/* TcCan of a grade's label, which is entered if it is new. */
uint32_t tc_impact_label(const TcImpact *impact, const char *label);

/* --- what answers hang on (impact_leans.c) --- */

typedef struct TcLeans TcLeans;
TcLeans *tc_leans_new(const TcImpact *impact);
void tc_leans_free(TcLeans *leans);
/* The clauses that @answer of a row can hang on, given what both versions made of the row: any that
 * is left out changes nothing. */
TcClauses tc_leans_on(const TcLeans *leans, uint32_t answer, const TcRowPairs *pairs, uint32_t row);

/* --- causes (impact_causes.c) --- */

/* @clauses and those that cannot stand without one of them. */
TcClauses tc_impact_whole(const TcImpact *impact, TcClauses clauses);
TcAttribution *tc_attribution_new(TcImpact *impact, const TcRun runs[2]);
void tc_attribution_free(TcAttribution *attribution);
/* Causes were found with the clauses that were known to be one then; now all are. */
void tc_impact_whole_causes(TcImpact *impact);
/* Sets the causes of @turns (TcImpactTurn); @rows: the row of each. */
void tc_attribute(TcAttribution *attribution, const TcRowPairs *pairs, GArray *turns,
                  const GArray *rows);

#endif
