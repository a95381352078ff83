/* TcCut: the token list while it is cut into clauses. clauses.c cuts, nearly.c knows what people
 * type nearly right, taken.c what stands for a clause in decisions, item_marks.c how they mark the
 * items of a list, headings.c how they write heads, measures.c what is a unit, loose.c lines that
 * no keyword begins, edits.c lines that amend, givens.c the cells of an example. Private to the
 * nine. */
#ifndef TC_SYNTAX_CUT_H
#define TC_SYNTAX_CUT_H

#include "syntax/token.h"

typedef struct {
    TcTokenList *tokens;
    GArray *clauses;   /* of TcClause */
    GHashTable *units; /* keys of declared units, and of what they begin with (value NULL) */
    TcDiagList *diags;
    uint32_t index;    /* token at hand */
    uint32_t n;        /* tokens kept so far */
    int depth;         /* of ( and { */
    int listed;        /* the depth at which a list of contents was begun, else 0 */
    TcKeyword section; /* DATA, DEFINITIONS, PARAMETERS, GIVEN of an example; NONE outside */
    bool skipping;     /* within a clause that was refused */
    bool doubtful;     /* within a section whose name was misspelt: its words were not all known */
    bool passing;      /* within a part that was refused: up to the next head or section */
} TcCut;

/* The token @offset behind the one at hand; END behind the last. */
static inline const TcToken *tc_cut_at(const TcCut *cut, uint32_t offset)
{
    uint32_t index = MIN(cut->index + offset, cut->tokens->n - 1);
    return &cut->tokens->items[index];
}

/* Of the token at hand. */
bool tc_cut_starts(const TcCut *cut);
bool tc_cut_is_item_mark(const TcCut *cut);
/* Does it begin a part of a clause (còn lại, riêng, từ …), so that it goes on with the one before?
 */
bool tc_cut_goes_on(const TcCut *cut);

/* Do words begin at it that the language does not have yet? */
bool tc_cut_later(const TcCut *cut);

/* The last token of the clause so far, or NULL. */
TcToken *tc_cut_last(TcCut *cut);
/* Does the clause so far wait for more, so that the next line goes on with it? */
bool tc_cut_unfinished(TcCut *cut);

/* Begins a clause with @starter, which @taken tokens make. */
void tc_cut_start(TcCut *cut, TcToken starter, uint32_t taken);
/* The same with the keyword that @span is, or is taken for. */
void tc_cut_start_clause(TcCut *cut, TcKeyword clause, TcSpan span, uint32_t taken);
/* Keeps the token at hand as one of the clause. */
void tc_cut_keep(TcCut *cut);
/* Of the @n tokens at hand; n > 0. */
static inline TcSpan tc_cut_span(const TcCut *cut, uint32_t n)
{
    return tc_span_join(tc_cut_at(cut, 0)->span, tc_cut_at(cut, n - 1)->span);
}
/* @text in NFC, kept as long as the program runs (units and slips are few). */
const char *tc_cut_text(const char *text);

/* "yêu cầu: đạt từ 60% trở lên": drops the word at hand, which the level does not need. Returns:
 * whether there was one. */
bool tc_cut_drop_state(TcCut *cut);
/* Returns: (transfer full) no units, for TcCut. */
GHashTable *tc_measures_new(void);
/* Enters the units that the data section of @tokens declares: of a file whose tokens are as
 * tc_keywords_apply or as tc_clauses_cut leaves them. */
void tc_measures_declare(GHashTable *units, const TcTokenList *tokens);
/* Are the token at hand and @length - 1 more the unit of the number that ends with @before? Then
 * @unit is the name that they make. */
bool tc_measure_take(const TcCut *cut, const TcToken *before, TcToken *unit, uint32_t *length);

/* Takes words before a colon that stand for a clause in decisions (mức đạt: …). Returns: whether
 * the line at hand begins with such. */
bool tc_cut_taken(TcCut *cut);
/* Takes a flag that is not written as such ("bắt buộc: có", "chỉ tiêu bắt buộc"). Returns: whether
 * the line at hand is one. */
bool tc_cut_flag(TcCut *cut);
/* Takes "1)" or "-" where an item of a list of contents stands. Returns: whether it was one; the
 * list is then passed over. */
bool tc_cut_wrong_item(TcCut *cut);
/* Passes over the words before a colon behind the mark of an item, "a) Có trang: …". Returns:
 * whether there were some. */
bool tc_cut_labelled_item(TcCut *cut);
/* Takes a row of a table that has no "|" before it. Returns: whether it was one; the table is then
 * passed over. */
bool tc_cut_open_row(TcCut *cut);
/* Takes a cell of an example that is not written as such, or what joins two. Returns: whether there
 * was one at hand. */
bool tc_cut_given(TcCut *cut);
/* Is the flag at hand what a band gives ("dưới 2 không tính điểm")? */
bool tc_cut_is_band_result(const TcCut *cut);
/* Is the line at hand a level or band of the clause above ("miền núi: từ 50%"), to be kept in it?
 */
bool tc_cut_is_level_line(const TcCut *cut);
/* Passes over a line that belongs to no clause, told. Returns: whether it was one. */
bool tc_cut_loose(TcCut *cut);
/* Is the clause so far the head of a verdict alone, behind which only clauses can stand? */
bool tc_cut_awaits_condition(const TcCut *cut);
/* Takes what such a head is followed by as its condition. Returns: whether it begins one. */
bool tc_cut_bare_condition(TcCut *cut);
/* Takes a line that amends (edits.c). Returns: whether the line at hand is one. */
bool tc_cut_edit(TcCut *cut);
/* Takes a heading as decisions have it. Returns: whether the line at hand was one. */
bool tc_cut_heading(TcCut *cut);
/* Takes what stands at the beginning of a line and is no starter but nearly one. Returns: whether
 * it was taken. */
bool tc_cut_nearly(TcCut *cut);

/* "kết luận ĐẠT": a verdict whose title lacks its quotation marks. Returns: whether it was one. */
bool tc_cut_bare_verdict(TcCut *cut);

#endif
