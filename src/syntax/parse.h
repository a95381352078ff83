/* The parser's doors: a file to its tree, one expression to its node. */
#ifndef TC_SYNTAX_PARSE_H
#define TC_SYNTAX_PARSE_H

#include "base/diag.h"
#include "syntax/ast.h"
#include "syntax/outline.h"

/* Parses @source into a FILE node. Mistakes go to @diags; a clause with a mistake is missing from
 * the tree, all others are in it. *@lang: the file's keyword language and number style. Returns:
 * (transfer none) the tree, owned by @arena; never NULL. */
TcNode *tc_parse(const TcSource *source, TcArena *arena, TcLang *lang, TcDiagList *diags);

/* The same of a text, which has reported its own mistakes. */
TcNode *tc_parse_text(const TcText *text, TcArena *arena, TcDiagList *diags);
/* The same of a version. Its texts have reported their own mistakes; @arena is that of the tree,
 * and what it holds of tokens is theirs. */
TcNode *tc_parse_outline(const TcOutline *outline, TcArena *arena, TcDiagList *diags);
/* One clause of @text: the node, or NULL when there was a mistake. A head has no clauses here. */
TcNode *tc_parse_clause(const TcText *text, uint32_t index, TcArena *arena, TcDiagList *diags);

/* Parses @source as one expression (or case list) in @lang. Returns: (transfer none) the node, or
 * NULL when there was a mistake. */
TcNode *tc_parse_expression(const TcSource *source, TcLang lang, TcArena *arena, TcDiagList *diags);

/* The texts of `tieuchi dump`: tokens after keywords, one a line; the tree, indented.
 * Returns: (transfer full). */
char *tc_dump_tokens(const TcSource *source, TcDiagList *diags);
char *tc_dump_tree(const TcNode *tree);

#endif
