/* Open rows of a short test.
 *
 * A test asks mostly for the share of two cells or for one cell. If one of two is open, the row's
 * answer hangs on the other one alone; if both are, all such rows are alike. So rows are taken by
 * which cells are open: a multiplication, four additions and a look into a table each, where
 * tc_spanner_place asks of each cell of each row what it is. A tenth of judging. */
#include "exec/lone.h"

/* Where the cell number @term of the form is known (@known) it counts, else it is in the rest. */
static TcLoneCase case_of(const TcSpanner *form, unsigned open, const TcSpanner *divisor,
                          unsigned divisor_term)
{
    const unsigned known = open & 1;
    TcLoneCase lone = {.value = form->value[known], .form.rest = form->corner[open]};
    lone.form.weight = open == 3 ? 0 : form->weight[known];
    if (!divisor)
        return lone;
    const bool is_open = open >> divisor_term & 1;
    lone.divisor.weight = is_open ? 0 : divisor->weight[0];
    lone.divisor.rest = divisor->corner[is_open];
    return lone;
}

bool tc_lone_init(TcLoneTest *test, const TcSpanner *form, const TcSpanner *divisor,
                  const uint8_t set[TC_SPAN_SIGNS])
{
    unsigned term = 0;
    while (divisor && term < form->n && form->value[term] != divisor->value[0])
        term++;
    if (divisor && (divisor->n != 1 || term == form->n))
        return false;
    for (unsigned i = 0; i < TC_SPAN_TERMS; i++)
        test->open[i] = form->open[i];
    for (unsigned open = 1; open < 1U << form->n; open++)
        test->when[open] = case_of(form, open, divisor, term);
    test->divides = divisor != NULL;
    for (unsigned i = 0; i < TC_SPAN_SIGNS; i++)
        test->set[i] = set[i];
    return true;
}

static inline unsigned set_of(const TcLoneTest *test, const TcLoneCase *lone, int64_t value)
{
    const uint64_t known = (uint64_t)lone->form.weight * (uint64_t)value;
    const uint64_t low = (uint64_t)lone->form.rest.low + known;
    const uint64_t high = (uint64_t)lone->form.rest.high + known;
    const unsigned set = test->set[tc_span_place(low, high)];
    if (!test->divides)
        return set;
    const uint64_t divisor = (uint64_t)lone->divisor.weight * (uint64_t)value;
    const bool may_zero = (int64_t)((uint64_t)lone->divisor.rest.low + divisor) <= 0;
    const bool zero = (int64_t)((uint64_t)lone->divisor.rest.high + divisor) <= 0;
    return (zero ? 0 : set) | (may_zero ? TC_IS_UNKNOWN : 0);
}

static inline void add_rows(unsigned set, uint64_t rows, uint64_t answers[3])
{
    answers[0] |= set & TC_IS_TRUE ? rows : 0;
    answers[1] |= set & TC_IS_FALSE ? rows : 0;
    answers[2] |= set & TC_IS_UNKNOWN ? rows : 0;
}

static inline void add_case(const TcLoneTest *test, const TcLoneCase *lone, uint32_t w,
                            uint64_t rows, uint64_t answers[3])
{
    if (rows && lone->form.weight == 0 && lone->divisor.weight == 0) {
        add_rows(set_of(test, lone, 0), rows, answers);
        return;
    }
    for (; rows; rows &= rows - 1) {
        const uint32_t row = 64 * w + (uint32_t)__builtin_ctzll(rows);
        add_rows(set_of(test, lone, lone->value[row]), rows & -rows, answers);
    }
}

void tc_lone_word(const TcLoneTest *test, uint32_t w, uint64_t answers[3])
{
    const uint64_t first = test->open[0][w], second = test->open[1][w];
    answers[0] = answers[1] = answers[2] = 0;
    add_case(test, &test->when[1], w, first & ~second, answers);
    add_case(test, &test->when[2], w, second & ~first, answers);
    add_case(test, &test->when[3], w, first & second, answers);
}
