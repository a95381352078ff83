/* Reading the scale of a grade, and finding the band of a total. Bands are disjoint and còn lại (a
 * band without ends) stands last. */
#include "report/scale.h"

#include "report/rule_text.h"

__extension__ typedef __int128 Wide;

/* Reads one end of a band; a band without it is open there. Returns: false if it is no constant. */
static bool read_end(const TcModel *model, const TcNode *end, mpq_t value, bool *there)
{
    *there = end->kind != TC_NODE_NONE;
    return !*there || tc_rule_constant(model, end, value);
}

static bool read_band(const TcModel *model, const TcNode *node, TcBand *band)
{
    const TcNode *phrase = node->kind == TC_NODE_BAND && node->n == 2 ? node->items[1] : NULL;
    const TcNode *label = node->n > 0 ? node->items[0] : NULL;
    if (!label || label->kind != TC_NODE_TEXT)
        return false;
    band->label = label->text;
    if (node->kind == TC_NODE_OTHERWISE)
        return true;
    if (!phrase || phrase->kind != TC_NODE_PHRASE ||
        (phrase->sub & (TC_PHRASE_BARE | TC_PHRASE_EQUAL | TC_PHRASE_NOT)) != 0)
        return false;
    band->low_open = (phrase->sub & TC_PHRASE_LOW_OPEN) != 0;
    band->high_open = (phrase->sub & TC_PHRASE_HIGH_OPEN) != 0;
    return read_end(model, phrase->items[0], band->low, &band->has_low) &&
           read_end(model, phrase->items[1], band->high, &band->has_high);
}

void tc_scale_clear(TcScale *scale)
{
    for (uint32_t i = 0; i < scale->n; i++)
        mpq_clears(scale->bands[i].low, scale->bands[i].high, NULL);
    g_clear_pointer(&scale->bands, g_free);
    scale->n = 0;
}

static bool is_small(const mpq_t value)
{
    return mpz_fits_slong_p(mpq_numref(value)) && mpz_fits_slong_p(mpq_denref(value));
}

void tc_scale_read(TcScale *scale, const TcModel *model, const TcNode *content)
{
    bool good = content->kind == TC_NODE_SCALE && content->n > 1 &&
                content->items[0]->kind == TC_NODE_TOTAL &&
                content->items[0]->sub == TC_TOTAL_POINTS && content->items[0]->n == 0;
    if (!good)
        return;
    scale->n = content->n - 1;
    scale->bands = g_new0(TcBand, scale->n);
    scale->small = true;
    for (uint32_t i = 0; i < scale->n; i++) {
        mpq_inits(scale->bands[i].low, scale->bands[i].high, NULL);
        good = read_band(model, content->items[1 + i], &scale->bands[i]) && good;
        scale->small &= is_small(scale->bands[i].low) && is_small(scale->bands[i].high);
    }
    if (!good)
        tc_scale_clear(scale);
}

/* @low, @high: how the value compares with the ends. */
static bool in_band(const TcBand *band, int low, int high)
{
    low = band->has_low ? low : 1;
    high = band->has_high ? high : -1;
    return (low > 0 || (low == 0 && !band->low_open)) &&
           (high < 0 || (high == 0 && !band->high_open));
}

const char *tc_scale_label(const TcScale *scale, const mpq_t value)
{
    for (uint32_t i = 0; i < scale->n; i++) {
        const TcBand *band = &scale->bands[i];
        if (in_band(band, mpq_cmp(value, band->low), mpq_cmp(value, band->high)))
            return band->label;
    }
    return NULL;
}

/* @value / @unit against @end, which is small. */
static int compare_small(int64_t value, int64_t unit, const mpq_t end)
{
    Wide left = (Wide)value * mpz_get_si(mpq_denref(end));
    Wide right = (Wide)unit * mpz_get_si(mpq_numref(end));
    return (left > right) - (left < right);
}

const char *tc_scale_label_small(const TcScale *scale, int64_t value, int64_t unit)
{
    for (uint32_t i = 0; i < scale->n; i++) {
        const TcBand *band = &scale->bands[i];
        if (in_band(band, compare_small(value, unit, band->low),
                    compare_small(value, unit, band->high)))
            return band->label;
    }
    return NULL;
}
