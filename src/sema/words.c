/* How messages name things: keywords, parts, types, numbers. */
#include "sema/words.h"
#include "sema/sema.h"

#include <string.h>
#include "base/number.h"
#include "syntax/token.h"

static const struct {
    TcRefKind kind;
    TcKeyword keyword;
} kinds[] = {
    {TC_REF_SET, TC_KW_SET},
    {TC_REF_GROUP, TC_KW_GROUP},
    {TC_REF_CRITERION, TC_KW_CRITERION},
    {TC_REF_INDICATOR, TC_KW_INDICATOR},
    {TC_REF_VERDICT, TC_KW_VERDICT},
    {TC_REF_GRADE, TC_KW_GRADE},
    {TC_REF_RANKING, TC_KW_RANKING},
};

TcKeyword tc_words_kind(TcRefKind kind)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (kinds[i].kind == kind)
            return kinds[i].keyword;
    return TC_KW_NONE;
}

/* The code of a part or the name of a column, definition or parameter. */
static const char *part_name(const TcModel *model, TcRefKind kind, uint32_t index)
{
    const struct {
        TcRefKind kind;
        const char *name;
    } rows[] = {
        {TC_REF_SET, model->code},
        {TC_REF_GROUP, index < model->n_groups ? model->groups[index].code : NULL},
        {TC_REF_CRITERION, index < model->n_criteria ? model->criteria[index].code : NULL},
        {TC_REF_INDICATOR, index < model->n_indicators ? model->indicators[index].code : NULL},
        {TC_REF_VERDICT, index < model->n_verdicts ? model->verdicts[index].code : NULL},
        {TC_REF_GRADE, index < model->n_grades ? model->grades[index].code : NULL},
        {TC_REF_RANKING, index < model->n_rankings ? model->rankings[index].code : NULL},
        {TC_REF_COLUMN, index < model->schema.n_columns ? model->schema.columns[index].name : NULL},
        {TC_REF_DEFINITION, index < model->n_definitions ? model->definitions[index].name : NULL},
        {TC_REF_PARAMETER, index < model->n_parameters ? model->parameters[index].name : NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (rows[i].kind == kind)
            return rows[i].name ? rows[i].name : "";
    return "";
}

char *tc_words_part(const TcModel *model, TcRefKind kind, uint32_t index, TcLang lang)
{
    const char *name = part_name(model, kind, index);
    TcKeyword keyword = tc_words_kind(kind);
    if (keyword == TC_KW_NONE)
        return g_strdup_printf("[%s]", name);
    return g_strdup_printf("%s %s", tc_keyword_name(keyword, lang), name);
}

char *tc_words_capital(const char *text)
{
    char letter[8];
    int length = g_unichar_to_utf8(g_unichar_toupper(g_utf8_get_char(text)), letter);
    return *text ? g_strdup_printf("%.*s%s", length, letter, g_utf8_next_char(text)) : g_strdup("");
}

char *tc_words_sentence(const TcModel *model, TcRefKind kind, uint32_t index, TcLang lang)
{
    g_autofree char *part = tc_words_part(model, kind, index, lang);
    return tc_words_capital(part);
}

/* hộ, hộ/người, 1/người, hộ*lần: what is on top first. */
static char *words_powers(const TcType *type)
{
    g_autoptr(GString) top = g_string_new(NULL);
    g_autoptr(GString) bottom = g_string_new(NULL);
    for (uint32_t i = 0; i < type->n_powers; i++) {
        int exponent = type->powers[i].exponent;
        GString *side = exponent > 0 ? top : bottom;
        for (int n = ABS(exponent); n > 0; n--) {
            const char *sign = side == bottom ? "/" : side->len ? "*" : "";
            g_string_append_printf(side, "%s%s", sign, type->powers[i].unit);
        }
    }
    return g_strdup_printf("%s%s", top->len ? top->str : "1", bottom->str);
}

char *tc_words_type(const TcType *type, TcLang lang)
{
    static const TcMsg kind_words[] = {
        [TC_KIND_ERROR] = TC_MSG_A_VALUE,   [TC_KIND_UNKNOWN] = TC_MSG_A_VALUE,
        [TC_KIND_NUMBER] = TC_MSG_A_NUMBER, [TC_KIND_BOOL] = TC_MSG_A_CONDITION,
        [TC_KIND_TEXT] = TC_MSG_A_TEXT,     [TC_KIND_DATE] = TC_MSG_A_DATE,
    };
    if (type->name)
        return g_strdup(type->name);
    if (type->kind == TC_KIND_NUMBER && type->n_powers)
        return words_powers(type);
    if (type->kind == TC_KIND_NUMBER && type->ratio)
        return g_strdup(tc_msg(lang, TC_MSG_A_RATIO));
    return g_strdup(tc_msg(lang, kind_words[type->kind]));
}

TcLang tc_words_lang(const TcSema *sema, TcSpan at)
{
    return tc_source_lang(tc_span_origin(at).source, sema->model->lang);
}

char *tc_words_number(const TcSema *sema, TcSpan at, mpq_srcptr value, bool percent)
{
    const TcLang style = tc_words_lang(sema, at);
    return percent ? tc_words_share(value, style) : tc_number_brief(value, 6, style);
}

char *tc_words_share(const mpq_t value, TcLang style)
{
    mpq_t shown;
    mpq_init(shown);
    mpz_mul_ui(mpq_numref(shown), mpq_numref(value), 100);
    mpz_set(mpq_denref(shown), mpq_denref(value));
    mpq_canonicalize(shown);
    g_autofree char *text = tc_number_brief(shown, 6, style);
    mpq_clear(shown);
    return g_strdup_printf("%s%%", text);
}

char *tc_words_kinds(const TcIndicator *indicator, bool only_apart, TcLang lang)
{
    const struct {
        bool is;
        TcMsg word;
        bool apart;
    } marks[] = {
        {indicator->mandatory, TC_MSG_LIST_MANDATORY, false},
        {indicator->elective, TC_MSG_LIST_ELECTIVE, false},
        {indicator->encouraged, TC_MSG_LIST_ENCOURAGED, true},
        {indicator->not_scored, TC_MSG_LIST_NOT_SCORED, false},
        {indicator->bonus, TC_MSG_LIST_BONUS, true},
        {indicator->penalty, TC_MSG_LIST_PENALTY, true},
    };
    GString *words = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (marks[i].is && (marks[i].apart || !only_apart))
            g_string_append_printf(words, "%s%s", words->len > 0 ? ", " : "",
                                   tc_msg(lang, marks[i].word));
    }
    return g_string_free(words, FALSE);
}
