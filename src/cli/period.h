/* The year judged, in which the rules may change. */
#ifndef TC_CLI_PERIOD_H
#define TC_CLI_PERIOD_H

#include "cli/cli.h"
#include "engine/program.h"

/* A year's figures are judged by the rules of one day, @day. If @found, the rules of that day among
 * @programs, began within its year and others were in force before, that is said, with how to see
 * whom it touches. Nothing is said without a day (INT32_MIN). */
void tc_say_period(const TcArgs *args, const TcProgram *found, const GPtrArray *programs,
                   int32_t day);

#endif
