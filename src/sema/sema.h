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
#include "syntax/outline.h"
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
    const TcOutline *outline; /* of a version: what was repealed; else NULL */
    bool asks_day;            /* the rules rest on ngày chốt số liệu or năm đánh giá */
    bool broken; /* something could not be read: what is not there may have stood there */
    bool
        data_whole; /* broken: only clauses of indicators and of what is told of them are missing */
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
/* Reads those of @heads that are examples for the model, which is through all passes, and appends
 * them to @examples (TcExample). They may be of another file. */
void tc_examples(TcSema *sema, TcNode *const *heads, uint32_t n, GArray *examples);
/* Parts of resolve and types: one expression more, which nothing of the model rests on. */
struct TcRoot;
void tc_resolve_root(TcSema *sema, const struct TcRoot *root);
void tc_type_alone(TcSema *sema, const struct TcRoot *root);
/* Of a single expression: what reads two ways. */
void tc_check_expression(TcSema *sema, TcNode *node);

/* Tells that the part or entry that @node names was repealed. Returns: false if it was not. */
bool tc_sema_repealed(TcSema *sema, const TcNode *node, const TcKeyword *kinds, unsigned n);

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

/* The exact value of an expression of literals and parameters. @value must be initialised. Returns:
 * false if it has none. */
bool tc_constant(const TcModel *model, const TcNode *node, mpq_t value);
bool tc_has_constant(const TcModel *model, const TcNode *node); /* the same without the value */

#endif
