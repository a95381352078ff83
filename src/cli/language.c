/* Which language the user reads. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

bool tc_language_find(const char *name, TcLang *lang)
{
    if (strcmp(name, "vi") == 0)
        *lang = TC_LANG_VI;
    else if (strcmp(name, "en") == 0)
        *lang = TC_LANG_EN;
    else
        return false;
    return true;
}

/* The locale of messages, as setlocale would choose it; "" when nothing is set. */
static const char *locale_name(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < G_N_ELEMENTS(variables); i++) {
        const char *value = getenv(variables[i]);
        if (value && *value != '\0')
            return value;
    }
    return "";
}

static TcLang locale_language(void)
{
    static const char *const vietnamese[] = {"", "C", "POSIX", "vi"}; /* before any _ . or @ */
    const char *name = locale_name();
    size_t length = strcspn(name, "_.@");
    for (size_t i = 0; i < G_N_ELEMENTS(vietnamese); i++) {
        if (strlen(vietnamese[i]) == length && strncmp(name, vietnamese[i], length) == 0)
            return TC_LANG_VI;
    }
    return TC_LANG_EN;
}

/* Looked for before anything is parsed, so that even a mistake before it is told in its language.
 */
TcLang tc_language(int argc, char **argv)
{
    TcLang lang = locale_language();
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (g_str_has_prefix(argv[i], "--lang="))
            tc_language_find(argv[i] + strlen("--lang="), &lang);
        else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            tc_language_find(argv[++i], &lang);
    }
    return lang;
}
