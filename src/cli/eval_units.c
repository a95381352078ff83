/* Which units: those that --unit picks, and those that the register has and the data file has not.
 */
#include "cli/eval.h"

#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "data/unit_name.h"
#include "report/rule_text.h"

enum { SHOWN_OUTSIDERS = 5 };

/* --- picking -------------------------------------------------------------------------------- */

static void add_block(TcEval *eval, const TcBlock *block, TcUnits *units)
{
    for (uint32_t i = 0; i < block->n; i++) {
        tc_units_add_row(units, &block->rows[i]);
        tc_absent_tick_off(&eval->absent, &block->rows[i]);
    }
}

/* Units of the register without a row: numbered behind the rows, as they are judged. */
static void add_absent(TcEval *eval, TcBlock *block, TcUnits *units)
{
    eval->n_rows = tc_units_length(units);
    while (tc_absent_feed(block, TC_BLOCK_ROWS, &eval->absent, NULL) && block->n > 0) {
        add_block(eval, block, units);
        tc_block_clear(block);
    }
    tc_absent_restart(&eval->absent);
}

/* All units of the data file, in its order; behind them those that the register has beside, and
 * those of rows that are left out because nothing tells them from one of these. Returns: (transfer
 * full), or NULL with *@status set. */
static TcUnits *read_units(TcEval *eval, int *status)
{
    GError *error = NULL;
    g_autoptr(TcDiagList) diags = tc_diag_list_new(eval->lang);
    g_autoptr(TcUnits) units = tc_units_new();
    g_autoptr(TcUnits) namesakes = tc_units_new();
    g_autoptr(TcReader) reader = tc_eval_open_data(eval, namesakes, diags, &error);
    g_autoptr(TcBlock) block = tc_block_new(&eval->model->schema);
    while (reader && tc_reader_next(reader, block, TC_BLOCK_ROWS, &error))
        add_block(eval, block, units);
    tc_block_clear(block);
    add_absent(eval, block, units);
    tc_units_add_all(units, namesakes);
    if (error)
        *status = tc_say_world(eval->lang, error);
    else if (tc_diag_has_errors(diags))
        *status = tc_say_diags(diags);
    else
        return g_steal_pointer(&units);
    return NULL;
}

static int compare_rows(gconstpointer a, gconstpointer b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

/* Returns: false after telling the user that the rules are not for the unit. */
static bool pick(TcEval *eval, const TcUnits *units, const char *name, TcDiagList *diags)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autofree char *valid = g_utf8_make_valid(name, -1);
    TcUnitMatch match = tc_units_find(units, valid, found);
    if (match != TC_UNIT_FOUND) {
        tc_units_report(units, valid, match, found, diags);
        return true;
    }
    const TcUnit *unit = tc_units_get(units, g_array_index(found, uint32_t, 0));
    const TcUnitTold told = {unit->code, unit->name, unit->parent, unit->kind};
    uint64_t row = g_array_index(found, uint32_t, 0);
    g_array_append_val(eval->wanted, row);
    return tc_load_check_unit(eval->model, &told, valid, eval->lang);
}

bool tc_eval_find_units(TcEval *eval, int *status)
{
    const GPtrArray *names = eval->args->values[TC_OPT_UNIT];
    g_autoptr(TcDiagList) diags = tc_diag_list_new(eval->lang);
    if (!names)
        return true;
    g_autoptr(TcUnits) units = read_units(eval, status);
    if (!units)
        return false;
    eval->wanted = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    bool concerned = true;
    for (guint i = 0; concerned && i < names->len; i++)
        concerned = pick(eval, units, g_ptr_array_index(names, i), diags);
    g_array_sort(eval->wanted, compare_rows);
    *status = concerned ? tc_say_diags(diags) : TC_EXIT_USAGE;
    return *status == TC_EXIT_DONE;
}

static bool concerns(const TcEval *eval, const TcRowInfo *info)
{
    const TcUnitTold told = {info->code, info->name, info->parent, info->kind};
    return tc_model_concerns(eval->model, &told);
}

bool tc_eval_wants(const TcEval *eval, const TcBlock *block, uint32_t row)
{
    uint64_t number = block->first + row;
    if (eval->wanted && !g_array_binary_search(eval->wanted, &number, compare_rows, NULL))
        return false;
    return concerns(eval, &block->rows[row]);
}

/* --- the register --------------------------------------------------------------------------- */

static void note_concerned(TcEval *eval, const TcRowInfo *info)
{
    const TcUnitList *only_for = &eval->model->only_for;
    const TcUnitTold told = {info->code, info->name, info->parent, info->kind};
    uint32_t index = tc_unit_list_find(only_for, &told);
    if (!eval->present) {
        eval->present = g_new0(bool, only_for->n + 1);
        eval->outsiders = g_ptr_array_new_with_free_func(g_free);
    }
    eval->present[index] = true;
    if (concerns(eval, info))
        return;
    eval->summary->n_outside++;
    if (eval->outsiders->len < SHOWN_OUTSIDERS)
        g_ptr_array_add(eval->outsiders,
                        g_strdup_printf("%s%s%s", info->code, *info->code ? " " : "", info->name));
}

void tc_eval_tick_off(TcEval *eval, const TcBlock *block, uint32_t row)
{
    const TcRowInfo *info = &block->rows[row];
    note_concerned(eval, info);
    tc_absent_tick_off(&eval->absent, info);
}

/* The first few names, and "…" if there are more. Returns: (transfer full). */
static char *first_names(const GPtrArray *names, uint64_t n)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < names->len; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? "; " : "",
                               (const char *)g_ptr_array_index(names, i));
    if (n > names->len)
        g_string_append(text, "; …");
    return g_string_free(text, FALSE);
}

static void say(char *text)
{
    fprintf(stderr, "%s\n", text);
    g_free(text);
}

static void say_outsiders(const TcEval *eval)
{
    uint64_t n = eval->summary->n_outside;
    if (n == 0)
        return;
    g_autofree char *names = first_names(eval->outsiders, n);
    g_autofree char *count = g_strdup_printf("%" G_GUINT64_FORMAT, n);
    g_autofree char *only_for = tc_rule_units(&eval->model->only_for);
    say(tc_msg_format(eval->lang, TC_MSG_EVAL_OUTSIDE, eval->model->code, only_for, count, names,
                      NULL));
}

void tc_eval_say_units(const TcEval *eval)
{
    const TcUnitList *only_for = &eval->model->only_for;
    if (eval->wanted)
        return;
    say_outsiders(eval);
    for (uint32_t i = 0; i < only_for->n; i++) {
        if (!eval->present || !eval->present[i])
            say(tc_msg_format(eval->lang, TC_MSG_EVAL_NOT_IN_DATA, eval->model->code,
                              only_for->units[i].text, NULL));
    }
}

/* --- lists in the rules ----------------------------------------------------------------------- */

/* A kind is no name: that the register has no unit of it is no mistake of the rules. */
static bool is_kind(const TcUnits *units, const TcListedUnit *listed)
{
    if (tc_unit_kind_word(listed->text))
        return true;
    for (uint32_t i = 0; i < tc_units_length(units); i++) {
        const char *kind = tc_units_get(units, i)->kind;
        g_autofree char *key = tc_text_key(kind, strlen(kind));
        if (strcmp(key, listed->key) == 0)
            return true;
    }
    return false;
}

static void check_list(const TcEval *eval, const TcUnitList *list, TcDiagList *diags)
{
    for (uint32_t i = 0; i < list->n; i++) {
        g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        TcUnitMatch match = tc_units_find(eval->units, list->units[i].text, found);
        if (match != TC_UNIT_FOUND && !is_kind(eval->units, &list->units[i]))
            tc_units_report(eval->units, list->units[i].text, match, found, diags);
    }
}

bool tc_eval_check_lists(const TcEval *eval, int *status)
{
    const TcModel *model = eval->model;
    g_autoptr(TcDiagList) diags = tc_diag_list_new(eval->lang);
    if (!eval->units)
        return true;
    check_list(eval, &model->only_for, diags);
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        check_list(eval, &model->indicators[i].only_for, diags);
        check_list(eval, &model->indicators[i].not_for, diags);
    }
    if (!tc_diag_has_errors(diags))
        return true;
    *status = tc_say_diags(diags);
    return false;
}
