/* Wording of the places, contents and expectations that data diagnostics show. */
#include "data/data_diags.h"

#include <string.h>

#include "base/date.h"
#include "base/msg.h"
#include "base/number.h"
#include "data/cell_meant.h"

enum { QUOTE_CHARS = 60, CHOICES_SHOWN = 8, RANGE_DECIMALS = 6 };

void tc_data_diags_init(TcDataDiags *report, TcDiagList *diags, const char *path, bool lenient,
                        unsigned limit)
{
    TcLang lang = tc_diag_list_lang(diags);

    *report = (TcDataDiags){.diags = diags, .lenient = lenient};
    report->limit = limit ? limit : TC_DIAG_LIMIT;
    report->file = strcmp(path, "-") == 0 ? g_strdup(tc_msg(lang, TC_MSG_DATA_STDIN))
                                          : g_filename_display_name(path);
}

void tc_data_diags_clear(TcDataDiags *report)
{
    g_free(report->file);
}

void tc_data_diags_init_part(TcDataDiags *part, const TcDataDiags *whole)
{
    *part = (TcDataDiags){.diags = tc_diag_list_like(whole->diags),
                          .file = g_strdup(whole->file),
                          .lenient = whole->lenient,
                          .limit = whole->limit};
}

void tc_data_diags_clear_part(TcDataDiags *part)
{
    tc_diag_list_free(part->diags);
    tc_data_diags_clear(part);
}

/* --- texts --- */

char *tc_data_letters(uint32_t column, char letters[TC_LETTERS])
{
    char reversed[TC_LETTERS];
    unsigned n = 0;

    for (uint32_t left = column + 1; left > 0 && n < TC_LETTERS - 1; left = (left - 1) / 26)
        reversed[n++] = (char)('A' + (left - 1) % 26);
    for (unsigned i = 0; i < n; i++)
        letters[i] = reversed[n - 1 - i];
    letters[n] = '\0';
    return letters;
}

char *tc_data_cell_name(const TcDataPlace *place)
{
    if (!place->letter)
        return g_strdup_printf("[%s]", place->heading ? place->heading : "");
    return g_strdup_printf("%s%" G_GUINT64_FORMAT, place->letter, place->row);
}

char *tc_data_place(const TcDataDiags *report, const TcDataPlace *place)
{
    TcLang lang = tc_diag_list_lang(report->diags);
    char line[16];

    g_snprintf(line, sizeof line, "%u", place->line);
    if (!place->heading)
        return tc_msg_format(lang, TC_MSG_DATA_PLACE_ROW, report->file, line, NULL);
    if (!place->letter)
        return tc_msg_format(lang, TC_MSG_DATA_PLACE_KEY, report->file, line, place->heading, NULL);
    return tc_msg_format(lang, TC_MSG_DATA_PLACE_COLUMN, report->file, line, place->letter,
                         place->heading, NULL);
}

char *tc_data_quote(const char *text, size_t length)
{
    /* an overlong piece may be cut inside a letter; the repair below would show that as U+FFFD */
    size_t most = MIN(length, (size_t)QUOTE_CHARS * 4);
    while (most < length && most > 0 && ((unsigned char)text[most] & 0xC0) == 0x80)
        most--;
    g_autofree char *valid = g_utf8_make_valid(text, (gssize)most);
    bool whole = most == length && g_utf8_strlen(valid, -1) <= QUOTE_CHARS;

    for (char *c = valid; *c; c++)
        if (g_ascii_iscntrl(*c))
            *c = ' ';
    if (whole)
        return g_steal_pointer(&valid);
    g_autofree char *head = g_utf8_substring(valid, 0, MIN(QUOTE_CHARS, g_utf8_strlen(valid, -1)));
    return g_strconcat(head, "…", NULL);
}

char *tc_data_number(const TcColumnSpec *spec, const mpq_t value, TcLang lang)
{
    char buffer[TC_DATE_TEXT];
    mpq_t shown;

    if (spec->type == TC_TYPE_DATE)
        return g_strdup(tc_date_format((int32_t)mpz_get_si(mpq_numref(value)), lang, buffer));
    mpq_init(shown);
    mpq_set(shown, value);
    bool percent = spec->type == TC_TYPE_PERCENT;
    if (percent) {
        mpz_mul_ui(mpq_numref(shown), mpq_numref(shown), 100);
        mpq_canonicalize(shown);
    }
    g_autofree char *number = tc_number_brief(shown, RANGE_DECIMALS, lang);
    mpq_clear(shown);
    return g_strconcat(number, percent ? "%" : "", NULL);
}

char *tc_data_range(const TcColumnSpec *spec, TcRangeEnds ends, TcLang style, TcLang lang)
{
    static const TcMsg both[2][2] = {{TC_MSG_DATA_FROM_TO, TC_MSG_DATA_FROM_BELOW},
                                     {TC_MSG_DATA_OVER_TO, TC_MSG_DATA_OVER_BELOW}};
    bool stated = ends == TC_ENDS_ALL || ends == TC_ENDS_HIGH ||
                  (ends == TC_ENDS_STATED && !spec->high_default);
    bool far = spec->low_default && mpq_sgn(spec->low) < 0; /* how far any number may go */
    bool low_stated = !far || (ends != TC_ENDS_STATED && ends != TC_ENDS_HIGH);
    g_autofree char *low =
        spec->has_low && low_stated ? tc_data_number(spec, spec->low, style) : NULL;
    g_autofree char *high =
        spec->has_high && stated ? tc_data_number(spec, spec->high, style) : NULL;

    if (low && high)
        return tc_msg_format(lang, both[spec->low_open][spec->high_open], low, high, NULL);
    if (low)
        return tc_msg_format(lang, spec->low_open ? TC_MSG_DATA_OVER : TC_MSG_DATA_FROM, low, NULL);
    if (!high)
        return g_strdup("");
    return tc_msg_format(lang, spec->high_open ? TC_MSG_DATA_BELOW : TC_MSG_DATA_UP_TO, high, NULL);
}

/* The end that nobody stated is told only to a figure beyond it. */
static char *range_text(const TcCellRule *rule, TcLang lang)
{
    const TcColumnSpec *spec = rule->spec;
    TcRangeEnds ends = TC_ENDS_ALL;

    if (rule->type == TC_TYPE_DATE)
        ends = TC_ENDS_ALL;
    else if (spec->high_default && mpq_cmp(rule->number, spec->high) <= 0)
        ends = TC_ENDS_LOW;
    else if (spec->low_default && mpq_cmp(rule->number, spec->low) >= 0)
        ends = TC_ENDS_HIGH;
    return tc_data_range(spec, ends, rule->style, lang);
}

/* có, không and the words that the column declares. */
static char *yes_no_text(const TcCellRule *rule, TcLang lang)
{
    GString *text = g_string_new(
        tc_msg(lang, rule->style == TC_LANG_EN ? TC_MSG_DATA_YES_NO_EN : TC_MSG_DATA_YES_NO));
    const TcColumnSpec *spec = rule->spec;

    for (uint32_t i = 0; i < spec->n_yes + spec->n_no && i < CHOICES_SHOWN; i++) {
        bool yes = i < spec->n_yes;
        const char *word = yes ? spec->yes[i] : spec->no[i - spec->n_yes];
        g_autofree char *declared =
            tc_msg_format(lang, yes ? TC_MSG_DATA_WORD_YES : TC_MSG_DATA_WORD_NO, word, NULL);
        g_string_append_printf(text, ", %s", declared);
    }
    return g_string_free(text, FALSE);
}

static char *choices_text(const TcColumnSpec *spec)
{
    GString *text = g_string_new(NULL);

    for (uint32_t i = 0; i < spec->n_choices && i < CHOICES_SHOWN; i++)
        g_string_append_printf(text, "%s\"%s\"", i ? ", " : "", spec->choices[i]);
    if (spec->n_choices > CHOICES_SHOWN)
        g_string_append(text, ", …");
    return g_string_free(text, FALSE);
}

static char *type_text(const TcColumnSpec *spec, TcLang lang)
{
    const char *name = tc_type_name(spec->type, lang);
    return spec->unit ? g_strdup_printf("%s (%s)", name, spec->unit) : g_strdup(name);
}

/* What the column takes, in the words that fit @code. */
static char *expected_text(const TcCellRule *rule, TcDiagCode code, TcLang lang)
{
    if (!rule->spec)
        return NULL;
    if (code == TC_DIAG_CELL_NEGATIVE)
        return tc_data_range(rule->spec, TC_ENDS_LOW, rule->style, lang);
    if (code == TC_DIAG_CELL_RANGE)
        return range_text(rule, lang);
    if (code == TC_DIAG_CELL_CHOICE)
        return choices_text(rule->spec);
    if (rule->type == TC_TYPE_YES_NO)
        return yes_no_text(rule, lang);
    if (rule->type == TC_TYPE_CHOICE) {
        g_autofree char *choices = choices_text(rule->spec);
        return tc_msg_format(lang, TC_MSG_WANTS_CHOICE, choices, NULL);
    }
    return type_text(rule->spec, lang);
}

/* "Có phải "miền núi"? ": what a word comes near to. Returns: (transfer full), "" if to nothing. */
static char *near_text(const TcCellRule *rule, TcDiagCode code, const char *text, size_t length,
                       TcLang lang)
{
    static const TcMsg words[2][2] = {{TC_MSG_WORD_YES, TC_MSG_WORD_NO},
                                      {TC_MSG_WORD_YES_EN, TC_MSG_WORD_NO_EN}};
    const char *near = NULL;

    if (code == TC_DIAG_CELL_CHOICE)
        near = tc_cell_choice_meant(rule->spec, text, length);
    if (code == TC_DIAG_CELL_YES_NO) {
        TcYesNoMeant meant = tc_cell_yes_no_meant(text, length);
        if (meant != TC_MEANT_NEITHER)
            near = tc_msg(lang, words[rule->style == TC_LANG_EN][meant == TC_MEANT_NO]);
    }
    return near ? tc_msg_format(lang, TC_MSG_CELL_PERHAPS, near, NULL) : g_strdup("");
}

/* "hộ": what the figures of the column count, in brackets. Returns: (transfer full). */
static char *unit_text(const TcCellRule *rule, TcLang lang)
{
    const bool known = rule->spec && rule->spec->unit;
    return known ? tc_msg_format(lang, TC_MSG_CELL_IN_UNIT, rule->spec->unit, NULL) : g_strdup("");
}

const char *tc_data_other_style(TcLang style)
{
    return style == TC_LANG_VI ? "en" : "vi";
}

/* The option that reads a cell of the other style of numbers; a number of JSON has one style.
 * Returns: (transfer full), "" if it would not. */
static char *style_text(const TcCellRule *rule, const char *text, size_t length, TcLang lang)
{
    if (!tc_cell_is_other_style(text, length, rule->style))
        return g_strdup("");
    return tc_msg_format(lang, TC_MSG_CELL_OTHER_STYLE, tc_data_other_style(rule->style), NULL);
}

/* What stands behind the expectation: a near word, the unit of the figures, an option. */
static char *hint_text(const TcCellRule *rule, TcDiagCode code, const TcDataPlace *place,
                       const char *text, size_t length, TcLang lang)
{
    const bool style = code == TC_DIAG_CELL_DECIMAL_COMMA || code == TC_DIAG_CELL_DECIMAL_POINT ||
                       code == TC_DIAG_CELL_GROUPING || code == TC_DIAG_CELL_THOUSANDS;
    if (style)
        return place->letter ? style_text(rule, text, length, lang) : g_strdup("");
    return code == TC_DIAG_CELL_WORDS ? unit_text(rule, lang)
                                      : near_text(rule, code, text, length, lang);
}

/* --- diagnostics --- */

static TcDiag *append(TcDataDiags *report, TcDiagCode code, const TcDataPlace *place,
                      const char *const args[TC_DATA_ARGS])
{
    g_autofree char *where = tc_data_place(report, place);
    /* no source: the line keeps the diagnostics of the file in its order when they are sorted */
    TcSpan span = {.start = place->line, .end = place->line};
    TcDiag *diag = tc_diag(report->diags, code, span, args[0], args[1], args[2], args[3], args[4],
                           args[5], NULL);

    tc_diag_place(diag, where);
    return diag;
}

/* A file in a wrong encoding has it in most of its cells. */
static bool is_told_already(TcDataDiags *report, TcDiagCode code)
{
    if (code != TC_DIAG_BAD_UTF8 && code != TC_DIAG_DATA_MOJIBAKE)
        return false;
    bool told = report->encoding;
    report->encoding = true;
    return told;
}

void tc_data_diag_file(TcDataDiags *report, TcDiagCode code, const TcDataPlace *place,
                       const char *const args[TC_DATA_ARGS])
{
    report->of_file |= tc_diag_severity(code) == TC_ERROR;
    report->failed |= report->of_file;
    if (!is_told_already(report, code))
        append(report, code, place, args);
}

bool tc_data_diags_full(const TcDataDiags *report)
{
    return report->listed >= report->limit;
}

/* Counts a row diagnostic. Returns: false if it is over the limit and only counted. */
static bool admit(TcDataDiags *report, TcDiagCode code)
{
    bool error = tc_diag_severity(code) == TC_ERROR;

    report->failed |= error && !report->lenient;
    if (is_told_already(report, code))
        return false;
    if (!tc_data_diags_full(report)) {
        report->listed++;
        return true;
    }
    report->unlisted += error;
    return false;
}

static bool admit_joined(TcDiagCode code, void *report)
{
    return admit(report, code);
}

void tc_data_diags_join(TcDataDiags *whole, TcDataDiags *part)
{
    tc_diag_list_move(part->diags, whole->diags, admit_joined, whole);
    whole->unlisted += part->unlisted;
    whole->failed |= part->failed;
    part->listed = 0;
    part->unlisted = 0;
    part->encoding = false;
    part->failed = false;
}

void tc_data_diags_begin_row(TcDataDiags *report)
{
    report->before.length = tc_diag_list_length(report->diags);
    report->before.listed = report->listed;
    report->before.unlisted = report->unlisted;
    report->before.encoding = report->encoding;
    report->before.failed = report->failed;
}

void tc_data_diags_forget_row(TcDataDiags *report)
{
    tc_diag_list_cut(report->diags, report->before.length);
    report->listed = report->before.listed;
    report->unlisted = report->before.unlisted;
    report->encoding = report->before.encoding;
    report->failed = report->before.failed;
}

void tc_data_diag_row(TcDataDiags *report, TcDiagCode code, const TcDataPlace *place,
                      const char *const args[TC_DATA_ARGS])
{
    if (!admit(report, code))
        return;
    TcDiag *diag = append(report, code, place, args);
    if (report->lenient && diag->severity == TC_ERROR)
        tc_diag_soften(report->diags, diag);
}

void tc_data_diag_cell(TcDataDiags *report, const TcCellRule *rule, const TcCell *cell,
                       const TcDataPlace *place, const char *text, size_t length)
{
    TcLang lang = tc_diag_list_lang(report->diags);

    g_autofree char *name = tc_data_cell_name(place);
    g_autofree char *content = tc_data_quote(text, length);
    g_autofree char *expected = expected_text(rule, cell->problem, lang);
    g_autofree char *hint = hint_text(rule, cell->problem, place, text, length, lang);
    const char *args[TC_DATA_ARGS] = {name, content, cell->meant ? cell->meant : expected, hint};
    if (!args[2])
        args[2] = "";
    tc_data_diag_row(report, cell->problem, place, args);
}

void tc_data_diag_text(TcDataDiags *report, TcDiagCode code, const TcDataPlace *place,
                       const char *text, size_t length)
{
    g_autofree char *name = tc_data_cell_name(place);
    g_autofree char *content = tc_data_quote(text, length);
    const char *args[TC_DATA_ARGS] = {name, content};

    tc_data_diag_row(report, code, place, args);
}

/* Says how many more there are, behind all that stands in the file. */
static TcDiag *append_count(TcDataDiags *report, TcDiagCode code, uint64_t count)
{
    char number[24];

    g_snprintf(number, sizeof number, "%" G_GUINT64_FORMAT, count);
    TcDiag *diag = tc_diag(report->diags, code, (TcSpan){.start = UINT32_MAX}, number, NULL);
    tc_diag_place(diag, report->file);
    return diag;
}

void tc_data_diags_finish(TcDataDiags *report, unsigned blanks)
{
    if (report->blanks > blanks)
        append_count(report, TC_DIAG_CELL_BLANKS_MORE, report->blanks - blanks);
    if (report->unlisted > 0) {
        TcDiag *diag = append_count(report, TC_DIAG_DATA_MORE, report->unlisted);
        if (report->lenient)
            tc_diag_soften(report->diags, diag);
        tc_diag_list_beyond(report->diags, diag->severity,
                            (unsigned)MIN(report->unlisted, (uint64_t)G_MAXUINT) - 1);
    }
    report->unlisted = report->blanks = 0;
}
