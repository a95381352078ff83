/* The catalogue of diagnostics, and the list of those of one run. Texts are made when a diagnostic
 * is appended, so that the words given to it need not outlive the call. */
#include "base/diag.h"

#include <string.h>
#include "base/msg.h"

typedef struct {
    const char *name;
    const char *slug;
    TcSeverity severity;
    const char *message[TC_N_LANGS];
    const char *fix[TC_N_LANGS];
    const char *explanation[TC_N_LANGS];
} Entry;

static const Entry catalogue[TC_N_DIAGS] = {
#define TC_DIAG(number, id, severity_id, slug_text, vi, vi_fix, vi_why, en, en_fix, en_why)        \
    [TC_DIAG_##id] = {                                                                             \
        .name = "TC" #number,                                                                      \
        .slug = slug_text,                                                                         \
        .severity = TC_##severity_id,                                                              \
        .message = {[TC_LANG_VI] = vi, [TC_LANG_EN] = en},                                         \
        .fix = {[TC_LANG_VI] = vi_fix, [TC_LANG_EN] = en_fix},                                     \
        .explanation = {[TC_LANG_VI] = vi_why, [TC_LANG_EN] = en_why},                             \
    },
#include "diag_codes.def"
};

/* Keywords of rule files by their ids, with all spellings; and their plurals. */
static const struct {
    const char *id;
    const char *spellings[TC_N_LANGS];
} keywords[] = {
#define TC_KEYWORD(keyword, token, role, vi, en) {#keyword, {vi, en}},
#define TC_PLURAL(keyword, vi, en)               {#keyword, {vi, en}},
#include "keywords.def"
};

struct TcDiagList {
    TcLang lang;
    TcLang rules;       /* of the keywords of the rule file that is read */
    GPtrArray *diags;   /* of TcDiag, owned */
    unsigned count[2];  /* by TcSeverity */
    unsigned beyond[2]; /* known to be, but not in the list */
};

static void diag_free(void *data)
{
    TcDiag *diag = data;
    g_free(diag->place);
    g_free(diag->message);
    g_free(diag->fix);
    g_free(diag->label[0]);
    g_free(diag->label[1]);
    g_free(diag->edit);
    g_free(diag);
}

/* Order of files by name; what stands in no rule file comes last. */
static int compare_sources(const TcSource *a, const TcSource *b)
{
    if (a == b) {
        return 0;
    }
    if (!a || !b) {
        return a ? -1 : 1;
    }
    return strcmp(tc_source_name(a), tc_source_name(b));
}

static int compare_numbers(unsigned a, unsigned b)
{
    return (a > b) - (a < b);
}

static int compare_diags(gconstpointer left, gconstpointer right)
{
    const TcDiag *a = *(TcDiag *const *)left;
    const TcDiag *b = *(TcDiag *const *)right;
    int order = compare_sources(a->span.source, b->span.source);
    if (order == 0) {
        order = compare_numbers(a->span.start, b->span.start);
    }
    return order != 0 ? order : compare_numbers(a->severity, b->severity);
}

static guint hash_diag(gconstpointer data)
{
    const TcDiag *diag = data;
    guint place = diag->place ? g_str_hash(diag->place) : 0;
    return g_str_hash(diag->message) ^ place ^ (diag->span.start * 31 + diag->code);
}

static gboolean same_diag(gconstpointer left, gconstpointer right)
{
    const TcDiag *a = left;
    const TcDiag *b = right;
    return a->code == b->code && a->span.start == b->span.start && a->span.end == b->span.end &&
           compare_sources(a->span.source, b->span.source) == 0 &&
           g_strcmp0(a->place, b->place) == 0 && strcmp(a->message, b->message) == 0;
}

/* Keeps the first of equal entries. They need not be neighbours: another mistake may start at the
 * same byte. */
static void drop_equal(TcDiagList *list)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(hash_diag, same_diag);
    GPtrArray *kept = g_ptr_array_new_with_free_func(diag_free);
    memset(list->count, 0, sizeof list->count);
    g_ptr_array_set_free_func(list->diags, NULL);
    for (guint i = 0; i < list->diags->len; i++) {
        TcDiag *diag = g_ptr_array_index(list->diags, i);
        if (!g_hash_table_contains(seen, diag)) {
            g_hash_table_add(seen, diag); /* would put an equal key in the place of the first */
            g_ptr_array_add(kept, diag);
            list->count[diag->severity]++;
        } else {
            diag_free(diag);
        }
    }
    g_ptr_array_free(list->diags, TRUE);
    list->diags = kept;
}

/* The first spelling of the keyword named by the @length bytes at @id; NULL if there is none. */
static const char *keyword_spelling(const char *id, size_t length, TcLang lang, size_t *size)
{
    for (size_t i = 0; i < G_N_ELEMENTS(keywords); i++) {
        if (strlen(keywords[i].id) == length && memcmp(keywords[i].id, id, length) == 0) {
            const char *spellings = keywords[i].spellings[lang];
            *size = strcspn(spellings, "|");
            return spellings;
        }
    }
    return NULL;
}

char *tc_diag_words(const char *template_text, TcLang lang)
{
    GString *out = g_string_sized_new(strlen(template_text) + 1);
    for (const char *c = template_text; *c != '\0';) {
        size_t plain = strcspn(c, "{"), size = 1;
        g_string_append_len(out, c, (gssize)plain);
        c += plain;
        if (*c == '\0')
            break;
        size_t length = strspn(c + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");
        const char *word = length > 0 && c[length + 1] == '}'
                               ? keyword_spelling(c + 1, length, lang, &size)
                               : NULL;
        g_string_append_len(out, word ? word : c, (gssize)size);
        c += word ? length + 2 : 1;
    }
    return g_string_free(out, FALSE);
}

TcDiagList *tc_diag_list_new(TcLang lang)
{
    TcDiagList *list = g_new0(TcDiagList, 1);
    list->lang = list->rules = lang;
    list->diags = g_ptr_array_new_with_free_func(diag_free);
    return list;
}

TcDiagList *tc_diag_list_like(const TcDiagList *other)
{
    TcDiagList *list = tc_diag_list_new(other->lang);
    list->rules = other->rules;
    return list;
}

void tc_diag_list_free(TcDiagList *list)
{
    if (list) {
        g_ptr_array_free(list->diags, TRUE);
        g_free(list);
    }
}

TcLang tc_diag_list_lang(const TcDiagList *list)
{
    return list->lang;
}

void tc_diag_list_rules(TcDiagList *list, TcLang lang)
{
    list->rules = lang;
}

TcDiag *tc_diag(TcDiagList *list, TcDiagCode code, TcSpan span, ...)
{
    const char *fix = tc_diag_fix_template(code, list->lang);
    TcDiag *diag = g_new0(TcDiag, 1);
    diag->code = code;
    diag->severity = tc_diag_severity(code);
    diag->span = span;
    va_list args, again;
    va_start(args, span);
    va_copy(again, args);
    const TcLang rules = tc_source_lang(span.source, list->rules);
    g_autofree char *message = tc_diag_words(tc_diag_template(code, list->lang), rules);
    g_autofree char *cure = tc_diag_words(fix, rules);
    diag->message = tc_text_fill_list(message, args);
    diag->fix = *fix != '\0' ? tc_text_fill_list(cure, again) : NULL;
    va_end(again);
    va_end(args);
    g_ptr_array_add(list->diags, diag);
    list->count[diag->severity]++;
    return diag;
}

void tc_diag_label(TcDiag *diag, TcSpan span, const char *text)
{
    for (size_t i = 0; i < G_N_ELEMENTS(diag->label); i++) {
        if (!diag->label[i]) {
            diag->label[i] = g_strdup(text);
            diag->label_span[i] = span;
            return;
        }
    }
    /* two second places are what a reader takes in: further ones are not shown */
}

static bool is_in_file_of(TcSpan a, TcSpan b)
{
    return compare_sources(tc_span_origin(a).source, tc_span_origin(b).source) == 0;
}

/* Has the entry a second place in one of the files of @spans? */
static bool names_any(const TcDiag *diag, const TcSpan *spans, size_t n)
{
    bool found = false;
    for (size_t k = 0; k < G_N_ELEMENTS(diag->label) && diag->label[k]; k++)
        for (size_t i = 0; i < n; i++)
            found |= is_in_file_of(diag->label_span[k], spans[i]);
    return found;
}

void tc_diag_list_label(TcDiagList *list, unsigned first, const TcSpan *spans, size_t n,
                        const char *text)
{
    for (guint i = first; i < list->diags->len; i++) {
        TcDiag *diag = g_ptr_array_index(list->diags, i);
        const bool named = names_any(diag, spans, n);
        for (size_t k = 0; k < n && !named; k++)
            if (!is_in_file_of(diag->span, spans[k]))
                tc_diag_label(diag, spans[k], text);
    }
}

void tc_diag_edit(TcDiag *diag, TcSpan span, const char *text)
{
    g_free(diag->edit);
    diag->edit = g_strdup(text);
    diag->edit_span = span;
}

void tc_diag_soften(TcDiagList *list, TcDiag *diag)
{
    list->count[diag->severity]--;
    diag->severity = TC_WARNING;
    list->count[diag->severity]++;
}

void tc_diag_place(TcDiag *diag, const char *place)
{
    g_free(diag->place);
    diag->place = g_strdup(place);
}

void tc_diag_list_place(TcDiagList *list, unsigned first, const char *place)
{
    for (guint i = first; i < list->diags->len; i++) {
        TcDiag *diag = g_ptr_array_index(list->diags, i);
        if (!diag->span.source && !diag->place)
            tc_diag_place(diag, place);
    }
}

void tc_diag_list_move_places(TcDiagList *list, unsigned first, const TcSource *source,
                              TcDiagPlaceOf place_of, const void *user)
{
    for (guint i = first; i < list->diags->len; i++) {
        TcDiag *diag = g_ptr_array_index(list->diags, i);
        if (diag->span.source != source)
            continue;
        g_autofree char *place = place_of(diag->span, user);
        diag->span = (TcSpan){.start = tc_source_place(source, diag->span.start).line};
        g_clear_pointer(&diag->edit, g_free);
        tc_diag_place(diag, place);
    }
}

void tc_diag_list_move(TcDiagList *from, TcDiagList *to, TcDiagWanted wanted, void *user)
{
    g_ptr_array_set_free_func(from->diags, NULL);
    for (guint i = 0; i < from->diags->len; i++) {
        TcDiag *diag = g_ptr_array_index(from->diags, i);
        if (!wanted || wanted(diag->code, user)) {
            g_ptr_array_add(to->diags, diag);
            to->count[diag->severity]++;
        } else {
            diag_free(diag);
        }
    }
    g_ptr_array_set_size(from->diags, 0);
    g_ptr_array_set_free_func(from->diags, diag_free);
    memset(from->count, 0, sizeof from->count);
}

void tc_diag_list_keep(TcDiagList *list, TcDiagKeep wanted, void *user)
{
    for (guint i = list->diags->len; i > 0; i--) {
        const TcDiag *diag = g_ptr_array_index(list->diags, i - 1);
        if (wanted(diag, user))
            continue;
        list->count[diag->severity]--;
        g_ptr_array_remove_index(list->diags, i - 1);
    }
    memset(list->beyond, 0, sizeof list->beyond);
}

void tc_diag_list_cut(TcDiagList *list, unsigned length)
{
    for (guint i = length; i < list->diags->len; i++) {
        const TcDiag *diag = g_ptr_array_index(list->diags, i);
        list->count[diag->severity]--;
    }
    if (length < list->diags->len)
        g_ptr_array_set_size(list->diags, (gint)length);
}

void tc_diag_list_beyond(TcDiagList *list, TcSeverity severity, unsigned n)
{
    list->beyond[severity] += n;
}

unsigned tc_diag_count(const TcDiagList *list, TcSeverity severity)
{
    return list->count[severity] + list->beyond[severity];
}

/* What was found in words that an edit made is told where people wrote them; a cure is one only if
 * it mends these. */
static void tell_where_written(TcDiag *diag)
{
    diag->span = tc_span_origin(diag->span);
    for (size_t i = 0; i < G_N_ELEMENTS(diag->label); i++)
        diag->label_span[i] = tc_span_origin(diag->label_span[i]);
    if (diag->edit && !tc_span_is_written(diag->edit_span))
        g_clear_pointer(&diag->edit, g_free);
    diag->edit_span = tc_span_origin(diag->edit_span);
}

void tc_diag_list_sort(TcDiagList *list)
{
    for (guint i = 0; i < list->diags->len; i++)
        tell_where_written(g_ptr_array_index(list->diags, i));
    g_ptr_array_sort(list->diags, compare_diags); /* stable */
    drop_equal(list);
}

unsigned tc_diag_list_length(const TcDiagList *list)
{
    return list->diags->len;
}

const TcDiag *tc_diag_list_get(const TcDiagList *list, unsigned index)
{
    g_assert(index < list->diags->len);
    return g_ptr_array_index(list->diags, index);
}

const char *tc_diag_name(TcDiagCode code)
{
    return catalogue[code].name;
}

bool tc_diag_find(const char *name, TcDiagCode *code)
{
    for (unsigned i = 0; i < TC_N_DIAGS; i++) {
        if (g_ascii_strcasecmp(name, catalogue[i].name) == 0) {
            *code = (TcDiagCode)i;
            return true;
        }
    }
    return false;
}

TcSeverity tc_diag_severity(TcDiagCode code)
{
    return catalogue[code].severity;
}

const char *tc_diag_slug(TcDiagCode code)
{
    return catalogue[code].slug;
}

const char *tc_diag_template(TcDiagCode code, TcLang lang)
{
    return catalogue[code].message[lang];
}

const char *tc_diag_fix_template(TcDiagCode code, TcLang lang)
{
    return catalogue[code].fix[lang];
}

const char *tc_diag_explanation(TcDiagCode code, TcLang lang)
{
    return catalogue[code].explanation[lang];
}
