/* Inside the partition of values: what space*.c share. See checker.h for what it is for. */
#ifndef TC_SEMA_SPACE_H
#define TC_SEMA_SPACE_H

#include "sema/checker.h"

enum { TC_MAX_SUBJECTS = 6 };

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
    GPtrArray *cuts;     /* mpq_ptr: what it is compared with */
    GPtrArray *segments; /* TcSegment, in order of the values */
    GArray *columns;     /* uint32_t: what it rests on */
    bool none;           /* it can be chưa có */
} TcSubject;

struct TcSpace {
    const TcChecker *checker;
    TcAssumption assumption;
    TcSubject subjects[TC_MAX_SUBJECTS];
    uint32_t n_subjects;
    uint32_t n_cells;
    bool exact;
};

/* Cuts the values of @subject into its segments (space_cut.c). */
void tc_space_cut(TcSpace *space, TcSubject *subject);
void tc_segment_free(void *segment);
/* Points, totals and counts of indicators: not made of columns that can be told apart. */
bool tc_space_is_total(const TcNode *node);
/* The segment of subject @index in @cell. */
const TcSegment *tc_space_segment(const TcSpace *space, uint32_t cell, uint32_t index);

#endif
