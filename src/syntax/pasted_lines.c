/* What decisions have at the beginning of a line and rule files do not: the number of a clause
 * before an edit ("1. Bãi bỏ …", "Khoản 2. Bãi bỏ …"), the heading of an article or a chapter. Part
 * of words to keywords, see words.h. Before: the raw tokens of a line. After: told, and passed
 * over. */
#include "syntax/words.h"

#include "base/text.h"
#include "syntax/spelling.h"

/* The divisions of a decision that have a number of their own. */
static const char *const divisions[] = {
    "chương",  "mục",     "tiểu mục", "điều",   "khoản", "phần",  "phụ lục",
    "chapter", "section", "article",  "clause", "part",  "annex", "appendix",
};

enum { MOST_NOUN_WORDS = 2 };

static bool ends_line(const TcToken *token)
{
    return token->first || token->type == TC_RAW_END;
}

static bool is_noun(const TcWords *words, uint32_t index, uint32_t n)
{
    g_autofree char *key = n == 1
                               ? g_strdup(words->keys[index])
                               : g_strjoin(" ", words->keys[index], words->keys[index + 1], NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(divisions); i++) {
        g_autofree char *noun = tc_spelling_key(divisions[i], strlen(divisions[i]));
        if (strcmp(noun, key) == 0)
            return true;
    }
    return false;
}

/* 2, 2a, IV, a */
static bool is_numeral(const TcToken *token)
{
    if (token->type == TC_RAW_NUMBER || token->type == TC_RAW_CODE)
        return true;
    return token->type == TC_RAW_WORD && (token->text[strspn(token->text, "IVXLC")] == '\0' ||
                                          g_utf8_strlen(token->text, -1) == 1);
}

/* "Điều 1" at the beginning of a line: how many tokens; 0 for none. */
static uint32_t division_length(const TcWords *words, uint32_t index)
{
    const TcToken *token = &words->tokens->items[index];
    if (!token->first || words->reading != TC_READ_FILE)
        return 0;
    for (uint32_t n = 1; n <= MOST_NOUN_WORDS; n++) {
        if (!words->keys[index + n - 1] || ends_line(&token[n]))
            return 0;
        if (is_numeral(&token[n]) && is_noun(words, index, n))
            return n + 1;
    }
    return 0;
}

static bool is_closer(const TcToken *token)
{
    return !token->first && (tc_words_is_mark(token, ".") || tc_words_is_mark(token, ")"));
}

/* "1.", "a)" or "Khoản 2." at the beginning of a line: how many tokens; 0 for none. */
static uint32_t mark_length(const TcWords *words, uint32_t index)
{
    const TcToken *token = &words->tokens->items[index];
    const bool letter = token->type == TC_RAW_WORD && g_utf8_strlen(token->text, -1) == 1;
    const bool number = token->type == TC_RAW_NUMBER || token->type == TC_RAW_CODE;
    const uint32_t division = division_length(words, index);
    const uint32_t n = division ? division : token->first && (letter || number) ? 1 : 0;
    if (n == 0 || ends_line(&token[n]))
        return 0;
    if (is_closer(&token[n]) || (division && tc_words_is_mark(&token[n], ":")))
        return n + 1;
    return letter && !division ? 0 : n;
}

/* Would the words at @index be those that amend if they began their line? How many; 0 if not. */
static unsigned edit_length(TcWords *words, uint32_t index)
{
    unsigned length;
    TcToken *token = &words->tokens->items[index];
    if (ends_line(token) || !words->keys[index])
        return 0;
    token->first = true;
    const TcKeywordEntry *entry = tc_words_keyword(words, index, &length);
    token->first = false;
    return entry && entry->row->role == TC_ROLE_EDIT ? length : 0;
}

/* Do words that say what is amended stand at @index, behind the word that amends? "Điều 1. Sửa đổi,
 * bổ sung một số điều của Quyết định …" is a heading. */
static bool names_target(TcWords *words, uint32_t index)
{
    unsigned length;
    const TcToken *token = &words->tokens->items[index];
    if (tc_words_is_mark(token, ",")) {
        length = edit_length(words, index + 1);
        return length > 0 && names_target(words, index + 1 + length);
    }
    return !ends_line(token) && (token->type == TC_RAW_TEXT || token->type == TC_RAW_NAME ||
                                 (words->keys[index] && tc_words_keyword(words, index, &length)));
}

/* Does a line that amends begin at @index, in the words of a file that does? Behind the name of a
 * division it must say what it amends. */
static bool begins_edit(TcWords *words, uint32_t index, bool division)
{
    const unsigned length = tc_words_amend(words) ? edit_length(words, index) : 0;
    if (length == 0 || !division)
        return length > 0;
    words->line = TC_LINE_EDITS;
    const bool names = names_target(words, index + length);
    words->line = TC_LINE_PLAIN_WORDS; /* as every line begins */
    return names;
}

/* The rest of the line from the @n-th token on, which is one of it. */
static TcSpan line_from(const TcToken *token, uint32_t n)
{
    uint32_t last = n;
    while (!ends_line(&token[last + 1]))
        last++;
    return tc_span_join(token[n].span, token[last].span);
}

/* "1. Bãi bỏ chỉ tiêu 2.4", as decisions number their clauses: told, and the mark passed over. */
static uint32_t pass_mark(TcWords *words, uint32_t index)
{
    TcToken *token = &words->tokens->items[index];
    const uint32_t n = mark_length(words, index);
    if (n == 0 || !begins_edit(words, index + n, division_length(words, index) > 0))
        return 0;
    token[n].first = true;
    const TcSpan mark = tc_span_join(token->span, token[n - 1].span);
    const TcSpan edit = line_from(token, n);
    g_autofree char *shown = tc_span_text(mark), *meant = tc_span_line(edit);
    tc_diag_edit(tc_diag(words->diags, TC_DIAG_EDIT_NUMBERED, mark, shown, meant, NULL),
                 (TcSpan){mark.source, mark.start, edit.start}, "");
    return n;
}

/* "QUY ĐỊNH CHUNG", below "Chương I": how many tokens; 0 if it is no such line. */
static uint32_t title_length(const TcWords *words, uint32_t index)
{
    const TcToken *token = &words->tokens->items[index];
    uint32_t n = 0;
    do {
        if (token[n].type != TC_RAW_WORD && !tc_words_is_mark(&token[n], ","))
            return 0;
        g_autofree char *capitals = g_utf8_strup(token[n].text, -1);
        if (strcmp(capitals, token[n].text) != 0)
            return 0;
        n++;
    } while (!ends_line(&token[n]));
    return n;
}

/* May a heading go on so behind its number? A name of data or of a formula may not. */
static bool is_heading(const TcWords *words, const TcToken *after)
{
    return ends_line(after) || is_closer(after) || after->type == TC_RAW_WORD ||
           (tc_words_is_mark(after, ":") && !words->in_data);
}

/* "Điều 1. Phạm vi áp dụng", and the title below a number: told, and the line passed over. */
static uint32_t pass_division(TcWords *words, uint32_t index)
{
    const TcToken *token = &words->tokens->items[index];
    const bool titled = words->untitled;
    words->untitled = words->untitled && !token->first;
    uint32_t n = division_length(words, index);
    if (n > 0 && is_heading(words, &token[n]))
        words->untitled = ends_line(&token[n]);
    else
        n = titled && token->first ? title_length(words, index) : 0;
    if (n == 0)
        return 0;
    const TcSpan named = tc_span_join(token->span, token[n - 1].span), line = line_from(token, 0);
    g_autofree char *name = tc_span_line(named), *text = tc_span_line(line);
    tc_diag_edit(tc_diag(words->diags, TC_DIAG_DIVISION_PASTED, named, name, text, NULL),
                 (TcSpan){line.source, line.start, line.start}, "# ");
    while (!ends_line(&token[n]))
        n++;
    return n;
}

uint32_t tc_words_pass_pasted(TcWords *words, uint32_t index)
{
    uint32_t n, passed = 0;
    do {
        n = pass_mark(words, index + passed);
        n = n ? n : pass_division(words, index + passed);
        passed += n;
    } while (n > 0);
    return passed;
}
