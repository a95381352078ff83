/* The rules with some of the clauses applied, and rows judged by them. See impact_internal.h.
 *
 * Before: rows as both versions read them from the file. After: the same rows with the columns that
 * these rules have, each as the version reads it that declares it alike, judged. */
#include "engine/impact_internal.h"

#include <string.h>
#include "base/text.h"

/* --- columns ---------------------------------------------------------------------------------- */

static bool same_texts(const char *const *a, uint32_t n_a, const char *const *b, uint32_t n_b)
{
    bool same = n_a == n_b;
    for (uint32_t i = 0; same && i < n_a; i++)
        same = strcmp(a[i], b[i]) == 0;
    return same;
}

static bool same_choices(const TcColumnSpec *a, const TcColumnSpec *b)
{
    return same_texts((const char *const *)a->choices, a->n_choices,
                      (const char *const *)b->choices, b->n_choices);
}

static bool same_range(const TcColumnSpec *a, const TcColumnSpec *b)
{
    return a->has_low == b->has_low && a->has_high == b->has_high && a->low_open == b->low_open &&
           a->high_open == b->high_open && (!a->has_low || mpq_equal(a->low, b->low)) &&
           (!a->has_high || mpq_equal(a->high, b->high));
}

/* Does a reader make the same of a cell by either (but for the numbers of texts)? */
static bool same_column(const TcColumnSpec *a, const TcColumnSpec *b)
{
    return strcmp(a->key, b->key) == 0 && a->type == b->type && g_strcmp0(a->unit, b->unit) == 0 &&
           a->scale == b->scale && a->blank == b->blank && same_range(a, b) &&
           same_texts(a->aliases, a->n_aliases, b->aliases, b->n_aliases) &&
           same_texts(a->yes, a->n_yes, b->yes, b->n_yes) &&
           same_texts(a->no, a->n_no, b->no, b->n_no) &&
           (a->type == TC_TYPE_TEXT || same_choices(a, b));
}

/* Returns: does one of the versions have the column as @spec? */
static bool find_column(const TcImpact *impact, const TcColumnSpec *spec, TcCellSource *source)
{
    for (int side = 1; side >= 0; side--) {
        const TcSchema *schema = &tc_program_model(impact->programs[side])->schema;
        for (uint32_t i = 0; i < schema->n_columns; i++) {
            if (!same_column(spec, &schema->columns[i]))
                continue;
            *source = (TcCellSource){side, i, !same_choices(spec, &schema->columns[i])};
            return true;
        }
    }
    return false;
}

static bool find_appraisal(const TcImpact *impact, const char *code, TcCellSource *source)
{
    for (int side = 1; side >= 0; side--) {
        const TcSchema *schema = &tc_program_model(impact->programs[side])->schema;
        for (uint32_t i = 0; i < schema->n_appraised; i++) {
            if (strcmp(schema->appraised[i], code) != 0)
                continue;
            *source = (TcCellSource){side, schema->n_columns + i, false};
            return true;
        }
    }
    return false;
}

/* Returns: does each column stand in one of the versions? */
static bool find_columns(const TcImpact *impact, TcVariant *variant)
{
    const TcSchema *schema = &tc_program_model(variant->program)->schema;
    bool all = true;
    variant->cells = g_new0(TcCellSource, tc_schema_width(schema) + 1);
    for (uint32_t i = 0; i < schema->n_columns; i++)
        all = all && find_column(impact, &schema->columns[i], &variant->cells[i]);
    for (uint32_t i = 0; i < schema->n_appraised; i++)
        all = all &&
              find_appraisal(impact, schema->appraised[i], &variant->cells[schema->n_columns + i]);
    return all;
}

/* --- cells ------------------------------------------------------------------------------------ */

/* The number of a text of the rules in another version of them. */
static int64_t matched_text(const TcColumnSpec *spec, const char *text)
{
    for (uint32_t i = 0; i < spec->n_choices; i++)
        if (tc_text_same(spec->choices[i], text))
            return i;
    return TC_TEXT_OTHER;
}

static bool is_number(const TcSchema *schema, uint32_t column)
{
    return column < schema->n_columns &&
           tc_type_kind(schema->columns[column].type) == TC_VALUE_NUMBER;
}

/* A known cell as it was before the version that judged it withdrew it, if it did. */
static void copy_known(TcBlock *to, uint32_t at, uint32_t column, const TcBlock *from, uint32_t row,
                       const TcCellSource *source)
{
    const TcWithdrawnCell *was = tc_block_withdrawn(from, row, source->column);
    const char **texts = from->texts[source->column];
    const char *text = was ? was->text : texts ? texts[row] : NULL;
    mpq_t number;
    mpq_init(number);
    if (was)
        mpq_set(number, was->value);
    else if (is_number(from->schema, source->column) && tc_bit(from->exact, row))
        tc_block_get_number(from, row, source->column, number);
    int64_t value =
        was ? mpz_get_si(mpq_numref(number)) : tc_column_value(&from->columns[source->column], row);
    if (text && source->matched)
        value = matched_text(&to->schema->columns[column], text);
    if (text)
        tc_block_set_text(to, at, column, value, text, strlen(text));
    else if (is_number(from->schema, source->column) && value != TC_VALUE_NONE &&
             (was || tc_bit(from->exact, row)))
        tc_block_set_number(to, at, column, number);
    else
        tc_block_set_value(to, at, column, value);
    mpq_clear(number);
}

static void copy_row(const TcVariant *variant, uint32_t at, const TcRowPairs *pairs, uint32_t row)
{
    TcBlock *to = variant->block;
    const uint32_t n = tc_schema_width(to->schema);
    to->rows[at] = pairs->blocks[1]->rows[pairs->first[1] + row];
    for (uint32_t i = 0; i < n; i++) {
        const TcCellSource *source = &variant->cells[i];
        const TcBlock *from = pairs->blocks[source->side];
        const uint32_t of = pairs->first[source->side] + row;
        const TcColumn *cells = &from->columns[source->column];
        if (tc_bit(cells->open, of) && !tc_block_withdrawn(from, of, source->column))
            tc_block_set_open(to, at, i, (TcReason)cells->reason[of]);
        else
            copy_known(to, at, i, from, of, source);
    }
}

void tc_variant_judge(TcVariant *variant, const TcRowPairs *pairs, const uint32_t *rows, uint32_t n)
{
    const TcPlan *plan = tc_program_plan(variant->program);
    if (!variant->evaluator) {
        variant->evaluator = tc_evaluator_new(plan, &variant->run);
        variant->block = tc_block_new(&plan->model->schema);
        variant->results = tc_results_new(plan->model);
    }
    tc_block_clear(variant->block);
    for (uint32_t i = 0; i < n; i++)
        copy_row(variant, i, pairs, rows[i]);
    variant->block->n = n;
    tc_block_finish(variant->block);
    tc_evaluate(variant->evaluator, variant->block, variant->results);
}

/* --- answers ---------------------------------------------------------------------------------- */

static const struct {
    TcRefKind kind;
    TcKeyword keyword;
} kinds[] = {{TC_REF_VERDICT, TC_KW_VERDICT},
             {TC_REF_GRADE, TC_KW_GRADE},
             {TC_REF_INDICATOR, TC_KW_INDICATOR}};

/* Code and title of a part, in @answer. Returns: is there one at @index? */
static bool name_part(const TcModel *model, TcRefKind kind, uint32_t index, TcImpactAnswer *answer)
{
    answer->kind = kind;
    if (kind == TC_REF_VERDICT && index < model->n_verdicts) {
        answer->code = model->verdicts[index].code;
        answer->title = model->verdicts[index].title;
        return true;
    }
    if (kind == TC_REF_GRADE && index < model->n_grades) {
        answer->code = model->grades[index].code;
        answer->title = model->grades[index].title;
        return true;
    }
    if (kind != TC_REF_INDICATOR || index >= model->n_indicators)
        return false;
    answer->code = model->indicators[index].code;
    answer->title = model->indicators[index].title;
    return true;
}

/* The parts of @model that have answers, by what they are called throughout: index + 1. */
static GHashTable *parts_by_key(const TcBetween *between, TcClauses applied, const TcModel *model)
{
    GHashTable *keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    TcImpactAnswer part;
    for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++)
        for (uint32_t i = 0; name_part(model, kinds[k].kind, i, &part); i++)
            g_hash_table_insert(keys, tc_between_key(between, applied, kinds[k].keyword, part.code),
                                GUINT_TO_POINTER(i + 1));
    return keys;
}

static uint32_t index_of(GHashTable *keys, const char *key)
{
    const uint32_t found = GPOINTER_TO_UINT(g_hash_table_lookup(keys, key));
    return found ? found - 1 : TC_NO_PART;
}

void tc_impact_list_answers(TcImpact *impact)
{
    const TcModel *models[2];
    GHashTable *keys[2];
    const TcClauses applied[] = {0, tc_between_all(impact->between)};
    for (int i = 0; i < 2; i++) {
        models[i] = tc_program_model(impact->programs[i]);
        keys[i] = parts_by_key(impact->between, applied[i], models[i]);
    }
    for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++)
        for (int side = 1; side >= 0; side--) { /* what only the first has comes last */
            TcImpactAnswer part;
            for (uint32_t i = 0; name_part(models[side], kinds[k].kind, i, &part); i++) {
                part.key =
                    tc_between_key(impact->between, applied[side], kinds[k].keyword, part.code);
                part.before = index_of(keys[0], part.key);
                part.after = index_of(keys[1], part.key);
                if (side == 1 || part.after == TC_NO_PART)
                    g_array_append_val(impact->answers, part);
                else
                    g_free(part.key);
            }
        }
    g_hash_table_unref(keys[0]);
    g_hash_table_unref(keys[1]);
}

/* What an indicator or verdict is: the one outcome that it can have. */
static uint32_t read_state(const TcStateResult *state, uint32_t row)
{
    const unsigned set = tc_state_outcome(state, row);
    return set == TC_OUT_MET              ? TC_CAN_YES
           : set == TC_OUT_NOT_MET        ? TC_CAN_NO
           : set == TC_OUT_NOT_APPLICABLE ? TC_CAN_NOT_APPLICABLE
                                          : TC_CAN_OPEN;
}

uint32_t tc_impact_label(const TcImpact *impact, const char *label)
{
    for (guint i = 0; i < impact->labels->len; i++)
        if (strcmp(g_ptr_array_index(impact->labels, i), label) == 0)
            return TC_CAN_GRADE + i;
    g_ptr_array_add(impact->labels, g_strdup(label));
    return TC_CAN_GRADE + impact->labels->len - 1;
}

enum { LABEL_BITS = 62 };

static uint32_t read_grade(const TcImpact *impact, const TcResults *results, uint32_t row,
                           uint32_t index)
{
    const TcGrade *grade = &results->model->grades[index];
    const uint64_t set = results->grades[index].set[row];
    for (uint32_t i = 0; i < grade->n_labels && i < LABEL_BITS; i++)
        if (set == (uint64_t)1 << i)
            return tc_impact_label(impact, grade->labels[i]);
    return TC_CAN_OPEN;
}

uint32_t tc_impact_read(const TcImpact *impact, const TcResults *results, uint32_t row,
                        TcRefKind kind, uint32_t index)
{
    const TcRowInfo *info = &results->block->rows[row];
    const TcUnitTold told = {info->code, info->name, info->parent, info->kind};
    if (index == TC_NO_PART || !tc_model_concerns(results->model, &told))
        return TC_CAN_OUTSIDE;
    if (kind == TC_REF_GRADE)
        return read_grade(impact, results, row, index);
    if (kind == TC_REF_VERDICT)
        return read_state(&results->verdicts[index], row);
    return results->model->indicators[index].judged ? read_state(&results->indicators[index], row)
                                                    : TC_CAN_SCORED;
}

/* --- making ----------------------------------------------------------------------------------- */

TcVariant *tc_variant_new(const TcImpact *impact, TcClauses applied, const TcRun runs[2])
{
    TcVariant *variant = g_new0(TcVariant, 1);
    variant->applied = applied;
    variant->program = tc_between_program(impact->between, applied);
    variant->run = runs[1];
    variant->run.appraisals = runs[0].appraisals || runs[1].appraisals;
    variant->run.standings = NULL;
    if (variant->program && !find_columns(impact, variant))
        g_clear_pointer(&variant->program, tc_program_free);
    if (!variant->program)
        return variant;
    g_autoptr(GHashTable) keys =
        parts_by_key(impact->between, applied, tc_program_model(variant->program));
    variant->where = g_new(uint32_t, impact->answers->len);
    for (guint i = 0; i < impact->answers->len; i++)
        variant->where[i] = index_of(keys, tc_impact_answer(impact, i)->key);
    return variant;
}

void tc_variant_rest(TcVariant *variant)
{
    g_clear_pointer(&variant->results, tc_results_free);
    g_clear_pointer(&variant->evaluator, tc_evaluator_free);
    g_clear_pointer(&variant->block, tc_block_free);
}

void tc_variant_free(TcVariant *variant)
{
    tc_variant_rest(variant);
    tc_program_free(variant->program);
    g_free(variant->cells);
    g_free(variant->where);
    g_free(variant);
}
