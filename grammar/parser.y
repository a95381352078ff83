/* The grammar of one clause. clauses.c has cut the file into clauses (a head, a flag, an entry of a
 * section, or a clause keyword with its colon and all up to the next); each is parsed by itself, so a
 * mistake costs one clause and gives one message. Actions are one builder call.
 * A token's alias is what messages call it, in Vietnamese and English. */
%require "3.8"
%define api.pure full
%define api.prefix {tc_yy}
%define api.token.prefix {TC_TOK_}
%define api.value.type union
%define api.location.type {TcSpan}
%define parse.error custom
%define parse.lac full
%define parse.trace
%locations
%expect 0
%param {TcParse *parse}

%code requires {
#include "syntax/build.h"
}

%code {
#define YYLLOC_DEFAULT(current, rhs, n) tc_tree_location(&(current), (n) ? &YYRHSLOC(rhs, 1) : NULL, &YYRHSLOC(rhs, n))
static int tc_yylex(TC_YYSTYPE *value, TcSpan *span, TcParse *parse);
static void tc_yyerror(const TcSpan *span, TcParse *parse, const char *message);
}

%initial-action { @$ = tc_tree_start(parse); }

/* clause starters: never expected inside a clause, so they need no words */
%token <const TcToken *>
  HEAD_PART HEAD_GRADE HEAD_RANKING SECTION DATA_CHECK ENTRY_COLUMN ENTRY_LET START_EXPRESSION
  EDIT EDIT_DAY TRANSITION FOR_UNITS CLAUSE_TITLE
  CLAUSE_TEXT CLAUSE_CONDITION CLAUSE_VALUE CLAUSE_REQUIREMENT CLAUSE_DATE CLAUSE_LEVELS CLAUSE_LIST
  FLAG COMPRISES ENTERED CLAUSE_UNDER CLAUSE_GIVEN CLAUSE_MUST_GIVE ENTRY_GIVEN

/* words that the language does not have yet: never expected */
%token <const TcToken *> LATER

/* values */
%token <const TcToken *>
  NUMBER "số|a number" DATE "ngày, tháng, năm|a date" TEXT "đoạn chữ trong ngoặc kép|a quoted text" NAME "tên|a name"
  BRACKET "tên trong ngoặc vuông|a name in brackets" CODE "mã, ví dụ 3.1|a code such as 3.1" UNIT "đơn vị tính trong ngoặc tròn, ví dụ (hộ)|a unit in parentheses, such as (households)"
  TRUE "có, đúng|yes, true" FALSE "sai|false" NO "không|no" UNKNOWN "để trống|unknown" OPEN "chưa rõ|is open" NAMED_VALUE
  OWN "giá trị|value" TOTAL "tổng điểm|total points" STATE "đạt hoặc chưa đạt|met or not met"
  FUNCTION "tên phép tính, ví dụ lớn nhất|a function, such as max" MAGNITUDE "nghìn, triệu, tỷ|thousand, million, billion" ITEM_MARK "a), b), c)"

/* words inside clauses */
%token <const TcToken *>
  GROUP "nhóm|group" CRITERION "tiêu chí|criterion" INDICATOR "chỉ tiêu|indicator" FILTERED "chỉ tiêu bắt buộc|mandatory indicators" VERDICT "kết luận|verdict"
  ALL "tất cả chỉ tiêu|all indicators" COUNT "số chỉ tiêu|number of indicators" HAS_COUNT "có ít nhất|there are at least"
  CONTENTS "đáp ứng … các nội dung|satisfies … of" CONTENTS_COUNT "đáp ứng ít nhất|satisfies at least" OF_CONTENTS "các nội dung|of the contents"
  WHEN "trường hợp|when" THEN "thì|then" OTHERWISE "còn lại|otherwise" EXCEPT "riêng|except" BY "theo|by" TABLE "bảng|table"
  FROM "từ|from" UPWARD "trở lên|upward" DOWNWARD "trở xuống|downward" TO "đến|to" TO_BELOW "đến dưới|to below"
  ABOVE "trên|above" BOUND "ít nhất, không quá|at least, at most" OF "của|of"
  IN "thuộc|in" HAS_DATA "có số liệu|has data"
  TYPE "kiểu số liệu|a type" TYPE_DATE "ngày|date" ONE_OF "một trong|one of" ALIAS "tên khác|also called" BLANK_MEANS "để trống là|blank means"
  NOT_YET "chưa có|none yet" IS "là|is" ATTRIBUTE "có thể âm, cố định|may be negative, fixed" WITHIN_LEVEL "trực thuộc|within" ON_DAY "ngày|on"

/* words of lines that amend */
%token <const TcToken *>
  TO_READ "như sau|to read" BEHIND "vào sau, vào trước|after, before" REPLACED_BY "bằng|by" AT_PLACE "tại|in" BECOMES "thành|as"
  KEEP "giữ nguyên kết quả đã công nhận|keep the recognised result" CONTINUE "tiếp tục áp dụng|continue under"
  TITLE_OF "tên|title" EFFECTIVE "có hiệu lực từ|in force from"

/* operators and marks */
%token <const TcToken *>
  OR "hoặc|or" AND "và|and" NOT "không|not" COMPARE "dấu so sánh = < > <= >=|a sign = < > <= >=" ADDITIVE "+, -" MULTIPLICATIVE "*, /"
%token LPAREN "(" RPAREN ")" LBRACE "{" RBRACE "}" SEMICOLON ";" COMMA "," COLON ":" BAR "|||" ROW "dòng của bảng|a table row"
%token END 0 "hết câu|the end of the sentence"

%type <TcNode *> clause title code texts levels level list entry value condition requirement result otherwise_result
  expr conj neg rel sum term unary primary operand part_ref one_part scope group_scope phrase range cases scale table contents
  branch band fits fit literal row cell cell_value item sign choice dashed measured column_type attribute blank check name number count_limit argument
  under given trials trial trial_cell expectation target place graded outcome
%type <GPtrArray *> targets words branches bands rows cells items checks arguments argument_list attributes fit_list text_list entries trial_rows trial_cells expectations
%type <const TcToken *> counted noun clause_word

%destructor { g_ptr_array_free($$, TRUE); } <GPtrArray *>
%printer { fprintf(yyo, "%s", $$->text ? $$->text : ""); } <const TcToken *>

%%

segment: clause { parse->result = $clause; } ;

clause:
  HEAD_PART code title                      { $$ = tc_tree_head(parse, @$, $1, $code, $title, NULL); }
| HEAD_PART title                           { $$ = tc_tree_head_without_code(parse, @$, $1, $title); }
| HEAD_GRADE code title scale               { $$ = tc_tree_head(parse, @$, $1, $code, $title, $scale); }
| HEAD_GRADE code title cases               { $$ = tc_tree_head(parse, @$, $1, $code, $title, $cases); }
| HEAD_GRADE code title table               { $$ = tc_tree_head(parse, @$, $1, $code, $title, $table); }
| HEAD_RANKING code title BY sum            { $$ = tc_tree_head(parse, @$, $1, $code, $title, $sum); }
| SECTION                                   { $$ = tc_tree_section(parse, @$, $1, NULL); }
| DATA_CHECK checks                         { $$ = tc_tree_section(parse, @$, $1, $checks); }
| ENTRY_COLUMN column_type attributes       { $$ = tc_tree_column(parse, @$, $1, $column_type, $attributes); }
| ENTRY_LET value                           { $$ = tc_tree_let(parse, @$, $1, $value); }
| CLAUSE_TEXT texts                         { $$ = tc_tree_clause(parse, @$, $1, $texts); }
| CLAUSE_CONDITION condition                { $$ = tc_tree_clause(parse, @$, $1, $condition); }
| CLAUSE_VALUE value                        { $$ = tc_tree_clause(parse, @$, $1, $value); }
| CLAUSE_REQUIREMENT requirement            { $$ = tc_tree_clause(parse, @$, $1, $requirement); }
| CLAUSE_DATE DATE                          { $$ = tc_tree_clause(parse, @$, $1, tc_tree_date(parse, $2)); }
| CLAUSE_LEVELS levels                      { $$ = tc_tree_clause(parse, @$, $1, $levels); }
| CLAUSE_LIST list                          { $$ = tc_tree_clause(parse, @$, $1, $list); }
| FLAG                                      { $$ = tc_tree_clause(parse, @$, $1, NULL); }
| COMPRISES number INDICATOR                { $$ = tc_tree_clause(parse, @$, $1, $number); }
| ENTERED number                            { $$ = tc_tree_clause(parse, @$, $1, $number); }
| ENTERED number[a] MULTIPLICATIVE number[b]  { $$ = tc_tree_entered(parse, @$, $1, $a, $b); }
| EDIT targets title place                  { $$ = tc_tree_edit(parse, @$, $1, $targets, $title, $place); }
| EDIT targets TO_READ title                { $$ = tc_tree_edit(parse, @$, $1, $targets, $title, NULL); }
| EDIT targets title graded                 { $$ = tc_tree_edit(parse, @$, $1, $targets, $title, NULL); }
| EDIT targets TO_READ title graded         { $$ = tc_tree_edit(parse, @$, $1, $targets, $title, NULL); }
| EDIT TEXT[from] REPLACED_BY TEXT[to] AT_PLACE targets  { $$ = tc_tree_replace(parse, @$, $1, $from, $to, $targets); }
| EDIT target BECOMES code                  { $$ = tc_tree_renumber(parse, @$, $1, $target, $code); }
| EDIT_DAY targets EFFECTIVE DATE           { $$ = tc_tree_edit_day(parse, @$, $1, $targets, $4); }
| TRANSITION                                { $$ = tc_tree_transition(parse, @$, $1, NULL, NULL); }
| FOR_UNITS expr COLON outcome              { $$ = tc_tree_transition(parse, @$, $1, $expr, $outcome); }
| CLAUSE_TITLE TEXT                         { $$ = tc_tree_clause(parse, @$, $1, tc_tree_text(parse, $2)); }
| CLAUSE_UNDER under                        { $$ = tc_tree_clause(parse, @$, $1, $under); }
| CLAUSE_GIVEN                              { $$ = tc_tree_clause(parse, @$, $1, NULL); }
| CLAUSE_GIVEN trials                       { $$ = tc_tree_clause(parse, @$, $1, $trials); }
| ENTRY_GIVEN given                         { $$ = tc_tree_given(parse, @$, $1, $given); }
| CLAUSE_MUST_GIVE expectations             { $$ = tc_tree_clause(parse, @$, $1, tc_tree_list(parse, @2, $expectations)); }
| START_EXPRESSION value                    { $$ = $value; }
;

/* what an edit is about */
targets: target { $$ = tc_tree_items($1); } | targets SEMICOLON target { $$ = tc_tree_more($1, $3); } | targets COMMA target { $$ = tc_tree_more($1, $3); } | targets AND target { $$ = tc_tree_more($1, $3); }
| targets SEMICOLON code { $$ = tc_tree_more($1, tc_tree_target_like(parse, $1, $3)); } | targets COMMA code { $$ = tc_tree_more($1, tc_tree_target_like(parse, $1, $3)); } | targets AND code { $$ = tc_tree_more($1, tc_tree_target_like(parse, $1, $3)); } ;
target: noun code { $$ = tc_tree_target(parse, @$, NULL, $1, $2); } | noun { $$ = tc_tree_target(parse, @$, NULL, $1, NULL); }
| clause_word OF noun code { $$ = tc_tree_target(parse, @$, $1, $3, $4); } | clause_word OF noun { $$ = tc_tree_target(parse, @$, $1, $3, NULL); } ;
noun: HEAD_PART | GROUP | CRITERION | INDICATOR | VERDICT | HEAD_GRADE | HEAD_RANKING | SECTION | DATA_CHECK ;
clause_word: CLAUSE_TEXT | CLAUSE_CONDITION | CLAUSE_VALUE | CLAUSE_REQUIREMENT | CLAUSE_DATE | CLAUSE_LEVELS | CLAUSE_LIST | FLAG | COMPRISES | ENTERED | TITLE_OF ;
/* what the head of a grade or ranking holds; it is read again where it stands */
graded: scale | cases | table | BY sum { $$ = $2; } ;
/* what becomes of units for which a transition is */
outcome: KEEP { $$ = tc_tree_outcome(parse, @$, $1, NULL, NULL); } | KEEP code { $$ = tc_tree_outcome(parse, @$, $1, $code, NULL); }
| KEEP BY name { $$ = tc_tree_outcome(parse, @$, $1, NULL, $name); } | KEEP code BY name { $$ = tc_tree_outcome(parse, @$, $1, $code, $name); }
| CONTINUE code DATE { $$ = tc_tree_outcome(parse, @$, $1, $code, tc_tree_date(parse, $3)); }
| CONTINUE code ON_DAY DATE { $$ = tc_tree_outcome(parse, @$, $1, $code, tc_tree_date(parse, $4)); } ;
place: %empty { $$ = NULL; } | BEHIND target { $$ = tc_tree_place(parse, @$, $1, $2); } ;

title: %empty { $$ = NULL; } | TEXT { $$ = tc_tree_text(parse, $1); } ;
code: CODE { $$ = tc_tree_word(parse, $1); } | NAME { $$ = tc_tree_word(parse, $1); } | BRACKET { $$ = tc_tree_word(parse, $1); } ;
number: NUMBER { $$ = tc_tree_number(parse, $1); } ;

/* contents that are texts and words */
texts: text_list { $$ = tc_tree_list(parse, @$, $1); } ;
text_list: TEXT { $$ = tc_tree_items(tc_tree_text(parse, $1)); } | text_list TEXT { $$ = tc_tree_more($1, tc_tree_text(parse, $2)); }
| text_list SEMICOLON TEXT { $$ = tc_tree_more($1, tc_tree_text(parse, $3)); } ;
words: NAME { $$ = tc_tree_items(tc_tree_word(parse, $1)); } | words NAME { $$ = tc_tree_more($1, tc_tree_word(parse, $2)); } ;
level: words { $$ = tc_tree_words(parse, @$, $1); } ;
levels: level { $$ = $1; } | levels WITHIN_LEVEL level { $$ = tc_tree_join(parse, @$, $1, $3); } ;
entry: level | TEXT { $$ = tc_tree_text(parse, $1); } | BRACKET { $$ = tc_tree_word(parse, $1); } | CODE { $$ = tc_tree_word(parse, $1); } | NUMBER { $$ = tc_tree_word(parse, $1); } ;
entries: entry { $$ = tc_tree_items($1); } | entries SEMICOLON entry { $$ = tc_tree_more($1, $3); } | entries COMMA entry { $$ = tc_tree_more($1, $3); } ;
list: entries { $$ = tc_tree_list(parse, @$, $1); } ;

/* the data section */
column_type: TYPE { $$ = tc_tree_type(parse, @$, $1, NULL, NULL); } | TYPE UNIT { $$ = tc_tree_type(parse, @$, $1, $2, NULL); }
| TYPE_DATE { $$ = tc_tree_type(parse, @$, $1, NULL, NULL); } | ONE_OF TEXT { $$ = tc_tree_type(parse, @$, $1, NULL, $2); } ;
attributes: %empty { $$ = tc_tree_items(NULL); } | attributes COMMA attribute { $$ = tc_tree_more($1, $3); } | attributes SEMICOLON attribute { $$ = tc_tree_more($1, $3); } ;
attribute: phrase { $$ = tc_tree_attribute(parse, @$, TC_ATTRIBUTE_RANGE, NULL, $1); }
| dashed { $$ = tc_tree_attribute(parse, @$, TC_ATTRIBUTE_RANGE, NULL, tc_tree_bare(parse, $1)); }
| ALIAS name { $$ = tc_tree_attribute(parse, @$, TC_ATTRIBUTE_ALIAS, NULL, $2); }
| BLANK_MEANS blank { $$ = tc_tree_attribute(parse, @$, TC_ATTRIBUTE_BLANK, NULL, $2); }
| TEXT IS TRUE { $$ = tc_tree_attribute(parse, @$, TC_ATTRIBUTE_WORD, $1, tc_tree_bool(parse, $3, true)); }
| TEXT IS NOT { $$ = tc_tree_attribute(parse, @$, TC_ATTRIBUTE_WORD, $1, tc_tree_bool(parse, $3, false)); }
| TEXT IS NO { $$ = tc_tree_attribute(parse, @$, TC_ATTRIBUTE_WORD, $1, tc_tree_bool(parse, $3, false)); }
| TEXT { $$ = tc_tree_attribute(parse, @$, TC_ATTRIBUTE_CHOICE, $1, NULL); }
| ATTRIBUTE { $$ = tc_tree_flag_attribute(parse, @$, $1); } ;
blank: number | NOT { $$ = tc_tree_bool(parse, $1, false); } | NO { $$ = tc_tree_bool(parse, $1, false); } | NOT_YET { $$ = tc_tree_none(parse, @1); } ;
checks: check { $$ = tc_tree_items($1); } | checks SEMICOLON check { $$ = tc_tree_more($1, $3); } ;
check: expr { $$ = tc_tree_check(parse, @$, $1, NULL); } | expr TEXT { $$ = tc_tree_check(parse, @$, $1, $2); } ;

/* examples: the set, a cell, cells and answers as a table, answers */
under: code { $$ = $1; } | DATE { $$ = tc_tree_date(parse, $1); }
| code DATE { $$ = tc_tree_list(parse, @$, tc_tree_more(tc_tree_items($1), tc_tree_date(parse, $2))); }
| code ON_DAY DATE { $$ = tc_tree_list(parse, @$, tc_tree_more(tc_tree_items($1), tc_tree_date(parse, $3))); } ;
given: expr | NOT { $$ = tc_tree_bool(parse, $1, false); } | NOT_YET { $$ = tc_tree_not_yet(parse, $1); } ;
trials: TABLE trial_rows { $$ = tc_tree_choice(parse, @$, TC_NODE_TABLE, NULL, $trial_rows); } ;
trial_rows: trial { $$ = tc_tree_items($1); } | trial_rows trial { $$ = tc_tree_more($1, $2); } ;
trial: ROW trial_cells { $$ = tc_tree_choice(parse, @$, TC_NODE_ROW, NULL, $trial_cells); } ;
trial_cells: trial_cell BAR { $$ = tc_tree_items($1); } | trial_cells trial_cell BAR { $$ = tc_tree_more($1, $2); } ;
trial_cell: %empty { $$ = tc_tree_none(parse, @$); } | given | phrase | part_ref ;
expectations: expectation { $$ = tc_tree_items($1); } | expectations SEMICOLON expectation { $$ = tc_tree_more($1, $3); } ;
expectation: expr { $$ = tc_tree_expect(parse, @$, $1); }
| name OPEN { $$ = tc_tree_expect_open(parse, @$, tc_tree_part(parse, @1, NULL, $1)); }
| part_ref OPEN { $$ = tc_tree_expect_open(parse, @$, $1); } ;

/* what a clause may hold */
value: result | cases | scale | table ;
condition: expr | cases | table | contents ;
requirement: value { $$ = tc_tree_list(parse, @$, tc_tree_items($1)); }
| sign choice { $$ = tc_tree_list(parse, @$, tc_tree_items(tc_tree_lend(parse, @$, $1, $2))); }
| requirement EXCEPT expr COLON result { $$ = tc_tree_except(parse, @$, $1, $2, $expr, $result); } ;
result: expr | phrase | NOT { $$ = tc_tree_bool(parse, $1, false); } ;
choice: cases | scale | table ;
sign: FROM { $$ = tc_tree_phrase(parse, @$, TC_PHRASE_LOW, NULL, NULL); }
| TO { $$ = tc_tree_phrase(parse, @$, TC_PHRASE_HIGH, NULL, NULL); }
| ABOVE { $$ = tc_tree_phrase(parse, @$, TC_PHRASE_LOW | TC_PHRASE_LOW_OPEN, NULL, NULL); }
| BOUND { $$ = tc_tree_bound(parse, @$, $1, NULL); }
| COMPARE { $$ = tc_tree_compare_phrase(parse, @$, $1, NULL); } ;
otherwise_result: OTHERWISE result { $$ = tc_tree_otherwise(parse, @$, $2); } | OTHERWISE COLON result { $$ = tc_tree_otherwise(parse, @$, $3); } ;

cases: branches { $$ = tc_tree_choice(parse, @$, TC_NODE_CASES, NULL, $1); }
| branches otherwise_result { $$ = tc_tree_choice(parse, @$, TC_NODE_CASES, NULL, tc_tree_more($1, $2)); } ;
branches: branch { $$ = tc_tree_items($1); } | branches branch { $$ = tc_tree_more($1, $2); } ;
branch: WHEN expr THEN result { $$ = tc_tree_pair(parse, @$, TC_NODE_BRANCH, $2, $4); } ;

scale: BY sum bands { $$ = tc_tree_choice(parse, @$, TC_NODE_SCALE, $2, $3); } ;
bands: band { $$ = tc_tree_items($1); } | bands SEMICOLON band { $$ = tc_tree_more($1, $3); } ;
band: fits COLON result { $$ = tc_tree_band(parse, @$, $1, $3); } | otherwise_result ;
fits: fit_list { $$ = tc_tree_list(parse, @$, $1); } ;
fit_list: fit { $$ = tc_tree_items($1); } | fit_list COMMA fit { $$ = tc_tree_more($1, $3); } ;
fit: phrase | literal { $$ = tc_tree_bare(parse, $1); } | dashed { $$ = tc_tree_bare(parse, $1); } ;
/* "80% - 100%" where a phrase is wanted: read so that it can be told what to write */
dashed: measured[a] ADDITIVE measured[b] { $$ = tc_tree_chain(parse, @$, $2, $a, $b); } ;
measured: number | DATE { $$ = tc_tree_date(parse, $1); } | NUMBER NAME { $$ = tc_tree_measure(parse, @$, $1, NULL, $2); }
| NUMBER MAGNITUDE { $$ = tc_tree_measure(parse, @$, $1, $2, NULL); } | NUMBER MAGNITUDE NAME { $$ = tc_tree_measure(parse, @$, $1, $2, $3); } ;
literal: number | DATE { $$ = tc_tree_date(parse, $1); } | TEXT { $$ = tc_tree_text(parse, $1); } | TRUE { $$ = tc_tree_bool(parse, $1, true); }
| FALSE { $$ = tc_tree_bool(parse, $1, false); } | NOT { $$ = tc_tree_bool(parse, $1, false); } | NO { $$ = tc_tree_bool(parse, $1, false); } ;

table: TABLE rows { $$ = tc_tree_table(parse, @$, $2); } ;
rows: row { $$ = tc_tree_items($1); } | rows row { $$ = tc_tree_more($1, $2); } ;
row: ROW cells { $$ = tc_tree_choice(parse, @$, TC_NODE_ROW, NULL, $2); } ;
cells: cell BAR { $$ = tc_tree_items($1); } | cells cell BAR { $$ = tc_tree_more($1, $2); } ;
cell: %empty { $$ = tc_tree_none(parse, @$); } | cell_value ;
cell_value: result | sign | OTHERWISE { $$ = tc_tree_otherwise(parse, @$, NULL); } | cases | scale ;

contents: CONTENTS items { $$ = tc_tree_contents(parse, @$, $1, NULL, $2); }
| CONTENTS_COUNT NUMBER OF_CONTENTS items { $$ = tc_tree_contents(parse, @$, $1, $2, $4); }
| CONTENTS_COUNT NUMBER items { $$ = tc_tree_contents(parse, @$, $1, $2, $3); } ;
items: item { $$ = tc_tree_items($1); } | items item { $$ = tc_tree_more($1, $2); } ;
item: ITEM_MARK expr { $$ = tc_tree_item(parse, @$, $1, $2); } ;

/* phrases behind a value */
phrase: range | COMPARE operand { $$ = tc_tree_compare_phrase(parse, @$, $1, $2); } ;
range: FROM sum { $$ = tc_tree_phrase(parse, @$, TC_PHRASE_LOW, $2, NULL); }
| FROM sum UPWARD { $$ = tc_tree_phrase(parse, @$, TC_PHRASE_LOW, $2, NULL); }
| FROM sum DOWNWARD { $$ = tc_tree_phrase(parse, @$, TC_PHRASE_HIGH, NULL, $2); }
| FROM sum[a] TO sum[b] { $$ = tc_tree_phrase(parse, @$, TC_PHRASE_LOW | TC_PHRASE_HIGH, $a, $b); }
| FROM sum[a] TO_BELOW sum[b] { $$ = tc_tree_phrase(parse, @$, TC_PHRASE_LOW | TC_PHRASE_HIGH | TC_PHRASE_HIGH_OPEN, $a, $b); }
| TO sum { $$ = tc_tree_phrase(parse, @$, TC_PHRASE_HIGH, NULL, $2); }
| ABOVE sum { $$ = tc_tree_phrase(parse, @$, TC_PHRASE_LOW | TC_PHRASE_LOW_OPEN, $2, NULL); }
| ABOVE sum[a] TO sum[b] { $$ = tc_tree_phrase(parse, @$, TC_PHRASE_LOW | TC_PHRASE_LOW_OPEN | TC_PHRASE_HIGH, $a, $b); }
| ABOVE sum[a] TO_BELOW sum[b] { $$ = tc_tree_phrase(parse, @$, TC_PHRASE_LOW | TC_PHRASE_LOW_OPEN | TC_PHRASE_HIGH | TC_PHRASE_HIGH_OPEN, $a, $b); }
| BOUND sum { $$ = tc_tree_bound(parse, @$, $1, $2); } ;

/* expressions, loosest first */
expr: conj | expr OR conj { $$ = tc_tree_chain(parse, @$, $2, $1, $3); } ;
conj: neg | conj AND neg { $$ = tc_tree_chain(parse, @$, $2, $1, $3); } ;
neg: rel | NOT neg { $$ = tc_tree_unary(parse, @$, $1, $2); } ;
rel: sum
| sum COMPARE operand { $$ = tc_tree_binary(parse, @$, $2, $1, $3); }
| sum[a] COMPARE[first] sum[b] COMPARE[second] sum[c] { $$ = tc_tree_chained(parse, @$, $first, $second, $a, $b, $c); }
| sum range { $$ = tc_tree_pair(parse, @$, TC_NODE_WITHIN, $1, $2); }
| sum IN LBRACE argument_list RBRACE { $$ = tc_tree_member(parse, @$, $2, $1, $4); }
| sum IN LBRACE RBRACE { $$ = tc_tree_member(parse, @$, $2, $1, g_ptr_array_new()); }
| sum HAS_DATA { $$ = tc_tree_has_data(parse, @$, $2, $1); } ;
operand: sum | NOT { $$ = tc_tree_bool(parse, $1, false); } ;
sum: term | sum ADDITIVE term { $$ = tc_tree_chain(parse, @$, $2, $1, $3); } ;
term: unary | term MULTIPLICATIVE unary { $$ = tc_tree_binary(parse, @$, $2, $1, $3); } ;
unary: primary | ADDITIVE unary { $$ = tc_tree_sign(parse, @$, $1, $2); } ;

primary:
  number
| NUMBER NAME                        { $$ = tc_tree_measure(parse, @$, $1, NULL, $2); }
| NUMBER MAGNITUDE                   { $$ = tc_tree_measure(parse, @$, $1, $2, NULL); }
| NUMBER MAGNITUDE NAME              { $$ = tc_tree_measure(parse, @$, $1, $2, $3); }
| DATE                               { $$ = tc_tree_date(parse, $1); }
| TEXT                               { $$ = tc_tree_text(parse, $1); }
| TRUE                               { $$ = tc_tree_bool(parse, $1, true); }
| FALSE                              { $$ = tc_tree_bool(parse, $1, false); }
| NO                                 { $$ = tc_tree_bool(parse, $1, false); }
| UNKNOWN                            { $$ = tc_tree_unknown(parse, $1); }
| OPEN                               { $$ = tc_tree_unknown(parse, $1); }
| name
| NAMED_VALUE                        { $$ = tc_tree_word(parse, $1); }
| name STATE                         { $$ = tc_tree_state(parse, @$, $2, tc_tree_part(parse, @1, NULL, $1)); }
| part_ref STATE                     { $$ = tc_tree_state(parse, @$, $2, $1); }
| STATE                              { $$ = tc_tree_state(parse, @$, $1, NULL); }
| OWN                                { $$ = tc_tree_own(parse, @$, $1, NULL); }
| OWN OF scope                       { $$ = tc_tree_own(parse, @$, $1, $3); }
| TOTAL                              { $$ = tc_tree_own(parse, @$, $1, NULL); }
| TOTAL OF group_scope               { $$ = tc_tree_own(parse, @$, $1, $3); }
| ALL STATE                          { $$ = tc_tree_count(parse, @$, $1, NULL, $2, NULL, NULL); }
| ALL OF group_scope STATE           { $$ = tc_tree_count(parse, @$, $1, NULL, $4, NULL, $3); }
| COUNT STATE                        { $$ = tc_tree_count(parse, @$, $1, NULL, $2, NULL, NULL); }
| COUNT OF group_scope STATE         { $$ = tc_tree_count(parse, @$, $1, NULL, $4, NULL, $3); }
| HAS_COUNT count_limit counted STATE { $$ = tc_tree_count(parse, @$, $1, $3, $4, $2, NULL); }
| HAS_COUNT count_limit counted OF group_scope STATE { $$ = tc_tree_count(parse, @$, $1, $3, $6, $2, $5); }
| FUNCTION LPAREN arguments RPAREN   { $$ = tc_tree_call(parse, @$, $1, $3); }
| NAME LPAREN arguments RPAREN       { $$ = tc_tree_call(parse, @$, $1, $3); }
| LPAREN value RPAREN                { $$ = tc_tree_paren(@$, $2); }
| LPAREN contents RPAREN             { $$ = tc_tree_paren(@$, $2); }
;
name: NAME { $$ = tc_tree_word(parse, $1); } | BRACKET { $$ = tc_tree_word(parse, $1); } ;
part_ref: one_part | CRITERION code { $$ = tc_tree_part(parse, @$, $1, $2); } ;
one_part: INDICATOR code { $$ = tc_tree_part(parse, @$, $1, $2); } | VERDICT code { $$ = tc_tree_part(parse, @$, $1, $2); } ;
scope: one_part | group_scope ;
group_scope: GROUP code { $$ = tc_tree_part(parse, @$, $1, $2); } | CRITERION code { $$ = tc_tree_part(parse, @$, $1, $2); } ;
counted: INDICATOR | FILTERED | CRITERION ;
count_limit: NUMBER { $$ = tc_tree_number(parse, $1); } ;
arguments: %empty { $$ = tc_tree_items(NULL); } | argument_list ;
argument: expr | cases | NOT { $$ = tc_tree_bool(parse, $1, false); } ;
argument_list: argument { $$ = tc_tree_items($1); } | argument_list SEMICOLON argument { $$ = tc_tree_more($1, $3); } ;

%%

static int tc_yylex(TC_YYSTYPE *value, TcSpan *span, TcParse *parse)
{
    const TcToken *token = tc_parse_next(parse);
    value->TC_TOK_NUMBER = token;
    *span = token->span;
    return token->type;
}

static void tc_yyerror(const TcSpan *span, TcParse *parse, const char *message)
{
    (void) message; /* bison's own: memory exhausted, that is, nested too deep */
    tc_parse_too_deep(parse, *span);
}

static int yyreport_syntax_error(const yypcontext_t *context, TcParse *parse)
{
    enum { MOST = YYNTOKENS };
    yysymbol_kind_t kinds[MOST];
    const char *names[MOST];
    int n = yypcontext_expected_tokens(context, kinds, MOST);
    for (int i = 0; i < n; i++)
        names[i] = yysymbol_name(kinds[i]);
    tc_parse_unexpected(parse, names, n < 0 ? 0 : (unsigned) n);
    return 0;
}

const char *tc_token_name(int token)
{
    return yysymbol_name(YYTRANSLATE(token));
}
