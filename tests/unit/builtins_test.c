/* The example of every row of builtins.def gives the row's result, in both languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "engine/expression.h"

typedef struct {
    const char *name, *examples[2], *result;
} Example;

static const Example examples[] = {
#define TC_BUILTIN(id, vi, en, signature, unit_rule, vi_doc, en_doc, vi_example, en_example,       \
                   result)                                                                         \
    {#id, {[TC_LANG_VI] = vi_example, [TC_LANG_EN] = en_example}, result},
#include "builtins.def"
};

static void gives(const Example *example, TcLang lang)
{
    char *wanted = strdup(example->result); /* of a Vietnamese file; answers have a decimal point */
    char *comma = strchr(wanted, ',');
    const char *text = example->examples[lang];
    TcAnswer answer;
    tc_expression_evaluate(text, strlen(text), NULL, 0, lang, TC_LANG_EN, &answer);
    if (comma)
        *comma = '.';
    if (!answer.text || strcmp(answer.text, wanted) != 0)
        fail_msg("%s: %s gives %s", example->name, text, answer.text ? answer.text : "nothing");
    tc_answer_clear(&answer);
    free(wanted);
}

static void test_examples(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        gives(&examples[i], TC_LANG_VI);
        gives(&examples[i], TC_LANG_EN);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_examples)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
