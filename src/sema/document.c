/* The front half of the program: text in, tree, model and diagnostics out. See document.h. */
#include "sema/document.h"

#include <string.h>
#include "sema/example.h"
#include "sema/sema.h"
#include "sema/value_range.h"
#include "sema/whole.h"
#include "syntax/parse.h"

struct TcDocument {
    TcSource *source;
    TcArena *arena;
    TcNode *tree;
    TcModel *model;
    TcSema sema;      /* the tables of names, for examples of other files */
    GArray *examples; /* TcExample */
    bool complete;    /* no error was found */
    bool only_examples;
    const char *examples_set; /* in whose file they are; NULL: in their own */
    int32_t from, until;      /* of a version */
};

static bool asks_day(const TcNode *node)
{
    if (node->ref.kind == TC_REF_DATE_JUDGED || node->ref.kind == TC_REF_YEAR_JUDGED)
        return true;
    for (uint32_t i = 0; i < node->n; i++)
        if (asks_day(node->items[i]))
            return true;
    return false;
}

static bool is_example(const TcNode *head)
{
    return head->kind == TC_NODE_HEAD && head->sub == TC_KW_EXAMPLE;
}

static bool has_only_examples(const TcNode *tree)
{
    for (uint32_t i = 0; i < tree->n; i++)
        if (!is_example(tree->items[i]))
            return false;
    return tree->n > 0;
}

static bool rules_ask_day(const TcNode *tree)
{
    for (uint32_t i = 0; i < tree->n; i++)
        if (!is_example(tree->items[i]) && asks_day(tree->items[i]))
            return true;
    return false;
}

/* What is analysed: a file, or the outline of a version. */
typedef struct {
    const TcSource *source;
    const TcOutline *outline; /* or NULL */
} Analysed;

/* @first: the entry of @diags with which those of reading begin. */
static void analyse(TcDocument *document, const Analysed *of, TcDiagList *diags, unsigned first,
                    bool broken)
{
    TcSema *sema = &document->sema;
    const TcNode *tree = document->tree;
    tc_sema_declare_built_in(sema);
    sema->source = of->source;
    sema->outline = of->outline;
    sema->broken = broken;
    sema->data_whole = tc_whole_mark(document->tree, diags, first);
    tc_collect(sema);
    tc_resolve(sema);
    tc_order(sema);
    tc_types(sema);
    tc_check(sema);
    sema->asks_day = rules_ask_day(tree);
    if (!broken || sema->data_whole)
        tc_examples(sema, tree->items, tree->n, document->examples);
}

static TcDocument *document_new(void)
{
    TcDocument *document = g_new0(TcDocument, 1);
    document->arena = tc_arena_new();
    document->model = tc_arena_alloc(document->arena, sizeof *document->model);
    document->model->arena = document->arena;
    document->examples = g_array_new(FALSE, TRUE, sizeof(TcExample));
    document->from = INT32_MIN;
    document->until = INT32_MAX;
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
    document->only_examples = has_only_examples(document->tree);
    const Analysed file = {source, NULL};
    tc_sema_init(&document->sema, document->model, document->tree, diags);
    if (document->only_examples)
        tc_whole_mark(document->tree, diags, first);
    else if (!amends_nothing(document->tree, diags))
        analyse(document, &file, diags, first, tc_diag_count(diags, TC_ERROR) > before);
    document->complete = tc_diag_count(diags, TC_ERROR) == before;
    return document;
}

void tc_document_known_on(TcDocument *document, int32_t day)
{
    document->model->has_known = true;
    document->model->known_on = day;
}

/* Clauses of edits were read before; what is told of them again is the same, and is dropped where
 * the list is sorted. They are read with a list of their own, since a message may take the place of
 * those of its words, and those of this version are told by where they stand. */
static TcNode *read_version(const TcVersionText *version, TcArena *arena, TcDiagList *diags)
{
    g_autoptr(TcDiagList) own = tc_diag_list_like(diags);
    tc_diag_list_rules(own, version->lang);
    TcNode *tree = tc_parse_outline(version->outline, arena, own);
    tc_diag_list_move(own, diags, NULL, NULL);
    return tree;
}

TcDocument *tc_document_version(const TcVersionText *version, TcDiagList *diags)
{
    TcDocument *document = document_new();
    const char *by = version->amended_by;
    unsigned before = tc_diag_count(diags, TC_ERROR);
    unsigned first = tc_diag_list_length(diags);
    document->from = version->from;
    document->until = version->until;
    document->model->lang = version->lang;
    document->model->amended_lang = version->amended_lang;
    document->model->amended_by = by ? tc_arena_strndup(document->arena, by, strlen(by)) : NULL;
    tc_diag_list_rules(diags, version->lang);
    document->tree = read_version(version, document->arena, diags);
    const Analysed analysed = {document->tree->span.source, version->outline};
    tc_sema_init(&document->sema, document->model, document->tree, diags);
    analyse(document, &analysed, diags, first,
            version->lost || tc_diag_count(diags, TC_ERROR) > before);
    document->complete = !version->lost && tc_diag_count(diags, TC_ERROR) == before;
    return document;
}

TcDocument *tc_document_examples_of(const TcOutline *outline, const char *code, TcLang lang,
                                    TcDiagList *diags)
{
    TcDocument *document = document_new();
    document->model->lang = lang;
    document->tree = tc_parse_outline(outline, document->arena, diags);
    document->only_examples = true;
    document->examples_set = code;
    tc_sema_init(&document->sema, document->model, document->tree, diags);
    return document;
}

void tc_document_free(TcDocument *document)
{
    if (!document)
        return;
    tc_sema_clear(&document->sema);
    g_array_free(document->examples, TRUE);
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
    return document->complete && !document->only_examples ? document->model : NULL;
}

bool tc_document_is_examples(const TcDocument *document)
{
    return document->only_examples;
}

const char *tc_document_examples_set(const TcDocument *document)
{
    return document->examples_set;
}

int32_t tc_document_from(const TcDocument *document)
{
    return document->from;
}

bool tc_document_has_day(const TcDocument *document, int32_t day)
{
    return document->from <= day && day <= document->until;
}

bool tc_document_asks_day(const TcDocument *document)
{
    return document->sema.asks_day;
}

const GArray *tc_document_examples(const TcDocument *document)
{
    return document->examples;
}

TcExample *tc_document_example(TcDocument *document, uint32_t index)
{
    return &g_array_index(document->examples, TcExample, index);
}

const char *tc_document_set(const TcDocument *document)
{
    return document->model->code;
}

void tc_document_add_example(TcDocument *document, TcNode *head, TcDiagList *diags)
{
    document->sema.diags = diags;
    document->sema.said = tc_diag_list_lang(diags);
    tc_examples(&document->sema, &head, 1, document->examples);
}

const TcNode *tc_document_tree(const TcDocument *document)
{
    return document->tree;
}

char *tc_document_value_range(TcDocument *document, uint32_t indicator, TcRange *range)
{
    return tc_value_range(&document->sema, indicator, range);
}
