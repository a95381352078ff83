/* Part of pass 1: what the file states of its own size is held against what stands in it. */
#include "sema/collect.h"
#include "sema/sema.h"
#include "sema/words.h"

#include <string.h>

static char *count_text(uint32_t n)
{
    return g_strdup_printf("%u", n);
}

/* The number behind the last dot of a code, or -1; *@prefix: bytes before it. */
static long last_part(const char *code, size_t *prefix)
{
    const char *dot = strrchr(code, '.');
    const char *digits = dot ? dot + 1 : code;
    char *end;
    long value = strtol(digits, &end, 10);
    *prefix = (size_t)(digits - code);
    return end == digits ? -1 : value;
}

/* The indicator of @group behind which a number is left out, or NULL. */
static const char *gap_after(const TcModel *model, const TcGroup *group)
{
    for (uint32_t i = 1; i < group->n_indicators; i++) {
        const char *before = model->indicators[group->indicators[i - 1]].code;
        const char *after = model->indicators[group->indicators[i]].code;
        size_t at_before, at_after;
        long a = last_part(before, &at_before), b = last_part(after, &at_after);
        if (at_before == at_after && a >= 0 && b > a + 1 && memcmp(before, after, at_before) == 0)
            return before;
    }
    return NULL;
}

static TcSpan stated_span(const TcNode *head)
{
    const TcNode *clause = tc_head_clause(head, TC_KW_COMPRISES);
    return clause ? clause->span : head->at;
}

/* " (thiếu sau chỉ tiêu 3.6?)" where a number is left out, else "". */
static char *gap_text(TcSema *sema, const TcGroup *group)
{
    const char *after = gap_after(sema->model, group);
    return after && group->n_indicators < group->stated_count
               ? tc_msg_format(sema->said, TC_MSG_MISSING_AFTER, after, NULL)
               : g_strdup("");
}

/* What to write: of a number that an amendment has left as it was, an edit. */
static char *group_cure(const TcSema *sema, const TcGroup *group, TcKeyword noun,
                        const char *counted)
{
    const TcModel *model = sema->model;
    const bool stated_first = stated_span(group->head).source == group->head->at.source;
    if (!model->amended_by || !stated_first)
        return g_strdup(tc_msg(sema->said, TC_MSG_GROUP_COUNT_FIX));
    g_autofree char *words =
        tc_diag_words(tc_msg(sema->said, TC_MSG_GROUP_AMENDED_FIX), model->amended_lang);
    const char *const named[] = {tc_keyword_name(noun, model->amended_lang), group->code, counted};
    return tc_text_fill(words, named, G_N_ELEMENTS(named));
}

static void report_group(TcSema *sema, const TcGroup *group, TcRefKind kind)
{
    g_autofree char *word = tc_words_capital(tc_keyword_name(tc_words_kind(kind), sema->said));
    g_autofree char *stated = count_text(group->stated_count);
    g_autofree char *counted = count_text(group->n_indicators);
    g_autofree char *where = gap_text(sema, group);
    g_autofree char *cure = group_cure(sema, group, tc_words_kind(kind), counted);
    tc_diag(sema->diags, TC_DIAG_GROUP_COUNT, stated_span(group->head), word, group->code, stated,
            counted, where, cure, NULL);
}

static int64_t off_by(const TcGroup *group)
{
    return group->stated_count ? (int64_t)group->stated_count - group->n_indicators : 0;
}

/* @spared: its mistake is told elsewhere. */
static void check_groups(TcSema *sema, const TcGroup *groups, uint32_t n, TcRefKind kind,
                         const TcGroup *spared)
{
    bool partial = sema->model->entered_of > 0;
    for (uint32_t i = 0; i < n; i++) {
        int64_t off = off_by(&groups[i]);
        if (off != 0 && !(partial && off > 0) && &groups[i] != spared)
            report_group(sema, &groups[i], kind);
    }
}

/* The one group whose count is off by @off, if no other is off at all. */
static const TcGroup *culprit(const TcModel *model, int64_t off)
{
    const TcGroup *found = NULL;
    for (uint32_t i = 0; i < model->n_groups; i++) {
        if (off_by(&model->groups[i]) == 0)
            continue;
        if (found || off_by(&model->groups[i]) != off)
            return NULL;
        found = &model->groups[i];
    }
    return found;
}

/* What to write: in a version the number is amended too. */
static char *count_cure(const TcSema *sema, int64_t off, const char *stated, const char *counted,
                        const TcGroup *group)
{
    const TcModel *model = sema->model;
    if (!model->amended_by)
        return tc_msg_format(sema->said, off > 0 ? TC_MSG_TOO_FEW_FIX : TC_MSG_TOO_MANY_FIX,
                             tc_keyword_name(TC_KW_ENTERED, model->lang), counted, stated, NULL);
    g_autofree char *in_group = count_text(group ? group->n_indicators : 0);
    g_autofree char *words = tc_diag_words(
        tc_msg(sema->said, group ? TC_MSG_COUNTS_AMENDED_FIX : TC_MSG_COUNT_AMENDED_FIX),
        model->amended_lang);
    const char *const numbers[] = {counted, group ? group->code : "", in_group};
    return tc_text_fill(words, numbers, G_N_ELEMENTS(numbers));
}

/* Returns: the group that the message names, or NULL. */
static const TcGroup *check_whole(TcSema *sema)
{
    const TcModel *model = sema->model;
    int64_t off = (int64_t)model->stated_count - model->n_indicators;
    if (!model->stated_count || off == 0)
        return NULL;
    const TcGroup *group = culprit(model, off);
    g_autofree char *stated = count_text(model->stated_count);
    g_autofree char *counted = count_text(model->n_indicators);
    g_autofree char *group_stated = count_text(group ? group->stated_count : 0);
    g_autofree char *group_counted = count_text(group ? group->n_indicators : 0);
    g_autofree char *gap = group ? gap_text(sema, group) : NULL;
    g_autofree char *where = group ? tc_msg_format(sema->said, TC_MSG_GROUP_IS_OFF, group->code,
                                                   group_stated, group_counted, gap, NULL)
                                   : g_strdup("");
    g_autofree char *cure = count_cure(sema, off, stated, counted, group);
    g_autofree char *written = tc_span_text(stated_span(sema->set));
    TcDiag *diag = tc_diag(sema->diags, TC_DIAG_SET_COUNT, stated_span(sema->set), written, counted,
                           where, cure, NULL);
    if (group) {
        g_autofree char *part =
            tc_words_part(model, TC_REF_GROUP, (uint32_t)(group - model->groups), sema->said);
        tc_diag_label(diag, stated_span(group->head), part);
    }
    return group;
}

static void report_entered_of(TcSema *sema, const TcNode *entered)
{
    const TcNode *comprises = tc_head_clause(sema->set, TC_KW_COMPRISES);
    g_autofree char *one = tc_span_text(entered->span);
    g_autofree char *other = tc_span_text(comprises->span);
    TcDiag *diag = tc_diag(sema->diags, TC_DIAG_ENTERED_OF, entered->span, one, other, NULL);
    tc_diag_label(diag, comprises->span, tc_msg(sema->said, TC_MSG_OTHER_PLACE));
}

static void check_entered(TcSema *sema)
{
    const TcModel *model = sema->model;
    const TcNode *clause = tc_head_clause(sema->set, TC_KW_ENTERED);
    g_autofree char *entered = count_text(model->entered);
    g_autofree char *of = count_text(model->entered_of);
    g_autofree char *counted = count_text(model->n_indicators);
    if (model->entered != model->n_indicators)
        tc_diag(sema->diags, TC_DIAG_ENTERED_COUNT, clause->span, entered, of, counted, NULL);
    if (model->stated_count && model->stated_count != model->entered_of)
        report_entered_of(sema, clause);
}

void tc_collect_counts(TcSema *sema)
{
    const TcModel *model = sema->model;
    if (!sema->set || sema->broken)
        return;
    const TcGroup *told = NULL;
    if (model->entered_of)
        check_entered(sema);
    else
        told = check_whole(sema);
    check_groups(sema, model->groups, model->n_groups, TC_REF_GROUP, told);
    check_groups(sema, model->criteria, model->n_criteria, TC_REF_CRITERION, told);
}
