/* Columns of expected results, as eval writes them or as tables of examples head them. */
#include "engine/trial_questions.h"

#include <string.h>
#include "base/msg.h"
#include "base/text.h"
#include "engine/trial_figure.h"
#include "sema/part_names.h"
#include "sema/words.h"
#include "syntax/token.h"

enum { MOST_NAMES = 8 };

/* What the cells of a column of results are. */
typedef enum { ASKS_STATE, ASKS_TEXT, ASKS_FIGURE, ASKS_NOTHING } Asked;

static bool any(const TcModel *model, uint32_t index)
{
    (void)model;
    (void)index;
    return true;
}

static bool scores(const TcModel *model, uint32_t index)
{
    (void)index;
    return tc_model_has_points(model);
}

static bool judges(const TcModel *model, uint32_t index)
{
    (void)index;
    return tc_model_judges(model);
}

static bool is_judged(const TcModel *model, uint32_t indicator)
{
    return model->indicators[indicator].judged;
}

static bool is_scored_only(const TcModel *model, uint32_t indicator)
{
    return !model->indicators[indicator].judged;
}

static bool has_value(const TcModel *model, uint32_t indicator)
{
    return model->indicators[indicator].value != NULL;
}

static bool has_points(const TcModel *model, uint32_t indicator)
{
    return tc_indicator_has_points(&model->indicators[indicator]);
}

/* The columns that eval writes, by the parts that they are about (NONE: the whole set), and how a
 * table of examples asks the same (SET: by the words of the part alone). */
static const struct {
    TcMsg heading;
    TcRefKind kind;
    Asked asked;
    TcMsg ask;
    bool (*has)(const TcModel *model, uint32_t index);
} columns[] = {
    {TC_MSG_COLUMN_VERDICT, TC_REF_VERDICT, ASKS_STATE, TC_N_MSGS, any},
    {TC_MSG_COLUMN_GRADE, TC_REF_GRADE, ASKS_TEXT, TC_N_MSGS, any},
    {TC_MSG_COLUMN_STATE, TC_REF_CRITERION, ASKS_STATE, TC_N_MSGS, any},
    {TC_MSG_COLUMN_STATE, TC_REF_INDICATOR, ASKS_STATE, TC_N_MSGS, is_judged},
    {TC_MSG_COLUMN_STATE, TC_REF_INDICATOR, ASKS_NOTHING, TC_N_MSGS, is_scored_only},
    {TC_MSG_HEAD_TOTAL, TC_REF_NONE, ASKS_FIGURE, TC_MSG_ASK_TOTAL, scores},
    {TC_MSG_COLUMN_MET, TC_REF_NONE, ASKS_FIGURE, TC_MSG_ASK_MET, judges},
    {TC_MSG_COLUMN_APPLICABLE, TC_REF_NONE, ASKS_FIGURE, TC_MSG_ASK_APPLICABLE, judges},
    {TC_MSG_COLUMN_GROUP_POINTS, TC_REF_GROUP, ASKS_FIGURE, TC_MSG_ASK_GROUP_POINTS, scores},
    {TC_MSG_COLUMN_GROUP_MET, TC_REF_GROUP, ASKS_FIGURE, TC_MSG_ASK_GROUP_MET, judges},
    {TC_MSG_COLUMN_GROUP_APPLICABLE, TC_REF_GROUP, ASKS_FIGURE, TC_MSG_ASK_GROUP_APPLICABLE,
     judges},
    {TC_MSG_COLUMN_VALUE, TC_REF_INDICATOR, ASKS_FIGURE, TC_MSG_ASK_VALUE, has_value},
    {TC_MSG_COLUMN_POINTS, TC_REF_INDICATOR, ASKS_FIGURE, TC_MSG_ASK_POINTS, has_points},
    {TC_MSG_COLUMN_RANK, TC_REF_RANKING, ASKS_NOTHING, TC_N_MSGS, any},
};

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

static char *kinds_of(const TcTrialQuestions *questions, const TcStep *part, TcLang lang)
{
    return part->kind == TC_REF_INDICATOR
               ? tc_words_kinds(&questions->model->indicators[part->index], true, lang)
               : g_strdup("");
}

/* "tổng điểm"; without words of its own that of the part. Returns: (transfer full). */
static char *words_of(const TcTrialQuestions *questions, size_t column, const TcStep *part,
                      const char *code, TcLang lang)
{
    return columns[column].ask == TC_N_MSGS
               ? tc_words_part(questions->model, part->kind, part->index, lang)
               : tc_msg_format(lang, columns[column].ask, code, NULL);
}

static void add_names(const TcTrialQuestions *questions, TcColumnSpec *spec, size_t column,
                      const TcStep *part, const char *code, TcLang lang)
{
    g_autofree char *name = tc_msg_format(lang, columns[column].heading, code, NULL);
    g_autofree char *words = words_of(questions, column, part, code, lang);
    g_autofree char *kinds = kinds_of(questions, part, lang);
    add_alias(questions, spec, name);
    add_alias(questions, spec, words);
    if (*kinds) {
        g_autofree char *with = g_strdup_printf("%s (%s)", name, kinds);
        add_alias(questions, spec, with);
    }
}

/* A text column with the names that it has in results and in examples. */
static void name_column(const TcTrialQuestions *questions, TcColumnSpec *spec, size_t column,
                        const TcStep *part, const char *code)
{
    *spec = (TcColumnSpec){.type = TC_TYPE_TEXT};
    spec->aliases = tc_arena_alloc(questions->arena, MOST_NAMES * sizeof *spec->aliases);
    add_names(questions, spec, column, part, code, TC_LANG_VI);
    add_names(questions, spec, column, part, code, TC_LANG_EN);
    if (part->kind == TC_REF_VERDICT || part->kind == TC_REF_GRADE)
        add_alias(questions, spec, code);
    g_autofree char *name =
        tc_msg_format(questions->model->lang, columns[column].heading, code, NULL);
    spec->name = tc_arena_strndup(questions->arena, name, strlen(name));
    spec->key = keep_key(questions, name);
    mpq_inits(spec->low, spec->high, NULL);
    tc_arena_defer(questions->arena, clear_number, spec->low);
    tc_arena_defer(questions->arena, clear_number, spec->high);
}

/* "chỉ tiêu 3.4"; of a grade its code, whose text is asked. */
static const char *head_of(const TcTrialQuestions *questions, size_t column, const TcStep *part,
                           const char *code)
{
    const TcLang lang = questions->model->lang;
    g_autofree char *words = part->kind == TC_REF_GRADE
                                 ? g_strdup_printf(strchr(code, ' ') ? "[%s]" : "%s", code)
                                 : words_of(questions, column, part, code, lang);
    return tc_arena_strndup(questions->arena, words, strlen(words));
}

static uint32_t count_of(const TcModel *model, TcRefKind kind)
{
    switch ((int)kind) {
    case TC_REF_VERDICT:
        return model->n_verdicts;
    case TC_REF_GRADE:
        return model->n_grades;
    case TC_REF_CRITERION:
        return model->n_criteria;
    case TC_REF_INDICATOR:
        return model->n_indicators;
    case TC_REF_GROUP:
        return model->n_groups;
    case TC_REF_RANKING:
        return model->n_rankings;
    default:
        return 1;
    }
}

static void add_question(TcTrialQuestions *questions, size_t column, const TcStep *part)
{
    const char *code =
        part->kind == TC_REF_NONE ? "" : tc_part_code(questions->model, part->kind, part->index);
    const uint32_t at = questions->schema.n_columns++;
    questions->columns[at] = column;
    questions->heads[at] = head_of(questions, column, part, code);
    name_column(questions, &questions->schema.columns[at], column, part, code);
}

void tc_trial_questions_init(TcTrialQuestions *questions, const TcModel *model, TcArena *arena)
{
    size_t n = 1;
    for (size_t c = 0; c < G_N_ELEMENTS(columns); c++)
        n += count_of(model, columns[c].kind);
    *questions = (TcTrialQuestions){.model = model, .arena = arena};
    questions->schema.columns = tc_arena_alloc(arena, n * sizeof(TcColumnSpec));
    questions->columns = tc_arena_alloc(arena, n * sizeof *questions->columns);
    questions->heads = tc_arena_alloc(arena, n * sizeof *questions->heads);
    for (size_t c = 0; c < G_N_ELEMENTS(columns); c++)
        for (uint32_t i = 0; i < count_of(model, columns[c].kind); i++) {
            const TcStep part = {columns[c].kind, i};
            if (columns[c].has(model, i))
                add_question(questions, c, &part);
        }
}

bool tc_trial_question_asks(const TcTrialQuestions *questions, uint32_t index)
{
    return columns[questions->columns[index]].asked != ASKS_NOTHING;
}

bool tc_trial_question_is_figure(const TcTrialQuestions *questions, uint32_t index)
{
    return columns[questions->columns[index]].asked == ASKS_FIGURE;
}

bool tc_trial_question_is_rank(const TcTrialQuestions *questions, uint32_t index)
{
    return columns[questions->columns[index]].kind == TC_REF_RANKING;
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
    const Asked asked = columns[questions->columns[index]].asked; /* "Chưa đạt" may be a grade */
    for (size_t i = 0; asked == ASKS_STATE && i < G_N_ELEMENTS(states); i++)
        if (same_word(text, states[i].word)) {
            g_string_append(out, tc_keyword_name(states[i].state, lang));
            return;
        }
    g_autofree char *line = g_strdelimit(g_strdup(text), "|\r\n", ' ');
    if (asked == ASKS_FIGURE)
        tc_trial_figure(line, questions->style, lang, out);
    else if (asked == ASKS_TEXT && !tc_text_same(text, tc_keyword_name(TC_KW_OPEN, lang)))
        append_text(line, out);
    else
        g_string_append(out, line);
}

/* --- headings of nothing ---------------------------------------------------------------------- */

/* Is @key, folded, the heading of row @column with a code that the set does not have? *@code:
 * (transfer full) that code. */
static bool begins_as(const char *key, size_t column, TcLang lang, char **code)
{
    g_autofree char *heading = tc_msg_format(lang, columns[column].heading, "\001", NULL);
    g_auto(GStrv) parts = g_strsplit(heading, "\001", 2);
    if (!parts[1])
        return false;
    g_autofree char *head = tc_text_bare_key(parts[0], strlen(parts[0]));
    g_autofree char *tail = tc_text_bare_key(parts[1], strlen(parts[1]));
    const size_t length = strlen(head);
    if (!g_str_has_prefix(key, head) || !g_str_has_suffix(key, tail) ||
        strlen(key) < length + strlen(tail) || (key[length] != ' ' && key[length] != '\0'))
        return false;
    *code = g_strstrip(g_strndup(key + length, strlen(key) - length - strlen(tail)));
    return true;
}

/* 9, 3.4, HOÀN_THÀNH: no word of everyday. */
static bool is_code(const char *heading, const char *code)
{
    const char *last = strrchr(heading, ' ');
    const char *written = last ? last + 1 : heading;
    const bool capital = g_unichar_isupper(g_utf8_get_char(written));
    return *code && !strchr(code, ' ') && (strpbrk(written, "0123456789_") || capital);
}

/* The heading that eval writes for the first part of that kind. */
static const char *example_of(const TcTrialQuestions *questions, size_t column)
{
    for (uint32_t i = 0; i < questions->schema.n_columns; i++)
        if (columns[questions->columns[i]].heading == columns[column].heading)
            return questions->schema.columns[i].name;
    return NULL;
}

/* The heading that @heading is but for marks and a slip, with the same code. */
static const char *near(const TcTrialQuestions *questions, const char *heading)
{
    g_autofree char *bare = tc_text_bare_key(heading, strlen(heading));
    const char *last = strrchr(bare, ' ');
    for (uint32_t i = 0; i < questions->schema.n_columns; i++) {
        const char *name = questions->schema.columns[i].name;
        g_autofree char *other = tc_text_bare_key(name, strlen(name));
        const char *code = strrchr(other, ' ');
        const bool one_code = last && code && strcmp(last, code) == 0;
        if (tc_text_distance(bare, other, 1) <= (one_code ? 1 : 0))
            return name;
    }
    return NULL;
}

TcTrialStray tc_trial_question_stray(const TcTrialQuestions *questions, const char *heading)
{
    static const TcLang langs[] = {TC_LANG_VI, TC_LANG_EN};
    g_autofree char *key = tc_text_bare_key(heading, strlen(heading));
    TcTrialStray stray = {.meant = near(questions, heading)};
    stray.is_result = stray.near = stray.meant != NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(columns) * G_N_ELEMENTS(langs) && !stray.is_result; i++) {
        g_autofree char *code = NULL;
        const size_t column = i / G_N_ELEMENTS(langs);
        stray.is_result = begins_as(key, column, langs[i % G_N_ELEMENTS(langs)], &code);
        stray.has_code = stray.is_result && is_code(heading, code);
        stray.meant = stray.is_result ? example_of(questions, column) : NULL;
    }
    return stray;
}
