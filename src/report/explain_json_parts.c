/* JSON of an explanation: members, cells, conditions, open answers, provenance. */
#include "report/explain_json.h"
#include "report/json.h"
#include "report/reasons.h"

static void text(const TcExplainJson *json, const char *value)
{
    tc_json_text(json->gen, value);
}

void tc_explain_json_key(const TcExplainJson *json, const char *name)
{
    tc_json_key(json->gen, name);
}

void tc_explain_json_key_text(const TcExplainJson *json, const char *name, const char *value)
{
    tc_json_key_text(json->gen, name, value);
}

void tc_explain_json_title(const TcExplainJson *json, const char *title)
{
    if (json->alone)
        tc_explain_json_key_text(json, "title", title);
}

void tc_explain_json_about(const TcExplainJson *json, const TcProvenance *about)
{
    if (json->alone)
        tc_json_provenance(json->gen, about, false);
}

/* Left out without a value. */
void tc_explain_json_some_text(const TcExplainJson *json, const char *name, const char *value)
{
    if (value && *value)
        tc_explain_json_key_text(json, name, value);
}

void tc_explain_json_key_bool(const TcExplainJson *json, const char *name, bool value)
{
    tc_json_key_bool(json->gen, name, value);
}

void tc_explain_json_key_number(const TcExplainJson *json, const char *name, uint32_t value)
{
    tc_json_key_count(json->gen, name, value);
}

void tc_explain_json_key_shown(const TcExplainJson *json, const char *name, TcShown value)
{
    tc_explain_json_key(json, name);
    if (!value.shown) {
        tc_json_null(json->gen);
        return;
    }
    tc_json_object(json->gen);
    tc_explain_json_key_text(json, "exact", value.exact);
    tc_explain_json_key_text(json, "shown", value.shown);
    tc_json_end(json->gen);
}

void tc_explain_json_open_array(const TcExplainJson *json, const char *name)
{
    tc_explain_json_key(json, name);
    tc_json_array(json->gen);
}

const char *tc_explain_json_truth_name(TcTruth truth)
{
    static const char *const names[] = {
        [TC_TRUTH_NO] = "no", [TC_TRUTH_YES] = "yes", [TC_TRUTH_OPEN] = "open"};
    return names[truth];
}

static const char *code_of(const TcExplainJson *json, uint32_t indicator)
{
    return json->explanation->indicators[indicator].code;
}

void tc_explain_json_codes(const TcExplainJson *json, const char *name, const uint32_t *indicators,
                           uint32_t n)
{
    tc_explain_json_open_array(json, name);
    for (uint32_t i = 0; i < n; i++)
        text(json, code_of(json, indicators[i]));
    tc_json_close(json->gen);
}

/* --- cells, conditions --- */

void tc_explain_json_cell_members(const TcExplainJson *json, const TcExplainedCell *cell)
{
    tc_explain_json_key_text(json, "heading", cell->heading);
    tc_explain_json_key_shown(json, "value", cell->value);
    tc_explain_json_some_text(json, "unit", cell->unit);
    if (cell->reason != TC_REASON_KNOWN)
        tc_explain_json_key_text(json, "open", tc_reason_id(cell->reason));
    tc_explain_json_some_text(json, "place", cell->place);
}

/* What a comparison held against each other, and what it lacks. */
static void compared(const TcExplainJson *json, const TcBecause *because)
{
    if (because->left.shown)
        tc_explain_json_key_shown(json, "left", because->left);
    if (because->left_most.shown)
        tc_explain_json_key_shown(json, "left_most", because->left_most);
    if (because->right.shown)
        tc_explain_json_key_shown(json, "right", because->right);
    if (!because->missing.shown)
        return;
    tc_explain_json_key_shown(json, "missing", because->missing);
    if (because->missing_most.shown)
        tc_explain_json_key_shown(json, "missing_most", because->missing_most);
    tc_explain_json_key_bool(json, "more_than_that", because->missing_beyond);
}

static void counted(const TcExplainJson *json, const TcBecause *because)
{
    static const char *const states[TC_N_STATES] = {[TC_STATE_MET] = "met",
                                                    [TC_STATE_NOT_MET] = "not_met",
                                                    [TC_STATE_NOT_APPLICABLE] = "not_applicable",
                                                    [TC_STATE_APPLICABLE] = "applicable",
                                                    [TC_STATE_MISSING] = "data_missing",
                                                    [TC_STATE_AWAITS] = "awaits_appraisal"};
    tc_explain_json_key_text(json, "counted", states[because->state]);
    tc_explain_json_key_number(json, "counted_least", because->tally.met_low);
    tc_explain_json_key_number(json, "counted_most", because->tally.met_high);
    tc_explain_json_key_number(json, "applicable_least", because->tally.applicable_low);
    tc_explain_json_key_number(json, "applicable_most", because->tally.applicable_high);
}

static void satisfied_by(const TcExplainJson *json, const TcBecause *because)
{
    tc_explain_json_open_array(json, "by");
    for (uint32_t i = 0; i < because->n_by; i++)
        text(json, because->by[i]);
    tc_json_close(json->gen);
}

static void condition(const TcExplainJson *json, const TcBecause *because);

static void parts(const TcExplainJson *json, const TcBecause *because)
{
    tc_explain_json_open_array(json, "parts");
    for (uint32_t i = 0; i < because->n_children; i++)
        condition(json, because->children[i]);
    tc_json_close(json->gen);
}

static void condition(const TcExplainJson *json, const TcBecause *because)
{
    static const char *const kinds[] = {[TC_BECAUSE_CONDITION] = "condition",
                                        [TC_BECAUSE_ALL] = "all",
                                        [TC_BECAUSE_ANY] = "any",
                                        [TC_BECAUSE_FIRST] = "first",
                                        [TC_BECAUSE_AT_LEAST] = "at_least",
                                        [TC_BECAUSE_NOT] = "not",
                                        [TC_BECAUSE_COUNT] = "count",
                                        [TC_BECAUSE_CASE] = "case"};
    tc_json_object(json->gen);
    tc_explain_json_key_text(json, "kind", kinds[because->kind]);
    tc_explain_json_key_text(json, "holds", tc_explain_json_truth_name(because->truth));
    tc_explain_json_some_text(json, "label", because->label);
    tc_explain_json_some_text(json, "text", because->text);
    compared(json, because);
    if (because->kind == TC_BECAUSE_AT_LEAST)
        tc_explain_json_key_number(json, "wanted", because->wanted);
    if (because->kind == TC_BECAUSE_FIRST)
        satisfied_by(json, because);
    if (because->kind == TC_BECAUSE_COUNT)
        counted(json, because);
    if (because->n_children > 0)
        parts(json, because);
    tc_json_end(json->gen);
}

void tc_explain_json_key_condition(const TcExplainJson *json, const char *name,
                                   const TcBecause *because)
{
    if (!because)
        return;
    tc_explain_json_key(json, name);
    condition(json, because);
}

/* --- open answers --- */

/* The names of a set of outcomes, as an array. */
void tc_explain_json_answer(const TcExplainJson *json, const char *name, TcRefKind kind,
                            uint64_t set, const char *const *labels)
{
    static const char *const verdict[] = {"true", "false", NULL, "unknown"};
    static const char *const indicator[] = {"met", "not_met", "not_applicable", "undefined"};
    const char *const *names = kind == TC_REF_VERDICT ? verdict : indicator;
    tc_explain_json_open_array(json, name);
    for (unsigned i = 0; i < 63; i++) {
        if (!(set >> i & 1))
            continue;
        if (kind == TC_REF_GRADE)
            text(json, labels[i]);
        else if (i < 4)
            text(json, names[i]);
    }
    if (set >> 63)
        tc_json_null(json->gen);
    tc_json_close(json->gen);
}

static void deciding_cell(const TcExplainJson *json, const TcDecidingCell *deciding, TcRefKind kind,
                          const char *const *labels)
{
    static const char *const powers[] = {[TC_DECIDES] = "decides",
                                         [TC_MAY_DECIDE] = "may_decide",
                                         [TC_MATTERS] = "matters",
                                         [TC_UNTRIED] = "untried"};
    tc_json_object(json->gen);
    tc_explain_json_cell_members(json, &deciding->cell);
    tc_explain_json_key_text(json, "power", powers[deciding->power]);
    tc_explain_json_open_array(json, "runs");
    for (uint32_t i = 0; i < deciding->n_pieces; i++) {
        const TcExplainedPiece *piece = &deciding->pieces[i];
        tc_json_object(json->gen);
        tc_explain_json_key_shown(json, "from", piece->low);
        tc_explain_json_key_shown(json, "to", piece->high);
        tc_explain_json_answer(json, "answer", kind, piece->answer, labels);
        tc_json_end(json->gen);
    }
    tc_json_close(json->gen);
    tc_json_end(json->gen);
}

static void witness(const TcExplainJson *json, const TcOpenness *openness,
                    const TcExplainedWitness *completion, TcRefKind kind, const char *const *labels)
{
    tc_json_object(json->gen);
    tc_explain_json_answer(json, "answer", kind, completion->answer, labels);
    tc_explain_json_key(json, "values");
    tc_json_object(json->gen);
    for (uint32_t i = 0; i < openness->n_deciding; i++)
        tc_explain_json_key_shown(json, openness->deciding[i].cell.heading, completion->values[i]);
    tc_json_end(json->gen);
    tc_json_end(json->gen);
}

void tc_explain_json_openness_member(const TcExplainJson *json, const TcOpenness *openness,
                                     TcRefKind kind, const char *const *labels)
{
    if (!openness->open)
        return;
    tc_explain_json_key(json, "open");
    tc_json_object(json->gen);
    tc_explain_json_key_bool(json, "proved", openness->proved);
    if (openness->over_budget && !openness->proved)
        tc_explain_json_key_bool(json, "over_budget", true);
    if (openness->silent)
        tc_explain_json_key_bool(json, "rule_silent", true);
    if (openness->settled)
        tc_explain_json_key_bool(json, "settled", true);
    tc_explain_json_open_array(json, "deciding");
    for (uint32_t i = 0; i < openness->n_deciding; i++)
        deciding_cell(json, &openness->deciding[i], kind, labels);
    tc_json_close(json->gen);
    tc_explain_json_open_array(json, "completions");
    for (uint32_t i = 0; i < openness->n_witnesses; i++)
        witness(json, openness, &openness->witnesses[i], kind, labels);
    tc_json_close(json->gen);
    tc_json_end(json->gen);
}

/* --- gaps --- */

static void sum_member(const TcExplainJson *json, const TcExplainedMove *step,
                       const TcExplainedSum *sum)
{
    tc_explain_json_key(json, "sum");
    tc_json_object(json->gen);
    tc_explain_json_key_text(json, "of", sum->cells);
    tc_explain_json_key_shown(json, "from", sum->from);
    tc_explain_json_key_shown(json, "to", sum->to);
    tc_explain_json_key_shown(json, "last", sum->last);
    tc_explain_json_key_shown(json, "missing", sum->amount);
    tc_explain_json_key_shown(json, "beyond", sum->mark);
    if (!step->limit_far)
        tc_explain_json_key_shown(json, "limit", step->limit);
    tc_json_end(json->gen);
}

static void move(const TcExplainJson *json, const TcExplainedWay *way, const TcExplainedMove *step)
{
    tc_json_object(json->gen);
    tc_explain_json_key_text(json, "heading", step->heading);
    tc_explain_json_some_text(json, "unit", step->unit);
    tc_explain_json_key_shown(json, "from", step->from);
    tc_explain_json_key_shown(json, "to", step->to);
    tc_explain_json_key_shown(json, "last", step->last);
    tc_explain_json_key_shown(json, "missing", step->amount);
    tc_explain_json_key_text(json, "direction", step->up ? "up" : "down");
    tc_explain_json_key_shown(json, "beyond", step->mark);
    tc_explain_json_key_bool(json, "taken_along", step->dragged);
    if (step->sum)
        sum_member(json, step, &way->sums[step->sum - 1]);
    tc_json_end(json->gen);
}

void tc_explain_json_way(const TcExplainJson *json, const TcExplainedWay *way)
{
    tc_json_array(json->gen);
    for (uint32_t i = 0; i < way->n_moves; i++)
        move(json, way, &way->moves[i]);
    tc_json_close(json->gen);
}

void tc_explain_json_step_members(const TcExplainJson *json, const TcExplainedStep *step)
{
    tc_explain_json_key_shown(json, "gain", step->gain);
    tc_explain_json_key_shown(json, "points", step->points);
    tc_explain_json_key(json, "way");
    tc_explain_json_way(json, &step->way);
}
