/* Where a rule set comes from, and what in it was not compared with the original, assumed or read
 * in one of several ways: what every output repeats. */
#ifndef TC_REPORT_ORIGIN_H
#define TC_REPORT_ORIGIN_H

#include "sema/model.h"

/* One part of a set, whatever its kind. */
typedef struct {
    TcRefKind kind; /* SET, GROUP, CRITERION, INDICATOR, VERDICT, GRADE or RANKING */
    const char *code;
    const TcProvenance *about;
} TcOriginPart;

/* How many parts a set has, itself the first; and the part at @index, in the decision's order. */
uint32_t tc_origin_n_parts(const TcModel *model);
TcOriginPart tc_origin_part(const TcModel *model, uint32_t index);
/* Does it say chưa đối chiếu bản gốc, giả định or cách hiểu? */
bool tc_origin_is_marked(const TcProvenance *about);

/* "chưa đối chiếu, giả định" of a part. Returns: (transfer full), "" if neither is said. */
char *tc_origin_mark(const TcProvenance *about, TcLang lang);
/* "Chưa đối chiếu bản gốc: theo …. Cách hiểu: …" of a part. Returns: (transfer full), "" if none is
 * said. */
char *tc_origin_words(const TcProvenance *about, TcLang lang);
/* What must go with every result, one line an item: how many indicators and which, then the set and
 * its conclusions with their own words. */
void tc_origin_lines(const TcModel *model, TcLang lang, GString *out);
/* The same in short on one line, for the rows of a file. Returns: (transfer full), "" if there is
 * nothing to say. */
char *tc_origin_note(const TcModel *model, TcLang lang);

#endif
