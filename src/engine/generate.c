/* From parts of the rules to rows that test them. See generate.h. */
#include "engine/generate_internal.h"

#include <string.h>
#include "base/number.h"
#include "base/text.h"
#include "engine/trial_row.h"
#include "sema/example.h"
#include "syntax/format.h"

/* --- rows ------------------------------------------------------------------------------------- */

static void add_part(TcComparisons *set, const TcModel *model, const TcStep *part)
{
    if (part->kind != TC_REF_INDICATOR) {
        tc_comparisons_add_part(set, part->kind, part->index);
        return;
    }
    const TcIndicator *indicator = &model->indicators[part->index];
    tc_comparisons_add_outcome(set, part->index);
    tc_comparisons_add(set, indicator->points, part->index);
    tc_comparisons_add(set, indicator->max_points, part->index);
}

void tc_generated_init(TcGenerated *generated, TcGenerator *generator, TcStep part)
{
    *generated = (TcGenerated){.generator = generator, .part = part};
    generated->set = tc_comparisons_new(generator->model);
    add_part(generated->set, generator->model, &part);
    generated->columns = tc_comparisons_cells(generated->set, &generated->n);
    while (generated->n > 0 &&
           generated->columns[generated->n - 1] >= generator->model->schema.n_columns)
        generated->n--; /* appraisals */
    generated->rows = g_ptr_array_new_with_free_func(g_free);
    generated->notes = g_ptr_array_new_with_free_func(g_free);
    generated->seen =
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
}

void tc_generated_clear(TcGenerated *generated)
{
    g_hash_table_unref(generated->seen);
    g_ptr_array_unref(generated->rows);
    g_ptr_array_unref(generated->notes);
    tc_comparisons_free(generated->set);
}

int64_t *tc_generated_copy(const TcGenerated *generated, const int64_t *row)
{
    int64_t *copy = g_new(int64_t, generated->n + 1);
    memcpy(copy, row, generated->n * sizeof *row);
    return copy;
}

bool tc_generated_put(const TcGenerated *generated, const int64_t *row)
{
    TcProbe *probe = generated->generator->probe;
    tc_probe_reset(probe);
    for (uint32_t i = 0; i < generated->n; i++)
        if (row[i] != TC_GENERATE_BLANK)
            tc_probe_put(probe, generated->columns[i], row[i]);
    return tc_probe_is_valid(probe);
}

/* The cell of an example that the value is. */
static TcExampleCell cell_of(TcArena *arena, uint32_t column, const TcValue *value)
{
    TcNode *node = tc_arena_alloc(arena, sizeof *node);
    static const TcNodeKind kinds[] = {[TC_VALUE_NUMBER] = TC_NODE_NUMBER,
                                       [TC_VALUE_BOOL] = TC_NODE_BOOL,
                                       [TC_VALUE_TEXT] = TC_NODE_TEXT,
                                       [TC_VALUE_DATE] = TC_NODE_DATE};
    node->kind = value->none ? TC_NODE_NOT_YET : kinds[value->kind];
    node->sub = value->truth;
    node->day = value->day;
    node->text = value->text;
    node->number = tc_number_keep(arena, value->number);
    return (TcExampleCell){column, node, node->number};
}

static void fill_block(const TcGenerated *generated, const int64_t *row)
{
    TcGenerator *generator = generated->generator;
    TcExample example = {.model = generator->model, .at = tc_program_place(generator->program)};
    TcValue value;
    example.cells = tc_arena_alloc(generator->arena, (generated->n + 1) * sizeof *example.cells);
    for (uint32_t i = 0; i < generated->n; i++) {
        if (row[i] == TC_GENERATE_BLANK)
            continue;
        tc_value_init(&value);
        tc_probe_value(generator->probe, generated->columns[i], row[i], &value);
        example.cells[example.n_cells++] = cell_of(generator->arena, generated->columns[i], &value);
        tc_value_clear(&value);
    }
    tc_trial_fill(generator->block, &generator->model->schema, &example);
}

bool tc_generated_stands(const TcGenerated *generated, const int64_t *row)
{
    TcGenerator *generator = generated->generator;
    fill_block(generated, row);
    tc_check_rows(generator->evaluator, generator->block, generator->results);
    return generator->results->breaches->len == 0;
}

void tc_generated_judge(const TcGenerated *generated, const int64_t *row)
{
    TcGenerator *generator = generated->generator;
    fill_block(generated, row);
    tc_evaluate(generator->evaluator, generator->block, generator->results);
}

void tc_generated_add(TcGenerated *generated, const int64_t *row)
{
    const size_t size = generated->n * sizeof *row;
    GBytes *key = g_bytes_new(row, size);
    if (tc_generated_put(generated, row) && !g_hash_table_contains(generated->seen, key) &&
        tc_generated_stands(generated, row)) {
        g_hash_table_add(generated->seen, g_bytes_ref(key));
        g_ptr_array_add(generated->rows, tc_generated_copy(generated, row));
    }
    g_bytes_unref(key);
}

/* The signs of all comparisons as the row stands, as one number. */
static uint64_t signs(TcReference *reference, const void *data)
{
    const GPtrArray *all = data;
    uint64_t hash = 1469598103934665603u;
    for (guint i = 0; i < all->len; i++)
        hash = (hash ^ (uint64_t)(tc_comparison_sign(reference, g_ptr_array_index(all, i)) + 3)) *
               1099511628211u;
    return hash & ~(uint64_t)TC_PIECE_INVALID;
}

static void add_number(GArray *numbers, int64_t number)
{
    for (guint i = 0; i < numbers->len; i++)
        if (g_array_index(numbers, int64_t, i) == number)
            return;
    g_array_append_val(numbers, number);
}

/* Is the number only the end of how far any value may go? */
static bool is_no_end(const TcProbe *probe, uint32_t column, int64_t number)
{
    const TcColumnSpec *spec = &probe->model->schema.columns[column];
    int64_t low, high;
    TcValue value;
    if (number == TC_VALUE_NONE || !tc_probe_range(probe, column, &low, &high))
        return false;
    if (tc_type_kind(spec->type) == TC_VALUE_DATE)
        return (number == low && spec->low_default) || (number == high && spec->high_default);
    tc_value_init(&value);
    tc_probe_value(probe, column, number, &value);
    const bool far = tc_probe_is_far(probe, column, &value);
    tc_value_clear(&value);
    return far;
}

static void add_near(const TcProbe *probe, uint32_t column, int64_t number, GArray *numbers)
{
    if (!is_no_end(probe, column, number))
        add_number(numbers, number);
}

GArray *tc_generated_turns(const TcGenerated *generated, const int64_t *row, uint32_t at)
{
    g_autoptr(GPtrArray) all = tc_comparisons_reading(generated->set, generated->columns[at]);
    return tc_generated_turns_by(generated, row, at, all);
}

GArray *tc_generated_turns_by(const TcGenerated *generated, const int64_t *row, uint32_t at,
                              const GPtrArray *comparisons)
{
    return tc_generated_turns_of(generated, row, at, signs, comparisons);
}

GArray *tc_generated_turns_of(const TcGenerated *generated, const int64_t *row, uint32_t at,
                              TcQuestion *question, const void *data)
{
    GArray *turns = g_array_new(FALSE, FALSE, sizeof(int64_t));
    TcProbe *probe = generated->generator->probe;
    const uint32_t column = generated->columns[at];
    const TcAsking asking = {.question = question, .data = data, .weight = 1};
    tc_generated_put(generated, row);
    g_autoptr(GArray) pieces = tc_probe_all_pieces(probe, generated->set, column, &asking);
    for (guint i = 0; pieces && i + 1 < pieces->len; i++) {
        const TcPiece *below = &g_array_index(pieces, TcPiece, i);
        const TcPiece *above = &g_array_index(pieces, TcPiece, i + 1);
        if (below->answer == TC_PIECE_INVALID || above->answer == TC_PIECE_INVALID ||
            below->answer == above->answer)
            continue;
        add_near(probe, column, below->high, turns);
        add_near(probe, column, above->low, turns);
    }
    return turns;
}

/* --- what a column is for --------------------------------------------------------------------- */

static const TcColumnSpec *spec_of(const TcGenerated *generated, uint32_t at)
{
    return &generated->generator->model->schema.columns[generated->columns[at]];
}

bool tc_generated_is_choice(const TcGenerated *generated, uint32_t at)
{
    const TcValueKind kind = tc_type_kind(spec_of(generated, at)->type);
    return kind == TC_VALUE_BOOL || kind == TC_VALUE_TEXT;
}

bool tc_generated_is_whole(const TcGenerated *generated, uint32_t at)
{
    const TcGenerator *generator = generated->generator;
    const uint32_t column = generated->columns[at];
    return tc_type_kind(spec_of(generated, at)->type) == TC_VALUE_NUMBER &&
           (generator->plan->denominators[column] > 0 || generator->probe->populations[column]);
}

/* A day that means something to the rules. */
static int64_t first_day(const TcModel *model)
{
    enum { A_DAY = 19723 }; /* 01/01/2024, where the set has none */
    return model->has_from ? model->in_force_from : A_DAY;
}

/* What is as @most, or as little, as the row so far lets the column be. A far end is none. */
static int64_t extreme(const TcGenerated *generated, uint32_t at, bool most)
{
    TcProbe *probe = generated->generator->probe;
    const uint32_t column = generated->columns[at];
    int64_t low, high;
    TcValue value;
    if (!tc_probe_range(probe, column, &low, &high))
        return TC_GENERATE_BLANK;
    const bool taken = generated->generator->plan->denominators[column] < 0;
    if (tc_type_kind(spec_of(generated, at)->type) == TC_VALUE_DATE)
        return CLAMP(first_day(generated->generator->model), low, high);
    if (!most || taken)
        return low;
    tc_value_init(&value);
    tc_probe_value(probe, column, high, &value);
    const bool far = tc_probe_is_far(probe, column, &value);
    tc_value_clear(&value);
    return far ? low : high;
}

static int64_t clamp(const TcGenerated *generated, uint32_t at, int64_t whole)
{
    TcProbe *probe = generated->generator->probe;
    const uint32_t column = generated->columns[at];
    int64_t low, high;
    if (!tc_probe_range(probe, column, &low, &high))
        return TC_GENERATE_BLANK;
    const int64_t steps = probe->steps[column] > 0 ? probe->steps[column] : 1;
    return CLAMP(whole * steps, low, high);
}

int64_t *tc_generated_nominal(const TcGenerated *generated, int64_t whole, bool most)
{
    int64_t *row = g_new(int64_t, generated->n + 1);
    TcProbe *probe = generated->generator->probe;
    tc_probe_reset(probe);
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < generated->n; i++) {
            if (tc_generated_is_whole(generated, i) != (pass == 0))
                continue;
            row[i] = pass == 0 ? clamp(generated, i, whole) : extreme(generated, i, most);
            if (row[i] != TC_GENERATE_BLANK)
                tc_probe_put(probe, generated->columns[i], row[i]);
        }
    return row;
}

/* --- all parts -------------------------------------------------------------------------------- */

static void generator_init(TcGenerator *generator, const TcProgram *program, int32_t day)
{
    const TcModel *model = tc_program_model(program);
    *generator =
        (TcGenerator){.program = program, .model = model, .plan = tc_program_plan(program)};
    generator->run.date_judged = day == INT32_MIN ? 0 : day;
    generator->nothing = tc_block_new(&model->schema);
    generator->nothing->n = 1;
    generator->nothing->rows[0] = tc_row_info(1);
    for (uint32_t i = 0; i < tc_schema_width(&model->schema); i++)
        tc_block_set_open(generator->nothing, 0, i, TC_REASON_BLANK);
    tc_block_finish(generator->nothing);
    generator->probe = tc_probe_new(model, &generator->run, generator->nothing, 0);
    generator->evaluator = tc_evaluator_new(generator->plan, &generator->run);
    generator->needs = tc_needs_new(model);
    tc_evaluator_need(generator->evaluator, generator->needs);
    generator->block = tc_block_new(&model->schema);
    generator->results = tc_results_new(model);
    generator->arena = tc_arena_new();
}

static void generator_clear(TcGenerator *generator)
{
    tc_arena_free(generator->arena);
    tc_results_free(generator->results);
    tc_block_free(generator->block);
    tc_evaluator_free(generator->evaluator);
    tc_needs_free(generator->needs);
    tc_probe_free(generator->probe);
    tc_block_free(generator->nothing);
}

/* Rows in the order of their cells, those with a blank behind all others. */
static int by_cells(const void *a, const void *b, void *data)
{
    const TcGenerated *generated = data;
    const int64_t *x = *(const int64_t *const *)a, *y = *(const int64_t *const *)b;
    int order = 0;
    for (uint32_t i = 0; i < generated->n; i++) {
        const bool blank = x[i] == TC_GENERATE_BLANK, other = y[i] == TC_GENERATE_BLANK;
        if (blank != other)
            return blank ? 1 : -1;
        if (order == 0)
            order = (x[i] > y[i]) - (x[i] < y[i]);
    }
    return order;
}

/* Appends @text as fmt lays it out. What cannot be read (a unit that is no word of the file's
 * language) is left out. */
static void lay_out(const GString *text, GString *out)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    TcSource *source = tc_source_new("generated", text->str, text->len);
    char *laid = NULL;
    if (tc_format(source, TC_N_LANGS, diags, &laid) && laid)
        g_string_append_printf(out, "%s%s", out->len ? "\n" : "", laid);
    g_free(laid);
    tc_source_free(source);
}

static void generate_part(TcGenerator *generator, TcRefKind kind, uint32_t index, int32_t day,
                          GString *out)
{
    TcGenerated generated;
    g_autoptr(GString) text = g_string_new(NULL);
    tc_generated_init(&generated, generator, (TcStep){kind, index});
    bool *needed = kind == TC_REF_VERDICT ? generator->needs->verdicts
                   : kind == TC_REF_GRADE ? generator->needs->grades
                                          : NULL;
    if (needed)
        needed[index] = true;
    if (kind == TC_REF_INDICATOR)
        tc_generate_indicator(&generated);
    else
        tc_generate_conclusion(&generated);
    g_ptr_array_sort_with_data(generated.rows, by_cells, &generated);
    if (generated.rows->len)
        tc_generate_text(&generated, day, text);
    if (text->len)
        lay_out(text, out);
    if (needed)
        needed[index] = false;
    tc_generated_clear(&generated);
}

/* Has something else in expressions the grade's name? Then no example can ask for it. */
static bool is_hidden(const TcModel *model, const TcGrade *grade)
{
    bool hidden = false;
    for (uint32_t i = 0; i < model->schema.n_columns; i++)
        hidden |= tc_text_same(model->schema.columns[i].name, grade->code);
    for (uint32_t i = 0; i < model->n_definitions; i++)
        hidden |= tc_text_same(model->definitions[i].name, grade->code);
    for (uint32_t i = 0; i < model->n_parameters; i++)
        hidden |= tc_text_same(model->parameters[i].name, grade->code);
    return hidden;
}

void tc_generate(const TcProgram *program, int32_t day, GString *out)
{
    TcGenerator generator;
    generator_init(&generator, program, day);
    const TcModel *model = generator.model;
    for (uint32_t i = 0; i < model->n_indicators; i++)
        if (model->indicators[i].judged || tc_indicator_has_points(&model->indicators[i]))
            generate_part(&generator, TC_REF_INDICATOR, i, day, out);
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        generate_part(&generator, TC_REF_VERDICT, i, day, out);
    for (uint32_t i = 0; i < model->n_grades; i++)
        if (!is_hidden(model, &model->grades[i]))
            generate_part(&generator, TC_REF_GRADE, i, day, out);
    generator_clear(&generator);
}
