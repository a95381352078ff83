/* TcAmendment: a text that amends a rule set, as its edits; and an edit applied to an outline.
 *
 * Before: the clauses of an amending text; an outline in which everything that the edit is about is
 * in force. After: the outline as the edit makes it. An edit that does not fit what is in force is
 * refused with both places, and leaves the outline as it was. */
#ifndef TC_SYNTAX_AMEND_H
#define TC_SYNTAX_AMEND_H

#include "syntax/ast.h"
#include "syntax/outline.h"

/* One edit: its head, and what it gives. */
typedef struct {
    const TcNode *head;  /* of the tree: TC_KW_AMEND, INSERT, REPEAL, REPLACE or RENUMBER */
    uint32_t clause;     /* of the head, in the text */
    uint32_t first, n;   /* clauses that it gives */
    int32_t from, until; /* days in force; INT32_MAX: no last day */
    bool withdraws;      /* nothing is applied: it ends lines of another amendment */
} TcEdit;

/* A transition: units for which another rule is than the one that is in force. */
typedef struct {
    const TcNode *head; /* of the tree: the condition, then what becomes of them (CLAUSE: TC_KW_KEEP
                           or TC_KW_CONTINUE) */
    uint32_t clause;    /* in the text */
    int32_t from, until; /* days in force, as of an edit */
} TcTransition;

enum { TC_NO_SET = UINT32_MAX };

typedef struct TcAmendment TcAmendment;
struct TcAmendment {
    const TcText *text;
    const TcNode *head;             /* of the tree; its clauses are below it */
    const char *of;                 /* the code of the set that it amends */
    uint32_t set;                   /* which set of its folder that is, or TC_NO_SET */
    const char *issued_with;        /* the decision, or NULL */
    bool corrects;                  /* đính chính */
    bool lost;                      /* one of its edits has a mistake and is left out */
    int32_t from, until, signed_on; /* INT32_MIN, INT32_MAX, INT32_MIN where not said */
    GArray *edits;                  /* of TcEdit, in the order written */
    GArray *transitions;            /* of TcTransition, in the order written */
    const TcAmendment *aimed;       /* the one whose lines it amends, or NULL: the set itself */
    unsigned depth;                 /* how many amendments stand between it and the set */
};

/* Does @text amend: is its first head that of an amendment? */
bool tc_text_amends(const TcText *text);
/* Reads the edits of @text; mistakes go to @diags, an edit with a mistake is left out. Nodes and
 * amendment belong to @arena. Returns: (transfer none), never NULL. Pre: it amends. */
const TcAmendment *tc_amendment_read(const TcText *text, TcArena *arena, TcDiagList *diags);

/* Finds the amendments (TcAmendment, as read) that other ones of @amendments amend (sửa đổi văn
 * bản), and makes their lines days of the set: a line that amends one of theirs is in force while
 * both are, a line that repeals one of theirs ends it. Circles and lines that find nothing are
 * told.
 */
void tc_amendments_chain(GPtrArray *amendments, TcDiagList *diags);
/* Does one of the two amend the other, directly or by others? */
bool tc_amendments_chained(const TcAmendment *a, const TcAmendment *b);

/* What of an amendment is applied: edits[first .. first + n), written one behind the other, all in
 * force. Renumberings among them take effect together. */
typedef struct {
    const TcAmendment *amendment;
    const TcEdit *const *edits;
    uint32_t n;
    uint32_t by; /* as TcOutlineItem.by */
} TcEditing;
/* Returns: were all of them applied? */
bool tc_amend(TcOutline *outline, const TcEditing *editing, TcDiagList *diags);

#endif
