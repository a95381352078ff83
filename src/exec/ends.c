/* Short tests over whole blocks: an open cell stands at an end of what it can be.
 *
 * A test asks mostly whether the share of two cells reaches something, as a x + b y + c >= 0, or
 * the same of one cell. A row's least sum has every open cell at one end of its range, the largest
 * at the other. Of most columns one end is far away (so many households there are nowhere): where
 * such a cell is open it decides the one sum alone, and that is a question of bitmaps; for the
 * other sum it stands at its near end. So one pass over the rows, in which open cells give way to
 * that end, answers for known and open rows alike, and a second one is made only where an open
 * column is bounded closely on both sides. No row is looked at by itself: which rows are open no
 * processor can guess, and that took a seventh of judging. */
#include "exec/ends.h"

#include "base/clones.h"
#include "exec/evaluator.h"
#include "exec/linear.h"
#include "exec/ranges.h"
#include "exec/rows.h"

enum { LOW, HIGH, MOST_TERMS = 2 };

/* Further than all else in a test of small numbers adds up to. */
#define FAR (INT64_C(1) << 61)

/* A term, and where its open cells stand for the low and for the high end of the sum. */
typedef struct {
    const TcColumn *cells;
    int64_t weight;
    int64_t end[2];   /* of the cell */
    int64_t added[2]; /* what it adds there; FAR, -FAR: that or more, or there is no end */
    bool decides[2];  /* wherever it is open that end of the sum is below 0, or not below 0 */
    int64_t at[2];    /* the end; where it decides, the other one */
    int64_t known;    /* the largest of what known cells add, without its sign */
} Term;

typedef struct {
    const TcEvaluator *ev;
    const TcLinear *form;
    unsigned n;
    Term term[MOST_TERMS];
    int64_t constant;
    const TcColumn *divisor; /* NULL: none that may be 0 */
    bool open_divides_zero;  /* a divisor that is open may be 0 */
} Test;

/* --- taking it apart -------------------------------------------------------------------------- */

static int64_t added_at(int64_t weight, int64_t end)
{
    int64_t added;
    if (__builtin_mul_overflow(weight, end, &added))
        return (weight < 0) == (end < 0) ? FAR : -FAR;
    return CLAMP(added, -FAR, FAR); /* ends that there are not lie beyond */
}

/* Returns: false if the column's open cells are not all bounded alike, or its cells are large. */
static bool init_term(Term *term, const TcEvaluator *ev, const TcTerm *from, uint32_t positive)
{
    G_STATIC_ASSERT(TC_NO_LOW < -FAR && TC_NO_HIGH > FAR);
    const TcRanges *ranges = &ev->ranges[from->index];
    const bool counts = from->index == positive, up = from->weight[0] >= 0;
    const int64_t least = counts ? MAX(ranges->declared[0], 1) : ranges->declared[0];
    const uint64_t known = ev->magnitude[from->index], weight = tc_magnitude(from->weight[0]);
    if (ev->block->columns[from->index].wide || ranges->low || least > ranges->declared[1] ||
        known > INT32_MAX || weight > INT32_MAX || weight * known > INT32_MAX)
        return false;
    term->cells = &ev->block->columns[from->index];
    term->weight = from->weight[0];
    term->known = (int64_t)(weight * known);
    term->end[up ? LOW : HIGH] = least;
    term->end[up ? HIGH : LOW] = ranges->declared[1];
    for (unsigned end = LOW; end <= HIGH; end++)
        term->added[end] = added_at(term->weight, term->end[end]);
    return true;
}

/* Is the sum's end on its side of 0 wherever this cell is open, at worst for the other one? */
static bool decides(const Test *test, unsigned i, unsigned end)
{
    const Term *other = test->n > 1 ? &test->term[1 - i] : NULL;
    const int64_t alone = test->constant + test->term[i].added[end];
    int64_t worst = 0;
    if (other && end == LOW)
        worst = MAX(other->known, other->added[end]);
    else if (other)
        worst = MIN(-other->known, other->added[end]);
    if (worst == FAR || worst == -FAR)
        return false;
    return end == LOW ? alone + worst < 0 : alone + worst >= 0;
}

static void place(Test *test, unsigned i)
{
    Term *term = &test->term[i];
    for (unsigned end = LOW; end <= HIGH; end++)
        term->decides[end] = decides(test, i, end);
    for (unsigned end = LOW; end <= HIGH; end++) {
        const unsigned other = 1 - end;
        term->at[end] = !term->decides[end]     ? term->end[end]
                        : !term->decides[other] ? term->end[other]
                                                : 0;
    }
}

/* The divisor is a column that stands in the form too, and is never below 0. */
static bool init_divisor(Test *test, const TcPlanNode *node, uint32_t column)
{
    const TcEvaluator *ev = test->ev;
    if (column == TC_NO_NODE || ev->ranges[column].declared[0] < 0 ||
        ev->ranges[column].declared[1] <= 0 || ev->block->columns[column].low < 0 ||
        test->n < MOST_TERMS)
        return false;
    if (node->sub & TC_TEST_NONZERO)
        return true;
    test->divisor = &ev->block->columns[column];
    test->open_divides_zero = ev->ranges[column].declared[0] == 0;
    if (test->term[0].cells == test->divisor) {
        const Term swap = test->term[0];
        test->term[0] = test->term[1];
        test->term[1] = swap;
    }
    return test->term[1].cells == test->divisor;
}

/* Do all sums fit 32 bits, wherever open cells stand? */
static bool is_small(const Test *test)
{
    uint64_t most = tc_magnitude(test->constant);
    for (unsigned i = 0; i < test->n; i++) {
        const Term *term = &test->term[i];
        const uint64_t end = MAX(tc_magnitude(term->at[LOW]), tc_magnitude(term->at[HIGH]));
        if (end > INT32_MAX)
            return false;
        most += MAX((uint64_t)term->known, end * tc_magnitude(term->weight));
        if (most > INT32_MAX)
            return false;
    }
    return true;
}

static bool init(Test *test, const TcEvaluator *ev, const TcPlanNode *node)
{
    const TcLinear *form = &ev->plan->linears[node->data];
    const TcTerm *terms = ev->plan->terms + form->first;
    const TcLinear *den = node->data2 == TC_NO_NODE ? NULL : &ev->plan->linears[node->data2];
    const uint32_t positive = den ? tc_linear_counted(ev, den) : TC_NO_NODE;
    if (form->n == 0 || form->n > MOST_TERMS || form->n_columns != form->n || form->n_pairs > 0 ||
        form->may_none || node->sub & TC_TEST_EQUAL || tc_magnitude(form->constant) > INT32_MAX)
        return false;
    test->ev = ev;
    test->form = form;
    test->n = form->n;
    test->constant = form->constant;
    test->divisor = NULL;
    for (uint32_t i = 0; i < form->n; i++) {
        if (!init_term(&test->term[i], ev, &terms[i], positive))
            return false;
    }
    for (uint32_t i = 0; i < form->n; i++)
        place(test, i);
    return is_small(test) && (!den || init_divisor(test, node, tc_linear_only_column(ev, den)));
}

/* --- the sums --------------------------------------------------------------------------------- */

/* Where the sum of two terms is at least 0, open cells at one end; zero: where the last is of 0. */
static void share(const Test *test, unsigned end, uint64_t *reaches, uint64_t *zero)
{
    TcWideTerm wide[MOST_TERMS];
    for (unsigned i = 0; i < MOST_TERMS; i++) {
        const Term *term = &test->term[i];
        wide[i] = (TcWideTerm){term->cells->narrow, term->cells->open, (int32_t)term->weight,
                               (int32_t)term->at[end]};
    }
    tc_rows_share(wide, (int32_t)test->constant, test->ev->words, (uint64_t *[]){reaches, zero});
}

/* The same of one term: all open rows are alike. */
static void sign(const Test *test, uint64_t *low, uint64_t *high)
{
    const Term *term = &test->term[0];
    const uint64_t least = term->weight * term->at[LOW] + test->constant >= 0 ? ~UINT64_C(0) : 0;
    const uint64_t most = term->weight * term->at[HIGH] + test->constant >= 0 ? ~UINT64_C(0) : 0;
    tc_linear_signs(test->ev, test->form, false, low);
    for (uint32_t w = 0; w < test->ev->words; w++) {
        const uint64_t open = term->cells->open[w], known = low[w] & ~open;
        low[w] = known | (open & least);
        high[w] = known | (open & most);
    }
}

/* Is an open column bounded closely on both sides, so that a pass for one end does not tell the
 * other? */
static bool is_two_sided(const Test *test)
{
    for (unsigned i = 0; i < test->n; i++) {
        const Term *term = &test->term[i];
        if (term->cells->any_open && term->at[LOW] != term->at[HIGH])
            return true;
    }
    return false;
}

/* Returns: whether @high is another bitmap than @low, and was written. */
static bool find_ends(const Test *test, uint64_t *low, uint64_t *high, uint64_t *zero)
{
    if (test->n == 1) {
        sign(test, low, high);
        return true;
    }
    share(test, LOW, low, zero);
    if (!is_two_sided(test))
        return false;
    share(test, HIGH, high, zero);
    return true;
}

/* --- the answers ------------------------------------------------------------------------------ */

/* What the rows in which the first or the last cell is open decide, all ones or nothing. */
typedef struct {
    uint64_t below[MOST_TERMS], above[MOST_TERMS]; /* the low end is below 0, the high one is not */
    uint64_t divides, perhaps; /* a divisor that is known to be 0; one that is open may be */
} Decided;

static uint64_t all_if(bool yes)
{
    return yes ? ~UINT64_C(0) : 0;
}

static Decided decided_by(const Test *test)
{
    Decided decided = {.divides = all_if(test->divisor != NULL),
                       .perhaps = all_if(test->divisor && test->open_divides_zero)};
    for (unsigned i = 0; i < test->n; i++) {
        decided.below[i] = all_if(test->term[i].decides[LOW]);
        decided.above[i] = all_if(test->term[i].decides[HIGH]);
    }
    return decided;
}

/* A known divisor of 0 leaves the test unknown, an open one that may be 0 perhaps. */
TC_CLONES static void put_answers(const Decided *decided, const uint64_t *restrict first,
                                  const uint64_t *restrict last, const uint64_t *restrict low,
                                  const uint64_t *restrict high, const uint64_t *restrict zero,
                                  uint64_t *restrict yes, uint64_t *restrict no,
                                  uint64_t *restrict unknown)
{
    const Decided by = *decided;
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++) {
        const uint64_t nothing = zero[w] & ~last[w] & by.divides;
        const uint64_t below = (first[w] & by.below[0]) | (last[w] & by.below[1]);
        const uint64_t above = (first[w] & by.above[0]) | (last[w] & by.above[1]);
        yes[w] = (high[w] | above) & ~nothing;
        no[w] = (~low[w] | below) & ~nothing;
        unknown[w] = nothing | (last[w] & by.perhaps);
    }
}

bool tc_ends_test(const TcEvaluator *ev, const TcPlanNode *node, TcTruths *truths)
{
    static const TcBits none;
    Test test;
    TcBits low, high, zero;
    if (!init(&test, ev, node))
        return false;
    const bool turned = node->sub & TC_TEST_NEGATED, two_sided = find_ends(&test, low, high, zero);
    const Decided decided = decided_by(&test);
    put_answers(&decided, test.term[0].cells->open, test.n > 1 ? test.term[1].cells->open : none,
                low, two_sided ? high : low, test.n > 1 ? zero : none, truths->can[turned ? 1 : 0],
                truths->can[turned ? 0 : 1], truths->can[3]);
    return true;
}
