#include "cli/cli.h"
int tc_cmd_eval(const TcArgs *args)
{
    (void)args;
    return 0;
}
