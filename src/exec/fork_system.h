/* Systems of linear inequalities over whole numbers: is there a solution, and which is the
 * smallest?
 *
 * A rule says that a sum of whole weights times variables, plus a constant, is at least 0. Bounds
 * are narrowed by the rules, then the variables are eliminated from the last to the first
 * (Fourier-Motzkin, each rule rounded to whole numbers), then values are tried from the first on:
 * the nearest to 0 before others. So what is found is the first solution in the order of the
 * variables. The work is counted in steps; beyond them, or where 64 bits have no room, nothing is
 * said. A variable may also be real: then no rule that has it is rounded, that there is no solution
 * is said only where elimination shows it, and the one that is found is whole all the same. */
#ifndef TC_EXEC_FORK_SYSTEM_H
#define TC_EXEC_FORK_SYSTEM_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    uint32_t variable;
    int64_t weight; /* not 0 */
} TcForkTerm;

typedef struct {
    TcForkTerm *terms; /* n, each variable once, rising */
    uint32_t n;
    int64_t constant;
    bool strict; /* above 0; only of a rule over a real variable */
} TcForkRule;

typedef struct {
    int64_t low, high;
    bool real; /* whatever lies between the ends, not whole numbers alone */
} TcForkBounds;

static inline TcForkBounds tc_fork_between(int64_t low, int64_t high)
{
    return (TcForkBounds){low, high, false};
}
static inline bool tc_fork_is_one(const TcForkBounds *bounds)
{
    return bounds->low == bounds->high;
}

typedef enum { TC_FORK_NO, TC_FORK_FOUND, TC_FORK_UNDECIDED } TcForkAnswer;

/* Looks for values of the @n_variables within @bounds that keep all @n_rules, and puts the first
 * ones into @point. A variable that no rule names gets the value nearest to 0. The rules made on
 * the way are added to *@work. */
TcForkAnswer tc_fork_solve(const TcForkBounds *bounds, uint32_t n_variables,
                           const TcForkRule *const *rules, uint32_t n_rules, int64_t *point,
                           uint64_t *work);

/* Is one of its variables real? */
bool tc_fork_rule_is_real(const TcForkRule *rule, const TcForkBounds *bounds);
/* Divides by what all weights have in common, the constant rounded down; of a real rule by what it
 * has in common with them too. */
void tc_fork_rule_reduce(TcForkRule *rule, const TcForkBounds *bounds);
/* What it says is turned round. */
void tc_fork_rule_negate(TcForkRule *rule, const TcForkBounds *bounds);
/* Have both the same variables with the same weights? */
bool tc_fork_same_terms(const TcForkRule *a, const TcForkRule *b);
/* The least and the greatest that the sum of @rule can be within @bounds. */
void tc_fork_rule_ends(const TcForkRule *rule, const TcForkBounds *bounds, __int128 *low,
                       __int128 *high);

#endif
