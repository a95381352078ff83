/* Inside of data files as examples: the columns that say what must come out. */
#ifndef TC_ENGINE_TRIAL_QUESTIONS_H
#define TC_ENGINE_TRIAL_QUESTIONS_H

#include "sema/model.h"

/* A schema of text columns, one for each indicator, criterion, verdict and grade, and what each is
 * as the head of a column in a table of examples. All lies in the arena. */
typedef struct {
    const TcModel *model;
    TcArena *arena;
    TcSchema schema;
    TcStep *parts;      /* of each column */
    const char **heads; /* of each column */
} TcTrialQuestions;

void tc_trial_questions_init(TcTrialQuestions *questions, const TcModel *model, TcArena *arena);
/* Appends the cell @text below question @index, in the words of the rules; what is none of the
 * words that results have is left as it is. */
void tc_trial_question_cell(const TcTrialQuestions *questions, uint32_t index, const char *text,
                            GString *out);

#endif
