/* Goes through the completions of a row like a counter. */
#include "tools/brute.h"
#include "plan/node.h"
#include "tools/random_rules.h"

typedef struct {
    const TcModel *model;
    TcReference *reference;
    TcValue *cells; /* the completion at hand */
    const bool *known;
    uint32_t *open; /* n_open columns */
    uint32_t n_open;
} Search;

static uint32_t cell_count(const TcModel *model)
{
    return model->schema.n_columns + model->schema.n_appraised;
}

/* How many values an open cell may take, beside chưa có. */
static uint64_t values_of(const TcModel *model, uint32_t column)
{
    const TcColumnSpec *spec = &model->schema.columns[column];
    if (column >= model->schema.n_columns || tc_type_kind(spec->type) == TC_VALUE_BOOL)
        return 2;
    if (tc_type_kind(spec->type) == TC_VALUE_TEXT)
        return spec->n_choices;
    if (!spec->has_low || !spec->has_high)
        return UINT64_MAX;
    return (uint64_t)(mpq_get_d(spec->high) - mpq_get_d(spec->low)) + 1;
}

static bool may_none(const TcModel *model, uint32_t column)
{
    return column < model->schema.n_columns && model->schema.columns[column].blank == TC_BLANK_NONE;
}

static uint64_t choices_of(const TcModel *model, uint32_t column)
{
    const uint64_t values = values_of(model, column);
    return values == UINT64_MAX ? values : values + may_none(model, column);
}

/* chưa có is the last choice. */
static void complete(const TcModel *model, uint32_t column, uint64_t choice, TcValue *cell)
{
    const TcColumnSpec *spec = &model->schema.columns[column];
    if (choice == values_of(model, column))
        tc_random_set_none(spec, cell);
    else if (column >= model->schema.n_columns || tc_type_kind(spec->type) == TC_VALUE_BOOL)
        tc_value_set_truth(cell, choice ? TC_TRUTH_YES : TC_TRUTH_NO, TC_WHY_NOT);
    else if (tc_type_kind(spec->type) == TC_VALUE_TEXT)
        tc_value_set_text(cell, spec->choices[choice]);
    else if (tc_type_kind(spec->type) == TC_VALUE_DATE)
        tc_value_set_day(cell, (int32_t)(mpq_get_d(spec->low) + (double)choice));
    else
        tc_value_set_integer(cell, (int64_t)mpq_get_d(spec->low) + (int64_t)choice);
}

static void widen(const TcValue *value, TcValue *low, TcValue *high, bool *undefined)
{
    if (!value->defined) {
        *undefined = true;
        return;
    }
    if (!low->defined || tc_value_order(value, low) < 0)
        tc_value_copy(low, value);
    if (!high->defined || tc_value_order(value, high) > 0)
        tc_value_copy(high, value);
}

static void free_value(void *data)
{
    TcValue *value = data;
    tc_value_clear(value);
    g_free(value);
}

static void add_once(GPtrArray *values, const TcValue *value)
{
    for (guint i = 0; i < values->len; i++) {
        if (tc_value_same(g_ptr_array_index(values, i), value))
            return;
    }
    TcValue *copy = g_new(TcValue, 1);
    tc_value_init(copy);
    tc_value_copy(copy, value);
    g_ptr_array_add(values, copy);
}

static void record_ranking(const Search *search, uint32_t index, TcBrute *brute)
{
    TcValue none, low, high;
    tc_value_init(&none);
    tc_value_init(&low);
    tc_value_init(&high);
    unsigned set = tc_reference_ranking(search->reference, index, &low, &high);
    if (set & TC_OUT_TRUE) {
        add_once(brute->rankings[index], &low);
        add_once(brute->rankings[index], &high);
    }
    if (set & TC_OUT_FALSE)
        add_once(brute->rankings[index], &none);
    tc_value_clear(&none);
    tc_value_clear(&low);
    tc_value_clear(&high);
}

static void record_indicator(const Search *search, uint32_t index, TcValue *value, TcBrute *brute)
{
    brute->indicators[index] |= tc_reference_indicator(search->reference, index);
    tc_reference_points(search->reference, index, value);
    widen(value, &brute->points_low[index], &brute->points_high[index],
          &brute->points_undefined[index]);
}

static void record_verdict(const Search *search, uint32_t index, TcBrute *brute)
{
    const unsigned set = tc_reference_verdict(search->reference, index);
    brute->verdicts[index] |= set;
    brute->verdicts_close[index] |= set == TC_OUT_TRUE || set == TC_OUT_FALSE;
}

static void record_grade(const Search *search, uint32_t index, TcBrute *brute)
{
    const uint64_t set = tc_reference_grade(search->reference, index);
    brute->grades[index] |= set;
    brute->grades_close[index] |= (set & (set - 1)) == 0 && set != TC_LABEL_UNDEFINED;
}

static void record(const Search *search, TcBrute *brute)
{
    TcValue value;
    tc_value_init(&value);
    for (uint32_t i = 0; i < search->model->n_indicators; i++)
        record_indicator(search, i, &value, brute);
    for (uint32_t i = 0; i < search->model->n_criteria; i++)
        brute->criteria[i] |= tc_reference_criterion(search->reference, i);
    for (uint32_t i = 0; i < search->model->n_verdicts; i++)
        record_verdict(search, i, brute);
    for (uint32_t i = 0; i < search->model->n_grades; i++)
        record_grade(search, i, brute);
    for (uint32_t i = 0; i < search->model->n_rankings; i++)
        record_ranking(search, i, brute);
    tc_reference_total(search->reference, TC_TOTAL_POINTS, &value);
    widen(&value, &brute->total_low, &brute->total_high, &brute->total_undefined);
    brute->completions++;
    tc_value_clear(&value);
}

static void try_all(Search *search, uint32_t depth, TcBrute *brute)
{
    if (depth == search->n_open) {
        tc_reference_set_row(search->reference, search->cells, search->known);
        if (tc_reference_row_valid(search->reference))
            record(search, brute);
        return;
    }
    const uint32_t column = search->open[depth];
    const uint64_t n = choices_of(search->model, column);
    for (uint64_t i = 0; i < n; i++) {
        complete(search->model, column, i, &search->cells[column]);
        try_all(search, depth + 1, brute);
    }
}

static TcBrute *brute_new(const TcModel *model)
{
    TcBrute *brute = g_new0(TcBrute, 1);
    brute->indicators = g_new0(unsigned, model->n_indicators);
    brute->criteria = g_new0(unsigned, model->n_criteria);
    brute->verdicts = g_new0(unsigned, model->n_verdicts);
    brute->grades = g_new0(uint64_t, model->n_grades);
    brute->verdicts_close = g_new0(bool, model->n_verdicts);
    brute->grades_close = g_new0(bool, model->n_grades);
    brute->rankings = g_new0(GPtrArray *, model->n_rankings);
    for (uint32_t i = 0; i < model->n_rankings; i++)
        brute->rankings[i] = g_ptr_array_new_with_free_func(free_value);
    brute->points_low = tc_values_new(model->n_indicators);
    brute->points_high = tc_values_new(model->n_indicators);
    brute->points_undefined = g_new0(bool, model->n_indicators);
    tc_value_init(&brute->total_low);
    tc_value_init(&brute->total_high);
    return brute;
}

void tc_brute_free(TcBrute *brute, const TcModel *model)
{
    g_free(brute->indicators);
    g_free(brute->criteria);
    g_free(brute->verdicts);
    g_free(brute->grades);
    g_free(brute->verdicts_close);
    g_free(brute->grades_close);
    for (uint32_t i = 0; i < model->n_rankings; i++)
        g_ptr_array_unref(brute->rankings[i]);
    g_free(brute->rankings);
    tc_values_free(brute->points_low, model->n_indicators);
    tc_values_free(brute->points_high, model->n_indicators);
    g_free(brute->points_undefined);
    tc_value_clear(&brute->total_low);
    tc_value_clear(&brute->total_high);
    g_free(brute);
}

/* The open cells of the row; false when they have over @limit completions. */
static bool collect_open(Search *search, uint64_t limit)
{
    uint64_t completions = 1;
    for (uint32_t i = 0; i < cell_count(search->model); i++) {
        if (search->known[i])
            continue;
        const uint64_t choices = choices_of(search->model, i);
        if (choices == 0 || choices > limit / completions)
            return false;
        completions *= choices;
        search->open[search->n_open++] = i;
    }
    return true;
}

TcBrute *tc_brute_new(const TcModel *model, const TcRun *run, const TcValue *cells,
                      const bool *known, uint64_t limit)
{
    const uint32_t n = cell_count(model);
    TcBrute *brute = NULL;
    Search search = {.model = model,
                     .known = known,
                     .open = g_new(uint32_t, n),
                     .cells = tc_values_new(n),
                     .reference = tc_reference_new(model, run)};
    for (uint32_t i = 0; i < n; i++)
        tc_value_copy(&search.cells[i], &cells[i]);
    if (collect_open(&search, limit)) {
        brute = brute_new(model);
        try_all(&search, 0, brute);
    }
    tc_reference_free(search.reference);
    tc_values_free(search.cells, n);
    g_free(search.open);
    return brute;
}
