/* Writes vocabulary_table.h to standard output when the project is built: of each language every
 * spelling with its key, with and without marks, sorted by keys; those of one key in the order of
 * the tables. Likewise the words that are taken for a clause or a flag. */
#include <stdio.h>
#include <string.h>
#include "base/text.h"
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

static void add_words_for(GArray *entries, TcLang lang, const TcWordsFor *table, unsigned n,
                          bool meant)
{
    for (unsigned i = 0; i < n; i++)
        add_spellings(entries, table[i].spellings[lang],
                      (Entry){.table = "rows",
                              .row = table[i].keyword,
                              .value = (int)table[i].keyword,
                              .meant = meant});
}

static void add_all(GArray *entries, TcLang lang)
{
    add_rows(entries, lang, "rows", rows, G_N_ELEMENTS(rows));
    add_rows(entries, lang, "function_rows", function_rows, G_N_ELEMENTS(function_rows));
    if (lang != TC_LANG_EN)
        add_spreadsheet_words(entries);
    add_rows(entries, lang, "later_rows", later_rows, G_N_ELEMENTS(later_rows));
    add_words_for(entries, lang, meant_words, G_N_ELEMENTS(meant_words), true);
}

static void add_taken(GArray *entries, TcLang lang)
{
    add_words_for(entries, lang, taken_words, G_N_ELEMENTS(taken_words), false);
}

static int by_key(const void *left, const void *right)
{
    const Entry *a = left, *b = right;
    int order = strcmp(a->key, b->key);
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

static void print_entries(GArray *entries)
{
    g_array_sort(entries, by_key);
    puts("    {(const TcKeywordEntry[]){");
    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = &g_array_index(entries, Entry, i);
        g_autofree char *key = g_strescape(entry->key, NULL);
        g_autofree char *bare = tc_text_bare_key(entry->key, strlen(entry->key));
        g_autofree char *escaped = g_strescape(bare, NULL);
        printf("        {\"%s\", \"%s\", &%s[%u], %d, %s},\n", key, escaped, entry->table,
               entry->row, entry->value, entry->meant ? "true" : "false");
        g_free(entry->key);
    }
    printf("        {0}}, %u},\n", entries->len);
}

static void print_vocabulary(const char *name, void (*add)(GArray *entries, TcLang lang))
{
    printf("static const TcVocabulary %s[] = {\n", name);
    for (TcLang lang = 0; lang < TC_N_LANGS; lang++) {
        g_autoptr(GArray) entries = g_array_new(FALSE, TRUE, sizeof(Entry));
        add(entries, lang);
        print_entries(entries);
    }
    puts("};");
}

int main(void)
{
    puts("/* Written by vocabulary_maker. */");
    print_vocabulary("all_words", add_all);
    print_vocabulary("words_taken", add_taken);
    return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
