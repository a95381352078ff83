/* Kinds of indicators. */
#include "report/kinds.h"

#include <string.h>

#include "report/figures.h"
#include "sema/words.h"

char *tc_kind_words(const TcIndicator *indicator, TcLang lang)
{
    return tc_words_kinds(indicator, false, lang);
}

char *tc_kind_apart(const TcIndicator *indicator, TcLang lang)
{
    return tc_words_kinds(indicator, true, lang);
}

TcMsg tc_kind_label_word(const TcIndicator *indicator, TcLabel label)
{
    const bool informs = label == TC_LABEL_SCORED && !tc_indicator_has_points(indicator);
    return informs ? TC_MSG_INFORMS : tc_label_word(label);
}

char *tc_kind_state(const TcIndicator *indicator, TcLabel label, TcLang lang)
{
    const char *word = tc_msg(lang, tc_kind_label_word(indicator, label));
    g_autofree char *kind = tc_kind_apart(indicator, lang);
    return *kind ? g_strdup_printf("%s (%s)", word, kind) : g_strdup(word);
}

char *tc_kind_signed(const TcIndicator *indicator, char *text)
{
    if (!text || !indicator->penalty || strcmp(text, "0") == 0)
        return text;
    char *taken = strchr(text, '-') || strstr(text, "–") ? g_strdup_printf("-(%s)", text)
                                                         : g_strconcat("-", text, NULL);
    g_free(text);
    return taken;
}
