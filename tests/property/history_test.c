/* What tieuchi history tells, held to runs over whole files.
 *
 *   property_history [rounds [seed]]
 *
 * Of a random rule set with random amendments, and two random files: each corner is judged anew, by
 * the version written out as a file of its own, over all rows, and must be what the history has of
 * the unit; which movers suffice is found from the corners by their definition (semantics.md 5.7),
 * and so are the clauses of the law's part, of states and of points, from the rules with every set
 * of clauses. Nothing else may change.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/date.h"
#include "engine/history.h"
#include "engine/impact_internal.h"
#include "engine/transitions.h"
#include "syntax/format.h"
#include "tools/places.h"
#include "tools/random_amended.h"

enum { FULL = 300 }; /* rounds in which every kind of change comes up */
#ifdef __SANITIZE_ADDRESS__
enum { ROUNDS = 25 };
#else
enum { ROUNDS = FULL };
#endif
enum { MAX_CLAUSES = 6, AMENDMENTS = 2 };

static TcRandom random_state;
static unsigned long failures, changes_held, held_still, together, either, causes_held, of_points,
    ranks_held, places_open;

static uint32_t draw(uint32_t n)
{
    return tc_random_below(&random_state, n);
}

/* --- a run over a file ------------------------------------------------------------------------ */

/* What each question comes to in one row. */
typedef struct {
    const TcImpact *impact;
    const GArray *questions;
    const uint32_t *where; /* per answer */
    uint64_t row;
    uint32_t *values;
} Reading;

static bool keep_row(const TcBlock *block, const TcResults *results, const GString *text,
                     void *context, GError **error)
{
    const Reading *reading = context;
    (void)text;
    (void)error;
    if (reading->row < block->first || reading->row >= block->first + block->n)
        return true;
    for (guint i = 0; i < reading->questions->len; i++) {
        const TcImpactTurn *question = &g_array_index(reading->questions, TcImpactTurn, i);
        reading->values[i] = tc_impact_read_turn(
            reading->impact, results, (uint32_t)(reading->row - block->first), question,
            question->answer == TC_NO_PART ? TC_NO_PART : reading->where[question->answer]);
    }
    return true;
}

static void run_over(const TcProgram *program, const char *csv, int32_t day, const TcSink *sink)
{
    const TcModel *model = tc_program_model(program);
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    g_autoptr(TcDataFile) data = tc_data_file_new_bytes("data.csv", csv, strlen(csv));
    const TcReadOptions options = {.style = TC_LANG_EN, .level = tc_model_level(model)};
    g_autoptr(TcReader) reader = tc_data_file_open(data, &model->schema, &options, diags, NULL);
    const TcRun run = {.jobs = 1, .date_judged = day};
    tc_program_run(program, reader, &run, sink, NULL);
}

static void read_row(const TcProgram *program, const char *csv, int32_t day, Reading *reading)
{
    const TcSink sink = {.deliver = keep_row, .context = reading};
    run_over(program, csv, day, &sink);
}

/* --- corners ---------------------------------------------------------------------------------- */

/* The version as a file of its own: its parts stand as they stand in the version. */
static TcProgram *written_out(const TcVersionOf *version)
{
    const char *notes[AMENDMENTS + 2] = {"1", "2", "3", NULL};
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    g_autoptr(TcOutline) outline =
        tc_folder_outline(version->folder, version->set, version->day, diags);
    g_autofree char *text = tc_format_outline(outline, TC_N_LANGS, "T", notes);
    return tc_program_load_text("version.tieuchi", text, strlen(text), diags);
}

static uint32_t *places(const TcImpact *impact, bool after)
{
    uint32_t *where = g_new(uint32_t, impact->answers->len + 1);
    for (guint i = 0; i < impact->answers->len; i++) {
        const TcImpactAnswer *answer = tc_impact_answer(impact, i);
        where[i] = after ? answer->after : answer->before;
    }
    return where;
}

static const TcHistoryChange *change_of(const TcHistoryStep *step, const TcImpactTurn *question)
{
    for (guint i = 0; i < step->changes->len; i++) {
        const TcHistoryChange *change = &g_array_index(step->changes, TcHistoryChange, i);
        if (change->what.answer == question->answer && change->what.of == question->of)
            return change;
    }
    return NULL;
}

/* Does every set of movers from @set on come to the new answer? */
static bool mover_suffices(const uint32_t *at, unsigned set)
{
    for (unsigned more = 0; more < TC_N_CORNERS; more++)
        if ((more & set) == set && at[more] != at[TC_CORNER_NEW])
            return false;
    return true;
}

/* Of what is as it was nothing is said to move it. */
static unsigned movers_of(const uint32_t *at)
{
    unsigned least = 0;
    if (at[TC_CORNER_NEW] == at[TC_CORNER_OLD])
        return 0;
    for (unsigned set = 0; set < TC_N_CORNERS; set++) {
        bool is_least = mover_suffices(at, set);
        for (unsigned less = 0; less < set; less++)
            is_least = is_least && ((less & set) != less || !mover_suffices(at, less));
        least |= is_least ? 1U << set : 0;
    }
    return least;
}

static const char *check_change(const TcHistoryStep *step, const TcImpactTurn *question,
                                const uint32_t *at)
{
    const TcHistoryChange *change = change_of(step, question);
    bool moves = false;
    for (unsigned i = 0; i < TC_N_CORNERS; i++)
        moves |= at[i] != at[TC_CORNER_OLD];
    if (moves != (change != NULL))
        return "told to change where nothing does, or not told";
    if (!change)
        return NULL;
    for (unsigned i = 0; i < TC_N_CORNERS; i++)
        if (change->at[i] != at[i])
            return "another corner";
    const unsigned wanted = movers_of(at);
    changes_held++;
    held_still += wanted == 0;
    together += wanted == 1U << TC_CORNER_NEW;
    either += wanted == (1U << TC_MOVER_DATA | 1U << TC_MOVER_LAW);
    return change->movers == wanted ? NULL : "other movers";
}

/* --- clauses ---------------------------------------------------------------------------------- */

typedef struct {
    const TcHistoryStep *step;
    TcClauses bundles[MAX_CLAUSES];
    uint32_t n;
    uint32_t *values[1 << MAX_CLAUSES]; /* of every question, by every set of bundles */
} Brute;

static TcClauses clauses_of(const Brute *brute, uint32_t set)
{
    TcClauses clauses = 0;
    for (uint32_t i = 0; i < brute->n; i++)
        clauses |= set >> i & 1 ? brute->bundles[i] : 0;
    return clauses;
}

/* Returns: false if there are too many for this. */
static bool find_bundles(Brute *brute)
{
    const TcImpact *impact = brute->step->impact;
    for (TcClauses left = tc_between_all(impact->between); left; brute->n++) {
        if (brute->n == MAX_CLAUSES)
            return false;
        brute->bundles[brute->n] = tc_impact_whole(impact, left & (~left + 1));
        left &= ~brute->bundles[brute->n];
    }
    return true;
}

/* By the rules with only these clauses. Returns: do they stand? */
static bool judge_set(Brute *brute, uint32_t set, const GArray *questions, const char *csv,
                      int32_t day)
{
    const TcRun runs[2] = {{.date_judged = day}, {.date_judged = day}};
    TcVariant *variant = tc_variant_new(brute->step->impact, clauses_of(brute, set), runs);
    brute->values[set] = g_new0(uint32_t, questions->len + 1);
    Reading reading = {brute->step->impact, questions, variant->where, brute->step->to->unit,
                       brute->values[set]};
    const bool stands = variant->program != NULL;
    if (stands)
        read_row(variant->program, csv, day, &reading);
    tc_variant_free(variant);
    return stands;
}

static bool clauses_suffice(const Brute *brute, guint question, uint32_t set)
{
    const uint32_t full = (1U << brute->n) - 1;
    for (uint32_t more = 0; more <= full; more++)
        if ((more & set) == set && brute->values[more][question] != brute->values[full][question])
            return false;
    return true;
}

static bool has_set(const TcCause *cause, TcClauses clauses)
{
    for (uint32_t i = 0; i < cause->n; i++)
        if (cause->sets[i] == clauses)
            return true;
    return false;
}

static const char *check_cause(const Brute *brute, guint question, const TcHistoryChange *change)
{
    const TcCause *cause = tc_impact_cause(brute->step->impact, change->what.cause);
    uint32_t n = 0;
    for (uint32_t set = 0; set < 1U << brute->n; set++) {
        bool least = clauses_suffice(brute, question, set);
        for (uint32_t i = 0; least && i < brute->n; i++)
            least = !(set >> i & 1) || !clauses_suffice(brute, question, set & ~(1U << i));
        if (least && !has_set(cause, clauses_of(brute, set)))
            return "a least set of clauses is not told";
        n += least;
    }
    causes_held++;
    of_points += change->what.of == TC_TURN_POINTS;
    return n == cause->n ? NULL : "a set of clauses is told that is not least";
}

/* The causes that are of the law on the data of @mover. */
static const char *check_causes(const TcHistoryStep *step, const GArray *questions, unsigned mover,
                                const char *csv, int32_t day)
{
    Brute brute = {.step = step};
    const char *wrong = NULL;
    bool stands = find_bundles(&brute);
    for (uint32_t set = 0; stands && set < 1U << brute.n; set++)
        stands = judge_set(&brute, set, questions, csv, day);
    for (guint i = 0; stands && !wrong && i < questions->len; i++) {
        const TcHistoryChange *change = change_of(step, &g_array_index(questions, TcImpactTurn, i));
        const bool alone =
            change &&
            (change->movers & 1U << TC_MOVER_LAW ||
             (change->movers == 0 && change->at[TC_CORNER_NEW] == change->at[TC_CORNER_DATA]));
        if (change && change->what.cause != TC_NO_PART && alone == (mover == 0))
            wrong = check_cause(&brute, i, change);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(brute.values); i++)
        g_free(brute.values[i]);
    return wrong;
}

/* --- places ----------------------------------------------------------------------------------- */

static TcFieldPlace place_of(const TcProgram *program, const char *code, const char *csv,
                             const TcHistoryPeriod *period)
{
    TcField field;
    tc_field_init(&field, code);
    const TcSink sink = {.deliver = tc_field_keep, .context = &field};
    run_over(program, csv, period->day, &sink);
    const TcFieldPlace place = tc_field_place(&field, period->unit);
    tc_field_clear(&field);
    places_open += place.best != place.worst;
    return place;
}

static const TcHistoryRank *rank_of(const TcHistoryStep *step, const char *code)
{
    for (guint i = 0; i < step->ranks->len; i++)
        if (strcmp(g_array_index(step->ranks, TcHistoryRank, i).code, code) == 0)
            return &g_array_index(step->ranks, TcHistoryRank, i);
    return NULL;
}

static bool is_place(const TcRankingResult *told, const TcFieldPlace *place)
{
    return told ? told->ranked[0] == place->ranked && told->best[0] == place->best &&
                      told->worst[0] == place->worst
                : place->ranked == 0;
}

static bool same_place(const TcFieldPlace *a, const TcFieldPlace *b)
{
    return a->ranked == b->ranked && a->best == b->best && a->worst == b->worst;
}

static const char *check_rank(const TcHistoryStep *step, const char *code,
                              const TcFieldPlace *places)
{
    const TcHistoryRank *rank = rank_of(step, code);
    const bool both = places[TC_CORNER_OLD].ranked && places[TC_CORNER_NEW].ranked;
    uint32_t at[TC_N_CORNERS];
    bool moves = false;
    for (unsigned corner = 0; corner < TC_N_CORNERS; corner++) {
        for (at[corner] = 0; !same_place(&places[at[corner]], &places[corner]);)
            at[corner]++;
        moves |= at[corner] > 0;
    }
    if ((rank != NULL) != moves)
        return "a place told to move where it does not, or not told";
    for (unsigned corner = 0; rank && corner < TC_N_CORNERS; corner++)
        if (!is_place(tc_history_rank_at(step, rank, corner), &places[corner]))
            return "another place";
    ranks_held += rank != NULL;
    return rank && rank->movers != (both ? movers_of(at) : 0) ? "other movers of a place" : NULL;
}

static const char *check_ranks(const TcHistoryStep *step, TcProgram *const programs[2],
                               char *const csv[2])
{
    static const char *const codes[] = {"R1", "R2", "R3"};
    const TcHistoryPeriod *periods[] = {step->from, step->to};
    const char *wrong = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(codes) && !wrong; i++) {
        TcFieldPlace places[TC_N_CORNERS];
        memset(places, 0, sizeof places);
        for (unsigned corner = 0; corner < TC_N_CORNERS; corner++) {
            const bool data = corner & TC_MOVER_DATA, law = corner & TC_MOVER_LAW;
            places[corner] = place_of(programs[law], codes[i], csv[data], periods[data]);
        }
        wrong = check_rank(step, codes[i], places);
    }
    return wrong;
}

/* --- held to each other ----------------------------------------------------------------------- */

static const char *check_step(const TcHistoryStep *step, char *const csv[2])
{
    g_autoptr(GArray) questions = tc_impact_questions(step->impact);
    const TcHistoryPeriod *periods[] = {step->from, step->to};
    uint32_t *values[TC_N_CORNERS];
    TcProgram *programs[] = {written_out(&periods[0]->version), written_out(&periods[1]->version)};
    const char *wrong = NULL;
    for (unsigned corner = 0; corner < TC_N_CORNERS; corner++) {
        const bool data = corner & TC_MOVER_DATA, law = corner & TC_MOVER_LAW;
        g_autofree uint32_t *where = places(step->impact, law);
        values[corner] = g_new0(uint32_t, questions->len + 1);
        Reading reading = {step->impact, questions, where, periods[data]->unit, values[corner]};
        read_row(programs[law], csv[data], periods[data]->day, &reading);
    }
    for (guint i = 0; !wrong && i < questions->len; i++) {
        const uint32_t at[] = {values[0][i], values[1][i], values[2][i], values[3][i]};
        wrong = check_change(step, &g_array_index(questions, TcImpactTurn, i), at);
    }
    if (!wrong)
        wrong = check_ranks(step, programs, csv);
    for (unsigned mover = 0; !wrong && mover < 2; mover++)
        wrong = check_causes(step, questions, mover, csv[mover], periods[mover]->day);
    for (unsigned corner = 0; corner < TC_N_CORNERS; corner++)
        g_free(values[corner]);
    tc_program_free(programs[0]);
    tc_program_free(programs[1]);
    return wrong;
}

static void add_period(TcHistory *history, TcFolder *folder, int32_t day, uint64_t unit,
                       const char *csv, TcDiagList *diags)
{
    const TcHistoryPeriod period = {.day = day,
                                    .version = {folder, 0, day},
                                    .program = tc_judged_program(folder, 0, day, diags),
                                    .data = tc_data_file_new_bytes("data.csv", csv, strlen(csv)),
                                    .shown = g_strdup("data.csv"),
                                    .unit = unit};
    tc_history_add(history, &period);
}

static void hold(TcFolder *folder, const GPtrArray *texts)
{
    g_autoptr(TcHistory) history = tc_history_new(false, TC_LANG_EN);
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    char *csv[] = {tc_amended_rows(&random_state), tc_amended_rows(&random_state)};
    const uint64_t unit = draw(TC_AMENDED_ROWS);
    const char *wrong = NULL;
    add_period(history, folder, tc_date_from_ymd(2020 + (int)draw(2), 6, 1), unit, csv[0], diags);
    add_period(history, folder, tc_date_from_ymd(2030, 6, 1), unit, csv[1], diags);
    if (!tc_diag_has_errors(diags)) {
        wrong = tc_history_run(history, diags, NULL)
                    ? check_step(g_ptr_array_index(history->steps, 0), csv)
                    : "the run fails";
    }
    if (wrong) {
        failures++;
        printf("%s: unit %" G_GUINT64_FORMAT "\n", wrong, unit);
        for (guint i = 0; i < texts->len; i++)
            printf("%s%%%%\n", (const char *)g_ptr_array_index(texts, i));
        printf("%s%%%%\n%s", csv[0], csv[1]);
    }
    g_free(csv[0]);
    g_free(csv[1]);
}

/* The set with rankings; R3 comes with the first amendment, with which R2 may go. */
static void add_rankings(const GPtrArray *texts)
{
    static const char *const by[] = {"total points", "number of indicators met", "[c1] - [c2]",
                                     "[d]"};
    static const char *const more[] = {"", "  lowest first\n",
                                       "  not applicable when: indicator 1.1 is not met\n"};
    for (unsigned i = 0; i < 3; i++) {
        char **text = (char **)&texts->pdata[i < 2 ? 0 : 1];
        char *longer =
            g_strdup_printf("%s%sranking R%u by %s\n%s", *text, i < 2 ? "" : "insert ", i + 1,
                            by[draw(G_N_ELEMENTS(by))], more[draw(G_N_ELEMENTS(more))]);
        g_free(*text);
        *text = longer;
    }
    if (draw(2)) {
        char *longer = g_strconcat(texts->pdata[1], "repeal ranking R2\n", NULL);
        g_free(texts->pdata[1]);
        texts->pdata[1] = longer;
    }
}

static void round_of(void)
{
    TcAmendedShape shape = {.n = 2 + draw(4)};
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    g_ptr_array_add(texts, tc_amended_base(&random_state, &shape));
    for (uint32_t year = 2021; year < 2021 + 1 + draw(AMENDMENTS); year++)
        g_ptr_array_add(texts, tc_amended_text(&random_state, &shape, year));
    add_rankings(texts);
    GPtrArray *sources = tc_sources_new();
    for (guint i = 0; i < texts->len; i++) {
        const char *text = g_ptr_array_index(texts, i);
        g_ptr_array_add(sources, tc_source_new("rules.tieuchi", text, strlen(text)));
    }
    g_autoptr(TcFolder) folder = tc_folder_new(sources, diags);
    if (!tc_diag_has_errors(diags))
        hold(folder, texts);
}

int main(int argc, char **argv)
{
    const unsigned long rounds = argc > 1 ? strtoul(argv[1], NULL, 10) : ROUNDS;
    random_state.state = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    for (unsigned long i = 0; i < rounds; i++)
        round_of();
    printf("%lu rounds: %lu changes held to runs over files (%lu that are what they were, %lu by "
           "both together, %lu by either), %lu causes (%lu of points); %lu places, open %lu times; "
           "%lu failures\n",
           rounds, changes_held, held_still, together, either, causes_held, of_points, ranks_held,
           places_open, failures);
    const bool all_kinds =
        held_still && together && either && of_points && ranks_held && places_open;
    return failures || (rounds >= FULL && !all_kinds) ? EXIT_FAILURE : EXIT_SUCCESS;
}
