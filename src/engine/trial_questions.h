/* Inside of data files as examples: the columns that say what must come out. */
#ifndef TC_ENGINE_TRIAL_QUESTIONS_H
#define TC_ENGINE_TRIAL_QUESTIONS_H

#include "sema/model.h"

/* A schema of text columns, one for each column of results that eval writes of the set, and what
 * each is as the head of a column in a table of examples. All lies in the arena. */
typedef struct {
    const TcModel *model;
    TcArena *arena;
    TcSchema schema;
    size_t *columns;    /* of each: its row in the table of trial_questions.c */
    const char **heads; /* of each */
    TcLang style;       /* of the numbers in the file */
} TcTrialQuestions;

void tc_trial_questions_init(TcTrialQuestions *questions, const TcModel *model, TcArena *arena);
/* Can an example ask what the column says? */
bool tc_trial_question_asks(const TcTrialQuestions *questions, uint32_t index);
bool tc_trial_question_is_rank(const TcTrialQuestions *questions, uint32_t index);
/* Is it a number? */
bool tc_trial_question_is_figure(const TcTrialQuestions *questions, uint32_t index);
/* Appends the cell @text below question @index, in the words of the rules; what is none of the
 * words or figures that results have is left as it is. */
void tc_trial_question_cell(const TcTrialQuestions *questions, uint32_t index, const char *text,
                            GString *out);

/* A heading that names no column of results, and what it looks like. */
typedef struct {
    bool is_result;    /* it begins as the headings of results do … */
    bool has_code;     /* … with a code behind that */
    const char *meant; /* the column of results that is spelled nearly so, or an example of the
                          kind; NULL: none */
    bool near;         /* the former */
} TcTrialStray;
TcTrialStray tc_trial_question_stray(const TcTrialQuestions *questions, const char *heading);

#endif
