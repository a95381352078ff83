/* Parts of an explanation: values, cells, conditions and what made them true or false, levels that
 * are asked for. See explain.h. */
#ifndef TC_EXEC_EXPLAINED_PARTS_H
#define TC_EXEC_EXPLAINED_PARTS_H

#include "exec/results.h"
#include "exec/value.h"

/* A value twice: for people, and exact for files (a decimal of English style or n/d, true or false,
 * an ISO date, the text itself, "none" for chưa có). Both NULL: it has none. */
typedef struct {
    const char *shown, *exact;
} TcShown;

typedef struct {
    uint32_t column; /* of the schema; above n_columns: an appraisal */
    const char *heading;
    const char *unit; /* NULL if none */
    TcValueKind kind;
    TcShown value;     /* without the unit */
    TcReason reason;   /* KNOWN, or why it is open */
    const char *place; /* "so-lieu.csv:14: cột F", or NULL */
} TcExplainedCell;

/* What stands in giải thích từ ngữ, and what it came to on the row. */
typedef struct {
    const char *name, *formula; /* as written; the formula on one line */
    const char *unit;           /* of the value; NULL for ratios, plain numbers and all else */
    TcShown value;              /* NULL: it is open, or has none */
    TcShown most;               /* the other end of what is open between two ends; else NULL */
} TcExplainedDefinition;

typedef enum {
    TC_BECAUSE_CONDITION, /* a comparison or a question */
    TC_BECAUSE_ALL,       /* và; all contents */
    TC_BECAUSE_ANY,       /* hoặc; one of the contents */
    TC_BECAUSE_FIRST,     /* one of the contents, in order: `by` */
    TC_BECAUSE_AT_LEAST,  /* `wanted` of the contents */
    TC_BECAUSE_NOT,
    TC_BECAUSE_COUNT, /* of indicators: `tally` */
    TC_BECAUSE_CASE,  /* a case list; children: the branches that may hold */
} TcBecauseKind;

/* A condition and what made it true or false. */
typedef struct TcBecause {
    TcBecauseKind kind;
    TcTruth truth;
    const char *label;   /* letter of a content, or NULL */
    const char *text;    /* as the rule has it, on one line */
    TcShown left, right; /* what the compared came to; NULL where the text shows it */
    TcShown left_most;   /* the other end of a total or count that is open; else NULL */
    uint32_t wanted;     /* AT_LEAST */
    const char **by;     /* FIRST, of what holds: the letters that may be the first that does */
    uint32_t n_by;
    TcShown missing;      /* of points that are too few: at least that much; else NULL */
    TcShown missing_most; /* while they are open: at most that; else NULL */
    bool missing_beyond, missing_share; /* more than that; it is of percentages */
    TcState state;                      /* COUNT: what is counted */
    TcTally tally;                      /* COUNT: how many are in it, as `met` */
    const char *definition; /* CONDITION: the name of one that the child opens, or NULL */
    struct TcBecause **children;
    uint32_t n_children;
} TcBecause;

/* A group, and what it adds to the total. */
typedef struct {
    const char *code, *title;
    TcTally tally;
    TcShown points, points_most; /* by its own indicators; the other end of what is open, or NULL */
    TcShown weight;              /* in the total; NULL: none is stated */
    TcShown weighted;            /* points times weight; NULL: they are open, or there is none */
    const TcProvenance *about;
} TcExplainedGroup;

/* A criterion: what it came to by its indicators, told by their index in the model. */
typedef struct {
    uint32_t index; /* in the model */
    const char *code, *title;
    uint8_t label; /* TcLabel */
    bool as_of_today;
    TcTally tally; /* of those that are counted */
    uint32_t *counted, *failing, *open;
    uint32_t n_counted, n_failing, n_open;
    const TcProvenance *about;
} TcExplainedCriterion;

typedef enum {
    TC_LEVEL_GENERAL,
    TC_LEVEL_EXCEPT, /* riêng */
    TC_LEVEL_CASE,   /* a branch of a case list or scale */
    TC_LEVEL_REST,   /* còn lại */
} TcLevelOrigin;

/* A requirement that is in force, or may be while what chooses it is open. */
typedef struct {
    TcLevelOrigin origin;
    TcTruth in_force;
    const char *text;      /* "từ 50% trở lên" */
    const char *condition; /* why this one; NULL: there is no other */
    TcShown level;         /* the number or day asked for, if it is one */
    bool least, beyond;    /* it is asked for at least; for more than it */
} TcExplainedLevel;

#endif
