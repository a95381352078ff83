/* The reference evaluator: phrases, requirements, case lists, scales, tables, lists of contents.
 *
 * All choices are one thing: guards with results. A branch whose guard is open is possible; the
 * answer is known only if all possible branches agree (R6). Case lists are read in order; bands,
 * table rows and riêng are disjoint or agree (R7), so the first that holds answers. */
#include "exec/reference_internal.h"

typedef struct {
    TcTruth guard;
    const TcNode *result;
} Branch;

typedef struct {
    GArray *branches; /* those that are not impossible; NULL: there is none */
    bool ordered;
    const TcNode *otherwise; /* NULL: no case fits */
} Choice;

/* Folds one more possible result into @answer; @n of them came before. */
static void agree(TcValue *answer, const TcValue *result, unsigned n)
{
    if (n == 0)
        tc_value_copy(answer, result);
    else if (!result->defined && answer->defined)
        tc_value_undefine(answer, result->why);
    else if (answer->defined && !tc_value_same(answer, result))
        tc_value_undefine(answer, TC_WHY_NO_CASE);
}

static void add_possible(TcReference *reference, const TcNode *node, const TcRefScope *scope,
                         TcValue *answer, unsigned *n)
{
    TcValue result;
    tc_value_init(&result);
    if (node)
        tc_ref_result(reference, node, scope, &result);
    else
        tc_value_undefine(&result, TC_WHY_NO_CASE);
    agree(answer, &result, (*n)++);
    tc_value_clear(&result);
}

static guint n_branches(const Choice *choice)
{
    return choice->branches ? choice->branches->len : 0;
}

static const Branch *first_that_holds(const Choice *choice)
{
    for (guint i = 0; i < n_branches(choice); i++) {
        const Branch *branch = &g_array_index(choice->branches, Branch, i);
        if (branch->guard == TC_TRUTH_YES)
            return branch;
    }
    return NULL;
}

static void choose(TcReference *reference, const Choice *choice, const TcRefScope *scope,
                   TcValue *answer)
{
    const Branch *holds = first_that_holds(choice);
    unsigned n = 0;
    if (holds && !choice->ordered) {
        tc_ref_result(reference, holds->result, scope, answer);
        return;
    }
    for (guint i = 0; i < n_branches(choice); i++) {
        const Branch *branch = &g_array_index(choice->branches, Branch, i);
        if (branch == holds)
            break;
        if (branch->guard == TC_TRUTH_OPEN)
            add_possible(reference, branch->result, scope, answer, &n);
    }
    add_possible(reference, holds ? holds->result : choice->otherwise, scope, answer, &n);
}

static void add_branch(Choice *choice, TcTruth guard, const TcNode *result)
{
    Branch branch = {guard, result};
    if (guard == TC_TRUTH_NO)
        return;
    if (!choice->branches)
        choice->branches = g_array_new(FALSE, FALSE, sizeof(Branch));
    g_array_append_val(choice->branches, branch);
}

static void choice_clear(Choice *choice)
{
    g_clear_pointer(&choice->branches, g_array_unref);
}

static void read_cases(TcReference *reference, const TcNode *node, uint32_t self, Choice *choice)
{
    choice->ordered = true;
    for (uint32_t i = 0; i < node->n; i++) {
        const TcNode *item = node->items[i];
        if (item->kind == TC_NODE_OTHERWISE)
            choice->otherwise = item->items[0];
        else
            add_branch(choice, tc_ref_condition(reference, item->items[0], self), item->items[1]);
    }
}

/* A band fits when one of its phrases or literals does. */
static TcTruth band_fits(TcReference *reference, const TcNode *band, const TcValue *subject,
                         uint32_t self)
{
    TcTruth fits = TC_TRUTH_NO;
    for (uint32_t i = 1; i < band->n; i++)
        fits = tc_truth_or(fits, tc_ref_fits(reference, band->items[i], subject, self));
    return fits;
}

static void read_scale(TcReference *reference, const TcNode *node, uint32_t self, Choice *choice)
{
    TcValue subject;
    tc_value_init(&subject);
    tc_ref_expression(reference, node->items[0], self, &subject);
    for (uint32_t i = 1; i < node->n; i++) {
        const TcNode *item = node->items[i];
        if (item->kind == TC_NODE_OTHERWISE)
            choice->otherwise = item->items[0];
        else
            add_branch(choice, band_fits(reference, item, &subject, self), item->items[0]);
    }
    tc_value_clear(&subject);
}

static TcTruth row_fits(TcReference *reference, const TcNode *row, const TcValue *subjects,
                        uint32_t self)
{
    TcTruth fits = TC_TRUTH_YES;
    for (uint32_t i = 0; i + 1 < row->n; i++) {
        if (row->items[i]->kind != TC_NODE_NONE)
            fits = tc_truth_and(fits, tc_ref_fits(reference, row->items[i], &subjects[i], self));
    }
    return fits;
}

/* What the rows of a table are held against: the last column holds the results, its head is only a
 * name. Returns: (transfer full), as many as the table has heads. */
static TcValue *table_subjects(TcReference *reference, const TcNode *heads, uint32_t self)
{
    TcValue *subjects = tc_values_new(heads->n);
    for (uint32_t i = 0; i + 1 < heads->n; i++)
        tc_ref_expression(reference, heads->items[i], self, &subjects[i]);
    return subjects;
}

static void read_table(TcReference *reference, const TcNode *node, uint32_t self, Choice *choice)
{
    const TcNode *heads = node->items[0];
    TcValue *subjects = table_subjects(reference, heads, self);
    for (uint32_t i = 1; i < node->n; i++) {
        const TcNode *row = node->items[i];
        const TcNode *result = row->items[row->n - 1];
        if (row->items[0]->kind == TC_NODE_OTHERWISE)
            choice->otherwise = result->kind == TC_NODE_OTHERWISE ? result->items[0] : result;
        else
            add_branch(choice, row_fits(reference, row, subjects, self), result);
    }
    tc_values_free(subjects, heads->n);
}

TcTruth tc_ref_guard(TcReference *reference, const TcNode *choice, uint32_t i, uint32_t self)
{
    const TcNode *item = choice->items[i];
    TcTruth fits = TC_TRUTH_YES;
    TcValue subject;
    if (choice->kind == TC_NODE_CASES)
        return item->kind == TC_NODE_OTHERWISE ? TC_TRUTH_YES
                                               : tc_ref_condition(reference, item->items[0], self);
    if (choice->kind == TC_NODE_TABLE) {
        TcValue *subjects = table_subjects(reference, choice->items[0], self);
        if (item->items[0]->kind != TC_NODE_OTHERWISE)
            fits = row_fits(reference, item, subjects, self);
        tc_values_free(subjects, choice->items[0]->n);
        return fits;
    }
    tc_value_init(&subject);
    tc_ref_expression(reference, choice->items[0], self, &subject);
    if (item->kind != TC_NODE_OTHERWISE)
        fits = band_fits(reference, item, &subject, self);
    tc_value_clear(&subject);
    return fits;
}

void tc_ref_choice(TcReference *reference, const TcNode *node, const TcRefScope *scope,
                   TcValue *result)
{
    Choice choice = {0};
    if (node->kind == TC_NODE_CASES)
        read_cases(reference, node, scope->self, &choice);
    else if (node->kind == TC_NODE_SCALE)
        read_scale(reference, node, scope->self, &choice);
    else
        read_table(reference, node, scope->self, &choice);
    choose(reference, &choice, scope, result);
    choice_clear(&choice);
}

static TcTruth compare_with(TcReference *reference, TcOperator wanted, const TcValue *subject,
                            const TcNode *node, uint32_t self)
{
    TcValue end;
    tc_value_init(&end);
    tc_ref_expression(reference, node, self, &end);
    TcTruth truth = tc_value_compare(wanted, subject, &end);
    tc_value_clear(&end);
    return truth;
}

/* The end of a phrase that states its one value (BARE, EQUAL, NOT), or its first end. */
static const TcNode *phrase_end(const TcNode *phrase)
{
    bool low = phrase->items[0]->kind != TC_NODE_NONE;
    return phrase->items[low || phrase->n < 2 ? 0 : 1];
}

TcTruth tc_ref_fits(TcReference *reference, const TcNode *node, const TcValue *subject,
                    uint32_t self)
{
    const unsigned ends = node->sub;
    if (node->kind != TC_NODE_PHRASE)
        return compare_with(reference, TC_OP_EQ, subject, node, self);
    if (ends & (TC_PHRASE_BARE | TC_PHRASE_EQUAL))
        return compare_with(reference, TC_OP_EQ, subject, phrase_end(node), self);
    if (ends & TC_PHRASE_NOT)
        return compare_with(reference, TC_OP_NE, subject, phrase_end(node), self);
    TcTruth fits = TC_TRUTH_YES;
    if (ends & TC_PHRASE_LOW)
        fits = compare_with(reference, ends & TC_PHRASE_LOW_OPEN ? TC_OP_GT : TC_OP_GE, subject,
                            node->items[0], self);
    if (ends & TC_PHRASE_HIGH)
        fits = tc_truth_and(fits, compare_with(reference,
                                               ends & TC_PHRASE_HIGH_OPEN ? TC_OP_LT : TC_OP_LE,
                                               subject, node->items[1], self));
    return fits;
}

/* A bare value as a requirement: at least that number or day; that text or answer. Where nothing is
 * required of a subject (the results of a table) it is just the value. */
static void bare_requirement(const TcRefScope *scope, TcValue *level)
{
    bool ordered = level->kind == TC_VALUE_NUMBER || level->kind == TC_VALUE_DATE;
    if (scope->level || !scope->subject)
        return;
    TcWhy why = scope->subject->defined ? level->why : scope->subject->why;
    TcTruth truth = tc_value_compare(ordered ? TC_OP_GE : TC_OP_EQ, scope->subject, level);
    tc_value_set_truth(level, truth, why);
}

/* A PHRASE as a requirement of the scope's subject. */
static void phrase_result(TcReference *reference, const TcNode *phrase, const TcRefScope *scope,
                          TcValue *result)
{
    if (phrase->sub & TC_PHRASE_BARE) {
        tc_ref_result(reference, phrase_end(phrase), scope, result);
        return;
    }
    if (scope->level || !scope->subject) {
        tc_ref_expression(reference, phrase_end(phrase), scope->self, result);
        return;
    }
    TcTruth truth = tc_ref_fits(reference, phrase, scope->subject, scope->self);
    tc_value_set_truth(result, truth,
                       scope->subject->defined ? TC_WHY_LITERAL : scope->subject->why);
}

void tc_ref_result(TcReference *reference, const TcNode *node, const TcRefScope *scope,
                   TcValue *result)
{
    if (tc_node_is_choice(node)) {
        tc_ref_choice(reference, node, scope, result);
        return;
    }
    if (node->kind == TC_NODE_PHRASE) {
        phrase_result(reference, node, scope, result);
        return;
    }
    tc_ref_expression(reference, node, scope->self, result);
    bare_requirement(scope, result);
}

void tc_ref_requirement(TcReference *reference, const TcRequirement *requirement,
                        const TcRefScope *scope, TcValue *result)
{
    Choice choice = {.otherwise = requirement->content};
    for (uint32_t i = 0; i < requirement->n_excepts; i++) {
        const TcNode *except = requirement->excepts[i];
        add_branch(&choice, tc_ref_condition(reference, except->items[0], scope->self),
                   except->items[1]);
    }
    choose(reference, &choice, scope, result);
    choice_clear(&choice);
}

TcTruth tc_ref_contents(TcReference *reference, const TcNode *node, uint32_t self)
{
    int64_t held = 0, open = 0;
    int64_t wanted = node->sub == TC_CONTENTS_ALL ? node->n : 1;
    if (node->sub == TC_CONTENTS_AT_LEAST)
        wanted = node->day;
    for (uint32_t i = 0; i < node->n; i++) {
        TcTruth item = tc_ref_condition(reference, node->items[i]->items[0], self);
        held += item == TC_TRUTH_YES;
        open += item == TC_TRUTH_OPEN;
    }
    if (held >= wanted)
        return TC_TRUTH_YES;
    return held + open < wanted ? TC_TRUTH_NO : TC_TRUTH_OPEN;
}

TcTruth tc_reference_requirement(TcReference *reference, uint32_t indicator,
                                 const TcRequirement *requirement)
{
    TcValue value, result;
    tc_value_init(&value);
    tc_value_init(&result);
    tc_reference_indicator_value(reference, indicator, &value);
    tc_ref_requirement(reference, requirement, &(TcRefScope){.self = indicator, .subject = &value},
                       &result);
    const TcTruth reached = tc_value_truth(&result);
    tc_value_clear(&result);
    tc_value_clear(&value);
    return reached;
}
