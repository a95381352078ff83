/* TcPair: the two versions of rules that a command compares (prove, diff, impact).
 *
 * Each operand is a rule file or a folder, the older first; of what has several versions --from
 * picks the first side, --to the second. One operand with both days is compared with itself. Two of
 * which one has nothing but amendments are read together: the set before them and with them. */
#ifndef TC_CLI_PAIR_H
#define TC_CLI_PAIR_H

#include "cli/cli.h"
#include "engine/folder.h"

enum { TC_PAIR_SIDES = 2 };

typedef struct {
    TcFolder *folder; /* of its files */
    uint32_t set;     /* of the folder */
    int32_t day;      /* the version's; INT32_MIN: the set as issued */
    TcProgram *program;
    char *name; /* for people: the operand, and the day if one picked the version */
} TcPairSide;

typedef struct {
    TcPairSide sides[TC_PAIR_SIDES];
    unsigned n;    /* 1 or 2 */
    bool amending; /* a set that nothing else amends, and what amends it, as two operands */
} TcPair;

/* Loads what the operands of @args name; with @least 1 a single operand without --from and --to is
 * one side. Mistakes in any of the rules are told, those of both sides together. After: @pair is
 * cleared with tc_pair_clear, whatever is returned. Returns: false with *@status set. */
bool tc_pair_load(const TcArgs *args, unsigned least, TcPair *pair, int *status);
void tc_pair_clear(TcPair *pair);

/* The day that is judged, which rules may ask for, into @run. Returns: false after telling the user
 * that it is not given. */
bool tc_pair_run(const TcArgs *args, const TcPair *pair, TcRun *run);
/* The clauses of the side's version. Returns: (transfer full). */
TcOutline *tc_pair_outline(const TcPairSide *side);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcPair, tc_pair_clear)

#endif
