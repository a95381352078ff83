/* Inside pass 4: labels of grades, and the texts that the rules name.
 *
 * Cells of text columns are stored as an index into one list of all texts that the rules can
 * compare them with, so that two text columns agree on it. */
#include "sema/roots.h"
#include "sema/typer.h"

enum { MAX_LABELS = 62 }; /* results keep the possible ones as bits of a word */

typedef struct {
    TcTyper *typer;
    GHashTable *seen;
    GPtrArray *texts;
    bool told; /* one message for all labels that are none */
} Texts;

static void texts_init(Texts *texts, TcTyper *typer)
{
    texts->typer = typer;
    texts->seen = g_hash_table_new(g_str_hash, g_str_equal);
    texts->texts = g_ptr_array_new();
    texts->told = false;
}

/* Returns: (transfer none) the texts in order of appearance. */
static const char **texts_finish(Texts *texts, TcArena *arena, uint32_t *n)
{
    const char **kept = tc_arena_pointers(arena, texts->texts);
    *n = texts->texts->len;
    g_hash_table_destroy(texts->seen);
    g_ptr_array_free(texts->texts, TRUE);
    return kept;
}

static void add_text(Texts *texts, const char *text)
{
    if (g_hash_table_add(texts->seen, (char *)text))
        g_ptr_array_add(texts->texts, (char *)text);
}

static void add_label(TcNode *node, void *data)
{
    Texts *texts = data;
    if (node->kind == TC_NODE_TEXT)
        add_text(texts, node->text);
    else if (node->type && node->type->kind != TC_KIND_ERROR && !texts->told) {
        tc_diag(texts->typer->sema->diags, TC_DIAG_LABEL_NOT_TEXT, node->span, NULL);
        texts->told = true;
    }
}

void tc_type_grade(TcTyper *typer, TcNode *node)
{
    TcGrade *grade = &typer->sema->model->grades[typer->root.index];
    Texts texts;
    tc_type_of(typer, node);
    texts_init(&texts, typer);
    tc_each_result(node, add_label, &texts);
    grade->labels = texts_finish(&texts, typer->sema->arena, &grade->n_labels);
    if (grade->n_labels > MAX_LABELS)
        tc_diag(typer->sema->diags, TC_DIAG_TOO_MANY_LABELS, grade->head->at, NULL);
}

static void add_literals(Texts *texts, const TcNode *node)
{
    if (node->kind == TC_NODE_TEXT && node->text)
        add_text(texts, node->text);
    for (uint32_t i = 0; i < node->n; i++)
        add_literals(texts, node->items[i]);
}

static void add_root(const TcRoot *root, void *data)
{
    add_literals(data, root->node);
}

void tc_type_texts(TcSema *sema)
{
    TcSchema *schema = &sema->model->schema;
    Texts texts;
    uint32_t n;
    texts_init(&texts, NULL);
    tc_all_roots(sema->model, add_root, &texts);
    for (uint32_t i = 0; i < schema->n_columns; i++)
        for (uint32_t c = 0; c < schema->columns[i].n_choices; c++)
            add_text(&texts, schema->columns[i].choices[c]);
    const char **all = texts_finish(&texts, sema->arena, &n);
    for (uint32_t i = 0; i < schema->n_columns; i++)
        if (schema->columns[i].type == TC_TYPE_TEXT) {
            schema->columns[i].choices = all;
            schema->columns[i].n_choices = n;
        }
}
