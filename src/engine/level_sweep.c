/* The rules judged with other levels of an indicator. See level_sweep.h. */
#include "engine/level_sweep.h"

#include "base/number.h"
#include "base/text.h"
#include "syntax/relevel.h"

/* --- the level -------------------------------------------------------------------------------- */

/* The one number of a level, or NULL: a phrase with one end. */
static const TcNode *level_of(const TcIndicator *indicator)
{
    const TcNode *content = indicator->required.content;
    if (!content || content->kind != TC_NODE_PHRASE || content->n != 2)
        return NULL;
    const bool low = content->items[0]->kind == TC_NODE_NUMBER;
    const bool high = content->items[1]->kind == TC_NODE_NUMBER;
    const bool other = (!low && content->items[0]->kind != TC_NODE_NONE) ||
                       (!high && content->items[1]->kind != TC_NODE_NONE);
    if (low == high || other)
        return NULL;
    return content->items[low ? 0 : 1];
}

static uint32_t find_indicator(const TcModel *model, const char *code)
{
    for (uint32_t i = 0; i < model->n_indicators; i++)
        if (tc_text_same(model->indicators[i].code, code))
            return i;
    return TC_NO_PART;
}

static void sums_free(void *data)
{
    TcLevelSums *sums = data;
    g_free(sums->parent);
    g_free(sums->eligible);
    g_free(sums);
}

static void clear_count(void *data)
{
    TcLevelCount *count = data;
    g_free(count->level);
    g_free(count->exact);
    g_free(count->all.eligible);
    g_ptr_array_unref(count->parents);
}

TcSweepStatus tc_level_sweep_init(TcLevelSweep *sweep, const TcVersionOf *version,
                                  const TcProgram *program, const TcLevels *levels)
{
    *sweep =
        (TcLevelSweep){.version = *version, .model = tc_program_model(program), .levels = levels};
    sweep->counts = g_array_new(FALSE, TRUE, sizeof(TcLevelCount));
    g_array_set_clear_func(sweep->counts, clear_count);
    sweep->indicator = find_indicator(sweep->model, levels->code);
    if (sweep->indicator == TC_NO_PART)
        return TC_SWEEP_NO_INDICATOR;
    const TcNode *level = level_of(&sweep->model->indicators[sweep->indicator]);
    if (!level)
        return TC_SWEEP_NO_LEVEL;
    sweep->place = level->span;
    const bool percent = level->flags & TC_FLAG_PERCENT;
    return percent == levels->percent ? TC_SWEEP_READY
           : percent                  ? TC_SWEEP_PERCENT
                                      : TC_SWEEP_NO_PERCENT;
}

void tc_level_sweep_clear(TcLevelSweep *sweep)
{
    g_clear_pointer(&sweep->counts, g_array_unref);
}

/* --- the levels ------------------------------------------------------------------------------- */

static char *level_text(const TcLevelSweep *sweep, const mpq_t level, TcLang style)
{
    g_autofree char *number = tc_number_exact(level, style);
    return g_strconcat(number, sweep->levels->percent ? "%" : "", NULL);
}

/* Calls @each with every level, the last one asked for too, as long as it says so. */
static bool each_level(const TcLevels *levels, bool (*each)(const mpq_t level, void *user),
                       void *user)
{
    mpq_t level;
    bool good = true;
    mpq_init(level);
    mpq_set(level, levels->low);
    while (good && mpq_cmp(level, levels->high) < 0) {
        good = each(level, user);
        mpq_add(level, level, levels->step);
    }
    mpq_clear(level);
    return good && each(levels->high, user);
}

typedef struct {
    const TcLevelSweep *sweep;
    const TcRange *range;
    TcLang style;
    GString *beyond; /* the levels outside of it */
} Outside;

static bool add_outside(const mpq_t level, void *user)
{
    const Outside *outside = user;
    const TcRange *range = outside->range;
    mpq_t value;
    mpq_init(value);
    mpq_set(value, level);
    if (outside->sweep->levels->percent)
        mpz_mul_ui(mpq_denref(value), mpq_denref(value), 100);
    mpq_canonicalize(value);
    if ((range->has_low && mpq_cmp(value, range->low) < 0) ||
        (range->has_high && mpq_cmp(value, range->high) > 0)) {
        g_autofree char *text = level_text(outside->sweep, level, outside->style);
        g_string_append_printf(outside->beyond, "%s%s", outside->beyond->len ? ", " : "", text);
    }
    mpq_clear(value);
    return true;
}

void tc_level_sweep_check(const TcLevelSweep *sweep, TcProgram *program, const char *place,
                          TcDiagList *diags)
{
    TcRange range;
    g_autoptr(GString) beyond = g_string_new(NULL);
    Outside outside = {sweep, &range, tc_diag_list_lang(diags), beyond};
    tc_range_init(&range);
    g_autofree char *text = tc_program_value_range(program, sweep->indicator, &range);
    if (text)
        each_level(sweep->levels, add_outside, &outside);
    if (beyond->len > 0)
        tc_diag_place(tc_diag(diags, TC_DIAG_SWEEP_BEYOND, (TcSpan){0}, sweep->levels->code,
                              beyond->str, text, NULL),
                      place);
    tc_range_clear(&range);
}

/* --- the run ---------------------------------------------------------------------------------- */

typedef struct {
    const TcLevelSweep *sweep;
    TcLevelCount *count;
    GHashTable *parents; /* name to TcLevelSums */
} Counting;

static TcLevelSums *sums_of(const Counting *counting, const char *parent)
{
    TcLevelSums *sums = g_hash_table_lookup(counting->parents, parent);
    if (sums)
        return sums;
    sums = g_new0(TcLevelSums, 1);
    sums->parent = g_strdup(parent);
    sums->eligible = g_new0(uint64_t, counting->sweep->model->n_verdicts + 1);
    g_ptr_array_add(counting->count->parents, sums);
    g_hash_table_insert(counting->parents, sums->parent, sums);
    return sums;
}

static void count_row(const TcResults *results, uint32_t indicator, uint32_t row, TcLevelSums *sums)
{
    const unsigned set = tc_state_outcome(&results->indicators[indicator], row);
    *(set == TC_OUT_MET ? &sums->met : set == TC_OUT_NOT_MET ? &sums->not_met : &sums->other) += 1;
    for (uint32_t i = 0; i < results->model->n_verdicts; i++)
        sums->eligible[i] += tc_state_outcome(&results->verdicts[i], row) == TC_OUT_TRUE;
}

static bool count_block(const TcBlock *block, const TcResults *results, const GString *text,
                        void *context, GError **error)
{
    const Counting *counting = context;
    (void)text;
    (void)error;
    for (uint32_t row = 0; row < block->n; row++) {
        const TcRowInfo *info = &block->rows[row];
        const TcUnitTold told = {info->code, info->name, info->parent, info->kind};
        if (!tc_model_concerns(results->model, &told))
            continue;
        count_row(results, counting->sweep->indicator, row, &counting->count->all);
        count_row(results, counting->sweep->indicator, row, sums_of(counting, info->parent));
    }
    return true;
}

/* The rules with the level @text; NULL if they have mistakes then. */
static TcProgram *program_with(const TcLevelSweep *sweep, const char *text)
{
    const TcVersionOf *version = &sweep->version;
    g_autoptr(TcDiagList) later = tc_diag_list_new(TC_LANG_EN);
    TcOutline *outline = tc_folder_outline(version->folder, version->set, version->day, later);
    tc_outline_put_level(outline, sweep->levels->code, sweep->place, text, later);
    g_autoptr(TcProgram) program =
        tc_folder_program_of(version->folder, version->set, version->day, outline, NULL, later);
    return tc_program_model(program) ? g_steal_pointer(&program) : NULL;
}

/* Judges all rows by @program. */
static bool run_program(const Counting *counting, TcProgram *program, const TcDataFile *data,
                        const TcRun *run, const TcReadOptions *options, GError **error)
{
    GError *failed = NULL;
    TcRun own = *run;
    Counting context = *counting;
    g_autoptr(TcDiagList) heard = tc_diag_list_new(TC_LANG_EN);
    g_autoptr(TcReader) reader =
        tc_data_file_open(data, &tc_program_model(program)->schema, options, heard, &failed);
    const TcSink sink = {.deliver = count_block, .context = &context};
    if (reader) {
        own.appraisals = tc_reader_has_appraisals(reader);
        tc_program_run(program, reader, &own, &sink, &failed);
    }
    if (failed)
        g_propagate_error(error, failed);
    return !failed;
}

/* The levels judged one after the other. */
typedef struct {
    TcLevelSweep *sweep;
    const TcDataFile *data;
    const TcRun *run;
    const TcReadOptions *options;
    GError **error;
} Judging;

static bool run_level(const mpq_t level, void *user)
{
    const Judging *judging = user;
    TcLevelSweep *sweep = judging->sweep;
    char *text = level_text(sweep, level, sweep->model->lang);
    const TcLevelCount count = {
        .level = text,
        .exact = level_text(sweep, level, TC_LANG_EN),
        .all = {.eligible = g_new0(uint64_t, sweep->model->n_verdicts + 1)},
        .parents = g_ptr_array_new_with_free_func(sums_free),
    };
    g_array_append_val(sweep->counts, count);
    g_autoptr(TcProgram) program = program_with(sweep, text);
    if (!program)
        return true;
    g_autoptr(GHashTable) parents = g_hash_table_new(g_str_hash, g_str_equal);
    const Counting counting = {
        sweep, &g_array_index(sweep->counts, TcLevelCount, sweep->counts->len - 1), parents};
    return run_program(&counting, program, judging->data, judging->run, judging->options,
                       judging->error);
}

bool tc_level_sweep_run(TcLevelSweep *sweep, const TcDataFile *data, const TcRun *run,
                        const TcReadOptions *options, GError **error)
{
    Judging judging = {sweep, data, run, options, error};
    return each_level(sweep->levels, run_level, &judging);
}
