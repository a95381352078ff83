/* Prefixes are told by their folded keys, the longest first; what is left keeps its own letters. */
#include "data/unit_name.h"

#include <stdbool.h>
#include <string.h>

#include "base/text.h"

enum { MAX_PREFIX_WORDS = 4 };

typedef struct {
    const char *text;
    const char *kind; /* NULL: of a district */
} Prefix;

static const Prefix prefixes[] = {
#define TC_UNIT_PREFIX(text, kind) {text, kind},
#define TC_PARENT_PREFIX(text)     {text, NULL},
#include "data_words.def"
};

/* The prefixes by their keys, and the keys of what they begin with. */
typedef struct {
    GHashTable *whole, *beginnings;
} Prefixes;

/* Of a text, as far as a blank or a full stop: with most names this alone tells that there is no
 * prefix. */
static char *beginning_key(const char *text)
{
    return tc_text_key(text, strcspn(text, " ."));
}

static Prefixes *build_tables(void)
{
    Prefixes *tables = g_new(Prefixes, 1);
    tables->whole = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    tables->beginnings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        const char *text = prefixes[i].text;
        g_hash_table_insert(tables->whole, tc_text_key(text, strlen(text)), (void *)&prefixes[i]);
        g_hash_table_add(tables->beginnings, beginning_key(text));
    }
    return tables;
}

static const Prefixes *prefix_tables(void)
{
    static Prefixes *tables;
    if (g_once_init_enter(&tables))
        g_once_init_leave(&tables, build_tables());
    return tables;
}

static const Prefix *find_prefix(const char *text, size_t length, bool of_parent)
{
    g_autofree char *key = tc_text_key(text, length);
    const Prefix *prefix = g_hash_table_lookup(prefix_tables()->whole, key);
    return prefix && (prefix->kind == NULL) == of_parent ? prefix : NULL;
}

static bool may_have_prefix(const char *text)
{
    g_autofree char *key = beginning_key(text);
    return g_hash_table_contains(prefix_tables()->beginnings, key);
}

/* Length of the first @words words of @text; 0 if there are not so many, or nothing would be left.
 */
static size_t words_length(const char *text, unsigned words)
{
    const char *at = text;

    for (unsigned i = 0; i < words; i++) {
        at += strspn(at, " ");
        size_t length = strcspn(at, " ");
        if (length == 0)
            return 0;
        at += length;
    }
    return at[strspn(at, " ")] ? (size_t)(at - text) : 0;
}

/* Takes one prefix off @text ("thị trấn Nga Sơn", "TT.Nga Sơn"). Returns: it, or NULL. */
static const Prefix *take_prefix(const char **text, bool of_parent)
{
    if (!may_have_prefix(*text))
        return NULL;
    for (unsigned words = MAX_PREFIX_WORDS; words > 0; words--) {
        size_t length = words_length(*text, words);
        const Prefix *prefix = length ? find_prefix(*text, length, of_parent) : NULL;
        if (!prefix)
            continue;
        *text += length;
        *text += strspn(*text, " ");
        return prefix;
    }
    const char *dot = strchr(*text, '.');
    if (!dot || !dot[1])
        return NULL;
    const Prefix *prefix = find_prefix(*text, (size_t)(dot + 1 - *text), of_parent);
    if (prefix)
        *text = dot + 1 + strspn(dot + 1, " ");
    return prefix;
}

/* White space of every sort as one blank, none at the ends. */
static char *tidy(const char *text, size_t length)
{
    GString *out = g_string_new(NULL);

    for (const char *at = text, *end = text + length; at < end; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char_validated(at, end - at);
        if (letter == (gunichar)-1 || letter == (gunichar)-2)
            break;
        if (!g_unichar_isspace(letter) && letter != '_')
            g_string_append_unichar(out, letter);
        else if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
    if (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    return g_string_free(out, FALSE);
}

/* The district in brackets or behind a comma. Returns: (transfer full) or NULL; *@length: what is
 * before it. */
static char *split_parent(const char *text, size_t *length)
{
    const char *mark = strpbrk(text, "(,");

    *length = strlen(text);
    if (!mark)
        return NULL;
    *length = (size_t)(mark - text);
    return tidy(mark + 1, strcspn(mark + 1, *mark == '(' ? ")" : ",("));
}

/* The district behind its word and no mark: "Yên Thọ huyện Như Thanh". Returns: where, or NULL. */
static const char *find_parent(const char *name)
{
    for (const char *blank = strchr(name, ' '); blank; blank = strchr(blank + 1, ' ')) {
        const char *rest = blank + 1;
        if (take_prefix(&rest, true))
            return blank + 1;
    }
    return NULL;
}

void tc_unit_name_split(const char *text, TcUnitName *name)
{
    size_t length;
    const Prefix *prefix;

    name->kind = "";
    name->parent = split_parent(text, &length);
    g_autofree char *tidied = tidy(text, length);
    const char *rest = tidied;
    while (!*name->kind && (prefix = take_prefix(&rest, false)))
        name->kind = prefix->kind;
    const char *parent = name->parent ? NULL : find_parent(rest);
    if (parent)
        name->parent = g_strdup(parent);
    name->name = g_strndup(rest, parent ? (size_t)(parent - rest) - 1 : strlen(rest));
}

const char *tc_unit_kind_word(const char *text)
{
    const Prefix *prefix = find_prefix(text, strlen(text), false);
    return prefix && *prefix->kind ? prefix->kind : NULL;
}

void tc_unit_kinds(GPtrArray *kinds)
{
    for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        void *kind = (void *)prefixes[i].kind;
        if (kind && *prefixes[i].kind &&
            !g_ptr_array_find_with_equal_func(kinds, kind, g_str_equal, NULL))
            g_ptr_array_add(kinds, kind);
    }
}

const char *tc_unit_kind(const char *told, const char *of_name)
{
    const char *known = told ? tc_unit_kind_word(told) : NULL;

    if (known)
        return known;
    return *of_name || !told ? of_name : told;
}

void tc_unit_name_clear(TcUnitName *name)
{
    g_free(name->name);
    g_free(name->parent);
}

bool tc_is_district_name(const char *text)
{
    g_auto(TcUnitName) parts = {0};

    tc_unit_name_split(text, &parts);
    const char *rest = parts.name;
    return !*parts.kind && take_prefix(&rest, true);
}

char *tc_parent_key(const char *parent)
{
    g_autofree char *tidied = tidy(parent, strlen(parent));
    const char *rest = tidied;

    take_prefix(&rest, true);
    return tc_text_key(rest, strlen(rest));
}
