/* Why a cell is open, in words for people and as a name for programs. */
#ifndef TC_REPORT_REASONS_H
#define TC_REPORT_REASONS_H

#include "base/msg.h"
#include "data/block.h"

TcMsg tc_reason_words(TcReason reason);
/* "blank", "no_column" …: the same in either language. */
const char *tc_reason_id(TcReason reason);

#endif
