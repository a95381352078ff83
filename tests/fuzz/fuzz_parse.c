/* Any bytes as a rule file: a tree and messages, never a crash; and as an expression in both
 * styles. */
#include "syntax/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
    g_autoptr(TcArena) arena = tc_arena_new();
    g_autoptr(TcSource) source = tc_source_new("fuzz", (const char *)bytes, size);
    TcLang lang;
    g_free(tc_dump_tree(tc_parse(source, arena, &lang, diags)));
    tc_parse_expression(source, TC_LANG_VI, arena, diags);
    tc_parse_expression(source, TC_LANG_EN, arena, diags);
    tc_diag_list_sort(diags);
    return 0;
}
