/* Inside pass 4: operators, phrases, calls. See typer.h. What an operator wants is the table
 * `operators`, what a function wants its row in builtins.def. */
#include "sema/typer.h"

#include "sema/builtins.h"
#include "sema/units.h"
#include "sema/words.h"

typedef const TcType *Operate(TcTyper *typer, TcNode *node, TcSide a, TcSide b);

/* Days between dates are counted in days. */
static const TcType *days_type(TcTyper *typer, const char *vi, const char *en)
{
    const char *name = typer->sema->model->lang == TC_LANG_VI ? vi : en;
    TcType *type = tc_arena_alloc(typer->sema->arena, sizeof *type);
    *type = *tc_units_of(typer->sema, name);
    type->days = true;
    return type;
}

static bool is_days(TcTyper *typer, const TcType *type)
{
    return type->kind == TC_KIND_NUMBER && tc_units_same(type, days_type(typer, "ngày", "days"));
}

/* A date and 10: ten days or ten months? */
static const TcType *days_unnamed(TcTyper *typer, TcSide bare)
{
    g_autofree char *text = tc_span_text(bare.node->span);
    g_autofree char *meant = g_strdup_printf(
        "%s %s", text, tc_words_lang(typer->sema, bare.node->span) == TC_LANG_VI ? "ngày" : "days");
    TcDiag *diag =
        tc_diag(typer->sema->diags, TC_DIAG_DAYS_UNNAMED, bare.node->span, text, meant, NULL);
    tc_diag_edit(diag, bare.node->span, meant);
    return &tc_type_error;
}

static const TcType *not_numbers(TcTyper *typer, TcOperator op, TcSide a, TcSide b)
{
    TcSema *sema = typer->sema;
    TcSide wrong = a.type->kind != TC_KIND_NUMBER ? a : b;
    const char *sign = tc_operator_name(op, sema->model->lang);
    g_autofree char *what = tc_words_type(wrong.type, sema->said);
    tc_diag(sema->diags, TC_DIAG_NOT_NUMBERS, wrong.node->span, sign, what, NULL);
    return &tc_type_error;
}

/* Numbers on both sides, or what stands in for them. Returns: the answer if not, else NULL. */
static const TcType *want_numbers(TcTyper *typer, TcOperator op, TcSide a, TcSide b)
{
    if (tc_is_error(a.type) || tc_is_error(b.type))
        return &tc_type_error;
    if (!tc_fits_kind(a.type, TC_KIND_NUMBER) || !tc_fits_kind(b.type, TC_KIND_NUMBER))
        return not_numbers(typer, op, a, b);
    if (a.type->kind == TC_KIND_UNKNOWN)
        return b.type;
    return b.type->kind == TC_KIND_UNKNOWN ? a.type : NULL;
}

/* Dates and days. Returns: their type, or NULL if there is no date in it. */
static const TcType *sum_dates(TcTyper *typer, TcOperator op, TcSide a, TcSide b)
{
    bool date_a = a.type->kind == TC_KIND_DATE, date_b = b.type->kind == TC_KIND_DATE;
    if (date_a && date_b && op == TC_OP_SUB)
        return days_type(typer, "ngày", "days");
    if (date_a && b.type->kind == TC_KIND_UNKNOWN)
        return op == TC_OP_SUB ? b.type : a.type;
    if (date_b && a.type->kind == TC_KIND_UNKNOWN)
        return op == TC_OP_SUB ? days_type(typer, "ngày", "days") : b.type;
    if (date_a && is_days(typer, b.type))
        return a.type;
    if (date_b && op == TC_OP_ADD && is_days(typer, a.type))
        return b.type;
    if (date_a && b.type->bare)
        return days_unnamed(typer, b);
    return date_b && op == TC_OP_ADD && a.type->bare ? days_unnamed(typer, a) : NULL;
}

/* All operands before @index are bare numbers: each takes the unit of that operand. */
static const TcType *lend_unit(TcTyper *typer, TcNode *chain, uint32_t index, TcMeeting why)
{
    TcSide lender = {chain->items[index]->type, chain->items[index]};
    for (uint32_t i = 0; i < index; i++) {
        TcNode *bare = chain->items[i];
        TcSpan span = tc_span_join(bare->span, lender.node->span);
        if (tc_is_error(tc_meet(typer, (TcSide){bare->type, bare}, lender, why, span)))
            return &tc_type_error;
    }
    return lender.type;
}

/* The type of the operands of @chain up to @index, when @sum is that of those before it. */
static const TcType *operate_sum(TcTyper *typer, TcNode *chain, uint32_t index, const TcType *sum)
{
    TcNode before = *chain, *next = chain->items[index];
    TcOperator op = tc_chain_sign(chain, index);
    before.n = index;
    before.span = tc_span_join(chain->items[0]->span, chain->items[index - 1]->span);
    TcSide a = {sum, index == 1 ? chain->items[0] : &before}, b = {next->type, next};
    if (op == TC_OP_SUB && chain->n == 2 && tc_is_range(typer, chain, a.node, next))
        return tc_refuse_range(typer, chain, TC_MSG_A_SUBTRACTION);
    const TcType *done = sum_dates(typer, op, a, b);
    if (!done)
        done = want_numbers(typer, op, a, b);
    TcMeeting why = op == TC_OP_ADD ? TC_MEET_ADD : TC_MEET_SUBTRACT;
    if (!done && sum->bare && !next->type->bare)
        return lend_unit(typer, chain, index, why);
    return done ? done : tc_meet(typer, a, b, why, tc_span_join(before.span, next->span));
}

/* The unit of the product or quotient @node is made of too many. */
static const TcType *refuse_units(TcTyper *typer, const TcNode *node, const TcType *type)
{
    const char *unit = type->n_powers ? type->powers[0].unit : "";
    tc_diag(typer->sema->diags, TC_DIAG_UNITS_TOO_MANY, node->span, unit, NULL);
    return &tc_type_error;
}

static const TcType *operate_product(TcTyper *typer, TcNode *node, TcSide a, TcSide b)
{
    const TcType *done = want_numbers(typer, (TcOperator)node->sub, a, b);
    if (done)
        return done;
    bool product = node->sub == TC_OP_MUL;
    if (!product && tc_is_range(typer, node, a.node, b.node))
        return tc_refuse_range(typer, node, TC_MSG_A_DIVISION);
    const TcType *type = product ? tc_units_multiply(typer->sema, a.type, b.type)
                                 : tc_units_divide(typer->sema, a.type, b.type);
    if (!type)
        return refuse_units(typer, node, a.type->n_powers ? a.type : b.type);
    int zeros = product ? a.type->zeros + b.type->zeros : a.type->zeros - b.type->zeros;
    if (type->n_powers == 0) /* nghìn đồng / triệu đồng: no unit is left to carry the scale */
        tc_rescale(typer->sema, b.node, product ? zeros : -zeros);
    if (type->n_powers == 0 && !product && zeros != 0)
        b.node->type = a.type; /* it stands in the scale of what it divides */
    return tc_points_product(typer, node, a, b, type);
}

static const TcType *type_junction(TcTyper *typer, TcNode *node)
{
    bool failed = false;
    for (uint32_t i = 0; i < node->n; i++) {
        const TcType *type = node->items[i]->type;
        failed |= tc_is_error(type);
        if (tc_fits_kind(type, TC_KIND_BOOL))
            continue;
        tc_refuse_kind(typer, TC_DIAG_NOT_A_CONDITION, node->items[i]);
        failed = true;
    }
    return failed ? &tc_type_error : &tc_type_bool;
}

const TcType *tc_type_chain(TcTyper *typer, TcNode *node)
{
    for (uint32_t i = 0; i < node->n; i++)
        tc_type_of(typer, node->items[i]);
    if (node->sub != TC_OP_ADD)
        return type_junction(typer, node);
    if (!tc_points_terms(typer, node))
        return &tc_type_error;
    const TcType *sum = node->items[0]->type;
    for (uint32_t i = 1; i < node->n && !tc_is_error(sum); i++)
        sum = operate_sum(typer, node, i, sum);
    return sum;
}

/* Texts are in the order of code points; the values of a choice have none. One value alone is a
 * text written out. */
static bool is_ordered(const TcType *type)
{
    return type->kind == TC_KIND_NUMBER || type->kind == TC_KIND_DATE ||
           (type->kind == TC_KIND_TEXT && type->n_choices < 2);
}

static bool is_document(const TcTyper *typer, const TcNode *node)
{
    return node && node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_COLUMN &&
           typer->sema->model->schema.columns[node->ref.index].type == TC_TYPE_DOCUMENT;
}

/* Order asks for something that has one. Returns: does it? */
static bool want_order(TcTyper *typer, TcSide subject, TcSpan span)
{
    if (is_ordered(subject.type) || subject.type->kind == TC_KIND_ERROR ||
        subject.type->kind == TC_KIND_UNKNOWN)
        return true;
    g_autofree char *what = tc_words_type(subject.type, typer->sema->said);
    const bool document = is_document(typer, subject.node);
    tc_diag(typer->sema->diags, document ? TC_DIAG_DOCUMENT_DATE : TC_DIAG_NOT_ORDERED, span, what,
            NULL);
    return false;
}

static const TcType *operate_compare(TcTyper *typer, TcNode *node, TcSide a, TcSide b)
{
    bool equality = node->sub == TC_OP_EQ || node->sub == TC_OP_NE;
    TcSide answer = a.type->kind == TC_KIND_BOOL ? a : b;
    if (!equality && answer.type->kind == TC_KIND_BOOL)
        return want_order(typer, answer, node->span) ? &tc_type_bool : &tc_type_error;
    if (tc_is_error(tc_meet(typer, a, b, TC_MEET_COMPARE, node->span)))
        return &tc_type_error;
    TcSide subject = a.type->kind == TC_KIND_UNKNOWN ? b : a;
    return equality || want_order(typer, subject, node->span) ? &tc_type_bool : &tc_type_error;
}

static Operate *const operators[TC_N_OPERATORS] = {
    [TC_OP_EQ] = operate_compare,  [TC_OP_NE] = operate_compare,  [TC_OP_LT] = operate_compare,
    [TC_OP_LE] = operate_compare,  [TC_OP_GT] = operate_compare,  [TC_OP_GE] = operate_compare,
    [TC_OP_MUL] = operate_product, [TC_OP_DIV] = operate_product,
};

const TcType *tc_type_binary(TcTyper *typer, TcNode *node)
{
    TcSide a = tc_side_of(typer, node->items[0]);
    TcSide b = tc_side_of(typer, node->items[1]);
    return operators[node->sub](typer, node, a, b);
}

const TcType *tc_type_unary(TcTyper *typer, TcNode *node)
{
    const TcType *type = tc_type_of(typer, node->items[0]);
    TcKind wanted = node->sub == TC_OP_NOT ? TC_KIND_BOOL : TC_KIND_NUMBER;
    if (tc_fits_kind(type, wanted))
        return type;
    tc_refuse_kind(typer, wanted == TC_KIND_BOOL ? TC_DIAG_NOT_A_CONDITION : TC_DIAG_NOT_A_NUMBER,
                   node->items[0]);
    return &tc_type_error;
}

/* --- values that must fit --------------------------------------------------------------------- */

static bool fit_phrase(TcTyper *typer, TcSide subject, TcNode *phrase)
{
    bool ordered = phrase->sub & (TC_PHRASE_LOW | TC_PHRASE_HIGH);
    bool fits = !ordered || want_order(typer, subject, phrase->span);
    for (uint32_t i = 0; fits && i < phrase->n; i++)
        if (phrase->items[i]->kind != TC_NODE_NONE)
            fits = !tc_is_error(tc_meet(typer, subject, tc_side_of(typer, phrase->items[i]),
                                        TC_MEET_COMPARE, phrase->items[i]->span));
    phrase->type = fits ? &tc_type_bool : &tc_type_error;
    return fits;
}

static bool fit_value(TcTyper *typer, TcSide subject, TcNode *node)
{
    if (!tc_is_error(tc_meet(typer, subject, tc_side_of(typer, node), TC_MEET_COMPARE, node->span)))
        return true;
    node->type = &tc_type_error;
    return false;
}

bool tc_type_fit(TcTyper *typer, TcSide subject, TcNode *node)
{
    const bool outer = typer->fitting;
    typer->fitting = true;
    const bool fits = node->kind == TC_NODE_PHRASE ? fit_phrase(typer, subject, node)
                                                   : fit_value(typer, subject, node);
    typer->fitting = outer;
    return fits;
}

const TcType *tc_type_within(TcTyper *typer, TcNode *node)
{
    TcSide subject = tc_side_of(typer, node->items[0]);
    bool fits = true;
    for (uint32_t i = 1; i < node->n; i++)
        fits &= tc_type_fit(typer, subject, node->items[i]);
    return fits ? &tc_type_bool : &tc_type_error;
}

const TcType *tc_type_has_data(TcTyper *typer, TcNode *node)
{
    tc_type_of(typer, node->items[0]);
    return &tc_type_bool;
}

const TcType *tc_type_contents(TcTyper *typer, TcNode *node)
{
    for (uint32_t i = 0; i < node->n; i++)
        if (node->items[i]->n)
            tc_type_condition(typer, node->items[i]->items[0]);
    return &tc_type_bool;
}

/* --- calls ------------------------------------------------------------------------------------ */

typedef enum { SAME, FIRST, PLAIN, DAYS } UnitRule;

static const struct {
    const char *signature;
    UnitRule rule;
    const char *unit[TC_N_LANGS]; /* of a number of days … */
} calls[TC_N_BUILTINS] = {
#define TC_BUILTIN(id, vi, en, signature, rule, ...) [TC_BUILTIN_##id] = {signature, rule, {0}},
#include "builtins.def"
};

/* The letter of argument @index in a signature; a starred one repeats. */
static char letter_of(const char *signature, uint32_t index)
{
    char letter = 0;
    for (const char *at = signature; *at && *at != ':'; at++) {
        if (*at == '*')
            return letter;
        if (*at == '?')
            continue;
        letter = *at;
        if (index-- == 0)
            return letter;
    }
    return letter;
}

static TcKind kind_of_letter(char letter)
{
    return letter == 'N' ? TC_KIND_NUMBER : letter == 'D' ? TC_KIND_DATE : TC_KIND_BOOL;
}

static void report_argument(TcTyper *typer, const TcNode *call, const TcNode *argument,
                            const TcType *wanted)
{
    TcSema *sema = typer->sema;
    g_autofree char *wants = tc_words_type(wanted, sema->said);
    g_autofree char *has = tc_words_type(argument->type, sema->said);
    tc_diag(sema->diags, TC_DIAG_ARGUMENT_TYPE, argument->span, call->text, wants, has, NULL);
}

static bool type_argument(TcTyper *typer, TcNode *call, uint32_t index)
{
    char letter = letter_of(calls[call->ref.index].signature, index);
    TcNode *argument = call->items[index];
    if (letter == 'M')
        return true;
    const TcType *type = tc_type_of(typer, argument);
    if (letter == 'A' || tc_fits_kind(type, kind_of_letter(letter)))
        return !tc_is_error(type);
    TcType wanted = {.kind = kind_of_letter(letter)};
    report_argument(typer, call, argument, &wanted);
    return false;
}

/* A number and a text, a date and yes/no: no unit would let them meet. */
static bool clash(const TcType *a, const TcType *b)
{
    return a->kind != b->kind && a->kind > TC_KIND_UNKNOWN && b->kind > TC_KIND_UNKNOWN;
}

/* All arguments share one type. */
static const TcType *meet_arguments(TcTyper *typer, TcNode *call)
{
    TcSide lead = {call->items[0]->type, call->items[0]};
    for (uint32_t i = 1; i < call->n; i++) {
        TcSide next = {call->items[i]->type, call->items[i]};
        bool vague = lead.type->kind == TC_KIND_UNKNOWN || lead.type->bare;
        if (clash(lead.type, next.type)) {
            report_argument(typer, call, next.node, lead.type);
            return &tc_type_error;
        }
        const TcType *type = tc_meet(typer, lead, next, TC_MEET_COMPARE, call->items[i]->span);
        if (tc_is_error(type))
            return type;
        if (vague)
            lead = next;
    }
    return lead.type;
}

bool tc_call_keeps_unit(const TcNode *node, uint32_t index)
{
    if (node->kind != TC_NODE_CALL || node->ref.kind != TC_REF_BUILTIN)
        return false;
    const UnitRule rule = calls[node->ref.index].rule;
    return rule == SAME || (rule == FIRST && index == 0);
}

static const TcType *days_of(TcTyper *typer, uint32_t builtin)
{
    if (builtin == TC_BUILTIN_MONTHS_BETWEEN)
        return days_type(typer, "tháng", "months");
    if (builtin == TC_BUILTIN_YEARS_BETWEEN)
        return days_type(typer, "năm", "years");
    return days_type(typer, "ngày", "days");
}

const TcType *tc_type_call(TcTyper *typer, TcNode *node)
{
    bool good = node->ref.kind == TC_REF_BUILTIN;
    for (uint32_t i = 0; good && i < node->n; i++)
        good = type_argument(typer, node, i);
    if (!good)
        return &tc_type_error;
    UnitRule rule = calls[node->ref.index].rule;
    if (rule == SAME)
        return tc_points_terms(typer, node) ? meet_arguments(typer, node) : &tc_type_error;
    if (rule == FIRST)
        return node->items[0]->type;
    return rule == PLAIN ? &tc_type_calendar : days_of(typer, node->ref.index);
}
