/* Files of examples alone: each example goes to the set that it names, in force on its day. */
#include "base/text.h"
#include "sema/document.h"

/* The sets that an example may be of. */
typedef struct {
    const char *code; /* NULL: not said */
    bool has_day;
    int32_t day;
    unsigned n;       /* found */
    bool broken;      /* among rules with errors */
    TcDocument *last; /* of those found */
} Search;

static bool in_force(const TcModel *model, const Search *search)
{
    return !search->has_day || ((!model->has_from || search->day >= model->in_force_from) &&
                                (!model->has_until || search->day <= model->in_force_until));
}

static void look(Search *search, TcDocument *document)
{
    const TcModel *model = tc_document_model(document);
    const char *code = tc_document_set(document);
    if (tc_document_is_examples(document))
        return;
    if (search->code && !(code && tc_text_same(search->code, code)))
        return;
    search->broken |= model == NULL;
    if (model && in_force(model, search)) {
        search->n++;
        search->last = document;
    }
}

/* All sets of @documents, parted by commas. Returns: (transfer full). */
static char *sets_of(const GPtrArray *documents)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < documents->len; i++) {
        const TcModel *model = tc_document_model(g_ptr_array_index(documents, i));
        if (model)
            g_string_append_printf(text, "%s%s", text->len ? ", " : "", model->code);
    }
    return g_strdup(text->str);
}

static void tell(const GPtrArray *documents, const Search *search, const TcNode *head,
                 TcDiagList *diags)
{
    g_autofree char *sets = sets_of(documents);
    if (search->broken)
        return;
    if (search->n == 0)
        tc_diag(diags, TC_DIAG_EXAMPLE_NO_SET, head->at, search->code ? search->code : "…", NULL);
    else
        tc_diag(diags, TC_DIAG_EXAMPLE_WHICH_SET, head->at, sets, tc_document_set(search->last),
                NULL);
}

static void share(const GPtrArray *documents, TcNode *head, TcDiagList *diags)
{
    Search search = {0};
    search.code = tc_example_set(head, &search.has_day, &search.day);
    for (guint i = 0; i < documents->len; i++)
        look(&search, g_ptr_array_index(documents, i));
    if (search.n == 1)
        tc_document_add_example(search.last, head, diags);
    else
        tell(documents, &search, head, diags);
}

void tc_documents_share_examples(const GPtrArray *documents, TcDiagList *diags)
{
    for (guint i = 0; i < documents->len; i++) {
        const TcDocument *document = g_ptr_array_index(documents, i);
        const TcNode *tree = tc_document_tree(document);
        for (uint32_t h = 0; tc_document_is_examples(document) && h < tree->n; h++)
            share(documents, tree->items[h], diags);
    }
}
