/* The numbers of a quotation (nguyên văn) and what its words ask of them. */
#ifndef TC_SEMA_QUOTATION_H
#define TC_SEMA_QUOTATION_H

#include <glib.h>
#include <gmp.h>
#include <stdbool.h>
#include "base/lang.h"

/* What a number asks of a value: at least, above, at most, below it. ANY: cannot be said. */
typedef enum {
    TC_SIGN_NONE,
    TC_SIGN_LEAST,
    TC_SIGN_ABOVE,
    TC_SIGN_MOST,
    TC_SIGN_BELOW,
    TC_SIGN_ANY,
} TcSign;

typedef struct {
    mpq_t value;
    mpq_t scaled;  /* times the triệu, tỷ … behind it */
    TcSign sign;   /* NONE: no sign word stands by it */
    bool percent;  /* a share: 60%, 2/3 */
    bool bare;     /* a share of which nothing is said */
    bool excepted; /* bare, or an amount, of those that riêng names: riêng miền núi 50% */
    bool apart;    /* words stand between it and its sign: từ 15 tuổi trở lên */
    char *text;    /* with its sign word; of an exception: riêng … 50% */
} TcQuoted;

/* Returns: (transfer full) the numbers of @text in order (TcQuoted), written in figures or, up to
 * some hundreds, in words. A bare đạt is a sign word only before a percentage: đạt 02 giải asks for
 * nothing. */
GArray *tc_quotation_read(const char *text, TcLang lang);

/* What a heading says of the figures below it: LEAST of "mức tối thiểu", MOST of "không quá", else
 * NONE. "trên", "dưới" also stand for places, so they say nothing there. */
TcSign tc_quotation_sign(const char *text, TcLang lang);

#endif
