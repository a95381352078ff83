/* Cells of words and texts, and the choice of the reader by type. */
#include "data/cell.h"

#include <string.h>

#include "base/text.h"
#include "data/words.h"

enum {
    WORD_BASE = 4,      /* added to values in `words`, so that none is NULL */
    MAX_SPELLINGS = 32, /* remembered per column */
    MAX_SPELLING = 96,  /* bytes of one */
};
#define STORAGE_MAX (INT64_C(1000000000000000000) - 1) /* 18 digits */

/* --- preparing a rule --- */

static void remember_spelling(TcCellRule *rule, const char *text, size_t length, int64_t value)
{
    if (rule->spellings->len >= MAX_SPELLINGS || length > MAX_SPELLING)
        return;
    TcSpelling spelling = {g_strndup(text, length), length, value};
    g_array_append_val(rule->spellings, spelling);
}

/* A word that stands for two values stands for none: then only its exact spelling counts. */
static void add_word(TcCellRule *rule, const char *key, int value)
{
    void *known = g_hash_table_lookup(rule->words, key);
    int stored = value + WORD_BASE;

    if (known && GPOINTER_TO_INT(known) != stored)
        stored = 0;
    g_hash_table_insert(rule->words, g_strdup(key), GINT_TO_POINTER(stored));
}

static void add_text(TcCellRule *rule, const char *text, int value)
{
    g_autofree char *key = tc_text_key(text, strlen(text));
    add_word(rule, key, value);
}

static void add_choices(TcCellRule *rule, const TcColumnSpec *spec)
{
    for (uint32_t i = 0; i < spec->n_choices; i++)
        add_text(rule, spec->choices[i], (int)i);
}

static void add_yes_no(TcCellRule *rule, const TcColumnSpec *spec)
{
    for (uint32_t i = 0; i < spec->n_yes; i++)
        add_text(rule, spec->yes[i], 1);
    for (uint32_t i = 0; i < spec->n_no; i++)
        add_text(rule, spec->no[i], 0);
}

/* Bounds in storage units, rounded inwards; out of 18 digits: none. @open: the bound is outside. */
static int64_t bound_in_units(const mpq_t bound, unsigned scale, bool low, bool open)
{
    int64_t result = low ? -STORAGE_MAX : STORAGE_MAX;
    if (scale == 0 && !open && mpq_cmp_si(bound, (long)-STORAGE_MAX, 1) >= 0 &&
        mpq_cmp_si(bound, (long)STORAGE_MAX, 1) <= 0 && mpz_cmp_ui(mpq_denref(bound), 1) == 0)
        return mpz_get_si(mpq_numref(bound));
    mpz_t scaled;

    mpz_init(scaled);
    mpz_ui_pow_ui(scaled, 10, scale);
    mpz_mul(scaled, scaled, mpq_numref(bound));
    if (low == open)
        mpz_fdiv_q(scaled, scaled, mpq_denref(bound));
    else
        mpz_cdiv_q(scaled, scaled, mpq_denref(bound));
    if (open && low)
        mpz_add_ui(scaled, scaled, 1);
    else if (open)
        mpz_sub_ui(scaled, scaled, 1);
    if (mpz_cmp_si(scaled, (long)-STORAGE_MAX) >= 0 && mpz_cmp_si(scaled, (long)STORAGE_MAX) <= 0)
        result = mpz_get_si(scaled);
    else if (low == (mpz_sgn(scaled) > 0))
        result = low ? STORAGE_MAX : -STORAGE_MAX; /* nothing that fits is allowed */
    mpz_clear(scaled);
    return result;
}

int64_t tc_power_of_ten(unsigned exponent)
{
    int64_t power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

void tc_cell_rule_init(TcCellRule *rule, const TcColumnSpec *spec, TcLang style)
{
    *rule = (TcCellRule){.spec = spec, .style = style, .type = spec ? spec->type : TC_TYPE_YES_NO};
    rule->low = -STORAGE_MAX;
    rule->high = STORAGE_MAX;
    rule->huge_from = INT64_MAX;
    mpq_init(rule->number);
    if (!spec || tc_type_kind(spec->type) != TC_VALUE_NUMBER) {
        rule->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        rule->spellings = g_array_new(FALSE, FALSE, sizeof(TcSpelling));
    }
    if (!spec)
        return;
    rule->scale = tc_type_kind(spec->type) == TC_VALUE_NUMBER ? spec->scale : 0;
    if (spec->has_low)
        rule->low = bound_in_units(spec->low, rule->scale, true, spec->low_open);
    if (spec->has_high)
        rule->high = bound_in_units(spec->high, rule->scale, false, spec->high_open);
    if (spec->unusual > 0 && spec->high_default)
        rule->huge_from = tc_power_of_ten(spec->unusual + rule->scale);
    if (spec->type == TC_TYPE_CHOICE)
        add_choices(rule, spec);
    if (spec->type == TC_TYPE_YES_NO)
        add_yes_no(rule, spec);
    if (spec->type == TC_TYPE_CHOICE || spec->type == TC_TYPE_TEXT)
        for (uint32_t i = 0; i < spec->n_choices; i++)
            remember_spelling(rule, spec->choices[i], strlen(spec->choices[i]), i);
}

void tc_cell_rule_clear(TcCellRule *rule)
{
    for (guint i = 0; rule->spellings && i < rule->spellings->len; i++)
        g_free(g_array_index(rule->spellings, TcSpelling, i).text);
    g_clear_pointer(&rule->spellings, g_array_unref);
    g_clear_pointer(&rule->words, g_hash_table_unref);
    if (rule->scratch)
        g_string_free(rule->scratch, TRUE);
    mpq_clear(rule->number);
}

/* --- results --- */

void tc_cell_refuse(TcCell *cell, TcDiagCode problem, char *meant)
{
    cell->status = TC_CELL_BAD;
    cell->problem = problem;
    cell->meant = meant;
}

void tc_cell_give(TcCell *cell, int64_t value)
{
    cell->status = value == TC_CELL_AWAITED ? TC_CELL_BLANK : TC_CELL_VALUE;
    cell->value = value;
}

/* Refuses with the hint for what stands in the cell, or with @otherwise. */
static void refuse_with_hint(TcCell *cell, const char *text, size_t length, TcDiagCode otherwise)
{
    TcDiagCode problem = otherwise;

    tc_cell_leftover(text, length, &problem);
    tc_cell_refuse(cell, problem, NULL);
}

/* --- words --- */

static bool find_spelling(const TcCellRule *rule, const char *text, size_t length, int64_t *value)
{
    for (guint i = 0; i < rule->spellings->len; i++) {
        const TcSpelling *spelling = &g_array_index(rule->spellings, TcSpelling, i);
        if (spelling->length == length && memcmp(spelling->text, text, length) == 0) {
            *value = spelling->value;
            return true;
        }
    }
    return false;
}

/* The common words of an appraisal or yes/no column, by their roles. */
static bool find_role(const TcCellRule *rule, const char *key, int64_t *value)
{
    unsigned roles = tc_word_roles(key);
    unsigned yes = TC_WORD_ACCEPTED, no = TC_WORD_REJECTED;

    if (rule->spec) {
        yes = TC_WORD_YES | (rule->style == TC_LANG_EN ? TC_WORD_YES_EN : 0);
        no = TC_WORD_NO | (rule->style == TC_LANG_EN ? TC_WORD_NO_EN : 0);
    }
    if (roles & yes)
        *value = 1;
    else if (roles & no)
        *value = 0;
    else if (!rule->spec && roles & TC_WORD_AWAITED)
        *value = TC_CELL_AWAITED;
    else
        return false;
    return true;
}

static bool find_word(const TcCellRule *rule, const char *text, size_t length, int64_t *value)
{
    if (length > MAX_SPELLING * 4)
        return false;
    g_autofree char *key = tc_text_key(text, length);
    int declared = GPOINTER_TO_INT(g_hash_table_lookup(rule->words, key));

    if (declared) {
        *value = declared - WORD_BASE;
        return true;
    }
    return rule->type == TC_TYPE_YES_NO && find_role(rule, key, value);
}

static TcDiagCode word_problem(const TcCellRule *rule)
{
    if (!rule->spec)
        return TC_DIAG_CELL_APPRAISAL;
    return rule->type == TC_TYPE_YES_NO ? TC_DIAG_CELL_YES_NO : TC_DIAG_CELL_CHOICE;
}

static void read_word(TcCellRule *rule, const char *text, size_t length, TcCell *cell)
{
    int64_t value;

    if (!find_spelling(rule, text, length, &value)) {
        if (tc_text_invalid(text, length) < length || !find_word(rule, text, length, &value)) {
            refuse_with_hint(cell, text, length, word_problem(rule));
            return;
        }
        remember_spelling(rule, text, length, value);
    }
    tc_cell_give(cell, value);
}

/* --- texts --- */

/* Marks of NFD (U+0300..U+036F) begin with these bytes; no other Vietnamese letter does. */
static bool has_combining_mark(const char *text, size_t length)
{
    return memchr(text, '\xCC', length) || memchr(text, '\xCD', length);
}

static void give_text(TcCellRule *rule, const char *text, size_t length, TcCell *cell)
{
    if (has_combining_mark(text, length)) {
        g_autofree char *nfc = tc_text_nfc(text, length);
        if (!rule->scratch)
            rule->scratch = g_string_new(NULL);
        g_string_assign(rule->scratch, nfc);
        text = rule->scratch->str;
        length = rule->scratch->len;
    }
    cell->status = TC_CELL_TEXT;
    cell->text = text;
    cell->length = length;
}

bool tc_cell_is_absent(const char *text, size_t length)
{
    return length <= MAX_SPELLING && !g_ascii_isdigit(*text) &&
           tc_text_invalid(text, length) == length &&
           tc_word_roles_of(text, length) & TC_WORD_ABSENT;
}

static void judge_document(TcCell *cell)
{
    const TcDocumentSaid document = tc_cell_document(cell->text, cell->length);

    cell->value = document != TC_DOCUMENT_NONE;
    cell->vague = document == TC_DOCUMENT_VAGUE;
    if (document == TC_DOCUMENT_IN_DOUBT)
        tc_cell_refuse(cell, TC_DIAG_CELL_DOCUMENT, NULL);
}

static void read_text(TcCellRule *rule, const char *text, size_t length, TcCell *cell)
{
    TcDiagCode problem;

    if (tc_cell_leftover(text, length, &problem)) {
        tc_cell_refuse(cell, problem, NULL);
        return;
    }
    give_text(rule, text, length, cell);
    if (rule->type == TC_TYPE_DOCUMENT)
        judge_document(cell);
    else if (!find_spelling(rule, cell->text, cell->length, &cell->value))
        cell->value = TC_TEXT_OTHER;
}

/* --- all --- */

/* The words "chưa có" in a column that knows such a value. */
static bool means_none(TcCellRule *rule, const char *text, size_t length)
{
    int64_t value;

    if (!rule->spec || rule->spec->blank != TC_BLANK_NONE)
        return false;
    if (find_spelling(rule, text, length, &value) && value == TC_VALUE_NONE)
        return true;
    if (!tc_cell_is_absent(text, length))
        return false;
    remember_spelling(rule, text, length, TC_VALUE_NONE);
    return true;
}

void tc_cell_read(TcCellRule *rule, const char *text, size_t length, TcCell *cell)
{
    *cell = (TcCell){.status = TC_CELL_BAD};
    switch (rule->type) {
    case TC_TYPE_INTEGER:
    case TC_TYPE_NUMBER:
    case TC_TYPE_PERCENT:
    case TC_TYPE_RATIO:
    case TC_TYPE_MONEY:
        tc_cell_read_number(rule, text, length, cell);
        break;
    case TC_TYPE_DATE:
        tc_cell_read_date(rule, text, length, cell);
        break;
    case TC_TYPE_YES_NO:
    case TC_TYPE_CHOICE:
        read_word(rule, text, length, cell);
        break;
    case TC_TYPE_TEXT:
    case TC_TYPE_DOCUMENT:
        read_text(rule, text, length, cell);
        break;
    case TC_N_TYPES:
        g_assert_not_reached();
    }
    if (cell->status == TC_CELL_BAD && means_none(rule, text, length)) {
        g_clear_pointer(&cell->meant, g_free);
        tc_cell_give(cell, TC_VALUE_NONE);
    }
}

void tc_cell_read_truth(TcCellRule *rule, bool truth, TcCell *cell)
{
    *cell = (TcCell){.status = TC_CELL_BAD};
    if (rule->type == TC_TYPE_YES_NO)
        tc_cell_give(cell, truth);
    else
        tc_cell_refuse(cell, TC_DIAG_CELL_TRUTH, NULL);
}

void tc_cell_blank(const TcCellRule *rule, TcCell *cell)
{
    *cell = (TcCell){.status = TC_CELL_VALUE};
    switch (rule->spec ? rule->spec->blank : TC_BLANK_MISSING) {
    case TC_BLANK_MISSING:
        cell->status = TC_CELL_BLANK;
        break;
    case TC_BLANK_ZERO:
    case TC_BLANK_NO:
        cell->value = 0;
        break;
    case TC_BLANK_NONE:
        cell->value = TC_VALUE_NONE;
        break;
    }
}
