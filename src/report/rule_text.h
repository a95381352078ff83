/* The words of a rule as they stand in its file, and what a reader wants to know of them. */
#ifndef TC_REPORT_RULE_TEXT_H
#define TC_REPORT_RULE_TEXT_H

#include "sema/model.h"

/* What @indicator asks, on one line: its yêu cầu, else its đạt khi, else how it is scored. Returns:
 * (transfer full), "" if it says nothing. */
char *tc_rule_requirement(const TcModel *model, const TcIndicator *indicator);
/* The same for readers: behind "chấm điểm:" where it is only scored. Returns: (transfer full). */
char *tc_rule_asked(const TcModel *model, const TcIndicator *indicator);
/* What else it says: goals, how it is scored, to whom it applies, each behind its keyword: "phấn
 * đấu: 90%; không áp dụng đối với phường". Returns: (transfer full), "" if nothing. */
char *tc_rule_further(const TcModel *model, const TcIndicator *indicator);
/* The content of one of its clauses (phấn đấu) on one line. Returns: (transfer full), "" if it has
 * none. */
char *tc_rule_clause(const TcModel *model, const TcIndicator *indicator, TcKeyword keyword);
/* The stated maximum of points, in the number style of @style, if it is a plain number of the file
 * (or parameters make it one). Returns: (transfer full), NULL if there is none. */
char *tc_rule_max_points(const TcModel *model, const TcNode *max_points, TcLang style);
/* The units that a rule names, as written, parted by "; ". Returns: (transfer full), NULL: none. */
char *tc_rule_units(const TcUnitList *list);
/* "Only texts signed up to … count". Returns: (transfer full), NULL where all do. */
char *tc_rule_known(const TcModel *model, TcLang lang);
/* The decision: what it is, since when, until when, in whose place, for whom. One line an item. */
void tc_rule_decision(const TcModel *model, TcLang lang, GString *out);

/* The exact value of @node if it is made of numbers and parameters alone. @value is initialised. */
bool tc_rule_constant(const TcModel *model, const TcNode *node, mpq_t value);

/* Calls @visit for @node and all below it; a definition that is named is entered, once. */
typedef void (*TcNodeVisitor)(const TcNode *node, void *data);
void tc_rule_walk(const TcModel *model, const TcNode *node, TcNodeVisitor visit, void *data);
/* The same for all that decides an indicator: applicability, value, requirements, points. */
void tc_rule_walk_indicator(const TcModel *model, const TcIndicator *indicator, TcNodeVisitor visit,
                            void *data);

#endif
