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

char *tc_space_sample(const TcSpace *space, uint32_t cell)
{
    g_autoptr(GString) sample = g_string_new(NULL);
    for (uint32_t i = 0; i < space->n_subjects; i++) {
        const TcSubject *subject = &space->subjects[i];
        g_autofree char *name = tc_check_text(subject->node);
        g_autofree char *value = segment_text(space, subject, tc_space_segment(space, cell, i));
        g_string_append_printf(sample, "%s%s = %s", i ? ", " : "", name, value);
    }
    return g_strdup(sample->str);
}

/* Words of a stretch of numbers, open or closed at its ends. */
static char *stretch_text(const TcSpace *space, const TcSegment *low, const TcSegment *high,
                          bool from_start, bool to_end)
{
    const TcChecker *checker = space->checker;
    const TcType *type = space->subjects[0].node->type;
    g_autofree char *a = tc_check_number(checker, type, low->low);
    g_autofree char *b = tc_check_number(checker, type, high->high);
    bool has_low = low->has_low && !from_start, has_high = high->has_high && !to_end;
    bool point = low->has_low && high->has_high && strcmp(a, b) == 0;
    const char *above = tc_check_word(checker, TC_KW_ABOVE);
    const char *from = tc_check_word(checker, TC_KW_FROM);
    const char *to = tc_check_word(checker, high->high_open ? TC_KW_TO_BELOW : TC_KW_TO);
    if (point)
        return g_strdup(a);
    if (has_low && has_high)
        return g_strdup_printf("%s %s %s %s", low->low_open ? above : from, a, to, b);
    if (has_low && low->low_open)
        return g_strdup_printf("%s %s", above, a);
    if (has_low)
        return g_strdup_printf("%s %s %s", from, a, tc_check_word(checker, TC_KW_UPWARD));
    if (has_high && high->high_open)
        return g_strdup_printf("%s %s", tc_check_word(checker, TC_KW_BELOW), b);
    if (has_high)
        return g_strdup_printf("%s %s %s", from, b, tc_check_word(checker, TC_KW_DOWNWARD));
    return g_strdup(from_start ? a : b);
}

char *tc_space_stretch(const TcSpace *space, uint32_t first, uint32_t last)
{
    if (space->n_subjects != 1)
        return NULL;
    const TcSubject *subject = &space->subjects[0];
    const TcSegment *low = tc_space_segment(space, first, 0), *high = tc_space_segment(space, last, 0);
    if (low->none || high->none || subject->kind == TC_KIND_TEXT || subject->kind == TC_KIND_BOOL)
        return segment_text(space, subject, low);
    bool from_start = first == 0 && last + 1 < space->n_cells;
    bool to_end = last + 1 == space->n_cells && first > 0;
    return stretch_text(space, low, high, from_start, to_end);
}
