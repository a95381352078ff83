/* Sets and amendments on the line of time. See timeline.h. */
#include "engine/timeline.h"

#include "base/date.h"
#include "base/msg.h"
#include "base/text.h"
#include "engine/in_force.h"

/* A set: the days on which it is in force. */
typedef struct {
    const TcProgram *program; /* its last version */
    const TcModel *model;
    int32_t first, last;
} Span;

typedef struct {
    const TcFolder *folder;
    const GPtrArray *versions;
    GArray *spans; /* of Span: those without errors */
    TcDiagList *diags;
} Line;

static const Span *span_at(const Line *line, guint index)
{
    return &g_array_index(line->spans, Span, index);
}

static void find_spans(Line *line)
{
    g_autoptr(GPtrArray) newest = g_ptr_array_new();
    for (guint i = 0; i < line->versions->len; i++) {
        const GPtrArray *all = g_ptr_array_index(line->versions, i);
        TcProgram *last = g_ptr_array_index(all, all->len - 1);
        if (tc_program_model(last))
            g_ptr_array_add(newest, last);
    }
    for (guint i = 0; i < newest->len; i++) {
        Span span = {.program = g_ptr_array_index(newest, i)};
        span.model = tc_program_model(span.program);
        tc_in_force_days(newest, span.model, &span.first, &span.last);
        g_array_append_val(line->spans, span);
    }
}

/* Tells @code at @at, with the codes of two sets and days as {0} …, and where @other is. */
static void report(const Line *line, TcDiagCode code, TcSpan at, const Span *set, int32_t day,
                   int32_t limit, const Span *other)
{
    char days[2][TC_DATE_TEXT];
    const TcLang lang = tc_diag_list_lang(line->diags);
    const char *decision = other->model->issued_with ? other->model->issued_with : "…";
    TcDiag *diag =
        tc_diag(line->diags, code, at, set->model->code, tc_date_format(day, lang, days[0]),
                tc_date_format(limit, lang, days[1]), other->model->code, decision, NULL);
    tc_diag_label(diag, tc_program_place(other->program), other->model->title);
}

/* --- edits ------------------------------------------------------------------------------------ */

typedef struct {
    const Line *line;
    const Span *set;
    const TcAmendment *told; /* one message a text and day */
    int32_t day;
} Beginning;

static void tell_beginning(const TcAmendment *amendment, uint32_t clause, bool begins,
                           void *context)
{
    Beginning *beginning = context;
    const Span *set = beginning->set;
    if (!begins || beginning->told == amendment)
        return;
    beginning->told = amendment;
    const bool before = beginning->day < set->first;
    report(beginning->line, before ? TC_DIAG_EDIT_BEFORE_SET : TC_DIAG_EDIT_AFTER_SET,
           tc_text_clause_span(amendment->text, clause), set, beginning->day,
           before ? set->first : set->last, set);
}

/* Each version must begin while its set is in force; a later one may make the set last longer. */
static void check_versions(const Line *line, uint32_t index, const Span *set)
{
    const GPtrArray *all = g_ptr_array_index(line->versions, index);
    g_autoptr(GArray) days = tc_folder_days(line->folder, index);
    for (guint i = 0; i < days->len && i + 1 < all->len; i++) {
        Beginning beginning = {line, set, NULL, g_array_index(days, int32_t, i)};
        if (beginning.day < set->first || beginning.day > set->last)
            tc_folder_each_edit_on(line->folder, index, beginning.day, tell_beginning, &beginning);
    }
}

static void check_edits(const Line *line)
{
    for (guint i = 0; i < line->versions->len; i++) {
        const GPtrArray *all = g_ptr_array_index(line->versions, i);
        for (guint k = 0; k < line->spans->len; k++)
            if (span_at(line, k)->program == g_ptr_array_index(all, all->len - 1))
                check_versions(line, i, span_at(line, k));
    }
}

/* --- sets ------------------------------------------------------------------------------------- */

static bool same_code(const Span *a, const Span *b)
{
    return tc_text_same(a->model->code, b->model->code);
}

static bool are_linked(const Span *a, const Span *b)
{
    return same_code(a, b) || tc_supersedes(a->model, b->model) ||
           tc_supersedes(b->model, a->model);
}

/* @later begins, or is as early and stands behind. */
static void check_two(const Line *line, const Span *earlier, const Span *later)
{
    if (tc_supersedes(earlier->model, later->model))
        report(line, TC_DIAG_SET_NEVER, tc_program_place(later->program), later, later->first,
               earlier->first, earlier);
    else if (same_code(earlier, later) && later->first <= earlier->last)
        report(line, TC_DIAG_SETS_OVERLAP, tc_program_place(later->program), later,
               MAX(later->first, earlier->first), MIN(later->last, earlier->last), earlier);
}

/* The set that begins first behind the end of @set, if none goes on: days without rules. */
static void check_gap(const Line *line, const Span *set)
{
    const Span *next = NULL;
    for (guint i = 0; i < line->spans->len; i++) {
        const Span *other = span_at(line, i);
        if (other == set || !are_linked(set, other) || other->last <= set->last)
            continue;
        if (other->first <= set->last + 1)
            return;
        if (!next || other->first < next->first)
            next = other;
    }
    if (next)
        report(line, TC_DIAG_SETS_GAP, tc_program_place(next->program), next, set->last + 1,
               next->first - 1, set);
}

static void check_sets(const Line *line)
{
    for (guint i = 0; i < line->spans->len; i++) {
        const Span *set = span_at(line, i);
        for (guint k = 0; k < i; k++) {
            const Span *other = span_at(line, k);
            const bool first = other->first <= set->first;
            if (are_linked(set, other))
                check_two(line, first ? other : set, first ? set : other);
        }
        if (set->last != INT32_MAX && set->first <= set->last)
            check_gap(line, set);
    }
}

void tc_timeline_check(const TcFolder *folder, const GPtrArray *versions, TcDiagList *diags)
{
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(Span));
    Line line = {folder, versions, spans, diags};
    find_spans(&line);
    check_edits(&line);
    check_sets(&line);
}
