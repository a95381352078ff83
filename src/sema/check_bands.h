/* Two bands of a scale that nearly meet, and what was meant. */
#ifndef TC_SEMA_CHECK_BANDS_H
#define TC_SEMA_CHECK_BANDS_H

#include "sema/checker.h"

/* Of two bands that share only the end of the lower one: the lower one, written without it.
 * Returns: (transfer full), or NULL if they do not lie so. */
char *tc_bands_touching(const TcChecker *checker, const TcNode *low, const TcNode *high);

/* Of two bands of which one ends a last place before the other begins (đến 79, từ 80): the lower
 * one, written up to the upper one. Returns: (transfer full), or NULL if they do not lie so. */
char *tc_bands_apart(const TcChecker *checker, const TcNode *low, const TcNode *high,
                     TcAssumption assumption);

#endif
