/* What spreadsheets, careful people and wrong encodings leave in cells. */
#include <string.h>

#include "base/text.h"
#include "data/cell.h"
#include "data/words.h"

static bool is_hashes(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] != '#')
            return false;
    return length > 1;
}

/* #N/A, #DIV/0!, #REF!, #VALUE!, #NAME?, #NUM!, #NULL!, #SPILL! … */
static bool is_excel_error(const char *text, size_t length)
{
    if (length < 4 || length > 16 || text[0] != '#' || !g_ascii_isupper(text[1]))
        return false;
    for (size_t i = 1; i < length; i++)
        if (!g_ascii_isupper(text[i]) && !strchr("0/!?_", text[i]))
            return false;
    return true;
}

static bool is_formula(const char *text, size_t length)
{
    return length > 1 && text[0] == '=' && (g_ascii_isalnum(text[1]) || strchr("(+-\"$", text[1]));
}

static bool find_spreadsheet_leftover(const char *text, size_t length, TcDiagCode *problem)
{
    if (*text == '#' && is_hashes(text, length))
        *problem = TC_DIAG_CELL_HASHES;
    else if (*text == '#' && is_excel_error(text, length))
        *problem = TC_DIAG_CELL_EXCEL_ERROR;
    else if (*text == '\'')
        *problem = TC_DIAG_CELL_APOSTROPHE;
    else if (is_formula(text, length))
        *problem = TC_DIAG_CELL_FORMULA;
    else
        return false;
    return true;
}

/* Mojibake of Vietnamese has a sign of Latin-1 (lead byte C2), a curly quote (E2) or an Ä (C3 84);
 * Vietnamese texts seldom have these bytes, so most need no closer look. */
static bool may_be_mojibake(const char *text, size_t length)
{
    return memchr(text, '\xC2', length) || memchr(text, '\xE2', length) ||
           memchr(text, '\x84', length);
}

bool tc_cell_leftover(const char *text, size_t length, TcDiagCode *problem)
{
    if (length == 0)
        return false;
    if (find_spreadsheet_leftover(text, length, problem))
        return true;
    size_t invalid = tc_text_invalid(text, length);
    if (invalid < length)
        *problem = text[invalid] == '\0' ? TC_DIAG_CELL_NUL : TC_DIAG_BAD_UTF8;
    else if (may_be_mojibake(text, length) && tc_text_is_mojibake(text, length))
        *problem = TC_DIAG_DATA_MOJIBAKE;
    else
        return false;
    return true;
}

static bool is_number_char(char c)
{
    return g_ascii_isdigit(c) || c == '.' || c == ',' || c == '%' || c == ' ';
}

/* Two figures with a dash between: 60 - 70%, 60–70. */
static bool is_range(const char *text, size_t length)
{
    size_t at = 0, dashes = 0;

    if (!g_ascii_isdigit(text[0]))
        return false;
    while (at < length) {
        if (text[at] == '-' && at > 0) {
            dashes++;
            at++;
        } else if (length - at >= 3 && memcmp(text + at, "\xE2\x80\x93", 3) == 0) {
            dashes++;
            at += 3;
        } else if (is_number_char(text[at])) {
            at++;
        } else {
            return false;
        }
    }
    return dashes == 1 && (g_ascii_isdigit(text[length - 1]) || text[length - 1] == '%');
}

bool tc_cell_is_approximate(const char *text, size_t length)
{
    size_t at = 0;

    if (length > 200)
        return false;
    while (at < length && !g_ascii_isdigit(text[at]))
        at++;
    if (at == length)
        return false;
    if (at == 0)
        return is_range(text, length) || text[length - 1] == '+';
    if (strchr("~<>", text[0]) && text[0])
        return true;
    if (length >= 3 &&
        (memcmp(text, "\xE2\x89\x88", 3) == 0 || memcmp(text, "\xE2\x89\xA5", 3) == 0 ||
         memcmp(text, "\xE2\x89\xA4", 3) == 0))
        return true;
    return tc_word_roles_of(text, at) & TC_WORD_APPROXIMATE;
}
