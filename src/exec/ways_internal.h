/* Inside of ways.h: goals, ways and lists of ways; one condition (ways_leaf.c) and what is made of
 * conditions (ways.c). */
#ifndef TC_EXEC_WAYS_INTERNAL_H
#define TC_EXEC_WAYS_INTERNAL_H

#include "exec/ways.h"

/* What is to become true: a condition, or (node NULL) the requirement of indicator `self`. */
typedef struct {
    const TcModel *model;
    const TcNode *node;
    uint32_t self;
} TcGoal;

GArray *tc_way_new(void); /* (transfer full), of TcMove */
void tc_way_free(void *way);
/* Adds a move of @column from its present value; the rest is unset. Returns: (transfer none). */
TcMove *tc_way_add(GArray *way, const TcProbe *probe, uint32_t column);
/* Adds all moves of @more; a cell that is moved twice was moved once, further. */
void tc_way_append(GArray *way, const GArray *more);

TcTruth tc_goal_truth(TcReference *reference, const TcGoal *goal);
/* Appends the ways to make a single condition true from the present cells. */
void tc_leaf_ways(TcProbe *probe, const TcGoal *goal, GPtrArray *ways);

#endif
