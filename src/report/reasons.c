/* Why a cell is open. */
#include "report/reasons.h"

static const struct {
    TcMsg words;
    const char *id;
} reasons[TC_N_REASONS] = {
    [TC_REASON_KNOWN] = {TC_MSG_EXPLAIN_REASON_BLANK, "known"},
    [TC_REASON_BLANK] = {TC_MSG_EXPLAIN_REASON_BLANK, "blank"},
    [TC_REASON_NO_COLUMN] = {TC_MSG_EXPLAIN_REASON_NO_COLUMN, "no_column"},
    [TC_REASON_NO_ROW] = {TC_MSG_EXPLAIN_REASON_NO_ROW, "no_row"},
    [TC_REASON_BAD_CELL] = {TC_MSG_EXPLAIN_REASON_BAD_CELL, "bad_cell"},
    [TC_REASON_CONSTRAINT] = {TC_MSG_EXPLAIN_REASON_CONSTRAINT, "constraint"},
    [TC_REASON_APPROXIMATE] = {TC_MSG_EXPLAIN_REASON_APPROXIMATE, "approximate"},
};

TcMsg tc_reason_words(TcReason reason)
{
    return reasons[reason].words;
}

const char *tc_reason_id(TcReason reason)
{
    return reasons[reason].id;
}
