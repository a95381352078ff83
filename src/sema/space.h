/* Inside the partition of values: what space*.c share. See cover.h for what it is for. */
#ifndef TC_SEMA_SPACE_H
#define TC_SEMA_SPACE_H

#include "sema/checker.h"

enum { TC_MAX_SUBJECTS = 16 };

/* A stretch of a subject's values, and one of them. */
typedef struct {
    bool none;        /* the value chưa có */
    bool truth;       /* BOOL */
    const char *text; /* TEXT */
    bool has_low, has_high, low_open, high_open;
    mpq_t value, low, high; /* NUMBER and DATE */
} TcSegment;

typedef struct {
    const TcNode *node;
    TcKind kind;
    GPtrArray *cuts;      /* mpq_ptr: what it is compared with */
    GHashTable *literals; /* the literals among them (tc_space_literal) -> their place, kept by
                             space_box.c */
    GHashTable *texts;    /* TEXT: a text -> 1 + its segment */
    GPtrArray *segments;  /* TcSegment, in order of the values; chưa có is the last */
    GArray *columns;      /* uint32_t: what it rests on */
    bool none;            /* it can be chưa có */
} TcSubject;

struct TcSpace {
    const TcChecker *checker;
    TcAssumption assumption;
    const TcGuard *guards; /* n_guards */
    uint32_t n_guards;
    bool boxed;      /* all guards are bands or rows */
    GArray *of_head; /* TcSubject *: what a band or the cells of a row look at; NULL: nothing yet */
    TcSubject subjects[TC_MAX_SUBJECTS];
    uint32_t n_subjects;
    bool too_many;    /* there are more than that */
    uint32_t n_cells; /* no more are counted than conditions may have */
    bool exact;
    bool coupled; /* subjects rest on each other */
};

/* The one thing that is compared, and how: @subject @op @end. */
typedef struct {
    const TcNode *subject, *end;
    TcOperator op;
} TcAtom;

/* Returns: is @node a comparison with a constant? */
bool tc_space_atom_of_compare(const TcSpace *space, const TcNode *node, TcAtom *atom);
/* The atoms of @subject fitting @node: at most two. Returns: how many, or -1. */
int tc_space_atoms_of_fit(const TcNode *subject, const TcNode *node, TcAtom atoms[2]);
/* What makes a number or date literal the same as another in the file; NULL: @node is none. */
const void *tc_space_literal(const TcNode *node);
TcSubject *tc_space_find_subject(TcSpace *space, const TcNode *node);
const TcSegment *tc_space_segment(const TcSpace *space, uint32_t subject, uint32_t index);

/* Cuts the values of @subject into its segments (space_cut.c). */
void tc_space_cut(TcSpace *space, TcSubject *subject);
void tc_segment_free(void *segment);
/* Points, totals and counts of indicators: not made of columns that can be told apart. */
bool tc_space_is_total(const TcNode *node);

/* Visits every cell of a partition of conditions (space_ask.c). */
void tc_space_ask(TcSpace *space, TcPatchVisitor *visit, void *data);
/* Visits the patches of a partition of bands or rows (space_box.c). Returns: all of them? */
bool tc_space_sweep(TcSpace *space, TcPatchVisitor *visit, void *data);

#endif
