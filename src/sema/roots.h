/* The expressions of a model, wherever they stand. */
#ifndef TC_SEMA_ROOTS_H
#define TC_SEMA_ROOTS_H

#include "sema/model.h"

/* An expression (or list of cases …) and the clause that it is the content of. */
typedef struct TcRoot {
    TcRefKind owner;  /* INDICATOR, GROUP, VERDICT, GRADE, RANKING, DEFINITION, PARAMETER, SET;
                         NONE: a data check */
    uint32_t index;   /* of the owner */
    TcKeyword clause; /* EXCEPT: the condition and phrase of a riêng part, `of` says of what */
    TcKeyword of;
    TcNode *node;
} TcRoot;

typedef void (*TcRootVisitor)(const TcRoot *root, void *data);
/* Visits all roots of one part, in the order in which they are evaluated. */
void tc_part_roots(const TcModel *model, TcRefKind kind, uint32_t index, TcRootVisitor visit,
                   void *data);
/* Visits the roots of all parts, parameters and definitions first. */
void tc_all_roots(const TcModel *model, TcRootVisitor visit, void *data);

/* Calls @visit for every result of nested choices; @node itself if it is none. */
void tc_each_result(TcNode *node, void (*visit)(TcNode *result, void *data), void *data);

#endif
