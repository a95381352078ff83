/* Judges the units of a data file and prints each verdict:
 *   cc judge.c $(pkg-config --cflags --libs tieuchi glib-2.0) -o judge
 *   ./judge rules.tieuchi data.csv */
#include <glib.h>
#include <stdio.h>
#include "tieuchi/tieuchi.h"

/* Prints and frees what a call had to say. */
static void tell(char *messages, GError *error)
{
    if (messages)
        fputs(messages, stderr);
    if (error)
        fprintf(stderr, "%s\n", error->message);
    tieuchi_free(messages);
    g_clear_error(&error);
}

static void print_units(const TieuchiRules *rules, const TieuchiResults *results)
{
    for (size_t u = 0; u < tieuchi_n_units(results); u++) {
        printf("%s: %s\n", tieuchi_unit_name(results, u), tieuchi_verdict_text(results, u, 0));
        for (size_t i = 0; i < tieuchi_n_indicators(rules); i++) {
            const char *value = tieuchi_value(results, u, i);
            printf("  %s %s %s\n", tieuchi_indicator_code(rules, i),
                   tieuchi_state_text(results, u, i), value ? value : "");
        }
    }
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    char *messages = NULL;
    GError *error = NULL;
    TieuchiRules *rules = tieuchi_compile_file(argv[1], TIEUCHI_VI, &messages, &error);
    tell(messages, error);
    if (!rules)
        return 1;
    messages = NULL;
    error = NULL;
    TieuchiResults *results = tieuchi_run_file(rules, argv[2], NULL, &messages, &error);
    tell(messages, error);
    if (results)
        print_units(rules, results);
    tieuchi_results_free(results);
    tieuchi_rules_free(rules);
    return results ? 0 : 1;
}
