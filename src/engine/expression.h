/* A single expression, evaluated exactly, with values given for its names: `tieuchi expr`.
 *
 * The expression and each value are texts in the language of rule files (keywords and number style
 * of one of the two languages). A value is a literal: a number (with a minus, %, unit), a date, a
 * quoted text, có/không (yes/no), để trống (unknown: an undefined value, strict in arithmetic,
 * unknown in logic). A name is written in the expression as in a rule file, in brackets where it is
 * no word. */
#ifndef TC_ENGINE_EXPRESSION_H
#define TC_ENGINE_EXPRESSION_H

#include <stddef.h>
#include "base/diag.h"
#include "base/lang.h"

typedef struct {
    const char *name; /* with or without its brackets */
    size_t name_length;
    const char *value;
    size_t value_length;
} TcGiven;

typedef enum {
    TC_ANSWER_NUMBER,
    TC_ANSWER_BOOL,
    TC_ANSWER_TEXT,
    TC_ANSWER_DATE,
    TC_ANSWER_UNKNOWN, /* undefined: no text */
    TC_ANSWER_ERROR,   /* code and text say what is wrong */
} TcAnswerType;

typedef struct {
    TcAnswerType type;
    TcDiagCode code; /* of an error */
    char
        *text; /* the exact value: a decimal (English style) if it is finite, else n/d; an ISO date;
                  true or false; a text as it is; the message of an error; NULL when unknown */
    char *fix; /* of an error: what to write; or NULL */
} TcAnswer;

/* Evaluates @expression (any bytes), written in @lang. The first mistake, said in @said, is the
 * answer when there is one. @answer: written whole; clear it. */
void tc_expression_evaluate(const char *expression, size_t length, const TcGiven *given, size_t n,
                            TcLang lang, TcLang said, TcAnswer *answer);
void tc_answer_clear(TcAnswer *answer);

/* "number", "bool", "text", "date", "unknown"; "error". */
const char *tc_answer_type_name(TcAnswerType type);

#endif
