/* Any bytes as a rule file, through the whole front half: tree, names, types, checks, plan. */
#include <stdint.h>
#include "engine/program.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    TcDiagList *diags = tc_diag_list_new(TC_LANG_VI);
    TcProgram *program = tc_program_load_text("fuzz", (const char *)bytes, size, diags);
    tc_diag_list_sort(diags);
    tc_program_free(program);
    tc_diag_list_free(diags);
    return 0;
}
