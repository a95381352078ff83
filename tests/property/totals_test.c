/* Rows made for levels of totals, against all rows that a small rule set allows.
 *
 *   property_totals [sets [seed]]
 *
 * Random sets score a few columns of small ranges, some of them read by two indicators, and hold
 * the total and that of a group against levels. Every row of the ranges is judged by the reference
 * evaluator. A level at which some row stands has a made example there; a level at which none does
 * is told in a comment; and the made examples just below and just above are as near as any row of
 * the ranges, unless points go by the share or by a
 * choice that several indicators have. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "engine/generate.h"
#include "engine/trial_row.h"
#include "exec/comparisons.h"
#include "exec/reference.h"
#include "tools/beside.h"
#include "tools/random_rules.h"

#ifdef __SANITIZE_ADDRESS__
enum { ROUNDS = 12 };
#else
enum { ROUNDS = 150 };
#endif

static unsigned long failures, levels, reached, unreachable;

/* --- the rules -------------------------------------------------------------------------------- */

static void put_indicator(TcRandom *random, GString *columns, GString *text, unsigned i)
{
    const unsigned points = 2 + tc_random_below(random, 9);
    g_string_append_printf(text, "\nchỉ tiêu 1.%u \"Chỉ tiêu\"\n", i);
    switch (tc_random_below(random, 6)) {
    case 0:
        g_string_append_printf(columns, "  [a%u]: có/không\n", i);
        g_string_append_printf(text, "  đạt khi: [a%u] = có\n  điểm tối đa: %u\n", i, points);
        return;
    case 1:
        g_string_append_printf(columns, "  [a%u]: số nguyên, từ 0 đến 3\n", i);
        g_string_append_printf(
            text, "  chấm điểm: theo [a%u] từ 2 trở lên: %u; dưới 2: %u\n  điểm tối đa: %u\n", i,
            points, tc_random_below(random, 2), points);
        return;
    case 2:
        g_string_append_printf(columns, "  [a%u]: một trong \"A\", \"B\", \"C\"\n", i);
        g_string_append_printf(text,
                               "  chấm điểm: trường hợp [a%u] = \"A\" thì %u trường hợp [a%u] = "
                               "\"B\" thì %u còn lại 0\n  điểm tối đa: %u\n",
                               i, points, i, tc_random_below(random, points), points);
        return;
    case 3: /* by the share */
        g_string_append_printf(columns,
                               "  [a%u]: số nguyên, từ 0 trở lên, không quá [d%u]\n"
                               "  [d%u]: số nguyên, từ 1 trở lên\n",
                               i, i, i);
        g_string_append_printf(text,
                               "  cách tính: [a%u] / [d%u]\n  chấm điểm: giá trị * điểm tối đa\n"
                               "  điểm tối đa: %u\n",
                               i, i, points);
        return;
    case 4: /* a choice that others have too */
        g_string_append_printf(text,
                               "  chấm điểm: trường hợp [z] = \"A\" thì %u còn lại %u\n"
                               "  điểm tối đa: %u\n",
                               points, tc_random_below(random, points), points);
        return;
    default: /* a column that others read too */
        g_string_append_printf(
            text, "  chấm điểm: theo [m] từ %u trở lên: %u; còn lại: 0\n  điểm tối đa: %u\n",
            1 + tc_random_below(random, 3), points, points);
    }
}

static char *draw_rules(TcRandom *random)
{
    g_autoptr(GString) columns =
        g_string_new("  [m]: số nguyên, từ 0 đến 3\n  [z]: một trong \"A\", \"B\"\n");
    g_autoptr(GString) text = g_string_new(NULL);
    const unsigned n = 2 + tc_random_below(random, 3);
    for (unsigned i = 1; i <= n; i++)
        put_indicator(random, columns, text, i);
    return g_strdup_printf("bộ tiêu chí T \"Thử\"\n  đối tượng áp dụng: cấp xã\n\nsố liệu\n%s"
                           "\nnhóm 1 \"Nhóm\"\n%s\nxếp loại H \"Hạng\" theo tổng điểm"
                           "  từ %u trở lên: \"Tốt\"; còn lại: \"Yếu\"\n"
                           "\nkết luận K \"Kết luận\"\n  đạt khi: tổng điểm > %u,5\n",
                           columns->str, text->str, 1 + tc_random_below(random, 6 * n),
                           tc_random_below(random, 6 * n));
}

/* --- all rows --------------------------------------------------------------------------------- */

/* How near to a level rows stand: below it, at it, above it. */
typedef struct {
    bool any[3];
    mpq_t distance[3];
} Near;

static void near_init(Near *near)
{
    for (int side = 0; side < 3; side++) {
        near->any[side] = false;
        mpq_init(near->distance[side]);
    }
}

static void near_clear(Near *near)
{
    for (int side = 0; side < 3; side++)
        mpq_clear(near->distance[side]);
}

static void near_add(Near *near, const mpq_t difference)
{
    const int side = mpq_sgn(difference) + 1;
    mpq_t distance;
    mpq_init(distance);
    mpq_abs(distance, difference);
    if (!near->any[side] || mpq_cmp(distance, near->distance[side]) < 0)
        mpq_set(near->distance[side], distance);
    near->any[side] = true;
    mpq_clear(distance);
}

/* Of indicators scored by the share: what they can add to a row in which none has any. */
static void add_shares(const TcModel *model, Near *near, const mpq_t difference)
{
    mpq_t most;
    mpq_init(most);
    for (uint32_t i = 0; i < model->n_indicators; i++)
        if (model->indicators[i].value)
            mpq_add(most, most, model->indicators[i].max_points->number);
    mpq_add(most, most, difference);
    near_add(near, difference);
    near_add(near, most);
    if (mpq_sgn(difference) < 0 && mpq_sgn(most) > 0) {
        mpq_set_ui(most, 0, 1);
        near_add(near, most);
    }
    mpq_clear(most);
}

static void go_through(TcProbe *probe, const TcComparison *level, uint32_t column, Near *near)
{
    int64_t low, high;
    if (column == probe->model->schema.n_columns) {
        mpq_t difference;
        mpq_init(difference);
        if (tc_comparison_difference(tc_probe_ask(probe), level, difference))
            add_shares(probe->model, near, difference);
        mpq_clear(difference);
        return;
    }
    g_assert_true(tc_probe_range(probe, column, &low, &high));
    for (int64_t number = low; number <= high && number <= low + 3; number++) {
        const TcProbeState state = tc_probe_save(probe);
        tc_probe_put(probe, column, high > low + 3 ? low : number);
        if (high <= low + 3 || number == low)
            go_through(probe, level, column + 1, near);
        tc_probe_restore(probe, state);
    }
}

/* --- what was made ---------------------------------------------------------------------------- */

static bool asks_about(const TcExample *example, const TcStep *part)
{
    g_autoptr(TcComparisons) parts = tc_comparisons_new(example->model);
    for (uint32_t i = 0; i < example->n_expected; i++)
        tc_comparisons_add(parts, example->expected[i].condition, TC_NO_PART);
    return tc_comparisons_has_part(parts, part->kind, part->index);
}

static void look_at(const TcProgram *program, const TcStep *part, const TcComparison *level,
                    Near *near)
{
    const TcModel *model = tc_program_model(program);
    const TcRun run = {0};
    const GArray *all = tc_program_examples(program);
    TcBlock *block = tc_block_new(&model->schema);
    mpq_t difference;
    mpq_init(difference);
    for (guint i = 0; i < all->len; i++) {
        const TcExample *example = &g_array_index(all, TcExample, i);
        if (!asks_about(example, part))
            continue;
        tc_trial_fill(block, &model->schema, example);
        TcProbe *probe = tc_probe_new(model, &run, block, 0);
        if (tc_comparison_difference(tc_probe_ask(probe), level, difference))
            near_add(near, difference);
        tc_probe_free(probe);
    }
    mpq_clear(difference);
    tc_block_free(block);
}

/* Is the nearest row one that is looked for? Points by the share come as near as anybody likes; and
 * with what several indicators choose by made otherwise nothing is looked for once there is a row
 * on each side. */
static bool is_nearest(const TcModel *model, const char *rules)
{
    bool shares = false;
    for (uint32_t i = 0; i < model->n_indicators; i++)
        shares |= model->indicators[i].value != NULL;
    return !shares && !strstr(rules, "[z] = ");
}

/* Returns: what is wrong, or NULL. */
static const char *compare(const Near *all, const Near *made, bool nearest, bool told)
{
    if (made->any[1] == told)
        return told ? "a level that is reached is told as missed" : "a missed level is not told";
    if (made->any[1] && !all->any[1])
        return "no row stands there";
    if (all->any[1] && !made->any[1])
        return "a row at the level was not found";
    for (int side = 0; side < 3; side++) {
        if (made->any[side] != all->any[side])
            return "nothing on one side";
        if (made->any[side] && nearest && !mpq_equal(made->distance[side], all->distance[side]))
            return "another row is nearer";
    }
    return NULL;
}

static void check_level(const TcBeside *beside, const char *rules, const char *made,
                        const TcStep *part, const TcComparison *level)
{
    const TcModel *model = tc_program_model(beside->program);
    const TcRun run = {0};
    TcBlock *nothing = tc_block_new(&model->schema);
    g_autofree char *words = tc_span_line(level->right->span);
    g_autofree char *note = g_strdup_printf("tổng điểm bằng đúng %s\n", words);
    Near all, found;
    near_init(&all);
    near_init(&found);
    nothing->n = 1;
    nothing->rows[0] = tc_row_info(1);
    for (uint32_t i = 0; i < tc_schema_width(&model->schema); i++)
        tc_block_set_open(nothing, 0, i, TC_REASON_BLANK);
    tc_block_finish(nothing);
    g_autoptr(TcProbe) probe = tc_probe_new(model, &run, nothing, 0);
    go_through(probe, level, 0, &all);
    look_at(beside->program, part, level, &found);
    const char *wrong = compare(&all, &found, is_nearest(model, rules), strstr(made, note) != NULL);
    levels++;
    reached += found.any[1];
    unreachable += !all.any[1];
    if (wrong && failures++ < 3)
        printf("%s: %s\n%s\n-----\n%s\n", wrong, words, rules, made);
    near_clear(&found);
    near_clear(&all);
    tc_block_free(nothing);
}

static void check_part(const TcBeside *beside, const char *rules, const char *made,
                       const TcStep *part)
{
    g_autoptr(TcComparisons) set = tc_comparisons_new(tc_program_model(beside->program));
    tc_comparisons_add_part(set, part->kind, part->index);
    g_autoptr(GPtrArray) list = tc_comparisons_all(set);
    for (guint i = 0; i < list->len; i++) {
        const TcComparison *level = g_ptr_array_index(list, i);
        if (level->left && level->left->kind == TC_NODE_TOTAL)
            check_level(beside, rules, made, part, level);
    }
}

static void check_set(const char *rules)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
    g_autoptr(TcProgram) program = tc_program_load_text("rules", rules, strlen(rules), diags);
    g_autoptr(GString) made = g_string_new(NULL);
    TcBeside beside;
    if (!tc_program_model(program))
        return;
    tc_generate(program, INT32_MIN, made);
    tc_beside_open(&beside, rules, made->str);
    if (!beside.program && failures++ < 3)
        printf("%s\n%s\n-----\n%s\n", tc_beside_mistake(&beside), rules, made->str);
    if (beside.program) {
        check_part(&beside, rules, made->str, &(const TcStep){TC_REF_GRADE, 0});
        check_part(&beside, rules, made->str, &(const TcStep){TC_REF_VERDICT, 0});
    }
    tc_beside_close(&beside);
}

int main(int argc, char **argv)
{
    const uint64_t n = argc > 1 ? g_ascii_strtoull(argv[1], NULL, 10) : ROUNDS;
    TcRandom random = {argc > 2 ? g_ascii_strtoull(argv[2], NULL, 10) : 3};
    for (uint64_t i = 0; i < n && failures < 3; i++) {
        g_autofree char *rules = draw_rules(&random);
        check_set(rules);
    }
    printf("totals: %lu levels, %lu reached, %lu unreachable; %lu failures\n", levels, reached,
           unreachable, failures);
    return failures || reached < levels / 4 || unreachable == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
