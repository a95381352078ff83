/* TcBetween: what lies between two versions of the rules, as clauses that each stand by themselves,
 * and the rules with only some of them applied.
 *
 * Between two days of one set the clauses are the edits that begin or end in between; between two
 * sets that were written apart they are the parts and entries in which they differ. What states
 * facts of the text alone (titles, sources, how many indicators there are) makes no clause, and
 * counts that a set states of itself are left out of the rules in between. Columns and definitions
 * that either version has are there in all rules in between: what is not read changes no result,
 * and so a clause stands without the one that declares what it reads. */
#ifndef TC_ENGINE_BETWEEN_H
#define TC_ENGINE_BETWEEN_H

#include "engine/folder.h"

/* A set of clauses: bit i is clause i. */
typedef uint64_t TcClauses;
enum { TC_CLAUSES_MAX = 64 }; /* all further ones are one with the last */

typedef enum {
    TC_CLAUSE_BEGINS,  /* an edit comes into force */
    TC_CLAUSE_ENDS,    /* an edit is no longer in force */
    TC_CLAUSE_CHANGED, /* a part or entry has other contents */
    TC_CLAUSE_ADDED,
    TC_CLAUSE_REMOVED,
    TC_CLAUSE_REST, /* all that is beyond TC_CLAUSES_MAX */
} TcClauseKind;

typedef struct {
    TcClauseKind kind;
    char *words;          /* the edit's line, or the part: "chỉ tiêu 3.4" */
    const char *decision; /* that makes it, or NULL; borrowed */
    TcSpan place;
    bool idle; /* only adds or drops data or definitions, or states titles, sources, counts: no
                  result hangs on it */
    GHashTable *touched; /* keys of parts (tc_between_key) that it changes; TC_TOUCHES_ALL */
} TcClauseBetween;

#define TC_TOUCHES_ALL "*" /* a key: any result can hang on it */

/* One of the two versions. */
typedef struct {
    TcFolder *folder;
    uint32_t set;
    int32_t day; /* INT32_MIN: as first issued */
} TcVersionOf;

typedef struct TcBetween TcBetween;

/* Both versions must be without errors; their folders are kept. Returns: (transfer full). */
TcBetween *tc_edits_between(const TcVersionOf *from, const TcVersionOf *to);
void tc_between_free(TcBetween *between);

uint32_t tc_between_n(const TcBetween *between);
const TcClauseBetween *tc_between_clause(const TcBetween *between, uint32_t index);
/* Do the clauses come of amendments (else two sets were compared)? */
bool tc_between_amends(const TcBetween *between);
/* All of them that are not idle. */
TcClauses tc_between_all(const TcBetween *between);

/* The rules with only the clauses @applied, of which idle ones are left out. Returns: (transfer
 * full) NULL where these cannot stand without others. The program must not outlive @between. Cost:
 * the check of a rule file. */
TcProgram *tc_between_program(const TcBetween *between, TcClauses applied);
/* What a part is called throughout, whatever number it has in the rules with @applied. @keyword:
 * of its head, or of the section of an entry. Returns: (transfer full). */
char *tc_between_key(const TcBetween *between, TcClauses applied, TcKeyword keyword,
                     const char *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcBetween, tc_between_free)

#endif
