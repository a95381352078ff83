/* The tables of words of grammar/, as arrays: for the vocabulary and for the program that sorts it
 * when the project is built (vocabulary_maker.c). */
#ifndef TC_SYNTAX_VOCABULARY_ROWS_H
#define TC_SYNTAX_VOCABULARY_ROWS_H

#include "syntax/vocabulary.h"
#include "parser.h"

static const TcKeywordRow rows[] = {
    [TC_KW_NONE] = {{"", ""}, TC_TOK_NONE, TC_ROLE_WORD},
#define TC_KEYWORD(id, token, role, vi, en)                                                        \
    [TC_KW_##id] = {{vi, en}, TC_TOK_##token, TC_ROLE_##role},
#include "keywords.def"
};

static const TcKeywordRow function_rows[] = {
#define TC_BUILTIN(id, vi, en, ...) {{vi, en}, TC_TOK_FUNCTION, TC_ROLE_FUNCTION},
#include "builtins.def"
};

static const TcKeywordRow later_rows[] = {
#define TC_LATER(place, vi, en, ...) {{vi, en}, TC_TOK_LATER, TC_ROLE_LATER_##place},
#include "keywords.def"
};

/* Words that are read as a keyword. */
typedef struct {
    TcKeyword keyword;
    const char *spellings[TC_N_LANGS];
} TcWordsFor;

static const TcWordsFor meant_words[] = {
#define TC_MEANT(id, vi, en) {TC_KW_##id, {vi, en}},
#include "keywords.def"
};

static const TcWordsFor taken_words[] = {
#define TC_TAKEN_FOR(id, vi, en) {TC_KW_##id, {vi, en}},
#include "keywords.def"
};

#endif
