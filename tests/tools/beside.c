/* Two texts as the files of one command. */
#include "tools/beside.h"

#include <string.h>

const char *tc_beside_mistake(const TcBeside *beside)
{
    for (unsigned i = 0; i < tc_diag_list_length(beside->diags); i++)
        if (tc_diag_list_get(beside->diags, i)->severity == TC_ERROR)
            return tc_diag_list_get(beside->diags, i)->message;
    return NULL;
}

void tc_beside_open(TcBeside *beside, const char *rules, const char *examples)
{
    GPtrArray *sources = tc_sources_new();
    g_ptr_array_add(sources, tc_source_new("rules", rules, strlen(rules)));
    g_ptr_array_add(sources, tc_source_new("made", examples, strlen(examples)));
    *beside = (TcBeside){tc_diag_list_new(TC_LANG_VI), tc_programs_new(), NULL, NULL};
    beside->folder = tc_folder_new(sources, beside->diags);
    tc_folder_programs(beside->folder, tc_folder_program, beside->programs, NULL, beside->diags);
    for (guint i = 0; i < beside->programs->len && !tc_beside_mistake(beside); i++) {
        const TcProgram *program = g_ptr_array_index(beside->programs, i);
        if (tc_program_model(program))
            beside->program = program;
    }
}

void tc_beside_close(TcBeside *beside)
{
    g_ptr_array_unref(beside->programs);
    tc_folder_unref(beside->folder);
    tc_diag_list_free(beside->diags);
}
