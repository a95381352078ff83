/* The formatter, on random rules whose blanks and line ends are drawn anew, with comments between
 * the lines.
 *
 *   property_format [rule sets [seed]]
 *
 * The layout has the same tree, keeps every comment in order, and is its own layout; in the other
 * keyword language it has the same tree and as many errors, and turned back it is the same text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "sema/document.h"
#include "syntax/format.h"
#include "syntax/parse.h"
#include "tools/random_rules.h"

static unsigned long failures, comments;

static void fail(const char *law, const char *text, const char *laid_out)
{
    if (failures++ < 5)
        printf("--- %s\n%s\n--- gives\n%s\n", law, text, laid_out ? laid_out : "(nothing)");
}

/* The layout of @text in @to, or NULL. */
static char *layout(const char *text, TcLang to)
{
    g_autoptr(TcSource) source = tc_source_new("rules.tieuchi", text, strlen(text));
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    char *laid_out;
    tc_format(source, to, diags, &laid_out);
    return laid_out;
}

static bool same_tree(const char *a, const char *b)
{
    g_autoptr(TcArena) arena = tc_arena_new();
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    g_autoptr(TcSource) first = tc_source_new("a", a, strlen(a));
    g_autoptr(TcSource) second = tc_source_new("b", b, strlen(b));
    TcLang lang;
    const TcNode *left = tc_parse(first, arena, &lang, diags);
    const TcNode *right = tc_parse(second, arena, &lang, diags);
    return !tc_diag_has_errors(diags) && tc_node_equal(left, right);
}

/* The number of errors that the checker finds in @text. */
static unsigned errors_of(const char *text)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    tc_document_free(tc_document_new(tc_source_new("rules.tieuchi", text, strlen(text)), diags));
    return tc_diag_count(diags, TC_ERROR);
}

/* A line end as somebody may type it; at times with a comment that bears the next number. */
static void put_line_end(GString *out, TcRandom *random)
{
    switch (tc_random_below(random, 6)) {
    case 0:
        g_string_append(out, "\n\n\n");
        break;
    case 1:
        g_string_append_printf(out, "  # <%lu>\n", comments++);
        break;
    case 2:
        g_string_append_printf(out, "\n\n   # <%lu>   \n", comments++);
        break;
    case 3:
        g_string_append_printf(out, " # <%lu>\n# <%lu>\n\n\t", comments, comments + 1);
        comments += 2;
        break;
    default:
        g_string_append(out, "\n");
    }
}

/* @text with other blanks and line ends. Returns: (transfer full). */
static char *scramble(const char *text, TcRandom *random)
{
    GString *out = g_string_new(NULL);
    bool quoted = false;
    for (const char *c = text; *c; c++) {
        quoted = (*c == '"') ? !quoted : quoted;
        if (*c == '\n')
            put_line_end(out, random);
        else
            g_string_append_c(out, *c);
        if (*c == ' ' && !quoted && tc_random_chance(random, 10))
            g_string_append(out, tc_random_chance(random, 50) ? "   " : "\t");
    }
    return g_string_free(out, FALSE);
}

/* The numbers of all comments of @text, in order. Returns: (transfer full). */
static char *comments_of(const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *at = text; (at = strstr(at, "# <")) != NULL; at++)
        g_string_append_len(out, at, (gssize)strcspn(at, ">"));
    return g_string_free(out, FALSE);
}

static void check(const char *text, TcLang other)
{
    g_autofree char *laid_out = layout(text, TC_N_LANGS);
    if (!laid_out) {
        fail("can be read", text, NULL);
        return;
    }
    g_autofree char *again = layout(laid_out, TC_N_LANGS);
    g_autofree char *turned = layout(text, other);
    g_autofree char *back = turned ? layout(turned, !other) : NULL;
    g_autofree char *before = comments_of(text), *after = comments_of(laid_out);
    if (!same_tree(text, laid_out))
        fail("same tree", text, laid_out);
    if (g_strcmp0(laid_out, again) != 0)
        fail("its own layout", laid_out, again);
    if (strcmp(before, after) != 0)
        fail("comments kept", text, laid_out);
    if (!turned || !same_tree(text, turned))
        fail("same tree in the other language", text, turned);
    if (turned && errors_of(text) != errors_of(turned))
        fail("as many errors in the other language", text, turned);
    if (g_strcmp0(laid_out, back) != 0)
        fail("turned back", laid_out, back);
}

int main(int argc, char **argv)
{
    uint64_t sets = argc > 1 ? g_ascii_strtoull(argv[1], NULL, 10) : 150;
    TcRandom random = {argc > 2 ? g_ascii_strtoull(argv[2], NULL, 10) : 11};
    for (uint64_t i = 0; i < sets; i++) {
        TcLang lang = i % 2 ? TC_LANG_EN : TC_LANG_VI;
        TcRandomRules *rules = tc_random_rules_new(&random, lang, i % 16);
        g_autofree char *expressions = tc_random_expressions(&random);
        g_autofree char *scrambled = scramble(rules->text->str, &random);
        check(rules->text->str, !lang);
        check(scrambled, !lang);
        check(expressions, TC_LANG_VI);
        tc_random_rules_free(rules);
    }
    printf("format: %" G_GUINT64_FORMAT " rule sets, %lu comments, %lu failures\n", sets, comments,
           failures);
    return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
