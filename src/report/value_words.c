/* Values of cells as texts. See value_words.h. */
#include "report/value_words.h"

#include "base/date.h"
#include "base/msg.h"
#include "base/number.h"

enum { DECIMALS = 6 };

static char *number_words(const TcColumnSpec *spec, const mpq_t number, TcLang lang)
{
    mpq_t value;
    mpq_init(value);
    mpq_set_si(value, spec->type == TC_TYPE_PERCENT ? 100 : 1, 1);
    mpq_mul(value, value, number);
    g_autofree char *text = tc_number_brief(value, DECIMALS, lang);
    mpq_clear(value);
    if (spec->type == TC_TYPE_PERCENT)
        return g_strconcat(text, "%", NULL);
    return tc_number_with_unit(text, spec->unit, lang);
}

/* An appraisal is no "có" or "không". */
static TcMsg truth_word(const TcColumnSpec *spec, bool truth)
{
    if (!spec)
        return truth ? TC_MSG_EXPLAIN_ACCEPTED : TC_MSG_EXPLAIN_NOT_ACCEPTED;
    return truth ? TC_MSG_EXPLAIN_YES : TC_MSG_EXPLAIN_NO;
}

char *tc_value_words(const TcColumnSpec *spec, const TcValue *value, TcLang lang)
{
    char day[TC_DATE_TEXT];
    if (value->none)
        return g_strdup(tc_msg(lang, TC_MSG_EXPLAIN_NONE_YET));
    if (value->kind == TC_VALUE_NUMBER)
        return number_words(spec, value->number, lang);
    if (value->kind == TC_VALUE_DATE)
        return g_strdup(tc_date_format(value->day, lang, day));
    if (value->kind == TC_VALUE_BOOL)
        return g_strdup(tc_msg(lang, truth_word(spec, value->truth)));
    return g_strdup_printf("\"%s\"", value->text);
}

char *tc_value_exact(const TcValue *value)
{
    char day[TC_DATE_TEXT];
    if (value->none)
        return NULL;
    if (value->kind == TC_VALUE_NUMBER)
        return tc_number_exact(value->number, TC_LANG_EN);
    if (value->kind == TC_VALUE_DATE)
        return g_strdup(tc_date_format(value->day, TC_LANG_EN, day));
    return g_strdup(value->kind == TC_VALUE_TEXT ? value->text : value->truth ? "yes" : "no");
}
