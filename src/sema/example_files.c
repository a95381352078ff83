/* Files of examples alone, and examples of sets with versions: each goes to the set that it names,
 * in force on its day. */
#include "base/date.h"
#include "base/text.h"
#include "sema/document.h"

/* The sets that an example may be of. */
typedef struct {
    const char *code; /* NULL: not said */
    bool own;         /* it stands in the file of that set */
    bool has_day;
    int32_t day;
    unsigned n;       /* found */
    bool broken;      /* among rules with errors */
    TcDocument *last; /* of those found */
} Search;

/* May the set or version be meant? Whether a set is in force is looked at where the example is read
 * if no other can be meant. */
static bool is_meant(const TcDocument *document, const TcModel *model, const Search *search)
{
    if (!search->has_day)
        return !search->own || tc_document_from(document) == INT32_MIN;
    const bool in_force =
        search->own || ((!model->has_from || search->day >= model->in_force_from) &&
                        (!model->has_until || search->day <= model->in_force_until));
    return in_force && tc_document_has_day(document, search->day);
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
    if (model && is_meant(document, model, search)) {
        search->n++;
        search->last = document;
    }
}

/* All sets of @documents, each once. Returns: (transfer full) of their codes. */
static GPtrArray *sets_of(const GPtrArray *documents)
{
    GPtrArray *codes = g_ptr_array_new();
    for (guint i = 0; i < documents->len; i++) {
        const TcModel *model = tc_document_model(g_ptr_array_index(documents, i));
        bool known = !model;
        for (guint k = 0; k < codes->len && !known; k++)
            known = tc_text_same(g_ptr_array_index(codes, k), model->code);
        if (!known)
            g_ptr_array_add(codes, (void *)model->code);
    }
    return codes;
}

/* The day on which the last version found begins, or the set that is one. */
static const char *a_day(const Search *search, char text[TC_DATE_TEXT])
{
    const TcModel *model = tc_document_model(search->last);
    const int32_t from = tc_document_from(search->last);
    return tc_date_format(from == INT32_MIN ? model->in_force_from : from, model->lang, text);
}

/* Examples of one file that may be under several versions of one set, and say no day. */
typedef struct {
    Search search; /* of the first */
    const TcNode *first;
    GString *lines; /* "4, 9" */
    unsigned n;
} Undated;

/* Examples of a file while each is shared out. */
typedef struct {
    const GPtrArray *documents;
    GArray *undated; /* of Undated */
    TcDiagList *diags;
    GHashTable *missing; /* codes of sets that are not there, told before */
} Sharing;

static void clear_undated(void *undated)
{
    g_string_free(((Undated *)undated)->lines, TRUE);
}

/* Enters it among those of its set. */
static void enter_undated(const Sharing *sharing, const Search *search, const TcNode *head)
{
    const TcPlace place = tc_source_place(head->at.source, head->at.start);
    Undated *found = NULL;
    for (guint i = 0; i < sharing->undated->len && !found; i++) {
        Undated *one = &g_array_index(sharing->undated, Undated, i);
        found = one->search.last == search->last ? one : NULL;
    }
    if (!found) {
        const Undated new = {*search, head, g_string_new(NULL), 0};
        g_array_append_val(sharing->undated, new);
        found = &g_array_index(sharing->undated, Undated, sharing->undated->len - 1);
    }
    g_string_append_printf(found->lines, "%s%u", found->n++ ? ", " : "", place.line);
}

/* One message for all of a set. */
static void tell_undated(const Sharing *sharing)
{
    for (guint i = 0; i < sharing->undated->len; i++) {
        char text[TC_DATE_TEXT];
        const Undated *undated = &g_array_index(sharing->undated, Undated, i);
        const char *code = tc_document_set(undated->search.last);
        const char *day = a_day(&undated->search, text);
        g_autofree char *n = g_strdup_printf("%u", undated->n);
        if (undated->n == 1)
            tc_diag(sharing->diags, TC_DIAG_EXAMPLE_WHICH_VERSION, undated->first->at, code, day,
                    NULL);
        else
            tc_diag(sharing->diags, TC_DIAG_EXAMPLES_WHICH_VERSION, undated->first->at, code, day,
                    n, undated->lines->str, NULL);
    }
}

static void tell_which(const Sharing *sharing, const Search *search, const TcNode *head)
{
    char day[TC_DATE_TEXT];
    const char *code = tc_document_set(search->last);
    g_autoptr(GPtrArray) codes = sets_of(sharing->documents);
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < codes->len; i++)
        g_string_append_printf(list, "%s%s", i > 0 ? ", " : "",
                               (const char *)g_ptr_array_index(codes, i));
    if (search->code || codes->len == 1)
        enter_undated(sharing, search, head);
    else
        tc_diag(sharing->diags, TC_DIAG_EXAMPLE_WHICH_SET, head->at, list->str, code,
                a_day(search, day), NULL);
}

/* A set that is not there, at the first example that names it. */
static void tell_no_set(const Sharing *sharing, const Search *search, const TcNode *head)
{
    const char *code = search->code ? search->code : "…";
    if (g_hash_table_add(sharing->missing, g_strdup(code)))
        tc_diag(sharing->diags, TC_DIAG_EXAMPLE_NO_SET, head->at, code, NULL);
}

static void tell(const Sharing *sharing, const Search *search, const TcNode *head)
{
    if (search->broken)
        return;
    if (search->n == 0)
        tell_no_set(sharing, search, head);
    else
        tell_which(sharing, search, head);
}

static void share(const Sharing *sharing, TcNode *head, const char *own)
{
    Search search = {0};
    search.code = tc_example_set(head, &search.has_day, &search.day);
    search.own = own != NULL;
    if (own)
        search.code = own;
    for (guint i = 0; i < sharing->documents->len; i++)
        look(&search, g_ptr_array_index(sharing->documents, i));
    if (search.n == 1)
        tc_document_add_example(search.last, head, sharing->diags);
    else
        tell(sharing, &search, head);
}

void tc_documents_share_examples(const GPtrArray *documents, TcDiagList *diags)
{
    g_autoptr(GHashTable) missing = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < documents->len; i++) {
        const TcDocument *document = g_ptr_array_index(documents, i);
        const TcNode *tree = tc_document_tree(document);
        g_autoptr(GArray) undated = g_array_new(FALSE, FALSE, sizeof(Undated));
        const Sharing sharing = {documents, undated, diags, missing};
        g_array_set_clear_func(undated, clear_undated);
        for (uint32_t h = 0; tc_document_is_examples(document) && h < tree->n; h++)
            share(&sharing, tree->items[h], tc_document_examples_set(document));
        tell_undated(&sharing);
    }
}
