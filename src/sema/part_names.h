/* What the parts that have answers are called. */
#ifndef TC_SEMA_PART_NAMES_H
#define TC_SEMA_PART_NAMES_H

#include "sema/model.h"

/* The code of an indicator, criterion, verdict, grade, ranking or group. */
static inline const char *tc_part_code(const TcModel *model, TcRefKind kind, uint32_t index)
{
    return kind == TC_REF_VERDICT     ? model->verdicts[index].code
           : kind == TC_REF_GRADE     ? model->grades[index].code
           : kind == TC_REF_RANKING   ? model->rankings[index].code
           : kind == TC_REF_GROUP     ? model->groups[index].code
           : kind == TC_REF_CRITERION ? model->criteria[index].code
                                      : model->indicators[index].code;
}

/* The title of an indicator, verdict or grade; NULL: it has none. */
static inline const char *tc_part_title(const TcModel *model, TcRefKind kind, uint32_t index)
{
    return kind == TC_REF_VERDICT ? model->verdicts[index].title
           : kind == TC_REF_GRADE ? model->grades[index].title
                                  : model->indicators[index].title;
}

#endif
