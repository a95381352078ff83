/* Which open cells are waited for, and by what.
 *
 * What an indicator reads by itself is found once; on a row the indicators that it asks for are
 * entered as far as they are open there. A verdict, a grade and a ranking wait for the columns that
 * they name; what they read through indicators, those wait for. */
#include "report/missing.h"

#include <string.h>
#include "report/reasons.h"

/* What an answer reads by itself. */
typedef struct {
    GArray *columns;    /* of uint32_t: schema columns, then appraisals */
    GArray *indicators; /* of uint32_t: whose outcomes it asks for */
} Basis;

/* What can wait. */
typedef struct {
    TcRefKind kind;
    uint32_t index;
    const char *code;
    Basis own;
} Part;

struct TcMissing {
    const TcPlan *plan;
    const TcModel *model;
    const TcRun *run;
    GArray *parts;   /* of Part: indicators (by their points), verdicts, grades, rankings */
    Basis *outcomes; /* n_indicators */
    uint32_t n_cells;

    const TcBlock *block; /* the row that is looked at */
    const TcResults *results;
    uint32_t row;
    GArray *open;      /* of uint32_t: its open cells */
    GArray *entered;   /* of uint32_t: indicators that the part in hand waits for */
    bool *is_entered;  /* n_indicators */
    bool *is_read;     /* n_cells: by the part in hand */
    GString **waiting; /* n_cells, and one for a row that is not there: who waits for it */
    const Part **last; /* of `waiting`: who was added last, or NULL */
};

/* --- once a rule set ------------------------------------------------------------------------ */

static void basis_clear(Basis *basis)
{
    g_array_free(basis->columns, TRUE);
    g_array_free(basis->indicators, TRUE);
}

static void part_clear(void *part)
{
    basis_clear(&((Part *)part)->own);
}

static Basis basis_new(void)
{
    return (Basis){g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                   g_array_new(FALSE, FALSE, sizeof(uint32_t))};
}

typedef struct {
    uint32_t start; /* the indicator whose outcome is read, or TC_NO_PART */
    GArray *indicators;
} Asked;

static bool note_indicator(uint32_t indicator, void *user)
{
    Asked *asked = user;
    if (indicator == asked->start)
        return true;
    g_array_append_val(asked->indicators, indicator);
    return false;
}

/* @node may be TC_NO_NODE, which reads nothing. */
static Basis basis_of_node(const TcPlan *plan, uint32_t node, uint32_t start)
{
    Basis basis = basis_new();
    Asked asked = {start, basis.indicators};
    if (node != TC_NO_NODE)
        tc_plan_columns_read(plan, node, note_indicator, &asked, basis.columns);
    return basis;
}

static void add_part(TcMissing *missing, TcRefKind kind, uint32_t index, const char *code,
                     Basis own)
{
    const Part part = {kind, index, code, own};
    g_array_append_val(missing->parts, part);
}

static void add_indicators(TcMissing *missing)
{
    const TcModel *model = missing->model;
    missing->outcomes = g_new0(Basis, model->n_indicators + 1);
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        const TcPlanIndicator *indicator = &missing->plan->indicators[i];
        missing->outcomes[i] = basis_of_node(missing->plan, indicator->outcome, i);
        add_part(missing, TC_REF_INDICATOR, i, model->indicators[i].code,
                 basis_of_node(missing->plan, indicator->points.node, TC_NO_PART));
    }
}

/* The columns that @first and @second (each may be NULL) name. */
static Basis basis_of_words(const TcModel *model, const TcNode *first, const TcNode *second)
{
    const TcNode *const nodes[] = {first, second};
    Basis basis = basis_new();
    for (size_t i = 0; i < G_N_ELEMENTS(nodes); i++) {
        if (!nodes[i])
            continue;
        g_autoptr(GArray) named = tc_model_columns(model, nodes[i], NULL);
        g_array_append_vals(basis.columns, named->data, named->len);
    }
    return basis;
}

static void add_conclusions(TcMissing *missing)
{
    const TcModel *model = missing->model;
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        add_part(missing, TC_REF_VERDICT, i, model->verdicts[i].code,
                 basis_of_words(model, model->verdicts[i].met_when, NULL));
    for (uint32_t i = 0; i < model->n_grades; i++)
        add_part(missing, TC_REF_GRADE, i, model->grades[i].code,
                 basis_of_words(model, model->grades[i].content, NULL));
    for (uint32_t i = 0; i < model->n_rankings; i++)
        add_part(
            missing, TC_REF_RANKING, i, model->rankings[i].code,
            basis_of_words(model, model->rankings[i].by, model->rankings[i].not_applicable_when));
}

TcMissing *tc_missing_new(const TcPlan *plan, const TcRun *run)
{
    TcMissing *missing = g_new0(TcMissing, 1);
    const TcModel *model = plan->model;
    missing->plan = plan;
    missing->model = model;
    missing->run = run;
    missing->n_cells = tc_schema_width(&model->schema);
    missing->parts = g_array_new(FALSE, FALSE, sizeof(Part));
    g_array_set_clear_func(missing->parts, part_clear);
    add_indicators(missing);
    add_conclusions(missing);
    missing->open = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    missing->entered = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    missing->is_entered = g_new0(bool, model->n_indicators + 1);
    missing->is_read = g_new0(bool, missing->n_cells + 1);
    missing->last = g_new0(const Part *, missing->n_cells + 1);
    missing->waiting = g_new0(GString *, missing->n_cells + 1);
    for (uint32_t i = 0; i <= missing->n_cells; i++)
        missing->waiting[i] = g_string_new(NULL);
    return missing;
}

void tc_missing_free(TcMissing *missing)
{
    if (!missing)
        return;
    for (uint32_t i = 0; i < missing->model->n_indicators; i++)
        basis_clear(&missing->outcomes[i]);
    for (uint32_t i = 0; i <= missing->n_cells; i++)
        g_string_free(missing->waiting[i], TRUE);
    g_array_free(missing->parts, TRUE);
    g_array_free(missing->open, TRUE);
    g_array_free(missing->entered, TRUE);
    g_free(missing->outcomes);
    g_free(missing->is_entered);
    g_free(missing->is_read);
    g_free(missing->waiting);
    g_free(missing->last);
    g_free(missing);
}

/* --- is it open? ---------------------------------------------------------------------------- */

static bool waits(TcLabel label)
{
    return label == TC_LABEL_DATA_MISSING || label == TC_LABEL_AWAITS_APPRAISAL;
}

static TcLabel label_of(const TcMissing *missing, uint32_t indicator)
{
    return tc_state_label(&missing->results->indicators[indicator], missing->row);
}

static bool is_number_open(const TcMissing *missing, const TcNumberResult *number)
{
    mpq_t low, high;
    mpq_inits(low, high, NULL);
    const TcNumberState state = tc_results_number(number, missing->row, low, high);
    mpq_clears(low, high, NULL);
    return state == TC_NUMBER_OPEN || state == TC_NUMBER_UNBOUNDED;
}

static bool is_grade_open(const TcMissing *missing, uint32_t grade)
{
    const TcGradeResult *result = &missing->results->grades[grade];
    const uint64_t set = result->set[missing->row];
    return (set & (set - 1)) != 0 && !tc_bit(result->silent, missing->row);
}

/* By what the unit has itself: other units can leave its rank open as well. */
static bool is_rank_open(const TcMissing *missing, uint32_t ranking)
{
    const TcRankingResult *result = &missing->results->rankings[ranking];
    const unsigned ranked = result->ranked[missing->row];
    return (ranked & TC_OUT_TRUE) &&
           ((ranked & TC_OUT_FALSE) || is_number_open(missing, &result->value));
}

static bool are_points_open(const TcMissing *missing, uint32_t indicator)
{
    return is_number_open(missing, &missing->results->points[indicator]);
}

static bool is_verdict_open(const TcMissing *missing, uint32_t verdict)
{
    return waits(tc_state_label(&missing->results->verdicts[verdict], missing->row));
}

/* What can wait: its word, and is it open by what it reads itself? The word keeps spreadsheets from
 * taking a code for a date. */
static const struct {
    TcMsg word;
    bool (*is_open)(const TcMissing *missing, uint32_t index);
} kinds[] = {[TC_REF_INDICATOR] = {TC_MSG_HEAD_INDICATOR_OF, are_points_open},
             [TC_REF_VERDICT] = {TC_MSG_COLUMN_VERDICT, is_verdict_open},
             [TC_REF_GRADE] = {TC_MSG_COLUMN_GRADE, is_grade_open},
             [TC_REF_RANKING] = {TC_MSG_COLUMN_RANK, is_rank_open}};

/* --- what it waits for ---------------------------------------------------------------------- */

static void enter(TcMissing *missing, uint32_t indicator)
{
    if (missing->is_entered[indicator] || !waits(label_of(missing, indicator)))
        return;
    missing->is_entered[indicator] = true;
    g_array_append_val(missing->entered, indicator);
}

/* @appraisals_only: what it says is settled but for them. */
static void read_basis(TcMissing *missing, const Basis *basis, bool appraisals_only)
{
    for (guint i = 0; i < basis->columns->len; i++) {
        const uint32_t column = g_array_index(basis->columns, uint32_t, i);
        if (!appraisals_only || column >= missing->model->schema.n_columns)
            missing->is_read[column] = true;
    }
    for (guint i = 0; i < basis->indicators->len; i++)
        enter(missing, g_array_index(basis->indicators, uint32_t, i));
}

static bool reads_any(const Basis *basis)
{
    return basis->columns->len > 0 || basis->indicators->len > 0;
}

/* Which cells does the part wait for? */
static void read_part(TcMissing *missing, const Part *part)
{
    memset(missing->is_read, 0, missing->n_cells * sizeof *missing->is_read);
    memset(missing->is_entered, 0, missing->model->n_indicators * sizeof *missing->is_entered);
    g_array_set_size(missing->entered, 0);
    if (reads_any(&part->own) && kinds[part->kind].is_open(missing, part->index))
        read_basis(missing, &part->own, false);
    if (part->kind == TC_REF_INDICATOR)
        enter(missing, part->index);
    for (guint i = 0; i < missing->entered->len; i++) {
        const uint32_t indicator = g_array_index(missing->entered, uint32_t, i);
        read_basis(missing, &missing->outcomes[indicator],
                   label_of(missing, indicator) == TC_LABEL_AWAITS_APPRAISAL);
    }
}

/* --- the lines ------------------------------------------------------------------------------ */

/* "Chỉ tiêu 3.4, 3.5; Kết luận ĐẠT" */
static char *next_words(const Part *part, const Part *before, const TcCsvWriter *csv)
{
    const bool plain = csv->style == TC_CSV_PLAIN;
    const bool same = before && before->kind == part->kind;
    g_autofree char *named =
        plain || same ? g_strdup(part->code)
                      : tc_msg_format(csv->lang, kinds[part->kind].word, part->code, NULL);
    return g_strconcat(!before ? "" : same && !plain ? ", " : "; ", named, NULL);
}

/* All cells of a unit without a row share the line behind those of the cells. */
static uint32_t line_of(const TcMissing *missing, uint32_t column)
{
    const uint8_t reason = missing->block->columns[column].reason[missing->row];
    return reason == TC_REASON_NO_ROW ? missing->n_cells : column;
}

static void note_part(TcMissing *missing, const Part *part, const TcCsvWriter *csv)
{
    for (guint i = 0; i < missing->open->len; i++) {
        const uint32_t column = g_array_index(missing->open, uint32_t, i);
        const uint32_t line = line_of(missing, column);
        if (!missing->is_read[column] || missing->last[line] == part)
            continue;
        g_autofree char *words = next_words(part, missing->last[line], csv);
        g_string_append(missing->waiting[line], words);
        missing->last[line] = part;
    }
}

static void find_open(TcMissing *missing)
{
    const uint32_t n =
        missing->run->appraisals ? missing->n_cells : missing->model->schema.n_columns;
    g_array_set_size(missing->open, 0);
    for (uint32_t i = 0; i < n; i++) {
        const TcColumn *cells = &missing->block->columns[i];
        if (cells->any_open && tc_bit(cells->open, missing->row))
            g_array_append_val(missing->open, i);
    }
}

static void write_heading(const TcMissing *missing, uint32_t column, TcCsvWriter *csv)
{
    const TcSchema *schema = &missing->model->schema;
    if (column < schema->n_columns) {
        tc_csv_text(csv, schema->columns[column].name);
        return;
    }
    g_autofree char *heading =
        column < missing->n_cells
            ? tc_msg_format(csv->lang, TC_MSG_EXPLAIN_APPRAISAL,
                            schema->appraised[column - schema->n_columns], NULL)
            : NULL;
    tc_csv_text(csv, heading);
}

static void write_line(const TcMissing *missing, uint32_t line, TcReason reason, TcCsvWriter *csv)
{
    const TcRowInfo *info = &missing->block->rows[missing->row];
    tc_csv_text(csv, info->code);
    tc_csv_text(csv, info->name);
    tc_csv_text(csv, info->parent);
    write_heading(missing, line, csv);
    if (info->line > 0)
        tc_csv_integer(csv, info->line);
    else
        tc_csv_text(csv, NULL);
    tc_csv_text(csv, csv->style == TC_CSV_PLAIN ? tc_reason_id(reason)
                                                : tc_msg(csv->lang, tc_reason_words(reason)));
    tc_csv_text(csv, missing->waiting[line]->str);
    tc_csv_end_line(csv);
}

static void write_lines(TcMissing *missing, TcCsvWriter *csv)
{
    for (guint i = 0; i < missing->open->len; i++) {
        const uint32_t column = g_array_index(missing->open, uint32_t, i);
        const uint32_t line = line_of(missing, column);
        if (!missing->last[line])
            continue;
        write_line(missing, line, (TcReason)missing->block->columns[column].reason[missing->row],
                   csv);
        missing->last[line] = NULL;
        g_string_truncate(missing->waiting[line], 0);
    }
}

void tc_missing_head(TcCsvWriter *csv)
{
    static const struct {
        TcMsg words;
        const char *id;
    } heads[] = {{TC_MSG_HEAD_UNIT_CODE, "code"},   {TC_MSG_HEAD_UNIT_NAME, "name"},
                 {TC_MSG_HEAD_PARENT, "parent"},    {TC_MSG_MISSING_CELL, "column"},
                 {TC_MSG_MISSING_LINE, "line"},     {TC_MSG_MISSING_REASON, "reason"},
                 {TC_MSG_MISSING_FOR, "needed_for"}};
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
        tc_csv_text(csv,
                    csv->style == TC_CSV_PLAIN ? heads[i].id : tc_msg(csv->lang, heads[i].words));
    tc_csv_end_line(csv);
}

void tc_missing_row(TcMissing *missing, const TcBlock *block, const TcResults *results,
                    uint32_t row, TcCsvWriter *csv)
{
    missing->block = block;
    missing->results = results;
    missing->row = row;
    find_open(missing);
    for (guint i = 0; missing->open->len > 0 && i < missing->parts->len; i++) {
        const Part *part = &g_array_index(missing->parts, Part, i);
        read_part(missing, part);
        note_part(missing, part, csv);
    }
    write_lines(missing, csv);
}
