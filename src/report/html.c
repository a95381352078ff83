/* Pages for a browser. See html.h. */
#include "report/html.h"

#include <string.h>

void tc_html_text(GString *out, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
    g_autofree char *escaped = g_markup_escape_text(valid, -1);
    g_string_append(out, escaped);
}

void tc_html_begin(GString *out, TcLang lang, const char *title)
{
    g_string_append_printf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n",
                           lang == TC_LANG_VI ? "vi" : "en");
    g_string_append(out, "<meta charset=\"utf-8\">\n<title>");
    tc_html_text(out, title);
    g_string_append(out,
                    "</title>\n<style>\n"
                    "body { font: 15px/1.4 sans-serif; max-width: 70em; margin: 1em auto; padding: "
                    "0 1em; color: #222; }\n"
                    "table { border-collapse: collapse; margin: 0.6em 0 1.2em; }\n"
                    "th, td { border: 1px solid #bbb; padding: 0.2em 0.5em; text-align: left; "
                    "vertical-align: top; }\n"
                    "th { background: #eee; }\n"
                    "td:first-child { min-width: 4.6em; }\n" /* "khoản 10" on one line */
                    "td.n { text-align: right; }\n"
                    "h2 { margin-top: 1.6em; }\n"
                    "svg text { font: 13px sans-serif; }\n"
                    "@media print { body { font-size: 11px; margin: 0; } thead { display: "
                    "table-header-group; } tr, svg { break-inside: avoid; } }\n"
                    "</style>\n</head>\n<body>\n");
    tc_html_element(out, "h1", title);
}

void tc_html_end(GString *out)
{
    g_string_append(out, "</body>\n</html>\n");
}

void tc_html_element(GString *out, const char *tag, const char *text)
{
    g_string_append_printf(out, "<%s>", tag);
    tc_html_text(out, text);
    g_string_append_printf(out, "</%s>\n", tag);
}

void tc_html_table(GString *out, const char *const *heads, unsigned n)
{
    g_string_append(out, "<table>\n<thead><tr>");
    for (unsigned i = 0; i < n; i++) {
        g_string_append(out, "<th>");
        tc_html_text(out, heads[i]);
        g_string_append(out, "</th>");
    }
    g_string_append(out, "</tr></thead>\n<tbody>\n");
}

void tc_html_row(GString *out)
{
    g_string_append(out, "<tr>");
}

void tc_html_cell(GString *out, const char *text)
{
    g_string_append(out, "<td>");
    tc_html_text(out, text);
    g_string_append(out, "</td>");
}

void tc_html_number(GString *out, uint64_t number)
{
    g_string_append_printf(out, "<td class=\"n\">%" G_GUINT64_FORMAT "</td>", number);
}

void tc_html_row_end(GString *out)
{
    g_string_append(out, "</tr>\n");
}

void tc_html_table_end(GString *out)
{
    g_string_append(out, "</tbody>\n</table>\n");
}

enum { LINE = 24, NAMES = 260, LONGEST = 360, NUMBERS = 80 };

void tc_html_bars(GString *out, const char *title, const TcHtmlBar *bars, unsigned n)
{
    uint64_t most = 1;
    for (unsigned i = 0; i < n; i++)
        most = MAX(most, bars[i].n);
    g_string_append_printf(out, "<svg width=\"%d\" height=\"%u\" role=\"img\">\n<title>",
                           NAMES + LONGEST + NUMBERS, n * LINE);
    tc_html_text(out, title);
    g_string_append(out, "</title>\n");
    for (unsigned i = 0; i < n; i++) {
        const unsigned top = i * LINE;
        const unsigned long width = (unsigned long)(bars[i].n * LONGEST / most);
        g_string_append_printf(out, "<text x=\"%d\" y=\"%u\" text-anchor=\"end\">", NAMES - 8,
                               top + 16);
        tc_html_text(out, bars[i].name);
        g_string_append_printf(
            out,
            "</text><rect x=\"%d\" y=\"%u\" width=\"%lu\" height=\"%d\" "
            "fill=\"#4477aa\"/><text x=\"%lu\" y=\"%u\">%" G_GUINT64_FORMAT "</text>\n",
            NAMES, top + 4, width, LINE - 8, NAMES + width + 6, top + 16, bars[i].n);
    }
    g_string_append(out, "</svg>\n");
}
