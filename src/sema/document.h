/* TcDocument: the front half of the program behind one door.
 *
 * A text goes in; tree, model and diagnostics come out. A document owns its source, arena, tree and
 * model. */
#ifndef TC_SEMA_DOCUMENT_H
#define TC_SEMA_DOCUMENT_H

#include "base/diag.h"
#include "sema/example.h"
#include "sema/model.h"
#include "sema/range.h"
#include "syntax/ast.h"
#include "syntax/outline.h"

typedef struct TcDocument TcDocument;

/* Parses, binds, types and checks @source (transfer full: the document frees it). Mistakes go to
 * @diags (borrowed for this call). Returns: (transfer full), never NULL. */
TcDocument *tc_document_new(TcSource *source, TcDiagList *diags);
/* A version of a set. */
typedef struct {
    const TcOutline *outline; /* it and the texts of its clauses outlive the document */
    TcLang lang;              /* of the set as first issued */
    TcLang amended_lang;      /* of the amendment that took effect last */
    const char *amended_by;   /* the decisions that amend it, or NULL */
    bool lost;                /* an edit was left out: what is not there may stand in it */
    int32_t from, until;      /* its days; INT32_MIN: as first issued, INT32_MAX: to this day */
} TcVersionText;

/* Notes on the model that texts signed after @day were left out. */
void tc_document_known_on(TcDocument *document, int32_t day);
/* The same of a version. */
TcDocument *tc_document_version(const TcVersionText *version, TcDiagList *diags);
/* The examples in the file of a set with versions, as a document of examples alone: each is of the
 * version in force on its day, of the set as first issued if it has none. @code (borrowed): of the
 * set; @outline outlives the document. */
TcDocument *tc_document_examples_of(const TcOutline *outline, const char *code, TcLang lang,
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
/* The set whose file the examples are in; NULL: they are in a file of their own. */
const char *tc_document_examples_set(const TcDocument *document);
/* The first day of a version, INT32_MIN: it is as first issued; and is @day one of its days? */
int32_t tc_document_from(const TcDocument *document);
bool tc_document_has_day(const TcDocument *document, int32_t day);
/* Does some rule ask for ngày chốt số liệu or năm đánh giá? */
bool tc_document_asks_day(const TcDocument *document);
/* Sets @range (initialised) to what the value of @indicator can be over the declared ranges.
 * Pre: there is a model. Returns: (transfer full) the range in words; NULL if nothing is known. */
char *tc_document_value_range(TcDocument *document, uint32_t indicator, TcRange *range);
/* Its examples, and those of other files that were added (TcExample). */
const GArray *tc_document_examples(const TcDocument *document);
TcExample *tc_document_example(TcDocument *document, uint32_t index);
/* Reads the example @head of another file for the set of this one. Pre: it has a model. */
void tc_document_add_example(TcDocument *document, TcNode *head, TcDiagList *diags);
/* Gives the examples of files that hold nothing else to the sets that they are under, among all
 * @documents. What belongs to none is told, except where rules with errors may be meant. */
void tc_documents_share_examples(const GPtrArray *documents, TcDiagList *diags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcDocument, tc_document_free)

#endif
