/* What the grammar's actions call: one builder for each shape of node.
 *
 * Builders take finished children, allocate in the parse's arena and never look up names. A child
 * that may be absent is NULL. Lists are built in a GPtrArray owned by the caller until a builder
 * takes it (transfer full). */
#ifndef TC_SYNTAX_BUILD_H
#define TC_SYNTAX_BUILD_H

#include "syntax/ast.h"
#include "syntax/token.h"

typedef struct {
    TcArena *arena;
    TcDiagList *diags;
    const TcTokenList *tokens;
    const GArray *clauses; /* TcClause: all of the file, or NULL */
    uint32_t index;        /* the one at hand */
    TcToken starter;       /* delivered first */
    TcToken end;           /* delivered last */
    uint32_t first, limit; /* the content: tokens[first..limit) */
    uint32_t next;         /* the first not yet delivered */
    enum { TC_AT_STARTER, TC_IN_CONTENT } state;
    const TcToken *before, *last; /* the last two delivered: for messages */
    bool too_deep;
    TcNode *no_end; /* NONE: the end that a phrase has not; one for all, or NULL */
    TcNode *result; /* the clause, when the parse was a success */
} TcParse;

/* Token source and messages of the grammar (parse.c). */
const TcToken *tc_parse_next(TcParse *parse);
void tc_parse_unexpected(TcParse *parse, const char *const *expected, unsigned n);
void tc_parse_too_deep(TcParse *parse, TcSpan span);

/* What messages call a token, "vi|en"; or its grammar name. */
const char *tc_token_name(int token);

TcSpan tc_tree_start(const TcParse *parse);
void tc_tree_location(TcSpan *span, const TcSpan *first, const TcSpan *last);

GPtrArray *tc_tree_items(TcNode *item); /* NULL: an empty list */
GPtrArray *tc_tree_more(GPtrArray *items, TcNode *item);

/* heads, sections, entries, clauses */
TcNode *tc_tree_head(TcParse *parse, TcSpan span, const TcToken *head, TcNode *code, TcNode *title,
                     TcNode *content);
TcNode *tc_tree_head_without_code(TcParse *parse, TcSpan span, const TcToken *head, TcNode *title);
TcNode *tc_tree_section(TcParse *parse, TcSpan span, const TcToken *section, GPtrArray *checks);
TcNode *tc_tree_type(TcParse *parse, TcSpan span, const TcToken *type, const TcToken *unit,
                     const TcToken *choice);
TcNode *tc_tree_column(TcParse *parse, TcSpan span, const TcToken *name, TcNode *type,
                       GPtrArray *attributes);
TcNode *tc_tree_attribute(TcParse *parse, TcSpan span, TcAttribute attribute, const TcToken *word,
                          TcNode *value);
TcNode *tc_tree_flag_attribute(TcParse *parse, TcSpan span, const TcToken *word);
TcNode *tc_tree_let(TcParse *parse, TcSpan span, const TcToken *name, TcNode *value);
TcNode *tc_tree_check(TcParse *parse, TcSpan span, TcNode *condition, const TcToken *message);
TcNode *tc_tree_clause(TcParse *parse, TcSpan span, const TcToken *keyword, TcNode *content);
/* heads that edit: HEAD nodes whose first children are what they are about (TARGET, TEXT) */
TcNode *tc_tree_target(TcParse *parse, TcSpan span, const TcToken *clause, const TcToken *noun,
                       TcNode *code);
/* "… và 2.5": the last of @targets with another code. */
TcNode *tc_tree_target_like(TcParse *parse, const GPtrArray *targets, TcNode *code);
/* "vào sau chỉ tiêu 3.4": behind or before the target, as @word says. */
TcNode *tc_tree_place(TcParse *parse, TcSpan span, const TcToken *word, TcNode *target);
/* @place: NULL, or where the part is put. */
TcNode *tc_tree_edit(TcParse *parse, TcSpan span, const TcToken *word, GPtrArray *targets,
                     TcNode *title, TcNode *place);
TcNode *tc_tree_replace(TcParse *parse, TcSpan span, const TcToken *word, const TcToken *from,
                        const TcToken *to, GPtrArray *targets);
TcNode *tc_tree_renumber(TcParse *parse, TcSpan span, const TcToken *word, TcNode *target,
                         TcNode *code);
/* A transition: for whom (NULL: the line above them all), and what becomes of them: the code of a
 * verdict or set, or NULL; then a column with the decision, or NULL, or a day. */
TcNode *tc_tree_transition(TcParse *parse, TcSpan span, const TcToken *word, TcNode *condition,
                           TcNode *outcome);
TcNode *tc_tree_outcome(TcParse *parse, TcSpan span, const TcToken *word, TcNode *code,
                        TcNode *second);
/* A clause of the head: these parts have a day of their own. */
TcNode *tc_tree_edit_day(TcParse *parse, TcSpan span, const TcToken *word, GPtrArray *targets,
                         const TcToken *day);
TcNode *tc_tree_entered(TcParse *parse, TcSpan span, const TcToken *keyword, TcNode *a, TcNode *b);
TcNode *tc_tree_except(TcParse *parse, TcSpan span, TcNode *list, const TcToken *word,
                       TcNode *condition, TcNode *requirement);

/* examples */
TcNode *tc_tree_given(TcParse *parse, TcSpan span, const TcToken *name, TcNode *value);
TcNode *tc_tree_not_yet(TcParse *parse, const TcToken *word);
TcNode *tc_tree_expect(TcParse *parse, TcSpan span, TcNode *condition);
TcNode *tc_tree_expect_open(TcParse *parse, TcSpan span, TcNode *part);

/* lists: a LIST is a passing node whose items a clause takes over */
TcNode *tc_tree_list(TcParse *parse, TcSpan span, GPtrArray *items);
TcNode *tc_tree_words(TcParse *parse, TcSpan span, GPtrArray *words);
TcNode *tc_tree_join(TcParse *parse, TcSpan span, TcNode *list, TcNode *item);

/* leaves */
TcNode *tc_tree_word(TcParse *parse, const TcToken *token);
TcNode *tc_tree_text(TcParse *parse, const TcToken *token);
TcNode *tc_tree_number(TcParse *parse, const TcToken *token);
TcNode *tc_tree_measure(TcParse *parse, TcSpan span, const TcToken *number,
                        const TcToken *magnitude, const TcToken *unit);
TcNode *tc_tree_date(TcParse *parse, const TcToken *token);
TcNode *tc_tree_bool(TcParse *parse, const TcToken *token, bool value);
TcNode *tc_tree_unknown(TcParse *parse, const TcToken *token);
TcNode *tc_tree_none(TcParse *parse, TcSpan span);

/* references */
TcNode *tc_tree_part(TcParse *parse, TcSpan span, const TcToken *kind, TcNode *code);
TcNode *tc_tree_own(TcParse *parse, TcSpan span, const TcToken *what, TcNode *part);
TcNode *tc_tree_state(TcParse *parse, TcSpan span, const TcToken *state, TcNode *part);
TcNode *tc_tree_count(TcParse *parse, TcSpan span, const TcToken *what, const TcToken *counted,
                      const TcToken *state, TcNode *limit, TcNode *group);

/* operations and choices */
TcNode *tc_tree_unary(TcParse *parse, TcSpan span, const TcToken *op, TcNode *operand);
TcNode *tc_tree_sign(TcParse *parse, TcSpan span, const TcToken *sign, TcNode *operand);
TcNode *tc_tree_binary(TcParse *parse, TcSpan span, const TcToken *op, TcNode *left, TcNode *right);
/* One operand more of a sum, of và or hoặc; @left is that chain or its first operand. */
TcNode *tc_tree_chain(TcParse *parse, TcSpan span, const TcToken *op, TcNode *left, TcNode *right);
TcNode *tc_tree_chained(TcParse *parse, TcSpan span, const TcToken *first, const TcToken *second,
                        TcNode *a, TcNode *b, TcNode *c);
TcNode *tc_tree_pair(TcParse *parse, TcSpan span, TcNodeKind kind, TcNode *first, TcNode *second);
TcNode *tc_tree_member(TcParse *parse, TcSpan span, const TcToken *word, TcNode *value,
                       GPtrArray *items);
TcNode *tc_tree_has_data(TcParse *parse, TcSpan span, const TcToken *word, TcNode *value);
TcNode *tc_tree_call(TcParse *parse, TcSpan span, const TcToken *name, GPtrArray *arguments);
TcNode *tc_tree_paren(TcSpan span, TcNode *inner);
TcNode *tc_tree_phrase(TcParse *parse, TcSpan span, int sub, TcNode *low, TcNode *high);
TcNode *tc_tree_bound(TcParse *parse, TcSpan span, const TcToken *word, TcNode *value);
TcNode *tc_tree_compare_phrase(TcParse *parse, TcSpan span, const TcToken *op, TcNode *value);
TcNode *tc_tree_bare(TcParse *parse, TcNode *value);
/* A requirement's plain value or condition stands for a phrase of its own: 60% is "60%, or more".
 * Does that to @slot, or to every result of the choice that is there. */
void tc_tree_levels(TcParse *parse, TcNode **slot);
/* The words of @sign, which has no end, before @choice hold for each of its bare results. */
TcNode *tc_tree_lend(TcParse *parse, TcSpan span, TcNode *sign, TcNode *choice);
TcNode *tc_tree_otherwise(TcParse *parse, TcSpan span, TcNode *value);
TcNode *tc_tree_choice(TcParse *parse, TcSpan span, TcNodeKind kind, TcNode *first,
                       GPtrArray *items);
TcNode *tc_tree_table(TcParse *parse, TcSpan span, GPtrArray *rows);
/* Says that @cell of @row holds several values, and how the row is with @value, the first, alone.
 */
void tc_tree_refuse_cell_list(TcParse *parse, TcSpan row, TcSpan cell, TcSpan value);
TcNode *tc_tree_band(TcParse *parse, TcSpan span, TcNode *fits, TcNode *result);
TcNode *tc_tree_contents(TcParse *parse, TcSpan span, const TcToken *word, const TcToken *count,
                         GPtrArray *items);
TcNode *tc_tree_item(TcParse *parse, TcSpan span, const TcToken *letter, TcNode *condition);

#endif
