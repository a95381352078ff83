/* Terms of SMT-LIB: before, terms; after, terms of them, each defined once under a name of its own.
 */
#include <string.h>
#include "base/date.h"
#include "tools/smt_internal.h"

/* --- words ------------------------------------------------------------------------------------ */

const char *tc_smt_word(TcSmt *smt, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *word = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return g_string_chunk_insert_const(smt->words, word);
}

bool tc_smt_is(const char *term, const char *literal)
{
    return strcmp(term, literal) == 0;
}

/* A term under a name, one for equal ones; a word stays what it is. (Z3 goes through all of a term
 * again when a define-fun has it, through each constant once.) */
static const char *define(TcSmt *smt, const char *sort, const char *term)
{
    const char *known = g_hash_table_lookup(smt->terms, term);
    if (term[0] != '(' || known)
        return known ? known : g_string_chunk_insert_const(smt->words, term);
    const char *name = tc_smt_word(smt, "t%u", g_hash_table_size(smt->terms));
    g_string_append_printf(smt->text, "(declare-const %s %s)\n(assert (= %s %s))\n", name, sort,
                           name, term);
    g_hash_table_insert(smt->terms, g_strdup(term), (gpointer)name);
    return name;
}

const char *tc_smt_bool(TcSmt *smt, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *term = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return define(smt, "Bool", term);
}

const char *tc_smt_real(TcSmt *smt, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *term = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return define(smt, "Real", term);
}

const char *tc_smt_number(TcSmt *smt, const mpq_t number)
{
    mpq_t size;
    mpq_init(size);
    mpq_abs(size, number);
    g_autofree char *top = mpz_get_str(NULL, 10, mpq_numref(size));
    g_autofree char *bottom = mpz_get_str(NULL, 10, mpq_denref(size));
    mpq_clear(size);
    const char *plain = tc_smt_is(bottom, "1") ? tc_smt_word(smt, "%s.0", top)
                                               : tc_smt_real(smt, "(/ %s.0 %s.0)", top, bottom);
    return mpq_sgn(number) < 0 ? tc_smt_real(smt, "(- %s)", plain) : plain;
}

/* --- logic ------------------------------------------------------------------------------------ */

/* Twice is not at all, so a condition and its opposite know each other. */
const char *tc_smt_not(TcSmt *smt, const char *a)
{
    const char *known = g_hash_table_lookup(smt->negations, a);
    if (known || tc_smt_is(a, "true") || tc_smt_is(a, "false"))
        return known ? known : tc_smt_is(a, "true") ? "false" : "true";
    const char *negation = tc_smt_bool(smt, "(not %s)", a);
    g_hash_table_insert(smt->negations, (gpointer)tc_smt_word(smt, "%s", a), (gpointer)negation);
    g_hash_table_insert(smt->negations, (gpointer)negation, (gpointer)tc_smt_word(smt, "%s", a));
    return negation;
}

static bool are_opposite(const TcSmt *smt, const char *a, const char *b)
{
    const char *negation = g_hash_table_lookup(smt->negations, a);
    return negation && tc_smt_is(negation, b);
}

const char *tc_smt_and(TcSmt *smt, const char *a, const char *b)
{
    if (tc_smt_is(a, "true") || tc_smt_is(b, "false") || tc_smt_is(a, b))
        return b;
    if (tc_smt_is(b, "true") || tc_smt_is(a, "false"))
        return a;
    return are_opposite(smt, a, b) ? "false" : tc_smt_bool(smt, "(and %s %s)", a, b);
}

const char *tc_smt_or(TcSmt *smt, const char *a, const char *b)
{
    if (tc_smt_is(a, "false") || tc_smt_is(b, "true") || tc_smt_is(a, b))
        return b;
    if (tc_smt_is(b, "false") || tc_smt_is(a, "true"))
        return a;
    return are_opposite(smt, a, b) ? "true" : tc_smt_bool(smt, "(or %s %s)", a, b);
}

const char *tc_smt_if(TcSmt *smt, const char *guard, const char *a, const char *b, bool real)
{
    if (tc_smt_is(guard, "true") || tc_smt_is(a, b))
        return a;
    if (tc_smt_is(guard, "false"))
        return b;
    return real ? tc_smt_real(smt, "(ite %s %s %s)", guard, a, b)
                : tc_smt_bool(smt, "(ite %s %s %s)", guard, a, b);
}

TcSmtTruth tc_smt_constant(bool truth)
{
    return (TcSmtTruth){truth ? "true" : "false", truth ? "false" : "true"};
}

TcSmtTruth tc_smt_opposite(TcSmtTruth truth)
{
    return (TcSmtTruth){truth.no, truth.yes};
}

bool tc_smt_is_sure(TcSmt *smt, TcSmtTruth truth)
{
    return tc_smt_is(truth.no, tc_smt_not(smt, truth.yes));
}

/* Strong Kleene. */
TcSmtTruth tc_smt_both(TcSmt *smt, TcSmtTruth a, TcSmtTruth b)
{
    const bool sure = tc_smt_is_sure(smt, a) && tc_smt_is_sure(smt, b);
    const char *yes = tc_smt_and(smt, a.yes, b.yes);
    return (TcSmtTruth){yes, sure ? tc_smt_not(smt, yes) : tc_smt_or(smt, a.no, b.no)};
}

TcSmtTruth tc_smt_either(TcSmt *smt, TcSmtTruth a, TcSmtTruth b)
{
    return tc_smt_opposite(tc_smt_both(smt, tc_smt_opposite(a), tc_smt_opposite(b)));
}

const char *tc_smt_more(TcSmt *smt, const char *count, const char *one)
{
    return tc_smt_is(one, "false")  ? count
           : tc_smt_is(one, "true") ? tc_smt_real(smt, "(+ %s 1.0)", count)
                                    : tc_smt_real(smt, "(+ %s (ite %s 1.0 0.0))", count, one);
}

/* chưa có is no. */
TcSmtTruth tc_smt_truth(TcSmt *smt, const TcSmtValue *value)
{
    if (value->kind != TC_VALUE_BOOL)
        return (TcSmtTruth){"false", "false"};
    const char *holds = tc_smt_and(smt, tc_smt_not(smt, value->none), value->term);
    return (TcSmtTruth){tc_smt_and(smt, value->defined, holds),
                        tc_smt_and(smt, value->defined, tc_smt_not(smt, holds))};
}

TcSmtValue tc_smt_of_truth(TcSmt *smt, TcSmtTruth truth)
{
    TcSmtValue value = tc_smt_defined(TC_VALUE_BOOL, truth.yes);
    value.defined = tc_smt_or(smt, truth.yes, truth.no);
    return value;
}

/* --- values ----------------------------------------------------------------------------------- */

TcSmtValue tc_smt_undefined(void)
{
    return (TcSmtValue){TC_VALUE_NUMBER, "false", "false", "0.0", NULL};
}

TcSmtValue tc_smt_defined(TcValueKind kind, const char *term)
{
    return (TcSmtValue){kind, "true", "false", term, NULL};
}

static const char *den_of(const TcSmtValue *value)
{
    return value->den ? value->den : "1.0";
}

static const char *times(TcSmt *smt, const char *a, const char *b)
{
    return tc_smt_is(a, "1.0") ? b : tc_smt_is(b, "1.0") ? a : tc_smt_real(smt, "(* %s %s)", a, b);
}

/* One of two values of one kind; what is never defined has any. */
TcSmtValue tc_smt_pick(TcSmt *smt, const char *guard, const TcSmtValue *a, const TcSmtValue *b)
{
    TcSmtValue left = *a, right = *b;
    if (tc_smt_is(a->defined, "false"))
        left.kind = b->kind, left.term = b->term, left.den = b->den;
    else if (tc_smt_is(b->defined, "false"))
        right.kind = a->kind, right.term = a->term, right.den = a->den;
    const bool real = left.kind != TC_VALUE_BOOL;
    TcSmtValue value = {.kind = left.kind,
                        .defined = tc_smt_if(smt, guard, left.defined, right.defined, false),
                        .none = tc_smt_if(smt, guard, left.none, right.none, false),
                        .term = tc_smt_if(smt, guard, left.term, right.term, real)};
    if (left.den || right.den)
        value.den = tc_smt_if(smt, guard, den_of(&left), den_of(&right), true);
    return value;
}

/* The value that both are, else none. */
TcSmtValue tc_smt_agreed(TcSmt *smt, const TcSmtValue *a, const TcSmtValue *b)
{
    TcSmtValue value = *a;
    value.defined = tc_smt_and(smt, a->defined, tc_smt_same(smt, a, b));
    return value;
}

static bool is_one_den(const TcSmtValue *a, const TcSmtValue *b)
{
    return tc_smt_is(den_of(a), den_of(b));
}

/* Both made to have one divisor. */
static void cross(TcSmt *smt, const TcSmtValue *a, const TcSmtValue *b, const char **left,
                  const char **right)
{
    const bool one = is_one_den(a, b);
    *left = one ? a->term : times(smt, a->term, den_of(b));
    *right = one ? b->term : times(smt, b->term, den_of(a));
}

/* Is the common divisor above 0? */
static const char *is_upright(TcSmt *smt, const TcSmtValue *a, const TcSmtValue *b)
{
    if (!a->den && !b->den)
        return "true";
    if (is_one_den(a, b) || !b->den)
        return tc_smt_bool(smt, "(> %s 0.0)", a->den);
    if (!a->den)
        return tc_smt_bool(smt, "(> %s 0.0)", b->den);
    return tc_smt_bool(smt, "(= (> %s 0.0) (> %s 0.0))", a->den, b->den);
}

static const char *equal(TcSmt *smt, const TcSmtValue *a, const TcSmtValue *b)
{
    const char *left, *right;
    if (a->kind == TC_VALUE_BOOL)
        return tc_smt_bool(smt, "(= %s %s)", a->term, b->term);
    cross(smt, a, b, &left, &right);
    return tc_smt_bool(smt, "(= %s %s)", left, right);
}

/* Is a < b? */
static const char *below(TcSmt *smt, const TcSmtValue *a, const TcSmtValue *b)
{
    const char *left, *right;
    cross(smt, a, b, &left, &right);
    return tc_smt_if(smt, is_upright(smt, a, b), tc_smt_bool(smt, "(< %s %s)", left, right),
                     tc_smt_bool(smt, "(> %s %s)", left, right), false);
}

static const char *relation(TcSmt *smt, TcOperator operator, const TcSmtValue * a,
                            const TcSmtValue *b)
{
    switch ((int)operator) {
    case TC_OP_EQ:
        return equal(smt, a, b);
    case TC_OP_NE:
        return tc_smt_not(smt, equal(smt, a, b));
    case TC_OP_LT:
        return below(smt, a, b);
    case TC_OP_LE:
        return tc_smt_not(smt, below(smt, b, a));
    case TC_OP_GT:
        return below(smt, b, a);
    default:
        return tc_smt_not(smt, below(smt, a, b));
    }
}

const char *tc_smt_same(TcSmt *smt, const TcSmtValue *a, const TcSmtValue *b)
{
    const char *neither = tc_smt_and(smt, tc_smt_not(smt, a->defined), tc_smt_not(smt, b->defined));
    const char *defined = tc_smt_and(smt, a->defined, b->defined);
    if (a->kind != b->kind || tc_smt_is(defined, "false"))
        return neither;
    const char *nones = tc_smt_and(smt, a->none, b->none);
    const char *some = tc_smt_not(smt, tc_smt_or(smt, a->none, b->none));
    const char *alike = tc_smt_or(smt, nones, tc_smt_and(smt, some, equal(smt, a, b)));
    return tc_smt_or(smt, neither, tc_smt_and(smt, defined, alike));
}

TcSmtTruth tc_smt_compare(TcSmt *smt, TcOperator operator, const TcSmtValue * a,
                          const TcSmtValue *b)
{
    const char *defined = tc_smt_and(smt, a->defined, b->defined);
    if (tc_smt_is(defined, "false") || a->kind != b->kind)
        return (TcSmtTruth){"false", "false"};
    const char *some = tc_smt_not(smt, tc_smt_or(smt, a->none, b->none));
    const char *holds = tc_smt_and(smt, some, relation(smt, operator, a, b));
    return (TcSmtTruth){tc_smt_and(smt, defined, holds),
                        tc_smt_and(smt, defined, tc_smt_not(smt, holds))};
}

const char *tc_smt_is_zero(TcSmt *smt, const TcSmtValue *a)
{
    return a->kind == TC_VALUE_NUMBER
               ? tc_smt_and(smt, tc_smt_and(smt, a->defined, tc_smt_not(smt, a->none)),
                            tc_smt_bool(smt, "(= %s 0.0)", a->term))
               : "false";
}

/* --- arithmetic ------------------------------------------------------------------------------- */

/* The day @days later (earlier): whole days within the calendar only. */
static TcSmtValue shifted(TcSmtSet *set, TcSmtValue day, const TcSmtValue *days, const char *sign)
{
    TcSmt *smt = set->smt;
    set->lost |= days->den != NULL;
    day.term = tc_smt_real(smt, "(%s %s %s)", sign, day.term, days->term);
    day.defined = tc_smt_and(smt, day.defined,
                             tc_smt_bool(smt, "(and (is_int %s) (<= (- %d.0) %s %d.0))", days->term,
                                         -tc_date_from_ymd(1, 1, 1), day.term,
                                         tc_date_from_ymd(9999, 12, 31)));
    return day;
}

static TcSmtValue computed_days(TcSmtSet *set, TcOperator operator, const TcSmtValue * a,
                                const TcSmtValue *b)
{
    if (a->kind == TC_VALUE_DATE && b->kind == TC_VALUE_DATE)
        return tc_smt_defined(TC_VALUE_NUMBER,
                              tc_smt_real(set->smt, "(- %s %s)", a->term, b->term));
    if (a->kind == TC_VALUE_DATE)
        return shifted(set, tc_smt_defined(TC_VALUE_DATE, a->term),
                       b, operator== TC_OP_SUB ? "-" : "+");
    return shifted(set, tc_smt_defined(TC_VALUE_DATE, b->term), a, "+");
}

static TcSmtValue computed_numbers(TcSmt *smt, TcOperator operator, const TcSmtValue * a,
                                   const TcSmtValue *b)
{
    TcSmtValue value = tc_smt_defined(TC_VALUE_NUMBER, "0.0");
    const char *left, *right;
    const char *const other = operator== TC_OP_DIV ? b->term : b->den;
    if (operator== TC_OP_ADD || operator== TC_OP_SUB) {
        cross(smt, a, b, &left, &right);
        value.term = tc_smt_real(smt, "(%s %s %s)", operator== TC_OP_ADD ? "+" : "-", left, right);
        value.den = is_one_den(a, b)   ? a->den
                    : a->den && b->den ? times(smt, a->den, b->den)
                    : a->den           ? a->den
                                       : b->den;
        return value;
    }
    value.term = times(smt, a->term, operator== TC_OP_DIV ? den_of(b) : b->term);
    value.den = a->den && other ? times(smt, a->den, other) : other ? other : a->den;
    if (operator== TC_OP_DIV)
        value.defined = tc_smt_bool(smt, "(not (= %s 0.0))", b->term);
    return value;
}

TcSmtValue tc_smt_compute(TcSmtSet *set, TcOperator operator, const TcSmtValue * a,
                          const TcSmtValue *b)
{
    TcSmt *smt = set->smt;
    const char *defined = tc_smt_and(smt, a->defined, b->defined);
    const char *some = tc_smt_not(smt, tc_smt_or(smt, a->none, b->none));
    if (tc_smt_is(defined, "false"))
        return tc_smt_undefined();
    TcSmtValue value = a->kind == TC_VALUE_NUMBER && b->kind == TC_VALUE_NUMBER
                           ? computed_numbers(smt, operator, a, b)
                           : computed_days(set, operator, a, b);
    value.defined = tc_smt_and(smt, tc_smt_and(smt, defined, some), value.defined);
    return value;
}

TcSmtValue tc_smt_negated(TcSmt *smt, const TcSmtValue *a)
{
    TcSmtValue value = *a;
    value.term = tc_smt_real(smt, "(- %s)", a->term);
    value.defined = tc_smt_and(smt, a->defined, tc_smt_not(smt, a->none));
    value.none = "false";
    return value;
}
