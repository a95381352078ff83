/* The data files of the periods, and their days. See history.h. */
#include "cli/history.h"

#include <string.h>
#include "base/date.h"

enum { LEAST_FILES = 2, YEAR_DIGITS = 4, FIRST_YEAR = 1900, LAST_YEAR = 2999 };

static const char *path_of(const TcArgs *args, guint index)
{
    return g_ptr_array_index(args->values[TC_OPT_DATA], index);
}

/* "--data a.csv --date 31/12/2023 --data b.csv --date 31/12/2024", with days to be changed.
 * Returns: (transfer full). */
static char *days_example(const TcArgs *args)
{
    enum { LAST_EXAMPLE = 2024 };
    const guint n = args->values[TC_OPT_DATA]->len;
    GString *words = g_string_new(NULL);
    for (guint i = 0; i < n; i++) {
        char text[TC_DATE_TEXT];
        const int32_t day = tc_date_from_ymd(LAST_EXAMPLE + 1 - (int)(n - i), 12, 31);
        g_autofree char *shown = tc_say_shown(path_of(args, i));
        g_string_append_printf(words, "%s--data %s --date %s", i ? " " : "", shown,
                               tc_date_format(day, args->lang, text));
    }
    return g_string_free(words, FALSE);
}

/* Takes @message. */
static void say_days(const TcArgs *args, char *message)
{
    g_autofree char *example = days_example(args);
    tc_say_usage(args->lang, message,
                 tc_msg_format(args->lang, TC_MSG_HISTORY_DAYS_FIX, example, NULL));
}

/* --- the day of a name ------------------------------------------------------------------------ */

/* The year, where it is the one number in the file's name. Returns: how many numbers there are, 0
 * if none of them is a year. */
static unsigned year_of(const char *path, int *year)
{
    g_autofree char *name = g_path_get_basename(path);
    unsigned numbers = 0;
    bool any = false;
    for (const char *at = name; *at;) {
        const size_t digits = strspn(at, "0123456789");
        const guint64 number = g_ascii_strtoull(at, NULL, 10);
        if (digits == YEAR_DIGITS && number >= FIRST_YEAR && number <= LAST_YEAR) {
            *year = (int)number;
            any = true;
        }
        numbers += digits > 0;
        at += digits > 0 ? digits : 1;
    }
    return any ? numbers : 0;
}

static bool day_of_name(const TcArgs *args, const char *path, int32_t *day)
{
    int year = 0;
    const unsigned numbers = year_of(path, &year);
    *day = numbers == 1 ? tc_date_from_ymd(year, 12, 31) : 0;
    if (numbers == 1)
        return true;
    g_autofree char *shown = tc_say_shown(path);
    say_days(args, tc_msg_format(args->lang,
                                 numbers == 0 ? TC_MSG_HISTORY_NO_DAY : TC_MSG_HISTORY_MANY_NUMBERS,
                                 shown, NULL));
    return false;
}

/* --- --date ----------------------------------------------------------------------------------- */

static bool check_number_of_days(const TcArgs *args)
{
    const GPtrArray *days = args->values[TC_OPT_DATE];
    const guint n = args->values[TC_OPT_DATA]->len;
    if (!days || days->len == n)
        return true;
    g_autofree char *files = g_strdup_printf("%u", n);
    g_autofree char *given = g_strdup_printf("%u", days->len);
    say_days(args, tc_msg_format(args->lang, TC_MSG_HISTORY_DAYS, files, given, NULL));
    return false;
}

/* The @index-th --date. */
static bool given_day(const TcArgs *args, guint index, int32_t *day)
{
    g_autoptr(GPtrArray) alone = g_ptr_array_new();
    TcArgs one = *args;
    g_ptr_array_add(alone, g_ptr_array_index(args->values[TC_OPT_DATE], index));
    one.values[TC_OPT_DATE] = alone;
    return tc_args_date(&one, TC_OPT_DATE, day);
}

/* --- all files -------------------------------------------------------------------------------- */

static int by_day(const void *a, const void *b)
{
    const int32_t x = ((const TcHistoryFile *)a)->day, y = ((const TcHistoryFile *)b)->day;
    return (x > y) - (x < y);
}

static bool check_days_differ(const TcArgs *args, const GArray *files)
{
    for (guint i = 1; i < files->len; i++) {
        char day[TC_DATE_TEXT];
        const TcHistoryFile *a = &g_array_index(files, TcHistoryFile, i - 1);
        const TcHistoryFile *b = &g_array_index(files, TcHistoryFile, i);
        if (a->day != b->day)
            continue;
        g_autofree char *first = tc_say_shown(a->path), *second = tc_say_shown(b->path);
        say_days(args, tc_msg_format(args->lang, TC_MSG_HISTORY_SAME_DAY, first, second,
                                     tc_date_format(a->day, args->lang, day), NULL));
        return false;
    }
    return true;
}

/* Are there files enough, each of which can be read once for each version? */
static bool check_files(const TcArgs *args)
{
    GPtrArray *paths = args->values[TC_OPT_DATA];
    if (!paths || paths->len < LEAST_FILES) {
        g_autofree char *rules = tc_say_shown(args->operands[0]);
        tc_say_usage(args->lang, g_strdup(tc_msg(args->lang, TC_MSG_HISTORY_NEEDS_DATA)),
                     tc_msg_format(args->lang, TC_MSG_HISTORY_NEEDS_DATA_FIX, rules, NULL));
        return false;
    }
    if (!g_ptr_array_find_with_equal_func(paths, "-", g_str_equal, NULL))
        return true;
    tc_say_usage(args->lang, g_strdup(tc_msg(args->lang, TC_MSG_HISTORY_PIPE)),
                 g_strdup(tc_msg(args->lang, TC_MSG_HISTORY_PIPE_FIX)));
    return false;
}

GArray *tc_history_files(const TcArgs *args)
{
    if (!check_files(args) || !check_number_of_days(args))
        return NULL;
    g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(TcHistoryFile));
    for (guint i = 0; i < args->values[TC_OPT_DATA]->len; i++) {
        TcHistoryFile file = {.path = path_of(args, i)};
        if (!(args->values[TC_OPT_DATE] ? given_day(args, i, &file.day)
                                        : day_of_name(args, file.path, &file.day)))
            return NULL;
        g_array_append_val(files, file);
    }
    g_array_sort(files, by_day);
    return check_days_differ(args, files) ? g_steal_pointer(&files) : NULL;
}
