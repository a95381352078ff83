/* A share of a count, for people. */
#ifndef TC_REPORT_SHARE_H
#define TC_REPORT_SHARE_H

#include <stdint.h>
#include "base/lang.h"

/* "97,2%", rounded down: what is missed never looks like nothing. Returns: (transfer full). */
char *tc_share_text(uint32_t part, uint32_t all, TcLang lang);

#endif
