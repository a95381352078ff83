/* TcDiag: one mistake of an author or of a data file; TcDiagList: all of one run.
 *
 * Severity and both texts of a diagnostic stand in grammar/diag_codes.def, never at the call. A
 * call gives a code, the smallest span that shows the mistake and the words for the placeholders
 * {0}, {1} … of the code's message and fix. The list knows the user's language and formats at once.
 * Mistakes of the world (a missing file) are GErrors, our own are asserts; neither comes here. */
#ifndef TC_BASE_DIAG_H
#define TC_BASE_DIAG_H

#include <stdbool.h>
#include "base/lang.h"
#include "base/source.h"

typedef enum { TC_ERROR, TC_WARNING } TcSeverity; /* Lỗi stops, Lưu ý does not */

typedef enum {
#define TC_DIAG(number, id, ...) TC_DIAG_##id,
#include "diag_codes.def"
    TC_N_DIAGS
} TcDiagCode;

typedef struct {
    TcDiagCode code;
    TcSeverity severity;
    TcSpan span;
    char *place;   /* where, when it is no place of a rule file: "a.csv:14:6 [Tổng số hộ]" */
    char *message; /* one sentence: what is wrong */
    char *fix;     /* one sentence: what to write; NULL if there is none */
    TcSpan label_span[2]; /* second places, in the order added */
    char *label[2];       /* their words; NULL ends the list */
    char *edit;           /* text that put in the place of @edit_span mends it; NULL: none */
    TcSpan edit_span;
} TcDiag;

typedef struct TcDiagList TcDiagList;

enum {
    TC_DIAG_LIMIT = 100,      /* shown per file; the rest are counted */
    TC_DIAG_MOST_CURED = 1000 /* behind as many mistakes none is tried out how to mend */
};

/* Returns: (transfer full) an empty list whose messages will be in @lang. */
TcDiagList *tc_diag_list_new(TcLang lang);
/* The same in the languages of @other. */
TcDiagList *tc_diag_list_like(const TcDiagList *other);
void tc_diag_list_free(TcDiagList *list);
TcLang tc_diag_list_lang(const TcDiagList *list);
/* From now on the mistakes are of a rule file with the keywords of @lang: what a message tells to
 * write is written so, unless its own source knows its language. Before: those of the list's own
 * language. */
void tc_diag_list_rules(TcDiagList *list, TcLang lang);

/* Appends a diagnostic. The further arguments are strings for {0}, {1} …, ended by NULL.
 * Returns: (transfer none) the new entry, for labels and an edit; valid until the next append. */
TcDiag *tc_diag(TcDiagList *list, TcDiagCode code, TcSpan span, ...) G_GNUC_NULL_TERMINATED;

/* Names a second place of @diag; @text is finished text in the list's language. */
void tc_diag_label(TcDiag *diag, TcSpan span, const char *text);
/* Names further places of every entry from number @first on that names none in the files of these
 * @n @spans yet. */
void tc_diag_list_label(TcDiagList *list, unsigned first, const TcSpan *spans, size_t n,
                        const char *text);
/* Offers @text in the place of @span as the cure. */
void tc_diag_edit(TcDiag *diag, TcSpan span, const char *text);
/* Makes @diag, the newest of @list, a warning: a mistake that the run was told to bear. */
void tc_diag_soften(TcDiagList *list, TcDiag *diag);
/* Sets the place of a diagnostic that stands in no rule file (a cell of a data file). */
void tc_diag_place(TcDiag *diag, const char *place);

/* The same for every entry from number @first on that has no place at all. */
void tc_diag_list_place(TcDiagList *list, unsigned first, const char *place);

/* The same for every entry from number @first on that stands in @source: the place that @place_of
 * (transfer full) tells of its span. */
typedef char *(*TcDiagPlaceOf)(TcSpan span, const void *user);
void tc_diag_list_move_places(TcDiagList *list, unsigned first, const TcSource *source,
                              TcDiagPlaceOf place_of, const void *user);

/* Counts @n more of them that are not in the list. */
void tc_diag_list_beyond(TcDiagList *list, TcSeverity severity, unsigned n);
unsigned tc_diag_count(const TcDiagList *list, TcSeverity severity);
static inline bool tc_diag_has_errors(const TcDiagList *list)
{
    return tc_diag_count(list, TC_ERROR) > 0;
}

/* Moves every entry of @from for which @wanted (NULL: all) says so behind those of @to; drops the
 * others. */
typedef bool (*TcDiagWanted)(TcDiagCode code, void *user);
void tc_diag_list_move(TcDiagList *from, TcDiagList *to, TcDiagWanted wanted, void *user);

/* Drops every entry that @wanted does not want. */
typedef bool (*TcDiagKeep)(const TcDiag *diag, void *user);
void tc_diag_list_keep(TcDiagList *list, TcDiagKeep wanted, void *user);

/* Drops the entries from number @length on. Pre: the list was not sorted since they came. */
void tc_diag_list_cut(TcDiagList *list, unsigned length);

/* Sorts by file, start and severity and drops equal entries; what stands in a made source is told
 * of the place that people wrote. Call before reading the list. */
void tc_diag_list_sort(TcDiagList *list);
unsigned tc_diag_list_length(const TcDiagList *list);
const TcDiag *tc_diag_list_get(const TcDiagList *list, unsigned index);

/* Facts of the catalogue. The code's printed name is "TC" and four digits. */
const char *tc_diag_name(TcDiagCode code);
/* Finds a code by its printed name, in any case. Returns: false if there is none. */
bool tc_diag_find(const char *name, TcDiagCode *code);
TcSeverity tc_diag_severity(TcDiagCode code);
const char *tc_diag_slug(TcDiagCode code);
/* The message with its places: {0}, {1} … and keywords of rule files, {MAX_POINTS}. */
const char *tc_diag_template(TcDiagCode code, TcLang lang);
const char *tc_diag_fix_template(TcDiagCode code, TcLang lang);
/* @template_text with the keywords of @lang in their places. Returns: (transfer full). */
char *tc_diag_words(const char *template_text, TcLang lang);
const char *tc_diag_explanation(TcDiagCode code, TcLang lang); /* a paragraph, with an example */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcDiagList, tc_diag_list_free)

#endif
