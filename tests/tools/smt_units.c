/* Units that rules name: before, a list of kinds and names; after, a condition on the kind and the
 * name of the row's unit. Every unit has one of the four kinds of communes. */
#include <string.h>
#include "base/text.h"
#include "tools/smt_internal.h"

/* Its place among the kinds; of a name without a kind, and of all else, -1. */
static int kind_of(const char *text, const char **name)
{
    static const char *const kinds[] = {"xã", "phường", "thị trấn", "đặc khu"};
    for (int i = 0; i < (int)G_N_ELEMENTS(kinds); i++) {
        const size_t length = strlen(kinds[i]);
        *name = text + length;
        if (strncmp(text, kinds[i], length) == 0 && (**name == ' ' || **name == '\0'))
            return i;
    }
    return -1;
}

static const char *is_named(TcSmtSet *set, const char *text)
{
    TcSmt *smt = set->smt;
    const char *name;
    const int kind = kind_of(text, &name);
    if (g_hash_table_add(smt->holes, (gpointer) "unit"))
        g_string_append(smt->text, "(declare-const kind Int)\n(declare-const name Int)\n"
                                   "(assert (<= 0 kind 3))\n");
    if (kind < 0 || strpbrk(text, "(,")) {
        set->lost = true;
        return "false";
    }
    const char *is_kind = tc_smt_bool(smt, "(= kind %d)", kind);
    if (*name == '\0')
        return is_kind;
    const char *is_name = tc_smt_bool(smt, "(= (to_real name) %s)", tc_smt_text_of(smt, name).term);
    return tc_smt_and(smt, is_kind, is_name);
}

static const char *is_listed(TcSmtSet *set, const TcUnitList *list)
{
    const char *listed = "false";
    for (uint32_t i = 0; i < list->n; i++)
        listed = tc_smt_or(set->smt, listed, is_named(set, list->units[i].text));
    return listed;
}

const char *tc_smt_left_out(TcSmtSet *set, const TcUnitList *only_for, const TcUnitList *not_for)
{
    const char *out = is_listed(set, not_for);
    if (only_for->n == 0)
        return out;
    return tc_smt_or(set->smt, out, tc_smt_not(set->smt, is_listed(set, only_for)));
}
