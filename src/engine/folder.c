/* Rule files read together. See folder.h. */
#include "engine/folder_internal.h"

#include <string.h>
#include "base/date.h"
#include "base/msg.h"
#include "base/text.h"
#include "syntax/set_in_words.h"
#include "sema/document.h"

/* --- reading ---------------------------------------------------------------------------------- */

static void free_text(void *text)
{
    tc_text_free(text);
}

/* Are there heads, and all those of examples? */
static bool is_examples(const TcText *text)
{
    bool all = true, any = false;
    for (uint32_t i = 0; i < text->clauses->len && all; i++) {
        const TcClause *clause = tc_text_clause(text, i);
        const bool head = tc_clause_is_head(clause);
        any |= head;
        all = !head || clause->starter.value == TC_KW_EXAMPLE;
    }
    return all && any;
}

static void add_set(const TcFolder *folder, TcSource *source, const TcText *text)
{
    const TcFolderSet set = {
        .source = source,
        .text = text,
        .edits = g_array_new(FALSE, FALSE, sizeof(TcInForce)),
        .days = g_array_new(FALSE, FALSE, sizeof(int32_t)),
        .within = g_array_new(FALSE, FALSE, sizeof(TcInForce)),
    };
    g_array_append_val(folder->sets, set);
}

static void clear_set(void *data)
{
    TcFolderSet *set = data;
    g_array_unref(set->edits);
    g_array_unref(set->days);
    g_array_unref(set->within);
    tc_outline_free(set->last);
}

/* Was the text signed by the day of the folder? A set that does not say when counts as signed. */
static bool is_known(const TcFolder *folder, const TcText *text, TcDiagList *diags)
{
    if (folder->known_on == INT32_MAX || is_examples(text))
        return true;
    g_autoptr(TcOutline) outline = tc_outline_new(text, NULL);
    const int32_t day = tc_outline_day(outline, TC_KW_SIGNED_ON, INT32_MIN);
    if (day == INT32_MIN && tc_text_amends(text))
        tc_diag(diags, TC_DIAG_SIGNED_UNSAID, tc_text_clause(text, 0)->starter.span, NULL);
    return day <= folder->known_on;
}

/* Sets are read before what amends them, which may use their units. What is wrong with a file is
 * told where it is read again: with what it amends, or by the versions of its set. */
static void sort_files(TcFolder *folder, GPtrArray *amending, TcDiagList *diags)
{
    g_autoptr(TcDiagList) later = tc_diag_list_new(TC_LANG_EN);
    for (guint i = 0; i < folder->sources->len; i++) {
        TcSource *source = g_ptr_array_index(folder->sources, i);
        g_autoptr(TcText) text = tc_text_new(source, NULL, later);
        tc_source_set_lang(source, text->tokens.lang);
        if (!is_known(folder, text, diags))
            continue;
        if (tc_text_amends(text)) {
            g_ptr_array_add(amending, source);
        } else if (is_examples(text)) {
            g_ptr_array_add(folder->examples, source);
        } else {
            add_set(folder, source, text);
            g_ptr_array_add(folder->texts, g_steal_pointer(&text));
        }
    }
    folder->known = g_new0(const TcText *, folder->sets->len + 1);
    for (guint i = 0; i < folder->sets->len; i++)
        folder->known[i] = tc_folder_set(folder, i)->text;
}

static void read_texts(TcFolder *folder, TcDiagList *diags)
{
    g_autoptr(GPtrArray) amending = g_ptr_array_new();
    sort_files(folder, amending, diags);
    for (guint i = 0; i < amending->len; i++) {
        TcText *text = tc_text_new(g_ptr_array_index(amending, i), folder->known, diags);
        g_ptr_array_add(folder->texts, text);
        g_ptr_array_add(folder->amendments, (void *)tc_amendment_read(text, folder->arena, diags));
    }
}

static const TcToken *code_of_set(const TcText *text)
{
    if (text->clauses->len == 0)
        return NULL;
    const TcClause *head = tc_text_clause(text, 0);
    return head->n ? tc_clause_tokens(text, head) : NULL;
}

static bool has_code(const TcFolderSet *set, const char *code)
{
    const TcToken *own = code_of_set(set->text);
    return own && own->text && code && tc_text_same(own->text, code);
}

static int32_t first_day(const TcFolder *folder, const TcFolderSet *set)
{
    g_autoptr(TcOutline) outline = tc_outline_new(set->text, folder->known);
    return tc_outline_day(outline, TC_KW_IN_FORCE_FROM, INT32_MIN);
}

/* The set that @amendment amends: of those with its code the last that is in force from its day or
 * before, else the first. */
static uint32_t set_of(const TcFolder *folder, const TcAmendment *amendment)
{
    uint32_t found = TC_NO_SET;
    int32_t from = INT32_MIN; /* of the one found */
    for (uint32_t i = 0; i < folder->sets->len; i++) {
        const TcFolderSet *set = tc_folder_set(folder, i);
        if (!has_code(set, amendment->of))
            continue;
        const int32_t first = first_day(folder, set);
        const bool begun = first <= amendment->from;
        if (found == TC_NO_SET || (begun && (first > from || from > amendment->from)) ||
            (!begun && first < from)) {
            found = i;
            from = first;
        }
    }
    return found;
}

/* The codes of all sets. Returns: (transfer full). */
static GPtrArray *codes_of(const TcFolder *folder)
{
    GPtrArray *codes = g_ptr_array_new();
    for (uint32_t i = 0; i < folder->sets->len; i++) {
        const TcToken *code = code_of_set(tc_folder_set(folder, i)->text);
        if (code && code->text)
            g_ptr_array_add(codes, (void *)code->text);
    }
    return codes;
}

/* The file of the set was not given, or its code is misspelt. */
static void report_no_set(const TcFolder *folder, const TcAmendment *amendment, TcDiagList *diags)
{
    g_autoptr(GPtrArray) codes = codes_of(folder);
    if (tc_set_in_words(amendment->text, codes, diags))
        return;
    const char *of = amendment->of ? amendment->of : "";
    const char *near = tc_text_suggest(of, (const char *const *)codes->pdata, codes->len);
    TcDiag *diag = tc_diag(diags, near ? TC_DIAG_AMENDS_NEARLY : TC_DIAG_AMENDS_NOTHING,
                           amendment->head->at, of, near ? near : "", NULL);
    if (near)
        tc_diag_edit(diag, amendment->head->at, near);
}

/* Each amendment needs its set. */
static void find_sets(const TcFolder *folder, TcDiagList *diags)
{
    for (guint i = 0; i < folder->amendments->len; i++) {
        TcAmendment *amendment = g_ptr_array_index(folder->amendments, i);
        amendment->set = set_of(folder, amendment);
        if (amendment->set == TC_NO_SET)
            report_no_set(folder, amendment, diags);
        else
            tc_folder_set(folder, amendment->set)->lost |= amendment->lost;
    }
}

/* The versions of an amended set share its text, so what is wrong with that is told once. */
static void tell_amended(const TcFolder *folder, TcDiagList *diags)
{
    for (uint32_t set = 0; set < folder->sets->len; set++)
        if (tc_folder_is_amended(folder, set))
            tc_text_free(tc_text_new(tc_folder_set(folder, set)->source, NULL, diags));
}

/* No set was signed by the day of the folder: tells the first one that was signed later. */
static void tell_unknown(const TcFolder *folder, TcDiagList *diags)
{
    g_autoptr(TcDiagList) heard = tc_diag_list_new(TC_LANG_EN);
    char asked[TC_DATE_TEXT], text[TC_DATE_TEXT];
    int32_t first = INT32_MAX;
    TcSpan at = {0};
    if (folder->known_on == INT32_MAX || folder->sets->len > 0)
        return;
    for (guint i = 0; i < folder->sources->len; i++) {
        g_autoptr(TcText) read = tc_text_new(g_ptr_array_index(folder->sources, i), NULL, heard);
        g_autoptr(TcOutline) outline = tc_outline_new(read, NULL);
        const int32_t day = tc_outline_day(outline, TC_KW_SIGNED_ON, INT32_MAX);
        if (tc_text_amends(read) || day >= first)
            continue;
        first = day;
        at = tc_text_clause(read, 0)->starter.span;
    }
    const TcLang lang = tc_diag_list_lang(diags);
    if (first < INT32_MAX)
        tc_diag(diags, TC_DIAG_KNOWN_NONE, at, tc_date_format(folder->known_on, lang, asked),
                tc_date_format(first, lang, text), NULL);
}

TcFolder *tc_folder_new(GPtrArray *sources, TcDiagList *diags)
{
    return tc_folder_new_known(sources, INT32_MAX, diags);
}

TcFolder *tc_folder_new_known(GPtrArray *sources, int32_t day, TcDiagList *diags)
{
    TcFolder *folder = g_new0(TcFolder, 1);
    folder->references = 1;
    folder->known_on = day;
    folder->sources = sources;
    folder->sets = g_array_new(FALSE, FALSE, sizeof(TcFolderSet));
    g_array_set_clear_func(folder->sets, clear_set);
    folder->examples = g_ptr_array_new();
    folder->texts = g_ptr_array_new_with_free_func(free_text);
    folder->amendments = g_ptr_array_new();
    folder->arena = tc_arena_new();
    read_texts(folder, diags);
    tell_unknown(folder, diags);
    find_sets(folder, diags);
    tc_amendments_chain(folder->amendments, diags);
    tc_folder_find_edits(folder);
    tell_amended(folder, diags);
    return folder;
}

TcFolder *tc_folder_ref(TcFolder *folder)
{
    folder->references++;
    return folder;
}

void tc_folder_unref(TcFolder *folder)
{
    if (!folder || --folder->references > 0)
        return;
    g_ptr_array_unref(folder->amendments);
    g_array_unref(folder->sets);
    g_ptr_array_unref(folder->texts);
    g_ptr_array_unref(folder->examples);
    g_ptr_array_unref(folder->sources);
    tc_arena_free(folder->arena);
    g_free(folder->known);
    g_free(folder);
}

uint32_t tc_folder_n_sets(const TcFolder *folder)
{
    return folder->sets->len;
}

bool tc_folder_is_amended(const TcFolder *folder, uint32_t set)
{
    return tc_folder_set(folder, set)->amended;
}

/* --- versions --------------------------------------------------------------------------------- */

const TcText *tc_folder_text(const TcFolder *folder, uint32_t set)
{
    return folder->known[set];
}

void tc_folder_each_edit_on(const TcFolder *folder, uint32_t set, int32_t day, TcEachEdit each,
                            void *context)
{
    for (guint i = 0; i < folder->amendments->len; i++) {
        const TcAmendment *amendment = g_ptr_array_index(folder->amendments, i);
        if (amendment->set != set)
            continue;
        for (guint k = 0; k < amendment->edits->len; k++) {
            const TcEdit *edit = &g_array_index(amendment->edits, TcEdit, k);
            if (edit->from <= edit->until && (edit->from == day || edit->until == day - 1))
                each(amendment, edit->clause, edit->from == day, context);
        }
        for (guint k = 0; k < amendment->transitions->len; k++) {
            const TcTransition *own = &g_array_index(amendment->transitions, TcTransition, k);
            if (own->from == day || own->until == day - 1)
                each(amendment, own->clause, own->from == day, context);
        }
    }
}

const char *tc_amendment_named(const TcAmendment *amendment)
{
    return amendment->issued_with ? amendment->issued_with
                                  : tc_source_name(amendment->text->source);
}

const GPtrArray *tc_folder_amendments(const TcFolder *folder)
{
    return folder->amendments;
}

/* "Quyết định số 34/2024/QĐ-UBND; …": the texts of which something is applied on @day. Returns:
 * (transfer full) NULL if there is none. */
static char *decisions(const TcFolder *folder, uint32_t set, int32_t day)
{
    g_autoptr(GArray) edits = tc_folder_edits(folder, set, day);
    g_autofree bool *named = g_new0(bool, folder->amendments->len + 1);
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < edits->len; i++) {
        const TcInForce *one = &g_array_index(edits, TcInForce, i);
        if (!named[one->by])
            g_string_append_printf(list, "%s%s", list->len > 0 ? "; " : "",
                                   tc_amendment_named(one->amendment));
        named[one->by] = true;
    }
    return list->len ? g_strdup(list->str) : NULL;
}

/* The texts with which the version of @day begins are a second place of what is wrong with it. */
static void label_version(const TcFolder *folder, uint32_t set, int32_t day, unsigned first,
                          TcDiagList *diags)
{
    char text[TC_DATE_TEXT];
    const TcLang lang = tc_diag_list_lang(diags);
    g_autofree char *label =
        tc_msg_format(lang, TC_MSG_IN_VERSION_OF, tc_date_format(day, lang, text), NULL);
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(TcSpan));
    for (guint i = 0; i < folder->amendments->len; i++) {
        const TcAmendment *amendment = g_ptr_array_index(folder->amendments, i);
        bool begins =
            amendment->transitions->len > 0 && amendment->from == day && amendment->set == set;
        for (guint k = 0; amendment->set == set && k < amendment->edits->len; k++)
            begins |= g_array_index(amendment->edits, TcEdit, k).from == day;
        if (begins)
            g_array_append_val(places, amendment->head->at);
    }
    tc_diag_list_label(diags, first, (const TcSpan *)(void *)places->data, places->len, label);
}

/* --- programs --------------------------------------------------------------------------------- */

static TcProgram *with_known(const TcFolder *folder, TcProgram *program)
{
    if (folder->known_on < INT32_MAX)
        tc_program_known_on(program, folder->known_on);
    return program;
}

static TcProgram *program_of(const TcFolder *folder, const TcSource *source, TcDiagList *diags)
{
    return with_known(folder, tc_program_load_text(tc_source_name(source), tc_source_text(source),
                                                   tc_source_length(source), diags));
}

/* The days around @day on which the version of it begins and the next one does. */
static void days_around(const TcFolder *folder, uint32_t set, int32_t day, TcVersionText *version)
{
    const GArray *days = tc_folder_set(folder, set)->days;
    version->from = INT32_MIN;
    version->until = INT32_MAX;
    for (guint i = days->len; i > 0; i--) {
        const int32_t begins = g_array_index(days, int32_t, i - 1);
        if (begins <= day) {
            version->from = begins;
            return;
        }
        version->until = begins - 1;
    }
}

/* The language of the text that amends the version of @day last; of the set if none does. */
static TcLang amended_lang(const TcFolder *folder, uint32_t set, int32_t day)
{
    g_autoptr(GArray) edits = tc_folder_edits(folder, set, day);
    if (edits->len == 0)
        return folder->known[set]->tokens.lang;
    return g_array_index(edits, TcInForce, edits->len - 1).amendment->text->tokens.lang;
}

TcProgram *tc_folder_program_of(TcFolder *folder, uint32_t set, int32_t day, TcOutline *outline,
                                const char *amended_by, TcDiagList *diags)
{
    TcVersionText version = {.lang = folder->known[set]->tokens.lang,
                             .amended_lang = amended_lang(folder, set, day),
                             .amended_by = amended_by,
                             .lost = day != INT32_MIN && tc_folder_set(folder, set)->lost};
    days_around(folder, set, day, &version);
    return with_known(folder, tc_program_version(folder, outline, &version, diags));
}

TcProgram *tc_folder_program(TcFolder *folder, uint32_t set, int32_t day, TcDiagList *diags)
{
    if (!tc_folder_is_amended(folder, set))
        return program_of(folder, tc_folder_set(folder, set)->source, diags);
    const unsigned first = tc_diag_list_length(diags);
    TcOutline *outline = tc_folder_outline(folder, set, day, diags);
    g_autofree char *amended_by = decisions(folder, set, day);
    TcProgram *program = tc_folder_program_of(folder, set, day, outline, amended_by, diags);
    if (day != INT32_MIN && tc_diag_list_length(diags) > first)
        label_version(folder, set, day, first, diags);
    return program;
}

/* All versions of a set. Returns: (transfer full) of TcProgram *, borrowed from @programs. */
static GPtrArray *add_versions(TcFolder *folder, uint32_t set, TcMakeVersion make,
                               GPtrArray *programs, TcDiagList *diags)
{
    GPtrArray *versions = g_ptr_array_new();
    const GArray *days = tc_folder_set(folder, set)->days;
    g_ptr_array_add(versions, make(folder, set, INT32_MIN, diags));
    for (guint i = 0; i < days->len; i++)
        g_ptr_array_add(versions, make(folder, set, g_array_index(days, int32_t, i), diags));
    g_ptr_array_extend(programs, versions, NULL, NULL);
    return versions;
}

/* The examples in the file of an amended set. */
static TcProgram *examples_of(TcFolder *folder, uint32_t set, TcDiagList *diags)
{
    const TcText *text = tc_folder_set(folder, set)->text;
    const TcToken *code = code_of_set(text);
    return tc_program_examples_of(folder, tc_outline_examples(text), code ? code->text : NULL,
                                  text->tokens.lang, diags);
}

void tc_folder_programs(TcFolder *folder, TcMakeVersion make, GPtrArray *programs, GPtrArray *sets,
                        TcDiagList *diags)
{
    for (uint32_t set = 0; set < folder->sets->len; set++) {
        GPtrArray *versions = add_versions(folder, set, make, programs, diags);
        if (sets)
            g_ptr_array_add(sets, versions);
        else
            g_ptr_array_unref(versions);
        if (tc_folder_is_amended(folder, set))
            g_ptr_array_add(programs, examples_of(folder, set, diags));
    }
    for (guint i = 0; i < folder->examples->len; i++)
        g_ptr_array_add(programs,
                        program_of(folder, g_ptr_array_index(folder->examples, i), diags));
    tc_programs_share_examples(programs, diags);
}
