#include "sema/sema.h"
void tc_check(TcSema *sema)
{
    (void)sema;
}
