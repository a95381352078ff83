/* Values and sources as texts of an explanation: they live in its arena. */
#ifndef TC_EXEC_EXPLAIN_WORDS_H
#define TC_EXEC_EXPLAIN_WORDS_H

#include "exec/explain_internal.h"

const char *tc_explain_keep(TcExplainer *explainer, char *text); /* @text: (transfer full) */
/* The source of @node on one line; NULL for no node. */
const char *tc_explain_source(TcExplainer *explainer, const TcNode *node);
TcShown tc_explain_number(TcExplainer *explainer, const mpq_t number, bool percent,
                          const TcMarks *marks);
/* Any value; @type may be NULL, @marks too. */
TcShown tc_explain_value(TcExplainer *explainer, const TcValue *value, const TcType *type,
                         const TcMarks *marks);
/* A value of a column. */
TcShown tc_explain_cell_value(TcExplainer *explainer, uint32_t column, const TcValue *value);
/* What stands in a known cell of documents; nothing for any other cell. */
TcShown tc_explain_document(TcExplainer *explainer, uint32_t column);
TcExplainedCell tc_explain_cell(TcExplainer *explainer, uint32_t column);
const char *tc_explain_heading(TcExplainer *explainer, uint32_t column);
/* "[A], [B]" of @n columns. */
const char *tc_explain_headings(TcExplainer *explainer, const uint32_t *columns, uint32_t n);
const char *tc_explain_column_unit(const TcExplainer *explainer, uint32_t column);
bool tc_explain_is_percent(const TcExplainer *explainer, uint32_t column);
/* Its one unit, or NULL. */
const char *tc_explain_unit(const TcType *type);
/* What the thresholds come to on the row as it stands. */
void tc_explain_marks(const TcExplainer *explainer, const TcThresholds *thresholds, TcMarks *marks);

#endif
