/* The parts of a rule set: indicators, groups, conclusions, rankings, and what the file says of
 * each.
 *
 * They stand in arrays of the model (model.h); texts and nodes belong to its document. */
#ifndef TC_SEMA_PARTS_H
#define TC_SEMA_PARTS_H

#include "data/unit_list.h"
#include "sema/types.h"
#include "syntax/ast.h"

/* Texts that ride along to every result; NULL where the file says nothing. */
typedef struct {
#define TC_PROVENANCE(field, keyword, heads, many, told, words) const char *field;
#include "provenance.def"
    const char *unit; /* đơn vị tính: of the figures, no text of its own */
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

#endif
