/* TcStandings: what all units of a file have in the rankings of a rule set.
 *
 * A rank needs all units, so a file is judged twice: the first run adds every unit, the second has
 * the standings in its TcRun and finds each unit's rank. The rows of units are independent: the
 * best rank of a unit is the one that it has with the most it can have while every other unit has
 * the least; a unit that may be left out does not stand before it then. The worst rank is the other
 * way round. Units that are equal share a rank, and the next rank is skipped: 1, 2, 2, 4. Memory:
 * 32 bytes a unit and ranking (growing by doubling; and 16 while they are sorted), more for numbers
 * beyond int64. Once closed, any thread may read it. */
#ifndef TC_EXEC_STANDINGS_H
#define TC_EXEC_STANDINGS_H

#include "exec/marks.h"
#include "exec/results.h"

typedef struct TcStandings TcStandings;

/* Returns: (transfer full) standings without a unit; @model is borrowed. */
TcStandings *tc_standings_new(const TcModel *model);
void tc_standings_free(TcStandings *standings);

/* Adds the units of a block. Pre: not closed. */
void tc_standings_add(TcStandings *standings, const TcResults *results);
/* All units are there. Cost: n log n. */
void tc_standings_close(TcStandings *standings);

/* Sets the ranks of the block's units, which must be among those added. Cost: log n a unit. */
void tc_standings_place(const TcStandings *standings, TcResults *results);

/* How many units surely have a rank, and how many may have one. */
typedef struct {
    uint64_t surely, perhaps;
} TcRankedUnits;
TcRankedUnits tc_standings_units(const TcStandings *standings, uint32_t ranking);

/* The numbers next to @value, upwards and downwards, that are an end of what some unit can have.
 * Returns: is there one? */
bool tc_standings_above(const TcStandings *standings, uint32_t ranking, const mpq_t value,
                        mpq_t above);
bool tc_standings_below(const TcStandings *standings, uint32_t ranking, const mpq_t value,
                        mpq_t below);
/* How many units have exactly @value, as bounds (where the rank of one that has it is certain). */
TcRankedUnits tc_standings_equal(const TcStandings *standings, uint32_t ranking, const mpq_t value);
/* The rank of the units that surely have @value; 0: it is not certain, or there is none. */
uint64_t tc_standings_rank(const TcStandings *standings, uint32_t ranking, const mpq_t value);

/* Does some ranking of the run order by just this number? */
bool tc_standings_order_by(const TcNumberResult *result);
/* Numbers on whose side a printed @value of @result must stay, so that no two units with unequal
 * ranks print alike: the middles between @value and its neighbours in the rankings that order by
 * just this number. They are appended to @marks. */
void tc_standings_marks(const TcNumberResult *result, const mpq_t value, TcMarks *marks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcStandings, tc_standings_free)

#endif
