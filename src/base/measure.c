/* Reading units of measure; the words are in grammar/measures.def. */
#include "base/measure.h"

#include <glib.h>
#include <limits.h>
#include <string.h>

#include "base/text.h"

typedef struct {
    const char *name;         /* of a currency */
    unsigned number;          /* of a scale its zeros; of a period whether it is the year */
    const char *spellings[2]; /* by Way; parted by '|' */
} Row;

static const Row scales[] = {
#define TC_SCALE(zeros, spellings, brief) {NULL, zeros, {spellings, brief}},
#include "measures.def"
};

static const Row currencies[] = {
#define TC_CURRENCY(name, spellings, brief) {name, 0, {spellings, brief}},
#include "measures.def"
};

static const Row periods[] = {
#define TC_PERIOD(is_year, spellings) {NULL, is_year, {spellings, ""}},
#include "measures.def"
};

/* Key of a spelling -> its row; made when first asked for and kept. Most words are told apart by
 * their first byte: every end of a word may be a currency. */
typedef struct {
    GHashTable *rows;
    bool begins[UCHAR_MAX + 1]; /* that byte begins a key */
} Table;

typedef enum { IN_FULL, SHORT, N_WAYS } Way; /* of spelling */

static Table *make_table(const Row *rows, size_t n, Way way)
{
    Table *table = g_new0(Table, 1);
    table->rows = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < n; i++) {
        g_auto(GStrv) spellings = g_strsplit(rows[i].spellings[way], "|", -1);
        for (char **at = spellings; *at; at++) {
            char *key = tc_text_key(*at, strlen(*at));
            table->begins[(guchar)*key] = true;
            g_hash_table_insert(table->rows, key, (void *)&rows[i]);
        }
    }
    return table;
}

static const Row *look_up(Table *tables[N_WAYS], const Row *rows, size_t n, const char *key,
                          bool brief)
{
    for (Way way = IN_FULL; way <= (brief ? SHORT : IN_FULL); way++) {
        if (g_once_init_enter(&tables[way]))
            g_once_init_leave(&tables[way], make_table(rows, n, way));
        const Table *table = tables[way];
        const Row *row = table->begins[(guchar)*key] ? g_hash_table_lookup(table->rows, key) : NULL;
        if (row)
            return row;
    }
    return NULL;
}

static const Row *scale_of(const char *key, bool brief)
{
    static Table *tables[N_WAYS];
    return look_up(tables, scales, G_N_ELEMENTS(scales), key, brief);
}

static const Row *currency_of(const char *key, bool brief)
{
    static Table *tables[N_WAYS];
    return look_up(tables, currencies, G_N_ELEMENTS(currencies), key, brief);
}

bool tc_measure_is_period(const char *key, bool *year)
{
    static Table *tables[N_WAYS];
    const Row *row = look_up(tables, periods, G_N_ELEMENTS(periods), key, false);
    *year = row && row->number;
    return row;
}

char *tc_measure_key(const char *text, size_t length)
{
    g_autofree char *key = tc_text_key(text, length);
    if (strchr(key, '/') == NULL)
        return g_steal_pointer(&key);
    g_auto(GStrv) parts = g_strsplit(key, "/", -1);
    for (char **at = parts; *at; at++)
        g_strstrip(*at);
    return g_strjoinv("/", parts);
}

unsigned tc_measure_scale(const char *key)
{
    g_autofree char *word = g_strndup(key, strcspn(key, " "));
    const Row *row = scale_of(word, false);
    return row ? row->number : 0;
}

/* "triệu đồng", "tr.đ", "trđ": a scale in @key[0..@length), then blanks and dots. */
static const Row *scale_before(const char *key, size_t length, bool brief)
{
    while (length && (key[length - 1] == ' ' || key[length - 1] == '.'))
        length--;
    g_autofree char *word = g_strndup(key, length);
    return scale_of(*word ? word : "1", brief);
}

const char *tc_measure_currency(const char *key, bool brief, unsigned *zeros)
{
    const Row *scale = brief ? scale_of(key, true) : NULL;
    if (scale && scale->number) {
        *zeros = scale->number;
        return currencies[0].name;
    }
    for (const char *at = key; *at; at = g_utf8_next_char(at)) {
        const Row *currency = currency_of(at, brief);
        scale = currency ? scale_before(key, (size_t)(at - key), brief) : NULL;
        if (!scale)
            continue;
        *zeros = scale->number;
        return currency->name;
    }
    return NULL;
}
