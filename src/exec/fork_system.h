/* Systems of linear inequalities over whole numbers: is there a solution, and which is the
 * smallest?
 *
 * A rule says that a sum of whole weights times variables, plus a constant, is at least 0. Bounds
 * are narrowed by the rules, then the variables are eliminated from the last to the first
 * (Fourier-Motzkin, each rule rounded to whole numbers), then values are tried from the first on:
 * the nearest to 0 before others. So what is found is the first solution in the order of the
 * variables. The work is counted in steps; beyond them, or where 64 bits have no room, nothing is
 * said. */
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
} TcForkRule;

typedef struct {
    int64_t low, high;
} TcForkBounds;

typedef enum { TC_FORK_NO, TC_FORK_FOUND, TC_FORK_UNDECIDED } TcForkAnswer;

/* Looks for values of the @n_variables within @bounds that keep all @n_rules, and puts the first
 * ones into @point. A variable that no rule names gets the value nearest to 0. The rules made on
 * the way are added to *@work. */
TcForkAnswer tc_fork_solve(const TcForkBounds *bounds, uint32_t n_variables,
                           const TcForkRule *const *rules, uint32_t n_rules, int64_t *point,
                           uint64_t *work);

/* Divides by what all weights have in common, the constant rounded down. */
void tc_fork_rule_reduce(TcForkRule *rule);
/* Have both the same variables with the same weights? */
bool tc_fork_same_terms(const TcForkRule *a, const TcForkRule *b);
/* The least and the greatest that the sum of @rule can be within @bounds. */
void tc_fork_rule_ends(const TcForkRule *rule, const TcForkBounds *bounds, __int128 *low,
                       __int128 *high);

#endif
