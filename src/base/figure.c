/* Figures that keep their side of what they were compared with. */
#include "base/figure.h"

enum { MOST_PLACES = 12 };

static const struct {
    unsigned exact[2]; /* decimals up to which a number, a percentage is printed exactly */
    unsigned least;    /* decimals of any other, at least */
    bool grouped;
} forms[] = {
    [TC_FIGURE_PAGE] = {{4, 2}, 2, true},
    [TC_FIGURE_FINE] = {{G_MAXUINT, G_MAXUINT}, 6, true},
    [TC_FIGURE_SHEET] = {{G_MAXUINT, G_MAXUINT}, 6, false},
};

static int sign_of(int order)
{
    return (order > 0) - (order < 0);
}

void tc_figure_sides_add(TcFigureSides *sides, const mpq_t value, mpq_srcptr mark)
{
    const int order = mpq_cmp(mark, value);
    if (order <= 0 && (!sides->below || mpq_cmp(mark, sides->below) > 0))
        sides->below = mark;
    if (order >= 0 && (!sides->above || mpq_cmp(mark, sides->above) < 0))
        sides->above = mark;
}

/* @mark: NULL is kept always. */
static bool keeps_order(const mpq_t value, const mpq_t rounded, mpq_srcptr mark)
{
    return !mark || sign_of(mpq_cmp(rounded, mark)) == sign_of(mpq_cmp(value, mark));
}

/* Does @rounded stand to both sides, to 0 and to 100% as @value does? */
static bool keeps_orders(const mpq_t value, const mpq_t rounded, const TcFigureSides *sides,
                         bool percent)
{
    bool kept = mpq_sgn(rounded) == mpq_sgn(value);
    if (percent)
        kept &= sign_of(mpq_cmp_ui(rounded, 1, 1)) == sign_of(mpq_cmp_ui(value, 1, 1));
    return kept && (!sides || (keeps_order(value, rounded, sides->below) &&
                               keeps_order(value, rounded, sides->above)));
}

static char *digits_of(const mpq_t value, unsigned places, const TcFigureForm *form)
{
    return forms[form->kind].grouped ? tc_number_fixed(value, places, form->style)
                                     : tc_number_exact(value, form->style);
}

/* A finite decimal, in full. */
static char *decimal_text(const mpq_t value, unsigned places, const TcFigureForm *form)
{
    if (!form->percent)
        return digits_of(value, places, form);
    mpq_t shown;
    mpq_init(shown);
    mpq_set_ui(shown, 100, 1);
    mpq_mul(shown, shown, value);
    g_autofree char *text = digits_of(shown, places > 2 ? places - 2 : 0, form);
    mpq_clear(shown);
    return g_strconcat(text, "%", NULL);
}

/* "6 2/3" of 20/3. */
static char *mixed_text(const mpq_t value)
{
    mpz_t whole;
    mpq_t rest;
    mpz_init(whole);
    mpq_init(rest);
    mpq_abs(rest, value);
    mpz_tdiv_qr(whole, mpq_numref(rest), mpq_numref(rest), mpq_denref(rest));
    g_autofree char *digits = g_malloc(mpz_sizeinbase(whole, 10) + 2);
    mpz_get_str(digits, 10, whole);
    g_autofree char *fraction = tc_number_exact(rest, TC_LANG_EN);
    char *text = g_strconcat(mpq_sgn(value) < 0 ? "-" : "", digits, " ", fraction, NULL);
    mpq_clear(rest);
    mpz_clear(whole);
    return text;
}

/* Rounds to the least decimals that keep every order. Returns: false if none do. */
static bool round_safely(const mpq_t value, const TcFigureSides *sides, const TcFigureForm *form,
                         mpq_t rounded)
{
    const unsigned shift = form->percent ? 2 : 0;
    for (unsigned places = forms[form->kind].least; places <= MOST_PLACES; places++) {
        mpq_set(rounded, value);
        tc_number_round(rounded, (long)(places + shift), TC_ROUND_HALF_UP);
        if (keeps_orders(value, rounded, sides, form->percent))
            return true;
    }
    return false;
}

/* Has the form room for a decimal of so many places? */
static bool has_room(const TcFigureForm *form, unsigned places)
{
    const unsigned exact = forms[form->kind].exact[form->percent];
    return exact == G_MAXUINT || places <= exact + (form->percent ? 2 : 0);
}

bool tc_figure_is_exact(const mpq_t value, const TcFigureForm *form)
{
    unsigned places = 0;
    return tc_number_is_decimal(value, &places) && has_room(form, places);
}

char *tc_figure(const mpq_t value, const TcFigureSides *sides, const TcFigureForm *form)
{
    unsigned places = 0;
    const bool finite = tc_number_is_decimal(value, &places);
    if (finite && has_room(form, places))
        return decimal_text(value, places, form);
    char *text = NULL;
    mpq_t rounded;
    mpq_init(rounded);
    unsigned kept = 0;
    if (round_safely(value, sides, form, rounded) && tc_number_is_decimal(rounded, &kept))
        text = decimal_text(rounded, kept, form);
    mpq_clear(rounded);
    if (text)
        return text;
    if (finite)
        return decimal_text(value, places, form);
    return form->kind == TC_FIGURE_SHEET ? mixed_text(value) : tc_number_exact(value, form->style);
}
