/* Questions: before, what is asked of all rows; after, a search that sees them so, and a first row.
 */
#include <string.h>
#include "exec/fork_components.h"
#include "exec/fork_sums.h"

TcFork *tc_fork_for(const TcForkQuestion *question)
{
    TcFork *fork = tc_fork_new(question->cells, &question->run, question->holes);
    tc_fork_see_opaque(fork, question->opaque);
    tc_fork_see_row(fork, question->row);
    if (question->turned)
        tc_fork_turn(fork, *question->turned);
    if (question->together)
        tc_fork_see_together(fork);
    return fork;
}

typedef struct {
    int64_t *point;
    uint32_t n;
    bool found;
} FirstRow;

static bool note_first(TcFork *fork, void *user)
{
    FirstRow *row = user;
    memcpy(row->point, tc_fork_point(fork), row->n * sizeof *row->point);
    row->found = true;
    return false;
}

bool tc_fork_first_row(const TcForkQuestion *question, int64_t *point)
{
    const uint32_t n = question->cells->n_variables;
    g_autofree int64_t *found = g_new0(int64_t, n + 1);
    bool all = !question->cells->empty;
    memset(point, 0, n * sizeof *point);
    g_autoptr(TcForkComponents) components = tc_fork_components_of_rules(question->cells);
    g_autoptr(TcFork) fork = tc_fork_for(question);
    for (uint32_t c = 0; c < components->n && all; c++) {
        FirstRow row = {found, n, false};
        g_autofree bool *within = tc_fork_components_cells(components, c);
        tc_fork_explore(fork, within, TC_FORK_MAX_PATHS, note_first, &row);
        all = row.found;
        for (uint32_t i = 0; i < question->cells->n && all; i++) {
            if (!within[i])
                continue;
            point[i] = found[i];
            point[tc_fork_none(question->cells, i)] = found[tc_fork_none(question->cells, i)];
        }
    }
    return all;
}
