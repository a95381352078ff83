/* Pass 3: what must be known before what.
 *
 * Before: references are bound. After: `steps` lists definitions, indicators, criteria, verdicts,
 * grades and rankings each behind all that it needs, `parameter_order` the parameters likewise, and
 * every loop is reported with its chain. Groups and the whole set stand in the graph as places that
 * lead to their indicators, so the cost is linear. The walk keeps its own stack: chains may be as
 * long as files. */
#include "sema/roots.h"
#include "sema/sema.h"
#include "sema/words.h"

typedef struct {
    uint32_t to; /* a place */
    TcSpan span; /* the reference */
} Edge;

typedef enum { NEW, OPEN, DONE } Mark;

typedef struct {
    uint32_t place;
    GArray *edges;
    guint next;
} Frame;

typedef struct {
    TcSema *sema;
    uint32_t first[TC_REF_RANKING + 1]; /* places of one kind stand together: first[kind] + index */
    uint32_t n_places;
    uint8_t *marks; /* Mark of each place */
    GArray *stack;  /* Frame */
    GArray *steps;  /* TcStep */
    GArray *edges;  /* of the place being read */
    TcRoot root;
} Orderer;

/* --- the graph -------------------------------------------------------------------------------- */

static void number_places(Orderer *orderer)
{
    const TcModel *model = orderer->sema->model;
    const uint32_t sizes[TC_REF_RANKING + 1] = {
        [TC_REF_DEFINITION] = model->n_definitions,
        [TC_REF_PARAMETER] = model->n_parameters,
        [TC_REF_SET] = 1,
        [TC_REF_GROUP] = model->n_groups,
        [TC_REF_CRITERION] = model->n_criteria,
        [TC_REF_INDICATOR] = model->n_indicators,
        [TC_REF_VERDICT] = model->n_verdicts,
        [TC_REF_GRADE] = model->n_grades,
        [TC_REF_RANKING] = model->n_rankings,
    };
    for (int kind = 0; kind <= TC_REF_RANKING; kind++) {
        orderer->first[kind] = orderer->n_places;
        orderer->n_places += sizes[kind];
    }
}

static TcRefKind kind_of(const Orderer *orderer, uint32_t place)
{
    int kind = TC_REF_RANKING;
    while (place < orderer->first[kind])
        kind--;
    return (TcRefKind)kind;
}

static void add_edge(Orderer *orderer, TcRefKind kind, uint32_t index, TcSpan span)
{
    Edge edge = {.to = orderer->first[kind] + index, .span = span};
    g_array_append_val(orderer->edges, edge);
}

static void add_members(Orderer *orderer, const TcGroup *group)
{
    for (uint32_t i = 0; i < group->n_indicators; i++)
        add_edge(orderer, TC_REF_INDICATOR, group->indicators[i], group->head->at);
}

/* --- an indicator and itself ------------------------------------------------------------------ */

enum { VALUE = 1, LEVEL = 2, STATE = 4, POINTS = 8, MAX = 16 };

/* What each clause of an indicator may ask of its own indicator. */
static const struct {
    TcKeyword clause;
    unsigned may_ask;
} own_order[] = {
    {TC_KW_NOT_APPLICABLE_WHEN, VALUE | MAX},
    {TC_KW_COMPUTED_AS, 0},
    {TC_KW_MAX_POINTS, 0},
    {TC_KW_REQUIRED, VALUE | MAX},
    {TC_KW_MET_WHEN, VALUE | LEVEL | MAX},
    {TC_KW_AIMING_AT, VALUE | LEVEL | STATE | MAX},
    {TC_KW_ENCOURAGED, VALUE | LEVEL | STATE | MAX},
    {TC_KW_SCORED_AS, VALUE | LEVEL | STATE | MAX},
};

static unsigned asked_of(const TcNode *node)
{
    static const unsigned owns[] = {[TC_OWN_VALUE] = VALUE,
                                    [TC_OWN_LEVEL] = LEVEL,
                                    [TC_OWN_POINTS] = POINTS,
                                    [TC_OWN_MAX_POINTS] = MAX};
    if (node->kind == TC_NODE_STATE)
        return node->sub == TC_STATE_MET || node->sub == TC_STATE_NOT_MET ? STATE : 0;
    return owns[node->sub];
}

static bool is_yes_no(const TcModel *model, const TcNode *value)
{
    return value->kind == TC_NODE_NAME && value->ref.kind == TC_REF_COLUMN &&
           tc_type_kind(model->schema.columns[value->ref.index].type) == TC_VALUE_BOOL;
}

/* "yêu cầu: Đạt" of an indicator without a value is told by tc_check_required_condition, of one
 * whose value is yes or no by tc_refuse_condition_value. */
static bool is_answer(const Orderer *orderer, const TcNode *node)
{
    const TcIndicator *indicator = &orderer->sema->model->indicators[orderer->root.index];
    const TcNode *level = indicator->required.content;
    return level && level->kind == TC_NODE_PHRASE && level->items[0] == node &&
           node->kind == TC_NODE_STATE &&
           (!indicator->value || is_yes_no(orderer->sema->model, indicator->value));
}

static void check_own(Orderer *orderer, const TcNode *node)
{
    TcSema *sema = orderer->sema;
    TcKeyword clause = orderer->root.of ? orderer->root.of : orderer->root.clause;
    if (is_answer(orderer, node))
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(own_order); i++) {
        if (own_order[i].clause != clause || !(asked_of(node) & ~own_order[i].may_ask))
            continue;
        g_autofree char *part =
            tc_words_part(sema->model, TC_REF_INDICATOR, orderer->root.index, sema->said);
        g_autofree char *asked = tc_span_text(node->at);
        g_autofree char *word = tc_words_capital(tc_keyword_name(clause, sema->said));
        tc_diag(sema->diags, TC_DIAG_LOOP_OWN, node->span, word, part, asked, NULL);
    }
}

/* --- edges ------------------------------------------------------------------------------------ */

static bool is_part_question(const TcNode *node)
{
    return node->kind == TC_NODE_OWN || node->kind == TC_NODE_STATE ||
           node->kind == TC_NODE_TOTAL || node->kind == TC_NODE_COUNT;
}

static bool is_place(TcRefKind kind)
{
    return kind >= TC_REF_DEFINITION && kind <= TC_REF_RANKING;
}

static void read_edges(Orderer *orderer, const TcNode *node)
{
    bool question = is_part_question(node);
    bool name = node->kind == TC_NODE_NAME || node->kind == TC_NODE_PART;
    bool own = question && node->ref.kind == TC_REF_INDICATOR &&
               orderer->root.owner == TC_REF_INDICATOR && node->ref.index == orderer->root.index;
    if (own)
        check_own(orderer, node);
    else if ((question || name) && is_place(node->ref.kind))
        add_edge(orderer, node->ref.kind, node->ref.index, node->span);
    for (uint32_t i = 0; i < node->n; i++)
        if (!question || node->items[i]->kind != TC_NODE_PART)
            read_edges(orderer, node->items[i]);
}

static void read_root(const TcRoot *root, void *data)
{
    Orderer *orderer = data;
    orderer->root = *root;
    read_edges(orderer, root->node);
}

/* Returns: (transfer full) all that @place needs. */
static GArray *edges_of(Orderer *orderer, uint32_t place)
{
    const TcModel *model = orderer->sema->model;
    TcRefKind kind = kind_of(orderer, place);
    uint32_t index = place - orderer->first[kind];
    orderer->edges = g_array_new(FALSE, FALSE, sizeof(Edge));
    tc_part_roots(model, kind, index, read_root, orderer);
    if (kind == TC_REF_GROUP)
        add_members(orderer, &model->groups[index]);
    else if (kind == TC_REF_CRITERION)
        add_members(orderer, &model->criteria[index]);
    for (uint32_t i = 0; kind == TC_REF_SET && i < model->n_indicators; i++)
        add_edge(orderer, TC_REF_INDICATOR, i, model->indicators[i].head->at);
    return orderer->edges;
}

/* --- loops ------------------------------------------------------------------------------------ */

enum { CHAIN_SHOWN = 8 };

static Frame *frame_at(const Orderer *orderer, guint index)
{
    return &g_array_index(orderer->stack, Frame, index);
}

static void append_name(Orderer *orderer, GString *chain, uint32_t place)
{
    TcSema *sema = orderer->sema;
    TcRefKind kind = kind_of(orderer, place);
    g_autofree char *name =
        tc_words_part(sema->model, kind, place - orderer->first[kind], sema->said);
    g_string_append_printf(chain, "%s%s", chain->len ? " → " : "", name);
}

/* The chain from @place round to itself; the stack holds it. */
static void report_loop(Orderer *orderer, uint32_t place, TcSpan span)
{
    g_autoptr(GString) chain = g_string_new(NULL);
    guint from = orderer->stack->len;
    while (from > 0 && frame_at(orderer, from - 1)->place != place)
        from--;
    for (guint i = from ? from - 1 : 0; i < orderer->stack->len; i++) {
        if (i - from + 1 == CHAIN_SHOWN) {
            g_string_append(chain, " → …");
            break;
        }
        append_name(orderer, chain, frame_at(orderer, i)->place);
    }
    append_name(orderer, chain, place);
    tc_diag(orderer->sema->diags, TC_DIAG_LOOP, span, chain->str, NULL);
}

/* --- the walk --------------------------------------------------------------------------------- */

static void open_place(Orderer *orderer, uint32_t place)
{
    orderer->marks[place] = OPEN;
    Frame frame = {.place = place, .edges = edges_of(orderer, place)};
    g_array_append_val(orderer->stack, frame);
}

static void close_place(Orderer *orderer)
{
    Frame *frame = frame_at(orderer, orderer->stack->len - 1);
    TcSema *sema = orderer->sema;
    TcRefKind kind = kind_of(orderer, frame->place);
    TcStep step = {.kind = kind, .index = frame->place - orderer->first[kind]};
    orderer->marks[frame->place] = DONE;
    g_array_free(frame->edges, TRUE);
    g_array_set_size(orderer->stack, orderer->stack->len - 1);
    if (kind == TC_REF_PARAMETER)
        g_ptr_array_add(sema->parameter_order, &sema->model->parameters[step.index]);
    else if (kind != TC_REF_GROUP && kind != TC_REF_SET)
        g_array_append_val(orderer->steps, step);
}

static void walk_from(Orderer *orderer, uint32_t place)
{
    if (orderer->marks[place] == NEW)
        open_place(orderer, place);
    while (orderer->stack->len) {
        Frame *frame = frame_at(orderer, orderer->stack->len - 1);
        if (frame->next == frame->edges->len) {
            close_place(orderer);
            continue;
        }
        Edge edge = g_array_index(frame->edges, Edge, frame->next++);
        if (orderer->marks[edge.to] == NEW)
            open_place(orderer, edge.to);
        else if (orderer->marks[edge.to] == OPEN)
            report_loop(orderer, edge.to, edge.span);
    }
}

void tc_order(TcSema *sema)
{
    Orderer orderer = {.sema = sema};
    TcModel *model = sema->model;
    number_places(&orderer);
    orderer.marks = g_new0(uint8_t, orderer.n_places);
    orderer.stack = g_array_new(FALSE, FALSE, sizeof(Frame));
    orderer.steps = g_array_new(FALSE, FALSE, sizeof(TcStep));
    for (uint32_t place = 0; place < orderer.n_places; place++)
        walk_from(&orderer, place);
    model->n_steps = orderer.steps->len;
    model->steps = tc_arena_alloc(sema->arena, sizeof *model->steps * model->n_steps);
    for (uint32_t i = 0; i < model->n_steps; i++)
        model->steps[i] = g_array_index(orderer.steps, TcStep, i);
    g_array_free(orderer.steps, TRUE);
    g_array_free(orderer.stack, TRUE);
    g_free(orderer.marks);
}
