/* The table of words, folded once on first use. */
#include "data/words.h"

#include <string.h>

#include "base/text.h"

enum { MOST_START_BYTES = 96 };

static const struct {
    unsigned role;
    const char *text;
} words[] = {
#define TC_DATA_WORD(role, text) {TC_WORD_##role, text},
#include "data_words.def"
};

static GHashTable *build_table(void)
{
    GHashTable *table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        char *key = tc_text_key(words[i].text, strlen(words[i].text));
        unsigned roles = GPOINTER_TO_UINT(g_hash_table_lookup(table, key));
        g_hash_table_insert(table, key, GUINT_TO_POINTER(roles | words[i].role));
    }
    return table;
}

static GHashTable *word_table(void)
{
    static GHashTable *table;

    if (g_once_init_enter(&table))
        g_once_init_leave(&table, build_table());
    return table;
}

unsigned tc_word_roles(const char *key)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(word_table(), key));
}

unsigned tc_word_roles_of(const char *text, size_t length)
{
    while (length > 0 && (text[length - 1] == ':' || text[length - 1] == '.'))
        length--;
    g_autofree char *key = tc_text_key(text, length);
    return tc_word_roles(key);
}

unsigned tc_word_roles_at_start(const char *text, size_t length, int least, int most)
{
    unsigned roles = 0;
    size_t end = 0;

    for (int n = 1; n <= most && end < length; n++) {
        while (end < length && text[end] == ' ')
            end++;
        while (end < length && !strchr(" ,;:(", text[end]))
            end++;
        if (end > MOST_START_BYTES)
            break;
        if (n >= least)
            roles |= tc_word_roles_of(text, end);
        if (end < length && text[end] != ' ')
            break;
    }
    return roles;
}

const char **tc_word_keys(TcWordRole role, uint32_t *n)
{
    GPtrArray *keys = g_ptr_array_new();
    GHashTableIter iter;
    void *key, *roles;

    g_hash_table_iter_init(&iter, word_table());
    while (g_hash_table_iter_next(&iter, &key, &roles))
        if (GPOINTER_TO_UINT(roles) & role)
            g_ptr_array_add(keys, key);
    *n = keys->len;
    g_ptr_array_add(keys, NULL);
    return (const char **)g_ptr_array_free(keys, FALSE);
}
