/* Amendments, on random rule sets, held to versions that are written by hand.
 *
 *   property_amend [rounds [seed]]
 *
 * Of a folder with a set and amendments on several days, the version of each day has the tree of
 * the text written by hand; its consolidated text has it too and is its own layout. An edit and
 * what takes it back give the first tree; edits that end give the earlier one; edits of different
 * parts may come in any order, also on one day; transitions behind them change no version (what
 * they mean is for property.transition); what does not fit is refused and changes nothing; whatever
 * the bytes are, nothing crashes. Under a sanitizer fewer rounds are made unless told. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/date.h"
#include "engine/transitions.h"
#include "syntax/format.h"
#include "syntax/parse.h"
#include "tools/hand_edits.h"

#ifdef __SANITIZE_ADDRESS__
enum { ROUNDS = 40 };
#else
enum { ROUNDS = 400 };
#endif

static TcRandom random_state;
static unsigned long failures, edits_made, versions;

static uint32_t draw(uint32_t n)
{
    return tc_random_below(&random_state, n);
}

/* --- texts ------------------------------------------------------------------------------------ */

/* A rule set and what is written to amend it. */
typedef struct {
    TcLang lang;
    const char *code; /* of the set */
    TcHand *base, *donor;
    unsigned fresh;
    GPtrArray *texts; /* of char *: the set, then amendments */
} Round;

static int32_t day_of(unsigned year)
{
    return tc_date_from_ymd(2000 + (int)year, 7, 1);
}

static void put_date(const Round *round, GString *out, unsigned year)
{
    char text[TC_DATE_TEXT];
    g_string_append(out, tc_date_format(day_of(year), round->lang, text));
}

static const char *either(const Round *round, const char *vi, const char *en)
{
    return round->lang == TC_LANG_VI ? vi : en;
}

/* Who is judged otherwise: no version of its own is another one by that. */
static void put_transition(const Round *round, GString *out)
{
    const char *who =
        either(round, "\n  đối với đơn vị có [Cột] = có: ", "\n  for units with [C] = yes: ");
    g_string_append(out, either(round, "quy định chuyển tiếp", "transition"));
    for (unsigned n = 1 + draw(2); n > 0; n--) {
        g_string_append(out, who);
        if (draw(2)) {
            g_string_append(out, either(round, "giữ nguyên kết quả đã công nhận",
                                        "keep the recognised result"));
            continue;
        }
        g_string_append_printf(out, "%s %s %s ",
                               either(round, "tiếp tục áp dụng", "continue under"), round->code,
                               either(round, "ngày", "on"));
        put_date(round, out, 0);
    }
    g_string_append_c(out, '\n');
}

/* An amendment from the year @from on, before @until (0: without end). @except: a line about a day
 * of its own, or empty. Returns: (transfer full). */
static char *amendment(const Round *round, const char *edits, unsigned from, unsigned until,
                       const char *except)
{
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "%s %s \"Sửa\"\n  %s: \"Số %u\"\n  %s: ",
                           either(round, "sửa đổi, bổ sung", "amendment"), round->code,
                           either(round, "ban hành kèm theo", "issued with"), from,
                           either(round, "có hiệu lực từ", "in force from"));
    put_date(round, out, from);
    if (until) {
        g_string_append_printf(out, "\n  %s: ", either(round, "hết hiệu lực từ", "expires on"));
        put_date(round, out, until);
    }
    g_string_append_printf(out, "\n%s%s", except, edits);
    if (draw(3) == 0)
        put_transition(round, out);
    return g_string_free(out, FALSE);
}

/* --- the program's answer --------------------------------------------------------------------- */

typedef struct {
    TcArena *arena;
    TcDiagList *diags;
    TcFolder *folder;
    TcOutline *outline;
    const TcNode *tree;
} Version;

/* The version that @texts yield in @year; the files in a random order. */
static void open_version(Version *version, const GPtrArray *texts, unsigned year)
{
    GPtrArray *sources = tc_sources_new();
    for (guint i = 0; i < texts->len; i++) {
        const char *text = g_ptr_array_index(texts, i);
        g_ptr_array_insert(sources, (gint)draw(i + 1),
                           tc_source_new("rules.tieuchi", text, strlen(text)));
    }
    *version = (Version){tc_arena_new(), tc_diag_list_new(TC_LANG_EN), NULL, NULL, NULL};
    version->folder = tc_folder_new(sources, version->diags);
    if (tc_folder_n_sets(version->folder) != 1 || !tc_folder_is_amended(version->folder, 0))
        return;
    version->outline = tc_folder_outline(version->folder, 0, day_of(year), version->diags);
    if (version->outline->items->len)
        version->tree = tc_parse_outline(version->outline, version->arena, version->diags);
}

static void close_version(Version *version)
{
    tc_outline_free(version->outline);
    tc_folder_unref(version->folder);
    tc_diag_list_free(version->diags);
    tc_arena_free(version->arena);
}

/* --- laws ------------------------------------------------------------------------------------- */

static void print_tree(const char *what, const TcNode *tree)
{
    g_autofree char *text = tree ? tc_dump_tree(tree) : NULL;
    printf("--- %s\n%s\n", what, text ? text : "(none)");
}

static void fail(const char *law, const Version *version, const GPtrArray *texts,
                 const char *wanted, const TcNode *tree)
{
    if (failures++ >= 3)
        return;
    printf("=== %s\n", law);
    for (guint i = 0; i < texts->len; i++)
        printf("--- text %u\n%s\n", i + 1, (const char *)g_ptr_array_index(texts, i));
    printf("--- wanted\n%s\n", wanted);
    for (guint i = 0; i < tc_diag_list_length(version->diags); i++) {
        const TcDiag *diag = tc_diag_list_get(version->diags, i);
        printf("%s, line %u\n", tc_diag_name(diag->code),
               tc_source_place(diag->span.source, diag->span.start).line);
    }
    print_tree("tree of the version", version->tree);
    print_tree("tree by hand", tree);
}

/* The consolidated text says the same as the outline, and is its own layout. */
static void check_layout(const Version *version, const GPtrArray *texts)
{
    const char *notes[] = {"1", "2", "3", "4", "5", "6"};
    g_autofree char *text = tc_format_outline(version->outline, TC_N_LANGS, "Tên", notes);
    g_autofree char *again = NULL;
    g_autoptr(TcArena) arena = tc_arena_new();
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    g_autoptr(TcSource) source = tc_source_new("text", text, strlen(text));
    TcLang lang;
    const TcNode *tree = tc_parse(source, arena, &lang, diags);
    if (tc_diag_has_errors(diags) || !tc_node_equal(tree, version->tree))
        fail("the consolidated text has the tree of the version", version, texts, text, tree);
    tc_format(source, TC_N_LANGS, diags, &again);
    if (g_strcmp0(text, again) != 0) {
        fail("the consolidated text is its own layout", version, texts, text, tree);
        printf("--- layout\n%s\n", again ? again : "(none)");
    }
}

/* In @year the rules are those of @hand. */
static void check_version(const char *law, const GPtrArray *texts, unsigned year,
                          const TcHand *hand)
{
    Version version;
    g_autofree char *text = tc_hand_text(hand);
    g_autoptr(TcArena) arena = tc_arena_new();
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    g_autoptr(TcSource) source = tc_source_new("hand", text, strlen(text));
    TcLang lang;
    const TcNode *tree = tc_parse(source, arena, &lang, diags);
    open_version(&version, texts, year);
    versions++;
    if (tc_diag_has_errors(version.diags) || tc_diag_has_errors(diags) || !version.tree ||
        !tc_node_equal(version.tree, tree))
        fail(law, &version, texts, text, tree);
    else
        check_layout(&version, texts);
    close_version(&version);
}

/* --- rounds ----------------------------------------------------------------------------------- */

/* @n edits of @hand. Returns: (transfer full) what was made. */
static TcHandEdits *make_edits(Round *round, TcHand *hand, unsigned n, TcHandEditKind kind)
{
    TcHandEdits *edits = g_new(TcHandEdits, 1);
    tc_hand_edits_init(edits, &random_state, hand, round->donor, &round->fresh);
    for (unsigned made = 0, tries = 0; made < n && tries < 200; tries++)
        made += tc_hand_edit(edits, kind);
    edits_made += n;
    return edits;
}

static void free_edits(TcHandEdits *edits)
{
    tc_hand_edits_clear(edits);
    g_free(edits);
}

static void add_text(GPtrArray *texts, char *text)
{
    g_ptr_array_add(texts, text);
}

/* The texts of the round with only the set left. */
static GPtrArray *only_base(Round *round)
{
    g_ptr_array_set_size(round->texts, 1);
    return round->texts;
}

/* The texts in their layout say the same. One with a unit that only the set declares is not read
 * alone. */
static void check_laid_out(Round *round, unsigned year, const TcHand *hand)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < round->texts->len; i++) {
        const char *text = g_ptr_array_index(round->texts, i);
        g_autoptr(TcSource) source = tc_source_new("rules.tieuchi", text, strlen(text));
        g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
        char *laid_out = NULL;
        tc_format(source, TC_N_LANGS, diags, &laid_out);
        add_text(texts, laid_out ? laid_out : g_strdup(text));
    }
    check_version("the texts in their layout", texts, year, hand);
}

/* Amendments one after the other, the last of which may end. */
static void check_chain(Round *round)
{
    enum { MOST = 4 };
    const unsigned n = 1 + draw(MOST), until = draw(2) ? n + 5 : 0;
    GPtrArray *texts = only_base(round);
    TcHand *hands[MOST + 1] = {tc_hand_copy(round->base)};
    for (unsigned i = 0; i < n; i++) {
        hands[i + 1] = tc_hand_copy(hands[i]);
        TcHandEdits *edits = make_edits(round, hands[i + 1], 1 + draw(4), TC_HAND_ANY);
        if (draw(3) == 0)
            tc_hand_edit(edits, TC_HAND_RENUMBER);
        add_text(texts, amendment(round, edits->edits->str, i + 1, i + 1 == n ? until : 0, ""));
        free_edits(edits);
    }
    for (unsigned i = 0; i <= n; i++)
        check_version("the version of its day", texts, i, hands[i]);
    check_laid_out(round, n, hands[n]);
    if (until) {
        check_version("in force to its last day", texts, until - 1, hands[n]);
        check_version("ended", texts, until, hands[n - 1]);
    }
    for (unsigned i = 0; i <= n; i++)
        tc_hand_free(hands[i]);
}

static void check_undo(Round *round)
{
    GPtrArray *texts = only_base(round);
    g_autoptr(TcHand) hand = tc_hand_copy(round->base);
    TcHandEdits *edits = draw(3) ? make_edits(round, hand, 1 + draw(3), TC_HAND_ANY)
                                 : make_edits(round, hand, 1, TC_HAND_RENUMBER);
    if (edits->undoable) {
        add_text(texts, amendment(round, edits->edits->str, 1, 0, ""));
        add_text(texts, amendment(round, edits->undo->str, 2, 0, ""));
        check_version("before it is taken back", texts, 1, hand);
        check_version("taken back", texts, 2, round->base);
    }
    free_edits(edits);
}

/* What an edit of one part is about. */
static const char *about(const TcHandEdits *edits)
{
    return edits->about->len ? g_ptr_array_index(edits->about, 0) : "";
}

static bool touch(const TcHandEdits *a, const TcHandEdits *b)
{
    return g_str_has_prefix(about(a), about(b)) || g_str_has_prefix(about(b), about(a));
}

/* The two edits as texts from the years @first and @second. */
static GPtrArray *two_texts(Round *round, const TcHandEdits *a, unsigned first,
                            const TcHandEdits *b, unsigned second)
{
    GPtrArray *texts = only_base(round);
    add_text(texts, amendment(round, a->edits->str, first, 0, ""));
    add_text(texts, amendment(round, b->edits->str, second, 0, ""));
    return texts;
}

/* One text, in which the second edit has a day of its own. */
static GPtrArray *one_text(Round *round, const TcHandEdits *a, const TcHandEdits *b)
{
    GPtrArray *texts = only_base(round);
    g_autoptr(GString) except = g_string_new(NULL);
    g_autofree char *edits = g_strconcat(a->edits->str, b->edits->str, NULL);
    g_string_printf(except, "  %s %s %s ", either(round, "riêng", "except"), about(b),
                    either(round, "có hiệu lực từ", "in force from"));
    put_date(round, except, 2);
    g_string_append_c(except, '\n');
    add_text(texts, amendment(round, edits, 1, 0, except->str));
    return texts;
}

/* Two edits of different parts: in either order, on one day as two texts, and as one text. */
static void check_commuting(Round *round)
{
    g_autoptr(TcHand) both = tc_hand_copy(round->base);
    TcHandEdits *a = make_edits(round, both, 1, TC_HAND_INNER);
    g_autoptr(TcHand) first = tc_hand_copy(both);
    TcHandEdits *b = make_edits(round, both, 1, TC_HAND_INNER);
    if (!touch(a, b)) {
        check_version("one after the other", two_texts(round, a, 1, b, 2), 2, both);
        check_version("the other way round", two_texts(round, a, 2, b, 1), 2, both);
        check_version("on one day", two_texts(round, a, 1, b, 1), 1, both);
        check_version("before a day of its own", one_text(round, a, b), 1, first);
        check_version("from a day of its own", one_text(round, a, b), 2, both);
    }
    free_edits(a);
    free_edits(b);
}

/* What does not fit is told, and the set stays as it was. */
static void check_misfit(Round *round)
{
    Version version, before;
    GPtrArray *texts = only_base(round);
    g_autofree char *text = tc_hand_text(round->base);
    TcHandEdits edits;
    tc_hand_edits_init(&edits, &random_state, round->base, round->donor, &round->fresh);
    tc_hand_misfit(&edits);
    add_text(texts, amendment(round, edits.edits->str, 1, 0, ""));
    open_version(&before, texts, 0);
    open_version(&version, texts, 1);
    if (!tc_diag_has_errors(version.diags) || !version.tree ||
        !tc_node_equal(version.tree, before.tree))
        fail("refused without a change", &version, texts, text, before.tree);
    close_version(&version);
    close_version(&before);
    tc_hand_edits_clear(&edits);
}

/* --- any bytes -------------------------------------------------------------------------------- */

static void mutate(GString *text, const char *other)
{
    static const char bytes[] = "\n\"[]():;,.# \t\x80\xe1| 0a";
    const gsize at = draw((uint32_t)text->len);
    const gsize most = 1 + draw(40), n = MIN(most, text->len - at);
    const gsize from = draw((uint32_t)strlen(other));
    switch (draw(4)) {
    case 0:
        g_string_erase(text, (gssize)at, (gssize)n);
        break;
    case 1:
        text->str[at] = bytes[draw(sizeof bytes - 1)];
        break;
    case 2:
        g_string_insert_len(text, (gssize)at, other + from,
                            (gssize)MIN(most, strlen(other) - from));
        break;
    default:
        g_string_insert_c(text, (gssize)at, bytes[draw(sizeof bytes - 1)]);
    }
}

/* Amendments, at times also sets, with some bytes gone or others among them: read, applied, laid
 * out and checked. */
static void check_bytes(Round *round)
{
    GPtrArray *texts = only_base(round);
    Version version;
    g_autoptr(TcHand) hand = tc_hand_copy(round->base);
    TcHandEdits *edits = make_edits(round, hand, 4, TC_HAND_ANY);
    g_autofree char *text = amendment(round, edits->edits->str, 1, 0, "");
    g_autoptr(GString) changed = g_string_new(text);
    for (unsigned n = 1 + draw(4); n > 0 && changed->len > 1; n--)
        mutate(changed, draw(2) ? text : g_ptr_array_index(texts, 0));
    add_text(texts, g_strdup(changed->str));
    open_version(&version, texts, 1);
    if (version.tree) {
        const char *notes[] = {"1"};
        g_free(tc_format_outline(version.outline, TC_N_LANGS, "", notes));
        tc_program_free(tc_judged_program(version.folder, 0, day_of(1), version.diags));
    }
    close_version(&version);
    free_edits(edits);
}

/* --- all -------------------------------------------------------------------------------------- */

/* A set without one of its sections, so that it can be put in. */
static void drop_section(TcHand *hand)
{
    const int found = tc_hand_find(hand, draw(2) ? TC_HAND_CHECK : TC_HAND_DEFINITIONS, NULL);
    if (found >= 0)
        g_ptr_array_remove_index(hand->parts, (guint)found);
}

static TcHand *random_set(TcLang lang, bool expressions)
{
    TcRandomRules *rules = expressions ? NULL : tc_random_rules_new(&random_state, lang, draw(16));
    g_autofree char *text =
        rules ? g_strdup(rules->text->str) : tc_random_expressions(&random_state);
    TcHand *hand = tc_hand_new(lang, text);
    if (rules)
        tc_random_rules_free(rules);
    if (draw(4) == 0)
        drop_section(hand);
    return hand;
}

/* What is counted in the random expressions: an amendment may use no other unit. */
static char *unit_of(const TcHand *hand)
{
    const TcHandItem *item = tc_hand_item(tc_hand_part(hand, 1), 0);
    return g_strndup(item->body, strcspn(item->body, ")"));
}

/* A set of which clauses, parts and entries are taken. */
static TcHand *donor_for(const TcHand *base, bool expressions)
{
    g_autofree char *unit = unit_of(base);
    while (true) {
        TcHand *donor = random_set(base->lang, expressions);
        g_autofree char *own = unit_of(donor);
        if (!expressions || strcmp(unit, own) == 0)
            return donor;
        tc_hand_free(donor);
    }
}

static void run_round(unsigned index)
{
    const bool expressions = index % 4 == 3;
    Round round = {.lang = index % 2 ? TC_LANG_EN : TC_LANG_VI};
    round.code = expressions ? "T" : "THỬ";
    round.base = random_set(round.lang, expressions);
    round.donor = donor_for(round.base, expressions);
    round.texts = g_ptr_array_new_with_free_func(g_free);
    add_text(round.texts, tc_hand_text(round.base));
    check_chain(&round);
    check_undo(&round);
    check_commuting(&round);
    if (!expressions)
        check_misfit(&round);
    check_bytes(&round);
    g_ptr_array_unref(round.texts);
    tc_hand_free(round.base);
    tc_hand_free(round.donor);
}

int main(int argc, char **argv)
{
    const unsigned rounds = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : ROUNDS;
    random_state.state = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
    for (unsigned i = 0; i < rounds; i++)
        run_round(i);
    printf("amend: %u rounds, %lu edits, %lu versions, %lu failures\n", rounds, edits_made,
           versions, failures);
    return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
