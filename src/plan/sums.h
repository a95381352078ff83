/* Sums over the stored cells of a row: linear forms, and the row rules that are such sums.
 *
 * Weights are whole numbers of stored units; a form has one denominator. */
#ifndef TC_PLAN_SUMS_H
#define TC_PLAN_SUMS_H

#include <stdbool.h>
#include <stdint.h>

/* A term of a linear form: weight times the stored int64 of a column, or of a number node's slot;
 * or one of three weights by the outcome of an indicator (met, not met, not applicable). */
typedef enum { TC_TERM_COLUMN, TC_TERM_OUTCOME, TC_TERM_NUMBER } TcTermKind;
typedef struct {
    TcTermKind kind;
    uint32_t index; /* column; else node */
    int64_t weight[3];
} TcTerm;
/* One end of what the outcomes of a form can add up to: a base, and steps away from it. */
typedef struct {
    uint32_t first, n; /* in plan->sum_steps */
    int64_t base;
} TcSumEnd;
enum { TC_SUM_LOW, TC_SUM_HIGH, TC_SUM_ENDS };
/* (sum of terms + constant) / denominator. */
typedef struct {
    uint32_t first, n;  /* in plan->terms */
    uint32_t n_columns; /* the first terms are columns, then outcomes, then numbers */
    uint32_t n_outcomes;
    int64_t constant, denominator; /* denominator > 0 */
    bool may_none;                 /* a column among them can be chưa có */
    bool whole;                    /* columns only, all of whole numbers */
    uint32_t first_pair, n_pairs;  /* in plan->pairs */
    TcSumEnd ends[TC_SUM_ENDS];    /* of its outcomes (sum_steps.c), without the constant */
    uint64_t most_steps;           /* what the steps of an end add up to; saturates at UINT64_MAX */
    uint64_t outcomes_size;        /* no sum of outcomes, on the way to it either, is larger */
} TcLinear;

/* A step of one end of a sum: it takes @weight (away from the low end's base, on from the high
 * end's) in the rows in which @node, an outcome, can be one of two (0 met, 1 not met, 2 not
 * applicable; twice the same). */
typedef struct {
    uint32_t node;
    uint8_t either[2];
    uint64_t weight; /* > 0 */
} TcSumStep;

/* Two column terms of one linear form, of which the row limits say small <= large. Each term stands
 * in one pair at most. */
typedef struct {
    uint32_t small, large; /* places among the form's terms */
} TcTermPair;

/* What the cells of every row must keep: the sum of weight * stored value of a column, plus
 * constant, is >= 0 (> 0 where strict). Row limits, and those data checks that are such sums. */
typedef struct {
    uint32_t column;
    int64_t weight;
} TcRuleTerm;
typedef struct {
    uint32_t first, n; /* in plan->rule_terms */
    int64_t constant;
    uint32_t source; /* which of the schema's limits, or of the model's checks, says so */
    bool strict;
    bool whole;        /* a strict rule: of columns of whole numbers only */
    uint32_t positive; /* it says something only where this column is above 0; or TC_NO_NODE */
} TcRowRule;

#endif
