/* --sweep "3.4 50%..70% step 5%". */
#ifndef TC_CLI_SWEEP_OPTION_H
#define TC_CLI_SWEEP_OPTION_H

#include "cli/cli.h"
#include "engine/level_sweep.h"

/* Reads the levels that the option names into @levels, the numbers of which are initialised; no
 * code: it was not given. Returns: false after telling the user what is wrong with it. */
bool tc_sweep_option_read(const TcArgs *args, TcLevels *levels);
void tc_sweep_option_clear(TcLevels *levels);
/* Tells why the rules cannot be judged by them. */
void tc_sweep_option_say(const TcArgs *args, const TcLevels *levels, TcSweepStatus status);

#endif
