/* The text form of diagnostics. Lines and columns are computed here, from byte spans. */
#include "report/diag_text.h"

#include <string.h>
#include "base/msg.h"
#include "base/text.h"
#include "report/paint.h"

enum { TAB_COLUMNS = 8, SHOWN_COLUMNS = 120, LEAD_COLUMNS = 40 };

typedef struct {
    GString *out;
    TcLang lang;
    bool colour;
} Printer;

static void paint(Printer *printer, TcPaint what, const char *text)
{
    if (printer->colour)
        g_string_append_printf(printer->out, "%s%s" TC_PAINT_END, tc_paint_begin(what), text);
    else
        g_string_append(printer->out, text);
}

/* A line as it is shown: tabs as blanks, what cannot be shown as U+FFFD, cut to the part around the
 * marked columns. */
typedef struct {
    GString *text;
    size_t column;     /* display columns so far */
    size_t start, end; /* display columns of the mark */
    size_t all, lost;  /* characters, and those that cannot be shown */
} Shown;

static void show_character(Shown *shown, gunichar character)
{
    char bytes[6];
    if (character == '\t') {
        size_t width = TAB_COLUMNS - shown->column % TAB_COLUMNS;
        g_string_append_printf(shown->text, "%*s", (int)width, "");
        shown->column += width;
    } else if (g_unichar_iscntrl(character)) {
        g_string_append_unichar(shown->text, 0xFFFD);
        shown->column++;
    } else {
        int size = g_unichar_to_utf8(character, bytes);
        g_string_append_len(shown->text, bytes, size);
        shown->column += tc_text_width(bytes, (size_t)size);
    }
}

/* Reads one character (a byte that is none counts as U+FFFD). Returns: its bytes. */
static size_t read_character(const char *text, size_t length, gunichar *character)
{
    *character = g_utf8_get_char_validated(text, (gssize)length);
    if (*text == '\0' || *character == (gunichar)-1 || *character == (gunichar)-2) {
        *character = 0xFFFD;
        return 1;
    }
    return (size_t)(g_utf8_next_char(text) - text);
}

static void show_line(Shown *shown, const char *line, size_t length, size_t from, size_t to)
{
    for (size_t at = 0; at < length;) {
        gunichar character;
        size_t size = read_character(line + at, length - at, &character);
        shown->all++;
        shown->lost += character == 0xFFFD || (character != '\t' && g_unichar_iscntrl(character));
        if (at <= from)
            shown->start = shown->column;
        show_character(shown, character);
        at += size;
        if (at <= to)
            shown->end = shown->column;
    }
    if (from >= length)
        shown->start = shown->column;
    shown->end = MAX(shown->end, shown->start + 1);
}

/* Cuts @shown to SHOWN_COLUMNS so that the start of the mark is seen. */
static void cut_shown(Shown *shown)
{
    size_t skip = shown->start > SHOWN_COLUMNS - LEAD_COLUMNS ? shown->start - LEAD_COLUMNS : 0;
    size_t column = 0;
    const char *c = shown->text->str;
    if (shown->column <= SHOWN_COLUMNS)
        return;
    GString *cut = g_string_new(skip > 0 ? "…" : NULL);
    for (; *c != '\0' && column < skip + SHOWN_COLUMNS; c = g_utf8_next_char(c)) {
        size_t size = (size_t)(g_utf8_next_char(c) - c);
        if (column >= skip)
            g_string_append_len(cut, c, (gssize)size);
        column += tc_text_width(c, size);
    }
    g_string_append(cut, *c != '\0' ? "…" : "");
    g_string_free(shown->text, TRUE);
    shown->text = cut;
    shown->start -= skip - (skip > 0);
    shown->end = MIN(shown->end - skip + (skip > 0), (size_t)SHOWN_COLUMNS + 1);
}

static void append_mark(Printer *printer, const Shown *shown, char first)
{
    g_autoptr(GString) mark = g_string_new(NULL);
    g_string_append_c(mark, first);
    for (size_t column = shown->start + 1; column < shown->end; column++)
        g_string_append_c(mark, '~');
    g_string_append_printf(printer->out, "      | %*s", (int)shown->start, "");
    paint(printer, TC_PAINT_FAINT, mark->str);
    g_string_append_c(printer->out, '\n');
}

/* The line of @span and its mark: ^~~~ or, for second places, ~~~~. */
static void append_quote(Printer *printer, TcSpan span, char first)
{
    TcPlace place = tc_source_place(span.source, span.start);
    uint32_t length;
    const char *line = tc_source_line(span.source, place.line, &length);
    size_t from = (size_t)(tc_source_text(span.source) + span.start - line);
    size_t to = MIN(from + (span.end - span.start), length);
    Shown shown = {.text = g_string_new(NULL)};
    show_line(&shown, line, length, from, to);
    cut_shown(&shown);
    if (shown.lost <= MAX(2, shown.all / 4)) { /* else it is no text that anybody can read */
        g_string_append_printf(printer->out, "%5u | %s\n", place.line, shown.text->str);
        append_mark(printer, &shown, first);
    }
    g_string_free(shown.text, TRUE);
}

/* The name of the file, which may hold anything. */
static char *shown_name(const TcSource *source)
{
    char *name = g_utf8_make_valid(tc_source_name(source), -1);
    for (char *c = name; *c != '\0'; c++) {
        if (g_ascii_iscntrl(*c))
            *c = '?';
    }
    return name;
}

static void append_place(Printer *printer, TcSpan span)
{
    TcPlace place = tc_source_place(span.source, span.start);
    g_autofree char *name = shown_name(span.source);
    g_autofree char *text = g_strdup_printf("%s:%u:%u:", name, place.line, place.column);
    paint(printer, TC_PAINT_STRONG, text);
    g_string_append_c(printer->out, ' ');
}

static void append_head(Printer *printer, const TcDiag *diag)
{
    bool error = diag->severity == TC_ERROR;
    g_autofree char *severity =
        g_strdup_printf("%s %s:", tc_msg(printer->lang, error ? TC_MSG_ERROR : TC_MSG_WARNING),
                        tc_diag_name(diag->code));
    if (diag->span.source) {
        append_place(printer, diag->span);
    } else if (diag->place) {
        g_autofree char *place = g_strconcat(diag->place, ":", NULL);
        paint(printer, TC_PAINT_STRONG, place);
        g_string_append_c(printer->out, ' ');
    }
    paint(printer, error ? TC_PAINT_BAD : TC_PAINT_DOUBT, severity);
    g_string_append_printf(printer->out, " %s\n", diag->message);
}

static void append_labels(Printer *printer, const TcDiag *diag)
{
    for (size_t i = 0; i < G_N_ELEMENTS(diag->label) && diag->label[i]; i++) {
        if (diag->label_span[i].source)
            append_place(printer, diag->label_span[i]);
        g_string_append_printf(printer->out, "%s\n", diag->label[i]);
        if (diag->label_span[i].source)
            append_quote(printer, diag->label_span[i], '~');
    }
}

static void append_diag(Printer *printer, const TcDiag *diag)
{
    append_head(printer, diag);
    if (diag->span.source)
        append_quote(printer, diag->span, '^');
    append_labels(printer, diag);
    if (diag->fix) {
        g_autofree char *fix = g_strconcat(tc_msg(printer->lang, TC_MSG_FIX), ":", NULL);
        paint(printer, TC_PAINT_GOOD, fix);
        g_string_append_printf(printer->out, " %s\n", diag->fix);
    }
}

static void append_rest(Printer *printer, const TcDiag *diag, unsigned n)
{
    if (n <= TC_DIAG_LIMIT)
        return;
    g_autofree char *count = g_strdup_printf("%u", n - TC_DIAG_LIMIT);
    g_autofree char *text = tc_msg_format(printer->lang, TC_MSG_DIAG_MORE, count, NULL);
    if (diag->span.source)
        g_string_append_printf(printer->out, "%s: ", tc_source_name(diag->span.source));
    g_string_append_printf(printer->out, "%s\n", text);
}

/* What stands in no rule file has a limit of its own where it is found. */
static bool same_file(const TcDiag *a, const TcDiag *b)
{
    return a->span.source == b->span.source;
}

void tc_diag_text(const TcDiagList *diags, bool colour, GString *out)
{
    Printer printer = {out, tc_diag_list_lang(diags), colour};
    unsigned length = tc_diag_list_length(diags), n = 0;
    for (unsigned i = 0; i < length; i++) {
        const TcDiag *diag = tc_diag_list_get(diags, i);
        bool last = i + 1 == length || !same_file(diag, tc_diag_list_get(diags, i + 1));
        n++;
        if (n <= TC_DIAG_LIMIT || !diag->span.source)
            append_diag(&printer, diag);
        if (last && diag->span.source)
            append_rest(&printer, diag, n);
        n = last ? 0 : n;
    }
}

char *tc_diag_general(const char *template_text, TcLang lang)
{
    g_autofree char *words = tc_diag_words(template_text, lang);
    static const char *const dots[] = {"…", "…", "…", "…", "…", "…", "…", "…", "…"};
    return tc_text_fill(words, dots, G_N_ELEMENTS(dots));
}

char *tc_diag_summary(const TcDiagList *diags)
{
    TcLang lang = tc_diag_list_lang(diags);
    unsigned errors = tc_diag_count(diags, TC_ERROR), warnings = tc_diag_count(diags, TC_WARNING);
    g_autofree char *n_errors = g_strdup_printf("%u", errors);
    g_autofree char *n_warnings = g_strdup_printf("%u", warnings);
    TcMsg message = errors == 0 && warnings == 0 ? TC_MSG_CHECK_CLEAN
                    : errors == 0                ? TC_MSG_CHECK_WARNINGS
                    : warnings == 0              ? TC_MSG_CHECK_ERRORS
                                                 : TC_MSG_CHECK_BOTH;
    return errors == 0 ? tc_msg_format(lang, message, n_warnings, NULL)
                       : tc_msg_format(lang, message, n_errors, n_warnings, NULL);
}
