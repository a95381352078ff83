/* What choices cover: the values of all their subjects, cut into cells on which no guard changes
 * (space*.c). */
#ifndef TC_SEMA_COVER_H
#define TC_SEMA_COVER_H

#include "sema/model.h"

typedef struct TcChecker TcChecker;

/* The level that mức yêu cầu stands for while a choice is looked at; NULL: not known. */
typedef struct {
    mpq_ptr level;
} TcAssumption;

/* A guard of a choice: a condition, or subjects that must each fit something. */
typedef struct {
    const TcNode *condition;       /* or NULL */
    const TcNode *const *subjects; /* n of them */
    const TcNode *const
        *fits; /* n lists: PHRASE, literal, NONE, or a BAND's items behind its first */
    uint32_t n;
    bool band; /* fits is a band: any of them may fit the one subject */
} TcGuard;

typedef struct TcSpace TcSpace;

/* Cuts the values of all subjects of the @n guards (borrowed) into cells on which no guard changes.
 * Either all guards are conditions or none is. Returns: (transfer full), or NULL if the guards say
 * things that this cannot decide. */
TcSpace *tc_space_new(const TcChecker *checker, const TcGuard *guards, uint32_t n,
                      TcAssumption assumption);
void tc_space_free(TcSpace *space);
/* Does every cell hold values that some row takes, and the cells together all? */
bool tc_space_exact(const TcSpace *space);
/* Do subjects rest on each other, so that a cell may be one that no row takes? What holds on all
 * cells holds all the same. */
bool tc_space_coupled(const TcSpace *space);

/* Cells on which the same guards hold: from @at on, the segments of the last subject up to before
 * @end. */
typedef struct {
    const uint32_t *at;   /* a segment of each subject */
    uint32_t end;         /* where no guard holds this speaks of one subject only */
    const uint32_t *rows; /* n_rows: the guards that hold, in their order */
    uint32_t n_rows;
} TcPatch;

typedef void TcPatchVisitor(const TcPatch *patch, void *data);
/* Visits all cells in order, the last subject fastest. Returns: false if they are too many to be
 * looked at; a part may have been visited then. */
bool tc_space_visit(TcSpace *space, TcPatchVisitor *visit, void *data);

/* A row of the cell @at: "[Vùng] = "miền núi", giá trị = 55%". Returns: (transfer full). */
char *tc_space_sample(const TcSpace *space, const uint32_t *at);
/* The value that stands for the one subject in its segment. Returns: (transfer full), NULL as
 * below. */
char *tc_space_value(const TcSpace *space, uint32_t segment);
/* Is the segment of the one subject the value chưa có? */
bool tc_space_is_none(const TcSpace *space, uint32_t segment);
/* The values of the one subject in the segments @first..@last: "dưới 1", "từ 50% đến dưới 60%".
 * Returns: (transfer full), or NULL if there are several subjects. */
char *tc_space_stretch(const TcSpace *space, uint32_t first, uint32_t last);

/* A constant where mức yêu cầu and điểm tối đa may stand for their numbers. */
bool tc_assume(const TcModel *model, const TcNode *node, TcAssumption assumption, mpq_t value);

/* Does @node ask for mức yêu cầu? The numbers that this can stand for in the indicator at hand, as
 * mpq_ptr (transfer full). */
bool tc_check_names_level(const TcNode *node);
GPtrArray *tc_check_levels(const TcChecker *checker);

/* Holds @node such a phrase, anywhere? */
bool tc_check_has_reversed(const TcChecker *checker, const TcNode *node, TcAssumption assumption);

#endif
