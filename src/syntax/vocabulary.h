/* The words of the language, by their spellings: keywords.def and builtins.def as a table to look
 * words up in. Private to keywords.c; what others ask of keywords is in token.h. */
#ifndef TC_SYNTAX_VOCABULARY_H
#define TC_SYNTAX_VOCABULARY_H

#include "syntax/token.h"

/* Where a keyword may stand; the roles of keywords.def. */
typedef enum {
    TC_ROLE_HEAD,
    TC_ROLE_SECTION,
    TC_ROLE_CLAUSE,
    TC_ROLE_FLAG,
    TC_ROLE_STATEMENT,
    TC_ROLE_WORD,
    TC_ROLE_RULE,
    TC_ROLE_ROWS,
    TC_ROLE_COLUMN,
    TC_ROLE_GIVEN, /* within what is given in an example */
    TC_ROLE_DAY,   /* behind the set that an example is under */
    TC_ROLE_ARGUMENT,
    TC_ROLE_COUNTED, /* behind a number */
    TC_ROLE_EDIT,    /* begins a line that amends */
    TC_ROLE_EDITING, /* within such a line */
    TC_ROLE_FUNCTION,
    TC_ROLE_LATER_LINE, /* not in the language yet: words that begin a line */
    TC_ROLE_LATER_CALL, /* the same, before a parenthesis */
} TcKeywordRole;

typedef struct {
    const char *spellings[TC_N_LANGS]; /* parted by '|' */
    int token;                         /* TC_TOK_*, or -1 */
    TcKeywordRole role;
} TcKeywordRow;

/* One spelling that a run of words may be. */
typedef struct {
    const char *key;
    const char *bare; /* the key without marks */
    const TcKeywordRow *row;
    int value;  /* TcKeyword, or index of the table that the row is of */
    bool meant; /* people type it for that keyword */
} TcKeywordEntry;

/* The first entry whose key (words as tc_word_key makes them, parted by blanks) is @key, or NULL.
 */
const TcKeywordEntry *tc_vocabulary_find(TcLang lang, const char *key);
/* An entry for words that are meant for @keyword. */
TcKeywordEntry tc_vocabulary_meant(TcKeyword keyword);
/* The keyword of role EDIT that has as many words as @words and is spelt nearly like them, or NONE.
 */
TcKeyword tc_keyword_suggest_edit(const char *words, TcLang lang);
/* The same of the keywords that a file may open with. */
TcKeyword tc_keyword_suggest_opening(const char *words, TcLang lang);
/* The key of a keyword of lines that amend that is @key but for its marks ("yeu cau"), or NULL. */
const char *tc_vocabulary_marked(TcLang lang, const char *key);
/* The next one of the same key, or NULL. */
const TcKeywordEntry *tc_vocabulary_next(const TcKeywordEntry *entry);

#endif
