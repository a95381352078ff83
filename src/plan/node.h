/* Nodes of a plan: what each does, and what it gives.
 *
 * A node is one operation of grammar/kernels.def over a block of rows. `sub` says in which way, as
 * the enums below tell; `data` names what it reads besides its inputs in a pool of the plan. */
#ifndef TC_PLAN_NODE_H
#define TC_PLAN_NODE_H

#include <stdbool.h>
#include <stdint.h>

typedef enum {
#define TC_KERNEL(id, ...) TC_PLAN_##id,
#include "kernels.def"
    TC_N_PLAN_OPS
} TcPlanOp;

/* What a node gives. TRUTH: a set of {true, false, unknown}, or of an indicator's outcomes, as bits
 * of TC_OUT_*. NUMBER: bounds, and whether it can be undefined or chưa có. LABELS: a 64-bit set. */
typedef enum { TC_SLOT_TRUTH, TC_SLOT_NUMBER, TC_SLOT_LABELS, TC_N_SLOT_KINDS } TcSlotKind;

/* Bits of a truth, in the order of the bitmaps of its slot. */
enum { TC_IS_TRUE = 1, TC_IS_FALSE = 2, TC_IS_APART = 4, TC_IS_UNKNOWN = 8 };
#define TC_LABEL_UNDEFINED ((uint64_t)1 << 63)
enum { TC_MAX_LABELS = 62 };

/* TEST and COMPARE ask `form >= 0` (a threshold for COMPARE) in one of three ways. */
enum {
    TC_TEST_EQUAL = 1,   /* = instead of >= */
    TC_TEST_ABOVE = 2,   /* > instead of >= */
    TC_TEST_NEGATED = 4, /* the answer turned round; chưa có stays false */
    TC_TEST_NONZERO = 8, /* TEST, QUOTIENT: where the denominator is 0 the answer does not matter */
};
/* STATE: the state asked, and whether an indicator asks. To an indicator what is undefined is
 * unknown; a conclusion sees it both ways. */
enum { TC_STATE_STRICT = 16 };
/* NOTHING: no value; chưa có; or what no row comes to: not one possibility. */
enum { TC_NOTHING_UNDEFINED, TC_NOTHING_NEVER };
/* LABEL: where sub is set, what no row comes to. CHOOSE: what an unknown guard gives. AGREE: what
 * both branches give, else unknown. APART: the branches hold different values, so unknown. EITHER:
 * perhaps the same value (both are possible). */
enum { TC_CHOOSE_AGREE, TC_CHOOSE_APART, TC_CHOOSE_EITHER };

#define TC_NO_NODE UINT32_MAX

typedef struct {
    TcPlanOp op;
    uint16_t sub;
    bool live;
    bool never_unknown;  /* TRUTH: not even on undefined values */
    bool never_apart;    /* outcomes: never not applicable */
    bool asked_strictly; /* outcomes: a STATE with TC_STATE_STRICT reads it */
    bool may_none;       /* NUMBER: can be chưa có */
    bool may_undefined;  /* NUMBER: can be undefined */
    bool closed;         /* rests on a closed question (có số liệu, mặc định …) */
    uint32_t first, n;   /* inputs, in plan->inputs */
    uint32_t data, data2;
    uint32_t slot;
    int64_t denominator; /* NUMBER: of low and high in its slot; 0: exact numbers only */
} TcPlanNode;

TcSlotKind tc_plan_slot_kind(TcPlanOp op);
const char *tc_plan_op_name(TcPlanOp op);

#endif
