/* A comparison for people: each part that differs with its old and new words, what that means, and
 * a commune that shows it. See compare.h. */
#include <string.h>
#include "report/compare_internal.h"
#include "report/explain_writer.h"
#include "report/proof_internal.h"

/* --- words ------------------------------------------------------------------------------------ */

/* With a capital. */
static char *capital(const char *text)
{
    const char *next = g_utf8_next_char(text);
    g_autofree char *first = g_utf8_strup(text, next - text);
    return g_strconcat(first, next, NULL);
}

char *tc_change_name(const TcChange *change, TcLang lang)
{
    const char *own = change->names[1] ? change->names[1] : change->names[0];
    g_autofree char *name = capital(own);
    return change->renumbered ? tc_msg_format(lang, TC_MSG_DIFF_WAS, name, change->names[0], NULL)
                              : g_steal_pointer(&name);
}

static void add_word(GString *out, const char *between, const char *word)
{
    g_string_append_printf(out, "%s%s", out->len ? between : "", word);
}

/* What the proof says of its answers and points. */
static void add_meaning(GString *out, const TcChange *change, TcLang lang)
{
    if (!change->answer)
        return;
    if (change->words_only)
        add_word(out, "; ", tc_msg(lang, TC_MSG_DIFF_SAME_MEANING));
    else if (change->answer->proved != TC_PROVED_SAME)
        add_word(out, "; ", tc_msg(lang, tc_proof_word(change->answer)));
    else
        add_word(out, "; ", tc_msg(lang, TC_MSG_DIFF_ANSWERS_SAME));
    if (change->points && change->points->proved != TC_PROVED_SAME)
        add_word(out, "; ", tc_msg(lang, tc_proof_word(change->points)));
}

char *tc_change_what(const TcChange *change, TcLang lang)
{
    static const TcMsg kinds[] = {[TC_CHANGE_CHANGED] = TC_MSG_DIFF_CHANGED,
                                  [TC_CHANGE_ADDED] = TC_MSG_DIFF_ADDED,
                                  [TC_CHANGE_REPEALED] = TC_MSG_DIFF_REPEALED,
                                  [TC_CHANGE_MEANS] = TC_MSG_DIFF_MEANS};
    GString *out = g_string_new(NULL);
    if (change->kind != TC_CHANGE_CHANGED || change->clauses->len > 0)
        add_word(out, ", ", tc_msg(lang, kinds[change->kind]));
    if (change->renumbered)
        add_word(out, ", ", tc_msg(lang, TC_MSG_DIFF_RENUMBERED));
    if (change->moved)
        add_word(out, ", ", tc_msg(lang, TC_MSG_DIFF_MOVED));
    if (change->reordered)
        add_word(out, ", ", tc_msg(lang, TC_MSG_DIFF_REORDERED));
    if (change->apart)
        add_word(out, "; ", tc_msg(lang, TC_MSG_DIFF_APART));
    add_meaning(out, change, lang);
    return g_string_free(out, FALSE);
}

char *tc_changed_text(const TcChangedClause *clause, unsigned side, TcLang lang)
{
    if (!clause->texts[side])
        return NULL;
    return clause->label ? g_strdup(clause->texts[side])
                         : tc_msg_format(lang, TC_MSG_DIFF_TITLE_OF, clause->texts[side], NULL);
}

/* --- the page --------------------------------------------------------------------------------- */

typedef struct {
    const TcComparison *comparison;
    TcExplainWriter writer;
} Page;

/* Lines as they stand in a rule file. */
static void put_lines(Page *page, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++)
        g_string_append_printf(page->writer.out, "    %s\n", *line);
}

static void tell_text(Page *page, TcMsg head, char *text)
{
    g_autofree char *owned = text;
    char *next = strchr(owned, '\n');
    if (next)
        *next++ = '\0';
    tc_explain_say(&page->writer, 2, head, owned, NULL);
    if (next)
        put_lines(page, next);
}

static void tell_clause(Page *page, const TcChangedClause *clause)
{
    char *old = tc_changed_text(clause, 0, page->writer.lang);
    char *new = tc_changed_text(clause, 1, page->writer.lang);
    const bool both = old && new;
    if (old)
        tell_text(page, both ? TC_MSG_DIFF_OLD : TC_MSG_DIFF_TAKEN_OUT, old);
    if (new)
        tell_text(page, both ? TC_MSG_DIFF_NEW : TC_MSG_DIFF_PUT_IN, new);
}

static void tell_change(Page *page, const TcChange *change)
{
    const TcProof *proof = page->comparison->proof;
    g_autofree char *name = tc_change_name(change, page->writer.lang);
    g_autofree char *what = tc_change_what(change, page->writer.lang);
    g_autofree char *title = tc_explain_title(change->titles[change->names[1] ? 1 : 0]);
    tc_explain_say(&page->writer, 0, TC_MSG_DIFF_PART, name, title, what, NULL);
    for (guint i = 0; i < change->clauses->len; i++)
        tell_clause(page, g_ptr_array_index(change->clauses, i));
    for (unsigned v = 0; v < TC_COMPARED_SIDES; v++)
        if (change->whole[v])
            put_lines(page, change->whole[v]);
    if (change->answer)
        tc_proof_tell_turns(proof, change->answer, &page->writer);
    if (change->points)
        tc_proof_tell_turns(proof, change->points, &page->writer);
}

static void tell_changes(Page *page, bool words_only)
{
    const GPtrArray *changes = page->comparison->changes;
    unsigned n = 0;
    for (guint i = 0; i < changes->len; i++) {
        const TcChange *change = g_ptr_array_index(changes, i);
        if (change->words_only != words_only)
            continue;
        if (n == 0)
            g_string_append_c(page->writer.out, '\n');
        if (words_only && n == 0)
            tc_explain_say(&page->writer, 0, TC_MSG_DIFF_ONLY_WORDS, NULL);
        tell_change(page, change);
        n++;
    }
}

static void tell_ranges(Page *page)
{
    g_autoptr(GString) names = g_string_new(NULL);
    const TcForkCells *cells = page->comparison->proof->cells;
    for (uint32_t i = 0; i < cells->n; i++)
        if (cells->cells[i].differs)
            g_string_append_printf(names, "%s[%s]", names->len ? ", " : "",
                                   cells->cells[i].spec->name);
    if (names->len > 0)
        tc_explain_say(&page->writer, 0, TC_MSG_PROOF_RANGES, names->str, NULL);
    if (page->comparison->proof->no_rows)
        tc_explain_say(&page->writer, 0, TC_MSG_PROOF_NO_ROWS, NULL);
}

void tc_compare_text(const TcComparison *comparison, const char *const *names, TcLang lang,
                     unsigned width, GString *out)
{
    Page page = {comparison, {.lang = lang, .width = width, .out = out}};
    tc_explain_say(&page.writer, 0, TC_MSG_DIFF_HEAD, names[0], names[1], NULL);
    if (comparison->changes->len == 0) {
        tc_explain_say(&page.writer, 0, TC_MSG_DIFF_NONE, NULL);
        return;
    }
    tell_ranges(&page);
    tell_changes(&page, false);
    tell_changes(&page, true);
}
