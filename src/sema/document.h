/* TcDocument: the front half of the program behind one door.
 *
 * A text goes in; tree, model and diagnostics come out. A document owns its source, arena, tree and
 * model. */
#ifndef TC_SEMA_DOCUMENT_H
#define TC_SEMA_DOCUMENT_H

#include "base/diag.h"
#include "sema/model.h"
#include "syntax/ast.h"
#include "syntax/outline.h"

typedef struct TcDocument TcDocument;

/* Parses, binds, types and checks @source (transfer full: the document frees it). Mistakes go to
 * @diags (borrowed for this call). Returns: (transfer full), never NULL. */
TcDocument *tc_document_new(TcSource *source, TcDiagList *diags);
/* The same of a version. @outline and the texts of its clauses outlive the document; @lang: of the
 * set as first issued. @amended_by: the decisions that amend it, or NULL. */
TcDocument *tc_document_version(const TcOutline *outline, TcLang lang, const char *amended_by,
                                TcDiagList *diags);
void tc_document_free(TcDocument *document);
GPtrArray *tc_documents_new(void); /* (transfer full) a list that frees its documents */

/* The model, or NULL while the diagnostics of this document held an error. (transfer none) */
const TcModel *tc_document_model(const TcDocument *document);
const TcNode *tc_document_tree(const TcDocument *document);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcDocument, tc_document_free)

#endif
