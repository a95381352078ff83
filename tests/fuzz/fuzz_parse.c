/* Any bytes as a rule file: a tree and messages, never a crash; a layout that says the same, where
 * there is no mistake; and as an expression in both styles. */
#include <string.h>
#include "syntax/format.h"
#include "syntax/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check_layout(const TcSource *source, const TcNode *tree, TcArena *arena)
{
    TcLang lang;
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
    g_autofree char *text = tc_format(source, TC_N_LANGS, diags);
    if (!text)
        return;
    g_autoptr(TcSource) laid_out = tc_source_new("fuzz", text, strlen(text));
    g_autofree char *again = tc_format(laid_out, TC_N_LANGS, diags);
    g_assert(tc_node_equal(tree, tc_parse(laid_out, arena, &lang, diags)));
    g_assert_cmpstr(text, ==, again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
    g_autoptr(TcArena) arena = tc_arena_new();
    g_autoptr(TcSource) source = tc_source_new("fuzz", (const char *)bytes, size);
    TcLang lang;
    const TcNode *tree = tc_parse(source, arena, &lang, diags);
    g_free(tc_dump_tree(tree));
    check_layout(source, tree, arena);
    tc_parse_expression(source, TC_LANG_VI, arena, diags);
    tc_parse_expression(source, TC_LANG_EN, arena, diags);
    tc_diag_list_sort(diags);
    return 0;
}
