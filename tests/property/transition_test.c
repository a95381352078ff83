/* Transitions, held to their meaning unit by unit.
 *
 *   property_transition [rounds [seed]]
 *
 * Random rule sets with random amendments, of which each may end with lines of transition (results
 * that are kept, earlier rules that go on) and ask another level in one year. Random units are
 * judged by the rules of a day with its transitions, and by hand: the first line in force that is
 * for the unit, the newest amendment's first, sends it to the rules of its day (which bring their
 * own lines) or keeps its result; else it is judged by the version of the day. Levels by year are
 * written by hand as the one level that counts in the year judged. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/date.h"
#include "base/msg.h"
#include "base/number.h"
#include "engine/transitions.h"
#include "exec/reference.h"
#include "tools/random_amended.h"

#ifdef __SANITIZE_ADDRESS__
enum { ROUNDS = 25 };
#else
enum { ROUNDS = 250 };
#endif
enum { AMENDMENTS = 3, FIRST = 2021, LAST = FIRST + AMENDMENTS, UNITS = 25, MOST_LINES = 2 };

static TcRandom random_state;
static unsigned long failures, judged, kept, continued, plain, by_year;

static uint32_t draw(uint32_t n)
{
    return tc_random_below(&random_state, n);
}

/* --- texts ------------------------------------------------------------------------------------ */

/* Who a line is for, as written and as judged by hand. */
typedef struct {
    enum { FILED, ZONE, COUNT } what;
    unsigned level;   /* a year, a count */
    bool keeps;       /* else: under the rules of the end of `then` */
    bool by_decision; /* only with the decision */
    unsigned then;
} Line;

typedef struct {
    Line lines[MOST_LINES];
    unsigned n;
} Lines;

typedef struct {
    GPtrArray *texts;         /* of char *: the set, then amendments */
    Lines lines[AMENDMENTS];  /* at the end of each amendment */
    unsigned n;               /* amendments */
    int year;                 /* judged, at its end */
    TcFolder *folder, *plain; /* as written; without lines, the level of the year judged for that of
                                 any year */
} Round;

static Line draw_line(unsigned year)
{
    Line line = {.what = draw(3), .keeps = draw(3) == 0, .by_decision = draw(2)};
    line.level = line.what == FILED ? FIRST - 1 + draw(AMENDMENTS) : draw(6);
    line.then = FIRST - 1 + draw(year - FIRST + 1);
    return line;
}

static void put_line(GString *out, const Line *line)
{
    g_string_append(out, "  for units with ");
    if (line->what == FILED)
        g_string_append_printf(out, "[filed] before %u-07-01", line->level);
    else if (line->what == ZONE)
        g_string_append(out, line->level % 2 ? "[z] = \"x\"" : "[z] = \"y\" or [c1] >= 18");
    else
        g_string_append_printf(out, "[c0] + [c1] >= %u", 3 * line->level);
    if (line->keeps)
        g_string_append_printf(out, ": keep the recognised result%s\n",
                               line->by_decision ? " by [decision]" : "");
    else
        g_string_append_printf(out, ": continue under T on %u-12-31\n", line->then);
}

/* The columns that lines read, and a level by year at the end of each requirement. */
static char *with_more(const char *text, bool columns, int year)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GString) out = g_string_new(NULL);
    for (char **line = lines; *line; line++) {
        const bool level = strstr(*line, "required") && draw(2);
        g_string_append(out, *line);
        if (level)
            g_string_append_printf(out, "; except year judged = %u%s: from %u household up",
                                   (unsigned)year - draw(2),
                                   strstr(*line, "except [z]") ? " and [z] <> \"x\"" : "", draw(6));
        if (line[1])
            g_string_append_c(out, '\n');
        if (columns && strcmp(*line, "data") == 0)
            g_string_append(out, "  [filed] : date, blank means none yet\n"
                                 "  [decision] : document, blank means no\n");
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* The text as it reads in @year: an exception by year is for all units, or for none. */
static char *in_year(const char *text, int year)
{
    g_autoptr(GString) out = g_string_new(NULL);
    static const char words[] = "except year judged = ";
    for (const char *at = text; *at;) {
        const bool here = g_str_has_prefix(at, words);
        if (!here) {
            g_string_append_c(out, *at++);
            continue;
        }
        at += strlen(words);
        g_string_append(out, atoi(at) == year ? "except [c0] >= 0" : "except [c0] < 0");
        by_year += atoi(at) == year;
        at += strspn(at, "0123456789");
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static TcFolder *folder_of(const GPtrArray *texts, TcDiagList *diags)
{
    GPtrArray *sources = tc_sources_new();
    for (guint i = 0; i < texts->len; i++) {
        const char *text = g_ptr_array_index(texts, i);
        g_ptr_array_add(sources, tc_source_new("rules.tieuchi", text, strlen(text)));
    }
    return tc_folder_new(sources, diags);
}

static void make_texts(Round *round, TcDiagList *diags)
{
    TcAmendedShape shape = {.n = 2 + draw(4)};
    g_autofree char *base = tc_amended_base(&random_state, &shape);
    g_autoptr(GPtrArray) by_hand = g_ptr_array_new_with_free_func(g_free);
    round->texts = g_ptr_array_new_with_free_func(g_free);
    round->n = 1 + draw(AMENDMENTS);
    round->year = FIRST + (int)draw(AMENDMENTS + 1);
    g_ptr_array_add(round->texts, with_more(base, true, round->year));
    g_ptr_array_add(by_hand, in_year(g_ptr_array_index(round->texts, 0), round->year));
    for (unsigned i = 0; i < round->n; i++) {
        Lines *lines = &round->lines[i];
        g_autofree char *text = tc_amended_text(&random_state, &shape, FIRST + i);
        g_autofree char *edits = with_more(text, false, round->year);
        g_autoptr(GString) whole = g_string_new(edits);
        lines->n = draw(MOST_LINES + 1);
        for (unsigned k = 0; k < lines->n; k++) {
            lines->lines[k] = draw_line(FIRST + i);
            g_string_append(whole, k == 0 ? "transition\n" : "");
            put_line(whole, &lines->lines[k]);
        }
        g_ptr_array_add(by_hand, in_year(edits, round->year));
        g_ptr_array_add(round->texts, g_string_free(g_steal_pointer(&whole), FALSE));
    }
    round->folder = folder_of(round->texts, diags);
    round->plain = folder_of(by_hand, diags);
}

/* --- units ------------------------------------------------------------------------------------ */

typedef struct {
    unsigned filed; /* a year; 0: none yet */
    bool decision, x;
    unsigned counts[10]; /* c0 to c3, then n0 … */
} Unit;

static Unit draw_unit(void)
{
    Unit unit = {.filed = draw(4) ? FIRST - 2 + draw(AMENDMENTS + 2) : 0,
                 .decision = draw(3) > 0,
                 .x = draw(2)};
    for (size_t i = 0; i < G_N_ELEMENTS(unit.counts); i++)
        unit.counts[i] = draw(10) ? draw(8) : 20;
    return unit;
}

static void put_cell(const TcColumnSpec *spec, const Unit *unit, TcValue *cell)
{
    const char *name = spec->name;
    if (strcmp(name, "filed") == 0 && unit->filed)
        tc_value_set_day(cell, tc_date_from_ymd((int)unit->filed, 3, 1));
    else if (strcmp(name, "filed") == 0)
        tc_value_set_none(cell, TC_VALUE_DATE);
    else if (strcmp(name, "decision") == 0)
        tc_value_set_truth(cell, unit->decision ? TC_TRUTH_YES : TC_TRUTH_NO, TC_WHY_LITERAL);
    else if (strcmp(name, "z") == 0)
        tc_value_set_text(cell, unit->x ? "x" : "y");
    else
        tc_value_set_integer(cell, unit->counts[(name[0] == 'n' ? 4 : 0) + name[1] - '0']);
}

/* --- what comes out --------------------------------------------------------------------------- */

static int by_words(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The code without what earlier rules have behind it. */
static char *own_code(const char *code)
{
    const char *tail = strstr(code, "_old");
    return tail ? g_strndup(code, (gsize)(tail - code)) : g_strdup(code);
}

static void put_indicators(const TcModel *model, TcReference *reference, GString *out)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        const unsigned set = tc_reference_indicator(reference, i);
        g_autofree char *code = own_code(model->indicators[i].code);
        if (set != TC_OUT_NOT_APPLICABLE)
            g_ptr_array_add(list, g_strdup_printf(" %s:%u", code, set));
    }
    g_ptr_array_sort(list, by_words);
    for (guint i = 0; i < list->len; i++)
        g_string_append(out, g_ptr_array_index(list, i));
}

static void put_label(const TcModel *model, TcReference *reference, GString *out)
{
    const uint64_t set = tc_reference_grade(reference, 0);
    for (uint32_t i = 0; i < model->grades[0].n_labels; i++)
        if (set >> i & 1)
            g_string_append_printf(out, " %s", model->grades[0].labels[i]);
}

/* What the rules of @model give the unit, in words. Returns: (transfer full). */
static char *given_by(const TcModel *model, const Unit *unit, int32_t day)
{
    const TcRun run = {.date_judged = day};
    const uint32_t n = model->schema.n_columns + model->schema.n_appraised;
    TcValue *cells = tc_values_new(n);
    TcValue total;
    GString *out = g_string_new(NULL);
    g_autoptr(TcReference) reference = tc_reference_new(model, &run);
    for (uint32_t i = 0; i < model->schema.n_columns; i++)
        put_cell(&model->schema.columns[i], unit, &cells[i]);
    tc_reference_set_row(reference, cells, NULL);
    tc_value_init(&total);
    tc_reference_total(reference, TC_TOTAL_POINTS, &total);
    g_string_append_printf(out, "V:%u X:", tc_reference_verdict(reference, 0));
    put_label(model, reference, out);
    put_indicators(model, reference, out);
    if (total.defined) {
        g_autofree char *points = tc_number_exact(total.number, TC_LANG_EN);
        g_string_append_printf(out, " points %s", points);
    }
    tc_value_clear(&total);
    tc_values_free(cells, n);
    return g_string_free(out, FALSE);
}

/* --- by hand ---------------------------------------------------------------------------------- */

static bool is_for(const Line *line, const Unit *unit)
{
    const unsigned *c = unit->counts;
    if (line->keeps && line->by_decision && !unit->decision)
        return false;
    if (line->what == FILED)
        return unit->filed && unit->filed <= line->level;
    if (line->what == ZONE)
        return line->level % 2 ? unit->x : !unit->x || c[1] >= 18;
    return c[0] + c[1] >= 3 * line->level;
}

/* The first line that is for the unit, of those in force at the end of @year. */
static const Line *line_for(const Round *round, const Unit *unit, int year)
{
    for (unsigned i = round->n; i > 0; i--)
        for (unsigned k = 0; (int)(FIRST + i - 1) <= year && k < round->lines[i - 1].n; k++)
            if (is_for(&round->lines[i - 1].lines[k], unit))
                return &round->lines[i - 1].lines[k];
    return NULL;
}

static int32_t end_of(int year)
{
    return tc_date_from_ymd(year, 12, 31);
}

/* Returns: (transfer full) NULL where the version has mistakes. */
static char *given_by_hand(const Round *round, const Unit *unit, TcProgram *const *versions)
{
    int year = round->year;
    const Line *line = line_for(round, unit, year);
    const bool goes_on = line != NULL;
    while (line && !line->keeps) {
        year = (int)line->then;
        line = line_for(round, unit, year);
    }
    kept += line != NULL;
    continued += goes_on && !line;
    plain += !goes_on;
    if (line)
        return g_strdup_printf("V:%u X: %s", TC_OUT_TRUE,
                               tc_msg(TC_LANG_EN, TC_MSG_TRANSITION_KEPT));
    const TcModel *model = tc_program_model(versions[year - (FIRST - 1)]);
    return model ? given_by(model, unit, end_of(round->year)) : NULL;
}

static void fail(const Round *round, const char *got, const char *wanted)
{
    if (failures++ >= 3)
        return;
    printf("at the end of %d: got %s\n  wanted %s\n", round->year, got, wanted);
    for (guint i = 0; i < round->texts->len; i++)
        printf("%s%%%%\n", (const char *)g_ptr_array_index(round->texts, i));
}

static void check_units(const Round *round, const TcModel *model, TcProgram *const *versions)
{
    for (unsigned i = 0; i < UNITS; i++) {
        const Unit unit = draw_unit();
        g_autofree char *got = given_by(model, &unit, end_of(round->year));
        g_autofree char *wanted = given_by_hand(round, &unit, versions);
        judged++;
        /* of a result that is kept nothing is said about points */
        if (wanted && !g_str_has_prefix(got, wanted))
            fail(round, got, wanted);
    }
}

static void run_round(void)
{
    Round round = {.texts = NULL};
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    TcProgram *versions[LAST - FIRST + 2] = {NULL};
    make_texts(&round, diags);
    const bool stands = !tc_diag_has_errors(diags);
    for (int year = FIRST - 1; stands && year <= LAST; year++)
        versions[year - (FIRST - 1)] = tc_folder_program(round.plain, 0, end_of(year), diags);
    if (stands && !tc_diag_has_errors(diags)) {
        g_autoptr(TcProgram) program =
            tc_judged_program(round.folder, 0, end_of(round.year), diags);
        if (!tc_program_model(program))
            fail(&round, tc_diag_list_get(diags, 0)->message, "rules without mistakes");
        else
            check_units(&round, tc_program_model(program), versions);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(versions); i++)
        if (versions[i])
            tc_program_free(versions[i]);
    tc_folder_unref(round.folder);
    tc_folder_unref(round.plain);
    g_ptr_array_unref(round.texts);
}

int main(int argc, char **argv)
{
    const unsigned long rounds = argc > 1 ? strtoul(argv[1], NULL, 10) : ROUNDS;
    random_state.state = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    for (unsigned long i = 0; i < rounds; i++)
        run_round();
    printf("transition: %lu rounds, %lu units (%lu kept, %lu under earlier rules, %lu without a "
           "line), %lu levels by year, %lu failures\n",
           rounds, judged, kept, continued, plain, by_year, failures);
    return failures || !kept || !continued || !plain || !by_year ? EXIT_FAILURE : EXIT_SUCCESS;
}
