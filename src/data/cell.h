/* One cell by the type of its column: a text in, a value as a block keeps it out, never a guess.
 *
 * A TcCellRule is a column's declaration prepared for reading: bounds in storage units, the words
 * that it takes, and the spellings met so far, so that a word folded once is found by its bytes
 * afterwards. Numbers take an int64 path straight from the bytes; only what does not fit goes to
 * GMP. A refused cell carries the diagnostic that fits it best and what was probably meant. */
#ifndef TC_DATA_CELL_H
#define TC_DATA_CELL_H

#include <glib.h>
#include "base/diag.h"
#include "data/block.h"

typedef enum {
    TC_CELL_VALUE, /* `value` */
    TC_CELL_EXACT, /* the rule's `number`: it does not fit `value` */
    TC_CELL_TEXT,  /* `value`, and `text` to be kept with it */
    TC_CELL_BLANK, /* as good as empty */
    TC_CELL_BAD,   /* refused: `problem` */
} TcCellStatus;

/* How a figure with signs would read in the other style of numbers, seen from Vietnamese style. */
typedef enum {
    TC_SIGNS_NONE,      /* 12 */
    TC_SIGNS_THOUSANDS, /* 12,345: there it is a thousandfold, which the column takes as well */
    TC_SIGNS_ROUND,     /* 12,000: the same, and hardly written by anybody who means 12 */
    TC_SIGNS_THREE,     /* 0,950: three decimals that are no thousands */
    TC_SIGNS_OTHER,     /* 12,5; 1.234 */
    TC_N_SIGNS,
} TcSigns;

/* Sizes of a percentage or ratio written without '%', by which mixtures are found. */
typedef enum { TC_BARE_NEUTRAL, TC_BARE_SMALL, TC_BARE_LARGE } TcBareSize;

typedef struct {
    TcCellStatus status;
    int64_t value;
    const char *text; /* NFC; borrowed from the cell or the rule until the next cell */
    size_t length;
    TcBareSize bare;
    TcSigns signs;
    bool vague; /* DOCUMENT: it is said to be there, and not which it is */
    TcDiagCode problem;
    char *meant; /* what should have been written, (transfer full), or NULL */
} TcCell;

/* Where a column was first seen with a content of some sort. */
typedef struct {
    uint32_t line; /* 0: not yet */
    uint32_t last; /* the line of the last one */
    uint32_t n;    /* how many such cells */
    char text[64]; /* the first one, cut */
} TcSeenCell;

typedef struct {
    const TcColumnSpec *spec; /* NULL: an appraisal column */
    TcTypeId type;            /* YES_NO for an appraisal column */
    TcLang style;
    unsigned scale;    /* decimals of storage; 0 unless a number */
    int64_t low, high; /* bounds in storage units */
    int64_t huge_from; /* MONEY: from here on it may have been entered in đồng; else INT64_MAX */
    mpq_t number;      /* scratch */
    GHashTable *words; /* folded key -> GINT_TO_POINTER(value + WORD_BASE); a number has none */
    GArray *spellings; /* TcSpelling: bytes met -> value; likewise */
    GString *scratch;  /* text of a cell brought to NFC, once there was one */
    TcSeenCell small, large, huge; /* huge: an amount from `huge_from` on */
    TcSeenCell vague;              /* a document that is not told by number or date */
    TcSeenCell signs[TC_N_SIGNS];  /* NONE is not kept */
    bool percent_sign;             /* some cell was written with % */
} TcCellRule;

typedef struct {
    char *text;
    size_t length;
    int64_t value;
} TcSpelling;

/* 10^@exponent. Pre: at most 18. */
int64_t tc_power_of_ten(unsigned exponent);

enum { TC_CELL_AWAITED = -2 }; /* value of a word that is as good as an empty cell */

/* @spec NULL: an appraisal column. @style: of the file. */
void tc_cell_rule_init(TcCellRule *rule, const TcColumnSpec *spec, TcLang style);
void tc_cell_rule_clear(TcCellRule *rule);

/* Reads a cell that is not empty and has no blanks around it. */
void tc_cell_read(TcCellRule *rule, const char *text, size_t length, TcCell *cell);
/* Reads a JSON number or a JSON truth value. */
void tc_cell_read_json_number(TcCellRule *rule, const char *text, size_t length, TcCell *cell);
void tc_cell_read_truth(TcCellRule *rule, bool truth, TcCell *cell);

/* What an empty cell of the column is: a value, or BLANK. */
void tc_cell_blank(const TcCellRule *rule, TcCell *cell);

/* The parts of it, each in its own file. */
void tc_cell_read_number(TcCellRule *rule, const char *text, size_t length, TcCell *cell);
void tc_cell_read_date(TcCellRule *rule, const char *text, size_t length, TcCell *cell);
void tc_cell_give(TcCell *cell, int64_t value);
void tc_cell_refuse(TcCell *cell, TcDiagCode problem, char *meant);
/* Finds what spreadsheets and broken encodings leave in a cell (###, #N/A, ', =, mojibake, NUL,
 * bytes that are not UTF-8). Returns: false if there is nothing of the kind. */
bool tc_cell_leftover(const char *text, size_t length, TcDiagCode *problem);
/* Is it a word for what is not there: "không", "chưa có", "none"? */
bool tc_cell_is_absent(const char *text, size_t length);

typedef enum {
    TC_DOCUMENT_NONE,     /* a word for it */
    TC_DOCUMENT_NAMED,    /* there is one: a number beside a word, or a date */
    TC_DOCUMENT_VAGUE,    /* there is one, by words alone */
    TC_DOCUMENT_IN_DOUBT, /* "0", "-", "2 văn bản", "chưa cập nhật": it may be either */
} TcDocumentSaid;
/* What a cell of documents says. @text: UTF-8, not empty. */
TcDocumentSaid tc_cell_document(const char *text, size_t length);
/* Is the text a figure with "gần", "trên", ">" … before it, or a range? */
bool tc_cell_is_approximate(const char *text, size_t length);

#endif
