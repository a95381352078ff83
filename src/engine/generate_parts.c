/* The parts that the columns fall into, and what each can add to a sum over indicators.
 *
 * Before: a row in which all is good. After: of each part (columns that no indicator of another
 * part reads) the values that make its indicators worth something else, and how far the sum moves.
 */
#include "engine/generate_total.h"

#include <string.h>
#include "exec/readers.h"

enum { MOST_TRIED = 512, MOST_UNITS = 1 << 30, MOST_BITS = 50 };

/* --- parts of the columns --------------------------------------------------------------------- */

static void count_readers(const TcGenerated *generated, uint32_t indicator, uint32_t *readers)
{
    const GArray *cells = tc_readers_cells(generated->generator->probe->read, indicator);
    for (guint c = 0, i = 0; c < cells->len && i < generated->n; c++) {
        while (i < generated->n && generated->columns[i] < g_array_index(cells, uint32_t, c))
            i++;
        if (i < generated->n && generated->columns[i] == g_array_index(cells, uint32_t, c))
            readers[i]++;
    }
}

/* The columns that @indicator reads are one part, with all that were one with any of them. */
static void join(TcGroundParts *parts, const uint32_t *reads, const bool *stays, uint32_t indicator)
{
    for (uint32_t i = 0; i < parts->n; i++) {
        const uint32_t old = parts->of[i];
        if (!reads[i] || stays[i])
            continue;
        for (uint32_t k = 0; k < parts->n && old != TC_NO_PART; k++)
            if (parts->of[k] == old)
                parts->of[k] = indicator;
        parts->of[i] = indicator;
    }
}

static void parts_init(TcGroundParts *parts, const TcGenerated *generated, const int64_t *row)
{
    const uint32_t n = generated->n, n_indicators = generated->generator->model->n_indicators;
    g_autofree uint32_t *readers = g_new0(uint32_t, n + 1);
    g_autofree bool *stays = g_new0(bool, n + 1);
    *parts = (TcGroundParts){g_new(uint32_t, n + 1), n};
    for (uint32_t i = 0; i < n_indicators; i++)
        if (tc_comparisons_has_part(generated->set, TC_REF_INDICATOR, i))
            count_readers(generated, i, readers);
    for (uint32_t i = 0; i < n; i++) {
        parts->of[i] = TC_NO_PART;
        stays[i] = tc_generated_is_whole(generated, i) || row[i] == TC_GENERATE_BLANK ||
                   (tc_generated_is_choice(generated, i) && readers[i] > 1);
    }
    for (uint32_t i = 0; i < n_indicators; i++) {
        g_autofree uint32_t *reads = g_new0(uint32_t, n + 1);
        if (tc_comparisons_has_part(generated->set, TC_REF_INDICATOR, i))
            count_readers(generated, i, reads);
        join(parts, reads, stays, i);
    }
}

/* --- what a part can give --------------------------------------------------------------------- */

static void clear_way(void *data)
{
    TcWay *way = data;
    g_free(way->row);
    mpq_clear(way->gain);
}

/* Where the comparisons of the indicators alone turn as column @at runs. */
static GArray *own_turns(const TcGround *ground, uint32_t at)
{
    const TcGenerated *generated = ground->aim->generated;
    g_autoptr(GPtrArray) all = tc_comparisons_reading(generated->set, generated->columns[at]);
    g_autoptr(GPtrArray) own = g_ptr_array_new();
    for (guint i = 0; i < all->len; i++)
        if (!tc_aim_is_about_sum(g_ptr_array_index(all, i)))
            g_ptr_array_add(own, g_ptr_array_index(all, i));
    return tc_generated_turns_by(generated, ground->good, at, own);
}

/* The values to try in each column: what it is alone where it is of another part. */
static GArray **tries_of(const TcGround *ground, uint32_t part)
{
    const TcGenerated *generated = ground->aim->generated;
    GArray **tries = g_new0(GArray *, generated->n + 1);
    for (uint32_t i = 0; i < generated->n; i++) {
        const bool own = ground->parts.of[i] == part;
        const bool choice = tc_generated_is_choice(generated, i);
        tries[i] = !own     ? g_array_new(FALSE, FALSE, sizeof(int64_t))
                   : choice ? tc_generated_options(generated, i)
                            : own_turns(ground, i);
        g_array_prepend_val(tries[i], ground->good[i]);
        if (own && !choice && ground->bad[i] != TC_GENERATE_BLANK)
            g_array_append_val(tries[i], ground->bad[i]);
    }
    return tries;
}

/* Adds the way that the row in the probe is, unless another gives as much. */
static void add_way(const TcGround *ground, GArray *ways, const int64_t *row)
{
    TcWay way;
    mpq_init(way.gain);
    bool new = tc_aim_above(ground->aim, way.gain);
    mpq_sub(way.gain, way.gain, ground->base);
    for (guint i = 0; i < ways->len && new; i++)
        new = !mpq_equal(g_array_index(ways, TcWay, i).gain, way.gain);
    if (new) {
        way.row = tc_generated_copy(ground->aim->generated, row);
        g_array_append_val(ways, way);
    } else {
        mpq_clear(way.gain);
    }
}

static void put_part(const TcGround *ground, uint32_t part, const int64_t *row)
{
    const TcGenerated *generated = ground->aim->generated;
    for (uint32_t i = 0; i < generated->n; i++)
        if (ground->parts.of[i] == part)
            tc_probe_put(generated->generator->probe, generated->columns[i], row[i]);
}

/* The ways of @part to be. Returns: (transfer full) TcWay. */
static GArray *ways_of(const TcGround *ground, uint32_t part)
{
    const TcGenerated *generated = ground->aim->generated;
    TcProbe *probe = generated->generator->probe;
    GArray *ways = g_array_new(FALSE, FALSE, sizeof(TcWay));
    GArray **tries = tries_of(ground, part);
    g_autofree guint *at = g_new0(guint, generated->n + 1);
    g_autofree int64_t *row = tc_generated_copy(generated, ground->good);
    bool more = true;
    g_array_set_clear_func(ways, clear_way);
    tc_generated_put(generated, ground->good);
    for (unsigned tried = 0; tried < MOST_TRIED && more; tried++) {
        const TcProbeState state = tc_probe_save(probe);
        put_part(ground, part, row);
        add_way(ground, ways, row);
        tc_probe_restore(probe, state);
        more = tc_generated_next(generated, tries, at, row);
    }
    tc_generated_free_tries(generated, tries);
    return ways;
}

static bool has_part(const TcGroundParts *parts, uint32_t part)
{
    bool has = false;
    for (uint32_t i = 0; i < parts->n; i++)
        has |= parts->of[i] == part;
    return has;
}

bool tc_ground_find_ways(TcGround *ground)
{
    const TcGenerated *generated = ground->aim->generated;
    const uint32_t n = generated->generator->model->n_indicators;
    g_array_set_size(ground->indicators, 0);
    g_ptr_array_set_size(ground->ways, 0);
    if (!tc_generated_put(generated, ground->good) || !tc_aim_above(ground->aim, ground->base))
        return false;
    for (uint32_t part = 0; part < n; part++) {
        if (!has_part(&ground->parts, part))
            continue;
        GArray *ways = ways_of(ground, part);
        if (ways->len > 1) {
            g_array_append_val(ground->indicators, part);
            g_ptr_array_add(ground->ways, ways);
        } else {
            g_array_unref(ways);
        }
    }
    return true;
}

/* --- ways in units ---------------------------------------------------------------------------- */

bool tc_ground_find_unit(TcGround *ground)
{
    mpz_set(ground->unit, mpq_denref(ground->base));
    for (guint p = 0; p < ground->ways->len; p++) {
        const GArray *ways = g_ptr_array_index(ground->ways, p);
        for (guint i = 0; i < ways->len; i++)
            mpz_lcm(ground->unit, ground->unit, mpq_denref(g_array_index(ways, TcWay, i).gain));
    }
    return mpz_cmp_ui(ground->unit, MOST_UNITS) < 0;
}

int64_t tc_ground_units(const TcGround *ground, const mpq_t number)
{
    mpz_t units;
    mpz_init(units);
    mpz_divexact(units, ground->unit, mpq_denref(number));
    mpz_mul(units, units, mpq_numref(number));
    const bool fits = mpz_sizeinbase(units, 2) <= MOST_BITS;
    const int64_t counted = fits ? (int64_t)mpz_get_si(units) : 0;
    mpz_clear(units);
    return counted;
}

int64_t tc_ground_gain(const TcGround *ground, guint p, guint at)
{
    const GArray *ways = g_ptr_array_index(ground->ways, p);
    return tc_ground_units(ground, g_array_index(ways, TcWay, at).gain);
}

uint32_t tc_ground_least(const TcGround *ground, guint p)
{
    const GArray *ways = g_ptr_array_index(ground->ways, p);
    uint32_t least = 0;
    for (guint i = 1; i < ways->len; i++)
        if (tc_ground_gain(ground, p, i) < tc_ground_gain(ground, p, least))
            least = i;
    return least;
}

int64_t *tc_ground_picked(const TcGround *ground, const uint32_t *picks)
{
    int64_t *row = tc_generated_copy(ground->aim->generated, ground->good);
    for (guint p = 0; p < ground->ways->len; p++) {
        const GArray *ways = g_ptr_array_index(ground->ways, p);
        const TcWay *way = &g_array_index(ways, TcWay, picks[p]);
        for (uint32_t i = 0; i < ground->parts.n; i++)
            if (ground->parts.of[i] == g_array_index(ground->indicators, uint32_t, p))
                row[i] = way->row[i];
    }
    return row;
}

/* --- all of it -------------------------------------------------------------------------------- */

void tc_ground_init(TcGround *ground, const TcAim *aim, int64_t whole)
{
    *ground = (TcGround){.aim = aim,
                         .good = tc_generate_best(aim->generated, whole),
                         .bad = tc_generated_nominal(aim->generated, whole, false)};
    mpq_init(ground->base);
    mpz_init(ground->unit);
    ground->indicators = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    ground->ways = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    parts_init(&ground->parts, aim->generated, ground->good);
}

void tc_ground_clear(TcGround *ground)
{
    g_free(ground->parts.of);
    g_ptr_array_unref(ground->ways);
    g_array_unref(ground->indicators);
    mpz_clear(ground->unit);
    mpq_clear(ground->base);
    g_free(ground->bad);
    g_free(ground->good);
}
