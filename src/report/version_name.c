#include "report/version_name.h"

#include "base/date.h"
#include "base/msg.h"

char *tc_version_name(const TcModel *model, int32_t from, TcLang lang)
{
    char day[TC_DATE_TEXT];
    if (from == INT32_MIN)
        return g_strdup(model->code);
    return tc_msg_format(lang, TC_MSG_VERSION_NAME, model->code, tc_date_format(from, lang, day),
                         NULL);
}

void tc_version_json(TcJson *json, int32_t from)
{
    char day[TC_DATE_TEXT];
    tc_json_key_text(json, "version",
                     from == INT32_MIN ? NULL : tc_date_format(from, TC_LANG_EN, day));
}
