/* TcBlock: up to 1024 rows of a data file as typed columns, each cell known or open with a reason.
 *
 * Storage of a cell is an int64: numbers as value * 10^scale of the column, yes/no as 1/0, a choice
 * or text as its index in the column's choices (TC_TEXT_OTHER: another text, kept in `texts`), a
 * date as its day number, "chưa có" as TC_VALUE_NONE. A number that does not fit (more decimals, or
 * over 18 digits) sets the row's bit in `exact` and its value lies in `exacts`. Bits beyond n are
 * 0. A block is reused from read to read: nothing is allocated per row.
 *
 * Cells are kept in 32 bits as long as all of a column fit them, which they mostly do: half the
 * memory to read in and twice as many to a vector. The first cell that does not fit makes its
 * column wide, until the next clear. Only loops over whole columns look at `narrow` and `wide`; a
 * cell is read by tc_column_value and written by the setters or tc_block_put. */
#ifndef TC_DATA_BLOCK_H
#define TC_DATA_BLOCK_H

#include "data/schema.h"

enum { TC_BLOCK_ROWS = 1024, TC_BLOCK_WORDS = TC_BLOCK_ROWS / 64 };
#define TC_VALUE_NONE INT64_MIN
enum { TC_TEXT_OTHER = -1 };

typedef enum {
    TC_REASON_KNOWN,
    TC_REASON_BLANK,       /* empty cell */
    TC_REASON_NO_COLUMN,   /* the file has no such column */
    TC_REASON_NO_ROW,      /* the unit is in the register but not in the file */
    TC_REASON_BAD_CELL,    /* refused cell, read leniently */
    TC_REASON_CONSTRAINT,  /* breaks a row constraint (lỗi số liệu) */
    TC_REASON_APPROXIMATE, /* gần 4.400, trên 50%: open with a narrower range */
    TC_N_REASONS
} TcReason;

typedef uint64_t TcBits[TC_BLOCK_WORDS]; /* a bit per row */

static inline bool tc_bit(const uint64_t *bits, uint32_t row)
{
    return bits[row / 64] >> (row % 64) & 1;
}
static inline void tc_bit_set(uint64_t *bits, uint32_t row)
{
    bits[row / 64] |= (uint64_t)1 << (row % 64);
}

typedef struct {
    int32_t *narrow;   /* of each row; undefined where open */
    int64_t *wide;     /* the same in place of `narrow`; NULL: all fit that */
    uint64_t *open;    /* a bit a row */
    uint8_t *reason;   /* TcReason of each row; valid where open */
    int64_t low, high; /* over the known cells of the block; low > high: none known */
    bool any_open;
} TcColumn;

static inline int64_t tc_column_value(const TcColumn *column, uint32_t row)
{
    return column->wide ? column->wide[row] : column->narrow[row];
}

typedef struct {
    uint32_t row, column;
    mpq_t value;
} TcExactCell;

/* A cell that was known until it broke a row limit or a data check (TC_REASON_CONSTRAINT). */
typedef struct {
    uint32_t row, column;
    mpq_t value;      /* exact number; of other kinds the value as it was stored */
    const char *text; /* of a TEXT or DOCUMENT column, else NULL */
} TcWithdrawnCell;

typedef struct {
    /* As in the file, NUL-terminated; "" if it has no such column. */
    const char *code, *name, *parent;
    const char *kind;   /* of the column for it, else of the register; else "" */
    const char *source; /* where its figures come from, in the file's own words */
    uint32_t line;      /* of the row's start in the file, from 1 */
} TcRowInfo;

/* A row of which nothing is said yet. */
static inline TcRowInfo tc_row_info(uint32_t line)
{
    return (TcRowInfo){
        .code = "", .name = "", .parent = "", .kind = "", .source = "", .line = line};
}

typedef struct TcBlock {
    const TcSchema *schema;
    uint32_t n;          /* rows */
    uint64_t first;      /* number of the first row in the file, from 0 */
    TcColumn *columns;   /* schema->n_columns, then schema->n_appraised yes/no ones */
    TcRowInfo *rows;     /* n; texts owned by the block, valid until the next read */
    TcBits exact;        /* rows with a cell in `exacts` */
    TcExactCell *exacts; /* n_exacts, by row */
    uint32_t n_exacts;
    TcWithdrawnCell *withdrawn; /* n_withdrawn, in the order withdrawn */
    uint32_t n_withdrawn;
    const char ***texts; /* per column NULL or n texts: of TEXT and DOCUMENT cells, else NULL */
} TcBlock;

/* Returns: (transfer full) an empty block with the columns of @schema (borrowed). */
TcBlock *tc_block_new(const TcSchema *schema);
void tc_block_free(TcBlock *block);
/* n = 0, all cells known to be nothing, exact cells dropped. */
void tc_block_clear(TcBlock *block);
/* The same of the @n_columns @columns alone; cells of all others stay. Pre: none is exact, none
 * withdrawn. */
void tc_block_reopen(TcBlock *block, const uint32_t *columns, uint32_t n_columns);
/* Puts the columns of an empty block as close together as @rows of them allow, until the next
 * clear: 69 columns of 547 rows lie on 49 pages of memory and not on 90. */
void tc_block_pack(TcBlock *block, uint32_t rows);
/* Makes a column wide until the next clear; its cells stay what they are. */
void tc_block_widen(TcBlock *block, uint32_t column);

/* Stores @value (exact, in the column's unit) in cell (@row, @column). The cell of a number kept in
 * `exacts` holds 0. All setters may be called in any order of rows and again for the same cell. */
void tc_block_set_number(TcBlock *block, uint32_t row, uint32_t column, const mpq_t value);
/* Stores a value as it is kept: scaled number, 1/0, index of a choice, day, TC_VALUE_NONE. */
void tc_block_set_value(TcBlock *block, uint32_t row, uint32_t column, int64_t value);
/* The same for a TEXT or DOCUMENT cell, whose text (copied) is kept as well. */
void tc_block_set_text(TcBlock *block, uint32_t row, uint32_t column, int64_t value,
                       const char *text, size_t length);
void tc_block_set_open(TcBlock *block, uint32_t row, uint32_t column, TcReason reason);
/* Stores the value alone: whether the cell is open, its exact number and its text stay. */
static inline void tc_block_put(TcBlock *block, uint32_t row, uint32_t column, int64_t value)
{
    TcColumn *cells = &block->columns[column];
    if (value != (int32_t)value && !cells->wide)
        tc_block_widen(block, column);
    if (cells->wide)
        cells->wide[row] = value;
    else
        cells->narrow[row] = (int32_t)value;
}
/* Copies the values of @n rows from @first on. */
void tc_column_copy(const TcColumn *column, uint32_t first, uint32_t n, int64_t *values);
/* Makes a known cell open with TC_REASON_CONSTRAINT; what it was stays to be told. */
void tc_block_withdraw(TcBlock *block, uint32_t row, uint32_t column);
/* What the cell was. Returns: (transfer none) NULL if it was not withdrawn. */
const TcWithdrawnCell *tc_block_withdrawn(const TcBlock *block, uint32_t row, uint32_t column);
/* The cell as an exact number; @value is initialised. Pre: known, a numeric column. */
void tc_block_get_number(const TcBlock *block, uint32_t row, uint32_t column, mpq_t value);
/* Makes @block, which is empty, the one row @row of @from, a block of the same schema that has not
 * been judged; texts are copied. */
void tc_block_take_row(TcBlock *block, const TcBlock *from, uint32_t row);
/* Sets low, high and any_open of every column after the cells were written. A cell "chưa có" counts
 * with its value, so low == TC_VALUE_NONE tells that there is one; an exact cell counts as 0. */
void tc_block_finish(TcBlock *block);
/* The same of the @n_columns @columns alone. */
void tc_block_finish_columns(TcBlock *block, const uint32_t *columns, uint32_t n_columns);

/* Copies @text with a NUL behind it into the block. Returns: (transfer none) valid until the next
 * clear; for the texts of `rows`. */
const char *tc_block_keep(TcBlock *block, const char *text, size_t length);
size_t tc_block_kept(const TcBlock *block); /* bytes kept since the last clear */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcBlock, tc_block_free)

#endif
