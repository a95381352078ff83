/* Figures of results as what an example asks. See trial_figure.h. */
#include "engine/trial_figure.h"

#include <string.h>
#include "base/msg.h"
#include "base/number.h"

enum { LEAST_DECIMALS = 6 }; /* of a figure that eval rounds; zeros at its end are dropped */

/* A figure as eval writes it: 58,25%, 0 2/3. */
typedef struct {
    mpq_t value;     /* of 58,25% 58,25 */
    mpq_t tolerance; /* half of its last digit, if it may be rounded */
    bool percent;
} Figure;

/* eval writes numbers in the style of its reader's language: *@style becomes the one that they are
 * written in. */
static bool read_decimal(const char *text, TcLang *style, mpq_t value)
{
    TcNumberStatus status = tc_number_parse(text, strlen(text), *style, value, NULL);
    if (status == TC_NUMBER_OTHER_STYLE) {
        *style = *style == TC_LANG_VI ? TC_LANG_EN : TC_LANG_VI;
        status = tc_number_parse(text, strlen(text), *style, value, NULL);
    }
    return status == TC_NUMBER_OK;
}

/* "2/3", "0 2/3". */
static bool read_fraction(const char *text, mpq_t value)
{
    g_auto(GStrv) parts = g_strsplit(text, " ", 2);
    const char *part = parts[0] && parts[1] ? parts[1] : text;
    if (!strchr(part, '/') || mpq_set_str(value, part, 10) != 0 || !mpz_sgn(mpq_denref(value)))
        return false;
    mpq_canonicalize(value);
    if (part == text)
        return true;
    mpq_t whole;
    mpq_init(whole);
    const bool good = mpq_set_str(whole, parts[0], 10) == 0;
    if (good && parts[0][0] == '-')
        mpq_sub(value, whole, value);
    else if (good)
        mpq_add(value, whole, value);
    mpq_clear(whole);
    return good;
}

static void set_tolerance(const char *text, TcLang style, mpq_t tolerance)
{
    const char *mark = strchr(text, style == TC_LANG_VI ? ',' : '.');
    const size_t decimals = mark ? MAX(strlen(mark + 1), LEAST_DECIMALS) : 0;
    if (!mark)
        return;
    mpq_set_ui(tolerance, 1, 2);
    for (size_t i = 0; i < decimals; i++)
        mpz_mul_ui(mpq_denref(tolerance), mpq_denref(tolerance), 10);
    mpq_canonicalize(tolerance);
}

static bool read_figure(const char *text, TcLang style, Figure *figure)
{
    g_autofree char *line = g_strstrip(g_strdup(text));
    const size_t length = strlen(line);
    figure->percent = length > 0 && line[length - 1] == '%';
    if (figure->percent)
        line[length - 1] = '\0';
    if (read_fraction(line, figure->value))
        return true;
    if (!read_decimal(line, &style, figure->value))
        return false;
    set_tolerance(line, style, figure->tolerance);
    return true;
}

/* One end of what the figure may be. */
static char *end_words(const Figure *figure, int side, TcLang lang)
{
    mpq_t end;
    mpq_init(end);
    if (side < 0)
        mpq_sub(end, figure->value, figure->tolerance);
    else
        mpq_add(end, figure->value, figure->tolerance);
    g_autofree char *number = tc_number_exact(end, lang);
    mpq_clear(end);
    return g_strconcat(number, figure->percent ? "%" : "", NULL);
}

/* "từ 4 đến 10", or the one number that both are. */
static void append_ends(const Figure *low, const Figure *high, TcLang lang, GString *out)
{
    g_autofree char *from = end_words(low, -1, lang);
    g_autofree char *to = end_words(high, 1, lang);
    g_autofree char *range = tc_msg_format(lang, TC_MSG_DATA_FROM_TO, from, to, NULL);
    g_string_append(out, strcmp(from, to) == 0 ? from : range);
}

/* "0% (hoặc chưa rõ)": that cannot be asked. */
static bool may_be_none(const char *text)
{
    static const TcLang langs[] = {TC_LANG_VI, TC_LANG_EN};
    bool may = false;
    for (size_t i = 0; i < G_N_ELEMENTS(langs); i++) {
        g_autofree char *end = tc_msg_format(langs[i], TC_MSG_FIGURE_OR_NONE, "", NULL);
        may |= g_str_has_suffix(text, end);
    }
    return may;
}

void tc_trial_figure(const char *text, TcLang style, TcLang lang, GString *out)
{
    g_auto(GStrv) ends = g_strsplit(text, "–", 2);
    const bool open = ends[0] && ends[1];
    Figure low, high;
    if (may_be_none(text))
        return;
    mpq_inits(low.value, low.tolerance, high.value, high.tolerance, NULL);
    if (read_figure(open ? ends[0] : text, style, &low) &&
        read_figure(open ? ends[1] : text, style, &high))
        append_ends(&low, &high, lang, out);
    else
        g_string_append(out, text);
    mpq_clears(low.value, low.tolerance, high.value, high.tolerance, NULL);
}
