/* Planted mistakes in words. See mutants.h. */
#include "report/mutants.h"

#include "base/msg.h"
#include "report/json_gen.h"
#include "report/share.h"
#include "report/version_name.h"
#include "sema/words.h"

/* "chỉ tiêu 3.4: "từ 60% trở lên": đổi 60% thành 61%". Returns: (transfer full). */
static char *change_words(const TcMutants *mutants, const TcMutant *mutant, TcLang lang)
{
    static const TcMsg words[] = {
        [TC_MUTANT_MOVED] = TC_MSG_MUTANT_MOVED,
        [TC_MUTANT_OPENED] = TC_MSG_MUTANT_OPENED,
        [TC_MUTANT_CLOSED] = TC_MSG_MUTANT_CLOSED,
        [TC_MUTANT_OTHER_SIDE] = TC_MSG_MUTANT_OTHER_SIDE,
        [TC_MUTANT_ANY] = TC_MSG_MUTANT_ANY,
        [TC_MUTANT_ALL] = TC_MSG_MUTANT_ALL,
        [TC_MUTANT_TURNED] = TC_MSG_MUTANT_TURNED,
        [TC_MUTANT_DROPPED] = TC_MSG_MUTANT_DROPPED,
        [TC_MUTANT_SWAPPED] = TC_MSG_MUTANT_SWAPPED,
    };
    g_autofree char *part =
        tc_words_part(mutants->model, mutant->part.kind, mutant->part.index, lang);
    g_autofree char *change =
        tc_msg_format(lang, words[mutant->what], mutant->words, mutant->was ? mutant->was : "",
                      mutant->becomes ? mutant->becomes : "", NULL);
    return g_strdup_printf("%s: %s", part, change);
}

/* --- text ------------------------------------------------------------------------------------- */

static void write_missed(const TcMutants *mutants, TcLang lang, GString *out)
{
    g_string_append_printf(out, "%s\n", tc_msg(lang, TC_MSG_MUTANTS_MISSED));
    for (guint i = 0; i < mutants->list->len; i++) {
        const TcMutant *mutant = &g_array_index(mutants->list, TcMutant, i);
        if (mutant->fate != TC_MUTANT_MISSED)
            continue;
        const TcSpan written = tc_span_origin(mutant->span);
        const TcPlace place = tc_source_place(written.source, written.start);
        g_autofree char *words = change_words(mutants, mutant, lang);
        g_string_append_printf(out, "%s:%u:%u: %s\n", tc_source_name(written.source), place.line,
                               place.column, words);
    }
}

/* A line of @message if there are any. */
static void write_count(TcMsg message, uint32_t n, TcLang lang, GString *out)
{
    g_autofree char *count = g_strdup_printf("%u", n);
    g_autofree char *line = tc_msg_format(lang, message, count, NULL);
    if (n > 0)
        g_string_append_printf(out, "%s\n", line);
}

static void write_sums(const TcMutantSet *set, TcLang lang, GString *out)
{
    const TcMutants *mutants = set->mutants;
    const uint32_t all = mutants->list->len - mutants->n_same;
    g_autofree char *name = tc_version_name(mutants->model, set->from, lang);
    if (mutants->n_examples == 0) {
        g_autofree char *none = tc_msg_format(lang, TC_MSG_MUTANTS_NO_EXAMPLES, name, NULL);
        g_string_append_printf(out, "%s\n", none);
        return;
    }
    g_autofree char *n_all = g_strdup_printf("%u", all);
    g_autofree char *found = g_strdup_printf("%u", mutants->n_found);
    g_autofree char *missed = g_strdup_printf("%u", mutants->n_missed);
    g_autofree char *share = tc_share_text(mutants->n_found, all, lang);
    g_autofree char *sums =
        tc_msg_format(lang, TC_MSG_MUTANTS_SUM, name, n_all, found, share, missed, NULL);
    g_string_append_printf(out, "%s\n", sums);
    write_count(TC_MSG_MUTANTS_UNREVIEWED, mutants->n_by_unreviewed, lang, out);
    write_count(TC_MSG_MUTANTS_SAME, mutants->n_same, lang, out);
}

void tc_mutants_text(const TcMutantSet *sets, size_t n, TcLang lang, GString *out)
{
    for (size_t i = 0; i < n; i++) {
        const TcMutants *mutants = sets[i].mutants;
        if (mutants->n_missed && mutants->n_examples)
            write_missed(mutants, lang, out);
        write_sums(&sets[i], lang, out);
    }
}

/* --- JSON ------------------------------------------------------------------------------------- */

static void write_mutant(TcJson *json, const TcMutants *mutants, const TcMutant *mutant,
                         TcLang lang)
{
    static const char *const fates[] = {[TC_MUTANT_FOUND] = "found",
                                        [TC_MUTANT_BY_UNREVIEWED] = "by_unreviewed",
                                        [TC_MUTANT_MISSED] = "missed",
                                        [TC_MUTANT_SAME] = "same"};
    const TcSpan written = tc_span_origin(mutant->span);
    const TcPlace place = tc_source_place(written.source, written.start);
    g_autofree char *words = change_words(mutants, mutant, lang);
    tc_json_object(json);
    tc_json_key_text(json, "file", tc_source_name(written.source));
    tc_json_key_count(json, "line", place.line);
    tc_json_key_count(json, "column", place.column);
    tc_json_key_text(json, "change", words);
    tc_json_key_text(json, "fate", fates[mutant->fate]);
    tc_json_end(json);
}

static void write_set(TcJson *json, const TcMutantSet *set, TcLang lang)
{
    const TcMutants *mutants = set->mutants;
    tc_json_object(json);
    tc_json_key_text(json, "rules", mutants->model->code);
    tc_json_key_text(json, "file", set->file);
    tc_version_json(json, set->from);
    tc_json_key_count(json, "mutants", mutants->list->len - mutants->n_same);
    tc_json_key_count(json, "found", mutants->n_found);
    tc_json_key_count(json, "by_unreviewed", mutants->n_by_unreviewed);
    tc_json_key_count(json, "missed", mutants->n_missed);
    tc_json_key_count(json, "same", mutants->n_same);
    tc_json_key(json, "list");
    tc_json_array(json);
    for (guint i = 0; i < mutants->list->len; i++)
        write_mutant(json, mutants, &g_array_index(mutants->list, TcMutant, i), lang);
    tc_json_close(json);
    tc_json_end(json);
}

void tc_mutants_json(const TcMutantSet *sets, size_t n, TcLang lang, GString *out)
{
    g_autoptr(TcJson) json = tc_json_new(true);
    tc_json_object(json);
    tc_json_key_text(json, "schema", "tieuchi/mutants/1");
    tc_json_key(json, "sets");
    tc_json_array(json);
    for (size_t i = 0; i < n; i++)
        write_set(json, &sets[i], lang);
    tc_json_close(json);
    tc_json_end(json);
    tc_json_take(json, out);
}
