/* Words and figures of results. */
#include "report/figures.h"

#include "base/number.h"
#include "report/rule_text.h"

/* What a figure was compared with. */
typedef struct {
    mpq_t *numbers;
    size_t n, capacity;
} Marks;

/* A step of a grade. */
typedef struct {
    mpq_t low, high;
    bool has_low, has_high, low_open, high_open;
    const char *label;
} Band;

typedef struct {
    Band *bands; /* n of them; 0: not by constant steps of the total */
    uint32_t n;
} Scale;

struct TcFigures {
    const TcModel *model;
    TcLang lang;
    TcFiguresFor purpose;
    Marks *values; /* n_indicators */
    Marks points;  /* of grades and verdicts */
    Scale *scales; /* n_grades */
};

typedef struct {
    const TcModel *model;
    Marks *marks;
} Collect;

static void add_mark(const TcNode *node, void *data)
{
    Collect *collect = data;
    Marks *marks = collect->marks;
    if (node->kind != TC_NODE_NUMBER &&
        !(node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_PARAMETER))
        return;
    if (marks->n == marks->capacity) {
        marks->capacity = marks->capacity * 2 + 4;
        marks->numbers = g_renew(mpq_t, marks->numbers, marks->capacity);
    }
    mpq_init(marks->numbers[marks->n]);
    if (tc_rule_constant(collect->model, node, marks->numbers[marks->n]))
        marks->n++;
    else
        mpq_clear(marks->numbers[marks->n]);
}

static void clear_marks(Marks *marks)
{
    for (size_t i = 0; i < marks->n; i++)
        mpq_clear(marks->numbers[i]);
    g_free(marks->numbers);
}

/* --- scales over the total ------------------------------------------------------------------ */

/* Reads one end of a band; a band without it is open there. Returns: false if it is no constant. */
static bool read_end(const TcModel *model, const TcNode *end, mpq_t value, bool *there)
{
    *there = end->kind != TC_NODE_NONE;
    return !*there || tc_rule_constant(model, end, value);
}

static bool read_band(const TcModel *model, const TcNode *node, Band *band)
{
    const TcNode *phrase = node->kind == TC_NODE_BAND && node->n == 2 ? node->items[1] : NULL;
    const TcNode *label = node->n > 0 ? node->items[0] : NULL;
    if (!label || label->kind != TC_NODE_TEXT)
        return false;
    band->label = label->text;
    if (node->kind == TC_NODE_OTHERWISE)
        return true;
    if (!phrase || phrase->kind != TC_NODE_PHRASE ||
        (phrase->sub & (TC_PHRASE_BARE | TC_PHRASE_EQUAL | TC_PHRASE_NOT)) != 0)
        return false;
    band->low_open = (phrase->sub & TC_PHRASE_LOW_OPEN) != 0;
    band->high_open = (phrase->sub & TC_PHRASE_HIGH_OPEN) != 0;
    return read_end(model, phrase->items[0], band->low, &band->has_low) &&
           read_end(model, phrase->items[1], band->high, &band->has_high);
}

static void clear_scale(Scale *scale)
{
    for (uint32_t i = 0; i < scale->n; i++)
        mpq_clears(scale->bands[i].low, scale->bands[i].high, NULL);
    g_clear_pointer(&scale->bands, g_free);
    scale->n = 0;
}

/* A grade by constant bands of the total; anything else is left without bands. */
static void read_scale(const TcModel *model, const TcNode *content, Scale *scale)
{
    bool good = content->kind == TC_NODE_SCALE && content->n > 1 &&
                content->items[0]->kind == TC_NODE_TOTAL &&
                content->items[0]->sub == TC_TOTAL_POINTS && content->items[0]->n == 0;
    if (!good)
        return;
    scale->n = content->n - 1;
    scale->bands = g_new0(Band, scale->n);
    for (uint32_t i = 0; i < scale->n; i++) {
        mpq_inits(scale->bands[i].low, scale->bands[i].high, NULL);
        good = read_band(model, content->items[1 + i], &scale->bands[i]) && good;
    }
    if (!good)
        clear_scale(scale);
}

static bool in_band(const Band *band, const mpq_t value)
{
    int low = band->has_low ? mpq_cmp(value, band->low) : 1;
    int high = band->has_high ? mpq_cmp(value, band->high) : -1;
    return (low > 0 || (low == 0 && !band->low_open)) &&
           (high < 0 || (high == 0 && !band->high_open));
}

/* Bands are disjoint and còn lại (a band without ends) stands last. */
static const char *find_band(const Scale *scale, const mpq_t value)
{
    for (uint32_t i = 0; i < scale->n; i++) {
        if (in_band(&scale->bands[i], value))
            return scale->bands[i].label;
    }
    return NULL;
}

static void collect_conclusions(TcFigures *figures)
{
    Collect collect = {figures->model, &figures->points};
    const TcModel *model = figures->model;
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        tc_rule_walk(model, model->verdicts[i].met_when, add_mark, &collect);
    for (uint32_t i = 0; i < model->n_grades; i++) {
        tc_rule_walk(model, model->grades[i].content, add_mark, &collect);
        read_scale(model, model->grades[i].content, &figures->scales[i]);
    }
}

TcFigures *tc_figures_new(const TcModel *model, TcLang lang, TcFiguresFor purpose)
{
    TcFigures *figures = g_new0(TcFigures, 1);
    figures->model = model;
    figures->lang = lang;
    figures->purpose = purpose;
    figures->values = g_new0(Marks, model->n_indicators + 1);
    figures->scales = g_new0(Scale, model->n_grades + 1);
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        Collect collect = {model, &figures->values[i]};
        tc_rule_walk_indicator(model, &model->indicators[i], add_mark, &collect);
    }
    collect_conclusions(figures);
    return figures;
}

void tc_figures_free(TcFigures *figures)
{
    if (!figures)
        return;
    for (uint32_t i = 0; i < figures->model->n_indicators; i++)
        clear_marks(&figures->values[i]);
    clear_marks(&figures->points);
    for (uint32_t i = 0; i < figures->model->n_grades; i++)
        clear_scale(&figures->scales[i]);
    g_free(figures->values);
    g_free(figures->scales);
    g_free(figures);
}

/* --- numbers -------------------------------------------------------------------------------- */

/* Takes the dots of 1.234,5 out. */
static void drop_groups(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0'; from++) {
        if (*from != '.')
            *to++ = *from;
    }
    *to = '\0';
}

static char *figure(const TcFigures *figures, const mpq_t value, const Marks *marks, bool percent)
{
    if (figures->purpose == TC_FIGURES_EXACT)
        return tc_number_exact(value, figures->lang);
    char *text =
        tc_number_figure(value, (const mpq_t *)marks->numbers, marks->n, percent, figures->lang);
    if (figures->purpose == TC_FIGURES_SHEET && figures->lang == TC_LANG_VI)
        drop_groups(text);
    return text;
}

/* An upper end that is nothing but the limit of what a cell holds tells nobody anything. */
static bool is_far(const mpq_t high, bool percent)
{
    return mpq_cmp_ui(high, percent ? 10 : 1000000000, 1) > 0;
}

/* "30–33", or "từ 30 trở lên"; NULL when all is possible. */
static char *range(const TcFigures *figures, const mpq_t low, const mpq_t high, const Marks *marks,
                   bool percent)
{
    bool far = figures->purpose != TC_FIGURES_EXACT && is_far(high, percent);
    if (far && mpq_sgn(low) == 0)
        return NULL;
    g_autofree char *from = figure(figures, low, marks, percent);
    if (far)
        return tc_msg_format(figures->lang, TC_MSG_DATA_FROM, from, NULL);
    g_autofree char *to = figure(figures, high, marks, percent);
    return g_strconcat(from, figures->purpose == TC_FIGURES_EXACT ? ".." : "–", to, NULL);
}

/* Ends that lie ready, in whole steps of 1/denominator. */
static bool ready_ends(const TcNumberResult *result, uint32_t row, mpq_t low, mpq_t high)
{
    if (!result->low || (result->apart && tc_bit(result->apart, row)))
        return false;
    mpz_set_si(mpq_numref(low), result->low[row]);
    mpz_set_si(mpq_numref(high), result->high[row]);
    mpz_set_si(mpq_denref(low), result->denominator);
    mpz_set_si(mpq_denref(high), result->denominator);
    mpq_canonicalize(low);
    mpq_canonicalize(high);
    return true;
}

TcNumberState tc_figures_number(const TcNumberResult *result, uint32_t row, mpq_t low, mpq_t high)
{
    TcNumberState state = tc_results_number(result, row, low, high);
    if (state == TC_NUMBER_UNDEFINED && ready_ends(result, row, low, high))
        state = TC_NUMBER_OPEN;
    return state;
}

/* The number, its range, or NULL. */
static char *number(const TcFigures *figures, const TcNumberResult *result, uint32_t row,
                    const Marks *marks, bool percent)
{
    mpq_t low, high;
    char *text = NULL;
    mpq_inits(low, high, NULL);
    TcNumberState state = tc_figures_number(result, row, low, high);
    if (state == TC_NUMBER_KNOWN || (state == TC_NUMBER_OPEN && mpq_equal(low, high))) {
        text = figure(figures, low, marks, percent);
    } else if (state == TC_NUMBER_OPEN) {
        text = range(figures, low, high, marks, percent);
    }
    mpq_clears(low, high, NULL);
    return text;
}

/* The unit that stands behind a value for people: one unit, once. */
static const char *unit_of(const TcNode *value)
{
    const TcType *type = value->type;
    bool one = type && type->n_powers == 1 && type->powers[0].exponent == 1;
    return one ? type->powers[0].unit : NULL;
}

char *tc_figures_value(const TcFigures *figures, const TcResults *results, uint32_t row,
                       uint32_t indicator)
{
    const TcNode *value = figures->model->indicators[indicator].value;
    if (!value)
        return NULL;
    bool percent = value->type && value->type->ratio;
    const char *unit = figures->purpose == TC_FIGURES_PAGE ? unit_of(value) : NULL;
    char *text =
        number(figures, &results->values[indicator], row, &figures->values[indicator], percent);
    if (!text || !unit)
        return text;
    char *with_unit = g_strdup_printf("%s %s", text, unit);
    g_free(text);
    return with_unit;
}

char *tc_figures_points(const TcFigures *figures, const TcNumberResult *points, uint32_t row)
{
    return number(figures, points, row, &figures->points, false);
}

char *tc_figures_points_end(const TcFigures *figures, const TcNumberResult *points, uint32_t row,
                            TcFigureEnd end)
{
    mpq_t ends[2];
    char *text = NULL;
    mpq_inits(ends[0], ends[1], NULL);
    TcNumberState state = tc_figures_number(points, row, ends[0], ends[1]);
    if (state == TC_NUMBER_KNOWN || state == TC_NUMBER_OPEN)
        text = figure(figures, ends[end], &figures->points, false);
    mpq_clears(ends[0], ends[1], NULL);
    return text;
}

bool tc_figures_whole(const TcNumberResult *result, uint32_t row, TcFigureEnd end, int64_t *value,
                      bool *certain)
{
    if (!result->low || (result->apart && tc_bit(result->apart, row)))
        return false;
    int64_t stored = end == TC_END_LOW ? result->low[row] : result->high[row];
    *certain = result->low[row] == result->high[row];
    if (result->denominator != 1 && stored % result->denominator != 0)
        return false;
    *value = stored / result->denominator;
    return true;
}

char *tc_figures_count(uint32_t low, uint32_t high)
{
    return low == high ? g_strdup_printf("%u", low) : g_strdup_printf("%u–%u", low, high);
}

char *tc_figures_tally(TcTally tally)
{
    g_autofree char *met = tc_figures_count(tally.met_low, tally.met_high);
    g_autofree char *applicable = tc_figures_count(tally.applicable_low, tally.applicable_high);
    return g_strconcat(met, "/", applicable, NULL);
}

/* --- conclusions ---------------------------------------------------------------------------- */

TcVerdictAnswer tc_figures_verdict(const TcResults *results, uint32_t row, uint32_t verdict)
{
    unsigned set = results->verdicts[verdict].outcome[row];
    return set == TC_OUT_TRUE ? TC_ANSWER_YES : set == TC_OUT_FALSE ? TC_ANSWER_NO : TC_ANSWER_OPEN;
}

enum { LABEL_BITS = 62 };

const char *tc_figures_grade(const TcResults *results, uint32_t row, uint32_t grade)
{
    uint64_t set = results->grades[grade].set[row];
    const TcGrade *of = &results->model->grades[grade];
    for (uint32_t i = 0; i < of->n_labels && i < LABEL_BITS; i++) {
        if (set == (uint64_t)1 << i)
            return of->labels[i];
    }
    return NULL;
}

/* The least total that can be, in the grade's scale. */
static const char *grade_of_least(const Scale *scale, const TcResults *results, uint32_t row)
{
    mpq_t low, high;
    const char *label = NULL;
    mpq_inits(low, high, NULL);
    if (ready_ends(&results->total, row, low, high)) {
        label = find_band(scale, low);
    } else {
        TcNumberState state = tc_results_number(&results->total, row, low, high);
        if (state == TC_NUMBER_KNOWN || state == TC_NUMBER_OPEN)
            label = find_band(scale, low);
    }
    mpq_clears(low, high, NULL);
    return label;
}

const char *tc_figures_least_grade(const TcFigures *figures, const TcResults *results, uint32_t row,
                                   uint32_t grade)
{
    const Scale *scale = &figures->scales[grade];
    return scale->n > 0 ? grade_of_least(scale, results, row)
                        : tc_figures_grade(results, row, grade);
}

/* --- words ---------------------------------------------------------------------------------- */

static const struct {
    TcMsg word;
    const char *id;
    TcPaint paint;
} labels[TC_N_LABELS] = {
    [TC_LABEL_MET] = {TC_MSG_MET, "met", TC_PAINT_GOOD},
    [TC_LABEL_NOT_MET] = {TC_MSG_NOT_MET, "not_met", TC_PAINT_BAD},
    [TC_LABEL_NOT_APPLICABLE] = {TC_MSG_NOT_APPLICABLE, "not_applicable", TC_PAINT_FAINT},
    [TC_LABEL_DATA_MISSING] = {TC_MSG_DATA_MISSING, "data_missing", TC_PAINT_DOUBT},
    [TC_LABEL_AWAITS_APPRAISAL] = {TC_MSG_AWAITS_APPRAISAL, "awaits_appraisal", TC_PAINT_DOUBT},
    [TC_LABEL_SCORED] = {TC_MSG_SCORED, "scored", TC_PAINT_PLAIN},
    [TC_LABEL_RULE_SILENT] = {TC_MSG_RULE_SILENT, "rule_silent", TC_PAINT_DOUBT},
};

static const struct {
    TcMsg word;
    const char *id;
    TcPaint paint;
} answers[TC_N_ANSWERS] = {
    [TC_ANSWER_YES] = {TC_MSG_ELIGIBLE, "eligible", TC_PAINT_GOOD},
    [TC_ANSWER_NO] = {TC_MSG_NOT_ELIGIBLE, "not_eligible", TC_PAINT_BAD},
    [TC_ANSWER_OPEN] = {TC_MSG_VERDICT_OPEN, "open", TC_PAINT_DOUBT},
};

TcMsg tc_figures_answer_word(const TcResults *results, uint32_t row, TcVerdictAnswer answer)
{
    bool empty = answer == TC_ANSWER_YES && tc_results_none_applies(results, row);
    return empty ? TC_MSG_ELIGIBLE_NONE_APPLIES : answers[answer].word;
}

TcMsg tc_label_word(TcLabel label)
{
    return labels[label].word;
}

const char *tc_label_id(TcLabel label)
{
    return labels[label].id;
}

TcPaint tc_label_paint(TcLabel label)
{
    return labels[label].paint;
}

TcMsg tc_answer_word(TcVerdictAnswer answer)
{
    return answers[answer].word;
}

const char *tc_answer_id(TcVerdictAnswer answer)
{
    return answers[answer].id;
}

TcPaint tc_answer_paint(TcVerdictAnswer answer)
{
    return answers[answer].paint;
}

bool tc_model_scores(const TcModel *model)
{
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        if (model->indicators[i].max_points || model->indicators[i].points)
            return true;
    }
    return false;
}

bool tc_model_judges(const TcModel *model)
{
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        if (model->indicators[i].judged)
            return true;
    }
    return false;
}
