/* The front half of the program: text in, tree, model and diagnostics out. See document.h. */
#include "sema/document.h"

#include <string.h>
#include "sema/sema.h"
#include "sema/whole.h"
#include "syntax/parse.h"

struct TcDocument {
    TcSource *source;
    TcArena *arena;
    TcNode *tree;
    TcModel *model;
    bool complete; /* no error was found */
};

/* What is analysed: a file, or the outline of a version. */
typedef struct {
    const TcSource *source;
    const TcOutline *outline; /* or NULL */
} Analysed;

/* @first: the entry of @diags with which those of reading begin. */
static void analyse(TcDocument *document, const Analysed *of, TcDiagList *diags, unsigned first,
                    bool broken)
{
    TcSema sema;
    tc_sema_init(&sema, document->model, document->tree, diags);
    tc_sema_declare_built_in(&sema);
    sema.source = of->source;
    sema.outline = of->outline;
    sema.broken = broken;
    sema.data_whole = tc_whole_mark(document->tree, diags, first);
    tc_collect(&sema);
    tc_resolve(&sema);
    tc_order(&sema);
    tc_types(&sema);
    tc_check(&sema);
    tc_sema_clear(&sema);
}

static TcDocument *document_new(void)
{
    TcDocument *document = g_new0(TcDocument, 1);
    document->arena = tc_arena_new();
    document->model = tc_arena_alloc(document->arena, sizeof *document->model);
    document->model->arena = document->arena;
    return document;
}

/* A text that amends is none by itself. Returns: whether it is one, told. */
static bool amends_nothing(const TcNode *tree, TcDiagList *diags)
{
    const TcNode *head = tree->n ? tree->items[0] : NULL;
    if (!head || (head->sub != TC_KW_AMENDMENT && head->sub != TC_KW_CORRECTION))
        return false;
    tc_diag(diags, TC_DIAG_AMENDS_NOTHING, head->at, head->text ? head->text : "", NULL);
    return true;
}

TcDocument *tc_document_new(TcSource *source, TcDiagList *diags)
{
    TcDocument *document = document_new();
    unsigned before = tc_diag_count(diags, TC_ERROR);
    unsigned first = tc_diag_list_length(diags);
    document->source = source;
    document->tree = tc_parse(source, document->arena, &document->model->lang, diags);
    const Analysed file = {source, NULL};
    if (!amends_nothing(document->tree, diags))
        analyse(document, &file, diags, first, tc_diag_count(diags, TC_ERROR) > before);
    document->complete = tc_diag_count(diags, TC_ERROR) == before;
    return document;
}

TcDocument *tc_document_version(const TcOutline *outline, TcLang lang, const char *amended_by,
                                TcDiagList *diags)
{
    TcDocument *document = document_new();
    unsigned before = tc_diag_count(diags, TC_ERROR);
    unsigned first = tc_diag_list_length(diags);
    document->model->lang = lang;
    document->model->amended_by =
        amended_by ? tc_arena_strndup(document->arena, amended_by, strlen(amended_by)) : NULL;
    tc_diag_list_rules(diags, lang);
    document->tree = tc_parse_outline(outline, document->arena, diags);
    const Analysed version = {document->tree->span.source, outline};
    analyse(document, &version, diags, first, tc_diag_count(diags, TC_ERROR) > before);
    document->complete = tc_diag_count(diags, TC_ERROR) == before;
    return document;
}

void tc_document_free(TcDocument *document)
{
    if (!document)
        return;
    tc_arena_free(document->arena);
    tc_source_free(document->source);
    g_free(document);
}

static void free_document(void *document)
{
    tc_document_free(document);
}

GPtrArray *tc_documents_new(void)
{
    return g_ptr_array_new_with_free_func(free_document);
}

const TcModel *tc_document_model(const TcDocument *document)
{
    return document->complete ? document->model : NULL;
}

const TcNode *tc_document_tree(const TcDocument *document)
{
    return document->tree;
}
