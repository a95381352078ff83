/* TcBuilder: makes the nodes of a plan. Every function returns the index of a node that gives what
 * was asked: a new one, an equal one made before, or a simpler one (constants are folded here). */
#ifndef TC_PLAN_BUILD_H
#define TC_PLAN_BUILD_H

#include "plan/form.h"
#include "plan/plan.h"

typedef struct TcBuilder TcBuilder;

/* Builds into @plan, which has its model and nothing else. */
TcBuilder *tc_builder_new(TcPlan *plan);
/* Hands all pools to the plan and frees the builder. */
void tc_builder_finish(TcBuilder *builder);

const TcModel *tc_builder_model(const TcBuilder *builder);
const TcPlanNode *tc_builder_node(const TcBuilder *builder, uint32_t node);
uint32_t tc_builder_input(const TcBuilder *builder, const TcPlanNode *node, uint32_t i);
uint32_t tc_builder_length(const TcBuilder *builder);

/* conditions; @set: TC_IS_* */
uint32_t tc_build_truth(TcBuilder *builder, unsigned set);
uint32_t tc_build_yes(TcBuilder *builder, uint32_t column, bool yes);
uint32_t tc_build_not(TcBuilder *builder, uint32_t a);
uint32_t tc_build_and(TcBuilder *builder, const uint32_t *inputs, uint32_t n);
uint32_t tc_build_or(TcBuilder *builder, const uint32_t *inputs, uint32_t n);
uint32_t tc_build_and2(TcBuilder *builder, uint32_t a, uint32_t b);
uint32_t tc_build_or2(TcBuilder *builder, uint32_t a, uint32_t b);
/* What @node comes to where @assumed is false; the same node where that says nothing. */
uint32_t tc_build_where_false(TcBuilder *builder, uint32_t node, uint32_t assumed);
uint32_t tc_build_at_least(TcBuilder *builder, uint32_t k, const uint32_t *inputs, uint32_t n);
uint32_t tc_build_choose(TcBuilder *builder, unsigned flavor, uint32_t guard, uint32_t then,
                         uint32_t otherwise);
/* Is the text of @column one of the @n @members? */
uint32_t tc_build_choice(TcBuilder *builder, uint32_t column, const char *const *members,
                         uint32_t n);
uint32_t tc_build_texts(TcBuilder *builder, TcOperator op, TcTextOperand a, TcTextOperand b);
/* @node: TC_NO_NODE or the number that must be defined too. */
uint32_t tc_build_has_data(TcBuilder *builder, const uint32_t *columns, uint32_t n, uint32_t node);
uint32_t tc_build_simple(TcBuilder *builder, TcPlanOp op, unsigned sub, uint32_t data,
                         const uint32_t *inputs, uint32_t n);

/* Does @num / @den (NULL: 1) stand in relation @op (EQ … GE) to 0? @nonzero: where @den is 0 nobody
 * asks. */
uint32_t tc_build_test(TcBuilder *builder, const TcForm *num, const TcForm *den, bool nonzero,
                       TcOperator op);

/* numbers */
uint32_t tc_build_nothing(TcBuilder *builder, unsigned which); /* TC_NOTHING_* */
uint32_t tc_build_form(TcBuilder *builder, const TcForm *num, const TcForm *den, bool nonzero);
/* @node, undefined where it is chưa có. */
uint32_t tc_build_strict(TcBuilder *builder, uint32_t node);
uint32_t tc_build_pick(TcBuilder *builder, unsigned flavor, uint32_t guard, uint32_t then,
                       uint32_t otherwise);
/* Index of an equal constant in the plan's pool. */
uint32_t tc_build_constant(TcBuilder *builder, const mpq_t value);
/* A node over numbers (MULTIPLY …, ROUND with its mode as @sub). */
uint32_t tc_build_call(TcBuilder *builder, TcPlanOp op, unsigned sub, const uint32_t *inputs,
                       uint32_t n);

/* The whole numbers from the first to the last. */
typedef struct {
    int64_t first, last;
} TcDays;
/* What @form, without the fraction of its constant, can be by the declared ranges. Returns: false
 * if that need not be whole or is not known. Cost: the choices and extremes below @form. */
bool tc_builder_days(const TcBuilder *builder, const TcForm *form, TcDays *days);

/* LOOKUP or LOOKUP_LABEL. @lookup: (transfer full). */
uint32_t tc_build_lookup(TcBuilder *builder, TcPlanOp op, TcLookup *lookup, const uint32_t *inputs,
                         uint32_t n);

/* labels */
uint32_t tc_build_label_in(TcBuilder *builder, uint32_t labels, uint64_t mask);

/* Can the stored value of @column be chưa có? */
bool tc_builder_column_may_none(const TcBuilder *builder, uint32_t column);

#endif
