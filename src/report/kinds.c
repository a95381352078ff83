/* Kinds of indicators. */
#include "report/kinds.h"

#include <string.h>

#include "report/figures.h"

static char *words_of(const TcIndicator *indicator, bool only_apart, TcLang lang)
{
    const struct {
        bool is;
        TcMsg word;
        bool apart;
    } kinds[] = {
        {indicator->mandatory, TC_MSG_LIST_MANDATORY, false},
        {indicator->elective, TC_MSG_LIST_ELECTIVE, false},
        {indicator->encouraged, TC_MSG_LIST_ENCOURAGED, true},
        {indicator->not_scored, TC_MSG_LIST_NOT_SCORED, false},
        {indicator->bonus, TC_MSG_LIST_BONUS, true},
        {indicator->penalty, TC_MSG_LIST_PENALTY, true},
    };
    GString *words = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (kinds[i].is && (kinds[i].apart || !only_apart))
            g_string_append_printf(words, "%s%s", words->len > 0 ? ", " : "",
                                   tc_msg(lang, kinds[i].word));
    }
    return g_string_free(words, FALSE);
}

char *tc_kind_words(const TcIndicator *indicator, TcLang lang)
{
    return words_of(indicator, false, lang);
}

char *tc_kind_apart(const TcIndicator *indicator, TcLang lang)
{
    return words_of(indicator, true, lang);
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
