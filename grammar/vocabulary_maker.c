/* Writes vocabulary_table.h to standard output when the project is built: of each language every
 * spelling with its key, sorted by keys; those of one key in the order of the tables. */
#include <stdio.h>
#include <string.h>
#include "syntax/spelling.h"
#include "syntax/vocabulary_rows.h"

typedef struct {
    char *key;
    const char *table; /* that has its row */
    unsigned row;
    int value;
    bool meant;
    guint order;
} Entry;

static void add_spellings(GArray *entries, const char *all, Entry entry)
{
    for (const char *at = all, *end; *at; at = *end ? end + 1 : end) {
        end = at + strcspn(at, "|");
        if (end == at)
            continue;
        entry.key = tc_spelling_key(at, (size_t)(end - at));
        entry.order = entries->len;
        g_array_append_val(entries, entry);
    }
}

static void add_rows(GArray *entries, TcLang lang, const char *name, const TcKeywordRow *table,
                     unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        add_spellings(entries, table[i].spellings[lang],
                      (Entry){.table = name, .row = i, .value = (int)i});
}

/* Functions as a spreadsheet names them, and their ways of rounding: read in every language. */
static void add_spreadsheet_words(GArray *entries)
{
    add_rows(entries, TC_LANG_EN, "function_rows", function_rows, G_N_ELEMENTS(function_rows));
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++)
        if (rows[i].role == TC_ROLE_ARGUMENT)
            add_spellings(entries, rows[i].spellings[TC_LANG_EN],
                          (Entry){.table = "rows", .row = i, .value = (int)i});
}

static void add_all(GArray *entries, TcLang lang)
{
    add_rows(entries, lang, "rows", rows, G_N_ELEMENTS(rows));
    add_rows(entries, lang, "function_rows", function_rows, G_N_ELEMENTS(function_rows));
    if (lang != TC_LANG_EN)
        add_spreadsheet_words(entries);
    add_rows(entries, lang, "later_rows", later_rows, G_N_ELEMENTS(later_rows));
    for (unsigned i = 0; i < G_N_ELEMENTS(meant_words); i++)
        add_spellings(entries, meant_words[i].spellings[lang],
                      (Entry){.table = "rows",
                              .row = meant_words[i].keyword,
                              .value = (int)meant_words[i].keyword,
                              .meant = true});
}

static int by_key(const void *left, const void *right)
{
    const Entry *a = left, *b = right;
    int order = strcmp(a->key, b->key);
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

/* Returns: their number. */
static guint print_entries(TcLang lang)
{
    g_autoptr(GArray) entries = g_array_new(FALSE, TRUE, sizeof(Entry));
    add_all(entries, lang);
    g_array_sort(entries, by_key);
    printf("    [%u] = (const TcKeywordEntry[]){\n", lang);
    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = &g_array_index(entries, Entry, i);
        g_autofree char *key = g_strescape(entry->key, NULL);
        printf("        {\"%s\", &%s[%u], %d, %s},\n", key, entry->table, entry->row, entry->value,
               entry->meant ? "true" : "false");
        g_free(entry->key);
    }
    puts("        {0}},");
    return entries->len;
}

int main(void)
{
    guint n[TC_N_LANGS];
    puts("/* Written by vocabulary_maker. */");
    puts("static const TcKeywordEntry *const vocabulary[] = {");
    for (TcLang lang = 0; lang < TC_N_LANGS; lang++)
        n[lang] = print_entries(lang);
    printf("};\nstatic const size_t vocabulary_length[] = {%u, %u};\n", n[TC_LANG_VI],
           n[TC_LANG_EN]);
    return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
