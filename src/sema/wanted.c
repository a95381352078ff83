/* What a phrase or a comparison asks of a number, held against what the number can be. See
 * checker.h.
 */
#include "sema/wanted.h"
#include "sema/checker.h"

#include "base/date.h"
#include "base/number.h"
#include "sema/words.h"

void tc_wanted_init(TcWanted *wanted)
{
    *wanted = (TcWanted){0};
    tc_range_init(&wanted->range);
}

void tc_wanted_clear(TcWanted *wanted)
{
    tc_range_clear(&wanted->range);
}

bool tc_wanted_of_phrase(const TcModel *model, const TcNode *phrase, TcWanted *wanted)
{
    unsigned ends = phrase->sub;
    TcRange *range = &wanted->range;
    bool single = ends & (TC_PHRASE_BARE | TC_PHRASE_EQUAL);
    if (ends & TC_PHRASE_NOT)
        return false;
    range->has_low = single || ends & TC_PHRASE_LOW;
    range->has_high = ends & (TC_PHRASE_EQUAL | TC_PHRASE_HIGH);
    wanted->low_open = ends & TC_PHRASE_LOW_OPEN;
    wanted->high_open = ends & TC_PHRASE_HIGH_OPEN;
    if (range->has_low && !tc_constant(model, phrase->items[0], range->low))
        return false;
    const TcNode *high = phrase->items[ends & TC_PHRASE_EQUAL ? 0 : 1];
    return !range->has_high || tc_constant(model, high, range->high);
}

bool tc_wanted_of_order(const TcModel *model, TcOperator op, const TcNode *end, TcWanted *wanted)
{
    TcRange *range = &wanted->range;
    range->has_low = op == TC_OP_EQ || op == TC_OP_GE || op == TC_OP_GT;
    range->has_high = op == TC_OP_EQ || op == TC_OP_LE || op == TC_OP_LT;
    wanted->low_open = op == TC_OP_GT;
    wanted->high_open = op == TC_OP_LT;
    if ((!range->has_low && !range->has_high) || !tc_constant(model, end, range->low))
        return false;
    mpq_set(range->high, range->low);
    return true;
}

/* Does every value up to the high end of @range stay below the wanted low end? */
static bool is_below_all(const TcWanted *wanted, const TcRange *range)
{
    bool known = wanted->range.has_low && range->has_high;
    int order = known ? mpq_cmp(range->high, wanted->range.low) : 1;
    return order < 0 || (order == 0 && wanted->low_open);
}

static bool is_above_all(const TcWanted *wanted, const TcRange *range)
{
    bool known = wanted->range.has_high && range->has_low;
    int order = known ? mpq_cmp(range->low, wanted->range.high) : -1;
    return order > 0 || (order == 0 && wanted->high_open);
}

static bool holds_all(const TcWanted *wanted, const TcRange *range)
{
    bool low_known = range->has_low && wanted->range.has_low;
    bool high_known = range->has_high && wanted->range.has_high;
    int low = low_known ? mpq_cmp(range->low, wanted->range.low) : -1;
    int high = high_known ? mpq_cmp(range->high, wanted->range.high) : 1;
    return (!wanted->range.has_low || low > 0 || (low == 0 && !wanted->low_open)) &&
           (!wanted->range.has_high || high < 0 || (high == 0 && !wanted->high_open));
}

TcReach tc_wanted_reach(const TcWanted *wanted, const TcRange *range)
{
    if (is_below_all(wanted, range) || is_above_all(wanted, range))
        return TC_REACH_NEVER;
    return holds_all(wanted, range) ? TC_REACH_ALWAYS : TC_REACH_SOME;
}

/* In the user's language: it is told, not to be written into the rule file. */
static char *number_text(const TcChecker *checker, const TcType *type, const mpq_t value)
{
    TcLang said = checker->sema->said;
    char date[TC_DATE_TEXT];
    if (type && type->kind == TC_KIND_DATE)
        return g_strdup(tc_date_format((int32_t)mpz_get_si(mpq_numref(value)), said, date));
    return type && type->ratio ? tc_words_share(value, said) : tc_number_brief(value, 6, said);
}

char *tc_check_range_text(const TcChecker *checker, const TcType *type, const TcRange *range)
{
    TcLang said = checker->sema->said;
    g_autofree char *low = number_text(checker, type, range->low);
    g_autofree char *high = number_text(checker, type, range->high);
    if (range->has_low && range->has_high && mpq_equal(range->low, range->high))
        return g_strdup_printf("%s %s", tc_keyword_name(TC_KW_EXACTLY, said), low);
    if (range->has_low && range->has_high)
        return tc_msg_format(said, TC_MSG_DATA_FROM_TO, low, high, NULL);
    if (range->has_low)
        return tc_msg_format(said, TC_MSG_DATA_FROM, low, NULL);
    return tc_msg_format(said, TC_MSG_DATA_UP_TO, high, NULL);
}
