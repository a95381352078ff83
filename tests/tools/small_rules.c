/* Writes a small rule set, choice by choice. */
#include "tools/small_rules.h"

#include <string.h>
#include "tools/random_rules.h"

typedef struct {
    const TcSmallRules *rules;
    TcRandom random;
    uint32_t drawn; /* choices so far */
    GString *text;
} Writer;

/* One of @n; the choice to change is the next one. */
static uint32_t choose(Writer *writer, uint32_t n)
{
    const uint32_t choice = tc_random_below(&writer->random, n);
    return writer->drawn++ == writer->rules->changed ? (choice + 1) % n : choice;
}

static const char *comparison(Writer *writer)
{
    static const char *const all[] = {">=", ">", "<=", "<", "=", "<>"};
    return all[choose(writer, G_N_ELEMENTS(all))];
}

static void put_share(Writer *writer, const char *denominator)
{
    if (tc_random_chance(&writer->random, 40))
        g_string_append_printf(writer->text, "  không áp dụng khi: [d] <= %u\n", choose(writer, 3));
    g_string_append_printf(writer->text, "  cách tính: [n] / %s\n  yêu cầu: từ %u%% trở lên",
                           denominator, 10 * choose(writer, 11));
    if (tc_random_chance(&writer->random, 40))
        g_string_append_printf(writer->text, "; riêng [z] = \"%s\": từ %u%% trở lên",
                               choose(writer, 2) ? "A" : "B", 10 * choose(writer, 11));
    g_string_append(writer->text, "\n");
}

static void put_scored(Writer *writer)
{
    const uint32_t cut = choose(writer, 3) + 1;
    g_string_append_printf(writer->text,
                           "  cách tính: [m]\n  yêu cầu: từ %u trở lên\n  điểm tối đa: 10\n"
                           "  chấm điểm: theo giá trị dưới %u: %u; từ %u trở lên: %u\n",
                           choose(writer, 4), cut, choose(writer, 4), cut, 4 + choose(writer, 6));
}

static const char *rounding(Writer *writer)
{
    static const char *const all[] = {"nửa lên", "nửa về số chẵn", "nửa xuống",       "lên",
                                      "xuống",   "lên số lớn hơn", "xuống số nhỏ hơn"};
    return all[choose(writer, G_N_ELEMENTS(all))];
}

/* What goes in steps: below 0 and above, at a step, and where the denominator is 0. */
static void put_step(Writer *writer)
{
    GString *text = writer->text;
    const uint32_t form = tc_random_below(&writer->random, 5);
    const char *mode = rounding(writer), *compared = comparison(writer);
    const uint32_t a = choose(writer, 4), b = choose(writer, 5), c = choose(writer, 21);
    if (form == 0)
        g_string_append_printf(text, "  đạt khi: làm tròn(([n] - 2 * [m]) / %u; 0; %s) %s %d\n",
                               2 + a, mode, compared, (int)b - 2);
    else if (form == 1)
        g_string_append_printf(text, "  đạt khi: làm tròn([n] / [d]; 1; %s) %s %u%%\n", mode,
                               compared, 5 * c);
    else if (form == 2)
        g_string_append_printf(text,
                               "  cách tính: làm tròn(([n] + [m]) / 2; 0; %s)\n"
                               "  yêu cầu: từ %u trở lên\n  điểm tối đa: 10\n"
                               "  chấm điểm: theo giá trị dưới 1: 1; từ 1 đến 2: %u; trên 2: 10\n",
                               mode, a, 2 + b);
    else if (form == 3)
        g_string_append_printf(text, "  đạt khi: năm([k] - %u ngày) %s 2024\n", a, compared);
    else
        g_string_append_printf(text, "  đạt khi: số tháng giữa(%s) %s %u\n",
                               a < 2 ? "02/12/2023; [k]" : "[k]; 02/02/2024", compared, b);
}

static void put_units(Writer *writer)
{
    static const char *const units[] = {"phường", "xã; đặc khu", "\"xã Hai\"; thị trấn"};
    const char *clause = choose(writer, 2) ? "không áp dụng đối với" : "chỉ áp dụng cho";
    g_string_append_printf(writer->text, "  %s: %s\n", clause, units[choose(writer, 3)]);
}

static void put_indicator(Writer *writer, uint32_t index)
{
    GString *text = writer->text;
    g_string_append_printf(text, "\nchỉ tiêu 1.%u \"Chỉ tiêu\"\n", index + 1);
    if (writer->rules->units > 0 && tc_random_chance(&writer->random, writer->rules->units))
        put_units(writer);
    if (writer->rules->steps > 0 && tc_random_chance(&writer->random, writer->rules->steps)) {
        put_step(writer);
        return;
    }
    switch (tc_random_below(&writer->random, index == 0 ? 7 : 8)) {
    case 0:
        put_share(writer, "[d]");
        break;
    case 1: /* the sign of the denominator changes */
        put_share(writer, "([d] - [m])");
        break;
    case 2:
        g_string_append_printf(text, "  đạt khi: [n] + %u * [m] %s %u\n", 1 + choose(writer, 3),
                               comparison(writer), choose(writer, 7));
        break;
    case 3:
        g_string_append_printf(text, "  đạt khi: [f] = có %s [m] %s %u\n",
                               choose(writer, 2) ? "và" : "hoặc", comparison(writer),
                               choose(writer, 4));
        break;
    case 4:
        put_scored(writer);
        break;
    case 5:
        g_string_append_printf(text, "  đạt khi: [k] %s 0%u/01/2024\n  điểm tối đa: 5\n",
                               comparison(writer), 1 + choose(writer, 3));
        break;
    case 6:
        g_string_append_printf(text, "  đạt khi: nhỏ nhất([n]; 2 * [m]) %s lớn nhất([d] - %u; 0)\n",
                               comparison(writer), choose(writer, 4));
        break;
    default:
        g_string_append_printf(
            text, "  đạt khi: chỉ tiêu 1.%u %s %s [m] %s %u\n",
            1 + tc_random_below(&writer->random, index), choose(writer, 2) ? "đạt" : "chưa đạt",
            choose(writer, 2) ? "và" : "hoặc", comparison(writer), choose(writer, 4));
    }
}

static void put_conclusions(Writer *writer)
{
    g_string_append_printf(
        writer->text,
        "\nkết luận K1 \"Một\"\n  đạt khi: tất cả chỉ tiêu đạt\n"
        "\nkết luận K2 \"Hai\"\n  đạt khi: có ít nhất %u chỉ tiêu đạt\n"
        "\nkết luận K3 \"Ba\"\n  đạt khi: tỷ lệ chỉ tiêu đạt từ %u%% trở lên\n"
        "\nkết luận K4 \"Bốn\"\n  đạt khi: chỉ tiêu 1.1 %s %s [f] = có\n"
        "\nxếp loại H \"Hạng\" theo tổng điểm\n  dưới %u: \"Yếu\"; từ %u trở lên: \"Tốt\"\n",
        1 + choose(writer, TC_SMALL_INDICATORS - 1), 20 + 10 * choose(writer, 8),
        choose(writer, 2) ? "đạt" : "chưa đạt", choose(writer, 2) ? "và" : "hoặc", 5, 5);
}

/* Turns round what the indicator written from @from on is met by. */
static void turn(GString *text, gsize from)
{
    static const char met[] = "  đạt khi: ", level[] = "  yêu cầu: ";
    g_autofree char *written = g_strdup(text->str + from);
    g_auto(GStrv) lines = g_strsplit(written, "\n", -1);
    g_string_truncate(text, from);
    for (char **line = lines; *line; line++) {
        g_autoptr(GString) turned = g_string_new(*line);
        if (g_str_has_prefix(*line, level)) {
            g_string_replace(turned, ": từ ", ": dưới ", 0);
            g_string_replace(turned, " trở lên", "", 0);
        } else if (g_str_has_prefix(*line, met)) {
            g_string_insert(turned, (gssize)strlen(met), "không (");
            g_string_append_c(turned, ')');
        }
        g_string_append_printf(text, "%s%s", line == lines ? "" : "\n", turned->str);
    }
}

char *tc_small_rules(const TcSmallRules *rules, uint32_t *n)
{
    Writer writer = {.random = {rules->seed}, .rules = rules, .text = g_string_new(NULL)};
    g_string_append_printf(
        writer.text,
        "bộ tiêu chí T \"Thử\"\n  đối tượng áp dụng: cấp xã\n\nsố liệu\n"
        "  [d]: số nguyên, từ %u đến 4\n  [n]: số nguyên, từ 0 đến 4, không quá [d]\n"
        "  [m]: số nguyên, từ 0 đến 3\n  [z]: một trong \"A\", \"B\"\n  [f]: có/không\n"
        "  [k]: ngày, từ 01/01/2024 đến 03/01/2024, để trống là chưa có\n",
        tc_random_below(&writer.random, 2));
    if (tc_random_chance(&writer.random, 30))
        g_string_append(writer.text, "  kiểm tra số liệu: [n] + [m] >= 2\n");
    g_string_append(writer.text, "\nnhóm 1 \"Nhóm\"\n");
    for (uint32_t i = 0; i < TC_SMALL_INDICATORS; i++) {
        const gsize from = writer.text->len;
        put_indicator(&writer, i);
        if (rules->turned == i)
            turn(writer.text, from);
    }
    put_conclusions(&writer);
    *n = writer.drawn;
    return g_string_free(writer.text, FALSE);
}
