/* TcOutput: where a command's result goes: the standard output, or a file that is written whole or
 * not at all.
 *
 * A file is written beside its place under a passing name, synced, and renamed; so a full disk, a
 * crash or a stop in the middle leaves what was there before. A device or pipe is written directly.
 */
#ifndef TC_CLI_OUTPUT_H
#define TC_CLI_OUTPUT_H

#include "cli/cli.h"
#include "report/writer.h"

typedef struct TcOutput TcOutput;

#define TC_OUTPUT_ERROR (g_quark_from_static_string("tieuchi-output"))
enum { TC_OUTPUT_NO_FOLDER }; /* message: the folder */

/* @path NULL or "-": the standard output. Returns: (transfer full), or NULL with @error set. */
TcOutput *tc_output_open(const char *path, TcLang lang, GError **error);
TcWriter *tc_output_writer(TcOutput *output);
/* Does it go to a terminal? */
bool tc_output_is_terminal(const TcOutput *output);
/* Finishes the file. Returns: false with @error set when it could not be written. */
bool tc_output_commit(TcOutput *output, GError **error);
/* Drops what was not committed. */
void tc_output_free(TcOutput *output);

/* May @path, which is of @option, be written by the command? Not over one of its inputs. Tells the
 * user if not. */
bool tc_output_spares_inputs(const TcArgs *args, TcOptionId option, const char *path);
/* Is what @option names (or the standard output) another place than @path? Tells the user if not.
 */
bool tc_output_are_two(const TcArgs *args, const char *path, TcOptionId option);
/* @fix with an example of @option: {0} its name, {1} a file. Returns: (transfer full). */
char *tc_output_example(TcLang lang, TcOptionId option, TcMsg fix);
/* Is there no file with contents at @path? Tells the user if there is. */
bool tc_output_is_new(const TcArgs *args, const char *path);

/* All at once: @text to @path. Returns: an exit status, after telling the user of any failure. */
int tc_output_text(const char *path, TcLang lang, const GString *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcOutput, tc_output_free)

#endif
