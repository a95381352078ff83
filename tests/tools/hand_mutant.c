/* Mistakes in words. The forms are those that random_rules.c and small_rules.c write. */
#include "tools/hand_mutant.h"

#include <string.h>

/* The words @start to @end of @text. */
typedef struct {
    const char *text;
    size_t start, end;
} Words;

static char *instead(const Words *words, const char *by)
{
    return g_strdup_printf("%.*s%s%s", (int)words->start, words->text, by,
                           words->text + words->end);
}

static char *copy_of(const Words *words)
{
    return g_strndup(words->text + words->start, words->end - words->start);
}

static Words line_of(const Words *words)
{
    Words line = *words;
    while (line.start > 0 && line.text[line.start - 1] != '\n')
        line.start--;
    line.end = line.start + strcspn(line.text + line.start, "\n");
    return line;
}

static bool ends_number(const char *at)
{
    return !g_ascii_isdigit(*at) && *at != '%' &&
           !((*at == ',' || *at == '.') && g_ascii_isdigit(at[1]));
}

/* --- levels and their ends -------------------------------------------------------------------- */

/* An end of a phrase at level {0}, and the same without or with the level itself. */
static const char *const ends[][2] = {
    {"từ # trở lên", "trên #"}, {"từ # đến", "trên # đến"},   {"đến dưới #", "đến #"},
    {"dưới #", "không quá #"},  {"from # upward", "above #"}, {"from # to", "above # to"},
    {"to below #", "to #"},     {"below #", "at most #"},
};

static char *form_at(const char *form, const char *level)
{
    g_auto(GStrv) parts = g_strsplit(form, "#", 2);
    return g_strconcat(parts[0], level, parts[1], NULL);
}

/* Appends the other form of the end that stands at @at. Returns: its length, 0: there is none. */
static size_t turn_end(const char *at, size_t left, const char *level, GString *out)
{
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
        for (size_t k = 0; k < 2; k++) {
            g_autofree char *form = form_at(ends[i][k], level);
            g_autofree char *other = form_at(ends[i][1 - k], level);
            const size_t length = strlen(form);
            if (length > left || strncmp(at, form, length) != 0 || !ends_number(at + length))
                continue;
            g_string_append(out, other);
            return length;
        }
    return 0;
}

/* All ends at @level among the words. Returns: (transfer full) the text, NULL without one. */
static char *turn_ends(const Words *words, const char *level)
{
    g_autoptr(GString) out = g_string_new(NULL);
    bool any = false;
    for (size_t at = words->start; at < words->end;) {
        const size_t length = turn_end(words->text + at, words->end - at, level, out);
        any |= length > 0;
        if (length == 0)
            g_string_append_c(out, words->text[at]);
        at += MAX(length, 1);
    }
    return any ? instead(words, out->str) : NULL;
}

/* Is what stands at @at a level of a band, and no result behind a colon? */
static bool is_level(const Words *line, size_t at, const char *level)
{
    const char *text = line->text;
    return strncmp(text + at, level, strlen(level)) == 0 &&
           ends_number(text + at + strlen(level)) && text[at - 1] == ' ' && text[at - 2] != ':';
}

static char *move_all(const Words *words, const char *was, const char *becomes)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (size_t at = words->start; at < words->end;) {
        const bool level = is_level(words, at, was);
        if (level)
            g_string_append(out, becomes);
        else
            g_string_append_c(out, words->text[at]);
        at += level ? strlen(was) : 1;
    }
    return instead(words, out->str);
}

/* Is the phrase that of a band, whose level others of the scale have too? */
static bool is_band(const Words *words)
{
    return words->text[words->end] == ':';
}

static bool is_in_table(const Words *words)
{
    const Words line = line_of(words);
    return line.text[line.start + strspn(line.text + line.start, " ")] == '|';
}

static char *move(const Words *words, const char *was, const char *becomes)
{
    const Words line = line_of(words);
    g_autofree char *own = copy_of(words);
    const char *found = g_strrstr(own, was);
    if (!found || is_in_table(words))
        return NULL;
    if (is_band(words))
        return move_all(&line, was, becomes);
    const size_t at = words->start + (size_t)(found - own);
    const Words level = {words->text, at, at + strlen(was)};
    return instead(&level, becomes);
}

/* --- conditions ------------------------------------------------------------------------------- */

/* The operator before @was in the words made another one. */
static char *turn_operator(const Words *words, const char *was, const char *from, const char *to)
{
    g_autofree char *own = copy_of(words);
    g_autofree char *sought = g_strdup_printf(" %s %s", from, was);
    const char *found = g_strrstr(own, sought);
    if (!found)
        return NULL;
    const size_t at = words->start + (size_t)(found - own) + 1;
    const Words operator= {words->text, at, at + strlen(from)};
    return instead(&operator, to);
}

static char *turn_level(const Words *words, const TcMutant *mutant)
{
    static const char *const operators[][2] = {{">=", ">"}, {"<=", "<"}};
    const int from = mutant->what == TC_MUTANT_CLOSED;
    for (size_t i = 0; i < G_N_ELEMENTS(operators); i++) {
        char *turned =
            turn_operator(words, mutant->was, operators[i][from], operators[i][1 - from]);
        if (turned)
            return turned;
    }
    return is_in_table(words) ? NULL : turn_ends(words, mutant->was);
}

static char *turn_condition(const Words *words, const TcMutant *mutant)
{
    char *turned = mutant->was ? turn_operator(words, mutant->was, "=", "<>") : NULL;
    return turned || !mutant->was ? turned : turn_operator(words, mutant->was, "<>", "=");
}

/* How far the words are one pair of brackets. */
static bool is_bracketed(const char *own, size_t length)
{
    int depth = 0;
    for (size_t i = 0; i + 1 < length; i++) {
        depth += (own[i] == '(') - (own[i] == ')');
        if (depth == 0)
            return false;
    }
    return length > 1 && own[length - 1] == ')';
}

/* The words between the conditions that are joined, not those within one of them. */
static char *turn_joints(const Words *words, const char *from, const char *to)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *own = copy_of(words);
    const size_t length = strlen(own);
    int depth = is_bracketed(own, length) ? -1 : 0;
    bool any = false;
    for (size_t i = 0; i < length;) {
        depth += (own[i] == '(') - (own[i] == ')');
        const bool joint = depth == 0 && g_str_has_prefix(own + i, from);
        any |= joint;
        if (joint)
            g_string_append(out, to);
        else
            g_string_append_c(out, own[i]);
        i += joint ? strlen(from) : 1;
    }
    return any ? instead(words, out->str) : NULL;
}

/* "tất cả chỉ tiêu đạt", in brackets or not. */
static char *count_one(const Words *words)
{
    static const char *const all[][2] = {{"tất cả ", "có ít nhất 1 "},
                                         {"all ", "there are at least 1 "}};
    g_autofree char *own = copy_of(words);
    g_autoptr(GString) text = g_string_new(own);
    guint turned = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(all) && turned == 0; i++)
        if (g_str_has_prefix(own + strspn(own, "("), all[i][0])) {
            turned = g_string_replace(text, all[i][0], all[i][1], 1);
            g_string_replace(text, " are met", " met", 1);
        }
    return turned ? instead(words, text->str) : NULL;
}

static char *join_otherwise(const Words *words, bool any)
{
    static const char *const joints[][2] = {{" và ", " hoặc "}, {" and ", " or "}};
    for (size_t i = 0; i < G_N_ELEMENTS(joints); i++) {
        char *turned = turn_joints(words, joints[i][!any], joints[i][any]);
        if (turned)
            return turned;
    }
    return any ? count_one(words) : NULL;
}

/* --- what is left out or exchanged ------------------------------------------------------------ */

/* An exception, or a clause on a line of its own. */
static char *leave_out(const Words *words, const TcMutant *mutant)
{
    Words all = mutant->was ? line_of(words) : *words;
    const char *text = words->text;
    if (!mutant->was && !g_str_has_prefix(text + all.start, "riêng ") &&
        !g_str_has_prefix(text + all.start, "except "))
        return NULL;
    while (!mutant->was && text[all.start] != ';')
        all.start--;
    return instead(&all, "");
}

/* Where the result of a band or a branch begins. */
static const char *result_in(const char *band)
{
    static const char *const marks[] = {" then ", " thì ", ": "};
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        const char *found = g_strrstr(band, marks[i]);
        if (found)
            return found + strlen(marks[i]);
    }
    return NULL;
}

static char *swap(const Words *words, const TcMutant *mutant)
{
    const char *one = result_in(mutant->was), *other = result_in(mutant->becomes);
    g_autofree char *own = copy_of(words);
    if (!one || !other || is_in_table(words) || !g_str_has_prefix(own, mutant->was) ||
        !g_str_has_suffix(own, mutant->becomes))
        return NULL;
    const size_t first = strlen(mutant->was), last = strlen(own) - strlen(mutant->becomes);
    g_autofree char *swapped = g_strdup_printf("%.*s%s%.*s%.*s%s", (int)(one - mutant->was), own,
                                               other, (int)(last - first), own + first,
                                               (int)(other - mutant->becomes), own + last, one);
    return instead(words, swapped);
}

char *tc_hand_mutant(const char *text, const TcMutant *mutant)
{
    const Words words = {text, mutant->span.start, mutant->span.end};
    const Words line = line_of(&words);
    switch (mutant->what) {
    case TC_MUTANT_MOVED:
        return move(&words, mutant->was, mutant->becomes);
    case TC_MUTANT_OPENED:
    case TC_MUTANT_CLOSED:
        return turn_level(&words, mutant);
    case TC_MUTANT_OTHER_SIDE:
        return is_in_table(&words) ? NULL : turn_ends(&line, mutant->was);
    case TC_MUTANT_ANY:
    case TC_MUTANT_ALL:
        return join_otherwise(&words, mutant->what == TC_MUTANT_ANY);
    case TC_MUTANT_TURNED:
        return turn_condition(&words, mutant);
    case TC_MUTANT_DROPPED:
        return leave_out(&words, mutant);
    default:
        return swap(&words, mutant);
    }
}
