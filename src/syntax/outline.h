/* TcText: a rule file as its clauses. TcOutline: the clauses of one version of a rule set, in
 * order, taken from several texts.
 *
 * Amendments work on outlines: a clause, an entry or a part with all its clauses is put in, taken
 * out or put in the place of another. The tree of a version is parsed from its outline as that of a
 * file is, so whatever a file can say a version can. Tokens keep their places, so a message about a
 * clause of a version names the file that it came from. */
#ifndef TC_SYNTAX_OUTLINE_H
#define TC_SYNTAX_OUTLINE_H

#include "syntax/token.h"

typedef struct {
    const TcSource *source; /* borrowed */
    TcArena *arena;
    TcTokenList tokens;
    GArray *clauses; /* of TcClause */
    bool made;       /* no file: a clause in other words, which an edit made (patch.h) */
} TcText;

/* Reads @source (to outlive the text) up to its clauses. @also: texts, ended by NULL, whose units
 * are known here too; or NULL. Returns: (transfer full), never NULL. */
TcText *tc_text_new(const TcSource *source, const TcText *const *also, TcDiagList *diags);
/* The same for a text that a hint made up for a file in @lang: finds out whether it can be read. */
TcText *tc_text_trial(const TcSource *source, TcLang lang, TcDiagList *diags);
void tc_text_free(TcText *text);

static inline const TcClause *tc_text_clause(const TcText *text, uint32_t index)
{
    return &g_array_index(text->clauses, TcClause, index);
}
static inline const TcToken *tc_clause_tokens(const TcText *text, const TcClause *clause)
{
    return &text->tokens.items[clause->first];
}
/* From its starter to its last token. */
TcSpan tc_text_clause_span(const TcText *text, uint32_t index);

/* Does it begin a part or a section: do clauses hang below it? */
bool tc_clause_is_head(const TcClause *clause);

typedef struct {
    const TcText *text;
    uint32_t clause;
    uint32_t by; /* which amendment put it there, from 1; 0: it is of the set as first issued */
} TcOutlineItem;

typedef struct {
    GArray *items;        /* of TcOutlineItem */
    GPtrArray *made;      /* of TcText: clauses in which words were replaced */
    GPtrArray *sources;   /* of TcSource: theirs */
    GPtrArray *lent;      /* of TcOutline: others that it took words from, or NULL */
    const TcText **known; /* texts whose units are known, ended by NULL */
    GHashTable *repealed; /* "keyword code" of parts whose numbers are used up: to the TcSpan of the
                             edit that took them out */
} TcOutline;

/* All clauses of @text but those of examples. @known: as `also` of tc_text_new, borrowed. Returns:
 * (transfer full). */
TcOutline *tc_outline_new(const TcText *text, const TcText **known);
/* The same clauses once more; @outline, which keeps what it made, outlives it. */
TcOutline *tc_outline_copy(const TcOutline *outline);
/* The clauses of the examples of @text, which no edit changes. Returns: (transfer full). */
TcOutline *tc_outline_examples(const TcText *text);
void tc_outline_free(TcOutline *outline);

/* @outline lives as long as @borrower, which takes its words. @outline: (transfer full). */
void tc_outline_lend(TcOutline *borrower, TcOutline *outline);

/* A part with its clauses, or a section with its entries: items[first .. first + n). */
typedef struct {
    uint32_t first, n;
} TcOutlineRange;

static inline TcOutlineItem *tc_outline_at(const TcOutline *outline, uint32_t index)
{
    return &g_array_index(outline->items, TcOutlineItem, index);
}
static inline const TcClause *tc_outline_clause(const TcOutline *outline, uint32_t index)
{
    const TcOutlineItem *item = tc_outline_at(outline, index);
    return tc_text_clause(item->text, item->clause);
}
/* The code of the head at @index as a token, or NULL. */
const TcToken *tc_outline_code(const TcOutline *outline, uint32_t index);

/* The part with this keyword and code (NULL: the first with the keyword); of a group or criterion
 * also the parts that stand in it if @whole. Returns: false if there is none. */
bool tc_outline_part(const TcOutline *outline, TcKeyword keyword, const char *code, bool whole,
                     TcOutlineRange *range);
/* The clause @keyword among those of @range's head. Returns: its index, or -1. */
int64_t tc_outline_find_clause(const TcOutline *outline, TcOutlineRange range, TcKeyword keyword);
/* The day that the clause @keyword of the set's own head says, or @otherwise. */
int32_t tc_outline_day(const TcOutline *outline, TcKeyword keyword, int32_t otherwise);
/* The entry @name of a section. Returns: its index, or -1. */
int64_t tc_outline_find_entry(const TcOutline *outline, TcKeyword section, const char *name);

/* The number or name of a part or entry is used up by the edit at @span. */
void tc_outline_note_repealed(TcOutline *outline, TcKeyword keyword, const char *code, TcSpan span);
/* The place of the edit that took it out, or NULL. */
const TcSpan *tc_outline_repealed(const TcOutline *outline, TcKeyword keyword, const char *code);

/* "3.4, 3.5": the numbers or names of the parts or entries with the keyword @noun, the first of
 * them where there are many. Returns: (transfer full). */
char *tc_outline_names(const TcOutline *outline, TcKeyword noun);
/* The line that amends the clause in which @named stands, to read what it reads: "sửa đổi đạt khi
 * của kết luận XONG như sau: …"; of what a head says the line that repeals the part. Returns:
 * (transfer full) NULL if no clause has it. */
char *tc_outline_edit_of(const TcOutline *outline, TcSpan named);

/* Which amendment put the clause at @named there (0: it is as first issued). */
uint32_t tc_outline_put_by(const TcOutline *outline, TcSpan named);

/* Puts @n clauses of @text from @first on before @index. */
void tc_outline_insert(TcOutline *outline, uint32_t index, const TcText *text, uint32_t first,
                       uint32_t n, uint32_t by);
void tc_outline_remove(TcOutline *outline, TcOutlineRange range);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcText, tc_text_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcOutline, tc_outline_free)

#endif
