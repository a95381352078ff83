/* A figure in a file of results: before, the text that eval writes; after, what a table of examples
 * has below a figure. */
#ifndef TC_ENGINE_TRIAL_FIGURE_H
#define TC_ENGINE_TRIAL_FIGURE_H

#include <glib.h>
#include "base/lang.h"

/* Appends the number @text of a file of @style for rules of @lang: one with decimals may be
 * rounded and stands for half of the last digit that eval writes to either side; "4–10" is the
 * range of an open one; of one that there may not be ("0% (hoặc chưa rõ)") nothing is asked. What
 * is no number stays as it is. */
void tc_trial_figure(const char *text, TcLang style, TcLang lang, GString *out);

#endif
