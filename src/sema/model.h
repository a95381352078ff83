/* TcModel: a rule set as all later layers see it: the tree, bound and typed, with its parts in
 * arrays.
 *
 * sema_build makes it from one document (later: from a base set with its amendments). Expressions
 * stay nodes of the tree; every NAME, PART, OWN, TOTAL, STATE and CALL in them has its `ref`, every
 * expression its `type`. The reference evaluator walks these nodes, plan lowers them, explain
 * prints them. The model is complete only when the diagnostics hold no error; then nothing in it is
 * an ERROR node and no reference is open. Order of the arrays is the order of the decision. */
#ifndef TC_SEMA_MODEL_H
#define TC_SEMA_MODEL_H

#include "base/diag.h"
#include "data/schema.h"
#include "data/unit_list.h"
#include "sema/types.h"
#include "syntax/ast.h"

/* Texts that ride along to every result; NULL where the file says nothing. */
typedef struct {
    const char *laid_down_in; /* quy định tại */
    const char *verbatim;     /* nguyên văn */
    const char *evidence;     /* tài liệu kiểm chứng */
    const char *appraised_by; /* đơn vị thẩm định */
    const char *data_source;  /* nguồn số liệu */
    const char *reading;      /* cách hiểu */
    const char *basis;        /* căn cứ */
    const char *note;         /* ghi chú */
    const char *not_checked;  /* chưa đối chiếu bản gốc: a reconstruction */
    const char *assumed;      /* giả định */
    const char *unit;         /* đơn vị tính */
} TcProvenance;

/* A requirement, phấn đấu or khuyến khích: content is PHRASE, CASES or SCALE of PHRASEs (or a bare
 * value); excepts are the riêng parts, tried before it. The subject is the indicator's value. */
typedef struct {
    const TcNode *content; /* NULL: there is none */
    const TcNode **excepts;
    uint32_t n_excepts;
} TcRequirement;

typedef struct {
    const TcNode *head;
    const char *code, *title;
    uint32_t group;     /* index, or TC_NO_PART */
    uint32_t criterion; /* index, or TC_NO_PART */
    bool mandatory, elective, not_scored;
    bool encouraged;    /* the whole indicator is khuyến khích: reported, never counted */
    bool judged;        /* has yêu cầu or đạt khi: it is met or not; else it is only scored */
    bool evidence;      /* asks for evidence or appraisal: awaits it until accepted */
    uint32_t appraisal; /* the cell of that, behind the columns; TC_NO_PART if none is asked */
    const TcNode *not_applicable_when; /* NULL or a condition */
    TcUnitList not_for, only_for;
    const TcNode *value; /* cách tính; NULL if none */
    TcRequirement required, aiming_at, encouraged_at;
    const TcNode *met_when;   /* đạt khi: a condition, CASES or CONTENTS; NULL if none */
    const TcNode *max_points; /* NULL: no points */
    const TcNode *points;     /* chấm điểm; NULL: maximum if met, else 0 */
    bool bonus, penalty; /* điểm cộng, điểm trừ: its points are added to (taken from) the total, its
                            maximum stays out of every maximum */
    TcProvenance about;
} TcIndicator;

typedef struct {
    const TcNode *head;
    const char *code, *title;
    uint32_t stated_count;    /* gồm n chỉ tiêu; 0: not stated */
    const TcNode *max_points; /* stated maximum, NULL if not */
    const TcNode *weight;     /* trọng số: a number; NULL: 1 */
    uint32_t *indicators;     /* n_indicators, in order */
    uint32_t n_indicators;
    uint32_t group; /* of a criterion: the group it stands in, or TC_NO_PART */
    TcProvenance about;
} TcGroup; /* also a criterion */

typedef struct {
    const TcNode *head;
    const char *code, *title;
    const TcNode *met_when;
    TcProvenance about;
} TcVerdict;

typedef struct {
    const TcNode *head;
    const char *code, *title;
    const TcNode *content; /* SCALE, CASES or TABLE whose results are texts */
    const char **labels;   /* the texts that it can give, in order of appearance */
    uint32_t n_labels;
    TcProvenance about;
} TcGrade;

/* Units of a data file in order of a number, the highest first unless `lowest_first`. */
typedef struct {
    const TcNode *head;
    const char *code, *title;
    const TcNode *by;                  /* a number */
    const TcNode *not_applicable_when; /* a unit of which this holds has no rank; NULL: none */
    bool lowest_first;
    TcProvenance about;
} TcRanking;

typedef struct {
    const TcNode *let;
    const char *name;
    const TcNode *value;
} TcLet; /* a definition or a parameter */

#define TC_NO_PART UINT32_MAX

typedef struct {
    const TcNode *condition;
    const char *message; /* NULL if none */
    uint32_t column;     /* it is a part of this column's range; TC_NO_PART: a check of its own */
    TcSpan words;
} TcDataCheck;

typedef struct TcModel {
    TcArena *arena;
    TcLang lang; /* of the rule file: keywords and number style */
    const char *code, *title;
    bool plan; /* kế hoạch, not bộ tiêu chí */
    const char *issued_with;
    const char *supersedes; /* thay thế: what this decision replaces; NULL if not stated */
    TcUnitList only_for;    /* chỉ áp dụng cho: the units that are judged; none: all */
    const char *
        *levels; /* đối tượng áp dụng, from the judged level up: "cấp xã", "cấp huyện", "tỉnh" */
    uint32_t n_levels;
    bool has_signed, has_from, has_until;
    int32_t signed_on;
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
    /* Evaluation order of indicators and conclusions (no cycles): see TcStep. */
    struct TcStep {
        TcRefKind kind; /* DEFINITION, INDICATOR, CRITERION, VERDICT, GRADE or RANKING */
        uint32_t index;
    } * steps;
    uint32_t n_steps;
} TcModel;

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

/* A summary for reports: how many indicators carry not_checked or assumed. */
uint32_t tc_model_unchecked(const TcModel *model);

#endif
