/* TcDocument: the front half of the program behind one door.
 *
 * A text goes in; tokens, tree, model and diagnostics come out. This is all that check, explain of
 * codes and later the editor server need. A document owns its source, arena, tree and model. */
#ifndef TC_SEMA_DOCUMENT_H
#define TC_SEMA_DOCUMENT_H

#include "base/diag.h"
#include "sema/model.h"
#include "syntax/ast.h"

typedef struct TcDocument TcDocument;

/* Parses, binds, types and checks @source (transfer full: the document frees it). Mistakes go to
 * @diags (borrowed, must outlive nothing). Returns: (transfer full), never NULL. */
TcDocument *tc_document_new(TcSource *source, TcDiagList *diags);
void tc_document_free(TcDocument *document);

/* The model, or NULL while the diagnostics of this document held an error. (transfer none) */
const TcModel *tc_document_model(const TcDocument *document);
const TcNode *tc_document_tree(const TcDocument *document);

/* A single expression with given names, for `tieuchi expr`: @names/@values are @n names and their
 * literal texts in the style of @lang. Types come from the literals. A model with one definition
 * "kết quả" holding the expression and a column for each name. See engine/expression.h for use. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcDocument, tc_document_free)

#endif
