/* TcHeadings: from the heading of a file's column to the schema's column or the unit's field. */
#ifndef TC_DATA_HEADINGS_H
#define TC_DATA_HEADINGS_H

#include <glib.h>
#include "data/data_diags.h"
#include "data/schema.h"

typedef enum {
    TC_FIELD_CODE,
    TC_FIELD_NAME,
    TC_FIELD_PARENT,
    TC_FIELD_KIND,
    TC_FIELD_SOURCE,
    TC_N_FIELDS
} TcUnitField;
enum { TC_NO_COLUMN = -1, TC_NO_FIELD = -1, TC_MAX_FILE_COLUMNS = 16384 };

typedef struct TcHeadings TcHeadings;

/* @schema is borrowed. Returns: (transfer full). */
TcHeadings *tc_headings_new(const TcSchema *schema);
void tc_headings_free(TcHeadings *headings);

/* What a heading names: a column (the schema's, then its appraisals), a field of the unit, both or
 * neither. */
typedef struct {
    int column; /* or TC_NO_COLUMN */
    int field;  /* TcUnitField or TC_NO_FIELD */
} TcHeadingMatch;
TcHeadingMatch tc_headings_find(const TcHeadings *headings, const char *text, size_t length);

/* A heading that matched nothing, kept for suggestions. */
typedef struct {
    char *text;
    uint32_t column; /* of the file */
    uint32_t line;
} TcUnknownHeading;
void tc_unknown_heading_clear(void *heading);

/* Warns of columns that the file lacks: where an unknown heading looks alike or is near, naming it,
 * the others together. Reports headings of appraisals that nothing asks for. @has: whether the file
 * has each of the schema's columns. @letters: the file has columns with letters (CSV). */
void tc_headings_report(const TcHeadings *headings, const bool *has, const GArray *unknown,
                        bool letters, uint32_t line, TcDataDiags *report);
/* Refuses a file in which no heading of line @line is known; names those that are near. */
void tc_headings_refuse(const TcHeadings *headings, const GArray *unknown, bool letters,
                        uint32_t line, TcDataDiags *report);

#endif
