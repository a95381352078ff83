/* What `sub`, `flags` and `ref` of a node say, kind by kind (node_kinds.def tells which is whose).
 */
#ifndef TC_SYNTAX_SUB_H
#define TC_SYNTAX_SUB_H

#include <stdint.h>

typedef enum { TC_OWN_VALUE, TC_OWN_LEVEL, TC_OWN_POINTS, TC_OWN_MAX_POINTS } TcOwn;
typedef enum { TC_TOTAL_POINTS, TC_TOTAL_SHARE, TC_TOTAL_MAX } TcTotal;

/* The states of an indicator as rules ask for them (STATE, COUNT). */
typedef enum {
    TC_STATE_MET,
    TC_STATE_NOT_MET,
    TC_STATE_NOT_APPLICABLE,
    TC_STATE_APPLICABLE, /* any other than NOT_APPLICABLE */
    TC_STATE_MISSING,    /* closed questions: asked of the file as it is */
    TC_STATE_AWAITS,
    TC_N_STATES
} TcState;

/* COUNT nodes: what is counted, over which indicators (or criteria), in which state. */
typedef enum {
    TC_COUNT_NUMBER,   /* số chỉ tiêu … đạt: a number */
    TC_COUNT_SHARE,    /* tỷ lệ chỉ tiêu … đạt: a ratio over the applicable */
    TC_COUNT_ALL,      /* tất cả chỉ tiêu … đạt: a condition; no limit */
    TC_COUNT_AT_LEAST, /* có ít nhất k chỉ tiêu …: a condition; limit is the first child */
    TC_COUNT_AT_MOST,
    TC_COUNT_EXACTLY,
} TcQuantity;
typedef enum {
    TC_FILTER_ANY,
    TC_FILTER_MANDATORY,
    TC_FILTER_ELECTIVE,
    TC_FILTER_CRITERIA, /* số tiêu chí …: whole criteria in place of indicators */
} TcFilter;

#define TC_COUNT_SUB(quantity, filter, state)                                                      \
    ((uint16_t)((unsigned)(quantity) | (unsigned)(filter) << 4 | (unsigned)(state) << 8))
#define TC_COUNT_QUANTITY(sub) ((TcQuantity)((sub)&15))
#define TC_COUNT_FILTER(sub)   ((TcFilter)((sub) >> 4 & 15))
#define TC_COUNT_STATE(sub)    ((TcState)((sub) >> 8))

/* PHRASE nodes: which ends it has and whether they belong to it. BARE: a value alone; for a
 * requirement it means "at least", in a band or cell "equal". EQUAL: bằng a. */
enum {
    TC_PHRASE_LOW = 1,
    TC_PHRASE_HIGH = 2,
    TC_PHRASE_LOW_OPEN = 4,
    TC_PHRASE_HIGH_OPEN = 8,
    TC_PHRASE_BARE = 16,
    TC_PHRASE_EQUAL = 32, /* low and high are one value */
    TC_PHRASE_NOT = 64,   /* <> a */
};

typedef enum {
    TC_CONTENTS_ALL,
    TC_CONTENTS_ONE,
    TC_CONTENTS_FIRST, /* reported by the first letter that holds */
    TC_CONTENTS_AT_LEAST,
} TcContents;

typedef enum {
    TC_ATTRIBUTE_UNIT,  /* text: "hộ" */
    TC_ATTRIBUTE_RANGE, /* child: PHRASE, ends are numbers or, for không quá, a NAME */
    TC_ATTRIBUTE_ALIAS, /* text */
    TC_ATTRIBUTE_BLANK, /* child: NUMBER 0, BOOL 0, or NONE for chưa có */
    TC_ATTRIBUTE_WORD,  /* text is read as child BOOL */
    TC_ATTRIBUTE_CHOICE,
    TC_ATTRIBUTE_MAY_BE_NEGATIVE,
    TC_ATTRIBUTE_FIXED,
} TcAttribute;

enum {
    TC_FLAG_PERCENT = 1, /* NUMBER written with % */
    TC_FLAG_NEGATED = 2, /* MEMBER, HAS_DATA */
    TC_FLAG_PAREN = 4,   /* stood in parentheses of its own */
    TC_FLAG_TAKEN = 8,   /* an operand of a sum that is taken away */
    TC_FLAG_LENT = 16,   /* PHRASE: its words stand elsewhere, before the choice or the heading */
    TC_FLAG_BROKEN = 32, /* HEAD: a clause of it could not be read */
    TC_FLAG_POINTS = 64, /* stands in the place of points: see sema/types_points.c */
    TC_FLAG_OPEN = 64,   /* EXPECT: chưa rõ */
};

/* What a name or part stands for, set by sema. index counts in the model's array of that kind. */
typedef enum {
    TC_REF_NONE,
    TC_REF_COLUMN,
    TC_REF_DEFINITION,
    TC_REF_PARAMETER,
    TC_REF_SET, /* the whole set */
    TC_REF_GROUP,
    TC_REF_CRITERION,
    TC_REF_INDICATOR,
    TC_REF_VERDICT,
    TC_REF_GRADE,
    TC_REF_RANKING,
    TC_REF_BUILTIN,
    TC_REF_ROUND_MODE,  /* index: TcRoundMode */
    TC_REF_DATE_JUDGED, /* ngày chốt số liệu */
    TC_REF_YEAR_JUDGED, /* năm đánh giá */
} TcRefKind;

#endif
