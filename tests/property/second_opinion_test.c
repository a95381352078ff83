/* What is proved of pairs of rule sets, and of single ones, against the solver Z3.
 *
 *   property_second_opinion [pairs [seed]]
 *
 * Each claim becomes questions whether some row does this or that, which Z3 answers from a
 * translation of its own (tools/smt.h): of what is told to be the same no row differs, of what is
 * told to be stricter some row does and none the other way, what is told never to occur or never to
 * matter has no row. What prove leaves undecided claims nothing; what Z3 leaves unknown is counted.
 * Wrong claims, made here, must be found out. Without z3 the test is skipped. */
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "engine/folder.h"
#include "engine/prove.h"
#include "tools/random_rules.h"
#include "tools/small_rules.h"
#include "tools/smt.h"

#ifdef __SANITIZE_ADDRESS__
enum { ROUNDS = 2 };
#else
enum { ROUNDS = 16 };
#endif

enum { SKIPPED = 77 };

static unsigned long asked, unknown, uncovered, undecided, claims;

/* --- questions -------------------------------------------------------------------------------- */

typedef struct {
    bool exists; /* some row must do it; else none may */
    char *what;
} Question;

/* What z3 is asked, claim by claim, and what must be answered. */
typedef struct {
    const TcProof *proof;
    const TcModel *const *models; /* of which it is asked */
    const TcRun *run;
    GString *text;
    GArray *questions;
} Inquiry;

/* The rule sets as one claim needs them: each has a translation of its own, which is small. */
typedef struct {
    Inquiry *inquiry;
    TcSmt *smt;
    TcSmtSet *sets[TC_FORK_VERSIONS];
    GString *commands; /* behind all terms */
} Case;

static void case_open(Case *at, Inquiry *inquiry)
{
    *at = (Case){inquiry, tc_smt_new(), {NULL}, g_string_new(NULL)};
    for (unsigned v = 0; v < TC_FORK_VERSIONS && inquiry->models[v]; v++)
        at->sets[v] = tc_smt_set_new(at->smt, inquiry->models[v], inquiry->run, TC_NO_PART);
    tc_smt_assert_rows(at->smt);
}

static void case_close(Case *at)
{
    g_string_append_printf(at->inquiry->text, "(reset)\n(set-option :rlimit 2000000)\n%s%s",
                           tc_smt_text(at->smt)->str, at->commands->str);
    g_string_free(at->commands, TRUE);
    tc_smt_free(at->smt);
}

static void ask(Case *at, const TcProofClaim *claim, const char *term, bool exists,
                const char *what)
{
    if (exists && tc_smt_rows_lost(at->smt))
        return;
    const Question question = {
        exists,
        g_strdup_printf("kind %d, points %d, indices %d %d, proved %d: %s %s", (int)claim->kind,
                        claim->of_points, (int)claim->index[0], (int)claim->index[1],
                        (int)claim->proved, exists ? "no row where" : "some row where", what)};
    g_string_append_printf(at->commands, "(push)\n(assert %s)\n(check-sat)\n(pop)\n", term);
    g_array_append_val(at->inquiry->questions, question);
}

static void question_clear(void *data)
{
    g_free(((Question *)data)->what);
}

/* --- claims ----------------------------------------------------------------------------------- */

/* An answer as terms: TC_SAID_…, of what has a value that. */
typedef struct {
    const char *said[TC_N_SAID];
    TcSmtValue value;
    bool has_value;
} Answer;

static void answer_state(TcSmt *smt, TcSmtTruth applies, TcSmtTruth met, Answer *answer)
{
    answer->said[TC_SAID_YES] = tc_smt_and(smt, applies.yes, met.yes);
    answer->said[TC_SAID_NO] = tc_smt_and(smt, applies.yes, met.no);
    answer->said[TC_SAID_APART] = applies.no;
    const char *told = tc_smt_or(smt, answer->said[TC_SAID_YES], answer->said[TC_SAID_NO]);
    answer->said[TC_SAID_UNSAID] = tc_smt_not(smt, tc_smt_or(smt, told, applies.no));
}

/* Returns: false: not covered. */
static bool answer_of(TcSmt *smt, TcSmtSet *set, const TcProofClaim *claim, uint32_t index,
                      Answer *answer)
{
    bool lost = false;
    answer->has_value = claim->kind == TC_REF_GRADE || claim->of_points;
    if (claim->of_points) {
        answer->value = tc_smt_points(set, index, &lost);
    } else if (claim->kind == TC_REF_GRADE) {
        answer->value = tc_smt_grade(set, index, &lost);
    } else if (claim->kind == TC_REF_VERDICT) {
        const TcSmtTruth verdict = tc_smt_verdict(set, index, &lost);
        answer_state(smt, (TcSmtTruth){"true", "false"}, verdict, answer);
    } else {
        const TcSmtState state = tc_smt_indicator(set, index, &lost);
        answer_state(smt, state.applies, state.met, answer);
    }
    return !lost;
}

static const char *differ(TcSmt *smt, const Answer *a, const Answer *b)
{
    const char *same = "true";
    if (a->has_value)
        return tc_smt_not(smt, tc_smt_same(smt, &a->value, &b->value));
    for (unsigned i = 0; i < TC_N_SAID; i++) {
        const char *both = tc_smt_and(smt, a->said[i], b->said[i]);
        same = i == 0 ? both : tc_smt_or(smt, same, both);
    }
    return tc_smt_not(smt, same);
}

/* From met to not met, or to fewer points. */
static const char *falls(TcSmt *smt, const Answer *a, const Answer *b)
{
    if (a->has_value)
        return tc_smt_compare(smt, TC_OP_GT, &a->value, &b->value).yes;
    return tc_smt_and(smt, a->said[TC_SAID_YES], b->said[TC_SAID_NO]);
}

static void ask_pair(Case *at, const TcProofClaim *claim, const Answer *answers)
{
    TcSmt *smt = at->smt;
    const char *differs = differ(smt, &answers[0], &answers[1]);
    const bool stricter = claim->proved == TC_PROVED_STRICTER;
    const char *turns = "false";
    if (claim->proved == TC_PROVED_SAME) {
        ask(at, claim, differs, false, "they differ");
    } else if (claim->proved == TC_PROVED_DIFFERENT) {
        ask(at, claim, differs, true, "they differ");
    } else {
        turns =
            stricter ? falls(smt, &answers[0], &answers[1]) : falls(smt, &answers[1], &answers[0]);
        ask(at, claim, turns, true, "it turns as told");
        ask(at, claim, tc_smt_and(smt, differs, tc_smt_not(smt, turns)), false,
            "it turns in another way");
    }
    for (guint i = 0; i < claim->turns->len && !answers[0].has_value; i++) {
        const TcProofTurn *turn = g_ptr_array_index(claim->turns, i);
        if (turn->answers[0] < TC_SAID_UNSAID && turn->answers[1] < TC_SAID_UNSAID)
            ask(at, claim,
                tc_smt_and(smt, answers[0].said[turn->answers[0]],
                           answers[1].said[turn->answers[1]]),
                true, "the answers are those of a turn that is told");
    }
}

static void ask_occurs(Case *at, const TcProofClaim *claim, unsigned version, const Answer *answer)
{
    for (unsigned i = 0; i < TC_N_SAID && claim->complete && !answer->has_value; i++)
        ask(at, claim, answer->said[i], claim->occurs[version][i],
            i == TC_SAID_YES     ? "it is met"
            : i == TC_SAID_NO    ? "it is not met"
            : i == TC_SAID_APART ? "it does not apply"
                                 : "the rule does not say");
}

/* Does the claim hang on this indicator, as it is told? */
static void ask_idle(Inquiry *inquiry, const TcProofClaim *claim, uint32_t indicator)
{
    Case at;
    Answer answer, turned;
    case_open(&at, inquiry);
    TcSmtSet *set = tc_smt_set_new(at.smt, inquiry->models[0], inquiry->run, indicator);
    if (answer_of(at.smt, at.sets[0], claim, claim->index[0], &answer) &&
        answer_of(at.smt, set, claim, claim->index[0], &turned))
        ask(&at, claim, differ(at.smt, &answer, &turned), claim->idle[indicator] == TC_IDLE_NO,
            "an indicator matters");
    else
        uncovered++;
    case_close(&at);
}

static void ask_claim(Case *at, const TcProofClaim *claim)
{
    Answer answers[TC_FORK_VERSIONS];
    bool covered = true;
    const bool both = claim->index[0] != TC_NO_PART && claim->index[1] != TC_NO_PART;
    claims++;
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        if (claim->index[v] != TC_NO_PART)
            covered &= answer_of(at->smt, at->sets[v], claim, claim->index[v], &answers[v]);
    }
    if (!covered) {
        uncovered++;
        return;
    }
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        if (claim->index[v] != TC_NO_PART)
            ask_occurs(at, claim, v, &answers[v]);
    }
    if (both && claim->proved == TC_PROVED_UNDECIDED)
        undecided++;
    else if (both)
        ask_pair(at, claim, answers);
}

static void inquire(Inquiry *inquiry, const TcProofClaim *claim)
{
    Case at;
    case_open(&at, inquiry);
    ask_claim(&at, claim);
    case_close(&at);
    const uint32_t n = inquiry->models[0]->n_indicators;
    for (uint32_t i = 0; claim->idle && i < n; i += 1 + n / 6) { /* of a large set some */
        if (claim->idle[i] == TC_IDLE_YES || claim->idle[i] == TC_IDLE_NO)
            ask_idle(inquiry, claim, i);
    }
}

/* --- the solver ------------------------------------------------------------------------------- */

/* What z3 says, line by line. It counts its steps and not the time, so that what it leaves unknown
 * is the same on every machine. Returns: (transfer full). */
static char **solve(const GString *text)
{
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), "tieuchi-opinion-XXXXXX.smt2", NULL);
    char *said = NULL;
    const int file = g_mkstemp(path);
    char *arguments[] = {"z3", "-T:300", path, NULL};
    if (file < 0 || !g_file_set_contents(path, text->str, (gssize)text->len, NULL) ||
        !g_spawn_sync(NULL, arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &said, NULL, NULL,
                      NULL)) {
        perror("z3");
        exit(EXIT_FAILURE);
    }
    g_close(file, NULL);
    g_unlink(path);
    char **lines = g_strsplit(said, "\n", -1);
    g_free(said);
    return lines;
}

/* Returns: how many questions z3 answers otherwise. */
static unsigned long hear(const Inquiry *inquiry, bool aloud)
{
    g_auto(GStrv) lines = solve(inquiry->text);
    unsigned long contradicted = 0;
    guint line = 0;
    for (guint i = 0; i < inquiry->questions->len; i++) {
        const Question *question = &g_array_index(inquiry->questions, Question, i);
        const char *said = lines[line] && *lines[line] ? lines[line++] : "unknown";
        asked++;
        if (strcmp(said, "sat") != 0 && strcmp(said, "unsat") != 0) {
            unknown++;
            if (strcmp(said, "unknown") != 0 && strcmp(said, "timeout") != 0)
                printf("z3: %s\n", said), exit(EXIT_FAILURE);
        } else if ((strcmp(said, "sat") == 0) != question->exists) {
            contradicted++;
            if (aloud)
                printf("%s\n", question->what);
        }
    }
    return contradicted;
}

/* Holds @proof against the rule sets @models. Returns: how many of its claims' questions z3 answers
 * otherwise. */
static unsigned long contradictions(const TcProof *proof, const TcModel *const *models,
                                    const TcRun *run, bool aloud)
{
    Inquiry inquiry = {proof, models, run, g_string_new(NULL),
                       g_array_new(FALSE, FALSE, sizeof(Question))};
    g_array_set_clear_func(inquiry.questions, question_clear);
    for (guint i = 0; i < proof->claims->len && !proof->no_rows; i++)
        inquire(&inquiry, g_ptr_array_index(proof->claims, i));
    const unsigned long n = inquiry.questions->len > 0 ? hear(&inquiry, aloud) : 0;
    g_array_unref(inquiry.questions);
    g_string_free(inquiry.text, TRUE);
    return n;
}

/* --- cases ------------------------------------------------------------------------------------ */

static TcProgram *read_text(const char *text, TcDiagList *diags)
{
    return tc_program_load_text("test", text, strlen(text), diags);
}

/* Returns: whether z3 agrees. */
static bool agrees(const TcProgram *const *programs, unsigned n, const TcRun *run)
{
    const TcModel *models[TC_FORK_VERSIONS] = {NULL};
    for (unsigned v = 0; v < n; v++)
        models[v] = tc_program_model(programs[v]);
    g_autoptr(TcProof) proof = tc_prove(programs, n, run);
    return contradictions(proof, models, run, true) == 0;
}

static bool try_random(TcRandom *random)
{
    const TcRun run = {0};
    uint32_t n;
    TcSmallRules rules = {tc_random_next(random), UINT32_MAX, UINT32_MAX,
                          tc_random_below(random, 2) ? 40 : 0, 0};
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
    g_autofree char *first = tc_small_rules(&rules, &n);
    rules.changed = tc_random_below(random, n);
    g_autofree char *second = tc_small_rules(&rules, &n);
    g_autoptr(TcProgram) a = read_text(first, diags);
    g_autoptr(TcProgram) b = read_text(second, diags);
    const TcProgram *const pair[] = {a, b};
    if (!tc_program_model(a) || !tc_program_model(b))
        return true;
    const bool fine = agrees(pair, 2, &run) && agrees(pair, 1, &run);
    if (!fine)
        printf("%s\n-----\n%s\n", first, second);
    return fine;
}

/* The versions of the sets in these files, each against the next, and each by itself. */
static bool try_files(const char *const *paths, unsigned n)
{
    const TcRun run = {.date_judged = 20088};
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
    g_autoptr(GPtrArray) programs = tc_programs_new();
    GPtrArray *sources = tc_sources_new();
    bool fine = true;
    for (unsigned i = 0; i < n; i++) {
        TcSource *source = tc_source_read(paths[i], NULL);
        if (!source) {
            printf("%s: cannot be read\n", paths[i]);
            g_ptr_array_unref(sources);
            return false;
        }
        g_ptr_array_add(sources, source);
    }
    g_autoptr(TcFolder) folder = tc_folder_new(sources, diags);
    tc_folder_programs(folder, tc_folder_program, programs, NULL, diags);
    for (guint i = 0; i < programs->len; i++) {
        const TcProgram *pair[] = {g_ptr_array_index(programs, i), NULL};
        if (!tc_program_model(pair[0]))
            continue;
        fine &= agrees(pair, 1, &run);
        if (i + 1 < programs->len)
            pair[1] = g_ptr_array_index(programs, i + 1);
        if (pair[1] && tc_program_model(pair[1]))
            fine &= agrees(pair, 2, &run);
    }
    if (!fine)
        printf("above: %s\n", paths[0]);
    return fine;
}

/* One share of persons, met from a level on. */
static TcProgram *read_level(unsigned level, TcDiagList *diags)
{
    g_autofree char *text =
        g_strdup_printf("bộ tiêu chí T \"Thử\"\n  đối tượng áp dụng: cấp xã\n\nsố liệu\n"
                        "  [d]: số nguyên, từ 1 đến 900\n  [n]: số nguyên, từ 0, không quá [d]\n\n"
                        "nhóm 1 \"Nhóm\"\n\nchỉ tiêu 1.1 \"Chỉ tiêu\"\n  cách tính: [n] / [d]\n"
                        "  yêu cầu: từ %u%% trở lên\n  điểm tối đa: 5\n\n"
                        "kết luận K \"Kết luận\"\n  đạt khi: tất cả chỉ tiêu đạt\n",
                        level);
    return read_text(text, diags);
}

/* Claims that are proved of other rules than those that z3 sees: it must say so. */
static bool finds_wrong_claims(void)
{
    const TcRun run = {0};
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
    g_autoptr(TcProgram) a = read_level(50, diags);
    g_autoptr(TcProgram) b = read_level(51, diags);
    g_autoptr(TcProgram) c = read_level(101, diags);
    const TcModel *const ab[] = {tc_program_model(a), tc_program_model(b)};
    const TcModel *const aa[] = {ab[0], ab[0]}, *const ba[] = {ab[1], ab[0]};
    const TcModel *const one[] = {ab[0], NULL};
    g_autoptr(TcProof) stricter = tc_prove((const TcProgram *[]){a, b}, 2, &run);
    g_autoptr(TcProof) same = tc_prove((const TcProgram *[]){a, a}, 2, &run);
    g_autoptr(TcProof) never_met = tc_prove((const TcProgram *[]){c}, 1, &run);
    /* an indicator, its points and a verdict: of each the claim is wrong */
    return contradictions(stricter, ab, &run, true) == 0 &&
           contradictions(same, ab, &run, false) >= 3 &&
           contradictions(stricter, aa, &run, false) >= 3 &&
           contradictions(stricter, ba, &run, false) >= 6 &&
           contradictions(never_met, one, &run, false) >= 2;
}

int main(int argc, char **argv)
{
    static const char *const thanh_hoa[] = {"rules/thanh-hoa/cds-xa-2023.tieuchi",
                                            "docs/vi-du-sua-doi/sua-doi-vi-du.tieuchi"};
    static const char *const amended[] = {"docs/amended/1-ban-hanh.tieuchi",
                                          "docs/amended/2-sua-doi.tieuchi"};
    static const char *const nghe_an[] = {"rules/nghe-an/ke-hoach-thanh-huong.tieuchi"};
    static const char *const ranked[] = {"rules/thanh-hoa/xep-hang-xa.tieuchi"};
    const uint64_t n = argc > 1 ? g_ascii_strtoull(argv[1], NULL, 10) : ROUNDS;
    TcRandom random = {argc > 2 ? g_ascii_strtoull(argv[2], NULL, 10) : 5};
    unsigned long failures = 0;
    g_autofree char *solver = g_find_program_in_path("z3");
    if (!solver) {
        printf("second opinion: skipped, z3 is not installed (apt-get install z3)\n");
        return SKIPPED;
    }
    if (!finds_wrong_claims()) {
        printf("wrong claims are not found out\n");
        return EXIT_FAILURE;
    }
    asked = unknown = uncovered = undecided = claims = 0;
    failures += !try_files(thanh_hoa, 2);
    failures += !try_files(amended, 2);
    failures += !try_files(nghe_an, 1);
    failures += !try_files(ranked, 1);
    for (uint64_t i = 0; i < n && failures < 3; i++)
        failures += !try_random(&random);
    printf(
        "second opinion: %lu claims (%lu undecided, %lu not covered), %lu questions, %lu unknown "
        "to z3, %lu failures\n",
        claims, undecided, uncovered, asked, unknown, failures);
    return failures || unknown > asked / 10 || uncovered > claims / 5 ? EXIT_FAILURE : EXIT_SUCCESS;
}
