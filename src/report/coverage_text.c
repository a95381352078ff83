/* Coverage as text: what was not seen, by its place, and sums. */
#include "base/msg.h"
#include "report/coverage.h"
#include "report/share.h"
#include "report/version_name.h"
#include "sema/words.h"

const char *tc_coverage_state(unsigned k, TcLang lang)
{
    static const TcMsg words[TC_COVER_STATES] = {TC_MSG_MET, TC_MSG_NOT_MET, TC_MSG_NOT_APPLICABLE,
                                                 TC_MSG_DATA_MISSING};
    return tc_msg(lang, words[k]);
}

/* "140/147 (95,2%)". Returns: (transfer full). */
static char *part_of(uint32_t part, uint32_t all, TcLang lang)
{
    if (all == 0)
        return g_strdup("0/0");
    g_autofree char *share = tc_share_text(part, all, lang);
    return g_strdup_printf("%u/%u (%s)", part, all, share);
}

char *tc_coverage_sums(const char *name, const TcCoverage *coverage, TcLang lang)
{
    g_autofree char *states = part_of(coverage->n_states_seen, coverage->n_states, lang);
    g_autofree char *ways = part_of(coverage->n_ways_seen, coverage->n_ways, lang);
    return tc_msg_format(lang, TC_MSG_COVERAGE_SUMS, name, states, ways, NULL);
}

TcCoverage tc_coverage_total(const TcCoverageSet *sets, size_t n)
{
    TcCoverage total = {0};
    for (size_t i = 0; i < n; i++) {
        const TcCoverage *coverage = sets[i].coverage;
        total.n_states += coverage->n_states;
        total.n_states_seen += coverage->n_states_seen;
        total.n_ways += coverage->n_ways;
        total.n_ways_seen += coverage->n_ways_seen;
    }
    return total;
}

static void write_line(TcSpan span, const char *part, const char *what, GString *out)
{
    const TcSpan written = tc_span_origin(span);
    const TcPlace place = tc_source_place(written.source, written.start);
    g_string_append_printf(out, "%s:%u:%u: %s: %s\n", tc_source_name(written.source), place.line,
                           place.column, part, what);
}

static void write_states(const TcCoverage *coverage, TcLang lang, GString *out)
{
    for (guint i = 0; i < coverage->states->len; i++) {
        const TcCoveredState *state = &g_array_index(coverage->states, TcCoveredState, i);
        g_autofree char *part =
            tc_words_part(coverage->model, TC_REF_INDICATOR, state->indicator, lang);
        for (unsigned k = 0; k < TC_COVER_STATES; k++)
            if ((state->can & ~state->seen) >> k & 1)
                write_line(coverage->model->indicators[state->indicator].head->at, part,
                           tc_coverage_state(k, lang), out);
    }
}

static void write_places(const TcCoverage *coverage, TcLang lang, GString *out)
{
    for (guint i = 0; i < coverage->places->len; i++) {
        const TcCoveredPlace *place = &g_array_index(coverage->places, TcCoveredPlace, i);
        g_autofree char *part =
            tc_words_part(coverage->model, place->part.kind, place->part.index, lang);
        for (unsigned way = 2; way-- > 0;) {
            if (place->seen[way])
                continue;
            g_autofree char *what = tc_msg_format(
                lang, way ? TC_MSG_COVERAGE_HOLDS : TC_MSG_COVERAGE_FAILS, place->words, NULL);
            write_line(place->span, part, what, out);
        }
    }
}

void tc_coverage_text(const TcCoverageSet *sets, size_t n, TcLang lang, GString *out)
{
    for (size_t i = 0; i < n; i++) {
        const TcCoverage *coverage = sets[i].coverage;
        g_autofree char *name = tc_version_name(coverage->model, sets[i].from, lang);
        g_autofree char *sums = tc_coverage_sums(name, coverage, lang);
        if (coverage->n_states_seen < coverage->n_states ||
            coverage->n_ways_seen < coverage->n_ways)
            g_string_append_printf(out, "%s\n", tc_msg(lang, TC_MSG_COVERAGE_UNSEEN));
        write_states(coverage, lang, out);
        write_places(coverage, lang, out);
        g_string_append_printf(out, "%s\n", sums);
    }
    if (n < 2)
        return;
    const TcCoverage total = tc_coverage_total(sets, n);
    g_autofree char *sums = tc_coverage_sums(tc_msg(lang, TC_MSG_COVERAGE_TOTAL), &total, lang);
    g_string_append_printf(out, "%s\n", sums);
}
