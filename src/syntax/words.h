/* TcWords: the token list while words become keywords. keywords.c walks through it and knows which
 * words are keywords; marks.c takes marks, numbers.c numbers, percentages and dates, edit_lines.c
 * how lines of amendments begin, pasted_lines.c what decisions have before them. Private to these.
 */
#ifndef TC_SYNTAX_WORDS_H
#define TC_SYNTAX_WORDS_H

#include <gmp.h>
#include <string.h>
#include "syntax/token.h"
#include "syntax/vocabulary.h"

typedef struct {
    TcTokenList *tokens;
    TcReading reading;
    TcArena *arena;
    TcDiagList *diags;
    const char **keys;   /* word_keys */
    GString *run;        /* scratch */
    mpq_t number;        /* scratch */
    GHashTable *numbers; /* text of a number to its value: a long table has few of them */
    GHashTable *marks;   /* text of a mark to its row */
    char *day_key;       /* the key of "ngày" */
    bool in_data;        /* within the data section */
    bool in_given;       /* within what an example is under and what is given in it */
    enum { TC_LINE_PLAIN_WORDS, TC_LINE_EDITS, TC_LINE_EXCEPTS } line; /* what its first word is */
    bool headed;   /* the head of the file was read, or a line that amends */
    bool amends;   /* it was that of an amendment, or such a line */
    bool unquoted; /* in a text without its quotation marks, for which one message is enough */
    bool untitled; /* the line before is the number of a chapter, whose title may follow */
    bool tainted;  /* the mark before was refused: its clause gets no second message */
    const TcToken *after; /* raw, behind the token at hand */
    uint32_t n;           /* tokens kept so far */
} TcWords;

static inline bool tc_words_is_mark(const TcToken *token, const char *mark)
{
    return token->type == TC_RAW_MARK && strcmp(token->text, mark) == 0;
}

/* The token kept last, or NULL. */
static inline TcToken *tc_words_last(const TcWords *words)
{
    return words->n ? &words->tokens->items[words->n - 1] : NULL;
}

/* Keeps @token as the next of the list. */
void tc_words_keep(TcWords *words, TcToken token);

/* The longest keyword at @index, or NULL; *@length is its number of words. */
const TcKeywordEntry *tc_words_keyword(TcWords *words, uint32_t index, unsigned *length);
/* The keyword with @key that may stand from @first on, with @after behind its words, or NULL. */
const TcKeywordEntry *tc_words_entry(const TcWords *words, const char *key, const TcToken *first,
                                     const TcToken *after);
/* What was pasted from a decision at the beginning of a line at @index and is no part of a rule
 * file: told. Returns: how many tokens to pass over, 0 for none. */
uint32_t tc_words_pass_pasted(TcWords *words, uint32_t index);
/* Is it the file of an amendment, as far as the tokens kept tell? */
bool tc_words_amend(const TcWords *words);
/* The word of an amendment that the @length words at @index, first on their line, are nearly; or
 * NONE. */
TcKeyword tc_words_edit_nearly(const TcWords *words, uint32_t index, unsigned *length);
/* The head of a file that the @length tokens at @index, first of all, are nearly; or NONE. */
TcKeyword tc_words_head_nearly(const TcWords *words, uint32_t index, unsigned *length);
/* The keyword that the @length words at @index, within a line that amends, are but for their marks
 * ("yeu cau"); or NONE. */
TcKeyword tc_words_unmarked(const TcWords *words, uint32_t index, unsigned *length);
/* Each takes the raw token at hand: keeps what it is, or reports it and keeps what is meant. */
void tc_words_take_number(TcWords *words, TcToken token);
void tc_words_take_exponent(TcWords *words, TcToken token);
void tc_words_take_percent(TcWords *words, const TcToken *token);
void tc_words_take_date(TcWords *words, TcToken token);
void tc_words_take_mark(TcWords *words, TcToken token);

#endif
