/* Generated rows as an example in the language of the rules: what all rows share stands before the
 * table, what comes out in its last column. */
#include "engine/generate_internal.h"

#include <string.h>
#include "base/date.h"
#include "base/number.h"
#include "sema/words.h"
#include "syntax/token.h"

static TcLang lang_of(const TcGenerated *generated)
{
    return generated->generator->model->lang;
}

static const char *word(const TcGenerated *generated, TcKeyword keyword)
{
    return tc_keyword_name(keyword, lang_of(generated));
}

/* --- what is given ---------------------------------------------------------------------------- */

static void append_quoted(GString *text, const char *words)
{
    g_string_append_c(text, '"');
    for (; *words; words++)
        g_string_append_printf(text, *words == '"' ? "\"\"" : "%c", *words);
    g_string_append_c(text, '"');
}

static void append_name(GString *text, const char *name)
{
    g_string_append_c(text, '[');
    for (; *name; name++)
        g_string_append_printf(text, *name == ']' ? "]]" : "%c", *name);
    g_string_append_c(text, ']');
}

static void append_number(const TcColumnSpec *spec, mpq_srcptr number, TcLang lang, GString *text)
{
    const bool share = spec->type == TC_TYPE_PERCENT || spec->type == TC_TYPE_RATIO;
    const bool named = spec->unit && spec->type != TC_TYPE_INTEGER && !share;
    mpq_t shown;
    mpq_init(shown);
    mpq_set_ui(shown, share ? 100 : 1, 1);
    mpq_mul(shown, shown, number);
    g_autofree char *words = tc_number_exact(shown, lang);
    g_string_append_printf(text, "%s%s%s%s", words, share ? "%" : "", named ? " " : "",
                           named ? spec->unit : "");
    mpq_clear(shown);
}

static void append_value(const TcGenerated *generated, const TcColumnSpec *spec,
                         const TcValue *value, GString *text)
{
    char day[TC_DATE_TEXT];
    if (value->none)
        g_string_append(text, word(generated, TC_KW_GIVEN_NOT_YET));
    else if (value->kind == TC_VALUE_NUMBER)
        append_number(spec, value->number, lang_of(generated), text);
    else if (value->kind == TC_VALUE_BOOL)
        g_string_append(text, word(generated, value->truth                       ? TC_KW_YES
                                              : lang_of(generated) == TC_LANG_VI ? TC_KW_NOT
                                                                                 : TC_KW_NO));
    else if (value->kind == TC_VALUE_DATE)
        g_string_append(text, tc_date_format(value->day, lang_of(generated), day));
    else
        append_quoted(text, value->text);
}

static void append_cell(const TcGenerated *generated, uint32_t at, int64_t number, GString *text)
{
    const uint32_t column = generated->columns[at];
    TcProbe *probe = generated->generator->probe;
    TcValue value;
    if (number == TC_GENERATE_BLANK)
        return;
    tc_value_init(&value);
    tc_probe_value(probe, column, number, &value);
    append_value(generated, &generated->generator->model->schema.columns[column], &value, text);
    tc_value_clear(&value);
}

/* --- what comes out --------------------------------------------------------------------------- */

static const char *state_word(const TcGenerated *generated, TcLabel label)
{
    static const TcKeyword words[TC_N_LABELS] = {
        [TC_LABEL_MET] = TC_KW_STATE_MET,
        [TC_LABEL_NOT_MET] = TC_KW_STATE_NOT_MET,
        [TC_LABEL_NOT_APPLICABLE] = TC_KW_STATE_NOT_APPLICABLE,
        [TC_LABEL_DATA_MISSING] = TC_KW_STATE_MISSING,
        [TC_LABEL_AWAITS_APPRAISAL] = TC_KW_STATE_AWAITS,
        [TC_LABEL_SCORED] = TC_KW_OPEN,
        [TC_LABEL_RULE_SILENT] = TC_KW_OPEN,
    };
    return word(generated, words[label]);
}

/* The number, or the range of one that is open; "" where there is none. */
static void append_figure(const TcGenerated *generated, const TcNumberResult *result, GString *out)
{
    g_autoptr(GString) text = g_string_new(NULL);
    mpq_t low, high;
    mpq_inits(low, high, NULL);
    const TcNumberState state = tc_results_number(result, 0, low, high);
    g_autofree char *least = tc_number_exact(low, lang_of(generated));
    g_autofree char *most = tc_number_exact(high, lang_of(generated));
    if (state == TC_NUMBER_KNOWN || (state == TC_NUMBER_OPEN && mpq_equal(low, high)))
        g_string_append(text, least);
    else if (state == TC_NUMBER_OPEN)
        g_string_append_printf(text, "%s %s %s %s", word(generated, TC_KW_FROM), least,
                               word(generated, TC_KW_TO), most);
    g_string_replace(text, "/", " / ", 0); /* else it is a day */
    g_string_append(out, text->str);
    mpq_clears(low, high, NULL);
}

static void append_state(const TcGenerated *generated, bool complete, GString *text)
{
    const TcGenerator *generator = generated->generator;
    const uint32_t index = generated->part.index;
    const TcLabel label = tc_state_label(&generator->results->indicators[index], 0);
    const unsigned set = tc_state_outcome(&generator->results->indicators[index], 0);
    g_assert(!complete || label == TC_LABEL_RULE_SILENT ||
             set == tc_reference_indicator(tc_probe_ask(generator->probe), index));
    g_string_append(text, state_word(generated, label));
}

/* What is asked of an indicator: its state, its points, or both. */
static bool asks_points(const TcGenerated *generated)
{
    return generated->part.kind == TC_REF_INDICATOR &&
           tc_indicator_has_points(&generated->generator->model->indicators[generated->part.index]);
}

static bool asks_state(const TcGenerated *generated)
{
    return generated->part.kind != TC_REF_INDICATOR ||
           generated->generator->model->indicators[generated->part.index].judged;
}

static void append_verdict(const TcGenerated *generated, GString *text)
{
    const unsigned set =
        tc_state_outcome(&generated->generator->results->verdicts[generated->part.index], 0);
    g_string_append(text, word(generated, set == TC_OUT_TRUE    ? TC_KW_STATE_MET
                                          : set == TC_OUT_FALSE ? TC_KW_STATE_NOT_MET
                                                                : TC_KW_OPEN));
}

static void append_grade(const TcGenerated *generated, GString *text)
{
    const TcGenerator *generator = generated->generator;
    const TcGrade *grade = &generator->model->grades[generated->part.index];
    const uint64_t set = generator->results->grades[generated->part.index].set[0];
    for (uint32_t i = 0; i < grade->n_labels; i++)
        if (set == (uint64_t)1 << i) {
            append_quoted(text, grade->labels[i]);
            return;
        }
    g_string_append(text, word(generated, TC_KW_OPEN));
}

/* The cells of the results of @row. */
static void append_results(const TcGenerated *generated, const int64_t *row, GString *out)
{
    const TcGenerator *generator = generated->generator;
    bool complete = true;
    for (uint32_t i = 0; i < generated->n; i++)
        complete &= row[i] != TC_GENERATE_BLANK;
    tc_generated_put(generated, row);
    tc_generated_judge(generated, row);
    if (generated->part.kind == TC_REF_VERDICT)
        append_verdict(generated, out);
    else if (generated->part.kind == TC_REF_GRADE)
        append_grade(generated, out);
    else if (asks_state(generated))
        append_state(generated, complete, out);
    if (asks_points(generated) && asks_state(generated))
        g_string_append_c(out, '|');
    if (asks_points(generated))
        append_figure(generated, &generator->results->points[generated->part.index], out);
}

/* --- the example ------------------------------------------------------------------------------ */

/* Has column @at one value in all rows? */
static bool is_common(const TcGenerated *generated, uint32_t at)
{
    const int64_t *first = g_ptr_array_index(generated->rows, 0);
    for (guint i = 1; i < generated->rows->len; i++)
        if (((const int64_t *)g_ptr_array_index(generated->rows, i))[at] != first[at])
            return false;
    return true;
}

static void append_common(const TcGenerated *generated, GString *out)
{
    const int64_t *first = g_ptr_array_index(generated->rows, 0);
    bool any = false;
    for (uint32_t i = 0; i < generated->n; i++) {
        if (!is_common(generated, i) || first[i] == TC_GENERATE_BLANK)
            continue;
        if (!any)
            g_string_append_printf(out, "%s:", word(generated, TC_KW_GIVEN));
        any = true;
        g_string_append(out, "\n  ");
        append_name(out, generated->generator->model->schema.columns[generated->columns[i]].name);
        g_string_append(out, " = ");
        append_cell(generated, i, first[i], out);
    }
    if (any)
        g_string_append_c(out, '\n');
}

static void append_code(GString *out, const char *code)
{
    if (strchr(code, ' '))
        append_name(out, code);
    else
        g_string_append(out, code);
}

static void append_questions(const TcGenerated *generated, GString *out)
{
    const TcModel *model = generated->generator->model;
    g_autofree char *part =
        tc_words_part(model, generated->part.kind, generated->part.index, model->lang);
    if (generated->part.kind == TC_REF_GRADE) /* its text is asked, not a state */
        append_code(out, model->grades[generated->part.index].code);
    else if (asks_state(generated))
        g_string_append(out, part);
    if (asks_points(generated))
        g_string_append_printf(out, "%s%s %s %s", asks_state(generated) ? "|" : "",
                               word(generated, TC_KW_POINTS), word(generated, TC_KW_OF), part);
}

static void append_table(const TcGenerated *generated, GString *out)
{
    g_string_append_printf(out, "%s: %s\n|", word(generated, TC_KW_GIVEN),
                           word(generated, TC_KW_TABLE));
    for (uint32_t i = 0; i < generated->n; i++)
        if (!is_common(generated, i)) {
            append_name(out,
                        generated->generator->model->schema.columns[generated->columns[i]].name);
            g_string_append_c(out, '|');
        }
    append_questions(generated, out);
    g_string_append(out, "|\n");
    for (guint r = 0; r < generated->rows->len; r++) {
        const int64_t *row = g_ptr_array_index(generated->rows, r);
        g_autoptr(GString) results = g_string_new(NULL);
        append_results(generated, row, results);
        if (results->len ==
            0) /* points alone, which the rule leaves undefined: nothing to expect */
            continue;
        g_string_append_c(out, '|');
        for (uint32_t i = 0; i < generated->n; i++)
            if (!is_common(generated, i)) {
                append_cell(generated, i, row[i], out);
                g_string_append_c(out, '|');
            }
        g_string_append_printf(out, "%s|\n", results->str);
    }
}

void tc_generate_text(const TcGenerated *generated, int32_t day, GString *out)
{
    const TcModel *model = generated->generator->model;
    char text[TC_DATE_TEXT];
    g_autofree char *title =
        tc_words_sentence(model, generated->part.kind, generated->part.index, model->lang);
    g_string_append_printf(out, "\n%s \"%s\"\n", word(generated, TC_KW_EXAMPLE), title);
    for (guint i = 0; i < generated->notes->len; i++)
        g_string_append_printf(out, "# %s\n", (char *)g_ptr_array_index(generated->notes, i));
    g_string_append_printf(out, "%s\n%s: %s", word(generated, TC_KW_UNREVIEWED),
                           word(generated, TC_KW_UNDER), model->code);
    if (day != INT32_MIN)
        g_string_append_printf(out, " %s %s", word(generated, TC_KW_ON_DAY),
                               tc_date_format(day, model->lang, text));
    g_string_append_c(out, '\n');
    append_common(generated, out);
    append_table(generated, out);
}
