/* An explanation as text for people, or as JSON ("tieuchi/explain/1", docs/json.md). */
#ifndef TC_REPORT_EXPLAIN_H
#define TC_REPORT_EXPLAIN_H

#include "exec/explain.h"

typedef struct {
    uint32_t indicator; /* only this one, without the conclusions; TC_NO_PART: all */
    unsigned width;     /* columns of a line; 0: 100 */
} TcExplainView;

/* Both append to @out. Without one indicator chosen the text gives met indicators in brief. */
void tc_explain_text(const TcExplanation *explanation, const TcExplainView *view, GString *out);
void tc_explain_json(const TcExplanation *explanation, const TcExplainView *view, GString *out);

#endif
