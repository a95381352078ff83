/* The public rules. */
#include "engine/public.h"

#include "base/msg.h"

const char *tieuchi_version(void)
{
    return TIEUCHI_VERSION;
}

void tieuchi_free(char *text)
{
    g_free(text);
}

static void append_diag(GString *out, const TcDiag *diag, TcLang lang)
{
    if (diag->span.source) {
        TcPlace place = tc_source_place(diag->span.source, diag->span.start);
        g_string_append_printf(out, "%s:%u:%u: ", tc_source_name(diag->span.source), place.line,
                               place.column);
    } else if (diag->place) {
        g_string_append_printf(out, "%s: ", diag->place);
    }
    g_string_append_printf(out, "%s %s: %s",
                           tc_msg(lang, diag->severity == TC_ERROR ? TC_MSG_ERROR : TC_MSG_WARNING),
                           tc_diag_name(diag->code), diag->message);
    if (diag->fix)
        g_string_append_printf(out, ". %s", diag->fix);
    g_string_append_c(out, '\n');
}

void tc_public_messages(TcDiagList *diags, char **messages)
{
    GString *out = g_string_new(NULL);
    tc_diag_list_sort(diags);
    for (unsigned i = 0; i < tc_diag_list_length(diags); i++)
        append_diag(out, tc_diag_list_get(diags, i), tc_diag_list_lang(diags));
    bool wanted = messages && out->len > 0;
    char *text = g_string_free(out, !wanted);
    if (messages)
        *messages = wanted ? text : NULL;
}

static TcLang lang_of(TieuchiLang lang)
{
    return lang == TIEUCHI_EN ? TC_LANG_EN : TC_LANG_VI;
}

/* Takes @program over. */
static TieuchiRules *finish(TcProgram *program, TcDiagList *diags, char **messages)
{
    TieuchiRules *rules = NULL;
    tc_public_messages(diags, messages);
    if (tc_program_model(program)) {
        rules = g_new0(TieuchiRules, 1);
        rules->program = program;
        rules->lang = tc_diag_list_lang(diags);
    } else {
        tc_program_free(program);
    }
    return rules;
}

TieuchiRules *tieuchi_compile_file(const char *path, TieuchiLang lang, char **messages,
                                   GError **error)
{
    g_return_val_if_fail(path && (!error || !*error), NULL);
    g_autoptr(TcDiagList) diags = tc_diag_list_new(lang_of(lang));
    if (messages)
        *messages = NULL;
    TcProgram *program = tc_program_load(path, diags, error);
    return program ? finish(program, diags, messages) : NULL;
}

TieuchiRules *tieuchi_compile_text(const char *name, const char *text, size_t length,
                                   TieuchiLang lang, char **messages)
{
    g_return_val_if_fail(name && text && length <= TC_SOURCE_MAX_BYTES, NULL);
    g_autoptr(TcDiagList) diags = tc_diag_list_new(lang_of(lang));
    return finish(tc_program_load_text(name, text, length, diags), diags, messages);
}

void tieuchi_rules_free(TieuchiRules *rules)
{
    if (!rules)
        return;
    tc_program_free(rules->program);
    g_free(rules);
}

static const TcModel *model_of(const TieuchiRules *rules)
{
    return tc_program_model(rules->program);
}

size_t tieuchi_n_columns(const TieuchiRules *rules)
{
    return model_of(rules)->schema.n_columns;
}

const char *tieuchi_column_name(const TieuchiRules *rules, size_t column)
{
    return column < tieuchi_n_columns(rules) ? model_of(rules)->schema.columns[column].name : NULL;
}

size_t tieuchi_n_indicators(const TieuchiRules *rules)
{
    return model_of(rules)->n_indicators;
}

const char *tieuchi_indicator_code(const TieuchiRules *rules, size_t indicator)
{
    return indicator < tieuchi_n_indicators(rules) ? model_of(rules)->indicators[indicator].code
                                                   : NULL;
}

const char *tieuchi_indicator_title(const TieuchiRules *rules, size_t indicator)
{
    return indicator < tieuchi_n_indicators(rules) ? model_of(rules)->indicators[indicator].title
                                                   : NULL;
}

size_t tieuchi_n_verdicts(const TieuchiRules *rules)
{
    return model_of(rules)->n_verdicts;
}

const char *tieuchi_verdict_code(const TieuchiRules *rules, size_t verdict)
{
    return verdict < tieuchi_n_verdicts(rules) ? model_of(rules)->verdicts[verdict].code : NULL;
}

size_t tieuchi_n_grades(const TieuchiRules *rules)
{
    return model_of(rules)->n_grades;
}

const char *tieuchi_grade_code(const TieuchiRules *rules, size_t grade)
{
    return grade < tieuchi_n_grades(rules) ? model_of(rules)->grades[grade].code : NULL;
}

size_t tieuchi_n_rankings(const TieuchiRules *rules)
{
    return model_of(rules)->n_rankings;
}

const char *tieuchi_ranking_code(const TieuchiRules *rules, size_t ranking)
{
    return ranking < tieuchi_n_rankings(rules) ? model_of(rules)->rankings[ranking].code : NULL;
}
