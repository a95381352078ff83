/* Words of a rule on one line. */
#include "sema/written.h"

#include "base/figure.h"
#include "sema/roots.h"
#include "sema/sema.h"
#include "syntax/token.h"

/* Appends @text with blanks, line ends and comments as one blank each. */
static void append_one_line(GString *out, const char *text)
{
    bool quoted = false, blank = false;
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '"')
            quoted = !quoted;
        while (!quoted && *c == '#' && c[1] != '\0' && c[1] != '\n')
            c++;
        if (g_ascii_isspace(*c) || (!quoted && *c == '#')) {
            blank = true;
            continue;
        }
        if (blank && out->len > 0)
            g_string_append_c(out, ' ');
        blank = false;
        g_string_append_c(out, *c);
    }
    if (blank && out->len > 0)
        g_string_append_c(out, ' ');
}

static void append_span(GString *out, TcSpan span)
{
    g_autofree char *text = tc_span_text(span);
    append_one_line(out, text);
}

static void append_node(GString *out, const TcModel *model, const TcNode *node);

/* Cells with commas; an empty one, which is any value, is a dash, or nothing behind the last that
 * is not. */
static void append_cells(GString *out, const TcModel *model, TcNode *const *cells, uint32_t n)
{
    while (n > 1 && cells[n - 1]->kind == TC_NODE_NONE)
        n--;
    for (uint32_t i = 0; i < n; i++) {
        g_string_append(out, i > 0 ? ", " : "");
        if (cells[i]->kind == TC_NODE_NONE)
            g_string_append(out, "–");
        else
            append_node(out, model, cells[i]);
    }
}

static void append_table(GString *out, const TcModel *model, const TcNode *table)
{
    const TcNode *head = table->items[0];
    append_cells(out, model, head->items, head->n - 1);
    for (uint32_t i = 1; i < table->n; i++) {
        const TcNode *row = table->items[i];
        g_string_append(out, i > 1 ? "; " : ": ");
        append_cells(out, model, row->items, row->n - 1);
        g_string_append(out, " → ");
        append_node(out, model, row->items[row->n - 1]);
    }
}

static bool is_parameter(const TcNode *node)
{
    return node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_PARAMETER;
}

static bool is_lent(const TcNode *node)
{
    return node->kind == TC_NODE_PHRASE && node->flags & TC_FLAG_LENT;
}

static void find_words(TcNode *result, void *found)
{
    *(bool *)found |= result->kind == TC_NODE_PHRASE && !is_lent(result);
}

/* Are the words of this node's levels told nowhere but at another level? So of riêng, and of a
 * choice in which some levels have words of their own. */
static bool is_lender(const TcNode *node)
{
    bool found = node->kind == TC_NODE_EXCEPT && node->n > 1 && is_lent(node->items[1]);
    if (node->kind == TC_NODE_CASES || node->kind == TC_NODE_SCALE)
        tc_each_result((TcNode *)node, find_words, &found);
    return found;
}

/* The tables, parameters and (@lent) levels with lent words below a node, the outermost ones, in
 * order. */
static void collect_told(GPtrArray *told, const TcNode *node, bool lent)
{
    if (node->kind == TC_NODE_TABLE || is_parameter(node) || (lent && is_lent(node))) {
        g_ptr_array_add(told, (gpointer)node);
        return;
    }
    if (node->kind == TC_NODE_EXCEPT || node->kind == TC_NODE_CASES || node->kind == TC_NODE_SCALE)
        lent = is_lender(node);
    for (uint32_t i = 0; i < node->n; i++)
        if (node->items[i])
            collect_told(told, node->items[i], lent);
}

/* What a computed parameter comes to, with its unit. Returns: (transfer full), or NULL: it is a
 * literal, or no constant number. */
static char *computed(const TcModel *model, const TcNode *value)
{
    char *words = NULL;
    mpq_t number;
    mpq_init(number);
    if (value->kind != TC_NODE_NUMBER && value->type && value->type->kind == TC_KIND_NUMBER &&
        tc_constant(model, value, number)) {
        const TcFigureForm form = {TC_FIGURE_FINE, value->type->ratio, model->lang};
        g_autofree char *figure = tc_figure(number, NULL, &form);
        words = tc_number_with_unit(figure, value->type->name, model->lang);
    }
    mpq_clear(number);
    return words;
}

/* "mức (60%)". */
static void append_parameter(GString *out, const TcModel *model, const TcNode *name)
{
    const TcNode *value = model->parameters[name->ref.index].value;
    g_autofree char *figure = computed(model, value);
    append_span(out, name->span);
    g_string_append(out, " (");
    if (figure)
        g_string_append(out, figure);
    else
        append_span(out, value->span);
    g_string_append_c(out, ')');
}

static void append_one(GString *out, const TcModel *model, const TcNode *node)
{
    if (node->kind == TC_NODE_TABLE)
        append_table(out, model, node);
    else if (is_lent(node))
        append_node(out, model, node);
    else
        append_parameter(out, model, node);
}

/* The text of @span, with the tables in it told row by row, in parentheses beside other words,
 * behind each parameter what it is set to, and levels with the words that they take from elsewhere.
 */
static void append_telling(GString *out, const TcModel *model, TcSpan span, const GPtrArray *told)
{
    for (guint i = 0; i < told->len; i++) {
        const TcNode *node = g_ptr_array_index(told, i);
        const bool whole = node->span.start <= span.start && node->span.end >= span.end;
        const bool table = node->kind == TC_NODE_TABLE;
        append_span(out, (TcSpan){span.source, span.start, node->span.start});
        g_string_append(out, whole || !table ? "" : "(");
        append_one(out, model, node);
        g_string_append(out, whole || !table ? "" : ")");
        span.start = node->span.end;
    }
    append_span(out, span);
}

static void append_nodes(GString *out, const TcModel *model, TcSpan span, TcNode *const *nodes,
                         uint32_t n)
{
    g_autoptr(GPtrArray) told = g_ptr_array_new();
    for (uint32_t i = 0; i < n; i++)
        collect_told(told, nodes[i], false);
    append_telling(out, model, span, told);
}

/* The words of a level that has them from elsewhere: "không quá " of 3% below that heading; *@tail:
 * what stands behind it. */
static const char *lent_words(const TcModel *model, const TcNode *phrase, const char **tail)
{
    const TcNode *end = phrase->items[phrase->sub & TC_PHRASE_HIGH ? 1 : 0];
    const bool day = end->type && end->type->kind == TC_KIND_DATE;
    TcKeyword word = TC_KW_EXACTLY;
    if (phrase->sub & TC_PHRASE_LOW)
        word = !(phrase->sub & TC_PHRASE_LOW_OPEN) ? TC_KW_FROM
               : day                               ? TC_KW_AFTER_DAY
                                                   : TC_KW_ABOVE;
    else if (phrase->sub & TC_PHRASE_HIGH)
        word = !(phrase->sub & TC_PHRASE_HIGH_OPEN) ? (day ? TC_KW_TO : TC_KW_AT_MOST)
               : day                                ? TC_KW_BEFORE_DAY
                                                    : TC_KW_BELOW;
    *tail = word == TC_KW_FROM ? tc_keyword_name(TC_KW_UPWARD, model->lang) : NULL;
    return tc_keyword_name(word, model->lang);
}

static void append_node(GString *out, const TcModel *model, const TcNode *node)
{
    const char *tail = NULL;
    if (!node->span.source)
        return;
    if (!is_lent(node)) {
        append_nodes(out, model, node->span, (TcNode *const *)&node, 1);
        return;
    }
    g_string_append_printf(out, "%s ", lent_words(model, node, &tail));
    append_nodes(out, model, node->span, node->items, node->n);
    if (tail)
        g_string_append_printf(out, " %s", tail);
}

static char *tidy(GString *out)
{
    if (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    return g_string_free(out, FALSE);
}

char *tc_written(const TcModel *model, const TcNode *node)
{
    GString *out = g_string_new(NULL);
    if (node)
        append_node(out, model, node);
    return tidy(out);
}

char *tc_written_span(TcSpan span)
{
    GString *out = g_string_new(NULL);
    append_span(out, span);
    return tidy(out);
}

char *tc_written_clause(const TcModel *model, const TcNode *clause)
{
    GString *out = g_string_new(NULL);
    if (clause && clause->n > 0)
        append_nodes(out, model,
                     tc_span_join(clause->items[0]->span, clause->items[clause->n - 1]->span),
                     clause->items, clause->n);
    return tidy(out);
}
