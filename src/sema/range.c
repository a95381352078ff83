/* What numbers can be: interval arithmetic over the declared ranges. See checker.h. */
#include "sema/range.h"

#include "base/date.h"
#include "sema/checker.h"

/* Definitions that use each other twice would cost more than the file is long. */
enum { BUDGET = 400 };

typedef struct {
    const TcChecker *checker;
    unsigned left;
} Ranger;

void tc_range_init(TcRange *range)
{
    *range = (TcRange){0};
    mpq_init(range->low);
    mpq_init(range->high);
}

void tc_range_clear(TcRange *range)
{
    mpq_clear(range->low);
    mpq_clear(range->high);
}

static void set_bounds(TcRange *range, const mpq_t low, const mpq_t high)
{
    range->has_low = range->has_high = true;
    mpq_set(range->low, low);
    mpq_set(range->high, high);
}

static void set_point(TcRange *range, const mpq_t value)
{
    set_bounds(range, value, value);
    range->whole = mpz_cmp_ui(mpq_denref(value), 1) == 0;
}

/* --- columns ---------------------------------------------------------------------------------- */

static const TcNode *meaning(const TcModel *model, const TcNode *node)
{
    if (node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_DEFINITION)
        return model->definitions[node->ref.index].value;
    if (node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_PARAMETER)
        return model->parameters[node->ref.index].value;
    if (node->kind == TC_NODE_OWN && node->sub == TC_OWN_VALUE &&
        node->ref.kind == TC_REF_INDICATOR)
        return model->indicators[node->ref.index].value;
    if (node->kind == TC_NODE_OWN && node->sub == TC_OWN_MAX_POINTS &&
        node->ref.kind == TC_REF_INDICATOR)
        return model->indicators[node->ref.index].max_points;
    return NULL;
}

static bool add_column(GArray *columns, uint32_t column)
{
    for (guint i = 0; i < columns->len; i++)
        if (g_array_index(columns, uint32_t, i) == column)
            return false;
    g_array_append_val(columns, column);
    return true;
}

/* The day judged, or its year. */
static bool is_judged(const TcNode *node)
{
    return node->kind == TC_NODE_NAME &&
           (node->ref.kind == TC_REF_DATE_JUDGED || node->ref.kind == TC_REF_YEAR_JUDGED);
}

/* The column that @node asks for, TC_NO_PART: none. The day judged stands behind all columns as one
 * more. */
static uint32_t column_of(const TcModel *model, const TcNode *node)
{
    if (is_judged(node))
        return model->schema.n_columns;
    bool column = node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_COLUMN;
    return column ? node->ref.index : TC_NO_PART;
}

static bool add_columns(Ranger *ranger, const TcNode *node, GArray *columns)
{
    uint32_t column = column_of(ranger->checker->model, node);
    const TcNode *inner = meaning(ranger->checker->model, node);
    if (ranger->left == 0)
        return false;
    ranger->left--;
    if (inner)
        return add_columns(ranger, inner, columns);
    if (column != TC_NO_PART)
        return add_column(columns, column);
    bool foreign = node->kind == TC_NODE_NAME || node->kind == TC_NODE_PART ||
                   node->kind == TC_NODE_OWN || node->kind == TC_NODE_TOTAL ||
                   node->kind == TC_NODE_STATE || node->kind == TC_NODE_COUNT;
    bool simple = !foreign;
    for (uint32_t i = 0; simple && i < node->n; i++)
        simple = add_columns(ranger, node->items[i], columns);
    return simple;
}

bool tc_range_columns(const TcChecker *checker, const TcNode *node, GArray *columns)
{
    Ranger ranger = {checker, BUDGET};
    return add_columns(&ranger, node, columns);
}

bool tc_range_independent(const TcChecker *checker, const GArray *columns, const GArray *others)
{
    for (guint i = 0; i < columns->len; i++) {
        uint32_t tie = checker->component[g_array_index(columns, uint32_t, i)];
        for (guint j = i + 1; j < columns->len; j++)
            if (checker->component[g_array_index(columns, uint32_t, j)] == tie)
                return false;
        for (guint j = 0; others && j < others->len; j++)
            if (checker->component[g_array_index(others, uint32_t, j)] == tie)
                return false;
    }
    return true;
}

/* --- n / d ------------------------------------------------------------------------------------ */

static const TcNode *through_names(const TcModel *model, const TcNode *node)
{
    for (int depth = 0; depth < 16; depth++) {
        const TcNode *inner = meaning(model, node);
        if (!inner)
            break;
        node = inner;
    }
    return node;
}

static bool is_column(const TcNode *node)
{
    return node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_COLUMN;
}

/* Is column @small never above column @large, through a chain of limits? */
static bool is_limited(const TcChecker *checker, uint32_t small, uint32_t large, int depth)
{
    for (uint32_t i = checker->limit_start[small]; i < checker->limit_start[small + 1]; i++)
        if (checker->large[i] == large ||
            (depth < 4 && is_limited(checker, checker->large[i], large, depth + 1)))
            return true;
    return false;
}

/* Does a data check say that column @small <= @large as it is written, names looked through? */
static bool is_checked(const TcChecker *checker, uint32_t small, const TcNode *large)
{
    for (uint32_t i = checker->bound_start[small]; i < checker->bound_start[small + 1]; i++)
        if (tc_check_same(through_names(checker->model, checker->bounds[i]), large))
            return true;
    return false;
}

/* Is @a never above @b by a declaration? */
static bool is_part_of(const TcChecker *checker, const TcNode *a, const TcNode *b)
{
    const TcModel *model = checker->model;
    a = through_names(model, a);
    b = through_names(model, b);
    if (!is_column(a))
        return false;
    if (is_column(b) && is_limited(checker, a->ref.index, b->ref.index, 0))
        return true;
    return is_checked(checker, a->ref.index, b);
}

/* --- arithmetic ------------------------------------------------------------------------------- */

static bool find(Ranger *ranger, const TcNode *node, TcRange *range);

static void add_ends(const TcRange *a, const TcRange *b, TcRange *sum)
{
    sum->has_low = a->has_low && b->has_low;
    sum->has_high = a->has_high && b->has_high;
    mpq_add(sum->low, a->low, b->low);
    mpq_add(sum->high, a->high, b->high);
    sum->whole = a->whole && b->whole;
}

static void negate(TcRange *range)
{
    bool has_low = range->has_low;
    range->has_low = range->has_high;
    range->has_high = has_low;
    mpq_swap(range->low, range->high);
    mpq_neg(range->low, range->low);
    mpq_neg(range->high, range->high);
}

static bool not_negative(const TcRange *range)
{
    return range->has_low && mpq_sgn(range->low) >= 0;
}

/* Only what rules need: both sides at least 0, or one side a single value. */
static bool multiply_ends(const TcRange *a, const TcRange *b, TcRange *product)
{
    if (!not_negative(a) || !not_negative(b))
        return false;
    product->has_low = true;
    product->has_high = a->has_high && b->has_high;
    mpq_mul(product->low, a->low, b->low);
    mpq_mul(product->high, a->high, b->high);
    product->whole = a->whole && b->whole;
    return true;
}

static bool divide_ends(const TcRange *a, const TcRange *b, TcRange *quotient)
{
    if (!not_negative(a) || !not_negative(b))
        return false;
    quotient->has_low = true;
    quotient->has_high = a->has_high && mpq_sgn(b->low) > 0;
    if (b->has_high && mpq_sgn(b->high) > 0)
        mpq_div(quotient->low, a->low, b->high);
    if (quotient->has_high)
        mpq_div(quotient->high, a->high, b->low);
    quotient->whole = false;
    return true;
}

static bool combine(const TcNode *node, TcRange *a, TcRange *b, TcRange *range)
{
    if (node->sub == TC_OP_MUL)
        return multiply_ends(a, b, range);
    return node->sub == TC_OP_DIV && divide_ends(a, b, range);
}

/* A part over its whole is at most 1, a whole over its part at least 1. */
static void limit_share(const TcChecker *checker, const TcNode *node, TcRange *range)
{
    if (is_part_of(checker, node->items[0], node->items[1])) {
        range->has_high = true;
        mpq_set_ui(range->high, 1, 1);
    } else if (is_part_of(checker, node->items[1], node->items[0])) {
        range->has_low = true;
        mpq_set_ui(range->low, 1, 1);
    }
}

static bool range_binary(Ranger *ranger, const TcNode *node, TcRange *range)
{
    TcRange a, b;
    tc_range_init(&a);
    tc_range_init(&b);
    bool known = find(ranger, node->items[0], &a) && find(ranger, node->items[1], &b) &&
                 combine(node, &a, &b, range);
    if (known && node->sub == TC_OP_DIV)
        limit_share(ranger->checker, node, range);
    tc_range_clear(&a);
    tc_range_clear(&b);
    return known;
}

/* A summand, and whether it is taken away. */
typedef struct {
    const TcNode *node;
    bool minus, done;
} Term;

enum { MOST_PAIRED = 16 }; /* longer sums are not searched for a whole and its part */

static void add_terms(const TcModel *model, const TcNode *node, bool minus, GArray *terms)
{
    const TcNode *sum = through_names(model, node);
    if (sum->kind != TC_NODE_CHAIN || sum->sub != TC_OP_ADD || terms->len > MOST_PAIRED) {
        const Term term = {node, minus, false};
        g_array_append_val(terms, term);
        return;
    }
    for (uint32_t i = 0; i < sum->n; i++)
        add_terms(model, sum->items[i], minus != (tc_chain_sign(sum, i) == TC_OP_SUB), terms);
}

static bool add_term(Ranger *ranger, Term *term, TcRange *range)
{
    TcRange next;
    tc_range_init(&next);
    const bool known = find(ranger, term->node, &next);
    term->done = true;
    if (term->minus)
        negate(&next);
    add_ends(range, &next, range);
    tc_range_clear(&next);
    return known;
}

/* A whole without its part is at least 0. */
static bool add_remainder(Ranger *ranger, Term *whole, Term *part, TcRange *range)
{
    TcRange rest;
    tc_range_init(&rest);
    set_point(&rest, rest.low);
    const bool known = add_term(ranger, whole, &rest) && add_term(ranger, part, &rest);
    if (!rest.has_low || mpq_sgn(rest.low) < 0)
        mpq_set_ui(rest.low, 0, 1);
    rest.has_low = true;
    if (whole->minus)
        negate(&rest);
    add_ends(range, &rest, range);
    tc_range_clear(&rest);
    return known;
}

/* A limit says nothing of what is chưa có. */
static bool may_be_none(const TcModel *model, const TcNode *node)
{
    node = through_names(model, node);
    return is_column(node) && model->schema.columns[node->ref.index].blank == TC_BLANK_NONE;
}

/* A part of it, or the same. */
static bool is_within(const TcChecker *checker, const TcNode *part, const TcNode *whole)
{
    const TcNode *a = through_names(checker->model, part);
    const TcNode *b = through_names(checker->model, whole);
    return (is_column(a) && is_column(b) && a->ref.index == b->ref.index) ||
           is_part_of(checker, part, whole);
}

static Term *find_part(const TcChecker *checker, const GArray *terms, const Term *whole)
{
    if (may_be_none(checker->model, whole->node))
        return NULL;
    for (guint i = 0; terms->len <= MOST_PAIRED && i < terms->len; i++) {
        Term *part = &g_array_index(terms, Term, i);
        if (!part->done && part->minus != whole->minus &&
            !may_be_none(checker->model, part->node) && is_within(checker, part->node, whole->node))
            return part;
    }
    return NULL;
}

static bool range_terms(Ranger *ranger, GArray *terms, TcRange *range)
{
    bool known = true;
    mpq_set_ui(range->low, 0, 1);
    set_point(range, range->low);
    for (guint i = 0; known && i < terms->len; i++) {
        Term *whole = &g_array_index(terms, Term, i);
        Term *part = whole->done ? NULL : find_part(ranger->checker, terms, whole);
        if (part)
            known = add_remainder(ranger, whole, part, range);
    }
    for (guint i = 0; known && i < terms->len; i++) {
        Term *term = &g_array_index(terms, Term, i);
        known = term->done || add_term(ranger, term, range);
    }
    return known;
}

static bool range_sum(Ranger *ranger, const TcNode *node, TcRange *range)
{
    if (node->sub != TC_OP_ADD)
        return false;
    g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(Term));
    add_terms(ranger->checker->model, node, false, terms);
    return range_terms(ranger, terms, range);
}

static bool range_unary(Ranger *ranger, const TcNode *node, TcRange *range)
{
    if (node->sub != TC_OP_NEG || !find(ranger, node->items[0], range))
        return false;
    negate(range);
    return true;
}

/* --- leaves ----------------------------------------------------------------------------------- */

static bool range_column(const TcColumnSpec *column, TcRange *range)
{
    bool number = column->type == TC_TYPE_INTEGER || column->type == TC_TYPE_NUMBER ||
                  column->type == TC_TYPE_PERCENT || column->type == TC_TYPE_RATIO ||
                  column->type == TC_TYPE_MONEY || column->type == TC_TYPE_DATE;
    if (!number)
        return false;
    set_bounds(range, column->low, column->high);
    range->has_low = column->has_low;
    range->has_high = column->has_high;
    range->whole = column->type == TC_TYPE_INTEGER || column->type == TC_TYPE_DATE;
    return true;
}

static bool range_own(Ranger *ranger, const TcNode *node, TcRange *range)
{
    const TcModel *model = ranger->checker->model;
    if (node->ref.kind != TC_REF_INDICATOR)
        return false;
    const TcIndicator *indicator = &model->indicators[node->ref.index];
    if (node->sub == TC_OWN_POINTS && indicator->max_points &&
        find(ranger, indicator->max_points, range)) {
        range->has_low = true;
        range->whole = false;
        mpq_set_ui(range->low, 0, 1);
        return true;
    }
    return false;
}

/* Any day that a column of dates may have. */
static void range_judged(const TcNode *node, TcRange *range)
{
    bool year = node->ref.kind == TC_REF_YEAR_JUDGED;
    int low = year ? TC_DATE_FIRST_YEAR : tc_date_from_ymd(TC_DATE_FIRST_YEAR, 1, 1);
    int high = year ? TC_DATE_LAST_YEAR : tc_date_from_ymd(TC_DATE_LAST_YEAR, 12, 31);
    range->has_low = range->has_high = range->whole = true;
    mpq_set_si(range->low, low, 1);
    mpq_set_si(range->high, high, 1);
}

static bool find_leaf(Ranger *ranger, const TcNode *node, TcRange *range)
{
    const TcModel *model = ranger->checker->model;
    if (node->kind == TC_NODE_NUMBER && node->number) {
        set_point(range, node->number);
        return true;
    }
    if (node->kind == TC_NODE_DATE) {
        mpq_t day;
        mpq_init(day);
        mpq_set_si(day, node->day, 1);
        set_point(range, day);
        mpq_clear(day);
        return true;
    }
    if (is_judged(node)) {
        range_judged(node, range);
        return true;
    }
    if (is_column(node))
        return range_column(&model->schema.columns[node->ref.index], range);
    if (node->kind == TC_NODE_TOTAL)
        return tc_range_total(model, node, range);
    if (node->kind == TC_NODE_COUNT)
        return tc_range_count(model, node, range);
    return node->kind == TC_NODE_OWN && range_own(ranger, node, range);
}

static bool find(Ranger *ranger, const TcNode *node, TcRange *range)
{
    const TcNode *inner = meaning(ranger->checker->model, node);
    if (ranger->left == 0)
        return false;
    ranger->left--;
    if (inner)
        return find(ranger, inner, range);
    if (node->kind == TC_NODE_BINARY && node->n == 2)
        return range_binary(ranger, node, range);
    if (node->kind == TC_NODE_CHAIN)
        return range_sum(ranger, node, range);
    if (node->kind == TC_NODE_UNARY && node->n)
        return range_unary(ranger, node, range);
    return find_leaf(ranger, node, range);
}

bool tc_range_of_difference(const TcChecker *checker, const TcNode *a, const TcNode *b,
                            TcRange *range)
{
    Ranger ranger = {checker, BUDGET};
    g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(Term));
    add_terms(checker->model, a, false, terms);
    add_terms(checker->model, b, true, terms);
    return range_terms(&ranger, terms, range);
}

/* A share of two columns tied only to each other takes all values up to 1, or all from 1 on. */
static bool is_plain_share(const TcChecker *checker, const TcNode *node)
{
    node = through_names(checker->model, node);
    if (node->kind != TC_NODE_BINARY || node->sub != TC_OP_DIV)
        return false;
    const TcNode *a = through_names(checker->model, node->items[0]);
    const TcNode *b = through_names(checker->model, node->items[1]);
    return is_column(a) && is_column(b) && a->ref.index != b->ref.index &&
           (is_part_of(checker, a, b) || is_part_of(checker, b, a));
}

bool tc_range_of(const TcChecker *checker, const TcNode *node, TcRange *range)
{
    Ranger ranger = {checker, BUDGET};
    if (!find(&ranger, node, range))
        return false;
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    range->exact = is_plain_share(checker, node) || (tc_range_columns(checker, node, columns) &&
                                                     tc_range_independent(checker, columns, NULL));
    return true;
}
