/* Loading a rule file: document, model, plan. The run is in pipeline.c. */
#include "engine/program.h"

#include "engine/folder.h"
#include "sema/document.h"

struct TcProgram {
    TcDocument *document;
    TcPlan *plan;       /* NULL while there are errors */
    TcOutline *outline; /* of a version; else NULL */
    TcFolder *folder;   /* that it is of; else NULL */
    TcProgram *kept;    /* or NULL */
};

static TcProgram *program_of(TcDocument *document)
{
    TcProgram *program = g_new0(TcProgram, 1);
    program->document = document;
    const TcModel *model = tc_document_model(program->document);
    if (model)
        program->plan = tc_plan_new(model);
    return program;
}

static TcProgram *load(TcSource *source, TcDiagList *diags)
{
    return program_of(tc_document_new(source, diags));
}

static TcProgram *of_folder(TcDocument *document, TcFolder *folder, TcOutline *outline)
{
    TcProgram *program = program_of(document);
    program->outline = outline;
    program->folder = tc_folder_ref(folder);
    return program;
}

TcProgram *tc_program_version(TcFolder *folder, TcOutline *outline, const TcVersionText *version,
                              TcDiagList *diags)
{
    TcVersionText of = *version;
    of.outline = outline;
    return of_folder(tc_document_version(&of, diags), folder, outline);
}

TcProgram *tc_program_examples_of(TcFolder *folder, TcOutline *outline, const char *code,
                                  TcLang lang, TcDiagList *diags)
{
    return of_folder(tc_document_examples_of(outline, code, lang, diags), folder, outline);
}

TcProgram *tc_program_load(const char *path, TcDiagList *diags, GError **error)
{
    TcSource *source = tc_source_read(path, error);
    return source ? load(source, diags) : NULL;
}

TcProgram *tc_program_load_text(const char *name, const char *text, size_t length,
                                TcDiagList *diags)
{
    return load(tc_source_new(name, text, length), diags);
}

void tc_program_free(TcProgram *program)
{
    if (!program)
        return;
    tc_program_free(program->kept);
    tc_plan_free(program->plan);
    tc_document_free(program->document);
    tc_outline_free(program->outline);
    tc_folder_unref(program->folder);
    g_free(program);
}

void tc_program_keep(TcProgram *program, TcProgram *other)
{
    program->kept = other;
}

static void free_program(void *program)
{
    tc_program_free(program);
}

GPtrArray *tc_programs_new(void)
{
    return g_ptr_array_new_with_free_func(free_program);
}

void tc_program_known_on(TcProgram *program, int32_t day)
{
    tc_document_known_on(program->document, day);
}

const TcModel *tc_program_model(const TcProgram *program)
{
    return tc_document_model(program->document);
}

const TcPlan *tc_program_plan(const TcProgram *program)
{
    return program->plan;
}

int32_t tc_program_from(const TcProgram *program)
{
    return tc_document_from(program->document);
}

bool tc_program_has_day(const TcProgram *program, int32_t day)
{
    return tc_document_has_day(program->document, day);
}

char *tc_program_value_range(TcProgram *program, uint32_t indicator, TcRange *range)
{
    return tc_document_value_range(program->document, indicator, range);
}

const GArray *tc_program_examples(const TcProgram *program)
{
    return tc_document_examples(program->document);
}

TcExample *tc_program_example(TcProgram *program, uint32_t index)
{
    return tc_document_example(program->document, index);
}

void tc_program_add_example(TcProgram *program, TcNode *head, TcDiagList *diags)
{
    tc_document_add_example(program->document, head, diags);
}

bool tc_program_is_examples(const TcProgram *program)
{
    return tc_document_is_examples(program->document);
}

void tc_programs_share_examples(const GPtrArray *programs, TcDiagList *diags)
{
    g_autoptr(GPtrArray) documents = g_ptr_array_new();
    for (guint i = 0; i < programs->len; i++) {
        const TcProgram *program = g_ptr_array_index(programs, i);
        g_ptr_array_add(documents, program->document);
    }
    tc_documents_share_examples(documents, diags);
}

TcSpan tc_program_place(const TcProgram *program)
{
    const TcNode *tree = tc_document_tree(program->document);
    return tree->n ? tree->items[0]->at : tree->span;
}

bool tc_program_asks_date(const TcProgram *program)
{
    return tc_document_asks_day(program->document);
}
