/* Inside pass 4: how types meet. Only types*.c include it. */
#ifndef TC_SEMA_TYPER_H
#define TC_SEMA_TYPER_H

#include "sema/roots.h"
#include "sema/sema.h"

typedef struct {
    TcSema *sema;
    TcRoot root;            /* where we are */
    bool fitting;           /* below a phrase, in a band or cell: what a value must be */
    const TcType **columns; /* n_columns: types of columns, NULL where not asked for yet */
    const TcNode *refused;  /* the subject that was told to be another: its levels are not */
    const TcType *points, *count, *criteria; /* điểm, chỉ tiêu, tiêu chí; NULL: not asked for yet */
} TcTyper;

/* Why two types meet: which message a clash gives. */
typedef enum {
    TC_MEET_ADD,
    TC_MEET_SUBTRACT,
    TC_MEET_COMPARE,
    TC_MEET_BRANCH,
    TC_N_MEETINGS
} TcMeeting;

/* One side: its type and, where there is one, the node that has it. */
typedef struct {
    const TcType *type;
    TcNode *node;
} TcSide;

/* The type that @a and @b have in common; bare numbers take the other's unit, amounts are brought
 * to the first one's scale. A clash is reported at @span (and gives kind ERROR). */
const TcType *tc_meet(TcTyper *typer, TcSide a, TcSide b, TcMeeting why, TcSpan span);

/* Turns @side's node into itself times 10^@zeros: what is counted in triệu đồng is then counted in
 * đồng. */
void tc_rescale(TcSema *sema, TcNode *node, int zeros);

/* Types @node and all below. Returns: its type, never NULL. */
const TcType *tc_type_of(TcTyper *typer, TcNode *node);
TcSide tc_side_of(TcTyper *typer, TcNode *node);
/* Types @node, which must be a condition. */
void tc_type_condition(TcTyper *typer, TcNode *node);
/* Types what stands behind a value, in a band or in a cell: @node must fit @subject.
 * Returns: does it? Its type is then a condition or its own, else of kind ERROR. */
bool tc_type_fit(TcTyper *typer, TcSide subject, TcNode *node);
/* Types a requirement or a list of cases that end in such: every phrase must fit @subject. */
void tc_type_required(TcTyper *typer, TcSide subject, TcNode *node);

/* Slips that are good arithmetic (types_slips.c). */
/* "60% - 70%", "60% ÷ 70%", "2 - 3 lần", two dates: is it a range to its writer? */
bool tc_is_range(const TcTyper *typer, const TcNode *node, const TcNode *left, const TcNode *right);
/* @what: what it is to the grammar. */
const TcType *tc_refuse_range(TcTyper *typer, const TcNode *node, TcMsg what);

/* "có", 1 where yes or no is @wanted, "01/7/2026" where a date is: reports what was meant within
 * @span (types_literal.c). Returns: is @literal one? */
bool tc_refuse_literal(TcTyper *typer, const TcType *wanted, const TcNode *literal, TcSpan span);

/* "cách tính: [Có trang]  yêu cầu: có": reports the condition that is meant (types_answers.c).
 * Returns: is @value, what an indicator is computed as, that? */
bool tc_refuse_condition_value(TcTyper *typer, const TcNode *value);

/* "tổng điểm từ 80%": reports that the share of points is meant, once for all levels of @subject
 * (types_slips.c). Returns: is it that? */
bool tc_refuse_total(TcTyper *typer, TcSide subject, TcSide level);

/* Bare levels of @node take the words that others of it have, or a table's heading, or the content
 * of @beside: behind "không quá 5%" is "3%" "không quá 3%". Asks for words where they lack
 * (types_levels.c). */
void tc_settle_levels(TcTyper *typer, TcSide subject, const TcRequirement *beside, TcNode *node);

/* What to write where units do not meet (types_remedy.c). All: (transfer full). */
/* The unit of @side in the words of the rule. */
char *tc_remedy_unit(const TcTyper *typer, TcSide side);
/* The sentence that says what to do about @b, which does not meet @a. */
char *tc_remedy(TcTyper *typer, TcSide a, TcSide b);
/* @node, which names no unit, with that of @wanted: 50 triệu is 50 triệu đồng/người, 2000 is 2000
 * hộ * 1 km2. */
char *tc_remedy_number(TcTyper *typer, const TcNode *node, const TcType *wanted);
/* The parameter that @node rests on, set to its number in the unit of @wanted: "mức = 50 triệu
 * đồng/người"; NULL: it is not for a parameter. */
char *tc_remedy_parameter(TcTyper *typer, const TcNode *node, const TcType *wanted);

/* Expressions with operands (types_operate.c). */
const TcType *tc_type_binary(TcTyper *typer, TcNode *node);
const TcType *tc_type_chain(TcTyper *typer, TcNode *node);
const TcType *tc_type_unary(TcTyper *typer, TcNode *node);
const TcType *tc_type_within(TcTyper *typer, TcNode *node);
const TcType *tc_type_has_data(TcTyper *typer, TcNode *node);
const TcType *tc_type_contents(TcTyper *typer, TcNode *node);
const TcType *tc_type_call(TcTyper *typer, TcNode *node);

/* Is argument @index of the call @node in the unit of its result? */
bool tc_call_keeps_unit(const TcNode *node, uint32_t index);

/* What gives points (types_points.c). */
const TcType *tc_points_type(TcTyper *typer);
/* Types @node, all of whose results must be points. */
void tc_type_points(TcTyper *typer, TcNode *node);
/* The product or quotient @node of @type in the place of points: 5 * [Lớp] is 5 points for each; a
 * share by a number is reported. Returns: @type where nobody wants points. */
const TcType *tc_points_product(TcTyper *typer, TcNode *node, TcSide a, TcSide b,
                                const TcType *type);
/* Reports counts among the terms or arguments of @node where others are points. Returns: are all
 * of them good? */
bool tc_points_terms(TcTyper *typer, TcNode *node);

bool tc_is_error(const TcType *type);
/* Is it of @kind, or of one that agrees with everything? */
bool tc_fits_kind(const TcType *type, TcKind kind);
/* Reports @code at @node; {0} is what the node is. */
void tc_refuse_kind(TcTyper *typer, TcDiagCode code, const TcNode *node);

/* CASES, SCALE, TABLE: the type that their results share (types_choice.c). */
const TcType *tc_type_choice(TcTyper *typer, TcNode *node);
/* The content of a grade; collects its labels (types_texts.c). */
void tc_type_grade(TcTyper *typer, TcNode *node);
/* Gives text columns the texts that they can be compared with (types_texts.c). */
void tc_type_texts(TcSema *sema);

#endif
