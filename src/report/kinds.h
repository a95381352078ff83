/* What kind of indicator it is, in words: mandatory, encouraged, bonus points … */
#ifndef TC_REPORT_KINDS_H
#define TC_REPORT_KINDS_H

#include "base/msg.h"
#include "exec/results.h"

/* "bắt buộc, điểm cộng". Returns: (transfer full), "" for an indicator of no special kind. */
char *tc_kind_words(const TcIndicator *indicator, TcLang lang);
/* The same of the kinds that results must name, for their indicators are not counted or not added
 * like others: khuyến khích, điểm cộng, điểm trừ. */
char *tc_kind_apart(const TcIndicator *indicator, TcLang lang);
/* The word for a state of the indicator: what only informs is not said to be scored. */
TcMsg tc_kind_label_word(const TcIndicator *indicator, TcLabel label);
/* The same with its kind: "Chưa đạt (khuyến khích)". Returns: (transfer full). */
char *tc_kind_state(const TcIndicator *indicator, TcLabel label, TcLang lang);
/* @text behind the sign of what is taken away; @text itself of other indicators and of 0. Takes and
 * returns (transfer full), NULL for NULL. */
char *tc_kind_signed(const TcIndicator *indicator, char *text);

#endif
