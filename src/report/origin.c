/* Marks of origin in words: in full below a report, in short beside a row. */
#include "report/origin.h"

#include "base/msg.h"

enum { CODES_NAMED = 12 };

/* --- texts ---------------------------------------------------------------------------------- */

const TcOriginText tc_origin_texts[] = {
#define TC_PROVENANCE(field, keyword, heads, many, told, words)                                    \
    {#field, TC_MSG_##words, TC_TOLD_##told, offsetof(TcProvenance, field)},
#include "provenance.def"
};
const size_t tc_origin_n_texts = G_N_ELEMENTS(tc_origin_texts);

static const char *text_at(const TcProvenance *about, size_t offset)
{
    return *(const char *const *)(const void *)((const char *)about + offset);
}

const char *tc_origin_text(const TcProvenance *about, const TcOriginText *text)
{
    return text_at(about, text->offset);
}

/* --- parts ---------------------------------------------------------------------------------- */

/* The part at @i of @parts. */
#define PART(ref, parts, i)                                                                        \
    ((TcOriginPart){(ref), (i), (parts)[i].code, (parts)[i].title, &(parts)[i].about})

uint32_t tc_origin_n_parts(const TcModel *model)
{
    return 1 + model->n_groups + model->n_criteria + model->n_indicators + model->n_verdicts +
           model->n_grades + model->n_rankings;
}

TcOriginPart tc_origin_part(const TcModel *model, uint32_t i)
{
    if (i-- == 0)
        return (TcOriginPart){TC_REF_SET, 0, model->code, model->title, &model->about};
    if (i < model->n_groups)
        return PART(TC_REF_GROUP, model->groups, i);
    i -= model->n_groups;
    if (i < model->n_criteria)
        return PART(TC_REF_CRITERION, model->criteria, i);
    i -= model->n_criteria;
    if (i < model->n_indicators)
        return PART(TC_REF_INDICATOR, model->indicators, i);
    i -= model->n_indicators;
    if (i < model->n_verdicts)
        return PART(TC_REF_VERDICT, model->verdicts, i);
    i -= model->n_verdicts;
    if (i < model->n_grades)
        return PART(TC_REF_GRADE, model->grades, i);
    return PART(TC_REF_RANKING, model->rankings, i - model->n_grades);
}

bool tc_origin_is_marked(const TcProvenance *about)
{
    return about->not_checked || about->assumed || about->reading;
}

char *tc_origin_part_name(const TcOriginPart *part, TcLang lang)
{
    static const TcMsg words[] = {[TC_REF_GROUP] = TC_MSG_HEAD_GROUP_OF,
                                  [TC_REF_CRITERION] = TC_MSG_HEAD_CRITERION_OF,
                                  [TC_REF_INDICATOR] = TC_MSG_HEAD_INDICATOR_OF,
                                  [TC_REF_VERDICT] = TC_MSG_COLUMN_VERDICT,
                                  [TC_REF_GRADE] = TC_MSG_COLUMN_GRADE,
                                  [TC_REF_RANKING] = TC_MSG_COLUMN_RANKING};
    return part->kind == TC_REF_SET ? g_strdup("")
                                    : tc_msg_format(lang, words[part->kind], part->code, NULL);
}

/* --- marks ---------------------------------------------------------------------------------- */

static const struct {
    size_t mark; /* the text, in TcProvenance */
    TcMsg count; /* "{0}/{1} chỉ tiêu …{2}" */
    TcMsg words; /* "Giả định: {0}" */
    bool in_note;
} marks[] = {
    {offsetof(TcProvenance, not_checked), TC_MSG_ORIGIN_N_NOT_CHECKED, TC_MSG_EXPLAIN_NOT_CHECKED,
     true},
    {offsetof(TcProvenance, assumed), TC_MSG_ORIGIN_N_ASSUMED, TC_MSG_EXPLAIN_ASSUMED, true},
    {offsetof(TcProvenance, reading), TC_MSG_ORIGIN_N_READ, TC_MSG_EXPLAIN_READING, false},
};

char *tc_origin_mark(const TcProvenance *about, TcLang lang)
{
    const bool both = about->not_checked && about->assumed;
    return g_strconcat(about->not_checked ? tc_msg(lang, TC_MSG_ORIGIN_NOT_CHECKED) : "",
                       both ? ", " : "", about->assumed ? tc_msg(lang, TC_MSG_ORIGIN_ASSUMED) : "",
                       NULL);
}

char *tc_origin_words(const TcProvenance *about, TcLang lang)
{
    GString *out = g_string_new(NULL);
    for (size_t m = 0; m < G_N_ELEMENTS(marks); m++) {
        const char *text = text_at(about, marks[m].mark);
        g_autofree char *words = text ? tc_msg_format(lang, marks[m].words, text, NULL) : NULL;
        if (words)
            g_string_append_printf(out, "%s%s", out->len > 0 ? ". " : "", words);
    }
    return g_string_free(out, FALSE);
}

/* --- indicators ----------------------------------------------------------------------------- */

static uint32_t n_marked(const TcModel *model, size_t mark)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < model->n_indicators; i++)
        n += text_at(&model->indicators[i].about, mark) != NULL;
    return n;
}

static char *codes(const TcModel *model, size_t mark, bool marked)
{
    GString *out = g_string_new(NULL);
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        if ((text_at(&model->indicators[i].about, mark) != NULL) == marked)
            g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "",
                                   model->indicators[i].code);
    }
    return g_string_free(out, FALSE);
}

/* Which they are, or which they are not, whichever is short enough to be read. */
static char *which(const TcModel *model, size_t mark, uint32_t n, TcLang lang)
{
    const uint32_t rest = model->n_indicators - n;
    if (rest == 0 || (n > CODES_NAMED && rest > CODES_NAMED))
        return g_strdup("");
    const bool named = n <= CODES_NAMED;
    g_autofree char *list = codes(model, mark, named);
    return tc_msg_format(lang, named ? TC_MSG_ORIGIN_THESE : TC_MSG_ORIGIN_ALL_BUT, list, NULL);
}

/* "34/37 chỉ tiêu chưa đối chiếu bản gốc (trừ 3.4, 3.5, 3.6)". Returns: (transfer full), NULL if
 * there are none. */
static char *count_words(const TcModel *model, size_t mark, bool name_them, TcLang lang)
{
    const uint32_t n = n_marked(model, marks[mark].mark);
    if (n == 0)
        return NULL;
    g_autofree char *count = g_strdup_printf("%u", n);
    g_autofree char *all = g_strdup_printf("%u", model->n_indicators);
    g_autofree char *them = name_them ? which(model, marks[mark].mark, n, lang) : g_strdup("");
    return tc_msg_format(lang, marks[mark].count, count, all, them, NULL);
}

static char *entered_words(const TcModel *model, TcLang lang)
{
    g_autofree char *entered = g_strdup_printf("%02u", model->entered);
    g_autofree char *of = g_strdup_printf("%u", model->entered_of);
    return model->entered_of > 0 ? tc_msg_format(lang, TC_MSG_REPORT_ENTERED, entered, of, NULL)
                                 : NULL;
}

/* --- in full -------------------------------------------------------------------------------- */

static void append_sentence(GString *out, char *words)
{
    if (words)
        g_string_append_printf(out, "%s.\n", words);
    g_free(words);
}

/* "Kết luận X. Giả định: …" */
static void append_part(GString *out, const TcOriginPart *part, TcLang lang)
{
    g_autofree char *name = tc_origin_part_name(part, lang);
    g_autofree char *words = tc_origin_words(part->about, lang);
    if (*words)
        g_string_append_printf(out, "%s%s%s\n", name, *name ? ". " : "", words);
}

void tc_origin_lines(const TcModel *model, TcLang lang, GString *out)
{
    append_sentence(out, entered_words(model, lang));
    for (size_t m = 0; m < G_N_ELEMENTS(marks); m++)
        append_sentence(out, count_words(model, m, true, lang));
    for (uint32_t i = 0; i < tc_origin_n_parts(model); i++) {
        const TcOriginPart part = tc_origin_part(model, i);
        if (part.kind != TC_REF_INDICATOR)
            append_part(out, &part, lang);
    }
}

static bool is_further(const TcOriginPart *part, const TcOriginText *text)
{
    const bool indicator = part->kind == TC_REF_INDICATOR;
    switch (text->told) {
    case TC_TOLD_TABLE:
        return !indicator;
    case TC_TOLD_READING:
        return indicator;
    case TC_TOLD_MARK:
        return false;
    case TC_TOLD_PLAIN:
    case TC_TOLD_CSV:
        break;
    }
    return true;
}

void tc_origin_further(const TcOriginPart *part, TcLang lang, GString *out)
{
    g_autofree char *name = tc_origin_part_name(part, lang);
    g_autoptr(GString) lines = g_string_new(NULL);
    for (size_t i = 0; i < tc_origin_n_texts; i++) {
        const char *text = tc_origin_text(part->about, &tc_origin_texts[i]);
        if (!text || !is_further(part, &tc_origin_texts[i]))
            continue;
        g_autofree char *words = tc_msg_format(lang, tc_origin_texts[i].words, text, NULL);
        g_string_append_printf(lines, "%s%s\n", *name ? "  " : "", words);
    }
    if (lines->len > 0)
        g_string_append_printf(out, "%s%s%s", name, *name ? ":\n" : "", lines->str);
}

/* --- in short ------------------------------------------------------------------------------- */

static void append_item(GString *out, char *words)
{
    if (words)
        g_string_append_printf(out, "%s%s", out->len > 0 ? "; " : "", words);
    g_free(words);
}

/* "Kết luận X: giả định", "bộ tiêu chí: chưa đối chiếu". */
static void append_marked(GString *out, const TcOriginPart *part, TcLang lang)
{
    g_autofree char *name = tc_origin_part_name(part, lang);
    g_autofree char *mark = tc_origin_mark(part->about, lang);
    if (*mark)
        append_item(out,
                    g_strconcat(*name ? name : tc_msg(lang, TC_MSG_ORIGIN_SET), ": ", mark, NULL));
}

char *tc_origin_note(const TcModel *model, TcLang lang)
{
    GString *out = g_string_new(NULL);
    append_item(out, entered_words(model, lang));
    for (size_t m = 0; m < G_N_ELEMENTS(marks); m++) {
        if (marks[m].in_note)
            append_item(out, count_words(model, m, false, lang));
    }
    for (uint32_t i = 0; i < tc_origin_n_parts(model); i++) {
        const TcOriginPart part = tc_origin_part(model, i);
        if (part.kind != TC_REF_INDICATOR)
            append_marked(out, &part, lang);
    }
    return g_string_free(out, FALSE);
}
