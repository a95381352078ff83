/* Inside of the translation to SMT-LIB: what its files share. smt.c makes terms of terms,
 * smt_cells.c cells and what rows keep, smt_units.c units, smt_expr.c expressions, smt_choice.c
 * choices, smt_parts.c the parts of a set. */
#ifndef TESTS_TOOLS_SMT_INTERNAL_H
#define TESTS_TOOLS_SMT_INTERNAL_H

#include "tools/smt.h"

/* Answers about parts are made once for each way to see indicators. */
typedef enum {
    TC_SMT_DEFINITION,
    TC_SMT_PARAMETER,
    TC_SMT_VALUE,
    TC_SMT_STATE,
    TC_SMT_SEEN,
    TC_SMT_POINTS,
    TC_SMT_VERDICT,
    TC_SMT_GRADE,
    TC_SMT_N_PARTS
} TcSmtPart;

typedef struct {
    bool made, lost;
    TcSmtValue value;
    TcSmtState state;
} TcSmtSlot;

/* A column of one name and kind. */
typedef struct {
    const char *name; /* of the column */
    TcValueKind kind;
    unsigned scale; /* as coarse as the coarsest of its columns */
    bool may_none;  /* in all sets that have it */
    unsigned number;
} TcSmtCell;

struct TcSmt {
    GString *text;
    GStringChunk *words;
    GHashTable *terms; /* a term to its name */
    GHashTable *negations;
    GHashTable *texts; /* a text to its place + 1 */
    GHashTable *holes; /* code of an indicator: it has been declared */
    GArray *cells;     /* TcSmtCell */
    GPtrArray *sets;
    bool rows_lost;
};

struct TcSmtSet {
    TcSmt *smt;
    const TcModel *model;
    TcRun run;
    uint32_t turned;
    bool seen;                           /* conclusions: undefined indicators are seen one way */
    bool lost;                           /* what is being made is not covered */
    TcSmtSlot *slots[TC_SMT_N_PARTS][2]; /* by `seen`, then by part */
};

/* Where an expression stands: see TcRefScope. */
typedef struct {
    uint32_t self;
    const TcSmtValue *subject;
    bool level;
} TcSmtScope;

/* --- smt.c --- */

bool tc_smt_is(const char *term, const char *literal);
const char *tc_smt_bool(TcSmt *smt, const char *format, ...) G_GNUC_PRINTF(2, 3);
const char *tc_smt_real(TcSmt *smt, const char *format, ...) G_GNUC_PRINTF(2, 3);
const char *tc_smt_number(TcSmt *smt, const mpq_t number);
const char *tc_smt_if(TcSmt *smt, const char *guard, const char *a, const char *b, bool real);

TcSmtTruth tc_smt_truth(TcSmt *smt, const TcSmtValue *value);
TcSmtValue tc_smt_of_truth(TcSmt *smt, TcSmtTruth truth);
TcSmtTruth tc_smt_constant(bool truth);
TcSmtTruth tc_smt_opposite(TcSmtTruth truth);
/* Is it never unknown, as far as its terms tell? */
bool tc_smt_is_sure(TcSmt *smt, TcSmtTruth truth);
TcSmtTruth tc_smt_both(TcSmt *smt, TcSmtTruth a, TcSmtTruth b);
TcSmtTruth tc_smt_either(TcSmt *smt, TcSmtTruth a, TcSmtTruth b);

/* The number @count, one more where @one holds. */
const char *tc_smt_more(TcSmt *smt, const char *count, const char *one);

TcSmtValue tc_smt_undefined(void);
TcSmtValue tc_smt_defined(TcValueKind kind, const char *term);
TcSmtValue tc_smt_pick(TcSmt *smt, const char *guard, const TcSmtValue *a, const TcSmtValue *b);
TcSmtValue tc_smt_agreed(TcSmt *smt, const TcSmtValue *a, const TcSmtValue *b);
TcSmtValue tc_smt_compute(TcSmtSet *set, TcOperator operator, const TcSmtValue * a,
                          const TcSmtValue *b);
TcSmtValue tc_smt_negated(TcSmt *smt, const TcSmtValue *a);
/* Is the value known to be 0? */
const char *tc_smt_is_zero(TcSmt *smt, const TcSmtValue *a);

/* --- smt_cells.c --- */

TcSmtValue tc_smt_text_of(TcSmt *smt, const char *text);
TcSmtValue tc_smt_cell(TcSmtSet *set, uint32_t column);
void tc_smt_declare_cells(TcSmtSet *set);

/* --- smt_units.c: is the unit of the row outside these lists? --- */

const char *tc_smt_left_out(TcSmtSet *set, const TcUnitList *only_for, const TcUnitList *not_for);

/* --- smt_expr.c, smt_choice.c --- */

TcSmtValue tc_smt_expression(TcSmtSet *set, const TcNode *node, uint32_t self);
TcSmtTruth tc_smt_condition(TcSmtSet *set, const TcNode *node, uint32_t self);
TcSmtTruth tc_smt_fits(TcSmtSet *set, const TcNode *node, const TcSmtValue *subject, uint32_t self);
TcSmtValue tc_smt_choice(TcSmtSet *set, const TcNode *node, const TcSmtScope *scope);
TcSmtValue tc_smt_contents(TcSmtSet *set, const TcNode *node, uint32_t self);
TcSmtValue tc_smt_requirement(TcSmtSet *set, const TcRequirement *requirement,
                              const TcSmtScope *scope);

/* --- smt_parts.c, smt_counts.c --- */

TcSmtValue tc_smt_name(TcSmtSet *set, const TcNode *node);
TcSmtValue tc_smt_own(TcSmtSet *set, const TcNode *node, uint32_t self);
TcSmtState tc_smt_seen(TcSmtSet *set, uint32_t indicator);
TcSmtState tc_smt_criterion(TcSmtSet *set, uint32_t criterion);
TcSmtValue tc_smt_part_points(TcSmtSet *set, uint32_t indicator);
TcSmtValue tc_smt_max_points(TcSmtSet *set, uint32_t indicator);
TcSmtValue tc_smt_conclusion(TcSmtSet *set, TcSmtPart part, uint32_t index);
TcSmtTruth tc_smt_state(TcSmtSet *set, const TcNode *node, uint32_t self);
TcSmtValue tc_smt_count(TcSmtSet *set, const TcNode *node, uint32_t self);
TcSmtValue tc_smt_total(TcSmtSet *set, const TcNode *node);

#endif
