/* TcDocument: the front half of the program behind one door.
 *
 * A text goes in; tree, model and diagnostics come out. A document owns its source, arena, tree and
 * model. */
#ifndef TC_SEMA_DOCUMENT_H
#define TC_SEMA_DOCUMENT_H

#include "base/diag.h"
#include "sema/example.h"
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

/* Has the file examples and nothing else? Then it has no model, and its examples are of the sets of
 * other files. */
bool tc_document_is_examples(const TcDocument *document);
/* The code of its set, also while there are errors; NULL: it has none. */
const char *tc_document_set(const TcDocument *document);
/* Does some rule ask for ngày chốt số liệu or năm đánh giá? */
bool tc_document_asks_day(const TcDocument *document);
/* Its examples, and those of other files that were added (TcExample). */
const GArray *tc_document_examples(const TcDocument *document);
/* Reads the example @head of another file for the set of this one. Pre: it has a model. */
void tc_document_add_example(TcDocument *document, TcNode *head, TcDiagList *diags);
/* Gives the examples of files that hold nothing else to the sets that they are under, among all
 * @documents. What belongs to none is told, except where rules with errors may be meant. */
void tc_documents_share_examples(const GPtrArray *documents, TcDiagList *diags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcDocument, tc_document_free)

#endif
