/* Loading a rule file: document, model, plan. The run is in pipeline.c. */
#include "engine/program.h"

#include "sema/document.h"

struct TcProgram {
    TcDocument *document;
    TcPlan *plan; /* NULL while there are errors */
    bool asks_date;
};

static bool asks_date(const TcNode *node)
{
    if (node->ref.kind == TC_REF_DATE_JUDGED || node->ref.kind == TC_REF_YEAR_JUDGED)
        return true;
    for (uint32_t i = 0; i < node->n; i++) {
        if (asks_date(node->items[i]))
            return true;
    }
    return false;
}

static TcProgram *load(TcSource *source, TcDiagList *diags)
{
    TcProgram *program = g_new0(TcProgram, 1);
    program->document = tc_document_new(source, diags);
    const TcModel *model = tc_document_model(program->document);
    if (model) {
        program->plan = tc_plan_new(model);
        program->asks_date = asks_date(tc_document_tree(program->document));
    }
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

TcSpan tc_program_place(const TcProgram *program)
{
    const TcNode *tree = tc_document_tree(program->document);
    return tree->n ? tree->items[0]->at : tree->span;
}

bool tc_program_asks_date(const TcProgram *program)
{
    return program->asks_date;
}
