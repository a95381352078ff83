/* What the passes of sema share; no other layer includes it.
 *
 * A document goes through five passes, each one file with one entry point below: collect (tree to
 * arrays), resolve (names to what they stand for), order (what must be known first), types, check.
 * Every pass runs on whatever the one before could make of a faulty file and is silent about what
 * is already reported: an ERROR node, an open reference, a type of kind ERROR. */
#ifndef TC_SEMA_SEMA_H
#define TC_SEMA_SEMA_H

#include "base/msg.h"
#include "sema/model.h"
#include "syntax/token.h"

/* Something that has a name or a code. */
typedef struct {
    TcRefKind kind;
    uint32_t index;
    TcSpan span;      /* where it is declared; source NULL: built in */
    const char *name; /* as declared */
} TcSymbol;

/* A unit of the file: interned, so one unit is one pointer to its name. */
typedef struct {
    const char *name;     /* as first declared */
    const char *key;      /* its folded key */
    const char *currency; /* money: what it is an amount of (triệu đồng: đồng), else NULL */
    unsigned zeros;       /* money: power of ten of its scale (triệu đồng: 6) */
    bool counted;         /* things that are counted: bare numbers take it */
    const TcType *type;   /* of a quantity in this unit; NULL: not asked for yet */
} TcUnitInfo;

typedef struct {
    TcArena *arena;
    TcModel *model;
    const TcNode *tree; /* FILE; NULL: a single expression */
    TcDiagList *diags;
    TcLang said; /* language of the messages */
    GHashTable
        *names; /* folded key -> TcSymbol: columns, aliases, definitions, parameters, built in */
    GHashTable *codes;          /* kind letter and folded code -> TcSymbol: parts */
    GHashTable *units;          /* folded key -> TcUnitInfo */
    GHashTable *unit_names;     /* the interned name itself, as a pointer -> TcUnitInfo */
    GPtrArray *parameter_order; /* TcLet of parameters, each after those it uses */
    const TcNode *set;          /* the head of the set, or NULL */
    const TcSource *source;
    bool broken; /* something could not be read: what is not there may have stood there */
} TcSema;

/* Empty tables for @model, whose arena, language and (for collect) @tree are there. */
void tc_sema_init(TcSema *sema, TcModel *model, const TcNode *tree, TcDiagList *diags);
void tc_sema_clear(TcSema *sema);

/* The passes, in this order. */
void tc_collect(TcSema *sema);
void tc_resolve(TcSema *sema);
void tc_order(TcSema *sema);
void tc_types(TcSema *sema);
void tc_check(TcSema *sema);
/* Of a single expression: what reads two ways. */
void tc_check_expression(TcSema *sema, TcNode *node);

/* Parts of collect: puts the clauses of @head into @fields (TcModel, TcGroup, TcIndicator … by
 * @kind) and its texts into @about. */
void tc_collect_clauses(TcSema *sema, const TcNode *head, TcRefKind kind, void *fields,
                        TcProvenance *about);
/* Reports a clause that does not belong under @head. */
void tc_collect_refuse(TcSema *sema, const TcNode *clause, TcKeyword head);

/* A range that ends at another column, which may be declared further down. */
typedef struct {
    TcNode *name;
    uint32_t column; /* whose range it is */
    bool is_high;
    TcSpan words; /* the range */
} TcPendingLimit;

/* Parts of collect: reads the columns of a data section into @columns (TcColumnSpec), ranges that
 * end at a column into @pending (TcPendingLimit), ends that are more into @checks (TcDataCheck). */
void tc_collect_columns(TcSema *sema, const TcNode *head, GArray *columns, GArray *pending,
                        GArray *checks);
/* When all names are known: @pending becomes @limits (TcColumnLimit) or, where no column has that
 * name, @checks. */
void tc_collect_limits(TcSema *sema, const GArray *pending, const GArray *columns, GArray *limits,
                       GArray *checks);
/* Holds the counts that the file states against what stands in it. */
void tc_collect_counts(TcSema *sema);

/* Enters a name; reports and refuses the second of two. Returns: was it new? */
bool tc_sema_declare(TcSema *sema, const char *name, TcRefKind kind, uint32_t index, TcSpan span);
/* Enters the values that every rule set has (ngày chốt số liệu …): a file may not declare them. */
void tc_sema_declare_built_in(TcSema *sema);
/* The name that the tree has for what @name is, if that is such a value; else @name. */
const char *tc_sema_name_built_in(const char *name);
/* Enters a part's code likewise. */
bool tc_sema_declare_code(TcSema *sema, const char *code, TcRefKind kind, uint32_t index,
                          TcSpan span);
/* Returns: (transfer none) or NULL. */
const TcSymbol *tc_sema_name(const TcSema *sema, const char *name);
const TcSymbol *tc_sema_code(const TcSema *sema, const char *code, TcRefKind kind);
/* Returns: (transfer none) the unit of this name, entered on first use. */
TcUnitInfo *tc_sema_unit(TcSema *sema, const char *name);
/* The same where an amount is wanted, so that it may be written short (tr.đ). */
TcUnitInfo *tc_sema_amount(TcSema *sema, const char *name);

/* Tells that @written holds a letter of another alphabet; @meant is what to write. */
void tc_sema_lookalike(TcSema *sema, TcSpan span, const char *written, const char *meant);
/* Returns: (transfer full) @written in letters of one alphabet, or NULL if it is already. */
char *tc_sema_in_plain_letters(const char *written);

/* --- expressions of a model, wherever they stand ------------------------------------------- */

/* An expression (or list of cases …) and the clause that it is the content of. */
typedef struct {
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

/* --- words for messages -------------------------------------------------------------------- */

/* "chỉ tiêu 3.4", "kết luận HOÀN_THÀNH", "[Tổng số hộ]". Returns: (transfer full). */
char *tc_words_part(const TcModel *model, TcRefKind kind, uint32_t index, TcLang lang);
/* The same with a capital, to begin a sentence. Returns: (transfer full). */
char *tc_words_sentence(const TcModel *model, TcRefKind kind, uint32_t index, TcLang lang);
char *tc_words_capital(const char *text);
/* A type as people say it: "hộ", "tỷ lệ", "ngày", "hộ/người". Returns: (transfer full). */
char *tc_words_type(const TcType *type, TcLang lang);
/* A number in the style of the rule file; @percent: times 100, with %. Returns: (transfer full). */
char *tc_words_number(const TcSema *sema, mpq_srcptr value, bool percent);
/* A share as a percentage in the style of @style, which need not be the file's. (transfer full) */
char *tc_words_share(const mpq_t value, TcLang style);
/* The head keyword of a kind of part. */
TcKeyword tc_words_kind(TcRefKind kind);

/* --- types ---------------------------------------------------------------------------------- */

extern const TcType tc_type_error, tc_type_unknown, tc_type_plain, tc_type_bare, tc_type_ratio,
    tc_type_bool, tc_type_text, tc_type_date;

/* Unit algebra (units.c). Types come back in the arena or static. */
/* @unit may be a quotient: "triệu đồng/người". */
const TcType *tc_units_of(TcSema *sema, const char *unit);
const TcType *tc_units_multiply(TcSema *sema, const TcType *a, const TcType *b);
const TcType *tc_units_divide(TcSema *sema, const TcType *a, const TcType *b);
/* Have @a and @b one dimension, in whatever scale? */
bool tc_units_same(const TcType *a, const TcType *b);
/* Do bare numbers take the unit of @type? */
bool tc_units_counted(TcSema *sema, const TcType *type);
/* Is it an amount of money, or one per something? */
bool tc_units_money(const TcType *type);
/* @type without "per year"; itself if it has none. */
const TcType *tc_units_without_year(TcSema *sema, const TcType *type);
/* @type as a rule can write it behind a number: abbreviations of amounts are written out. Returns:
 * (transfer full). */
char *tc_units_written(TcSema *sema, const TcType *type);
/* Does a word of scale stand behind the number, and no unit (60 triệu)? */
bool tc_units_scaled(const TcNode *literal);

/* Calls @visit for every result of nested choices; @node itself if it is none. */
void tc_each_result(TcNode *node, void (*visit)(TcNode *result, void *data), void *data);

/* The exact value of an expression of literals and parameters. Returns: false if it has none. Open
 * @value must be initialised. */
bool tc_constant(const TcModel *model, const TcNode *node, mpq_t value);
bool tc_has_constant(const TcModel *model, const TcNode *node); /* the same without the value */

#endif
