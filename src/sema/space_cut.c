/* Cutting the values of a subject into points and open stretches. See space.h. */
#include "sema/space.h"

static TcSegment *segment_new(TcSubject *subject)
{
    TcSegment *segment = g_new0(TcSegment, 1);
    mpq_init(segment->value);
    mpq_init(segment->low);
    mpq_init(segment->high);
    g_ptr_array_add(subject->segments, segment);
    return segment;
}

void tc_segment_free(void *data)
{
    TcSegment *segment = data;
    mpq_clear(segment->value);
    mpq_clear(segment->low);
    mpq_clear(segment->high);
    g_free(segment);
}

static int compare_cuts(const void *a, const void *b)
{
    return mpq_cmp(*(mpq_ptr const *)a, *(mpq_ptr const *)b);
}

/* The whole domain if it is surely taken in full; else what the rule itself talks of. */
static void domain_of(TcSpace *space, const TcSubject *subject, TcRange *range)
{
    bool known = tc_range_of(space->checker, subject->node, range);
    bool total = tc_space_is_total(subject->node);
    if (known && (range->exact || total))
        return;
    space->exact = false;
    range->whole = false;
    if (subject->node->type->ratio) {
        range->has_low = range->has_high = true;
        mpq_set_ui(range->low, 0, 1);
        mpq_set_ui(range->high, 1, 1);
        return;
    }
    range->has_low = range->has_high = subject->cuts->len > 0;
    if (!subject->cuts->len)
        return;
    mpq_set(range->low, (mpq_ptr)g_ptr_array_index(subject->cuts, 0));
    mpq_set(range->high, (mpq_ptr)g_ptr_array_index(subject->cuts, subject->cuts->len - 1));
}

static void point_segment(TcSubject *subject, const mpq_t at)
{
    TcSegment *segment = segment_new(subject);
    segment->has_low = segment->has_high = true;
    mpq_set(segment->value, at);
    mpq_set(segment->low, at);
    mpq_set(segment->high, at);
}

static void set_floor(mpq_t value)
{
    mpz_fdiv_q(mpq_numref(value), mpq_numref(value), mpq_denref(value));
    mpz_set_ui(mpq_denref(value), 1);
}

/* A value strictly between; one above or below where an end is missing. */
static void choose_value(TcSegment *segment, bool whole)
{
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    if (segment->has_low && segment->has_high) {
        mpq_add(segment->value, segment->low, segment->high);
        mpq_div_2exp(segment->value, segment->value, 1);
    } else if (segment->has_low) {
        mpq_add(segment->value, segment->low, one);
    } else if (segment->has_high) {
        mpq_sub(segment->value, segment->high, one);
    }
    if (whole && segment->has_low) /* the next whole number: people name that one */
        mpq_add(segment->value, segment->low, one);
    if (whole)
        set_floor(segment->value);
    if (whole && segment->has_high && mpq_cmp(segment->value, segment->high) >= 0)
        mpq_sub(segment->value, segment->value, one);
    mpq_clear(one);
}

/* The open stretch between two points; none if no whole number lies there. */
static void open_segment(TcSubject *subject, mpq_srcptr low, mpq_srcptr high, bool whole)
{
    TcSegment *segment = segment_new(subject);
    segment->has_low = low;
    segment->has_high = high;
    segment->low_open = segment->high_open = true;
    if (low)
        mpq_set(segment->low, low);
    if (high)
        mpq_set(segment->high, high);
    choose_value(segment, whole);
    bool inside =
        (!low || mpq_cmp(segment->value, low) > 0) && (!high || mpq_cmp(segment->value, high) < 0);
    if (!inside)
        g_ptr_array_set_size(subject->segments, (int)subject->segments->len - 1);
}

static bool in_domain(const TcRange *domain, const mpq_t value)
{
    return (!domain->has_low || mpq_cmp(value, domain->low) >= 0) &&
           (!domain->has_high || mpq_cmp(value, domain->high) <= 0) &&
           (!domain->whole || mpz_cmp_ui(mpq_denref(value), 1) == 0);
}

/* Appends a point to the list of points if it is in the domain and new (the list is sorted). */
static void keep_point(GPtrArray *points, const TcRange *domain, mpq_ptr point)
{
    mpq_ptr last = points->len ? g_ptr_array_index(points, points->len - 1) : NULL;
    bool inside = (!domain->has_low || mpq_cmp(point, domain->low) >= 0) &&
                  (!domain->has_high || mpq_cmp(point, domain->high) <= 0);
    if (inside && (!last || mpq_cmp(last, point) != 0))
        g_ptr_array_add(points, point);
}

static void cut_numbers(TcSpace *space, TcSubject *subject)
{
    TcRange domain;
    g_autoptr(GPtrArray) points = g_ptr_array_new();
    tc_range_init(&domain);
    g_ptr_array_sort(subject->cuts, compare_cuts);
    domain_of(space, subject, &domain);
    if (domain.has_low)
        keep_point(points, &domain, domain.low);
    for (guint i = 0; i < subject->cuts->len; i++)
        keep_point(points, &domain, g_ptr_array_index(subject->cuts, i));
    if (domain.has_high)
        keep_point(points, &domain, domain.high);
    mpq_srcptr before = NULL;
    for (guint i = 0; i < points->len; i++) {
        mpq_srcptr point = g_ptr_array_index(points, i);
        if (i > 0 || !domain.has_low)
            open_segment(subject, before, point, domain.whole);
        if (in_domain(&domain, point))
            point_segment(subject, point);
        before = point;
    }
    if (!domain.has_high || !points->len)
        open_segment(subject, before, NULL, domain.whole);
    tc_range_clear(&domain);
}

void tc_space_cut(TcSpace *space, TcSubject *subject)
{
    const TcType *type = subject->node->type;
    if (subject->kind == TC_KIND_NUMBER || subject->kind == TC_KIND_DATE)
        cut_numbers(space, subject);
    for (int i = 0; subject->kind == TC_KIND_BOOL && i < 2; i++)
        segment_new(subject)->truth = i == 0;
    for (uint32_t i = 0; subject->kind == TC_KIND_TEXT && i < type->n_choices; i++) {
        segment_new(subject)->text = type->choices[i];
        g_hash_table_insert(subject->texts, (char *)type->choices[i], GUINT_TO_POINTER(i + 1));
    }
    if (subject->none)
        segment_new(subject)->none = true;
}
