/* An impact as a page for a browser. See impact.h. */
#include "report/impact_internal.h"

#include "report/html.h"

/* The words of several messages in the page's language. */
static void open_table(const TcImpactPage *page, const TcMsg *heads, unsigned n, GString *out)
{
    enum { MOST = 10 };
    const char *words[MOST];
    for (unsigned i = 0; i < n; i++)
        words[i] = tc_msg(page->lang, heads[i]);
    tc_html_table(out, words, n);
}

static void put_line(GString *out, char *text)
{
    tc_html_element(out, "p", text);
    g_free(text);
}

static void put_clauses(const TcImpactPage *page, GString *out)
{
    static const TcMsg heads[] = {TC_MSG_IMPACT_NUMBER, TC_MSG_IMPACT_CHANGE_HEAD,
                                  TC_MSG_VERSIONS_DECISIONS};
    const TcBetween *between = page->impact->between;
    if (tc_between_n(between) == 0) {
        tc_html_element(out, "p", tc_msg(page->lang, TC_MSG_IMPACT_NO_CHANGES));
        return;
    }
    tc_html_element(out, "h2",
                    tc_msg(page->lang, tc_between_amends(between) ? TC_MSG_IMPACT_CLAUSES
                                                                  : TC_MSG_IMPACT_CHANGES));
    open_table(page, heads, G_N_ELEMENTS(heads), out);
    for (uint32_t i = 0; i < tc_between_n(between); i++) {
        g_autofree char *name = tc_impact_clause_name(page, i);
        g_autofree char *words = tc_impact_clause_words(page, i);
        const TcClauseBetween *clause = tc_between_clause(between, i);
        g_autofree char *told =
            g_strconcat(words, clause->idle ? tc_msg(page->lang, TC_MSG_IMPACT_IDLE) : "", NULL);
        tc_html_row(out);
        tc_html_cell(out, name);
        tc_html_cell(out, told);
        tc_html_cell(out, clause->decision);
        tc_html_row_end(out);
    }
    tc_html_table_end(out);
    for (guint i = 0; i < page->impact->bundles->len; i++) {
        g_autofree char *names =
            tc_impact_set_words(page, g_array_index(page->impact->bundles, TcClauses, i));
        put_line(out, tc_msg_format(page->lang, TC_MSG_IMPACT_BUNDLE, names, NULL));
    }
}

/* The indicators that are new, repealed or amended, a line for each kind. */
static void put_fates(const TcImpactPage *page, GString *out)
{
    static const TcMsg lines[TC_N_FATES] = {[TC_FATE_NEW] = TC_MSG_IMPACT_FATE_NEW,
                                            [TC_FATE_REPEALED] = TC_MSG_IMPACT_FATE_REPEALED,
                                            [TC_FATE_AMENDED] = TC_MSG_IMPACT_FATE_AMENDED};
    for (TcImpactFate fate = TC_FATE_NEW; fate < TC_N_FATES; fate++) {
        g_autoptr(GString) told = g_string_new(NULL);
        for (guint i = 0; i < page->impact->answers->len; i++) {
            const TcImpactAnswer *answer = tc_impact_answer(page->impact, i);
            if (answer->kind == TC_REF_INDICATOR && tc_impact_fate(page->impact, i) == fate)
                g_string_append_printf(told, "%s%s \"%s\"", told->len ? "; " : "", answer->code,
                                       answer->title ? answer->title : "");
        }
        if (told->len)
            put_line(out, tc_msg_format(page->lang, lines[fate], told->str, NULL));
    }
}

/* What an answer was before and is after, as bars. */
static void put_counts(const TcImpactPage *page, uint32_t answer, GString *out)
{
    const TcImpact *impact = page->impact;
    g_autoptr(GArray) bars = g_array_new(FALSE, FALSE, sizeof(TcHtmlBar));
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (uint32_t can = 0; can < impact->n_can; can++)
        for (int side = 0; side < 2; side++) {
            const uint64_t n = tc_impact_had(impact, &impact->all, answer, side, can);
            if (n + tc_impact_had(impact, &impact->all, answer, !side, can) == 0)
                continue;
            char *name = g_strdup_printf(
                "%s, %s", tc_impact_can_word(page, answer, can),
                tc_msg(page->lang, side == 0 ? TC_MSG_IMPACT_BEFORE : TC_MSG_IMPACT_AFTER));
            const TcHtmlBar bar = {name, n};
            g_ptr_array_add(names, name);
            g_array_append_val(bars, bar);
        }
    g_autofree char *title = tc_impact_answer_name(page, answer);
    tc_html_bars(out, title, (const TcHtmlBar *)(void *)bars->data, bars->len);
}

static void put_turns(const TcImpactPage *page, uint32_t answer, GString *out)
{
    static const TcMsg heads[] = {TC_MSG_IMPACT_BEFORE, TC_MSG_IMPACT_AFTER, TC_MSG_IMPACT_CAUSE,
                                  TC_MSG_IMPACT_UNITS};
    g_autoptr(GArray) turns = tc_impact_turns_of(page->impact, answer);
    if (turns->len == 0) {
        tc_html_element(out, "p", tc_msg(page->lang, TC_MSG_IMPACT_NO_TURN));
        return;
    }
    open_table(page, heads, G_N_ELEMENTS(heads), out);
    for (guint i = 0; i < turns->len; i++) {
        const TcTurnCount *count = &g_array_index(turns, TcTurnCount, i);
        g_autofree char *cause = tc_impact_cause_words(page, count->turn.cause);
        tc_html_row(out);
        tc_html_cell(out, tc_impact_can_word(page, answer, count->turn.before));
        tc_html_cell(out, tc_impact_can_word(page, answer, count->turn.after));
        tc_html_cell(out, cause);
        tc_html_number(out, count->n);
        tc_html_row_end(out);
    }
    tc_html_table_end(out);
}

static void put_parent(const TcImpact *impact, const TcImpactSums *sums, uint32_t answer,
                       const char *name, GString *out)
{
    tc_html_row(out);
    tc_html_cell(out, name);
    tc_html_number(out, sums->n_units);
    tc_html_number(out, tc_impact_had(impact, sums, answer, 0, TC_CAN_YES));
    tc_html_number(out, tc_impact_had(impact, sums, answer, 1, TC_CAN_YES));
    tc_html_number(out, tc_impact_gained(impact, sums, answer));
    tc_html_number(out, tc_impact_lost(impact, sums, answer));
    tc_html_row_end(out);
}

static void put_parents(const TcImpactPage *page, uint32_t answer, GString *out)
{
    static const TcMsg heads[] = {TC_MSG_HEAD_PARENT,       TC_MSG_IMPACT_UNITS,
                                  TC_MSG_IMPACT_MET_BEFORE, TC_MSG_IMPACT_MET_AFTER,
                                  TC_MSG_IMPACT_GAINED,     TC_MSG_IMPACT_LOST};
    const TcImpact *impact = page->impact;
    open_table(page, heads, G_N_ELEMENTS(heads), out);
    for (guint i = 0; i < impact->parents->len; i++) {
        const TcImpactSums *sums = g_ptr_array_index(impact->parents, i);
        put_parent(impact, sums, answer, sums->name, out);
    }
    put_parent(impact, &impact->all, answer, tc_msg(page->lang, TC_MSG_IMPACT_ALL), out);
    tc_html_table_end(out);
}

static void put_conclusion(const TcImpactPage *page, uint32_t index, GString *out)
{
    const TcImpactAnswer *answer = tc_impact_answer(page->impact, index);
    g_autofree char *name = tc_impact_answer_name(page, index);
    g_autofree char *heading = g_strdup_printf("%s%s%s", name, answer->title ? ": " : "",
                                               answer->title ? answer->title : "");
    tc_html_element(out, "h2", heading);
    put_counts(page, index, out);
    if (!tc_impact_can_turn(answer))
        return;
    put_turns(page, index, out);
    if (answer->kind == TC_REF_VERDICT && tc_impact_has_parents(page->impact))
        put_parents(page, index, out);
}

/* Indicators that turn, as bars of how many units. */
static void put_indicators(const TcImpactPage *page, GString *out)
{
    static const TcMsg heads[] = {TC_MSG_HEAD_CODE,    TC_MSG_HEAD_INDICATOR, TC_MSG_IMPACT_BEFORE,
                                  TC_MSG_IMPACT_AFTER, TC_MSG_IMPACT_CAUSE,   TC_MSG_IMPACT_UNITS};
    const TcImpact *impact = page->impact;
    if (!tc_impact_indicators_turn(impact)) {
        tc_html_element(out, "p", tc_msg(page->lang, TC_MSG_IMPACT_NO_INDICATOR));
        return;
    }
    tc_html_element(out, "h2", tc_msg(page->lang, TC_MSG_IMPACT_INDICATORS));
    open_table(page, heads, G_N_ELEMENTS(heads), out);
    for (guint i = 0; i < impact->answers->len; i++) {
        const TcImpactAnswer *answer = tc_impact_answer(impact, i);
        g_autoptr(GArray) turns = tc_impact_turns_of(impact, i);
        for (guint k = 0; answer->kind == TC_REF_INDICATOR && k < turns->len; k++) {
            const TcTurnCount *count = &g_array_index(turns, TcTurnCount, k);
            g_autofree char *cause = tc_impact_cause_words(page, count->turn.cause);
            tc_html_row(out);
            tc_html_cell(out, answer->code);
            tc_html_cell(out, answer->title);
            tc_html_cell(out, tc_impact_can_word(page, i, count->turn.before));
            tc_html_cell(out, tc_impact_can_word(page, i, count->turn.after));
            tc_html_cell(out, cause);
            tc_html_number(out, count->n);
            tc_html_row_end(out);
        }
    }
    tc_html_table_end(out);
}

static void put_unit(const TcImpactPage *page, const TcImpactTold *unit, GString *out)
{
    for (uint32_t i = 0; i < unit->n_turns; i++) {
        const TcImpactTurn *turn = &unit->turns[i];
        g_autofree char *cause = tc_impact_cause_words(page, turn->cause);
        tc_html_row(out);
        tc_html_cell(out, unit->code);
        tc_html_cell(out, unit->name);
        tc_html_cell(out, unit->parent);
        tc_html_cell(out, tc_impact_answer(page->impact, turn->answer)->code);
        tc_html_cell(out, tc_impact_can_word(page, turn->answer, turn->before));
        tc_html_cell(out, tc_impact_can_word(page, turn->answer, turn->after));
        tc_html_cell(out, cause);
        tc_html_row_end(out);
    }
    if (g_strcmp0(unit->points[0], unit->points[1]) != 0) {
        tc_html_row(out);
        tc_html_cell(out, unit->code);
        tc_html_cell(out, unit->name);
        tc_html_cell(out, unit->parent);
        tc_html_cell(out, tc_msg(page->lang, TC_MSG_HEAD_TOTAL));
        tc_html_cell(out, unit->points[0]);
        tc_html_cell(out, unit->points[1]);
        tc_html_cell(out, NULL);
        tc_html_row_end(out);
    }
    for (guint i = 0; i < unit->near->len; i++) {
        const TcImpactNear *near = g_ptr_array_index(unit->near, i);
        g_autofree char *lacking =
            tc_msg_format(page->lang, TC_MSG_IMPACT_LACKING, near->lacking, NULL);
        tc_html_row(out);
        tc_html_cell(out, unit->code);
        tc_html_cell(out, unit->name);
        tc_html_cell(out, unit->parent);
        tc_html_cell(out, tc_impact_answer(page->impact, near->answer)->code);
        tc_html_cell(out, tc_impact_can_word(page, near->answer, near->before));
        tc_html_cell(out, lacking);
        tc_html_cell(out, NULL);
        tc_html_row_end(out);
    }
}

static void put_units(const TcImpactPage *page, GString *out)
{
    static const TcMsg heads[] = {TC_MSG_HEAD_UNIT_CODE, TC_MSG_HEAD_UNIT_NAME, TC_MSG_HEAD_PARENT,
                                  TC_MSG_HEAD_CODE,      TC_MSG_IMPACT_BEFORE,  TC_MSG_IMPACT_AFTER,
                                  TC_MSG_IMPACT_CAUSE};
    if (page->told->len == 0)
        return;
    g_autofree char *near = g_strdup_printf("%u", page->near);
    g_autofree char *heading = tc_msg_format(
        page->lang, page->near ? TC_MSG_IMPACT_TOLD_NEAR : TC_MSG_IMPACT_TOLD, near, NULL);
    tc_html_element(out, "h2", heading);
    open_table(page, heads, G_N_ELEMENTS(heads), out);
    for (guint i = 0; i < page->told->len; i++)
        put_unit(page, g_ptr_array_index(page->told, i), out);
    tc_html_table_end(out);
}

static void put_foot(const TcImpactPage *page, GString *out)
{
    g_autoptr(GString) foot = g_string_new(NULL);
    tc_foot_text(page->summary, &page->run, page->lang, foot);
    g_auto(GStrv) lines = g_strsplit(foot->str, "\n", -1);
    g_string_append(out, "<hr>\n");
    for (char **line = lines; *line; line++)
        if (**line)
            tc_html_element(out, "p", *line);
}

void tc_impact_html(const TcImpactPage *page, GString *out)
{
    const TcImpact *impact = page->impact;
    const TcModel *model = tc_program_model(impact->programs[1]);
    g_autofree char *title = tc_msg_format(page->lang, TC_MSG_IMPACT_TITLE, model->code, NULL);
    g_autofree char *units = g_strdup_printf("%" G_GUINT64_FORMAT, impact->all.n_units);
    tc_html_begin(out, page->lang, title);
    tc_html_element(out, "p", model->title);
    put_line(out, tc_msg_format(page->lang, TC_MSG_IMPACT_VERSIONS, page->names[0], page->names[1],
                                NULL));
    put_line(out, tc_msg_format(page->lang, TC_MSG_IMPACT_DATA, page->run.data_file, units, NULL));
    if (page->transitions)
        tc_html_element(out, "p", tc_msg(page->lang, TC_MSG_IMPACT_TRANSITIONS));
    put_fates(page, out);
    put_clauses(page, out);
    for (guint i = 0; i < impact->answers->len; i++)
        if (tc_impact_answer(impact, i)->kind != TC_REF_INDICATOR)
            put_conclusion(page, i, out);
    put_indicators(page, out);
    if (page->sweep)
        tc_sweep_html(page, out);
    put_units(page, out);
    put_foot(page, out);
    tc_html_end(out);
}
