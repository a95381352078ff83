/* Colours of a terminal, by meaning. */
#ifndef TC_REPORT_PAINT_H
#define TC_REPORT_PAINT_H

typedef enum {
    TC_PAINT_PLAIN,
    TC_PAINT_STRONG, /* places, headings */
    TC_PAINT_BAD,    /* errors, not met */
    TC_PAINT_DOUBT,  /* warnings, open */
    TC_PAINT_GOOD,   /* fixes, met */
    TC_PAINT_FAINT,  /* marks, not applicable */
    TC_N_PAINTS
} TcPaint;

/* The escape code that begins it; "" for plain. TC_PAINT_END ends it. */
const char *tc_paint_begin(TcPaint paint);
#define TC_PAINT_END "\033[0m"

#endif
