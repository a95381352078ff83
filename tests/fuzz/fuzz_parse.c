/* Any bytes as a rule file: a tree and messages, never a crash; a layout that says the same, where
 * there is no mistake; and as an expression in both styles. */
#include <string.h>
#include "syntax/format.h"
#include "syntax/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check_layout(const TcSource *source)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
    g_autofree char *text = NULL, *again = NULL;
    if (!tc_format(source, TC_N_LANGS, diags, &text))
        return;
    g_assert_nonnull(text);
    g_autoptr(TcSource) laid_out = tc_source_new("fuzz", text, strlen(text));
    g_assert_true(tc_format(laid_out, TC_N_LANGS, diags, &again));
    g_assert_cmpstr(text, ==, again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
    g_autoptr(TcArena) arena = tc_arena_new();
    g_autoptr(TcSource) source = tc_source_new("fuzz", (const char *)bytes, size);
    TcLang lang;
    g_free(tc_dump_tree(tc_parse(source, arena, &lang, diags)));
    check_layout(source);
    tc_parse_expression(source, TC_LANG_VI, arena, diags);
    tc_parse_expression(source, TC_LANG_EN, arena, diags);
    tc_diag_list_sort(diags);
    return 0;
}
