/* Pass 2: every reference gets what it stands for.
 *
 * Before: names, codes and calls are texts. After: NAME, PART, OWN, TOTAL, STATE and CALL nodes
 * have their `ref` (an OWN or STATE without a part that of its own indicator), or it is NONE and
 * reported. The heads of a table's columns are bound but for the last, which is a title. */
#include "sema/roots.h"
#include "sema/sema.h"
#include "sema/words.h"

#include <string.h>
#include "base/number.h"
#include "base/text.h"
#include "sema/builtins.h"
#include "sema/unknown.h"

typedef struct {
    TcSema *sema;
    TcRoot root; /* where we are */
    TcUnknown unknown;
} Resolver;

static void bind(TcNode *node, TcRefKind kind, uint32_t index)
{
    node->ref.kind = kind;
    node->ref.index = index;
}

/* --- names ------------------------------------------------------------------------------------ */

/* A grade or verdict stands for its result where no column has its name. */
static void resolve_name(Resolver *resolver, TcNode *node)
{
    if (!node->text)
        return;
    const TcSema *sema = resolver->sema;
    const TcSymbol *symbol = tc_sema_name(sema, node->text);
    if (!symbol)
        symbol = tc_sema_code(sema, node->text, TC_REF_GRADE);
    if (!symbol)
        symbol = tc_sema_code(sema, node->text, TC_REF_VERDICT);
    if (symbol)
        bind(node, symbol->kind, symbol->index);
    else if (tc_sema_code(sema, node->text, TC_REF_RANKING))
        tc_diag(sema->diags, TC_DIAG_RANKING_ASKED, node->at, node->text, NULL);
    else
        tc_unknown_name(&resolver->unknown, node);
}

/* --- parts ------------------------------------------------------------------------------------ */

static const TcRefKind part_kinds[] = {TC_REF_INDICATOR, TC_REF_CRITERION, TC_REF_GROUP,
                                       TC_REF_VERDICT,   TC_REF_GRADE,     TC_REF_SET};

/* Does a reference under this keyword look among parts of @kind? */
static bool may_be(uint16_t keyword, TcRefKind kind)
{
    if (kind == TC_REF_SET)
        return keyword == TC_KW_NONE || keyword == TC_KW_SET || keyword == TC_KW_PLAN;
    return keyword == TC_KW_NONE || keyword == tc_words_kind(kind);
}

static void codes_of_kind(const TcModel *model, TcRefKind kind, GPtrArray *codes)
{
    for (uint32_t i = 0; kind == TC_REF_INDICATOR && i < model->n_indicators; i++)
        g_ptr_array_add(codes, (char *)model->indicators[i].code);
    for (uint32_t i = 0; kind == TC_REF_GROUP && i < model->n_groups; i++)
        g_ptr_array_add(codes, (char *)model->groups[i].code);
    for (uint32_t i = 0; kind == TC_REF_CRITERION && i < model->n_criteria; i++)
        g_ptr_array_add(codes, (char *)model->criteria[i].code);
    for (uint32_t i = 0; kind == TC_REF_VERDICT && i < model->n_verdicts; i++)
        g_ptr_array_add(codes, (char *)model->verdicts[i].code);
    for (uint32_t i = 0; kind == TC_REF_GRADE && i < model->n_grades; i++)
        g_ptr_array_add(codes, (char *)model->grades[i].code);
}

/* The one of @codes that goes on where @code ends, or the other way round: K for KK. */
static const char *continued(const char *code, const GPtrArray *codes)
{
    const char *found = NULL;
    for (guint i = 0; i < codes->len; i++) {
        const char *other = g_ptr_array_index(codes, i);
        if (!g_str_has_prefix(other, code) && !g_str_has_prefix(code, other))
            continue;
        if (found)
            return NULL;
        found = other;
    }
    return found;
}

/* Numbers are not misspelt words: 1.9 is not meant to be 1.1. */
static const char *suggest_code(const TcModel *model, const TcNode *node, const char *code)
{
    g_autoptr(GPtrArray) codes = g_ptr_array_new();
    if (g_ascii_isdigit(code[0]))
        return NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(part_kinds); i++)
        if (may_be(node->sub, part_kinds[i]))
            codes_of_kind(model, part_kinds[i], codes);
    const char *near = tc_text_suggest(code, (const char *const *)codes->pdata, codes->len);
    return near ? near : continued(code, codes);
}

/* "[Nhà văn hóa] đạt": a state of a column. Returns: whether it was one that says có or không. */
static bool report_column_state(TcSema *sema, const TcNode *node)
{
    const TcSymbol *symbol = node->sub ? NULL : tc_sema_name(sema, node->text);
    if (!symbol || symbol->kind != TC_REF_COLUMN ||
        sema->model->schema.columns[symbol->index].type != TC_TYPE_YES_NO)
        return false;
    g_autofree char *column = tc_span_text(node->at);
    g_autofree char *meant =
        g_strdup_printf("%s = %s", column, tc_keyword_name(TC_KW_YES, sema->model->lang));
    tc_diag(sema->diags, TC_DIAG_COLUMN_STATE, node->at, column, meant, NULL);
    return true;
}

static void report_part(TcSema *sema, const TcNode *node)
{
    if (report_column_state(sema, node))
        return;
    const bool number = g_ascii_isdigit(node->text[0]); /* else no code of an indicator */
    TcKeyword keyword = node->sub ? (TcKeyword)node->sub : number ? TC_KW_INDICATOR : TC_KW_VERDICT;
    if (tc_sema_repealed(sema, node, &keyword, 1))
        return;
    const char *kind = tc_keyword_name(keyword, sema->said);
    g_autofree char *plain = tc_sema_in_plain_letters(node->text);
    const char *near = suggest_code(sema->model, node, plain ? plain : node->text);
    if (near && plain) {
        tc_sema_lookalike(sema, node->at, node->text, near);
        return;
    }
    if (!near) {
        tc_diag(sema->diags, TC_DIAG_UNKNOWN_PART, node->at, kind, node->text, NULL);
        return;
    }
    TcDiag *diag =
        tc_diag(sema->diags, TC_DIAG_UNKNOWN_PART_NEAR, node->at, kind, node->text, near, NULL);
    tc_diag_edit(diag, node->at, near);
}

static void resolve_part(Resolver *resolver, TcNode *node)
{
    TcSema *sema = resolver->sema;
    if (!node->text)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(part_kinds); i++) {
        const TcSymbol *symbol =
            may_be(node->sub, part_kinds[i]) ? tc_sema_code(sema, node->text, part_kinds[i]) : NULL;
        if (symbol) {
            bind(node, symbol->kind, symbol->index);
            return;
        }
    }
    report_part(sema, node);
}

/* --- what is asked of a part ------------------------------------------------------------------ */

#define BIT(kind) (1u << TC_REF_##kind)

static bool is_closed_state(TcState state)
{
    return state == TC_STATE_MISSING || state == TC_STATE_AWAITS;
}

/* Which kinds of part a question can be put to. What is missing is missing to indicators. */
static unsigned askable(const TcNode *node)
{
    if (node->kind == TC_NODE_OWN)
        return BIT(INDICATOR);
    if (node->kind == TC_NODE_TOTAL)
        return BIT(GROUP) | BIT(CRITERION) | BIT(SET);
    if (node->kind == TC_NODE_COUNT && TC_COUNT_FILTER(node->sub) == TC_FILTER_CRITERIA)
        return is_closed_state(TC_COUNT_STATE(node->sub)) ? 0 : BIT(GROUP) | BIT(SET);
    if (node->kind == TC_NODE_COUNT)
        return BIT(GROUP) | BIT(CRITERION) | BIT(SET);
    bool of_verdict = node->sub == TC_STATE_MET || node->sub == TC_STATE_NOT_MET;
    return BIT(INDICATOR) | (is_closed_state((TcState)node->sub) ? 0 : BIT(CRITERION)) |
           (of_verdict ? BIT(VERDICT) : 0);
}

static void refuse_question(TcSema *sema, const TcNode *node, const TcNode *part)
{
    g_autofree char *name =
        tc_words_sentence(sema->model, part->ref.kind, part->ref.index, sema->said);
    g_autofree char *asked = tc_span_text(node->at);
    tc_diag(sema->diags, TC_DIAG_PART_QUESTION, node->span, name, asked, NULL);
}

/* Criteria in a state that only indicators have. */
static void refuse_count(TcSema *sema, const TcNode *node)
{
    g_autofree char *asked = tc_span_text(node->span);
    g_autofree char *name = tc_words_capital(tc_keyword_name(TC_KW_CRITERION, sema->said));
    tc_diag(sema->diags, TC_DIAG_PART_QUESTION, node->span, name, asked, NULL);
}

/* Takes over the part of @node (its last child, if that is one). Returns: is there one? */
static bool take_part(Resolver *resolver, TcNode *node)
{
    const TcNode *part = node->n ? node->items[node->n - 1] : NULL;
    if (!part || part->kind != TC_NODE_PART)
        return false;
    if (part->ref.kind == TC_REF_NONE)
        return true;
    if (askable(node) & 1u << part->ref.kind)
        bind(node, part->ref.kind, part->ref.index);
    else
        refuse_question(resolver->sema, node, part);
    return true;
}

/* giá trị, điểm, đạt without a part: of the indicator that the clause belongs to. */
static void resolve_own(Resolver *resolver, TcNode *node)
{
    if (take_part(resolver, node))
        return;
    if (resolver->root.owner == TC_REF_INDICATOR) {
        bind(node, TC_REF_INDICATOR, resolver->root.index);
        return;
    }
    g_autofree char *asked = tc_span_text(node->at);
    if (resolver->root.owner == TC_REF_GRADE && node->kind == TC_NODE_STATE) {
        g_autofree char *label = g_strdup_printf("\"%s\"", asked);
        tc_diag_edit(tc_diag(resolver->sema->diags, TC_DIAG_QUOTES_MISSING, node->at, label, NULL),
                     node->at, label);
        return;
    }
    tc_diag(resolver->sema->diags, TC_DIAG_NO_SELF, node->at, asked, NULL);
}

/* tổng điểm, số chỉ tiêu without a part: of the whole set. */
static void resolve_whole(Resolver *resolver, TcNode *node)
{
    if (take_part(resolver, node))
        return;
    if (askable(node))
        bind(node, TC_REF_SET, 0);
    else
        refuse_count(resolver->sema, node);
}

/* --- calls ------------------------------------------------------------------------------------ */

typedef struct {
    const char *vi, *en, *signature;
} BuiltinRow;

static const BuiltinRow builtin_rows[TC_N_BUILTINS] = {
#define TC_BUILTIN(id, vi, en, signature, ...) [TC_BUILTIN_##id] = {vi, en, signature},
#include "builtins.def"
};

/* How each is written stands in keywords.def. */
static const struct {
    TcKeyword keyword;
    TcRoundMode mode;
} round_modes[] = {
    {TC_KW_ROUND_HALF_UP, TC_ROUND_HALF_UP},     {TC_KW_ROUND_HALF_EVEN, TC_ROUND_HALF_EVEN},
    {TC_KW_ROUND_HALF_DOWN, TC_ROUND_HALF_DOWN}, {TC_KW_ROUND_UP, TC_ROUND_UP},
    {TC_KW_ROUND_DOWN, TC_ROUND_DOWN},           {TC_KW_ROUND_CEILING, TC_ROUND_CEILING},
    {TC_KW_ROUND_FLOOR, TC_ROUND_FLOOR},
};

/* Is @name one of the spellings parted by '|'? */
static bool is_spelling(const char *name, const char *spellings)
{
    g_auto(GStrv) list = g_strsplit(spellings, "|", -1);
    for (char **spelling = list; *spelling; spelling++)
        if (tc_text_same(name, *spelling))
            return true;
    return false;
}

/* The parser has read the word in the language of the file and gives it in Vietnamese. */
static int find_builtin(const char *name)
{
    for (int i = 0; i < TC_N_BUILTINS; i++)
        if (is_spelling(name, builtin_rows[i].vi))
            return i;
    return -1;
}

static void report_call(TcSema *sema, const TcNode *node)
{
    const char *names[TC_N_BUILTINS];
    TcLang lang = sema->model->lang;
    for (int i = 0; i < TC_N_BUILTINS; i++)
        names[i] = lang == TC_LANG_VI ? builtin_rows[i].vi : builtin_rows[i].en;
    const char *near = tc_text_suggest(node->text, names, TC_N_BUILTINS);
    if (!near) {
        tc_diag(sema->diags, TC_DIAG_UNKNOWN_FUNCTION, node->at, node->text, NULL);
        return;
    }
    TcDiag *diag =
        tc_diag(sema->diags, TC_DIAG_UNKNOWN_FUNCTION_NEAR, node->at, node->text, near, NULL);
    tc_diag_edit(diag, node->at, near);
}

/* Least and most arguments of a signature such as "NN?M?:N". */
static void arity(const char *signature, uint32_t *least, uint32_t *most)
{
    *least = *most = 0;
    for (const char *at = signature; *at && *at != ':'; at++) {
        if (*at == '*')
            *most = UINT32_MAX;
        else if (*at == '?')
            --*least;
        else {
            ++*least;
            ++*most;
        }
    }
}

static void check_arity(TcSema *sema, TcNode *node)
{
    uint32_t least, most;
    arity(builtin_rows[node->ref.index].signature, &least, &most);
    if (node->n >= least && node->n <= most)
        return;
    g_autofree char *has = g_strdup_printf("%u", node->n);
    g_autofree char *wants = most == UINT32_MAX ? g_strdup_printf("%u…", least)
                             : most > least     ? g_strdup_printf("%u–%u", least, most)
                                                : g_strdup_printf("%u", least);
    g_autofree char *name = tc_span_text(node->at);
    tc_diag(sema->diags, TC_DIAG_ARGUMENT_COUNT, node->span, name, wants, has, NULL);
    bind(node, TC_REF_NONE, 0);
}

/* A way of rounding, bare, in quotation marks or in brackets. */
static bool resolve_round_mode(TcNode *node)
{
    for (size_t i = 0; node->text && i < G_N_ELEMENTS(round_modes); i++)
        if (tc_keyword_is(round_modes[i].keyword, node->text)) {
            bind(node, TC_REF_ROUND_MODE, round_modes[i].mode);
            return true;
        }
    return false;
}

static void report_round_mode(TcSema *sema, const TcNode *node)
{
    g_autoptr(GString) all = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(round_modes); i++)
        g_string_append_printf(all, "%s\"%s\"", i ? ", " : "",
                               tc_keyword_name(round_modes[i].keyword, sema->model->lang));
    g_autofree char *text = tc_span_text(node->span);
    tc_diag(sema->diags, TC_DIAG_ROUND_MODE, node->span, text, all->str, NULL);
}

static bool is_round_mode(const TcNode *call, uint32_t argument)
{
    return call->ref.kind == TC_REF_BUILTIN && call->ref.index == TC_BUILTIN_ROUND && argument == 2;
}

static void resolve_node(Resolver *resolver, TcNode *node);

static void resolve_call(Resolver *resolver, TcNode *node)
{
    TcSema *sema = resolver->sema;
    int builtin = node->text ? find_builtin(node->text) : -1;
    if (builtin >= 0) {
        bind(node, TC_REF_BUILTIN, (uint32_t)builtin);
        check_arity(sema, node);
    } else if (node->text) {
        report_call(sema, node);
    }
    for (uint32_t i = 0; i < node->n; i++) {
        if (!is_round_mode(node, i))
            resolve_node(resolver, node->items[i]);
        else if (!resolve_round_mode(node->items[i]))
            report_round_mode(sema, node->items[i]);
    }
}

/* --- walking ---------------------------------------------------------------------------------- */

static void resolve_items(Resolver *resolver, TcNode *node)
{
    for (uint32_t i = 0; i < node->n; i++)
        resolve_node(resolver, node->items[i]);
}

/* The last head of a table is the title of its results. */
static void resolve_table(Resolver *resolver, TcNode *node)
{
    for (uint32_t row = 0; row < node->n; row++)
        for (uint32_t i = 0; i < node->items[row]->n; i++)
            if (row > 0 || i + 1 < node->items[row]->n)
                resolve_node(resolver, node->items[row]->items[i]);
}

static void resolve_node(Resolver *resolver, TcNode *node)
{
    if (node->kind == TC_NODE_CALL) {
        resolve_call(resolver, node);
        return;
    }
    if (node->kind == TC_NODE_TABLE) {
        resolve_table(resolver, node);
        return;
    }
    resolve_items(resolver, node);
    if (node->kind == TC_NODE_NAME)
        resolve_name(resolver, node);
    else if (node->kind == TC_NODE_PART)
        resolve_part(resolver, node);
    else if (node->kind == TC_NODE_OWN || node->kind == TC_NODE_STATE)
        resolve_own(resolver, node);
    else if (node->kind == TC_NODE_TOTAL || node->kind == TC_NODE_COUNT)
        resolve_whole(resolver, node);
}

void tc_resolve_root(TcSema *sema, const TcRoot *root)
{
    Resolver resolver = {.sema = sema, .root = *root, .unknown = {.sema = sema}};
    resolve_node(&resolver, root->node);
}

static void resolve_root(const TcRoot *root, void *data)
{
    Resolver *resolver = data;
    resolver->root = *root;
    resolve_node(resolver, root->node);
}

void tc_resolve(TcSema *sema)
{
    Resolver resolver = {.sema = sema, .unknown = {.sema = sema}};
    tc_all_roots(sema->model, resolve_root, &resolver);
}
