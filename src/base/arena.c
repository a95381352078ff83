/* Memory is taken from blocks of some kilobytes; what does not fit into half a block gets a block
 * of its own behind the current one, so a large array does not waste the rest of the block. */
#include "base/arena.h"

#include <string.h>

enum { BLOCK_BYTES = 16 * 1024 };

typedef struct Block {
    struct Block *next;
    max_align_t data[]; /* aligned for any type */
} Block;

typedef struct {
    GDestroyNotify destroy;
    void *data;
} Deferred;

struct TcArena {
    Block *blocks;    /* newest first */
    char *free;       /* rest of the block that small requests are cut from */
    size_t free_size; /* bytes at @free, a multiple of the alignment */
    GArray *deferred; /* of Deferred, in the order registered */
};

static void *add_block(TcArena *arena, size_t size)
{
    g_assert(size <= G_MAXSIZE - sizeof(Block));
    Block *block = g_malloc(sizeof(Block) + size);
    block->next = arena->blocks;
    arena->blocks = block;
    return block->data;
}

static size_t round_up(size_t size)
{
    const size_t unit = _Alignof(max_align_t);
    g_assert(size <= G_MAXSIZE - unit);
    return (size + unit - 1) / unit * unit;
}

TcArena *tc_arena_new(void)
{
    TcArena *arena = g_new0(TcArena, 1);
    arena->deferred = g_array_new(FALSE, FALSE, sizeof(Deferred));
    return arena;
}

void tc_arena_free(TcArena *arena)
{
    if (!arena) {
        return;
    }
    /* the newest first: what was registered later may still look at what was there before */
    for (guint i = arena->deferred->len; i-- > 0;) {
        const Deferred *deferred = &g_array_index(arena->deferred, Deferred, i);
        deferred->destroy(deferred->data);
    }
    g_array_free(arena->deferred, TRUE);
    while (arena->blocks) {
        Block *block = arena->blocks;
        arena->blocks = block->next;
        g_free(block);
    }
    g_free(arena);
}

/* Not zeroed: what of a block is never asked for shall never be touched, since a page of memory
 * that is touched for the first time costs as much as some thousand instructions. */
static void *cut(TcArena *arena, size_t need)
{
    if (need > BLOCK_BYTES / 2) {
        return add_block(arena, need);
    }
    if (need > arena->free_size) {
        arena->free = add_block(arena, BLOCK_BYTES);
        arena->free_size = BLOCK_BYTES;
    }
    void *memory = arena->free;
    arena->free += need;
    arena->free_size -= need;
    return memory;
}

void *tc_arena_alloc(TcArena *arena, size_t size)
{
    size_t need = round_up(MAX(size, 1));
    return memset(cut(arena, need), 0, need);
}

char *tc_arena_strndup(TcArena *arena, const char *text, size_t length)
{
    g_assert(length < G_MAXSIZE);
    char *copy = tc_arena_alloc(arena, length + 1);
    if (length > 0) {
        memcpy(copy, text, length);
    }
    return copy;
}

void *tc_arena_pointers(TcArena *arena, const GPtrArray *pointers)
{
    size_t size = pointers->len * sizeof(void *);
    void *copy = tc_arena_alloc(arena, size);
    if (size > 0) {
        memcpy(copy, pointers->pdata, size);
    }
    return copy;
}

void tc_arena_defer(TcArena *arena, GDestroyNotify destroy, void *data)
{
    Deferred deferred = {destroy, data};
    g_array_append_val(arena->deferred, deferred);
}
