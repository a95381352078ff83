/* Inside pass 4: when two types meet. See typer.h. */
#include "sema/typer.h"

#include <string.h>
#include "base/date.h"
#include "base/msg.h"
#include "base/text.h"
#include "sema/units.h"
#include "sema/words.h"

/* Messages of a clash of units and of kinds; what was tried. */
static const struct {
    TcDiagCode units, kinds;
    TcMsg tried;
} clashes[TC_N_MEETINGS] = {
    [TC_MEET_ADD] = {TC_DIAG_UNITS_ADD, TC_DIAG_UNITS_ADD, TC_MSG_TO_ADD},
    [TC_MEET_SUBTRACT] = {TC_DIAG_UNITS_ADD, TC_DIAG_UNITS_ADD, TC_MSG_TO_SUBTRACT},
    [TC_MEET_COMPARE] = {TC_DIAG_UNITS_COMPARE, TC_DIAG_KINDS_COMPARE, TC_MSG_TO_ADD},
    [TC_MEET_BRANCH] = {TC_DIAG_BRANCHES_DIFFER, TC_DIAG_BRANCHES_DIFFER, TC_MSG_TO_ADD},
};

/* 22/7 in the place of a date: a day and a month to its writer, a division to the grammar. */
static bool is_day_and_month(TcSide side)
{
    const TcNode *node = side.node;
    if (!node || side.type->kind != TC_KIND_NUMBER || node->kind != TC_NODE_BINARY ||
        node->sub != TC_OP_DIV || node->flags & TC_FLAG_PAREN)
        return false;
    g_autofree char *text = tc_span_text(node->span);
    int32_t day;
    return tc_date_parse(text, strlen(text), &day) == TC_DATE_PARTIAL;
}

static const TcType *day_and_month(TcTyper *typer, TcSide side)
{
    g_autofree char *text = tc_span_text(side.node->span);
    g_autofree char *whole =
        g_strdup_printf("%s/%s", text, tc_msg(typer->sema->said, TC_MSG_YEAR_HERE));
    tc_diag(typer->sema->diags, TC_DIAG_DATE_PARTIAL, side.node->span, text, whole, NULL);
    return &tc_type_error;
}

/* Two columns of dates, in brackets; false if there are more or fewer. */
static bool two_dates(const TcModel *model, char *names[2])
{
    unsigned n = 0;
    for (uint32_t i = 0; i < model->schema.n_columns; i++)
        if (tc_type_kind(model->schema.columns[i].type) == TC_VALUE_DATE && n++ < 2)
            names[n - 1] = g_strdup_printf("[%s]", model->schema.columns[i].name);
    return n == 2;
}

/* The days between the date @text and the other column of dates, in the order in which the two are
 * declared, or the date judged. (transfer full) */
static char *days_between(const TcModel *model, const char *text, const char *level)
{
    char *names[2] = {NULL, NULL};
    const bool two =
        two_dates(model, names) && (tc_text_same(text, names[0]) || tc_text_same(text, names[1]));
    char *days = tc_msg_format(model->lang, TC_MSG_DAYS_FROM, two ? names[0] : text,
                               two ? names[1] : tc_keyword_name(TC_KW_CUTOFF_DATE, model->lang),
                               level, NULL);
    g_free(names[0]);
    g_free(names[1]);
    return days;
}

/* "[Ngày] không quá 30 ngày": a number of days is meant. */
static void refuse_term(TcTyper *typer, const TcNode *date, const TcNode *number)
{
    const TcSpan between = tc_span_between(date->span, number->span);
    const TcSpan behind =
        between.start < between.end ? tc_span_join(between, number->span) : number->span;
    g_autofree char *text = tc_span_text(date->span);
    g_autofree char *level = tc_span_text(behind);
    g_autofree char *days = days_between(typer->sema->model, text, g_strchug(level));
    tc_diag(typer->sema->diags, TC_DIAG_DATE_AGAINST_NUMBER, tc_span_join(date->span, number->span),
            text, days, NULL);
}

/* "[Tổng số hộ] trước ngày 01/01/2026": another column is meant. */
static void refuse_no_date(TcTyper *typer, TcSide number)
{
    g_autofree char *text = tc_span_text(number.node->span);
    g_autofree char *unit = tc_remedy_unit(typer, number);
    tc_diag(typer->sema->diags, TC_DIAG_NO_DATE, number.node->span, text, unit, NULL);
}

/* A date against a number. Returns: whether it is. */
static bool refuse_date(TcTyper *typer, TcSide date, TcSide number)
{
    if (date.type->kind != TC_KIND_DATE || number.type->kind != TC_KIND_NUMBER || !date.node ||
        !number.node)
        return false;
    const bool term =
        number.node->kind == TC_NODE_NUMBER ||
        (date.node->kind != TC_NODE_DATE && number.node->span.start >= date.node->span.end);
    if (term)
        refuse_term(typer, date.node, number.node);
    else
        refuse_no_date(typer, number);
    return true;
}

static const TcType *clash(TcTyper *typer, TcMeeting why, TcSide a, TcSide b, TcSpan span)
{
    TcSema *sema = typer->sema;
    if (a.type->kind == TC_KIND_DATE && is_day_and_month(b))
        return day_and_month(typer, b);
    if (why == TC_MEET_COMPARE && b.node && tc_refuse_literal(typer, a.type, b.node, span))
        return &tc_type_error;
    if (why == TC_MEET_COMPARE && (refuse_date(typer, a, b) || refuse_date(typer, b, a)))
        return &tc_type_error;
    if (why == TC_MEET_COMPARE && tc_refuse_total(typer, a, b))
        return &tc_type_error;
    TcDiagCode code = a.type->kind == b.type->kind ? clashes[why].units : clashes[why].kinds;
    g_autofree char *left = tc_remedy_unit(typer, a);
    g_autofree char *right = tc_remedy_unit(typer, b);
    g_autofree char *remedy = tc_remedy(typer, a, b);
    TcDiag *diag = tc_diag(sema->diags, code, span, left, right,
                           tc_msg(sema->said, clashes[why].tried), remedy, NULL);
    if (code == TC_DIAG_BRANCHES_DIFFER && a.node)
        tc_diag_label(diag, a.node->span, left);
    return &tc_type_error;
}

/* --- bare numbers ----------------------------------------------------------------------------- */

/* Does "66,67%" say all of a number of percents? */
static bool is_brief(const mpq_t value)
{
    mpz_t tail;
    mpz_init(tail);
    mpz_ui_pow_ui(tail, 10, 8);
    mpz_fdiv_r(tail, tail, mpq_denref(value));
    bool brief = mpz_sgn(tail) == 0;
    mpz_clear(tail);
    return brief;
}

/* What a plain number against a share may have meant: 60 is 60%, 0,6 too, 2/3 is 2/3 * 100%. */
static void refuse_plain(TcTyper *typer, const TcNode *node, const mpq_t value, const char *text)
{
    TcSema *sema = typer->sema;
    bool hundredths = mpq_cmp_ui(value, 1, 1) > 0, brief = is_brief(value);
    g_autofree char *equal = tc_words_number(sema, node->span, value, true);
    g_autofree char *told =
        brief ? tc_words_share(value, sema->said) : g_strdup_printf("%s * 100%%", text);
    g_autofree char *plain = tc_words_number(sema, node->span, value, false);
    g_autofree char *exact = g_strdup_printf("%s * %s", text, hundredths ? "1%" : "100%");
    g_autofree char *meant = !brief       ? g_steal_pointer(&exact)
                             : hundredths ? g_strdup_printf("%s%%", plain)
                                          : g_steal_pointer(&equal);
    g_autofree char *parameter = brief && hundredths && node->kind == TC_NODE_NAME
                                     ? tc_remedy_parameter(typer, node, &tc_type_ratio)
                                     : NULL;
    TcDiag *diag = tc_diag(sema->diags, TC_DIAG_PLAIN_AGAINST_SHARE, node->span, text, told,
                           parameter ? parameter : meant, NULL);
    if (node->kind == TC_NODE_NUMBER)
        tc_diag_edit(diag, node->span, meant);
}

/* 60 against a share: 60% was meant, or 0,6 as 60%. */
static const TcType *plain_against_share(TcTyper *typer, TcSide bare)
{
    TcSema *sema = typer->sema;
    mpq_t value;
    mpq_init(value);
    bool known = bare.node && tc_constant(sema->model, bare.node, value);
    if (known && (mpq_sgn(value) == 0 || mpq_cmp_ui(value, 1, 1) == 0)) {
        mpq_clear(value);
        return &tc_type_ratio;
    }
    g_autofree char *text = bare.node ? tc_span_text(bare.node->span) : g_strdup("");
    if (!known) {
        tc_diag(sema->diags, TC_DIAG_PLAIN_SHARE, bare.node ? bare.node->span : (TcSpan){0}, text,
                NULL);
    } else {
        refuse_plain(typer, bare.node, value, text);
    }
    mpq_clear(value);
    return &tc_type_error;
}

/* Does the number behind @node name a scale (50 triệu)? */
static bool names_scale(const TcModel *model, const TcNode *node)
{
    if (tc_units_scaled(node))
        return true;
    if (node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_PARAMETER) {
        const TcNode *let = model->parameters[node->ref.index].value;
        return let && tc_units_scaled(let);
    }
    for (uint32_t i = 0; i < node->n; i++)
        if (names_scale(model, node->items[i]))
            return true;
    return false;
}

static void clear_number(void *number)
{
    mpq_clear((mpq_ptr)number);
}

static mpq_ptr build_power(TcSema *sema, unsigned zeros)
{
    mpq_ptr number = tc_arena_alloc(sema->arena, sizeof *number);
    mpq_init(number);
    mpz_ui_pow_ui(mpq_numref(number), 10, zeros);
    tc_arena_defer(sema->arena, clear_number, number);
    return number;
}

void tc_rescale(TcSema *sema, TcNode *node, int zeros)
{
    if (zeros == 0)
        return;
    TcNode *inner = tc_arena_alloc(sema->arena, sizeof *inner);
    TcNode *power = tc_arena_alloc(sema->arena, sizeof *power);
    TcNode **items = tc_arena_alloc(sema->arena, sizeof *items * 2);
    *inner = *node;
    inner->flags &= (uint8_t)~TC_FLAG_TAKEN;
    *power = (TcNode){.kind = TC_NODE_NUMBER,
                      .depth = 1,
                      .span = node->span,
                      .at = node->at,
                      .number = build_power(sema, (unsigned)ABS(zeros)),
                      .type = &tc_type_bare};
    items[0] = inner;
    items[1] = power;
    *node = (TcNode){.kind = TC_NODE_BINARY,
                     .sub = zeros > 0 ? TC_OP_MUL : TC_OP_DIV,
                     .flags = node->flags & TC_FLAG_TAKEN,
                     .depth = node->depth + 1,
                     .span = node->span,
                     .at = node->at,
                     .n = 2,
                     .items = items,
                     .type = node->type};
}

static const TcType *number_without_unit(TcTyper *typer, TcSide bare, const TcType *type)
{
    TcSema *sema = typer->sema;
    g_autofree char *unit = tc_words_type(type, sema->said);
    g_autofree char *parameter = tc_remedy_parameter(typer, bare.node, type);
    g_autofree char *meant = parameter   ? g_steal_pointer(&parameter)
                             : bare.node ? tc_remedy_number(typer, bare.node, type)
                                         : g_strchug(tc_units_behind(sema, type));
    TcSpan span = bare.node ? bare.node->span : (TcSpan){0};
    TcDiag *diag = tc_diag(sema->diags, TC_DIAG_NUMBER_WITHOUT_UNIT, span, unit, meant, NULL);
    if (bare.node && bare.node->kind == TC_NODE_NUMBER)
        tc_diag_edit(diag, span, meant);
    return &tc_type_error;
}

/* Is it an amount by something else, so that "5 triệu" can only be triệu of the currency? */
static bool is_amount_first(const TcType *type)
{
    for (uint32_t i = 0; i < type->n_powers; i++)
        if (type->powers[i].money ? type->powers[i].exponent != 1 : type->powers[i].exponent > 0)
            return false;
    return true;
}

static bool is_zero(const TcModel *model, const TcNode *node)
{
    mpq_t value;
    mpq_init(value);
    bool zero = node && tc_constant(model, node, value) && mpq_sgn(value) == 0;
    mpq_clear(value);
    return zero;
}

/* A bare number takes the unit of @type, if it is one that things are counted in. */
static const TcType *take_unit(TcTyper *typer, TcSide bare, const TcType *type)
{
    const TcModel *model = typer->sema->model;
    if (type->ratio)
        return plain_against_share(typer, bare) == &tc_type_error ? &tc_type_error : type;
    if (tc_units_money(type)) {
        bool named = bare.node && is_amount_first(type) && names_scale(model, bare.node);
        if (!named && !is_zero(model, bare.node))
            return number_without_unit(typer, bare, type);
        tc_rescale(typer->sema, bare.node, -type->zeros);
    } else if (!tc_units_counted(typer->sema, type) && !type->days && !is_zero(model, bare.node)) {
        return number_without_unit(typer, bare, type);
    }
    if (bare.node)
        bare.node->type = type;
    return type;
}

static bool is_constant(const TcTyper *typer, TcSide side)
{
    return side.node && tc_has_constant(typer->sema->model, side.node);
}

/* The same amount in two scales: the second is brought to the first's. Against figures that name no
 * period, a literal "per year" is one of the year that they are of. */
static bool meet_amounts(TcTyper *typer, TcSide a, TcSide b)
{
    TcSema *sema = typer->sema;
    const TcType *left = is_constant(typer, a) ? tc_units_without_year(sema, a.type) : a.type;
    const TcType *right = is_constant(typer, b) ? tc_units_without_year(sema, b.type) : b.type;
    bool same = tc_units_same(a.type, b.type) || tc_units_same(left, b.type) ||
                tc_units_same(a.type, right);
    if (!same || a.type->ratio != b.type->ratio || (!b.node && a.type->zeros != b.type->zeros))
        return false;
    if (b.node) {
        tc_rescale(sema, b.node, b.type->zeros - a.type->zeros);
        b.node->type = a.type;
    }
    return true;
}

static const TcType *meet_numbers(TcTyper *typer, TcSide a, TcSide b, TcMeeting why, TcSpan span)
{
    if (a.type->bare && b.type->bare)
        return a.type;
    /* 3/5 >= 60%: nothing of the rules is judged by it, so nothing can be mistaken */
    if (why == TC_MEET_COMPARE && is_constant(typer, a) && is_constant(typer, b) &&
        (a.type->bare || b.type->bare))
        return a.type->bare ? b.type : a.type;
    /* nothing in a single expression was declared a share that a number could be mistaken for */
    if (!typer->sema->tree && !a.type->n_powers && !b.type->n_powers)
        return a.type->bare ? b.type : a.type;
    if (a.type->bare)
        return take_unit(typer, a, b.type);
    if (b.type->bare)
        return take_unit(typer, b, a.type);
    if (meet_amounts(typer, a, b))
        return a.type;
    return clash(typer, why, a, b, span);
}

/* --- texts ------------------------------------------------------------------------------------ */

static bool is_choice(const TcType *type, const char *text)
{
    for (uint32_t i = 0; i < type->n_choices; i++)
        if (strcmp(type->choices[i], text) == 0)
            return true;
    return false;
}

static void refuse_choice(TcTyper *typer, const TcType *type, const TcNode *literal)
{
    TcSema *sema = typer->sema;
    g_autofree char *plain = tc_sema_in_plain_letters(literal->text);
    const char *near =
        tc_text_suggest(plain ? plain : literal->text, type->choices, type->n_choices);
    g_autoptr(GString) all = g_string_new(NULL);
    for (uint32_t i = 0; i < type->n_choices && i < 8; i++)
        g_string_append_printf(all, "%s\"%s\"", i ? ", " : "", type->choices[i]);
    if (!near) {
        tc_diag(sema->diags, TC_DIAG_NO_SUCH_CHOICE, literal->span, literal->text, all->str, NULL);
        return;
    }
    g_autofree char *meant = g_strdup_printf("\"%s\"", near);
    if (plain) {
        tc_sema_lookalike(sema, literal->span, literal->text, meant);
        return;
    }
    TcDiag *diag = tc_diag(sema->diags, TC_DIAG_NO_SUCH_CHOICE_NEAR, literal->span, literal->text,
                           meant, all->str, NULL);
    tc_diag_edit(diag, literal->span, meant);
}

/* A text compared with a choice must be one of its values (a single one is no choice, but a text
 * that is written out elsewhere). */
static const TcType *meet_texts(TcTyper *typer, TcSide a, TcSide b, TcMeeting why)
{
    bool literal_a = a.node && a.node->kind == TC_NODE_TEXT;
    bool literal_b = b.node && b.node->kind == TC_NODE_TEXT;
    if (why != TC_MEET_COMPARE || literal_a == literal_b)
        return a.type;
    TcSide literal = literal_a ? a : b, other = literal_a ? b : a;
    if (other.type->n_choices < 2 || is_choice(other.type, literal.node->text))
        return other.type;
    refuse_choice(typer, other.type, literal.node);
    return &tc_type_error;
}

const TcType *tc_meet(TcTyper *typer, TcSide a, TcSide b, TcMeeting why, TcSpan span)
{
    if (a.type->kind == TC_KIND_ERROR || b.type->kind == TC_KIND_ERROR)
        return &tc_type_error;
    if (a.type->kind == TC_KIND_UNKNOWN)
        return b.type;
    if (b.type->kind == TC_KIND_UNKNOWN)
        return a.type;
    if (a.type->kind != b.type->kind)
        return clash(typer, why, a, b, span);
    if (a.type->kind == TC_KIND_NUMBER)
        return meet_numbers(typer, a, b, why, span);
    return a.type->kind == TC_KIND_TEXT ? meet_texts(typer, a, b, why) : a.type;
}
