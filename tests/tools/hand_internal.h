/* What the makers of edits by hand share (hand_edits.c, hand_give.c, hand_take.c). */
#ifndef TESTS_TOOLS_HAND_INTERNAL_H
#define TESTS_TOOLS_HAND_INTERNAL_H

#include "tools/hand_edits.h"

typedef enum {
    TC_HAND_WORD_AMEND,
    TC_HAND_WORD_INSERT,
    TC_HAND_WORD_REPEAL,
    TC_HAND_WORD_REPLACE,
    TC_HAND_WORD_BY,
    TC_HAND_WORD_IN,
    TC_HAND_WORD_RENUMBER,
    TC_HAND_WORD_AS,
    TC_HAND_WORD_OF,
    TC_HAND_WORD_TO_READ,
    TC_HAND_WORD_AFTER,
    TC_HAND_WORD_TITLE
} TcHandWord;

/* In the language of the set. */
const char *tc_hand_word(const TcHandEdits *edits, TcHandWord which);
const char *tc_hand_noun_of(const TcHandEdits *edits, const TcHandPart *part);
/* "chỉ tiêu 1.1". Returns: (transfer full). */
char *tc_hand_named(const TcHandEdits *edits, const TcHandPart *part);
/* The edit is about @part. */
void tc_hand_touch(TcHandEdits *edits, const TcHandPart *part);
/* What takes an edit back comes before what takes the earlier ones back. */
void tc_hand_undo(TcHandEdits *edits, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Sets of nouns, as bits. */
enum {
    TC_HAND_ROWS = 1 << TC_HAND_INDICATOR | 1 << TC_HAND_VERDICT | 1 << TC_HAND_GRADE,
    TC_HAND_GROUPS = 1 << TC_HAND_GROUP | 1 << TC_HAND_CRITERION,
    TC_HAND_CLAUSED =
        1 << TC_HAND_SET | 1 << TC_HAND_INDICATOR | 1 << TC_HAND_VERDICT | TC_HAND_GROUPS,
    TC_HAND_ENTRIES = 1 << TC_HAND_DATA | 1 << TC_HAND_DEFINITIONS
};

uint32_t tc_hand_below(const TcHandEdits *edits, uint32_t n);
/* A random part that is one of @nouns, an item of a part. Returns: NULL if there is none. */
TcHandPart *tc_hand_draw_part(const TcHandEdits *edits, const TcHand *hand, unsigned nouns);
TcHandItem *tc_hand_draw_item(const TcHandEdits *edits, const TcHandPart *part);
/* A blank, or the next line. */
const char *tc_hand_gap(const TcHandEdits *edits);
/* A number or name that was not used. Returns: (transfer full). */
char *tc_hand_fresh_code(const TcHandEdits *edits, TcHandNoun noun);

/* One edit each. Returns: false if nothing was there for it. */
bool tc_hand_amend_part(TcHandEdits *edits);
bool tc_hand_amend_clause(TcHandEdits *edits);
bool tc_hand_amend_title(TcHandEdits *edits);
bool tc_hand_amend_entry(TcHandEdits *edits);
bool tc_hand_replace_words(TcHandEdits *edits);
bool tc_hand_amend_group(TcHandEdits *edits);
bool tc_hand_insert_clause(TcHandEdits *edits);
bool tc_hand_repeal_clause(TcHandEdits *edits);
bool tc_hand_insert_part(TcHandEdits *edits);
bool tc_hand_insert_entries(TcHandEdits *edits);
bool tc_hand_repeal_entry(TcHandEdits *edits);
bool tc_hand_repeal_parts(TcHandEdits *edits);
bool tc_hand_renumber_parts(TcHandEdits *edits);

#endif
