/* Long tables on a path of the fork search: the segment of each subject is decided cut by cut. */
#include <string.h>
#include "exec/fork_internal.h"

/* Where a subject stands on its axis. */
typedef struct {
    bool unknown, beyond;
    uint32_t segment;
} Subject;

/* @step: what comes to the value in steps, or NULL. */
static Subject number_subject(TcFork *fork, const TcLookupAxis *axis, const TcForkValue *value,
                              const TcForkStep *step)
{
    const uint32_t n_cuts = axis->n / 2;
    if (value->state != TC_FORK_NUMBER)
        return (Subject){.unknown = value->state == TC_FORK_UNDEFINED,
                         .beyond = value->state == TC_FORK_BEYOND,
                         .segment = axis->n};
    for (uint32_t i = 0; i < n_cuts; i++) {
        const TcForkValue cut = tc_fork_rational(axis->cuts[i]);
        const int order =
            step ? tc_fork_step_order(step, axis->cuts[i]) : tc_fork_order(fork, value, &cut);
        if (order == 2)
            return (Subject){.beyond = true};
        if (order <= 0)
            return (Subject){.segment = 2 * i + (order == 0)};
    }
    return (Subject){.segment = 2 * n_cuts};
}

static Subject text_subject(TcFork *fork, uint32_t version, const TcLookupAxis *axis)
{
    const TcForkCells *cells = fork->cells;
    const uint32_t index = cells->cell_of[version][axis->input];
    const TcColumnSpec *spec = &cells->plans[version]->model->schema.columns[axis->input];
    const TcForkCell *cell = &cells->cells[index];
    if (tc_fork_is_none(fork, index))
        return (Subject){.segment = axis->n};
    const uint32_t text = tc_fork_text(fork, index);
    for (uint32_t i = 0; text < cell->n_texts && i + 1 < axis->n; i++) {
        if (strcmp(spec->choices[i], cell->texts[text]) == 0)
            return (Subject){.segment = i};
    }
    return (Subject){.segment = axis->n - 1};
}

static Subject truth_subject(const TcForkValue *value)
{
    return (Subject){.unknown = value->state == TC_FORK_UNKNOWN,
                     .beyond = value->state > TC_FORK_UNKNOWN,
                     .segment = value->state == TC_FORK_YES};
}

static Subject subject_of(TcFork *fork, uint32_t version, const TcPlanNode *node,
                          const TcLookupAxis *axis)
{
    const TcPlan *plan = fork->cells->plans[version];
    TcForkValue value;
    if (axis->kind == TC_AXIS_TEXT)
        return text_subject(fork, version, axis);
    if (axis->kind == TC_AXIS_RATIO) {
        value = tc_fork_quotient(fork, version, &plan->nodes[axis->input]);
        return number_subject(fork, axis, &value, NULL);
    }
    const TcForkAt at = {fork, plan, version, node}, input = tc_fork_input_at(&at, axis->input);
    if (tc_fork_is_step(input.node->op)) {
        const TcForkStep step = tc_fork_step(&input);
        return number_subject(fork, axis, &step.under, &step);
    }
    value = tc_fork_input(&at, axis->input);
    return axis->kind == TC_AXIS_TRUTH ? truth_subject(&value)
                                       : number_subject(fork, axis, &value, NULL);
}

/* Does a row of the table hold: NOT, YES, or UNKNOWN beside an undefined subject? */
static TcForkState fit_of(const TcLookup *lookup, uint32_t box, const Subject *subjects)
{
    TcForkState fit = TC_FORK_YES;
    for (uint32_t i = 0; i < lookup->n_axes; i++) {
        const TcLookupRun run = lookup->runs[(size_t)box * lookup->n_axes + i];
        if (run.to == lookup->axes[i].n) /* an empty cell */
            continue;
        if (subjects[i].unknown)
            fit = TC_FORK_UNKNOWN;
        else if (subjects[i].segment < run.from || subjects[i].segment > run.to)
            return TC_FORK_NOT;
    }
    return fit;
}

/* The result of the first row that holds; behind rows that are unknown the one that all of them and
 * còn lại have. */
static uint32_t result_of(const TcLookup *lookup, const Subject *subjects)
{
    uint32_t common = lookup->otherwise;
    bool agreed = true;
    for (uint32_t box = 0; box < lookup->n_boxes; box++) {
        const TcForkState fit = fit_of(lookup, box, subjects);
        if (fit == TC_FORK_YES)
            return lookup->results[box];
        agreed &= fit == TC_FORK_NOT || lookup->results[box] == common;
    }
    return agreed ? common : TC_LOOKUP_NOTHING;
}

TcForkValue tc_fork_lookup(TcFork *fork, uint32_t version, const TcPlanNode *node)
{
    const TcLookup *lookup = fork->cells->plans[version]->lookups[node->data];
    Subject subjects[TC_LOOKUP_MAX_AXES];
    for (uint32_t i = 0; i < lookup->n_axes; i++) {
        subjects[i] = subject_of(fork, version, node, &lookup->axes[i]);
        if (subjects[i].beyond)
            return tc_fork_state(TC_FORK_BEYOND);
    }
    const uint32_t result = result_of(lookup, subjects);
    if (result == TC_LOOKUP_NOTHING)
        return tc_fork_state(TC_FORK_UNDEFINED);
    if (node->op == TC_PLAN_LOOKUP)
        return tc_fork_rational(lookup->values[result]);
    TcForkValue label = tc_fork_state(TC_FORK_LABEL);
    label.label = result;
    return label;
}
