/* Where a rule set comes from, and what in it was not compared with the original, assumed or read
 * in one of several ways: what every output repeats. */
#ifndef TC_REPORT_ORIGIN_H
#define TC_REPORT_ORIGIN_H

#include "base/msg.h"
#include "sema/model.h"

typedef enum { TC_TOLD_PLAIN, TC_TOLD_TABLE, TC_TOLD_CSV, TC_TOLD_MARK, TC_TOLD_READING } TcTold;

/* A text that a part may state: a row of provenance.def. */
typedef struct {
    const char *member; /* of JSON */
    TcMsg words;        /* "Giả định: {0}" */
    TcTold told;        /* where it is told beside reports of the part itself */
    size_t offset;      /* in TcProvenance */
} TcOriginText;

/* The rows, in the order of all reports. */
extern const TcOriginText tc_origin_texts[];
extern const size_t tc_origin_n_texts;
/* Returns: (nullable) what @about states there, borrowed. */
const char *tc_origin_text(const TcProvenance *about, const TcOriginText *text);

/* One part of a set, whatever its kind. */
typedef struct {
    TcRefKind kind; /* SET, GROUP, CRITERION, INDICATOR, VERDICT, GRADE or RANKING */
    uint32_t index; /* among those of its kind */
    const char *code, *title;
    const TcProvenance *about;
} TcOriginPart;

/* How many parts a set has, itself the first; and the part at @index, in the decision's order. */
uint32_t tc_origin_n_parts(const TcModel *model);
TcOriginPart tc_origin_part(const TcModel *model, uint32_t index);
/* Does it say chưa đối chiếu bản gốc, giả định or cách hiểu? */
bool tc_origin_is_marked(const TcProvenance *about);

/* "Nhóm 1". Returns: (transfer full), "" for the set itself. */
char *tc_origin_part_name(const TcOriginPart *part, TcLang lang);

/* "chưa đối chiếu, giả định" of a part. Returns: (transfer full), "" if neither is said. */
char *tc_origin_mark(const TcProvenance *about, TcLang lang);
/* "Chưa đối chiếu bản gốc: theo …. Cách hiểu: …" of a part. Returns: (transfer full), "" if none is
 * said. */
char *tc_origin_words(const TcProvenance *about, TcLang lang);
/* All else that a part states, one line an item, below its name unless it is the set; for a table
 * of indicators and its marks. */
void tc_origin_further(const TcOriginPart *part, TcLang lang, GString *out);
/* What must go with every result, one line an item: how many indicators and which, then the set and
 * its conclusions with their own words. */
void tc_origin_lines(const TcModel *model, TcLang lang, GString *out);
/* The same in short on one line, for the rows of a file. Returns: (transfer full), "" if there is
 * nothing to say. */
char *tc_origin_note(const TcModel *model, TcLang lang);

#endif
