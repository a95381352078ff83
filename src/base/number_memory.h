/* Where the program's numbers have their digits: number_memory.c. */
#ifndef TC_BASE_NUMBER_MEMORY_H
#define TC_BASE_NUMBER_MEMORY_H

/* From now on GMP has its memory from here. For a program before its first number; a library leaves
 * the choice to its host. */
void tc_number_memory_use(void);
/* Gives back what the calling thread keeps for its next numbers. Before a thread ends. */
void tc_number_memory_release(void);

#endif
