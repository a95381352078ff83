/* Clauses to lines, and these to text (lines.c, wording.c). Before and after: format.h.
 *
 * The clauses have lost nothing but colons behind starters, ';' that part nothing, and comments:
 * colons are written again, and comments are found in the gaps between the tokens, where nothing
 * else can hold a '#'. */
#include "syntax/format.h"

#include <string.h>
#include "base/text.h"
#include "syntax/lines.h"
#include "syntax/parse.h"
#include "syntax/wording.h"
#include "parser.h"

enum { CLAUSE_INDENT = 2, INNER_INDENT = 4 };

typedef struct {
    const TcText *text; /* of the clause at hand */
    TcLang to;
    TcLines *lines;
    uint32_t done;        /* bytes of its source that were taken */
    unsigned part;        /* counts heads and sections */
    TcKeyword section;    /* of the entries at hand */
    bool at_head, at_set; /* nothing stands below the last head yet, the set's */
    const char *note;     /* to stand above the next clause, or NULL */
} TcFormat;

/* What stands between two tokens. */
typedef struct {
    unsigned newlines; /* behind the last comment */
    unsigned blanks;   /* behind the last of these */
    bool commented;
} TcGap;

/* How what begins a line is set: blanks before it, and how many empty lines there may be. */
typedef struct {
    unsigned indent, most_above;
} TcSetting;

/* --- gaps ------------------------------------------------------------------------------------- */

/* The comment at byte @at, without blanks at its end. Returns: (transfer full). */
static char *comment_at(const TcSource *source, uint32_t at)
{
    const char *text = tc_source_text(source) + at;
    return g_strchomp(g_strndup(text, strcspn(text, "\n")));
}

static TcLine *begin_line(TcFormat *format, TcLineKind kind, TcSetting set, unsigned newlines)
{
    bool first = tc_lines_last(format->lines) == NULL;
    TcLine *line = tc_lines_begin(format->lines, kind, format->part, set.indent);
    line->above = first || newlines == 0 ? 0 : MIN(newlines - 1, set.most_above);
    return line;
}

/* The comment at byte @at: behind the line at hand, or on a line of its own. */
static void take_comment(TcFormat *format, uint32_t at, const TcGap *gap, TcSetting set)
{
    char *comment = comment_at(format->text->source, at);
    TcLine *last = tc_lines_last(format->lines);
    if (last && gap->newlines == 0 && !gap->commented) {
        last->comment = comment;
    } else {
        g_string_append(begin_line(format, TC_LINE_COMMENT, set, gap->newlines)->body, comment);
        g_free(comment);
    }
}

/* Takes what stands before the byte @end. */
static TcGap take_gap(TcFormat *format, uint32_t end, TcSetting set)
{
    TcGap gap = {0};
    const char *text = tc_source_text(format->text->source);
    for (uint32_t i = format->done; i < end; i++) {
        if (text[i] == '#') {
            take_comment(format, i, &gap, set);
            gap = (TcGap){.commented = true};
            i += (uint32_t)strcspn(text + i, "\n");
        }
        gap.newlines += text[i] == '\n';
        gap.blanks = text[i] == ' ' || text[i] == '\t' ? gap.blanks + 1 : 0;
    }
    format->done = MAX(format->done, end);
    return gap;
}

/* The note stands below other comments, right above its line. */
static void take_note(TcFormat *format, TcSetting set, TcGap *gap)
{
    if (!format->note)
        return;
    g_string_append_printf(begin_line(format, TC_LINE_COMMENT, set, gap->newlines)->body, "# %s",
                           format->note);
    *gap = (TcGap){.commented = true, .newlines = 1};
    format->note = NULL;
}

/* --- starters --------------------------------------------------------------------------------- */

static bool is_head(int type)
{
    return type == TC_TOK_HEAD_PART || type == TC_TOK_HEAD_GRADE || type == TC_TOK_HEAD_RANKING ||
           type == TC_TOK_SECTION || type == TC_TOK_DATA_CHECK || type == TC_TOK_EDIT ||
           type == TC_TOK_TRANSITION;
}

static TcLineKind kind_of(int type)
{
    if (type == TC_TOK_ENTRY_COLUMN || type == TC_TOK_ENTRY_LET)
        return TC_LINE_ENTRY;
    return tc_token_opens_clause(type) ? TC_LINE_CLAUSE : TC_LINE_PLAIN;
}

/* The token that a starter was before it became one. */
static TcToken as_written(const TcToken *starter)
{
    TcToken token = *starter;
    bool bracket = tc_source_text(starter->span.source)[starter->span.start] == '[';
    if (kind_of(starter->type) == TC_LINE_ENTRY || starter->type == TC_TOK_ENTRY_GIVEN)
        token.type = bracket ? TC_TOK_BRACKET : TC_TOK_NAME;
    return token;
}

static void put_starter(TcFormat *format, const TcToken *starter, TcLine *line)
{
    const TcToken token = as_written(starter);
    GString *out = line->kind == TC_LINE_PLAIN ? line->body : line->key;
    if (line->body->len)
        g_string_append_c(line->body, ' ');
    tc_wording_put(out, &token, (TcWordingPlace){0}, format->text->tokens.lang, format->to);
    if (line->kind == TC_LINE_CLAUSE)
        g_string_append_c(out, ':');
    if (format->section == TC_KW_PARAMETERS)
        line->mark = '=';
}

/* "nhóm 3 "…" gồm 12 chỉ tiêu": what is stated of a part stands behind its head, of the set on a
 * line of its own. */
static bool goes_on(const TcFormat *format, const TcToken *starter, const TcGap *gap)
{
    const TcLine *last = tc_lines_last(format->lines);
    return format->at_head && !format->at_set && starter->type == TC_TOK_COMPRISES &&
           !gap->commented && last && last->kind != TC_LINE_COMMENT && !last->comment;
}

/* The lines up to the starter's own, which is begun. */
static TcLine *take_starter(TcFormat *format, const TcToken *starter)
{
    bool head = is_head(starter->type);
    unsigned before = tc_lines_count(format->lines);
    TcSetting set = {head ? 0 : CLAUSE_INDENT, head ? 2 : format->at_head ? 0 : 1};
    format->part += head;
    TcGap gap = take_gap(format, starter->span.start, set);
    take_note(format, set, &gap);
    TcLine *line = goes_on(format, starter, &gap)
                       ? tc_lines_last(format->lines)
                       : begin_line(format, kind_of(starter->type), set, gap.newlines);
    if (head && before > 0 &&
        starter->type != TC_TOK_EDIT) /* edits of a line each stand together */
        tc_lines_at(format->lines, before)->above =
            MAX(tc_lines_at(format->lines, before)->above, 1);
    if (head)
        format->section = starter->type == TC_TOK_SECTION ? (TcKeyword)starter->value : TC_KW_NONE;
    format->at_head = head && starter->type != TC_TOK_EDIT;
    format->at_set = starter->value == TC_KW_SET || starter->value == TC_KW_PLAN;
    put_starter(format, starter, line);
    format->done = starter->span.end;
    return line;
}

/* The line of a cell that an example gives: as many stand on a line as they did. */
static void take_given(TcFormat *format, const TcToken *starter)
{
    const TcSetting set = {INNER_INDENT, 0};
    const TcToken token = as_written(starter);
    TcGap gap = take_gap(format, starter->span.start, set);
    TcLine *line = gap.newlines == 0 && !gap.commented
                       ? tc_lines_last(format->lines)
                       : begin_line(format, TC_LINE_PLAIN, set, gap.newlines);
    if (line->body->len)
        g_string_append(line->body, "   ");
    tc_wording_put(line->body, &token, (TcWordingPlace){0}, format->text->tokens.lang, format->to);
    g_string_append(line->body, " =");
    format->done = starter->span.end;
}

/* --- contents --------------------------------------------------------------------------------- */

/* The content of one clause while it is put. */
typedef struct {
    const TcToken *tokens;
    uint32_t n;
    unsigned indent;
    const TcToken *counted; /* see TcWordingPlace */
    bool in_subject;        /* of a scale: behind "theo", before the first band's colon */
} TcContent;

static const TcToken *content_at(const TcContent *content, uint32_t index)
{
    return index < content->n ? &content->tokens[index] : NULL;
}

static bool begins_line(const TcContent *content, uint32_t index, const TcGap *gap)
{
    int type = content->tokens[index].type;
    return gap->commented || type == TC_TOK_ROW || type == TC_TOK_ITEM_MARK ||
           (index > 0 && gap->newlines > 0);
}

/* The line for the token @index: the one at hand, or a new one. */
static TcLine *line_for(TcFormat *format, const TcContent *content, uint32_t index, TcGap *gap)
{
    const TcSetting set = {content->indent, 0};
    const TcToken *token = &content->tokens[index];
    unsigned lines = tc_lines_count(format->lines);
    *gap = take_gap(format, token->span.start, set);
    if (index > 0 && token->type == TC_TOK_EXCEPT) /* its ';' is no token */
        g_string_append_c(tc_lines_at(format->lines, lines - 1)->body, ';');
    if (!begins_line(content, index, gap))
        return tc_lines_last(format->lines);
    gap->blanks = 0;
    return begin_line(format, token->type == TC_TOK_ROW ? TC_LINE_ROW : TC_LINE_PLAIN, set, 0);
}

/* Where the text of the token @index stands in its line. */
static GString *text_for(TcLine *line, const TcContent *content, uint32_t index)
{
    if (line->kind != TC_LINE_ROW)
        return line->body;
    const TcToken *token = &content->tokens[index];
    if (line->body->len || (token->type == TC_TOK_RPAREN && token[-1].type == TC_TOK_BAR))
        return line->body; /* behind a table in parentheses */
    if (token->type == TC_TOK_ROW || token[-1].type == TC_TOK_BAR)
        g_ptr_array_add(line->cells, g_string_new(NULL));
    return g_ptr_array_index(line->cells, line->cells->len - 1);
}

/* Two blanks may part the subject of a scale from its bands. */
static void put_blanks(GString *out, const TcContent *content, uint32_t index, unsigned blanks)
{
    if (out->len == 0)
        return;
    if (index == 0 || tc_wording_parts(content->tokens, index))
        g_string_append(out, content->in_subject && blanks > 1 ? "  " : " ");
}

/* What @token says of those behind it. */
static void follow(TcContent *content, const TcToken *token)
{
    if (token->type == TC_TOK_ALL || token->type == TC_TOK_COUNT || token->type == TC_TOK_HAS_COUNT)
        content->counted = token;
    else if (token->type == TC_TOK_STATE)
        content->counted = NULL;
    else if (token->type == TC_TOK_BY || token->type == TC_TOK_COLON)
        content->in_subject = token->type == TC_TOK_BY;
}

static void put_token(TcFormat *format, TcContent *content, uint32_t index)
{
    TcGap gap;
    const TcToken *token = &content->tokens[index];
    TcLine *line = line_for(format, content, index, &gap);
    GString *out = text_for(line, content, index);
    format->done = token->span.end;
    if (token->type == TC_TOK_ROW || token->type == TC_TOK_BAR)
        return;
    put_blanks(out, content, index, gap.blanks);
    const TcWordingPlace place = {content_at(content, index - 1), content_at(content, index + 1),
                                  content->counted};
    tc_wording_put(out, token, place, format->text->tokens.lang, format->to);
    follow(content, token);
}

/* A further check of its section begins a line. */
static void begin_check(TcFormat *format, const TcToken *first, bool repeated)
{
    const TcSetting set = {CLAUSE_INDENT, repeated ? 1 : 0};
    TcGap gap = take_gap(format, first->span.start, set);
    take_note(format, set, &gap);
    begin_line(format, TC_LINE_PLAIN, set, gap.newlines);
}

/* What an edit gives follows its line behind a colon; its starter stands in that line. */
static void go_on_with_edit(TcFormat *format, const TcClause *clause)
{
    format->section =
        clause->starter.type == TC_TOK_SECTION ? (TcKeyword)clause->starter.value : TC_KW_NONE;
    if (clause->n > 0)
        g_string_append_c(tc_lines_last(format->lines)->body, ':');
}

static void put_clause(TcFormat *format, const TcClause *clause)
{
    TcContent content = {
        .tokens = tc_clause_tokens(format->text, clause), .n = clause->n, .indent = INNER_INDENT};
    const bool check = clause->starter.type == TC_TOK_DATA_CHECK;
    const bool repeated = clause->starter.span.start < format->done;
    if (clause->starter.type == TC_TOK_ENTRY_GIVEN)
        take_given(format, &clause->starter);
    else if (!repeated)
        take_starter(format, &clause->starter);
    else if (!check)
        go_on_with_edit(format, clause);
    if (check && clause->n > 0)
        begin_check(format, content.tokens, repeated);
    for (uint32_t i = 0; i < clause->n; i++)
        put_token(format, &content, i);
}

/* --- the file --------------------------------------------------------------------------------- */

/* All lines as a text, with the line ends of @source. Returns: (transfer full). */
static char *write_lines(const TcFormat *format, const TcSource *source)
{
    const char *text = tc_source_text(source);
    const char *end = strchr(text, '\n');
    GString *out = g_string_new(NULL);
    if (g_str_has_prefix(text, TC_TEXT_BOM))
        g_string_append(out, TC_TEXT_BOM);
    tc_lines_write(format->lines, end && end > text && end[-1] == '\r' ? "\r\n" : "\n", out);
    return g_string_free(out, FALSE);
}

/* The tree of what the grammar can read, or NULL. @before: the mistakes told before it was. */
static const TcNode *tree_of(const TcText *text, unsigned before, TcArena *arena, TcDiagList *diags)
{
    const TcNode *tree = tc_parse_text(text, arena, diags);
    return tc_diag_count(diags, TC_ERROR) == before ? tree : NULL;
}

/* Does @words say what @tree says? */
static bool says_the_same(const char *words, const TcText *const *also, const TcNode *tree)
{
    g_autoptr(TcArena) arena = tc_arena_new();
    g_autoptr(TcDiagList) heard = tc_diag_list_new(TC_LANG_EN);
    g_autoptr(TcSource) laid_out = tc_source_new("", words, strlen(words));
    g_autoptr(TcText) text = tc_text_new(laid_out, also, heard);
    const TcNode *read = tree_of(text, 0, arena, heard);
    return read && tc_node_equal(tree, read);
}

/* Returns: (transfer full) the layout of @text. */
static char *lay_out(const TcText *text, TcLang to)
{
    g_autoptr(TcLines) lines = tc_lines_new();
    TcFormat format = {
        .text = text, .to = to < TC_N_LANGS ? to : text->tokens.lang, .lines = lines};
    for (uint32_t i = 0; i < text->clauses->len; i++)
        put_clause(&format, tc_text_clause(text, i));
    take_gap(&format, tc_source_length(text->source), (TcSetting){0, 2});
    return write_lines(&format, text->source);
}

bool tc_format_beside(const TcSource *source, const TcText *const *also, TcLang to,
                      TcDiagList *diags, char **text)
{
    g_autoptr(TcArena) arena = tc_arena_new();
    const unsigned before = tc_diag_count(diags, TC_ERROR);
    g_autoptr(TcText) read = tc_text_new(source, also, diags);
    const TcNode *tree = tree_of(read, before, arena, diags);
    *text = tree ? lay_out(read, to) : NULL;
    if (*text && !says_the_same(*text, also, tree))
        g_clear_pointer(text, g_free);
    return tree != NULL;
}

bool tc_format(const TcSource *source, TcLang to, TcDiagList *diags, char **text)
{
    return tc_format_beside(source, NULL, to, diags, text);
}

/* --- versions --------------------------------------------------------------------------------- */

/* Where a line goes on to: behind byte @at of @text up to its end, or to the clause @next. */
static uint32_t line_end(const TcText *text, uint32_t at, uint32_t next)
{
    const uint32_t end = at + (uint32_t)strcspn(tc_source_text(text->source) + at, "\n");
    return next < text->clauses->len ? MIN(end, tc_text_clause(text, next)->starter.span.start)
                                     : end;
}

/* Where the comments of a clause may begin: on the line below the clause before it, which is not
 * here. A clause in other words has none; the starter of what an edit gives stands within the edit.
 */
static uint32_t gap_start(const TcOutlineItem *item)
{
    const uint32_t start = tc_text_clause(item->text, item->clause)->starter.span.start;
    if (item->clause == 0 || item->text->made)
        return start;
    const uint32_t before = tc_text_clause_span(item->text, item->clause - 1).end;
    return MIN(start, line_end(item->text, before, item->clause));
}

/* Does a data check stand behind another one, in one section with it? */
static bool joins_checks(const TcOutline *outline, uint32_t index)
{
    const int check = TC_TOK_DATA_CHECK;
    return index > 0 && tc_outline_clause(outline, index)->starter.type == check &&
           tc_outline_clause(outline, index - 1)->starter.type == check;
}

/* The same for such a check: where its section's starter, or the check before it, ends. */
static uint32_t behind_starter(const TcOutlineItem *item)
{
    const uint32_t end = tc_text_clause(item->text, item->clause)->starter.span.end;
    return item->clause == 0 ? end
                             : MAX(end, tc_text_clause_span(item->text, item->clause - 1).end);
}

/* The clause @index of the outline, behind a note where another text begins to speak. */
static void put_item(TcFormat *format, const TcOutline *outline, uint32_t index,
                     const char *const *notes)
{
    const TcOutlineItem *item = tc_outline_at(outline, index);
    const TcOutlineItem *before = index > 0 ? tc_outline_at(outline, index - 1) : NULL;
    const TcClause *clause = tc_text_clause(item->text, item->clause);
    const bool joins = joins_checks(outline, index);
    if (!before || before->text != item->text || before->clause + 1 != item->clause) {
        if (before) /* what its line ends with */
            take_gap(format, line_end(before->text, format->done, before->clause + 1),
                     (TcSetting){0, 0});
        format->done = joins ? behind_starter(item) : gap_start(item);
    }
    format->text = item->text;
    if (item->by && (!before || before->by != item->by || (tc_clause_is_head(clause) && !joins)))
        format->note = notes[item->by - 1];
    put_clause(format, clause);
}

char *tc_format_outline(const TcOutline *outline, TcLang to, const char *title,
                        const char *const *notes)
{
    const TcText *first = tc_outline_at(outline, 0)->text;
    g_autoptr(TcLines) lines = tc_lines_new();
    TcFormat format = {
        .text = first, .to = to < TC_N_LANGS ? to : first->tokens.lang, .lines = lines};
    g_auto(GStrv) titles = g_strsplit(title, "\n", -1);
    for (char **line = titles; *line; line++)
        g_string_append_printf(begin_line(&format, TC_LINE_COMMENT, (TcSetting){0, 2}, 1)->body,
                               "# %s", *line);
    for (uint32_t i = 0; i < outline->items->len; i++)
        put_item(&format, outline, i, notes);
    return write_lines(&format, first->source);
}

/* The section in which the clause @index stands, or NONE. */
static TcKeyword section_at(const TcOutline *outline, uint32_t index)
{
    while (index > 0 && !tc_clause_is_head(tc_outline_clause(outline, index)))
        index--;
    const TcToken *starter = &tc_outline_clause(outline, index)->starter;
    return starter->type == TC_TOK_SECTION ? (TcKeyword)starter->value : TC_KW_NONE;
}

char *tc_format_clauses(const TcOutline *outline, const uint32_t *items, uint32_t n, TcLang to)
{
    g_autoptr(TcLines) lines = tc_lines_new();
    TcFormat format = {.to = to, .lines = lines};
    GString *out = g_string_new(NULL);
    for (uint32_t i = 0; i < n; i++) {
        const TcOutlineItem *item = tc_outline_at(outline, items[i]);
        const TcClause *clause = tc_text_clause(item->text, item->clause);
        format.section = section_at(outline, items[i]);
        format.text = item->text;
        format.done = clause->starter.type == TC_TOK_DATA_CHECK ? behind_starter(item)
                                                                : clause->starter.span.start;
        put_clause(&format, clause);
    }
    tc_lines_write(lines, "\n", out);
    return g_string_free(out, FALSE);
}

/* --- one clause ------------------------------------------------------------------------------- */

char *tc_format_content(const TcText *text, uint32_t clause, uint32_t first, TcLang to)
{
    const TcClause *own = tc_text_clause(text, clause);
    TcContent content = {
        .tokens = tc_clause_tokens(text, own), .n = own->n, .indent = INNER_INDENT};
    g_autoptr(TcLines) lines = tc_lines_new();
    TcFormat format = {.text = text, .to = to, .lines = lines};
    begin_line(&format, TC_LINE_PLAIN, (TcSetting){0, 0}, 0);
    for (uint32_t i = first; i < own->n; i++) {
        if (i == first)
            format.done = content.tokens[i].span.start;
        put_token(&format, &content, i);
    }
    return g_strchomp(write_lines(&format, text->source));
}

char *tc_format_clause(const TcText *text, uint32_t clause, TcLang to)
{
    const TcToken *starter = &tc_text_clause(text, clause)->starter;
    const char *colon = tc_token_opens_clause(starter->type) ? ":" : "";
    g_autofree char *content = tc_format_content(text, clause, 0, to);
    return g_strdup_printf("%s%s %s", tc_keyword_name((TcKeyword)starter->value, to), colon,
                           content);
}
