/* The timeline of a folder: `tieuchi versions`. */
#ifndef TC_REPORT_VERSIONS_H
#define TC_REPORT_VERSIONS_H

#include "engine/versions.h"

/* One set, without errors: a heading and a table of its @versions. */
void tc_versions_table(const TcVersions *versions, TcLang lang, unsigned width, bool colour,
                       GString *out);
/* All @sets (TcVersions *) as one document; docs/json.md. */
void tc_versions_json(const GPtrArray *sets, GString *out);

#endif
