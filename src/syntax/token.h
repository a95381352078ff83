/* TcTokenList: a file as words, before it is a tree.
 *
 * scan fills the list with what the scanner sees (TC_RAW_*), keywords turns runs of words into the
 * words of the language (types are then the TC_TOK_* of grammar/parser.y), clauses cuts the list
 * into clauses. Tokens keep their place, so the formatter and the dump read the same list. */
#ifndef TC_SYNTAX_TOKEN_H
#define TC_SYNTAX_TOKEN_H

#include <glib.h>
#include "base/diag.h"
#include "syntax/ast.h"

/* What the scanner tells apart. */
typedef enum {
    TC_RAW_END,
    TC_RAW_WORD,
    TC_RAW_NUMBER,       /* digits with . and , between them */
    TC_RAW_EXPONENT,     /* 1,5e6 */
    TC_RAW_CODE,         /* 3.12a, XHS.4 */
    TC_RAW_DATE,         /* d/m/y, y-m-d, d-m-y, d.m.y */
    TC_RAW_PARTIAL_DATE, /* 6/2023 */
    TC_RAW_TEXT,
    TC_RAW_OPEN_TEXT, /* not closed on its line */
    TC_RAW_NAME,      /* [ … ] */
    TC_RAW_OPEN_NAME,
    TC_RAW_MARK, /* operators and punctuation */
    TC_RAW_COMMENT,
    TC_RAW_WRONG_COMMENT, /* // … */
    TC_RAW_SINGLE_TEXT,   /* '…' */
    TC_RAW_BULLET,        /* • and its like, from a word processor */
    TC_RAW_WIDE,          /* ： ％ ６: a sign as Chinese keyboards type it */
    TC_RAW_NEWLINE,
    TC_RAW_BAD,
} TcRawType;

enum { TC_TOK_NONE = -1 }; /* beside the TC_TOK_* of the grammar: not a token of its own */

typedef struct {
    int type;      /* TcRawType after scan; TC_TOK_* after keywords */
    int value;     /* by type: TcKeyword, TcOperator; NUMBER: TC_FLAG_PERCENT or 0 */
    bool first;    /* first on its line */
    bool meant;    /* a word that people type for the keyword */
    bool reported; /* a mistake in it was reported: its clause gets no second message */
    int32_t day;   /* DATE: day number */
    TcSpan span;
    const char *text; /* NFC: word, content of a text or name, code, number; or NULL */
    mpq_ptr number;   /* NUMBER: its exact value, % applied */
} TcToken;

typedef struct {
    TcToken *items; /* n of them, END last */
    uint32_t n;
    uint32_t capacity;
    TcLang lang; /* of keywords and number style */
    bool trial;  /* of a clause that a hint made up: it gets no such hint itself */
} TcTokenList;

/* Gives back the room behind the last token, which words that became one token have left. */
void tc_token_list_trim(TcTokenList *list);
void tc_token_list_clear(TcTokenList *list);

/* Scans @source. Reports bytes that no rule file holds, unclosed texts and names; they are left out
 * or closed at the end of their line. Texts go to @arena. */
void tc_scan(const TcSource *source, TcArena *arena, TcTokenList *tokens, TcDiagList *diags);

/* What the words are read for: a rule file, or one expression, where only the words that stand in
 * expressions are reserved. */
typedef enum { TC_READ_FILE, TC_READ_EXPRESSION } TcReading;

/* Turns words into keywords, marks into operators, numbers and dates into values, in place.
 * Before: tokens of tc_scan. After: types are TC_TOK_*; a number or date that cannot be read was
 * reported and is 0 or 01/01/1970. Sets tokens->lang; @lang is TC_N_LANGS to take the language of
 * the file's first keyword (Vietnamese if there is none). */
void tc_keywords_apply(TcTokenList *tokens, TcReading reading, TcLang lang, TcArena *arena,
                       TcDiagList *diags);

/* Is @text one of the spellings of @keyword, in either language? */
bool tc_keyword_is(TcKeyword keyword, const char *text);
/* Points and times have a word in each language and are one unit each, in files of either: the
 * keywords of a file may be turned, the units that it declares stay. Returns: the Vietnamese word;
 * @name if it is another unit. */
const char *tc_keyword_unit(const char *name);
/* The first spelling of @keyword. */
const char *tc_keyword_name(TcKeyword keyword, TcLang lang);
const char *tc_operator_name(TcOperator op, TcLang lang);
/* All spellings of @keyword, parted by '|'. */
const char *tc_keyword_spellings(TcKeyword keyword, TcLang lang);
/* The first spelling of the function whose row of builtins.def is @index (the value of its token).
 */
const char *tc_function_name(int index, TcLang lang);
/* The keyword that starts a clause or head and is spelt nearly like @words, or TC_KW_NONE. */
TcKeyword tc_keyword_suggest(const char *words, TcLang lang);
/* The keyword of sentences that @words are but for their Vietnamese marks ("tro len"), as it is
 * written; NULL when they are no such one, or are one as they stand. */
const char *tc_keyword_unmarked(const char *words, TcLang lang);
/* Is @word what both "trở lên" and "trở xuống" begin with? */
bool tc_keyword_is_half(const char *word, TcLang lang);
/* The clause keyword whose spelling @words are (in any case), or TC_KW_NONE. */
TcKeyword tc_keyword_clause(const char *words, TcLang lang);
/* The clause that @words before a colon are taken for, or TC_KW_NONE. */
TcKeyword tc_keyword_taken_for(const char *words, TcLang lang);
/* @words before a colon are taken for two clauses: what to write for each, in @said; else NULL. */
const char *tc_keyword_doubtful(const char *words, TcLang lang, TcLang said);
/* @words begin a line in decisions, and the language does not have them yet: what can be done
 * instead, in @said; else NULL. */
const char *tc_keyword_later(const char *words, TcLang lang, TcLang said);
const char *tc_later_instead(int value, TcLang said); /* the same of a token LATER with @value */
/* The head or section whose spelling @words are, or TC_KW_NONE. */
TcKeyword tc_keyword_head(const char *words, TcLang lang);
/* The TC_TOK_* class of @keyword as a clause starter. */
int tc_keyword_token(TcKeyword keyword);
/* Is a token of @type the noun of a part: chỉ tiêu, nhóm, kết luận …? */
bool tc_token_names_part(int type);
/* Is a token of @type a keyword with its colon, and content behind it? */
bool tc_token_opens_clause(int type);
/* Is @type one of the @n @types? */
static inline bool tc_token_among(int type, const int *types, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (types[i] == type)
            return true;
    return false;
}
int tc_operator_token(TcOperator op);
/* @word is a word of the other keyword language: the word of @lang to write, or NULL. */
const char *tc_keyword_translate(const char *word, TcLang lang);

/* A clause: one starter and its content. */
typedef struct {
    TcToken
        starter; /* type is what the grammar knows: HEAD_PART, SECTION, ENTRY_COLUMN, CLAUSE_… */
    uint32_t first, n; /* tokens of its content */
} TcClause;

/* Cuts @tokens into clauses (struct TcClause, appended to @clauses). Before: tc_keywords_apply.
 * After: every clause begins with a starter; colons behind starters, stray list marks and ';' that
 * only part clauses are gone; rows of tables, list letters and units in parentheses are single
 * tokens; what stands before the first starter, clauses without colon and misspelt ones were
 * reported, the latter read as what they are like. */
void tc_clauses_cut(TcTokenList *tokens, const TcTokenList *const *also, GArray *clauses,
                    TcDiagList *diags);

/* A file up to here: tc_scan, tc_keywords_apply, tc_clauses_cut. Before: @tokens and @clauses
 * empty. @also: lists of tokens, ended by NULL, whose data sections declare units too; or NULL.
 * @lang: of its keywords, or TC_N_LANGS to tell by them. */
void tc_clauses_read(const TcSource *source, const TcTokenList *const *also, TcLang lang,
                     TcArena *arena, TcTokenList *tokens, GArray *clauses, TcDiagList *diags);

#endif
