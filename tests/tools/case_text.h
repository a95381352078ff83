/* A row of values as the text of a data file, for a failure that is to become a golden case. */
#ifndef TESTS_TOOLS_CASE_TEXT_H
#define TESTS_TOOLS_CASE_TEXT_H

#include "exec/value.h"
#include "sema/model.h"

/* Appends a CSV file (headings and one row, parted by ';', in the model's number style) that is
 * read as @cells; empty where @known is false. */
void tc_case_row(const TcModel *model, const TcValue *cells, const bool *known, GString *out);

#endif
