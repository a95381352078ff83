/* Part of pass 1: what the file states of its own size is held against what stands in it. */
#include "sema/sema.h"

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

/* "Nhóm 3 ghi 12, có 11 (thiếu sau chỉ tiêu 3.6?)": what is wrong with one group. */
static void report_group(TcSema *sema, const TcGroup *group, TcRefKind kind)
{
    const char *word = tc_keyword_name(tc_words_kind(kind), sema->said);
    g_autofree char *stated = count_text(group->stated_count);
    g_autofree char *counted = count_text(group->n_indicators);
    const char *after = gap_after(sema->model, group);
    g_autofree char *where =
        after && group->n_indicators < group->stated_count
            ? tc_msg_format(sema->said, TC_MSG_MISSING_AFTER, after, NULL)
            : g_strdup("");
    tc_diag(sema->diags, TC_DIAG_GROUP_COUNT, stated_span(group->head), word, group->code, stated,
            counted, where, NULL);
}

/* Returns: by how many indicators the groups miss what they state. */
static int64_t check_groups(TcSema *sema, const TcGroup *groups, uint32_t n, TcRefKind kind)
{
    int64_t missing = 0;
    bool partial = sema->model->entered_of > 0;
    for (uint32_t i = 0; i < n; i++) {
        int64_t off = (int64_t)groups[i].stated_count - groups[i].n_indicators;
        if (!groups[i].stated_count || off == 0 || (partial && off > 0))
            continue;
        report_group(sema, &groups[i], kind);
        missing += off;
    }
    return missing;
}

/* @explained: what the groups' own messages account for already. */
static void check_whole(TcSema *sema, uint32_t stated, int64_t explained)
{
    const TcModel *model = sema->model;
    if (!stated || stated == model->n_indicators ||
        explained == (int64_t)stated - model->n_indicators)
        return;
    g_autofree char *ghi = count_text(stated);
    g_autofree char *counted = count_text(model->n_indicators);
    tc_diag(sema->diags, TC_DIAG_SET_COUNT, stated_span(sema->set), ghi, counted, NULL);
}

static void check_entered(TcSema *sema)
{
    const TcModel *model = sema->model;
    const TcNode *clause = tc_head_clause(sema->set, TC_KW_ENTERED);
    g_autofree char *entered = count_text(model->entered);
    g_autofree char *of = count_text(model->entered_of);
    g_autofree char *counted = count_text(model->n_indicators);
    g_autofree char *stated = count_text(model->stated_count);
    if (model->entered != model->n_indicators)
        tc_diag(sema->diags, TC_DIAG_ENTERED_COUNT, clause->span, entered, of, counted, NULL);
    if (model->stated_count && model->stated_count != model->entered_of)
        tc_diag(sema->diags, TC_DIAG_ENTERED_OF, clause->span, of, stated, NULL);
}

void tc_collect_counts(TcSema *sema)
{
    const TcModel *model = sema->model;
    if (!sema->set)
        return;
    int64_t explained = check_groups(sema, model->groups, model->n_groups, TC_REF_GROUP);
    check_groups(sema, model->criteria, model->n_criteria, TC_REF_CRITERION);
    if (model->entered_of)
        check_entered(sema);
    else
        check_whole(sema, model->stated_count, explained);
}
