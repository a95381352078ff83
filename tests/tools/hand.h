/* A version of a rule set by hand: its text as a list of heads with their clauses, taken by its
 * lines alone, so that a test can amend it without the program.
 *
 * Before: the text of a random rule set, in one language. After: the text of the list as it is. */
#ifndef TESTS_TOOLS_HAND_H
#define TESTS_TOOLS_HAND_H

#include <glib.h>
#include <stdbool.h>
#include "base/lang.h"

typedef enum {
    TC_HAND_SET,
    TC_HAND_DATA,
    TC_HAND_DEFINITIONS,
    TC_HAND_CHECK,
    TC_HAND_GROUP,
    TC_HAND_CRITERION,
    TC_HAND_INDICATOR,
    TC_HAND_VERDICT,
    TC_HAND_GRADE,
    TC_HAND_NOUNS
} TcHandNoun;

/* "yêu cầu: từ 60% trở lên", "[a] : số nguyên": what stands before the colon and behind it; of a
 * flag the second, of a data check the first is empty. */
typedef struct {
    char *key, *body;
} TcHandItem;

/* chỉ tiêu 1.1 "…", or a section. */
typedef struct {
    TcHandNoun noun;
    char *code;       /* empty: none */
    char *title;      /* with its quotes; empty: none */
    char *graded;     /* of a grade: what its head holds */
    GPtrArray *items; /* of TcHandItem */
} TcHandPart;

typedef struct {
    TcLang lang;
    GPtrArray *parts; /* of TcHandPart */
} TcHand;

TcHand *tc_hand_new(TcLang lang, const char *text);
TcHand *tc_hand_copy(const TcHand *hand);
void tc_hand_free(TcHand *hand);
/* Returns: (transfer full). */
char *tc_hand_text(const TcHand *hand);

const char *tc_hand_noun(TcLang lang, TcHandNoun noun);
/* Appends what stands below the head of @part, a clause a line. */
void tc_hand_put_items(GString *out, const TcHandPart *part);

static inline TcHandPart *tc_hand_part(const TcHand *hand, guint index)
{
    return (TcHandPart *)g_ptr_array_index(hand->parts, index);
}
static inline TcHandItem *tc_hand_item(const TcHandPart *part, guint index)
{
    return (TcHandItem *)g_ptr_array_index(part->items, index);
}
TcHandPart *tc_hand_part_new(TcHandNoun noun, const char *code, const char *title,
                             const char *graded);
void tc_hand_part_free(TcHandPart *part);
TcHandItem *tc_hand_item_new(const char *key, const char *body);
/* The items of @from instead of its own. */
void tc_hand_take_items(TcHandPart *part, const TcHandPart *from);
/* Returns: its place, or -1. */
int tc_hand_find(const TcHand *hand, TcHandNoun noun, const char *code);
int tc_hand_find_item(const TcHandPart *part, const char *key);
/* The place behind the part at @index and, of a group or criterion, the parts that stand in it. */
guint tc_hand_end(const TcHand *hand, guint index);
void tc_hand_set(char **text, const char *to);

/* From @codes[i] to @codes[i + 1] (i even, ended by NULL) for parts of @noun, all at once: their
 * heads and whatever names them outside quotes. */
void tc_hand_renumber(TcHand *hand, TcHandNoun noun, const char *const *codes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcHandPart, tc_hand_part_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcHand, tc_hand_free)

#endif
