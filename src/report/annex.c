/* The annex of one unit. */
#include "report/annex.h"

#include "exec/reference.h"
#include "report/as_of.h"
#include "report/grid.h"
#include "report/kinds.h"
#include "report/origin.h"
#include "report/ranks.h"
#include "report/rule_text.h"
#include "sema/written.h"

typedef struct {
    const TcFigures *figures;
    const TcBlock *block;
    const TcResults *results;
    uint32_t row;
    TcLang lang;
    TcReference *reference; /* asked for goals, which no result holds */
} Annex;

/* --- explanation ---------------------------------------------------------------------------- */

typedef struct {
    const TcBlock *block;
    uint32_t row;
    GString *names[TC_N_REASONS]; /* of the open columns that were met with, by reason */
    bool *seen;
} Open;

static void note_column(Open *open, uint32_t column)
{
    const TcColumn *cells = &open->block->columns[column];
    if (open->seen[column] || !tc_bit(cells->open, open->row))
        return;
    open->seen[column] = true;
    GString *names = open->names[cells->reason[open->row]];
    g_string_append_printf(names, "%s[%s]", names->len > 0 ? ", " : "",
                           open->block->schema->columns[column].name);
}

static void note_node(const TcNode *node, void *data)
{
    if (node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_COLUMN)
        note_column(data, node->ref.index);
}

static void append_part(GString *out, char *text)
{
    g_string_append_printf(out, "%s%s", out->len > 0 ? "; " : "", text);
    g_free(text);
}

static void append_reasons(GString *out, const Open *open, TcLang lang)
{
    static const TcMsg words[TC_N_REASONS] = {
        [TC_REASON_BLANK] = TC_MSG_ANNEX_BLANK,
        [TC_REASON_NO_COLUMN] = TC_MSG_ANNEX_NO_COLUMN,
        [TC_REASON_NO_ROW] = TC_MSG_ANNEX_NO_ROW,
        [TC_REASON_BAD_CELL] = TC_MSG_ANNEX_BAD_CELL,
        [TC_REASON_CONSTRAINT] = TC_MSG_ANNEX_CONSTRAINT,
        [TC_REASON_APPROXIMATE] = TC_MSG_ANNEX_APPROXIMATE,
    };
    for (unsigned i = TC_REASON_BLANK; i < TC_N_REASONS; i++) {
        if (open->names[i]->len > 0)
            append_part(out, tc_msg_format(lang, words[i], open->names[i]->str, NULL));
    }
}

static void append_missing(GString *out, const TcModel *model, const TcIndicator *indicator,
                           const TcBlock *block, uint32_t row, TcLang lang)
{
    Open open = {.block = block, .row = row, .seen = g_new0(bool, model->schema.n_columns + 1)};
    for (unsigned i = 0; i < TC_N_REASONS; i++)
        open.names[i] = g_string_new(NULL);
    tc_rule_walk_indicator(model, indicator, note_node, &open);
    append_reasons(out, &open, lang);
    for (unsigned i = 0; i < TC_N_REASONS; i++)
        g_string_free(open.names[i], TRUE);
    g_free(open.seen);
}

static char *awaits_words(const TcIndicator *indicator, TcLang lang)
{
    const char *who = indicator->about.appraised_by;
    return who ? tc_msg_format(lang, TC_MSG_ANNEX_AWAITS_BY, who, NULL)
               : g_strdup(tc_msg(lang, TC_MSG_ANNEX_AWAITS));
}

static bool is_open_label(TcLabel label)
{
    return label == TC_LABEL_DATA_MISSING || label == TC_LABEL_AWAITS_APPRAISAL ||
           label == TC_LABEL_RULE_SILENT;
}

/* Why an indicator is open: which data, whose turn. */
static void append_open(const Annex *annex, uint32_t index, GString *out)
{
    const TcIndicator *indicator = &annex->results->model->indicators[index];
    const TcStateResult *states = &annex->results->indicators[index];
    const TcLabel label = tc_state_label(states, annex->row);
    if (label == TC_LABEL_AWAITS_APPRAISAL)
        append_part(out, awaits_words(indicator, annex->lang));
    if (label == TC_LABEL_RULE_SILENT)
        append_part(out, g_strdup(tc_msg(annex->lang, TC_MSG_ANNEX_SILENT)));
    if (is_open_label(label) || !indicator->judged)
        append_missing(out, annex->results->model, indicator, annex->block, annex->row,
                       annex->lang);
    if (is_open_label(label) && tc_state_outcome(states, annex->row) == TC_OUT_NOT_MET)
        append_part(out, g_strdup(tc_msg(annex->lang, TC_MSG_ANNEX_CLOSED)));
}

static TcTruth truth_of(const Annex *annex, const TcNode *condition, uint32_t index)
{
    TcValue value;
    tc_value_init(&value);
    tc_reference_value(annex->reference, condition, index, &value);
    const TcTruth truth = tc_value_truth(&value);
    tc_value_clear(&value);
    return truth;
}

/* Why an indicator does not apply: its condition, or its lists of units. */
static void append_apart(const Annex *annex, uint32_t index, GString *out)
{
    const TcModel *model = annex->results->model;
    const TcIndicator *indicator = &model->indicators[index];
    const TcNode *when = indicator->not_applicable_when;
    const TcRowInfo *info = &annex->block->rows[annex->row];
    const TcUnitTold unit = {info->code, info->name, info->parent, info->kind};
    const uint32_t named = tc_unit_list_find(&indicator->not_for, &unit);
    g_autofree char *listed = tc_rule_units(&indicator->only_for);
    g_autofree char *words = tc_written(model, when);
    if (when && truth_of(annex, when, index) == TC_TRUTH_YES)
        append_part(out, tc_msg_format(annex->lang, TC_MSG_ANNEX_APART_WHEN, words, NULL));
    else if (named < indicator->not_for.n)
        append_part(out, tc_msg_format(annex->lang, TC_MSG_ANNEX_NOT_FOR,
                                       indicator->not_for.units[named].text, NULL));
    else if (listed)
        append_part(out, tc_msg_format(annex->lang, TC_MSG_ANNEX_ONLY_FOR, listed, NULL));
}

/* "theo nội dung b)" of "lần lượt một trong": up to the first that surely holds. */
static void append_letter(const Annex *annex, uint32_t index, GString *out)
{
    const TcNode *contents = annex->results->model->indicators[index].met_when;
    if (!contents || contents->kind != TC_NODE_CONTENTS || contents->sub != TC_CONTENTS_FIRST)
        return;
    g_autoptr(GString) letters = g_string_new(NULL);
    g_autofree char *between = g_strdup_printf(" %s ", tc_msg(annex->lang, TC_MSG_EXPLAIN_OR));
    TcTruth truth = TC_TRUTH_NO;
    for (uint32_t i = 0; i < contents->n && truth != TC_TRUTH_YES; i++) {
        const TcNode *item = contents->items[i];
        truth = truth_of(annex, item->items[0], index);
        if (truth != TC_TRUTH_NO)
            g_string_append_printf(letters, "%s%s)", letters->len > 0 ? between : "", item->text);
    }
    append_part(out, tc_msg_format(annex->lang, TC_MSG_ANNEX_BY_LETTER, letters->str, NULL));
}

/* --- the table ------------------------------------------------------------------------------ */

static TcGrid *new_grid(TcLang lang)
{
    const TcGridColumn columns[] = {
        {tc_msg(lang, TC_MSG_HEAD_NUMBER), TC_ALIGN_LEFT, false, false},
        {tc_msg(lang, TC_MSG_HEAD_INDICATOR), TC_ALIGN_LEFT, true, false},
        {tc_msg(lang, TC_MSG_HEAD_REQUIREMENT), TC_ALIGN_LEFT, true, false},
        {tc_msg(lang, TC_MSG_HEAD_RESULT), TC_ALIGN_RIGHT, true, true},
        {tc_msg(lang, TC_MSG_HEAD_STATE), TC_ALIGN_LEFT, true, false},
        {tc_msg(lang, TC_MSG_HEAD_POINTS), TC_ALIGN_RIGHT, false, true},
        {tc_msg(lang, TC_MSG_HEAD_EXPLANATION), TC_ALIGN_LEFT, true, true},
        {tc_msg(lang, TC_MSG_HEAD_EVIDENCE), TC_ALIGN_LEFT, true, true},
        {tc_msg(lang, TC_MSG_HEAD_LAID_DOWN), TC_ALIGN_LEFT, true, true},
    };
    return tc_grid_new(columns, G_N_ELEMENTS(columns));
}

/* Points, where the indicator has any. */
static char *points_text(const Annex *annex, uint32_t index)
{
    const TcIndicator *indicator = &annex->results->model->indicators[index];
    if (!tc_indicator_has_points(indicator))
        return NULL;
    return tc_kind_signed(
        indicator, tc_figures_points(annex->figures, &annex->results->points[index], annex->row));
}

/* "Phụ lục, mục 3.4 (giả định)" */
static char *laid_down_text(const TcProvenance *about, TcLang lang)
{
    const char *place = about->laid_down_in ? about->laid_down_in : "";
    g_autofree char *mark = tc_origin_mark(about, lang);
    return *mark ? g_strdup_printf("%s%s(%s)", place, *place ? " " : "", mark) : g_strdup(place);
}

/* "phấn đấu 70%: đã đạt", where that is known. */
static void append_goal(const Annex *annex, uint32_t index, TcKeyword keyword,
                        const TcRequirement *goal, TcMsg msg, GString *out)
{
    g_autofree char *text =
        tc_rule_clause(annex->results->model, &annex->results->model->indicators[index], keyword);
    if (!goal->content && goal->n_excepts == 0)
        return;
    const TcTruth reached = tc_reference_requirement(annex->reference, index, goal);
    if (reached == TC_TRUTH_OPEN)
        return;
    append_part(out, tc_msg_format(annex->lang, msg, text,
                                   tc_msg(annex->lang, reached == TC_TRUTH_YES
                                                           ? TC_MSG_EXPLAIN_REACHED
                                                           : TC_MSG_EXPLAIN_NOT_REACHED),
                                   NULL));
}

/* Why it is as it is, and the goals beyond what is required. */
static char *remarks(const Annex *annex, uint32_t index)
{
    const TcIndicator *indicator = &annex->results->model->indicators[index];
    const TcLabel label = tc_state_label(&annex->results->indicators[index], annex->row);
    GString *out = g_string_new(NULL);
    append_open(annex, index, out);
    if (label == TC_LABEL_NOT_APPLICABLE) {
        append_apart(annex, index, out);
        return g_string_free(out, FALSE);
    }
    if (label == TC_LABEL_MET)
        append_letter(annex, index, out);
    append_goal(annex, index, TC_KW_AIMING_AT, &indicator->aiming_at, TC_MSG_ANNEX_AIMING, out);
    append_goal(annex, index, TC_KW_ENCOURAGED, &indicator->encouraged_at, TC_MSG_ANNEX_ENCOURAGED,
                out);
    return g_string_free(out, FALSE);
}

static void add_indicator(const Annex *annex, TcGrid *grid, uint32_t index)
{
    const TcIndicator *indicator = &annex->results->model->indicators[index];
    TcLabel label = tc_state_label(&annex->results->indicators[index], annex->row);
    g_autofree char *requirement = tc_rule_requirement(annex->results->model, indicator);
    g_autofree char *value = tc_figures_value(annex->figures, annex->results, annex->row, index);
    g_autofree char *points = points_text(annex, index);
    g_autofree char *word = tc_kind_state(indicator, label, annex->lang);
    g_autofree char *state =
        tc_marked_word(annex->results, TC_REF_INDICATOR, index, annex->row, word);
    g_autofree char *explanation = remarks(annex, index);
    g_autofree char *laid_down = laid_down_text(&indicator->about, annex->lang);
    tc_grid_row(grid);
    tc_grid_cell(grid, indicator->code, TC_PAINT_PLAIN);
    tc_grid_cell(grid, indicator->title, TC_PAINT_PLAIN);
    tc_grid_cell(grid, requirement, TC_PAINT_PLAIN);
    tc_grid_cell(grid, value, TC_PAINT_PLAIN);
    tc_grid_cell(grid, state, tc_label_paint(label));
    tc_grid_cell(grid, points, TC_PAINT_PLAIN);
    tc_grid_cell(grid, explanation, TC_PAINT_PLAIN);
    tc_grid_cell(grid, indicator->about.evidence, TC_PAINT_PLAIN);
    tc_grid_cell(grid, laid_down, TC_PAINT_PLAIN);
}

static void add_group(const Annex *annex, TcGrid *grid, uint32_t group)
{
    const TcGroup *of = &annex->results->model->groups[group];
    g_autofree char *head = tc_msg_format(annex->lang, TC_MSG_HEAD_GROUP_OF, of->code, NULL);
    g_autofree char *text = g_strdup_printf("%s. %s", head, of->title ? of->title : "");
    tc_grid_span(grid, text);
}

static void append_painted(GString *out, const char *text, TcPaint paint, bool colour)
{
    g_string_append_printf(out, "%s%s%s\n", colour ? tc_paint_begin(paint) : "", text,
                           colour ? TC_PAINT_END : "");
}

static void append_head(const Annex *annex, bool colour, GString *out)
{
    const TcModel *model = annex->results->model;
    const TcRowInfo *info = &annex->block->rows[annex->row];
    g_string_append_printf(out, "%s%s%s", info->code, *info->code != '\0' ? "  " : "", info->name);
    if (*info->parent != '\0')
        g_string_append_printf(out, " (%s)", info->parent);
    g_string_append_printf(out, "\n%s\n", model->title ? model->title : model->code);
    for (uint32_t i = 0; i < model->n_verdicts; i++) {
        TcVerdictAnswer answer = tc_figures_verdict(annex->results, annex->row, i);
        const char *title =
            model->verdicts[i].title ? model->verdicts[i].title : model->verdicts[i].code;
        g_autofree char *word = tc_marked_word(
            annex->results, TC_REF_VERDICT, i, annex->row,
            tc_msg(annex->lang, tc_figures_answer_word(annex->results, annex->row, i)));
        g_string_append_printf(out, "%s: ", title);
        append_painted(out, word, tc_answer_paint(answer), colour);
    }
}

static void append_sums(const Annex *annex, GString *out)
{
    const TcResults *results = annex->results;
    TcTally tally = tc_results_tally(results, annex->row, TC_NO_PART);
    g_autofree char *met = tc_figures_tally(tally);
    g_autofree char *total = tc_figures_points(annex->figures, &results->total, annex->row);
    g_autofree char *of = tc_figures_points(annex->figures, &results->total_max, annex->row);
    g_autofree char *met_line = tc_msg_format(annex->lang, TC_MSG_ANNEX_MET, met, NULL);
    if (tc_model_judges(results->model))
        g_string_append_printf(
            out, "%s\n",
            tally.applicable_high > 0 ? met_line : tc_msg(annex->lang, TC_MSG_ANNEX_NONE_APPLIES));
    if (total && tc_model_has_points(results->model)) {
        g_autofree char *line =
            of ? tc_msg_format(annex->lang, TC_MSG_ANNEX_TOTAL_OF, total, of, NULL)
               : tc_msg_format(annex->lang, TC_MSG_ANNEX_TOTAL, total, NULL);
        g_string_append_printf(out, "%s\n", line);
    }
}

static void append_grades(const Annex *annex, GString *out)
{
    const TcModel *model = annex->results->model;
    for (uint32_t i = 0; i < model->n_grades; i++) {
        const char *label = tc_figures_grade(annex->results, annex->row, i);
        g_autofree char *head =
            tc_msg_format(annex->lang, TC_MSG_COLUMN_GRADE, model->grades[i].code, NULL);
        g_autofree char *word =
            tc_marked_word(annex->results, TC_REF_GRADE, i, annex->row,
                           label ? label : tc_msg(annex->lang, TC_MSG_GRADE_OPEN));
        g_string_append_printf(out, "%s: %s\n", head, word);
    }
}

static void append_ranks(const Annex *annex, GString *out)
{
    const TcModel *model = annex->results->model;
    for (uint32_t i = 0; i < model->n_rankings; i++) {
        g_autofree char *rank = tc_rank_words(annex->results, annex->row, i, annex->lang);
        g_autofree char *head =
            tc_msg_format(annex->lang, TC_MSG_COLUMN_RANK, model->rankings[i].code, NULL);
        g_autofree char *word = tc_marked_word(annex->results, TC_REF_RANKING, i, annex->row, rank);
        g_string_append_printf(out, "%s: %s\n", head, word);
    }
}

/* Groups and indicators, in the decision's order. */
static void add_rows(const Annex *annex, TcGrid *grid)
{
    const TcModel *model = annex->results->model;
    uint32_t group = TC_NO_PART;
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        const uint32_t own = model->indicators[i].group;
        if (own != group && own != TC_NO_PART)
            add_group(annex, grid, own);
        group = own;
        add_indicator(annex, grid, i);
    }
}

void tc_annex(const TcAnnexPage *page, const TcBlock *block, const TcResults *results, uint32_t row,
              GString *out)
{
    const TcModel *model = results->model;
    const uint32_t n_cells = tc_schema_width(&model->schema);
    TcValue *cells = tc_values_new(n_cells);
    g_autofree bool *known = g_new0(bool, n_cells + 1);
    g_autoptr(TcReference) reference = tc_reference_new(model, page->run);
    g_autoptr(TcGrid) grid = new_grid(page->lang);
    const Annex annex = {page->figures, block, results, row, page->lang, reference};
    tc_reference_read_row(model, block, row, cells, known);
    tc_reference_set_row(reference, cells, known);
    add_rows(&annex, grid);
    append_head(&annex, page->colour, out);
    append_sums(&annex, out);
    append_grades(&annex, out);
    append_ranks(&annex, out);
    g_string_append_c(out, '\n');
    tc_grid_print(grid, page->width, page->colour, out);
    tc_values_free(cells, n_cells);
}
