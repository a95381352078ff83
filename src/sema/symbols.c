/* Tables of names, codes and units, and the two ways to say a name twice. */
#include "sema/sema.h"

#include <string.h>
#include "base/text.h"

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

bool tc_sema_declare_code(TcSema *sema, const char *code, TcRefKind kind, uint32_t index,
                          TcSpan span)
{
    TcSymbol *symbol = symbol_build(sema, code, kind, index, span);
    const TcSymbol *first = enter(sema->codes, code_key(code, kind), symbol);
    if (!first)
        return true;
    g_autofree char *word = tc_words_keyword(tc_words_kind(kind), sema->said);
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

/* Money is told by its word: "đồng", "triệu đồng", "tỷ đồng", "nghìn đồng", "VND". */
static void read_money(TcUnitInfo *unit, const char *key)
{
    static const struct {
        const char *word;
        unsigned magnitude;
    } scales[] = {{"nghìn", 3},    {"ngàn", 3},    {"triệu", 6},  {"tỷ", 9},
                  {"tỉ", 9},       {"thousand", 3}, {"million", 6}, {"billion", 9}};
    for (size_t i = 0; i < G_N_ELEMENTS(scales); i++) {
        g_autofree char *word = tc_text_key(scales[i].word, strlen(scales[i].word));
        if (g_str_has_prefix(key, word))
            unit->magnitude = scales[i].magnitude;
    }
}

TcUnitInfo *tc_sema_unit(TcSema *sema, const char *name)
{
    char *key = tc_text_key(name, strlen(name));
    TcUnitInfo *unit = g_hash_table_lookup(sema->units, key);
    if (unit) {
        g_free(key);
        return unit;
    }
    unit = tc_arena_alloc(sema->arena, sizeof *unit);
    unit->name = tc_arena_strndup(sema->arena, name, strlen(name));
    read_money(unit, key);
    g_hash_table_insert(sema->units, key, unit);
    return unit;
}
