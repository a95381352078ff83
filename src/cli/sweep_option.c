/* The levels of --sweep. See sweep_option.h. */
#include "cli/sweep_option.h"

#include <string.h>
#include "base/number.h"

/* A number in either style; *@percent: a % stands behind it. */
static bool read_level(const char *text, mpq_t value, bool *percent)
{
    size_t length = strlen(text);
    *percent = length > 0 && text[length - 1] == '%';
    length -= *percent ? 1 : 0;
    return tc_number_parse(text, length, TC_LANG_VI, value, NULL) == TC_NUMBER_OK ||
           tc_number_parse(text, length, TC_LANG_EN, value, NULL) == TC_NUMBER_OK;
}

/* "50%..70%" */
static bool read_range(const char *text, TcLevels *levels, bool percent[2])
{
    const char *dots = strstr(text, "..");
    if (!dots)
        return false;
    g_autofree char *low = g_strndup(text, (gsize)(dots - text));
    return read_level(low, levels->low, &percent[0]) &&
           read_level(dots + 2, levels->high, &percent[1]);
}

static bool is_step(const char *word)
{
    return strcmp(word, "step") == 0 || strcmp(word, "bước") == 0;
}

/* How many levels there are is bounded; the last may be nearer than a step. */
static bool are_few(const TcLevels *levels)
{
    mpq_t span;
    mpq_init(span);
    mpq_sub(span, levels->high, levels->low);
    bool few = mpq_sgn(levels->step) > 0 && mpq_sgn(span) >= 0;
    if (few) {
        mpq_div(span, span, levels->step);
        few = mpq_cmp_ui(span, TC_LEVELS_MAX - 1, 1) <= 0;
    }
    mpq_clear(span);
    return few;
}

static bool read_words(char *const *words, TcLevels *levels)
{
    bool percent[3] = {false};
    if (g_strv_length((char **)words) != 4 || !is_step(words[2]) ||
        !read_range(words[1], levels, percent) || !read_level(words[3], levels->step, &percent[2]))
        return false;
    levels->code = g_strdup(words[0]);
    levels->percent = percent[0];
    return percent[0] == percent[1] && percent[1] == percent[2] && are_few(levels);
}

bool tc_sweep_option_read(const TcArgs *args, TcLevels *levels)
{
    const char *text = tc_args_value(args, TC_OPT_SWEEP);
    if (!text)
        return true;
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    if (read_words(words, levels))
        return true;
    g_autofree char *shown = tc_say_shown(text);
    g_autofree char *most = g_strdup_printf("%d", TC_LEVELS_MAX);
    tc_say_usage(args->lang, tc_msg_format(args->lang, TC_MSG_SWEEP_FORM, shown, NULL),
                 tc_msg_format(args->lang, TC_MSG_SWEEP_FORM_FIX, most, NULL));
    return false;
}

void tc_sweep_option_clear(TcLevels *levels)
{
    g_free(levels->code);
    mpq_clears(levels->low, levels->high, levels->step, NULL);
}

void tc_sweep_option_say(const TcArgs *args, const TcLevels *levels, TcSweepStatus status)
{
    static const TcMsg said[] = {[TC_SWEEP_NO_INDICATOR] = TC_MSG_SWEEP_NO_INDICATOR,
                                 [TC_SWEEP_NO_LEVEL] = TC_MSG_SWEEP_NO_LEVEL,
                                 [TC_SWEEP_PERCENT] = TC_MSG_SWEEP_PERCENT,
                                 [TC_SWEEP_NO_PERCENT] = TC_MSG_SWEEP_NO_PERCENT};
    static const TcMsg fixes[] = {[TC_SWEEP_NO_INDICATOR] = TC_MSG_SWEEP_NO_INDICATOR_FIX,
                                  [TC_SWEEP_NO_LEVEL] = TC_MSG_SWEEP_NO_LEVEL_FIX,
                                  [TC_SWEEP_PERCENT] = TC_MSG_SWEEP_PERCENT_FIX,
                                  [TC_SWEEP_NO_PERCENT] = TC_MSG_SWEEP_NO_PERCENT_FIX};
    g_autofree char *shown = tc_say_shown(levels->code);
    tc_say_usage(args->lang, tc_msg_format(args->lang, said[status], shown, NULL),
                 tc_msg_format(args->lang, fixes[status], shown, NULL));
}
