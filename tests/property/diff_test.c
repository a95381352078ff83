/* Differences of random versions as amendments, held to versions that are written by hand.
 *
 *   property_diff [rounds [seed]]
 *
 * A second version is the first with random edits, renumberings, and parts, entries and clauses
 * that change places, or another random set. A version does not differ from itself; the amendment
 * that the difference of two gives, beside the first one, has the tree of the second; it is its own
 * layout; what an amendment with transitions changes is said with these. Under a sanitizer fewer
 * rounds are made unless told. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/date.h"
#include "engine/folder.h"
#include "engine/program.h"
#include "engine/transitions.h"
#include "syntax/diff.h"
#include "syntax/format.h"
#include "syntax/parse.h"
#include "tools/hand_edits.h"

#ifdef __SANITIZE_ADDRESS__
enum { ROUNDS = 60 };
#else
enum { ROUNDS = 600 };
#endif

static TcRandom random_state;
static unsigned long failures, pairs, unsaid, transitions;

static uint32_t draw(uint32_t n)
{
    return tc_random_below(&random_state, n);
}

/* --- versions --------------------------------------------------------------------------------- */

static void swap_in(GPtrArray *items, guint first)
{
    if (items->len < first + 2)
        return;
    const guint a = first + draw(items->len - first), b = first + draw(items->len - first);
    void *kept = items->pdata[a];
    items->pdata[a] = items->pdata[b];
    items->pdata[b] = kept;
}

/* The first part that has a number: sections stay before it. */
static guint first_numbered(const TcHand *hand)
{
    guint i = 1;
    while (i < hand->parts->len && !*tc_hand_part(hand, i)->code)
        i++;
    return i;
}

/* Parts, or what one of them holds, change places. */
static void shuffle(TcHand *hand)
{
    TcHandPart *part = tc_hand_part(hand, draw(hand->parts->len));
    if (draw(2))
        swap_in(hand->parts, first_numbered(hand));
    else
        swap_in(part->items, 0);
}

static TcHand *random_set(TcLang lang)
{
    TcRandomRules *rules = tc_random_rules_new(&random_state, lang, draw(16));
    TcHand *hand = tc_hand_new(lang, rules->text->str);
    tc_random_rules_free(rules);
    return hand;
}

/* Returns: (transfer full) @base with edits. */
static TcHand *edited(const TcHand *base, const TcHand *donor)
{
    TcHandEdits edits;
    unsigned fresh = 0;
    TcHand *hand = tc_hand_copy(base);
    tc_hand_edits_init(&edits, &random_state, hand, donor, &fresh);
    for (unsigned made = 0, tries = 0, n = draw(6); made < n && tries < 200; tries++)
        made += tc_hand_edit(&edits, TC_HAND_ANY);
    if (draw(3) == 0)
        tc_hand_edit(&edits, TC_HAND_RENUMBER);
    for (unsigned n = draw(3) ? 0 : 1 + draw(4); n > 0; n--)
        shuffle(hand);
    tc_hand_edits_clear(&edits);
    return hand;
}

/* --- laws ------------------------------------------------------------------------------------- */

static void fail(const char *law, const char *first, const char *second, const char *amendment)
{
    if (failures++ < 3)
        printf("=== %s\n--- first\n%s\n--- second\n%s\n--- amendment\n%s\n", law, first, second,
               amendment);
}

/* A text and its outline. */
typedef struct {
    TcDiagList *diags;
    TcSource *source;
    TcText *text;
    const TcText *known[2];
    TcOutline *outline;
} Version;

static void open_version(Version *version, const char *text)
{
    version->diags = tc_diag_list_new(TC_LANG_EN);
    version->source = tc_source_new("rules.tieuchi", text, strlen(text));
    version->text = tc_text_new(version->source, NULL, version->diags);
    version->known[0] = version->text;
    version->known[1] = NULL;
    version->outline = tc_outline_new(version->text, version->known);
}

static void close_version(Version *version)
{
    tc_outline_free(version->outline);
    tc_text_free(version->text);
    tc_source_free(version->source);
    tc_diag_list_free(version->diags);
}

static void check_same(const char *text)
{
    Version a, b;
    open_version(&a, text);
    open_version(&b, text);
    g_autoptr(TcDiff) diff = tc_diff_new(a.outline, b.outline);
    if (tc_diff_parts(diff)->len > 0)
        fail("a version does not differ from itself", text, "", "");
    tc_diff_free(g_steal_pointer(&diff));
    close_version(&a);
    close_version(&b);
}

/* The set with the amendment beside it has the tree of @second. */
static void check_amended(const char *first, const char *amendment, const char *second)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    g_autoptr(TcArena) arena = tc_arena_new();
    g_autoptr(TcSource) source = tc_source_new("second", second, strlen(second));
    GPtrArray *sources = tc_sources_new();
    TcLang lang;
    g_ptr_array_add(sources, tc_source_new("first", first, strlen(first)));
    g_ptr_array_add(sources, tc_source_new("amendment", amendment, strlen(amendment)));
    g_autoptr(TcFolder) folder = tc_folder_new(sources, diags);
    g_autoptr(TcOutline) outline = tc_folder_outline(folder, 0, 0, diags);
    const TcNode *got = tc_parse_outline(outline, arena, diags);
    const TcNode *wanted = tc_parse(source, arena, &lang, diags);
    if (tc_diag_has_errors(diags) || !tc_node_equal(got, wanted)) {
        fail("the amendment gives the second version", first, second, amendment);
        for (guint i = 0; i < tc_diag_list_length(diags); i++) {
            const TcDiag *diag = tc_diag_list_get(diags, i);
            printf("%s, line %u\n", tc_diag_name(diag->code),
                   tc_source_place(diag->span.source, diag->span.start).line);
        }
    }
}

/* One with a unit that only the set declares is not read alone. */
static void check_layout(const char *first, const char *amendment)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    g_autoptr(TcSource) source = tc_source_new("amendment", amendment, strlen(amendment));
    g_autofree char *laid_out = NULL;
    tc_format(source, TC_N_LANGS, diags, &laid_out);
    if (laid_out && strcmp(laid_out, amendment) != 0)
        fail("the amendment is its own layout", first, laid_out, amendment);
}

/* --- transitions ------------------------------------------------------------------------------ */

/* A folder of @first and @amendment. (transfer full) */
static TcFolder *folder_of(const char *first, const char *amendment, TcDiagList *diags)
{
    GPtrArray *sources = tc_sources_new();
    g_ptr_array_add(sources, tc_source_new("first", first, strlen(first)));
    g_ptr_array_add(sources, tc_source_new("amendment", amendment, strlen(amendment)));
    return tc_folder_new(sources, diags);
}

/* "[C1] >= 1": a condition over a column of the set; NULL if it has no number. */
static char *random_condition(const char *first)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    g_autoptr(TcProgram) program = tc_program_load_text("first", first, strlen(first), diags);
    const TcModel *model = tc_program_model(program);
    for (uint32_t i = 0; model && i < model->schema.n_columns; i++)
        if (tc_type_kind(model->schema.columns[i].type) == TC_VALUE_NUMBER)
            return g_strdup_printf("[%s] >= %u", model->schema.columns[i].name, draw(9));
    return NULL;
}

/* @amendment with transitions behind it: units of some go on under the rules before it. */
static char *with_transitions(const char *first, const char *amendment, TcLang lang)
{
    GString *text = g_string_new(amendment);
    const char *at = strchr(first, ' ') + 1; /* the code of a set of random rules has no blank */
    at = lang == TC_LANG_VI ? strstr(first, "chí ") + strlen("chí ") : at;
    g_autofree char *code = g_strndup(at, strcspn(at, " \n"));
    g_string_append(text, lang == TC_LANG_VI ? "\nquy định chuyển tiếp\n" : "\ntransition\n");
    for (unsigned n = 1 + draw(2); n > 0; n--) {
        g_autofree char *condition = random_condition(first);
        if (condition)
            g_string_append_printf(
                text,
                lang == TC_LANG_VI ? "  đối với đơn vị có %s: tiếp tục áp dụng %s ngày %s\n"
                                   : "  for units with %s: continue %s on %s\n",
                condition, code, lang == TC_LANG_VI ? "31/12/1969" : "1969-12-31");
    }
    return g_string_free(text, FALSE);
}

/* Between its eve and its day an amendment with transitions differs by them too: what says so
 * judges as it does. */
static void check_transitions(const char *first, const char *amendment, TcLang lang)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    g_autoptr(TcArena) arena = tc_arena_new();
    g_autofree char *own = with_transitions(first, amendment, lang);
    g_autoptr(TcFolder) folder = folder_of(first, own, diags);
    g_autoptr(TcOutline) before = tc_folder_outline(folder, 0, -1, diags);
    g_autoptr(TcOutline) after = tc_folder_outline(folder, 0, 0, diags);
    g_autoptr(TcDiff) diff = tc_diff_new(before, after);
    g_autoptr(GArray) none = tc_transitions_on(folder, 0, -1);
    g_autoptr(GArray) all = tc_transitions_on(folder, 0, 0);
    g_autoptr(GArray) added = tc_transitions_beside(all, none);
    const TcDiffAmending as = {lang, "Số 2", 0, added};
    g_autofree char *text = tc_diff_amendment(diff, &as);
    g_autoptr(TcFolder) again = folder_of(first, text, diags);
    g_autoptr(TcDiagList) heard = tc_diag_list_new(TC_LANG_EN); /* numbers may be out of order */
    g_autoptr(TcOutline) wanted = tc_judged_outline(folder, 0, 0, heard);
    g_autoptr(TcOutline) got = tc_judged_outline(again, 0, 0, heard);
    transitions += added->len;
    if (tc_diag_has_errors(diags) || all->len != added->len ||
        !tc_node_equal(tc_parse_outline(got, arena, heard), tc_parse_outline(wanted, arena, heard)))
        fail("transitions are part of the amendment", first, own, text);
}

/* Is it the head of a part without a title? One of a grade stands before "theo" or "by". */
static bool is_untitled(TcSpan at)
{
    const char *text = tc_source_text(at.source) + at.start;
    g_autofree char *line = g_strndup(text, strcspn(text, "\n"));
    const char *title = strchr(line, '"'), *by = strstr(line, " by "), *vi = strstr(line, " theo ");
    return !title || (by && by < title) || (vi && vi < title);
}

static void check_pair(const char *first, const char *second, TcLang lang)
{
    Version a, b;
    TcSpan at;
    open_version(&a, first);
    open_version(&b, second);
    g_autoptr(TcDiff) diff = tc_diff_new(a.outline, b.outline);
    const TcDiffAmending as = {lang, "Số 2", 0, NULL};
    g_autofree char *amendment = tc_diff_amendment(diff, &as);
    pairs++;
    if (tc_diff_amends(diff, &at)) {
        check_amended(first, amendment, second);
        if (tc_diff_parts(diff)->len > 0)
            check_layout(first, amendment);
        if (draw(4) == 0)
            check_transitions(first, amendment, lang);
    } else {
        unsaid++;
        if (!is_untitled(at))
            fail("only a title cannot be taken away", first, second, amendment);
    }
    tc_diff_free(g_steal_pointer(&diff));
    close_version(&a);
    close_version(&b);
}

static void run_round(unsigned index)
{
    const TcLang lang = index % 2 ? TC_LANG_EN : TC_LANG_VI;
    g_autoptr(TcHand) base = random_set(lang);
    g_autoptr(TcHand) donor = random_set(lang);
    g_autoptr(TcHand) other = draw(8) ? edited(base, donor) : tc_hand_copy(donor);
    g_autofree char *first = tc_hand_text(base);
    g_autofree char *second = tc_hand_text(other);
    check_same(first);
    check_pair(first, second, lang);
    check_pair(second, first, lang);
}

int main(int argc, char **argv)
{
    const unsigned rounds = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : ROUNDS;
    random_state.state = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
    for (unsigned i = 0; i < rounds; i++)
        run_round(i);
    printf(
        "diff: %u rounds, %lu pairs, %lu that no amendment says, %lu transitions, %lu failures\n",
        rounds, pairs, unsaid, transitions, failures);
    return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
