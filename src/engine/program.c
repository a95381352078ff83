/* Loading a rule file: document, model, plan. The run is in pipeline.c. */
#include "engine/program.h"

#include "engine/folder.h"
#include "sema/document.h"

struct TcProgram {
    TcDocument *document;
    TcPlan *plan; /* NULL while there are errors */
    bool asks_date;
    TcOutline *outline; /* of a version; else NULL */
    TcFolder *folder;   /* that it is of; else NULL */
    TcProgram *kept;    /* or NULL */
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

static TcProgram *program_of(TcDocument *document)
{
    TcProgram *program = g_new0(TcProgram, 1);
    program->document = document;
    const TcModel *model = tc_document_model(program->document);
    if (model) {
        program->plan = tc_plan_new(model);
        program->asks_date = asks_date(tc_document_tree(program->document));
    }
    return program;
}

static TcProgram *load(TcSource *source, TcDiagList *diags)
{
    return program_of(tc_document_new(source, diags));
}

TcProgram *tc_program_version(TcFolder *folder, TcOutline *outline, TcLang lang,
                              const char *amended_by, TcDiagList *diags)
{
    TcProgram *program = program_of(tc_document_version(outline, lang, amended_by, diags));
    program->outline = outline;
    program->folder = tc_folder_ref(folder);
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
