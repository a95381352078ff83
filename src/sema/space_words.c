/* The words for cells: a sample row, a stretch of values. See space.h. */
#include "sema/space.h"

#include <string.h>

static char *segment_text(const TcSpace *space, const TcSubject *subject, const TcSegment *segment)
{
    if (segment->none)
        return g_strdup(tc_check_word(space->checker, TC_KW_NOT_YET));
    if (subject->kind == TC_KIND_TEXT)
        return g_strdup_printf("\"%s\"", segment->text);
    if (subject->kind == TC_KIND_BOOL)
        return g_strdup(tc_check_word(space->checker, segment->truth ? TC_KW_YES : TC_KW_NOT));
    return tc_check_number(space->checker, subject->node->type, segment->value);
}

char *tc_space_sample(const TcSpace *space, const uint32_t *at)
{
    g_autoptr(GString) sample = g_string_new(NULL);
    for (uint32_t i = 0; i < space->n_subjects; i++) {
        const TcSubject *subject = &space->subjects[i];
        g_autofree char *name = tc_check_text(subject->node);
        g_autofree char *value = segment_text(space, subject, tc_space_segment(space, i, at[i]));
        g_string_append_printf(sample, "%s%s = %s", i ? ", " : "", name, value);
    }
    return g_strdup(sample->str);
}

char *tc_space_value(const TcSpace *space, uint32_t segment)
{
    return space->n_subjects == 1
               ? segment_text(space, &space->subjects[0], tc_space_segment(space, 0, segment))
               : NULL;
}

bool tc_space_is_none(const TcSpace *space, uint32_t segment)
{
    return tc_space_segment(space, 0, segment)->none;
}

/* An end of a stretch: none at the ends of the domain, else where the neighbour begins. */
typedef struct {
    bool there, open;
    mpq_srcptr value;
} End;

static End low_end(const TcSpace *space, uint32_t first)
{
    if (first == 0)
        return (End){0};
    const TcSegment *before = tc_space_segment(space, 0, first - 1);
    return (End){!before->none, !before->high_open, before->high};
}

static End high_end(const TcSpace *space, uint32_t last)
{
    if (last + 1 == space->subjects[0].segments->len)
        return (End){0};
    const TcSegment *behind = tc_space_segment(space, 0, last + 1);
    return (End){!behind->none, !behind->low_open, behind->low};
}

static char *stretch_text(const TcSpace *space, End low, End high)
{
    const TcChecker *checker = space->checker;
    const TcType *type = space->subjects[0].node->type;
    g_autofree char *a = low.there ? tc_check_number(checker, type, low.value) : NULL;
    g_autofree char *b = high.there ? tc_check_number(checker, type, high.value) : NULL;
    const char *start = tc_check_word(checker, low.open ? TC_KW_ABOVE : TC_KW_FROM);
    if (a && b)
        return g_strdup_printf("%s %s %s %s", start, a,
                               tc_check_word(checker, high.open ? TC_KW_TO_BELOW : TC_KW_TO), b);
    if (a && low.open)
        return g_strdup_printf("%s %s", start, a);
    if (a)
        return g_strdup_printf("%s %s %s", start, a, tc_check_word(checker, TC_KW_UPWARD));
    if (high.open)
        return g_strdup_printf("%s %s", tc_check_word(checker, TC_KW_BELOW), b);
    return g_strdup_printf("%s %s %s", tc_check_word(checker, TC_KW_FROM), b,
                           tc_check_word(checker, TC_KW_DOWNWARD));
}

char *tc_space_stretch(const TcSpace *space, uint32_t first, uint32_t last)
{
    if (space->n_subjects != 1)
        return NULL;
    const TcSubject *subject = &space->subjects[0];
    const TcSegment *only = tc_space_segment(space, 0, first);
    End low = low_end(space, first), high = high_end(space, last);
    bool number = subject->kind == TC_KIND_NUMBER || subject->kind == TC_KIND_DATE;
    bool point = first == last && only->has_low && only->has_high && !only->low_open;
    bool inside = low.there && high.there;
    bool edge = (high.there && !high.open) || (low.there && !low.open);
    if (!number || only->none || (point && (inside || edge)) || (!low.there && !high.there))
        return segment_text(space, subject, only);
    return stretch_text(space, low, high);
}
