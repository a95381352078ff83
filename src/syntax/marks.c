/* Marks to operators. A mark typed for another one, or where none belongs, is reported once and
 * read as what is meant. */
#include "syntax/words.h"

#include "base/text.h"
#include "parser.h"

enum {
    MOST_WORDS = 6, /* of the name of a clause */
    MOST_BACK = 200 /* tokens from an item to the words that open its list */
};

typedef struct {
    const char *spelling;
    int token, value;
    bool wrong;
} Mark;

static const Mark marks[] = {
#define TC_OPERATOR(id, token, vi, en, also) {vi, TC_TOK_##token, TC_OP_##id, false},
#define TC_MARK(spelling, token)             {spelling, TC_TOK_##token, 0, false},
#include "operators.def"
#define TC_OPERATOR(id, token, vi, en, also) {also, TC_TOK_##token, TC_OP_##id, false},
#define TC_WRONG_MARK(spelling, op)          {spelling, TC_TOK_NONE, TC_OP_##op, true},
#include "operators.def"
};

/* Is @text one of the blank-parted words of @spellings? */
static bool is_among(const char *text, const char *spellings)
{
    const size_t length = strlen(text);
    for (const char *word = spellings; word; word = strchr(word, ' ')) {
        word += word > spellings;
        if (strncmp(word, text, length) == 0 && (word[length] == ' ' || word[length] == '\0'))
            return true;
    }
    return false;
}

static const Mark *mark_of(const TcWords *words, const char *text)
{
    const Mark *known = g_hash_table_lookup(words->marks, text);
    if (known)
        return known;
    for (unsigned i = 0; i < G_N_ELEMENTS(marks); i++)
        if (*marks[i].spelling && is_among(text, marks[i].spelling)) {
            g_hash_table_insert(words->marks, (void *)text, (void *)&marks[i]);
            return &marks[i];
        }
    return NULL;
}

static void take_wrong_mark(TcWords *words, TcToken *token, const Mark *mark)
{
    TcOperator op = (TcOperator)mark->value;
    const char *right = tc_operator_name(op, words->tokens->lang);
    TcDiag *diag = tc_diag(words->diags, TC_DIAG_WRONG_MARK, token->span, token->text, right, NULL);
    tc_diag_edit(diag, token->span, right);
    token->type = tc_operator_token(op);
}

/* Does @token, a full stop, end its line? */
static bool is_full_stop(const TcWords *words, const TcToken *token)
{
    return strcmp(token->text, ".") == 0 && !words->unquoted && !token->first &&
           (words->after->first || words->after->type == TC_RAW_END);
}

/* Does what stands behind the mark at hand begin a level, so that "Xếp loại Tốt:" is a band? */
static bool level_follows(const TcWords *words)
{
    static const TcKeyword levels[] = {TC_KW_FROM, TC_KW_ABOVE, TC_KW_BELOW, TC_KW_AT_LEAST,
                                       TC_KW_AT_MOST};
    if (words->after->type != TC_RAW_WORD)
        return true;
    g_autofree char *word = tc_text_key(words->after->text, strlen(words->after->text));
    for (size_t i = 0; i < G_N_ELEMENTS(levels); i++) {
        const char *name = tc_keyword_name(levels[i], words->tokens->lang);
        g_autofree char *key = tc_text_key(name, strcspn(name, " "));
        if (strcmp(word, key) == 0)
            return true;
    }
    return false;
}

/* Does the title of a head that no scale follows stand last? */
static bool is_title_last(const TcWords *words, const TcToken *last)
{
    const TcToken *noun = words->n > 2 ? last - 2 : NULL;
    return last->type == TC_TOK_TEXT && noun && noun->first && !last[-1].first && !last->first &&
           tc_token_names_part(noun->type) && noun->type != TC_TOK_HEAD_GRADE &&
           noun->type != TC_TOK_HEAD_RANKING;
}

/* "chỉ tiêu 1.1.", "nhóm 2:", "gồm: 5", "bắt buộc:", a full stop: a mark behind what needs none. */
static bool is_mark_too_many(const TcWords *words, const TcToken *token)
{
    const TcToken *last = tc_words_last(words);
    if (last == NULL || (strcmp(token->text, ":") != 0 && strcmp(token->text, ".") != 0))
        return false;
    if (last->type == TC_TOK_FLAG && !words->after->first && words->after->type == TC_RAW_WORD)
        return false; /* "bắt buộc: có" */
    if (last->type == TC_TOK_COMPRISES || last->type == TC_TOK_ENTERED || last->type == TC_TOK_FLAG)
        return last->first;
    if (is_full_stop(words, token) || is_title_last(words, last))
        return true;
    const TcToken *noun = words->n > 1 ? last - 1 : NULL;
    if (noun && noun->type == TC_TOK_HEAD_GRADE && *token->text == ':' && level_follows(words))
        return false;
    return (last->type == TC_TOK_CODE || last->type == TC_TOK_NAME) && !last->first && noun &&
           noun->first && tc_token_names_part(noun->type);
}

/* Does @text begin with the word of a clause: "kết luận HT: đạt khi …"? */
static bool begins_clause(const TcWords *words, const char *text)
{
    const char *end = text;
    for (unsigned n = 0; n < MOST_WORDS && *end; n++) {
        end += strcspn(end + 1, " :") + 1;
        g_autofree char *part = g_strndup(text, (gsize)(end - text));
        if (tc_keyword_clause(part, words->tokens->lang))
            return true;
    }
    return false;
}

/* "nhóm I: Hạ tầng": the title behind the mark lacks its quotation marks too. @token is in the
 * list.
 */
static bool report_title(TcWords *words, const TcToken *token)
{
    const TcToken *code = &words->tokens->items[words->n - 1], *last = token;
    if (code->type == TC_TOK_FLAG || code->type == TC_TOK_COMPRISES ||
        code->type == TC_TOK_ENTERED || words->after->type != TC_RAW_WORD || words->after->first)
        return false;
    while (last[1].type != TC_RAW_END && !last[1].first)
        last++;
    g_autofree char *head = tc_span_text(tc_span_join(code[-1].span, code->span));
    g_autofree char *title = tc_span_text(tc_span_join(words->after->span, last->span));
    g_autofree char *meant = g_strdup_printf("%s \"%s\"", head, title);
    if (code->type == TC_TOK_TEXT || begins_clause(words, title))
        return false;
    TcDiag *diag = tc_diag(words->diags, TC_DIAG_TITLE_QUOTES, tc_span_join(code->span, last->span),
                           meant, NULL);
    if (strchr(title, '"') == NULL)
        tc_diag_edit(diag, tc_span_join(code[-1].span, last->span), meant);
    words->tainted = words->unquoted = true;
    return true;
}

static void report_mark_too_many(TcWords *words, const TcToken *token)
{
    const TcToken *last = tc_words_last(words);
    g_autofree char *before = last && last->type != TC_TOK_TEXT ? tc_span_text(last->span)
                                                                : g_strdup(last ? last->text : "");
    tc_diag_edit(
        tc_diag(words->diags, TC_DIAG_MARK_TOO_MANY, token->span, token->text, before, NULL),
        token->span, "");
    words->tainted = true;
}

/* A row of a table begins its line, the first one also behind "bảng". */
static bool begins_row(const TcWords *words, const TcToken *token)
{
    const TcToken *last = tc_words_last(words);
    return token->first || (last && last->type == TC_TOK_TABLE);
}

/* "a. [A] = có", "a: …" below "đáp ứng … nội dung": a letter of a list with another mark. */
static bool is_item_letter(const TcWords *words, const TcToken *mark)
{
    const TcToken *letter = tc_words_last(words);
    if (letter == NULL || letter->type != TC_TOK_NAME || !letter->first || mark->first ||
        (strcmp(mark->text, ".") != 0 && strcmp(mark->text, ":") != 0) ||
        letter->span.end != mark->span.start || g_utf8_strlen(letter->text, -1) != 1)
        return false;
    for (uint32_t back = 2; back <= MOST_BACK && back <= words->n; back++) {
        const int type = words->tokens->items[words->n - back].type;
        if (type == TC_TOK_CONTENTS || type == TC_TOK_CONTENTS_COUNT)
            return true;
        if (tc_token_opens_clause(type))
            return false;
    }
    return false;
}

/* Takes @token for the parenthesis that is meant. */
static void take_item_letter(TcWords *words, TcToken *token)
{
    tc_diag_edit(tc_diag(words->diags, TC_DIAG_WRONG_MARK, token->span, token->text, ")", NULL),
                 token->span, ")");
    token->type = TC_TOK_RPAREN;
    tc_words_keep(words, *token);
}

void tc_words_take_mark(TcWords *words, TcToken token)
{
    if (strcmp(token.text, "%") == 0) {
        tc_words_take_percent(words, &token);
        return;
    }
    if (is_item_letter(words, &token)) {
        take_item_letter(words, &token);
        return;
    }
    if (is_mark_too_many(words, &token)) {
        if (!report_title(words, words->after - 1))
            report_mark_too_many(words, &token);
        return;
    }
    const Mark *mark = mark_of(words, token.text);
    words->tainted = words->tainted || (mark == NULL && !words->unquoted);
    if (mark == NULL && words->unquoted)
        return;
    if (mark == NULL) {
        tc_diag(words->diags, TC_DIAG_BAD_CHARACTER, token.span, token.text, NULL);
        return;
    }
    token.type = mark->token;
    token.value = mark->value;
    if (token.type == TC_TOK_BAR && begins_row(words, &token))
        token.type = TC_TOK_ROW;
    if (mark->wrong)
        take_wrong_mark(words, &token, mark);
    tc_words_keep(words, token);
}
