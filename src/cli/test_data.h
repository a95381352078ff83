/* tieuchi test --data: the rows of a data file as examples of the set that is in force. */
#ifndef TC_CLI_TEST_DATA_H
#define TC_CLI_TEST_DATA_H

#include "cli/cli.h"
#include "engine/trial_data.h"

/* Adds the rows of --data to the one of @programs (TcProgram) that they are judged by, if the user
 * gave it. *@data: (transfer full) what they lie in, or NULL. Returns: false with *@status set
 * after telling the user. */
bool tc_test_read_data(const TcArgs *args, const GPtrArray *programs, TcTrialData **data,
                       int *status);

#endif
