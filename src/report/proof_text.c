/* A proof for people: what differs, with a commune for each claim; then what is the same. */
#include "base/number.h"
#include "report/explain_writer.h"
#include "report/proof_internal.h"
#include "report/rule_text.h"
#include "report/value_words.h"

typedef struct {
    const TcProof *proof;
    TcExplainWriter writer;
} Page;

/* --- words ------------------------------------------------------------------------------------ */

static const char *answer_word(const Page *page, const TcProofClaim *claim, unsigned version,
                               uint32_t answer)
{
    static const TcMsg states[] = {TC_MSG_MET, TC_MSG_NOT_MET, TC_MSG_NOT_APPLICABLE,
                                   TC_MSG_PROOF_UNSAID};
    static const TcMsg verdicts[] = {TC_MSG_ELIGIBLE, TC_MSG_NOT_ELIGIBLE, TC_MSG_NOT_APPLICABLE,
                                     TC_MSG_PROOF_UNSAID};
    if (claim->kind != TC_REF_GRADE)
        return tc_msg(page->writer.lang,
                      (claim->kind == TC_REF_VERDICT ? verdicts : states)[answer]);
    if (answer == TC_SAID_NO_LABEL)
        return tc_msg(page->writer.lang, TC_MSG_PROOF_UNSAID);
    return page->proof->models[version]->grades[claim->index[version]].labels[answer];
}

/* "chưa đạt 1.3, 2.4 và 3 chỉ tiêu khác" on the row of a conclusion. Returns: (transfer full). */
static char *failing_text(const Page *page, const TcProofTurn *turn, unsigned version)
{
    enum { MAX_CODES = 8 };
    const TcModel *model = page->proof->models[version];
    g_autoptr(GString) codes = g_string_new(NULL);
    unsigned n = 0;
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        if (turn->states[version][i] == TC_SAID_NO && n++ < MAX_CODES)
            g_string_append_printf(codes, "%s%s", codes->len ? ", " : "",
                                   model->indicators[i].code);
    }
    g_autofree char *more = g_strdup_printf("%u", n - MIN(n, MAX_CODES));
    return n == 0 ? g_strdup(tc_msg(page->writer.lang, TC_MSG_PROOF_NONE_FAILS))
                  : tc_msg_format(page->writer.lang,
                                  n > MAX_CODES ? TC_MSG_PROOF_MANY_FAIL : TC_MSG_PROOF_SOME_FAIL,
                                  codes->str, more, NULL);
}

/* Returns: (transfer full). */
static char *answer_text(const Page *page, const TcProofClaim *claim, const TcProofTurn *turn,
                         unsigned version)
{
    if (turn->states[version]) {
        g_autofree char *failing = failing_text(page, turn, version);
        return g_strdup_printf("%s (%s)", answer_word(page, claim, version, turn->answers[version]),
                               failing);
    }
    if (!claim->of_points || turn->answers[version] != TC_SAID_YES)
        return g_strdup(answer_word(page, claim, version, turn->answers[version]));
    g_autofree char *number = tc_number_brief(turn->points[version], 4, page->writer.lang);
    return tc_msg_format(page->writer.lang, TC_MSG_PROOF_POINTS, number, NULL);
}

/* "[A] = 5 hộ; [B] = 3 hộ và 20 số liệu khác". Returns: (transfer full). */
static char *row_text(const Page *page, const TcProofClaim *claim, const TcProofTurn *turn)
{
    enum { MAX_CELLS = 12 };
    const TcProof *proof = page->proof;
    const unsigned most = claim->kind == TC_REF_INDICATOR ? UINT_MAX : MAX_CELLS;
    unsigned n = 0;
    GString *text = g_string_new(NULL);
    TcValue value;
    tc_value_init(&value);
    for (uint32_t i = 0; i < proof->cells->n; i++) {
        if (i == proof->cells->unit || !tc_proof_tells(proof, claim, turn, i) || n++ >= most)
            continue;
        const TcColumnSpec *spec = proof->cells->cells[i].spec;
        tc_proof_value(proof, turn, i, &value);
        g_autofree char *shown = tc_value_words(spec, &value, page->writer.lang);
        g_string_append_printf(text, "%s[%s] = %s", text->len ? "; " : "", spec->name, shown);
    }
    tc_value_clear(&value);
    if (n > most) {
        g_autofree char *more = g_strdup_printf("%u", n - most);
        g_autofree char *rest =
            tc_msg_format(page->writer.lang, TC_MSG_PROOF_MORE_CELLS, more, NULL);
        g_string_append(text, rest);
    }
    return g_string_free(text, FALSE);
}

/* --- one claim -------------------------------------------------------------------------------- */

static TcMsg head_of(const TcProofClaim *claim)
{
    return claim->kind == TC_REF_VERDICT ? TC_MSG_EXPLAIN_VERDICT
           : claim->kind == TC_REF_GRADE ? TC_MSG_EXPLAIN_GRADE
           : claim->of_points            ? TC_MSG_PROOF_HEAD_POINTS
                                         : TC_MSG_PROOF_HEAD_INDICATOR;
}

TcMsg tc_proof_word(const TcProofClaim *claim)
{
    static const TcMsg words[TC_N_PROVED] = {
        [TC_PROVED_SAME] = TC_MSG_PROOF_SAME,
        [TC_PROVED_STRICTER] = TC_MSG_PROOF_STRICTER,
        [TC_PROVED_LOOSER] = TC_MSG_PROOF_LOOSER,
        [TC_PROVED_DIFFERENT] = TC_MSG_PROOF_DIFFERENT,
        [TC_PROVED_UNDECIDED] = TC_MSG_PROOF_UNDECIDED,
    };
    if (claim->of_points && claim->proved == TC_PROVED_STRICTER)
        return TC_MSG_PROOF_FEWER;
    if (claim->of_points && claim->proved == TC_PROVED_LOOSER)
        return TC_MSG_PROOF_MORE;
    return words[claim->proved];
}

static void tell_turn(Page *page, const TcProofClaim *claim, const TcProofTurn *turn)
{
    g_autofree char *row = row_text(page, claim, turn);
    g_autofree char *first = answer_text(page, claim, turn, 0);
    g_autofree char *second = answer_text(page, claim, turn, 1);
    g_autofree char *unit = tc_proof_unit(page->proof, claim, turn, page->writer.lang);
    const TcMsg alone = turn->states[0] ? TC_MSG_PROOF_TURN_SOME : TC_MSG_PROOF_TURN_ALL;
    const TcMsg as = unit ? (*row ? TC_MSG_PROOF_TURN_UNIT : TC_MSG_PROOF_TURN_UNIT_ALONE)
                          : (*row ? TC_MSG_PROOF_TURN : alone);
    tc_explain_say(&page->writer, 2, as, first, second, row, unit, NULL);
}

void tc_proof_tell_turns(const TcProof *proof, const TcProofClaim *claim,
                         const TcExplainWriter *writer)
{
    Page page = {proof, *writer};
    for (guint i = 0; i < claim->turns->len; i++)
        tell_turn(&page, claim, g_ptr_array_index(claim->turns, i));
    if (claim->proved == TC_PROVED_UNDECIDED)
        tc_explain_say(&page.writer, 2, TC_MSG_PROOF_UNDECIDED_WHY, NULL);
    else if (claim->turns->len > 0 && (!claim->complete || claim->may_turn))
        tc_explain_say(&page.writer, 2, TC_MSG_PROOF_INCOMPLETE, NULL);
}

static void tell_claim(Page *page, const TcProofClaim *claim)
{
    g_autofree char *name = tc_proof_name(page->proof, claim, page->writer.lang);
    g_autofree char *title = tc_explain_title(tc_proof_title(page->proof, claim));
    tc_explain_say(&page->writer, 0, head_of(claim), name, title,
                   tc_msg(page->writer.lang, tc_proof_word(claim)), NULL);
    tc_proof_tell_turns(page->proof, claim, &page->writer);
}

/* --- lists ------------------------------------------------------------------------------------ */

/* Is the claim to be listed? @data: what the list is of. */
typedef bool (*Listed)(const Page *page, const TcProofClaim *claim, const void *data);

static bool is_proved_same(const Page *page, const TcProofClaim *claim, const void *kind)
{
    (void)page;
    return !claim->of_points && claim->kind == *(const TcRefKind *)kind &&
           tc_proof_in_both(claim) && claim->proved == TC_PROVED_SAME;
}

/* Of points: not told apart from its indicator. */
static bool is_only_in(const Page *page, const TcProofClaim *claim, const void *version)
{
    const unsigned has = *(const unsigned *)version;
    (void)page;
    return page->proof->models[1] && claim->index[has] != TC_NO_PART &&
           claim->index[1 - has] == TC_NO_PART;
}

typedef struct {
    unsigned version;
    TcRefKind kind;
    TcProofNever never;
} Never;

static bool is_never(const Page *page, const TcProofClaim *claim, const void *data)
{
    const Never *asked = data;
    return claim->kind == asked->kind &&
           tc_proof_is_never(page->proof, claim, asked->version, asked->never);
}

/* Of an indicator that is only scored nothing is asked. */
static bool is_unsettled(const Page *page, const TcProofClaim *claim, const void *data)
{
    const TcModel *const *models = page->proof->models;
    (void)data;
    return !models[1] && !claim->of_points && !claim->complete && !claim->all_occur &&
           (claim->kind != TC_REF_INDICATOR || models[0]->indicators[claim->index[0]].judged);
}

/* A line of the codes that are listed; none if nothing is. */
static void tell_list(Page *page, TcMsg head, Listed listed, const void *data)
{
    g_autoptr(GString) codes = g_string_new(NULL);
    unsigned n = 0;
    for (guint i = 0; i < page->proof->claims->len; i++) {
        const TcProofClaim *claim = g_ptr_array_index(page->proof->claims, i);
        if (!listed(page, claim, data))
            continue;
        g_autofree char *name = tc_proof_name(page->proof, claim, page->writer.lang);
        g_string_append_printf(codes, "%s%s", n++ ? ", " : "", name);
    }
    g_autofree char *count = g_strdup_printf("%u", n);
    if (n > 0)
        tc_explain_say(&page->writer, 0, head, count, codes->str, NULL);
}

static void tell_nevers(Page *page)
{
    static const TcMsg heads[][TC_N_PROOF_NEVERS] = {
        {TC_MSG_PROOF_NEVER_MET, TC_MSG_PROOF_NEVER_FAILS},
        {TC_MSG_PROOF_NEVER_ELIGIBLE, TC_MSG_PROOF_ALWAYS_ELIGIBLE}};
    static const TcRefKind kinds[] = {TC_REF_INDICATOR, TC_REF_VERDICT};
    Never asked = {.version = page->proof->models[1] ? 1 : 0};
    for (unsigned k = 0; k < G_N_ELEMENTS(kinds); k++) {
        for (unsigned n = 0; n < TC_N_PROOF_NEVERS; n++) {
            asked.kind = kinds[k];
            asked.never = (TcProofNever)n;
            tell_list(page, heads[k][n], is_never, &asked);
        }
    }
}

/* Labels that no commune gets. */
static void tell_labels(Page *page)
{
    const unsigned version = page->proof->models[1] ? 1 : 0;
    for (guint i = 0; i < page->proof->claims->len; i++) {
        const TcProofClaim *claim = g_ptr_array_index(page->proof->claims, i);
        const uint64_t never = tc_proof_never_labels(page->proof, claim, version);
        if (never == 0)
            continue;
        const TcGrade *grade = &page->proof->models[version]->grades[claim->index[version]];
        g_autoptr(GString) labels = g_string_new(NULL);
        for (uint32_t k = 0; k < grade->n_labels; k++) {
            if (never >> k & 1)
                g_string_append_printf(labels, "%s\"%s\"", labels->len ? ", " : "",
                                       grade->labels[k]);
        }
        tc_explain_say(&page->writer, 0, TC_MSG_PROOF_NEVER_LABELLED,
                       tc_proof_code(page->proof, claim), labels->str, NULL);
    }
}

/* The indicators of which that was found for the conclusion; no line if there are none. */
static void tell_found(Page *page, const TcProofClaim *claim, TcIdle found, TcMsg head)
{
    const TcModel *model = page->proof->models[0];
    g_autoptr(GString) codes = g_string_new(NULL);
    unsigned n = 0;
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        if (claim->idle[i] == found)
            g_string_append_printf(codes, "%s%s", n++ ? ", " : "", model->indicators[i].code);
    }
    g_autofree char *count = g_strdup_printf("%u", n);
    if (n > 0)
        tc_explain_say(&page->writer, 0, head, tc_proof_code(page->proof, claim), count, codes->str,
                       NULL);
}

/* Which indicators never matter to each conclusion. */
static void tell_idle(Page *page)
{
    for (guint i = 0; i < page->proof->claims->len; i++) {
        const TcProofClaim *claim = g_ptr_array_index(page->proof->claims, i);
        const bool verdict = claim->kind == TC_REF_VERDICT;
        if (!claim->idle)
            continue;
        tell_found(page, claim, TC_IDLE_YES,
                   verdict ? TC_MSG_PROOF_IDLE_VERDICT : TC_MSG_PROOF_IDLE_GRADE);
        tell_found(page, claim, TC_IDLE_UNPROVED,
                   verdict ? TC_MSG_PROOF_IDLE_VERDICT_UNPROVED : TC_MSG_PROOF_IDLE_GRADE_UNPROVED);
    }
}

static void tell_ranges(Page *page)
{
    g_autoptr(GString) names = g_string_new(NULL);
    const TcForkCells *cells = page->proof->cells;
    for (uint32_t i = 0; i < cells->n; i++) {
        if (cells->cells[i].differs)
            g_string_append_printf(names, "%s[%s]", names->len ? ", " : "",
                                   cells->cells[i].spec->name);
    }
    if (names->len > 0)
        tc_explain_say(&page->writer, 0, TC_MSG_PROOF_RANGES, names->str, NULL);
}

/* Returns: (transfer full). */
static char *scope_text(const Page *page, unsigned version)
{
    const TcUnitList *only_for = &page->proof->models[version]->only_for;
    return only_for->n ? tc_rule_units(only_for)
                       : g_strdup(tc_msg(page->writer.lang, TC_MSG_PROOF_ALL_UNITS));
}

/* What the claims below take no account of. */
static void tell_scope(Page *page)
{
    const TcProof *proof = page->proof;
    const TcForkCells *cells = proof->cells;
    g_autoptr(GString) names = g_string_new(NULL);
    if (tc_proof_other_level(proof)) {
        const char *none = tc_msg(page->writer.lang, TC_MSG_PROOF_NO_LEVEL);
        const char *first = tc_model_level(proof->models[0]);
        const char *second = tc_model_level(proof->models[1]);
        tc_explain_say(&page->writer, 0, TC_MSG_PROOF_OTHER_LEVEL, first ? first : none,
                       second ? second : none, NULL);
    }
    if (tc_proof_other_scope(proof)) {
        g_autofree char *first = scope_text(page, 0);
        g_autofree char *second = scope_text(page, 1);
        tc_explain_say(&page->writer, 0, TC_MSG_PROOF_OTHER_SCOPE, first, second, NULL);
    }
    for (uint32_t i = 0; i < cells->n; i++) {
        const TcColumnSpec *const *specs = cells->cells[i].specs;
        if (tc_proof_other_unit(proof, i))
            g_string_append_printf(names, "%s[%s] (%s; %s)", names->len ? ", " : "", specs[0]->name,
                                   specs[0]->unit ? specs[0]->unit : "–",
                                   specs[1]->unit ? specs[1]->unit : "–");
    }
    if (names->len > 0)
        tc_explain_say(&page->writer, 0, TC_MSG_PROOF_OTHER_UNITS, names->str, NULL);
}

/* --- the page --------------------------------------------------------------------------------- */

static void tell_pair(Page *page)
{
    static const TcRefKind kinds[] = {TC_REF_INDICATOR, TC_REF_VERDICT, TC_REF_GRADE};
    static const TcMsg heads[] = {TC_MSG_PROOF_SAME_INDICATORS, TC_MSG_PROOF_SAME_VERDICTS,
                                  TC_MSG_PROOF_SAME_GRADES};
    static const unsigned versions[] = {0, 1};
    const GPtrArray *claims = page->proof->claims;
    for (guint i = 0; i < claims->len; i++) {
        const TcProofClaim *claim = g_ptr_array_index(claims, i);
        if (tc_proof_in_both(claim) && claim->proved != TC_PROVED_SAME)
            tell_claim(page, claim);
    }
    tell_list(page, TC_MSG_PROOF_ADDED, is_only_in, &versions[1]);
    tell_list(page, TC_MSG_PROOF_REPEALED, is_only_in, &versions[0]);
    for (unsigned k = 0; k < G_N_ELEMENTS(kinds); k++)
        tell_list(page, heads[k], is_proved_same, &kinds[k]);
}

void tc_proof_text(const TcProof *proof, const char *const *names, TcLang lang, unsigned width,
                   GString *out)
{
    Page page = {proof, {.lang = lang, .width = width, .out = out}};
    if (proof->models[1])
        tc_explain_say(&page.writer, 0, TC_MSG_PROOF_HEAD_TWO, names[0], names[1], NULL);
    else
        tc_explain_say(&page.writer, 0, TC_MSG_PROOF_HEAD_ONE, names[0], NULL);
    if (proof->no_rows) {
        tc_explain_say(&page.writer, 0, TC_MSG_PROOF_NO_ROWS, NULL);
        return;
    }
    tell_ranges(&page);
    tell_scope(&page);
    g_string_append_c(out, '\n');
    if (proof->models[1])
        tell_pair(&page);
    tell_nevers(&page);
    tell_labels(&page);
    tell_idle(&page);
    tell_list(&page, TC_MSG_PROOF_UNSETTLED, is_unsettled, NULL);
    if (!proof->models[1])
        tc_explain_say(&page.writer, 0, TC_MSG_PROOF_REST, NULL);
}
