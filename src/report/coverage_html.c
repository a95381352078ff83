/* Coverage as one page: a table of indicators and one of places for each set. No script, nothing
 * from elsewhere. */
#include <string.h>

#include "base/msg.h"
#include "report/coverage.h"
#include "report/version_name.h"
#include "sema/words.h"

static void append_escaped(GString *out, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autofree char *escaped = g_markup_escape_text(valid, -1);
    g_string_append(out, escaped);
}

/* <tag>text</tag> */
static void append_element(GString *out, const char *tag, const char *text)
{
    g_string_append_printf(out, "<%s>", tag);
    append_escaped(out, text);
    g_string_append_printf(out, "</%s>", tag);
}

/* Seen, not seen, or nothing that could be. */
static void append_mark(GString *out, bool can, bool seen)
{
    g_string_append(out, !can   ? "<td class=\"none\">–</td>"
                         : seen ? "<td class=\"seen\">✓</td>"
                                : "<td class=\"unseen\">✗</td>");
}

static void write_states(const TcCoverage *coverage, TcLang lang, GString *out)
{
    g_string_append(out, "<table>\n<tr>");
    append_element(out, "th", tc_msg(lang, TC_MSG_COVERAGE_INDICATOR));
    for (unsigned k = 0; k < TC_COVER_STATES; k++)
        append_element(out, "th", tc_coverage_state(k, lang));
    g_string_append(out, "</tr>\n");
    for (guint i = 0; i < coverage->states->len; i++) {
        const TcCoveredState *state = &g_array_index(coverage->states, TcCoveredState, i);
        const TcIndicator *indicator = &coverage->model->indicators[state->indicator];
        g_autofree char *name =
            g_strdup_printf("%s %s", indicator->code, indicator->title ? indicator->title : "");
        g_string_append(out, "<tr>");
        append_element(out, "td", name);
        for (unsigned k = 0; k < TC_COVER_STATES; k++)
            append_mark(out, state->can >> k & 1, state->seen >> k & 1);
        g_string_append(out, "</tr>\n");
    }
    g_string_append(out, "</table>\n");
}

/* "51", of another file than @file "sua-doi.tieuchi:51". Returns: (transfer full). */
static char *line_of(TcSpan span, const char *file)
{
    const TcSpan written = tc_span_origin(span);
    const char *name = tc_source_name(written.source);
    const bool same = strcmp(name, file) == 0;
    return g_strdup_printf("%s%s%u", same ? "" : name, same ? "" : ":",
                           tc_source_place(written.source, written.start).line);
}

static void write_places(const TcCoverage *coverage, const char *file, TcLang lang, GString *out)
{
    if (coverage->places->len == 0)
        return;
    g_string_append(out, "<table>\n<tr>");
    append_element(out, "th", tc_msg(lang, TC_MSG_COVERAGE_LINE));
    append_element(out, "th", tc_msg(lang, TC_MSG_COVERAGE_PLACE));
    append_element(out, "th", tc_msg(lang, TC_MSG_COVERAGE_YES));
    append_element(out, "th", tc_msg(lang, TC_MSG_COVERAGE_NO));
    g_string_append(out, "</tr>\n");
    for (guint i = 0; i < coverage->places->len; i++) {
        const TcCoveredPlace *place = &g_array_index(coverage->places, TcCoveredPlace, i);
        g_autofree char *part =
            tc_words_part(coverage->model, place->part.kind, place->part.index, lang);
        g_autofree char *words = g_strdup_printf("%s: %s", part, place->words);
        g_autofree char *line = line_of(place->span, file);
        g_string_append(out, "<tr>");
        append_element(out, "td", line);
        append_element(out, "td", words);
        append_mark(out, true, place->seen[1]);
        append_mark(out, true, place->seen[0]);
        g_string_append(out, "</tr>\n");
    }
    g_string_append(out, "</table>\n");
}

static void write_head(TcLang lang, GString *out)
{
    const char *title = tc_msg(lang, TC_MSG_COVERAGE_TITLE);
    g_string_append_printf(
        out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
        lang == TC_LANG_VI ? "vi" : "en");
    append_element(out, "title", title);
    g_string_append(out,
                    "\n<style>\n"
                    "body { font-family: sans-serif; max-width: 60em; margin: 1em auto; }\n"
                    "table { border-collapse: collapse; margin: 1em 0; }\n"
                    "th, td { border: 1px solid #bbb; padding: 0.2em 0.5em; text-align: left; }\n"
                    ".seen { background: #dfd; text-align: center; }\n"
                    ".unseen { background: #fdd; text-align: center; }\n"
                    ".none { text-align: center; }\n"
                    "</style>\n</head>\n<body>\n");
    append_element(out, "h1", title);
    g_string_append_c(out, '\n');
}

static void write_sums(const char *name, const TcCoverage *coverage, TcLang lang, GString *out)
{
    g_autofree char *sums = tc_coverage_sums(name, coverage, lang);
    append_element(out, "p", sums);
    g_string_append_c(out, '\n');
}

void tc_coverage_html(const TcCoverageSet *sets, size_t n, TcLang lang, GString *out)
{
    const TcCoverage total = tc_coverage_total(sets, n);
    write_head(lang, out);
    if (n > 1)
        write_sums(tc_msg(lang, TC_MSG_COVERAGE_TOTAL), &total, lang, out);
    for (size_t i = 0; i < n; i++) {
        const TcCoverage *coverage = sets[i].coverage;
        append_element(out, "h2", sets[i].file);
        g_autofree char *name = tc_version_name(coverage->model, sets[i].from, lang);
        write_sums(name, coverage, lang, out);
        if (coverage->states->len)
            write_states(coverage, lang, out);
        write_places(coverage, sets[i].file, lang, out);
    }
    g_string_append(out, "</body>\n</html>\n");
}
