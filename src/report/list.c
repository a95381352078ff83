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
    g_autofree char *requirement = tc_rule_requirement(model, indicator);
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

static void group_row(TcGrid *grid, const TcModel *model, const TcGroup *group, TcLang lang)
{
    g_autofree char *points = tc_rule_max_points(model, group->max_points, lang);
    g_autofree char *count = g_strdup_printf("%u", group->n_indicators);
    g_autofree char *text =
        points ? tc_msg_format(lang, TC_MSG_LIST_GROUP_POINTS, group->code, group->title, count,
                               points, NULL)
               : tc_msg_format(lang, TC_MSG_LIST_GROUP, group->code, group->title, count, NULL);
    tc_grid_span(grid, text);
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
    for (uint32_t i = 0; i < model->n_rankings; i++) {
        const TcRanking *ranking = &model->rankings[i];
        append_conclusion(out, model, lang, TC_MSG_COLUMN_RANKING, ranking->code, ranking->title,
                          by, ranking->by);
        if (ranking->lowest_first)
            g_string_append(out, lowest_first);
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
    uint32_t group = TC_NO_PART;
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        const TcIndicator *indicator = &model->indicators[i];
        if (indicator->group != group && indicator->group != TC_NO_PART)
            group_row(grid, model, &model->groups[indicator->group], lang);
        group = indicator->group;
        table_row(grid, model, indicator, lang);
    }
    g_string_append_printf(out, "%s: %s\n", model->code, model->title ? model->title : "");
    tc_rule_decision(model, lang, out);
    const TcOriginPart set = tc_origin_part(model, 0);
    tc_origin_further(&set, lang, out);
    g_string_append_c(out, '\n');
    tc_grid_print(grid, width, colour, out);
    const size_t end = out->len;
    append_conclusions(out, model, lang);
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
    tc_csv_end_line(csv);
}

static void csv_row(TcCsvWriter *csv, const TcModel *model, const TcIndicator *indicator,
                    TcLang lang)
{
    g_autofree char *requirement = tc_rule_requirement(model, indicator);
    g_autofree char *points = tc_rule_max_points(model, indicator->max_points, tc_csv_numbers(csv));
    g_autofree char *kind = tc_kind_words(indicator, lang);
    g_autofree char *origin = tc_origin_words(&indicator->about, lang);
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

static void json_groups(TcJson *json, const TcModel *model)
{
    tc_json_key(json, "groups");
    tc_json_array(json);
    for (uint32_t i = 0; i < model->n_groups; i++) {
        json_conclusion(json, model, model->groups[i].code, model->groups[i].title, NULL, NULL,
                        &model->groups[i].about);
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
    json_groups(json, model);
    tc_json_key(json, "indicators");
    tc_json_array(json);
    for (uint32_t i = 0; i < model->n_indicators; i++)
        json_indicator(json, model, &model->indicators[i]);
    tc_json_close(json);
    json_conclusions(json, model);
    tc_json_end(json);
    tc_json_take(json, out);
}
