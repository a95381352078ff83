/* Random edits with their effect made by hand: each writes itself into the text of an amendment
 * and does to a version by hand what the law says that it does.
 *
 * Before: a version by hand, and a donor of clauses, parts and entries. After: `edits` may stand in
 * an amendment of it, and `hand` is the version then; the text of edits that take it back is in
 * `undo`, as long as `undoable`. */
#ifndef TESTS_TOOLS_HAND_EDITS_H
#define TESTS_TOOLS_HAND_EDITS_H

#include "tools/hand.h"
#include "tools/random_rules.h"

typedef struct {
    TcRandom *random;
    TcHand *hand;        /* borrowed; the version at hand */
    const TcHand *donor; /* borrowed */
    GString *edits, *undo;
    bool undoable;
    GPtrArray *about; /* of char *: the parts or entries of all edits: "chỉ tiêu 1.1" */
    unsigned *fresh;  /* what new numbers and names are made of */
} TcHandEdits;

/* @hand, @donor, @fresh: borrowed. */
void tc_hand_edits_init(TcHandEdits *edits, TcRandom *random, TcHand *hand, const TcHand *donor,
                        unsigned *fresh);
void tc_hand_edits_clear(TcHandEdits *edits);

/* ANY: any but a renumbering. INNER: within a part or section that is there and stays, so that it
 * goes with edits of other parts. RENUMBER: one or more parts; the last of its text. */
typedef enum { TC_HAND_ANY, TC_HAND_INNER, TC_HAND_RENUMBER } TcHandEditKind;
/* Makes one edit. Returns: false if nothing was there for it, or an edit so far is about the same
 * part: in one text they must not depend on their order. */
bool tc_hand_edit(TcHandEdits *edits, TcHandEditKind kind);
/* Writes an edit that does not fit the version. */
void tc_hand_misfit(TcHandEdits *edits);

#endif
