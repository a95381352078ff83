/* Blocks: columns of fixed size, numbers too long for them beside, texts in chunks that stay. */
#include "data/block.h"

#include <string.h>

#include "base/number.h"

/* Texts are cut from chunks that never move, so a pointer to one is good until the next clear. */
typedef struct TextChunk {
    struct TextChunk *next;
    size_t size, used;
    char bytes[];
} TextChunk;

enum { CHUNK_BYTES = 64 << 10 };

typedef struct {
    TcBlock block; /* first: a TcBlock is one of these */
    TextChunk *first, *current;
    size_t kept;
    uint32_t exact_capacity, withdrawn_capacity; /* all of them initialised */
    void *memory;                                /* of values and reasons */
    int32_t *values;                             /* of all columns, at the start of a line */
    uint8_t *reasons;                            /* of all columns, behind the values */
    uint32_t room;                               /* for rows, today */
    int64_t **wide;                              /* per column NULL until it was wide once */
    TcBits *open;                                /* of all columns */
} BlockStore;

/* Bytes that a processor's cache holds together. Vectors that begin at such a line lie on one. */
enum { LINE = 64 };

/* Room between the values of two columns, whole lines. Columns whose distance is a power of two
 * would share the few places of a processor's cache that rows in file order need all at once. */
enum { BETWEEN = 3 * LINE / (int)sizeof(int32_t) };

static BlockStore *store_of(TcBlock *block)
{
    return (BlockStore *)block;
}

static bool column_keeps_texts(const TcSchema *schema, uint32_t column)
{
    if (column >= schema->n_columns)
        return false;
    TcTypeId type = schema->columns[column].type;
    return type == TC_TYPE_TEXT || type == TC_TYPE_DOCUMENT;
}

/* Like parts of all columns lie together, and what the rows of a short file do not need is never
 * touched: as large a piece comes from the system, zeroed page by page when it is used. */
static void columns_init(BlockStore *store, uint32_t n)
{
    const size_t values = (size_t)n * (TC_BLOCK_ROWS + BETWEEN);
    store->memory = g_malloc0(values * sizeof(int32_t) + (size_t)n * TC_BLOCK_ROWS + LINE);
    store->values = (int32_t *)(((uintptr_t)store->memory + LINE - 1) & ~(uintptr_t)(LINE - 1));
    store->reasons = (uint8_t *)(store->values + values);
    store->wide = g_new0(int64_t *, n + 1); /* rules may have no column */
    store->open = g_new0(TcBits, n + 1);
    store->block.columns = g_new0(TcColumn, n);
    for (uint32_t i = 0; i < n; i++)
        store->block.columns[i].open = store->open[i];
}

TcBlock *tc_block_new(const TcSchema *schema)
{
    BlockStore *store = g_new0(BlockStore, 1);
    TcBlock *block = &store->block;
    uint32_t n = tc_schema_width(schema);

    block->schema = schema;
    columns_init(store, n);
    block->rows = g_new0(TcRowInfo, TC_BLOCK_ROWS);
    block->texts = g_new0(const char **, n);
    for (uint32_t i = 0; i < n; i++)
        if (column_keeps_texts(schema, i))
            block->texts[i] = g_new0(const char *, TC_BLOCK_ROWS);
    tc_block_clear(block);
    return block;
}

void tc_block_free(TcBlock *block)
{
    if (!block)
        return;
    BlockStore *store = store_of(block);
    for (uint32_t i = 0; i < store->exact_capacity; i++)
        mpq_clear(block->exacts[i].value);
    for (uint32_t i = 0; i < store->withdrawn_capacity; i++)
        mpq_clear(block->withdrawn[i].value);
    for (uint32_t i = 0; i < tc_schema_width(block->schema); i++) {
        g_free(block->texts[i]);
        g_free(store->wide[i]);
    }
    for (TextChunk *chunk = store->first, *next; chunk; chunk = next) {
        next = chunk->next;
        g_free(chunk);
    }
    g_free(block->exacts);
    g_free(block->withdrawn);
    g_free(block->texts);
    g_free(block->rows);
    g_free(block->columns);
    g_free(store->open);
    g_free(store->wide);
    g_free(store->memory);
    g_free(store);
}

static void texts_reset(BlockStore *store)
{
    for (TextChunk *chunk = store->first; chunk; chunk = chunk->next)
        chunk->used = 0;
    store->current = store->first;
    store->kept = 0;
}

void tc_block_pack(TcBlock *block, uint32_t rows)
{
    BlockStore *store = store_of(block);
    const size_t room = (size_t)(rows + 63) / 64 * 64;
    store->room = (uint32_t)room;
    for (uint32_t i = 0; i < tc_schema_width(block->schema); i++) {
        TcColumn *column = &block->columns[i];
        column->narrow = store->values + i * (room + BETWEEN);
        column->wide = NULL;
        column->reason = store->reasons + i * room;
        for (size_t row = rows; row < room; row++) /* loops go through whole words of rows */
            column->narrow[row] = 0;
    }
}

void tc_block_widen(TcBlock *block, uint32_t column)
{
    BlockStore *store = store_of(block);
    TcColumn *cells = &block->columns[column];

    if (cells->wide)
        return;
    if (!store->wide[column])
        store->wide[column] = g_new0(int64_t, TC_BLOCK_ROWS);
    tc_column_copy(cells, 0, store->room, store->wide[column]);
    cells->wide = store->wide[column];
}

void tc_column_copy(const TcColumn *column, uint32_t first, uint32_t n, int64_t *values)
{
    if (column->wide)
        memcpy(values, column->wide + first, n * sizeof *values);
    else
        for (uint32_t i = 0; i < n; i++)
            values[i] = column->narrow[first + i];
}

/* Of rows that were there, and of one that was left out behind them: what they point to goes. */
static void forget_texts(TcBlock *block)
{
    const uint32_t n = MIN(block->n + 1, (uint32_t)TC_BLOCK_ROWS);
    for (uint32_t i = 0; i < tc_schema_width(block->schema); i++) {
        if (block->texts[i])
            memset(block->texts[i], 0, n * sizeof *block->texts[i]);
    }
}

void tc_block_clear(TcBlock *block)
{
    forget_texts(block);
    tc_block_pack(block, TC_BLOCK_ROWS);
    block->n = 0;
    block->n_exacts = 0;
    block->n_withdrawn = 0;
    memset(block->exact, 0, sizeof block->exact);
    memset(store_of(block)->open, 0, tc_schema_width(block->schema) * sizeof(TcBits));
    for (uint32_t i = 0; i < tc_schema_width(block->schema); i++) {
        TcColumn *column = &block->columns[i];
        column->low = INT64_MAX;
        column->high = INT64_MIN;
        column->any_open = false;
    }
    texts_reset(store_of(block));
}

void tc_block_reopen(TcBlock *block, const uint32_t *columns, uint32_t n_columns)
{
    block->n = 0;
    for (uint32_t i = 0; i < n_columns; i++)
        memset(block->columns[columns[i]].open, 0, sizeof(TcBits));
}

static TextChunk *chunk_new(size_t size)
{
    TextChunk *chunk = g_malloc(sizeof *chunk + size);
    chunk->next = NULL;
    chunk->size = size;
    chunk->used = 0;
    return chunk;
}

/* The chunk to cut @needed bytes from: the current one, a later one kept from earlier, or new. */
static TextChunk *chunk_with_room(BlockStore *store, size_t needed)
{
    TextChunk **link = store->current ? &store->current->next : &store->first;

    while (*link && (*link)->size < needed)
        link = &(*link)->next;
    if (!*link)
        *link = chunk_new(MAX(needed, (size_t)CHUNK_BYTES));
    store->current = *link;
    return store->current;
}

const char *tc_block_keep(TcBlock *block, const char *text, size_t length)
{
    BlockStore *store = store_of(block);
    TextChunk *chunk = store->current;

    if (!chunk || chunk->size - chunk->used <= length)
        chunk = chunk_with_room(store, length + 1);
    char *copy = chunk->bytes + chunk->used;
    memcpy(copy, text, length);
    copy[length] = '\0';
    chunk->used += length + 1;
    store->kept += length + 1;
    return copy;
}

size_t tc_block_kept(const TcBlock *block)
{
    return ((const BlockStore *)block)->kept;
}

/* First exact cell of a row >= @row; they are kept in the order of rows. */
static uint32_t first_exact(const TcBlock *block, uint32_t row)
{
    uint32_t low = 0, high = block->n_exacts;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (block->exacts[middle].row < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static TcExactCell *find_exact(const TcBlock *block, uint32_t row, uint32_t column)
{
    if (!tc_bit(block->exact, row))
        return NULL;
    for (uint32_t i = first_exact(block, row); i < block->n_exacts; i++) {
        TcExactCell *cell = &block->exacts[i];
        if (cell->row != row)
            break;
        if (cell->column == column)
            return cell;
    }
    return NULL;
}

static void grow_exacts(TcBlock *block)
{
    BlockStore *store = store_of(block);
    uint32_t capacity = store->exact_capacity ? store->exact_capacity * 2 : 16;

    block->exacts = g_renew(TcExactCell, block->exacts, capacity);
    for (uint32_t i = store->exact_capacity; i < capacity; i++)
        mpq_init(block->exacts[i].value);
    store->exact_capacity = capacity;
}

/* A new exact cell in its place by row: at the end, unless a caller goes back to an earlier row. */
static TcExactCell *add_exact(TcBlock *block, uint32_t row, uint32_t column)
{
    if (block->n_exacts == store_of(block)->exact_capacity)
        grow_exacts(block);
    uint32_t at = first_exact(block, row + 1);
    TcExactCell spare = block->exacts[block->n_exacts];
    memmove(&block->exacts[at + 1], &block->exacts[at],
            (block->n_exacts - at) * sizeof *block->exacts);
    block->exacts[at] = spare;
    block->exacts[at].row = row;
    block->exacts[at].column = column;
    block->n_exacts++;
    tc_bit_set(block->exact, row);
    return &block->exacts[at];
}

static void drop_exact(TcBlock *block, TcExactCell *cell)
{
    uint32_t row = cell->row;
    TcExactCell spare = *cell;
    uint32_t at = (uint32_t)(cell - block->exacts);

    block->n_exacts--;
    memmove(cell, cell + 1, (block->n_exacts - at) * sizeof *cell);
    block->exacts[block->n_exacts] = spare;
    uint32_t next = first_exact(block, row);
    if (next == block->n_exacts || block->exacts[next].row != row)
        block->exact[row / 64] &= ~((uint64_t)1 << (row % 64));
}

static void forget_cell(TcBlock *block, uint32_t row, uint32_t column)
{
    TcExactCell *cell = find_exact(block, row, column);
    if (cell)
        drop_exact(block, cell);
    block->columns[column].open[row / 64] &= ~((uint64_t)1 << (row % 64));
}

static unsigned column_scale(const TcSchema *schema, uint32_t column)
{
    return column < schema->n_columns ? schema->columns[column].scale : 0;
}

void tc_block_set_value(TcBlock *block, uint32_t row, uint32_t column, int64_t value)
{
    forget_cell(block, row, column);
    tc_block_put(block, row, column, value);
    if (block->texts[column])
        block->texts[column][row] = NULL;
}

void tc_block_set_number(TcBlock *block, uint32_t row, uint32_t column, const mpq_t value)
{
    int64_t scaled = 0;

    forget_cell(block, row, column);
    /* the least int64 is the value "chưa có", so a number of that size is kept exactly too */
    bool fits = tc_number_to_scaled(value, column_scale(block->schema, column), &scaled) &&
                scaled != TC_VALUE_NONE;
    tc_block_put(block, row, column, fits ? scaled : 0);
    if (!fits)
        mpq_set(add_exact(block, row, column)->value, value);
}

void tc_block_set_text(TcBlock *block, uint32_t row, uint32_t column, int64_t value,
                       const char *text, size_t length)
{
    tc_block_set_value(block, row, column, value);
    if (block->texts[column])
        block->texts[column][row] = tc_block_keep(block, text, length);
}

void tc_block_set_open(TcBlock *block, uint32_t row, uint32_t column, TcReason reason)
{
    TcColumn *cells = &block->columns[column];
    TcExactCell *exact = find_exact(block, row, column);

    if (exact)
        drop_exact(block, exact);
    tc_bit_set(cells->open, row);
    cells->reason[row] = (uint8_t)reason;
    tc_block_put(block, row, column, 0);
    if (block->texts[column])
        block->texts[column][row] = NULL;
}

static void set_scaled(mpq_t value, int64_t scaled, unsigned scale)
{
    mpq_set_si(value, (long)scaled, 1);
    mpz_ui_pow_ui(mpq_denref(value), 10, scale);
    mpq_canonicalize(value);
}

void tc_block_get_number(const TcBlock *block, uint32_t row, uint32_t column, mpq_t value)
{
    const TcExactCell *cell = find_exact(block, row, column);

    if (cell)
        mpq_set(value, cell->value);
    else
        set_scaled(value, tc_column_value(&block->columns[column], row),
                   column_scale(block->schema, column));
}

/* --- withdrawn cells -------------------------------------------------------------------------- */

static TcWithdrawnCell *new_withdrawn(TcBlock *block)
{
    BlockStore *store = store_of(block);

    if (block->n_withdrawn == store->withdrawn_capacity) {
        uint32_t capacity = store->withdrawn_capacity ? store->withdrawn_capacity * 2 : 16;
        block->withdrawn = g_renew(TcWithdrawnCell, block->withdrawn, capacity);
        for (uint32_t i = store->withdrawn_capacity; i < capacity; i++)
            mpq_init(block->withdrawn[i].value);
        store->withdrawn_capacity = capacity;
    }
    return &block->withdrawn[block->n_withdrawn++];
}

void tc_block_withdraw(TcBlock *block, uint32_t row, uint32_t column)
{
    TcWithdrawnCell *cell = new_withdrawn(block);

    cell->row = row;
    cell->column = column;
    cell->text = block->texts[column] ? block->texts[column][row] : NULL;
    tc_block_get_number(block, row, column, cell->value);
    tc_block_set_open(block, row, column, TC_REASON_CONSTRAINT);
}

const TcWithdrawnCell *tc_block_withdrawn(const TcBlock *block, uint32_t row, uint32_t column)
{
    for (uint32_t i = 0; i < block->n_withdrawn; i++)
        if (block->withdrawn[i].row == row && block->withdrawn[i].column == column)
            return &block->withdrawn[i];
    return NULL;
}

/* --- a row by itself -------------------------------------------------------------------------- */

static void take_cell(TcBlock *block, const TcBlock *from, uint32_t row, uint32_t column)
{
    const TcColumn *cells = &from->columns[column];
    const char *text = from->texts[column] ? from->texts[column][row] : NULL;
    const TcExactCell *exact = find_exact(from, row, column);

    if (tc_bit(cells->open, row))
        tc_block_set_open(block, 0, column, (TcReason)cells->reason[row]);
    else if (exact)
        tc_block_set_number(block, 0, column, exact->value);
    else if (text)
        tc_block_set_text(block, 0, column, tc_column_value(cells, row), text, strlen(text));
    else
        tc_block_set_value(block, 0, column, tc_column_value(cells, row));
}

static const char *keep_text(TcBlock *block, const char *text)
{
    return tc_block_keep(block, text, strlen(text));
}

void tc_block_take_row(TcBlock *block, const TcBlock *from, uint32_t row)
{
    const TcRowInfo *info = &from->rows[row];

    tc_block_clear(block);
    block->n = 1;
    block->first = from->first + row;
    block->rows[0] = (TcRowInfo){.code = keep_text(block, info->code),
                                 .name = keep_text(block, info->name),
                                 .parent = keep_text(block, info->parent),
                                 .kind = keep_text(block, info->kind),
                                 .source = keep_text(block, info->source),
                                 .line = info->line};
    for (uint32_t i = 0; i < tc_schema_width(block->schema); i++)
        take_cell(block, from, row, i);
    tc_block_finish(block);
}
