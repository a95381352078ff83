/* The codes of colours: only those that every terminal has. */
#include "report/paint.h"

const char *tc_paint_begin(TcPaint paint)
{
    static const char *const codes[TC_N_PAINTS] = {
        [TC_PAINT_PLAIN] = "",         [TC_PAINT_STRONG] = "\033[1m", [TC_PAINT_BAD] = "\033[31m",
        [TC_PAINT_DOUBT] = "\033[33m", [TC_PAINT_GOOD] = "\033[32m",  [TC_PAINT_FAINT] = "\033[36m",
    };
    return codes[paint];
}
