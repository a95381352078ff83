/* Digits to numbers, percentages and dates. Before: raw tokens. After: their exact values; one that
 * cannot be read was reported, and is what was meant, 0 or 01/01/1970. */
#include "syntax/words.h"

#include <stdlib.h>
#include "base/date.h"
#include "base/msg.h"
#include "base/number.h"
#include "parser.h"

/* "bãi bỏ chỉ tiêu 2.4 và 2.5": behind a code and what joins in a line that amends. */
static bool is_further_code(const TcWords *words)
{
    static const int joins[] = {TC_TOK_COMMA, TC_TOK_SEMICOLON, TC_TOK_AND};
    const TcToken *before = tc_words_last(words);
    return words->line == TC_LINE_EDITS && words->n > 1 &&
           tc_token_among(before->type, joins, G_N_ELEMENTS(joins)) &&
           before[-1].type == TC_TOK_CODE;
}

/* Does a number here stand behind the noun of a part, or behind "đổi số chỉ tiêu 3.5 thành", so
 * that it is its code? */
static bool is_code_place(const TcWords *words, const TcToken *token)
{
    const TcToken *before = tc_words_last(words);
    return !token->first && before &&
           (tc_token_names_part(before->type) || before->type == TC_TOK_BECOMES ||
            is_further_code(words));
}

/* What to write for a number: with its %, and the way without dots beside the one with dots. */
static char *offered_number(const TcWords *words, const char *meant)
{
    const char *percent = tc_words_is_mark(words->after, "%") ? "%" : "";
    g_auto(GStrv) groups = g_strsplit(meant, ".", -1);
    if (words->tokens->lang == TC_LANG_EN || g_strv_length(groups) == 1)
        return g_strconcat(meant, percent, NULL);
    g_autofree char *plain = g_strjoinv("", groups);
    return g_strdup_printf("%s%s %s %s%s", meant, percent,
                           tc_msg(tc_diag_list_lang(words->diags), TC_MSG_OR), plain, percent);
}

static void report_number(TcWords *words, TcToken *token, TcNumberStatus status, const char *meant)
{
    static const TcDiagCode codes[] = {
        [TC_NUMBER_EMPTY] = TC_DIAG_BAD_NUMBER,
        [TC_NUMBER_BAD] = TC_DIAG_BAD_NUMBER,
        [TC_NUMBER_OTHER_STYLE] = TC_DIAG_NUMBER_STYLE,
        [TC_NUMBER_GROUPING] = TC_DIAG_NUMBER_GROUPING,
        [TC_NUMBER_GROUPED] = TC_DIAG_NUMBER_GROUPING,
        [TC_NUMBER_TOO_LONG] = TC_DIAG_NUMBER_TOO_LONG,
    };
    token->reported = true;
    const char *written = status == TC_NUMBER_TOO_LONG ? "…" : token->text;
    g_autofree char *offered =
        meant ? offered_number(words, meant)
              : g_strdup(words->tokens->lang == TC_LANG_VI ? "1234567; 60,5" : "1234567; 60.5");
    const TcMsg mark =
        words->tokens->lang == TC_LANG_VI ? TC_MSG_DECIMAL_COMMA : TC_MSG_DECIMAL_POINT;
    TcDiag *diag = tc_diag(words->diags, codes[status], token->span, written, offered,
                           tc_msg(tc_diag_list_lang(words->diags), mark), NULL);
    if (meant == NULL)
        return;
    tc_diag_edit(diag, token->span, meant);
    tc_number_parse(meant, strlen(meant), words->tokens->lang, words->number, NULL);
}

/* "10,000" of somebody whose Excel groups thousands so: it is 10. */
static void warn_of_thousands(TcWords *words, const TcToken *token)
{
    const size_t length = strlen(token->text);
    if (words->tokens->lang != TC_LANG_VI || !g_str_has_suffix(token->text, ",000"))
        return;
    g_autofree char *meant = tc_number_thousands(token->text, length, TC_LANG_VI);
    g_autofree char *whole = g_strndup(token->text, strcspn(token->text, ","));
    if (!meant)
        return;
    TcDiag *diag = tc_diag(words->diags, TC_DIAG_NUMBER_THOUSANDS, token->span, token->text, meant,
                           whole, NULL);
    tc_diag_edit(diag, token->span, meant);
}

/* Does what was taken last look like a misspelt head: a word, this number, then a text? */
static bool is_before_title(const TcWords *words)
{
    return words->n > 0 && words->tokens->items[words->n - 1].type == TC_TOK_NAME &&
           words->after->type == TC_RAW_TEXT;
}

/* As tc_number_parse; ".5" lacks its 0. */
static TcNumberStatus read_number(TcWords *words, const char *text, char **meant)
{
    const TcLang lang = words->tokens->lang;
    if (*text != '.')
        return tc_number_parse(text, strlen(text), lang, words->number, meant);
    *meant = g_strdup_printf("0%c%s", lang == TC_LANG_VI ? ',' : '.', text + 1);
    return TC_NUMBER_BAD;
}

void tc_words_take_number(TcWords *words, TcToken token)
{
    if (is_code_place(words, &token)) {
        token.type = TC_TOK_CODE;
        tc_words_keep(words, token);
        return;
    }
    g_autofree char *meant = NULL;
    token.type = TC_TOK_NUMBER;
    token.number = g_hash_table_lookup(words->numbers, token.text);
    if (token.number) {
        tc_words_keep(words, token);
        return;
    }
    mpq_set_ui(words->number, 0, 1);
    TcNumberStatus status = read_number(words, token.text, &meant);
    bool pasted = token.first && words->after->type == TC_RAW_WORD && !words->after->first;
    if (status != TC_NUMBER_OK && (pasted || is_before_title(words)))
        token.type = TC_TOK_CODE;
    else if (status != TC_NUMBER_OK && !words->unquoted)
        report_number(words, &token, status, meant);
    token.number = tc_number_keep(words->arena, words->number);
    if (status == TC_NUMBER_OK && !words->unquoted)
        warn_of_thousands(words, &token);
    if (status == TC_NUMBER_OK)
        g_hash_table_insert(words->numbers, (void *)token.text, token.number);
    tc_words_keep(words, token);
}

/* The number that "1,5e6" is, with all its digits; NULL where those would be many. (transfer full)
 */
static char *all_digits(TcWords *words, const char *text)
{
    enum { MOST_PLACES = 30 };
    const TcLang lang = words->tokens->lang;
    const size_t mantissa = strcspn(text, "eE");
    const long places = strtol(text + mantissa + 1, NULL, 10);
    g_autofree char *meant = NULL;
    TcNumberStatus status = tc_number_parse(text, mantissa, lang, words->number, &meant);
    if (meant)
        status = tc_number_parse(meant, strlen(meant), lang, words->number, NULL);
    if (status != TC_NUMBER_OK || places > MOST_PLACES || places < -MOST_PLACES)
        return NULL;
    mpz_t power;
    mpz_init(power);
    mpz_ui_pow_ui(power, 10, (unsigned long)labs(places));
    mpz_ptr side = places < 0 ? mpq_denref(words->number) : mpq_numref(words->number);
    mpz_mul(side, side, power);
    mpz_clear(power);
    mpq_canonicalize(words->number);
    return tc_number_exact(words->number, lang);
}

void tc_words_take_exponent(TcWords *words, TcToken token)
{
    if (is_code_place(words, &token) || words->unquoted) {
        token.type = TC_TOK_CODE;
        tc_words_keep(words, token);
        return;
    }
    mpq_set_ui(words->number, 0, 1);
    g_autofree char *digits = all_digits(words, token.text);
    TcDiag *diag = tc_diag(words->diags, TC_DIAG_NUMBER_EXPONENT, token.span, token.text,
                           digits ? digits : "1000000", NULL);
    if (digits)
        tc_diag_edit(diag, token.span, digits);
    token.type = TC_TOK_NUMBER;
    token.reported = true;
    token.number = tc_number_keep(words->arena, words->number);
    tc_words_keep(words, token);
}

/* "[A] : %": the sign in the place of the type. */
static void take_percent_type(TcWords *words, TcToken token)
{
    const char *name = tc_keyword_name(TC_KW_TYPE_PERCENT, words->tokens->lang);
    tc_diag_edit(
        tc_diag(words->diags, TC_DIAG_KEYWORD_MISSPELT, token.span, token.text, name, NULL),
        token.span, name);
    token.type = TC_TOK_TYPE;
    token.value = TC_KW_TYPE_PERCENT;
    tc_words_keep(words, token);
}

void tc_words_take_percent(TcWords *words, const TcToken *token)
{
    TcToken *number = tc_words_last(words);
    if (words->in_data && number && number->type == TC_TOK_COLON) {
        take_percent_type(words, *token);
        return;
    }
    if (number == NULL || number->type != TC_TOK_NUMBER || number->value == TC_FLAG_PERCENT) {
        tc_diag(words->diags, TC_DIAG_STRAY_PERCENT, token->span, NULL);
        return;
    }
    mpq_set(words->number, number->number);
    mpz_mul_ui(mpq_denref(words->number), mpq_denref(words->number), 100);
    mpq_canonicalize(words->number);
    number->number = tc_number_keep(words->arena, words->number);
    number->value = TC_FLAG_PERCENT;
    number->span.end = token->span.end;
}

static void report_date(TcWords *words, const TcToken *token, TcDiagCode code)
{
    char meant[2][TC_DATE_TEXT];
    unsigned n = tc_date_meant(token->text, strlen(token->text), words->tokens->lang, meant);
    g_autofree char *offered =
        n == 2 ? tc_msg_format(tc_diag_list_lang(words->diags), TC_MSG_ENDS_OF_MONTH, meant[0],
                               meant[1], NULL)
               : g_strdup(n == 1 ? meant[0]
                                 : tc_msg(tc_diag_list_lang(words->diags), TC_MSG_DATE_HERE));
    g_auto(GStrv) parts = g_strsplit_set(token->text, "/-.", 3);
    TcDiag *diag = tc_diag(words->diags, code, token->span, token->text, offered,
                           parts[1] ? parts[1] : "", NULL);
    if (n == 1 && code != TC_DIAG_DATE_DAY)
        tc_diag_edit(diag, token->span, meant[0]);
}

void tc_words_take_date(TcWords *words, TcToken token)
{
    static const TcDiagCode codes[] = {
        [TC_DATE_BAD] = TC_DIAG_DATE_FORM,        [TC_DATE_MONTH] = TC_DIAG_DATE_MONTH,
        [TC_DATE_DAY] = TC_DIAG_DATE_DAY,         [TC_DATE_SHORT_YEAR] = TC_DIAG_DATE_SHORT_YEAR,
        [TC_DATE_PARTIAL] = TC_DIAG_DATE_PARTIAL, [TC_DATE_SEPARATOR] = TC_DIAG_DATE_FORM,
    };
    if (strchr(token.text, '.') && is_code_place(words, &token)) { /* chỉ tiêu 1.2.2024 */
        token.type = TC_TOK_CODE;
        tc_words_keep(words, token);
        return;
    }
    TcDateStatus status = tc_date_parse(token.text, strlen(token.text), &token.day);
    token.reported = status != TC_DATE_OK && !words->unquoted;
    if (token.reported)
        report_date(words, &token, codes[status]);
    token.type = TC_TOK_DATE;
    tc_words_keep(words, token);
}
