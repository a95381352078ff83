/* Cells of documents: one that is there, a word for none, or what cannot be told to be either. */
#include <string.h>

#include "base/date.h"
#include "data/cell.h"
#include "data/words.h"

enum { MOST_START_WORDS = 2 /* không có */ };

/* Does the text begin with a word that leaves it open whether there is a document? "chưa cập nhật",
 * "dự thảo lần 2". */
static bool begins_in_doubt(const char *text, size_t length)
{
    return tc_word_roles_at_start(text, length, 1, MOST_START_WORDS) & TC_WORD_IN_DOUBT;
}

/* What letters and digits tell of a text. */
typedef struct {
    bool letters;
    bool numbered; /* a number behind a word, or joined to one: Kế hoạch 12, 12/KH-UBND, 12-NQ/TU */
    bool slashed; /* two numbers: 15/3 */
} Signs;

static bool joins(gunichar mark)
{
    return mark == '/' || mark == '-' || mark == 0x2013 /* – */;
}

static Signs read_signs(const char *text, size_t length)
{
    Signs signs = {false, false, false};
    gunichar last = 0, before = 0; /* blanks passed over */

    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_isspace(c))
            continue;
        bool joined = joins(last) && g_unichar_isdigit(before);
        signs.numbered |=
            (g_unichar_isdigit(c) && signs.letters) || (joined && g_unichar_isalpha(c));
        signs.slashed |= joined && last == '/' && g_unichar_isdigit(c);
        signs.letters |= g_unichar_isalpha(c);
        before = last;
        last = c;
    }
    return signs;
}

/* Told by its number or date. */
static TcDocumentSaid by_signs(const char *text, size_t length)
{
    const Signs signs = read_signs(text, length);
    int32_t day;

    if (!signs.letters) {
        TcDateStatus status = tc_date_parse(text, length, &day);
        if (status == TC_DATE_OK || status == TC_DATE_SEPARATOR)
            return TC_DOCUMENT_NAMED;
        return signs.slashed ? TC_DOCUMENT_VAGUE : TC_DOCUMENT_IN_DOUBT;
    }
    if (signs.numbered || signs.slashed)
        return TC_DOCUMENT_NAMED;
    return g_ascii_isdigit(*text) ? TC_DOCUMENT_IN_DOUBT : TC_DOCUMENT_VAGUE; /* "2 văn bản" */
}

TcDocumentSaid tc_cell_document(const char *text, size_t length)
{
    if (tc_cell_is_absent(text, length))
        return TC_DOCUMENT_NONE;
    return begins_in_doubt(text, length) ? TC_DOCUMENT_IN_DOUBT : by_signs(text, length);
}
