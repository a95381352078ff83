/* Rows that are no units: totals, notes and signatures, headings, districts. What their cells were
 * blamed for is forgotten, so that each such row gives one message. */
#include <string.h>

#include "data/reader_state.h"
#include "data/unit_name.h"
#include "data/words.h"

enum {
    MOST_START_WORDS = 3, /* tổng cộng huyện */
    MOST_NUMBERING = 6,   /* bytes: (12), [12] */
    LEAST_CODE = 2,       /* digits */
    LEAST_NAME = 3,       /* bytes */
    MOST_TOTAL = 40       /* bytes: room for every word of totals in data_words.def */
};

/* A quick look before the text is folded: words of totals begin with Tổ, To, Cộ, Co, Su; the second
 * byte of ổ and ộ is that of most letters with two marks. */
static bool may_be_total(const char *text)
{
    return *text && strchr("TtCcSs", *text) && text[1] && strchr("oOuU\xC3\xE1", text[1]) &&
           strlen(text) < MOST_TOTAL;
}

static bool is_total(const char *text)
{
    return may_be_total(text) && tc_word_roles_of(text, strlen(text)) & TC_WORD_TOTAL;
}

/* What stands where a unit would, if only its code or its name is there; else "". */
static const char *lone_text(const TcRowInfo *info)
{
    if (*info->code && *info->name)
        return "";
    return *info->code ? info->code : info->name;
}

/* "Tổng cộng (12 xã)", "Bình quân toàn tỉnh", "Tổng 12 xã", "Σ". One word is not enough, for there
 * are communes called Tổng Cọt and Cộng Hòa. */
static bool is_lone_total(const char *text)
{
    static const char first_letters[] = "TtCcSsBbLlAaGg\xCE\xE2"; /* of Σ and ∑ too */

    if (!*text || !strchr(first_letters, *text) || strlen(text) > TC_CODE_MAX_BYTES)
        return false;
    const size_t word = strcspn(text, " ");
    const bool counted = text[word] && g_ascii_isdigit(text[word + 1]);
    return tc_word_roles_at_start(text, strlen(text), 2, MOST_START_WORDS) & TC_WORD_TOTAL ||
           (counted && tc_word_roles_of(text, word) & TC_WORD_TOTAL) ||
           tc_word_roles_of(text, strlen(text)) & TC_WORD_TOTAL;
}

/* "Ghi chú: …", "(*) số liệu ước" where a unit would stand; what has both a code and a name is a
 * unit. */
static bool is_foot(const char *text)
{
    if (!*text || g_ascii_isdigit(*text))
        return false;
    return strchr("*(-", *text) || tc_word_roles_of(text, strcspn(text, ":")) & TC_WORD_FOOT;
}

static bool has_field(const TcReader *reader, TcUnitField field)
{
    return reader->sources[reader->n_columns + field].present;
}

/* Codes of communes have five digits, four where Excel dropped the zero; of districts three. */
static bool is_district(const TcReader *reader, const TcRowInfo *info)
{
    const char *level = reader->options.level;
    const char *name = *info->name ? info->name : info->code;

    return level && *name && (strlen(info->code) <= 3 || name == info->code) &&
           !tc_unit_kind_word(info->kind) && tc_is_district_name(name) &&
           tc_word_roles_of(level, strlen(level)) & TC_WORD_COMMUNES;
}

/* --- headings --- */

/* The heading itself, as tables have it again on each page. */
static bool is_heading(const TcReader *reader, TcUnitField field, const char *text)
{
    const char *heading = reader->sources[reader->n_columns + field].heading;
    return *text && heading && strcmp(heading, text) == 0;
}

/* "(2)", "[2]", "2" for a name: the columns are numbered. */
static bool is_numbering(const char *name)
{
    const size_t length = strlen(name);

    return length > 0 && length <= MOST_NUMBERING && strspn(name, "0123456789()[]") == length &&
           strpbrk(name, "0123456789");
}

/* "A", "B" for code and name. */
static bool is_lettering(const TcRowInfo *info)
{
    return g_ascii_isupper(info->code[0]) && !info->code[1] && g_ascii_isupper(info->name[0]) &&
           !info->name[1];
}

/* Could no cell be read that is not free text? */
static bool has_no_figure(const TcReader *reader, const TcBlock *block, uint32_t row)
{
    for (uint32_t i = 0; i < reader->n_columns; i++) {
        const TcTypeId type = reader->rules[i].type;
        if (type != TC_TYPE_TEXT && type != TC_TYPE_DOCUMENT && reader->sources[i].present &&
            !tc_bit(block->columns[i].open, row))
            return false;
    }
    return true;
}

/* A second row of headings, of units of measure, of numbers of columns. */
static bool is_subheading(const TcReader *reader, const TcBlock *block, TcRowPlace place)
{
    const TcRowInfo *info = &block->rows[place.index];

    if (is_heading(reader, TC_FIELD_CODE, info->code) ||
        is_heading(reader, TC_FIELD_NAME, info->name) || is_numbering(info->name) ||
        is_lettering(info) || (*info->code == '(' && is_numbering(info->code)))
        return true;
    return reader->csv && !reader->no_field && !*info->code && !*info->name &&
           (has_field(reader, TC_FIELD_CODE) || has_field(reader, TC_FIELD_NAME)) &&
           has_no_figure(reader, block, place.index);
}

/* --- all --- */

static void report_row(TcReader *reader, TcRowPlace place, TcDiagCode code, const char *text)
{
    TcDataPlace where = {.line = place.line, .row = place.row};
    g_autofree char *quoted = tc_data_quote(text, strlen(text));
    const char *args[TC_DATA_ARGS] = {quoted};

    tc_data_diag_row(&reader->report, code, &where, args);
}

static void forget_seen(TcSeenCell *seen, uint32_t line)
{
    if (seen->n == 0 || seen->last != line)
        return;
    seen->n--;
    if (seen->line == line)
        seen->line = 0;
}

/* Nothing is said of cells that are no data. */
static void forget_cells(TcReader *reader, uint32_t line)
{
    tc_data_diags_forget_row(&reader->report);
    for (uint32_t i = 0; i < reader->n_columns; i++) {
        TcCellRule *rule = &reader->rules[i];
        forget_seen(&rule->small, line);
        forget_seen(&rule->large, line);
        forget_seen(&rule->huge, line);
        forget_seen(&rule->vague, line);
        for (int signs = 0; signs < TC_N_SIGNS; signs++)
            forget_seen(&rule->signs[signs], line);
    }
}

/* "Yên Thọ" for a code and "16264" for a name: the columns changed places. */
static bool is_exchanged(const TcRowInfo *info)
{
    const size_t digits = strspn(info->name, "0123456789");
    return digits >= LEAST_CODE && info->name[digits] == '\0' && strlen(info->code) >= LEAST_NAME &&
           !strpbrk(info->code, "0123456789.-_/()") &&
           g_unichar_isalpha(g_utf8_get_char(info->code));
}

static bool refuse_exchanged(TcReader *reader, TcRowPlace place, const TcRowInfo *info)
{
    TcDataPlace where = {.line = place.line, .row = place.row};
    g_autofree char *code = tc_data_quote(info->code, strlen(info->code));
    g_autofree char *name = tc_data_quote(info->name, strlen(info->name));
    const char *args[TC_DATA_ARGS] = {code, name};

    forget_cells(reader, place.line);
    tc_data_diag_row(&reader->report, TC_DIAG_ROW_EXCHANGED, &where, args);
    return false;
}

static bool refuse(TcReader *reader, TcRowPlace place, TcDiagCode code, const char *text)
{
    forget_cells(reader, place.line);
    report_row(reader, place, code, text);
    return false;
}

static const char *behind_digits(const char *at)
{
    while (g_ascii_isdigit(*at))
        at++;
    return at;
}

/* "1.48E+04": a spreadsheet has made a number of the code and rounded it. */
static bool is_scientific(const char *text)
{
    const char *at = behind_digits(text);

    if (at == text || !*at)
        return false;
    if (*at == '.' || *at == ',')
        at = behind_digits(at + 1);
    if ((*at != 'E' && *at != 'e') || (at[1] != '+' && at[1] != '-'))
        return false;
    at += 2;
    return *at && *behind_digits(at) == '\0';
}

bool tc_row_is_unit(TcReader *reader, const TcBlock *block, TcRowPlace place)
{
    const TcRowInfo *info = &block->rows[place.index];
    const char *lone = lone_text(info);

    if (is_total(info->code))
        return refuse(reader, place, TC_DIAG_ROW_TOTAL, info->code);
    if (is_scientific(info->code))
        return refuse(reader, place, TC_DIAG_CODE_SCIENTIFIC, info->code);
    if (is_total(info->name))
        return refuse(reader, place, TC_DIAG_ROW_TOTAL, info->name);
    if (is_exchanged(info))
        return refuse_exchanged(reader, place, info);
    if (is_subheading(reader, block, place))
        return refuse(reader, place, TC_DIAG_ROW_SUBHEADING, lone);
    if (is_lone_total(lone))
        return refuse(reader, place, TC_DIAG_ROW_TOTAL, lone);
    if (is_foot(lone))
        return refuse(reader, place, TC_DIAG_ROW_FOOT, lone);
    if (is_district(reader, info))
        return refuse(reader, place, TC_DIAG_ROW_DISTRICT, *info->name ? info->name : info->code);
    if (!*info->code && !*info->name &&
        (has_field(reader, TC_FIELD_CODE) || has_field(reader, TC_FIELD_NAME)))
        report_row(reader, place, TC_DIAG_ROW_NO_UNIT, "");
    return true;
}
