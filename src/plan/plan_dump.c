/* The plan as text: one line a node, in evaluation order. */
#include "plan/plan.h"

static void dump_linear(const TcPlan *plan, uint32_t index, GString *out)
{
    const TcLinear *form = &plan->linears[index];
    static const char letters[] = {
        [TC_TERM_COLUMN] = 'c', [TC_TERM_OUTCOME] = 'o', [TC_TERM_NUMBER] = 'n'};
    g_string_append_c(out, '(');
    for (uint32_t i = 0; i < form->n; i++) {
        const TcTerm *term = &plan->terms[form->first + i];
        g_string_append_printf(out, "%s%" G_GINT64_FORMAT, i ? " + " : "", term->weight[0]);
        if (term->kind == TC_TERM_OUTCOME)
            g_string_append_printf(out, ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT, term->weight[1],
                                   term->weight[2]);
        g_string_append_printf(out, "*%c%u", letters[term->kind], term->index);
    }
    g_string_append_printf(out, "%s%" G_GINT64_FORMAT ")", form->n ? " + " : "", form->constant);
    if (form->denominator != 1)
        g_string_append_printf(out, "/%" G_GINT64_FORMAT, form->denominator);
}

static void dump_number(const TcPlan *plan, uint32_t index, GString *out)
{
    g_autofree char *text = mpq_get_str(NULL, 10, plan->numbers[index].value);
    g_string_append(out, text);
}

/* What it is made of: boxes, the segments of each axis, and the groups of its tree. */
static void dump_lookup(const TcLookup *lookup, GString *out)
{
    g_string_append_printf(out, "%u boxes by", lookup->n_boxes);
    for (uint32_t i = 0; i < lookup->n_axes; i++) {
        const TcLookupAxis *axis = &lookup->axes[i];
        g_string_append_printf(out, " %c%u(%u)", "nqtc"[axis->kind], axis -> input, axis -> n);
    }
    g_string_append_printf(out, ", %u groups", lookup->n_groups);
}

static void dump_data(const TcPlan *plan, const TcPlanNode *node, GString *out)
{
    switch ((int)node->op) {
    case TC_PLAN_TEST:
    case TC_PLAN_QUOTIENT:
        dump_linear(plan, node->data, out);
        if (node->data2 != TC_NO_NODE) {
            g_string_append(out, " over ");
            dump_linear(plan, node->data2, out);
        }
        break;
    case TC_PLAN_LINEAR:
        dump_linear(plan, node->data, out);
        break;
    case TC_PLAN_NUMBER:
    case TC_PLAN_COMPARE:
        dump_number(plan, node->data, out);
        break;
    case TC_PLAN_LOOKUP:
    case TC_PLAN_LOOKUP_LABEL:
        dump_lookup(plan->lookups[node->data], out);
        break;
    default:
        g_string_append_printf(out, "%u", node->data);
    }
}

void tc_plan_dump(const TcPlan *plan, GString *out)
{
    for (uint32_t i = 0; i < plan->n_order; i++) {
        const TcPlanNode *node = &plan->nodes[plan->order[i]];
        const uint32_t *inputs = tc_plan_inputs(plan, node);
        g_string_append_printf(out, "%u %s.%u [%u] ", plan->order[i], tc_plan_op_name(node->op),
                               node->sub, node->slot);
        dump_data(plan, node, out);
        for (uint32_t k = 0; k < node->n; k++)
            g_string_append_printf(out, "%s%u", k ? "," : " <- ", inputs[k]);
        g_string_append_c(out, '\n');
    }
}
