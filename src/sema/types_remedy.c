/* Inside pass 4: what to write where two units do not meet. See typer.h. */
#include "sema/typer.h"

#include <string.h>
#include "base/measure.h"
#include "base/text.h"
#include "sema/units.h"
#include "sema/words.h"

/* What stands behind the figures of a literal: "triệu đồng" of "50 triệu đồng". */
static const char *behind_figures(const char *text)
{
    const char *at = text + strspn(text, "0123456789.,");
    return at + strspn(at, " ");
}

char *tc_remedy_unit(const TcTyper *typer, TcSide side)
{
    const TcLang said = typer->sema->said;
    if (!side.node || side.node->kind != TC_NODE_NUMBER || !side.node->span.source)
        return tc_words_type(side.type, said);
    g_autofree char *text = tc_span_text(side.node->span);
    const char *measure = behind_figures(text);
    return *measure && *measure != '%' ? g_strdup(measure) : tc_words_type(side.type, said);
}

/* Does it hold a period that the other lacks? Then the number would be another one. */
static bool has_other_period(const TcType *type, const TcType *wanted)
{
    for (uint32_t i = 0; i < type->n_powers; i++) {
        bool year, found = false;
        g_autofree char *key = tc_text_key(type->powers[i].unit, strlen(type->powers[i].unit));
        if (!tc_measure_is_period(key, &year))
            continue;
        for (uint32_t k = 0; k < wanted->n_powers; k++)
            found |= wanted->powers[k].base == type->powers[i].base;
        if (!found)
            return true;
    }
    return false;
}

static const char *currency_of(const TcType *type)
{
    for (uint32_t i = 0; i < type->n_powers; i++)
        if (type->powers[i].money)
            return type->powers[i].base;
    return NULL;
}

/* "50 triệu đồng" by what the amount @wanted is by: 50 triệu đồng/người. Returns: (transfer full)
 * or NULL. */
static char *amount_by(TcTyper *typer, const TcNode *literal, const TcType *type,
                       const TcType *wanted)
{
    const char *currency = currency_of(wanted);
    if (!currency || currency_of(type) != currency || literal->kind != TC_NODE_NUMBER ||
        has_other_period(type, wanted))
        return NULL;
    g_autofree char *text = tc_span_text(literal->span);
    g_autofree char *unit = tc_units_written(typer->sema, wanted);
    const char *by = strchr(unit, '/');
    text[strcspn(text, "/")] = '\0';
    return g_strconcat(g_strchomp(text), by ? by : "", NULL);
}

static const TcLet *parameter_in(const TcModel *model, const TcNode *node)
{
    if (node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_PARAMETER)
        return &model->parameters[node->ref.index];
    const TcLet *found = NULL;
    for (uint32_t i = 0; i < node->n && !found; i++)
        found = parameter_in(model, node->items[i]);
    return found;
}

/* The number of a literal with a scale ("50 triệu") in whole @zeros of another one. */
static char *rescaled(const TcTyper *typer, const TcNode *literal, unsigned zeros)
{
    mpq_t value, scale;
    mpq_inits(value, scale, NULL);
    tc_constant(typer->sema->model, literal, value);
    mpz_ui_pow_ui(mpq_numref(scale), 10, zeros);
    mpq_div(value, value, scale);
    char *text = tc_words_number(typer->sema, literal->span, value, false);
    mpq_clears(value, scale, NULL);
    return text;
}

char *tc_remedy_number(TcTyper *typer, const TcNode *node, const TcType *wanted)
{
    g_autofree char *text = tc_span_text(node->span);
    g_autofree char *units = tc_units_behind(typer->sema, wanted);
    g_autofree char *key = tc_text_key(units, strlen(units));
    const unsigned zeros = tc_measure_scale(key);
    if (wanted->ratio)
        return g_strconcat(text, "%", NULL);
    if (node->kind != TC_NODE_NUMBER)
        return g_strdup_printf(node->flags & TC_FLAG_PAREN ? "%s * 1%s" : "(%s) * 1%s", text,
                               units);
    if (!tc_units_scaled(node))
        return g_strconcat(text, units, NULL);
    if (tc_units_led_by_money(wanted)) /* 50 triệu of nghìn đồng: 50 triệu đồng */
        return g_strconcat(text, zeros ? strchr(units + 1, ' ') : units, NULL);
    g_autofree char *figures = rescaled(typer, node, zeros);
    return g_strconcat(figures, units, NULL);
}

char *tc_remedy_parameter(TcTyper *typer, const TcNode *node, const TcType *wanted)
{
    const TcLet *let = node ? parameter_in(typer->sema->model, node) : NULL;
    if (!let || !let->value || let->value->kind != TC_NODE_NUMBER || !let->value->type ||
        wanted->days)
        return NULL;
    g_autofree char *value = let->value->type->bare
                                 ? tc_remedy_number(typer, let->value, wanted)
                                 : amount_by(typer, let->value, let->value->type, wanted);
    g_autofree char *name = tc_span_text(let->let->at); /* with its brackets */
    return value ? g_strdup_printf("%s = %s", name, value) : NULL;
}

char *tc_remedy(TcTyper *typer, TcSide a, TcSide b)
{
    const TcLang said = typer->sema->said;
    g_autofree char *amount = b.node ? amount_by(typer, b.node, b.type, a.type) : NULL;
    g_autofree char *parameter = tc_remedy_parameter(typer, b.node, a.type);
    if (amount || parameter)
        return tc_msg_format(said, parameter ? TC_MSG_REMEDY_PARAMETER : TC_MSG_REMEDY_WRITE,
                             parameter ? parameter : amount, NULL);
    g_autofree char *unit = tc_remedy_unit(typer, a.type->ratio ? b : a);
    return tc_msg_format(said,
                         a.type->ratio != b.type->ratio ? TC_MSG_REMEDY_SHARE : TC_MSG_REMEDY_UNIT,
                         unit, NULL);
}
