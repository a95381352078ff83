/* Are two nodes of two plans the same computation over the same cells? */
#ifndef TC_EXEC_FORK_SAME_H
#define TC_EXEC_FORK_SAME_H

#include "exec/fork_cells.h"

/* @first of the first version, @second of the second one. False says nothing: what is written
 * otherwise may still mean the same. */
bool tc_fork_same(const TcForkCells *cells, uint32_t first, uint32_t second);

#endif
