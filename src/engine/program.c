/* Loading a rule file: document, model, plan. The run is in pipeline.c. */
#include "engine/program.h"

#include "sema/document.h"

struct TcProgram {
    TcDocument *document;
    TcPlan *plan; /* NULL while there are errors */
};

static TcProgram *load(TcSource *source, TcDiagList *diags)
{
    TcProgram *program = g_new0(TcProgram, 1);
    program->document = tc_document_new(source, diags);
    const TcModel *model = tc_document_model(program->document);
    if (model)
        program->plan = tc_plan_new(model);
    return program;
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
    tc_plan_free(program->plan);
    tc_document_free(program->document);
    g_free(program);
}

const TcModel *tc_program_model(const TcProgram *program)
{
    return tc_document_model(program->document);
}

const TcPlan *tc_program_plan(const TcProgram *program)
{
    return program->plan;
}

const GArray *tc_program_examples(const TcProgram *program)
{
    return tc_document_examples(program->document);
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
