/* Rule files read together. See folder.h. */
#include "engine/folder.h"

#include "base/date.h"
#include "base/msg.h"
#include "base/order.h"
#include "base/text.h"
#include "sema/document.h"

struct TcFolder {
    unsigned references;
    GPtrArray *sources;    /* of TcSource: all */
    GPtrArray *sets;       /* of TcSource: those that amend nothing */
    GPtrArray *examples;   /* of TcSource: those that hold examples alone */
    GPtrArray *texts;      /* of TcText: sets, then amendments */
    const TcText **known;  /* the sets, ended by NULL */
    GPtrArray *amendments; /* of TcAmendment */
    TcArena *arena;
};

/* --- reading ---------------------------------------------------------------------------------- */

static void free_text(void *text)
{
    tc_text_free(text);
}

/* Is every head that of an example? */
static bool is_examples(const TcText *text)
{
    bool all = text->clauses->len > 0;
    for (uint32_t i = 0; i < text->clauses->len && all; i++) {
        const TcClause *clause = tc_text_clause(text, i);
        all = !tc_clause_is_head(clause) || clause->starter.value == TC_KW_EXAMPLE;
    }
    return all;
}

/* Sets are read before what amends them, which may use their units. What is wrong with a file is
 * told where it is read again: with what it amends, or by the versions of its set. */
static void sort_files(TcFolder *folder, GPtrArray *amending)
{
    g_autoptr(TcDiagList) later = tc_diag_list_new(TC_LANG_EN);
    for (guint i = 0; i < folder->sources->len; i++) {
        TcSource *source = g_ptr_array_index(folder->sources, i);
        g_autoptr(TcText) text = tc_text_new(source, NULL, later);
        if (tc_text_amends(text)) {
            g_ptr_array_add(amending, source);
        } else if (is_examples(text)) {
            g_ptr_array_add(folder->examples, source);
        } else {
            g_ptr_array_add(folder->sets, source);
            g_ptr_array_add(folder->texts, g_steal_pointer(&text));
        }
    }
    folder->known = g_new0(const TcText *, folder->sets->len + 1);
    for (guint i = 0; i < folder->sets->len; i++)
        folder->known[i] = g_ptr_array_index(folder->texts, i);
}

static void read_texts(TcFolder *folder, TcDiagList *diags)
{
    g_autoptr(GPtrArray) amending = g_ptr_array_new();
    sort_files(folder, amending);
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

bool tc_folder_amends(const TcFolder *folder, const TcAmendment *amendment, uint32_t set)
{
    const TcToken *code = code_of_set(folder->known[set]);
    return code && code->text && amendment->of && tc_text_same(code->text, amendment->of);
}

/* Each amendment needs its set. */
static void find_sets(const TcFolder *folder, TcDiagList *diags)
{
    for (guint i = 0; i < folder->amendments->len; i++) {
        const TcAmendment *amendment = g_ptr_array_index(folder->amendments, i);
        bool found = false;
        for (uint32_t set = 0; set < folder->sets->len; set++)
            found |= tc_folder_amends(folder, amendment, set);
        if (!found)
            tc_diag(diags, TC_DIAG_AMENDS_NOTHING, amendment->head->at,
                    amendment->of ? amendment->of : "", NULL);
    }
}

/* The versions of an amended set share its text, so what is wrong with that is told once. */
static void tell_amended(const TcFolder *folder, TcDiagList *diags)
{
    for (uint32_t set = 0; set < folder->sets->len; set++)
        if (tc_folder_is_amended(folder, set))
            tc_text_free(tc_text_new(g_ptr_array_index(folder->sets, set), NULL, diags));
}

TcFolder *tc_folder_new(GPtrArray *sources, TcDiagList *diags)
{
    TcFolder *folder = g_new0(TcFolder, 1);
    folder->references = 1;
    folder->sources = sources;
    folder->sets = g_ptr_array_new();
    folder->examples = g_ptr_array_new();
    folder->texts = g_ptr_array_new_with_free_func(free_text);
    folder->amendments = g_ptr_array_new();
    folder->arena = tc_arena_new();
    read_texts(folder, diags);
    find_sets(folder, diags);
    tc_amendments_chain(folder->amendments, diags);
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
    g_ptr_array_unref(folder->texts);
    g_ptr_array_unref(folder->sets);
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
    for (guint i = 0; i < folder->amendments->len; i++)
        if (tc_folder_amends(folder, g_ptr_array_index(folder->amendments, i), set))
            return true;
    return false;
}

/* --- days ------------------------------------------------------------------------------------- */

static int by_day(const void *a, const void *b)
{
    const int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

static void drop_equal(GArray *days)
{
    guint n = 0;
    for (guint i = 0; i < days->len; i++)
        if (n == 0 || g_array_index(days, int32_t, i) != g_array_index(days, int32_t, n - 1))
            g_array_index(days, int32_t, n++) = g_array_index(days, int32_t, i);
    g_array_set_size(days, n);
}

/* The day on which what is in force from @from to @until begins, and the one behind its last. */
static void add_days(GArray *days, int32_t from, int32_t until)
{
    if (from > until)
        return;
    const int32_t next = until == INT32_MAX ? until : until + 1;
    if (from != INT32_MIN)
        g_array_append_val(days, from);
    if (until != INT32_MAX)
        g_array_append_val(days, next);
}

GArray *tc_folder_days(const TcFolder *folder, uint32_t set)
{
    GArray *days = g_array_new(FALSE, FALSE, sizeof(int32_t));
    for (guint i = 0; i < folder->amendments->len; i++) {
        const TcAmendment *amendment = g_ptr_array_index(folder->amendments, i);
        if (!tc_folder_amends(folder, amendment, set))
            continue;
        for (guint k = 0; k < amendment->edits->len; k++) {
            const TcEdit *edit = &g_array_index(amendment->edits, TcEdit, k);
            add_days(days, edit->from, edit->until);
        }
        if (amendment->transitions->len > 0)
            add_days(days, amendment->from, amendment->until);
    }
    g_array_sort(days, by_day);
    drop_equal(days);
    return days;
}

/* --- versions --------------------------------------------------------------------------------- */

int tc_in_force_order(const void *a, const void *b)
{
    const TcInForce *x = a, *y = b;
    if (x->edit->from != y->edit->from)
        return x->edit->from < y->edit->from ? -1 : 1;
    if (x->amendment->depth != y->amendment->depth)
        return x->amendment->depth < y->amendment->depth ? -1 : 1;
    if (x->amendment->signed_on != y->amendment->signed_on)
        return x->amendment->signed_on < y->amendment->signed_on ? -1 : 1;
    if (x->by != y->by)
        return x->by < y->by ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

GArray *tc_folder_edits(const TcFolder *folder, uint32_t set, int32_t day)
{
    GArray *edits = g_array_new(FALSE, FALSE, sizeof(TcInForce));
    for (guint i = 0; i < folder->amendments->len; i++) {
        const TcAmendment *amendment = g_ptr_array_index(folder->amendments, i);
        for (guint k = 0; tc_folder_amends(folder, amendment, set) && k < amendment->edits->len;
             k++) {
            const TcEdit *edit = &g_array_index(amendment->edits, TcEdit, k);
            const TcInForce found = {amendment, edit, i + 1, k};
            if (!edit->withdraws && edit->from != INT32_MIN && edit->from <= day &&
                day <= edit->until)
                g_array_append_val(edits, found);
        }
    }
    g_array_sort(edits, tc_in_force_order);
    return edits;
}

/* Do two targets touch: are they one, or one the part of which the other is a clause? */
static bool targets_touch(const TcNode *a, const TcNode *b)
{
    return tc_node_equal(a->items[0], b->items[0]) && a->items[0]->text &&
           (a->sub == b->sub || a->sub == 0 || b->sub == 0);
}

/* Do two edits of one text depend on their order? Words are replaced one behind the other; what is
 * renumbered is so behind all others; what is inserted must not be there; where a part stands and
 * what it holds are two things. */
static bool is_ordered(const TcEdit *a, const TcEdit *b)
{
    const int x = a->head->sub, y = b->head->sub;
    if (x == TC_KW_RENUMBER || y == TC_KW_RENUMBER)
        return x == y;
    if (x == TC_KW_MOVE || y == TC_KW_MOVE)
        return false;
    return x != TC_KW_INSERT && y != TC_KW_INSERT && (x != TC_KW_REPLACE || y != TC_KW_REPLACE);
}

/* The target of @a that one of @b touches, or NULL. */
static const TcNode *touching(const TcEdit *a, const TcEdit *b)
{
    for (uint32_t i = 0; i < a->head->n; i++)
        for (uint32_t k = 0; k < b->head->n; k++) {
            const TcNode *x = a->head->items[i], *y = b->head->items[k];
            if (x->kind == TC_NODE_TARGET && y->kind == TC_NODE_TARGET && targets_touch(x, y))
                return y;
        }
    return NULL;
}

static void report_clash(const TcEdit *earlier, const TcEdit *later, const TcNode *target,
                         TcDiagList *diags)
{
    char day[TC_DATE_TEXT];
    g_autofree char *what = tc_span_text(target->span);
    TcDiag *diag = tc_diag(diags, TC_DIAG_EDITS_CLASH, target->span, what,
                           tc_date_format(later->from, tc_diag_list_lang(diags), day), NULL);
    tc_diag_label(diag, earlier->head->span, tc_msg(tc_diag_list_lang(diags), TC_MSG_OTHER_PLACE));
}

/* Two edits of one part from one day: their order would decide. Returns: whether there are any. */
static bool report_clashes(const GArray *edits, TcDiagList *diags)
{
    bool any = false;
    for (guint i = 1; i < edits->len; i++) {
        const TcInForce *later = &g_array_index(edits, TcInForce, i);
        for (guint k = i; k-- > 0;) {
            const TcInForce *earlier = &g_array_index(edits, TcInForce, k);
            if (earlier->edit->from != later->edit->from)
                break;
            if (earlier->by == later->by
                    ? !is_ordered(earlier->edit, later->edit)
                    : tc_amendments_chained(earlier->amendment, later->amendment))
                continue;
            const TcNode *target = touching(earlier->edit, later->edit);
            if (target)
                report_clash(earlier->edit, later->edit, target, diags);
            any |= target != NULL;
        }
    }
    return any;
}

/* The edits of one text that take effect together. */
guint tc_in_force_together(const GArray *edits, guint first)
{
    const TcInForce *start = &g_array_index(edits, TcInForce, first);
    guint end = first + 1;
    while (end < edits->len && g_array_index(edits, TcInForce, end).by == start->by &&
           g_array_index(edits, TcInForce, end).edit->from == start->edit->from)
        end++;
    return end;
}

TcOutline *tc_folder_outline_with(const TcFolder *folder, uint32_t set, const GArray *edits,
                                  GPtrArray *applied, TcDiagList *diags)
{
    TcOutline *outline = tc_outline_new(folder->known[set], folder->known);
    const bool clash = report_clashes(edits, diags);
    for (guint first = 0, end; !clash && first < edits->len; first = end) {
        const TcInForce *start = &g_array_index(edits, TcInForce, first);
        g_autoptr(GPtrArray) at_once = g_ptr_array_new();
        end = tc_in_force_together(edits, first);
        for (guint i = first; i < end; i++)
            g_ptr_array_add(at_once, (void *)g_array_index(edits, TcInForce, i).edit);
        const TcEditing editing = {start->amendment, (const TcEdit *const *)at_once->pdata,
                                   at_once->len, start->by};
        tc_amend(outline, &editing, diags);
        if (applied && !g_ptr_array_find(applied, start->amendment, NULL))
            g_ptr_array_add(applied, (void *)start->amendment);
    }
    return outline;
}

TcOutline *tc_folder_outline(const TcFolder *folder, uint32_t set, int32_t day, GPtrArray *applied,
                             TcDiagList *diags)
{
    g_autoptr(GArray) edits = tc_folder_edits(folder, set, day);
    return tc_folder_outline_with(folder, set, edits, applied, diags);
}

const TcText *tc_folder_text(const TcFolder *folder, uint32_t set)
{
    return folder->known[set];
}

void tc_folder_each_edit_on(const TcFolder *folder, uint32_t set, int32_t day, TcEachEdit each,
                            void *context)
{
    for (guint i = 0; i < folder->amendments->len; i++) {
        const TcAmendment *amendment = g_ptr_array_index(folder->amendments, i);
        if (!tc_folder_amends(folder, amendment, set))
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

/* "Quyết định số 34/2024/QĐ-UBND; …". Returns: (transfer full) NULL if there is none. */
static char *decisions(const GPtrArray *applied)
{
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < applied->len; i++) {
        const TcAmendment *amendment = g_ptr_array_index(applied, i);
        g_string_append_printf(list, "%s%s", i > 0 ? "; " : "", tc_amendment_named(amendment));
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
    for (guint i = 0; i < folder->amendments->len; i++) {
        const TcAmendment *amendment = g_ptr_array_index(folder->amendments, i);
        bool begins = amendment->transitions->len > 0 && amendment->from == day &&
                      tc_folder_amends(folder, amendment, set);
        for (guint k = 0; tc_folder_amends(folder, amendment, set) && k < amendment->edits->len;
             k++)
            begins |= g_array_index(amendment->edits, TcEdit, k).from == day;
        if (begins)
            tc_diag_list_label(diags, first, amendment->head->at, label);
    }
}

/* --- programs --------------------------------------------------------------------------------- */

static TcProgram *program_of(const TcSource *source, TcDiagList *diags)
{
    return tc_program_load_text(tc_source_name(source), tc_source_text(source),
                                tc_source_length(source), diags);
}

/* The days around @day on which the version of it begins and the next one does. */
static void days_around(const TcFolder *folder, uint32_t set, int32_t day, TcVersionText *version)
{
    g_autoptr(GArray) days = tc_folder_days(folder, set);
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

TcProgram *tc_folder_program_of(TcFolder *folder, uint32_t set, int32_t day, TcOutline *outline,
                                const char *amended_by, TcDiagList *diags)
{
    TcVersionText version = {.lang = folder->known[set]->tokens.lang, .amended_by = amended_by};
    days_around(folder, set, day, &version);
    return tc_program_version(folder, outline, &version, diags);
}

TcProgram *tc_folder_program(TcFolder *folder, uint32_t set, int32_t day, TcDiagList *diags)
{
    if (!tc_folder_is_amended(folder, set))
        return program_of(g_ptr_array_index(folder->sets, set), diags);
    g_autoptr(GPtrArray) applied = g_ptr_array_new();
    const unsigned first = tc_diag_list_length(diags);
    TcOutline *outline = tc_folder_outline(folder, set, day, applied, diags);
    g_autofree char *amended_by = decisions(applied);
    TcProgram *program = tc_folder_program_of(folder, set, day, outline, amended_by, diags);
    if (day != INT32_MIN)
        label_version(folder, set, day, first, diags);
    return program;
}

/* All versions of a set that is amended, and the examples in its file. */
static void add_versions(TcFolder *folder, uint32_t set, TcMakeVersion make, GPtrArray *programs,
                         TcDiagList *diags)
{
    const TcText *text = folder->known[set];
    const TcToken *code = code_of_set(text);
    g_autoptr(GArray) days = tc_folder_days(folder, set);
    g_ptr_array_add(programs, make(folder, set, INT32_MIN, diags));
    for (guint i = 0; i < days->len; i++)
        g_ptr_array_add(programs, make(folder, set, g_array_index(days, int32_t, i), diags));
    g_ptr_array_add(programs, tc_program_examples_of(folder, tc_outline_examples(text), code->text,
                                                     text->tokens.lang, diags));
}

void tc_folder_programs(TcFolder *folder, TcMakeVersion make, GPtrArray *programs,
                        TcDiagList *diags)
{
    for (uint32_t set = 0; set < folder->sets->len; set++)
        if (tc_folder_is_amended(folder, set))
            add_versions(folder, set, make, programs, diags);
        else
            g_ptr_array_add(programs, tc_folder_program(folder, set, INT32_MIN, diags));
    for (guint i = 0; i < folder->examples->len; i++)
        g_ptr_array_add(programs, program_of(g_ptr_array_index(folder->examples, i), diags));
    tc_programs_share_examples(programs, diags);
}
