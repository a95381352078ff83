/* Rows of a data file as examples: what must come out of each unit stands in columns of the same
 * file, or of another one. */
#ifndef TC_ENGINE_TRIAL_DATA_H
#define TC_ENGINE_TRIAL_DATA_H

#include "engine/program.h"

typedef struct {
    const char *data;     /* the figures */
    const char *expected; /* what must come out, in columns as eval writes them; may be `data` */
    TcLang style;         /* of the numbers */
    int32_t day;          /* the date judged; INT32_MIN: not said */
} TcTrialFiles;

typedef struct TcTrialData TcTrialData;

/* Gives @program, which has a model, an example for each unit of whom something must come out; two
 * files are matched by the units' codes, else by their names. Mistakes in the files go to @diags;
 * nothing is added then. Returns: (transfer full) what the examples lie in, to be kept as long as
 * they are used; NULL with @error set. */
TcTrialData *tc_trial_data_read(TcProgram *program, const TcTrialFiles *files, TcDiagList *diags,
                                GError **error);
/* How many there are. */
uint32_t tc_trial_data_length(const TcTrialData *data);
void tc_trial_data_free(TcTrialData *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcTrialData, tc_trial_data_free)

#endif
