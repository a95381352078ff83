/* Names that nothing is declared under. See unknown.h. */
#include "sema/unknown.h"

#include <string.h>
#include "base/text.h"

static const char *suggest_name(TcUnknown *unknown, const char *name)
{
    if (unknown->n_suggested++ > TC_DIAG_LIMIT)
        return NULL;
    if (!unknown->suggestions) {
        GPtrArray *names = g_ptr_array_new();
        GHashTableIter iter;
        void *symbol;
        g_hash_table_iter_init(&iter, unknown->sema->names);
        while (g_hash_table_iter_next(&iter, NULL, &symbol))
            g_ptr_array_add(names, (char *)((TcSymbol *)symbol)->name);
        unknown->n_suggestions = names->len;
        unknown->suggestions = tc_arena_pointers(unknown->sema->arena, names);
        g_ptr_array_free(names, TRUE);
    }
    return tc_text_suggest(name, unknown->suggestions, unknown->n_suggestions);
}

static bool is_name_byte(char c)
{
    return (unsigned char)c >= 0x80 || g_ascii_isalnum(c) || c == '_';
}

/* The declared name that the words around @span make when joined by blanks (không gian, Tổng số
 * hộ);
 * *@whole is then the span of those words. */
static const TcSymbol *joined_name(TcSema *sema, TcSpan span, TcSpan *whole)
{
    enum { MAX_WORDS = 12 };
    const char *text = tc_source_text(span.source);
    uint32_t start = span.start, ends[MAX_WORDS];
    for (int back = 0; back < MAX_WORDS; back++) {
        uint32_t at = start;
        int n = 0;
        while (n < MAX_WORDS && is_name_byte(text[at])) {
            while (is_name_byte(text[at]))
                at++;
            ends[n++] = at;
            while (text[at] == ' ')
                at++;
        }
        for (; n > 0 && ends[n - 1] > span.start; n--) {
            g_autofree char *words = g_strndup(text + start, ends[n - 1] - start);
            const TcSymbol *symbol = tc_sema_name(sema, words);
            *whole = (TcSpan){span.source, start, ends[n - 1]};
            if (symbol)
                return symbol;
        }
        while (start > 0 && text[start - 1] == ' ')
            start--;
        if (start == 0 || !is_name_byte(text[start - 1]))
            return NULL;
        while (start > 0 && is_name_byte(text[start - 1]))
            start--;
    }
    return NULL;
}

static bool report_unbracketed(TcSema *sema, const TcNode *node)
{
    TcSpan whole;
    if (!node->at.source || tc_source_text(node->at.source)[node->at.start] == '[')
        return false;
    const TcSymbol *symbol = joined_name(sema, node->at, &whole);
    if (!symbol)
        return false;
    g_autofree char *bracketed = g_strdup_printf("[%s]", symbol->name);
    TcDiag *diag = tc_diag(sema->diags, TC_DIAG_NAME_BRACKETS, whole, bracketed, NULL);
    tc_diag_edit(diag, whole, bracketed);
    return true;
}

/* A letter of another alphabet: in the name as it is used here, or as it was declared. */
static bool report_letters(TcUnknown *unknown, const TcNode *node)
{
    TcSema *sema = unknown->sema;
    g_autofree char *plain = tc_sema_in_plain_letters(node->text);
    const TcSymbol *symbol = plain ? tc_sema_name(sema, plain) : NULL;
    const char *near = symbol ? symbol->name : plain ? suggest_name(unknown, plain) : NULL;
    if (!near)
        return false;
    g_autofree char *bracketed = g_strdup_printf("[%s]", near);
    tc_sema_lookalike(sema, node->at, node->text, bracketed);
    return true;
}

/* @near looks like the name of @node because it was declared with a letter of another alphabet. */
static bool report_declared_letters(TcSema *sema, const TcNode *node, const char *near)
{
    g_autofree char *plain = tc_sema_in_plain_letters(near);
    g_autofree char *key = plain ? tc_text_key(plain, strlen(plain)) : NULL;
    g_autofree char *used = tc_text_key(node->text, strlen(node->text));
    const TcSymbol *symbol = tc_sema_name(sema, near);
    if (!key || !symbol || !symbol->span.source || strcmp(key, used) != 0)
        return false;
    g_autofree char *bracketed = g_strdup_printf("[%s]", plain);
    tc_sema_lookalike(sema, symbol->span, near, bracketed);
    return true;
}

/* Of a name with a word more or less nobody knows that it is the same: it is asked, not edited. */
static bool report_words(TcUnknown *unknown, const TcNode *node)
{
    const char *near =
        unknown->n_suggested > TC_DIAG_LIMIT
            ? NULL
            : tc_text_suggest_words(node->text, unknown->suggestions, unknown->n_suggestions);
    if (!near)
        return false;
    tc_diag(unknown->sema->diags, TC_DIAG_UNKNOWN_NAME_NEAR, node->at, node->text, near, NULL);
    return true;
}

/* "[Hộ nghèo / Tổng số hộ]": one pair of brackets around two names. */
static bool report_shared_brackets(TcSema *sema, const TcNode *node)
{
    const size_t first = strcspn(node->text, "/+*-");
    if (!node->text[first] || tc_source_text(node->at.source)[node->at.start] != '[')
        return false;
    g_autofree char *left = g_strstrip(g_strndup(node->text, first));
    g_autofree char *right = g_strstrip(g_strdup(node->text + first + 1));
    if (!tc_sema_name(sema, left) || !tc_sema_name(sema, right))
        return false;
    g_autofree char *meant = g_strdup_printf("[%s] %c [%s]", left, node->text[first], right);
    tc_diag_edit(tc_diag(sema->diags, TC_DIAG_NAME_BRACKETS, node->at, meant, NULL), node->at,
                 meant);
    return true;
}

/* "[miền núi]", "lowland": a choice of a column without its quotation marks. */
static bool report_choice(TcSema *sema, const TcNode *node)
{
    const TcSchema *schema = sema->tree ? &sema->model->schema : NULL;
    for (uint32_t i = 0; schema && i < schema->n_columns; i++)
        for (uint32_t c = 0; c < schema->columns[i].n_choices; c++) {
            const char *choice = schema->columns[i].choices[c];
            if (!tc_text_same(choice, node->text))
                continue;
            g_autofree char *meant = g_strdup_printf("\"%s\"", choice);
            tc_diag_edit(tc_diag(sema->diags, TC_DIAG_QUOTES_MISSING, node->at, meant, NULL),
                         node->at, meant);
            return true;
        }
    return false;
}

/* "C5", "$C$5", "C5:C9": a cell of a spreadsheet. */
static bool report_cell(TcSema *sema, const TcNode *node)
{
    g_autofree char *written = tc_span_text(node->at);
    const size_t letters = strspn(written, "$ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (!sema->tree || letters == 0 || letters > 5 || !g_ascii_isdigit(written[letters]) ||
        written[strspn(written, "$:ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")] != '\0')
        return false;
    tc_diag(sema->diags, TC_DIAG_CELL_ADDRESS, node->at, written, NULL);
    return true;
}

/* "[A] = khong": a keyword typed without its Vietnamese marks. */
static bool report_unmarked(TcSema *sema, const TcNode *node)
{
    const char *meant = tc_keyword_unmarked(node->text, sema->model->lang);
    if (!meant || tc_source_text(node->at.source)[node->at.start] == '[')
        return false;
    tc_diag_edit(tc_diag(sema->diags, TC_DIAG_KEYWORD_MISSPELT, node->at, node->text, meant, NULL),
                 node->at, meant);
    return true;
}

void tc_unknown_name(TcUnknown *unknown, const TcNode *node)
{
    TcSema *sema = unknown->sema;
    static const TcKeyword sections[] = {TC_KW_DATA, TC_KW_DEFINITIONS, TC_KW_PARAMETERS};
    if (tc_sema_repealed(sema, node, sections, G_N_ELEMENTS(sections)) || report_cell(sema, node) ||
        report_shared_brackets(sema, node) || report_choice(sema, node) ||
        report_unbracketed(sema, node) || report_letters(unknown, node) ||
        report_unmarked(sema, node))
        return;
    const char *near = suggest_name(unknown, node->text);
    if (!near && report_words(unknown, node))
        return;
    if (!near) {
        g_autofree char *written = tc_span_text(node->at);
        tc_diag(sema->diags, sema->tree ? TC_DIAG_UNKNOWN_NAME : TC_DIAG_NAME_NOT_GIVEN, node->at,
                sema->tree ? node->text : written, NULL);
        return;
    }
    if (report_declared_letters(sema, node, near))
        return;
    TcDiag *diag =
        tc_diag(sema->diags, TC_DIAG_UNKNOWN_NAME_NEAR, node->at, node->text, near, NULL);
    g_autofree char *bracketed = g_strdup_printf("[%s]", near);
    tc_diag_edit(diag, node->at, bracketed);
}
