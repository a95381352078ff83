/* Words and figures of results. */
#include "report/figures.h"

#include "base/figure.h"
#include "exec/marks.h"
#include "exec/standings.h"
#include "report/scale.h"

struct TcFigures {
    const TcModel *model;
    TcRun run;
    TcLang lang;
    TcFiguresFor purpose;
    TcThresholds **of_values; /* n_indicators */
    TcThresholds *of_points;
    TcMarks *values; /* n_indicators: those that hang on no row */
    TcMarks points;
    TcFigureMarks *quick_values; /* `values` and `points` for figures without rationals */
    TcFigureMarks quick_points;
    TcScale *scales; /* n_grades */
};

static TcFigureMarks quick_marks(const TcThresholds *thresholds, const TcMarks *marks)
{
    TcFigureMarks quick = {.beyond = tc_thresholds_vary(thresholds)};
    for (size_t i = 0; i < marks->n; i++)
        tc_figure_marks_add(&quick, marks->numbers[i]);
    return quick;
}

static void read_thresholds(TcFigures *figures)
{
    const TcModel *model = figures->model;
    g_autoptr(TcReference) reference = tc_reference_new(model, &figures->run);
    tc_reference_set_row(reference, NULL, NULL);
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        figures->of_values[i] = tc_thresholds_of_value(model, i);
        tc_thresholds_read(figures->of_values[i], reference, TC_MARKS_CONSTANT,
                           &figures->values[i]);
        figures->quick_values[i] = quick_marks(figures->of_values[i], &figures->values[i]);
    }
    figures->of_points = tc_thresholds_of_points(model);
    tc_thresholds_read(figures->of_points, reference, TC_MARKS_CONSTANT, &figures->points);
    figures->quick_points = quick_marks(figures->of_points, &figures->points);
}

TcFigures *tc_figures_new(const TcModel *model, const TcRun *run, TcLang lang, TcFiguresFor purpose)
{
    TcFigures *figures = g_new0(TcFigures, 1);
    figures->model = model;
    figures->run = *run;
    figures->lang = lang;
    figures->purpose = purpose;
    figures->of_values = g_new0(TcThresholds *, model->n_indicators + 1);
    figures->values = g_new0(TcMarks, model->n_indicators + 1);
    figures->quick_values = g_new0(TcFigureMarks, model->n_indicators + 1);
    figures->scales = g_new0(TcScale, model->n_grades + 1);
    read_thresholds(figures);
    for (uint32_t i = 0; i < model->n_grades; i++)
        tc_scale_read(&figures->scales[i], model, model->grades[i].content);
    return figures;
}

void tc_figures_free(TcFigures *figures)
{
    if (!figures)
        return;
    for (uint32_t i = 0; i < figures->model->n_indicators; i++) {
        tc_thresholds_free(figures->of_values[i]);
        tc_marks_clear(&figures->values[i]);
    }
    tc_thresholds_free(figures->of_points);
    tc_marks_clear(&figures->points);
    for (uint32_t i = 0; i < figures->model->n_grades; i++)
        tc_scale_clear(&figures->scales[i]);
    g_free(figures->of_values);
    g_free(figures->values);
    g_free(figures->quick_values);
    g_free(figures->scales);
    g_free(figures);
}

/* --- numbers -------------------------------------------------------------------------------- */

/* A number of results on a row and what it was compared with by the rules. */
typedef struct {
    const TcNumberResult *result;
    uint32_t row;
    const TcThresholds *thresholds;
    const TcMarks *marks; /* those of them that hang on no row */
    bool percent;
    const char *unit; /* printed behind it, or NULL */
} Figured;

static TcFigureSides sides_of(const Figured *of, const mpq_t value)
{
    TcFigureSides sides = {NULL, NULL};
    const TcMarks *of_row = tc_thresholds_of_row(of->thresholds, of->result, of->row);
    tc_marks_sides(of->marks, value, &sides);
    if (of_row)
        tc_marks_sides(of_row, value, &sides);
    if (tc_standings_order_by(of->result)) { /* units with unequal ranks never print alike */
        TcMarks *near = tc_marks_of_figure(of->result);
        tc_standings_marks(of->result, value, near);
        tc_marks_sides(near, value, &sides);
    }
    return sides;
}

static char *figure(const TcFigures *figures, const Figured *of, const mpq_t value)
{
    const bool sheet = figures->purpose == TC_FIGURES_SHEET;
    const TcFigureForm form = {sheet ? TC_FIGURE_SHEET : TC_FIGURE_PAGE, of->percent,
                               figures->lang};
    if (figures->purpose == TC_FIGURES_EXACT)
        return tc_number_exact(value, figures->lang);
    if (tc_figure_is_exact(value, &form))
        return tc_figure(value, NULL, &form);
    const TcFigureSides sides = sides_of(of, value);
    return tc_figure(value, &sides, &form);
}

/* Above 0 by less than anybody would print: the other side of a far end in a quotient. */
static bool is_tiny(const mpq_t low)
{
    return mpq_sgn(low) > 0 && mpq_cmp_ui(low, 1, 1000000) < 0;
}

static char *exact_range(const TcFigures *figures, const mpq_t low, const mpq_t high, bool percent)
{
    g_autofree char *from =
        tc_results_is_end(low, percent) ? tc_number_exact(low, figures->lang) : g_strdup("");
    g_autofree char *to =
        tc_results_is_end(high, percent) ? tc_number_exact(high, figures->lang) : g_strdup("");
    return g_strconcat(from, "..", to, NULL);
}

/* "30–33", "từ 30 trở lên", "không quá 33"; NULL when all is possible. */
static char *range(const TcFigures *figures, const Figured *of, const mpq_t low, const mpq_t high)
{
    const bool starts = tc_results_is_end(low, of->percent),
               ends = tc_results_is_end(high, of->percent);
    const bool from_nothing = mpq_sgn(low) == 0 || is_tiny(low);
    if (figures->purpose == TC_FIGURES_EXACT)
        return exact_range(figures, low, high, of->percent);
    if (!ends && (!starts || from_nothing))
        return NULL;
    mpq_t nothing;
    mpq_init(nothing);
    g_autofree char *from = figure(figures, of, is_tiny(low) ? nothing : low);
    g_autofree char *to = figure(figures, of, high);
    mpq_clear(nothing);
    g_autofree char *both = g_strconcat(from, "–", to, NULL);
    if (starts && ends)
        return tc_number_with_unit(both, of->unit, figures->lang);
    g_autofree char *end = tc_number_with_unit(starts ? from : to, of->unit, figures->lang);
    return tc_msg_format(figures->lang, starts ? TC_MSG_DATA_FROM : TC_MSG_DATA_UP_TO, end, NULL);
}

static bool is_ready(const TcNumberResult *result, uint32_t row)
{
    return result->low && !(result->apart && tc_bit(result->apart, row));
}

/* Ends that lie ready, in whole steps of 1/denominator. */
static bool ready_ends(const TcNumberResult *result, uint32_t row, mpq_t low, mpq_t high)
{
    if (!is_ready(result, row))
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

static char *one_figure(const TcFigures *figures, const Figured *of, const mpq_t value)
{
    g_autofree char *text = figure(figures, of, value);
    return tc_number_with_unit(text, of->unit, figures->lang);
}

/* The one number that there can be where there may be none: the rule may not say. */
static char *perhaps(const TcFigures *figures, const Figured *of, const mpq_t value)
{
    if (figures->purpose == TC_FIGURES_EXACT)
        return exact_range(figures, value, value, of->percent);
    g_autofree char *text = one_figure(figures, of, value);
    return tc_msg_format(figures->lang, TC_MSG_FIGURE_OR_NONE, text, NULL);
}

/* The number, its range, or NULL. */
static char *number(const TcFigures *figures, const Figured *of)
{
    mpq_t low, high;
    char *text = NULL;
    mpq_inits(low, high, NULL);
    TcNumberState state = tc_figures_number(of->result, of->row, low, high);
    if (state == TC_NUMBER_KNOWN)
        text = one_figure(figures, of, low);
    else if (state == TC_NUMBER_OPEN && mpq_equal(low, high))
        text = perhaps(figures, of, low);
    else if (state == TC_NUMBER_OPEN)
        text = range(figures, of, low, high);
    mpq_clears(low, high, NULL);
    return text;
}

/* Is the range of an open value just what the cell may be, no result? */
static bool tells_nothing(const TcFigures *figures, const Figured *of, const TcNode *value)
{
    mpq_t low, high;
    if (figures->purpose == TC_FIGURES_EXACT)
        return false;
    mpq_inits(low, high, NULL);
    const bool open = tc_figures_number(of->result, of->row, low, high) == TC_NUMBER_OPEN &&
                      !mpq_equal(low, high);
    const bool all = of->percent && mpq_sgn(low) == 0 && mpq_cmp_ui(high, 1, 1) == 0;
    const bool cell = value->kind == TC_NODE_NAME && value->ref.kind == TC_REF_COLUMN;
    mpq_clears(low, high, NULL);
    return open && (all || cell);
}

char *tc_figures_value(const TcFigures *figures, const TcResults *results, uint32_t row,
                       uint32_t indicator)
{
    const TcNode *value = figures->model->indicators[indicator].value;
    if (!value)
        return NULL;
    bool percent = value->type && value->type->ratio;
    const char *unit =
        figures->purpose == TC_FIGURES_PAGE && value->type ? value->type->name : NULL;
    const Figured of = {.result = &results->values[indicator],
                        .row = row,
                        .thresholds = figures->of_values[indicator],
                        .marks = &figures->values[indicator],
                        .percent = percent,
                        .unit = unit};
    return tells_nothing(figures, &of, value) ? NULL : number(figures, &of);
}

static Figured points_figured(const TcFigures *figures, const TcNumberResult *points, uint32_t row,
                              bool percent)
{
    return (Figured){.result = points,
                     .row = row,
                     .thresholds = figures->of_points,
                     .marks = &figures->points,
                     .percent = percent};
}

char *tc_figures_points(const TcFigures *figures, const TcNumberResult *points, uint32_t row)
{
    const Figured of = points_figured(figures, points, row, false);
    return number(figures, &of);
}

static bool quick(const TcFigures *figures, const TcNumberResult *result, uint32_t row,
                  bool percent, const TcFigureMarks *marks, char *text)
{
    static const TcFigureMarks of_other_units = {.beyond = true};
    const TcFigureForm form = {TC_FIGURE_SHEET, percent, figures->lang};
    TcFraction value;
    if (figures->purpose == TC_FIGURES_PAGE || !tc_results_fraction(result, row, &value))
        return false;
    if (figures->purpose == TC_FIGURES_EXACT)
        return tc_figure_quick_exact(value, figures->lang, text);
    if (tc_standings_order_by(result)) /* as in sides_of */
        marks = &of_other_units;
    return tc_figure_quick(value, marks, &form, text);
}

bool tc_figures_quick_value(const TcFigures *figures, const TcResults *results, uint32_t row,
                            uint32_t indicator, char *text)
{
    const TcNode *value = figures->model->indicators[indicator].value;
    return value &&
           quick(figures, &results->values[indicator], row, value->type && value->type->ratio,
                 &figures->quick_values[indicator], text);
}

bool tc_figures_quick_points(const TcFigures *figures, const TcNumberResult *points, uint32_t row,
                             char *text)
{
    return quick(figures, points, row, false, &figures->quick_points, text);
}

char *tc_figures_ranked_by(const TcFigures *figures, const TcResults *results, uint32_t row,
                           uint32_t ranking)
{
    const TcNode *by = figures->model->rankings[ranking].by;
    const Figured of = points_figured(figures, &results->rankings[ranking].value, row,
                                      by->type && by->type->ratio);
    return number(figures, &of);
}

char *tc_figures_points_end(const TcFigures *figures, const TcNumberResult *points, uint32_t row,
                            TcFigureEnd end)
{
    const Figured of = points_figured(figures, points, row, false);
    mpq_t ends[2];
    char *text = NULL;
    mpq_inits(ends[0], ends[1], NULL);
    TcNumberState state = tc_figures_number(points, row, ends[0], ends[1]);
    if (state == TC_NUMBER_KNOWN || state == TC_NUMBER_OPEN)
        text = figure(figures, &of, ends[end]);
    mpq_clears(ends[0], ends[1], NULL);
    return text;
}

bool tc_figures_whole(const TcNumberResult *result, uint32_t row, TcFigureEnd end, int64_t *value,
                      bool *certain)
{
    if (!is_ready(result, row))
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
    unsigned set = tc_state_outcome(&results->verdicts[verdict], row);
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
static const char *grade_of_least(const TcScale *scale, const TcResults *results, uint32_t row)
{
    const TcNumberResult *total = &results->total;
    mpq_t low, high;
    const char *label = NULL;
    if (scale->small && is_ready(total, row))
        return tc_scale_label_small(scale, total->low[row], total->denominator);
    mpq_inits(low, high, NULL);
    TcNumberState state = tc_figures_number(total, row, low, high);
    if (state == TC_NUMBER_KNOWN || state == TC_NUMBER_OPEN)
        label = tc_scale_label(scale, low);
    mpq_clears(low, high, NULL);
    return label;
}

bool tc_figures_has_scale(const TcFigures *figures, uint32_t grade)
{
    return figures->scales[grade].n > 0;
}

const char *tc_figures_least_grade(const TcFigures *figures, const TcResults *results, uint32_t row,
                                   uint32_t grade)
{
    const TcScale *scale = &figures->scales[grade];
    return tc_figures_has_scale(figures, grade) ? grade_of_least(scale, results, row)
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

bool tc_figures_verdict_silent(const TcResults *results, uint32_t row, uint32_t verdict)
{
    return tc_figures_verdict(results, row, verdict) == TC_ANSWER_OPEN &&
           tc_state_label(&results->verdicts[verdict], row) == TC_LABEL_RULE_SILENT;
}

TcMsg tc_figures_answer_word(const TcResults *results, uint32_t row, uint32_t verdict)
{
    TcVerdictAnswer answer = tc_figures_verdict(results, row, verdict);
    if (answer == TC_ANSWER_YES && tc_bit(results->none_applies[verdict], row))
        return TC_MSG_ELIGIBLE_NONE_APPLIES;
    return tc_figures_verdict_silent(results, row, verdict) ? TC_MSG_VERDICT_SILENT
                                                            : answers[answer].word;
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

const char *tc_answer_id(TcVerdictAnswer answer)
{
    return answers[answer].id;
}

TcPaint tc_answer_paint(TcVerdictAnswer answer)
{
    return answers[answer].paint;
}
