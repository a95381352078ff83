/* A text that amends, read into its edits. See amend.h. */
#include "base/date.h"
#include "base/msg.h"
#include "syntax/amend.h"
#include "syntax/hints.h"
#include "syntax/parse.h"
#include "parser.h"

bool tc_text_amends(const TcText *text)
{
    if (text->clauses->len == 0)
        return false;
    const TcToken *starter = &tc_text_clause(text, 0)->starter;
    return starter->type == TC_TOK_HEAD_PART &&
           (starter->value == TC_KW_AMENDMENT || starter->value == TC_KW_CORRECTION);
}

/* The amendment while it is read. */
typedef struct {
    TcAmendment *amendment;
    TcArena *arena;
    TcDiagList *diags;
    GPtrArray *clauses; /* TcNode: of its head */
    bool in_head;
    bool amends;             /* a line that amends was seen */
    bool lost;               /* within an edit that could not be read */
    bool moved_on;           /* behind a transition: no edit gives what follows */
    bool day_lost;           /* its day could not be read, as was told */
    const TcClause *example; /* the first in it, or NULL */
} Reading;

static TcEdit *last_edit(const Reading *reading)
{
    GArray *edits = reading->amendment->edits;
    return edits->len ? &g_array_index(edits, TcEdit, edits->len - 1) : NULL;
}

/* Parts begin with an edit here: what stands below this one is of no edit before it. */
static void report_outside(Reading *reading, const TcClause *clause)
{
    const TcSpan span = clause->starter.span;
    g_autofree char *word = tc_span_text(span);
    tc_diag(reading->diags, TC_DIAG_EDIT_OUTSIDE, span, word, NULL);
    reading->lost = reading->amendment->lost = true;
}

/* Has the line the form that its word asks for? */
static bool has_form(const TcNode *head)
{
    const TcNode *last = head->items[head->n - 1];
    const bool renumbers = last->kind == TC_NODE_NAME;
    const bool replaces =
        head->n > 2 && last->kind == TC_NODE_TEXT && head->items[head->n - 2]->kind == TC_NODE_TEXT;
    const bool placed = last->kind == TC_NODE_PLACE;
    return (placed || head->sub != TC_KW_MOVE) && renumbers == (head->sub == TC_KW_RENUMBER) &&
           replaces == (head->sub == TC_KW_REPLACE) &&
           !(renumbers && (head->items[0]->sub || !head->items[0]->items[0]->text));
}

/* Another part where one alone can be meant: what is given is for one part, and it is not said
 * whether a clause is of that part too. */
static const TcNode *part_too_many(const TcNode *head)
{
    const bool one =
        head->sub == TC_KW_AMEND || head->sub == TC_KW_INSERT || head->sub == TC_KW_MOVE;
    for (uint32_t i = 1; i < head->n; i++)
        if (head->items[i]->kind == TC_NODE_TARGET &&
            (one || (head->items[i - 1]->sub && !head->items[i]->sub)))
            return head->items[i];
    return NULL;
}

/* A text amends the set that its head names: no edit makes another of it, or gives it another code.
 */
static bool is_about_set(const TcNode *head)
{
    const TcNode *target = head->items[0];
    const int noun = target->kind == TC_NODE_TARGET && !target->sub ? target->items[0]->sub : 0;
    return (head->sub == TC_KW_INSERT || head->sub == TC_KW_RENUMBER) &&
           (noun == TC_KW_SET || noun == TC_KW_PLAN);
}

/* Returns: false, told. */
static bool check_edit(const Reading *reading, uint32_t index, const TcNode *head)
{
    const TcText *text = reading->amendment->text;
    const TcClause *clause = tc_text_clause(text, index);
    const TcNode *other = part_too_many(head);
    g_autofree char *word = tc_span_text(clause->starter.span);
    if (!has_form(head))
        tc_hint_edit_form(&text->tokens, clause, clause->starter.span, reading->diags);
    else if (other)
        tc_diag(reading->diags, TC_DIAG_EDIT_ONE_PART, other->span, word, NULL);
    else if (is_about_set(head))
        tc_diag(reading->diags, TC_DIAG_SET_NOT_EDITED, head->span, NULL);
    return has_form(head) && !other && !is_about_set(head);
}

static void read_edit(Reading *reading, uint32_t index, const TcNode *node)
{
    const TcEdit edit = {.head = node, .clause = index, .first = index + 1};
    reading->in_head = reading->moved_on = false;
    reading->amends = true;
    reading->lost = !node || !check_edit(reading, index, node);
    reading->amendment->lost |= reading->lost;
    if (!reading->lost)
        g_array_append_val(reading->amendment->edits, edit);
}

static bool is_transition(const TcClause *clause)
{
    return clause->starter.type == TC_TOK_TRANSITION || clause->starter.type == TC_TOK_FOR_UNITS;
}

/* "đối với đơn vị có …: …", or the line above such. */
static void read_transition(Reading *reading, uint32_t index, const TcNode *node)
{
    const TcTransition transition = {.head = node, .clause = index};
    reading->in_head = reading->lost = false;
    reading->amends = reading->moved_on = true;
    if (node && node->n > 0)
        g_array_append_val(reading->amendment->transitions, transition);
}

static bool is_section(const TcClause *clause)
{
    return clause->starter.type == TC_TOK_SECTION || clause->starter.type == TC_TOK_DATA_CHECK;
}

/* May the head have several of these? */
static bool may_repeat(TcKeyword keyword)
{
    static const TcKeyword several[] = {TC_KW_EFFECTIVE, TC_KW_BASIS, TC_KW_NOTE, TC_KW_NOT_CHECKED,
                                        TC_KW_ASSUMED};
    bool found = false;
    for (size_t i = 0; i < G_N_ELEMENTS(several); i++)
        found |= several[i] == keyword;
    return found;
}

/* A second clause of one kind: which of them counts is not for the program to choose. Returns: is
 * it one? Then it is told. */
static bool refuse_second(const Reading *reading, const TcNode *node)
{
    const TcNode *first = NULL;
    for (guint i = 0; i < reading->clauses->len && !first && !may_repeat((TcKeyword)node->sub);
         i++) {
        const TcNode *other = g_ptr_array_index(reading->clauses, i);
        first = other->kind == node->kind && other->sub == node->sub ? other : NULL;
    }
    if (!first)
        return false;
    const TcLang lang = reading->amendment->text->tokens.lang;
    TcDiag *diag = tc_diag(reading->diags, TC_DIAG_CLAUSE_TWICE, node->at,
                           tc_keyword_name((TcKeyword)node->sub, lang), NULL);
    tc_diag_label(diag, first->at, tc_msg(tc_diag_list_lang(reading->diags), TC_MSG_FIRST_PLACE));
    return true;
}

static void read_head_clause(Reading *reading, const TcClause *clause, TcNode *node)
{
    const TcToken *tokens = tc_clause_tokens(reading->amendment->text, clause);
    bool told = node == NULL;
    for (uint32_t i = 0; i < clause->n; i++)
        told |= tokens[i].reported;
    told = told || refuse_second(reading, node);
    if (!told)
        g_ptr_array_add(reading->clauses, node);
    else if (clause->starter.value == TC_KW_IN_FORCE_FROM)
        reading->day_lost = true;
}

/* An example tests a version, not an edit: its clauses are passed over. */
static void pass_example(Reading *reading, const TcClause *clause)
{
    reading->lost = true;
    reading->in_head = false;
    if (!reading->example)
        reading->example = clause;
}

static void report_example(const Reading *reading)
{
    char text[TC_DATE_TEXT];
    const TcAmendment *amendment = reading->amendment;
    const TcLang lang = amendment->text->tokens.lang;
    if (reading->example)
        tc_diag(reading->diags, TC_DIAG_EXAMPLE_IN_AMENDMENT, reading->example->starter.span,
                amendment->of ? amendment->of : "…",
                amendment->from == INT32_MIN ? "…" : tc_date_format(amendment->from, lang, text),
                NULL);
}

static void report_no_edits(const Reading *reading)
{
    if (!reading->amends && !tc_diag_has_errors(reading->diags))
        tc_diag(reading->diags, TC_DIAG_NO_EDITS, reading->amendment->head->at, NULL);
}

/* Is it what an edit that was told of would give, and nothing? */
static bool is_hollow(const Reading *reading, const TcClause *clause)
{
    return reading->lost && clause->n == 0 && clause->starter.type != TC_TOK_EDIT &&
           !is_transition(clause) && !tc_clause_is_head(clause);
}

/* One clause behind the head of the text. */
static void read_clause(Reading *reading, uint32_t index)
{
    const TcClause *clause = tc_text_clause(reading->amendment->text, index);
    TcNode *node = is_hollow(reading, clause) ? NULL
                                              : tc_parse_clause(reading->amendment->text, index,
                                                                reading->arena, reading->diags);
    TcEdit *edit = last_edit(reading);
    if (clause->starter.type == TC_TOK_EDIT) {
        read_edit(reading, index, node);
    } else if (is_transition(clause)) {
        read_transition(reading, index, node);
    } else if (clause->starter.value == TC_KW_EXAMPLE && tc_clause_is_head(clause)) {
        pass_example(reading, clause);
    } else if (reading->moved_on ||
               (tc_clause_is_head(clause) && !((edit || reading->lost) && is_section(clause)))) {
        report_outside(reading, clause);
    } else if (reading->in_head) {
        read_head_clause(reading, clause, node);
    } else if (edit && !reading->lost) {
        edit->n = index + 1 - edit->first;
    }
}

/* The day of the clause with @keyword that is about no part, or @otherwise. */
static int32_t day_of(const TcNode *head, TcKeyword keyword, int32_t otherwise)
{
    const TcNode *clause = tc_head_clause(head, keyword);
    return clause && clause->n && clause->items[0]->kind == TC_NODE_DATE ? clause->items[0]->day
                                                                         : otherwise;
}

static bool same_target(const TcNode *a, const TcNode *b)
{
    return a->kind == TC_NODE_TARGET && b->kind == TC_NODE_TARGET && tc_node_equal(a, b);
}

/* Is the edit about the part of @target, or about a clause of it? */
static bool concerns(const TcEdit *edit, const TcNode *target)
{
    for (uint32_t i = 0; i < edit->head->n; i++) {
        const TcNode *own = edit->head->items[i];
        if (own->kind == TC_NODE_TARGET &&
            (same_target(own, target) ||
             (target->sub == 0 && tc_node_equal(own->items[0], target->items[0]))))
            return true;
    }
    return false;
}

/* What begins before its own text applies to days gone by, which is seldom meant. */
static void check_own_day(const Reading *reading, const TcNode *clause, int32_t day)
{
    char own[TC_DATE_TEXT], of_text[TC_DATE_TEXT];
    const TcLang lang = tc_diag_list_lang(reading->diags);
    const int32_t from = reading->amendment->from;
    g_autofree char *target = tc_span_text(clause->items[0]->span);
    if (day < from)
        tc_diag(reading->diags, TC_DIAG_EDIT_BEFORE_TEXT, clause->items[clause->n - 1]->span,
                target, tc_date_format(day, lang, own), tc_date_format(from, lang, of_text), NULL);
}

/* "riêng chỉ tiêu 3.6 có hiệu lực từ 01/01/2025" */
static void give_own_day(Reading *reading, const TcNode *clause)
{
    const int32_t day = clause->items[clause->n - 1]->day;
    check_own_day(reading, clause, day);
    for (uint32_t i = 0; i + 1 < clause->n; i++) {
        bool found = false;
        for (guint k = 0; k < reading->amendment->edits->len; k++) {
            TcEdit *edit = &g_array_index(reading->amendment->edits, TcEdit, k);
            if (concerns(edit, clause->items[i])) {
                edit->from = day;
                found = true;
            }
        }
        g_autofree char *target = tc_span_text(clause->items[i]->span);
        if (!found)
            tc_diag(reading->diags, TC_DIAG_DAY_OF_NOTHING, clause->items[i]->span, target, NULL);
    }
}

static void give_days(Reading *reading)
{
    TcAmendment *amendment = reading->amendment;
    const TcNode *head = amendment->head;
    amendment->from = day_of(head, TC_KW_IN_FORCE_FROM, INT32_MIN);
    amendment->until = day_of(head, TC_KW_EXPIRES_ON, INT32_MIN);
    amendment->until = amendment->until == INT32_MIN ? INT32_MAX : amendment->until - 1;
    amendment->signed_on = day_of(head, TC_KW_SIGNED_ON, INT32_MIN);
    if (amendment->from != INT32_MIN && amendment->until < amendment->from)
        tc_diag(reading->diags, TC_DIAG_FORCE_REVERSED,
                tc_head_clause(head, TC_KW_EXPIRES_ON)->span, NULL);
    if (amendment->from == INT32_MIN && !reading->day_lost)
        tc_diag(reading->diags, TC_DIAG_AMENDMENT_NO_DAY, head->at, NULL);
    for (guint i = 0; i < amendment->edits->len; i++) {
        TcEdit *edit = &g_array_index(amendment->edits, TcEdit, i);
        edit->from = amendment->from;
        edit->until = amendment->until;
    }
    for (guint i = 0; i < amendment->transitions->len; i++) {
        TcTransition *transition = &g_array_index(amendment->transitions, TcTransition, i);
        g_autofree char *line = tc_span_text(transition->head->at);
        if (amendment->corrects)
            tc_diag(reading->diags, TC_DIAG_CORRECTS_MEANING, transition->head->span, line,
                    amendment->of ? amendment->of : "", NULL);
        transition->from = amendment->from;
        transition->until = amendment->until;
    }
    for (uint32_t i = 0; i < head->n; i++)
        if (head->items[i]->kind == TC_NODE_CLAUSE && head->items[i]->sub == TC_KW_EFFECTIVE)
            give_own_day(reading, head->items[i]);
}

static const char *text_of(const TcNode *head, TcKeyword keyword)
{
    const TcNode *clause = tc_head_clause(head, keyword);
    const TcNode *text = clause && clause->n ? clause->items[0] : NULL;
    while (text && text->kind != TC_NODE_TEXT && text->n)
        text = text->items[0];
    return text ? text->text : NULL;
}

static void unref_array(void *array)
{
    g_array_unref(array);
}

const TcAmendment *tc_amendment_read(const TcText *text, TcArena *arena, TcDiagList *diags)
{
    TcAmendment *amendment = tc_arena_alloc(arena, sizeof *amendment);
    Reading reading = {.amendment = amendment,
                       .arena = arena,
                       .diags = diags,
                       .clauses = g_ptr_array_new(),
                       .in_head = true};
    amendment->text = text;
    amendment->set = TC_NO_SET;
    amendment->edits = g_array_new(FALSE, FALSE, sizeof(TcEdit));
    amendment->transitions = g_array_new(FALSE, FALSE, sizeof(TcTransition));
    tc_arena_defer(arena, unref_array, amendment->edits);
    tc_arena_defer(arena, unref_array, amendment->transitions);
    TcNode *head = tc_parse_clause(text, 0, arena, diags);
    for (uint32_t i = 0; head && i < head->n; i++)
        g_ptr_array_add(reading.clauses, head->items[i]);
    for (uint32_t i = 1; i < text->clauses->len; i++)
        read_clause(&reading, i);
    if (!head) {
        head = tc_arena_alloc(arena, sizeof *head);
        head->kind = TC_NODE_ERROR;
        head->at = head->span = tc_text_clause(text, 0)->starter.span;
    }
    head->items = tc_arena_pointers(arena, reading.clauses);
    head->n = reading.clauses->len;
    g_ptr_array_unref(reading.clauses);
    amendment->head = head;
    amendment->of = head->text;
    amendment->corrects = tc_text_clause(text, 0)->starter.value == TC_KW_CORRECTION;
    amendment->issued_with = text_of(head, TC_KW_ISSUED_WITH);
    give_days(&reading);
    report_example(&reading);
    report_no_edits(&reading);
    return amendment;
}
