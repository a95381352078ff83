/* TcValue: a value of the strict, three-valued language, and the operations on it.
 *
 * A value is a number, a truth, a text or a day, or it is undefined and says why. Arithmetic with
 * an undefined operand is undefined (with the first operand's reason); a comparison with one is
 * unknown. "chưa có" is a value of its own: every comparison with it is false, nothing can be
 * computed with it. The caller owns a value's storage: tc_value_init before use, tc_value_clear
 * after; results may be the operands themselves. */
#ifndef TC_EXEC_VALUE_H
#define TC_EXEC_VALUE_H

#include "data/schema.h"
#include "syntax/ast.h"

typedef enum {
    TC_WHY_NOT,     /* defined */
    TC_WHY_LITERAL, /* để trống written as a value; a cell that was left undefined */
    TC_WHY_ZERO,    /* division by zero */
    TC_WHY_NO_CASE, /* no case fits, or branches that are all possible disagree */
    TC_WHY_EMPTY,   /* mean, min or max of nothing; share where none applies */
    TC_WHY_NONE,    /* computed with chưa có */
    TC_WHY_STATE,   /* rests on an indicator about which the rule does not say */
    TC_WHY_RANGE, /* a date outside years 1..9999, a number of over TC_NUMBER_MAX_BITS, odd decimal
                     places */
} TcWhy;

typedef struct {
    TcValueKind kind;
    bool defined;
    bool none; /* the value chưa có */
    TcWhy why;
    bool truth;       /* BOOL */
    int32_t day;      /* DATE */
    const char *text; /* TEXT, UTF-8, borrowed from model or cells */
    mpq_t number;     /* NUMBER; initialised always */
} TcValue;

/* A truth as strong Kleene logic has it. */
typedef enum { TC_TRUTH_NO, TC_TRUTH_YES, TC_TRUTH_OPEN } TcTruth;

TcTruth tc_truth_not(TcTruth truth);
TcTruth tc_truth_and(TcTruth a, TcTruth b);
TcTruth tc_truth_or(TcTruth a, TcTruth b);

/* Makes @value undefined, without kind. */
void tc_value_init(TcValue *value);
void tc_value_clear(TcValue *value);
void tc_value_copy(TcValue *to, const TcValue *from);
/* An array of undefined values. Returns: (transfer full). */
TcValue *tc_values_new(uint32_t n);
void tc_values_free(TcValue *values, uint32_t n);

void tc_value_set_number(TcValue *value, const mpq_t number);
void tc_value_set_integer(TcValue *value, int64_t number);
void tc_value_set_day(TcValue *value, int32_t day);
void tc_value_set_text(TcValue *value, const char *text);
/* OPEN becomes undefined with reason @why. */
void tc_value_set_truth(TcValue *value, TcTruth truth, TcWhy why);
void tc_value_set_none(TcValue *value, TcValueKind kind);
void tc_value_undefine(TcValue *value, TcWhy why);

/* A condition's answer: chưa có is NO. */
TcTruth tc_value_truth(const TcValue *value);
/* Both undefined, both chưa có, or equal. */
bool tc_value_same(const TcValue *a, const TcValue *b);
bool tc_value_is_zero(const TcValue *value);
/* <0, 0, >0. Pre: both defined, not chưa có, of one kind. Texts: by code point after NFC. */
int tc_value_order(const TcValue *a, const TcValue *b);
/* @operator is one of = <> < <= > >=. */
TcTruth tc_value_compare(TcOperator operator, const TcValue * a, const TcValue *b);
/* @operator is one of + - * /. Dates: date ± days, date - date. */
void tc_value_compute(TcOperator operator, const TcValue * a, const TcValue *b, TcValue *result);
void tc_value_negate(TcValue *value);

#endif
