/* Units of measure of several words, behind numbers: "5 mét vuông", "5 triệu đồng/người/năm". Part
 * of cutting clauses, see cut.h: which words make a unit is known from the data section, so a run
 * of tokens that does becomes one name. */
#include "syntax/cut.h"

#include <string.h>
#include "base/measure.h"
#include "parser.h"

enum { MAX_WORDS = 8 }; /* of a unit */

static char *key_of(const TcToken *first, const TcToken *last)
{
    g_autofree char *text = tc_span_text(tc_span_join(first->span, last->span));
    return tc_measure_key(text, strlen(text));
}

/* Enters the units that @key is a quotient of, and of each the words that it begins with. */
static void enter_units(GHashTable *units, const char *key)
{
    g_auto(GStrv) parts = g_strsplit(key, "/", -1);
    for (char **at = parts; *at; at++) {
        g_hash_table_add(units, g_strdup(*at));
        for (const char *blank = strchr(*at, ' '); blank; blank = strchr(blank + 1, ' ')) {
            g_autofree char *begin = g_strndup(*at, (size_t)(blank - *at));
            if (!g_hash_table_contains(units, begin))
                g_hash_table_insert(units, g_steal_pointer(&begin), NULL);
        }
    }
}

GHashTable *tc_measures_declared(const TcTokenList *tokens)
{
    GHashTable *units = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t i = 0; i + 2 < tokens->n; i++) {
        const TcToken *type = &tokens->items[i], *end = type + 2;
        if (type->type != TC_TOK_TYPE || type[1].type != TC_TOK_LPAREN)
            continue;
        while (end->type != TC_TOK_RPAREN && end->type != TC_TOK_END && !end->first)
            end++;
        if (end->type != TC_TOK_RPAREN || end == type + 2)
            continue;
        g_autofree char *key = key_of(type + 2, end - 1);
        enter_units(units, key);
    }
    return units;
}

/* Is it a unit? Amounts and periods are ones in every file. */
static bool is_unit(const TcCut *cut, const char *key)
{
    unsigned zeros;
    bool year;
    return g_hash_table_lookup(cut->units, key) || tc_measure_currency(key, false, &zeros) ||
           tc_measure_is_period(key, &year);
}

static bool is_word(const TcToken *token)
{
    const TcSource *source = token->span.source;
    return token->type != TC_TOK_END && !token->first && source &&
           g_unichar_isalpha(g_utf8_get_char(tc_source_text(source) + token->span.start));
}

/* The number of tokens from @offset on that are one unit, as many as may be; 0 if none. The scale
 * of an amount (5 triệu đồng) belongs to the number. */
static uint32_t unit_length(const TcCut *cut, uint32_t offset)
{
    const TcToken *first = tc_cut_at(cut, offset);
    uint32_t longest = 0;
    unsigned zeros;
    for (uint32_t n = 1; n <= MAX_WORDS && is_word(tc_cut_at(cut, offset + n - 1)); n++) {
        g_autofree char *key = key_of(first, tc_cut_at(cut, offset + n - 1));
        bool amount = first->type == TC_TOK_MAGNITUDE && tc_measure_currency(key, false, &zeros);
        if (is_unit(cut, key) && !amount)
            longest = n;
        else if (!g_hash_table_contains(cut->units, key))
            break;
    }
    return longest;
}

/* "tiêu chí" and the like behind a number are counted, and "trở lên", "đến" go on with its phrase,
 * whatever a column says. Rows of long tables are asked this before a key is made. */
static bool is_no_unit(const TcToken *token)
{
    static const int others[] = {TC_TOK_INDICATOR, TC_TOK_CRITERION, TC_TOK_FILTERED, TC_TOK_UPWARD,
                                 TC_TOK_DOWNWARD,  TC_TOK_TO,        TC_TOK_TO_BELOW};
    return tc_token_among(token->type, others, G_N_ELEMENTS(others));
}

static bool is_slash(const TcToken *token)
{
    return token->type == TC_TOK_MULTIPLICATIVE && token->value == TC_OP_DIV && !token->first;
}

bool tc_measure_take(const TcCut *cut, const TcToken *before, TcToken *unit, uint32_t *length)
{
    const TcToken *token = tc_cut_at(cut, 0);
    bool behind = before && (before->type == TC_TOK_NUMBER || before->type == TC_TOK_MAGNITUDE);
    uint32_t n = behind && !is_no_unit(token) ? unit_length(cut, 0) : 0, more = n;
    while (n && more && is_slash(tc_cut_at(cut, n))) {
        more = unit_length(cut, n + 1);
        n += more ? more + 1 : 0;
    }
    if (n == 0 || (n == 1 && token->type == TC_TOK_NAME))
        return false;
    *unit = *token;
    unit->type = TC_TOK_NAME;
    unit->value = 0;
    unit->span = tc_span_join(token->span, tc_cut_at(cut, n - 1)->span);
    g_autofree char *text = tc_span_text(unit->span);
    unit->text = tc_cut_text(text);
    *length = n;
    return true;
}
