/* TcDataFile: a data file that can be read more than once, also by several readers side by side.
 *
 * A file on disk is opened anew each time. What can be read only once (a pipe, the standard input)
 * is copied into a temporary file without a name, which is gone with the object. */
#ifndef TC_DATA_DATA_FILE_H
#define TC_DATA_DATA_FILE_H

#include "data/reader.h"

typedef struct TcDataFile TcDataFile;

/* @path ("-": standard input); @again: it will be read more than once. Returns: (transfer full), or
 * NULL with @error set. */
TcDataFile *tc_data_file_new(const char *path, bool again, GError **error);
/* The same over @length bytes of @bytes, which stay borrowed; @name is what messages print. */
TcDataFile *tc_data_file_new_bytes(const char *name, const char *bytes, size_t length);
void tc_data_file_free(TcDataFile *file);

/* As tc_reader_open. Several readers may go side by side. */
TcReader *tc_data_file_open(const TcDataFile *file, const TcSchema *schema,
                            const TcReadOptions *options, TcDiagList *diags, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcDataFile, tc_data_file_free)

#endif
