/* Definitions that an indicator rests on, as text. */
#include "base/number.h"
#include "report/explain_writer.h"

/* Does the tree open it? */
static bool opens(const TcBecause *because, const char *name)
{
    if (!because)
        return false;
    if (because->definition && g_str_equal(because->definition, name))
        return true;
    for (uint32_t i = 0; i < because->n_children; i++) {
        if (opens(because->children[i], name))
            return true;
    }
    return false;
}

/* Do the conditions that are told of the indicator tell it? */
static bool is_told(const TcExplainedIndicator *indicator, const char *name)
{
    return opens(indicator->met_when, name) ||
           (tc_explain_applies_is_told(indicator) && opens(indicator->applies, name));
}

static void write_definition(TcExplainWriter *writer, unsigned indent,
                             const TcExplainedDefinition *definition)
{
    const bool known = definition->value.shown != NULL;
    g_autofree char *ends = tc_explain_ends(definition->value, definition->most);
    char *text = known ? tc_number_with_unit(ends, definition->unit, writer->lang)
                       : g_strdup(tc_msg(writer->lang, TC_MSG_EXPLAIN_OPEN));
    g_autofree char *value = tc_explain_perhaps(writer, definition->value, definition->most, text);
    g_autofree char *words =
        tc_msg_format(writer->lang, known ? TC_MSG_EXPLAIN_CELL : TC_MSG_EXPLAIN_CELL_OPEN,
                      definition->name, value, NULL);
    g_autofree char *line =
        tc_msg_format(writer->lang, TC_MSG_EXPLAIN_DEFINITION, words, definition->formula, NULL);
    tc_explain_line(writer, indent, g_strdup_printf("- %s", line));
}

void tc_explain_write_definitions(TcExplainWriter *writer, unsigned indent,
                                  const TcExplainedIndicator *indicator)
{
    bool headed = false;
    for (uint32_t i = 0; i < indicator->n_definitions; i++) {
        if (is_told(indicator, indicator->definitions[i].name))
            continue;
        if (!headed)
            tc_explain_line(
                writer, indent,
                g_strdup_printf("%s:", tc_msg(writer->lang, TC_MSG_EXPLAIN_DEFINITIONS)));
        headed = true;
        write_definition(writer, indent + 2, &indicator->definitions[i]);
    }
}
