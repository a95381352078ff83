/* TcLines: the lines of a rule file before they are text, so that what stands below each other can
 * be aligned. Private to the formatter (format.c). */
#ifndef TC_SYNTAX_LINES_H
#define TC_SYNTAX_LINES_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
    TC_LINE_PLAIN, /* a head, a flag, a statement, what goes on from the line before */
    TC_LINE_COMMENT,
    TC_LINE_ENTRY,  /* name, mark, content: marks of a section stand below each other */
    TC_LINE_CLAUSE, /* keyword with its colon, content: contents of a head stand below each other */
    TC_LINE_ROW,    /* cells of a table, below each other */
} TcLineKind;

typedef struct {
    TcLineKind kind;
    unsigned part;    /* lines of one part are aligned with each other */
    unsigned indent;  /* blanks */
    unsigned above;   /* empty lines above */
    GString *key;     /* ENTRY, CLAUSE: what stands before the content */
    char mark;        /* ENTRY: ':' or '=' */
    GString *body;    /* ROW: what stands behind the table */
    GPtrArray *cells; /* ROW: of GString */
    char *comment;    /* behind the line; NULL: none */
} TcLine;

typedef struct TcLines TcLines;

TcLines *tc_lines_new(void);
void tc_lines_free(TcLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcLines, tc_lines_free)

/* Begins a line. Returns: (transfer none) it, good until the next one begins. */
TcLine *tc_lines_begin(TcLines *lines, TcLineKind kind, unsigned part, unsigned indent);
/* The line begun last, or NULL. */
TcLine *tc_lines_last(TcLines *lines);

unsigned tc_lines_count(const TcLines *lines);
TcLine *tc_lines_at(TcLines *lines, unsigned index);

/* All lines as text, each with @end. */
void tc_lines_write(const TcLines *lines, const char *end, GString *out);

#endif
