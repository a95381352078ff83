/* Three views of the indicators of a rule set. */
#include "report/list.h"

#include <string.h>

#include "base/diag.h"
#include "base/msg.h"
#include "report/grid.h"
#include "report/json.h"
#include "report/kinds.h"
#include "report/origin.h"
#include "report/rule_text.h"
#include "sema/written.h"

/* --- table ---------------------------------------------------------------------------------- */

static void table_row(TcGrid *grid, const TcModel *model, const TcIndicator *indicator, TcLang lang)
{
    g_autofree char *requirement = tc_rule_asked(model, indicator);
    g_autofree char *further = tc_rule_further(model, indicator);
    g_autofree char *asked =
        g_strconcat(requirement, *requirement && *further ? "; " : "", further, NULL);
    g_autofree char *points = tc_rule_max_points(model, indicator->max_points, lang);
    g_autofree char *kind = tc_kind_words(indicator, lang);
    g_autofree char *mark = tc_origin_mark(&indicator->about, lang);
    tc_grid_row(grid);
    tc_grid_cell(grid, indicator->code, TC_PAINT_PLAIN);
    tc_grid_cell(grid, indicator->title, TC_PAINT_PLAIN);
    tc_grid_cell(grid, asked, TC_PAINT_PLAIN);
    tc_grid_cell(grid, points, TC_PAINT_PLAIN);
    tc_grid_cell(grid, kind, TC_PAINT_PLAIN);
    tc_grid_cell(grid, indicator->about.laid_down_in, TC_PAINT_PLAIN);
    tc_grid_cell(grid, mark, TC_PAINT_DOUBT);
}

static void append_fact(GString *out, TcLang lang, TcMsg msg, char *number)
{
    g_autofree char *fact = number ? tc_msg_format(lang, msg, number, NULL) : NULL;
    if (fact)
        g_string_append_printf(out, ", %s", fact);
    g_free(number);
}

/* "Nhóm 1. Chính quyền số (11 chỉ tiêu, 50 điểm, trọng số 2)", a criterion likewise. */
static void group_row(TcGrid *grid, const TcModel *model, const TcGroup *group, TcMsg head,
                      TcLang lang)
{
    g_autofree char *name = tc_msg_format(lang, head, group->code, NULL);
    g_autofree char *n = g_strdup_printf("%u", group->n_indicators);
    g_autofree char *count = tc_msg_format(lang, TC_MSG_LIST_INDICATORS, n, NULL);
    g_autoptr(GString) facts = g_string_new(count);
    append_fact(facts, lang, TC_MSG_LIST_POINTS,
                tc_rule_max_points(model, group->max_points, lang));
    append_fact(facts, lang, TC_MSG_LIST_WEIGHT, tc_rule_max_points(model, group->weight, lang));
    g_autofree char *text =
        g_strdup_printf("%s. %s (%s)", name, group->title ? group->title : "", facts->str);
    tc_grid_span(grid, text);
}

/* The heads that begin with @indicator: of its group, of its criterion. */
static void head_rows(TcGrid *grid, const TcModel *model, uint32_t indicator, TcLang lang)
{
    const TcIndicator *own = &model->indicators[indicator];
    const TcIndicator *before = indicator ? &model->indicators[indicator - 1] : NULL;
    if (own->group != TC_NO_PART && (!before || own->group != before->group))
        group_row(grid, model, &model->groups[own->group], TC_MSG_HEAD_GROUP_OF, lang);
    if (own->criterion != TC_NO_PART && (!before || own->criterion != before->criterion))
        group_row(grid, model, &model->criteria[own->criterion], TC_MSG_HEAD_CRITERION_OF, lang);
}

static TcGrid *new_grid(TcLang lang)
{
    const TcGridColumn columns[] = {
        {tc_msg(lang, TC_MSG_HEAD_CODE), TC_ALIGN_LEFT, false, false},
        {tc_msg(lang, TC_MSG_HEAD_INDICATOR), TC_ALIGN_LEFT, true, false},
        {tc_msg(lang, TC_MSG_HEAD_REQUIREMENT), TC_ALIGN_LEFT, true, false},
        {tc_msg(lang, TC_MSG_HEAD_MAX_POINTS), TC_ALIGN_RIGHT, false, true},
        {tc_msg(lang, TC_MSG_HEAD_KIND), TC_ALIGN_LEFT, true, true},
        {tc_msg(lang, TC_MSG_HEAD_LAID_DOWN), TC_ALIGN_LEFT, true, true},
        {tc_msg(lang, TC_MSG_HEAD_CHECKED), TC_ALIGN_LEFT, true, true},
    };
    return tc_grid_new(columns, G_N_ELEMENTS(columns));
}

/* "Kết luận X: tên", below it its rule in the words of the file: @keyword and @rule. */
static void append_conclusion(GString *out, const TcModel *model, TcLang lang, TcMsg head,
                              const char *code, const char *title, const char *keyword,
                              const TcNode *rule)
{
    g_autofree char *name = tc_msg_format(lang, head, code, NULL);
    g_autofree char *words = tc_written(model, rule);
    g_string_append_printf(out, "%s%s%s\n", name, title ? ": " : "", title ? title : "");
    if (rule)
        g_string_append_printf(out, "  %s%s\n", keyword, words);
}

static void append_rankings(GString *out, const TcModel *model, TcLang lang)
{
    g_autofree char *lowest_first = tc_diag_words("  {LOWEST_FIRST}\n", model->lang);
    g_autofree char *by = tc_diag_words("{BY} ", model->lang);
    g_autofree char *unless = tc_diag_words("{NOT_APPLICABLE_WHEN}: ", model->lang);
    for (uint32_t i = 0; i < model->n_rankings; i++) {
        const TcRanking *ranking = &model->rankings[i];
        append_conclusion(out, model, lang, TC_MSG_COLUMN_RANKING, ranking->code, ranking->title,
                          by, ranking->by);
        if (ranking->lowest_first)
            g_string_append(out, lowest_first);
        g_autofree char *apart = tc_written(model, ranking->not_applicable_when);
        if (ranking->not_applicable_when)
            g_string_append_printf(out, "  %s%s\n", unless, apart);
    }
}

static void append_conclusions(GString *out, const TcModel *model, TcLang lang)
{
    g_autofree char *when = tc_diag_words("{MET_WHEN}: ", model->lang);
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        append_conclusion(out, model, lang, TC_MSG_COLUMN_VERDICT, model->verdicts[i].code,
                          model->verdicts[i].title, when, model->verdicts[i].met_when);
    for (uint32_t i = 0; i < model->n_grades; i++)
        append_conclusion(out, model, lang, TC_MSG_COLUMN_GRADE, model->grades[i].code,
                          model->grades[i].title, "", model->grades[i].content);
    append_rankings(out, model, lang);
}

/* Parameters or definitions, each with what stands for it. */
static void append_lets(GString *out, const TcModel *model, TcMsg head, TcLang lang,
                        const TcLet *lets, uint32_t n)
{
    if (n > 0)
        g_string_append_printf(out, "%s:\n", tc_msg(lang, head));
    for (uint32_t i = 0; i < n; i++) {
        g_autofree char *value = tc_written(model, lets[i].value);
        const bool parameter = lets == model->parameters;
        g_string_append_printf(out, parameter ? "  %s = %s\n" : "  [%s]: %s\n", lets[i].name,
                               value);
    }
}

/* What parts state of where they come from and the table has no column for. */
static void append_further(GString *out, const TcModel *model, TcLang lang)
{
    for (uint32_t i = 1; i < tc_origin_n_parts(model); i++) {
        const TcOriginPart part = tc_origin_part(model, i);
        tc_origin_further(&part, lang, out);
    }
}

void tc_list_table(const TcModel *model, TcLang lang, unsigned width, bool colour, GString *out)
{
    g_autoptr(TcGrid) grid = new_grid(lang);
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        head_rows(grid, model, i, lang);
        table_row(grid, model, &model->indicators[i], lang);
    }
    g_string_append_printf(out, "%s: %s\n", model->code, model->title ? model->title : "");
    tc_rule_decision(model, lang, out);
    const TcOriginPart set = tc_origin_part(model, 0);
    tc_origin_further(&set, lang, out);
    g_string_append_c(out, '\n');
    tc_grid_print(grid, width, colour, out);
    const size_t end = out->len;
    append_conclusions(out, model, lang);
    append_lets(out, model, TC_MSG_LIST_PARAMETERS, lang, model->parameters, model->n_parameters);
    append_lets(out, model, TC_MSG_LIST_DEFINITIONS, lang, model->definitions,
                model->n_definitions);
    append_further(out, model, lang);
    tc_origin_lines(model, lang, out);
    if (out->len > end)
        g_string_insert_c(out, (gssize)end, '\n');
}

/* --- CSV ------------------------------------------------------------------------------------ */

/* "Căn cứ" of "Căn cứ: {0}". */
static void csv_further_heads(TcCsvWriter *csv, TcLang lang)
{
    for (size_t i = 0; i < tc_origin_n_texts; i++) {
        const char *words = tc_msg(lang, tc_origin_texts[i].words);
        g_autofree char *head = g_strndup(words, strcspn(words, ":"));
        if (tc_origin_texts[i].told == TC_TOLD_PLAIN)
            tc_csv_text(csv, csv->style == TC_CSV_PLAIN ? tc_origin_texts[i].member : head);
    }
}

static void csv_further(TcCsvWriter *csv, const TcProvenance *about)
{
    for (size_t i = 0; i < tc_origin_n_texts; i++) {
        if (tc_origin_texts[i].told == TC_TOLD_PLAIN)
            tc_csv_text(csv, tc_origin_text(about, &tc_origin_texts[i]));
    }
}

static void csv_head(TcCsvWriter *csv, TcLang lang)
{
    static const TcMsg heads[] = {TC_MSG_HEAD_CODE,       TC_MSG_HEAD_INDICATOR,
                                  TC_MSG_HEAD_GROUP,      TC_MSG_HEAD_REQUIREMENT,
                                  TC_MSG_HEAD_MAX_POINTS, TC_MSG_HEAD_KIND,
                                  TC_MSG_HEAD_EVIDENCE,   TC_MSG_HEAD_LAID_DOWN,
                                  TC_MSG_HEAD_CHECKED,    TC_MSG_HEAD_FURTHER};
    static const char *const plain[] = {"code",       "title",  "group",    "required",
                                        "max_points", "kind",   "evidence", "laid_down_in",
                                        "origin",     "further"};
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
        tc_csv_text(csv, csv->style == TC_CSV_PLAIN ? plain[i] : tc_msg(lang, heads[i]));
    csv_further_heads(csv, lang);
    tc_csv_text(csv,
                csv->style == TC_CSV_PLAIN ? "criterion" : tc_msg(lang, TC_MSG_HEAD_CRITERION));
    tc_csv_text(csv,
                csv->style == TC_CSV_PLAIN ? "group_weight" : tc_msg(lang, TC_MSG_HEAD_WEIGHT));
    tc_csv_end_line(csv);
}

static void csv_row(TcCsvWriter *csv, const TcModel *model, const TcIndicator *indicator,
                    TcLang lang)
{
    g_autofree char *requirement = tc_rule_asked(model, indicator);
    g_autofree char *points = tc_rule_max_points(model, indicator->max_points, tc_csv_numbers(csv));
    g_autofree char *kind = tc_kind_words(indicator, lang);
    g_autofree char *origin = tc_origin_words(&indicator->about, lang);
    const TcNode *of_group =
        indicator->group != TC_NO_PART ? model->groups[indicator->group].weight : NULL;
    g_autofree char *weight = tc_rule_max_points(model, of_group, tc_csv_numbers(csv));
    g_autofree char *further = tc_rule_further(model, indicator);
    tc_csv_text(csv, indicator->code);
    tc_csv_text(csv, indicator->title);
    tc_csv_text(csv, indicator->group != TC_NO_PART ? model->groups[indicator->group].code : NULL);
    tc_csv_text(csv, requirement);
    tc_csv_number(csv, points);
    tc_csv_text(csv, kind);
    tc_csv_text(csv, indicator->about.evidence);
    tc_csv_text(csv, indicator->about.laid_down_in);
    tc_csv_text(csv, origin);
    tc_csv_text(csv, further);
    csv_further(csv, &indicator->about);
    tc_csv_text(csv, indicator->criterion != TC_NO_PART ? model->criteria[indicator->criterion].code
                                                        : NULL);
    tc_csv_number(csv, weight);
    tc_csv_end_line(csv);
}

void tc_list_csv(const TcModel *model, TcLang lang, TcCsvStyle style, GString *out)
{
    TcCsvWriter csv = {.out = out, .style = style, .lang = lang};
    tc_csv_begin(&csv);
    csv_head(&csv, lang);
    for (uint32_t i = 0; i < model->n_indicators; i++)
        csv_row(&csv, model, &model->indicators[i], lang);
}

/* --- JSON ----------------------------------------------------------------------------------- */

/* The clauses of the indicator in the rule's own words, as far as it has them. */
static void json_clauses(TcJson *json, const TcModel *model, const TcIndicator *indicator)
{
    static const struct {
        const char *member;
        TcKeyword keyword;
    } clauses[] = {
        {"computed_as", TC_KW_COMPUTED_AS},
        {"aiming_at", TC_KW_AIMING_AT},
        {"encouraged_at", TC_KW_ENCOURAGED},
        {"scored", TC_KW_SCORED_AS},
        {"not_applicable_when", TC_KW_NOT_APPLICABLE_WHEN},
        {"not_for", TC_KW_NOT_FOR},
        {"only_for", TC_KW_ONLY_FOR},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(clauses); i++) {
        g_autofree char *text = tc_rule_clause(model, indicator, clauses[i].keyword);
        if (*text != '\0')
            tc_json_key_text(json, clauses[i].member, text);
    }
}

static void json_indicator(TcJson *json, const TcModel *model, const TcIndicator *indicator)
{
    g_autofree char *requirement = tc_rule_requirement(model, indicator);
    g_autofree char *points = tc_rule_max_points(model, indicator->max_points, TC_LANG_EN);
    tc_json_object(json);
    tc_json_key_text(json, "code", indicator->code);
    tc_json_key_text(json, "title", indicator->title);
    tc_json_key_text(json, "group",
                     indicator->group != TC_NO_PART ? model->groups[indicator->group].code : NULL);
    tc_json_key_text(json, "criterion",
                     indicator->criterion != TC_NO_PART ? model->criteria[indicator->criterion].code
                                                        : NULL);
    tc_json_key_text(json, "required", requirement);
    json_clauses(json, model, indicator);
    tc_json_key_text(json, "max_points", points);
    tc_json_key_bool(json, "judged", indicator->judged);
    tc_json_key_bool(json, "mandatory", indicator->mandatory);
    tc_json_key_bool(json, "elective", indicator->elective);
    tc_json_key_bool(json, "encouraged", indicator->encouraged);
    tc_json_key_bool(json, "bonus", indicator->bonus);
    tc_json_key_bool(json, "penalty", indicator->penalty);
    tc_json_key_bool(json, "not_scored", indicator->not_scored);
    tc_json_provenance(json, &indicator->about, true);
    tc_json_end(json);
}

/* @member: of the words of its @rule; NULL without one. */
static void json_conclusion(TcJson *json, const TcModel *model, const char *code, const char *title,
                            const char *member, const TcNode *rule, const TcProvenance *about)
{
    g_autofree char *words = tc_written(model, rule);
    tc_json_object(json);
    tc_json_key_text(json, "code", code);
    tc_json_key_text(json, "title", title);
    if (rule)
        tc_json_key_text(json, member, words);
    tc_json_provenance(json, about, true);
}

static void json_number(TcJson *json, const char *member, const TcModel *model,
                        const TcNode *number)
{
    g_autofree char *text = tc_rule_max_points(model, number, TC_LANG_EN);
    if (number)
        tc_json_key_text(json, member, text);
}

/* Groups, or criteria. */
static void json_groups(TcJson *json, const char *member, const TcModel *model,
                        const TcGroup *groups, uint32_t n)
{
    tc_json_key(json, member);
    tc_json_array(json);
    for (uint32_t i = 0; i < n; i++) {
        json_conclusion(json, model, groups[i].code, groups[i].title, NULL, NULL, &groups[i].about);
        if (groups[i].group != TC_NO_PART && groups != model->groups)
            tc_json_key_text(json, "group", model->groups[groups[i].group].code);
        json_number(json, "max_points", model, groups[i].max_points);
        json_number(json, "weight", model, groups[i].weight);
        tc_json_end(json);
    }
    tc_json_close(json);
}

static void json_rankings(TcJson *json, const TcModel *model)
{
    if (model->n_rankings == 0)
        return;
    tc_json_key(json, "rankings");
    tc_json_array(json);
    for (uint32_t i = 0; i < model->n_rankings; i++) {
        const TcRanking *ranking = &model->rankings[i];
        json_conclusion(json, model, ranking->code, ranking->title, "by", ranking->by,
                        &ranking->about);
        tc_json_key_bool(json, "lowest_first", ranking->lowest_first);
        g_autofree char *apart = tc_written(model, ranking->not_applicable_when);
        if (ranking->not_applicable_when)
            tc_json_key_text(json, "not_applicable_when", apart);
        tc_json_end(json);
    }
    tc_json_close(json);
}

static void json_lets(TcJson *json, const char *member, const TcModel *model, const TcLet *lets,
                      uint32_t n)
{
    if (n == 0)
        return;
    tc_json_key(json, member);
    tc_json_array(json);
    for (uint32_t i = 0; i < n; i++) {
        g_autofree char *value = tc_written(model, lets[i].value);
        tc_json_object(json);
        tc_json_key_text(json, "name", lets[i].name);
        tc_json_key_text(json, "value", value);
        tc_json_end(json);
    }
    tc_json_close(json);
}

static void json_conclusions(TcJson *json, const TcModel *model)
{
    tc_json_key(json, "verdicts");
    tc_json_array(json);
    for (uint32_t i = 0; i < model->n_verdicts; i++) {
        const TcVerdict *verdict = &model->verdicts[i];
        json_conclusion(json, model, verdict->code, verdict->title, "met_when", verdict->met_when,
                        &verdict->about);
        tc_json_end(json);
    }
    tc_json_close(json);
    tc_json_key(json, "grades");
    tc_json_array(json);
    for (uint32_t i = 0; i < model->n_grades; i++) {
        const TcGrade *grade = &model->grades[i];
        json_conclusion(json, model, grade->code, grade->title, "bands", grade->content,
                        &grade->about);
        tc_json_end(json);
    }
    tc_json_close(json);
    json_rankings(json, model);
}

static void json_head(TcJson *json, const TcModel *model)
{
    tc_json_key_text(json, "schema", "tieuchi/list/1");
    tc_json_decision(json, model);
    tc_json_key_count(json, "unchecked", tc_model_unchecked(model));
    tc_json_provenance(json, &model->about, true);
}

void tc_list_json(const TcModel *model, GString *out)
{
    g_autoptr(TcJson) json = tc_json_new(true);
    tc_json_object(json);
    json_head(json, model);
    json_groups(json, "groups", model, model->groups, model->n_groups);
    if (model->n_criteria > 0)
        json_groups(json, "criteria", model, model->criteria, model->n_criteria);
    tc_json_key(json, "indicators");
    tc_json_array(json);
    for (uint32_t i = 0; i < model->n_indicators; i++)
        json_indicator(json, model, &model->indicators[i]);
    tc_json_close(json);
    json_conclusions(json, model);
    json_lets(json, "parameters", model, model->parameters, model->n_parameters);
    json_lets(json, "definitions", model, model->definitions, model->n_definitions);
    tc_json_end(json);
    tc_json_take(json, out);
}
