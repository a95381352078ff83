/* What the parts of the builder share (build*.c). */
#ifndef TC_PLAN_BUILD_INTERNAL_H
#define TC_PLAN_BUILD_INTERNAL_H

#include "base/arena.h"
#include "plan/build.h"

enum { TC_KEY_NODE, TC_KEY_LINEAR, TC_KEY_NUMBER, TC_KEY_MEMBERS, TC_KEY_OPERAND, TC_KEY_COLUMNS };

struct TcBuilder {
    TcPlan *plan;
    GHashTable *seen; /* key to index in the pool of its kind */
    TcArena *keys;    /* owns the keys of @seen */
    GArray *nodes, *inputs, *terms, *linears, *numbers, *members, *choice_sets, *operands, *columns;
    GPtrArray *lookups; /* TcLookup */
    TcFormPool *forms;
    GByteArray *key; /* under way */
};

/* A key is started, filled, then found or kept with the index that it stands for. */
void tc_key_start(TcBuilder *builder, uint32_t what);
void tc_key_add(TcBuilder *builder, const void *bytes, size_t size);
bool tc_key_find(TcBuilder *builder, uint32_t *index);
uint32_t tc_key_keep(TcBuilder *builder, uint32_t index);

/* The node @wanted (op, sub, data, data2, n) with its @inputs. */
uint32_t tc_build_node(TcBuilder *builder, TcPlanNode wanted, const uint32_t *inputs);

/* 10^scale of a column. */
int64_t tc_column_factor(const TcBuilder *builder, uint32_t column);
/* Denominators of results; 0 where int64 has no room for them. */
int64_t tc_number_denominator(const TcBuilder *builder, uint32_t number);
int64_t tc_common_denominator(const TcBuilder *builder, const uint32_t *inputs, uint32_t n);
int64_t tc_product_denominator(const TcBuilder *builder, const uint32_t *inputs);

#endif
