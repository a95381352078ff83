/* Numbers and sign words of a quotation, held against the rule.
 *
 * A quotation is read as words. A number counts when a sign word stands directly before or behind
 * it (từ … trở lên, trên, dưới, ít nhất, không quá; a bare đạt n% means từ n% trở lên). The rule's
 * own numbers are the ends of the indicator's requirements and of the comparisons in đạt khi. */
#include "sema/checker.h"

#include <string.h>
#include "base/number.h"
#include "base/text.h"

/* What a sign asks of a value: at least, above, at most, below. */
typedef enum { NO_SIGN, AT_LEAST, ABOVE, AT_MOST, BELOW } Sign;

/* Sign words, parted words by blanks; longer ones first. */
static const struct {
    const char *words;
    Sign sign;
} before[TC_N_LANGS][16] = {
    {{"không thấp hơn", AT_LEAST},
     {"không vượt quá", AT_MOST},
     {"không cao hơn", AT_MOST},
     {"không dưới", AT_LEAST},
     {"không quá", AT_MOST},
     {"ít nhất", AT_LEAST},
     {"tối thiểu", AT_LEAST},
     {"tối đa", AT_MOST},
     {"lớn hơn", ABOVE},
     {"cao hơn", ABOVE},
     {"nhỏ hơn", BELOW},
     {"thấp hơn", BELOW},
     {"trên", ABOVE},
     {"dưới", BELOW},
     {"đạt", AT_LEAST}},
    {{"no less than", AT_LEAST},
     {"not less than", AT_LEAST},
     {"no more than", AT_MOST},
     {"not more than", AT_MOST},
     {"more than", ABOVE},
     {"less than", BELOW},
     {"at least", AT_LEAST},
     {"at most", AT_MOST},
     {"above", ABOVE},
     {"over", ABOVE},
     {"below", BELOW},
     {"under", BELOW}},
};

static const struct {
    const char *words;
    Sign sign;
} behind[TC_N_LANGS][4] = {
    {{"trở lên", AT_LEAST}, {"trở xuống", AT_MOST}},
    {{"or more", AT_LEAST}, {"or less", AT_MOST}, {"upward", AT_LEAST}, {"downward", AT_MOST}},
};

/* A number of a quotation. */
typedef struct {
    mpq_t value;
    Sign sign;
    char *text; /* with its sign word */
} Quoted;

/* A number of the rule. */
typedef struct {
    mpq_ptr value;
    Sign sign; /* NO_SIGN: exactly */
    const TcNode *node;
} Threshold;

/* --- reading the quotation -------------------------------------------------------------------- */

static void quoted_clear(void *data)
{
    Quoted *quoted = data;
    mpq_clear(quoted->value);
    g_free(quoted->text);
}

static bool same_word(const char *a, const char *b)
{
    g_autofree char *key_a = tc_text_key(a, strlen(a));
    g_autofree char *key_b = tc_text_key(b, strlen(b));
    return strcmp(key_a, key_b) == 0;
}

/* Do the words of @phrase stand in @words from @at on? Returns: how many they are, 0 if not. */
static int words_at(char **words, int n, int at, const char *phrase)
{
    g_auto(GStrv) wanted = g_strsplit(phrase, " ", -1);
    int count = (int)g_strv_length(wanted);
    for (int i = 0; i < count; i++)
        if (at < 0 || at + i >= n || !same_word(words[at + i], wanted[i]))
            return 0;
    return count;
}

static Sign sign_behind(TcLang lang, char **words, int n, int at, int *length)
{
    for (size_t i = 0; i < G_N_ELEMENTS(behind[lang]) && behind[lang][i].words; i++) {
        *length = words_at(words, n, at, behind[lang][i].words);
        if (*length)
            return behind[lang][i].sign;
    }
    *length = 0;
    return NO_SIGN;
}

static Sign sign_before(TcLang lang, char **words, int n, int at, int *length)
{
    for (size_t i = 0; i < G_N_ELEMENTS(before[lang]) && before[lang][i].words; i++) {
        int count = 1;
        for (const char *c = before[lang][i].words; *c; c++)
            count += *c == ' ';
        *length = words_at(words, n, at - count, before[lang][i].words);
        if (*length)
            return before[lang][i].sign;
    }
    *length = 0;
    return NO_SIGN;
}

/* Cuts punctuation off the end of a word, but for %. */
static void trim_word(char *word)
{
    size_t length = strlen(word);
    while (length && strchr(".,;:)!?\"'", word[length - 1]))
        word[--length] = '\0';
}

/* Reads "60%" or "60", percent applied. */
static bool read_number(const char *word, TcLang lang, mpq_t value)
{
    size_t length = strlen(word);
    bool percent = length > 1 && word[length - 1] == '%';
    if (!g_ascii_isdigit(word[0]) ||
        tc_number_parse(word, length - percent, lang, value, NULL) != TC_NUMBER_OK)
        return false;
    if (percent) {
        mpz_mul_ui(mpq_denref(value), mpq_denref(value), 100);
        mpq_canonicalize(value);
    }
    return true;
}

static char *join_words(char **words, int from, int to)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = from; i < to; i++)
        g_string_append_printf(text, "%s%s", i > from ? " " : "", words[i]);
    return g_strdup(text->str);
}

/* A bare đạt counts only before a percentage: đạt 02 giải is no requirement. */
static void read_word(TcLang lang, char **words, int n, int at, GArray *quoted)
{
    Quoted found = {.sign = NO_SIGN};
    int length_before = 0, length_behind = 0;
    mpq_init(found.value);
    bool number = read_number(words[at], lang, found.value);
    Sign behind_it = number ? sign_behind(lang, words, n, at + 1, &length_behind) : NO_SIGN;
    Sign before_it = number ? sign_before(lang, words, n, at, &length_before) : NO_SIGN;
    bool percent = number && strchr(words[at], '%');
    bool range =
        at > 0 && (same_word(words[at - 1], "đến") || (at > 1 && same_word(words[at - 2], "đến")));
    bool bare = before_it == AT_LEAST && length_before == 1;
    found.sign = behind_it ? behind_it : before_it;
    if (!number || found.sign == NO_SIGN || range || (bare && !behind_it && !percent)) {
        mpq_clear(found.value);
        return;
    }
    found.text = join_words(words, behind_it ? at : at - length_before,
                            behind_it ? at + 1 + length_behind : at + 1);
    g_array_append_val(quoted, found);
}

static GArray *read_quotation(const char *text, TcLang lang)
{
    GArray *quoted = g_array_new(FALSE, TRUE, sizeof(Quoted));
    g_array_set_clear_func(quoted, quoted_clear);
    g_auto(GStrv) words = g_strsplit_set(text, " \t\n", -1);
    int n = 0;
    for (char **word = words; *word; word++) {
        trim_word(*word);
        if (**word)
            words[n++] = *word;
        else
            g_free(*word);
    }
    words[n] = NULL;
    for (int at = 0; at < n; at++)
        read_word(lang, words, n, at, quoted);
    return quoted;
}

/* --- reading the rule ------------------------------------------------------------------------- */

typedef struct {
    const TcModel *model;
    GArray *thresholds;
} Collector;

static void add_threshold(Collector *collector, const TcNode *end, const TcNode *node, Sign sign)
{
    Threshold threshold = {.value = g_new(__mpq_struct, 1), .sign = sign, .node = node};
    mpq_init(threshold.value);
    if (tc_constant(collector->model, end, threshold.value)) {
        g_array_append_val(collector->thresholds, threshold);
        return;
    }
    mpq_clear(threshold.value);
    g_free(threshold.value);
}

static void add_phrase(TcNode *node, void *data)
{
    Collector *collector = data;
    unsigned ends = node->sub;
    if (node->kind != TC_NODE_PHRASE || ends & TC_PHRASE_NOT)
        return;
    if (ends & (TC_PHRASE_BARE | TC_PHRASE_EQUAL)) {
        add_threshold(collector, node->items[0], node, ends & TC_PHRASE_BARE ? AT_LEAST : NO_SIGN);
        return;
    }
    if (ends & TC_PHRASE_LOW)
        add_threshold(collector, node->items[0], node,
                      ends & TC_PHRASE_LOW_OPEN ? ABOVE : AT_LEAST);
    if (ends & TC_PHRASE_HIGH)
        add_threshold(collector, node->items[1], node,
                      ends & TC_PHRASE_HIGH_OPEN ? BELOW : AT_MOST);
}

static void add_compare(Collector *collector, const TcNode *node)
{
    static const Sign signs[TC_N_OPERATORS] = {
        [TC_OP_LT] = BELOW, [TC_OP_LE] = AT_MOST, [TC_OP_GT] = ABOVE, [TC_OP_GE] = AT_LEAST};
    if (node->sub != TC_OP_NE)
        add_threshold(collector, node->items[1], node, signs[node->sub]);
}

static void add_condition(Collector *collector, TcNode *node)
{
    if (node->kind == TC_NODE_COMPARE)
        add_compare(collector, node);
    else if (node->kind == TC_NODE_PHRASE)
        add_phrase(node, collector);
    for (uint32_t i = 0; i < node->n; i++)
        add_condition(collector, node->items[i]);
}

static void add_requirement(Collector *collector, const TcRequirement *requirement)
{
    if (requirement->content)
        tc_each_result((TcNode *)requirement->content, add_phrase, collector);
    for (uint32_t i = 0; i < requirement->n_excepts; i++)
        if (requirement->excepts[i]->n > 1)
            tc_each_result(requirement->excepts[i]->items[1], add_phrase, collector);
}

/* A lone number of contents to satisfy stands in no comparison. */
static GArray *read_rule(const TcModel *model, const TcIndicator *indicator)
{
    Collector collector = {model, g_array_new(FALSE, TRUE, sizeof(Threshold))};
    add_requirement(&collector, &indicator->required);
    add_requirement(&collector, &indicator->aiming_at);
    add_requirement(&collector, &indicator->encouraged_at);
    if (indicator->met_when)
        add_condition(&collector, (TcNode *)indicator->met_when);
    return collector.thresholds;
}

static void thresholds_free(GArray *thresholds)
{
    for (guint i = 0; i < thresholds->len; i++) {
        mpq_ptr value = g_array_index(thresholds, Threshold, i).value;
        mpq_clear(value);
        g_free(value);
    }
    g_array_free(thresholds, TRUE);
}

/* --- holding one against the other ------------------------------------------------------------ */

/* The quotation's sign in the words of rules: "từ 60% trở lên". */
static char *phrase_for(const TcChecker *checker, Sign sign, const char *number)
{
    static const TcKeyword words[] = {
        [ABOVE] = TC_KW_ABOVE, [AT_MOST] = TC_KW_AT_MOST, [BELOW] = TC_KW_BELOW};
    if (sign == AT_LEAST)
        return g_strdup_printf("%s %s %s", tc_check_word(checker, TC_KW_FROM), number,
                               tc_check_word(checker, TC_KW_UPWARD));
    return g_strdup_printf("%s %s", tc_check_word(checker, words[sign]), number);
}

static void report_sign(TcChecker *checker, const TcNode *clause, const Quoted *quoted,
                        const Threshold *threshold)
{
    TcSema *sema = checker->sema;
    bool upward = quoted->sign == AT_LEAST || quoted->sign == ABOVE;
    bool same_side = upward == (threshold->sign == AT_LEAST || threshold->sign == ABOVE);
    bool edge = same_side && threshold->sign != NO_SIGN;
    bool included = quoted->sign == AT_LEAST || quoted->sign == AT_MOST;
    bool percent = strchr(quoted->text, '%') != NULL;
    g_autofree char *number = tc_words_number(sema, quoted->value, percent);
    g_autofree char *rule = tc_check_text(threshold->node);
    g_autofree char *meant = phrase_for(checker, quoted->sign, number);
    const char *yes = tc_msg(sema->said, TC_MSG_IS_MET),
               *no = tc_msg(sema->said, TC_MSG_IS_NOT_MET);
    TcDiag *diag = tc_diag(sema->diags, edge ? TC_DIAG_VERBATIM_EDGE : TC_DIAG_VERBATIM_SIGN,
                           threshold->node->span, quoted->text, number, included ? yes : no, rule,
                           included ? no : yes, meant, NULL);
    tc_diag_label(diag, clause->span, tc_keyword_name(TC_KW_VERBATIM, checker->model->lang));
    if (threshold->node->kind == TC_NODE_PHRASE && edge)
        tc_diag_edit(diag, threshold->node->span, meant);
}

static void hold_number(TcChecker *checker, const TcNode *clause, const Quoted *quoted,
                        const GArray *thresholds)
{
    const Threshold *wrong = NULL;
    for (guint i = 0; i < thresholds->len; i++) {
        const Threshold *threshold = &g_array_index(thresholds, Threshold, i);
        if (!mpq_equal(threshold->value, quoted->value))
            continue;
        bool whole = threshold->sign == NO_SIGN && quoted->sign == AT_LEAST &&
                     mpq_cmp_ui(quoted->value, 1, 1) == 0;
        if (threshold->sign == quoted->sign || whole)
            return;
        wrong = threshold;
    }
    if (wrong)
        report_sign(checker, clause, quoted, wrong);
    else
        tc_diag(checker->sema->diags, TC_DIAG_VERBATIM_NUMBER, clause->span, quoted->text, NULL);
}

static void check_indicator(TcChecker *checker, const TcIndicator *indicator)
{
    const TcNode *clause = tc_head_clause(indicator->head, TC_KW_VERBATIM);
    if (!clause || !indicator->about.verbatim)
        return;
    GArray *quoted = read_quotation(indicator->about.verbatim, checker->model->lang);
    GArray *thresholds = read_rule(checker->model, indicator);
    for (guint i = 0; thresholds->len && i < quoted->len; i++)
        hold_number(checker, clause, &g_array_index(quoted, Quoted, i), thresholds);
    thresholds_free(thresholds);
    g_array_free(quoted, TRUE);
}

void tc_check_verbatim(TcChecker *checker)
{
    for (uint32_t i = 0; i < checker->model->n_indicators; i++)
        check_indicator(checker, &checker->model->indicators[i]);
}
