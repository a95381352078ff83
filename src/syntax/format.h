/* The formatter: a rule file in its one layout. */
#ifndef TC_SYNTAX_FORMAT_H
#define TC_SYNTAX_FORMAT_H

#include "base/diag.h"
#include "base/source.h"
#include "syntax/outline.h"

/* Lays out @source: a clause a line, heads at the margin with an empty line above, contents, marks
 * and cells below each other, keywords in their first spelling. Comments stay where they stood, and
 * so do line breaks within a clause; empty lines are kept up to one (two above a head). @to: the
 * keyword language, TC_N_LANGS for the file's own. The byte order mark and the kind of line end are
 * kept. Before: any source. After: *@text (transfer full) has the same tree; it is NULL if a name
 * is a word of the other language, or if there are mistakes. Cost: linear. Returns: false if
 * @source has mistakes of grammar, which are then in @diags. */
bool tc_format(const TcSource *source, TcLang to, TcDiagList *diags, char **text);
/* The same beside other files: @also as of tc_text_new. */
bool tc_format_beside(const TcSource *source, const TcText *const *also, TcLang to,
                      TcDiagList *diags, char **text);

/* The text of a version, as the formatter would have it: @title (lines) as comments above it, and
 * above what an amendment put there its note, @notes[by - 1]. Pre: the outline has clauses.
 * Returns: (transfer full). */
char *tc_format_outline(const TcOutline *outline, TcLang to, const char *title,
                        const char *const *notes);
/* The clauses @items (@n of them) as they stand in a rule file laid out, without the comments above
 * them; entries and data checks without the word of their section. Returns: (transfer full), with a
 * line end. */
char *tc_format_clauses(const TcOutline *outline, const uint32_t *items, uint32_t n, TcLang to);

/* One clause as the formatter writes it, and of its content what stands from its token @first on.
 * Returns: (transfer full), without a line end. */
char *tc_format_clause(const TcText *text, uint32_t clause, TcLang to);
char *tc_format_content(const TcText *text, uint32_t clause, uint32_t first, TcLang to);

#endif
