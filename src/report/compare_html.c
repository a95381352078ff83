/* A comparison as HTML: the table of old and new that goes with a draft, and the same with what
 * shows the changes. Plain tables and styles, so that word processors open it. See compare.h. */
#include <string.h>
#include "report/compare_internal.h"
#include "report/explain_writer.h"
#include "report/proof_internal.h"

typedef struct {
    const TcComparison *comparison;
    TcLang lang;
    bool shows; /* with the communes that show what changes */
    GString *out;
} Sheet;

static void put_text(const Sheet *sheet, const char *text)
{
    g_autofree char *escaped = g_markup_escape_text(text, -1);
    g_string_append(sheet->out, escaped);
}

/* Lines, their indentation kept. */
static void put_lines(const Sheet *sheet, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_string_append(sheet->out, "<p>");
    for (char **line = lines; *line; line++) {
        const size_t blanks = strspn(*line, " ");
        if (line > lines)
            g_string_append(sheet->out, "<br>");
        for (size_t i = 0; i < blanks; i++)
            g_string_append(sheet->out, "&nbsp;");
        put_text(sheet, *line + blanks);
    }
    g_string_append(sheet->out, "</p>");
}

/* What @side says: the name of the part, then the clauses that differ, or all of it. */
static void put_side(const Sheet *sheet, const TcChange *change, unsigned side)
{
    g_string_append(sheet->out, "<td>");
    if (change->whole[side]) {
        put_lines(sheet, change->whole[side]);
    } else if (!change->names[side]) {
        put_lines(sheet,
                  tc_msg(sheet->lang, change->kind == TC_CHANGE_ADDED ? TC_MSG_DIFF_TABLE_ABSENT
                                                                      : TC_MSG_DIFF_TABLE_GONE));
    } else {
        g_autofree char *title = tc_explain_title(change->titles[side]);
        g_autofree char *head = g_strconcat(change->names[side], title, NULL);
        g_string_append(sheet->out, "<p><b>");
        put_text(sheet, head);
        g_string_append(sheet->out, "</b></p>");
    }
    for (guint i = 0; i < change->clauses->len; i++) {
        g_autofree char *text =
            tc_changed_text(g_ptr_array_index(change->clauses, i), side, sheet->lang);
        if (text)
            put_lines(sheet, text);
    }
    g_string_append(sheet->out, "</td>\n");
}

static void put_shown(const Sheet *sheet, const TcProofClaim *claim)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const TcExplainWriter writer = {.lang = sheet->lang, .width = G_MAXUINT, .out = text};
    if (!claim || !sheet->shows)
        return;
    tc_proof_tell_turns(sheet->comparison->proof, claim, &writer);
    g_auto(GStrv) lines = g_strsplit(text->str, "\n", -1);
    for (char **line = lines; *line; line++) {
        if (*g_strstrip(*line))
            put_lines(sheet, *line);
    }
}

static void put_row(const Sheet *sheet, const TcChange *change, unsigned number)
{
    g_autofree char *what = tc_change_what(change, sheet->lang);
    g_string_append_printf(sheet->out, "<tr><td>%u</td>\n", number);
    put_side(sheet, change, 0);
    put_side(sheet, change, 1);
    g_string_append(sheet->out, "<td>");
    put_lines(sheet, what);
    put_shown(sheet, change->answer);
    put_shown(sheet, change->points);
    g_string_append(sheet->out, "</td></tr>\n");
}

static void put_heads(const Sheet *sheet)
{
    static const TcMsg heads[] = {TC_MSG_DIFF_TABLE_NUMBER, TC_MSG_DIFF_TABLE_OLD,
                                  TC_MSG_DIFF_TABLE_NEW, TC_MSG_DIFF_TABLE_NOTE};
    static const unsigned widths[] = {5, 38, 38, 19};
    g_string_append(sheet->out, "<table>\n<thead><tr>");
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
        g_string_append_printf(sheet->out, "<th width=\"%u%%\">", widths[i]);
        put_text(sheet, tc_msg(sheet->lang, heads[i]));
        g_string_append(sheet->out, "</th>");
    }
    g_string_append(sheet->out, "</tr></thead>\n<tbody>\n");
}

static void put_top(const Sheet *sheet, const char *const *names)
{
    const char *title = tc_msg(sheet->lang, TC_MSG_DIFF_TABLE);
    g_autofree char *capitals = g_utf8_strup(title, -1);
    g_autofree char *sides =
        tc_msg_format(sheet->lang, TC_MSG_DIFF_TABLE_HEADS, names[0], names[1], NULL);
    g_string_append_printf(
        sheet->out,
        "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<title>%s</title>\n<style>\n"
        "@page { size: 29.7cm 21cm; margin: 2cm }\n"
        "body { font-family: \"Times New Roman\", serif; font-size: 13pt }\n"
        "h1 { font-size: 14pt; text-align: center; margin-bottom: 0 }\n"
        "h1 + p { text-align: center }\n"
        "table { border-collapse: collapse; width: 100%% }\n"
        "th, td { border: 1px solid black; padding: 4pt; vertical-align: top; text-align: left }\n"
        "td p { margin: 0 0 4pt 0 }\n"
        "</style>\n</head>\n<body>\n<h1>%s</h1>\n<p>",
        sheet->lang == TC_LANG_VI ? "vi" : "en", title, capitals);
    put_text(sheet, sides);
    g_string_append(sheet->out, "</p>\n");
}

static void put_sheet(const Sheet *sheet, const char *const *names)
{
    const GPtrArray *changes = sheet->comparison->changes;
    put_top(sheet, names);
    if (changes->len == 0) {
        put_lines(sheet, tc_msg(sheet->lang, TC_MSG_DIFF_NONE));
    } else {
        put_heads(sheet);
        for (guint i = 0; i < changes->len; i++)
            put_row(sheet, g_ptr_array_index(changes, i), i + 1);
        g_string_append(sheet->out, "</tbody>\n</table>\n");
        put_lines(sheet, tc_msg(sheet->lang, TC_MSG_DIFF_TABLE_MEANING));
    }
    g_string_append(sheet->out, "\n</body>\n</html>\n");
}

void tc_compare_page(const TcComparison *comparison, const char *const *names, TcLang lang,
                     GString *out)
{
    put_sheet(&(Sheet){comparison, lang, true, out}, names);
}

void tc_compare_table(const TcComparison *comparison, const char *const *names, TcLang lang,
                      GString *out)
{
    put_sheet(&(Sheet){comparison, lang, false, out}, names);
}
