/* TcModel: a rule set as all later layers see it: the tree, bound and typed, with its parts in
 * arrays.
 *
 * A document makes it (document.h). Expressions stay nodes of the tree; every NAME, PART, OWN,
 * TOTAL, STATE and CALL in them has its `ref`, every expression its `type`. The reference evaluator
 * walks these nodes, plan lowers them, explain prints them. The model is complete only when the
 * diagnostics hold no error; then nothing in it is an ERROR node and no reference is open. Order of
 * the arrays is the order of the decision. */
#ifndef TC_SEMA_MODEL_H
#define TC_SEMA_MODEL_H

#include "data/schema.h"
#include "sema/parts.h"

/* A step of the evaluation: one part. */
typedef struct {
    TcRefKind kind; /* DEFINITION, INDICATOR, CRITERION, VERDICT, GRADE or RANKING */
    uint32_t index;
} TcStep;

typedef struct TcModel {
    TcArena *arena;
    TcLang lang; /* of the rule file: keywords and number style */
    const char *code, *title;
    bool plan; /* kế hoạch, not bộ tiêu chí */
    const char *issued_with;
    const char *amended_by; /* the decisions that made this version of it; NULL: none */
    const char *supersedes; /* thay thế: what this decision replaces; NULL if not stated */
    TcUnitList only_for;    /* chỉ áp dụng cho: the units that are judged; none: all */
    const char *
        *levels; /* đối tượng áp dụng, from the judged level up: "cấp xã", "cấp huyện", "tỉnh" */
    uint32_t n_levels;
    bool has_signed, has_from, has_until;
    int32_t signed_on;
    bool has_known; /* texts signed after known_on were left out */
    int32_t known_on;
    int32_t in_force_from, in_force_until; /* day numbers; until is the last day in force */
    const TcNode *max_points;     /* điểm tối đa of the whole set, NULL if not stated */
    uint32_t stated_count;        /* gồm n chỉ tiêu; 0: not stated */
    uint32_t entered, entered_of; /* mới nhập 03/37; 0/0: not stated */
    TcProvenance about;
    TcSchema schema;
    TcLet *definitions, *parameters;
    uint32_t n_definitions, n_parameters;
    TcDataCheck *checks;
    uint32_t n_checks;
    TcGroup *groups, *criteria;
    uint32_t n_groups, n_criteria;
    TcIndicator *indicators; /* n_indicators */
    uint32_t n_indicators;
    TcVerdict *verdicts;
    uint32_t n_verdicts;
    TcGrade *grades;
    uint32_t n_grades;
    TcRanking *rankings;
    uint32_t n_rankings;
    TcStep *steps; /* n_steps: everything behind what it rests on */
    uint32_t n_steps;
} TcModel;

/* Does a count with @filter count it where it applies? Of criteria: as part of its criterion. */
bool tc_indicator_counts(const TcIndicator *indicator, TcFilter filter);
/* Does it give points, or take some away? */
static inline bool tc_indicator_has_points(const TcIndicator *indicator)
{
    return indicator->points || indicator->max_points;
}
/* And enter these the total? */
static inline bool tc_indicator_scores(const TcIndicator *indicator)
{
    return tc_indicator_has_points(indicator) && !indicator->not_scored;
}
/* Does any indicator? */
bool tc_model_has_points(const TcModel *model);
/* Is any indicator met or not met? */
bool tc_model_judges(const TcModel *model);
/* The level that is judged, as the rules say it ("cấp xã"). Returns: borrowed, or NULL. */
const char *tc_model_level(const TcModel *model);
/* Are the rules for this unit? (chỉ áp dụng cho in the head) */
bool tc_model_concerns(const TcModel *model, const TcUnitTold *unit);

/* The indicators of a GROUP or CRITERION, in order; of anything else all of the set. */
typedef struct {
    const uint32_t *listed; /* NULL: 0 to n - 1 */
    uint32_t n;
} TcMembers;
TcMembers tc_model_members(const TcModel *model, TcRefKind kind, uint32_t index);
static inline uint32_t tc_member(const TcMembers *members, uint32_t i)
{
    return members->listed ? members->listed[i] : i;
}

/* The columns (uint32_t, rising) that @node reads, definitions entered. *@alone (may be NULL): it
 * rests on columns and parameters alone. Cost: the size of what it reads. Returns: (transfer full).
 */
GArray *tc_model_columns(const TcModel *model, const TcNode *node, bool *alone);
/* A summary for reports: how many indicators carry not_checked or assumed. */
uint32_t tc_model_unchecked(const TcModel *model);

#endif
