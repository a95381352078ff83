/* An empty data file for a rule set, and notes on what each of its columns wants. */
#ifndef TC_REPORT_TEMPLATE_H
#define TC_REPORT_TEMPLATE_H

#include <glib.h>
#include "data/units.h"
#include "sema/model.h"

/* CSV for Excel: unit columns, the columns of the rules, an appraisal column for each indicator
 * that asks for evidence; a row for each of @units (NULL: none). Appended to @out. */
void tc_template_data(const TcModel *model, const TcUnits *units, GString *out);
/* CSV for Excel: a row for each column of the data file, with what the rules' origin wants said:
 * words in @lang, figures and separator as in the data file, so that both open alike. */
void tc_template_notes(const TcModel *model, TcLang lang, GString *out);

#endif
