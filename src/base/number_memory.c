/* Memory of small numbers, kept for the next ones.
 *
 * Strict arithmetic makes a number a step, nearly all of one or two limbs. What is freed goes to a
 * list of its size, from which the next one is taken: a few instructions where malloc and free took
 * 150. A seventh of what an explanation took. Lists are of a thread each; a piece may be freed by
 * another one than made it. Each piece is one of malloc's, so what GMP hands out (texts of numbers)
 * may be freed as ever. */
#include "base/number_memory.h"

#include <glib.h>
#include <gmp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { SIZES = 4, STEP = 16, LEAST = 24 }; /* bytes: pieces of malloc are of 24, 40, 56, … */

typedef struct Piece {
    struct Piece *next;
} Piece;

static _Thread_local Piece *spare[SIZES];

/* Its list, or SIZES and more: none. */
static inline size_t list_of(size_t size)
{
    return size <= LEAST ? 0 : (size - LEAST + STEP - 1) / STEP;
}

static void *allocate(size_t size)
{
    const size_t list = list_of(size);
    if (list >= SIZES)
        return g_malloc(size);
    Piece *piece = spare[list];
    if (!piece)
        return g_malloc(LEAST + STEP * list);
    spare[list] = piece->next;
    return piece;
}

static void release(void *memory, size_t size)
{
    const size_t list = list_of(size);
    if (list >= SIZES) {
        g_free(memory);
        return;
    }
    Piece *piece = memory;
    piece->next = spare[list];
    spare[list] = piece;
}

static void *reallocate(void *memory, size_t before, size_t size)
{
    const size_t from = list_of(before), to = list_of(size);
    if (from >= SIZES && to >= SIZES)
        return g_realloc(memory, size);
    if (from == to)
        return memory;
    void *moved = allocate(size);
    memcpy(moved, memory, MIN(before, size));
    release(memory, before);
    return moved;
}

#ifdef __SANITIZE_ADDRESS__ /* it watches over every piece */
enum { WATCHED = true };
#else
enum { WATCHED = false };
#endif

void tc_number_memory_use(void)
{
    if (!WATCHED)
        mp_set_memory_functions(allocate, reallocate, release);
}

void tc_number_memory_release(void)
{
    for (size_t i = 0; i < SIZES; i++) {
        for (Piece *piece; (piece = spare[i]);) {
            spare[i] = piece->next;
            g_free(piece);
        }
    }
}
