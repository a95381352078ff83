/* TcLookup: a table or scale of constants, made ready to be looked up.
 *
 * Every subject is an axis. The numbers that it is compared with cut an axis of numbers into
 * segments: below all cuts, the first cut itself, between it and the next, …; the segments of a
 * condition are false and true, those of a text its column's choices and any other text. One more
 * segment is the value chưa có. A row of the table is one box or more: a run of segments on each
 * axis; an empty cell is the whole axis. The tree sorts the boxes by one axis after the other, so
 * that a walk from its root to a leaf finds the first box that holds a point. Where boxes overlap
 * so much that the tree would outgrow the table there is none, and all boxes are asked in turn. */
#ifndef TC_PLAN_LOOKUP_H
#define TC_PLAN_LOOKUP_H

#include <glib.h>
#include <gmp.h>
#include <stdbool.h>
#include <stdint.h>

enum { TC_LOOKUP_MAX_AXES = 8 };
#define TC_LOOKUP_LEAF    ((uint32_t)1 << 31)
#define TC_LOOKUP_NOTHING (TC_LOOKUP_LEAF - 1) /* the result of no row: undefined */

/* RATIO: of two linear forms over columns, compared without a division. */
typedef enum { TC_AXIS_NUMBER, TC_AXIS_RATIO, TC_AXIS_TRUTH, TC_AXIS_TEXT } TcAxisKind;

typedef struct {
    TcAxisKind kind;
    bool whole;     /* NUMBER: a column of whole numbers */
    uint32_t input; /* NUMBER, TRUTH: place among the node's inputs; TEXT: column; RATIO: its
                       QUOTIENT, which is no input: it is not run */
    uint32_t n;     /* segments; segment n is chưa có */
    mpq_srcptr
        *cuts; /* NUMBER, RATIO: n / 2, rising; borrowed from the tree or owned by the lookup */
    int64_t *starts; /* NUMBER: first stored integer of segments 1 … n - 1; of an empty one that of
                        the next */
    int64_t *parts;  /* RATIO: numerator and denominator of each cut; NULL: int64 has no room */
} TcLookupAxis;

/* Segments from … to, both included. */
typedef struct {
    uint32_t from, to;
} TcLookupRun;

/* An inner node: groups of segments on one axis. Group i begins at starts[first + i] and leads to
 * children[first + i]: a node, or TC_LOOKUP_LEAF + result. The first begins at 0, the last ends
 * with chưa có. */
typedef struct {
    uint32_t axis, first, n;
} TcLookupBranch;

typedef struct {
    TcLookupAxis axes[TC_LOOKUP_MAX_AXES];
    uint32_t n_axes;
    TcLookupRun *runs; /* n_boxes * n_axes, in order of the rows */
    uint32_t *results; /* n_boxes */
    uint32_t n_boxes;
    uint32_t otherwise; /* result of còn lại, or NOTHING */
    /* The tree; root is a child as above. */
    bool has_tree;
    uint32_t root;
    TcLookupBranch *branches;
    uint32_t *starts, *children; /* n_groups */
    uint32_t n_groups;
    /* Results: numbers count from the lowest, or labels from 0. */
    uint32_t n_values;
    mpq_srcptr *values;  /* of numbers, rising */
    int64_t *stored;     /* the same times `denominator` */
    int64_t denominator; /* of numbers; 0: int64 has no room */
    GPtrArray *owned;    /* mpq_ptr: constants that are no literals */
} TcLookup;

/* Sorts the boxes into the tree if it fits. Before: axes, boxes, otherwise. */
void tc_lookup_grow(TcLookup *lookup);
void tc_lookup_free(TcLookup *lookup);

/* The place of @segment among @n @starts, which rise from a first one not above it. */
static inline uint32_t tc_lookup_group(const uint32_t *starts, uint32_t n, uint32_t segment)
{
    uint32_t at = 0;
    while (n > 1) {
        uint32_t half = n / 2;
        at += starts[at + half] <= segment ? half : 0;
        n -= half;
    }
    return at;
}

/* The segment of the stored integer @value. */
static inline uint32_t tc_lookup_segment(const TcLookupAxis *axis, int64_t value)
{
    uint32_t at = 0, left = axis->n - 1;
    while (left > 0) {
        uint32_t half = (left + 1) / 2;
        bool behind = axis->starts[at + half - 1] <= value;
        at += behind ? half : 0;
        left = behind ? left - half : half - 1;
    }
    return at;
}

/* The segment of any number. */
uint32_t tc_lookup_segment_exact(const TcLookupAxis *axis, const mpq_t value);
/* Does no whole number lie in segments @from … @to of a `whole` axis? */
bool tc_lookup_empty(const TcLookupAxis *axis, uint32_t from, uint32_t to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcLookup, tc_lookup_free)

#endif
