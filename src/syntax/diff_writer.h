/* An amendment while it is written from a difference: what diff_amend.c (parts, the text),
 * diff_sections.c (entries, data checks) and diff_words.c share. Private to them. */
#ifndef TC_SYNTAX_DIFF_WRITER_H
#define TC_SYNTAX_DIFF_WRITER_H

#include "syntax/diff_internal.h"

typedef struct {
    const TcDiff *diff;
    const TcDiffSide *first, *second;
    TcLang lang;
    GString *out;
} TcDiffWriter;

/* --- diff_words.c --- */

const char *tc_diff_word(const TcDiffWriter *writer, TcKeyword keyword);
/* The word and a blank. */
void tc_diff_say(const TcDiffWriter *writer, TcKeyword keyword);
/* The number or code of @row as rules write it: in brackets where it needs them; empty if it has
 * none. Returns: (transfer full). */
char *tc_diff_code(const TcDiffSide *side, const TcDiffRow *row);
/* "chỉ tiêu 3.4"; the set and sections have no number. */
void tc_diff_name_row(const TcDiffWriter *writer, const TcDiffSide *side, const TcDiffRow *row);
/* " của chỉ tiêu 3.4" */
void tc_diff_name_owner(const TcDiffWriter *writer, const TcDiffRow *row);
/* Clauses of the second side as they stand in a rule set: one (transfer full), those listed
 * (uint32_t), @n from @first on. */
char *tc_diff_clause_text(const TcDiffWriter *writer, uint32_t item);
void tc_diff_put_listed(const TcDiffWriter *writer, const GArray *items);
void tc_diff_put_clauses(const TcDiffWriter *writer, uint32_t first, uint32_t n);
/* What stands behind the colon of the clause or entry @item, with its line end. */
void tc_diff_put_content(const TcDiffWriter *writer, uint32_t item);
/* Is the item of the second side among the differences of @part? */
bool tc_diff_is_changed(const TcDiffPart *part, uint32_t item);
/* How many items of the second row, from its first on, stand in the first row in the same order;
 * @kept (by item of the first side) gets those. What comes behind them is put behind. */
uint32_t tc_diff_kept_items(const TcDiffWriter *writer, const TcDiffRow *a, const TcDiffRow *b,
                            GHashTable *kept);

/* --- diff_sections.c --- */

/* The edits of a section's entries, or of the data checks, that both sides have. */
void tc_diff_put_entries(const TcDiffWriter *writer, const TcDiffPart *part, const TcDiffRow *row);
void tc_diff_put_checks(const TcDiffWriter *writer, const TcDiffPart *part, const TcDiffRow *row);
void tc_diff_repeal_entry(const TcDiffWriter *writer, const TcDiffRow *row, uint32_t item);
void tc_diff_repeal_check(const TcDiffWriter *writer, uint32_t item);
/* @n checks of the second side; none: nothing. */
void tc_diff_insert_checks(const TcDiffWriter *writer, uint32_t first, uint32_t n);

#endif
