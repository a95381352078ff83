/* Numbers that live as long as an arena: one piece of memory each, which GMP may only read. */
#include "base/number.h"

#include <string.h>

/* A read-only copy of @z, its limbs at @limbs. */
static void keep_integer(mpz_ptr kept, mpz_srcptr z, mp_limb_t *limbs)
{
    size_t n = mpz_size(z);
    if (n > 0) {
        memcpy(limbs, mpz_limbs_read(z), n * sizeof *limbs);
    }
    mpz_roinit_n(kept, limbs, mpz_sgn(z) < 0 ? -(mp_size_t)n : (mp_size_t)n);
}

mpq_ptr tc_number_keep(TcArena *arena, const mpq_t value)
{
    mpz_srcptr top = mpq_numref(value), bottom = mpq_denref(value);
    size_t limbs = mpz_size(top) + mpz_size(bottom);
    mpq_ptr kept = tc_arena_alloc(arena, sizeof(mpq_t) + limbs * sizeof(mp_limb_t));
    mp_limb_t *room = (mp_limb_t *)(void *)(kept + 1);
    keep_integer(mpq_numref(kept), top, room);
    keep_integer(mpq_denref(kept), bottom, room + mpz_size(top));
    return kept;
}
