/* Words and figures of an impact that its reports share. Private to impact_*.c. */
#ifndef TC_REPORT_IMPACT_INTERNAL_H
#define TC_REPORT_IMPACT_INTERNAL_H

#include "report/impact.h"
#include "report/json_gen.h"

/* What an answer is, in words of the reports: "Đạt", "Đủ điều kiện", "Loại tốt". (transfer none) */
const char *tc_impact_can_word(const TcImpactPage *page, uint32_t answer, uint32_t can);
/* The same for programs; NULL where a grade is open. */
const char *tc_impact_can_id(const TcImpact *impact, uint32_t answer, uint32_t can);
/* "khoản 3": a clause by its number in the list of clauses. Returns: (transfer full). */
char *tc_impact_clause_name(const TcImpactPage *page, uint32_t clause);
/* What the clause is: its line, or "sửa chỉ tiêu 3.4". Returns: (transfer full). */
char *tc_impact_clause_words(const TcImpactPage *page, uint32_t clause);
/* Both, with its place: "khoản 3: … (sua-doi.tieuchi, dòng 7)". Returns: (transfer full). */
char *tc_impact_clause_line(const TcImpactPage *page, uint32_t clause);
/* "khoản 3 và khoản 5": all of a set. Returns: (transfer full). */
char *tc_impact_set_words(const TcImpactPage *page, TcClauses set);
/* "khoản 3 và khoản 5 cùng nhau". Returns: (transfer full) NULL: there is no clause. */
char *tc_impact_cause_clauses(const TcImpactPage *page, uint32_t cause);
/* "do khoản 3 và khoản 5 cùng nhau". Returns: (transfer full). */
char *tc_impact_cause_words(const TcImpactPage *page, uint32_t cause);
/* "Chỉ tiêu", "Kết luận", as the heading of a column. */
TcMsg tc_impact_kind_word(const TcImpactAnswer *answer);
/* "Chỉ tiêu 3.4", "Kết luận X". Returns: (transfer full). */
char *tc_impact_answer_name(const TcImpactPage *page, uint32_t answer);

/* What becomes of an indicator between the versions. */
typedef enum {
    TC_FATE_KEPT,
    TC_FATE_NEW,
    TC_FATE_REPEALED,
    TC_FATE_AMENDED, /* a clause gives it other contents */
    TC_N_FATES
} TcImpactFate;
TcImpactFate tc_impact_fate(const TcImpact *impact, uint32_t answer);

/* For programs: a clause as an object, a cause as one, the kind of an answer. */
void tc_impact_json_clause(const TcImpactPage *page, uint32_t clause, TcJson *json);
void tc_impact_json_cause(const TcImpactPage *page, uint32_t cause, TcJson *json);
const char *tc_impact_kind_id(const TcImpactAnswer *answer);

/* The turns of an answer, most first; those from yes to no before those from no to yes before
 * others. Returns: (transfer full) of TcTurnCount. */
GArray *tc_impact_turns_of(const TcImpact *impact, uint32_t answer);
/* How many units had the answer @can before (@side 0), or have it after. */
uint64_t tc_impact_had(const TcImpact *impact, const TcImpactSums *sums, uint32_t answer, int side,
                       uint32_t can);
/* How many turned to yes from anything that is not, and away from it. */
uint64_t tc_impact_gained(const TcImpact *impact, const TcImpactSums *sums, uint32_t answer);
uint64_t tc_impact_lost(const TcImpact *impact, const TcImpactSums *sums, uint32_t answer);
/* Are there several parent units, so that sums of them tell more than those of all? */
bool tc_impact_has_parents(const TcImpact *impact);
/* Is there a conclusion that can turn? */
bool tc_impact_concludes(const TcImpact *impact);
/* Does any indicator turn? */
bool tc_impact_indicators_turn(const TcImpact *impact);
/* The mean change of the total, over the units where both are known: "+0,25". Returns: (transfer
 * full) NULL where there is no such unit. */
char *tc_impact_mean_change(const TcImpactPage *page);
/* What the unit misses narrowly by the second version. Returns: (transfer full) of TcImpactNear. */
GPtrArray *tc_impact_near(TcImpactPage *page, const TcImpactUnit *unit);
/* The total of a unit, and its place in the first ranking. Returns: (transfer full) or NULL. */
typedef char *(*TcImpactFigure)(const TcImpactPage *page, const TcImpactUnit *unit, int side);
char *tc_impact_points(const TcImpactPage *page, const TcImpactUnit *unit, int side);
char *tc_impact_rank(const TcImpactPage *page, const TcImpactUnit *unit, int side);
/* Is @figure, one of these, told otherwise now? */
bool tc_impact_differs(const TcImpactPage *page, const TcImpactUnit *unit, TcImpactFigure figure);

/* The counts of --sweep: of all units, and of those of each parent unit. */
void tc_sweep_text(const TcImpactPage *page, unsigned width, bool colour, GString *out);
void tc_sweep_html(const TcImpactPage *page, GString *out);
void tc_sweep_json(const TcLevelSweep *sweep, TcJson *json);

#endif
