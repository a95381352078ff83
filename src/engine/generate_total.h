/* What rows at a level are looked for with, inside of generate_total.c and generate_parts.c: a
 * level that a sum over indicators is held against, and what each part of the columns can add to
 * it. */
#ifndef TC_ENGINE_GENERATE_TOTAL_H
#define TC_ENGINE_GENERATE_TOTAL_H

#include "engine/generate_internal.h"

enum { TC_AIM_SIDES = 3 };

typedef struct {
    TcGenerated *generated;
    const TcComparison *comparison;
    int64_t *nearest[TC_AIM_SIDES]; /* below, at, above; NULL: none yet */
    mpq_t distance[TC_AIM_SIDES];
} TcAim;

/* How far the row in the probe is above the level. Returns: is it known? */
bool tc_aim_above(const TcAim *aim, mpq_t difference);
/* Is it about a sum over indicators (tổng điểm, điểm của nhóm, số chỉ tiêu đạt)? */
bool tc_aim_is_about_sum(const TcComparison *comparison);

/* The parts of the columns: of each the number of an indicator that reads it; none of wholes and of
 * what several indicators choose by (zones). */
typedef struct {
    uint32_t *of; /* of a column; TC_NO_PART: it stays as it is */
    uint32_t n;   /* columns */
} TcGroundParts;

/* One way for a part to be: a row that is the good one in all else, and how far its sum is from the
 * sum of that one. */
typedef struct {
    int64_t *row;
    mpq_t gain;
} TcWay;

/* The rows that it is tried from. */
typedef struct {
    const TcAim *aim;
    TcGroundParts parts;
    int64_t *good, *bad;
    mpq_t base;         /* how far the good one is above the level */
    GArray *indicators; /* uint32_t: of the parts that give something … */
    GPtrArray *ways;    /* … what: arrays of TcWay, the good one first */
    mpz_t unit;         /* 1 / @unit is what the sums count */
} TcGround;

void tc_ground_init(TcGround *ground, const TcAim *aim, int64_t whole);
void tc_ground_clear(TcGround *ground);
/* Finds what the parts can give from the good row as it stands. Returns: is the sum known there? */
bool tc_ground_find_ways(TcGround *ground);
/* Finds the unit of which all gains and the way to the level are whole numbers. Returns: false if
 * that is too small to count with. */
bool tc_ground_find_unit(TcGround *ground);
/* How many units @number is; 0 of what is beyond all that is counted with. */
int64_t tc_ground_units(const TcGround *ground, const mpq_t number);
/* The gain of way @at of part @p, in units. */
int64_t tc_ground_gain(const TcGround *ground, guint p, guint at);
/* The way of part @p that gives the least. */
uint32_t tc_ground_least(const TcGround *ground, guint p);
/* The row in which every part is in the way picked for it. Returns: (transfer full). */
int64_t *tc_ground_picked(const TcGround *ground, const uint32_t *picks);

#endif
