/* Random tables and long scales: the rows are the cells of a grid, so no two of them clash. */
#include "tools/random_internal.h"

enum { MAX_AXES = 3, MAX_CELLS = 16, MAX_ROWS = 200, EMPTY = MAX_CELLS };

/* The texts that part the values of one subject. */
typedef struct {
    GString *head;
    GString *cells[MAX_CELLS];
    uint32_t n;
} Axis;

static GString *new_cell(Axis *axis)
{
    return axis->cells[axis->n++] = g_string_new(NULL);
}

/* A band of whole things or of percents. @low, @high: < 0 for none. */
static void add_band(TcRandom *random, const TcRandomRules *rules, Axis *axis, int low, int high,
                     const char *unit)
{
    const bool vi = rules->lang == TC_LANG_VI;
    GString *cell = new_cell(axis);
    if (low < 0)
        g_string_printf(cell, "%s %d%s", vi ? "dưới" : "below", high, unit);
    else if (high < 0)
        g_string_printf(cell, vi ? "từ %d%s trở lên" : "from %d%s upward", low, unit);
    else if (*unit == 0 && high == low + 1 && tc_random_chance(random, 50))
        g_string_printf(cell, "%d", low);
    else if (*unit == 0 && tc_random_chance(random, 30))
        g_string_printf(cell, vi ? "từ %d đến %d" : "from %d to %d", low, high - 1);
    else
        g_string_printf(cell, vi ? "từ %d%s đến dưới %d%s" : "from %d%s to below %d%s", low, unit,
                        high, unit);
}

static void add_bands(TcRandom *random, TcRandomRules *rules, Axis *axis, uint32_t column,
                      uint32_t most)
{
    int low = -1, high = 0;
    for (uint32_t i = 0; i + 1 < most && !(rules->small && high >= 5); i++) {
        uint32_t step = rules->small || tc_random_chance(random, 60) ? 1 : 400;
        high += 1 + (int)tc_random_below(random, step);
        add_band(random, rules, axis, low, high, "");
        TcTurn turn = {column, TC_NO_PART, high, 1};
        g_array_append_val(rules->turns, turn);
        low = high;
    }
    add_band(random, rules, axis, low, -1, "");
}

static void add_shares(TcRandom *random, TcRandomRules *rules, Axis *axis)
{
    int low = -1, high = 0;
    for (uint32_t i = 0; i < 5; i++) {
        high += 5 + (int)tc_random_below(random, 15);
        add_band(random, rules, axis, low, high, "%");
        low = high;
    }
    add_band(random, rules, axis, low, -1, "%");
}

static void add_zones(TcRandom *random, TcRandomRules *rules, Axis *axis)
{
    static const char *const zones[] = {"đồng bằng", "miền núi", "ven biển"};
    if (tc_random_chance(random, 30)) {
        g_string_printf(new_cell(axis), "\"%s\"", zones[1]);
        g_string_printf(new_cell(axis), "<> \"%s\"", zones[1]);
        return;
    }
    for (uint32_t i = 0; i < G_N_ELEMENTS(zones); i++)
        g_string_printf(new_cell(axis), "\"%s\"", zones[i]);
    (void)rules;
}

static void add_flag(const TcRandomRules *rules, Axis *axis)
{
    g_string_append(new_cell(axis), rules->lang == TC_LANG_VI ? "có" : "yes");
    g_string_append(new_cell(axis), rules->lang == TC_LANG_VI ? "không" : "no");
}

static void start_axis(TcRandomRules *rules, Axis *axis, uint32_t column)
{
    GString *text = rules->text;
    rules->text = axis->head = g_string_new(NULL);
    axis->n = 0;
    tc_random_put_column(rules, column);
    rules->text = text;
}

/* Two axes of numbers and one of few values; fewer where the grid would grow too large. */
static uint32_t make_axes(TcRandom *random, TcRandomRules *rules, Axis *axes, bool value)
{
    uint32_t first = tc_random_below(random, rules->zone), few = tc_random_below(random, 3);
    start_axis(rules, &axes[0], first);
    add_bands(random, rules, &axes[0], first, few ? 7 : 14);
    uint32_t second = (first + 1) % rules->zone;
    start_axis(rules, &axes[1], second);
    if (value && tc_random_chance(random, 40)) {
        g_string_assign(axes[1].head, rules->lang == TC_LANG_VI ? "giá trị" : "value");
        add_shares(random, rules, &axes[1]);
    } else {
        add_bands(random, rules, &axes[1], second, few ? 7 : 14);
    }
    if (few == 0)
        return 2;
    start_axis(rules, &axes[2], few == 1 ? rules->zone : rules->flags[1]);
    if (few == 1)
        add_zones(random, rules, &axes[2]);
    else
        add_flag(rules, &axes[2]);
    return 3;
}

static void put_result(TcRandom *random, TcRandomRules *rules)
{
    g_string_append_printf(rules->text, " | %u", tc_random_below(random, 4));
    if (tc_random_chance(random, 20))
        tc_random_put(rules, ",5", ".5");
    g_string_append(rules->text, " |\n");
}

static void put_row(TcRandom *random, TcRandomRules *rules, const Axis *axes, uint32_t n,
                    const uint32_t *cells)
{
    g_string_append(rules->text, "   ");
    for (uint32_t i = 0; i < n; i++)
        g_string_append_printf(rules->text, " | %s",
                               cells[i] == EMPTY ? "" : axes[i].cells[cells[i]]->str);
    put_result(random, rules);
}

/* All cells of the grid. Those that differ in axis @merged alone are one row at times. */
static void put_grid(TcRandom *random, TcRandomRules *rules, const Axis *axes, uint32_t n,
                     uint32_t merged, bool otherwise)
{
    uint32_t total = 1, lines = 1;
    for (uint32_t i = 0; i < n; i++)
        lines *= i == merged ? 1 : axes[i].n;
    for (uint32_t line = 0; line < lines && total < MAX_ROWS; line++) {
        uint32_t cells[MAX_AXES], rest = line;
        for (uint32_t i = 0; i < n; i++) {
            uint32_t size = i == merged ? 1 : axes[i].n;
            cells[i] = rest % size;
            rest /= size;
        }
        bool one = tc_random_chance(random, 15);
        for (uint32_t k = 0; k < (one ? 1 : axes[merged].n); k++, total++) {
            cells[merged] = one ? EMPTY : k;
            if (!otherwise || !tc_random_chance(random, 5))
                put_row(random, rules, axes, n, cells);
        }
    }
}

void tc_random_put_table(TcRandom *random, TcRandomRules *rules, bool value)
{
    Axis axes[MAX_AXES];
    uint32_t n = make_axes(random, rules, axes, value);
    tc_random_put(rules, "bảng\n    ", "table\n    ");
    for (uint32_t i = 0; i < n; i++)
        g_string_append_printf(rules->text, "| %s ", axes[i].head->str);
    tc_random_put(rules, "| điểm |\n", "| points |\n");
    put_grid(random, rules, axes, n, tc_random_below(random, n), true);
    tc_random_put(rules, "    | còn lại", "    | otherwise");
    put_result(random, rules);
    for (uint32_t i = 0; i < n; i++) {
        g_string_free(axes[i].head, TRUE);
        for (uint32_t k = 0; k < axes[i].n; k++)
            g_string_free(axes[i].cells[k], TRUE);
    }
}

/* By halves of a point, so that there are more bands than a value keeps cases. */
void tc_random_put_long_grade(TcRandom *random, TcRandomRules *rules)
{
    static const char *const labels[] = {"Yếu", "Khá", "Tốt"};
    const bool vi = rules->lang == TC_LANG_VI;
    enum { BANDS = 70 };
    g_string_append(rules->text, vi ? "theo tổng điểm\n" : "by total points\n");
    for (int i = 0; i < BANDS; i++) {
        uint32_t label = MIN((uint32_t)i / 12 + tc_random_below(random, 100) / 95, 2);
        g_string_append_printf(rules->text,
                               vi ? "  từ %d,%d đến dưới %d,%d: \"%s\";\n"
                                  : "  from %d.%d to below %d.%d: \"%s\";\n",
                               i / 2, i % 2 * 5, (i + 1) / 2, (i + 1) % 2 * 5, labels[label]);
    }
    g_string_append_printf(rules->text, vi ? "  còn lại: \"%s\"\n" : "  otherwise: \"%s\"\n",
                           labels[2]);
}
