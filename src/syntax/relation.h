/* What a comparison asks of the order of its two sides. */
#ifndef TC_SYNTAX_RELATION_H
#define TC_SYNTAX_RELATION_H

#include "syntax/ast.h"

/* Does a relation (=, <>, <, <=, >, >=) hold between sides of which the first is below (@order
 * negative), equal to (0) or above the second? */
static inline bool tc_relation_holds(TcOperator relation, int order)
{
    static const struct {
        bool below, equal, above;
    } holds[TC_N_OPERATORS] = {
        [TC_OP_EQ] = {false, true, false}, [TC_OP_NE] = {true, false, true},
        [TC_OP_LT] = {true, false, false}, [TC_OP_LE] = {true, true, false},
        [TC_OP_GT] = {false, false, true}, [TC_OP_GE] = {false, true, true},
    };
    return order < 0   ? holds[relation].below
           : order > 0 ? holds[relation].above
                       : holds[relation].equal;
}

#endif
