/* The parts of a rule set: before, an index; after, its state, points or answer, made once. */
#include "base/date.h"
#include "tools/smt_internal.h"

/* --- texts and sets --------------------------------------------------------------------------- */

static void set_free(void *data)
{
    TcSmtSet *set = data;
    for (unsigned i = 0; i < TC_SMT_N_PARTS; i++) {
        g_free(set->slots[i][0]);
        g_free(set->slots[i][1]);
    }
    g_free(set);
}

TcSmt *tc_smt_new(void)
{
    TcSmt *smt = g_new0(TcSmt, 1);
    smt->text = g_string_new(NULL);
    smt->words = g_string_chunk_new(1 << 16);
    smt->terms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    smt->negations = g_hash_table_new(g_str_hash, g_str_equal);
    smt->holes = g_hash_table_new(g_str_hash, g_str_equal);
    smt->texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    smt->cells = g_array_new(FALSE, TRUE, sizeof(TcSmtCell));
    smt->sets = g_ptr_array_new_with_free_func(set_free);
    return smt;
}

void tc_smt_free(TcSmt *smt)
{
    g_ptr_array_unref(smt->sets);
    g_array_unref(smt->cells);
    g_hash_table_unref(smt->texts);
    g_hash_table_unref(smt->holes);
    g_hash_table_unref(smt->negations);
    g_hash_table_unref(smt->terms);
    g_string_chunk_free(smt->words);
    g_string_free(smt->text, TRUE);
    g_free(smt);
}

GString *tc_smt_text(TcSmt *smt)
{
    return smt->text;
}

bool tc_smt_rows_lost(const TcSmt *smt)
{
    return smt->rows_lost;
}

static uint32_t n_of(const TcModel *model, TcSmtPart part)
{
    switch ((int)part) {
    case TC_SMT_DEFINITION:
        return model->n_definitions;
    case TC_SMT_PARAMETER:
        return model->n_parameters;
    case TC_SMT_VERDICT:
        return model->n_verdicts;
    case TC_SMT_GRADE:
        return model->n_grades;
    default:
        return model->n_indicators;
    }
}

TcSmtSet *tc_smt_set_new(TcSmt *smt, const TcModel *model, const TcRun *run, uint32_t turned)
{
    TcSmtSet *set = g_new0(TcSmtSet, 1);
    *set = (TcSmtSet){.smt = smt, .model = model, .run = *run, .turned = turned};
    for (unsigned i = 0; i < TC_SMT_N_PARTS; i++) {
        set->slots[i][0] = g_new0(TcSmtSlot, n_of(model, (TcSmtPart)i) + 1);
        set->slots[i][1] = g_new0(TcSmtSlot, n_of(model, (TcSmtPart)i) + 1);
    }
    g_ptr_array_add(smt->sets, set);
    if (turned == TC_NO_PART)
        tc_smt_declare_cells(set);
    return set;
}

/* --- made once -------------------------------------------------------------------------------- */

typedef void Make(TcSmtSet *set, uint32_t index, TcSmtSlot *slot);

static const TcSmtSlot *slot_of(TcSmtSet *set, TcSmtPart part, uint32_t index, Make *make)
{
    TcSmtSlot *slot = &set->slots[part][set->seen][index];
    if (!slot->made) {
        const bool outer = set->lost;
        set->lost = false;
        make(set, index, slot);
        slot->made = true;
        slot->lost = set->lost;
        set->lost = outer;
    }
    set->lost |= slot->lost;
    return slot;
}

/* What an indicator is hangs on no way to see others. */
static const TcSmtSlot *raw_slot(TcSmtSet *set, TcSmtPart part, uint32_t index, Make *make)
{
    const bool seen = set->seen;
    set->seen = false;
    const TcSmtSlot *slot = slot_of(set, part, index, make);
    set->seen = seen;
    return slot;
}

/* --- names ------------------------------------------------------------------------------------ */

static void make_definition(TcSmtSet *set, uint32_t index, TcSmtSlot *slot)
{
    slot->value = tc_smt_expression(set, set->model->definitions[index].value, TC_NO_PART);
}

static void make_parameter(TcSmtSet *set, uint32_t index, TcSmtSlot *slot)
{
    slot->value = tc_smt_expression(set, set->model->parameters[index].value, TC_NO_PART);
}

static void make_value(TcSmtSet *set, uint32_t index, TcSmtSlot *slot)
{
    const TcNode *node = set->model->indicators[index].value;
    slot->value = node ? tc_smt_expression(set, node, index) : tc_smt_undefined();
}

static TcSmtValue value_of(TcSmtSet *set, uint32_t indicator)
{
    return raw_slot(set, TC_SMT_VALUE, indicator, make_value)->value;
}

static void make_verdict(TcSmtSet *set, uint32_t index, TcSmtSlot *slot)
{
    slot->value = tc_smt_expression(set, set->model->verdicts[index].met_when, TC_NO_PART);
}

static void make_grade(TcSmtSet *set, uint32_t index, TcSmtSlot *slot)
{
    slot->value = tc_smt_expression(set, set->model->grades[index].content, TC_NO_PART);
}

TcSmtValue tc_smt_conclusion(TcSmtSet *set, TcSmtPart part, uint32_t index)
{
    return slot_of(set, part, index, part == TC_SMT_VERDICT ? make_verdict : make_grade)->value;
}

static TcSmtValue day_judged(TcSmtSet *set)
{
    const TcNode node = {.kind = TC_NODE_DATE, .day = set->run.date_judged};
    return tc_smt_expression(set, &node, TC_NO_PART);
}

static TcSmtValue year_judged(TcSmtSet *set)
{
    int year, month, day;
    tc_date_to_ymd(set->run.date_judged, &year, &month, &day);
    return tc_smt_defined(TC_VALUE_NUMBER, tc_smt_word(set->smt, "%d.0", year));
}

TcSmtValue tc_smt_name(TcSmtSet *set, const TcNode *node)
{
    const uint32_t index = node->ref.index;
    TcSmtState state;
    switch ((int)node->ref.kind) {
    case TC_REF_COLUMN:
        return tc_smt_cell(set, index);
    case TC_REF_DEFINITION:
        return slot_of(set, TC_SMT_DEFINITION, index, make_definition)->value;
    case TC_REF_PARAMETER:
        return slot_of(set, TC_SMT_PARAMETER, index, make_parameter)->value;
    case TC_REF_INDICATOR:
        return value_of(set, index);
    case TC_REF_VERDICT:
        return tc_smt_conclusion(set, TC_SMT_VERDICT, index);
    case TC_REF_GRADE:
        return tc_smt_conclusion(set, TC_SMT_GRADE, index);
    case TC_REF_CRITERION:
        state = tc_smt_criterion(set, index);
        return tc_smt_of_truth(set->smt, tc_smt_both(set->smt, state.applies, state.met));
    case TC_REF_DATE_JUDGED:
        return day_judged(set);
    case TC_REF_YEAR_JUDGED:
        return year_judged(set);
    default:
        set->lost = true;
        return tc_smt_undefined();
    }
}

/* --- states ----------------------------------------------------------------------------------- */

static bool is_asked(const TcRequirement *requirement)
{
    return requirement->content || requirement->n_excepts > 0;
}

static TcSmtTruth met_of(TcSmtSet *set, uint32_t index)
{
    TcSmt *smt = set->smt;
    const TcIndicator *indicator = &set->model->indicators[index];
    TcSmtTruth met = tc_smt_constant(true);
    if (!indicator->judged)
        return met;
    if (is_asked(&indicator->required)) {
        const TcSmtValue subject = value_of(set, index);
        const TcSmtValue reached = tc_smt_requirement(
            set, &indicator->required, &(TcSmtScope){.self = index, .subject = &subject});
        met = tc_smt_truth(smt, &reached);
    }
    if (indicator->met_when)
        met = tc_smt_both(smt, met, tc_smt_condition(set, indicator->met_when, index));
    return met;
}

/* Where the rule says that it is met or not, it is the other. */
static TcSmtTruth turned(TcSmt *smt, TcSmtState state)
{
    return (TcSmtTruth){tc_smt_if(smt, state.applies.yes, state.met.no, state.met.yes, false),
                        tc_smt_if(smt, state.applies.yes, state.met.yes, state.met.no, false)};
}

static void make_state(TcSmtSet *set, uint32_t index, TcSmtSlot *slot)
{
    const TcIndicator *indicator = &set->model->indicators[index];
    slot->state.applies = tc_smt_constant(true);
    if (indicator->not_applicable_when)
        slot->state.applies =
            tc_smt_opposite(tc_smt_condition(set, indicator->not_applicable_when, index));
    const char *out = tc_smt_left_out(set, &indicator->only_for, &indicator->not_for);
    slot->state.applies =
        tc_smt_both(set->smt, slot->state.applies, (TcSmtTruth){tc_smt_not(set->smt, out), out});
    slot->state.met = met_of(set, index);
    if (index == set->turned)
        slot->state.met = turned(set->smt, slot->state);
}

static TcSmtState state_of(TcSmtSet *set, uint32_t index)
{
    return raw_slot(set, TC_SMT_STATE, index, make_state)->state;
}

/* The free constant that says how an undefined indicator of this code is seen: 0 met, 1 not met, 2
 * not applicable; where it cannot be that, as the next that it can. */
static const char *hole_of(TcSmtSet *set, uint32_t index)
{
    TcSmt *smt = set->smt;
    const char *text = tc_smt_text_of(smt, set->model->indicators[index].code).term;
    const char *hole = tc_smt_word(smt, "hole%d", atoi(text));
    if (g_hash_table_add(smt->holes, (gpointer)hole))
        g_string_append_printf(smt->text, "(declare-const %s Int)\n(assert (<= 0 %s 2))\n", hole,
                               hole);
    return hole;
}

/* Is the state seen as @way: is it that, or may it be and is chosen? @may: which it may be. */
static const char *is_seen_as(TcSmt *smt, const char *hole, const char *const may[3], unsigned way)
{
    const char *before = may[(way + 2) % 3], *first = may[(way + 1) % 3];
    const char *last = tc_smt_bool(smt, "(= %s %u)", hole, way);
    const char *one_off = tc_smt_and(smt, tc_smt_bool(smt, "(= %s %u)", hole, (way + 2) % 3),
                                     tc_smt_not(smt, before));
    const char *two_off =
        tc_smt_and(smt, tc_smt_bool(smt, "(= %s %u)", hole, (way + 1) % 3),
                   tc_smt_and(smt, tc_smt_not(smt, first), tc_smt_not(smt, before)));
    return tc_smt_and(smt, may[way], tc_smt_or(smt, last, tc_smt_or(smt, one_off, two_off)));
}

static void make_seen(TcSmtSet *set, uint32_t index, TcSmtSlot *slot)
{
    TcSmt *smt = set->smt;
    const TcSmtState state = state_of(set, index);
    const char *not_apart = tc_smt_not(smt, state.applies.no);
    const char *may[3] = {tc_smt_and(smt, not_apart, tc_smt_not(smt, state.met.no)),
                          tc_smt_and(smt, not_apart, tc_smt_not(smt, state.met.yes)),
                          tc_smt_not(smt, state.applies.yes)};
    const char *known =
        tc_smt_or(smt, state.applies.no,
                  tc_smt_and(smt, state.applies.yes, tc_smt_or(smt, state.met.yes, state.met.no)));
    slot->state = state;
    if (tc_smt_is(known, "true"))
        return;
    const char *hole = hole_of(set, index);
    const char *apart =
        tc_smt_if(smt, known, state.applies.no, is_seen_as(smt, hole, may, 2), false);
    const char *met = tc_smt_if(smt, known, state.met.yes, is_seen_as(smt, hole, may, 0), false);
    if (index == set->turned) /* the other of what it is seen as */
        met = tc_smt_if(smt, known, state.met.yes, is_seen_as(smt, hole, may, 1), false);
    slot->state.applies = (TcSmtTruth){tc_smt_not(smt, apart), apart};
    slot->state.met = (TcSmtTruth){met, tc_smt_not(smt, met)};
}

TcSmtState tc_smt_seen(TcSmtSet *set, uint32_t indicator)
{
    return set->seen ? slot_of(set, TC_SMT_SEEN, indicator, make_seen)->state
                     : state_of(set, indicator);
}

/* --- points ----------------------------------------------------------------------------------- */

static TcSmtValue optional(TcSmtSet *set, const TcNode *node, uint32_t self)
{
    return node ? tc_smt_expression(set, node, self) : tc_smt_defined(TC_VALUE_NUMBER, "0.0");
}

/* 0 where @grant is not; where that is unknown, undefined but for 0. */
static TcSmtValue granted(TcSmt *smt, TcSmtTruth grant, TcSmtValue points)
{
    const TcSmtValue zero = tc_smt_defined(TC_VALUE_NUMBER, "0.0");
    points.defined =
        tc_smt_and(smt, points.defined, tc_smt_or(smt, grant.yes, tc_smt_is_zero(smt, &points)));
    return tc_smt_pick(smt, grant.no, &zero, &points);
}

static void make_points(TcSmtSet *set, uint32_t index, TcSmtSlot *slot)
{
    const TcIndicator *indicator = &set->model->indicators[index];
    const TcSmtState state = tc_smt_seen(set, index);
    TcSmtValue points;
    if (indicator->points)
        points = tc_smt_expression(set, indicator->points, index);
    else if (indicator->judged)
        points = granted(set->smt, state.met, optional(set, indicator->max_points, index));
    else
        points = tc_smt_defined(TC_VALUE_NUMBER, "0.0");
    slot->value = granted(set->smt, state.applies, points);
}

TcSmtValue tc_smt_part_points(TcSmtSet *set, uint32_t indicator)
{
    return slot_of(set, TC_SMT_POINTS, indicator, make_points)->value;
}

TcSmtValue tc_smt_max_points(TcSmtSet *set, uint32_t indicator)
{
    const TcNode *node = set->model->indicators[indicator].max_points;
    return granted(set->smt, tc_smt_seen(set, indicator).applies, optional(set, node, indicator));
}

TcSmtValue tc_smt_own(TcSmtSet *set, const TcNode *node, uint32_t self)
{
    const uint32_t index = node->n > 0 ? node->items[0]->ref.index : self;
    const TcIndicator *indicator = &set->model->indicators[index];
    const TcSmtValue none = tc_smt_undefined();
    switch ((TcOwn)node->sub) {
    case TC_OWN_VALUE:
        return value_of(set, index);
    case TC_OWN_LEVEL:
        return tc_smt_requirement(set, &indicator->required,
                                  &(TcSmtScope){.self = index, .subject = &none, .level = true});
    case TC_OWN_POINTS:
        return tc_smt_part_points(set, index);
    case TC_OWN_MAX_POINTS:
        return optional(set, indicator->max_points, index);
    }
    g_assert_not_reached();
}

/* --- answers ---------------------------------------------------------------------------------- */

static void begin(TcSmtSet *set, bool seen)
{
    set->seen = seen;
    set->lost = false;
}

TcSmtState tc_smt_indicator(TcSmtSet *set, uint32_t indicator, bool *lost)
{
    begin(set, false);
    const TcSmtState state = state_of(set, indicator);
    *lost |= set->lost;
    return state;
}

TcSmtValue tc_smt_points(TcSmtSet *set, uint32_t indicator, bool *lost)
{
    begin(set, false);
    const TcSmtValue points = tc_smt_part_points(set, indicator);
    *lost |= set->lost;
    return points;
}

TcSmtTruth tc_smt_verdict(TcSmtSet *set, uint32_t verdict, bool *lost)
{
    begin(set, true);
    const TcSmtValue value = tc_smt_conclusion(set, TC_SMT_VERDICT, verdict);
    *lost |= set->lost;
    return tc_smt_truth(set->smt, &value);
}

TcSmtValue tc_smt_grade(TcSmtSet *set, uint32_t grade, bool *lost)
{
    begin(set, true);
    const TcSmtValue value = tc_smt_conclusion(set, TC_SMT_GRADE, grade);
    *lost |= set->lost;
    return value;
}
