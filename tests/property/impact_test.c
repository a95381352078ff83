/* What tieuchi impact tells, held to brute force.
 *
 *   property_impact [rounds [seed]]
 *
 * Of a random rule set with random amendments, and of the same two versions as files written apart,
 * each answer of each row is judged anew by the rules with every set of clauses; the causes of
 * turns are found from these by their definition (semantics.md 5.7) and must be those that are
 * told, and nothing else may turn. Columns are read from the file by each set of rules by itself.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/date.h"
#include "engine/impact_internal.h"
#include "syntax/format.h"
#include "tools/random_amended.h"

#ifdef __SANITIZE_ADDRESS__
enum { ROUNDS = 25 };
#else
enum { ROUNDS = 250 };
#endif
enum { ROWS = TC_AMENDED_ROWS, MAX_CLAUSES = 8, DAYS = 3 };

static TcRandom random_state;
static unsigned long failures, turns_held, joint, alternative, bundled, written_apart;

static uint32_t draw(uint32_t n)
{
    return tc_random_below(&random_state, n);
}

/* --- brute force ------------------------------------------------------------------------------ */

/* What each answer of each row is by the rules with one set of clauses. */
typedef struct {
    const TcImpact *impact;
    uint32_t *where;
    uint32_t *cans; /* [row][answer] */
} Judged;

static bool keep_rows(const TcBlock *block, const TcResults *results, const GString *text,
                      void *context, GError **error)
{
    const Judged *judged = context;
    const guint n = judged->impact->answers->len;
    (void)text;
    (void)error;
    for (uint32_t row = 0; row < block->n; row++)
        for (guint i = 0; i < n; i++)
            judged->cans[(block->first + row) * n + i] =
                tc_impact_read(judged->impact, results, row,
                               tc_impact_answer(judged->impact, i)->kind, judged->where[i]);
    return true;
}

static void find_answers(const TcImpact *impact, TcClauses applied, const TcModel *model,
                         uint32_t *where)
{
    for (guint i = 0; i < impact->answers->len; i++) {
        const TcImpactAnswer *answer = tc_impact_answer(impact, i);
        const TcKeyword keyword = answer->kind == TC_REF_VERDICT ? TC_KW_VERDICT
                                  : answer->kind == TC_REF_GRADE ? TC_KW_GRADE
                                                                 : TC_KW_INDICATOR;
        const uint32_t n = answer->kind == TC_REF_VERDICT ? model->n_verdicts
                           : answer->kind == TC_REF_GRADE ? model->n_grades
                                                          : model->n_indicators;
        where[i] = TC_NO_PART;
        for (uint32_t k = 0; k < n; k++) {
            const char *code = answer->kind == TC_REF_VERDICT ? model->verdicts[k].code
                               : answer->kind == TC_REF_GRADE ? model->grades[k].code
                                                              : model->indicators[k].code;
            g_autofree char *key = tc_between_key(impact->between, applied, keyword, code);
            if (strcmp(key, answer->key) == 0)
                where[i] = k;
        }
    }
}

/* Returns: (transfer full) NULL if these clauses do not stand. */
static uint32_t *judge_all(const TcImpact *impact, TcClauses applied, const TcDataFile *data)
{
    const TcClauses all = tc_between_all(impact->between);
    g_autoptr(TcProgram) own =
        applied == 0 || applied == all ? NULL : tc_between_program(impact->between, applied);
    const TcProgram *program = applied == 0     ? impact->programs[0]
                               : applied == all ? impact->programs[1]
                                                : own;
    if (!program)
        return NULL;
    const TcModel *model = tc_program_model(program);
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    const TcReadOptions options = {.style = TC_LANG_EN, .level = tc_model_level(model)};
    g_autoptr(TcReader) reader = tc_data_file_open(data, &model->schema, &options, diags, NULL);
    g_autofree uint32_t *where = g_new(uint32_t, impact->answers->len);
    find_answers(impact, applied, model, where);
    Judged judged = {impact, where, g_new0(uint32_t, ROWS * impact->answers->len)};
    const TcRun run = {.jobs = 1, .date_judged = 20000};
    const TcSink sink = {.deliver = keep_rows, .context = &judged};
    tc_program_run(program, reader, &run, &sink, NULL);
    return judged.cans;
}

typedef struct {
    const TcImpact *impact;
    TcClauses bundles[MAX_CLAUSES];
    uint32_t n;
    uint32_t **judged; /* per set of bundles */
    TcDiagList *diags;
    bool stands;
} Brute;

static void find_bundles(Brute *brute)
{
    for (TcClauses left = tc_between_all(brute->impact->between); left && brute->n < MAX_CLAUSES;) {
        brute->bundles[brute->n] = tc_impact_whole(brute->impact, left & (~left + 1));
        left &= ~brute->bundles[brute->n++];
    }
}

static TcClauses clauses_of(const Brute *brute, uint64_t set)
{
    TcClauses clauses = 0;
    for (uint32_t i = 0; i < brute->n; i++)
        clauses |= set >> i & 1 ? brute->bundles[i] : 0;
    return clauses;
}

static void judge_sets(Brute *brute, const TcDataFile *data)
{
    brute->stands = true;
    brute->judged = g_new0(uint32_t *, (size_t)1 << brute->n);
    for (uint64_t set = 0; set < (uint64_t)1 << brute->n; set++) {
        brute->judged[set] = judge_all(brute->impact, clauses_of(brute, set), data);
        brute->stands = brute->stands && brute->judged[set];
    }
}

static uint32_t can_with(const Brute *brute, uint64_t set, uint32_t row, uint32_t answer)
{
    return brute->judged[set][row * brute->impact->answers->len + answer];
}

/* Does every set from @set on give the new answer? */
static bool suffices(const Brute *brute, uint64_t set, uint32_t row, uint32_t answer)
{
    const uint64_t full = ((uint64_t)1 << brute->n) - 1;
    const uint32_t wanted = can_with(brute, full, row, answer);
    for (uint64_t more = 0; more <= full; more++)
        if ((more & set) == set && can_with(brute, more, row, answer) != wanted)
            return false;
    return true;
}

static bool is_least(const Brute *brute, uint64_t set, uint32_t row, uint32_t answer)
{
    bool least = suffices(brute, set, row, answer);
    for (uint32_t i = 0; least && i < brute->n; i++)
        least = !(set >> i & 1) || !suffices(brute, set & ~((uint64_t)1 << i), row, answer);
    return least;
}

static bool has_set(const TcCause *cause, TcClauses clauses)
{
    for (uint32_t i = 0; i < cause->n; i++)
        if (cause->sets[i] == clauses)
            return true;
    return false;
}

/* --- held to each other ----------------------------------------------------------------------- */

typedef struct {
    TcImpact *impact;
    GArray *turns; /* TcImpactTurn */
    GArray *rows;  /* of each: uint32_t */
    uint32_t n;
} Told;

static bool keep_turns(const TcImpactUnit *unit, void *context, GError **error)
{
    Told *told = context;
    (void)error;
    for (uint32_t i = 0; i < unit->n_turns; i++) {
        g_array_append_vals(told->turns, &unit->turns[i], 1);
        g_array_append_val(told->rows, told->n);
    }
    told->n++;
    return true;
}

static const TcImpactTurn *turn_of(const Told *told, uint32_t row, uint32_t answer)
{
    for (guint i = 0; i < told->turns->len; i++)
        if (g_array_index(told->rows, uint32_t, i) == row &&
            g_array_index(told->turns, TcImpactTurn, i).answer == answer)
            return &g_array_index(told->turns, TcImpactTurn, i);
    return NULL;
}

/* Returns: what is wrong, or NULL. */
static const char *check_turn(const Brute *brute, const TcImpactTurn *turn, uint32_t row)
{
    const TcCause *cause = tc_impact_cause(brute->impact, turn->cause);
    uint32_t n = 0;
    for (uint64_t set = 0; set < (uint64_t)1 << brute->n; set++) {
        if (!is_least(brute, set, row, turn->answer))
            continue;
        n++;
        if (!has_set(cause, clauses_of(brute, set)))
            return "a least set is not told";
        joint += (set & (set - 1)) != 0;
    }
    turns_held++;
    alternative += n > 1;
    return n == cause->n && !cause->partial ? NULL : "what is told is not least";
}

static const char *check_row(const Brute *brute, const Told *told, uint32_t row)
{
    const uint64_t full = ((uint64_t)1 << brute->n) - 1;
    for (guint i = 0; i < brute->impact->answers->len; i++) {
        const uint32_t before = can_with(brute, 0, row, i), after = can_with(brute, full, row, i);
        const TcImpactTurn *turn = turn_of(told, row, i);
        const bool turns =
            before != after && tc_impact_can_turn(tc_impact_answer(brute->impact, i));
        if (turns != (turn != NULL) || (turn && (turn->before != before || turn->after != after)))
            return "another turn";
        const char *wrong = turn ? check_turn(brute, turn, row) : NULL;
        if (wrong)
            return wrong;
    }
    return NULL;
}

static void report(const char *wrong, const GPtrArray *texts, const char *data, const Told *told,
                   uint32_t row)
{
    if (failures++ >= 2)
        return;
    printf("=== %s, row %u\n", wrong, row);
    for (guint i = 0; i < texts->len; i++)
        printf("--- text %u\n%s\n", i + 1, (const char *)g_ptr_array_index(texts, i));
    printf("--- data\n%s\n", data);
    for (guint i = 0; i < told->turns->len; i++) {
        const TcImpactTurn *turn = &g_array_index(told->turns, TcImpactTurn, i);
        const TcCause *cause = tc_impact_cause(told->impact, turn->cause);
        if (g_array_index(told->rows, uint32_t, i) != row)
            continue;
        printf("%s: %u -> %u by", tc_impact_answer(told->impact, turn->answer)->code, turn->before,
               turn->after);
        for (uint32_t k = 0; k < cause->n; k++)
            printf(" %" G_GINT64_MODIFIER "x", cause->sets[k]);
        printf("\n");
    }
}

static void hold(TcImpact *impact, const GPtrArray *texts, const char *csv)
{
    g_autoptr(TcDataFile) data = tc_data_file_new_bytes("data.csv", csv, strlen(csv));
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    Told told = {impact, g_array_new(FALSE, FALSE, sizeof(TcImpactTurn)),
                 g_array_new(FALSE, FALSE, sizeof(uint32_t)), 0};
    const TcRun own = {.jobs = 1, .date_judged = 20000};
    const TcImpactRun run = {
        .runs = {own, own}, .read = {.style = TC_LANG_EN}, .each = keep_turns, .context = &told};
    tc_impact_run(impact, data, &run, diags, NULL);
    Brute brute = {.impact = impact};
    find_bundles(&brute);
    if (brute.n < MAX_CLAUSES && told.n == ROWS)
        judge_sets(&brute, data);
    bundled += impact->bundles->len;
    const char *wrong = NULL;
    for (uint32_t row = 0; brute.stands && !wrong && row < ROWS; row++) {
        wrong = check_row(&brute, &told, row);
        if (wrong)
            report(wrong, texts, csv, &told, row);
    }
    for (uint64_t set = 0; brute.judged && set < (uint64_t)1 << brute.n; set++)
        g_free(brute.judged[set]);
    g_free(brute.judged);
    g_array_unref(told.turns);
    g_array_unref(told.rows);
}

/* --- rounds ----------------------------------------------------------------------------------- */

static TcFolder *folder_of(char *const *texts, guint n, TcDiagList *diags)
{
    GPtrArray *sources = tc_sources_new();
    for (guint i = 0; i < n; i++)
        g_ptr_array_add(sources, tc_source_new("rules.tieuchi", texts[i], strlen(texts[i])));
    return tc_folder_new(sources, diags);
}

static int32_t day_of(uint32_t year)
{
    return tc_date_from_ymd((int)year, 6, 1);
}

static void compare(const TcVersionOf *from, const TcVersionOf *to, const GPtrArray *texts,
                    const char *csv)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    g_autoptr(TcProgram) before = tc_folder_program(from->folder, from->set, from->day, diags);
    g_autoptr(TcProgram) after = tc_folder_program(to->folder, to->set, to->day, diags);
    if (tc_diag_has_errors(diags))
        return;
    TcProgram *programs[] = {g_steal_pointer(&before), g_steal_pointer(&after)};
    g_autoptr(TcImpact) impact = tc_impact_new(tc_edits_between(from, to), programs);
    hold(impact, texts, csv);
}

/* The two versions as files of their own. */
static void compare_apart(TcFolder *folder, int32_t from, int32_t to, const GPtrArray *texts,
                          const char *csv)
{
    const char *notes[DAYS + 2] = {"1", "2", "3", "4", NULL};
    const int32_t days[] = {from, to};
    TcFolder *apart[2];
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    for (int i = 0; i < 2; i++) {
        g_autoptr(TcOutline) outline = tc_folder_outline(folder, 0, days[i], diags);
        g_autofree char *text = tc_format_outline(outline, TC_N_LANGS, "T", notes);
        apart[i] = folder_of(&text, 1, diags);
    }
    const TcVersionOf before = {apart[0], 0, INT32_MIN}, after = {apart[1], 0, INT32_MIN};
    if (!tc_diag_has_errors(diags)) {
        compare(&before, &after, texts, csv);
        written_apart++;
    }
    tc_folder_unref(apart[0]);
    tc_folder_unref(apart[1]);
}

static void round_of(void)
{
    TcAmendedShape shape = {.n = 2 + draw(4)};
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    g_ptr_array_add(texts, tc_amended_base(&random_state, &shape));
    for (uint32_t year = 2021; year < 2021 + 1 + draw(DAYS - 1); year++)
        g_ptr_array_add(texts, tc_amended_text(&random_state, &shape, year));
    g_autoptr(TcFolder) folder = folder_of((char **)texts->pdata, texts->len, diags);
    if (tc_diag_has_errors(diags))
        return;
    const int32_t days[] = {day_of(2020 + draw(2)), day_of(2030)};
    const bool back = draw(5) == 0;
    const TcVersionOf from = {folder, 0, days[back]}, to = {folder, 0, days[!back]};
    g_autofree char *csv = tc_amended_rows(&random_state);
    compare(&from, &to, texts, csv);
    if (draw(2))
        compare_apart(folder, days[back], days[!back], texts, csv);
}

int main(int argc, char **argv)
{
    const unsigned long rounds = argc > 1 ? strtoul(argv[1], NULL, 10) : ROUNDS;
    random_state.state = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    for (unsigned long i = 0; i < rounds; i++)
        round_of();
    printf("%lu rounds: %lu turns held to brute force (%lu joint sets, %lu with alternatives, %lu "
           "bundles; %lu pairs of files), %lu failures\n",
           rounds, turns_held, joint, alternative, bundled, written_apart, failures);
    return failures || (rounds >= ROUNDS && (!turns_held || !joint || !alternative)) ? 1 : 0;
}
