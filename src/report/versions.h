/* The timeline of a folder: `tieuchi versions`. */
#ifndef TC_REPORT_VERSIONS_H
#define TC_REPORT_VERSIONS_H

#include "engine/versions.h"

/* One set: a heading and a table of its @versions (TcVersion *). */
void tc_versions_table(const GPtrArray *versions, TcLang lang, unsigned width, bool colour,
                       GString *out);
/* All sets (arrays of versions) as one document; docs/json.md. */
void tc_versions_json(const GPtrArray *sets, GString *out);

#endif
