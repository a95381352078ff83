/* Two bands of a scale that nearly meet: the lower one, written up to where the upper one begins.
 */
#include "sema/check_bands.h"

static const TcNode *phrase_of(const TcNode *band)
{
    bool phrase =
        band->kind == TC_NODE_BAND && band->n == 2 && band->items[1]->kind == TC_NODE_PHRASE;
    return phrase ? band->items[1] : NULL;
}

/* Returns: (transfer full). */
static char *reaching(const TcChecker *checker, const TcNode *lower, const TcNode *upper)
{
    bool open = upper->sub & TC_PHRASE_LOW_OPEN; /* then the end is the lower one's */
    g_autofree char *to = tc_check_text(upper->items[0]);
    if (!(lower->sub & TC_PHRASE_LOW))
        return open ? g_strdup_printf("%s %s %s", tc_check_word(checker, TC_KW_FROM), to,
                                      tc_check_word(checker, TC_KW_DOWNWARD))
                    : g_strdup_printf("%s %s", tc_check_word(checker, TC_KW_BELOW), to);
    g_autofree char *from = tc_check_text(lower->items[0]);
    TcKeyword start = lower->sub & TC_PHRASE_LOW_OPEN ? TC_KW_ABOVE : TC_KW_FROM;
    return g_strdup_printf("%s %s %s %s", tc_check_word(checker, start), from,
                           tc_check_word(checker, open ? TC_KW_TO : TC_KW_TO_BELOW), to);
}

char *tc_bands_touching(const TcChecker *checker, const TcNode *low, const TcNode *high)
{
    const TcNode *lower = phrase_of(low), *upper = phrase_of(high);
    bool meet = lower && upper && lower->sub == (TC_PHRASE_LOW | TC_PHRASE_HIGH) &&
                upper->sub & TC_PHRASE_LOW && !(upper->sub & TC_PHRASE_LOW_OPEN) &&
                tc_check_same(lower->items[1], upper->items[0]);
    return meet ? reaching(checker, lower, upper) : NULL;
}

/* One in the last place that is written: 79 and 80, 79,9 and 80. */
static bool are_neighbours(const mpq_t low, const mpq_t high, bool percent)
{
    mpq_t step, times;
    mpz_t ten;
    mpq_init(step);
    mpq_init(times);
    mpz_init_set_ui(ten, 10);
    mpq_sub(step, high, low);
    if (mpq_sgn(step) > 0)
        mpq_div(times, high, step);
    if (percent)
        mpz_mul_ui(mpq_numref(step), mpq_numref(step), 100);
    mpq_canonicalize(step);
    mpz_remove(ten, mpq_denref(step), ten);
    bool one = mpz_cmp_ui(mpq_numref(step), 1) == 0 && mpz_cmp_ui(ten, 1) == 0 &&
               mpz_cmp_ui(mpq_denref(times), 1) == 0;
    mpq_clear(step);
    mpq_clear(times);
    mpz_clear(ten);
    return one;
}

char *tc_bands_apart(const TcChecker *checker, const TcNode *low, const TcNode *high,
                     TcAssumption assumption)
{
    const TcNode *lower = phrase_of(low), *upper = phrase_of(high);
    mpq_t end, start;
    if (!lower || !upper || !(lower->sub & TC_PHRASE_HIGH) || !(upper->sub & TC_PHRASE_LOW))
        return NULL;
    mpq_init(end);
    mpq_init(start);
    const TcType *type = lower->items[1]->type;
    bool apart = tc_assume(checker->model, lower->items[1], assumption, end) &&
                 tc_assume(checker->model, upper->items[0], assumption, start) &&
                 are_neighbours(end, start, type && type->ratio);
    mpq_clear(end);
    mpq_clear(start);
    return apart ? reaching(checker, lower, upper) : NULL;
}
