/* TcArena: memory that lives as long as one document and is freed at once.
 *
 * Nodes, child arrays and texts of a document come from one arena, so none of them is ever freed
 * singly and an abandoned parse leaks nothing. Not thread-safe: one arena, one thread. */
#ifndef TC_BASE_ARENA_H
#define TC_BASE_ARENA_H

#include <glib.h>
#include <stddef.h>

typedef struct TcArena TcArena;

/* Returns: (transfer full) an empty arena. */
TcArena *tc_arena_new(void);
void tc_arena_free(TcArena *arena);

/* Returns: (transfer none) @size zeroed bytes, aligned for any type, owned by @arena. */
void *tc_arena_alloc(TcArena *arena, size_t size);

/* Returns: (transfer none) a copy of @length bytes of @text with a NUL behind, owned by @arena. */
char *tc_arena_strndup(TcArena *arena, const char *text, size_t length);

/* Returns: (transfer none) an array with the @pointers->len pointers of @pointers. */
void *tc_arena_pointers(TcArena *arena, const GPtrArray *pointers);

/* Registers @destroy(@data) to run when the arena is freed (for a GMP number, a GLib container). */
void tc_arena_defer(TcArena *arena, GDestroyNotify destroy, void *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcArena, tc_arena_free)

#endif
