/* Two versions to compare: from operands and days to programs. See pair.h. */
#include "cli/pair.h"

#include <stdio.h>
#include "base/date.h"
#include "cli/load.h"
#include "cli/rule_files.h"
#include "engine/transitions.h"

/* The option that picks the version of each side. */
static const TcOptionId picks[TC_PAIR_SIDES] = {TC_OPT_FROM, TC_OPT_TO};

/* Has a set of @folder more than one version, or the folder more than one set? */
static bool needs_day(const TcFolder *folder)
{
    return tc_folder_n_sets(folder) != 1 || tc_folder_is_amended(folder, 0);
}

/* Texts that amend, of sets that stand elsewhere? */
static bool only_amends(const TcFolder *folder)
{
    return tc_folder_n_sets(folder) == 0 && tc_folder_amendments(folder)->len > 0;
}

/* The files of @n operands from @first on. Returns: (transfer full) NULL with *@status set. */
static TcFolder *load_folder(const TcArgs *args, unsigned first, unsigned n, TcDiagList *diags,
                             int *status)
{
    TcArgs some = *args;
    some.operands = &args->operands[first];
    some.n_operands = n;
    g_autoptr(GPtrArray) paths = tc_rule_files(&some, status);
    if (!paths)
        return NULL;
    g_autoptr(TcFolder) folder = tc_folder_new(tc_rule_sources(&some, paths, status), diags);
    return *status == TC_EXIT_DONE ? g_steal_pointer(&folder) : NULL;
}

/* The days on which versions of any set of @folder begin. Returns: (transfer full). */
static GArray *days_of(const TcFolder *folder)
{
    GArray *days = g_array_new(FALSE, FALSE, sizeof(int32_t));
    for (uint32_t set = 0; set < tc_folder_n_sets(folder); set++) {
        g_autoptr(GArray) own = tc_folder_days(folder, set);
        g_array_append_vals(days, own->data, own->len);
    }
    return days;
}

/* Which option tells the day of side @index: its own, else --date where there is a choice; of a set
 * and what amends it --date is the day judged alone. Returns: TC_N_OPTIONS if none does. */
static TcOptionId day_option(const TcArgs *args, const TcPair *pair, unsigned index)
{
    if (tc_args_has(args, picks[index]))
        return picks[index];
    const bool picks_version = !pair->amending && needs_day(pair->sides[index].folder);
    return picks_version && tc_args_has(args, TC_OPT_DATE) ? TC_OPT_DATE : TC_N_OPTIONS;
}

/* "quy-dinh/, 01/07/2024" */
static char *name_of(const TcArgs *args, unsigned operand, int32_t day)
{
    char text[TC_DATE_TEXT];
    return day == INT32_MIN ? g_strdup(args->operands[operand])
                            : g_strdup_printf("%s, %s", args->operands[operand],
                                              tc_date_format(day, args->lang, text));
}

/* The programs of all sets of the side's folder on its day. Returns: (transfer full). */
static GPtrArray *load_sets(TcPairSide *side, TcDiagList *diags)
{
    GPtrArray *programs = tc_programs_new();
    for (uint32_t set = 0; set < tc_folder_n_sets(side->folder); set++)
        g_ptr_array_add(programs, tc_folder_program(side->folder, set, side->day, diags));
    return programs;
}

/* Takes the set in force out of @programs. */
static bool choose_set(const TcArgs *args, TcPair *pair, unsigned index, GPtrArray *programs,
                       int *status)
{
    TcPairSide *side = &pair->sides[index];
    const TcOptionId by = pair->n == 1 ? TC_OPT_DATE : day_option(args, pair, index);
    g_autoptr(GArray) days = days_of(side->folder);
    int32_t day = side->day;
    guint found;
    *status = TC_EXIT_USAGE;
    if (pair->n == 1 && !tc_args_date(args, TC_OPT_DATE, &day))
        return false;
    const TcLoadChoice choice = {programs, days, day, by == TC_N_OPTIONS ? picks[index] : by};
    if (!g_ptr_array_find(programs, tc_load_choice(args, &choice, status), &found))
        return false;
    side->set = found;
    side->program = g_ptr_array_steal_index_fast(programs, found);
    return true;
}

/* A set and what amends it: its eve if no day is told, and the day of the amendment if it has one
 * day alone. */
static void fill_days(TcPair *pair)
{
    g_autoptr(GArray) days = days_of(pair->sides[0].folder);
    if (days->len > 0 && pair->sides[0].day == INT32_MIN)
        pair->sides[0].day = g_array_index(days, int32_t, 0) - 1;
    if (days->len == 1 && pair->sides[1].day == INT32_MIN)
        pair->sides[1].day = g_array_index(days, int32_t, 0);
}

static bool read_days(const TcArgs *args, TcPair *pair)
{
    for (unsigned i = 0; i < pair->n; i++) {
        const TcOptionId by = day_option(args, pair, i);
        if (by != TC_N_OPTIONS && !tc_args_date(args, by, &pair->sides[i].day))
            return false;
    }
    if (pair->amending)
        fill_days(pair);
    return true;
}

/* One operand, of which two days are needed and not both are given. Returns: TC_EXIT_USAGE. */
static int say_which_days(const TcArgs *args, const TcFolder *folder)
{
    char first[TC_DATE_TEXT], second[TC_DATE_TEXT];
    g_autoptr(GArray) days = days_of(folder);
    const bool picked = tc_args_has(args, TC_OPT_FROM) || tc_args_has(args, TC_OPT_TO);
    if (days->len == 0 && picked) {
        g_autofree char *shown = tc_say_shown(args->operands[0]);
        return tc_say_usage(args->lang,
                            tc_msg_format(args->lang, TC_MSG_PAIR_ONE_VERSION, shown, NULL),
                            g_strdup(tc_msg(args->lang, TC_MSG_PAIR_ONE_VERSION_FIX)));
    }
    if (days->len == 0) {
        tc_args_operands(args, TC_PAIR_SIDES, TC_PAIR_SIDES);
        return TC_EXIT_USAGE;
    }
    const int32_t last = g_array_index(days, int32_t, days->len - 1);
    return tc_say_usage(args->lang, g_strdup(tc_msg(args->lang, TC_MSG_PAIR_WHICH_DAYS)),
                        tc_msg_format(args->lang, TC_MSG_PAIR_WHICH_DAYS_FIX,
                                      tc_date_format(last - 1, args->lang, first),
                                      tc_date_format(last, args->lang, second), NULL));
}

/* The folders of the operands, each by itself, what is wrong with them to @diags of its side. */
static bool load_each(const TcArgs *args, TcPair *pair, TcDiagList *const *diags, int *status)
{
    for (unsigned i = 0; i < args->n_operands; i++) {
        pair->sides[i].folder = load_folder(args, i, 1, diags[i], status);
        if (!pair->sides[i].folder)
            return false;
    }
    pair->n = args->n_operands;
    return true;
}

/* One folder for both sides. */
static void share_folder(TcPair *pair, TcFolder *folder)
{
    for (unsigned i = 0; i < TC_PAIR_SIDES; i++) {
        tc_folder_unref(pair->sides[i].folder);
        pair->sides[i].folder = tc_folder_ref(folder);
    }
    pair->n = TC_PAIR_SIDES;
    tc_folder_unref(folder);
}

/* A set and what amends it, given as two operands, are one folder. */
static bool join_folders(const TcArgs *args, TcPair *pair, TcDiagList *diags, int *status)
{
    const bool second = only_amends(pair->sides[1].folder);
    const TcFolder *amended = pair->sides[second ? 0 : 1].folder;
    pair->amending = !needs_day(amended);
    TcFolder *both = load_folder(args, 0, TC_PAIR_SIDES, diags, status);
    if (both)
        share_folder(pair, both);
    return both != NULL;
}

static bool any_diag(TcDiagCode code, void *user)
{
    (void)code;
    (void)user;
    return true;
}

/* The folders of both sides: one of a single operand, and one of two of which one only amends. */
static bool load_folders(const TcArgs *args, unsigned least, TcPair *pair, TcDiagList *diags,
                         int *status)
{
    const bool from = tc_args_has(args, TC_OPT_FROM), to = tc_args_has(args, TC_OPT_TO);
    g_autoptr(TcDiagList) first = tc_diag_list_like(diags);
    g_autoptr(TcDiagList) second = tc_diag_list_like(diags);
    if (!load_each(args, pair, (TcDiagList *[]){first, second}, status))
        return false;
    if (pair->n == TC_PAIR_SIDES &&
        (only_amends(pair->sides[0].folder) != only_amends(pair->sides[1].folder))) {
        if (!join_folders(args, pair, diags, status))
            return false;
        g_autoptr(GArray) days = days_of(pair->sides[0].folder);
        if (pair->amending || (from && to) || days->len == 0) /* without days there is no choice */
            return true;
        *status = say_which_days(args, pair->sides[0].folder);
        return false;
    }
    tc_diag_list_move(first, diags, any_diag, NULL);
    tc_diag_list_move(second, diags, any_diag, NULL);
    if (pair->n == 1 && from && to) {
        share_folder(pair, tc_folder_ref(pair->sides[0].folder));
    } else if (pair->n == 1 && (from || to || least > 1)) {
        *status = say_which_days(args, pair->sides[0].folder);
        return false;
    }
    return true;
}

/* The lines of @own that @other lacks: they are no part of what is compared. */
static void say_lines(const TcArgs *args, const TcPairSide *side, const GPtrArray *own,
                      GPtrArray *other)
{
    for (guint i = 0; i < own->len; i++) {
        const char *line = g_ptr_array_index(own, i);
        if (g_ptr_array_find_with_equal_func(other, line, g_str_equal, NULL))
            continue;
        g_autofree char *text =
            tc_msg_format(args->lang, TC_MSG_PAIR_TRANSITION, side->name, line, NULL);
        fprintf(stderr, "%s: %s\n", tc_msg(args->lang, TC_MSG_WARNING), text);
    }
}

void tc_pair_say_transitions(const TcArgs *args, const TcPair *pair)
{
    GPtrArray *lines[TC_PAIR_SIDES];
    if (pair->n < TC_PAIR_SIDES)
        return;
    for (unsigned i = 0; i < TC_PAIR_SIDES; i++)
        lines[i] =
            tc_transition_lines(pair->sides[i].folder, pair->sides[i].set, pair->sides[i].day);
    for (unsigned i = 0; i < TC_PAIR_SIDES; i++)
        say_lines(args, &pair->sides[i], lines[i], lines[1 - i]);
    for (unsigned i = 0; i < TC_PAIR_SIDES; i++)
        g_ptr_array_unref(lines[i]);
}

bool tc_pair_load(const TcArgs *args, unsigned least, TcPair *pair, int *status)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(args->lang);
    GPtrArray *programs[TC_PAIR_SIDES] = {NULL};
    *pair = (TcPair){.sides = {{.day = INT32_MIN}, {.day = INT32_MIN}}};
    *status = TC_EXIT_USAGE;
    if (!tc_args_operands(args, 1, TC_PAIR_SIDES))
        return false;
    *status = TC_EXIT_DONE;
    if (!load_folders(args, least, pair, diags, status))
        return false;
    *status = TC_EXIT_USAGE;
    if (!read_days(args, pair))
        return false;
    *status = TC_EXIT_DONE;
    for (unsigned i = 0; i < pair->n; i++)
        programs[i] = load_sets(&pair->sides[i], diags);
    bool good = tc_say_errors(diags, status);
    for (unsigned i = 0; i < pair->n; i++) {
        good = good && choose_set(args, pair, i, programs[i], status);
        pair->sides[i].name = name_of(args, args->n_operands == 1 ? 0 : i, pair->sides[i].day);
        g_ptr_array_unref(programs[i]);
    }
    return good;
}

void tc_pair_clear(TcPair *pair)
{
    for (unsigned i = 0; i < TC_PAIR_SIDES; i++) {
        tc_program_free(pair->sides[i].program);
        tc_folder_unref(pair->sides[i].folder);
        g_free(pair->sides[i].name);
    }
    *pair = (TcPair){.n = 0};
}

TcOutline *tc_pair_outline(const TcPairSide *side)
{
    g_autoptr(TcDiagList) heard = tc_diag_list_new(TC_LANG_EN);
    return tc_folder_outline(side->folder, side->set, side->day, heard);
}

bool tc_pair_run(const TcArgs *args, const TcPair *pair, TcRun *run)
{
    if (!tc_args_date(args, TC_OPT_DATE, &run->date_judged))
        return false;
    for (unsigned i = 0; i < pair->n && !tc_args_has(args, TC_OPT_DATE); i++) {
        if (!tc_program_asks_date(pair->sides[i].program))
            continue;
        tc_say_needs_date(args->lang, TC_MSG_EVAL_NEEDS_DATE, pair->sides[pair->n - 1].program);
        return false;
    }
    return true;
}
