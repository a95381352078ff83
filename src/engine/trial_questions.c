/* Columns of expected results, as eval writes them or as tables of examples head them. */
#include "engine/trial_questions.h"

#include <string.h>
#include "base/msg.h"
#include "base/text.h"
#include "sema/words.h"
#include "syntax/token.h"

enum { MOST_NAMES = 6 };

static const char *keep_key(const TcTrialQuestions *questions, const char *name)
{
    g_autofree char *key = tc_text_key(name, strlen(name));
    return tc_arena_strndup(questions->arena, key, strlen(key));
}

static void add_alias(const TcTrialQuestions *questions, TcColumnSpec *spec, const char *name)
{
    spec->aliases[spec->n_aliases++] = keep_key(questions, name);
}

static void clear_number(void *number)
{
    mpq_clear(number);
}

/* A text column with the names that the part has in results and in examples. */
static void name_column(const TcTrialQuestions *questions, TcColumnSpec *spec, TcMsg heading,
                        const TcStep *part, const char *code)
{
    static const TcLang langs[] = {TC_LANG_VI, TC_LANG_EN};
    *spec = (TcColumnSpec){.type = TC_TYPE_TEXT};
    spec->aliases = tc_arena_alloc(questions->arena, MOST_NAMES * sizeof *spec->aliases);
    for (size_t i = 0; i < G_N_ELEMENTS(langs); i++) {
        g_autofree char *name = tc_msg_format(langs[i], heading, code, NULL);
        g_autofree char *words = tc_words_part(questions->model, part->kind, part->index, langs[i]);
        add_alias(questions, spec, name);
        add_alias(questions, spec, words);
    }
    if (part->kind == TC_REF_VERDICT || part->kind == TC_REF_GRADE)
        add_alias(questions, spec, code);
    g_autofree char *name = tc_msg_format(questions->model->lang, heading, code, NULL);
    spec->name = tc_arena_strndup(questions->arena, name, strlen(name));
    spec->key = keep_key(questions, name);
    mpq_inits(spec->low, spec->high, NULL);
    tc_arena_defer(questions->arena, clear_number, spec->low);
    tc_arena_defer(questions->arena, clear_number, spec->high);
}

/* "chỉ tiêu 3.4"; of a grade its code, whose text is asked. */
static const char *head_of(const TcTrialQuestions *questions, const TcStep *part, const char *code)
{
    const TcModel *model = questions->model;
    g_autofree char *words = part->kind == TC_REF_GRADE
                                 ? g_strdup_printf(strchr(code, ' ') ? "[%s]" : "%s", code)
                                 : tc_words_part(model, part->kind, part->index, model->lang);
    return tc_arena_strndup(questions->arena, words, strlen(words));
}

static void add_question(TcTrialQuestions *questions, TcRefKind kind, uint32_t index, TcMsg heading,
                         const char *code)
{
    const uint32_t at = questions->schema.n_columns++;
    questions->parts[at] = (TcStep){kind, index};
    questions->heads[at] = head_of(questions, &questions->parts[at], code);
    name_column(questions, &questions->schema.columns[at], heading, &questions->parts[at], code);
}

void tc_trial_questions_init(TcTrialQuestions *questions, const TcModel *model, TcArena *arena)
{
    const size_t n = model->n_indicators + model->n_criteria + model->n_verdicts + model->n_grades;
    *questions = (TcTrialQuestions){.model = model, .arena = arena};
    questions->schema.columns = tc_arena_alloc(arena, (n + 1) * sizeof(TcColumnSpec));
    questions->parts = tc_arena_alloc(arena, (n + 1) * sizeof *questions->parts);
    questions->heads = tc_arena_alloc(arena, (n + 1) * sizeof *questions->heads);
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        add_question(questions, TC_REF_VERDICT, i, TC_MSG_COLUMN_VERDICT, model->verdicts[i].code);
    for (uint32_t i = 0; i < model->n_grades; i++)
        add_question(questions, TC_REF_GRADE, i, TC_MSG_COLUMN_GRADE, model->grades[i].code);
    for (uint32_t i = 0; i < model->n_criteria; i++)
        add_question(questions, TC_REF_CRITERION, i, TC_MSG_COLUMN_STATE, model->criteria[i].code);
    for (uint32_t i = 0; i < model->n_indicators; i++)
        if (model->indicators[i].judged)
            add_question(questions, TC_REF_INDICATOR, i, TC_MSG_COLUMN_STATE,
                         model->indicators[i].code);
}

/* --- cells ------------------------------------------------------------------------------------ */

/* Words of results, and the state that they are. */
static const struct {
    TcMsg word;
    TcKeyword state;
} states[] = {
    {TC_MSG_MET, TC_KW_STATE_MET},
    {TC_MSG_NOT_MET, TC_KW_STATE_NOT_MET},
    {TC_MSG_NOT_APPLICABLE, TC_KW_STATE_NOT_APPLICABLE},
    {TC_MSG_DATA_MISSING, TC_KW_STATE_MISSING},
    {TC_MSG_AWAITS_APPRAISAL, TC_KW_STATE_AWAITS},
    {TC_MSG_RULE_SILENT, TC_KW_OPEN},
    {TC_MSG_ELIGIBLE, TC_KW_STATE_MET},
    {TC_MSG_ELIGIBLE_NONE_APPLIES, TC_KW_STATE_MET},
    {TC_MSG_NOT_ELIGIBLE, TC_KW_STATE_NOT_MET},
    {TC_MSG_VERDICT_OPEN, TC_KW_OPEN},
    {TC_MSG_VERDICT_SILENT, TC_KW_OPEN},
};

static bool same_word(const char *text, TcMsg word)
{
    return tc_text_same(text, tc_msg(TC_LANG_VI, word)) ||
           tc_text_same(text, tc_msg(TC_LANG_EN, word));
}

/* The text of a grade. */
static void append_text(const char *text, GString *out)
{
    g_string_append_c(out, '"');
    for (; *text; text++)
        g_string_append_printf(out, *text == '"' ? "\"\"" : "%c", *text);
    g_string_append_c(out, '"');
}

void tc_trial_question_cell(const TcTrialQuestions *questions, uint32_t index, const char *text,
                            GString *out)
{
    const TcLang lang = questions->model->lang;
    const bool grade = questions->parts[index].kind == TC_REF_GRADE; /* "Chưa đạt" may be one */
    for (size_t i = 0; i < G_N_ELEMENTS(states); i++)
        if (!grade && same_word(text, states[i].word)) {
            g_string_append(out, tc_keyword_name(states[i].state, lang));
            return;
        }
    g_autofree char *line = g_strdelimit(g_strdup(text), "|\r\n", ' ');
    if (grade && !tc_text_same(text, tc_keyword_name(TC_KW_OPEN, lang)))
        append_text(line, out);
    else
        g_string_append(out, line);
}
