/* An impact as text for a terminal or a file. See impact.h. */
#include "report/impact_internal.h"

#include "report/grid.h"

/* How the page is laid out. */
typedef struct {
    const TcImpactPage *page;
    unsigned width;
    bool colour;
    GString *out;
} Sheet;

static void add_line(const Sheet *sheet, const char *indent, char *line)
{
    g_string_append_printf(sheet->out, "%s%s\n", indent, line);
    g_free(line);
}

static char *count_text(uint64_t n)
{
    return g_strdup_printf("%" G_GUINT64_FORMAT, n);
}

static void count_cell(TcGrid *grid, uint64_t n)
{
    g_autofree char *text = count_text(n);
    tc_grid_cell(grid, n > 0 ? text : "0", TC_PAINT_PLAIN);
}

/* --- what was compared ------------------------------------------------------------------------ */

static void add_bundles(const Sheet *sheet)
{
    const TcImpact *impact = sheet->page->impact;
    for (guint i = 0; i < impact->bundles->len; i++) {
        g_autofree char *names =
            tc_impact_set_words(sheet->page, g_array_index(impact->bundles, TcClauses, i));
        add_line(sheet, "  ", tc_msg_format(sheet->page->lang, TC_MSG_IMPACT_BUNDLE, names, NULL));
    }
}

static void add_clauses(const Sheet *sheet)
{
    const TcImpactPage *page = sheet->page;
    const TcBetween *between = page->impact->between;
    const uint32_t n = tc_between_n(between);
    const TcMsg head = n == 0                       ? TC_MSG_IMPACT_NO_CHANGES
                       : tc_between_amends(between) ? TC_MSG_IMPACT_CLAUSES
                                                    : TC_MSG_IMPACT_CHANGES;
    g_string_append_printf(sheet->out, "\n%s\n", tc_msg(page->lang, head));
    for (uint32_t i = 0; i < n; i++)
        add_line(sheet, "  ", tc_impact_clause_line(page, i));
    add_bundles(sheet);
}

static void add_head(const Sheet *sheet)
{
    const TcImpactPage *page = sheet->page;
    const TcModel *model = tc_program_model(page->impact->programs[1]);
    g_autofree char *units = count_text(page->impact->all.n_units);
    g_string_append_printf(sheet->out, "%s: %s\n", model->code, model->title);
    add_line(
        sheet, "",
        tc_msg_format(page->lang, TC_MSG_IMPACT_VERSIONS, page->names[0], page->names[1], NULL));
    add_line(sheet, "",
             tc_msg_format(page->lang, TC_MSG_IMPACT_DATA, page->run.data_file, units, NULL));
    if (page->transitions)
        add_line(sheet, "", g_strdup(tc_msg(page->lang, TC_MSG_IMPACT_TRANSITIONS)));
    add_clauses(sheet);
}

/* --- conclusions ------------------------------------------------------------------------------ */

/* "Đủ điều kiện 171; Chưa đủ điều kiện 337". */
static char *counts_text(const TcImpactPage *page, uint32_t answer, int side)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (uint32_t can = 0; can < page->impact->n_can; can++) {
        const uint64_t n = tc_impact_had(page->impact, &page->impact->all, answer, side, can);
        if (n > 0)
            g_string_append_printf(text, "%s%s %" G_GUINT64_FORMAT, text->len ? "; " : "",
                                   tc_impact_can_word(page, answer, can), n);
    }
    return g_strdup(text->str);
}

/* The turns of an answer, each kind with its causes below it. */
static void add_turns(const Sheet *sheet, uint32_t answer)
{
    const TcImpactPage *page = sheet->page;
    g_autoptr(GArray) turns = tc_impact_turns_of(page->impact, answer);
    const TcImpactTurn *last = NULL;
    for (guint i = 0; i < turns->len; i++) {
        const TcTurnCount *count = &g_array_index(turns, TcTurnCount, i);
        const TcImpactTurn *turn = &count->turn;
        g_autofree char *cause = tc_impact_cause_words(page, turn->cause);
        g_autofree char *all = count_text(
            tc_impact_count(page->impact, &page->impact->all, answer, turn->before, turn->after));
        if (!last || last->before != turn->before || last->after != turn->after)
            add_line(sheet, "  ",
                     tc_msg_format(page->lang, TC_MSG_IMPACT_TURN,
                                   tc_impact_can_word(page, answer, turn->before),
                                   tc_impact_can_word(page, answer, turn->after), all, NULL));
        g_string_append_printf(sheet->out, "    %s: %" G_GUINT64_FORMAT "\n", cause, count->n);
        last = turn;
    }
    if (turns->len == 0)
        g_string_append_printf(sheet->out, "  %s\n", tc_msg(page->lang, TC_MSG_IMPACT_NO_TURN));
}

static void parent_row(TcGrid *grid, const TcImpact *impact, const TcImpactSums *sums,
                       uint32_t answer, const char *name)
{
    tc_grid_row(grid);
    tc_grid_cell(grid, name, TC_PAINT_PLAIN);
    count_cell(grid, sums->n_units);
    count_cell(grid, tc_impact_had(impact, sums, answer, 0, TC_CAN_YES));
    count_cell(grid, tc_impact_had(impact, sums, answer, 1, TC_CAN_YES));
    count_cell(grid, tc_impact_gained(impact, sums, answer));
    count_cell(grid, tc_impact_lost(impact, sums, answer));
}

static void add_parents(const Sheet *sheet, uint32_t answer)
{
    const TcImpact *impact = sheet->page->impact;
    const TcLang lang = sheet->page->lang;
    const TcGridColumn columns[] = {
        {tc_msg(lang, TC_MSG_HEAD_PARENT), TC_ALIGN_LEFT, true, false},
        {tc_msg(lang, TC_MSG_IMPACT_UNITS), TC_ALIGN_RIGHT, false, false},
        {tc_msg(lang, TC_MSG_IMPACT_MET_BEFORE), TC_ALIGN_RIGHT, false, false},
        {tc_msg(lang, TC_MSG_IMPACT_MET_AFTER), TC_ALIGN_RIGHT, false, false},
        {tc_msg(lang, TC_MSG_IMPACT_GAINED), TC_ALIGN_RIGHT, false, false},
        {tc_msg(lang, TC_MSG_IMPACT_LOST), TC_ALIGN_RIGHT, false, false},
    };
    g_autoptr(TcGrid) grid = tc_grid_new(columns, G_N_ELEMENTS(columns));
    for (guint i = 0; i < impact->parents->len; i++) {
        const TcImpactSums *sums = g_ptr_array_index(impact->parents, i);
        parent_row(grid, impact, sums, answer, sums->name);
    }
    parent_row(grid, impact, &impact->all, answer, tc_msg(lang, TC_MSG_IMPACT_ALL));
    g_string_append_c(sheet->out, '\n');
    tc_grid_print(grid, sheet->width, sheet->colour, sheet->out);
}

static void add_conclusion(const Sheet *sheet, uint32_t index)
{
    const TcImpactPage *page = sheet->page;
    const TcImpactAnswer *answer = tc_impact_answer(page->impact, index);
    g_autofree char *name = tc_impact_answer_name(page, index);
    g_string_append_printf(sheet->out, "\n%s%s%s\n", name, answer->title ? ": " : "",
                           answer->title ? answer->title : "");
    for (int side = 0; side < 2; side++) {
        g_autofree char *counts = counts_text(page, index, side);
        if ((side == 0 ? answer->before : answer->after) == TC_NO_PART)
            continue;
        add_line(sheet, "  ",
                 tc_msg_format(page->lang,
                               side == 0 ? TC_MSG_IMPACT_HAD_BEFORE : TC_MSG_IMPACT_HAS_AFTER,
                               counts, NULL));
    }
    if (!tc_impact_can_turn(answer))
        return;
    add_turns(sheet, index);
    if (answer->kind == TC_REF_VERDICT && tc_impact_has_parents(page->impact))
        add_parents(sheet, index);
}

/* --- indicators ------------------------------------------------------------------------------- */

/* "do khoản 3 (12); do khoản 5 (2)". */
static char *causes_text(const TcImpactPage *page, uint32_t answer)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < page->impact->causes->len; i++) {
        uint64_t n = 0;
        for (guint k = 0; k < page->impact->counts->len; k++) {
            const TcTurnCount *count = &g_array_index(page->impact->counts, TcTurnCount, k);
            n += count->turn.answer == answer && count->turn.cause == i ? count->n : 0;
        }
        g_autofree char *cause = tc_impact_cause_words(page, i);
        if (n > 0)
            g_string_append_printf(text, "%s%s (%" G_GUINT64_FORMAT ")", text->len ? "; " : "",
                                   cause, n);
    }
    return g_strdup(text->str);
}

static uint64_t turned(const TcImpact *impact, uint32_t answer)
{
    uint64_t n = 0;
    for (guint i = 0; i < impact->counts->len; i++) {
        const TcTurnCount *count = &g_array_index(impact->counts, TcTurnCount, i);
        n += count->turn.answer == answer ? count->n : 0;
    }
    return n;
}

static void indicator_row(TcGrid *grid, const TcImpactPage *page, uint32_t index)
{
    const TcImpact *impact = page->impact;
    const TcImpactAnswer *answer = tc_impact_answer(impact, index);
    const bool both = tc_impact_can_turn(answer);
    const uint64_t gained = both ? tc_impact_gained(impact, &impact->all, index) : 0;
    const uint64_t lost = both ? tc_impact_lost(impact, &impact->all, index) : 0;
    g_autofree char *causes =
        both ? causes_text(page, index)
             : g_strdup(tc_msg(page->lang, answer->before == TC_NO_PART ? TC_MSG_IMPACT_NEW
                                                                        : TC_MSG_IMPACT_GONE));
    tc_grid_row(grid);
    tc_grid_cell(grid, answer->code, TC_PAINT_PLAIN);
    tc_grid_cell(grid, answer->title, TC_PAINT_PLAIN);
    for (int side = 0; side < 2; side++) {
        const bool there = (side == 0 ? answer->before : answer->after) != TC_NO_PART;
        if (there)
            count_cell(grid, tc_impact_had(impact, &impact->all, index, side, TC_CAN_YES));
        else
            tc_grid_cell(grid, NULL, TC_PAINT_PLAIN);
    }
    count_cell(grid, gained);
    count_cell(grid, lost);
    count_cell(grid, turned(impact, index) - gained - lost);
    tc_grid_cell(grid, causes, TC_PAINT_PLAIN);
}

static void add_indicators(const Sheet *sheet)
{
    const TcImpact *impact = sheet->page->impact;
    const TcLang lang = sheet->page->lang;
    const TcGridColumn columns[] = {
        {tc_msg(lang, TC_MSG_HEAD_CODE), TC_ALIGN_LEFT, false, false},
        {tc_msg(lang, TC_MSG_HEAD_INDICATOR), TC_ALIGN_LEFT, true, false},
        {tc_msg(lang, TC_MSG_IMPACT_MET_BEFORE), TC_ALIGN_RIGHT, false, false},
        {tc_msg(lang, TC_MSG_IMPACT_MET_AFTER), TC_ALIGN_RIGHT, false, false},
        {tc_msg(lang, TC_MSG_IMPACT_GAINED), TC_ALIGN_RIGHT, false, false},
        {tc_msg(lang, TC_MSG_IMPACT_LOST), TC_ALIGN_RIGHT, false, false},
        {tc_msg(lang, TC_MSG_IMPACT_OTHERS), TC_ALIGN_RIGHT, false, false},
        {tc_msg(lang, TC_MSG_IMPACT_CAUSE), TC_ALIGN_LEFT, true, true},
    };
    g_autoptr(TcGrid) grid = tc_grid_new(columns, G_N_ELEMENTS(columns));
    bool any = false;
    for (guint i = 0; i < impact->answers->len; i++) {
        const TcImpactAnswer *answer = tc_impact_answer(impact, i);
        if (answer->kind != TC_REF_INDICATOR ||
            (tc_impact_can_turn(answer) && turned(impact, i) == 0))
            continue;
        indicator_row(grid, sheet->page, i);
        any = true;
    }
    g_string_append_printf(
        sheet->out, "\n%s\n",
        tc_msg(lang, any ? TC_MSG_IMPACT_INDICATORS : TC_MSG_IMPACT_NO_INDICATOR));
    if (any)
        tc_grid_print(grid, sheet->width, sheet->colour, sheet->out);
}

static void add_points(const Sheet *sheet)
{
    const TcImpact *impact = sheet->page->impact;
    if (!tc_impact_scores(impact))
        return;
    g_autofree char *more = count_text(impact->n_more), *less = count_text(impact->n_less);
    g_autofree char *same = count_text(impact->n_same), *open = count_text(impact->n_points_open);
    g_autofree char *mean = tc_impact_mean_change(sheet->page);
    g_string_append_c(sheet->out, '\n');
    add_line(sheet, "",
             tc_msg_format(sheet->page->lang, TC_MSG_IMPACT_POINTS, more, less, same, open,
                           mean ? mean : "0", NULL));
}

/* --- units ------------------------------------------------------------------------------------ */

/* "3.4: Đạt → Chưa đạt; 3.5: …": the indicators that turned. */
static char *indicators_text(const TcImpactPage *page, const TcImpactTold *unit)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (uint32_t i = 0; i < unit->n_turns; i++) {
        const TcImpactTurn *turn = &unit->turns[i];
        const TcImpactAnswer *answer = tc_impact_answer(page->impact, turn->answer);
        if (answer->kind == TC_REF_INDICATOR)
            g_string_append_printf(text, "%s%s: %s → %s", text->len ? "; " : "", answer->code,
                                   tc_impact_can_word(page, turn->answer, turn->before),
                                   tc_impact_can_word(page, turn->answer, turn->after));
    }
    return g_strdup(text->str);
}

static char *change_text(const char *before, const char *after)
{
    if (!before && !after)
        return NULL;
    return g_strcmp0(before, after) == 0
               ? g_strdup(after)
               : g_strdup_printf("%s → %s", before ? before : "", after ? after : "");
}

/* Why its indicators turned, each cause once. Returns: (transfer full). */
static char *unit_causes(const TcImpactPage *page, const TcImpactTold *unit)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (uint32_t i = 0; i < unit->n_turns; i++) {
        bool known = false;
        for (uint32_t k = 0; k < i; k++)
            known |= unit->turns[k].cause == unit->turns[i].cause;
        g_autofree char *cause = tc_impact_cause_words(page, unit->turns[i].cause);
        if (!known)
            g_string_append_printf(text, "%s%s", text->len ? "; " : "", cause);
    }
    return g_strdup(text->str);
}

/* "K: Đủ điều kiện → Chưa đủ điều kiện". Returns: (transfer full). */
static char *turn_text(const TcImpactPage *page, const TcImpactTurn *turn)
{
    return g_strdup_printf("%s: %s → %s", tc_impact_answer(page->impact, turn->answer)->code,
                           tc_impact_can_word(page, turn->answer, turn->before),
                           tc_impact_can_word(page, turn->answer, turn->after));
}

static TcPaint turn_paint(const TcImpactTurn *turn)
{
    return !turn                       ? TC_PAINT_PLAIN
           : turn->after == TC_CAN_YES ? TC_PAINT_GOOD
           : turn->after == TC_CAN_NO  ? TC_PAINT_BAD
                                       : TC_PAINT_PLAIN;
}

/* @turn: of a conclusion; NULL: none turned. */
static void unit_row(TcGrid *grid, const TcImpactPage *page, const TcImpactTold *unit,
                     const TcImpactTurn *turn, bool first)
{
    g_autofree char *indicators = first ? indicators_text(page, unit) : NULL;
    g_autofree char *points = first ? change_text(unit->points[0], unit->points[1]) : NULL;
    g_autofree char *ranks = first ? change_text(unit->ranks[0], unit->ranks[1]) : NULL;
    g_autofree char *cause =
        turn ? tc_impact_cause_words(page, turn->cause) : unit_causes(page, unit);
    g_autofree char *change = turn ? turn_text(page, turn) : NULL;
    tc_grid_row(grid);
    tc_grid_cell(grid, first ? unit->code : NULL, TC_PAINT_PLAIN);
    tc_grid_cell(grid, first ? unit->name : NULL, TC_PAINT_PLAIN);
    tc_grid_cell(grid, first ? unit->parent : NULL, TC_PAINT_PLAIN);
    tc_grid_cell(grid, change, turn_paint(turn));
    tc_grid_cell(grid, cause, TC_PAINT_PLAIN);
    tc_grid_cell(grid, indicators, TC_PAINT_PLAIN);
    tc_grid_cell(grid, points, TC_PAINT_PLAIN);
    tc_grid_cell(grid, ranks, TC_PAINT_PLAIN);
}

/* A line for each conclusion that turned; where none can, for each indicator; else one for what
 * turned in it. */
static void add_unit(TcGrid *grid, const TcImpactPage *page, const TcImpactTold *unit)
{
    const bool concludes = tc_impact_concludes(page->impact);
    bool first = true;
    for (uint32_t i = 0; i < unit->n_turns; i++) {
        const TcImpactTurn *turn = &unit->turns[i];
        if (concludes && tc_impact_answer(page->impact, turn->answer)->kind == TC_REF_INDICATOR)
            continue;
        unit_row(grid, page, unit, turn, first);
        first = false;
    }
    if (first && unit->changed)
        unit_row(grid, page, unit, NULL, true);
}

static void add_units(const Sheet *sheet)
{
    const TcImpactPage *page = sheet->page;
    const TcLang lang = page->lang;
    const bool concludes = tc_impact_concludes(page->impact);
    const TcGridColumn columns[] = {
        {tc_msg(lang, TC_MSG_HEAD_CODE), TC_ALIGN_LEFT, false, true},
        {tc_msg(lang, TC_MSG_HEAD_UNIT), TC_ALIGN_LEFT, true, false},
        {tc_msg(lang, TC_MSG_HEAD_PARENT), TC_ALIGN_LEFT, true, true},
        {tc_msg(lang, TC_MSG_IMPACT_CHANGE_HEAD), TC_ALIGN_LEFT, true, false},
        {tc_msg(lang, TC_MSG_IMPACT_CAUSE), TC_ALIGN_LEFT, true, false},
        {tc_msg(lang, concludes ? TC_MSG_IMPACT_THROUGH : TC_MSG_HEAD_INDICATOR), TC_ALIGN_LEFT,
         true, true},
        {tc_msg(lang, TC_MSG_HEAD_POINTS), TC_ALIGN_RIGHT, false, true},
        {tc_msg(lang, TC_MSG_HEAD_RANK), TC_ALIGN_RIGHT, false, true},
    };
    g_autoptr(TcGrid) grid = tc_grid_new(columns, G_N_ELEMENTS(columns));
    for (guint i = 0; i < page->told->len; i++)
        add_unit(grid, page, g_ptr_array_index(page->told, i));
    g_string_append_printf(sheet->out, "\n%s\n", tc_msg(lang, TC_MSG_IMPACT_TOLD));
    tc_grid_print(grid, sheet->width, sheet->colour, sheet->out);
}

/* Near misses of all units. */
static void add_near(const Sheet *sheet)
{
    const TcImpactPage *page = sheet->page;
    const TcLang lang = page->lang;
    const TcGridColumn columns[] = {
        {tc_msg(lang, TC_MSG_HEAD_CODE), TC_ALIGN_LEFT, false, true},
        {tc_msg(lang, TC_MSG_HEAD_UNIT), TC_ALIGN_LEFT, true, false},
        {tc_msg(lang, TC_MSG_HEAD_PARENT), TC_ALIGN_LEFT, true, true},
        {tc_msg(lang, TC_MSG_HEAD_INDICATOR), TC_ALIGN_LEFT, false, false},
        {tc_msg(lang, TC_MSG_IMPACT_BEFORE), TC_ALIGN_LEFT, false, false},
        {tc_msg(lang, TC_MSG_IMPACT_LACKS), TC_ALIGN_RIGHT, false, false},
    };
    g_autofree char *most = g_strdup_printf("%u", page->near);
    g_autoptr(TcGrid) grid = tc_grid_new(columns, G_N_ELEMENTS(columns));
    bool any = false;
    for (guint i = 0; i < page->told->len; i++) {
        const TcImpactTold *unit = g_ptr_array_index(page->told, i);
        for (guint k = 0; k < unit->near->len; k++) {
            const TcImpactNear *near = g_ptr_array_index(unit->near, k);
            tc_grid_row(grid);
            tc_grid_cell(grid, k == 0 ? unit->code : NULL, TC_PAINT_PLAIN);
            tc_grid_cell(grid, k == 0 ? unit->name : NULL, TC_PAINT_PLAIN);
            tc_grid_cell(grid, k == 0 ? unit->parent : NULL, TC_PAINT_PLAIN);
            tc_grid_cell(grid, tc_impact_answer(page->impact, near->answer)->code, TC_PAINT_PLAIN);
            tc_grid_cell(grid, tc_impact_can_word(page, near->answer, near->before),
                         TC_PAINT_PLAIN);
            tc_grid_cell(grid, near->lacking, TC_PAINT_PLAIN);
            any = true;
        }
    }
    g_string_append_c(sheet->out, '\n');
    add_line(sheet, "",
             tc_msg_format(lang, any ? TC_MSG_IMPACT_NEAR : TC_MSG_IMPACT_NO_NEAR, most, NULL));
    if (any)
        tc_grid_print(grid, sheet->width, sheet->colour, sheet->out);
}

static bool any_changed(const TcImpactPage *page)
{
    for (guint i = 0; i < page->told->len; i++)
        if (((const TcImpactTold *)g_ptr_array_index(page->told, i))->changed)
            return true;
    return false;
}

void tc_impact_text(const TcImpactPage *page, unsigned width, bool colour, GString *out)
{
    const Sheet sheet = {page, width, colour, out};
    add_head(&sheet);
    for (guint i = 0; i < page->impact->answers->len; i++)
        if (tc_impact_answer(page->impact, i)->kind != TC_REF_INDICATOR)
            add_conclusion(&sheet, i);
    add_indicators(&sheet);
    add_points(&sheet);
    if (any_changed(page))
        add_units(&sheet);
    if (page->near > 0)
        add_near(&sheet);
    if (page->sweep)
        tc_sweep_text(page, width, colour, out);
    g_string_append_c(out, '\n');
    tc_foot_text(page->summary, &page->run, page->lang, out);
}
