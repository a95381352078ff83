/* Random sets with amendments. See random_amended.h. */
#include "tools/random_amended.h"

static TcRandom *source; /* of the text at hand */

static uint32_t draw(uint32_t n)
{
    return tc_random_below(source, n);
}

/* --- texts ------------------------------------------------------------------------------------ */

static void add_condition(GString *out, uint32_t indicator)
{
    if (indicator > 1 && draw(2))
        g_string_append_printf(out, "[c%u] >= %u and indicator 1.%u is met", draw(4), draw(5),
                               1 + draw(indicator - 1));
    else
        g_string_append_printf(out, "[c%u] >= %u", draw(4), draw(5));
}

static void add_level(GString *out)
{
    g_string_append_printf(out, "from %u household up", draw(6));
    if (draw(3) == 0)
        g_string_append_printf(out, "; except [z] = \"x\": from %u household up", draw(6));
}

static void add_value(GString *out)
{
    if (draw(3))
        g_string_append_printf(out, "[c%u]", draw(4));
    else
        g_string_append(out, draw(2) ? "[d]" : "[d] + [c1]");
}

static void add_verdict(GString *out, uint32_t n)
{
    switch (draw(4)) {
    case 0:
        g_string_append(out, "all indicators met");
        break;
    case 1:
        g_string_append_printf(out, "indicator 1.%u is met or total points >= %u", 1 + draw(n),
                               10 * draw(4));
        break;
    case 2:
        g_string_append_printf(
            out, "there are at least %u indicators met and all mandatory indicators met",
            1 + draw(n));
        break;
    default:
        g_string_append_printf(out, "there are at least %u indicators met and [c%u] >= %u",
                               1 + draw(n), draw(4), draw(4));
    }
}

static void add_indicator(TcAmendedShape *shape, GString *out, uint32_t number)
{
    shape->level[number] = draw(2);
    shape->mandatory[number] = draw(3) == 0;
    g_string_append_printf(out, "indicator 1.%u \"I\"\n", number);
    if (shape->level[number]) {
        g_string_append(out, "  computed as: ");
        add_value(out);
        g_string_append(out, "\n  required: ");
        add_level(out);
    } else {
        g_string_append(out, "  met when: ");
        add_condition(out, number);
    }
    g_string_append_printf(out, "\n%s%s  laid down in: \"x\"\n",
                           shape->mandatory[number] ? "  mandatory\n" : "",
                           draw(2) ? "  maximum points: 10\n" : "");
}

char *tc_amended_base(TcRandom *random, TcAmendedShape *shape)
{
    source = random;
    GString *out =
        g_string_new("criteria T \"T\"\n  issued with: \"D\"\n  applies to: commune within "
                     "province\n  in force from: 2020-01-01\ndata\n");
    for (int i = 0; i < 4; i++)
        g_string_append_printf(out, "  [c%d] : integer (household), from 0 to 20\n", i);
    g_string_append_printf(out,
                           "  [z] : one of \"x\", \"y\"\ndefinitions\n  [d] : [c0] + [c%u]\n"
                           "group 1 \"G\"\n",
                           1 + draw(3));
    for (uint32_t i = 1; i <= shape->n; i++)
        add_indicator(shape, out, i);
    g_string_append(out, "verdict V \"V\"\n  met when: ");
    add_verdict(out, shape->n);
    g_string_append_printf(
        out, "\ngrade X \"X\" by total points\n  from %u: \"good\"; otherwise: \"bad\"\n",
        10 * (1 + draw(3)));
    return g_string_free(out, FALSE);
}

static void amend_indicator(TcAmendedShape *shape, GString *out, uint32_t at)
{
    if (draw(3) == 0) {
        g_string_append_printf(out, "%s mandatory of indicator 1.%u",
                               shape->mandatory[at] ? "repeal" : "insert", at);
        shape->mandatory[at] = !shape->mandatory[at];
    } else if (shape->level[at]) {
        g_string_append_printf(out, "amend required of indicator 1.%u to read: ", at);
        add_level(out);
    } else {
        g_string_append_printf(out, "amend met when of indicator 1.%u to read: ", at);
        add_condition(out, at);
    }
}

static void insert_indicator(TcAmendedShape *shape, GString *out)
{
    g_string_append_printf(out, "insert data\n  [n%u] : integer (household), from 0 to 20\n",
                           shape->fresh);
    g_string_append_printf(out, "insert indicator 1.%u \"N\"\n  met when: [n%u] >= %u\n",
                           20 + shape->fresh, shape->fresh, draw(4));
    g_string_append(out, "  laid down in: \"x\"");
    shape->fresh++;
}

static void add_edit(TcAmendedShape *shape, GString *out)
{
    const uint32_t at = 1 + draw(shape->n), kind = draw(9);
    if (shape->gone[at])
        return;
    if (kind < 4) {
        amend_indicator(shape, out, at);
    } else if (kind == 4) {
        g_string_append_printf(out, "repeal indicator 1.%u", at);
    } else if (kind == 5) {
        insert_indicator(shape, out);
    } else if (kind == 6) {
        g_string_append(out, "amend met when of verdict V to read: ");
        add_verdict(out, shape->n);
    } else if (kind == 7) {
        g_string_append_printf(out, "renumber indicator 1.%u as 1.%u", at, 40 + shape->fresh++);
    } else {
        g_string_append_printf(out, "amend definitions [d] to read: [c%u] + [c%u]", draw(4),
                               draw(4));
    }
    shape->gone[at] = kind == 4 || kind == 7;
    g_string_append_c(out, '\n');
}

char *tc_amended_text(TcRandom *random, TcAmendedShape *shape, uint32_t year)
{
    source = random;
    GString *out = g_string_new(NULL);
    g_string_append_printf(out,
                           "amendment T \"A\"\n  issued with: \"D%u\"\n  in force from: "
                           "%u-01-01\n",
                           year, year);
    for (uint32_t i = 1 + draw(4); i > 0; i--)
        add_edit(shape, out);
    return g_string_free(out, FALSE);
}

char *tc_amended_rows(TcRandom *random)
{
    source = random;
    GString *out = g_string_new("code,name,district,c0,c1,c2,c3,z,n0,n1,n2,n3,n4,n5\n");
    for (int row = 0; row < TC_AMENDED_ROWS; row++) {
        g_string_append_printf(out, "%d,u%d,p%u", row, row, draw(3));
        for (int i = 0; i < 4; i++)
            g_string_append_printf(out, draw(20) ? ",%u" : ",", draw(7));
        g_string_append(out, draw(2) ? ",x" : ",y");
        for (int i = 0; i < 6; i++)
            g_string_append_printf(out, ",%u", draw(5));
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}
