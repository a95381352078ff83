/* Tables of names, codes and units, and the two ways to say a name twice. */
#include "sema/sema.h"

#include <string.h>
#include "base/measure.h"
#include "base/text.h"
#include "sema/words.h"

void tc_sema_init(TcSema *sema, TcModel *model, const TcNode *tree, TcDiagList *diags)
{
    *sema = (TcSema){.arena = model->arena,
                     .model = model,
                     .tree = tree,
                     .diags = diags,
                     .said = tc_diag_list_lang(diags)};
    sema->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    sema->codes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    sema->units = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    sema->unit_names = g_hash_table_new(g_direct_hash, g_direct_equal);
    sema->parameter_order = g_ptr_array_new();
}

void tc_sema_clear(TcSema *sema)
{
    g_hash_table_destroy(sema->names);
    g_hash_table_destroy(sema->codes);
    g_hash_table_destroy(sema->units);
    g_hash_table_destroy(sema->unit_names);
    g_ptr_array_free(sema->parameter_order, TRUE);
}

/* Keys are owned by the tables, symbols by the arena. */
static TcSymbol *symbol_build(TcSema *sema, const char *name, TcRefKind kind, uint32_t index,
                              TcSpan span)
{
    TcSymbol *symbol = tc_arena_alloc(sema->arena, sizeof *symbol);
    *symbol = (TcSymbol){.kind = kind, .index = index, .span = span, .name = name};
    return symbol;
}

static char *code_key(const char *code, TcRefKind kind)
{
    g_autofree char *key = tc_text_key(code, strlen(code));
    return g_strdup_printf("%c%s", 'A' + (int)kind, key);
}

static void label_first(TcSema *sema, TcDiag *diag, const TcSymbol *first)
{
    if (first->span.source)
        tc_diag_label(diag, first->span, tc_msg(sema->said, TC_MSG_FIRST_PLACE));
}

/* Takes @key. Returns: the symbol that has the key already, else NULL. */
static const TcSymbol *enter(GHashTable *table, char *key, TcSymbol *symbol)
{
    const TcSymbol *first = g_hash_table_lookup(table, key);
    if (first) {
        g_free(key);
        return first;
    }
    g_hash_table_insert(table, key, symbol);
    return NULL;
}

bool tc_sema_declare(TcSema *sema, const char *name, TcRefKind kind, uint32_t index, TcSpan span)
{
    TcSymbol *symbol = symbol_build(sema, name, kind, index, span);
    const TcSymbol *first = enter(sema->names, tc_text_key(name, strlen(name)), symbol);
    if (!first)
        return true;
    TcDiagCode code = first->span.source ? TC_DIAG_NAME_TWICE : TC_DIAG_NAME_BUILT_IN;
    label_first(sema, tc_diag(sema->diags, code, span, name, NULL), first);
    return false;
}

static const struct {
    TcKeyword name;
    TcRefKind kind;
} built_in[] = {
    {TC_KW_CUTOFF_DATE, TC_REF_DATE_JUDGED},
    {TC_KW_YEAR_JUDGED, TC_REF_YEAR_JUDGED},
};

/* Their words are in the tree in Vietnamese whatever the file's language is; in brackets they are
 * as written. */
void tc_sema_declare_built_in(TcSema *sema)
{
    for (size_t i = 0; i < G_N_ELEMENTS(built_in); i++)
        for (TcLang lang = TC_LANG_VI; lang < TC_N_LANGS; lang++)
            if (lang == TC_LANG_VI || lang == sema->model->lang)
                tc_sema_declare(sema, tc_keyword_name(built_in[i].name, lang), built_in[i].kind, 0,
                                (TcSpan){0});
}

const char *tc_sema_name_built_in(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(built_in); i++)
        if (tc_keyword_is(built_in[i].name, name))
            return tc_keyword_name(built_in[i].name, TC_LANG_VI);
    return name;
}

bool tc_sema_declare_code(TcSema *sema, const char *code, TcRefKind kind, uint32_t index,
                          TcSpan span)
{
    TcSymbol *symbol = symbol_build(sema, code, kind, index, span);
    const TcSymbol *first = enter(sema->codes, code_key(code, kind), symbol);
    if (!first)
        return true;
    const char *word = tc_keyword_name(tc_words_kind(kind), sema->said);
    label_first(sema, tc_diag(sema->diags, TC_DIAG_CODE_TWICE, span, word, code, NULL), first);
    return false;
}

const TcSymbol *tc_sema_name(const TcSema *sema, const char *name)
{
    g_autofree char *key = tc_text_key(name, strlen(name));
    return g_hash_table_lookup(sema->names, key);
}

const TcSymbol *tc_sema_code(const TcSema *sema, const char *code, TcRefKind kind)
{
    g_autofree char *key = code_key(code, kind);
    return g_hash_table_lookup(sema->codes, key);
}

/* Which amount it is, if it is one. */
static void read_amount(TcUnitInfo *unit, bool brief)
{
    unit->currency = tc_measure_currency(unit->key, brief, &unit->zeros);
}

TcUnitInfo *tc_sema_unit(TcSema *sema, const char *name)
{
    TcUnitInfo *unit = g_hash_table_lookup(sema->unit_names, name);
    if (unit)
        return unit;
    const char *word = tc_keyword_unit(name);
    g_autofree char *key = tc_measure_key(word, strlen(word));
    unit = g_hash_table_lookup(sema->units, key);
    if (unit)
        return unit;
    unit = tc_arena_alloc(sema->arena, sizeof *unit);
    unit->name = tc_arena_strndup(sema->arena, name, strlen(name));
    unit->key = tc_arena_strndup(sema->arena, key, strlen(key));
    /* trđ is no other thing; đ alone is points */
    read_amount(unit, strlen(key) > strlen("đ") && g_str_has_suffix(key, "đ"));
    g_hash_table_insert(sema->unit_names, (char *)unit->name, unit);
    g_hash_table_insert(sema->units, g_steal_pointer(&key), unit);
    return unit;
}

TcUnitInfo *tc_sema_amount(TcSema *sema, const char *name)
{
    TcUnitInfo *unit = tc_sema_unit(sema, name);
    if (!unit->currency)
        read_amount(unit, true);
    return unit;
}

/* --- letters ---------------------------------------------------------------------------------- */

bool tc_sema_repealed(TcSema *sema, const TcNode *node, const TcKeyword *kinds, unsigned n)
{
    for (unsigned i = 0; sema->outline && i < n; i++) {
        const TcSpan *by = tc_outline_repealed(sema->outline, kinds[i], node->text);
        if (!by)
            continue;
        g_autofree char *what = tc_span_text(*by);
        g_autofree char *edit = tc_outline_edit_of(sema->outline, node->at);
        TcDiag *diag =
            tc_diag(sema->diags, TC_DIAG_REPEALED_NAMED, node->at, what, edit ? edit : "", NULL);
        tc_diag_label(diag, *by, tc_msg(sema->said, TC_MSG_REPEALED_HERE));
        return true;
    }
    return false;
}

void tc_sema_lookalike(TcSema *sema, TcSpan span, const char *written, const char *meant)
{
    g_autofree char *letter = NULL;
    const char *proper = NULL;
    g_autofree char *plain = tc_text_without_lookalikes(written, &letter, &proper);
    if (!plain)
        return;
    TcDiag *diag =
        tc_diag(sema->diags, TC_DIAG_NAME_LOOKALIKE, span, written, letter, proper, meant, NULL);
    tc_diag_edit(diag, span, meant);
}

char *tc_sema_in_plain_letters(const char *written)
{
    g_autofree char *letter = NULL;
    const char *proper = NULL;
    return tc_text_without_lookalikes(written, &letter, &proper);
}
