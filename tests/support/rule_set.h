/* A rule set that a test has written: text in, model out. */
#ifndef TC_TESTS_SUPPORT_RULE_SET_H
#define TC_TESTS_SUPPORT_RULE_SET_H

#include <string.h>
#include "sema/document.h"

typedef struct {
    TcDiagList *diags; /* in the order of the text */
    TcDocument *document;
    const TcModel *model; /* NULL: it has mistakes */
} TcRuleSet;

/* @source: (transfer full); @said: the language of the messages. Returns: is it without mistakes?
 * It is to be closed anyhow. */
static inline bool tc_rule_set_read(TcRuleSet *set, TcSource *source, TcLang said)
{
    set->diags = tc_diag_list_new(said);
    set->document = tc_document_new(source, set->diags);
    set->model = tc_document_model(set->document);
    tc_diag_list_sort(set->diags);
    return set->model != NULL;
}

static inline bool tc_rule_set_open(TcRuleSet *set, const char *text, TcLang said)
{
    return tc_rule_set_read(set, tc_source_new("test", text, strlen(text)), said);
}

static inline void tc_rule_set_close(TcRuleSet *set)
{
    tc_document_free(set->document);
    tc_diag_list_free(set->diags);
    *set = (TcRuleSet){0};
}

/* The message of the first mistake; "" if there is none. */
static inline const char *tc_rule_set_mistake(const TcRuleSet *set)
{
    for (unsigned i = 0; i < tc_diag_list_length(set->diags); i++) {
        if (tc_diag_list_get(set->diags, i)->severity == TC_ERROR)
            return tc_diag_list_get(set->diags, i)->message;
    }
    return "";
}

#endif
